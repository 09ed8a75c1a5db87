"""What the tests share: where the wheel is, and that none is left out where all can run."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

# A chart is a file here, on a machine without a screen.
os.environ.setdefault("MPLBACKEND", "Agg")

REPOSITORY = Path(__file__).parents[2]
# Set by scripts/test-python, which makes the wheel and the environments.
WHEEL = os.environ.get("JICAI_WHEEL")
BARE = os.environ.get("JICAI_BARE_PYTHON")
VECTORS = os.environ.get("JICAI_VECTORS")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Where everything that tests need was promised, one that was left out is told, and the run has failed."""
    for report in terminalreporter.stats.get("skipped", []) if WHEEL else []:
        terminalreporter.write_line(f"left out: {report.nodeid}: {report.longrepr[-1]}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if WHEEL and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def wheel() -> Path:
    """The wheel under test."""
    if not WHEEL:
        pytest.skip("no wheel: run scripts/test-python")
    return Path(WHEEL)


@pytest.fixture(scope="session")
def bare_python() -> str:
    """A Python with nothing but the wheel and what it requires."""
    if not BARE:
        pytest.skip("no environment of its own: run scripts/test-python")
    return BARE


def lines_of(kind: str) -> dict[str, str]:
    """`requests` or `answers` of the conformance vectors, by the vector's id."""
    if VECTORS:
        text = (Path(VECTORS) / f"{kind}.tsv").read_text(encoding="utf-8")
    else:
        command = ["cargo", "run", "--quiet", "--release", "--package", "spec-tests", "--", kind]
        text = subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, encoding="utf-8").stdout
    # Other characters than the line feed separate lines in the eyes of `splitlines`.
    pairs = [line.partition("\t") for line in text.rstrip("\n").split("\n")]
    lines = {name: content for name, _, content in pairs}
    assert len(lines) == len(pairs), "two vectors have one id"
    return lines
