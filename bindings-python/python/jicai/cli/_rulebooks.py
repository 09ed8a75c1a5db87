"""`jicai rulebooks`: which there are, and what is in one."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated, Any, Optional

import typer

from ._command import shared
from ._output import Column, Output, Report

app = typer.Typer(
    help="List the built-in rulebooks, or show one. 列出或查看规则书。", rich_markup_mode="rich", no_args_is_help=False
)
_LIST = (
    Column("编号", "id"),
    Column("名称", "title", "long"),
    Column("文件", "document", "long"),
    Column("地区", "place", "word"),
    Column("施行", "from"),
    Column("截止", "until"),
)
_SHOW = (
    Column("参数", "parameter"),
    Column("值", "value", "long"),
    Column("可靠程度", "provenance", "word"),
    Column("出处", "citation", "long"),
)

Area = Annotated[Optional[str], typer.Option("--area", help="E.g. award, payment, credit. 领域。", show_default=False)]
Jurisdiction = Annotated[
    Optional[str],
    typer.Option("--jurisdiction", help="GB/T 2260 code, e.g. 460000. 行政区划代码。", show_default=False),
]
On = Annotated[
    Optional[datetime],
    typer.Option(
        "--on", formats=["%Y-%m-%d"], metavar="DATE", help="In force on this day. 某日施行。", show_default=False
    ),
]


def listing(
    out: Output, ctx: typer.Context, area: Area = None, jurisdiction: Jurisdiction = None, on: On = None
) -> int:
    """List the built-in rulebooks, or show one. 列出或查看规则书。"""
    import jicai

    if ctx.invoked_subcommand is not None:
        return 0
    out.places.update({"/input/area": "--area", "/input/jurisdiction": "--jurisdiction", "/input/on": "--on"})
    day = on.date() if on else None
    given = {"area": area, "jurisdiction": jurisdiction, "on": day}
    asked = {name: value for name, value in given.items() if value is not None}
    books = jicai.evaluate({"function": "rulebook.list", "input": asked})["value"]["rulebooks"]
    title = "title_zh" if out.language == "zh" else "title"
    rows = [
        [
            book["id"],
            book.get(title) or book.get("title"),
            book.get("document"),
            book.get("jurisdiction"),
            book.get("effective_from"),
            book.get("effective_until"),
        ]
        for book in books
    ]
    columns: Any = _LIST
    if out.format == "table":
        # A screen has no room for the document: `rulebooks show` has it.
        columns = [_LIST[at] for at in (0, 1, 3, 4)]
        rows = [[row[at] for at in (0, 1, 3, 4)] for row in rows]
    out.emit(Report(columns, rows, lambda: {"rulebooks": books}))
    return 0


def show(
    out: Output,
    id: Annotated[str, typer.Argument(metavar="ID", help="E.g. award/cn-batch-10. 规则书编号。", show_default=False)],
) -> int:
    """Every parameter of a rulebook with provenance and citation. 规则书的全部参数与出处。

    With --format json it is a rulebook that --rulebook takes back, to be changed.
    """
    import jicai

    out.places["/input/id"] = ""
    book = jicai.evaluate({"function": "rulebook.show", "input": {"id": id}})["value"]
    zh = out.language == "zh"
    rows: list[list[Any]] = []
    styles: list[Optional[str]] = []
    _parameters(out, "", book.get("parameters") or {}, rows, styles)
    for name, citation in (book.get("gaps") or {}).items():
        rows.append([name, out.say("未公布", "not published"), None, citation])
        styles.append("yellow")
    title = "  ".join(str(one) for one in (book["id"], book.get("title_zh" if zh else "title")) if one)
    notes = [
        f"{label}{out.say('：', ': ')}{book[name]}"
        for name, label in (
            ("document", out.say("文件", "document")),
            ("issuer", out.say("发文", "issuer")),
            ("jurisdiction", out.say("地区", "place")),
            ("effective_from", out.say("施行", "from")),
            ("effective_until", out.say("截止", "until")),
            ("extends", out.say("沿用", "extends")),
        )
        if book.get(name)
    ]
    if out.format == "table":
        notes += ["", *_numbered(rows)]
    out.emit(Report(_SHOW, rows, lambda: book, title=title, notes=notes, styles=styles))
    return 0


def _numbered(rows: list[list[Any]]) -> list[str]:
    """Many parameters have one source: on a screen it stands below, once."""
    numbers: dict[str, int] = {}
    for row in rows:
        if row[-1]:
            row[-1] = f"[{numbers.setdefault(row[-1], len(numbers) + 1)}]"
    return [f"[{number}] {citation}" for citation, number in numbers.items()]


_COLOURS = {"official": None, "secondary": None, "derived": "yellow", "unverified": "red"}


def _parameters(out: Output, above: str, value: Any, rows: list[list[Any]], styles: list[Optional[str]]) -> None:
    """A row for whatever has a provenance of its own: a parameter, or an entry of its table."""
    from ..tender._words import PROVENANCES, say

    for name, entry in value.items():
        named = f"{above}{name}"
        if isinstance(entry, dict) and "provenance" in entry:
            rows.append(_row(out, named, entry, say(PROVENANCES, entry["provenance"], out.language)))
            styles.append(_COLOURS.get(entry["provenance"]))
        elif isinstance(entry, dict) and _has_provenance(entry):
            _parameters(out, f"{named}.", entry, rows, styles)
        elif isinstance(entry, list) and _has_provenance(entry):
            _parameters(out, named, {f"[{at}]": one for at, one in enumerate(entry)}, rows, styles)
        else:
            rows.append([named, _shown(entry), None, None])
            styles.append(None)


def _row(out: Output, name: str, entry: dict[str, Any], provenance: str) -> list[Any]:
    value = entry.get("value", {key: one for key, one in entry.items() if key not in ("provenance", "citation")})
    nested = isinstance(value, (dict, list)) and _has_provenance(value)
    shown = out.say("（各项另有出处）", "(each entry has its own source)") if nested else _shown(value)
    return [name, shown, provenance, entry.get("citation") or None]


def _has_provenance(value: Any) -> bool:
    if isinstance(value, dict):
        return "provenance" in value or any(_has_provenance(one) for one in value.values())
    return isinstance(value, list) and any(_has_provenance(one) for one in value)


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


app.callback(invoke_without_command=True)(shared(listing))
app.command("show")(shared(show))
