"""A runnable example for each function: the shortest conformance vector, with what it answers."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model import Alias, Area, Choice, Field, Function, Struct, Type

WIDTH = 108


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


class Writer:
    """Writes values as Python expressions of an area's types."""

    def __init__(self, area: Area) -> None:
        self.area = area
        self.used: set[str] = set()

    def question(self, function: Function, value: dict[str, Any]) -> str:
        return self.value(Type(function.question, (function.question,)), value, 0)

    def value(self, kind: Type, value: Any, indent: int) -> str:
        if value is None:
            return "None"
        if kind.kind == "list" and kind.items:
            return self.block("[", [self.value(kind.items, item, indent + 4) for item in value], "]", indent)
        if kind.kind == "map":
            inner = kind.items or Type("Any")
            items = [f"{quoted(key)}: {self.value(inner, item, indent + 4)}" for key, item in value.items()]
            return self.block("{", items, "}", indent)
        definition = self.area.types.get(kind.text)
        if isinstance(definition, Struct):
            self.used.add(definition.name)
            by_name = {field.json_name: field for field in definition.fields}
            items = [
                f"{by_name[key].name}={self.value(by_name[key].type, item, indent + 4)}"
                for key, item in value.items()
                if key in by_name
            ]
            return self.block(f"{self.area.name}.{definition.name}(", items, ")", indent)
        if isinstance(definition, Alias):
            return self.alias(definition, value, indent)
        if isinstance(definition, Choice):
            return quoted(value)
        return self.scalar(kind.text, value)

    def alias(self, alias: Alias, value: Any, indent: int) -> str:
        for name in alias.names:
            target = self.area.types.get(name)
            fits = isinstance(target, Struct) and isinstance(value, dict)
            if fits and (target.tag is None or value.get(target.tag[0]) == target.tag[1]):
                return self.value(Type(name), value, indent)
        if isinstance(value, dict):
            return json_like(value)
        text = alias.text if not alias.text.startswith("Union[") else alias.text[6:-1].split(", ")[0]
        return self.value(Type(text), value, indent) if text in self.area.types else self.scalar(text, value)

    def scalar(self, kind: str, value: Any) -> str:
        if kind == "Decimal":
            self.used.add("Decimal")
            return f"Decimal({quoted(value)})"
        if kind == "date":
            self.used.add("date")
            year, month, day = (int(part) for part in value.split("-"))
            return f"date({year}, {month}, {day})"
        return quoted(value) if isinstance(value, str) else repr(value)

    @staticmethod
    def block(start: str, items: list[str], end: str, indent: int) -> str:
        line = f"{start}{', '.join(items)}{end}"
        if len(line) + indent <= WIDTH - 16 and "\n" not in line:
            return line
        pad = " " * (indent + 4)
        return start + "\n" + "".join(f"{pad}{item},\n" for item in items) + " " * indent + end

    def shown(self, answer: str, value: Any, most: int = 3) -> list[tuple[str, str]]:
        """The first figures of an answer: expression, what Python prints."""
        return list(self.figures(Type(answer), value, "answer"))[:most]

    def figures(self, kind: Type, value: Any, path: str) -> Iterator[tuple[str, str]]:
        definition = self.area.types.get(kind.text) if kind.kind == "scalar" else None
        if kind.kind == "list" and kind.items:
            if value and all(not isinstance(item, (dict, list)) for item in value) and len(value) <= 8:
                items = [self.printed(kind.items, item) for item in value]
                yield path, f"({', '.join(items)}{',' if len(items) == 1 else ''})"
            elif value and isinstance(value[0], dict):
                yield from list(self.figures(kind.items, value[0], f"{path}[0]"))[:2]
        elif isinstance(definition, Struct) and isinstance(value, dict):
            own = [f for f in definition.fields if value.get(f.json_name) is not None]
            plain = [f for f in own if not isinstance(value[f.json_name], (dict, list))]
            for field in sorted(plain, key=rank)[:2] + [f for f in own if f not in plain]:
                yield from self.figures(field.type, value[field.json_name], f"{path}.{field.name}")
        elif not isinstance(value, (dict, list)) and value is not None:
            yield path, self.printed(kind, value)

    def printed(self, kind: Type, value: Any) -> str:
        definition = self.area.types.get(kind.text)
        text = kind.text
        if isinstance(definition, Alias):
            text = "Decimal" if "Decimal" in definition.text else definition.text
        if text == "Decimal":
            return f"Decimal('{value}')"
        if text == "date":
            year, month, day = (int(part) for part in value.split("-"))
            return f"datetime.date({year}, {month}, {day})"
        return repr(value)


def rank(field: Field) -> int:
    """Figures say more than flags."""
    return {"bool": 2, "str": 1}.get(field.type.text, 0)


def quoted(text: Any) -> str:
    return json.dumps(text, ensure_ascii=False) if isinstance(text, str) else repr(text)


def json_like(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(k)}: {json_like(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(json_like(v) for v in value) + "]"
    return quoted(value)
