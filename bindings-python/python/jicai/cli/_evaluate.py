"""`jicai evaluate`: the JSON door itself."""

from __future__ import annotations

import os
import stat
import sys
from collections import Counter
from typing import IO, Annotated, Optional

import typer

from ._failure import EXIT_CODES, INTERNAL, exit_code
from ._files import existing, read_bytes
from ._output import Output, Progress, Target, write_bytes

_ERROR = b'{"error":{"code":"'


def evaluate(
    out: Output,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A JSON request; - or nothing for standard input. JSON 请求。")
    ] = "-",
    lines: Annotated[
        bool,
        typer.Option("--lines", help="A request a line, an answer a line; blank lines are passed over. 每行一个请求。"),
    ] = False,
) -> int:
    """Answer a JSON request: any function, the core's own bytes. 以 JSON 请求调用任一函数。

    An error is an answer too: it stands in the output, and the exit code tells.
    """
    from .._native import evaluate as ask

    existing(file)
    if not lines:
        answer = ask(read_bytes(file))
        if out.path:
            with Target(out.path, out.force) as target:
                target.write(answer + b"\n")
        else:
            write_bytes(answer + b"\n")
        code = _code(answer)
        return EXIT_CODES.get(code, INTERNAL) if code else 0
    source = sys.stdin.buffer if file == "-" else open(file, "rb")  # noqa: SIM115
    with source:
        if out.path:
            with Target(out.path, out.force) as target:
                return _all(source, target, False)
        return _all(source, sys.stdout.buffer, not _is_file(source))


def _all(source: IO[bytes], target: IO[bytes], at_once: bool) -> int:
    from .._native import evaluate as ask

    size = os.fstat(source.fileno()).st_size if _is_file(source) else None
    total = 0
    codes: Counter[str] = Counter()
    with Progress("evaluate", size) as progress:
        for line in source:
            progress.advance(len(line))
            if not line.strip():
                continue
            total += 1
            answer = ask(line)
            code = _code(answer)
            if code:
                codes[code] += 1
            target.write(answer + b"\n")
            if at_once:
                target.flush()
        target.flush()
    return exit_code(codes, total)


def _is_file(source: IO[bytes]) -> bool:
    try:
        return stat.S_ISREG(os.fstat(source.fileno()).st_mode)
    except (OSError, ValueError):
        return False


def _code(answer: bytes) -> Optional[str]:
    """The code of an answer that is an error."""
    if not answer.startswith(_ERROR):
        return None
    return answer[len(_ERROR) : answer.index(b'"', len(_ERROR))].decode()
