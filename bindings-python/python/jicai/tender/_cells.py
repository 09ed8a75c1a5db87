"""What a cell holds, as the contract writes it.

A spreadsheet keeps numbers as binary doubles. A double is taken by the shortest decimal text that stands for it, which is what the spreadsheet shows at
15 digits: 17.81 is `17.81`, to the fen. What no such text stands for, like the 0.30000000000000004 that the formula `=0.1+0.2` leaves behind, is refused:
nobody can see in the sheet which price was meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Callable, Optional

from ._columns import Column
from ._words import CHOICE_ALIASES

BLANKS = " \t\r\n\u3000\xa0"
"""Trimmed from both ends of a text: blanks, line ends, the ideographic and the no-break space."""
MAX_TEXT = 32_767
"""Longest text of a cell, as in a spreadsheet."""

_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_GROUPED = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_DATES = (
    re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})"),
    re.compile(r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})"),
    re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日"),
)
_ERRORS = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA", "#SPILL!", "#CALC!"}
)
_LIST_MARKS = re.compile(r"[、,，;；/\s]+")
_DIGITS_BEFORE = 15
_DIGITS_AFTER = 10
_MOST = 1_000_000_000


class Unreadable(Exception):
    """A cell that does not hold what its column wants."""

    def __init__(self, message: str, help: Optional[str] = None) -> None:
        super().__init__(message)
        self.message = message
        self.help = help


def shown(value: object) -> str:
    """A value for a message: short, on one line."""
    if isinstance(value, bool):
        text = "TRUE" if value else "FALSE"
    elif isinstance(value, datetime):
        text = value.isoformat(" ")
    else:
        text = str(value)
    text = "".join(ch if ch.isprintable() else "\ufffd" for ch in text)
    return text if len(text) <= 60 else text[:57] + "..."


def blank(value: object) -> bool:
    """Whether there is nothing to see."""
    return value is None or (isinstance(value, str) and not value.strip(BLANKS))


def text_of(value: Any, name: str) -> str:
    """The text of a cell, trimmed; an identifier that a spreadsheet took for a number comes back as its digits."""
    if isinstance(value, str):
        text = value.strip(BLANKS)
        if text in _ERRORS:
            raise Unreadable(f"the spreadsheet shows the error `{text}` here", "repair the formula")
        if len(text) > MAX_TEXT:
            raise Unreadable(f"{name} is longer than {MAX_TEXT} characters")
        return text
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _number(value, name)
    raise Unreadable(
        f"{name} must be a text, got `{shown(value)}`, which the spreadsheet keeps as a {_kind(value)}",
        "format the column as text and write the value again",
    )


def identifier(value: Any, column: Column) -> str:
    text = text_of(value, column.field)
    if not all(ch.isprintable() or ch == "\u3000" for ch in text):
        raise Unreadable(
            f"{column.field} contains a line break or another invisible character: `{shown(text)}`",
            "write it on one line",
        )
    return text


def decimal(value: Any, column: Column) -> str:
    """The decimal text of a number or of a text."""
    name = column.field
    if isinstance(value, str):
        text = text_of(value, name)
        if not _DECIMAL.fullmatch(text):
            raise Unreadable(f"{name} must be a plain decimal number, got `{shown(text)}`", _advice(text))
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        text = _number(value, name)
    else:
        raise Unreadable(
            f"{name} must be a number, got `{shown(value)}`, which the spreadsheet keeps as a {_kind(value)}",
            "format the cell as a number and write the value again",
        )
    whole, _, part = text.lstrip("-").partition(".")
    if len(whole.lstrip("0")) > _DIGITS_BEFORE:
        raise Unreadable(f"{name} has more than {_DIGITS_BEFORE} digits before the point: `{shown(text)}`")
    if len(part) > _DIGITS_AFTER:
        raise Unreadable(
            f"{name} has more than {_DIGITS_AFTER} decimals: `{shown(text)}`", "round it as the tender document says"
        )
    return text


def positive(value: Any, column: Column) -> str:
    text = decimal(value, column)
    if not _above_zero(text):
        raise Unreadable(f"{column.field} must be greater than zero, got `{text}`")
    return text


def not_negative(value: Any, column: Column) -> str:
    text = decimal(value, column)
    if text.startswith("-") and _above_zero(text[1:]):
        raise Unreadable(f"{column.field} must not be negative, got `{text}`")
    return text.lstrip("-")


def _above_zero(text: str) -> bool:
    return not text.startswith("-") and bool(text.strip("0."))


def _count(least: int) -> Callable[[Any, Column], int]:
    def read(value: Any, column: Column) -> int:
        text = decimal(value, column)
        whole, _, part = text.partition(".")
        if part.strip("0"):
            raise Unreadable(f"{column.field} must be a whole number, got `{text}`")
        number = int(whole)
        if not least <= number <= _MOST:
            raise Unreadable(f"{column.field} must be from {least} to {_MOST}, got `{text}`")
        return number

    return read


def truth(value: Any, column: Column) -> bool:
    if isinstance(value, bool):
        return value
    word = _word(value, column)
    if word is None:
        raise Unreadable(
            f"{column.field} must be `是` or `否` (or TRUE, FALSE), got `{shown(value)}`",
            "1 and 0 are not taken: they may be counts" if str(value) in ("0", "1") else None,
        )
    return word == "true"


def choice(value: Any, column: Column) -> str:
    word = _word(value, column)
    if word is None:
        raise Unreadable(_no_word(column, value), _words_help(column))
    return word


def wanted(value: Any, column: Column) -> tuple[str, ...]:
    """Several words, each once, in the order of the contract."""
    parts = [part for part in _LIST_MARKS.split(text_of(value, column.field)) if part]
    words = [(part, _word(part, column)) for part in parts]
    for part, word in words:
        if word is None:
            raise Unreadable(_no_word(column, part), _words_help(column))
    found = {word for _, word in words}
    return tuple(word for word in column.words.values() if word in found)


def _word(value: Any, column: Column) -> Optional[str]:
    if not isinstance(value, str):
        return None
    text = text_of(value, column.field)
    word = column.words.get(text)
    if word is None:
        lower = "_".join(text.casefold().split())
        word = CHOICE_ALIASES.get(text, CHOICE_ALIASES.get(lower, lower))
    return word if word in column.words.values() else None


def _no_word(column: Column, value: object) -> str:
    return f"{column.field} must be one of {_listed(column.words)}, got `{shown(value)}`"


def _listed(words: Mapping[str, str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _words_help(column: Column) -> str:
    return f"in English: {_listed({word: word for word in column.words.values()})}"


def day(value: Any, column: Column) -> str:
    if isinstance(value, datetime):
        if value.time() != time(0):
            raise Unreadable(
                f"{column.field} must be a day, got `{shown(value)}` with a time", "leave the time of day out"
            )
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        text = text_of(value, column.field)
        for pattern in _DATES:
            match = pattern.fullmatch(text)
            if match:
                try:
                    return date(*map(int, match.groups())).isoformat()
                except ValueError:
                    raise Unreadable(f"{column.field} is no day of the calendar: `{text}`") from None
    raise Unreadable(
        f"{column.field} must be a day, got `{shown(value)}`",
        "format the cell as a date, or write 2025-10-27, 2025/10/27 or 2025年10月27日",
    )


def _number(value: float, name: str) -> str:
    """The shortest decimal text of a number, if it has at most 15 digits."""
    # A number of a million digits would cost more than the whole table.
    text = repr(value) if not isinstance(value, int) or abs(value) < 10**40 else "1e40"
    try:
        exact = Decimal(text)
    except InvalidOperation:
        exact = Decimal("nan")
    if not exact.is_finite():
        raise Unreadable(f"{name} is not a number: `{text}`")
    plain = format(exact.normalize(), "f")
    digits = plain.lstrip("-").replace(".", "").strip("0")
    if len(digits) > 15:
        raise Unreadable(
            f"{name} is kept as `{text}`, more than the 15 digits that a spreadsheet shows: which number is meant cannot be seen",
            "round it in the sheet, e.g. =ROUND(…, 4), or format the column as text and write it again",
        )
    return plain


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "truth value"
    if isinstance(value, (datetime, date)):
        return "date"
    return "time" if isinstance(value, (time, timedelta)) else type(value).__name__


def _advice(text: str) -> str:
    """What to write instead, where it can be told."""
    folded = unicodedata.normalize("NFKC", text).replace(" ", "")
    bare = folded.strip("¥￥元")
    if _DECIMAL.fullmatch(bare):
        return f"write `{shown(bare)}`, in ASCII digits and without unit or blanks"
    if _GROUPED.fullmatch(bare):
        return f"write `{shown(bare.replace(',', ''))}` without thousands separators"
    if folded.endswith("%"):
        return "percent is never used: 60 % is written 0.60"
    return "write it like 17.81"


READERS: dict[str, Callable[[Any, Column], Any]] = {
    "id": identifier,
    "price": positive,
    "factor": positive,
    "quantity": not_negative,
    "money": not_negative,
    "score": not_negative,
    "count": _count(1),
    "count0": _count(0),
    "bool": truth,
    "choice": choice,
    "want": wanted,
    "date": day,
}
