"""One exception class for each error code, all under `JicaiError`.

An error names a code, a JSON Pointer to the field, a message with the offending value, and mostly what to do about it:

>>> import jicai
>>> try:
...     jicai.award.select({"bids": [{"bid": "A", "price": "-1"}]}, rulebook="award/cn-batch-10")
... except jicai.InvalidInput as error:
...     print(error.code, error.path)
invalid_input /input/bids/0/price
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Optional

__all__ = [
    "Internal",
    "InvalidInput",
    "InvalidJson",
    "InvalidRulebook",
    "JicaiError",
    "LimitExceeded",
    "RuleGap",
    "UnknownFunction",
    "UnknownRulebook",
    "UnverifiedParameter",
]


class JicaiError(Exception):
    """Why a call gave no value. Nothing that the caller had is lost: inputs are only read."""

    code: ClassVar[str] = "internal"
    """The word of the JSON contract, e.g. `rule_gap`."""

    message: str
    """One sentence in lower case with the offending value."""
    path: str
    """JSON Pointer (RFC 6901) to the field, e.g. `/input/bids/3/price`; empty where the whole request is meant."""
    help: Optional[str]
    """What to do about it, where there is something to do."""
    row: Optional[int]
    """Of a table: the first bad row, counted from 0."""
    column: Optional[str]
    """Of a table: the column of the value."""

    def __init__(
        self,
        message: str,
        *,
        path: str = "",
        help: Optional[str] = None,
        row: Optional[int] = None,
        column: Optional[str] = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.help = help
        self.row = row
        self.column = column

    def __str__(self) -> str:
        places = [f"row {self.row}" if self.row is not None else "", f"column {self.column}" if self.column else ""]
        place = ", ".join(part for part in places if part) or self.path
        text = f"{place}: {self.message}" if place else self.message
        return f"{text} (help: {self.help})" if self.help else text

    def __reduce__(self) -> tuple[Any, ...]:
        rest = {"path": self.path, "help": self.help, "row": self.row, "column": self.column}
        return _restore, (type(self), self.message, rest)

    @staticmethod
    def of(error: Mapping[str, Any]) -> JicaiError:
        """The exception for an error of the JSON contract: `code`, `path`, `message`, `help`."""
        kind = _KINDS.get(str(error.get("code")), Internal)
        return kind(
            str(error.get("message", "")),
            path=str(error.get("path", "")),
            help=error.get("help"),
            row=error.get("row"),
            column=error.get("column"),
        )


def _restore(kind: type[JicaiError], message: str, rest: dict[str, Any]) -> JicaiError:
    """An error comes back whole from another process."""
    return kind(message, **rest)


class InvalidJson(JicaiError):
    """The request is not JSON text."""

    code = "invalid_json"


class InvalidInput(JicaiError, ValueError):
    """A field is unknown, missing, of the wrong kind, out of range, or contradicts another one."""

    code = "invalid_input"


class UnknownFunction(JicaiError):
    """No function has this name."""

    code = "unknown_function"


class UnknownRulebook(JicaiError, LookupError):
    """No built-in rulebook has this id."""

    code = "unknown_rulebook"


class InvalidRulebook(JicaiError, ValueError):
    """A rulebook given by the caller breaks the rulebook format."""

    code = "invalid_rulebook"


class RuleGap(JicaiError):
    """The document does not say what the rule needs: a typed answer instead of a guess."""

    code = "rule_gap"


class UnverifiedParameter(JicaiError):
    """Strict mode: the result would rest on a parameter that nobody has verified."""

    code = "unverified_parameter"


class LimitExceeded(JicaiError):
    """The input is larger than the documented size."""

    code = "limit_exceeded"


class Internal(JicaiError):
    """A bug in this library: please report it."""

    code = "internal"


_KINDS: dict[str, type[JicaiError]] = {
    kind.code: kind
    for kind in (
        InvalidJson,
        InvalidInput,
        UnknownFunction,
        UnknownRulebook,
        InvalidRulebook,
        RuleGap,
        UnverifiedParameter,
        LimitExceeded,
        Internal,
    )
}
