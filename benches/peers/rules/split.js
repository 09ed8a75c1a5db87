const cents = (yuan) => Math.round(yuan * 100) / 100;

export const handler = async ({ lines }) => ({
  parts: lines.map(([amount, standard, quantity, rate]) => {
    const base = Math.min(amount, cents(quantity * standard));
    const first = cents(base * rate);
    return [cents(amount - base), first, cents(base - first)];
  }),
});
