"""The Python module of an area."""

from __future__ import annotations

import re
import textwrap

from examples import Example
from model import HEADS, OF_RULEBOOKS, Alias, Area, Choice, Field, Function, Struct
from pythonic import alias_text, default_of, member_annotation, member_name
from rustdoc import Doc
from writer import Writer

SELECT_TABLE = """

def __getattr__(name: str) -> Any:
    # The table functions are loaded when they are first used.
    if name == "select_table":
        from .tables import select_table

        return select_table
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
"""


def module(area: Area, docs: dict[str, Doc], needs: dict[str, str], examples: dict[str, Example]) -> str:
    functions = "\n\n".join(
        function(area, f, docs, needs[f.full_name], examples.get(f.full_name)) for f in area.functions
    )
    shared = [name for name in OF_RULEBOOKS if area.name != "rulebook" and name in area.types]
    types = "\n\n".join(definition(area, name) for name in area.ordered() if name not in shared)
    names = sorted({*(f.name for f in area.functions), *area.types}) + (
        ["select_table"] if area.name == "award" else []
    )
    body = f"{types}\n\n\n{functions}\n"
    typing = [name for name in ("Any", "Literal", "Mapping", "Optional", "Sequence", "Union") if uses(body, name)]
    lines = [
        f'"""{HEADS[area.name]}',
        "",
        "Written by `make python-types` from the JSON Schemas of the core. Do not edit.",
        '"""',
        "",
        "from __future__ import annotations",
        "",
    ]
    if uses(body, "date"):
        lines.append("from datetime import date")
    if uses(body, "Decimal"):
        lines.append("from decimal import Decimal")
    if area.name == "award":
        typing = sorted([*typing, "TYPE_CHECKING"], key=str.lower)
    lines.append(f"from typing import {', '.join(typing)}")
    lines.append("")
    if "msgspec." in body:
        lines += ["import msgspec", ""]
    own = [name for name in ("Function", "Input", "Output", "Result", "RulebookLike") if uses(body, name)]
    lines.append(f"from ._call import {', '.join(own)}")
    if shared:
        lines.append(f"from .rulebook import {', '.join(shared)}")
    if area.name == "award":
        lines += ["", "if TYPE_CHECKING:", "    from .tables import select_table"]
        body += SELECT_TABLE
    lines += ["", "__all__ = [", *(f'    "{name}",' for name in sorted(names)), "]", "", "", body]
    return "\n".join(lines)


def uses(body: str, name: str) -> bool:
    return re.search(rf"\b{name}\b", body) is not None


def definition(area: Area, name: str) -> str:
    target = area.types[name]
    if isinstance(target, Choice):
        words = "\n".join(f'    "{word}",' for word, _ in target.words)
        meaning = "\n".join(wrap(f"- `{word}`: {doc}", "  ") for word, doc in target.words)
        return f"{name} = Literal[\n{words}\n]\n{docstring(target.doc, meaning)}\n"
    if isinstance(target, Alias):
        return f"{name} = {alias_text(target)}\n{docstring(target.doc) if target.doc else ''}\n"
    return struct(area, target)


def struct(area: Area, target: Struct) -> str:
    base = "Input" if target.is_input else "Result" if target.is_answer else "Output"
    options = ", frozen=True, kw_only=True"
    if target.tag:
        options += f', tag_field="{target.tag[0]}", tag="{target.tag[1]}"'
    if base == "Output" and not any(name in area.structs for member in target.fields for name in member.type.names):
        # Nothing in it can lead back to it: one object less that the garbage collector looks at.
        options += ", gc=False"
    sequences = "tuple" if target.is_output else "sequence"
    attributes = "\n".join(attribute(member) for member in target.fields)
    doc = docstring(target.doc, f"Attributes:\n{attributes}" if attributes else "")
    lines = [f"\nclass {target.name}({base}{options}):", indented(doc)]
    lines.append("")
    for member in sorted(target.fields, key=lambda member: not member.required):
        text = member_annotation(area, member, sequences)
        default = default_of(area, member)
        name = member_name(member)
        if name != member.name:
            inner = f'default={default}, name="{member.name}"' if default else f'name="{member.name}"'
            lines.append(f"    {name}: {text} = msgspec.field({inner})")
        else:
            lines.append(f"    {name}: {text}" + (f" = {default}" if default else ""))
    return "\n".join(lines) + "\n"


def attribute(member: Field) -> str:
    return textwrap.indent(wrap(f"{member_name(member)}: {' '.join(member.doc.split())}", "    "), "    ")


def function(area: Area, f: Function, docs: dict[str, Doc], need: str, example: Example | None) -> str:
    doc = docs[f.name]
    answer = " | ".join(f.answers) if len(f.answers) > 1 else f.answers[0]
    answer = f"Union[{', '.join(f.answers)}]" if len(f.answers) > 1 else answer
    if area.name == "rulebook":
        signature, call = keywords(area, f)
    else:
        none = ", None] = None" if f.question_optional else "]"
        question = f"question: Union[{f.question}, Mapping[str, Any]{none}"
        rulebook = {"required": "rulebook: RulebookLike, ", "optional": "rulebook: Optional[RulebookLike] = None, "}
        # After a question that may be left out, a rulebook that must not needs its name.
        star = ("*, ", "") if f.question_optional and need == "required" else ("", "*, ")
        signature = f"{question}, /, {star[0]}{rulebook.get(need, '')}{star[1]}strict: bool = False"
        asked = "{} if question is None else question" if f.question_optional else "question"
        call = f"{asked}, {'None' if need == 'none' else 'rulebook'}, strict"
    constant = f"_{f.name.upper()}"
    text = [
        f'{constant}: Function[{answer}] = Function("{f.full_name}", {f.question}, {", ".join(f.answers)})',
        "",
        "",
        f"def {f.name}({signature}) -> {answer}:",
        indented(described(area, f, doc, need, example)),
        f"    return {constant}({call})",
        "",
    ]
    return "\n".join(text)


def keywords(area: Area, f: Function) -> tuple[str, str]:
    """The questions about rulebooks are so small that their fields are arguments."""
    target = area.types[f.question]
    assert isinstance(target, Struct)
    required = [member for member in target.fields if member.required]
    signature = ", ".join(f"{m.name}: {member_annotation(area, m, 'tuple')}" for m in required)
    if len(required) < len(target.fields):
        optional = [m for m in target.fields if not m.required]
        rest = [f"{m.name}: {member_annotation(area, m, 'tuple')} = {default_of(area, m)}" for m in optional]
        signature = ", ".join(part for part in (signature, "*", *rest) if part)
    arguments = ", ".join(f"{member.name}={member.name}" for member in target.fields)
    return signature, f"{f.question}({arguments})"


def described(area: Area, f: Function, doc: Doc, need: str, example: Example | None) -> str:
    parts = [wrap(block, "") for block in doc.details]
    arguments = []
    if area.name != "rulebook":
        arguments.append(wrap(f"question: `{f.question}`, or a dict of its fields.", "    "))
        if need != "none":
            extra = " May be left out: then everything comes from the question." if need == "optional" else ""
            arguments.append(wrap(f"rulebook: The id of a built-in rulebook, or a whole one as a dict.{extra}", "    "))
        arguments.append(wrap("strict: Refuse a result that rests on a parameter which nobody has verified.", "    "))
        parts.append("Args:\n" + textwrap.indent("\n".join(arguments), "    "))
    if doc.errors:
        first, *rest = [error.removeprefix("- ") for error in doc.errors]
        raised = [wrap(f"JicaiError: {first}", "    "), *(wrap(f"    {error}", "    ") for error in rest)]
        parts.append("Raises:\n" + textwrap.indent("\n".join(raised), "    "))
    if doc.source:
        parts.append(wrap(f"Source: {doc.source}", ""))
    if example:
        parts.append(runnable(area, f, example))
    return docstring(doc.summary, *parts)


def runnable(area: Area, f: Function, example: Example) -> str:
    writer = Writer(area)
    if area.name == "rulebook":
        target = area.types[f.question]
        assert isinstance(target, Struct)
        types = {member.name: member for member in target.fields}
        asked = example.request.get("input", {})
        arguments = [f"{key}={writer.value(types[key].type, value, 0)}" for key, value in asked.items()]
    else:
        arguments = [writer.question(f, example.request.get("input", {}))]
        if "rulebook" in example.request:
            arguments.append(f'rulebook="{example.request["rulebook"]}"')
    call = Writer.block(f"answer = {area.name}.{f.name}(", arguments, ")", 0)
    if "\n" in arguments[0] and "\n" in call and len(arguments) >= 1:
        inner = [textwrap.indent(argument, "    ").lstrip() if "\n" in argument else argument for argument in arguments]
        call = f"answer = {area.name}.{f.name}(\n" + "".join(f"    {item},\n" for item in inner) + ")"
    shown = writer.shown(f.answers[0], example.answer)
    lines = []
    if "date" in writer.used:
        lines.append(">>> from datetime import date")
    if "Decimal" in writer.used:
        lines.append(">>> from decimal import Decimal")
    lines.append(f">>> from jicai import {area.name}")
    first, *rest = call.splitlines()
    lines += [f">>> {first}", *(f"... {line}" for line in rest)]
    for expression, printed in shown:
        lines += [f">>> {expression}", printed]
    return "\n".join(lines)


def wrap(text: str, hanging: str) -> str:
    return "\n".join(
        textwrap.wrap(text, WIDTH, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False)
    )


WIDTH = 104


def docstring(summary: str, *parts: str) -> str:
    paragraphs = [block for block in (summary or "").split("\n\n") if block]
    blocks = [wrap(" ".join(block.split()), "") if not block.startswith("- ") else block for block in paragraphs]
    blocks += [part for part in parts if part]
    text = "\n\n".join(blocks).replace("\\", "\\\\").replace('"""', "'''")
    if text.endswith('"'):
        text += " "
    return f'"""{text}"""' if "\n" not in text else f'"""{text}\n"""'


def indented(text: str) -> str:
    return textwrap.indent(text, "    ")
