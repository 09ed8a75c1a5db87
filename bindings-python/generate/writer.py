"""Runnable examples: values of an area as Python expressions."""

from __future__ import annotations

import json
from typing import Any

from examples import Way, figures
from model import Alias, Area, Choice, Function, Struct, Type
from pythonic import member_name

WIDTH = 108


class Writer:
    """Writes values as Python expressions of an area's types."""

    def __init__(self, area: Area) -> None:
        self.area = area
        self.used: set[str] = set()

    def question(self, function: Function, value: dict[str, Any]) -> str:
        return self.value(Type(function.question), value, 0)

    def value(self, kind: Type, value: Any, indent: int) -> str:
        if value is None:
            return "None"
        if kind.kind == "list" and kind.items:
            return self.block("[", [self.value(kind.items, item, indent + 4) for item in value], "]", indent)
        if kind.kind == "map":
            inner = kind.items or Type("any")
            items = [f"{quoted(key)}: {self.value(inner, item, indent + 4)}" for key, item in value.items()]
            return self.block("{", items, "}", indent)
        definition = self.area.types.get(kind.name)
        if isinstance(definition, Struct):
            self.used.add(definition.name)
            by_name = {field.name: field for field in definition.fields}
            items = [
                f"{member_name(by_name[key])}={self.value(by_name[key].type, item, indent + 4)}"
                for key, item in value.items()
                if key in by_name
            ]
            return self.block(f"{self.area.name}.{definition.name}(", items, ")", indent)
        if isinstance(definition, Alias):
            return self.alias(definition, value, indent)
        if isinstance(definition, Choice):
            return quoted(value)
        return self.scalar(kind.name, value)

    def alias(self, alias: Alias, value: Any, indent: int) -> str:
        for name in alias.names:
            target = self.area.types.get(name)
            fits = isinstance(target, Struct) and isinstance(value, dict)
            if fits and (target.tag is None or value.get(target.tag[0]) == target.tag[1]):
                return self.value(Type(name), value, indent)
        if isinstance(value, dict):
            return json_like(value)
        return self.value(alias.types[0], value, indent)

    def scalar(self, kind: str, value: Any) -> str:
        if kind == "decimal":
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

    def shown(self, answer: str, value: Any) -> list[tuple[str, str]]:
        """The first figures of an answer: expression, what Python prints."""
        return [(expression(path), self.printed(kind, item)) for path, kind, item in figures(self.area, answer, value)]

    def printed(self, kind: Type, value: Any) -> str:
        if kind.kind == "list" and kind.items:
            items = [self.printed(kind.items, item) for item in value]
            return f"({', '.join(items)}{',' if len(items) == 1 else ''})"
        name = self.area.resolved(kind).name
        if name == "decimal":
            return f"Decimal('{value}')"
        if name == "date":
            year, month, day = (int(part) for part in value.split("-"))
            return f"datetime.date({year}, {month}, {day})"
        return repr(value)


def expression(path: Way) -> str:
    return "answer" + "".join(f"[{part}]" if isinstance(part, int) else f".{member_name(part)}" for part in path)


def quoted(text: Any) -> str:
    return json.dumps(text, ensure_ascii=False) if isinstance(text, str) else repr(text)


def json_like(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(k)}: {json_like(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(json_like(v) for v in value) + "]"
    return quoted(value)
