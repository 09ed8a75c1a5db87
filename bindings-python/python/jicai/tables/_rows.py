"""Every function of the rules, one question a row."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import Any, Optional

from .. import _native
from .._call import encode
from ..errors import InvalidInput
from ._frames import Frame, appended

__all__ = ["evaluate_rows", "payment_standards"]


def rulebook_of(rulebook: Any, frame: Frame) -> tuple[Optional[str], Optional[str]]:
    """A rulebook as text, or the column that names one for each row."""
    if rulebook is None:
        return None, None
    if isinstance(rulebook, str):
        return (None, rulebook) if rulebook in frame.names else (rulebook, None)
    return encode(rulebook, "/rulebook").decode(), None


def named_fields(
    frame: Frame,
    paths: Sequence[str],
    columns: Optional[Mapping[str, Optional[str]]],
    flat: Sequence[str] = (),
    what: str = "the question",
) -> list[tuple[str, str]]:
    """Which column stands for which field: those with the name of the field, and those that the caller names."""
    given: dict[str, Optional[str]] = dict(columns or {})
    for path in given:
        if path not in paths:
            close = difflib.get_close_matches(path, paths, 1)
            raise InvalidInput(
                f"there is no field `{path}` in {what}",
                help=f"did you mean `{close[0]}`?" if close else f"the fields are {', '.join(f'`{p}`' for p in paths)}",
            )
    found: list[tuple[str, str]] = []
    for path in paths:
        above = path.rpartition(".")[0]
        if any(known == above or above.startswith(known + ".") for known, _ in found):
            continue
        if path in given:
            column = given[path]
            if column is not None:
                frame.need([column])
                found.append((path, column))
            continue
        short = path.rpartition(".")[2]
        for name in (path, short) if above and above in flat else (path,):
            if name in frame.names and name not in given.values():
                found.append((path, name))
                break
    _refuse_near_misses(frame, paths, given, found, flat)
    return found


def _refuse_near_misses(
    frame: Frame,
    paths: Sequence[str],
    given: Mapping[str, Optional[str]],
    found: Sequence[tuple[str, str]],
    flat: Sequence[str],
) -> None:
    """A column whose name is a misspelt field must not be passed over: the result would silently lack it."""
    taken = {column for _, column in found}
    absent = {}
    for path in paths:
        if path in given or any(path == known for known, _ in found):
            continue
        above, _, short = path.rpartition(".")
        absent[short if above in flat else path] = path
    known = set(paths) | {path.rpartition(".")[2] for path in paths if path.rpartition(".")[0] in flat}
    for name in frame.names:
        if name in taken or name in known or len(name) < 5:
            continue
        close = difflib.get_close_matches(name, list(absent), 1, cutoff=0.9)
        if close:
            path = absent[close[0]]
            raise InvalidInput(
                f"the column `{name}` is no field, `{close[0]}` is",
                path=f"/{name}",
                help=f"rename it, or say what is meant: columns={{{path!r}: {name!r}}} or columns={{{path!r}: None}}",
                column=name,
            )


def evaluate_rows(
    table: Any,
    function: str,
    rulebook: Any = None,
    *,
    columns: Optional[Mapping[str, Optional[str]]] = None,
    input: Optional[str] = None,
    output: str = "columns",
    rests_on: bool = True,
    explain: Optional[str] = None,
    strict: bool = False,
    prefix: str = "",
    on_error: str = "raise",
    threads: Optional[int] = None,
    _flat: Sequence[str] = (),
) -> Any:
    """Ask any function one question a row: its fields are columns.

    `function` is a name of `jicai.FUNCTIONS`; `rulebook` an id, a whole rulebook, or a column that names one for each row.

    A column stands for the field of its name; a field of an object has a dot: `product.price`. `columns` names others:
    `{"product.price": "现行价"}`; with `None` a field is left out although a column has its name. `input="question"` takes
    the whole input from one column instead, as a struct or as JSON text. Decimals and texts are taken as they are, lists and
    structs as Arrow has them or as JSON text; integers stand for whole numbers; floats are refused. A null leaves the field
    out. Columns that are no fields ride along.

    Gives the table back as what it was, with a column for each field of the answer (`output="columns"`: numbers as exact
    decimals, or as text where their digits have no bound) or with one column `value` (`output="json"`); then `rests_on`,
    the parameters that are not official, unless that is false; and `explanation`, JSON text in the language of
    `explain` (`"zh"` or `"en"`). `prefix` stands before the names of the new columns.

    `strict=True` refuses rows whose result rests on an unverified parameter. `on_error` and `threads` are those of
    `split_lines`.

    >>> import jicai, pyarrow as pa
    >>> questions = pa.table({"winners": [2, 6]})
    >>> jicai.tables.evaluate_rows(questions, "award.region_counts", "award/cn-batch-05")["counts"].to_pylist()
    [[16, 15], [6, 5, 5, 5, 5, 5]]
    """
    if output not in ("columns", "json"):
        raise ValueError(f"output must be 'columns' or 'json', got {output!r}")
    if explain not in (None, "zh", "en"):
        raise ValueError(f"explain must be 'zh', 'en' or None, got {explain!r}")

    def plan(frame: Frame) -> Any:
        text, column = rulebook_of(rulebook, frame)
        names: list[tuple[str, str]] = []
        if input is not None:
            frame.need([input])
        else:
            paths = _native.fields_of(function)
            names = named_fields(frame, paths, columns, _flat, f"the input of `{function}`")
            if not names:
                fields = ", ".join(f"`{path}`" for path in paths)
                raise InvalidInput(
                    f"no column is a field of the input of `{function}`", help=f"the fields are {fields}"
                )
        used = [*(name for _, name in names), *([input] if input else []), *([column] if column else [])]

        def compute(part: Any, first_row: int) -> Any:
            return _native.evaluate_rows(
                part,
                function,
                rulebook=text,
                rulebook_column=column,
                names=names,
                whole=input,
                typed=output == "columns",
                rests_on=rests_on,
                language=explain,
                strict=strict,
                raise_first=on_error == "raise",
                first_row=first_row,
                threads=threads,
            )

        return list(dict.fromkeys(used)), compute

    return appended(table, plan, on_error=on_error, prefix=prefix)


def payment_standards(
    table: Any,
    rulebook: Any = None,
    *,
    columns: Optional[Mapping[str, Optional[str]]] = None,
    rests_on: bool = True,
    explain: Optional[str] = None,
    strict: bool = False,
    prefix: str = "",
    on_error: str = "raise",
    threads: Optional[int] = None,
) -> Any:
    """The payment standard of each row's product: `payment.standard` with its fields as columns.

    The fields of `product` are columns by their own names (`status`, `list_class`, `price`, `base_price`, `own_rate` …),
    beside `winners` and `listed` (lists of structs, or JSON text), `date` or `year`, `price_unit`, `start_date`, `person`.
    `rulebook` is an id, a whole rulebook, or a column that names one for each row. The rest is that of `evaluate_rows`.

    New columns are the fields of the answer: `covered`, `ceiling` (the payment standard, 医保支付标准), `effective`,
    `above_standard`, `reference` … in yuan with six decimals, `band`, `basis`, `bound`, `year`, `first_self_pay_rate` …,
    and `rests_on`. A table with a column `year` needs a `prefix`.

    >>> import datetime, jicai, pyarrow as pa
    >>> products = pa.table(
    ...     {
    ...         "status": ["originator"],
    ...         "list_class": ["b"],
    ...         "price": ["60.33"],
    ...         "base_price": ["60.33"],
    ...         "own_rate": ["0.10"],
    ...         "winners": [[{"id": "W1", "price": "22.26"}]],
    ...         "date": [datetime.date(2021, 1, 15)],
    ...     }
    ... )
    >>> answer = jicai.tables.payment_standards(products, "payment/hainan-2019")
    >>> answer["ceiling"].to_pylist(), answer["above_standard"].to_pylist()
    ([Decimal('24.130000')], [Decimal('36.200000')])

    Source: clauses `payment#winner` to `payment#first-self-pay`.
    """
    return evaluate_rows(
        table,
        "payment.standard",
        rulebook,
        columns=columns,
        rests_on=rests_on,
        explain=explain,
        strict=strict,
        prefix=prefix,
        on_error=on_error,
        threads=threads,
        _flat=("product",),
    )
