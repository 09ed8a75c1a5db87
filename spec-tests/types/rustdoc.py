"""What the core's sources say about each function: its doc comment, and whether it takes a rulebook."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Doc:
    summary: str
    details: list[str]
    errors: list[str]
    source: str


# Functions that only the JSON door has.
OF_THE_DOOR = {
    "list": Doc(
        "The built-in rulebooks: id, title, document, dates.",
        ["Those of an area, of a jurisdiction, in force on a day."],
        [],
        "",
    ),
    "show": Doc(
        "A whole rulebook: head, and every parameter with value, provenance and citation.",
        ["What it gives can be passed wherever a rulebook is asked for."],
        ["`unknown_rulebook` where there is none with this id."],
        "",
    ),
}


def function_docs(core: Path, area: str) -> dict[str, Doc]:
    """The documentation of the public functions of an area."""
    docs: dict[str, Doc] = dict(OF_THE_DOOR) if area == "rulebook" else {}
    for path in [core / "src" / area / "mod.rs", *sorted((core / "src" / area).glob("*.rs"))]:
        if not path.exists():
            continue
        lines = path.read_text("utf-8").splitlines()
        for at, line in enumerate(lines):
            # In `functions!` the example of the twin may stand between its name and that of the function.
            match = re.match(r"\s*pub fn (\w+)[(<]", line) or re.match(r"\s*([a-z_]+),(?: \w+_with: |$)", line)
            if match and match[1] not in docs:
                comment: list[str] = []
                before = at - 1
                while before >= 0 and lines[before].strip().startswith(("///", "#[")):
                    text = lines[before].strip()
                    if text.startswith("///"):
                        comment.insert(0, text[3:].removeprefix(" "))
                    before -= 1
                doc = parse(comment)
                if doc.summary:
                    docs[match[1]] = doc
    return docs


def parse(comment: list[str]) -> Doc:
    text = "\n".join(comment)
    text = re.sub(r"\n```.*?\n```", "", text, flags=re.S)
    source = ""
    match = re.search(r"\*Source\*: (.*)", text, flags=re.S)
    if match:
        source = " ".join(match[1].split())
        text = text[: match.start()]
    parts = re.split(r"\n# (\w+)\n", "\n" + text)
    intro = [" ".join(block.split()) for block in parts[0].strip().split("\n\n") if block.strip()]
    errors: list[str] = []
    for name, body in zip(parts[1::2], parts[2::2]):
        if name == "Errors":
            errors = [" ".join(block.split()) for block in re.split(r"\n(?=- )|\n\n", body.strip()) if block.strip()]
    summary, *details = [plain_links(block) for block in intro] or [""]
    return Doc(summary, details, [plain_links(error) for error in errors], plain_links(source))


def plain_links(text: str) -> str:
    """Without links between Rust items."""
    text = re.sub(r"the \[module page\]\([^)]*\)", "this area", text)
    text = text.replace("\\[", "[").replace("\\]", "]")
    text = re.sub(r"\[(`[^`]+`)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"\[(`[^`]+`)\]", r"\1", text)
    text = re.sub(r"\[([^\]]+)\]\((?!http)[^)]*\)", r"\1", text)
    return text


def rulebook_needs(core: Path) -> dict[str, str]:
    """`required`, `optional` or `none` for each function, from the JSON door."""
    body = "".join(path.read_text("utf-8") for path in sorted((core / "src" / "evaluate").glob("*.rs")))
    needs: dict[str, str] = {}
    arms = re.split(r'\n\s+"(\w+\.\w+)" =>', body)
    for name, arm in zip(arms[1::2], arms[2::2]):
        if "without_rulebook" in arm or "rulebook_list" in arm or "rulebook_show" in arm:
            needs[name] = "none"
        elif re.search(r"_or_generic|_or_unset|credit_records|credit_bar", arm):
            needs[name] = "optional"
        else:
            needs[name] = "required"
    return needs


def limits(core: Path, area: str) -> dict[str, int]:
    """The limits that an area's documentation names: what the constant is called → its value."""
    found: dict[str, int] = {}
    for path in [*sorted((core / "src" / area).glob("**/*.rs")), core / "src" / "validate.rs"]:
        for name, value in re.findall(
            r"^pub(?:\(\w+\))? const (MAX_\w+): \w+ = ([0-9_]+);", path.read_text("utf-8"), flags=re.M
        ):
            found.setdefault(name, int(value.replace("_", "")))
    return found
