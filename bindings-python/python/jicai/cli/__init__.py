"""The command line `jicai`: tenders, prices, charge lines, grades and rulebooks without writing a program.

`jicai --help` lists the commands. Exit codes:

| code | meaning |
| ---: | --- |
| 0 | done |
| 1 | some rows or lots failed; the rest is written, the problems stand on stderr |
| 2 | the call is wrong: an option, a file that is not there, an output that exists, an extra that is not installed |
| 3 | the input is refused: `invalid_json`, `invalid_input`, `invalid_rulebook`, `unknown_rulebook`, `unknown_function` |
| 4 | `rule_gap`: the document does not say it |
| 5 | `unverified_parameter`: only with `--strict` |
| 6 | `limit_exceeded` |
| 70 | `internal`: a bug, please report it |
| 130 | interrupted (Ctrl-C) |
| 141 | the reader of the output went away |

Where every row or lot fails for one and the same reason, the code is that of the reason instead of 1.
"""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Runs the command line with the arguments of the process and ends the process with an exit code of the table above."""
    try:
        try:
            import rich  # noqa: F401
            import typer  # noqa: F401
        except ImportError as error:
            if (error.name or "").partition(".")[0] == "jicai":
                raise
            sys.stderr.write("jicai: the command line needs typer and rich: pip install 'jicai[cli]'\n")
            raise SystemExit(2) from None
        from ._app import run

        run()
    except KeyboardInterrupt:
        raise SystemExit(130) from None
