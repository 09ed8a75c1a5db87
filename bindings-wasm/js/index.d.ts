import type { Answer, LineFunctions, Options, Rulebook } from "./call.js";
import type { Areas, Calls } from "./types/functions.js";

export type * from "./call.js";
export type { Areas, Calls } from "./types/functions.js";
export type * as award from "./types/award.js";
export type * as differential from "./types/differential.js";
export type * as payment from "./types/payment.js";
export type * as credit from "./types/credit.js";
export type * as volume from "./types/volume.js";
export type * as execution from "./types/execution.js";
export type * as rulebook from "./types/rulebook.js";

/** An area of the rules. Each has a WebAssembly module of its own. */
export type AreaName = keyof Areas;

/** A function as requests name it, e.g. `award.select_round`. */
export type FunctionName<A extends AreaName = AreaName> = Extract<keyof Calls, `${A}.${string}`>;

/** A request of the JSON contract. */
export interface Request<F extends FunctionName = FunctionName> {
  readonly function: F;
  /** The id of a built-in rulebook, or a whole one; for functions that take one. */
  readonly rulebook?: Rulebook | undefined;
  readonly input: Calls[F]["input"];
  readonly options?: Options | undefined;
}

interface Doors<A extends AreaName> {
  /**
   * Answers a request of the JSON contract.
   *
   * @throws JicaiError: Whatever the rules refuse.
   */
  evaluate<F extends FunctionName<A>>(request: Request<F>): Answer<Calls[F]["value"]>;
  /**
   * The same as JSON text, byte for byte what every other binding answers: `{"value":…}` or `{"error":…}`.
   *
   * @throws JicaiError: `unknown_function` if the area was not loaded, `internal` for a bug; never for what the rules refuse.
   */
  evaluateText(request: string): string;
}

/** The functions of the areas that were loaded, e.g. `jicai.award.select`. */
export type Jicai<A extends AreaName = AreaName> = Doors<A> & {
  readonly [K in A]: K extends "payment" ? Areas[K] & LineFunctions : Areas[K];
};

// Of whatever the platform's own types have: not every program has those of a browser.
type Global<Name extends string> = typeof globalThis extends { [K in Name]: { prototype: infer T } } ? T : never;
type WasmModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer T } } } ? T : never;

/** A WebAssembly module of the package, compiled or as bytes or a response, or its address. */
export type WasmSource = string | Global<"URL"> | Global<"Response"> | ArrayBuffer | ArrayBufferView | WasmModule;

export interface LoadOptions {
  /**
   * Where the modules are, instead of beside the package: the address of a folder; or for each area an address, a response, bytes
   * or a compiled module, as an object or a function.
   */
  readonly from?:
    | string
    | Global<"URL">
    | { readonly [K in AreaName]?: WasmSource | PromiseLike<WasmSource> }
    | ((area: AreaName) => WasmSource | PromiseLike<WasmSource>)
    | undefined;
}

/**
 * Loads areas; without a name all of them. Areas that were loaded before are not fetched again.
 *
 * @example
 * const jicai = await load("award", "rulebook");
 */
export function load(options?: LoadOptions): Promise<Jicai>;
export function load<A extends AreaName>(first: A, ...others: A[]): Promise<Jicai<A>>;
export function load<A extends AreaName>(...areasThenOptions: [A, ...A[], LoadOptions]): Promise<Jicai<A>>;

/** The words of the JSON contract for what can go wrong. */
export type ErrorCode =
  | "invalid_json"
  | "invalid_input"
  | "unknown_function"
  | "unknown_rulebook"
  | "invalid_rulebook"
  | "rule_gap"
  | "unverified_parameter"
  | "limit_exceeded"
  | "internal";

/** The error object of the JSON contract; of columns, with the place in the table. */
export interface ErrorParts {
  readonly code: ErrorCode;
  readonly path?: string | undefined;
  readonly message: string;
  readonly help?: string | undefined;
  readonly row?: number | undefined;
  readonly column?: string | undefined;
}

/** Why a call gave no value. */
export class JicaiError extends Error {
  constructor(parts: ErrorParts, options?: ErrorOptions);
  override readonly name: "JicaiError";
  readonly code: ErrorCode;
  /** JSON Pointer (RFC 6901) into the request, e.g. `/input/bids/3/price`; empty where all of it is meant. */
  readonly path: string;
  /** What to do about it, where there is something to do. */
  readonly help?: string;
  /** Of columns: the first bad row, counted from 0. */
  readonly row?: number;
  /** Of columns: its column. */
  readonly column?: string;
  /** The error object of the JSON contract. */
  toJSON(): ErrorParts;
}
