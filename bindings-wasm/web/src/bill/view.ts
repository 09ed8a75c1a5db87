/** What the parts of the tab are drawn from. */

import type { Option } from "../shell/field.js";
import type { Context } from "../shell/tab.js";
import { words, type Text } from "../shell/words.js";
import type { BillAnswer, Messages } from "./answer.js";
import { options as named, type Form } from "../shell/form.js";
import type { Bill } from "./model.js";
import type { Parameters } from "./needs.js";
import { CHOICE_WORDS } from "./words.js";

export interface View extends Form {
  readonly context: Context;
  readonly bill: Bill;
  /** The parameters that hold, with what is assumed. */
  readonly parameters: Parameters;
  /** Those of the chosen rulebook alone. */
  readonly chosen: Parameters;
  readonly found: BillAnswer;
  readonly messages: Messages;
}

/** The words of a select, with a blank one before them where nothing has to be chosen. */
export function options(view: View, offered: readonly string[], blank?: Text): Option[] {
  return named(view, offered, CHOICE_WORDS, blank);
}

export const CHOOSE: Text = words.choose;
