"""One lot under several rulebooks: what becomes of each bid, and at which price."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from .._call import RulebookLike
from . import _words as w
from ._data import Answer, Json, ask, head, plain, provenance_note, rulebook_line, short, title_of
from ._sheet import BODY, SMALL, WIDTH, Language, Sheet, end_room, handle, pick_labels, style
from .fonts import wrap

_ROW, _LEAST_ROW, _TALLEST, _COLUMN = 24.0, 2.6, 760.0, 104.0
"""Height of a row and of all rows, and the least width of a column, in points."""

_GAINED, _LOST = "#DDEFE6", "#FBE3D6"


@dataclass(frozen=True)
class Column:
    """The lot under one rulebook."""

    rulebook: Json
    compared: Json
    """Its entry of `award.compare`."""
    answer: Answer | None
    """Absent where the document does not say."""

    @property
    def bids(self) -> dict[str, Json]:
        """The bids by id."""
        return {} if self.answer is None else {bid["bid"]: bid for bid in self.answer.value["bids"]}


def rulebook_comparison(
    lot: msgspec.Struct | Mapping[str, Any],
    rulebooks: Sequence[RulebookLike],
    *,
    language: Language = "zh",
    ax: Axes | None = None,
) -> Figure:
    """One lot under several rulebooks: a row a bid, a column a rulebook; each cell has the outcome and, for a selected
    bid, its price.

    The first rulebook is the baseline. Cells of bids that are selected only elsewhere are shaded. Above the cells
    stand the number of places, the spread limit and the winners. A rulebook whose document does not say what this lot
    needs (`rule_gap`) is a hatched column, with the reason below the chart.

    `lot`: a `Lot`, or its dict. `rulebooks`: at least two ids or whole rulebooks. `ax`: axes to draw into; without it
    a figure of its own, 1600 pixels wide for up to about five rulebooks and wider for more.

    Errors: `JicaiError` as `award.compare` raises it, e.g. `RuleGap` where the baseline does not say; `FontNotFound`;
    `ValueError` for fewer than two rulebooks.

    >>> from jicai import charts
    >>> lot = {"form": "oral_solid", "ceiling": "3.00", "bids": [
    ...     {"bid": "A", "price": "0.40"}, {"bid": "B", "price": "1.00"}, {"bid": "C", "price": "1.20"}]}
    >>> figure = charts.rulebook_comparison(lot, ["award/cn-batch-09", "award/cn-batch-10"], language="en")
    >>> [text.get_text() for text in figure.axes[0].texts if text.get_text().startswith("cn-batch")]
    ['cn-batch-09', 'cn-batch-10']

    Source: the clauses of the rulebooks, named below the chart.
    """
    if len(rulebooks) < 2:
        raise ValueError(f"a comparison takes at least two rulebooks, got {len(rulebooks)}")
    columns = _columns(lot, rulebooks)
    content: Json = plain(lot)
    rows = [bid["bid"] for bid in columns[0].answer.value["bids"]] if columns[0].answer else []
    sheet = Sheet(ax, language, max(WIDTH, 210 + _COLUMN * len(columns)))
    spacing = max(_LEAST_ROW, min(_ROW, _TALLEST / max(1, len(rows))))
    names = _names(columns[0], rows, sheet)
    tallest = max((name.count("\n") + 1 for name in names), default=1)
    if spacing == _ROW and tallest > 1:
        spacing = max(_ROW, 11.0 * tallest + 4)
    labelled = pick_labels(len(rows), spacing, 11.0 * tallest + 1, [0, len(rows) - 1] if rows else [])
    captions = [
        sheet.say("最多入围", "places"),
        sheet.say("价差上限（元）", "spread limit (yuan)"),
        sheet.say("拟中选", "selected"),
    ]
    sheet.margins(max(sheet.widest([names[i] for i in labelled], BODY), sheet.widest(captions)) + 12, 2)
    sheet.ax.set_xlim(-0.5, len(columns) - 0.5)
    ends = end_room(spacing)
    sheet.ax.set_ylim(max(1, len(rows)) - 1 + ends, -ends)
    sheet.ax.set_xticks([])
    sheet.ax.set_yticks([])
    sheet.ax.spines["bottom"].set_visible(False)
    _grid(sheet, len(rows), len(columns), spacing)
    for row in labelled:
        sheet.text(
            names[row], (0, row), (-8, 0), coords=sheet.ax.get_yaxis_transform(), size=BODY, ha="right", linespacing=1.1
        )
    width = sheet.plot_width / len(columns)
    reasons = _reasons(sheet, columns)
    if max((sheet.widest(list(texts.values())) for texts in reasons), default=0.0) > width - 40:
        reasons = [{} for _ in columns]
    for index, column in enumerate(columns):
        _draw_column(sheet, index, column, rows, set(labelled), reasons[index], spacing, width)
    above = _table_head(sheet, columns, captions, width)
    _heading(sheet, content, columns, len(labelled) < len(rows))
    _legend(sheet, columns)
    _sources(sheet, columns)
    return sheet.finish(max(48.0, spacing * (len(rows) - 1 + 2 * ends)), above=above, below=10.0)


def _columns(lot: Any, rulebooks: Sequence[RulebookLike]) -> list[Column]:
    """The comparison, and the whole award wherever there is one: prices are not in the comparison."""
    compared = ask("award.compare", {"lot": lot, "against": list(rulebooks[1:])}, rulebooks[0]).value
    entries = [{**compared["baseline"], "status": "ok"}, *compared["against"]]
    return [
        Column(
            {**head(rulebook), "id": entry["rulebook"]},
            entry,
            ask("award.select", lot, rulebook) if entry["status"] == "ok" else None,
        )
        for rulebook, entry in zip(rulebooks, entries)
    ]


def _names(column: Column, rows: Sequence[str], sheet: Sheet) -> list[str]:
    bids = column.bids
    companies = [bids[row]["company"] for row in rows]
    full = [name if companies.count(name) == 1 else f"{name} ({row})" for name, row in zip(companies, rows)]
    return [wrap(sheet.type.clean(name), BODY, 170, 3) for name in full]


def _reasons(sheet: Sheet, columns: Sequence[Column]) -> list[dict[str, str]]:
    """For each column, why a bid is not selected: shown where there is room for all of them."""
    return [
        {}
        if column.answer is None
        else {
            name: w.reason_text(bid, column.answer, sheet.language)
            for name, bid in column.bids.items()
            if bid["outcome"] != "selected"
        }
        for column in columns
    ]


def _grid(sheet: Sheet, rows: int, columns: int, spacing: float) -> None:
    for edge in sheet.ax.get_ylim():
        sheet.ax.axhline(edge, color=w.GREY, lw=0.9, clip_on=False)
    if spacing > 8:
        for row in range(rows - 1):
            sheet.ax.axhline(row + 0.5, color=w.PALE, lw=0.7, zorder=0.9)
    # The baseline stands apart from what is compared with it.
    sheet.ax.axvline(0.5, color=w.GREY, lw=0.9)


def _draw_column(
    sheet: Sheet,
    index: int,
    column: Column,
    rows: Sequence[str],
    labelled: set[int],
    reasons: Mapping[str, str],
    spacing: float,
    width: float,
) -> None:
    if column.answer is None:
        bottom, top = sheet.ax.get_ylim()
        sheet.ax.add_patch(
            Rectangle(
                (index - 0.46, top),
                0.92,
                bottom - top,
                fc="#F4F4F4",
                ec="#C4C4C4",
                hatch="////",
                lw=0.0,
                gid=f"gap:{index}",
            )
        )
        strict = column.compared["status"] != "rule_gap"
        word = sheet.say("参数未核实" if strict else "规则空白", "unverified" if strict else "rule gap")
        text = sheet.text(word, (index, (top + bottom) / 2), size=BODY, ha="center", bold=True, colour=w.FAINT)
        text.set_bbox({"boxstyle": "square,pad=0.35", "fc": "white", "ec": "none"})
        return
    bids = column.bids
    gained, lost = set(column.compared.get("gained", ())), set(column.compared.get("lost", ()))
    size = max(2.4, min(7.5, spacing * 0.4))
    for row, name in enumerate(rows):
        bid = bids[name]
        colour = _GAINED if name in gained else _LOST if name in lost else None
        if colour:
            gap = 0.04 if spacing > 8 else 0.0
            sheet.ax.add_patch(
                Rectangle(
                    (index - 0.46, row - 0.5 + gap), 0.92, 1 - 2 * gap, fc=colour, ec="none", lw=0, zorder=0.8, aa=False
                )
            )
        look = w.LOOKS[bid["reason"]]
        sheet.ax.plot([index - 0.5 + 16 / width], [row], ls="", gid=f"cell:{index}:{name}", **style(look, size))
        if row not in labelled:
            continue
        won = bid["outcome"] == "selected"
        if won and "final_price" in bid:
            written = short(bid["final_price"])
        else:
            written = reasons.get(name, look.short(sheet.language))
        if won and bid.get("volume") == "none":
            written += sheet.say("（不带量）", " (no volume)")
        sheet.text(
            written,
            (index - 0.5, row),
            (26, 0),
            colour=w.INK if won else w.FAINT,
            ha="left",
            bold=won and bid.get("volume") != "none",
        )


def _table_head(sheet: Sheet, columns: Sequence[Column], captions: Sequence[str], width: float) -> float:
    """Rulebook, places, limit and winners of each column, above the cells; the height in points."""
    names = [wrap(_name(column.rulebook), SMALL, width - 12, 4) for column in columns]
    # Letters that reach below the line would lift a single line.
    align = "bottom" if any("\n" in name for name in names) else "baseline"
    for line, caption in enumerate(captions):
        sheet.text(caption, (0, 1), (-8, 38 - 13 * line), coords="axes fraction", colour=w.FAINT, ha="right")
    for index, column in enumerate(columns):
        found = column.compared
        places, limit, winners = found.get("shortlist_limit"), found.get("spread_limit"), found.get("winners")
        cells = [
            "–" if winners is None else sheet.say("不限", "no limit") if places is None else str(places),
            "–" if limit is None else short(limit),
            "–" if winners is None else str(winners),
        ]
        if found.get("selected") == [] and places is None and winners == 0:
            cells[0] = "–"
        for line, cell in enumerate(cells):
            sheet.text(cell, (index - 0.5, 1), (10, 38 - 13 * line), coords=sheet.ax.get_xaxis_transform(), ha="left")
        sheet.text(
            names[index],
            (index - 0.5, 1),
            (10, 50 if align == "bottom" else 53),
            coords=sheet.ax.get_xaxis_transform(),
            bold=True,
            ha="left",
            va=align,
            linespacing=1.15,
        )
    return 54.0 + max(sheet.measure(name, SMALL, True)[1] for name in names)


def _name(rulebook: Json) -> str:
    """The id without its area, which is the same for all."""
    name = str(rulebook["id"])
    return name[len("award/") :] if name.startswith("award/") else name


def _heading(sheet: Sheet, lot: Json, columns: Sequence[Column], thinned: bool) -> None:
    name = lot.get("lot")
    sheet.title(
        sheet.say("同一品种，不同规则", "One lot under several rulebooks")
        + (sheet.say("：", ": ") + str(name) if name else "")
    )
    bids = len(lot.get("bids", []))
    baseline = title_of(columns[0].rulebook, sheet.language, sheet.type)
    sheet.subtitle(
        sheet.say(
            f"申报 {bids} 个 · 基准：{baseline} · 单元格内为结果与中选价（元）",
            f"{bids} bid{'s' if bids != 1 else ''} · baseline: {baseline} · cells: outcome, price if selected (yuan)",
        )
    )
    if thinned:
        sheet.note(sheet.say(f"共 {bids} 个申报，只标注其中一部分。", f"{bids} bids, of which only some are labelled."))
    if any(column.answer is not None and column.answer.value["provisional"] for column in columns):
        sheet.note(
            sheet.say(
                "全批筛除未计入：" + "、".join(_provisional(columns)) + " 的结果为暂定。",
                "Without the batch-wide filter: provisional under " + ", ".join(_provisional(columns)) + ".",
            )
        )


def _provisional(columns: Sequence[Column]) -> list[str]:
    return [_name(c.rulebook) for c in columns if c.answer is not None and c.answer.value["provisional"]]


def _legend(sheet: Sheet, columns: Sequence[Column]) -> None:
    reasons = {bid["reason"] for column in columns for bid in column.bids.values()}
    for reason, look in w.LOOKS.items():
        if reason in reasons:
            sheet.legend(handle(look), look.word(sheet.language))
    if any(column.compared.get("gained") for column in columns):
        sheet.legend(
            Rectangle((0, 0), 1, 1, fc=_GAINED, ec=w.GREY, lw=0.5),
            sheet.say("基准下不中选，此处中选", "selected here, not in the baseline"),
        )
    if any(column.compared.get("lost") for column in columns):
        sheet.legend(
            Rectangle((0, 0), 1, 1, fc=_LOST, ec=w.GREY, lw=0.5),
            sheet.say("基准下中选，此处不中选", "selected in the baseline, not here"),
        )


def _sources(sheet: Sheet, columns: Sequence[Column]) -> None:
    for column in columns:
        line = rulebook_line(column.rulebook, sheet.language, sheet.type)
        if column.answer is not None:
            note = provenance_note(column.answer.rests_on, sheet.language)
        else:
            message = str(column.compared.get("message", ""))
            note = (
                sheet.say("规则空白：", "rule gap: ") + message
                if sheet.type.can_write(message)
                else sheet.say("规则空白", "rule gap")
            )
        sheet.note(sheet.say("规则：", "Rules: ") + line + (sheet.say("；", "; ") + note if note else ""))
