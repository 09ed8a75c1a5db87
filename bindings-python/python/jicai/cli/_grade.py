"""`jicai grade`: the credit grade of firms by their cases."""

from __future__ import annotations

import re
from collections import Counter
from typing import Annotated, Any, Optional

import typer

from ..errors import InvalidInput, JicaiError
from ._failure import SHOWN, Usage, exit_code, more, tell
from ._files import Cell, existing, parse_json, question, read_bytes, table
from ._files import rulebook as rulebook_of
from ._options import RulebookOption, SheetOption, StrictOption
from ._output import Column, Output, Progress, Report
from ._words import CASES, MATTERS, refuse_slips, value

_COLUMNS = (
    Column("企业", "firm"),
    Column("省份", "province"),
    Column("评定日期", "graded on"),
    Column("规则书", "rulebook"),
    Column("等级", "grade", "word"),
    Column("至少", "at least", "word"),
    Column("至多", "at most", "word"),
    Column("计入", "counted", "number"),
    Column("不计", "dropped", "number"),
    Column("决定依据", "deciding", "long"),
    Column("问题", "problem", "long"),
)
_OF_CASE = ("case_id", "evidence", "effective_on", "conduct_until", "status")
_OF_FACT = {"fact_firm": "firm", "fact_province": "province", "fact_conduct_until": "conduct_until"}


def grade(
    out: Output,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="Question (.json), or a row for each fact of a case (.csv, .xlsx). 问题或案件表。",
            show_default=False,
        ),
    ],
    on: Annotated[
        Optional[str],
        typer.Option(
            "--on", metavar="DATE", help="Day of the grading, where the file has none. 评定日期。", show_default=False
        ),
    ] = None,
    province: Annotated[
        Optional[str],
        typer.Option("--province", help="Grading province, where the file has none. 评定省份。", show_default=False),
    ] = None,
    rulebook: RulebookOption = None,
    strict: StrictOption = False,
    sheet: SheetOption = None,
) -> int:
    """Credit grade of firms by their cases. 按案件评定信用等级。

    Where no rulebook is named, it is the version that graded on the day.
    Columns of a table: firm 企业, province 省份, graded_on 评定日期,
    case_id 案件, evidence 证据, effective_on 生效日期, matter 失信事项,
    amount 金额, and the other fields of a fact by their names.
    """
    out.only("table", "csv", "json", "xlsx")
    existing(file)
    book = rulebook_of(rulebook)
    questions: list[dict[str, Any]]
    cells: list[dict[str, str]]
    if file.lower().endswith(".json"):
        asked, own, own_strict = question(parse_json(read_bytes(file), file), "credit.grade", file)
        asked = {**asked}
        for name, given in (("graded_on", on), ("province", province)):
            if given is not None and name not in asked:
                asked[name] = given
        questions, book, strict, cells = [asked], book or own, strict or own_strict, [{}]
    else:
        questions, cells = _questions(file, sheet, on, province)
    return _grade(out, questions, cells, book, strict)


def _grade(out: Output, questions: list[Any], cells: list[dict[str, str]], rulebook: Any, strict: bool) -> int:
    import jicai

    from ..tender._words import CODES, say

    rows: list[list[Any]] = []
    styles: list[Optional[str]] = []
    answers: list[Any] = []
    codes: Counter[str] = Counter()
    with Progress("grade", len(questions)) as progress:
        for asked, places in zip(questions, cells):
            head = [asked.get("firm"), asked.get("province"), asked.get("graded_on")]
            try:
                book = rulebook or _version(asked)
                options = {"explain": len(questions) == 1, "strict": strict, "language": out.language}
                answer = jicai.evaluate(
                    {"function": "credit.grade", "rulebook": book, "input": asked, "options": options}
                )
            except (jicai.UnknownRulebook, jicai.InvalidRulebook):
                raise
            except JicaiError as error:
                if len(questions) == 1 and not places:
                    raise
                codes[error.code] += 1
                if sum(codes.values()) <= SHOWN:
                    tell(error.code, places.get(error.path) or _near(error.path, places), error.message, error.help)
                problem = (
                    say(CODES, error.code, out.language) if out.format == "table" else f"{error.code}: {error.message}"
                )
                rows.append([*head, *[None] * 7, problem])
                styles.append("yellow")
                answers.append({"error": {"code": error.code, "path": error.path, "message": error.message}})
            else:
                found = answer["value"]
                names = _Names(found["rulebook"] if rulebook is None else book)
                deciding = [_deciding(out, one) for one in found["deciding"]]
                rows.append(
                    [
                        found["firm"],
                        found["province"],
                        found["graded_on"],
                        found["rulebook"],
                        names.of(out, found["grade"]) if found["exact"] else out.say("未定", "open"),
                        None if found["exact"] else names.of(out, found["grade_min"]),
                        None if found["exact"] else names.of(out, found["grade_max"]),
                        len(found["records"]),
                        len(found["dropped"]),
                        list(dict.fromkeys(deciding)),
                        None,
                    ]
                )
                styles.append(None if found["exact"] else "yellow")
                answers.append(answer)
            progress.advance(1)
    more(sum(codes.values()) - SHOWN)
    notes = []
    if len(answers) == 1 and "explanation" in answers[0]:
        notes = [step["text"] for step in answers[0]["explanation"]]
    kept = [at for at in range(len(_COLUMNS)) if at < 5 or any(row[at] not in (None, []) for row in rows)]
    report = Report(
        [_COLUMNS[at] for at in kept],
        [[row[at] for at in kept] for row in rows],
        lambda: answers[0] if len(answers) == 1 else answers,
        notes=notes,
        styles=styles,
    )
    out.emit(report)
    return exit_code(codes, len(questions))


def _version(asked: Any) -> str:
    """The benchmark in force on the day of the grading."""
    import jicai

    day = asked.get("graded_on")
    if day is None:
        raise InvalidInput(
            "the day of the grading is missing", path="/input/graded_on", help="name it: --on 2025-12-31"
        )
    answer = jicai.evaluate({"function": "credit.default_rulebook", "input": {"graded_on": day}})
    return str(answer["value"]["rulebook"])


class _Names:
    """The names of the grades in Chinese."""

    _known: dict[str, dict[str, str]] = {}  # noqa: RUF012

    def __init__(self, rulebook: Any) -> None:
        import jicai

        self.names: dict[str, str] = {}
        if not isinstance(rulebook, str):
            return
        if rulebook not in self._known:
            book = jicai.evaluate({"function": "rulebook.show", "input": {"id": rulebook}})["value"]
            grades = (book.get("parameters") or {}).get("grades") or []
            self._known[rulebook] = {one["code"]: one.get("zh", one["code"]) for one in grades}
        self.names = self._known[rulebook]

    def of(self, out: Output, code: str) -> str:
        return out.say(self.names.get(code, code), code)


def _deciding(out: Output, one: Any) -> str:
    chinese = next((zh for zh, word in MATTERS.items() if word == one["matter"]), one["matter"])
    clause = f" {one['clause']}" if one.get("clause") else ""
    return f"{one['case_id']} {out.say(chinese, one['matter'])}{clause}"


def _near(path: str, places: dict[str, str]) -> str:
    """The cell of the case where the fact has none: the longest known way to it."""
    parts = path.split("/")
    while parts:
        parts.pop()
        found = places.get("/".join(parts))
        if found:
            rest = path[len("/".join(parts)) :].strip("/")
            return f"{found} {rest}".strip()
    return path


def _questions(
    file: str, sheet: Optional[str], on: Optional[str], province: Optional[str]
) -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    """A question for each firm and province, and the cells of its values."""
    name, headers, lines = table(file, sheet)
    known = {one: field for field, (chinese, _) in CASES.items() for one in (field, chinese)}
    refuse_slips(headers, known, name)
    fields = {known[header]: header for header in headers if header in known}
    for field in ("firm", "case_id", "evidence", "effective_on", "matter"):
        if field not in fields:
            raise InvalidInput(f"`{name}` has no column `{field}` or `{CASES[field][0]}`")
    if on is None and "graded_on" not in fields:
        raise Usage("the day of the grading is missing", "add --on DATE, or a column `graded_on` (评定日期)")
    if province is None and "province" not in fields:
        raise Usage("the grading province is missing", "add --province NAME, or a column `province` (省份)")
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    cells: dict[tuple[Any, ...], dict[str, str]] = {}
    for line in lines:
        row = {field: line[header] for field, header in fields.items() if header in line}
        where = next(iter(line.values())).place.partition(" ")[0]
        for field in ("firm", "case_id"):
            if field not in row:
                raise InvalidInput(f"{where}: `{fields[field]}` is missing")
        key = (row["firm"], row.get("province", province), row.get("graded_on", on))
        asked = found.setdefault(key, {"firm": str(key[0]), "cases": []})
        places = cells.setdefault(key, {"/input": where})
        for field, given in (("province", key[1]), ("graded_on", key[2])):
            if given is not None:
                asked[field] = str(given)
                places.setdefault(f"/input/{field}", getattr(given, "place", f"--{field}"))
        _add(asked, places, row, where)
    return list(found.values()), list(cells.values())


def _add(asked: dict[str, Any], places: dict[str, str], row: dict[str, Cell], where: str) -> None:
    """A row: one fact of a case, whose own columns must agree in all of its rows."""
    own = {field: value(field, CASES[field][1], row[field]) for field in _OF_CASE if field in row}
    cases = asked["cases"]
    at = next((at for at, case in enumerate(cases) if case["case_id"] == own["case_id"]), len(cases))
    if at == len(cases):
        cases.append({**own, "facts": []})
        places[f"/input/cases/{at}"] = where
        places.update({f"/input/cases/{at}/{field}": row[field].place for field in own})
    for field, given in own.items():
        if cases[at].setdefault(field, given) != given:
            raise InvalidInput(
                f"{row[field].place}: `{given}` contradicts `{cases[at][field]}` in another row of the case `{own['case_id']}`"
            )
    fact: dict[str, Any] = {}
    number = len(cases[at]["facts"])
    places[f"/input/cases/{at}/facts/{number}"] = where
    for field, cell in row.items():
        if field in _OF_CASE or field in ("firm", "province", "graded_on"):
            continue
        name = _OF_FACT.get(field, field)
        places[f"/input/cases/{at}/facts/{number}/{name}"] = cell.place
        if field == "products":
            fact[name] = [one.strip() for one in re.split("[、;；,，]", cell) if one.strip()]
        else:
            fact[name] = value(field, CASES[field][1], cell)
    cases[at]["facts"].append(fact)
