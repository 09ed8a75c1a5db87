import type { Context } from "./tab.js";

/** What `rulebook.show` gives. */
export interface Rulebook {
  readonly id: string;
  readonly title?: string | null;
  readonly title_zh?: string | null;
  readonly document?: string | null;
  readonly issuer?: string | null;
  readonly effective_from?: string | null;
  readonly effective_until?: string | null;
  readonly extends?: string | null;
  readonly remove?: readonly string[] | null;
  readonly parameters: Record<string, unknown> | null;
  readonly gaps?: Record<string, string> | null;
}

/** A parameter and the rulebook that sets it. */
export interface Parameter {
  readonly name: string;
  readonly from: string;
  readonly value: unknown;
  readonly provenance: string | undefined;
  readonly citation: string;
}

/** The rulebook and those that it extends, the rulebook itself first. */
export async function inherited(context: Context, id: string): Promise<Rulebook[]> {
  const jicai = await context.areas("rulebook");
  const chain: Rulebook[] = [];
  for (let next: string | null | undefined = id; next && chain.length < 20; ) {
    const shown: unknown = jicai.evaluate({ function: "rulebook.show", input: { id: next } }).value;
    const book = shown as Rulebook;
    chain.push(book);
    next = book.extends;
  }
  return chain;
}

/** The parameters that hold: a rulebook's own, then what it takes over and has not removed. */
export function parametersOf(chain: readonly Rulebook[]): Parameter[] {
  const found = new Map<string, Parameter>();
  const removed = new Set<string>();
  for (const book of chain) {
    for (const [name, value] of Object.entries(book.parameters ?? {})) {
      if (!found.has(name) && !removed.has(name)) found.set(name, parameterOf(name, book.id, value));
    }
    for (const name of book.remove ?? []) removed.add(name);
  }
  return [...found.values()];
}

function parameterOf(name: string, from: string, parameter: unknown): Parameter {
  if (typeof parameter === "object" && parameter !== null && "value" in parameter && "provenance" in parameter) {
    const { value, provenance, citation } = parameter as Record<string, unknown>;
    return { name, from, value, provenance: String(provenance), citation: typeof citation === "string" ? citation : "" };
  }
  // Areas whose sources stand on the entries of a table have no provenance here.
  return { name, from, value: parameter, provenance: undefined, citation: "" };
}

