"""The READMEs keep their word: every block of Python runs, every command too, both print what stands below them, and links lead somewhere."""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

PACKAGE = Path(__file__).parents[1]
READMES = ("README.md", "README.zh.md")
PROJECT = ("../README.md", "../README.zh.md")


@dataclass
class Block:
    """A block of code with what it has to print, if that is shown."""

    language: str
    code: str
    line: int
    """Of its first line, from 1."""
    prints: str | None = None


def blocks(text: str) -> list[Block]:
    """All blocks. One of the kind `text` directly below another one is what that prints."""
    found: list[Block] = []
    for match in re.finditer(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        language, code = match.groups()
        between = text[: match.start()].rstrip()
        if language == "text" and found and between.endswith("```"):
            found[-1].prints = code
        else:
            found.append(Block(language, code, text[: match.start(2)].count("\n") + 1))
    return found


def commands(block: Block) -> bool:
    return block.language == "sh" and block.code.split()[0] == "jicai"


def environment(folder: Path) -> dict[str, str]:
    """One in which `jicai` is the package under test, also where its script is not installed, and Spark's workers have it too."""
    folder.mkdir()
    script = folder / "jicai"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m jicai "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return {
        **os.environ,
        "PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}",
        "PYTHONIOENCODING": "utf-8",
        "NO_COLOR": "1",
        "COLUMNS": "120",
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_LOCAL_IP": "127.0.0.1",
    }


@pytest.mark.parametrize("readme", READMES + PROJECT)
def test_blocks(readme: str, tmp_path: Path) -> None:
    """In a process of its own, as a reader has it: Spark and the working folder are nobody else's."""
    here = tmp_path / "here"
    here.mkdir()
    done = subprocess.run(
        [sys.executable, __file__, readme],
        cwd=here,
        env=environment(tmp_path / "bin"),
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    of_commands = r"[1-9]\d*" if readme in READMES else "0"
    assert re.search(rf"ran [1-9]\d* blocks of Python, {of_commands} of commands", done.stdout)


def run(readme: str) -> None:
    """Runs all blocks in order, those of Python in one namespace, and compares what they print."""
    namespace: dict[str, Any] = {"__name__": "readme"}
    ran = {"python": 0, "sh": 0}
    for block in blocks((PACKAGE / readme).read_text(encoding="utf-8")):
        if block.language == "python":
            printed = run_python(block, readme, namespace)
        elif commands(block):
            done = subprocess.run(["bash", "-euc", block.code], capture_output=True, encoding="utf-8", timeout=300)
            assert done.returncode == 0, f"{readme}:{block.line}: {done.stderr}"
            printed = done.stdout
        else:
            continue
        ran[block.language] += 1
        if block.prints is not None:
            shown, wanted = ([line.rstrip() for line in one.strip().splitlines()] for one in (printed, block.prints))
            assert shown == wanted, f"{readme}:{block.line} prints\n{printed}"
    print("ran {python} blocks of Python, {sh} of commands".format(**ran))


def run_python(block: Block, readme: str, namespace: dict[str, Any]) -> str:
    """Runs it; a traceback names the line of the README."""
    code = compile("\n" * (block.line - 1) + block.code, readme, "exec")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(code, namespace)
    return printed.getvalue()


def anchor(heading: str) -> str:
    """The anchor that code hosts give a heading."""
    plain = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", lambda found: found.group(1) or "", heading)
    return re.sub(r"[^\w\- ]", "", plain.strip().lower()).replace(" ", "-")


def without_code(text: str) -> str:
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


def headings(text: str) -> list[str]:
    return re.findall(r"^(#+) .*$", without_code(text), re.MULTILINE)


@pytest.mark.parametrize("readme", READMES + PROJECT)
def test_links(readme: str) -> None:
    text = without_code((PACKAGE / readme).read_text(encoding="utf-8"))
    anchors = {anchor(title) for title in re.findall(r"^#+ (.*)$", text, re.MULTILINE)}
    links = re.findall(r"\]\(([^)\s]+)\)", text)
    assert links
    for link in links:
        if re.match(r"[a-z]+:", link):
            continue
        path, _, place = link.partition("#")
        assert not path or ((PACKAGE / readme).parent / path).exists(), f"{readme}: {link}"
        if place and not path:
            assert place in anchors, f"{readme}: {link}"


def test_both_are_built_alike() -> None:
    """The same headings and the same blocks, in the same order."""
    english, chinese = ((PACKAGE / readme).read_text(encoding="utf-8") for readme in READMES)
    assert headings(english) == headings(chinese)
    assert [block.language for block in blocks(english)] == [block.language for block in blocks(chinese)]


if __name__ == "__main__":
    run(sys.argv[1])
