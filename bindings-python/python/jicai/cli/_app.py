"""The application: its commands, and the options before their names."""

from __future__ import annotations

import contextlib
import sys
from typing import Annotated, Any, Optional

import typer

from . import _award, _compare, _evaluate, _explain, _grade, _price, _rulebooks, _split, _template
from ._command import EVERYWHERE, DebugOption, GlobalLanguageOption, Session, resolved, shared

_EPILOG = (
    "Exit codes 退出码: 0 done; 1 some rows or lots failed; 2 usage; 3 invalid input; 4 rule gap; "
    "5 unverified (--strict); 6 limit exceeded; 70 internal."
)

app = typer.Typer(
    name="jicai",
    help="Rules of China's volume-based drug procurement. 国家组织药品集中带量采购规则的计算。",
    epilog=_EPILOG,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from .. import __version__

        typer.echo(f"jicai {__version__}")
        raise typer.Exit


def _before(
    ctx: typer.Context,
    lang: GlobalLanguageOption = None,
    debug: DebugOption = False,
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help="Show the version. 版本号。")
    ] = False,
) -> None:
    ctx.obj = Session(lang, debug)


app.callback()(resolved(_before))


def _add(name: str, function: Any, options: tuple[str, ...] = EVERYWHERE) -> None:
    app.command(name)(shared(function, options))


_add("award", _award.award)
_add("compare", _compare.compare)
_add("explain", _explain.explain)
_add("price", _price.price)
_add("split", _split.split)
_add("grade", _grade.grade)
app.add_typer(_rulebooks.app, name="rulebooks")
_add("evaluate", _evaluate.evaluate, ("output", "force", "debug"))
_add("template", _template.template, ("lang", "force", "debug"))


def run(arguments: Optional[list[str]] = None) -> None:
    """Runs the application and ends the process."""
    for stream in (sys.stdout, sys.stderr):
        # A character that the terminal does not have must not end the program.
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        app(arguments, prog_name="jicai")
    finally:
        try:
            sys.stdout.flush()
        except (OSError, ValueError):
            from ._failure import failed

            failed(BrokenPipeError(), False)
