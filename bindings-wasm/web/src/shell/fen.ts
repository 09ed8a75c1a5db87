/** Sums of money to the fen: whole numbers, never floating point. */

const AMOUNT = /^(-?)(\d+)(?:\.(\d{1,2})0*)?$/;

/** `"22.26"` is `2226n`; undefined for what is no amount with at most two decimals. */
export function fen(amount: string): bigint | undefined {
  const [, sign, whole, part = ""] = AMOUNT.exec(amount) ?? [];
  if (whole === undefined) return undefined;
  const size = BigInt(whole) * 100n + BigInt(part.padEnd(2, "0"));
  return sign === "-" ? -size : size;
}

/** `2226n` is `"22.26"`. */
export function yuan(amount: bigint): string {
  const size = amount < 0n ? -amount : amount;
  const sign = amount < 0n ? "-" : "";
  return `${sign}${size / 100n}.${String(size % 100n).padStart(2, "0")}`;
}

/** The sum of amounts; undefined if one of them is none. */
export function sum(amounts: Iterable<string>): string | undefined {
  let total = 0n;
  for (const amount of amounts) {
    const size = fen(amount);
    if (size === undefined) return undefined;
    total += size;
  }
  return yuan(total);
}

/** An equation for people to check: the parts, what they add up to, and whether that is the total. */
export interface Equation {
  readonly parts: readonly string[];
  readonly total: string;
  readonly holds: boolean;
}

export function equation(parts: readonly string[], total: string): Equation {
  const added = sum(parts);
  return { parts, total, holds: added !== undefined && added === sum([total]) };
}

/** Widths of a bar's parts in percent: for drawing only, never shown as figures. */
export function widths(parts: readonly string[]): number[] {
  const sizes = parts.map((part) => {
    const size = fen(part) ?? 0n;
    return size < 0n ? -size : size;
  });
  const total = sizes.reduce((all, size) => all + size, 0n);
  return sizes.map((size) => (total === 0n ? 0 : Number((size * 1_000_000n) / total) / 10_000));
}

/** `"0.125"` is `"12.5%"`, by moving the point. */
export function percent(rate: string): string | undefined {
  const [, whole, part = ""] = /^(\d{1,9})(?:\.(\d{1,9}))?$/.exec(rate.trim()) ?? [];
  if (whole === undefined) return undefined;
  const digits = part.padEnd(2, "0");
  const rest = digits.slice(2).replace(/0+$/, "");
  return `${BigInt(whole + digits.slice(0, 2))}${rest === "" ? "" : `.${rest}`}%`;
}
