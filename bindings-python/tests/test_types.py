"""The typed functions answer what the JSON door answers, for every conformance vector."""

from __future__ import annotations

import importlib
import inspect
import json
import pickle
import re
import typing
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Union

import msgspec
import pytest

import jicai

VECTORS = Path(__file__).resolve().parents[2] / "spec-tests" / "vectors"
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?(E[+-]?[0-9]+)?")
AREAS = ("award", "differential", "payment", "credit", "volume", "execution")


def vectors() -> Iterator[dict[str, Any]]:
    for path in sorted(VECTORS.glob("*.json")):
        yield from json.loads(path.read_text("utf-8"))


def bare(value: Any) -> Any:
    """Without absent fields: `null` and "not there" are both None in Python. Decimals by their text."""
    if isinstance(value, dict):
        return {key: bare(item) for key, item in value.items() if item is not None and item != []}
    if isinstance(value, list):
        return [bare(item) for item in value]
    return Decimal(value) if isinstance(value, str) and NUMBER.fullmatch(value) else value


def question_type(call: Any) -> Any:
    """The type of a function's question."""
    module = importlib.import_module(call.__module__)
    hints = typing.get_type_hints(call, vars(module))
    members = [
        one for one in typing.get_args(hints["question"]) if isinstance(one, type) and issubclass(one, msgspec.Struct)
    ]
    return Union[tuple(members)]


def test_every_function_has_a_typed_form() -> None:
    for name in jicai.FUNCTIONS:
        area, function = name.split(".")
        assert callable(getattr(getattr(jicai, area), function)), name


@pytest.mark.parametrize("area", AREAS)
def test_typed_answers_are_those_of_the_door(area: str) -> None:
    module = getattr(jicai, area)
    asked, mistyped = 0, []
    for vector in vectors():
        function = vector["function"]
        if not function.startswith(area + ".") or function not in jicai.FUNCTIONS:
            continue
        request: dict[str, Any] = {
            key: vector[key] for key in ("function", "rulebook", "input", "options") if key in vector
        }
        call = getattr(module, function.split(".")[1])
        options = vector.get("options", {})
        takes_rulebook = "rulebook" in vector and "rulebook" in inspect.signature(call).parameters
        keywords = {"rulebook": vector["rulebook"]} if takes_rulebook else {}
        try:
            expected = jicai.evaluate(request)
        except jicai.JicaiError as error:
            # The same refusal for the dict.
            # Integers are exact: the typed functions take them for decimals, which the contract writes as text.
            if error.path.startswith("/options") or "got the number `" in error.message:
                continue
            takes = inspect.signature(call).parameters.get("rulebook")
            forgotten = "rulebook" not in vector and takes is not None and takes.default is takes.empty
            if forgotten or ("rulebook" in vector and not keywords) or set(options) - {"strict", "explain", "language"}:
                continue
            with pytest.raises((type(error), jicai.InvalidInput, jicai.InvalidRulebook)) as raised:
                call(vector.get("input", {}), strict=options.get("strict", False), **keywords)
            # Floats are refused before the core sees them, with a message of the package.
            if (
                "floats are refused" not in error.message + raised.value.message
                and vector.get("rulebook", "") is not None
            ):
                assert str(raised.value) == str(error), vector["id"]
            continue
        question = vector.get("input", {})
        try:
            question = msgspec.convert(question, question_type(call), strict=True)
        except msgspec.ValidationError as error:
            mistyped.append(f"{vector['id']}: {error}")
        answer = call(question, strict=options.get("strict", False), **keywords)
        again = json.loads(msgspec.json.encode(answer))
        assert bare(again) == bare(expected["value"]), vector["id"]
        assert [s.parameter for s in answer.rests_on] == [s["parameter"] for s in expected["rests_on"]], vector["id"]
        asked += 1
        if asked % 10 == 0:
            explained = jicai.evaluate({**request, "options": {**options, "language": "en", "explain": True}})
            texts = [step["text"] for step in explained["explanation"]]
            assert [step.en for step in answer.explanation] == texts, vector["id"]
            assert pickle.loads(pickle.dumps(answer)) == answer
            assert answer._repr_html_().startswith("<strong>")
            hash(repr(answer))
    assert asked > 10
    assert not mistyped, mistyped[:5]


def test_answers_are_immutable() -> None:
    answer = jicai.award.region_counts({"winners": 6}, rulebook="award/cn-batch-05")
    with pytest.raises(AttributeError):
        answer.regions = 3  # type: ignore[misc]
    assert answer.counts == (6, 5, 5, 5, 5, 5)


LINE: dict[str, Any] = {"amount": "23.80", "standard": "1.0912", "quantity": "7", "first_self_pay_rate": "0.10"}


@pytest.mark.parametrize("field", sorted(LINE))
@pytest.mark.parametrize("number", [1.5, 7.0, float("nan"), float("inf"), -0.0])
def test_floats_are_refused_with_their_place(field: str, number: float) -> None:
    with pytest.raises(jicai.InvalidInput) as raised:
        jicai.payment.split_line({**LINE, field: number})
    assert raised.value.path == f"/input/{field}"
    assert raised.value.help
    typed = msgspec.convert(LINE, jicai.payment.LineQuestion)
    with pytest.raises(jicai.InvalidInput):
        jicai.payment.split_line(msgspec.structs.replace(typed, **{field: number}))


def test_decimals_with_an_exponent_are_the_numbers_they_are() -> None:
    plain = jicai.payment.split_line(LINE)
    odd = {**LINE, "amount": Decimal("2380E-2"), "quantity": Decimal("7E+0"), "first_self_pay_rate": Decimal("1E-1")}
    assert jicai.payment.split_line(odd) == plain
    zero = {**LINE, "first_self_pay_rate": Decimal("0E-8")}
    assert jicai.payment.split_line(zero).first_self_pay == 0


def test_integers_are_numbers() -> None:
    assert jicai.payment.split_line({**LINE, "amount": 23}) == jicai.payment.split_line({**LINE, "amount": "23"})
    lot = {"form": "other", "bids": [{"bid": "A", "price": 1}, {"bid": "B", "price": Decimal("2")}]}
    assert jicai.award.select(lot, "award/cn-batch-10").selected == ("A",)
    with pytest.raises(jicai.InvalidInput) as raised:
        jicai.award.select({**lot, "bids": [{"bid": "A", "price": 1}, {"bid": "B", "price": "x"}]}, "award/cn-batch-10")
    assert raised.value.path == "/input/bids/1/price"
    with pytest.raises(jicai.InvalidInput) as raised:
        jicai.award.select({**lot, "bids": [{"bid": 1, "price": True}]}, "award/cn-batch-10")
    assert raised.value.path == "/input/bids/0/bid"


def test_steps_are_found_by_their_subject() -> None:
    lot = {"form": "other", "bids": [{"bid": "A", "price": "1"}, {"bid": "B", "price": "2"}]}
    explanation = jicai.award.select(lot, "award/cn-batch-10").explanation
    assert explanation.of("B") == explanation.of("bid:B") != explanation.of("bid:A")
    with pytest.raises(KeyError, match="bid:A"):
        explanation.of("C")


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_decimals_that_are_no_numbers_are_refused(number: str) -> None:
    with pytest.raises(jicai.InvalidInput):
        jicai.payment.split_line({**LINE, "amount": Decimal(number)})


@pytest.mark.parametrize("value", [object(), {1, 2}, b"1", 1j, [float("nan")], {1: "x"}, None])
def test_foreign_values_are_refused(value: Any) -> None:
    with pytest.raises(jicai.JicaiError):
        jicai.payment.split_line({**LINE, "amount": value})


def test_what_contains_itself_is_refused() -> None:
    loop: list[Any] = []
    loop.append(loop)
    with pytest.raises(jicai.JicaiError):
        jicai.evaluate({"function": "award.select", "input": loop})


def test_text_that_is_no_unicode_is_refused() -> None:
    with pytest.raises((jicai.JicaiError, UnicodeError)):
        jicai.payment.split_line({**LINE, "amount": "\ud800"})


def test_one_exception_class_for_each_code() -> None:
    kinds = {kind.code: kind for kind in jicai.JicaiError.__subclasses__()}
    assert sorted(kinds) == [
        "internal",
        "invalid_input",
        "invalid_json",
        "invalid_rulebook",
        "limit_exceeded",
        "rule_gap",
        "unknown_function",
        "unknown_rulebook",
        "unverified_parameter",
    ]
    with pytest.raises(jicai.UnknownRulebook):
        jicai.award.region_counts({"winners": 6}, rulebook="award/cn-batch-99")
    with pytest.raises(jicai.UnknownFunction):
        jicai.evaluate({"function": "award.choose"})
    assert jicai.evaluate_json("{").startswith('{"error":{"code":"invalid_json"')
    assert jicai.evaluate_json(b"\xff\xfe").startswith('{"error":{"code":"invalid_json"')


def test_errors_survive_another_process() -> None:
    error = jicai.RuleGap("the document does not say it", path="/rulebook", help="ask", row=3, column="price")
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


def test_a_rulebook_that_was_shown_can_be_asked() -> None:
    for entry in jicai.rulebook.list(area="award").rulebooks:
        shown = jicai.rulebook.show(entry.id)
        try:
            expected: Any = jicai.award.region_counts({"winners": 4}, rulebook=entry.id)
        except jicai.JicaiError as error:
            with pytest.raises(type(error)):
                jicai.award.region_counts({"winners": 4}, rulebook=shown)
            continue
        assert jicai.award.region_counts({"winners": 4}, rulebook=shown) == expected
    other = jicai.rulebook.show("award/cn-batch-11")
    question = jicai.award.CompareInput(
        lot=jicai.award.Lot(form="other", bids=[jicai.award.Bid(bid="A", price=Decimal("1"))]),
        against=[other, "award/cn-batch-12"],
    )
    assert [one.rulebook for one in jicai.award.compare(question, "award/cn-batch-10").against] == [
        "award/cn-batch-11",
        "award/cn-batch-12",
    ]
    changed = {"id": "my/batch", "extends": "award/cn-batch-10", "parameters": {"spread_multiple": "2"}}
    lot = {"form": "other", "bids": [{"bid": "A", "price": "1"}, {"bid": "B", "price": "2"}]}
    assert jicai.award.select(lot, rulebook=changed).winners == 2
    assert jicai.award.select(lot, rulebook="award/cn-batch-10").winners == 1


def test_strict_refuses_what_nobody_has_verified() -> None:
    changed = {"id": "my/batch", "extends": "award/cn-batch-10", "parameters": {"spread_multiple": "2"}}
    lot = {"form": "other", "bids": [{"bid": "A", "price": "1"}, {"bid": "B", "price": "2"}]}
    with pytest.raises(jicai.UnverifiedParameter):
        jicai.award.select(lot, rulebook=changed, strict=True)


def test_a_part_of_an_answer_has_no_explanation_of_its_own() -> None:
    made = jicai.award.RegionCounts(regions=1, counts=(1,))
    with pytest.raises(AttributeError):
        made.explanation  # noqa: B018
