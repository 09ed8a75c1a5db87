"""Fonts for Chinese text: found among the installed ones, or a message that says what to install."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache

from matplotlib import font_manager
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font

__all__ = ["FontNotFound", "find_cjk_font"]

FAMILIES = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "Heiti SC",
    "STHeiti",
    "DengXian",
    "Droid Sans Fallback",
    "Arial Unicode MS",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "SimSun",
    "Songti SC",
    "STSong",
    "KaiTi",
    "FangSong",
    # Older versions of matplotlib see only the first face of a collection: the same characters in Japanese shapes.
    "Noto Sans CJK JP",
    "Noto Serif CJK JP",
)
"""Families with simplified Chinese characters, the preferred first."""

_LATIN = "DejaVu Sans"
"""Comes with matplotlib, so it is always there."""

_PROBE = "品种拟中选熔断价格元医保支付标准"
"""Characters that a font for these charts must have."""

_FILE_HINTS = (
    "cjk",
    "sourcehan",
    "wqy",
    "wenquanyi",
    "msyh",
    "simhei",
    "simsun",
    "pingfang",
    "hiragino",
    "heiti",
    "deng",
    "notosanssc",
)


class FontNotFound(RuntimeError):
    """A text has Chinese characters and no installed font has them. The message says what to install.

    >>> from jicai.charts import FontNotFound
    >>> issubclass(FontNotFound, RuntimeError)
    True
    """


def find_cjk_font() -> FontProperties:
    """The installed font in which charts write Chinese, as `FontProperties` for a matplotlib text of your own.

    Looked for by name (Noto Sans CJK SC, Source Han Sans, Microsoft YaHei, PingFang SC, WenQuanYi, SimHei and
    others), among the fonts that matplotlib knows, then among font files installed since matplotlib made its list,
    then any font that has the characters. A file of your own is found after
    `matplotlib.font_manager.fontManager.addfont(path)`.

    Errors: `FontNotFound` if there is none.

    >>> from jicai import charts
    >>> try:
    ...     found = len(charts.find_cjk_font().get_family()) == 2  # the font, and one for symbols that it lacks
    ... except charts.FontNotFound as error:
    ...     found = "fonts-noto-cjk" in str(error)
    >>> found
    True
    """
    return FontProperties(family=[cjk_family(), _LATIN])


def cjk_family() -> str:
    """The family name of `find_cjk_font`."""
    family = _named() or (_register_new_files() and _named()) or _covering()
    if family is None:
        raise FontNotFound(
            "no installed font has Chinese characters: install one, e.g. `apt-get install fonts-noto-cjk` "
            "or `dnf install google-noto-sans-cjk-fonts` (Windows and macOS have one), or pass the file of one to "
            "`matplotlib.font_manager.fontManager.addfont`; "
            'language="en" with labels in ASCII needs none'
        )
    return family


def _registered() -> Iterable[font_manager.FontEntry]:
    return font_manager.fontManager.ttflist


def _system_files() -> list[str]:
    return font_manager.findSystemFonts()


def _named() -> str | None:
    """The first known family that is registered and whose file is still there."""
    there = {entry.name: entry.fname for entry in _registered()}
    return next((name for name in FAMILIES if name in there and os.path.exists(there[name])), None)


def _register_new_files() -> bool:
    """Registers font files that were installed after matplotlib wrote its list; whether there were any."""
    known = {str(entry.fname) for entry in _registered()}
    new = [path for path in _system_files() if path not in known and any(hint in _stem(path) for hint in _FILE_HINTS)]
    for path in new:
        try:
            font_manager.fontManager.addfont(path)
        except (OSError, RuntimeError, ValueError):
            continue  # a file that FreeType cannot read is no font to us
    return bool(new)


def _stem(path: str) -> str:
    return os.path.basename(path).lower().replace("-", "").replace("_", "").replace(" ", "")


def _covering() -> str | None:
    """Any registered family that has the characters, whatever its name."""
    wanted = {ord(character) for character in _PROBE}
    for name, path in sorted({(entry.name, entry.fname) for entry in _registered()}):
        if os.path.exists(path) and wanted <= _characters(str(path)):
            return name
    return None


@lru_cache(maxsize=512)
def _characters(path: str) -> frozenset[int]:
    """Code points that a font file has."""
    try:
        return frozenset(FT2Font(path).get_charmap())
    except (OSError, RuntimeError, ValueError):
        return frozenset()


@lru_cache(maxsize=16)
def _coverage(family: tuple[str, ...]) -> frozenset[int]:
    """Code points that the fonts of a family list have together."""
    found: frozenset[int] = frozenset()
    for name in family:
        found |= _characters(str(font_manager.findfont(FontProperties(family=name), fallback_to_default=True)))
    return found


class Typesetter:
    """Chooses the font of each text, so that none is drawn in boxes.

    Chinese charts are set in one font throughout. English ones use matplotlib's own font, and a Chinese one only for
    the texts that need it, such as the name of a company.
    """

    def __init__(self, language: str) -> None:
        self._chinese: tuple[str, ...] | None = (cjk_family(), _LATIN) if language == "zh" else None
        self._always = language == "zh"

    def font(self, text: str, size: float, bold: bool = False) -> FontProperties:
        """The font of a text, size in points."""
        return FontProperties(family=list(self._family(text)), size=size, weight="bold" if bold else "normal")

    def can_write(self, text: str) -> bool:
        """Whether a font for the text is there."""
        try:
            self._family(text)
        except FontNotFound:
            return False
        return True

    def clean(self, text: str) -> str:
        """The text as it is drawn: control characters, and characters that no font has, as `<U+1F600>`."""
        covered = _coverage(self._family(text))
        return "".join(c if c == "\n" or (ord(c) in covered and c.isprintable()) else f"<U+{ord(c):04X}>" for c in text)

    def _family(self, text: str) -> tuple[str, ...]:
        if self._always or any(map(_is_cjk, text)):
            if self._chinese is None:
                self._chinese = (cjk_family(), _LATIN)
            return self._chinese
        return (_LATIN,)


def _is_cjk(character: str) -> bool:
    """Whether it is an ideograph, a kana, or punctuation in the width of one."""
    code = ord(character)
    return (
        0x2E80 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0xFE30 <= code <= 0xFFEF or 0x20000 <= code <= 0x3FFFF
    )


def width(text: str, size: float) -> float:
    """About how wide a line is set, in points; rather more than less."""
    return size * sum(
        1.0 if _is_cjk(c) else 0.38 if c in _NARROW else 0.66 if c.isupper() or c.isdigit() else 0.61 for c in text
    )


_NARROW = frozenset(" .,:;'|!()[]/-ijlftr·")


def wrap(text: str, size: float, room: float, lines: int = 1000) -> str:
    """Breaks a text to lines of `room` points: between words, after `/`, `-`, `_`, between ideographs.

    What is more than `lines` lines ends in `…`.
    """
    done: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _pieces(paragraph):
            while width(line + piece.rstrip(), size) > room and (line or len(piece) > 1):
                if not line:  # one piece is too long for a line: cut it
                    fits = max(1, next((n for n in range(len(piece), 0, -1) if width(piece[:n], size) <= room), 1))
                    done.append(piece[:fits])
                    piece = piece[fits:]
                else:
                    done.append(line.rstrip())
                    line = ""
                    piece = piece.lstrip()
            line += piece
        done.append(line.rstrip())
    if len(done) > lines:
        last = done[lines - 1]
        while last and width(last + "…", size) > room:
            last = last[:-1]
        done = [*done[: lines - 1], last + "…"]
    return "\n".join(done)


def _pieces(text: str) -> list[str]:
    """What is not broken: words with the space or hyphen after them, ideographs with the punctuation after them."""
    pieces: list[str] = []
    for character in text:
        closing = character in "，。、；：）》〉】”’！？…)" or character.isspace()
        if (
            pieces and (closing or not (_is_cjk(character) or _is_cjk(pieces[-1][-1]) or pieces[-1][-1] in " /-_"))
        ) or (pieces and pieces[-1][-1] in "（《〈【“‘("):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces
