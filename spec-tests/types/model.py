"""The JSON Schemas of the rule functions as a model: the types of each area, the functions on them.

What every language shares stands here; how a type, a name or a default is written is each language's own matter.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

AREAS = ("award", "differential", "payment", "credit", "volume", "execution", "rulebook")

# Stands in the questions of several areas: what `rulebook.show` gives can be asked there.
OF_RULEBOOKS = ("RulebookObject",)

HEADS = {
    "award": "Award (中选): which bids win, at what price, and which regions and shares they get.",
    "differential": "Differential prices (差比价): what another strength, pack or form of the same drug may cost.",
    "payment": "Payment standards (医保支付标准): what the fund pays for each box, and what the patient pays.",
    "credit": "Credit grading (信用评价): which company is graded dishonest, and what follows.",
    "volume": "Volume (带量): how much is reported, agreed, allocated and retained.",
    "execution": "Execution (执行): progress, alerts, settlement, price marks, supply.",
    "rulebook": "The built-in rulebooks: which there are, and every parameter with provenance and citation.",
}

# A default that the schema does not state.
NOT_STATED: Any = object()


@dataclass
class Type:
    """A list, a map, or one of `decimal`, `date`, `text`, `integer`, `boolean`, `any`, or the name of a type of the area."""

    name: str
    nullable: bool = False
    kind: str = "scalar"  # scalar, list, map
    items: Type | None = None
    bounds: tuple[int, int] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The types of the area that it is made of."""
        if self.items:
            return self.items.names
        return (self.name,) if self.name[:1].isupper() else ()


@dataclass
class Field:
    name: str
    type: Type
    doc: str
    required: bool
    default: Any = NOT_STATED


@dataclass
class Struct:
    name: str
    doc: str
    fields: list[Field]
    tag: tuple[str, str] | None = None
    is_input: bool = False
    is_output: bool = False
    is_answer: bool = False


@dataclass
class Choice:
    name: str
    doc: str
    words: list[tuple[str, str]]


@dataclass
class Alias:
    """Another name for a type, or for one of several."""

    name: str
    doc: str
    types: list[Type]
    is_union: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for one in self.types for name in one.names)


@dataclass
class Function:
    area: str
    name: str
    question: str
    answers: tuple[str, ...]
    question_optional: bool

    @property
    def full_name(self) -> str:
        return f"{self.area}.{self.name}"


@dataclass
class Area:
    name: str
    types: dict[str, Struct | Choice | Alias] = field(default_factory=dict)
    schemas: dict[str, Any] = field(default_factory=dict)
    functions: list[Function] = field(default_factory=list)

    @property
    def structs(self) -> set[str]:
        """Types that are objects, or may have some."""
        return {name for name in self.types if self.has_objects(name)}

    def has_objects(self, name: str) -> bool:
        one = self.types.get(name)
        return isinstance(one, Struct) or (
            isinstance(one, Alias) and any(self.has_objects(other) for other in one.names)
        )

    def resolved(self, kind: Type) -> Type:
        """The type behind another name for it."""
        one = self.types.get(kind.name)
        return self.resolved(one.types[0]) if isinstance(one, Alias) and not one.is_union else kind

    def ordered(self) -> Iterator[str]:
        """Each type after those that it is made of."""
        done: set[str] = set()

        def visit(name: str) -> Iterator[str]:
            if name in done or name not in self.types:
                return
            done.add(name)
            target = self.types[name]
            if isinstance(target, Struct):
                for member in target.fields:
                    for other in member.type.names:
                        yield from visit(other)
            elif isinstance(target, Alias):
                for other in target.names:
                    yield from visit(other)
            yield name

        for name in self.types:
            yield from visit(name)


class Reader:
    """Reads the schemas of one area."""

    def __init__(self, name: str) -> None:
        self.area = Area(name)

    def read(self, function: str, question: dict[str, Any], answer: dict[str, Any]) -> None:
        asked = self.root(question, "input")
        answered = self.root(answer, "output")
        definition = self.area.types[asked]
        optional = isinstance(definition, Struct) and not any(f.required for f in definition.fields)
        target = self.area.types[answered]
        answers: tuple[str, ...] = target.names if isinstance(target, Alias) else (answered,)
        for name in answers:
            struct = self.area.types[name]
            assert isinstance(struct, Struct), f"{function}: the answer {name} is no object"
            struct.is_answer = True
        self.area.functions.append(Function(self.area.name, function, asked, answers, optional))

    def root(self, schema: dict[str, Any], side: str) -> str:
        name = str(schema["title"])
        bare = {key: value for key, value in schema.items() if key not in ("$schema", "$defs", "title")}
        for other, definition in schema.get("$defs", {}).items():
            self.define(other, definition)
        self.define(name, bare)
        self.mark(name, side, set())
        return name

    def define(self, name: str, schema: dict[str, Any]) -> None:
        canonical = json.dumps(schema, sort_keys=True)
        if name in self.area.schemas:
            assert self.area.schemas[name] == canonical, f"{self.area.name}: two types are named {name}"
            return
        self.area.schemas[name] = canonical
        doc = clean(schema.get("description", ""))
        if "properties" in schema:
            self.area.types[name] = self.struct(name, schema)
        elif "oneOf" in schema and all("const" in one and "properties" not in one for one in schema["oneOf"]):
            words = [(one["const"], clean(one.get("description", ""))) for one in schema["oneOf"]]
            self.area.types[name] = Choice(name, doc, words)
        elif "oneOf" in schema or "anyOf" in schema:
            self.area.types[name] = self.union(name, doc, schema.get("oneOf") or schema["anyOf"])
        else:
            self.area.types[name] = Alias(name, doc, [self.type(schema, name)])

    def struct(self, name: str, schema: dict[str, Any], tag: tuple[str, str] | None = None) -> Struct:
        required = set(schema.get("required", []))
        fields = [
            self.field(name, key, value, key in required)
            for key, value in schema["properties"].items()
            if not (tag and key == tag[0])
        ]
        return Struct(name, clean(schema.get("description", "")), fields, tag)

    def field(self, owner: str, name: str, schema: dict[str, Any], required: bool) -> Field:
        kind = self.type(schema, owner + pascal(name))
        default = NOT_STATED if required else schema.get("default", NOT_STATED)
        return Field(name, kind, clean(schema.get("description", "")), required, default)

    def union(self, name: str, doc: str, alternatives: list[dict[str, Any]]) -> Alias:
        types: list[Type] = []
        for schema in alternatives:
            if schema.get("type") == "null":
                continue
            constants = {key: value["const"] for key, value in schema.get("properties", {}).items() if "const" in value}
            tag = next(iter(constants.items()), None)
            if tag and "$ref" in schema:  # a type with a word that tells it apart
                target = schema["$ref"].rsplit("/", 1)[1]
                struct = self.area.types[target]
                assert isinstance(struct, Struct)
                struct.tag = tag
                types.append(Type(target))
            elif "properties" in schema:
                target = name + (pascal(tag[1]) if tag else "Interval")
                self.area.types[target] = self.struct(target, schema, tag)
                types.append(Type(target))
            else:
                types.append(self.type(schema, name))
        return Alias(name, doc, types, is_union=True)

    def type(self, schema: dict[str, Any], hint: str) -> Type:
        if "$ref" in schema:
            return Type(schema["$ref"].rsplit("/", 1)[1])
        if "anyOf" in schema:
            rest = [one for one in schema["anyOf"] if one.get("type") != "null"]
            assert len(rest) == 1, f"{hint}: a union that has no name"
            inner = self.type(rest[0], hint)
            inner.nullable = inner.nullable or len(rest) < len(schema["anyOf"])
            return inner
        kinds = schema.get("type")
        nullable = isinstance(kinds, list) and "null" in kinds
        kind = next(k for k in kinds if k != "null") if isinstance(kinds, list) else kinds
        if kind == "array":
            return Type("", nullable, "list", self.type(schema["items"], hint))
        if kind == "object":
            extra = schema.get("additionalProperties")
            items = self.type(extra, hint) if isinstance(extra, dict) else Type("any")
            return Type("", nullable, "map", items)
        if kind == "string" and "pattern" in schema:
            return Type("decimal", nullable)
        if (kind == "string" and schema.get("format") == "date") or hint == "Day":
            return Type("date", nullable)
        plain = {"string": "text", "integer": "integer", "boolean": "boolean", None: "any"}
        bounds = (schema["minimum"], schema["maximum"]) if "maximum" in schema else None
        return Type(plain[kind], nullable, bounds=bounds)

    def mark(self, name: str, side: str, seen: set[str]) -> None:
        """Tells for every type below a root whether it is asked or answered."""
        if name in seen or name not in self.area.types:
            return
        seen.add(name)
        definition = self.area.types[name]
        if isinstance(definition, Struct):
            if side == "input":
                definition.is_input = True
            else:
                definition.is_output = True
            for member in definition.fields:
                for other in member.type.names:
                    self.mark(other, side, seen)
        elif isinstance(definition, Alias):
            for other in definition.names:
                self.mark(other, side, seen)


def clean(doc: str) -> str:
    """A description without what is meant for Rust: code examples and links between items."""
    doc = re.split(r"\n# Example", doc)[0]
    doc = re.sub(r"\[(`[^`]+`)\]\([^)]*\)", r"\1", doc)
    doc = re.sub(r"\[(`[^`]+`)\]", r"\1", doc)
    return doc.strip()


def pascal(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))


def read_areas(root: Path) -> list[Area]:
    """Every area of the project at `root`, functions in the order in which the core lists them."""
    schemas = root / "spec-tests" / "schema"
    readers = {name: Reader(name) for name in AREAS}
    for path in sorted(schemas.glob("*.input.json")):
        area, function = path.name.split(".")[:2]
        answer = path.with_name(f"{area}.{function}.output.json")
        readers[area].read(function, json.loads(path.read_text("utf-8")), json.loads(answer.read_text("utf-8")))
    core = (root / "core" / "src" / "evaluate.rs").read_text("utf-8")
    places = {name: at for at, name in enumerate(re.findall(r'^    "(\w+\.\w+)",$', core, flags=re.M))}
    for reader in readers.values():
        reader.area.functions.sort(key=lambda f: places[f.full_name])
    return [reader.area for reader in readers.values()]
