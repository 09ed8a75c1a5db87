/** What can be taken away from the tab as a file. */
import { csv, download } from "../shell/download.js";
import { say } from "../shell/words.js";
import type { TenderPage } from "./page.js";
import { t } from "./words.js";

export type Saved = "csv" | "xlsx" | "template" | "svg" | "png";

/** Makes a file and hands it out. The makers of files are loaded only now. */
export async function save(page: TenderPage, kind: Saved): Promise<void> {
  const { language } = page.context;
  const files = await import("./export.js");
  if (kind === "template") return download(`${say(t.templateName, language)}.xlsx`, await files.workbook(files.templateSheets(language)));
  if (kind === "svg" || kind === "png") {
    const bare = page.ladder.svg();
    if (bare === undefined) return;
    const drawing = files.framed(bare, ...captions(page));
    const blob = kind === "png" ? await files.pngOf(drawing) : new Blob([drawing], { type: "image/svg+xml" });
    return download(`${say(t.ladderName, language)}.${kind}`, blob);
  }
  const lots = page.table.lots.flatMap((lot) => {
    const outcome = page.outcome(lot);
    return outcome ? [{ lot, outcome }] : [];
  });
  const exported = { lots, rulebook: page.rulebook, document: documentOf(page), language };
  if (kind === "xlsx") return download(`${say(t.resultName, language)}.xlsx`, await files.workbook(files.workbookSheets(exported)));
  const sheet = files.resultSheet(exported);
  download(`${say(t.resultName, language)}.csv`, csv([sheet.header, ...sheet.rows]));
}

/** What the document of the rulebook is called. */
function documentOf(page: TenderPage): string {
  const listing = page.rulebooks.find(({ id }) => id === page.rulebook);
  return listing?.document ?? (page.context.language === "zh" ? listing?.title_zh : listing?.title) ?? page.rulebook;
}

/** Title, figures and source for a drawing that is taken away. */
function captions(page: TenderPage): [title: string, subtitle: string, source: string] {
  const zh = page.context.language === "zh";
  const award = page.outcome()?.decided?.value;
  const title = [say(t.ladder, page.context.language), page.lot.name].filter(Boolean).join(zh ? "：" : ": ");
  const figures = award ? (zh ? `${award.bidders} 家竞争，拟中选 ${award.winners} 家` : `${award.bidders} bidders, ${award.winners} selected`) : "";
  const listing = page.rulebooks.find(({ id }) => id === page.rulebook);
  const book = (zh ? listing?.title_zh : listing?.title) ?? page.rulebook;
  const weak = page.outcome()?.decided?.rests_on.filter((one) => one.provenance === "unverified").length ?? 0;
  const doubt = weak === 0 ? "" : zh ? `；其中 ${weak} 项参数未核实` : `; ${weak} ${weak === 1 ? "parameter" : "parameters"} unverified`;
  return [title, figures, zh ? `规则：${book}（${page.rulebook}）${doubt} · jicai` : `Rules: ${book} (${page.rulebook})${doubt} · jicai`];
}
