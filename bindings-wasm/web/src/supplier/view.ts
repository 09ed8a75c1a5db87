/** What the parts of the tab are drawn from. */

import type { Form } from "../shell/form.js";
import { options } from "../shell/form.js";
import type { Option } from "../shell/field.js";
import type { Context } from "../shell/tab.js";
import { say, type Text } from "../shell/words.js";
import type { Messages, SupplierAnswer } from "./answer.js";
import type { Supplier } from "./model.js";
import { WORDS } from "./words.js";

/** A grade of a version as its rulebook names it. */
export interface GradeName {
  readonly code: string;
  readonly zh: string;
}

export interface View extends Form {
  readonly context: Context;
  readonly supplier: Supplier;
  readonly found: SupplierAnswer;
  readonly messages: Messages;
  readonly grades: ReadonlyMap<string, readonly GradeName[]>;
}

/** A word of the contract for people. */
export function word(view: View, plain: string): string {
  const text = WORDS[plain];
  return text === undefined ? plain : say(text, view.language);
}

/** The words of a select. */
export function choices(view: View, offered: readonly string[], blank?: Text): Option[] {
  return options(view, offered, WORDS, blank);
}

/** A grade as its version names it: in Chinese by its title, in English by its code. */
export function gradeName(view: View, version: string, code: string): string {
  if (view.language === "en") return code.replaceAll("_", " ");
  return view.grades.get(version)?.find((grade) => grade.code === code)?.zh ?? code;
}
