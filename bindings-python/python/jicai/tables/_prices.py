"""Differential prices and marks on prices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Optional

from .. import _native
from .._call import encode
from ..errors import InvalidInput
from ._frames import Frame, appended
from ._rows import evaluate_rows, named_fields, rulebook_of

__all__ = ["differential_prices", "price_marks"]


def _constant_rulebook(rulebook: Any, frame: Frame) -> str:
    text, column = rulebook_of(rulebook, frame)
    if text is None:
        raise InvalidInput(
            f"the rulebook is one for all rows here, got the column `{column}`"
            if column
            else "the rulebook is missing",
            path="/rulebook",
        )
    return text


def differential_prices(
    table: Any,
    rulebook: Any = "differential/vbp",
    *,
    representative: Any = None,
    target: Any = None,
    drug_class: Optional[str] = None,
    basis: Optional[str] = None,
    chain_regardless: bool = False,
    rounding: Any = None,
    price: str = "price",
    columns: Optional[Mapping[str, Optional[str]]] = None,
    prefix: str = "target_",
    on_error: str = "raise",
    threads: Optional[int] = None,
) -> Any:
    """Prices of other strengths, packs and forms: `differential.price` for each row.

    With `representative` and `target` these two products, or dicts of their fields, hold for all rows, and only what stands
    in columns varies: `price` (of the representative, yuan), and, where the table has them, `representative_content`,
    `target_content`, `representative_fill`, `target_fill`, `representative_count` and `target_count` in the units of the
    products. That is the fast way, for millions of rows; it gives the column `target_price`, with six decimals, or
    `target_price_micro` where the prices are integers in `price_micro`.

    Without them every field of `differential.price` may be a column, as in `evaluate_rows`: `representative` and `target` as
    structs or JSON text, or their fields as `representative.content` …; then all fields of the answer are columns:
    `target_price`, `target_unit_price`, `target_unrounded` ….

    `columns` names other columns for these. `prefix`, `on_error` and `threads` are those of `evaluate_rows`.

    >>> import jicai, pyarrow as pa
    >>> packs = pa.table(
    ...     {"price": ["1.68", "2.00"], "representative_content": [10, 10], "target_content": [20, 30]}
    ... )
    >>> tablet = {"form": "tablet"}
    >>> answer = jicai.tables.differential_prices(packs, representative=tablet, target=tablet)
    >>> answer["target_price"].to_pylist()
    [Decimal('2.860000'), Decimal('4.640000')]

    Source: the rules of the rulebook, as in `jicai.differential`.
    """
    if (representative is None) != (target is None):
        raise InvalidInput("representative and target are both given, or neither", path="/representative")
    if representative is None:
        for name, value in (("drug_class", drug_class), ("basis", basis), ("rounding", rounding)):
            if value is not None:
                raise InvalidInput(f"{name} is a column where the products are", path=f"/{name}")
        return evaluate_rows(
            table,
            "differential.price",
            rulebook,
            columns={**({"price": price} if price != "price" else {}), **(columns or {})},
            prefix=prefix,
            on_error=on_error,
            threads=threads,
        )
    constant: dict[str, Any] = {"representative": representative, "target": target}
    for name, value in (("drug_class", drug_class), ("basis", basis), ("rounding", rounding)):
        if value is not None:
            constant[name] = value
    if chain_regardless:
        constant["chain_regardless"] = True
    text = encode(constant, "").decode()
    pairs = {name: (f"representative_{name}", f"target_{name}") for name in ("content", "fill", "count")}

    def plan(frame: Frame) -> Any:
        known = [name for pair in pairs.values() for name in pair]
        names = dict(named_fields(frame, known, columns, what="the columns of prices"))
        given: dict[str, Optional[tuple[str, str]]] = {}
        for name, (first, second) in pairs.items():
            if (first in names) != (second in names):
                frame.need([second if first in names else first])
            given[name] = (names[first], names[second]) if first in names else None
        priced = frame.resolve(price, "_micro")
        used = [priced, *(name for pair in given.values() if pair for name in pair)]

        def compute(part: Any, first_row: int) -> Any:
            return _native.differential_prices(
                part,
                rulebook=_constant_rulebook(rulebook, frame),
                constant=text,
                price=priced,
                **given,
                raise_first=on_error == "raise",
                first_row=first_row,
                threads=threads,
            )

        return list(dict.fromkeys(used)), compute

    return appended(table, plan, on_error=on_error, prefix=prefix)


_MARK_FIELDS = (
    "price",
    "own_winning_price",
    "highest_winning_price",
    "highest_listing_price",
    "p75_listing_price",
    "lowest_listing_price",
    "consistency",
    "reference_listing_price",
)
_KERNEL_PRICES = (
    "price",
    "highest_winning_price",
    "highest_listing_price",
    "p75_listing_price",
    "lowest_listing_price",
)


def price_marks(
    table: Any,
    rulebook: Any,
    drug_class: str = "class",
    *,
    columns: Optional[Mapping[str, Optional[str]]] = None,
    non_supply_reading: Optional[str] = None,
    prefix: str = "",
    on_error: str = "raise",
    threads: Optional[int] = None,
) -> Any:
    """Mark listed prices yellow or red, or suspend them: `execution.price_mark` for each row.

    `drug_class` is the column that holds the class of each product (`evaluated`, `reference`, `not_evaluated` …), or one
    class for all rows. Columns are `price` and those that the rule of the class needs: `highest_winning_price`,
    `highest_listing_price`, `p75_listing_price`, `lowest_listing_price`, `own_winning_price`, `consistency`,
    `reference_listing_price`; `columns` names others. Prices are yuan, or integers in columns such as `price_micro`.

    Gives the table back with the column `mark`: `none`, `yellow`, `red` or `suspended`. `prefix`, `on_error` and `threads`
    are those of `evaluate_rows`.

    >>> import jicai, pyarrow as pa
    >>> listed = pa.table({"price": ["18.00", "18.01", "30.01"], "highest_winning_price": ["10"] * 3})
    >>> jicai.tables.price_marks(listed, "execution/henan-2026-marks", "evaluated")["mark"].to_pylist()
    ['none', 'yellow', 'red']

    Source: clause `#mark` of the rulebook.
    """

    def plan(frame: Frame) -> Any:
        given = dict(columns or {})
        for field in _KERNEL_PRICES:
            if field not in given and field not in frame.names and f"{field}_micro" in frame.names:
                given[field] = f"{field}_micro"
        names: list[tuple[str, str]] = named_fields(frame, _MARK_FIELDS, given, what="a marked price")
        frame.need(name for name in ("price",) if name not in dict(names))
        is_column = drug_class in frame.names
        if not is_column and drug_class == "class":
            frame.need([drug_class])

        def compute(part: Any, first_row: int) -> Any:
            return _native.price_marks(
                part,
                rulebook=_constant_rulebook(rulebook, frame),
                class_word=None if is_column else drug_class,
                class_column=drug_class if is_column else None,
                reading=non_supply_reading,
                names=names,
                raise_first=on_error == "raise",
                first_row=first_row,
                threads=threads,
            )

        used = [*(name for _, name in names), *([drug_class] if is_column else [])]
        return list(dict.fromkeys(used)), compute

    return appended(table, plan, on_error=on_error, prefix=prefix)
