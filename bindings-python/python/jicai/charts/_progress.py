"""Purchases of an agreement against the time sequence (序时进度): who is behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Union

import msgspec
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter

from .._call import RulebookLike
from . import _words as w
from ._data import Answer, Json, ask, given, number, percent, source_line
from ._sheet import BODY, SMALL, Language, Sheet, end_room, handle, pick_labels, plain_tick, style
from .fonts import wrap

Question = Union[msgspec.Struct, Mapping[str, Any]]

_ROW, _LEAST_ROW, _TALLEST = 24.0, 2.6, 760.0

_AHEAD = w.Look("^", w.GREEN, True, "快于序时进度", "ahead of the time sequence", "超前", "ahead")
_EVEN = w.Look("o", w.BLUE, True, "与序时进度持平", "level with the time sequence", "持平", "level")
_BEHIND = w.Look("v", w.VERMILION, True, "落后于序时进度", "behind the time sequence", "落后", "behind")
_UNKNOWN = w.Look("s", w.GREY, False, "无序时进度", "no time sequence", "", "")


@dataclass(frozen=True)
class Point:
    """How far an agreement was on a day."""

    sequence: str | None
    completion: str | None
    lag: str | None
    answer: Answer

    @property
    def look(self) -> w.Look:
        """Ahead, level or behind."""
        if self.lag is None:
            return _UNKNOWN
        lag = Decimal(self.lag)
        return _BEHIND if lag > 0 else _AHEAD if lag < 0 else _EVEN

    @property
    def asked(self) -> Json:
        """The question, as far as it is known."""
        return self.answer.question or {}


def progress(
    subject: Question | Sequence[Question] | Mapping[str, Question],
    rulebook: RulebookLike | None = None,
    *,
    language: Language = "zh",
    ax: Axes | None = None,
) -> Figure:
    """How much of the agreed volume was bought, against the share of the period that has passed.

    One agreement, on one day or on several (a list), is drawn over its period: the diagonal is the time sequence, the
    vertical stroke from a point to it is the lead or the lag, and the dashed line is what the rest would take.
    Several agreements (a dict: name → question or answer, in the order of the dict) are drawn as one bar each, with
    the time sequence as a stroke across. What is behind points down and is vermilion, what is ahead points up and is
    green. Per cent is of the agreed volume, points are percentage points.

    `subject`: a `ProgressQuestion` or what `execution.progress` answered, as objects or dicts; or a list, or a dict
    of them. `rulebook`: where the question needs one. `ax`: axes to draw into; without it a figure of its own, 1600
    pixels wide.

    Errors: `JicaiError` as `execution.progress` raises it; `FontNotFound`; `ValueError` if there is no agreed volume
    in any of them.

    >>> from jicai import charts
    >>> period = {"start": "2021-04-11", "end": "2022-04-10"}
    >>> question = {"as_of": "2021-07-31", "period": period, "agreed": "100", "purchased": "62.87"}
    >>> figure = charts.progress(question, language="en")
    >>> any(text.get_text().startswith("62.87%") for text in figure.axes[0].texts)
    True

    Source: `execution#clock` and `execution#completion`.
    """
    named = _named(subject)
    points = {name: sorted((_point(one, rulebook) for one in several), key=_when) for name, several in named.items()}
    drawn = [point for several in points.values() for point in several if point.completion is not None]
    if not drawn:
        raise ValueError("there is no progress to draw: no `completion`, which needs an agreed volume above zero")
    sheet = Sheet(ax, language)
    only = next(iter(points.values()))
    if len(points) == 1 and all(point.sequence is not None and point.completion is not None for point in only):
        figure_height, below = _curve(sheet, only), 48.0
    else:
        figure_height, below = _rows(sheet, {name: several[-1] for name, several in points.items()}), 34.0
    _heading(sheet, points)
    sheet.note(
        sheet.say(
            "序时进度 = 已过天数 ÷ 协议期天数；完成率 = 已采购量 ÷ 约定采购量。",
            "Time sequence: days passed ÷ days of the period. Completion: purchased ÷ agreed volume.",
        )
    )
    sheet.note(source_line(drawn[-1].answer, language, sheet.type) if drawn[-1].answer.rulebook is not None else "")
    return sheet.finish(figure_height, below=below)


def _named(subject: Any) -> dict[str, list[Any]]:
    if isinstance(subject, msgspec.Struct):
        return {"": [subject]}
    if isinstance(subject, Mapping):
        if any(field in subject for field in ("as_of", "value", "completion", "clock")):
            return {"": [subject]}
        return {str(name): [one] for name, one in subject.items()}
    return {"": list(subject)} if subject else {}


def _point(one: Any, rulebook: RulebookLike | None) -> Point:
    answer = given(one, rulebook, "completion", "clock") or ask("execution.progress", one, rulebook)
    value = answer.value
    return Point(value.get("clock", {}).get("sequence"), value.get("completion"), value.get("lag"), answer)


def _when(point: Point) -> tuple[float, str]:
    return number(point.sequence or 0), str(point.asked.get("as_of", ""))


def _lag_text(sheet: Sheet, point: Point) -> str:
    """Lead or lag, exactly."""
    if point.lag is None:
        return ""
    points = percent(str(abs(Decimal(point.lag))))[:-1]
    word = point.look.short(sheet.language)
    return word if point.look is _EVEN else sheet.say(f"{word} {points} 个百分点", f"{points} points {word}")


def _curve(sheet: Sheet, points: Sequence[Point]) -> float:
    """One agreement over its period."""
    done = [number(point.completion) for point in points]
    at = [number(point.sequence) for point in points]
    last = points[-1]
    sheet.margins(44, 50)
    if last.look is _BEHIND:
        # Its label stands to the right of the point, and may need some of the margin.
        over = sheet.measure(_curve_text(sheet, last, True), BODY, True)[0] + 8 - (1 - at[-1]) * sheet.plot_width
        sheet.margins(44, min(220.0, max(50.0, over)))
    sheet.ax.set_xlim(0, 1)
    sheet.ax.set_ylim(0, max(1.08, 1.12 * max(done)))
    for axis in (sheet.ax.xaxis, sheet.ax.yaxis):
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{plain_tick(round(value * 100, 6))}%"))
    sheet.ax.grid(color=w.PALE, lw=0.7)
    sheet.ax.set_axisbelow(True)
    sheet.ax.plot([0, 1], [0, 1], color=w.GREY, lw=1.4, zorder=2, gid="line:sequence")
    sheet.ax.axhline(1, color=w.INK, lw=1.0, zorder=1.5, gid="line:agreed")
    sheet.ax.plot([0, *at], [0, *done], color=w.BLUE, lw=1.6, zorder=3, gid="line:completion")
    if done[-1] < 1 and at[-1] < 1:
        sheet.ax.plot([at[-1], 1], [done[-1], 1], color=w.BLUE, lw=1.2, ls=(0, (4, 3)), zorder=2.5, gid="line:required")
    chosen = pick_labels(len(points), sheet.plot_width / max(1, len(points)), 60, [len(points) - 1, 0])
    for index, point in enumerate(points):
        look = point.look
        sheet.ax.vlines(
            at[index], min(at[index], done[index]), max(at[index], done[index]), color=look.colour, lw=2.0, zorder=3.5
        )
        sheet.ax.plot([at[index]], [done[index]], ls="", zorder=4, gid=f"point:{index}", **style(look, 8.5))
        if index in chosen:
            _curve_label(sheet, point, at[index], done[index], point is last)
    _dates(sheet, last, at[-1])
    sheet.axis_label("y", sheet.say("完成率", "completion"))
    for look in (_AHEAD, _EVEN, _BEHIND):
        if any(point.look is look for point in points):
            sheet.legend(handle(look), look.word(sheet.language))
    sheet.legend(Line2D([], [], color=w.BLUE, lw=1.6), sheet.say("完成率", "completion"))
    sheet.legend(Line2D([], [], color=w.GREY, lw=1.4), sheet.say("序时进度", "time sequence"))
    sheet.legend(Line2D([], [], color=w.INK, lw=1.0), sheet.say("约定采购量", "agreed volume"))
    if done[-1] < 1 and at[-1] < 1:
        each = last.answer.value.get("required_per_day")
        sheet.legend(
            Line2D([], [], color=w.BLUE, lw=1.2, ls=(0, (4, 3))),
            sheet.say("如期完成所需", "needed to finish in time")
            + (sheet.say(f"：每天 {each}", f": {each} a day") if each else ""),
        )
    return 250.0


def _curve_text(sheet: Sheet, point: Point, last: bool) -> str:
    text, lag = percent(point.completion), _lag_text(sheet, point)
    if last and lag:
        return text + sheet.say("，", ", ") + lag
    return f"{point.asked['as_of']}  {text}" if "as_of" in point.asked else text


def _curve_label(sheet: Sheet, point: Point, x: float, y: float, last: bool) -> None:
    text = _curve_text(sheet, point, last)
    # Above a curve that rises its left is free, below it its right.
    behind = point.look is _BEHIND
    size = BODY if last else SMALL
    fits = behind or x * sheet.plot_width > sheet.measure(text, size, last)[0] + 12
    label = sheet.text(
        text,
        (x, y),
        (8, -8) if behind else (-7, 8) if fits else (-0.9 * x * sheet.plot_width, 14),
        size=size,
        colour=point.look.colour,
        bold=last,
        ha="right" if fits and not behind else "left",
        va="top" if behind else "bottom",
        zorder=6,
    )
    label.set_bbox({"boxstyle": "square,pad=0.15", "fc": "white", "ec": "none", "alpha": 0.85})


def _dates(sheet: Sheet, point: Point, at: float) -> None:
    """The days under the shares of the period, as far as the question is known."""
    period = point.asked.get("period", {})
    for x, day in ((0.0, period.get("start")), (at, point.asked.get("as_of")), (1.0, period.get("end"))):
        close = x == at and (at < 0.14 or at > 0.86)
        if day and not close:
            sheet.text(
                day, (x, 0), (0, -17), coords=sheet.ax.get_xaxis_transform(), colour=w.FAINT, ha="center", va="top"
            )
    sheet.axis_label("x", sheet.say("协议期已过比例", "share of the period that has passed"))
    sheet.ax.xaxis.labelpad = 14


def _rows(sheet: Sheet, subjects: Mapping[str, Point]) -> float:
    """One bar for each agreement."""
    spacing = max(_LEAST_ROW, min(_ROW, _TALLEST / len(subjects)))
    points = list(subjects.values())
    names = [wrap(sheet.type.clean(name), BODY, 170, 3) for name in subjects]
    tallest = max(name.count("\n") + 1 for name in names)
    if spacing == _ROW and tallest > 1:
        spacing = max(_ROW, 11.0 * tallest + 4)
    labelled = pick_labels(len(points), spacing, 11.0 * tallest + 1, [0, len(points) - 1])
    beside = [_beside(sheet, point) for point in points]
    sheet.margins(
        sheet.widest([names[i] for i in labelled], BODY) + 12, sheet.widest([beside[i] for i in labelled]) + 14
    )
    ends = end_room(spacing)
    sheet.ax.set_ylim(len(points) - 1 + ends, -ends)
    sheet.ax.set_yticks([])
    highest = max(
        [1.0, *(number(text) for point in points for text in (point.completion, point.sequence) if text is not None)]
    )
    sheet.ax.set_xlim(0, highest * 1.16)
    sheet.ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{plain_tick(round(value * 100, 6))}%"))
    sheet.ax.axvline(1, color=w.INK, lw=1.0, zorder=1.5, gid="line:agreed")
    for row, point in enumerate(points):
        if point.completion is not None:
            done = number(point.completion)
            look = point.look
            sheet.ax.barh(row, done, 0.5, color=look.colour, alpha=0.28, zorder=2, gid=f"bar:{row}")
            sheet.ax.plot(
                [done], [row], ls="", zorder=4, gid=f"point:{row}", **style(look, max(2.4, min(8.0, spacing * 0.4)))
            )
            if row in labelled:
                label = sheet.text(percent(point.completion), (done, row), (8, 0), ha="left", zorder=5)
                label.set_bbox({"boxstyle": "square,pad=0.12", "fc": "white", "ec": "none", "alpha": 0.85})
        if point.sequence is not None:
            at = number(point.sequence)
            sheet.ax.plot(
                [at, at],
                [row - 0.38, row + 0.38],
                color=w.INK,
                lw=min(2.2, spacing / 6),
                zorder=3,
                gid=f"sequence:{row}",
            )
        if row in labelled:
            side = sheet.ax.get_yaxis_transform()
            sheet.text(names[row], (0, row), (-8, 0), coords=side, size=BODY, ha="right", linespacing=1.1)
            sheet.text(beside[row], (1, row), (8, 0), coords=side, colour=point.look.colour, ha="left")
    sheet.axis_label("x", sheet.say("占约定采购量的比例", "share of the agreed volume"))
    for look in (_AHEAD, _EVEN, _BEHIND, _UNKNOWN):
        number_of = sum(point.look is look and point.completion is not None for point in points)
        if number_of:
            sheet.legend(handle(look), f"{look.word(sheet.language)} × {number_of}")
    if any(point.sequence is not None for point in points):
        sheet.legend(
            Line2D([], [], ls="", marker="|", ms=11, mew=2.2, color=w.INK), sheet.say("序时进度", "time sequence")
        )
    sheet.legend(Line2D([], [], color=w.INK, lw=1.0), sheet.say("约定采购量", "agreed volume"))
    if len(labelled) < len(points):
        sheet.note(
            sheet.say(
                f"共 {len(points)} 项，只标注其中一部分。",
                f"{len(points)} agreements, of which only some are labelled.",
            )
        )
    return max(56.0, spacing * (len(points) - 1 + 2 * ends))


def _beside(sheet: Sheet, point: Point) -> str:
    if point.completion is None:
        return sheet.say("无约定采购量", "no agreed volume")
    if point.sequence is None:
        return sheet.say("无协议期", "no period")
    return _lag_text(sheet, point)


def _heading(sheet: Sheet, points: Mapping[str, Sequence[Point]]) -> None:
    name = next(iter(points)) if len(points) == 1 else ""
    sheet.title(
        sheet.say("采购进度与序时进度", "Purchases against the time sequence")
        + (sheet.say("：", ": ") + name if name else "")
    )
    parts: list[str] = []
    lasts = [several[-1] for several in points.values()]
    days = {point.asked.get("as_of") for point in lasts}
    if len(days) == 1 and None not in days:
        parts.append(sheet.say(f"截至 {next(iter(days))}", f"as of {next(iter(days))}"))
    if len(lasts) == 1:
        last = lasts[0]
        clock, asked = last.answer.value.get("clock"), last.asked
        if clock:
            parts.append(
                sheet.say(
                    f"已过 {clock['elapsed_days']}/{clock['total_days']} 天",
                    f"{clock['elapsed_days']} of {clock['total_days']} days passed",
                )
            )
        if "agreed" in asked:
            parts.append(
                sheet.say(
                    f"约定采购量 {asked['agreed']}，已采购 {asked['purchased']}",
                    f"{asked['purchased']} of {asked['agreed']} purchased",
                )
            )
        remaining = last.answer.value.get("remaining_quantity")
        if remaining is not None and Decimal(remaining) > 0:
            parts.append(sheet.say(f"尚缺 {remaining}", f"{remaining} remaining"))
    else:
        behind = sum(point.look is _BEHIND for point in lasts)
        parts.append(sheet.say(f"{len(lasts)} 项中落后 {behind} 项", f"{behind} of {len(lasts)} behind"))
    sheet.subtitle(" · ".join(parts))
