"""The compiled core: the JSON door and the kernels for tables. Use it through `jicai` and `jicai.tables`."""

from collections.abc import Sequence
from typing import Any, Final, Optional, Union

__version__: Final[str]
"""Version of the rules and of the package."""

FUNCTIONS: Final[tuple[str, ...]]
"""Every function that a request can name."""

Names = Sequence[tuple[str, str]]
"""Fields, with a dot between an object and its field, and the columns that stand for them."""

def evaluate(request: Union[str, bytes], /) -> bytes:
    """Answer a JSON request with a JSON response: the bytes of the core, UTF-8.

    What is wrong with the request stands in the response, `{"error": {...}}`; nothing is raised but `TypeError` for what is neither text nor
    bytes. Other threads of Python run while a long request is answered.
    """

class Table:
    """A table that Python libraries take over without a copy: `pyarrow.table(table)`, `polars.DataFrame(table)`."""

    @property
    def names(self) -> list[str]:
        """The names of its columns."""

    def __len__(self) -> int: ...
    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_stream__(self, requested_schema: Optional[object] = None) -> object: ...

def split_lines(
    table: Any,
    *,
    amount: str,
    standard: Optional[str],
    quantity: Optional[str],
    rate: str,
    raise_first: bool,
    first_row: int,
    threads: Optional[int],
) -> tuple[Table, Table]:
    """Split charge lines: new columns, and errors."""

def evaluate_rows(
    table: Any,
    function: str,
    *,
    rulebook: Optional[str],
    rulebook_column: Optional[str],
    names: Names,
    whole: Optional[str],
    typed: bool,
    rests_on: bool,
    language: Optional[str],
    strict: bool,
    raise_first: bool,
    first_row: int,
    threads: Optional[int],
) -> tuple[Table, Table]:
    """Ask a function one question a row: new columns, and errors."""

def fields_of(function: str) -> list[str]:
    """The fields of a function's input, with a dot between an object and its field."""

def results_of(function: str) -> list[str]:
    """The fields of a function's answer."""

def bid_fields() -> list[str]:
    """The fields of a bid of `award.select`."""

def select_lots(
    table: Any,
    *,
    by: Sequence[str],
    bid_names: Names,
    lot_names: Names,
    rulebook: Optional[str],
    rulebook_column: Optional[str],
    strict: bool,
    raise_first: bool,
    first_row: int,
    threads: Optional[int],
) -> tuple[Table, Table]:
    """Decide lots: new columns, and errors."""

def differential_prices(
    table: Any,
    *,
    rulebook: str,
    constant: str,
    price: str,
    content: Optional[tuple[str, str]],
    fill: Optional[tuple[str, str]],
    count: Optional[tuple[str, str]],
    raise_first: bool,
    first_row: int,
    threads: Optional[int],
) -> tuple[Table, Table]:
    """Price products that differ from a representative in what stands in columns: new columns, and errors."""

def price_marks(
    table: Any,
    *,
    rulebook: str,
    class_word: Optional[str],
    class_column: Optional[str],
    reading: Optional[str],
    names: Names,
    raise_first: bool,
    first_row: int,
    threads: Optional[int],
) -> tuple[Table, Table]:
    """Mark prices: new columns, and errors."""

class SupplierIndex:
    """The grade records of all firms, prepared for many questions."""

    def __init__(self, records: str) -> None: ...
    def gates(
        self, table: Any, *, names: Names, raise_first: bool, first_row: int, threads: Optional[int]
    ) -> tuple[Table, Table]:
        """Answer one question a row: new columns, and errors."""

def order_progress(
    table: Any,
    *,
    as_of: str,
    by: Sequence[str],
    ordered: str,
    delivered: str,
    due_at: Optional[str],
    delivered_at: Optional[str],
    raise_first: bool,
) -> tuple[list[int], Table, Table]:
    """Sum up orders by group: the first row of each group, its sums, and errors."""

def payment_progress(
    invoices: Any,
    payments: Any,
    *,
    as_of: str,
    by: Sequence[str],
    invoice: str,
    amount: str,
    due_on: str,
    payment_invoice: str,
    payment_on: str,
    payment_amount: str,
    raise_first: bool,
) -> tuple[list[int], Table, Table]:
    """Sum up invoices and their payments by group: the first row of each group, its sums, and errors."""
