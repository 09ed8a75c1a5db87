"""Results as a workbook or a CSV: the caller's own columns, then outcome, reason and citation of every bid."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO, Optional, Union

from ..errors import InvalidInput
from ._cells import blank
from ._columns import ABOUT_SHEET, BID_COLUMNS, BY_FIELD
from ._model import LotResult, Table, TenderResult
from ._outputs import RESULT_COLUMNS, Line, Output, documents_of, lines, undecided
from ._style import PLAIN_NUMBER, fit, height, sample
from ._words import CLAUSES, CODES, PROVENANCES, STEP_OUTCOMES, VOLUMES, say

if TYPE_CHECKING:
    from ._book import Book

Target = Union[str, "os.PathLike[str]", BinaryIO]
Cell = tuple[Any, str, Optional[str]]
"""Value, look and colour."""
MAX_SHEET_ROWS = 1_048_576
_MARKS = frozenset("=+-@\t\r")
"""What a spreadsheet takes for the beginning of a formula."""

_NAMES = {
    "zh": {"lots": "汇总", "sources": "依据", "steps": "逐步说明"},
    "en": {"lots": "lots", "sources": "sources", "steps": "steps"},
}


def write_result(result: TenderResult, target: Target, *, language: str = "zh", format: Optional[str] = None) -> None:
    """Writes a result as a workbook (.xlsx) or as CSV, by the ending of the path or by `format` (`xlsx`, `csv`).

    *Workbook*: the sheet of bids has the caller's own columns in their order, then outcome (`结果`, in colours), reason, the sentence that
    says why, deciding clause, limit, rank, compared price, final price and order, agreed share, and document with provenance. Then
    `汇总` (a row a lot), `依据` (every parameter that the results rest on, with provenance and citation), `逐步说明` (every step), and `说明`.
    `read_tender` reads the workbook again; the added columns are known by their headers and left out. Bids of undecided lots stay, with the problem
    and its cell in place of the reason.

    *CSV*: the sheet of bids alone, UTF-8 with BOM, so that Excel opens it.

    - *Numbers* are written as numbers where a binary double shows the same decimal text (always up to 15 digits), with all their decimals;
      the others as text. Prices that the core computes are rounded to 8 decimals, and only for showing.
    - *Texts* that begin with `=`, `+`, `-` or `@` are never formulas: a workbook keeps them as text; in a CSV they get a
      leading `'`, which `read_tender` takes away again.

    `language` is `zh` or `en`.

    Errors: `InvalidInput` for another language or ending; `OSError`; `ImportError` where openpyxl is missing.
    """
    if language not in _NAMES:
        raise InvalidInput(f"language must be one of `zh`, `en`, got `{language}`")
    kind = format or _ending(target)
    if kind == "csv":
        data = _csv(result, language)
    elif kind == "xlsx":
        data = _workbook(result, language)
    else:
        raise InvalidInput(f"format must be one of `xlsx`, `csv`, got `{kind}`", help='name it: format="xlsx"')
    save(target, data)


def _ending(target: Target) -> str:
    if isinstance(target, (str, os.PathLike)):
        return os.path.splitext(os.fspath(target))[1].lstrip(".").lower()
    return "xlsx"


def save(target: Target, data: bytes) -> None:
    """Writes a whole file, only once it is complete."""
    if isinstance(target, (str, os.PathLike)):
        with open(target, "wb") as file:
            file.write(data)
    else:
        target.write(data)


def _columns(made: Sequence[Line]) -> list[tuple[Output, list[Any]]]:
    """The added columns with their values: optional ones only where some bid has a value."""
    columns = [(column, [column.value(line) for line in made]) for column in RESULT_COLUMNS]
    return [(column, values) for column, values in columns if column.always or any(v is not None for v in values)]


def _csv(result: TenderResult, language: str) -> bytes:
    table = result.tender.table
    columns = _columns(lines(result, language))
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    width = len(table.headers)
    writer.writerow([*(_plain(value) for value in table.headers), *(column.header(language) for column, _ in columns)])
    for number, row in enumerate(table.rows):
        own = [_plain(value) for value in row] + [""] * (width - len(row))
        writer.writerow([*own, *(_plain(values[number]) for _, values in columns)])
    return b"\xef\xbb\xbf" + file.getvalue().encode("utf-8", "replace")


def _plain(value: Any) -> str:
    """A value as the text of a CSV cell: numbers by their shortest decimal text, nothing that a spreadsheet takes for a formula."""
    if isinstance(value, str):
        # The caller's texts are most of a table.
        return f"'{value}" if value[:1] in _MARKS and not PLAIN_NUMBER.fullmatch(value) else value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime) and value.time() == time(0):
        return value.date().isoformat()
    if isinstance(value, float):
        exact = Decimal(repr(value))
        return f"{exact.normalize():f}" if exact.is_finite() else str(value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _workbook(result: TenderResult, language: str) -> bytes:
    from ._book import Book

    book = Book()
    names = _NAMES[language]
    _bids_sheet(book, result, language)
    _lots_sheet(book, names["lots"], result, language)
    _sources_sheet(book, names["sources"], result, language)
    _steps_sheets(book, names["steps"], result, language)
    if result.tender.specs is not None:
        _own_sheet(book, result.tender.specs)
    _about_sheet(book, result, language)
    return book.save()


# The bids


def _bids_sheet(book: Book, result: TenderResult, language: str) -> None:
    table = result.tender.table
    made = lines(result, language)
    columns = _columns(made)
    own = len(table.headers)
    looks = _looks(table)
    widths = [fit(str(header or ""), sample(table.rows, at), looks[at]) for at, header in enumerate(table.headers)]
    widths += [fit(column.header(language), values[:1000], column.look) for column, values in columns]
    name = _title(table.sheet, "报价" if language == "zh" else "bids")
    sheet = book.sheet(name, widths, len(table.rows) + 1)
    for at in range(own):
        # Columns that hold nothing stay, but out of sight: a template has thirty.
        if all(at >= len(row) or blank(row[at]) for row in table.rows):
            sheet.hide(at)
    titles = [str(header or "") for header in table.headers]
    sheet.header(titles + [column.header(language) for column, _ in columns], pale=own)
    for number, (row, line) in enumerate(zip(table.rows, made)):
        outcome = "undetermined" if line.bid is None else line.bid.outcome
        cells: list[Cell] = [(row[at] if at < len(row) else None, looks[at], None) for at in range(own)]
        added: list[Cell] = [(found[number], column.look, None) for column, found in columns]
        added[0] = (*added[0][:2], outcome)
        sheet.append(cells + added, height([(value, look) for value, look, _ in added], widths[own:]))


def _title(name: str, default: str) -> str:
    """The name of the caller's sheet; a CSV has none that a workbook takes."""
    return default if not name or len(name) > 31 or any(ch in name for ch in "[]:*?/\\.") else name


def _looks(table: Table) -> list[str]:
    """How the caller's columns look: prices written as text come back as numbers, everything else as it was."""
    looks = ["own"] * len(table.headers)
    for field, position in table.fields.items():
        if BY_FIELD[field].kind in ("price", "quantity", "money", "score", "factor"):
            looks[position] = "price"
    return looks


def _own_sheet(book: Book, table: Table) -> None:
    """A sheet of the caller's, as it was."""
    widths = [fit(str(header or ""), sample(table.rows, at), "own") for at, header in enumerate(table.headers)]
    sheet = book.sheet(table.sheet, widths, len(table.rows) + 1)
    sheet.header([str(header or "") for header in table.headers], pale=len(widths))
    for row in table.rows:
        sheet.append([(row[at] if at < len(row) else None, "own", None) for at in range(len(widths))])


# The other sheets

_LOT_HEADERS: tuple[tuple[str, str, str], ...] = (
    ("品种", "lot", "text"),
    ("状态", "state", "word"),
    ("申报数", "bids", "count"),
    ("申报企业数", "bidders", "count"),
    ("最多入围企业数", "shortlist_limit", "count"),
    ("入围数", "shortlisted", "count"),
    ("中选数", "winners", "count"),
    ("中选申报", "selected", "wrapped"),
    ("锚点价", "anchor_price", "price"),
    ("入围均价", "mean_price", "price"),
    ("价差控制上限", "spread_limit", "price"),
    ("不带量线", "zero_volume_below", "price"),
    ("最高最低价比", "price_ratio", "price"),
    ("约定采购量比例", "agreed_share", "share"),
    ("采购周期", "term", "word"),
    ("待全批剔除", "provisional", "word"),
    ("问题", "problem", "long"),
)


def _lot_values(lot: LotResult, bids: int, language: str) -> dict[str, Any]:
    zh = language == "zh"
    award = lot.award
    if award is None:
        code = lot.error.code if lot.error is not None else "internal"
        return {"lot": lot.lot, "state": say(CODES, code, language), "bids": bids, "problem": undecided(lot)}
    state = ("流标" if zh else "failed") if award.failed else ("已判定" if zh else "decided")
    by_id = {bid.bid: bid for bid in award.bids}
    selected = []
    for name in award.selected:
        bid = by_id[name]
        who = name if bid.company == name else f"{name} {bid.company}"
        volume = "" if bid.volume in (None, "full") else f"（{say(VOLUMES, bid.volume, language)}）"
        selected.append(who + (volume if zh else volume.replace("（", " (").replace("）", ")")))
    values: dict[str, Any] = {name: getattr(award, name, None) for _, name, _ in _LOT_HEADERS}
    values.update(lot=lot.lot, state=state, bids=bids, selected=("、" if zh else ", ").join(selected), problem=None)
    values["provisional"] = ("是" if zh else "yes") if award.provisional else None
    if award.terms is not None:
        values["agreed_share"] = award.terms.agreed_share
        years, end = award.terms.term_years, award.terms.term_end
        if years is not None:
            values["term"] = f"{years} 年" if zh else f"{years} years"
        elif end is not None:
            values["term"] = f"至 {end}" if zh else f"until {end}"
    return values


def _lots_sheet(book: Book, name: str, result: TenderResult, language: str) -> None:
    rows = []
    for lot in result:
        bids = len(result.tender.questions[lot.lot].bids)
        rows.append((lot, _lot_values(lot, bids, language)))
    used = [
        (zh if language == "zh" else en, en, look)
        for zh, en, look in _LOT_HEADERS
        if en in ("lot", "state", "bids", "winners", "selected")
        or any(values.get(en) is not None for _, values in rows)
    ]
    body = []
    for lot, values in rows:
        state = "undetermined" if lot.award is None else ("not_selected" if lot.award.failed else "selected")
        body.append([(values.get(name), look, state if name == "state" else None) for _, name, look in used])
    _table(book, name, [header for header, _, _ in used], [look for _, _, look in used], body)


def _sources_sheet(book: Book, name: str, result: TenderResult, language: str) -> None:
    """Every parameter that a result rests on, once, with the lots it touched."""
    zh = language == "zh"
    found: dict[tuple[str, str, str], list[str]] = {}
    for lot in result:
        for source in lot.rests_on:
            found.setdefault((source.parameter, source.provenance, source.citation), []).append(lot.lot)
    headers = (
        ["参数", "可靠程度", "出处", "涉及品种数", "涉及品种"]
        if zh
        else ["parameter", "provenance", "citation", "lots", "which"]
    )
    body = [
        [
            (parameter, "text", None),
            (say(PROVENANCES, provenance, language), "word", provenance),
            (citation, "long", None),
            (len(lots), "count", None),
            (_some(lots, zh), "wrapped", None),
        ]
        for (parameter, provenance, citation), lots in found.items()
    ]
    documents = documents_of(result)
    body += [
        [
            (f"{result.rulebook_id}#{name}", "text", None),
            (say(PROVENANCES, "official", language), "word", "official"),
            (citation, "long", None),
            (None, "count", None),
            ("规则书中的官方参数" if zh else "official parameter of the rulebook", "wrapped", None),
        ]
        for name, citation in documents.citations.items()
    ]
    _table(book, name, headers, ["text", "word", "long", "count", "wrapped"], body)


def _some(names: Sequence[str], zh: bool) -> str:
    mark = "、" if zh else ", "
    shown = mark.join(names[:20])
    more = len(names) - 20
    return shown if more <= 0 else shown + (f" 等 {len(names)} 个" if zh else f" and {more} more")


def _steps_sheets(book: Book, name: str, result: TenderResult, language: str) -> None:
    zh = language == "zh"
    headers = (
        ["品种", "对象", "序", "条款", "结论", "说明", "数据"]
        if zh
        else ["lot", "about", "number", "clause", "outcome", "step", "facts"]
    )
    looks = ["text", "text", "count", "text", "word", "long", "wrapped"]
    body: list[list[Cell]] = []
    for lot in result:
        for number, step in enumerate(lot.explanation, 1):
            kind, _, who = step.subject.partition(":")
            about = who if kind == "bid" else ("本品种" if zh else "the lot")
            clause = step.clause.partition("#")[2]
            facts = "；".join(f"{key}={value}" for key, value in step.facts.items() if value not in ("", None))
            body.append(
                [
                    (lot.lot, "text", None),
                    (about, "text", None),
                    (number, "count", None),
                    (say(CLAUSES, clause, language), "text", None),
                    (say(STEP_OUTCOMES, step.outcome, language), "word", None),
                    (step.zh if zh else step.en, "long", None),
                    (facts if zh else facts.replace("；", "; "), "wrapped", None),
                ]
            )
    size = MAX_SHEET_ROWS - 1
    for start in range(0, max(len(body), 1), size):
        _table(book, name, headers, looks, body[start : start + size])


def _table(book: Book, name: str, headers: Sequence[str], looks: Sequence[str], body: Sequence[Sequence[Cell]]) -> None:
    widths = [fit(header, (row[at][0] for row in body[:1000]), looks[at]) for at, header in enumerate(headers)]
    sheet = book.sheet(name, widths, len(body) + 1)
    sheet.header(headers)
    for row in body:
        sheet.append(row, height([(value, look) for value, look, _ in row], widths))


def _about_sheet(book: Book, result: TenderResult, language: str) -> None:
    """What the workbook is: read again, it names the rulebook."""
    zh = language == "zh"
    from .._native import __version__

    documents = documents_of(result)
    undecided = [lot for lot in result if lot.award is None]
    winners = sum(lot.award.winners for lot in result if lot.award is not None)
    rulebook = next(column for column in BID_COLUMNS if column.field == "rulebook")
    rows: list[tuple[str, Any]] = [(rulebook.header(language), result.rulebook_id)]
    if not isinstance(result.rulebook, str):
        # Only built-in rulebooks have a name by which they can be found again.
        rows = [("自拟规则书" if zh else "own rulebook", result.rulebook_id)]
    facts: Iterable[tuple[str, str, Any]] = (
        ("名称", "title", documents.title),
        ("文件", "document", documents.name),
        ("来源表", "source", result.tender.source),
        ("品种数", "lots", len(result)),
        ("申报数", "bids", result.tender.bids),
        ("中选数", "selected", winners),
        ("未判定品种", "undecided lots", _some([lot.lot for lot in undecided], zh) or None),
        ("计算", "computed by", f"jicai {__version__}"),
        (
            "数字",
            "numbers",
            "价格为元，按文本逐位相同才写作数字，否则写作文本；计算所得的价格只在显示时舍入到 8 位小数。"
            if zh
            else "Prices are in yuan. A number cell shows the same digits as the exact text; others are texts. Computed prices are rounded to 8 decimals, for showing only.",
        ),
        (
            "可靠程度",
            "provenance",
            "官方：官方文本；二手：可靠的转述；推导：由官方或二手数字推得；未核实：尚无来源。逐项见“依据”。"
            if zh
            else "official: the text itself; secondary: a reliable account; derived: follows from those; unverified: no source yet. One by one in `sources`.",
        ),
    )
    rows += [(one if zh else other, value) for one, other, value in facts if value is not None]
    rows += [(("表下说明" if zh else "remark below the table"), note.message) for note in result.tender.notes]
    widths = (22.0, 96.0)
    sheet = book.sheet(ABOUT_SHEET[language], widths, 1)
    sheet.header(["项目", "内容"] if zh else ["item", "content"])
    for label, value in rows:
        sheet.append([(label, "bold", None), (str(value), "long", None)], height([(str(value), "long")], widths[1:]))
