"""The JSON Schemas of the rule functions as a model: the types of each area, the functions on them."""

from __future__ import annotations

import json
import keyword
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

AREAS = ("award", "differential", "payment", "credit", "volume", "execution", "rulebook")


@dataclass
class Field:
    json_name: str
    type: Type
    doc: str
    required: bool
    default: str | None = None  # Python text

    @property
    def name(self) -> str:
        return self.json_name + "_" if keyword.iskeyword(self.json_name) else self.json_name


@dataclass
class Type:
    """A reference to a type, as Python text with `{Name}` resolved already."""

    text: str
    names: tuple[str, ...] = ()
    nullable: bool = False
    kind: str = "scalar"  # scalar, list, map
    items: Type | None = None

    def annotation(self, sequences: str) -> str:
        if self.kind == "list" and self.items:
            inner = self.items.annotation(sequences)
            text = f"tuple[{inner}, ...]" if sequences == "tuple" else f"Sequence[{inner}]"
        elif self.kind == "map" and self.items:
            text = f"dict[str, {self.items.annotation(sequences)}]"
        else:
            text = self.text
        return f"Optional[{text}]" if self.nullable else text


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
    name: str
    doc: str
    text: str
    names: tuple[str, ...] = ()


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


class Reader:
    """Reads the schemas of one area."""

    def __init__(self, name: str) -> None:
        self.area = Area(name)
        self.defined: dict[str, Any] = {}

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
        self.defined = schema.get("$defs", {})
        for other, definition in self.defined.items():
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
            target = self.type(schema, name)
            self.area.types[name] = Alias(name, doc, target.annotation("tuple"), target.names)

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
        default = None
        if not required:
            default = self.default(schema, kind)
            if default == "None":
                kind.nullable = True
        return Field(name, kind, clean(schema.get("description", "")), required, default)

    def default(self, schema: dict[str, Any], kind: Type) -> str:
        if "default" in schema:
            value = schema["default"]
            if isinstance(value, str) and ("pattern" in self.defined.get(kind.text, {}) or kind.text == "Decimal"):
                return f'Decimal("{value}")'
            if isinstance(value, dict):
                return f"{kind.text}({', '.join(f'{key}={item!r}' for key, item in value.items())})"
            return repr(value) if not isinstance(value, list) else "()"
        if kind.nullable:
            return "None"
        if kind.kind == "list":
            return "()"
        return "False" if kind.text == "bool" else "None"

    def union(self, name: str, doc: str, alternatives: list[dict[str, Any]]) -> Alias:
        texts: list[str] = []
        names: list[str] = []
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
            elif "properties" in schema:
                target = name + (pascal(tag[1]) if tag else "Interval")
                self.area.types[target] = self.struct(target, schema, tag)
            else:
                target = self.type(schema, name).annotation("tuple")
            texts.append(target)
            names.append(target)
        return Alias(name, doc, f"Union[{', '.join(texts)}]", tuple(names))

    def type(self, schema: dict[str, Any], hint: str) -> Type:
        if "$ref" in schema:
            name = schema["$ref"].rsplit("/", 1)[1]
            return Type(name, (name,))
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
            items = self.type(schema["items"], hint)
            return Type("", items.names, nullable, "list", items)
        if kind == "object":
            extra = schema.get("additionalProperties")
            items = self.type(extra, hint) if isinstance(extra, dict) else Type("Any")
            return Type("", items.names, nullable, "map", items)
        if kind == "string" and "pattern" in schema:
            return Type("Decimal", (), nullable)
        if (kind == "string" and schema.get("format") == "date") or hint == "Day":
            return Type("date", (), nullable)
        plain = {"string": "str", "integer": "int", "boolean": "bool", None: "Any"}
        return Type(plain[kind], (), nullable)

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


def read_areas(schemas: Path) -> list[Area]:
    """Every area, functions in the order of `functions.json`'s names."""
    readers = {name: Reader(name) for name in AREAS}
    for path in sorted(schemas.glob("*.input.json")):
        area, function = path.name.split(".")[:2]
        answer = path.with_name(f"{area}.{function}.output.json")
        readers[area].read(function, json.loads(path.read_text("utf-8")), json.loads(answer.read_text("utf-8")))
    return [reader.area for reader in readers.values()]
