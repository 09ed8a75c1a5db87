/** Prices as whole numbers of their last decimal: no step of a drag passes through binary fractions. */

export interface Amount {
  /** The price times ten to the power of `decimals`. */
  readonly units: bigint;
  readonly decimals: number;
}

const PLAIN = /^([0-9]+)(?:\.([0-9]{1,10}))?$/;

/** Reads a plain decimal that is not negative; undefined for anything else. */
export function amountOf(text: string): Amount | undefined {
  const match = PLAIN.exec(text.trim());
  if (!match) return undefined;
  const [, whole = "0", part = ""] = match;
  return { units: BigInt(whole + part), decimals: part.length };
}

/** The same amount with at least so many decimals. */
function widened(amount: Amount, decimals: number): Amount {
  if (decimals <= amount.decimals) return amount;
  return { units: amount.units * 10n ** BigInt(decimals - amount.decimals), decimals };
}

export function textOfAmount({ units, decimals }: Amount): string {
  if (decimals === 0) return String(units);
  const digits = String(units).padStart(decimals + 1, "0");
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Decimals in which a price is moved: its own, at least two. */
export const stepDecimals = (text: string): number => Math.max(2, amountOf(text)?.decimals ?? 2);

/** The price moved by so many steps of its last decimal (of 0.01 at least); never below one step. */
export function moved(text: string, steps: bigint): string | undefined {
  const amount = amountOf(text);
  if (!amount) return undefined;
  const wide = widened(amount, stepDecimals(text));
  const units = wide.units + steps;
  return textOfAmount({ units: units < 1n ? 1n : units, decimals: wide.decimals });
}

/**
 * The price that a pointer points at: its position is a fraction of a pixel anyway, so it is rounded to a step that is not finer than a pixel,
 * and from there on the price is exact.
 */
export function pointedAt(position: number, perPixel: number, decimals: number): string {
  let coarse = 0;
  while (coarse < 15 && 10 ** (coarse + 1 - decimals) <= perPixel) coarse += 1;
  const scale = 10n ** BigInt(coarse);
  const steps = BigInt(Math.max(0, Math.round(position * 10 ** (decimals - coarse))));
  const units = steps * scale;
  return textOfAmount({ units: units < 1n ? 1n : units, decimals });
}

/** −1, 0 or 1: plain decimals compared as numbers. */
export function compared(one: string, other: string): number {
  const a = amountOf(one);
  const b = amountOf(other);
  if (!a || !b) return 0;
  const decimals = Math.max(a.decimals, b.decimals);
  const left = widened(a, decimals).units;
  const right = widened(b, decimals).units;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A number as it is written: all its digits, with two decimals at least and no zeros after them. */
export function short(text: unknown): string {
  const [whole = "", part = ""] = String(text).split(".");
  return `${whole}.${part.replace(/0+$/, "").padEnd(2, "0")}`;
}

/** A ratio in per cent, by moving the point. */
export function percent(text: string): string {
  const negative = text.startsWith("-");
  const [whole = "0", part = ""] = text.replace("-", "").split(".");
  const digits = part.padEnd(2, "0");
  const left = `${whole}${digits.slice(0, 2)}`.replace(/^0+(?=[0-9])/, "");
  const right = digits.slice(2).replace(/0+$/, "");
  return `${negative ? "-" : ""}${left}${right ? `.${right}` : ""}%`;
}
