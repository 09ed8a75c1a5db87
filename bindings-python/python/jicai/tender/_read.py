"""From a grid to a tender: the header is found, every cell read, lots and strengths put together, all problems collected."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Optional

from . import _grid, _header
from ._cells import READERS, Unreadable, blank, shown, text_of
from ._columns import (
    ABOUT_SHEET,
    BID_COLUMNS,
    BIDS_SHEET,
    LOT_FIELDS,
    SPEC_COLUMNS,
    SPECS_SHEET,
    normalise,
)
from ._grid import Grid, Source, letter
from ._header import HEADER_WITHIN, Header
from ._model import LotRows, Place, Problem, Table, Tender, TenderError, collect


def read_tender(source: Source, *, sheet: Optional[str] = None, extra: Collection[str] = ()) -> Tender:
    """Reads the bids of a tender from a workbook (.xlsx, .xlsm) or a CSV.

    `source` is a path or an open file. One row is one bid, under a header in the first 20 rows; `jicai.tender.write_template` writes an
    empty table with every column explained. Headers are Chinese (`品种`, `申报价`) or the names of the contract (`lot`, `price`); choices
    likewise. Facts of a lot (ceiling, form …) may be repeated on each of its rows, and then must agree, or stand on one of them only.

    - *Workbook*: the sheet `报价` (or `bids`), or the only visible sheet with such a header, or the one named by `sheet`. Strengths may
      stand in a sheet `规格`, the rulebook in a sheet `说明`. Hidden sheets are not read. Merged cells of a lot hold for all their rows.
    - *CSV*: the same table; UTF-8 with or without BOM, GB18030, or UTF-16 with BOM; separated by commas, tabs or semicolons.
    - *Strengths*: in a row that states a `规格`, ceiling and `差比系数` are those of the strength.
    - *Numbers*: a spreadsheet keeps binary doubles. A number is taken by its shortest decimal text, which is what the sheet shows at 15 digits;
      one that has no such text, like the result of `=0.1+0.2`, is refused with its cell. Text must be a plain decimal: no units, separators or percent.
    - *Dates*: date cells, `2025-10-27`, `2025/10/27`, `2025年10月27日`.
    - *Other columns* are kept and handed back with the result. A header one slip away from a known one is refused, because a misspelt
      column would be lost in silence; name it in `extra` if it is meant.
    - *Remarks* below the table, alone in their row, are kept in `notes`.

    Limits: 64 MiB, 512 MiB unpacked, 200,000 rows, 256 columns, 10,000,000 cells a sheet.

    Errors: `TenderError` with every problem and its cell; `OSError`; `ImportError` where openpyxl is missing.

    >>> import io, jicai
    >>> table = "品种,企业,申报价(元)\\n利培酮片,齐鲁制药,0.049\\n利培酮片,常州四药,-1\\n"
    >>> jicai.tender.read_tender(io.BytesIO(table.encode()))
    Traceback (most recent call last):
      ...
    jicai.tender.TenderError: table.csv!C3 (申报价(元)): price must be greater than zero, got `-1`
    """
    name, grids = _grid.load(source)
    try:
        return _Reading(name, grids, frozenset(normalise(header) for header in extra)).tender(sheet)
    except RecursionError:  # pragma: no cover
        raise _grid.refuse("the table is nested too deeply", name) from None


@dataclass
class _Spec:
    place: Place
    facts: dict[str, tuple[str, Place]] = field(default_factory=dict)


@dataclass
class _Lot:
    facts: dict[str, tuple[Any, Place]] = field(default_factory=dict)
    ceilings: list[tuple[str, Place, Optional[str]]] = field(default_factory=list)
    factors: list[tuple[str, Place, Optional[str]]] = field(default_factory=list)
    specs: dict[str, _Spec] = field(default_factory=dict)
    bids: list[dict[str, Any]] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    ids: dict[str, Place] = field(default_factory=dict)


class _Reading:
    def __init__(self, name: str, grids: list[Grid], extra: Collection[str]) -> None:
        self.name = name
        self.grids = grids
        self.extra = extra
        self.problems: list[Problem] = []
        self.lots: dict[str, _Lot] = {}
        self.rulebook: Optional[tuple[str, Place]] = None

    def tender(self, sheet: Optional[str]) -> Tender:
        grid = self._bids_grid(sheet).load()
        header = _header.find(grid, BID_COLUMNS, self.extra, self.problems)
        if header is None or "price" not in header.fields:
            raise TenderError([self._no_header(grid, header)])
        if not header.fields & {"bid", "company"}:
            self.problems.append(
                Problem("neither a column `申报编号` nor `企业` says whose bid a row is", grid.name, header.row + 1)
            )
            collect(self.problems)
        self._fill_merged(grid, header)
        notes, end = self._notes(grid, header)
        numbers, keys, table = self._bids(grid, header, end)
        specs = self._specs_sheet(grid)
        self._about_sheet(grid)
        questions = {lot: self._question(lot, draft) for lot, draft in self.lots.items()}
        named = self._rulebook_id()
        if not numbers and not self.problems:
            self.problems.append(Problem("there is no bid below the header", grid.name, header.row + 1))
        collect(self._in_order(grid))
        return Tender(self.name, named, tuple(notes), MappingProxyType(questions), table, specs, tuple(keys))

    def _in_order(self, grid: Grid) -> list[Problem]:
        sheets = {one.name: number for number, one in enumerate(self.grids)}
        sheets[grid.name] = -1
        return sorted(
            self.problems,
            key=lambda one: (sheets.get(one.sheet, 99), one.row or 0, len(one.column or ""), one.column or ""),
        )

    # Sheets and headers

    def _bids_grid(self, sheet: Optional[str]) -> Grid:
        names = _grid.by_name(self.grids)
        if sheet is not None:
            chosen = names.get(sheet.strip().casefold())
            if chosen is None:
                listed = ", ".join(f"`{grid.name}`" for grid in self.grids)
                raise _grid.refuse(f"there is no sheet `{sheet}`", self.name, f"the sheets are {listed}")
            return chosen
        visible = [grid for grid in self.grids if grid.visible]
        for name in BIDS_SHEET.values():
            if name in names and names[name].visible:
                return names[name]
        others = {*SPECS_SHEET.values(), *ABOUT_SHEET.values()}
        candidates = [grid for grid in visible if grid.name.strip().casefold() not in others]
        fitting = [grid for grid in candidates if _header.names_bids(grid)]
        if len(fitting) > 1:
            listed = ", ".join(f"`{grid.name}`" for grid in fitting)
            raise _grid.refuse(f"several sheets look like bids: {listed}", self.name, "name one: sheet=…")
        if not fitting and not candidates:
            raise _grid.refuse(
                "there is no visible sheet with bids", self.name, "write_template gives a table to start from"
            )
        return fitting[0] if fitting else candidates[0]

    def _no_header(self, grid: Grid, header: Optional[Header]) -> Problem:
        if header is not None:
            return Problem(
                "the header has no column `申报价` (price)",
                grid.name,
                header.row + 1,
                help="; ".join(problem.message for problem in self.problems) or None,
            )
        return Problem(
            f"no header was found in the first {HEADER_WITHIN} rows",
            grid.name,
            help="it names at least `申报价` (price) and `企业` (company) or `申报编号` (bid); write_template gives a table to start from",
        )

    def _fill_merged(self, grid: Grid, header: Header) -> None:
        """A merged cell of a lot, company, group or strength, and of a column that is not read, holds for all its rows."""
        filled = 0
        for r1, c1, r2, _c2 in grid.merged:
            first, last = max(r1, header.row + 1), min(r2, len(grid.rows) - 1)
            if r1 <= header.row or last <= first or c1 >= header.own:
                continue
            value = grid.rows[r1][c1] if c1 < len(grid.rows[r1]) else None
            if blank(value):
                continue
            column = header.columns.get(c1)
            if column is not None and column.scope == "bid" and column.field not in ("company", "group", "spec"):
                self.problems.append(
                    Problem(
                        f"one {column.field} stands in a merged cell for the rows {r1 + 1} to {last + 1}",
                        grid.name,
                        r1 + 1,
                        letter(c1),
                        shown(grid.rows[header.row][c1]),
                        shown(value),
                        "write it in each row: a merged cell does not say whether each bid has it",
                    )
                )
                continue
            filled += last - first
            if filled > _grid.MAX_CELLS:
                raise _grid.refuse("the sheet merges too many cells", grid.name)
            for number in range(first + 1, last + 1):
                # A row that is otherwise blank stays blank.
                row = grid.rows[number]
                if row:
                    grid.rows[number] = (*row[:c1], *[None] * (c1 - len(row)), value, *row[c1 + 1 :])

    def _notes(self, grid: Grid, header: Header) -> tuple[list[Problem], int]:
        """Remarks at the end: rows with text in one cell only, which is not a lot of the table."""
        end = len(grid.rows)
        lot = next((position for position, column in header.columns.items() if column.field == "lot"), None)
        notes: list[Problem] = []
        while end > header.row + 1:
            row = grid.rows[end - 1][: header.own]
            filled = [position for position, value in enumerate(row) if not blank(value)]
            if len(filled) > 1 or (filled and not isinstance(row[filled[0]], str)):
                break
            # A formula without a result is a value all the same: the row is refused at that cell, not taken for a remark.
            if any(at[0] == end - 1 and at[1] in header.columns for at in grid.uncomputed):
                break
            if filled:
                position = filled[0]
                column = header.columns.get(position)
                if column is not None and column.field in ("price", "bid"):
                    break
                if position == lot and self._is_lot(grid, header, position, end - 1):
                    break
                notes.append(Problem(text_short(row[position]), grid.name, end, letter(position)))
            end -= 1
        return notes[::-1], end

    @staticmethod
    def _is_lot(grid: Grid, header: Header, position: int, number: int) -> bool:
        value = grid.rows[number][position]
        return any(position < len(row) and row[position] == value for row in grid.rows[header.row + 1 : number])

    # Rows of bids

    def _bids(self, grid: Grid, header: Header, end: int) -> tuple[list[int], list[tuple[str, int]], Table]:
        titles = grid.rows[header.row]
        places = {
            column.field: (letter(position), shown(titles[position])) for position, column in header.columns.items()
        }
        columns = MappingProxyType(places)
        readers = [(position, column, READERS[column.kind]) for position, column in header.columns.items()]
        uncomputed = {at for at in grid.uncomputed if at[1] in header.columns}
        numbers: list[int] = []
        keys: list[tuple[str, int]] = []
        rows: list[tuple[Any, ...]] = []
        for number in range(header.row + 1, end):
            row = grid.rows[number][: header.own]
            if all(blank(value) for value in row) and not any(at[0] == number for at in uncomputed):
                continue
            if row == titles[: header.own]:
                # The header again, on the next printed page.
                continue
            place = Place(grid.name, number + 1, columns)
            read: dict[str, Any] = {}
            for position, column, reader in readers:
                value = row[position] if position < len(row) else None
                if uncomputed and (number, position) in uncomputed and blank(value):
                    self._report(place, column.field, _UNCOMPUTED, _UNCOMPUTED_HELP)
                    read[column.field] = None
                elif not blank(value):
                    try:
                        read[column.field] = reader(value, column)
                    except Unreadable as error:
                        self._report(place, column.field, error.message, error.help, value)
                        read[column.field] = None
            key = self._bid(place, read, header)
            if key is not None:
                keys.append(key)
                rows.append(_padded(row, header.own))
                numbers.append(number + 1)
        table = Table(
            grid.name,
            _padded(titles, header.own),
            tuple(rows),
            tuple(numbers),
            MappingProxyType({column.field: position for position, column in header.columns.items()}),
        )
        return numbers, keys, table

    def _bid(self, place: Place, read: dict[str, Any], header: Header) -> Optional[tuple[str, int]]:
        """Adds a row to its lot. A field that was unreadable is there as None, one that is blank is not there."""
        name = self._lot_of(place, read)
        if "price" not in read:
            self._report(place, "price", "price is missing")
        bid = read.get("bid", read.get("company"))
        if "bid" in place.columns and "bid" not in read:
            self._report(place, "bid", "bid is missing", "write an identifier that is unique in the lot")
        elif "bid" not in read and "company" not in read:
            self._report(place, "company", "company is missing")
        if "rulebook" in read and read["rulebook"] is not None:
            self._agree_rulebook(read["rulebook"], place)
        if name is None:
            return None
        lot = self.lots.setdefault(name, _Lot())
        for fact in LOT_FIELDS:
            if read.get(fact) is not None:
                self._agree(lot.facts, fact, read[fact], place, f"of the lot `{shown(name)}`")
        spec = read.get("spec")
        # An unreadable strength is one problem, not three.
        if "spec" not in read or spec is not None:
            if read.get("ceiling") is not None:
                lot.ceilings.append((read["ceiling"], place, spec))
            if read.get("factor") is not None:
                lot.factors.append((read["factor"], place, spec))
        if spec is not None:
            lot.specs.setdefault(spec, _Spec(place))
        if bid is None:
            return None
        if bid in lot.ids:
            self._report(
                place,
                "bid" if "bid" in place.columns else "company",
                f"`{shown(bid)}` bids twice in the lot `{shown(name)}`: also in row {lot.ids[bid].row}",
                None if "bid" in place.columns else "add a column `申报编号` with an identifier for each bid",
                bid,
            )
            return None
        lot.ids[bid] = place
        price, revival = read.get("price"), read.get("revival_price")
        if price is not None and revival is not None and Decimal(revival) > Decimal(price):
            self._report(place, "revival_price", f"revival_price must not be above price `{price}`, got `{revival}`")
        fields = {"bid": bid, **{name: read[name] for name in _BID_FIELDS if read.get(name) is not None}}
        lot.bids.append(fields)
        lot.places.append(place)
        return name, len(lot.bids) - 1

    def _lot_of(self, place: Place, read: dict[str, Any]) -> Optional[str]:
        if "lot" not in place.columns:
            return ""
        if "lot" not in read:
            self._report(place, "lot", "lot is missing", "write the lot in each row, or merge the cells of its rows")
        return read.get("lot")

    # Strengths, rulebook

    def _specs_sheet(self, bids: Grid) -> Optional[Table]:
        names = _grid.by_name(self.grids)
        grid = next((names[name] for name in SPECS_SHEET.values() if name in names and names[name].visible), None)
        if grid is None or grid is bids or not any(grid.load().rows):
            return None
        header = _header.find(grid, SPEC_COLUMNS, self.extra, self.problems)
        if header is None or "spec" not in header.fields:
            self.problems.append(Problem("the sheet of strengths has no column `规格` (spec)", grid.name))
            return None
        self._fill_merged(grid, header)
        _, end = self._notes(grid, header)
        titles = grid.rows[header.row][: header.own]
        columns = MappingProxyType(
            {column.field: (letter(position), shown(titles[position])) for position, column in header.columns.items()}
        )
        rows: list[tuple[Any, ...]] = []
        numbers: list[int] = []
        for number in range(header.row + 1, end):
            row = grid.rows[number][: header.own]
            if all(blank(value) for value in row):
                continue
            place = Place(grid.name, number + 1, columns)
            read: dict[str, Any] = {}
            for position, column in header.columns.items():
                value = row[position] if position < len(row) else None
                if (number, position) in grid.uncomputed and blank(value):
                    self._report(place, column.field, _UNCOMPUTED, _UNCOMPUTED_HELP)
                    read[column.field] = None
                elif not blank(value):
                    try:
                        read[column.field] = READERS[column.kind](value, column)
                    except Unreadable as error:
                        self._report(place, column.field, error.message, error.help, value)
                        read[column.field] = None
            self._spec(place, read)
            rows.append(_padded(row, header.own))
            numbers.append(number + 1)
        positions = MappingProxyType({column.field: position for position, column in header.columns.items()})
        return Table(grid.name, _padded(titles, header.own), tuple(rows), tuple(numbers), positions)

    def _spec(self, place: Place, read: dict[str, Any]) -> None:
        name = self._lot_of(place, read)
        if "spec" not in read:
            self._report(place, "spec", "spec is missing")
        spec = read.get("spec")
        if name is None or spec is None:
            return
        lot = self.lots.get(name)
        if lot is None:
            self._report(
                place, "lot", f"no bid is on the lot `{shown(name)}`", "write it as in the sheet of bids", name
            )
            return
        if spec not in lot.specs:
            lot.specs[spec] = _Spec(place)
        elif lot.specs[spec].place.sheet == place.sheet:
            row = lot.specs[spec].place.row
            self._report(place, "spec", f"`{shown(spec)}` stands twice in the lot `{shown(name)}`: also in row {row}")
            return
        else:
            lot.specs[spec].place = place
        for fact in ("ceiling", "factor"):
            if read.get(fact) is not None:
                self._agree(lot.specs[spec].facts, fact, read[fact], place, f"of the strength `{shown(spec)}`")

    def _about_sheet(self, bids: Grid) -> None:
        names = _grid.by_name(self.grids)
        grid = next((names[name] for name in ABOUT_SHEET.values() if name in names and names[name].visible), None)
        if grid is None or grid is bids:
            return
        labels = {normalise(name) for column in BID_COLUMNS if column.field == "rulebook" for name in column.names()}
        for number, row in enumerate(grid.load().rows):
            if (
                len(row) < 2
                or blank(row[1])
                or not isinstance(row[0], str)
                or normalise(row[0]).rstrip(":") not in labels
            ):
                continue
            place = Place(grid.name, number + 1, {"rulebook": ("B", shown(row[0]))})
            try:
                self._agree_rulebook(text_of(row[1], "rulebook"), place)
            except Unreadable as error:
                self._report(place, "rulebook", error.message, error.help, row[1])

    def _agree_rulebook(self, text: str, place: Place) -> None:
        if self.rulebook is None:
            self.rulebook = (text, place)
        elif self.rulebook[0] != text:
            other = self.rulebook[1]
            where = f"row {other.row}" if other.sheet == place.sheet else f"the sheet `{other.sheet}`, row {other.row}"
            self._report(
                place, "rulebook", f"the rulebook is `{shown(text)}` here and `{shown(self.rulebook[0])}` in {where}"
            )

    def _rulebook_id(self) -> Optional[str]:
        """The id behind what the table says: an id, or a title in either language."""
        if self.rulebook is None:
            return None
        from .._call import evaluate

        text, place = self.rulebook
        listed = evaluate({"function": "rulebook.list", "input": {"area": "award"}})["value"]["rulebooks"]
        for book in listed:
            if text in (book["id"], book["id"].partition("/")[2], book.get("title"), book.get("title_zh")):
                return str(book["id"])
        self._report(
            place,
            "rulebook",
            f"there is no built-in rulebook `{shown(text)}`",
            "write an id such as award/cn-batch-10, or leave the cell blank and pass the rulebook to select",
        )
        return None

    # Lots

    def _question(self, name: str, lot: _Lot) -> LotRows:
        """The lot in the shape of the contract. Keys come in the contract's order, so that equal tables give equal requests."""
        question: dict[str, Any] = {"lot": name} if name else {}
        stated = {fact: value for fact, (value, _) in lot.facts.items()}
        facts = {fact: place for fact, (_, place) in lot.facts.items()}
        if "form" in stated:
            question["form"] = stated.pop("form")
        spec_facts: dict[tuple[int, str], Place] = {}
        if lot.specs:
            self._agree_specs(name, lot)
            question["specs"] = []
            for number, (spec, draft) in enumerate(lot.specs.items()):
                question["specs"].append({"spec": spec, **{fact: value for fact, (value, _) in draft.facts.items()}})
                spec_facts.update({(number, fact): place for fact, (_, place) in draft.facts.items()})
        else:
            found: dict[str, tuple[Any, Place]] = {}
            for ceiling, place, _ in lot.ceilings:
                self._agree(found, "ceiling", ceiling, place, f"of the lot `{shown(name)}`")
            if "ceiling" in found:
                question["ceiling"], facts["ceiling"] = found["ceiling"]
            for _, place, _ in lot.factors:
                self._report(place, "factor", "factor is that of a strength, and the row states none", "fill in `规格`")
        if "reference_spec" in stated and stated["reference_spec"] not in lot.specs:
            self._report(
                facts["reference_spec"],
                "reference_spec",
                f"`{shown(stated['reference_spec'])}` is not a strength of the lot `{shown(name)}`",
                value=stated["reference_spec"],
            )
        question.update(stated)
        question["bids"] = lot.bids
        specs = tuple(draft.place for draft in lot.specs.values())
        return LotRows(question, tuple(lot.places), facts, specs, spec_facts)

    def _agree_specs(self, name: str, lot: _Lot) -> None:
        for fact, stated in (("ceiling", lot.ceilings), ("factor", lot.factors)):
            for value, place, spec in stated:
                if spec is not None:
                    self._agree(lot.specs[spec].facts, fact, value, place, f"of the strength `{shown(spec)}`")
        for bid, place in zip(lot.bids, lot.places):
            if "spec" not in bid:
                self._report(place, "spec", f"spec is missing: the lot `{shown(name)}` has strengths")

    def _agree(self, facts: dict[str, tuple[Any, Place]], fact: str, value: Any, place: Place, of: str) -> None:
        known = facts.get(fact)
        if known is None:
            facts[fact] = (value, place)
        elif known[0] != value and not _same_number(fact, known[0], value):
            other = known[1]
            where = f"row {other.row}" if other.sheet == place.sheet else f"the sheet `{other.sheet}`, row {other.row}"
            self._report(
                place,
                fact,
                f"{fact} {of} is `{shown(value)}` here and `{shown(known[0])}` in {where}",
                "state it once, or the same in every row",
                value,
            )

    def _report(self, place: Place, name: str, message: str, help: Optional[str] = None, value: object = None) -> None:
        self.problems.append(place.problem(name, message, help, value))


_BID_FIELDS = tuple(column.field for column in BID_COLUMNS if column.scope == "bid" and column.field != "bid")
_NUMBERS = frozenset(
    column.field for column in BID_COLUMNS if column.kind in ("price", "factor", "quantity", "money", "score")
)
_UNCOMPUTED = "the formula of this cell has no stored result"
_UNCOMPUTED_HELP = (
    "open the workbook in a spreadsheet, let it compute, and save it; or write the value instead of the formula"
)


def _same_number(fact: str, one: Any, other: Any) -> bool:
    return fact in _NUMBERS and Decimal(one) == Decimal(other)


def _padded(row: tuple[Any, ...], width: int) -> tuple[Any, ...]:
    """A row as wide as the header; what shows nothing is None."""
    cells = tuple(None if value == "" else value for value in row[:width])
    return cells + (None,) * (width - len(cells))


def text_short(value: object) -> str:
    text = str(value).strip()
    return text if len(text) <= 1000 else text[:999] + "…"
