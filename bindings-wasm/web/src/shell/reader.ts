/** Reads what a link holds: nothing of it is trusted, and what is not understood is known. */

export type Fields = Record<string, unknown>;

const LONGEST_TEXT = 200;

/** Only what differs from a blank one, so that links stay short; lists and objects are taken apart by themselves. */
export function changed(of: object, blank: object): Fields {
  const was = new Map(Object.entries(blank));
  return Object.fromEntries(Object.entries(of).filter(([name, value]) => typeof value !== "object" && value !== was.get(name)));
}

export class Reader {
  understood = true;

  /** The words that fields with a choice may have. */
  constructor(private readonly choices: Readonly<Record<string, readonly string[]>>) {}

  private no(): void {
    this.understood = false;
  }

  object(given: unknown): Fields {
    if (typeof given === "object" && given !== null && !Array.isArray(given)) return given as Fields;
    if (given !== undefined) this.no();
    return {};
  }

  list(given: unknown, most: number): unknown[] {
    if (!Array.isArray(given)) {
      if (given !== undefined) this.no();
      return [];
    }
    if (given.length > most) this.no();
    return given.slice(0, most);
  }

  /** Takes the fields of `blank` from what is given, where they are of their kind; lists are read apart. */
  fill<Of extends object>(blank: Of, given: unknown): Of {
    const found = this.object(given);
    const result = { ...blank } as Record<string, unknown>;
    for (const [name, value] of Object.entries(found)) {
      const was = result[name];
      if (typeof was === "object") continue;
      if (was === undefined || !this.fits(name, value, was)) this.no();
      else result[name] = value;
    }
    return result as Of;
  }

  private fits(name: string, value: unknown, was: unknown): boolean {
    if (typeof value === "boolean") return typeof was === "boolean";
    if (typeof value !== "string" || typeof was !== "string" || value.length > LONGEST_TEXT) return false;
    return this.choices[name]?.includes(value) ?? true;
  }
}
