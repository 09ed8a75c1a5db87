"""The examples as a reader finds them: notebooks whose stored outputs are what comes out, and scripts that run."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import nbformat
import openpyxl
import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
SCRIPTS = sorted(path.name for path in EXAMPLES.glob("*.py"))
LARGEST = 400 * 1024


def module_at(path: Path) -> ModuleType:
    """A script as a module."""
    spec = importlib.util.spec_from_file_location(f"example_{path.stem}", path)
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.fixture(scope="module")
def build() -> ModuleType:
    return module_at(EXAMPLES / "source" / "build.py")


def texts(cell: Any) -> list[tuple[str, str]]:
    """What a cell printed and showed. Pictures differ from font to font, and with them the size that is told of them."""
    found: list[tuple[str, str]] = []
    for output in cell.get("outputs", ()):
        if output.output_type == "stream":
            # Warnings of libraries are not the example's.
            if output.name == "stdout":
                found.append(("stdout", str(output.text)))
        elif "image/png" in output.get("data", {}):
            found.append(("picture", ""))
        else:
            found += [(kind, str(output.data[kind])) for kind in ("text/plain", "text/html") if kind in output.data]
    return found


def test_every_notebook_is_known(build: ModuleType) -> None:
    assert {path.name for path in EXAMPLES.glob("*.ipynb")} == {path.name for path in build.NOTEBOOKS.values()}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_notebook(build: ModuleType, language: str) -> None:
    path: Path = build.NOTEBOOKS[language]
    # Without types of its own.
    reader: Any = nbformat
    stored = reader.read(path, as_version=4)
    unrun = build.notebook(language)
    again = "run examples/source/build.py"
    assert [cell.source for cell in stored.cells] == [cell.source for cell in unrun.cells], again
    assert path.stat().st_size <= LARGEST
    done = build.run(unrun)
    for cell, now in zip(stored.cells, done.cells):
        assert texts(cell) == texts(now), f"{again}; the cell is:\n{cell.source}"
    shown = [kind for cell in stored.cells for kind, _ in texts(cell)]
    assert shown.count("picture") == 3


def test_both_notebooks_compute_the_same(build: ModuleType) -> None:
    chinese, english = ([kind for kind, _ in build.cells(language)] for language in ("zh", "en"))
    assert chinese == english
    for language, other in (("zh", "en:"), ("en", "zh:")):
        for _, text in build.cells(language):
            assert text, "an empty cell"
            assert not any(mark in text for mark in ("⟦", "⟧")) and other not in text.splitlines()


def test_the_workbook_is_what_its_script_makes(tmp_path: Path) -> None:
    module_at(EXAMPLES / "data" / "make_tender.py").write(tmp_path / "made.xlsx")
    stored, made = (
        openpyxl.load_workbook(path) for path in (EXAMPLES / "data/expansion-2019.xlsx", tmp_path / "made.xlsx")
    )
    assert stored.sheetnames == made.sheetnames
    for name in stored.sheetnames:
        assert list(stored[name].values) == list(made[name].values), "run examples/data/make_tender.py"


@pytest.mark.parametrize("script", SCRIPTS)
def test_script(script: str, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / script)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
