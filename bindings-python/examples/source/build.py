"""Makes the notebooks from `tender.cells`: one text in two languages, so that both say and compute the same.

    python examples/source/build.py            # runs them and writes examples/tender.ipynb and tender.en.ipynb

Cells begin with `%% md` or `%% code`. A line `zh:` or `en:` at the start of a text switches the language for what
follows, up to the next one or the end of the cell; within a line `⟦中文|English⟧` is one or the other.
"""

from __future__ import annotations

import base64
import io
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

import nbclient
import nbformat
from PIL import Image

EXAMPLES = Path(__file__).resolve().parents[1]
SOURCE = Path(__file__).resolve().with_name("tender.cells")
NOTEBOOKS = {"zh": EXAMPLES / "tender.ipynb", "en": EXAMPLES / "tender.en.ipynb"}
_V4: Any = nbformat.v4
_EITHER = re.compile(r"⟦([^|⟦⟧]*)\|([^⟦⟧]*)⟧")


def cells(language: str) -> list[tuple[str, str]]:
    """Kind (`md` or `code`) and text of each cell, in a language."""
    made: list[tuple[str, list[str]]] = []
    meant = True
    for line in SOURCE.read_text(encoding="utf-8").splitlines():
        if line.startswith("%% "):
            made.append((line[3:].strip(), []))
            meant = True
        elif line in ("zh:", "en:"):
            meant = line == f"{language}:"
        elif meant and made:
            made[-1][1].append(_EITHER.sub(lambda found: found.group(1 if language == "zh" else 2), line))
    return [(kind, "\n".join(lines).strip()) for kind, lines in made]


def notebook(language: str) -> Any:
    """The notebook, not yet run."""
    made = _V4.new_notebook()
    made.metadata.kernelspec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    made.metadata.language_info = {"name": "python"}
    for number, (kind, text) in enumerate(cells(language)):
        new = _V4.new_markdown_cell if kind == "md" else _V4.new_code_cell
        made.cells.append(new(text, id=f"cell-{number:02d}"))
    return made


def run(unrun: Any) -> Any:
    """The same with its outputs. Runs beside a copy of the data: what it writes is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(EXAMPLES / "data", Path(folder) / "data", ignore=shutil.ignore_patterns("__pycache__"))
        client = nbclient.NotebookClient(
            unrun,
            timeout=300,
            kernel_name="python3",
            # How a kernel cuts its text into messages is chance.
            coalesce_streams=True,
            resources={"metadata": {"path": folder}},
        )
        done = client.execute()
    for cell in done.cells:
        # When a cell ran is not worth a line in every diff.
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", ()):
            if "image/png" in output.get("data", {}):
                output.data["image/png"] = _small(output.data["image/png"])
    done.metadata.language_info = {"name": "python"}
    return done


def _small(png: str) -> str:
    """A chart of few colours takes a fraction of the space."""
    picture = (
        Image.open(io.BytesIO(base64.b64decode(png)))
        .convert("RGB")
        .quantize(128, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    )
    file = io.BytesIO()
    picture.save(file, format="png", optimize=True)
    return base64.b64encode(file.getvalue()).decode()


def main() -> None:
    for language, target in NOTEBOOKS.items():
        target.write_text(_V4.writes(run(notebook(language))) + "\n", encoding="utf-8")
        print(f"{target.name}: {target.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
