"""Orders and payments, summed up by group."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, Optional, Union

from .. import _native
from ._frames import Frame, frame_of, manner

__all__ = ["order_progress", "payment_progress"]

By = Union[str, Sequence[str]]


def _keys(by: By) -> list[str]:
    return [by] if isinstance(by, str) else list(by)


def _day(as_of: Union[str, datetime.date]) -> str:
    return as_of if isinstance(as_of, str) else as_of.isoformat()[:10]


def _grouped(frame: Frame, by: list[str], native: tuple[list[int], Any, Any], report: bool) -> Any:
    """One row a group: its columns, then the sums."""
    first_rows, sums, errors = native
    result = frame.taken(by, first_rows).with_columns(sums, "") if by else frame.own(sums)
    return (result, frame.own(errors)) if report else result


def order_progress(
    orders: Any,
    as_of: Union[str, datetime.date],
    by: By = (),
    *,
    ordered: str = "ordered_quantity",
    delivered: str = "delivered_quantity",
    due_at: Optional[str] = "due_at",
    delivered_at: Optional[str] = "delivered_at",
    on_error: str = "raise",
) -> Any:
    """How much of the orders is delivered, and in time, for each group: one row a group, in the order of first occurrence.

    Columns: `ordered_quantity` and `delivered_quantity` (with at most six decimals, or integers in `ordered_quantity_micro` …), `due_at` and
    `delivered_at` (timestamps in local time, to the minute, or texts such as `2025-11-03T08:30`; null: none). `by` names the
    columns of a group; without any there is one group.

    New columns: `orders`, `ordered`, `delivered`, `on_time`, `late`, `pending`, `without_due`, `delivery_rate` (delivered over
    ordered) and `on_time_rate` (in time over in time and late), rates with six decimals, null where nothing is to divide by.

    With `on_error="report"` a bad order is in no sum, and `(table, errors)` says which it was and why.

    >>> import datetime, jicai, pyarrow as pa
    >>> orders = pa.table(
    ...     {
    ...         "supplier": ["A", "A", "B"],
    ...         "ordered_quantity": [10, 5, 1],
    ...         "delivered_quantity": [10, 0, 1],
    ...         "due_at": ["2025-11-03T08:30"] * 3,
    ...         "delivered_at": ["2025-11-03T08:30", None, "2025-11-03T08:31"],
    ...     }
    ... )
    >>> groups = jicai.tables.order_progress(orders, datetime.date(2025, 12, 31), by="supplier")
    >>> groups.select(["supplier", "on_time", "late", "delivery_rate"]).to_pylist()
    ... # doctest: +NORMALIZE_WHITESPACE
    [{'supplier': 'A', 'on_time': 1, 'late': 1, 'delivery_rate': Decimal('0.666667')},
     {'supplier': 'B', 'on_time': 0, 'late': 1, 'delivery_rate': Decimal('1.000000')}]

    Source: clauses `#orders`, `#on_time`; `jicai.execution.progress`.
    """
    report = manner(on_error)
    keys, frame = _keys(by), frame_of(orders)
    frame.need(keys)
    ordered, delivered = frame.resolve(ordered, "_micro"), frame.resolve(delivered, "_micro")
    moments = [name for name in (due_at, delivered_at) if name is not None]
    used = list(dict.fromkeys([*keys, ordered, delivered, *moments]))
    frame.need(used)
    native = _native.order_progress(
        frame.columns(used),
        as_of=_day(as_of),
        by=keys,
        ordered=ordered,
        delivered=delivered,
        due_at=due_at,
        delivered_at=delivered_at,
        raise_first=not report,
    )
    return _grouped(frame, keys, native, report)


def payment_progress(
    invoices: Any,
    payments: Any,
    as_of: Union[str, datetime.date],
    by: By = (),
    *,
    invoice: str = "invoice",
    amount: str = "amount",
    due_on: str = "due_on",
    payment_invoice: str = "invoice",
    payment_on: str = "on",
    payment_amount: str = "amount",
    on_error: str = "raise",
) -> Any:
    """How much of the invoices that were due before `as_of` is paid in time, for each group of invoices: one row a group.

    Columns of `invoices`: `invoice` (its id), `amount` (yuan), `due_on` (a date), and those of `by`; of `payments`: `invoice`,
    `on` (a date) and `amount`. Payments may be a table of another library.

    New columns: `invoices`, `amount`, `paid_in_time`, `on_time` (invoices fully paid in time), `settlement_on_time_rate` (by
    amount) and `invoices_on_time_rate` (by number).

    With `on_error="report"` bad invoices and payments are in no sum; the `path` of an error says which table it is of.

    >>> import datetime, jicai, pyarrow as pa
    >>> invoices = pa.table(
    ...     {"invoice": ["i1", "i2"], "amount": ["100", "50"], "due_on": [datetime.date(2025, 10, 1)] * 2}
    ... )
    >>> payments = pa.table(
    ...     {
    ...         "invoice": ["i1", "i2"],
    ...         "on": [datetime.date(2025, 10, 1), datetime.date(2025, 10, 2)],
    ...         "amount": ["100", "50"],
    ...     }
    ... )
    >>> groups = jicai.tables.payment_progress(invoices, payments, "2025-12-31")
    >>> groups["settlement_on_time_rate"].to_pylist()
    [Decimal('0.666667')]

    Source: clause `#settlement`; `jicai.execution.progress`.
    """
    report = manner(on_error)
    keys, frame, paid = _keys(by), frame_of(invoices), frame_of(payments)
    priced, paid_amount = frame.resolve(amount, "_micro"), paid.resolve(payment_amount, "_micro")
    used = list(dict.fromkeys([*keys, invoice, priced, due_on]))
    used_of_payments = list(dict.fromkeys([payment_invoice, payment_on, paid_amount]))
    frame.need(used)
    paid.need(used_of_payments)
    native = _native.payment_progress(
        frame.columns(used),
        paid.columns(used_of_payments),
        as_of=_day(as_of),
        by=keys,
        invoice=invoice,
        amount=priced,
        due_on=due_on,
        payment_invoice=payment_invoice,
        payment_on=payment_on,
        payment_amount=paid_amount,
        raise_first=not report,
    )
    return _grouped(frame, keys, native, report)
