"""`jicai award`: who wins each lot of a tender."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from ._failure import SHOWN, exit_code, more, tell
from ._files import existing, opened, rulebook
from ._options import ExtraOption, RulebookOption, SheetOption, StrictOption, TenderFile
from ._output import Column, Output, Report, busy

if TYPE_CHECKING:
    from ..tender import LotResult, Problem, Tender, TenderResult

COLOURS = {"selected": "green", "void": "dim", "undetermined": "yellow"}
_WINNERS = (
    Column("品种", "lot"),
    Column("顺位", "order", "number"),
    Column("申报编号", "bid"),
    Column("企业", "company"),
    Column("中选价", "price", "number"),
    Column("带量", "volume", "word"),
    Column("约定比例", "share", "number"),
    Column("情形", "reason", "long"),
)
_BIDS = (
    Column("品种", "lot"),
    Column("名次", "rank", "number"),
    Column("申报编号", "bid"),
    Column("企业", "company"),
    Column("申报价", "price", "number"),
    Column("可比价", "comparable", "number"),
    Column("入围", "shortlisted", "word"),
    Column("结果", "outcome", "word"),
    Column("情形", "reason", "long"),
)


def award(
    out: Output,
    file: TenderFile,
    rulebook: RulebookOption = None,
    strict: StrictOption = False,
    whole_round: Annotated[
        bool,
        typer.Option(
            "--whole-round", help="The table is a whole round: apply batch-wide filters. 整批计算，含全批剔除。"
        ),
    ] = False,
    every: Annotated[bool, typer.Option("--all", help="Every bid, not only the winners. 列出全部申报。")] = False,
    sheet: SheetOption = None,
    extra: ExtraOption = None,
) -> int:
    """Who wins each lot of a tender. 逐品种计算中选结果。

    The rulebook is that of --rulebook, or else the one that the table names.
    A workbook or CSV holds your own rows with outcome, reason and citation.
    """
    out.only("table", "csv", "json", "xlsx")
    result = decided(out, file, rulebook, strict, whole_round, sheet, extra)
    if out.format == "xlsx":
        made = io.BytesIO()
        result.write(made, language=out.language, format="xlsx")
        out.write(made.getvalue())
    elif out.format == "csv":
        made = io.BytesIO()
        result.write(made, language=out.language, format="csv")
        out.csv(list(csv.reader(io.StringIO(made.getvalue().decode("utf-8-sig"), newline=""))))
    else:
        out.emit(_report(out, result, every, strict, whole_round))
    return problems(result)


def read(out: Output, file: str, sheet: Optional[str], extra: Optional[list[str]]) -> Tender:
    """The tender of a file."""
    existing(file)
    with busy(out.say("读取报价表 …", "reading the tender …")):
        from ..tender import read_tender

        return read_tender(opened(file), sheet=sheet, extra=extra or ())


def decided(
    out: Output,
    file: str,
    chosen: Optional[str],
    strict: bool,
    whole_round: bool,
    sheet: Optional[str],
    extra: Optional[list[str]],
) -> TenderResult:
    """The answers for all lots of a file."""
    book = rulebook(chosen)
    tender = read(out, file, sheet, extra)
    out.places["/rulebook"] = "--rulebook" if chosen else ""
    with busy(out.say("计算 …", "deciding …")):
        return tender.select(book, strict=strict, whole_round=whole_round)


def problems(result: TenderResult) -> int:
    """Tells of undecided lots on stderr; the exit code."""
    codes: Counter[str] = Counter()
    for lot in result:
        if lot.error is None:
            continue
        codes[lot.error.code] += 1
        if sum(codes.values()) <= SHOWN:
            tell(lot.error.code, place(lot), lot.error.message, lot.error.help)
    more(sum(codes.values()) - SHOWN)
    return exit_code(codes, len(result))


def place(lot: LotResult) -> str:
    """The lot, and the cell where one is at fault."""
    return place_of(lot.lot, lot.error.path if lot.error else "", lot.problem)


def place_of(lot: str, path: str, problem: Optional[Problem]) -> str:
    """The lot; with the cell where the pointer names a field."""
    parts = [f"lot {lot}"] if lot else []
    if problem is not None and path.startswith("/input/"):
        parts.append(f"{problem.cell} ({problem.header})" if problem.header else problem.cell)
    return ", ".join(parts)


def _report(out: Output, result: TenderResult, every: bool, strict: bool, whole_round: bool) -> Report:
    from ..tender._words import CODES, OUTCOMES, REASONS, VOLUMES, say

    rows: list[list[Any]] = []
    styles: list[Optional[str]] = []
    for lot in result:
        name = lot.lot
        if lot.award is None:
            code = lot.error.code if lot.error else "internal"
            rows.append(
                [name, *[None] * ((len(_BIDS) if every else len(_WINNERS)) - 2), say(CODES, code, out.language)]
            )
            styles.append("yellow")
            continue
        bids = {bid.bid: bid for bid in lot.award.bids}
        declared = {bid["bid"]: bid["price"] for bid in result.tender.questions[name].question["bids"]}
        for bid in lot.award.bids if every else [bids[one] for one in lot.award.selected]:
            reason = say(REASONS, bid.reason, out.language)
            if every:
                row = [name, bid.rank, bid.bid, bid.company, declared[bid.bid], trimmed(bid.comparable_price)]
                row += [bid.shortlisted, say(OUTCOMES, bid.outcome, out.language), reason]
            else:
                volume = None if bid.volume is None else say(VOLUMES, bid.volume, out.language)
                row = [
                    name,
                    bid.selection_order,
                    bid.bid,
                    bid.company,
                    bid.final_price,
                    volume,
                    bid.agreed_share,
                    reason,
                ]
            rows.append(row)
            styles.append(COLOURS.get(bid.outcome) if every else None)
        if lot.award.failed and not every:
            rows.append([name, *[None] * (len(_WINNERS) - 2), out.say("流标：无中选", "failed: nobody is selected")])
            styles.append("dim")
    columns, rows = used(_BIDS if every else _WINNERS, rows)
    return Report(
        columns,
        rows,
        lambda: data(result, strict, whole_round),
        title=_title(out, result),
        notes=_notes(out, result),
        styles=styles,
        grouped=True,
    )


def used(columns: tuple[Column, ...], rows: list[list[Any]]) -> tuple[list[Column], list[list[Any]]]:
    """Without columns that are blank, and without the company where it is the bid."""
    names = [column.en for column in columns]
    dropped = {at for at in range(len(columns)) if rows and all(row[at] in (None, "") for row in rows)}
    if "company" in names and "bid" in names:
        bid, company = names.index("bid"), names.index("company")
        if all(row[bid] == row[company] for row in rows):
            dropped.add(bid)
    kept = [at for at in range(len(columns)) if at not in dropped]
    return [columns[at] for at in kept], [[row[at] for at in kept] for row in rows]


def trimmed(value: Any) -> Any:
    """A computed figure without the zeros at its end."""
    text = "" if value is None else format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text or None


def _title(out: Output, result: TenderResult) -> str:
    lots = len(result)
    winners = sum(lot.award.winners for lot in result if lot.award)
    undecided = sum(1 for lot in result if lot.award is None)
    title = out.say(
        f"{result.rulebook_id}：{lots} 个品种，{winners} 个中选",
        f"{result.rulebook_id}: {lots} {'lot' if lots == 1 else 'lots'}, {winners} selected",
    )
    return title + (out.say(f"，{undecided} 个品种未判定", f", {undecided} undecided") if undecided else "")


def _notes(out: Output, result: TenderResult) -> list[str]:
    from ..tender._words import PROVENANCES, say

    found = {source.parameter: source.provenance for lot in result for source in lot.rests_on}
    notes = []
    if any(lot.award is not None and lot.award.provisional for lot in result):
        notes.append(
            out.say(
                "尚未作全批剔除：整批的报价表请加 --whole-round。",
                "The batch-wide filter is not applied: add --whole-round if the table is the whole round.",
            )
        )
    if found:
        counted = Counter(found.values())
        listed = out.say("、", ", ").join(
            f"{say(PROVENANCES, word, out.language)} {counted[word]}"
            for word in ("secondary", "derived", "unverified")
            if counted[word]
        )
        notes.append(
            out.say(
                f"结果依据 {len(found)} 个非官方参数（{listed}）；逐项出处见 jicai explain。",
                f"The result rests on {len(found)} parameters that are not official ({listed}); jicai explain shows each.",
            )
        )
    return notes


def data(result: TenderResult, strict: bool, whole_round: bool) -> Any:
    """The answers as the contract has them, lot by lot."""
    import jicai

    answers: dict[str, Any] = {}
    if whole_round and all(lot.award is not None for lot in result):
        lots = [rows.question for rows in result.tender.questions.values()]
        request = {"function": "award.select_round", "rulebook": result.rulebook, "input": {"lots": lots}}
        answer = jicai.evaluate({**request, "options": {"explain": False, "strict": strict}})
        rests_on = answer["rests_on"]
        answers = {lot["lot"]: {"value": lot, "rests_on": rests_on} for lot in answer["value"]["lots"]}
    made = []
    for lot in result:
        if lot.error is not None:
            error = {"code": lot.error.code, "path": lot.error.path, "message": lot.error.message}
            if lot.error.help:
                error["help"] = lot.error.help
            made.append({"lot": lot.lot, "error": {**error, "place": place(lot)}})
            continue
        if lot.lot not in answers:
            asked = {k: v for k, v in result.tender.questions[lot.lot].question.items() if k != "filter_tie_rank"}
            answers[lot.lot] = jicai.evaluate(
                {
                    "function": "award.select",
                    "rulebook": result.rulebook,
                    "input": asked,
                    "options": {"explain": False, "strict": strict},
                }
            )
        made.append({"lot": lot.lot, **answers[lot.lot]})
    return {"rulebook": result.rulebook_id, "lots": made}
