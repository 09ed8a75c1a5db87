"""Writes the typed modules of the Python package: `python bindings-python/generate [--check]`.

One source: the core's types → JSON Schema (`make schema`) → these modules, and what the table functions know of fields.
With `--check` nothing is written, and the exit code says whether the modules are up to date.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2] / "spec-tests" / "types"))

import examples
import fields
import model
import render
import rustdoc

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "spec-tests" / "schema"
FIELDS = ROOT / "bindings-python" / "src" / "fields.json"
PACKAGE = ROOT / "bindings-python" / "python" / "jicai"


def main() -> int:
    check = sys.argv[1:] == ["--check"]
    core = ROOT / "core"
    needs = rustdoc.rulebook_needs(core)
    shortest = examples.shortest(ROOT)
    files = {FIELDS: fields.text(SCHEMAS)}
    for area in model.read_areas(ROOT):
        docs = rustdoc.function_docs(core, area.name)
        path = PACKAGE / f"{area.name}.py"
        files[path] = formatted(render.module(area, docs, needs, shortest), path)
    stale = []
    for path, text in files.items():
        if not path.exists() or path.read_text("utf-8") != text:
            stale.append(path.relative_to(ROOT))
            if not check:
                path.write_text(text, "utf-8")
    for path in stale:
        print(f"{path}: {'not what the schemas say: make python-types' if check else 'written'}")
    return 1 if check and stale else 0


def formatted(text: str, path: Path) -> str:
    for step in (["check", "--fix", "--exit-zero"], ["format"]):
        command = [sys.executable, "-m", "ruff", *step, "--quiet", "--stdin-filename", str(path), "-"]
        text = subprocess.run(command, input=text, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    return text


if __name__ == "__main__":
    sys.exit(main())
