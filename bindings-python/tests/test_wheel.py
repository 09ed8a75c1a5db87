"""The wheel as it is handed out: what is in it, and what a Python with nothing else can do with it."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
import zipfile
from email import message_from_string
from pathlib import Path

import pytest

import jicai

SOURCE = Path(__file__).parents[1] / "python"
# Of the extras, with what they bring along.
HEAVY = ["duckdb", "matplotlib", "numpy", "openpyxl", "pandas", "polars", "py4j", "pyarrow", "pyspark", "rich", "typer"]


def run(python: str, program: str) -> subprocess.CompletedProcess[str]:
    """A program of its own, away from the folders of the source."""
    return subprocess.run([python, "-I", "-c", program], cwd="/", capture_output=True, encoding="utf-8", check=False)


def needed_versions(library: bytes) -> set[tuple[int, ...]]:
    """The versions of glibc in a library's names of symbols."""
    return {tuple(map(int, number.split(b"."))) for number in re.findall(rb"\0GLIBC_([0-9.]+)(?=\0)", library)}


def test_the_wheel_is_what_is_tested(wheel: Path) -> None:
    assert Path(jicai.__file__).is_relative_to(sys.prefix)
    assert f"jicai-{jicai.__version__}-cp39-abi3-" in wheel.name


def test_one_wheel_for_old_systems(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        library = archive.read("jicai/_native.abi3.so")
    assert library[:4] == b"\x7fELF" and struct.unpack("<H", library[16:18]) == (3,)
    versions = needed_versions(library)
    assert versions and max(versions) <= (2, 17)
    assert "manylinux2014_" in wheel.name and "manylinux_2_17_" in wheel.name


def test_no_folder_of_the_machine_that_built_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        library = archive.read("jicai/_native.abi3.so")
    for folder in (Path.home(), SOURCE.parents[1]):
        assert f"{folder}/".encode() not in library or folder == Path("/")


def test_size(wheel: Path) -> None:
    assert wheel.stat().st_size <= 6_000_000


def test_all_modules_and_types_are_in_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    wanted = {str(path.relative_to(SOURCE)) for kind in ("*.py", "*.pyi", "py.typed") for path in SOURCE.rglob(kind)}
    found = {name for name in names if name.startswith("jicai/")}
    assert wanted <= found
    assert {name for name in found - wanted if name.endswith((".so", ".pyc", ".py"))} == {"jicai/_native.abi3.so"}
    assert any(name.endswith("/licenses/LICENSE") for name in names)


def test_only_msgspec_is_required(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = message_from_string(archive.read(name).decode())
    required = [line for line in metadata.get_all("Requires-Dist", []) if "extra ==" not in line]
    assert [re.split(r"[^\w-]", line)[0] for line in required] == ["msgspec"]
    assert set(metadata.get_all("Provides-Extra", [])) == {"all", "charts", "cli", "excel", "spark", "tables"}


def test_importing_loads_nothing_heavy(bare_python: str) -> None:
    """Asked in the environment that has everything, where it could be loaded."""
    for python in (sys.executable, bare_python):
        done = run(python, f"import jicai, sys; print([name for name in {HEAVY} if name in sys.modules])")
        assert (done.stdout, done.stderr) == ("[]\n", "")


def test_bare_has_nothing_but_msgspec(bare_python: str) -> None:
    program = f"from importlib.util import find_spec; print([name for name in {HEAVY} if find_spec(name)])"
    assert run(bare_python, program).stdout == "[]\n"


def test_typed_calls_need_nothing_else(bare_python: str) -> None:
    program = """
import jicai
lot = {"form": "oral_solid", "ceiling": "3.5", "bids": [{"bid": "A", "company": "a", "price": "1.00"}]}
award = jicai.award.select(lot, rulebook="award/cn-batch-10")
print(type(award).__name__, len(award.explanation) > 0, bool(jicai.rulebook.list(area="award")), award._repr_html_()[:1])
"""
    done = run(bare_python, program)
    assert (done.stdout, done.stderr) == ("Award True True <\n", "")


def needing_extras() -> list[tuple[str, str]]:
    """An extra, and a call that needs it."""
    return [
        ("excel", r'import io; jicai.read_tender(io.BytesIO(b"PK\x03\x04"))'),
        ("excel", 'jicai.write_template("template.xlsx")'),
        ("charts", "jicai.charts.find_cjk_font()"),
        ("spark", "jicai.spark.split_lines(None)"),
        ("tables", "jicai.tables.split_lines(type('T', (), {'__arrow_c_stream__': lambda self, schema=None: None})())"),
    ]


@pytest.mark.parametrize(("extra", "call"), needing_extras())
def test_a_missing_extra_is_named_in_one_line(bare_python: str, extra: str, call: str) -> None:
    done = run(bare_python, f"import jicai\ntry: {call}\nexcept ImportError as error: print(error)")
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1 and f"pip install 'jicai[{extra}]'" in done.stdout


def test_the_command_line_names_its_extra(bare_python: str) -> None:
    done = subprocess.run(
        [Path(bare_python).with_name("jicai"), "rulebooks"], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode != 0 and done.stdout == ""
    assert len(done.stderr.splitlines()) == 1 and "pip install 'jicai[cli]'" in done.stderr
