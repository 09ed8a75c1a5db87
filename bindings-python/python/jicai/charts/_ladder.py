"""The price ladder of a lot: bids by comparable price, the limits, and what became of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from .._call import RulebookLike
from . import _words as w
from ._data import Answer, Json, ask, given, lot_of, number, short, source_line, title_of
from ._sheet import BODY, SMALL, Language, Sheet, end_room, handle, pick_labels, style
from .fonts import wrap

_ROW, _LEAST_ROW, _TALLEST = 24.0, 2.6, 760.0
"""Height of a row and of all rows, in points."""


@dataclass(frozen=True)
class Line:
    """A limit."""

    text: str
    """The exact figure."""
    colour: str
    dashes: Any
    zh: str
    en: str
    always: bool = True
    """Whether the axis is made to reach it; else it is left to a note where it lies far from the bids."""


def price_ladder(
    award_or_lot: msgspec.Struct | Mapping[str, Any],
    *,
    rulebook: RulebookLike | None = None,
    lot: msgspec.Struct | Mapping[str, Any] | None = None,
    language: Language = "zh",
    ax: Axes | None = None,
) -> Figure:
    """The bids of one lot by comparable price, with the limits they were measured by, their outcomes and the reasons.

    Each row is a bid in the order of the answer, with its rank; bids of an unresolved tie share theirs, written `=2`.
    Outcomes differ in colour and in marker. Vertical lines are the limits, in yuan: spread limit, anchor, mean,
    ceiling and others that the rulebook uses; the dashed horizontal line ends the shortlist. A re-quote is an arrow
    from the first price. Above 20 to 1 the price axis is logarithmic. With many bids the labels thin out; every bid
    keeps its point.

    `award_or_lot`: an `Award` (or the dict of the contract: the whole response, or its `value`), or a `Lot` (or its
    dict), which is decided under `rulebook` first. `rulebook`: required for a lot; for an award it only names the
    source. `lot`: the lot of an award given as a dict, for its ceiling and the prices of void bids; a typed award
    knows its own. `ax`: axes to draw into; without it a figure of its own, 1600 pixels wide.

    Errors: `JicaiError` as `award.select` raises it, e.g. `RuleGap`; `FontNotFound`; `TypeError` for a lot without
    rulebook.

    >>> from jicai import charts
    >>> lot = {"lot": "risperidone", "ceiling": "0.167", "bids": [
    ...     {"bid": "qilu", "price": "0.049"}, {"bid": "siyao", "price": "0.12"}, {"bid": "huahai", "price": "0.12"}]}
    >>> figure = charts.price_ladder(lot, rulebook="award/cn-2019-expansion", language="en")
    >>> figure.axes[0].get_xlabel()
    'comparable price (yuan)'

    Source: the clauses of the rulebook, named in the source line of the chart.
    """
    answer = given(award_or_lot, rulebook, "winners")
    if answer is None:
        if rulebook is None:
            raise TypeError('a lot is decided under a rulebook: pass rulebook="award/…"')
        answer = ask("award.select", award_or_lot, rulebook)
    content, declared = lot_of(answer, lot)
    sheet = Sheet(ax, language)
    rows = answer.value["bids"]
    prices = [_price(bid, answer, content, declared) for bid in rows]
    finals = [_final(bid) for bid in rows]
    lines = _lines(answer, content)
    _axis(sheet, prices, finals, lines)
    sheet.ax.set_yticks([])
    spacing = max(_LEAST_ROW, min(_ROW, _TALLEST / max(1, len(rows))))
    names = _names(rows, sheet)
    lines_of_name = max((name.count("\n") + 1 for name in names), default=1)
    if spacing == _ROW and lines_of_name > 1:
        spacing = max(_ROW, 11.0 * lines_of_name + 4)
    ends = end_room(spacing)
    sheet.ax.set_ylim(max(1, len(rows)) - 1 + ends, -ends)
    first = _important(rows)
    reasons = [wrap(w.reason_text(bid, answer, language), SMALL, 190, 2) for bid in rows]
    lines_of_row = max([lines_of_name, *(reason.count("\n") + 1 for reason in reasons)])
    labelled = pick_labels(len(rows), spacing, 11.0 * lines_of_row + 1, first)
    ranks = _ranks(rows)
    rank_width = sheet.widest(ranks, SMALL, True)
    sheet.margins(
        sheet.widest([names[i] for i in labelled], BODY) + rank_width + 24,
        sheet.widest([reasons[i] for i in labelled]) + 14,
    )
    _draw_lines(sheet, lines)
    _draw_bids(sheet, rows, prices, finals, spacing)
    for row in labelled:
        _label(sheet, row, names[row], ranks[row], rank_width, reasons[row], prices[row], finals[row])
    _shortlist_line(sheet, rows, answer.value.get("shortlist_limit"))
    band = sheet.tags([(number(line.text), short(line.text), line.colour) for line in _within(sheet, lines)])
    _heading(sheet, answer, content, len(labelled) < len(rows))
    _legend(sheet, rows, lines)
    sheet.note(source_line(answer, language, sheet.type))
    return sheet.finish(max(56.0, spacing * (len(rows) - 1 + 2 * ends)), above=band)


def _price(bid: Json, answer: Answer, lot: Json | None, declared: Mapping[str, Json]) -> str | None:
    """The comparable price. A void bid has none: the declared price stands in where no strength has to be converted."""
    if "comparable_price" in bid:
        return str(bid["comparable_price"])
    if lot is not None:
        own = declared.get(bid["bid"], {})
        known = own.get("comparable_price", own.get("price") if len(lot.get("specs", ())) <= 1 else None)
        return None if known is None else str(known)
    for step in answer.about(f"bid:{bid['bid']}"):
        if step["clause"].endswith("#ceiling"):
            return str(step["facts"]["price"])
    return None


def _final(bid: Json) -> str | None:
    """The comparable price after an accepted re-quote."""
    final = bid.get("final_comparable_price")
    return str(final) if final is not None and bid.get("revival") == "accepted" else None


def _lines(answer: Answer, lot: Json | None) -> list[Line]:
    value = answer.value
    lines: list[Line] = []
    facts: dict[str, Json] = {}
    for step in answer.steps:
        facts.setdefault(step["clause"].split("#")[-1], {}).update(step["facts"])
    if "spread_limit" in value:
        multiple = facts.get("anchor", {}).get("multiple")
        times = f"{_trimmed(multiple)} × " if multiple is not None else ""
        zh, en = (
            (f"价差上限（{times}锚点）", f"spread limit ({times}anchor)") if times else ("价差上限", "spread limit")
        )
        lines.append(Line(value["spread_limit"], w.VERMILION, "-", zh, en))
    if "anchor_price" in value:
        lowest = "mean_price" not in value
        zh, en = ("锚点（最低价）", "anchor (lowest price)") if lowest else ("锚点", "anchor")
        lines.append(Line(value["anchor_price"], w.BLUE, (0, (1, 1.2)), zh, en))
    if "mean_price" in value:
        lines.append(Line(value["mean_price"], w.GREY, "-.", "入围均价", "mean of the shortlist"))
    if "zero_volume_below" in value and number(value["zero_volume_below"]) > 0:
        lines.append(Line(value["zero_volume_below"], w.SKY, "--", "不带量线", "no volume below"))
    ceiling = _ceiling(lot, facts)
    if ceiling is not None:
        lines.append(Line(ceiling, w.INK, "-", "最高有效申报价", "ceiling"))
    printed = (lot or {}).get("limit_price", facts.get("limit_price", {}).get("limit"))
    if printed is not None and "limit_price" in facts:
        lines.append(Line(str(printed), w.PURPLE, "--", "文件限价", "printed limit price"))
    for clause, colour, zh, en in (
        ("low_price", w.GREEN, "低价保护线", "low-price limit"),
        ("mean", w.ORANGE, "均价倍数线", "multiple of the mean"),
    ):
        if "limit" in facts.get(clause, {}):
            lines.append(Line(str(facts[clause]["limit"]), colour, (0, (4, 2)), zh, en, always=False))
    return lines


def _ceiling(lot: Json | None, facts: Mapping[str, Json]) -> str | None:
    """The ceiling in comparable prices: of the whole lot, of its only strength, or of that to which prices are
    converted."""
    if lot is None:
        limit = facts.get("ceiling", {}).get("limit")
        return None if limit is None else str(limit)
    if "ceiling" in lot:
        return str(lot["ceiling"])
    specs = lot.get("specs", [])
    for spec in specs:
        if "ceiling" in spec and (len(specs) == 1 or spec["spec"] == lot.get("reference_spec")):
            return str(spec["ceiling"])
    return None


def _trimmed(text: Any) -> str:
    digits = str(text)
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _axis(sheet: Sheet, prices: Sequence[str | None], finals: Sequence[str | None], lines: Sequence[Line]) -> None:
    values = [number(text) for text in (*prices, *finals) if text is not None]
    values += [number(line.text) for line in lines if line.always]
    if values:
        least, most = min(values), max(values)
        for line in lines:
            # A limit far from every bid would only squeeze the others.
            if not line.always and max(most, number(line.text)) <= 20 * min(least, number(line.text)):
                values.append(number(line.text))
    logarithmic = sheet.value_axis(values)
    sheet.axis_label(
        "x",
        sheet.say("单位可比价（元）", "comparable price (yuan)")
        + (sheet.say("，对数刻度", ", logarithmic scale") if logarithmic else ""),
    )
    if not values:
        sheet.ax.set_xticks([])


def _within(sheet: Sheet, lines: Sequence[Line]) -> list[Line]:
    low, high = sheet.ax.get_xlim()
    return [line for line in lines if low <= number(line.text) <= high]


def _names(rows: Sequence[Json], sheet: Sheet) -> list[str]:
    """Company, with the bid where a company has several."""
    often: dict[str, int] = {}
    for bid in rows:
        often[bid["company"]] = often.get(bid["company"], 0) + 1
    full = [bid["company"] if often[bid["company"]] == 1 else f"{bid['company']} ({bid['bid']})" for bid in rows]
    return [wrap(sheet.type.clean(name), BODY, 190, 3) for name in full]


def _ranks(rows: Sequence[Json]) -> list[str]:
    """Ranks; those of an unresolved tie, which two bids share, with `=`."""
    often: dict[int, int] = {}
    for bid in rows:
        if "rank" in bid:
            often[bid["rank"]] = often.get(bid["rank"], 0) + 1
    return [(("=" if often[bid["rank"]] > 1 else "") + str(bid["rank"])) if "rank" in bid else "–" for bid in rows]


def _important(rows: Sequence[Json]) -> list[int]:
    """Rows that keep a label when not all do: the ends, and where the outcome changes."""
    turns = [i for i in range(1, len(rows)) if rows[i]["reason"] != rows[i - 1]["reason"]]
    edges = sorted({0, *turns, *(i - 1 for i in turns)})
    return [0, len(rows) - 1, *edges] if rows else []


def _draw_lines(sheet: Sheet, lines: Sequence[Line]) -> None:
    for line in _within(sheet, lines):
        sheet.ax.axvline(
            number(line.text), color=line.colour, ls=line.dashes, lw=1.4, zorder=1.5, gid=f"line:{line.en}", alpha=0.9
        )


def _draw_bids(
    sheet: Sheet, rows: Sequence[Json], prices: Sequence[str | None], finals: Sequence[str | None], spacing: float
) -> None:
    start = sheet.ax.get_xlim()[0]
    size = max(2.4, min(8.5, spacing * 0.45))
    for row, (bid, price, final) in enumerate(zip(rows, prices, finals)):
        if price is None:
            continue
        at = number(price)
        if spacing > 8:
            sheet.ax.hlines(row, start, at, color=w.PALE, lw=1.2, zorder=1)
        if final is not None:
            sheet.ax.plot(
                [at],
                [row],
                ls="",
                marker="o",
                ms=size * 0.7,
                mfc="white",
                mec=w.GREY,
                zorder=3,
                gid=f"first:{bid['bid']}",
            )
            sheet.ax.annotate(
                "",
                (number(final), row),
                (at, row),
                arrowprops={"arrowstyle": "->", "color": w.BLUE, "lw": 1.1, "shrinkB": 5},
            )
        where = at if final is None else number(final)
        look = w.LOOKS[bid["reason"]]
        sheet.ax.plot([where], [row], ls="", zorder=4, gid=f"bid:{bid['bid']}", **style(look, size))


def _label(
    sheet: Sheet,
    row: int,
    name: str,
    rank: str,
    rank_width: float,
    reason: str,
    price: str | None,
    final: str | None,
) -> None:
    side = sheet.ax.get_yaxis_transform()
    sheet.text(name, (0, row), (-14 - rank_width, 0), coords=side, size=BODY, ha="right", linespacing=1.1)
    sheet.text(rank, (0, row), (-6, 0), coords=side, colour=w.FAINT, bold=True, ha="right")
    sheet.text(reason, (1, row), (8, 0), coords=side, colour=w.FAINT, ha="left", linespacing=1.1)
    if price is None:
        sheet.text(
            sheet.say("无可比价", "no comparable price"), (0, row), (6, 0), coords=side, colour=w.GREY, ha="left"
        )
        return
    text = short(price) if final is None else f"{short(price)} → {short(final)}"
    at = number(price) if final is None else max(number(price), number(final))
    label = sheet.text(text, (at, row), (8, 0), ha="left", zorder=5)
    label.set_bbox({"boxstyle": "square,pad=0.12", "fc": "white", "ec": "none", "alpha": 0.85})


def _shortlist_line(sheet: Sheet, rows: Sequence[Json], places: int | None) -> None:
    last = max((i for i, bid in enumerate(rows) if bid["shortlisted"]), default=None)
    if places is None or last is None or not any(bid["reason"] == "not_shortlisted" for bid in rows[last + 1 :]):
        return
    sheet.ax.axhline(last + 0.5, color=w.GREY, ls=(0, (5, 3)), lw=0.9, zorder=1.2, gid="line:shortlist")


def _heading(sheet: Sheet, answer: Answer, lot: Json | None, thinned: bool) -> None:
    value = answer.value
    name = value.get("lot", (lot or {}).get("lot"))
    sheet.title(sheet.say("报价阶梯", "Price ladder") + (sheet.say("：", ": ") + str(name) if name else ""))
    parts = [] if answer.rulebook is None else [title_of(answer.rulebook, sheet.language, sheet.type)]
    places, winners = value.get("shortlist_limit"), value["winners"]
    parts.append(sheet.say(f"竞争企业 {value['bidders']} 家", f"{value['bidders']} bidders"))
    if places is not None:
        parts.append(sheet.say(f"最多入围 {places} 家", f"{places} places"))
    parts.append(
        sheet.say("流标", "lot failed") if value["failed"] else sheet.say(f"拟中选 {winners} 家", f"{winners} selected")
    )
    sheet.subtitle(" · ".join(parts))
    if value["provisional"]:
        sheet.subtitle(
            sheet.say(
                "暂定：全批筛除尚未进行，结果可能改变",
                "provisional: the batch-wide filter may still change the outcome",
            ),
            w.VERMILION,
        )
    if thinned:
        sheet.note(
            sheet.say(
                f"共 {len(value['bids'])} 个申报，只标注其中一部分。",
                f"{len(value['bids'])} bids, of which only some are labelled.",
            )
        )


def _legend(sheet: Sheet, rows: Sequence[Json], lines: Sequence[Line]) -> None:
    counts: dict[str, int] = {}
    for bid in rows:
        counts[bid["reason"]] = counts.get(bid["reason"], 0) + 1
    for reason, look in w.LOOKS.items():
        if reason in counts:
            sheet.legend(handle(look), f"{look.word(sheet.language)} × {counts[reason]}")
    inside = _within(sheet, lines)
    for line in inside:
        sheet.legend(
            Line2D([], [], color=line.colour, ls=line.dashes, lw=1.4),
            f"{line.zh if sheet.language == 'zh' else line.en} {short(line.text)}",
        )
    if any(entry.get_gid() == "line:shortlist" for entry in sheet.ax.lines):
        sheet.legend(
            Line2D([], [], color=w.GREY, ls=(0, (5, 3)), lw=0.9), sheet.say("入围界线", "end of the shortlist")
        )
    outside = [line for line in lines if line not in inside]
    if outside:
        listed = sheet.say("、", ", ").join(f"{sheet.say(line.zh, line.en)} {short(line.text)}" for line in outside)
        sheet.note(sheet.say(f"图外：{listed} 元", f"outside the chart: {listed} yuan"))
    if any(rank.startswith("=") for rank in _ranks(rows)):
        sheet.note(sheet.say("“=”：并列，规则未分先后。", '"=": a tie that the rules do not resolve.'))
