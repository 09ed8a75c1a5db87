"""What all commands share: options for language, format and place, and how they end."""

from __future__ import annotations

import inspect
import locale
import os
import sys
import types
from enum import Enum
from typing import Annotated, Any, Callable, Optional, get_type_hints

import typer

from ._failure import failed
from ._output import Output


class Language(str, Enum):
    """Of headers, sentences and notes."""

    zh = "zh"
    en = "en"


PANEL = "Output 输出"
GlobalLanguageOption = Annotated[
    Optional[Language],
    typer.Option(
        "--lang",
        envvar="JICAI_LANG",
        help="Language of headers and sentences; by the locale where it is left out. 表头与说明的语言。",
        show_default=False,
        rich_help_panel=PANEL,
    ),
]
LanguageOption = Annotated[
    Optional[Language],
    typer.Option(
        "--lang",
        help="Language of headers and sentences. 表头与说明的语言。",
        show_default=False,
        rich_help_panel=PANEL,
    ),
]
DebugOption = Annotated[
    bool,
    typer.Option(
        "--debug", help="Show where in the program an error arose. 出错时显示程序内部位置。", rich_help_panel=PANEL
    ),
]
_SHARED: dict[str, tuple[Any, Any]] = {
    "lang": (LanguageOption, None),
    "format": (
        Annotated[
            Optional[str],
            typer.Option(
                "--format",
                "-f",
                metavar="FORMAT",
                help="table, csv, json or xlsx; by the ending of --output where it is left out. 输出格式。",
                show_default=False,
                rich_help_panel=PANEL,
            ),
        ],
        None,
    ),
    "output": (
        Annotated[
            Optional[str],
            typer.Option(
                "--output",
                "-o",
                metavar="FILE",
                help="Write to a file. 写入文件。",
                show_default=False,
                rich_help_panel=PANEL,
            ),
        ],
        None,
    ),
    "force": (
        Annotated[
            bool, typer.Option("--force", help="Replace an output that exists. 覆盖已有文件。", rich_help_panel=PANEL)
        ],
        False,
    ),
    "debug": (DebugOption, False),
}
EVERYWHERE = ("lang", "format", "output", "force", "debug")


class Session:
    """What was said before the name of the command."""

    def __init__(self, language: Optional[Language], debug: bool) -> None:
        self.language = language
        self.debug = debug


def shared(function: Callable[..., Optional[int]], options: tuple[str, ...] = EVERYWHERE) -> Callable[..., None]:
    """A command with the options that all of them have; what it raises becomes a message and an exit code.

    `function` takes an `Output` first, then its own parameters; it gives the exit code, or nothing.
    """
    hints = _hints(function)
    own = list(inspect.signature(function).parameters.values())[1:]

    def run(ctx: typer.Context, **given: Any) -> None:
        taken = {name: given.pop(name, None) for name in _SHARED}
        session = ctx.obj if isinstance(ctx.obj, Session) else Session(None, False)
        debug = bool(taken["debug"]) or session.debug
        places: dict[str, str] = {}
        try:
            chosen = taken["lang"] or session.language
            language = chosen.value if chosen else by_locale()
            out = Output(language, taken["format"], taken["output"], bool(taken["force"]), "format" in options)
            out.places = places
            if "ctx" in hints:
                given["ctx"] = ctx
            status = function(out, **given) or 0
            sys.stdout.flush()
        except (KeyboardInterrupt, Exception) as error:
            status = failed(error, debug, places)
        if status:
            raise typer.Exit(status)

    parameters = [inspect.Parameter("ctx", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)]
    for parameter in own:
        if parameter.name != "ctx":
            kind = inspect.Parameter.KEYWORD_ONLY
            parameters.append(parameter.replace(annotation=hints[parameter.name], kind=kind))
    for name in options:
        annotation, default = _SHARED[name]
        parameters.append(
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)
        )
    run.__name__ = function.__name__
    run.__doc__ = function.__doc__
    # What typer reads.
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return run


def resolved(function: Callable[..., None]) -> Callable[..., None]:
    """The same function with annotations that are types rather than texts, as typer needs them on Python 3.9."""
    hints = _hints(function)
    parameters = inspect.signature(function).parameters.values()
    signature = inspect.Signature([one.replace(annotation=hints[one.name]) for one in parameters])
    function.__annotations__ = {name: parameter.annotation for name, parameter in signature.parameters.items()}
    function.__signature__ = signature  # type: ignore[attr-defined]
    return function


def _hints(function: Callable[..., Any]) -> dict[str, Any]:
    # Without defaults: before Python 3.11 a default of None would be wrapped around the annotation.
    bare = types.FunctionType(function.__code__, function.__globals__)
    bare.__annotations__ = function.__annotations__
    return get_type_hints(bare, include_extras=True)


def by_locale() -> str:
    """Chinese where the locale is: LC_ALL, LC_MESSAGES, LANG in this order; what Windows says where none is set."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    if sys.platform == "win32":
        named = (locale.getlocale()[0] or "").lower()
        return "zh" if named.startswith(("zh", "chinese")) else "en"
    return "en"
