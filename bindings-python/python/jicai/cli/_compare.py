"""`jicai compare`: a tender under several rulebooks."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any, List, Optional  # noqa: UP035

import typer

from ..errors import InvalidRulebook, JicaiError, UnknownRulebook
from ._award import place_of, read, trimmed, used
from ._failure import SHOWN, Usage, exit_code, more, tell
from ._files import rulebook as rulebook_of
from ._options import ExtraOption, RulebookOption, SheetOption, StrictOption, TenderFile
from ._output import Column, Output, Progress, Report

_COLUMNS = (
    Column("品种", "lot"),
    Column("规则书", "rulebook"),
    Column("入围数", "places", "number"),
    Column("价差上限", "spread limit", "number"),
    Column("中选数", "winners", "number"),
    Column("中选", "selected", "long"),
    Column("新增", "gained", "long"),
    Column("失去", "lost", "long"),
    Column("说明", "remark", "long"),
)


def compare(
    out: Output,
    file: TenderFile,
    # typer reads this annotation when it runs, on Python 3.9 too.
    against: Annotated[
        List[str],  # noqa: UP006
        typer.Option(
            "--against",
            "-a",
            metavar="ID|FILE",
            help="Another rulebook; repeatable, or several with commas, or `all` of award. 对照的规则书。",
            show_default=False,
        ),
    ],
    rulebook: RulebookOption = None,
    strict: StrictOption = False,
    sheet: SheetOption = None,
    extra: ExtraOption = None,
) -> int:
    """A tender under several rulebooks: who gains, who loses. 同一报价换成别批规则会怎样。

    The baseline is --rulebook, or else the rulebook that the table names.
    Another rulebook that does not say what a lot needs, or needs what the table
    lacks, is part of the answer.
    """
    out.only("table", "csv", "json", "xlsx")
    baseline = rulebook_of(rulebook)
    tender = read(out, file, sheet, extra)
    chosen: Any = baseline if baseline is not None else tender.rulebook
    if chosen is None:
        raise Usage("no rulebook is named, neither by --rulebook nor in the table", "jicai rulebooks --area award")
    base = chosen if isinstance(chosen, str) else str(chosen.get("id", ""))
    others = _others(against, base)
    for at, name in enumerate(against):
        out.places[f"/input/against/{at}"] = f"--against {name}"
    rows: list[list[Any]] = []
    styles: list[Optional[str]] = []
    answers: list[Any] = []
    codes: Counter[str] = Counter()
    with Progress("compare", len(tender.questions)) as progress:
        for lot, place in tender.questions.items():
            asked = {name: value for name, value in place.question.items() if name != "filter_tie_rank"}
            try:
                answer = _compared(chosen, asked, others, strict)
            except (UnknownRulebook, InvalidRulebook):
                raise
            except JicaiError as error:
                codes[error.code] += 1
                path = error.path.replace("/input/lot", "/input", 1)
                problem = tender.locate(lot, path, error.message, error.help)
                if sum(codes.values()) <= SHOWN:
                    tell(error.code, place_of(lot, path, problem), error.message, error.help)
                rows.append([lot, base, *[None] * 6, error.message])
                styles.append("yellow")
                answers.append(
                    {"lot": lot, "error": {"code": error.code, "path": error.path, "message": error.message}}
                )
            else:
                _add(out, lot, answer["value"], rows, styles)
                answers.append({"lot": lot, **answer})
            progress.advance(1)
    more(sum(codes.values()) - SHOWN)
    notes: list[str] = []
    if out.format == "table":
        rows, notes = _numbered(out, rows)
    columns, rows = used(_COLUMNS, rows)
    title = out.say(
        f"以 {base} 为基准：{len(tender.questions)} 个品种",
        f"Baseline {base}: {len(tender.questions)} {'lot' if len(tender.questions) == 1 else 'lots'}",
    )
    report = Report(columns, rows, lambda: {"baseline": base, "lots": answers}, title, notes, styles, grouped=True)
    out.emit(report)
    return exit_code(codes, len(tender.questions))


def _compared(rulebook: Any, lot: Any, others: list[Any], strict: bool) -> dict[str, Any]:
    """The answer for a lot. A table that lacks what one of the others asks for is part of it, as a gap is."""
    import jicai

    def ask(against: list[Any]) -> dict[str, Any]:
        request = {"function": "award.compare", "rulebook": rulebook, "input": {"lot": lot, "against": against}}
        return jicai.evaluate({**request, "options": {"explain": False, "strict": strict}})

    try:
        return ask(others)
    except (UnknownRulebook, InvalidRulebook):
        raise
    except JicaiError:
        # With itself alone: what is wrong with the lot under the baseline is wrong with the lot.
        whole = ask([rulebook])
    whole["value"]["against"] = []
    for other in others:
        try:
            answer = ask([other])
        except JicaiError as error:
            name = other if isinstance(other, str) else str(other.get("id", ""))
            found = {"rulebook": name, "status": error.code, "message": error.message}
        else:
            found = answer["value"]["against"][0]
            whole["rests_on"] += [source for source in answer["rests_on"] if source not in whole["rests_on"]]
        whole["value"]["against"].append(found)
    return whole


def _numbered(out: Output, rows: list[list[Any]]) -> tuple[list[list[Any]], list[str]]:
    """Why a rulebook has no answer takes more room than a table has: it stands below, once."""
    numbers: dict[str, int] = {}
    made = []
    for row in rows:
        if row[4] is None and row[-1]:
            number = numbers.setdefault(row[-1], len(numbers) + 1)
            row = [*row[:-1], out.say(f"未定 [{number}]", f"open [{number}]")]
        made.append(row)
    return made, [f"[{number}] {message}" for message, number in numbers.items()]


def _add(out: Output, lot: str, value: Any, rows: list[list[Any]], styles: list[Optional[str]]) -> None:
    from decimal import Decimal

    for one in (value["baseline"], *value["against"]):
        limit = one.get("spread_limit")
        status = one.get("status", "ok")
        remark = one.get("message")
        if one is value["baseline"]:
            remark = out.say("基准", "baseline")
        elif status == "ok" and not one["gained"] and not one["lost"]:
            remark = out.say("相同", "the same") if not one["changed"] else out.say("中选相同", "the same winners")
        rows.append(
            [
                lot,
                one["rulebook"],
                one.get("shortlist_limit"),
                None if limit is None else trimmed(Decimal(limit)),
                one.get("winners"),
                one.get("selected"),
                one.get("gained") or None,
                one.get("lost") or None,
                remark,
            ]
        )
        styles.append("bold" if one is value["baseline"] else None if status == "ok" else "yellow")


def _others(against: list[str], base: str) -> list[Any]:
    import jicai

    names = [name.strip() for one in against for name in one.split(",") if name.strip()]
    found: list[Any] = []
    for name in names:
        if name == "all":
            found += [book.id for book in jicai.rulebook.list(area="award").rulebooks if book.id != base]
        else:
            found.append(rulebook_of(name))
    return found
