"""The TypeScript declarations of an area, and the list of functions."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable
from typing import Any

from examples import Example, Way, figures
from model import HEADS, NOT_STATED, OF_RULEBOOKS, Alias, Area, Choice, Field, Function, Struct, Type
from rustdoc import Doc

WIDTH = 110
WORDS = {
    "decimal": "Decimal",
    "date": "DateText",
    "text": "string",
    "integer": "number",
    "boolean": "boolean",
    "any": "unknown",
}
OPTIONS = {"required": "Ruled<RulebookId>", "optional": "MaybeRuled<RulebookId>", "none": "Options"}
WRITTEN = "Written by `make typescript-types` from the JSON Schemas of the core. Do not edit."


def module(
    area: Area, rulebooks: list[str], docs: dict[str, Doc], needs: dict[str, str], examples: dict[str, Example]
) -> str:
    shared = [name for name in OF_RULEBOOKS if area.name != "rulebook" and name in area.types]
    types = [definition(area, name) for name in area.ordered() if name not in shared]
    if rulebooks:
        types.append(comment("The built-in rulebooks of the area.", "") + union("RulebookId", rulebooks))
    functions = [function(area, f, docs[f.name], needs[f.full_name], examples.get(f.full_name)) for f in area.functions]
    types.append("export interface Functions {\n" + "\n".join(functions) + "}\n")
    body = "\n".join(types)
    called = [name for name in ("Answer", "DateText", "Decimal", "MaybeRuled", "Options", "Ruled") if uses(body, name)]
    lines = [
        comment(f"{HEADS[area.name]}\n\n{WRITTEN}", "").rstrip(),
        f'import type {{ {", ".join(called)} }} from "../call.js";',
    ]
    if shared:
        lines.append(f'import type {{ {", ".join(shared)} }} from "./rulebook.js";')
    return "\n".join(lines) + "\n\n" + body


def uses(body: str, name: str) -> bool:
    return re.search(rf"\b{name}\b", body) is not None


def definition(area: Area, name: str) -> str:
    target = area.types[name]
    if isinstance(target, Choice):
        meaning = "\n".join(
            f"- `{word}`: {' '.join(doc.split())}" if doc else f"- `{word}`" for word, doc in target.words
        )
        return comment(f"{target.doc}\n\n{meaning}", "") + union(name, [word for word, _ in target.words])
    if isinstance(target, Alias):
        texts = " | ".join(annotation(one, readonly=False) for one in target.types)
        return comment(target.doc, "") + f"export type {name} = {texts};\n"
    return struct(area, target)


def union(name: str, words: Iterable[str]) -> str:
    texts = [json.dumps(word, ensure_ascii=False) for word in words]
    line = f"export type {name} = {' | '.join(texts)};\n"
    if len(line) <= WIDTH:
        return line
    return f"export type {name} =\n" + "\n".join(f"  | {text}" for text in texts) + ";\n"


def annotation(kind: Type, readonly: bool) -> str:
    if kind.kind == "list" and kind.items:
        inner = annotation(kind.items, readonly)
        inner = f"({inner})" if " " in inner and not inner.startswith("Record<") else inner
        text = f"readonly {inner}[]" if readonly else f"{inner}[]"
    elif kind.kind == "map" and kind.items:
        text = f"Record<string, {annotation(kind.items, readonly)}>"
        text = f"Readonly<{text}>" if readonly else text
    else:
        text = WORDS.get(kind.name, kind.name)
    return f"{text} | null" if kind.nullable else text


def struct(area: Area, target: Struct) -> str:
    lines = [comment(target.doc, "") + f"export interface {target.name} {{"]
    asked = "readonly " if target.is_input else ""
    if target.tag:
        lines.append(f"  {asked}{target.tag[0]}: {json.dumps(target.tag[1])};")
    for member in target.fields:
        lines.append(comment(described_member(area, member), "  ") + f"  {asked}{declared(area, target, member)};")
    return "\n".join(lines) + "\n}\n"


def declared(area: Area, target: Struct, member: Field) -> str:
    if member.required:
        return f"{member.name}: {annotation(member.type, target.is_input)}"
    kind = Type(member.type.name, may_be_null(area, target, member), member.type.kind, member.type.items)
    undefined = " | undefined" if target.is_input else ""
    return f"{member.name}?: {annotation(kind, target.is_input)}{undefined}"


def may_be_null(area: Area, target: Struct, member: Field) -> bool:
    """Whether a field that may be left out may be null too. The schemas do not tell: they allow a null for each of them.

    Only in execution does it say something there: a value was asked for and cannot be told, e.g. a share of nothing.
    """
    tells = not target.is_input or "OfNullable" in target.name
    return area.name == "execution" and tells and member.type.nullable


def described_member(area: Area, member: Field) -> str:
    doc = " ".join(member.doc.split())
    bounds = area.resolved(member.type).bounds
    if bounds and f"{bounds[1]:,}" not in doc:
        doc += f" An integer from {bounds[0]:,} to {bounds[1]:,}."
    if member.default is not NOT_STATED and "default" not in doc:
        doc += f" Default: `{json.dumps(member.default, ensure_ascii=False)}`."
    return doc


def function(area: Area, f: Function, doc: Doc, need: str, example: Example | None) -> str:
    answer = " | ".join(f.answers)
    # Where a rulebook must be named, the question before it cannot be left out.
    may_miss = "?" if f.question_optional and need != "required" else ""
    options = "options" if need == "required" else "options?"
    signature = f"  {camel(f.name)}(question{may_miss}: {f.question}, {options}: {OPTIONS[need]}): Answer<{answer}>;\n"
    return comment(described(area, f, doc, example), "  ") + signature


def described(area: Area, f: Function, doc: Doc, example: Example | None) -> str:
    parts = [doc.summary, *doc.details]
    if doc.source:
        parts.append(f"Source: {doc.source}")
    if doc.errors:
        first, *rest = [error.removeprefix("- ") for error in doc.errors]
        parts.append("\n".join([f"@throws JicaiError: {first}", *(f"- {error}" for error in rest)]))
    if example:
        parts.append("@example\n" + "\n".join(f"\0{line}" for line in runnable(area, f, example)))
    return "\n\n".join(parts)


def runnable(area: Area, f: Function, example: Example) -> list[str]:
    call = f"const {{ value }} = jicai.{f.area}.{camel(f.name)}("
    question = example.request.get("input", {})
    options = {"rulebook": example.request["rulebook"]} if "rulebook" in example.request else None
    arguments = [literal(question, 0), *([literal(options, 0)] if options else [])]
    line = f"{call}{', '.join(arguments)});"
    if len(line) > WIDTH - 8 or "\n" in line:
        arguments = [literal(question, 2), *([literal(options, 2)] if options else [])]
        line = call + "\n" + "".join(f"  {argument},\n" for argument in arguments) + ");"
    shown = figures(area, f.answers[0], example.answer)
    return line.splitlines() + [f"{expression(way)}; // {literal(item, 0, wide=True)}" for way, _, item in shown]


def expression(way: Way) -> str:
    return "value" + "".join(f"[{part}]" if isinstance(part, int) else f".{part.name}" for part in way)


def literal(value: Any, indent: int, wide: bool = False) -> str:
    """A value as JavaScript, over several lines where one is too short."""
    if isinstance(value, dict):
        items = [f"{key if re.fullmatch(r'[a-z_]+', key) else json.dumps(key)}: {{}}" for key in value]
        inner = [literal(item, indent + 2, wide) for item in value.values()]
        texts = [item[:-2] + text for item, text in zip(items, inner)]
        open_, close = ("{ ", " }") if texts else ("{", "}")
    elif isinstance(value, list):
        texts = [literal(item, indent + 2, wide) for item in value]
        open_, close = "[", "]"
    else:
        return json.dumps(value, ensure_ascii=False)
    line = open_ + ", ".join(texts) + close
    if wide or (len(line) + indent <= WIDTH - 24 and "\n" not in line):
        return line
    pad = " " * (indent + 2)
    return open_.strip() + "\n" + "".join(f"{pad}{text},\n" for text in texts) + " " * indent + close.strip()


def comment(text: str, indent: str) -> str:
    """A doc comment; lines that begin with a null character are code and stay as they are."""
    lines: list[str] = []
    for block in text.split("\n\n"):
        if not block.strip():
            continue
        if lines:
            lines.append("")
        for line in block.splitlines() if re.match(r"- |@|\0", block) else [" ".join(block.split())]:
            hanging = "  " if line.startswith("- ") else ""
            lines += [line[1:]] if line.startswith("\0") else wrapped(line, hanging, WIDTH - len(indent) - 3)
    lines = [line.replace("*/", "*\\/") for line in lines]
    if not lines:
        return ""
    if len(lines) == 1 and len(lines[0]) + len(indent) <= WIDTH - 7:
        return f"{indent}/** {lines[0]} */\n"
    return f"{indent}/**\n" + "".join(f"{indent} * {line}".rstrip() + "\n" for line in lines) + f"{indent} */\n"


def wrapped(text: str, hanging: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False)


def camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def list_of_functions(areas: list[Area]) -> str:
    lines = [
        f"// {WRITTEN}",
        "",
        "/** The functions of each area, as requests name them. */",
        "export const FUNCTIONS = {",
    ]
    for area in areas:
        names = [f'"{f.name}"' for f in area.functions]
        line = f"  {area.name}: [{', '.join(names)}],"
        lines += [line] if len(line) <= WIDTH else [f"  {area.name}: [", *(f"    {name}," for name in names), "  ],"]
    return "\n".join([*lines, "};", ""])


def map_of_functions(areas: list[Area]) -> str:
    lines = [comment(f"Every function by the name that requests have.\n\n{WRITTEN}", "").rstrip()]
    lines += [f'import type * as {area.name} from "./{area.name}.js";' for area in areas]
    lines += ["", "/** Area → its functions. */", "export interface Areas {"]
    lines += [f"  readonly {area.name}: {area.name}.Functions;" for area in areas]
    lines += ["}", "", "/** Name of a function → what it is asked, and what it answers. */", "export interface Calls {"]
    for area in areas:
        for f in area.functions:
            answers = " | ".join(f"{area.name}.{answer}" for answer in f.answers)
            lines.append(f'  "{f.full_name}": {{ input: {area.name}.{f.question}; value: {answers} }};')
    return "\n".join([*lines, "}", ""])
