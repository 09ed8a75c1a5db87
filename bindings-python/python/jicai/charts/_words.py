"""Words, colours and markers of what became of a bid."""

from __future__ import annotations

from dataclasses import dataclass

from ._data import Answer, Json, percent, short


@dataclass(frozen=True)
class Look:
    """How a kind of outcome is drawn. Colours are those of Okabe and Ito: told apart by colour-blind readers too."""

    marker: str
    colour: str
    filled: bool
    zh: str
    en: str
    """In the legend."""
    zh_short: str
    en_short: str
    """In a cell."""

    def word(self, language: str) -> str:
        return self.zh if language == "zh" else self.en

    def short(self, language: str) -> str:
        return self.zh_short if language == "zh" else self.en_short


GREEN, BLUE, SKY, VERMILION, ORANGE, PURPLE = "#007A5A", "#0072B2", "#3B9BD1", "#D55E00", "#B87700", "#A3527F"
GREY, INK, FAINT, PALE = "#707070", "#222222", "#5F5F5F", "#E4E4E4"

LOOKS: dict[str, Look] = {
    "conditions_met": Look("o", GREEN, True, "拟中选", "selected", "中选", "selected"),
    "no_conditions": Look("o", GREEN, True, "拟中选（入围即中选）", "selected (no conditions)", "中选", "selected"),
    "revived_shortlisted": Look("^", BLUE, True, "复活中选（入围）", "revived (shortlisted)", "复活", "revived"),
    "revived_unshortlisted": Look(
        "v", BLUE, True, "复活中选（未入围）", "revived (not shortlisted)", "复活", "revived"
    ),
    "zero_volume": Look("D", SKY, False, "中选不带量", "selected without volume", "不带量", "no volume"),
    "reference_no_volume": Look(
        "d", SKY, False, "参比制剂中选不带量", "reference product, no volume", "不带量", "no volume"
    ),
    "conditions_failed": Look(
        "X", VERMILION, True, "熔断（入围未中选）", "fused (shortlisted, conditions failed)", "熔断", "fused"
    ),
    "not_shortlisted": Look("s", GREY, False, "未入围", "not shortlisted", "未入围", "no place"),
    "company_cap": Look("p", ORANGE, False, "同企业名额已满", "company has its places", "企业满额", "company cap"),
    "related_firm": Look(
        "h", PURPLE, False, "关联企业，由他人代表", "related firm, represented", "关联企业", "related firm"
    ),
    "batch_filter": Look("P", ORANGE, True, "全批筛除", "removed by the batch filter", "全批筛除", "filtered"),
    "above_ceiling": Look("x", INK, True, "无效（高于最高有效申报价）", "void (above the ceiling)", "无效", "void"),
    "rule_gap": Look("*", ORANGE, False, "规则空白，未定", "undetermined (rule gap)", "未定", "undetermined"),
}
"""By reason, in the order of the legend."""

_TESTS = {
    "spread": ("价差", "spread"),
    "cut": ("降幅", "cut"),
    "low_price": ("低价线", "low price"),
    "limit_price": ("限价", "limit price"),
    "mean": ("均价", "mean"),
    "cut_rank": ("降幅排名", "rank of the cut"),
}


def reason_text(bid: Json, answer: Answer, language: str) -> str:
    """Why, in a few words: which limit was met or missed."""
    zh = language == "zh"
    reason = bid["reason"]
    look = LOOKS[reason]
    steps = answer.about(f"bid:{bid['bid']}")
    text = look.short(language) if reason == "related_firm" else look.word(language).split("（")[0].split(" (")[0]
    detail: list[str] = []
    if reason == "conditions_met":
        passed = [_TESTS[test][0 if zh else 1] for test in bid.get("passed_by", ())]
        detail += [("满足" if zh else "meets ") + ("、" if zh else ", ").join(passed)] if passed else []
    elif reason == "no_conditions":
        detail.append("入围即中选" if zh else "no conditions")
    elif reason == "conditions_failed":
        detail += [_failed(step, zh) for step in steps if step["outcome"] == "rejected"]
    elif reason == "not_shortlisted":
        places = answer.value.get("shortlist_limit")
        if places is not None:
            detail.append(f"名额 {places}" if zh else f"{places} places")
    elif reason == "above_ceiling":
        limit = next((s["facts"].get("limit") for s in steps if s["clause"].endswith("#ceiling")), None)
        if limit is not None:
            detail.append(f"> {short(limit)}")
    elif reason == "zero_volume" and answer.value.get("zero_volume_below"):
        detail.append(f"< {short(answer.value['zero_volume_below'])}")
    elif reason in ("revived_shortlisted", "revived_unshortlisted", "reference_no_volume"):
        price = bid.get("final_comparable_price")
        detail += [f"复活价 {short(price)}" if zh else f"at {short(price)}"] if price else []
    elif reason == "related_firm":
        by = next((s["facts"].get("represented_by") for s in steps if s["clause"].endswith("#related")), None)
        detail += [f"由 {by} 代表" if zh else f"by {by}"] if by else []
    if bid.get("revival") in ("refused_price", "refused_ineligible"):
        detail.append("复活未接受" if zh else "re-quote refused")
    if bid.get("cost_statement"):
        detail.append("须说明成本" if zh else "owes cost statement")
    if not detail:
        return text
    return f"{text}：{'；'.join(detail)}" if zh else f"{text}: {'; '.join(detail)}"


def _failed(step: Json, zh: bool) -> str:
    """A test that failed, with both numbers."""
    clause, facts = step["clause"].split("#")[-1], step["facts"]
    name = _TESTS.get(clause, (clause, clause))[0 if zh else 1]
    if clause == "cut":
        return f"{name} {percent(facts['cut'])} < {percent(facts['threshold'])}"
    if "limit" not in facts:
        return f"无{name}" if zh else f"no {name} limit"
    if clause == "cut_rank":
        return f"{name} {facts['rank']} > {short(facts['limit'])}"
    return f"> {name} {short(facts['limit'])}" if zh else f"> {name} limit {short(facts['limit'])}"
