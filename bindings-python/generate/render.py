"""The Python module of an area."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator

from examples import Example, Writer
from model import Alias, Area, Choice, Field, Function, Struct
from rustdoc import Doc

HEADS = {
    "award": "Award (中选): which bids win, at what price, and which regions and shares they get.",
    "differential": "Differential prices (差比价): what another strength, pack or form of the same drug may cost.",
    "payment": "Payment standards (医保支付标准): what the fund pays for each box, and what the patient pays.",
    "credit": "Credit grading (信用评价): which company is graded dishonest, and what follows.",
    "volume": "Volume (带量): how much is reported, agreed, allocated and retained.",
    "execution": "Execution (执行): progress, alerts, settlement, price marks, supply.",
    "rulebook": "The built-in rulebooks: which there are, and every parameter with provenance and citation.",
}

# Stands in the questions of several areas: what `rulebook.show` gives can be asked there.
OF_RULEBOOKS = ("RulebookObject",)

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
    types = "\n\n".join(definition(area, name) for name in ordered(area) if name not in shared)
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


def ordered(area: Area) -> Iterator[str]:
    """Each type after those that it is made of."""
    done: set[str] = set()

    def visit(name: str) -> Iterator[str]:
        if name in done or name not in area.types:
            return
        done.add(name)
        target = area.types[name]
        if isinstance(target, Struct):
            for member in target.fields:
                for other in member.type.names:
                    yield from visit(other)
        elif isinstance(target, Alias):
            for other in target.names:
                yield from visit(other)
        yield name

    for name in area.types:
        yield from visit(name)


def definition(area: Area, name: str) -> str:
    target = area.types[name]
    if isinstance(target, Choice):
        words = "\n".join(f'    "{word}",' for word, _ in target.words)
        meaning = "\n".join(wrap(f"- `{word}`: {doc}", "  ") for word, doc in target.words)
        return f"{name} = Literal[\n{words}\n]\n{docstring(target.doc, meaning)}\n"
    if isinstance(target, Alias):
        return f"{name} = {target.text}\n{docstring(target.doc) if target.doc else ''}\n"
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
        text = member.type.annotation(sequences)
        default = "" if member.required else member.default
        if member.name != member.json_name:
            inner = f'default={default}, name="{member.json_name}"' if default else f'name="{member.json_name}"'
            lines.append(f"    {member.name}: {text} = msgspec.field({inner})")
        else:
            lines.append(f"    {member.name}: {text}" + (f" = {default}" if default else ""))
    return "\n".join(lines) + "\n"


def attribute(member: Field) -> str:
    return textwrap.indent(wrap(f"{member.name}: {' '.join(member.doc.split())}", "    "), "    ")


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
    signature = ", ".join(f"{member.name}: {member.type.annotation('tuple')}" for member in required)
    if len(required) < len(target.fields):
        rest = [f"{m.name}: {m.type.annotation('tuple')} = {m.default}" for m in target.fields if not m.required]
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
        types = {member.json_name: member for member in target.fields}
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


def sorted_functions(area: Area, order: Iterable[str]) -> None:
    places = {name: at for at, name in enumerate(order)}
    area.functions.sort(key=lambda f: places[f.full_name])
