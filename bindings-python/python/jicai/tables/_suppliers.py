"""What graded suppliers may do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Optional

from .. import _native
from .._call import encode
from ._frames import Frame, appended, frame_of
from ._rows import named_fields

__all__ = ["SupplierIndex", "supplier_gates"]

_FIELDS = ("firm", "role", "product", "province", "on", "tender", "commitment")
_REQUIRED = ("firm", "role", "product", "province", "on")


class SupplierIndex:
    """The grade records of all firms, prepared once for many questions.

    `records` are those of `credit.supplier_status`, each with `firm` and `role`: a list of dicts or of
    `jicai.credit.GradeRecord`, or a table with these fields as columns. `rulebook` is for records that name none, and says
    what a missing commitment limits. `bars` is the violation list, each entry with its firm.

    Errors: as `jicai.credit.supplier_status` has them for the records.

    >>> import datetime, jicai, pyarrow as pa
    >>> record = {
    ...     "record_id": "r1",
    ...     "firm": "某商业公司",
    ...     "role": "distributor",
    ...     "province": "浙江",
    ...     "grade": "dishonest",
    ...     "start_on": datetime.date(2026, 1, 1),
    ... }
    >>> index = jicai.tables.SupplierIndex([record], rulebook="credit/cn-2025")
    >>> deliveries = pa.table(
    ...     {
    ...         "firm": ["某商业公司", "另一公司"],
    ...         "role": ["distributor"] * 2,
    ...         "product": ["p"] * 2,
    ...         "province": ["浙江"] * 2,
    ...         "on": [datetime.date(2026, 6, 1)] * 2,
    ...     }
    ... )
    >>> index.gates(deliveries)["delivery"].to_pylist()
    ['suspended', 'allowed']
    """

    def __init__(self, records: Any, rulebook: Any = None, *, bars: Iterable[Any] = ()) -> None:
        form: dict[str, Any] = {"records": _records(records), "bars": list(bars)}
        if rulebook is not None:
            form["rulebook"] = rulebook
        self._index = _native.SupplierIndex(encode(form, "").decode())

    def gates(
        self,
        table: Any,
        *,
        columns: Optional[Mapping[str, Optional[str]]] = None,
        prefix: str = "",
        on_error: str = "raise",
        threads: Optional[int] = None,
    ) -> Any:
        """What each row's supplier may do: `listing`, `bidding`, `delivery` and `risk_label`.

        Columns are `firm`, `role`, `product`, `province`, `on` (a date), and where the table has them `tender` and
        `commitment`; `columns` names others. The rest is that of `evaluate_rows`.
        """

        def plan(frame: Frame) -> Any:
            names = named_fields(frame, _FIELDS, columns, what="a question about a supplier")
            frame.need(name for name in _REQUIRED if name not in dict(names))

            def compute(part: Any, first_row: int) -> Any:
                return self._index.gates(
                    part, names=names, raise_first=on_error == "raise", first_row=first_row, threads=threads
                )

            return list(dict.fromkeys(name for _, name in names)), compute

        return appended(table, plan, on_error=on_error, prefix=prefix)


def _records(records: Any) -> list[Any]:
    if isinstance(records, (list, tuple)):
        return list(records)
    frame = frame_of(records)
    import pyarrow

    rows = pyarrow.table(frame.columns(frame.names)).to_pylist()
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


def supplier_gates(
    table: Any,
    records: Any,
    rulebook: Any = None,
    *,
    bars: Iterable[Any] = (),
    columns: Optional[Mapping[str, Optional[str]]] = None,
    prefix: str = "",
    on_error: str = "raise",
    threads: Optional[int] = None,
) -> Any:
    """What each row's supplier may do under its credit grades: `SupplierIndex(records, rulebook).gates(table)`.

    >>> import jicai, pyarrow as pa
    >>> deliveries = pa.table(
    ...     {"firm": ["f"], "role": ["distributor"], "product": ["p"], "province": ["浙江"], "on": ["2026-06-01"]}
    ... )
    >>> jicai.tables.supplier_gates(deliveries, [], "credit/cn-2025")["delivery"].to_pylist()
    ['allowed']

    Source: the measures of the rulebook, as in `jicai.credit`.
    """
    index = SupplierIndex(records, rulebook, bars=bars)
    return index.gates(table, columns=columns, prefix=prefix, on_error=on_error, threads=threads)
