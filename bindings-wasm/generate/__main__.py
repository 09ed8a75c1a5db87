"""Writes the types of the npm package and its list of functions: `python bindings-wasm/generate [--check]`.

One source: the core's types → JSON Schema (`make schema`) → these files.
With `--check` nothing is written, and the exit code says whether the files are up to date.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2] / "spec-tests" / "types"))

import examples
import model
import render
import rustdoc

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "bindings-wasm" / "js"


def main() -> int:
    check = sys.argv[1:] == ["--check"]
    core = ROOT / "core"
    needs = rustdoc.rulebook_needs(core)
    shortest = examples.shortest(ROOT)
    areas = model.read_areas(ROOT)
    files = {
        PACKAGE / "functions.js": render.list_of_functions(areas),
        PACKAGE / "types" / "functions.d.ts": render.map_of_functions(areas),
    }
    for area in areas:
        rulebooks = sorted(f"{area.name}/{path.stem}" for path in (core / "rulebooks" / area.name).glob("*.toml"))
        docs = rustdoc.function_docs(core, area.name)
        text = render.module(area, rulebooks, docs, needs, shortest)
        for name, value in rustdoc.limits(core, area.name).items():
            text = text.replace(f"`{name}`", f"{value:,}")
        files[PACKAGE / "types" / f"{area.name}.d.ts"] = text
    stale = [path for path, text in files.items() if not path.exists() or path.read_text("utf-8") != text]
    for path in stale:
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(files[path], "utf-8")
        said = "not what the schemas say: make typescript-types" if check else "written"
        print(f"{path.relative_to(ROOT)}: {said}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
