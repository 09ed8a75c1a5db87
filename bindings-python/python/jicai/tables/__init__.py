"""The rules on whole tables: Arrow in, Arrow out.

Tables of pyarrow, polars, pandas and DuckDB go in, and come back as what they were with new columns; a
`pyarrow.RecordBatchReader` is read batch by batch. Rows keep their order, and none is lost.

| function | one row is |
| --- | --- |
| `split_lines` | a charge line |
| `payment_standards` | a product whose payment standard is wanted |
| `differential_prices` | a product that is priced from another |
| `price_marks` | a listed price |
| `supplier_gates`, `SupplierIndex` | a supplier that wants to list, bid or deliver |
| `order_progress`, `payment_progress` | an order, an invoice; one row a group comes back |
| `select_table` | a bid of a lot |
| `evaluate_rows` | a question to any function |

Numbers are exact: decimals of any width, texts, and integers are taken, floats are refused with a word on what to pass. What a unit cannot
hold is the error of its row, and never rounded. `on_error="report"` gives errors as a table of the same kind with the columns `row`
(from 0), `column`, `code`, `message`, `help` and `path`; by default the first bad row raises a subclass of `jicai.JicaiError`
with `.row` and `.column`. Computing lets other threads of Python run, and is spread over processors.
"""

from __future__ import annotations

from ._lines import split_lines
from ._lots import select_table
from ._prices import differential_prices, price_marks
from ._progress import order_progress, payment_progress
from ._rows import evaluate_rows, payment_standards
from ._suppliers import SupplierIndex, supplier_gates

__all__ = [
    "SupplierIndex",
    "differential_prices",
    "evaluate_rows",
    "order_progress",
    "payment_progress",
    "payment_standards",
    "price_marks",
    "select_table",
    "split_lines",
    "supplier_gates",
]
