/** The grades, with the tests that decided them, as rows of a table. */

import { say, type Text } from "../shell/words.js";
import { gradeName, word, type View } from "./view.js";
import { FIELDS, T } from "./words.js";

type Cell = string | number | null;

const HEADERS: readonly (Text | undefined)[] = [
  FIELDS["firm"],
  FIELDS["province"],
  FIELDS["graded_on"],
  { zh: "版本", en: "Version" },
  { zh: "最低等级", en: "Lowest grade" },
  { zh: "最高等级", en: "Highest grade" },
  FIELDS["case_id"],
  FIELDS["matter"],
  T.clause,
  { zh: "未公布的参数", en: "Parameters not published" },
];

/** One row for each record of each version; a version without records has one of its own. */
export function csvRows(view: View): Cell[][] {
  const { supplier, found, language } = view;
  const rows = found.graded.flatMap(({ version, answer }): Cell[][] => {
    const grading = answer?.value;
    if (grading === undefined) return [];
    const head = [supplier.firm, supplier.province, supplier.graded_on, version];
    const name = (code: string): string => gradeName(view, version, code);
    const whole: Cell[] = [...head, name(grading.grade_min), name(grading.grade_max), null, null, null, grading.gaps.join(" ")];
    const records = grading.records.map((record): Cell[] => [
      ...head,
      name(record.grade_min),
      name(record.grade_max),
      record.case_id,
      word(view, record.matter),
      record.clause,
      null,
    ]);
    return [whole, ...records];
  });
  return [HEADERS.map((text) => (text === undefined ? "" : say(text, language))), ...rows];
}
