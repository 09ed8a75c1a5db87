"""What is read: rulebooks, questions and tables from files, standard input or options."""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import sys
from collections.abc import Mapping
from typing import Any, BinaryIO, Optional, Union

from ..errors import InvalidInput, InvalidJson
from ._failure import Usage


class Cell(str):
    """The text of a cell, with its place for messages."""

    place: str = ""


def rulebook(given: Optional[str]) -> Optional[Union[str, dict[str, Any]]]:
    """The id of a built-in rulebook as it is; a file as the object that it holds."""
    if given is None or not given.lower().endswith((".toml", ".json")):
        return given
    if given.lower().endswith(".json"):
        return read_json(given)
    return read_toml(given)


def read_bytes(path: str) -> bytes:
    """A whole file, or standard input for `-`."""
    if path == "-":
        return sys.stdin.buffer.read()
    with open(path, "rb") as file:
        return file.read()


def opened(path: str) -> Union[str, BinaryIO]:
    """What the reader of tenders takes."""
    return sys.stdin.buffer if path == "-" else path


def read_toml(path: str) -> dict[str, Any]:
    """A TOML file."""
    reader: Any = None
    for name in ("tomllib", "tomli"):
        with contextlib.suppress(ImportError):
            reader = reader or importlib.import_module(name)
    if reader is None:
        raise Usage("TOML files need Python 3.11, or tomli: pip install tomli", "or give the rulebook as JSON")
    try:
        found: dict[str, Any] = reader.loads(read_bytes(path).decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InvalidInput(f"`{path}` is not UTF-8 text", path="/rulebook") from None
    except (reader.TOMLDecodeError, RecursionError) as error:
        raise InvalidInput(f"`{path}` is not TOML: {str(error)[:200]}", path="/rulebook") from None
    return found


def read_json(path: str) -> dict[str, Any]:
    """A JSON file that holds one object. Names that stand twice are refused, because one of them would be lost."""
    value = parse_json(read_bytes(path), path)
    if not isinstance(value, dict):
        raise InvalidJson(f"`{path}` must hold a JSON object, got {_kind(value)}")
    return value


def parse_json(data: bytes, name: str) -> Any:
    """JSON text as Python values; numbers with a point stay floats, which the core refuses with their place."""
    try:
        return json.loads(data.decode("utf-8-sig"), object_pairs_hook=_object, parse_constant=_constant)
    except UnicodeDecodeError:
        raise InvalidJson(f"`{name}` is not UTF-8 text") from None
    except json.JSONDecodeError as error:
        problem = error.msg[:1].lower() + error.msg[1:]
        raise InvalidJson(f"`{name}` is not JSON: {problem} in line {error.lineno}, column {error.colno}") from None
    except RecursionError:
        raise InvalidJson(f"`{name}` is nested too deeply") from None
    except ValueError as error:
        raise InvalidJson(f"`{name}` is not JSON: {str(error)[:200]}") from None


def question(value: Any, function: str, name: str) -> tuple[dict[str, Any], Any, bool]:
    """Input, rulebook and strictness of a question: the bare input of the function, or a whole request."""
    if not isinstance(value, dict):
        raise InvalidJson(f"`{name}` must hold a JSON object, got {_kind(value)}")
    if "function" not in value:
        return value, None, False
    if value["function"] != function:
        raise InvalidInput(
            f"`{name}` asks `{value['function']}`, this command answers `{function}`",
            path="/function",
            help="use `jicai evaluate` for other functions",
        )
    options = value.get("options")
    strict = isinstance(options, dict) and options.get("strict") is True
    given = value.get("input")
    return (given if isinstance(given, dict) else {}), value.get("rulebook"), strict


def table(path: str, sheet: Optional[str] = None) -> tuple[str, list[str], list[dict[str, Cell]]]:
    """Name, headers and rows of the first table of a CSV or workbook: header → text, blanks left out."""
    from ..tender import _grid
    from ..tender._cells import Unreadable, blank, shown, text_of

    name, grids = _grid.load(opened(path))
    visible = [grid for grid in grids if grid.visible]
    grid = next((one for one in visible if sheet in (None, one.name)), None)
    if grid is None:
        listed = ", ".join(f"`{one.name}`" for one in visible)
        raise InvalidInput(f"there is no sheet `{sheet}`", path="", help=f"the sheets are {listed}")
    start = next((at for at, row in enumerate(grid.rows) if not all(map(blank, row))), None)
    if start is None:
        raise InvalidInput(f"`{name}` is empty", help="the first row holds the headers")
    headers = ["" if blank(value) else shown(value).strip().rstrip("*") for value in grid.rows[start]]
    twice = next((header for header in headers if header and headers.count(header) > 1), None)
    if twice is not None:
        raise InvalidInput(f"the column `{twice}` stands twice in `{name}`", help="rename one")
    rows = []
    for number, values in enumerate(grid.rows[start + 1 :], start + 2):
        row: dict[str, Cell] = {}
        for at, value in enumerate(values):
            if blank(value):
                continue
            place = f"{grid.name}!{_grid.letter(at)}{number}"
            if at >= len(headers) or not headers[at]:
                raise InvalidInput(f"{place}: `{shown(value)}` stands in a column without a header")
            row[headers[at]] = _cell(value, f"{place} ({headers[at]})", text_of, Unreadable)
        if row:
            rows.append(row)
    if not rows:
        raise InvalidInput(f"`{name}` has headers and no rows")
    return name, headers, rows


def _cell(value: Any, place: str, text_of: Any, unreadable: Any) -> Cell:
    from datetime import date, datetime

    if isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, datetime):
        text = value.date().isoformat()
    elif isinstance(value, date):
        text = value.isoformat()
    else:
        try:
            text = text_of(value, "value")
        except unreadable as error:
            raise InvalidInput(f"{place}: {error.message}", help=error.help) from None
    cell = Cell(text)
    cell.place = place
    return cell


def truth(cell: Cell) -> bool:
    """Yes or no."""
    word = {"是": True, "yes": True, "true": True, "1": True, "否": False, "no": False, "false": False, "0": False}.get(
        cell.lower()
    )
    if word is None:
        raise InvalidInput(f"{cell.place}: must be 是 or 否, yes or no, got `{cell}`")
    return word


def existing(path: str) -> None:
    """Refuses a file that cannot be read, before any work is done."""
    if path == "-":
        return
    if os.path.isdir(path):
        raise Usage(f"`{path}` is a directory, a file is wanted")
    if not os.path.exists(path):
        raise Usage(f"there is no file `{path}`")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"the name `{name}` stands twice in one object")
        found[name] = value
    return found


def _constant(word: str) -> Any:
    raise ValueError(f"`{word}` is not a JSON value")


def _kind(value: Any) -> str:
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, list):
        return "a list"
    return f"`{str(value)[:60]}`"
