/** What a visitor typed, as the library reads it: full-width digits and points of Chinese input methods become ASCII. */
export function tidy(text: string): string {
  return text.normalize("NFKC").replaceAll("。", ".").trim();
}

/** A decimal without the zeros that say nothing: `2.0000000000` is `2`. */
export function short(decimal: string): string {
  return decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal;
}
