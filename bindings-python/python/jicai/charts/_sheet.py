"""The page around the axes: title, legend and source line are measured and stacked, so that nothing overlaps.

A figure of our own gets the margins that its texts need. In axes of the caller the same texts hang on the axes, and a
layout engine of the caller (`tight`, `constrained`) makes room for them.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Literal

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.lines import Line2D
from matplotlib.text import Annotation, Text
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullFormatter
from matplotlib.transforms import ScaledTranslation

from . import _words as w
from .fonts import Typesetter, wrap

Language = Literal["zh", "en"]

WIDTH, DPI = 720.0, 160
"""Of a figure of our own: points, and dots per inch; 1600 pixels."""

TITLE, SMALL, BODY = 13.0, 8.0, 9.0
"""Sizes of letters in points."""

_MARGIN = 14.0
_GAP = 7.0


class Chart(Figure):
    """A figure that notebooks show without pyplot."""

    def _repr_png_(self) -> tuple[bytes, dict[str, int]]:
        data = io.BytesIO()
        self.savefig(data, format="png")
        return data.getvalue(), {"width": round(self.get_figwidth() * 80)}


class Sheet:
    """Axes with a title above and a legend and notes below."""

    def __init__(self, ax: Axes | None, language: str, width: float = WIDTH) -> None:
        if language not in ("zh", "en"):
            raise ValueError(f'language is "zh" or "en", got {language!r}')
        self.language = language
        self.type = Typesetter(language)
        self.own = ax is None
        self.width = width
        if ax is None:
            figure: Figure = Chart(figsize=(width / 72, 4.0), dpi=DPI)
            ax = figure.add_axes((0.1, 0.1, 0.8, 0.8))
        self.ax = ax
        root: Any = ax.figure
        while isinstance(root, SubFigure):
            root = root.figure
        self.figure: Figure = root
        self._header: list[tuple[str, float, bool, str]] = []
        self._notes: list[tuple[str, str]] = []
        self._handles: list[tuple[Artist, str]] = []
        self.left = self.right = 0.0
        for side in ("top", "right", "left"):
            ax.spines[side].set_visible(False)
        ax.spines["bottom"].set_color(w.GREY)
        ax.tick_params(colors=w.FAINT, labelsize=SMALL, labelfontfamily=self.font("0", SMALL).get_family()[0])

    def say(self, zh: str, en: str) -> str:
        """The text in the language of the chart."""
        return zh if self.language == "zh" else en

    def font(self, text: str, size: float, bold: bool = False) -> Any:
        """Font properties for a text."""
        return self.type.font(text, size, bold)

    def text(
        self,
        text: str,
        xy: tuple[float, float],
        offset: tuple[float, float] = (0.0, 0.0),
        *,
        coords: Any = "data",
        size: float = SMALL,
        colour: str = w.INK,
        bold: bool = False,
        **properties: Any,
    ) -> Annotation:
        """A text at a place, moved by `offset` points. Ids are texts, not formulas: `$` is only a dollar."""
        text = self.type.clean(text)
        return self.ax.annotate(
            text,
            xy,
            xytext=offset,
            xycoords=coords,
            textcoords="offset points",
            annotation_clip=False,
            fontproperties=self.font(text, size, bold),
            color=colour,
            parse_math=False,
            **{"va": "center_baseline", **properties},
        )

    def measure(self, text: str, size: float = SMALL, bold: bool = False) -> tuple[float, float]:
        """Width and height of a text in points."""
        text = self.type.clean(text)
        artist = Text(0, 0, text, fontproperties=self.font(text, size, bold), parse_math=False)
        artist.set_figure(self.figure)
        box = artist.get_window_extent()
        return float(box.width) * 72 / self.figure.dpi, float(box.height) * 72 / self.figure.dpi

    def widest(self, texts: Sequence[str], size: float = SMALL, bold: bool = False) -> float:
        """Width of the widest of them."""
        return max((self.measure(text, size, bold)[0] for text in dict.fromkeys(texts)), default=0.0)

    def margins(self, left: float, right: float) -> None:
        """Room beside the axes, in points."""
        self.left, self.right = left + _MARGIN, right + _MARGIN

    @property
    def plot_width(self) -> float:
        """Width of the axes in points."""
        if self.own:
            return self.width - self.left - self.right
        return float(self.ax.get_window_extent().width) * 72 / self.figure.dpi

    def title(self, text: str) -> None:
        """What the chart shows."""
        self._header.append((text, TITLE, True, w.INK))

    def subtitle(self, text: str, colour: str = w.FAINT) -> None:
        """A line under the title."""
        self._header.append((text, BODY, False, colour))

    def note(self, text: str, colour: str = w.FAINT) -> None:
        """A line under the legend."""
        if text:
            self._notes.append((text, colour))

    def legend(self, handle: Artist, text: str) -> None:
        """An entry of the legend."""
        self._handles.append((handle, text))

    def axis_label(self, which: Literal["x", "y"], text: str) -> None:
        """The name of an axis, with its unit."""
        text = self.type.clean(text)
        axis = self.ax.xaxis if which == "x" else self.ax.yaxis
        axis.set_label_text(text, fontproperties=self.font(text, BODY), color=w.INK, parse_math=False)

    def tags(self, lines: Sequence[tuple[float, str, str]]) -> float:
        """Values above vertical lines, (x, text, colour), in as many rows as keep them apart; the height of the band in
        points.

        Called when margins and limits of the axis are set.
        """
        merged: dict[tuple[float, str], str] = {}
        for x, text, colour in lines:
            merged.setdefault((x, text), colour)
        ends: list[float] = []
        for (x, text), colour in sorted(merged.items()):
            fraction = self.ax.transLimits.transform(self.ax.transScale.transform((x, 0.0)))[0]
            centre, half = float(fraction) * self.plot_width, self.measure(text)[0] / 2 + 3
            row = next((i for i, end in enumerate(ends) if centre - half >= end), len(ends))
            ends[row:] = [centre + half, *ends[row + 1 :]]
            arrow = {"arrowstyle": "-", "color": colour, "lw": 0.6, "shrinkA": 0, "shrinkB": 0} if row else None
            place = (x, 1.0)
            offset = (0.0, 3.0 + 11 * row)
            properties: dict[str, Any] = {"arrowprops": arrow} if arrow else {}
            self.text(
                text,
                place,
                offset,
                coords=self.ax.get_xaxis_transform(),
                colour=colour,
                ha="center",
                va="bottom",
                **properties,
            )
        return 11.0 * len(ends) + (5 if ends else 0)

    def finish(self, plot_height: float, above: float = 0.0, below: float = 34.0) -> Figure:
        """Places everything. `above` and `below`: what is taken beside the axes already, in points."""
        x = _MARGIN - self.left if self.own else 0.0
        room = self.width - 2 * _MARGIN if self.own else self.plot_width
        top = above + 4
        for text, size, bold, colour in reversed(self._header):
            wrapped = wrap(text, size, room)
            self.text(
                wrapped,
                (0, 1),
                (x, top),
                coords="axes fraction",
                size=size,
                bold=bold,
                colour=colour,
                va="bottom",
                ha="left",
            )
            top += self.measure(wrapped, size, bold)[1] + 5
        bottom = below
        if self._handles:
            bottom += self._place_legend(x, -bottom, room) + _GAP
        for text, colour in self._notes:
            wrapped = wrap(text, SMALL, room)
            self.text(wrapped, (0, 0), (x, -bottom), coords="axes fraction", colour=colour, va="top", ha="left")
            bottom += self.measure(wrapped)[1] + 4
        if self.own:
            height = top + plot_height + bottom + _MARGIN
            self.figure.set_size_inches(self.width / 72, height / 72)
            self.ax.set_position(
                (
                    self.left / self.width,
                    (bottom + _MARGIN / 2) / height,
                    self.plot_width / self.width,
                    plot_height / height,
                )
            )
        return self.figure

    def _place_legend(self, x: float, y: float, room: float) -> float:
        """Draws the legend with its upper left corner at (x, y) from that of the axes; its height."""
        labels = [self.type.clean(text) for _, text in self._handles]
        columns = max(1, min(len(labels), int(room // (self.widest(labels) + 38))))
        legend = self.ax.legend(
            [handle for handle, _ in self._handles],
            labels,
            loc="upper left",
            bbox_to_anchor=(0.0, 0.0),
            bbox_transform=self.ax.transAxes + ScaledTranslation(x / 72, y / 72, self.figure.dpi_scale_trans),
            borderaxespad=0.0,
            borderpad=0.2,
            ncols=columns,
            frameon=False,
            handlelength=2.0,
            columnspacing=1.6,
            prop=self.font("".join(labels), SMALL),
        )
        for text in legend.get_texts():
            text.set_parse_math(False)
            text.set_fontproperties(self.font(text.get_text(), SMALL))
            text.set_color(w.INK)
        return float(legend.get_window_extent().height) * 72 / self.figure.dpi

    def value_axis(self, values: Sequence[float], axis: Literal["x", "y"] = "x", room: float = 0.14) -> bool:
        """Limits and ticks for positive values; logarithmic where the largest is more than 20 times the smallest."""
        low, high = (min(values), max(values)) if values else (0.0, 1.0)
        scale = self.ax.set_xscale if axis == "x" else self.ax.set_yscale
        limits = self.ax.set_xlim if axis == "x" else self.ax.set_ylim
        ticks = self.ax.xaxis if axis == "x" else self.ax.yaxis
        logarithmic = low > 0 and high / low > 20
        if logarithmic:
            scale("log")
            decades = high / low
            limits(low / decades**0.06, high * decades**room)
            # Within few decades the powers of ten alone would be too few ticks.
            ticks.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0) if decades < 2000 else (1.0,)))
            ticks.set_minor_formatter(NullFormatter())
        else:
            span = (high - low) or high or 1.0
            start = 0.0 if low < 0.5 * high else max(0.0, low - 0.2 * span)
            limits(start, high + room * max(span, high - start))
            ticks.set_major_locator(MaxNLocator(nbins=7, steps=[1, 2, 2.5, 5, 10]))
        ticks.set_major_formatter(FuncFormatter(plain_tick))
        return logarithmic


def plain_tick(value: float, _: float = 0.0) -> str:
    """A tick without exponents: 0.05, 12.5, 1000."""
    return f"{value:.10f}".rstrip("0").rstrip(".") if value else "0"


def handle(look: w.Look, size: float = 7.0) -> Line2D:
    """The marker of an outcome for the legend."""
    return Line2D([], [], ls="", **style(look, size))


def style(look: w.Look, size: float = 7.0) -> dict[str, Any]:
    """How `plot` draws an outcome."""
    face = look.colour if look.filled else "white"
    edge = 0.6 if look.filled and look.marker != "x" else 1.6
    return {"marker": look.marker, "ms": size, "mfc": face, "mec": look.colour, "mew": min(edge, size / 5)}


def end_room(spacing: float) -> float:
    """What rows leave free beyond the first and the last, in rows: half a row, or half a line of text where rows are
    closer."""
    return max(0.5, 7.0 / spacing)


def pick_labels(count: int, spacing: float, least: float, first: Sequence[int]) -> list[int]:
    """Which of `count` rows `spacing` points apart get a label, so that labels are `least` apart: those of `first`
    before others."""
    if spacing >= least:
        return list(range(count))
    chosen: list[int] = []
    step = int(least / spacing) + 1
    for row in [*first, *range(0, count, step)]:
        if all(abs(row - other) * spacing >= least for other in chosen):
            chosen.append(row)
    return sorted(chosen)
