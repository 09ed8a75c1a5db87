"""Charge lines by the table: every row as `jicai.evaluate` splits it, whatever the table is."""

from __future__ import annotations

import random
import threading
from decimal import Decimal
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow")
for library in ("polars", "pandas", "duckdb"):
    pytest.importorskip(library)

import polars  # noqa: E402

import jicai  # noqa: E402
from jicai.tables import split_lines  # noqa: E402
from tables_support import KINDS, answer, chunked, rows_of, text  # noqa: E402

PARTS = ["fully_own", "above_standard", "first_self_pay", "in_scope"]
TYPES = {"amount": (18, 2), "standard": (18, 6), "quantity": (18, 4), "rate": (9, 4)}


def lines(rows: int, seed: int = 1, bad: float = 0.0) -> dict[str, list[Any]]:
    """Charge lines; some of them without standard or cover, some of them bad."""
    dice = random.Random(seed)
    table: dict[str, list[Any]] = {name: [] for name in TYPES}
    for _ in range(rows):
        sign = dice.choice([1, 1, 1, -1])
        amount: Any = Decimal(sign * dice.choice([0, 1, 2380, dice.randrange(10**6), dice.randrange(10**15)])).scaleb(
            -2
        )
        standard = dice.choice([None, Decimal(dice.randrange(1, 10**9)).scaleb(-6)])
        quantity: Any = Decimal(sign * dice.randrange(1, 10**7)).scaleb(-4)
        rate = dice.choice([None, Decimal(0), Decimal("0.1"), Decimal("0.3333"), Decimal(1)])
        if dice.random() < bad:
            fault = dice.randrange(7)
            if fault == 0:
                amount = None
            elif fault == 1:
                standard = Decimal(dice.choice([0, -1, Decimal("-0.000001")]))
            elif fault == 2:
                quantity = None
            elif fault == 3:
                quantity = -quantity
            elif fault == 4:
                rate = Decimal(dice.choice([Decimal("-0.0001"), Decimal("1.0001"), 10_000]))
            elif fault == 5:
                quantity = Decimal(0)
            else:
                quantity, standard = None, None
        for name, value in zip(table, (amount, standard, quantity, rate)):
            table[name].append(value)
    return table


def decimals(rows: dict[str, list[Any]], width: int = 128) -> Any:
    kinds = {
        32: lambda p, s: pa.decimal32(9, s),
        64: lambda p, s: pa.decimal64(18, s),
        128: pa.decimal128,
        256: pa.decimal256,
    }
    return pa.table({name: pa.array(values, kinds[width](*TYPES[name])) for name, values in rows.items()})


def expected(row: dict[str, Any]) -> tuple[Any, Any]:
    """What the rule says of a line."""
    question = {name: text(row[name]) for name in ("amount", "standard", "quantity")}
    if row["rate"] is None:
        question["covered"] = False
    else:
        question["first_self_pay_rate"] = text(row["rate"])
    response, error = answer("payment.split_line", None, question)
    return ([Decimal(response["value"][part]) for part in PARTS] if response else None), error


def check(given: dict[str, list[Any]], table: Any, errors: Any = None) -> None:
    got = rows_of(table)
    told = {row["row"]: row for row in rows_of(errors)} if errors is not None else {}
    assert len(got) == len(given["amount"])
    for number, row in enumerate(got):
        parts, error = expected({name: values[number] for name, values in given.items()})
        if error is None:
            assert [row[part] for part in PARTS] == parts, (number, row)
            assert number not in told
        else:
            assert [row[part] for part in PARTS] == [None] * 4, (number, row)
            assert (told[number]["code"], told[number]["message"], told[number]["help"]) == (
                error.code,
                error.message,
                error.help,
            )


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_table_comes_back_as_what_it_was(kind: str) -> None:
    given = lines(2_000)
    make, comes_back = KINDS[kind]
    before = make(decimals(given))
    after = split_lines(before)
    assert isinstance(after, comes_back)
    check(given, after)


@pytest.mark.parametrize("kind", KINDS)
def test_bad_rows_are_reported_and_nothing_is_lost(kind: str) -> None:
    given = lines(3_000, seed=2, bad=0.02)
    make, comes_back = KINDS[kind]
    table, errors = split_lines(make(decimals(given)), on_error="report")
    assert isinstance(table, comes_back) and isinstance(errors, comes_back)
    if isinstance(table, pa.RecordBatchReader):
        table = table.read_all()
    errors = rows_of(errors)
    assert len(errors) > 10 and [row["row"] for row in errors] == sorted(row["row"] for row in errors)
    check(given, table, pa.Table.from_pylist(errors))


@pytest.mark.parametrize("threads", [1, 2, 5, None])
@pytest.mark.parametrize("bad", [0.0, 0.001])
def test_threads_change_nothing(threads: int | None, bad: float) -> None:
    table = chunked(decimals(lines(150_000, seed=3, bad=bad)))
    one, one_errors = split_lines(table, on_error="report", threads=1)
    many, errors = split_lines(table, on_error="report", threads=threads)
    assert many.equals(one) and errors.equals(one_errors)
    if bad:
        with pytest.raises(jicai.JicaiError) as raised:
            split_lines(table, threads=threads)
        assert raised.value.row == one_errors["row"][0].as_py()


@pytest.mark.parametrize("width", [64, 256])
def test_decimals_of_other_widths(width: int) -> None:
    given = lines(1_000, seed=4, bad=0.01)
    check(given, *split_lines(decimals(given, width), on_error="report"))


def test_decimals_of_32_bits() -> None:
    given = {
        "amount": [Decimal("23.80")],
        "standard": [Decimal("1.0912")],
        "quantity": [Decimal(7)],
        "rate": [Decimal("0.1")],
    }
    check(given, split_lines(decimals(given, 32)))


@pytest.mark.parametrize(
    "text_type", [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())]
)
def test_texts_are_read_exactly(text_type: Any) -> None:
    given = {name: values[:100] for name, values in lines(100, seed=5, bad=0.1).items()}
    texts = {
        name: pa.array([None if value is None else text(value) for value in values]) for name, values in given.items()
    }
    if pa.types.is_dictionary(text_type):
        table = pa.table({name: column.dictionary_encode() for name, column in texts.items()})
    else:
        table = pa.table({name: column.cast(text_type) for name, column in texts.items()})
    check(given, *split_lines(table, on_error="report"))


@pytest.mark.parametrize(
    "written", ["1e3", "1.", "0.005", " 1", "١", "", "NaN", "+1", "--1", "1.0.0", "9" * 30, "-" + "9" * 17 + ".00"]
)
def test_odd_texts_are_told_in_the_words_of_the_rule(written: str) -> None:
    given = {"amount": ["1.00", written], "standard": [None, None], "quantity": [None, None], "rate": ["0", "0"]}
    table = pa.table({name: pa.array(values, pa.string()) for name, values in given.items()})
    check(given, *split_lines(table, on_error="report"))


def test_what_the_unit_cannot_hold_is_never_rounded() -> None:
    scales = {"amount": 3, "standard": 8, "quantity": 6, "rate": 6}
    good = {"amount": "1.000", "standard": "1.00000000", "quantity": "1.000000", "rate": "0.100000"}
    for name, scale in scales.items():
        given = {other: [Decimal(value)] for other, value in good.items()}
        given[name] = [Decimal(good[name]) + Decimal(1).scaleb(-scale)]
        table = pa.table({other: pa.array(values, pa.decimal128(20, scales[other])) for other, values in given.items()})
        result, errors = split_lines(table, on_error="report")
        check(given, result, errors)
        assert errors["column"].to_pylist() == [name]
    table = pa.table(
        {name: pa.array([Decimal(value)], pa.decimal128(38, scales[name])) for name, value in good.items()}
    )
    check({name: [Decimal(value)] for name, value in good.items()}, split_lines(table))


def test_units_come_and_go_as_integers() -> None:
    given = lines(2_000, seed=6)
    whole = {
        "amount_fen": [int(value.scaleb(2)) for value in given["amount"]],
        "standard_micro": [None if value is None else int(value.scaleb(6)) for value in given["standard"]],
        "quantity_e4": [int(value.scaleb(4)) for value in given["quantity"]],
        "rate_e4": [None if value is None else int(value.scaleb(4)) for value in given["rate"]],
    }
    fen = split_lines(pa.table(whole)).select([f"{part}_fen" for part in PARTS])
    assert set(fen.schema.types) == {pa.int64()}
    yuan = split_lines(decimals(given)).select(PARTS)
    assert [[Decimal(value).scaleb(-2) for value in row.values()] for row in fen.to_pylist()] == [
        list(row.values()) for row in yuan.to_pylist()
    ]
    own = split_lines(
        pa.table({"fee_fen": whole["amount_fen"], "rate": [None] * 2_000}),
        amount="fee_fen",
        standard=None,
        quantity=None,
    )
    assert own["fully_own_fen"].to_pylist() == whole["amount_fen"]


def test_minus_one_is_no_word_for_none() -> None:
    table = pa.table({"amount_fen": [1, 1], "standard_micro": [-1, 5], "quantity_e4": [1, 1], "rate_e4": [0, -1]})
    _, errors = split_lines(table, on_error="report")
    assert list(zip(errors["row"].to_pylist(), errors["column"].to_pylist())) == [(0, "standard_micro"), (1, "rate_e4")]


@pytest.mark.parametrize("kind", ["int8", "int16", "int32", "uint8", "uint16", "uint32", "uint64"])
def test_integers_are_whole_yuan(kind: str) -> None:
    table = pa.table({"amount": pa.array([100], kind), "rate": pa.array([None], "null")})
    assert split_lines(table, standard=None, quantity=None)["fully_own"].to_pylist() == [Decimal("100.00")]


def test_a_number_beyond_the_unit_is_told_as_what_it_is() -> None:
    table = pa.table({"amount": pa.array([2**64 - 1], "uint64"), "rate": ["0"]})
    with pytest.raises(jicai.LimitExceeded) as raised:
        split_lines(table, standard=None, quantity=None)
    assert (raised.value.row, raised.value.column, raised.value.path) == (0, "amount", "/0/amount")


@pytest.mark.parametrize("name", TYPES)
@pytest.mark.parametrize(
    "float_type", [pa.float16(), pa.float32(), pa.float64(), pa.dictionary(pa.int8(), pa.float64())]
)
def test_floats_are_refused_with_what_to_pass(name: str, float_type: Any) -> None:
    table = decimals(lines(3))
    column = pa.array([None, None, None], float_type)
    table = table.set_column(table.schema.get_field_index(name), name, column)
    with pytest.raises(jicai.InvalidInput) as raised:
        split_lines(table)
    assert raised.value.column == name and raised.value.row is None
    assert "floating point" in raised.value.message and "decimal" in str(raised.value.help)


def test_a_column_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(jicai.InvalidInput) as raised:
        split_lines(pa.table({"amount": ["1"], "rte": ["0"]}), standard=None, quantity=None)
    assert raised.value.column == "rate" and "`rate`" in raised.value.message
    assert raised.value.help == "its columns are `amount`, `rte`"


def test_columns_have_the_names_of_the_caller() -> None:
    given = lines(50, seed=7, bad=0.1)
    names = {"amount": "金额", "standard": "支付标准", "quantity": "数量", "rate": "先行自付比例"}
    table = decimals(given).rename_columns(names)
    result, errors = split_lines(table, **names, on_error="report", prefix="结果_")
    check(given, result.rename_columns({f"结果_{part}": part for part in PARTS}), errors)
    assert set(errors["column"].to_pylist()) <= set(names.values())


def test_a_result_takes_the_place_of_no_column() -> None:
    table = decimals(lines(2)).append_column("in_scope", pa.array(["mine", "mine"]))
    with pytest.raises(jicai.InvalidInput, match="in_scope"):
        split_lines(table)
    assert "new_in_scope" in split_lines(table, prefix="new_").schema.names


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_table_has_the_columns(kind: str) -> None:
    make, comes_back = KINDS[kind]
    table, errors = split_lines(make(decimals(lines(0))), on_error="report")
    assert isinstance(table, comes_back)
    rows = rows_of(table)
    assert rows == [] and rows_of(errors) == []


def test_all_null_columns() -> None:
    table = pa.table({"amount": ["1.00"] * 3, "standard": pa.nulls(3), "quantity": pa.nulls(3), "rate": pa.nulls(3)})
    assert split_lines(table)["fully_own"].to_pylist() == [Decimal("1.00")] * 3
    _, errors = split_lines(table.set_column(0, "amount", pa.nulls(3)), on_error="report")
    assert errors["row"].to_pylist() == [0, 1, 2] and set(errors["column"].to_pylist()) == {"amount"}


def test_a_reader_is_read_batch_by_batch() -> None:
    table, read = decimals(lines(1_000)), []

    def batches() -> Any:
        for batch in table.to_batches(max_chunksize=100):
            read.append(batch.num_rows)
            yield batch

    reader, errors = split_lines(pa.RecordBatchReader.from_batches(table.schema, batches()), on_error="report")
    assert read == []
    with pytest.raises(Exception, match="read it first"):
        errors.read_all()
    reader.read_next_batch()
    assert read == [100]
    reader.read_next_batch()
    assert read == [100, 100]


def test_rows_of_a_reader_are_counted_from_its_start() -> None:
    given = lines(1_000, seed=8, bad=0.01)
    reader, errors = split_lines(decimals(given).to_reader(max_chunksize=64), on_error="report")
    check(given, reader.read_all(), errors.read_all())
    with pytest.raises(jicai.JicaiError) as raised:
        split_lines(decimals(given).to_reader(max_chunksize=64)).read_all()
    assert raised.value.row == min(row for row in range(1_000) if expected({n: v[row] for n, v in given.items()})[1])


def test_a_lazy_frame_is_refused_with_what_to_do() -> None:
    frame = polars.from_arrow(decimals(lines(2))).lazy()
    with pytest.raises(TypeError, match="collect"):
        split_lines(frame)
    assert frame.map_batches(split_lines, validate_output_schema=False).collect().columns[-1] == "in_scope"


@pytest.mark.parametrize("table", [None, 1, "amount", [{"amount": 1}], {"amount": [1]}])
def test_what_is_no_table_is_refused(table: Any) -> None:
    with pytest.raises(TypeError, match="a table is needed"):
        split_lines(table)


def test_other_threads_run_meanwhile() -> None:
    table, counted = decimals(lines(20_000)), [0]
    table = pa.concat_tables([table] * 50)
    stop = threading.Event()

    def count() -> None:
        while not stop.is_set():
            counted[0] += 1

    thread = threading.Thread(target=count)
    thread.start()
    try:
        before = counted[0]
        for _ in range(5):
            split_lines(table, threads=1)
        assert counted[0] > before
    finally:
        stop.set()
        thread.join()


def test_an_error_comes_whole_to_another_process() -> None:
    import pickle

    with pytest.raises(jicai.InvalidInput) as raised:
        split_lines(pa.table({"amount": ["1"], "rate": ["2"]}), standard=None, quantity=None)
    again = pickle.loads(pickle.dumps(raised.value))
    assert (again.row, again.column, again.code, str(again)) == (0, "rate", "invalid_input", str(raised.value))
