"""The payment standard of a product over the years: what the fund recognises, and what is left to the patient."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import msgspec
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

from .._call import RulebookLike
from . import _words as w
from ._data import Answer, Json, ask, given, number, percent, short, source_line, title_of
from ._sheet import BODY, Language, Sheet, pick_labels, plain_tick

_IN, _FIRST, _ABOVE = "#BFD9EC", "#7FB2D6", "#F3C6A8"
"""Recognised by the fund; of it first self-pay; above the standard."""

_HALF = 0.31


def payment_path(
    question_or_answer: msgspec.Struct | Mapping[str, Any],
    rulebook: RulebookLike | None = None,
    *,
    language: Language = "zh",
    ax: Axes | None = None,
) -> Figure:
    """The payment standard of a product year by year, with its price and the patient's part.

    Each bar is the current price of a year: below the part that the fund recognises, of it the first self-pay where there
    is a rate; above it what exceeds the standard and is the patient's. The thick line is the payment standard; where the
    text allows only a maximum it is dashed and written `≤`, and where the rules set no standard there is none. The dotted
    line is the winning price that the product is measured by. A year about which the document says nothing is a hatched
    gap with its price only. All figures are yuan for one unit of the product.

    `question_or_answer`: a `PathQuestion` or its dict, asked under `rulebook`; or what `payment.path` answered, as an
    object or a dict. `ax`: axes to draw into; without it a figure of its own, 1600 pixels wide.

    Errors: `JicaiError` as `payment.path` raises it; `FontNotFound`; `TypeError` for a question without rulebook.

    >>> from jicai import charts
    >>> originator = {"status": "originator", "list_class": "b", "own_rate": "0.10"}
    >>> question = {
    ...     "product": {**originator, "price": "60.33", "base_price": "60.33"},
    ...     "winners": [{"id": "W1", "price": "22.26"}],
    ... }
    >>> figure = charts.payment_path(question, "payment/hainan-2019", language="en")
    >>> [text.get_text() for text in figure.axes[0].texts][:3]
    ['42.23', '24.13', '22.26']

    Source: the clauses of the rulebook, named in the source line of the chart.
    """
    answer = given(question_or_answer, rulebook, "steps")
    if answer is None:
        if rulebook is None:
            raise TypeError('a path is asked under a rulebook: pass rulebook="payment/…"')
        answer = ask("payment.path", question_or_answer, rulebook)
    steps: list[Json] = answer.value["steps"]
    sheet = Sheet(ax, language)
    sheet.margins(42, 50)
    highest = max((number(step["price"]) for step in steps), default=1.0)
    reference = answer.value.get("reference")
    top = max(
        [highest, *(number(s["ceiling"]) for s in steps if "ceiling" in s), *([number(reference)] if reference else [])]
    )
    sheet.ax.set_xlim(-0.6, len(steps) - 0.4)
    sheet.ax.set_ylim(0, top * 1.12)
    sheet.ax.set_xticks([])
    sheet.ax.yaxis.set_major_formatter(plain_tick)
    sheet.ax.grid(axis="y", color=w.PALE, lw=0.7)
    sheet.ax.set_axisbelow(True)
    space = sheet.plot_width / max(1, len(steps))
    labelled = pick_labels(len(steps), space, 56, [0, len(steps) - 1])
    _standard(sheet, steps, labelled, space)
    _bars(sheet, steps, set(labelled))
    _reference(sheet, reference)
    _years(sheet, steps, labelled, answer.value.get("converged_year"))
    sheet.text(sheet.say("元", "yuan"), (0, 1), (-6, -2), coords="axes fraction", colour=w.FAINT, ha="right")
    _heading(sheet, answer)
    _legend(sheet, steps, reference)
    sheet.note(source_line(answer, language, sheet.type))
    return sheet.finish(230.0, above=7.0, below=44.0)


def _runs(steps: Sequence[Json]) -> list[list[tuple[int, Json]]]:
    """Years that follow each other without a gap."""
    runs: list[list[tuple[int, Json]]] = [[]]
    for index, step in enumerate(steps):
        if "ceiling" not in step:
            runs.append([])
        else:
            runs[-1].append((index, step))
    return [run for run in runs if run]


def _standard(sheet: Sheet, steps: Sequence[Json], labelled: Sequence[int], space: float) -> None:
    for run in _runs(steps):
        for before, after in zip(run, run[1:]):
            sheet.ax.plot(
                [before[0] + _HALF + 0.05, after[0] - _HALF - 0.05],
                [number(before[1]["ceiling"]), number(after[1]["ceiling"])],
                color=w.BLUE,
                lw=0.9,
                ls=":",
                zorder=3,
            )
        for index, step in run:
            at = number(step["ceiling"])
            most = step.get("bound") == "at_most"
            sheet.ax.plot(
                [index - _HALF - 0.05, index + _HALF + 0.05],
                [at, at],
                color=w.BLUE,
                lw=2.6,
                ls=(0, (2.2, 1.1)) if most else "-",
                solid_capstyle="butt",
                zorder=4,
                gid=f"standard:{step['year']}",
            )
            if index in labelled:
                text = ("≤ " if most else "") + short(step["ceiling"])
                # Above the line, unless the line runs along the upper edge of the bar: there the price is written.
                above = number(step["price"]) - at > 0.11 * sheet.ax.get_ylim()[1] or at > number(step["price"])
                label = sheet.text(
                    text,
                    (index, at),
                    (0, 3.5 if above else -4),
                    size=BODY,
                    colour=w.BLUE,
                    bold=True,
                    ha="center",
                    va="bottom" if above else "top",
                    zorder=6,
                )
                if space > 40:
                    label.set_bbox({"boxstyle": "square,pad=0.1", "fc": "white", "ec": "none", "alpha": 0.8})


def _bars(sheet: Sheet, steps: Sequence[Json], labelled: set[int]) -> None:
    top = sheet.ax.get_ylim()[1]
    for index, step in enumerate(steps):
        price = number(step["price"])
        if "effective" not in step:
            sheet.ax.add_patch(
                Rectangle(
                    (index - 0.5, 0), 1, top, fc="#F6F6F6", ec="#C9C9C9", hatch="////", lw=0, gid=f"gap:{step['year']}"
                )
            )
            sheet.ax.plot(
                [index - _HALF, index + _HALF], [price, price], color=w.FAINT, lw=1.2, gid=f"price:{step['year']}"
            )
            if index in labelled:
                note = sheet.text(
                    sheet.say("文件\n未规定", "document\ndoes not say"),
                    (index, price / 2),
                    ha="center",
                    colour=w.FAINT,
                    bold=True,
                )
                note.set_bbox({"boxstyle": "square,pad=0.3", "fc": "white", "ec": "none"})
        else:
            effective = Decimal(step["effective"])
            first = effective * Decimal(step.get("first_self_pay_rate", "0"))
            parts = ((0.0, float(effective - first), _IN), (float(effective - first), float(first), _FIRST))
            for bottom, height, colour in (*parts, (float(effective), number(step["above_standard"]), _ABOVE)):
                if height > 0:
                    sheet.ax.bar(index, height, 2 * _HALF, bottom=bottom, color=colour, zorder=2)
            sheet.ax.plot(
                [index - _HALF, index + _HALF],
                [price, price],
                color=w.FAINT,
                lw=1.2,
                gid=f"price:{step['year']}",
                zorder=3,
            )
            # Where there is room beside the label of the standard.
            if index in labelled and number(step["above_standard"]) > 0.2 * top:
                sheet.text(
                    short(step["above_standard"]),
                    (index, (price + float(effective)) / 2),
                    ha="center",
                    colour="#8A3B00",
                    zorder=6,
                )
        if index in labelled:
            below = 0 < number(step.get("ceiling", "0")) - price < 0.12 * top
            label = sheet.text(
                short(step["price"]),
                (index, price),
                (0, -4 if below else 3),
                colour=w.FAINT,
                ha="center",
                va="top" if below else "bottom",
                zorder=6,
            )
            if "effective" not in step:
                label.set_bbox({"boxstyle": "square,pad=0.15", "fc": "white", "ec": "none"})


def _reference(sheet: Sheet, reference: str | None) -> None:
    if reference is None:
        return
    at = number(reference)
    sheet.ax.axhline(at, color=w.GREEN, ls=(0, (1, 1.5)), lw=1.3, zorder=2.5, gid="line:reference")
    sheet.text(short(reference), (1, at), (5, 0), coords=sheet.ax.get_yaxis_transform(), colour=w.GREEN, ha="left")


def _years(sheet: Sheet, steps: Sequence[Json], labelled: Sequence[int], converged: int | None) -> None:
    for index in labelled:
        step = steps[index]
        sheet.text(
            sheet.say(f"第 {step['year']} 年", f"year {step['year']}"),
            (index, 0),
            (0, -5),
            coords=sheet.ax.get_xaxis_transform(),
            size=BODY,
            ha="center",
            va="top",
        )
        extra = [sheet.say("无支付标准", "no standard")] if "effective" in step and "ceiling" not in step else []
        if step.get("floor_applied"):
            extra.append(sheet.say("按下限", "floor"))
        if step["year"] == converged:
            extra.append(sheet.say("与中选价一致", "at the winning price"))
        if extra:
            sheet.text(
                sheet.say("、", ", ").join(extra),
                (index, 0),
                (0, -20),
                coords=sheet.ax.get_xaxis_transform(),
                colour=w.GREEN,
                ha="center",
                va="top",
            )


def _heading(sheet: Sheet, answer: Answer) -> None:
    product = (answer.question or {}).get("product", {})
    name = product.get("id")
    sheet.title(
        sheet.say("医保支付标准逐年变化", "Payment standard by year")
        + (sheet.say("：", ": ") + str(name) if name else "")
    )
    parts = [] if answer.rulebook is None else [title_of(answer.rulebook, sheet.language, sheet.type)]
    rates = sorted(
        {step["first_self_pay_rate"] for step in answer.value["steps"] if "first_self_pay_rate" in step}, key=Decimal
    )
    if rates and Decimal(rates[-1]) > 0:
        listed = "–".join(percent(rate) for rate in dict.fromkeys((rates[0], rates[-1])))
        parts.append(sheet.say(f"先行自付 {listed}", f"first self-pay {listed}"))
    unit = (answer.question or {}).get("price_unit")
    parts.append(
        sheet.say("单位：元/最小制剂单位", "yuan per preparation unit")
        if unit == "min_unit"
        else sheet.say("单位：元，按产品自身规格计", "yuan for one unit of the product")
    )
    sheet.subtitle(" · ".join(parts))


def _legend(sheet: Sheet, steps: Sequence[Json], reference: str | None) -> None:
    known = [step for step in steps if "effective" in step]
    if any(step.get("bound") != "at_most" for step in known):
        sheet.legend(Line2D([], [], color=w.BLUE, lw=2.6), sheet.say("医保支付标准", "payment standard"))
    if any(step.get("bound") == "at_most" for step in known):
        sheet.legend(
            Line2D([], [], color=w.BLUE, lw=2.6, ls=(0, (2.2, 1.1))),
            sheet.say("医保支付标准，文件只定上限（≤）", "payment standard, a maximum only (≤)"),
        )
    sheet.legend(Line2D([], [], color=w.FAINT, lw=1.2), sheet.say("现行价", "current price"))
    if known:
        sheet.legend(
            Patch(color=_IN),
            sheet.say("医保认可部分（支付标准与现价中较低者）", "recognised by the fund (lower of standard and price)"),
        )
    if any(Decimal(step.get("first_self_pay_rate", "0")) > 0 for step in known):
        sheet.legend(Patch(color=_FIRST), sheet.say("其中先行自付（患者）", "of it first self-pay (patient)"))
    if any(Decimal(step["above_standard"]) > 0 for step in known):
        sheet.legend(Patch(color=_ABOVE), sheet.say("超出支付标准（患者自付）", "above the standard (patient)"))
    if reference is not None:
        sheet.legend(
            Line2D([], [], color=w.GREEN, ls=(0, (1, 1.5)), lw=1.3),
            sheet.say("所比照的中选价", "winning price it is measured by"),
        )
    if len(known) < len(steps):
        sheet.legend(
            Patch(fc="#F6F6F6", ec="#C9C9C9", hatch="////", lw=0),
            sheet.say("文件未规定该年标准", "year without a rule"),
        )
