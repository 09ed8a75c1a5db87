"""`jicai explain`: why a lot or a question was decided as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Optional

import typer

from ._award import decided, problems
from ._failure import Usage
from ._files import existing, parse_json, read_bytes
from ._files import rulebook as rulebook_of
from ._options import ExtraOption, RulebookOption, SheetOption, StrictOption
from ._output import Column, Output, Report

_STEPS = (
    Column("品种", "lot"),
    Column("对象", "about"),
    Column("条款", "clause"),
    Column("结论", "outcome", "word"),
    Column("说明", "step", "long"),
    Column("依据", "source"),
)
_FLAT = (
    *_STEPS[:5],
    Column("参数", "parameter"),
    Column("可靠程度", "provenance", "word"),
    Column("出处", "citation", "long"),
)


def explain(
    out: Output,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="Tender (.xlsx, .csv), or a JSON request (.json, or - for standard input). 报价表或 JSON 请求。",
            show_default=False,
        ),
    ],
    lot: Annotated[
        Optional[str], typer.Option("--lot", help="Only this lot. 只看一个品种。", show_default=False)
    ] = None,
    bid: Annotated[
        Optional[str], typer.Option("--bid", help="Only this bid. 只看一份申报。", show_default=False)
    ] = None,
    rulebook: RulebookOption = None,
    strict: StrictOption = False,
    whole_round: Annotated[bool, typer.Option("--whole-round", help="As of `award`. 同 award。")] = False,
    sheet: SheetOption = None,
    extra: ExtraOption = None,
) -> int:
    """Why: every step with its clause, its sentence and where the rule stands. 逐步说明理由、条款与出处。"""
    out.only("table", "csv", "json", "xlsx")
    existing(file)
    if file == "-" or file.lower().endswith(".json"):
        return _request(out, file, lot, bid, rulebook, strict)
    result = decided(out, file, rulebook, strict, whole_round, sheet, extra)
    if lot is not None and lot not in result.lots:
        raise Usage(f"there is no lot `{lot}` in the table", f"the lots are {_listed(result.lots)}")
    chosen = [result[lot]] if lot is not None else list(result)
    book = _Citations(result.rulebook)
    told: list[tuple[str, dict[str, Any]]] = []
    rests_on: list[dict[str, Any]] = []
    for one in chosen:
        for source in one.rests_on:
            entry = {"parameter": source.parameter, "provenance": source.provenance, "citation": source.citation}
            if entry not in rests_on:
                rests_on.append(entry)
        for step in one.explanation:
            if bid is None or step.subject == f"bid:{bid}":
                sentence = step.zh if out.language == "zh" else step.en
                told.append((one.lot, _step(step.clause, step.subject, step.outcome, step.facts, sentence)))
    if bid is not None and not told and all(one.award is not None for one in chosen):
        bids = [row["bid"] for one in chosen for row in result.tender.questions[one.lot].question["bids"]]
        if bid not in bids:
            raise Usage(f"there is no bid `{bid}`", f"the bids are {_listed(bids)}")
    title = out.say(f"规则书 {result.rulebook_id}", f"Rulebook {result.rulebook_id}")
    _emit(out, told, rests_on, book, title, several=len(chosen) > 1)
    if lot is None:
        return problems(result)
    return problems(type(result)(result.tender, result.rulebook, {lot: result[lot]}))


def _request(
    out: Output, file: str, lot: Optional[str], bid: Optional[str], rulebook: Optional[str], strict: bool
) -> int:
    import jicai

    if lot is not None:
        raise Usage("--lot is for tenders: a request is about one lot")
    value = parse_json(read_bytes(file), file)
    if not isinstance(value, dict):
        raise jicai.InvalidJson(f"`{file}` must hold a request: a JSON object")
    given = value.get("options")
    options: dict[str, Any] = given if isinstance(given, dict) else {}
    request = {**value, "options": {**options, "explain": True, "language": out.language}}
    if strict:
        request["options"]["strict"] = True
    if rulebook is not None:
        request["rulebook"] = rulebook_of(rulebook)
    answer = jicai.evaluate(request)
    told = [
        ("", _step(step["clause"], step["subject"], step["outcome"], step["facts"], step["text"]))
        for step in answer.get("explanation", ())
        if bid is None or step["subject"] == f"bid:{bid}"
    ]
    title = str(request.get("function", ""))
    _emit(out, told, answer["rests_on"], _Citations(request.get("rulebook")), title, several=False)
    return 0


def _step(clause: str, subject: str, outcome: str, facts: Mapping[str, Any], text: str) -> dict[str, Any]:
    return {"clause": clause, "subject": subject, "outcome": outcome, "facts": facts, "text": text}


def _emit(
    out: Output,
    told: Sequence[tuple[str, dict[str, Any]]],
    rests_on: Sequence[dict[str, Any]],
    book: _Citations,
    title: str,
    several: bool,
) -> None:
    from ..tender._words import CLAUSES, PROVENANCES, STEP_OUTCOMES, say

    numbers: dict[str, int] = {}
    notes: list[str] = []
    rows: list[list[Any]] = []
    data: list[dict[str, Any]] = []
    for lot, step in told:
        sources = book.of(step["clause"], rests_on)
        name = step["clause"].partition("#")[2] or step["clause"]
        row = [
            lot,
            step["subject"],
            say(CLAUSES, name, out.language),
            say(STEP_OUTCOMES, step["outcome"], out.language),
            step["text"],
        ]
        for source in sources:
            if source["parameter"] not in numbers:
                numbers[source["parameter"]] = len(numbers) + 1
                provenance = say(PROVENANCES, source["provenance"], out.language)
                notes.append(f"[{len(numbers)}] {source['parameter']}  {provenance}  {source['citation']}")
        if out.format == "table":
            row.append("".join(f"[{numbers[source['parameter']]}]" for source in sources))
        else:
            row.append([source["parameter"] for source in sources])
            row.append([say(PROVENANCES, source["provenance"], out.language) for source in sources])
            row.append("\n".join(source["citation"] for source in sources))
        rows.append(row)
        data.append({**({"lot": lot} if lot else {}), **step, "sources": sources})
    columns: Sequence[Column] = _STEPS if out.format == "table" else _FLAT
    if not several:
        columns, rows = columns[1:], [row[1:] for row in rows]
    if not rows:
        notes = [out.say("没有步骤。", "There are no steps.")]
    report = Report(
        columns, rows, lambda: {"explanation": data, "rests_on": rests_on}, title=title, notes=notes, grouped=True
    )
    out.emit(report)


class _Citations:
    """Where the parameters behind a clause stand: of the rulebook, and of those that the result rests on."""

    def __init__(self, rulebook: Any) -> None:
        import jicai

        self.parameters: dict[str, dict[str, Any]] = {}
        chain: list[Any] = [rulebook] if isinstance(rulebook, Mapping) else []
        base = rulebook if isinstance(rulebook, str) else chain[0].get("extends") if chain else None
        if isinstance(base, str):
            chain.append(jicai.evaluate({"function": "rulebook.show", "input": {"id": base}})["value"])
        for book in reversed(chain):
            for name, value in (book.get("parameters") or {}).items():
                if isinstance(value, Mapping) and "provenance" in value:
                    self.parameters[name] = {
                        "parameter": f"{book.get('id', '')}#{name}",
                        "provenance": str(value["provenance"]),
                        "citation": str(value.get("citation", "")),
                    }

    def of(self, clause: str, rests_on: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """The parameters that a clause reads: those that have its name, and those that an award clause is known to read."""
        from ..tender._words import CLAUSE_PARAMETERS

        name = clause.partition("#")[2].replace("-", "_")
        wanted = (name, *(CLAUSE_PARAMETERS.get(name, ()) if clause.startswith("award/") else ()))

        def fits(parameter: str) -> bool:
            return any(parameter == one or parameter.startswith((f"{one}.", f"{one}[")) for one in wanted)

        found = [one for one in rests_on if fits(str(one["parameter"]).partition("#")[2])]
        known = {str(one["parameter"]).partition("#")[2].partition(".")[0] for one in found}
        return [
            *({key: str(one.get(key, "")) for key in ("parameter", "provenance", "citation")} for one in found),
            # A parameter that is not official and that the result does not rest on was not used: a fact of the lot took its place.
            *(
                value
                for parameter, value in self.parameters.items()
                if value["provenance"] == "official" and fits(parameter) and parameter not in known
            ),
        ]


def _listed(names: Any) -> str:
    shown = list(names)
    text = ", ".join(f"`{name}`" for name in shown[:12])
    return text if len(shown) <= 12 else f"{text}, … and {len(shown) - 12} more"
