"""Awards by lot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Optional, Union

from .. import _native
from ..errors import InvalidInput
from ._frames import Frame, appended, is_stream
from ._rows import named_fields, rulebook_of

__all__ = ["select_table"]


def select_table(
    bids: Any,
    by: Union[str, Sequence[str]] = "lot_id",
    rulebook: Any = "rulebook",
    *,
    columns: Optional[Mapping[str, Optional[str]]] = None,
    strict: bool = False,
    prefix: str = "",
    on_error: str = "raise",
    threads: Optional[int] = None,
) -> Any:
    """Decide all lots of a table: one row a bid in, one row a bid out (`award.select` for each lot).

    `by` names the column, or columns, whose values make a lot; rows of a lot may lie anywhere, and keep their places.
    `rulebook` is an id, a whole rulebook, or the column that names one (the same in all rows of a lot).

    Columns are the fields of a bid (`bid`, `company`, `price`, `spec`, `revival_price` …) and of its lot (`form`, `ceiling`,
    `limit_price`, `max_shortlisted`, `specs`, `want` …), which say the same in all rows of the lot; `columns` names others:
    `{"bid": "投标编号", "price": "报价"}`. Every field of `award.select` may be there; other columns ride along.

    New columns, null for bids of a lot that could not be decided:

    | column | holds |
    | --- | --- |
    | `outcome`, `reason` | `selected`, `not_selected`, `void` or `undetermined`, and why |
    | `rank`, `comparable_price` | rank by comparable price (单位可比价) |
    | `limit` | the limit that the deciding clause compared with, where it has one |
    | `clause` | the deciding clause, e.g. `award/cn-batch-10#spread` |
    | `citation` | the documents that the parameters of the clause are taken from |
    | `final_price`, `agreed_share` … | the other fields of a bid's result, as `jicai.award.BidResult` has them |
    | `provisional` | a batch-wide filter over the whole round may still change the lot |

    A table that has a column of such a name needs a `prefix`: `prefix="award_"`.

    `on_error="report"` gives `(table, errors)`; a bad row makes the whole lot undecided. `threads` as in `split_lines`.
    A reader is read as a whole, since its lots may end anywhere.

    >>> import jicai, pyarrow as pa
    >>> bids = pa.table(
    ...     {"lot_id": ["L1"] * 4, "bid": list("ABCD"), "price": ["1.00", "1.80", "1.8001", "3.00"], "form": ["other"] * 4}
    ... )
    >>> answer = jicai.tables.select_table(bids, rulebook="award/cn-batch-10")
    >>> answer["outcome"].to_pylist(), answer["clause"].to_pylist()[2]
    (['selected', 'selected', 'not_selected', 'not_selected'], 'award/cn-batch-10#spread')

    Source: the tender document of the rulebook; clauses as in `jicai.award`.
    """
    keys = [by] if isinstance(by, str) else list(by)

    def plan(frame: Frame) -> Any:
        frame.need(keys)
        text, column = rulebook_of(rulebook, frame)
        if text == "rulebook":
            raise InvalidInput(
                "no rulebook is named, and the table has no column `rulebook`",
                path="/rulebook",
                help='pass rulebook="award/…", a whole rulebook, or the column that names one',
            )
        paths = [path for path in _native.fields_of("award.select") if "." not in path and path not in ("lot", "bids")]
        fields = _native.bid_fields()
        names = named_fields(frame, [*fields, *paths], columns, what="a bid or its lot")
        frame.need(name for name in ("bid", "price") if name not in dict(names))
        used = [*keys, *(name for _, name in names), *([column] if column else [])]

        def compute(part: Any, first_row: int) -> Any:
            return _native.select_lots(
                part,
                by=keys,
                bid_names=[name for name in names if name[0] in fields],
                lot_names=[name for name in names if name[0] not in fields],
                rulebook=text,
                rulebook_column=column,
                strict=strict,
                raise_first=on_error == "raise",
                first_row=first_row,
                threads=threads,
            )

        return list(dict.fromkeys(used)), compute

    if is_stream(bids):
        bids = bids.read_all()
    return appended(bids, plan, on_error=on_error, prefix=prefix)
