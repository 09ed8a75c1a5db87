"""Charge lines."""

from __future__ import annotations

from typing import Any, Optional

from .. import _native
from ..errors import InvalidInput
from ._frames import Frame, appended

__all__ = ["split_lines"]


def split_lines(
    table: Any,
    *,
    amount: str = "amount",
    standard: Optional[str] = "standard",
    quantity: Optional[str] = "quantity",
    rate: str = "rate",
    prefix: str = "",
    on_error: str = "raise",
    threads: Optional[int] = None,
) -> Any:
    """Split charge lines into their four parts: `payment.split_line` for each row, with the ceiling first, half up.

    | column | holds | null |
    | --- | --- | --- |
    | `amount` | amount of the line in yuan; negative for a refund | an error |
    | `standard` | payment standard of a unit in yuan | the line has no standard |
    | `quantity` | units, with the sign of the amount | an error where there is a standard |
    | `rate` | rate of first self-pay, 0 to 1 | the line is not covered |

    The parameters name the columns. `standard=None` says that no line has a standard; `quantity` may then be `None` too.
    Values are decimals of any width, texts, or integers (whole yuan). Integers in the unit of the kernel are taken from
    columns whose names say so: `amount_fen`, `standard_micro` (millionths of a yuan), `quantity_e4` and `rate_e4`
    (ten-thousandths). Floats are refused: they cannot hold most prices.

    Gives the table back as what it was with the columns `fully_own` (fully own-paid, 全自费), `above_standard`
    (超限价自费), `first_self_pay` (先行自付) and `in_scope` (符合范围): yuan as decimals with two digits, or fen as
    integers (`fully_own_fen` …) where the amounts are `amount_fen`. The four parts add up to the amount, always.

    `on_error="report"` gives `(table, errors)`: bad rows have nulls, and `errors` says for each of them row, column,
    code, message and help. `threads` is how many work; by default all processors for long tables.

    Errors: the subclass of `JicaiError` for the first bad row, with `.row` and `.column`.

    >>> import jicai, pyarrow as pa
    >>> lines = pa.table(
    ...     {"amount": ["23.80", "5.00"], "standard": ["1.0912", None], "quantity": ["7", None], "rate": ["0.10", None]}
    ... )
    >>> jicai.tables.split_lines(lines).select(["fully_own", "above_standard", "first_self_pay", "in_scope"]).to_pylist()
    ... # doctest: +NORMALIZE_WHITESPACE
    [{'fully_own': Decimal('0.00'), 'above_standard': Decimal('16.16'), 'first_self_pay': Decimal('0.76'),
      'in_scope': Decimal('6.88')},
     {'fully_own': Decimal('5.00'), 'above_standard': Decimal('0.00'), 'first_self_pay': Decimal('0.00'),
      'in_scope': Decimal('0.00')}]

    Source: clause `payment#split`.
    """

    def plan(frame: Frame) -> Any:
        def optional(name: Optional[str], suffix: str) -> Optional[str]:
            try:
                return None if name is None else frame.resolve(name, suffix)
            except InvalidInput as error:
                error.help = f"pass None if no line has one; {error.help}"
                raise

        amounts, rates = frame.resolve(amount, "_fen"), frame.resolve(rate, "_e4")
        standards, quantities = optional(standard, "_micro"), optional(quantity, "_e4")

        def compute(columns: Any, first_row: int) -> Any:
            return _native.split_lines(
                columns,
                amount=amounts,
                standard=standards,
                quantity=quantities,
                rate=rates,
                raise_first=on_error == "raise",
                first_row=first_row,
                threads=threads,
            )

        used = (amounts, standards, quantities, rates)
        return list(dict.fromkeys(name for name in used if name is not None)), compute

    return appended(table, plan, on_error=on_error, prefix=prefix)
