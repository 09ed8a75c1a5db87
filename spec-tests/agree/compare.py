#!/usr/bin/env python3
"""Compares what each runner answered with what Rust answers, byte for byte.

    compare.py FOLDER

The folder holds answers.tsv, what is right; rows.tsv, a line for each runner; and <runner>.tsv for each. Prints a table, names every vector whose
answer is another one, and ends with `N passed, M failed`, the sum over all runners; exit code 1 if anything failed. The same stands in report.md,
there with the answers that differ in full.
"""

import sys
from dataclasses import dataclass, field
from pathlib import Path

SHOWN = 3  # of a runner's differences, with both texts
AROUND = 300  # characters of a text on either side of the first difference, on the screen
NAMED = 200  # ids of a list, on the screen


@dataclass
class Row:
    """A runner, and what is wrong with its answers."""

    name: str
    title: str
    platform: str
    problems: list[str]
    answers: dict[str, bytes] = field(default_factory=dict)
    agree: int = 0
    differing: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)

    @property
    def failed(self) -> int:
        return len(self.differing) + len(self.missing) + len(self.stray) + len(self.problems)


def lines_of(data: bytes) -> tuple[list[tuple[str, bytes]], bool]:
    """Id and answer of each line, and whether the last line has an end. Whatever the bytes are, nothing is lost: an id may be any text."""
    ended = not data or data.endswith(b"\n")
    pairs = (line.partition(b"\t") for line in data.removesuffix(b"\n").split(b"\n") if data)
    return [(name.decode(errors="backslashreplace"), answer) for name, _, answer in pairs], ended


def look(row: Row, data: bytes, expected: dict[str, bytes]) -> None:
    """Finds out what is wrong with the answers of a runner."""
    pairs, ended = lines_of(data)
    twice = []
    for name, answer in pairs:
        if name not in expected:
            row.stray.append(name)
        elif name in row.answers:
            twice.append(name)
        else:
            row.answers[name] = answer
    row.differing = [name for name, answer in expected.items() if row.answers.get(name, answer) != answer]
    row.missing = [name for name in expected if name not in row.answers]
    row.agree = len(expected) - len(row.differing) - len(row.missing)
    if twice:
        row.problems.append(f"answered more than once: {', '.join(twice)}")
    if list(row.answers) != [name for name in expected if name in row.answers]:
        row.problems.append("the answers come in another order than the requests")
    if not ended:
        row.problems.append("the last line has no end")


def text(answer: bytes) -> str:
    return answer.decode(errors="backslashreplace")


def first_difference(one: bytes, other: bytes) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))


def around(answer: bytes, at: int, full: bool) -> str:
    """The answer, or the part of it on either side of a byte."""
    if full or len(answer) <= 2 * AROUND:
        return text(answer)
    start, end = max(0, at - AROUND), at + AROUND
    return ("…" if start else "") + text(answer[start:end]) + ("…" if end < len(answer) else "")


def table(rows: list[Row], count: int) -> list[str]:
    header = ["runner", "platform", "vectors", "agree", "differ", "no answer"]
    cells = [header, ["---"] * len(header)]
    cells += [[row.title, row.platform, count, row.agree, len(row.differing), len(row.missing)] for row in rows]
    cells = [[str(cell) for cell in line] for line in cells]
    widths = [max(len(line[column]) for line in cells) for column in range(len(header))]
    return [f"| {' | '.join(cell.ljust(width) for cell, width in zip(line, widths))} |" for line in cells]


def details(row: Row, expected: dict[str, bytes], full: bool) -> list[str]:
    """What is wrong with a runner: every id, the first of them with both texts."""
    lines = ["", f"## {row.title}", ""]
    lines += [f"- {problem}" for problem in row.problems]
    for what, names in [("differs", row.differing), ("not answered", row.missing), ("not asked for", row.stray)]:
        more = len(names) - NAMED
        if len(names) == len(expected):
            lines.append(f"- {what}: all {len(names)}")
        elif more > 0 and not full:
            lines.append(f"- {what}, {len(names)}: {', '.join(names[:NAMED])}, and {more} more: target/agree/report.md names each")
        elif names:
            lines.append(f"- {what}, {len(names)}: {', '.join(names)}")
    for name in row.differing[:SHOWN]:
        right, wrong = expected[name], row.answers[name]
        at = first_difference(right, wrong)
        lines += ["", f"{name}, first different at byte {at}:", "", "```text"]
        lines += [f"Rust: {around(right, at, full)}", f"here: {around(wrong, at, full)}", "```"]
    return lines


def report(rows: list[Row], expected: dict[str, bytes], full: bool) -> str:
    lines = table(rows, len(expected))
    for row in rows:
        if row.failed:
            lines += details(row, expected, full)
    passed, failed = sum(row.agree for row in rows), sum(row.failed for row in rows)
    lines += [""] if failed else []
    lines.append(f"{len(rows)} runners, {len(expected)} vectors each; the answers that are those of Rust, byte for byte, and the others:")
    lines.append(f"{passed} passed, {failed} failed")
    return "\n".join(lines) + "\n"


def main(folder: Path) -> int:
    pairs, _ = lines_of((folder / "answers.tsv").read_bytes())
    expected = dict(pairs)
    if not expected or len(expected) != len(pairs):
        sys.exit("compare.py: there is no vector, or two vectors have one id")
    rows = []
    for line in (folder / "rows.tsv").read_text(encoding="utf-8").rstrip("\n").split("\n"):
        name, title, platform, wrong = line.split("\t")
        row = Row(name, title, platform, [wrong] if wrong else [])
        answers = folder / f"{name}.tsv"
        look(row, answers.read_bytes() if answers.exists() else b"", expected)
        rows.append(row)
    (folder / "report.md").write_text("# One answer everywhere\n\n" + report(rows, expected, full=True), encoding="utf-8")
    sys.stdout.write(report(rows, expected, full=False))
    return 1 if any(row.failed for row in rows) or not rows else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
