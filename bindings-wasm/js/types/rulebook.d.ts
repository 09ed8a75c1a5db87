/**
 * The built-in rulebooks: which there are, and every parameter with provenance and citation.
 *
 * Written by `make typescript-types` from the JSON Schemas of the core. Do not edit.
 */
import type { Answer, DateText, Options } from "../call.js";

/** Day, ISO 8601: 2025-10-27. */
export type Date = DateText;

/** Which built-in rulebooks to list: every condition that is stated must hold. */
export interface Filter {
  /** Area of law, e.g. `award`. */
  readonly area?: string | undefined;
  /** GB/T 2260 code; a member of an alliance counts. */
  readonly jurisdiction?: string | undefined;
  /** In force on this day. A rulebook whose first day is not published is listed. */
  readonly on?: Date | undefined;
}

/** Identifier: opaque, compared byte for byte. */
export type Id = string;

/** One line of the list of rulebooks. */
export interface Listing {
  /** The id to pass as `rulebook`. */
  id: Id;
  /** Title in English. */
  title?: string;
  /** Title in Chinese. */
  title_zh?: string;
  /** The document that states the rules. */
  document?: string;
  /** GB/T 2260 code of the place. */
  jurisdiction?: string;
  /** First day; absent where the day is not published. */
  effective_from?: Date;
  /** Last day, where there is one. */
  effective_until?: Date;
}

/** What `rulebook.list` gives. */
export interface ListOutput {
  /** The rulebooks that match, in the order of the registry. */
  rulebooks: Listing[];
}

/** What `rulebook.show` is asked. */
export interface ShowInput {
  /** The id of a built-in rulebook. */
  readonly id: Id;
}

/** A rulebook as its file states it. */
export interface RulebookObject {
  /** The id: area, slash, round or place and year. */
  id: Id;
  /** The area of law: the first part of a built-in id. */
  area?: string;
  /** GB/T 2260 code of the place, `100000` for China; of an alliance, that of its organiser. */
  jurisdiction?: string;
  /** Title in English. */
  title?: string;
  /** Title in Chinese. */
  title_zh?: string;
  /** The document that states the rules. */
  document?: string;
  /** Who issued it. */
  issuer?: string;
  /** First day; absent where the day is not published. */
  effective_from?: Date;
  /** Last day, where there is one. */
  effective_until?: Date;
  /** The members of an alliance, as GB/T 2260 codes. */
  members?: string[];
  /** A built-in rulebook whose parameters and gaps are taken over. */
  extends?: Id;
  /** Inherited parameters or gaps to drop. */
  remove?: string[];
  /**
   * Name → `{ value, provenance, citation }`; a bare value is unverified. In the credit areas the value
   * alone, whose entries have both.
   */
  parameters: Record<string, unknown> | null;
  /** Name → which document does not say it; not in every area. */
  gaps?: Record<string, string>;
}

export interface Functions {
  /**
   * The built-in rulebooks: id, title, document, dates.
   *
   * Those of an area, of a jurisdiction, in force on a day.
   *
   * @example
   * const { value } = jicai.rulebook.list({ area: "award", on: "2021-01-01" });
   * value.rulebooks[0].id; // "award/cn-2018-pilot"
   * value.rulebooks[0].effective_from; // "2018-12-06"
   */
  list(question?: Filter, options?: Options): Answer<ListOutput>;

  /**
   * A whole rulebook: head, and every parameter with value, provenance and citation.
   *
   * What it gives can be passed wherever a rulebook is asked for.
   *
   * @throws JicaiError: `unknown_rulebook` where there is none with this id.
   *
   * @example
   * const { value } = jicai.rulebook.show({ id: "payment/cn-2019" });
   * value.id; // "payment/cn-2019"
   * value.effective_from; // "2019-03-05"
   */
  show(question: ShowInput, options?: Options): Answer<RulebookObject>;
}
