"""Questions by the table: every row as `jicai.evaluate` answers it."""

from __future__ import annotations

import datetime
import json
import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow")
for library in ("polars", "pandas", "duckdb"):
    pytest.importorskip(library)

import jicai  # noqa: E402
from jicai import _native  # noqa: E402
from jicai.tables import evaluate_rows, payment_standards  # noqa: E402
from tables_support import KINDS, answer, rows_of, same, text  # noqa: E402

VECTORS = Path(__file__).parents[2] / "spec-tests" / "vectors"
WINNERS = pa.list_(pa.struct([("id", pa.string()), ("price", pa.decimal128(12, 4)), ("group", pa.string())]))
SCHEMA = pa.schema(
    [
        ("status", pa.dictionary(pa.int8(), pa.string())),
        ("list_class", pa.string()),
        ("price", pa.decimal128(18, 6)),
        ("base_price", pa.decimal128(18, 2)),
        ("own_rate", pa.decimal128(5, 4)),
        ("essential", pa.bool_()),
        ("winners", WINNERS),
        ("date", pa.date32()),
        ("rulebook", pa.string()),
        ("note", pa.string()),
    ]
)
RULEBOOKS = ["payment/hainan-2019", "payment/cn-2019", "payment/none-such"]


def products(rows: int, seed: int, bad: bool = True) -> list[dict[str, Any]]:
    dice = random.Random(seed)
    table = []
    for _ in range(rows):
        price = Decimal(dice.randrange(1, 10**7)).scaleb(-4)
        prices = [Decimal(dice.randrange(1, 10**6)).scaleb(-4) for _ in range(dice.randrange(1, 4))]
        row = {
            "status": dice.choice(["originator", "reference_product", "passed", "not_passed", "winner", "ordinary"]),
            "list_class": dice.choice(["a", "b", "out_of_list"]),
            "price": price,
            "base_price": dice.choice([None, price.quantize(Decimal("0.01")) + 1]),
            "own_rate": dice.choice([None, Decimal("0.1"), Decimal("0.2500")]),
            "essential": dice.choice([None, True, False]),
            "winners": [{"id": f"W{i}", "price": price, "group": None} for i, price in enumerate(prices)],
            "date": datetime.date(2020, 1, 1) + datetime.timedelta(days=dice.randrange(1500)),
            "rulebook": dice.choice(RULEBOOKS[:2]),
            "note": dice.choice([None, "rides along"]),
        }
        if bad and dice.random() < 0.2:
            name = dice.choice(["status", "list_class", "price", "winners", "rulebook", "date"])
            row[name] = {
                "status": "none such",
                "list_class": None,
                "price": Decimal(-1),
                "winners": [{"id": "W", "price": Decimal(0), "group": None}],
                "rulebook": RULEBOOKS[2],
                "date": datetime.date(1066, 1, 1),
            }[name]
        table.append(row)
    return table


PRODUCT = ["status", "list_class", "price", "base_price", "own_rate", "essential"]


def expected(row: dict[str, Any], **options: Any) -> tuple[Any, Any]:
    """The same row as one question."""
    question: dict[str, Any] = {"product": {name: text(row[name]) for name in PRODUCT if row[name] is not None}}
    if row["winners"] is not None:
        question["winners"] = [
            {name: text(value) for name, value in winner.items() if value is not None} for winner in row["winners"]
        ]
    question["date"] = text(row["date"])
    return answer("payment.standard", row["rulebook"], question, **options)


def check(given: list[dict[str, Any]], table: Any, errors: Any, **options: Any) -> int:
    got, told = rows_of(table), {row["row"]: row for row in rows_of(errors)}
    assert len(got) == len(given)
    good = 0
    fields = _native.results_of("payment.standard")
    for number, (row, result) in enumerate(zip(given, got)):
        response, error = expected(row, **options)
        assert same(result["price"], text(row["price"])) and result["note"] == row["note"]
        if error is None:
            good += 1
            assert all(same(result[name], response["value"].get(name)) for name in fields), (number, result, response)
            assert result["rests_on"] == [source["parameter"] for source in response["rests_on"]]
        else:
            assert all(result[name] is None for name in [*fields, "rests_on"])
            entry = told.pop(number)
            assert (entry["code"], entry["message"], entry["help"]) == (error.code, error.message, error.help)
            path = error.path.removeprefix("/input").removeprefix("/product")
            if error.code == "invalid_input" and path.split("/")[1] in row:
                assert entry["path"] == f"/{number}{path}" and entry["column"] == path.split("/")[1]
            elif error.code == "invalid_input":
                # A field for which there is no column.
                assert entry["path"] == f"/{number}{error.path.removeprefix('/input')}" and entry["column"] is None
            elif error.code == "unknown_rulebook":
                assert (entry["path"], entry["column"]) == ("/rulebook", "rulebook")
    assert not told
    return good


@pytest.mark.parametrize("kind", KINDS)
def test_payment_standards_are_those_of_the_door(kind: str) -> None:
    given = products(400, seed=1)
    make, comes_back = KINDS[kind]
    table, errors = payment_standards(make(pa.Table.from_pylist(given, SCHEMA)), "rulebook", on_error="report")
    assert isinstance(table, comes_back) and isinstance(errors, comes_back)
    if isinstance(table, pa.RecordBatchReader):
        table, errors = table.read_all(), errors.read_all()
    assert check(given, table, errors) > 100


def test_columns_have_types_even_if_there_are_no_rows() -> None:
    table = payment_standards(pa.Table.from_pylist([], SCHEMA), "payment/hainan-2019")
    assert table.schema.field("ceiling").type == pa.decimal128(38, 6)
    assert table.schema.field("reference_from").type == pa.list_(pa.field("item", pa.string()))
    assert table.schema.field("year").type == pa.int64()
    assert table.schema.field("covered").type == pa.bool_()
    assert table.num_rows == 0


@pytest.mark.parametrize("threads", [1, 2, 3, None])
def test_threads_change_nothing(threads: int | None) -> None:
    table = pa.Table.from_pylist(products(500, seed=2) * 40, SCHEMA)
    one, one_errors = payment_standards(table, "rulebook", on_error="report", threads=1)
    many, errors = payment_standards(table, "rulebook", on_error="report", threads=threads)
    assert many.equals(one) and errors.equals(one_errors)
    with pytest.raises(jicai.JicaiError) as raised:
        payment_standards(table, "rulebook", threads=threads)
    assert raised.value.row == one_errors["row"][0].as_py()
    assert raised.value.message == one_errors["message"][0].as_py()


def test_strict_rows() -> None:
    given = products(100, seed=3)
    table = pa.Table.from_pylist(given, SCHEMA)
    check(given, *payment_standards(table, "rulebook", on_error="report", strict=True), strict=True)


def test_one_rulebook_or_a_whole_one() -> None:
    given = [{**row, "rulebook": "payment/hainan-2019"} for row in products(50, seed=4)]
    table = pa.Table.from_pylist(given, SCHEMA)
    expected, errors = payment_standards(table, "payment/hainan-2019", on_error="report")
    check(given, expected, errors)
    whole = jicai.evaluate({"function": "rulebook.show", "input": {"id": "payment/hainan-2019"}})["value"]
    got, _ = payment_standards(table, whole, on_error="report")
    assert got.equals(expected)


def test_structs_and_json_texts_stand_for_objects_and_lists() -> None:
    given = products(60, seed=5)
    objects, texts = [], []
    for row in given:
        product = {name: text(row[name]) for name in PRODUCT}
        rest = {"date": row["date"], "rulebook": row["rulebook"]}
        winners = [{name: text(value) for name, value in winner.items()} for winner in row["winners"]]
        objects.append({"product": product, "winners": winners, **rest})
        plain = {name: value for name, value in product.items() if value is not None}
        listed = [{name: value for name, value in winner.items() if value is not None} for winner in winners]
        texts.append({"product": json.dumps(plain), "winners": json.dumps(listed), **rest})
    a, a_errors = payment_standards(pa.Table.from_pylist(objects), "rulebook", on_error="report")
    b, b_errors = payment_standards(pa.Table.from_pylist(texts), "rulebook", on_error="report")
    fields = _native.results_of("payment.standard")
    assert a.select(fields).equals(b.select(fields)) and a_errors["message"].equals(b_errors["message"])
    flat, _ = payment_standards(pa.Table.from_pylist(given, SCHEMA), "rulebook", on_error="report")
    assert flat.select(fields).equals(a.select(fields))
    assert a_errors["path"].equals(b_errors["path"])


def vectors() -> list[Any]:
    cases = []
    for path in sorted(VECTORS.rglob("*.json")):
        for vector in json.loads(path.read_text(encoding="utf-8")):
            cases.append(vector)
    return cases


def test_every_vector_as_a_row() -> None:
    """All vectors through one column of JSON texts, and every answer as the door gives it."""
    by_function: dict[str, list[Any]] = {}
    for vector in vectors():
        if isinstance(vector.get("input"), dict) and vector["function"] in jicai.FUNCTIONS:
            by_function.setdefault(vector["function"], []).append(vector)
    compared = 0
    for function, cases in by_function.items():
        for rulebook in {json.dumps(case.get("rulebook"), sort_keys=True) for case in cases}:
            rows = [case for case in cases if json.dumps(case.get("rulebook"), sort_keys=True) == rulebook]
            rows = [case for case in rows if not case.get("options")]
            if not rows:
                continue
            table = pa.table({"question": [json.dumps(case["input"]) for case in rows]})
            rulebook = rows[0].get("rulebook")
            if rulebook is not None and not isinstance(rulebook, (str, dict)):
                continue
            try:
                evaluate_rows(table, function, rulebook, input="question", on_error="report")
            except (jicai.UnknownRulebook, jicai.InvalidRulebook) as error:
                # What is wrong with the one rulebook of all rows is no matter of a row.
                assert error.row is None and error.path.startswith("/rulebook")
                request = {"function": function, "input": rows[0]["input"], "rulebook": rulebook}
                response = json.loads(jicai.evaluate_json(json.dumps(request)))
                assert (response["error"]["code"], response["error"]["message"]) == (error.code, error.message)
                continue
            typed, errors = evaluate_rows(table, function, rulebook, input="question", on_error="report", prefix="r_")
            texts, _ = evaluate_rows(table, function, rulebook, input="question", on_error="report", output="json")
            told = {row["row"]: row for row in errors.to_pylist()}
            for number, (case, row, whole) in enumerate(zip(rows, typed.to_pylist(), texts["value"].to_pylist())):
                request = {"function": function, "input": case["input"], "options": {"explain": False}}
                if rulebook is not None:
                    request["rulebook"] = rulebook
                response = json.loads(jicai.evaluate_json(json.dumps(request)))
                if error := response.get("error"):
                    assert (told[number]["code"], told[number]["message"]) == (error["code"], error["message"])
                    assert whole is None
                    continue
                compared += 1
                assert json.loads(whole) == response["value"]
                if told.get(number, {}).get("code") == "limit_exceeded":
                    # 39 digits: only the text has room for them.
                    assert function == "differential.price" and "JSON text" in told[number]["help"]
                    continue
                for name, value in response["value"].items() if "r_value" not in row else ():
                    got = row[f"r_{name}"]
                    assert same(got, value), (function, name, got, value)
    assert compared > 300, compared


def test_explanations_and_json() -> None:
    table = pa.table({"winners": [6]})
    row = evaluate_rows(table, "award.region_counts", "award/cn-batch-05", output="json", explain="en").to_pylist()[0]
    request = {
        "function": "award.region_counts",
        "rulebook": "award/cn-batch-05",
        "input": {"winners": 6},
        "options": {"language": "en"},
    }
    response = jicai.evaluate(request)
    assert json.loads(row["value"]) == response["value"] and json.loads(row["explanation"]) == response["explanation"]


def test_a_misspelt_column_is_not_passed_over() -> None:
    table = pa.Table.from_pylist(products(1, seed=6, bad=False), SCHEMA).rename_columns({"base_price": "base_prices"})
    with pytest.raises(jicai.InvalidInput, match="base_prices") as raised:
        payment_standards(table, "rulebook")
    assert raised.value.column == "base_prices" and "columns={'product.base_price': 'base_prices'}" in str(
        raised.value.help
    )
    payment_standards(table, "rulebook", columns={"product.base_price": "base_prices"}, on_error="report")
    payment_standards(table, "rulebook", columns={"product.base_price": None}, on_error="report")


def test_columns_that_are_named_must_be_there() -> None:
    table = pa.table({"现行价": ["1"]})
    with pytest.raises(jicai.InvalidInput, match="has no column `價`"):
        payment_standards(table, "payment/hainan-2019", columns={"product.price": "價"})
    with pytest.raises(jicai.InvalidInput, match=r"no field `prodct\.price`") as raised:
        payment_standards(table, "payment/hainan-2019", columns={"prodct.price": "现行价"})
    assert raised.value.help == "did you mean `product.price`?"
    with pytest.raises(jicai.InvalidInput, match="no column is a field"):
        payment_standards(table, "payment/hainan-2019")


def test_floats_are_refused_wherever_they_stand() -> None:
    rows = [{"price": 1.5, "status": "winner", "list_class": "a"}]
    with pytest.raises(jicai.InvalidInput, match="floating point") as raised:
        payment_standards(pa.Table.from_pylist(rows), "payment/hainan-2019")
    assert raised.value.column == "price"
    rows = [{"price": "1.5", "status": "winner", "list_class": "a", "winners": [{"id": "W", "price": 1.5}]}]
    with pytest.raises(jicai.InvalidInput, match="floating point") as raised:
        payment_standards(pa.Table.from_pylist(rows), "payment/hainan-2019")
    assert (raised.value.column, raised.value.path) == ("winners", "/winners/price")


def test_unknown_functions_and_missing_rulebooks() -> None:
    table = pa.table({"winners": [6]})
    with pytest.raises(jicai.UnknownFunction):
        evaluate_rows(table, "award.choose")
    with pytest.raises(jicai.UnknownRulebook) as raised:
        evaluate_rows(table, "award.region_counts", "award/none-such")
    assert raised.value.path == "/rulebook"
    with pytest.raises(jicai.InvalidInput, match="`rulebook` is missing"):
        evaluate_rows(table, "award.region_counts")


def test_local_times_to_the_minute() -> None:
    moments = [datetime.datetime(2025, 11, 3, 8, 30), datetime.datetime(2025, 11, 3, 8, 30, 1)]
    orders = [[{"order": "o", "ordered": "1", "delivered": "1", "due_at": m, "delivered_at": m}] for m in moments]
    table = pa.table({"as_of": [datetime.date(2025, 12, 31)] * 2, "orders": orders})
    paths = _native.fields_of("execution.progress")
    assert "orders" in paths
    result, errors = evaluate_rows(table, "execution.progress", on_error="report", output="json")
    assert result["value"].to_pylist()[1] is None and len(errors) >= 1
    with pytest.raises(jicai.InvalidInput, match="zone"):
        aware = pa.table({"as_of": pa.array([moments[0]], pa.timestamp("us", "UTC"))})
        evaluate_rows(aware, "execution.progress")


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_midnight_is_a_date(unit: str) -> None:
    moments = pa.array([datetime.datetime(2021, 1, 15), datetime.datetime(2021, 1, 15, 1)], pa.timestamp(unit))
    given = products(1, seed=7, bad=False)[0]
    table = pa.Table.from_pylist([{**given, "date": None}] * 2, SCHEMA)
    table = table.set_column(table.schema.get_field_index("date"), "date", moments)
    _, errors = payment_standards(table, "payment/hainan-2019", on_error="report")
    assert [row["column"] for row in errors.to_pylist() if row["row"] == 1] == ["date"]


def test_the_fields_of_every_function_are_known() -> None:
    for function in jicai.FUNCTIONS:
        assert _native.fields_of(function), function
        assert _native.results_of(function) or function in {"execution.prepayment"}, function
