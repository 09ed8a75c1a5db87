"""The header of a table: the row that names the columns, and what each name stands for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ._cells import blank, shown
from ._columns import BID_COLUMNS, Column, index, nearest, normalise, recognise
from ._grid import Grid, letter
from ._model import Problem
from ._outputs import RESULT_HEADERS

HEADER_WITHIN = 20
"""The header is looked for in so many rows."""


@dataclass
class Header:
    """A header that was found: its row from 0, and the columns by position."""

    row: int
    columns: dict[int, Column]
    own: int
    """How many columns are the caller's: those of an earlier result are left out."""

    @property
    def fields(self) -> set[str]:
        """The fields that have a column."""
        return {column.field for column in self.columns.values()}


def names_bids(grid: Grid) -> bool:
    """Whether a sheet has a header of bids."""
    known = index(BID_COLUMNS)
    for row in grid.load(HEADER_WITHIN).rows[:HEADER_WITHIN]:
        found = (recognise(value, known) for value in row if not blank(value))
        names = {column.field for column in found if column is not None}
        if "price" in names and names & {"bid", "company"}:
            return True
    return False


def find(grid: Grid, columns: tuple[Column, ...], extra: Collection[str], problems: list[Problem]) -> Optional[Header]:
    """The row of the first 20 that names the most columns, the first of them where several do.

    Headers that stand twice or are one slip away from a known one are added to `problems`; those of `extra` are the caller's.
    """
    known = index(columns)
    best, best_row = 1, -1
    for number, row in enumerate(grid.rows[:HEADER_WITHIN]):
        found = (recognise(value, known) for value in row if isinstance(value, str) and not blank(value))
        fields = {column.field for column in found if column is not None}
        count = len(fields) + len(fields & {"price"})
        if count > best:
            best, best_row = count, number
    if best_row < 0:
        return None
    titles = grid.rows[best_row]
    own = _own_columns(titles)
    if own == len(titles):
        # Cells beside the table have no header, and are handed back all the same.
        own = max(len(row) for row in grid.rows[best_row:])
    header = Header(best_row, {}, own)
    seen: dict[str, int] = {}
    for position, value in enumerate(titles[:own]):
        if blank(value) or normalise(value) in extra:
            continue
        column = recognise(value, known)
        told: Optional[tuple[str, str]] = None
        if column is None:
            told = _slip(value, known)
        elif column.field in seen:
            told = _twice(column, value, titles[seen[column.field]], seen[column.field])
        else:
            seen[column.field] = position
            header.columns[position] = column
        if told is not None:
            text = shown(value)
            problems.append(Problem(told[0], grid.name, best_row + 1, letter(position), text, text, told[1]))
    return header


def _slip(value: Any, known: Mapping[str, Column]) -> Optional[tuple[str, str]]:
    near = nearest(value, known)
    if near is None:
        return None
    return (
        f"`{shown(value)}` is not a known header, but nearly `{near}`",
        f'write `{near}`, or pass extra=["{shown(value)}"] if it is a column of your own',
    )


def _twice(column: Column, value: Any, first: Any, position: int) -> tuple[str, str]:
    """Two headers of one column: which of them is meant cannot be seen."""
    help = "remove one"
    if normalise(value) != normalise(first):
        help += f', or pass extra=["{shown(value)}"] if it is a column of your own'
    where = f"also as `{shown(first)}` in column {letter(position)}"
    return f"the column `{column.zh}` stands here twice, {where}", help


def _own_columns(row: tuple[Any, ...]) -> int:
    """Where the columns of an earlier result begin: a run of them in their order, from the first to the last, ends the header."""
    for headers in RESULT_HEADERS:
        if not row or row[-1] != headers[-1]:
            continue
        order = {name: number for number, name in enumerate(headers)}
        start, before = len(row), len(headers)
        while start and isinstance(row[start - 1], str) and order.get(row[start - 1], before) < before:
            start -= 1
            before = order[row[start]]
        if before == 0:
            return start
    return len(row)
