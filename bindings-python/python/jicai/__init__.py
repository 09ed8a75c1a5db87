"""Rules of China's volume-based drug procurement (集中带量采购) as functions.

Six areas, each a module: `award`, `differential`, `payment`, `credit`, `volume`, `execution`; the documents behind
them: `rulebook`. Tables: `tables`, and `spark` for clusters. Spreadsheets: `tender`. Pictures: `charts`.

>>> from decimal import Decimal
>>> import jicai
>>> line = jicai.payment.split_line(
...     jicai.payment.LineQuestion(
...         amount=Decimal("23.80"),
...         standard=Decimal("1.0912"),
...         quantity=Decimal("7"),
...         first_self_pay_rate=Decimal("0.10"),
...     )
... )
>>> line.above_standard, line.first_self_pay, line.in_scope
(Decimal('16.16'), Decimal('0.76'), Decimal('6.88'))

Numbers are `decimal.Decimal`, days are `datetime.date`; floats are refused. What goes wrong raises a subclass of
`JicaiError`.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from ._call import Explanation, Result, Source, Step, evaluate, evaluate_json
from ._native import FUNCTIONS, __version__
from .errors import (
    Internal,
    InvalidInput,
    InvalidJson,
    InvalidRulebook,
    JicaiError,
    LimitExceeded,
    RuleGap,
    UnknownFunction,
    UnknownRulebook,
    UnverifiedParameter,
)

if TYPE_CHECKING:
    from . import (
        award,
        charts,
        credit,
        differential,
        errors,
        execution,
        payment,
        rulebook,
        spark,
        tables,
        tender,
        volume,
    )
    from .tender import read_tender, write_template

__all__ = [
    "FUNCTIONS",
    "Explanation",
    "Internal",
    "InvalidInput",
    "InvalidJson",
    "InvalidRulebook",
    "JicaiError",
    "LimitExceeded",
    "Result",
    "RuleGap",
    "Source",
    "Step",
    "UnknownFunction",
    "UnknownRulebook",
    "UnverifiedParameter",
    "__version__",
    "award",
    "charts",
    "credit",
    "differential",
    "errors",
    "evaluate",
    "evaluate_json",
    "execution",
    "payment",
    "read_tender",
    "rulebook",
    "spark",
    "tables",
    "tender",
    "volume",
    "write_template",
]

_MODULES = frozenset(
    (
        "award",
        "charts",
        "credit",
        "differential",
        "errors",
        "execution",
        "payment",
        "rulebook",
        "spark",
        "tables",
        "tender",
        "volume",
    )
)
_OF_TENDER = frozenset(("read_tender", "write_template"))


def __getattr__(name: str) -> Any:
    """Modules are loaded when they are first used: importing the package takes milliseconds."""
    if name in _MODULES:
        return importlib.import_module(f"{__name__}.{name}")
    if name in _OF_TENDER:
        return getattr(importlib.import_module(f"{__name__}.tender"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
