"""How Python writes names, types and defaults of the model."""

from __future__ import annotations

import keyword

from model import NOT_STATED, Alias, Area, Field, Type

WORDS = {"decimal": "Decimal", "date": "date", "text": "str", "integer": "int", "boolean": "bool", "any": "Any"}


def member_name(member: Field) -> str:
    return member.name + "_" if keyword.iskeyword(member.name) else member.name


def annotation(kind: Type, sequences: str, nullable: bool = False) -> str:
    if kind.kind == "list" and kind.items:
        inner = annotation(kind.items, sequences)
        text = f"tuple[{inner}, ...]" if sequences == "tuple" else f"Sequence[{inner}]"
    elif kind.kind == "map" and kind.items:
        text = f"dict[str, {annotation(kind.items, sequences)}]"
    else:
        text = WORDS.get(kind.name, kind.name)
    return f"Optional[{text}]" if kind.nullable or nullable else text


def member_annotation(area: Area, member: Field, sequences: str) -> str:
    return annotation(member.type, sequences, nullable=default_of(area, member) == "None")


def default_of(area: Area, member: Field) -> str:
    """Python text of what stands for a field that is left out; empty where it must not be."""
    kind = member.type
    if member.required:
        return ""
    if member.default is not NOT_STATED:
        value = member.default
        if isinstance(value, str) and area.resolved(kind).name == "decimal":
            return f'Decimal("{value}")'
        if isinstance(value, dict):
            return f"{kind.name}({', '.join(f'{key}={item!r}' for key, item in value.items())})"
        return repr(value) if not isinstance(value, list) else "()"
    if kind.nullable:
        return "None"
    if kind.kind == "list":
        return "()"
    return "False" if kind.name == "boolean" else "None"


def alias_text(alias: Alias) -> str:
    texts = [annotation(one, "tuple") for one in alias.types]
    return f"Union[{', '.join(texts)}]" if alias.is_union else texts[0]
