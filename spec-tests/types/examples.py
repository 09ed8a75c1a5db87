"""An example for each function: the shortest conformance vector, with what it answers."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Union

from model import Area, Field, Struct, Type

Way = tuple[Union[Field, int], ...]


@dataclass
class Example:
    request: dict[str, Any]
    answer: dict[str, Any]


def shortest(root: Path) -> dict[str, Example]:
    """Function → its shortest request with an answer of substance."""
    requests = dict(printed(root, "requests"))
    answers = dict(printed(root, "answers"))
    best: dict[str, tuple[int, str]] = {}
    for name, text in requests.items():
        request = json.loads(text)
        answer = answers[name]
        named = isinstance(request.get("rulebook", ""), str)
        if not answer.startswith('{"value"') or "options" in request or not named:
            continue
        # An answer with several facts is worth more than a short question.
        cost = len(text.encode()) + (200 if len(answer) < 60 else 0) + (1000 if "[]" in text else 0)
        known = best.get(request["function"])
        if known is None or (cost, name) < known:
            best[request["function"]] = (cost, name)
    return {f: Example(json.loads(requests[name]), json.loads(answers[name])["value"]) for f, (_, name) in best.items()}


def printed(root: Path, what: str) -> Iterator[tuple[str, str]]:
    command = ["cargo", "run", "--quiet", "--release", "--package", "spec-tests", "--", what]
    text = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    for line in text.splitlines():
        name, _, rest = line.partition("\t")
        yield name, rest


def figures(area: Area, answer: str, value: Any, most: int = 3) -> list[tuple[Way, Type, Any]]:
    """The first figures of an answer, with the way to each."""
    return list(found(area, Type(answer), value, ()))[:most]


def found(area: Area, kind: Type, value: Any, path: Way) -> Iterator[tuple[Way, Type, Any]]:
    definition = area.types.get(kind.name) if kind.kind == "scalar" else None
    if kind.kind == "list" and kind.items:
        if value and all(not isinstance(item, (dict, list)) for item in value) and len(value) <= 8:
            yield path, kind, value
        elif value and isinstance(value[0], dict):
            yield from list(found(area, kind.items, value[0], (*path, 0)))[:2]
    elif isinstance(definition, Struct) and isinstance(value, dict):
        own = [f for f in definition.fields if value.get(f.name) is not None]
        plain = [f for f in own if not isinstance(value[f.name], (dict, list))]
        for field in sorted(plain, key=rank)[:2] + [f for f in own if f not in plain]:
            yield from found(area, field.type, value[field.name], (*path, field))
    elif not isinstance(value, (dict, list)) and value is not None:
        yield path, kind, value


def rank(field: Field) -> int:
    """Figures say more than flags."""
    return {"boolean": 2, "text": 1}.get(field.type.name, 0)
