"""Every conformance vector through the package: its answer is the one of the Rust library, byte for byte."""

from __future__ import annotations

import json
from typing import Any

import pytest

import jicai
from conftest import lines_of

REQUESTS = lines_of("requests")
ANSWERS = lines_of("answers")


def function_of(request: str) -> str:
    """The function that is asked for, or "malformed"."""
    try:
        value: Any = json.loads(request)
    except ValueError:
        return "malformed"
    name = value.get("function") if isinstance(value, dict) else None
    return name if name in jicai.FUNCTIONS else "malformed"


def by_function() -> dict[str, list[str]]:
    """The ids of the vectors of each function."""
    ids: dict[str, list[str]] = {}
    for name, request in REQUESTS.items():
        ids.setdefault(function_of(request), []).append(name)
    return ids


BY_FUNCTION = by_function()


def test_every_function_has_vectors() -> None:
    assert set(BY_FUNCTION) >= set(jicai.FUNCTIONS)
    assert list(REQUESTS) == list(ANSWERS)


@pytest.mark.parametrize("function", BY_FUNCTION, ids=lambda function: f"{function}-{len(BY_FUNCTION[function])}")
def test_answers(function: str) -> None:
    wrong = []
    for name in BY_FUNCTION[function]:
        request, answer = REQUESTS[name], ANSWERS[name]
        if not jicai.evaluate_json(request) == jicai.evaluate_json(request.encode()) == answer:
            wrong.append(name)
    assert not wrong


@pytest.mark.parametrize("function", BY_FUNCTION, ids=lambda function: f"{function}-{len(BY_FUNCTION[function])}")
def test_results_and_exceptions(function: str) -> None:
    """What `evaluate` returns or raises says what the answer says."""
    for name in BY_FUNCTION[function]:
        try:
            request = json.loads(REQUESTS[name], parse_float=str)
        except ValueError:
            continue
        if not isinstance(request, dict):
            continue
        answer = json.loads(jicai.evaluate_json(json.dumps(request)))
        try:
            result = jicai.evaluate(request)
        except jicai.JicaiError as error:
            told = answer["error"]
            assert (error.code, error.path, error.message, error.help) == (
                told["code"],
                told.get("path", ""),
                told["message"],
                told.get("help"),
            ), name
            assert type(error) is not jicai.JicaiError, name
        else:
            assert result == answer, name
