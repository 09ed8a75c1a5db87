/** The tab: holds the table, asks the library after each change, and draws. */
import { nothing, render } from "lit-html";
import { type Failure, failureOf } from "../shell/failure.js";
import { type Listing, loadRulebooks } from "../shell/rulebook-picker.js";
import type { Context, Mounted } from "../shell/tab.js";
import type { Text } from "../shell/words.js";
import { Library, type Outcome } from "./decide.js";
import { type LotDraft, type TableDraft, bidDraft, emptyLot, lotOf, pasted, priced, restored, withLot } from "./draft.js";
import { EXAMPLES, type Example, tableOf } from "./examples.js";
import { guardDrops, problemsOf, readFile, readText } from "./files.js";
import type { Problem } from "./grid.js";
import { HEADER_WITHIN, namesBids } from "./header.js";
import { LadderView } from "./ladder-view.js";
import { type Ladder, type LadderBid, ladderOf, undecidedLadder } from "./ladder.js";
import type { Tender } from "./reading.js";
import { type Saved, save } from "./saving.js";
import { drawTab } from "./sections.js";
import { readShared, sharedState } from "./share.js";
import { t } from "./words.js";

const MOST_UNDO = 200;

/** What any lot of tablets has: by it the newest rulebook is found that needs no more. */
const ORDINARY: LotDraft = {
  name: "",
  facts: { form: "oral_solid" },
  specs: [],
  bids: [bidDraft({ company: "A", price: "1.00" }), bidDraft({ company: "B", price: "2.00" }), bidDraft({ company: "C", price: "3.00" })],
};

function firstExample(): Example {
  const [first] = EXAMPLES;
  if (!first) throw new Error("there is no example");
  return first;
}

/** What can be taken back; further changes of the same kind belong to it. */
interface Undo extends Pick<TenderPage, "table" | "rulebook" | "compareWith" | "example"> {
  readonly kind: string;
}

export class TenderPage implements Mounted {
  table: TableDraft;
  rulebook: string;
  compareWith: readonly string[];
  wanted: ReadonlySet<string> = new Set();
  /** The example as it stands at first, or as it was chosen. */
  example: Example | undefined;
  rulebooks: readonly Listing[] = [];
  library: Library | undefined;
  loadFailure: Failure | undefined;
  problems: readonly Problem[] = [];
  notes: readonly string[] = [];
  /** Said above the table once: a link that could not be read, a rulebook that is not known. */
  notice: Text | undefined;
  private whole = false;
  pasting = false;
  dropping = 0;
  busy = false;
  /** The bid that was picked on the ladder, and whether it was asked how high it could go. */
  chosen: number | undefined;
  asking = false;
  /** Whether all steps are shown: there may be thousands, and they are drawn only to be read. */
  stepsOpen = false;
  readonly ladder: LadderView;
  /** The example as it was put into the table: its names follow the language until something is changed. */
  private pristine: TableDraft | undefined;
  private readonly ladders = new WeakMap<Outcome, Ladder>();
  private undos: Undo[] = [];
  private touched = false;
  private readonly unguard = guardDrops();
  private lastLadder: Ladder | undefined;
  private drawing = false;
  private again = false;
  private announced = "";
  private destroyed = false;

  constructor(
    private readonly root: HTMLElement,
    readonly context: Context,
  ) {
    const example = firstExample();
    this.example = example;
    this.table = this.pristine = tableOf(example, context.language);
    this.rulebook = example.rulebook;
    this.compareWith = example.compareWith;
    this.ladder = new LadderView({ move: (bid, price) => this.move(bid, price), done: () => this.settle(), choose: (bid) => this.choose(bid) });
    this.draw();
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      const [jicai, rulebooks] = await Promise.all([this.context.areas("award"), loadRulebooks(this.context, "award")]);
      this.library = new Library(jicai);
      this.rulebooks = rulebooks;
    } catch (error) {
      this.loadFailure = failureOf(error);
    }
    this.draw();
  }

  // What the shell asks

  state(): unknown {
    if (!this.touched) return undefined;
    return sharedState({ table: this.table, rulebook: this.rulebook, compareWith: this.compareWith, columns: [...this.wanted], whole: this.whole });
  }

  restore(state: unknown): void {
    const shared = readShared(state);
    if (!shared) {
      if (state === undefined) this.showExample(firstExample());
      else this.notice = t.badLink;
      this.draw();
      return;
    }
    this.table = shared.table;
    this.rulebook = shared.rulebook;
    this.compareWith = shared.compareWith;
    this.wanted = new Set(shared.columns);
    this.whole = shared.whole;
    this.example = undefined;
    this.undos = [];
    this.touched = true;
    this.draw();
  }

  refresh(): void {
    if (this.example && this.table === this.pristine) this.table = this.pristine = tableOf(this.example, this.context.language);
    this.draw();
  }

  destroy(): void {
    this.destroyed = true;
    this.unguard();
    this.ladder.destroy();
    render(nothing, this.root);
  }

  // Changes

  get lot(): LotDraft {
    return lotOf(this.table);
  }

  /** Whether all lots are decided together, as the whole round that they are. */
  get isRound(): boolean {
    return this.whole && this.table.lots.length > 1;
  }

  setWhole(whole: boolean): void {
    this.whole = whole;
    this.after();
  }

  /** Whether the example is no longer as it was given. */
  readonly hasChanged = (): boolean => this.table !== this.pristine;

  get canUndo(): boolean {
    return this.undos.length > 0;
  }

  /** A change by the visitor that can be taken back; those of one kind in a row are taken back together. */
  change(table: TableDraft, kind: string): void {
    if (kind === "" || this.undos.at(-1)?.kind !== kind) this.remember(kind);
    this.table = table;
    this.after();
  }

  private remember(kind = ""): void {
    const { table, rulebook, compareWith, example } = this;
    this.undos = [...this.undos.slice(1 - MOST_UNDO), { table, rulebook, compareWith, example, kind }];
  }

  changeLot(lot: LotDraft, kind: string): void {
    this.change(withLot(this.table, lot), kind);
  }

  undo(): void {
    const last = this.undos.pop();
    if (!last) return;
    this.table = last.table;
    this.rulebook = last.rulebook;
    this.compareWith = last.compareWith;
    this.example = last.example;
    this.after();
  }

  after(): void {
    this.touched = true;
    this.draw();
    this.context.changed();
  }

  setRulebook(id: string): void {
    this.remember();
    this.rulebook = id;
    this.compareWith = this.compareWith.filter((one) => one !== id);
    this.after();
  }

  setComparison(compareWith: readonly string[]): void {
    this.remember();
    this.compareWith = compareWith;
    this.after();
  }

  want(field: string, on: boolean): void {
    const wanted = new Set(this.wanted);
    if (on) wanted.add(field);
    else wanted.delete(field);
    this.wanted = wanted;
    this.after();
  }

  showLot(at: number): void {
    this.table = { ...this.table, current: at };
    this.chosen = undefined;
    this.after();
  }

  private showExample(example: Example): void {
    this.example = example;
    this.table = this.pristine = tableOf(example, this.context.language);
    this.rulebook = example.rulebook;
    this.compareWith = example.compareWith;
    this.wanted = new Set();
    this.forget();
  }

  private forget(): void {
    this.whole = false;
    this.problems = [];
    this.notes = [];
    this.notice = undefined;
    this.chosen = undefined;
    this.asking = false;
  }

  openExample(id: string): void {
    const example = EXAMPLES.find((one) => one.id === id);
    if (!example) return;
    this.remember();
    this.showExample(example);
    this.after();
  }

  clear(): void {
    this.remember();
    this.table = { lots: [emptyLot()], current: 0 };
    this.example = undefined;
    this.rulebook = this.library?.newest(ORDINARY, this.rulebooks, this.context.language) ?? this.rulebook;
    this.wanted = new Set();
    this.compareWith = [];
    this.forget();
    this.after();
  }

  // The ladder

  private move(bid: LadderBid, price: string): void {
    const key = this.lot.bids[bid.row]?.key;
    this.changeLot(priced(this.lot, bid.row, price), `move ${key ?? ""}`);
  }

  movePrice(row: number, price: string): void {
    const key = this.lot.bids[row]?.key;
    this.changeLot(priced(this.lot, row, price), `move ${key ?? ""}`);
    this.announce();
  }

  /** A price was let go: the next move is another one, and what came of this one is said. */
  private settle(): void {
    const last = this.undos.at(-1);
    if (last?.kind.startsWith("move")) this.undos[this.undos.length - 1] = { ...last, kind: "" };
    this.announce();
    if (!this.destroyed) this.draw();
  }

  private choose(bid: LadderBid): void {
    const key = this.lot.bids[bid.row]?.key;
    if (this.chosen === key) return;
    this.chosen = key;
    this.asking = false;
    this.draw();
  }

  restorePrices(): void {
    this.changeLot(restored(this.lot), "");
  }

  private announce(): void {
    const { language } = this.context;
    const ladder = this.outcome()?.ladder;
    if (!ladder) return;
    const names = ladder.rows.filter((row) => row.look.group === "won").map((row) => row.name);
    const text = names.length === 0 ? (language === "zh" ? "没有申报中选" : "nobody is selected") : language === "zh" ? `拟中选：${names.join("、")}` : `selected: ${names.join(", ")}`;
    if (text === this.announced) return;
    this.announced = text;
    this.context.announce(text);
  }

  // Reading tables

  readonly open = (file: File): Promise<void> => this.take(() => readFile(file));
  readonly openText = (text: string): Promise<void> => this.take(() => readText(text));

  private async take(reading: () => Promise<Tender>): Promise<void> {
    this.busy = true;
    this.problems = [];
    this.draw();
    try {
      this.accept(await reading());
    } catch (error) {
      this.problems = problemsOf(error);
    } finally {
      this.busy = false;
      this.draw();
    }
  }

  private accept(tender: Tender): void {
    const { language } = this.context;
    this.remember();
    this.forget();
    this.table = { lots: tender.lots, current: 0 };
    this.example = undefined;
    this.notes = tender.notes;
    this.pasting = false;
    const named = this.named(tender.rulebook);
    if (named !== undefined) this.rulebook = named;
    else {
      if (tender.rulebook !== undefined) this.notice = { zh: `${t.noRulebook.zh}：${tender.rulebook}`, en: `${t.noRulebook.en}: ${tender.rulebook}` };
      this.rulebook = this.library?.newest(this.lot, this.rulebooks, language) ?? this.rulebook;
    }
    this.compareWith = this.compareWith.filter((id) => id !== this.rulebook);
    this.after();
    const lots = tender.lots.length;
    const bids = tender.lots.reduce((sum, lot) => sum + lot.bids.length, 0);
    this.context.announce(language === "zh" ? `已读入 ${lots} 个品种、${bids} 个申报` : `read: ${lots} lots, ${bids} bids`);
  }

  /** The rulebook that a table names, by id or title. */
  private named(text: string | undefined): string | undefined {
    if (text === undefined) return undefined;
    return this.rulebooks.find(({ id, title, title_zh }) => [id, id.replace("award/", ""), title, title_zh].includes(text))?.id;
  }

  /** A block that was pasted into a cell: a table with a header is read as one, anything else goes into the cells. */
  async pasteInto(text: string, row: number, fields: readonly string[]): Promise<void> {
    const rows = text.replace(/\r?\n$/, "").split(/\r?\n/).map((line) => line.split("\t"));
    if (namesBids({ name: "", rows: rows.slice(0, HEADER_WITHIN), visible: true, merged: [], uncomputed: new Set() })) return this.openText(text);
    this.changeLot(pasted(this.lot, row, fields, rows), "");
  }

  // Results

  outcome(lot = this.lot): (Outcome & { readonly ladder?: Ladder }) | undefined {
    if (!this.library) return undefined;
    const { rulebook, context, table } = this;
    const outcome = (this.isRound ? this.library.round(table.lots, rulebook, context.language).get(lot) : undefined) ?? this.library.select(lot, rulebook, context.language);
    if (!outcome.decided) return outcome;
    const ladder = this.ladders.get(outcome) ?? ladderOf(lot, outcome.question, outcome.decided);
    this.ladders.set(outcome, ladder);
    return { ...outcome, ladder };
  }

  async save(kind: Saved): Promise<void> {
    try {
      await save(this, kind);
    } catch (error) {
      const { message } = failureOf(error);
      this.notice = { zh: `${t.pageFault.zh}：${message}`, en: `${t.pageFault.en}: ${message}` };
      this.draw();
    }
  }

  /** The ladder of a lot that the rules leave open: the last one, with nothing decided. */
  undecided(outcome: Outcome): Ladder | undefined {
    if (outcome.failure?.code !== "rule_gap" || !this.lastLadder) return undefined;
    return undecidedLadder(this.lastLadder, this.lot, outcome.question);
  }

  draw(): void {
    // Taking a focused handle out of the page is an event of its own, in the middle of drawing.
    if (this.drawing) {
      this.again = true;
      return;
    }
    this.drawing = true;
    do {
      this.again = false;
      this.lastLadder = this.outcome()?.ladder ?? this.lastLadder;
      render(drawTab(this), this.root);
    } while (this.again);
    this.drawing = false;
  }
}
