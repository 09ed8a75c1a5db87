"""What can go wrong, as one message and one exit code."""

from __future__ import annotations

import os
import sys
import traceback
from collections import Counter
from collections.abc import Mapping
from typing import Optional

from ..errors import JicaiError

PARTIAL, USAGE, INTERNAL, INTERRUPTED, PIPE_CLOSED = 1, 2, 70, 130, 141
EXIT_CODES: Mapping[str, int] = {
    "invalid_json": 3,
    "invalid_input": 3,
    "unknown_function": 3,
    "unknown_rulebook": 3,
    "invalid_rulebook": 3,
    "rule_gap": 4,
    "unverified_parameter": 5,
    "limit_exceeded": 6,
    "internal": INTERNAL,
}
SHOWN = 20
"""So many problems are told one by one."""


class Usage(Exception):
    """The call cannot be carried out as it was written."""

    def __init__(self, message: str, help: Optional[str] = None) -> None:
        super().__init__(message)
        self.help = help


def exit_code(codes: Counter[str], total: int) -> int:
    """Of rows or lots of which some failed, counted by code: 1, or the exit code that all of them share."""
    if not codes:
        return 0
    shared = {EXIT_CODES.get(code, INTERNAL) for code in codes}
    return shared.pop() if sum(codes.values()) >= total and len(shared) == 1 else PARTIAL


def tell(code: str, place: str, message: str, help: Optional[str] = None) -> None:
    """One problem on stderr: code, place, message, help."""
    parts = ["jicai", code, place, message]
    lines = [printable(": ".join(part for part in parts if part))]
    if help:
        lines.append("  help: " + printable(help))
    text = "\n".join(lines) + "\n"
    if code and sys.stderr.isatty() and not os.environ.get("NO_COLOR"):
        text = text.replace(f"jicai: {code}", f"jicai: \x1b[31m{code}\x1b[0m", 1)
    sys.stderr.write(text)
    sys.stderr.flush()


def tell_error(error: JicaiError, places: Optional[Mapping[str, str]] = None) -> None:
    """An error of the core; `places` names the options behind JSON Pointers."""
    problems = getattr(error, "problems", None)
    if problems is not None:
        for problem in problems[:SHOWN]:
            header = f" ({problem.header})" if problem.header else ""
            tell(error.code, f"{problem.cell}{header}", problem.message, problem.help)
        more(len(problems) - SHOWN)
        return
    place = ", ".join(
        part
        for part in (
            f"row {error.row}" if error.row is not None else "",
            f"column {error.column}" if error.column else "",
        )
        if part
    )
    help = near_rulebooks(error.message) if error.code == "unknown_rulebook" else error.help
    tell(error.code, place or named(error.path, places), error.message, help)


def near_rulebooks(message: str) -> str:
    """The core lists all of them, more than a screen holds."""
    import difflib

    import jicai

    asked = message.partition("`")[2].partition("`")[0]
    ids = [book.id for book in jicai.rulebook.list().rulebooks]
    near = difflib.get_close_matches(asked, ids, 3, 0.6) or [one for one in ids if asked and asked in one][:3]
    known = "`jicai rulebooks` lists them all"
    return f"is it {' or '.join(f'`{one}`' for one in near)}? {known}" if near else known


def named(path: str, places: Optional[Mapping[str, str]]) -> str:
    """The option or the cell behind a JSON Pointer: the longest one that is named."""
    for pointer in sorted(places or (), key=len, reverse=True):
        if places and (path == pointer or path.startswith(pointer + "/")):
            rest = path[len(pointer) :].lstrip("/")
            return f"{places[pointer]} {rest}".strip()
    return path


def more(number: int) -> None:
    """How many problems are not told one by one."""
    if number > 0:
        sys.stderr.write(f"jicai: … and {number} more\n")


def failed(error: BaseException, debug: bool, places: Optional[Mapping[str, str]] = None) -> int:
    """Tells what ended the command, and gives the exit code."""
    if isinstance(error, KeyboardInterrupt):
        return INTERRUPTED
    if isinstance(error, BrokenPipeError):
        # Nobody reads any more: what is still buffered must not be written when the process ends.
        null = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(null, sys.stdout.fileno())
        except (OSError, ValueError):
            pass
        finally:
            os.close(null)
        return PIPE_CLOSED
    if debug:
        traceback.print_exception(type(error), error, error.__traceback__, file=sys.stderr)
    if isinstance(error, JicaiError):
        tell_error(error, places)
        return EXIT_CODES.get(error.code, INTERNAL)
    if isinstance(error, Usage):
        tell("", "", str(error), error.help)
        return USAGE
    if isinstance(error, ImportError) and "pip install" in str(error):
        tell("", "", str(error))
        return USAGE
    if isinstance(error, OSError):
        reason = error.strerror or str(error)
        name = f"`{error.filename}`" if error.filename is not None else ""
        tell("", name, reason[:1].lower() + reason[1:])
        return USAGE
    if isinstance(error, MemoryError):
        tell("limit_exceeded", "", "there is not enough memory for this input")
        return EXIT_CODES["limit_exceeded"]
    tell(
        "internal",
        "",
        f"a bug in this program: {type(error).__name__}: {str(error)[:300]}",
        "please report it with the output of the same command with --debug",
    )
    return INTERNAL


def printable(text: str) -> str:
    """On one line, and nothing in it that steers a terminal."""
    return "".join(
        one if one.isprintable() or one == "\u3000" else " " if one in "\t\r\n" else "\ufffd" for one in text
    )
