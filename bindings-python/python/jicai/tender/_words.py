"""Words of the contract in Chinese and English, as they stand in tables."""

from __future__ import annotations

from collections.abc import Mapping

FORMS: Mapping[str, str] = {
    "口服固体": "oral_solid",
    "口服液体": "oral_liquid",
    "小容量注射剂": "injection_small_volume",
    "大容量注射剂": "injection_large_volume",
    "其他": "other",
}
VOLUME_CLASSES: Mapping[str, str] = {"普通品种": "ordinary", "降低比例品种": "reduced", "限制品种": "restricted"}
YES_NO: Mapping[str, str] = {"是": "true", "否": "false"}
WANTS: Mapping[str, str] = {"约定采购量比例": "share", "采购周期": "term", "中选类别": "class"}

CHOICE_ALIASES: Mapping[str, str] = {
    "口服固体制剂": "oral_solid",
    "口服液体制剂": "oral_liquid",
    "小容量注射液": "injection_small_volume",
    "大容量注射液": "injection_large_volume",
    "其它": "other",
    "普通": "ordinary",
    "降低比例": "reduced",
    "限制": "restricted",
    "比例": "share",
    "周期": "term",
    "类别": "class",
    "yes": "true",
    "no": "false",
}
"""Further words that are understood."""

Words = Mapping[str, tuple[str, str]]

OUTCOMES: Words = {
    "selected": ("中选", "selected"),
    "not_selected": ("未中选", "not selected"),
    "void": ("无效", "void"),
    "undetermined": ("未判定", "undetermined"),
}
REASONS: Words = {
    "conditions_met": ("满足中选条件", "conditions met"),
    "no_conditions": ("入围即中选", "shortlisted, no further conditions"),
    "zero_volume": ("价格过低，中选不带量", "too far below: selected without volume"),
    "revived_shortlisted": ("熔断后复活", "revived after failing the conditions"),
    "revived_unshortlisted": ("未入围复活", "revived from outside the shortlist"),
    "reference_no_volume": ("参比制剂，中选不带量", "reference product: selected without volume"),
    "not_shortlisted": ("未入围", "not shortlisted"),
    "conditions_failed": ("熔断", "fused: no winning condition holds"),
    "company_cap": ("同企业入围达上限", "company has its places already"),
    "related_firm": ("关联企业已有代表", "another bid represents the related firms"),
    "batch_filter": ("全批剔除", "removed by the batch-wide filter"),
    "above_ceiling": ("高于最高有效申报价", "above the ceiling"),
    "rule_gap": ("规则空白", "rule gap"),
}
CODES: Words = {
    "invalid_input": ("数据有误", "invalid input"),
    "rule_gap": ("规则空白", "rule gap"),
    "unverified_parameter": ("依据未核实", "rests on an unverified parameter"),
    "limit_exceeded": ("超出上限", "limit exceeded"),
    "unknown_rulebook": ("没有此规则书", "unknown rulebook"),
    "invalid_rulebook": ("规则书有误", "invalid rulebook"),
    "internal": ("内部错误", "internal error"),
}
VOLUMES: Words = {
    "full": ("约定采购量", "agreed volume"),
    "own_brand": ("本厂牌报量", "own brand's volume"),
    "none": ("不带量", "none"),
}
REVIVALS: Words = {
    "accepted": ("接受", "accepted"),
    "refused_price": ("不接受：高于界限", "refused: above the limit"),
    "refused_ineligible": ("不接受：不符合条件", "refused: not eligible"),
    "not_applicable": ("不适用", "not applicable"),
}
PROVENANCES: Words = {
    "official": ("官方", "official"),
    "secondary": ("二手", "secondary"),
    "derived": ("推导", "derived"),
    "unverified": ("未核实", "unverified"),
}
CLAUSES: Words = {
    "ceiling": ("最高有效申报价", "ceiling"),
    "comparable": ("单位可比价", "comparable price"),
    "related": ("关联企业", "related firms"),
    "rank": ("排序", "rank"),
    "shortlist": ("入围", "shortlist"),
    "company_cap": ("企业入围上限", "company cap"),
    "zero_volume": ("中选不带量", "zero volume"),
    "anchor": ("价差控制锚点", "anchor"),
    "spread": ("价差控制", "spread control"),
    "cut": ("降幅", "cut"),
    "low_price": ("低价保护", "low price"),
    "limit_price": ("文件限价", "limit price"),
    "mean": ("均价倍数", "mean price"),
    "cut_rank": ("降幅排名", "rank of the cut"),
    "win": ("中选条件", "winning conditions"),
    "filter": ("全批剔除", "batch-wide filter"),
    "revival_fused": ("熔断复活", "revival after the conditions"),
    "revival_unshortlisted": ("未入围复活", "revival from outside the shortlist"),
    "revival_reference": ("参比制剂复活", "revival of a reference product"),
    "order": ("中选顺位", "selection order"),
    "class": ("中选类别", "award class"),
    "share": ("约定采购量比例", "agreed share"),
    "term": ("采购周期", "contract term"),
    "cost_statement": ("成本说明", "cost statement"),
}
STEP_OUTCOMES: Words = {
    "shortlisted": ("入围", "shortlisted"),
    "not_shortlisted": ("未入围", "not shortlisted"),
    "passed": ("通过", "passed"),
    "rejected": ("未通过", "rejected"),
    "conditions_met": ("满足", "met"),
    "conditions_failed": ("不满足", "failed"),
    "no_conditions": ("无附加条件", "no conditions"),
    "void": ("无效", "void"),
    "converted": ("折算", "converted"),
    "tied": ("并列", "tied"),
    "anchor": ("锚点", "anchor"),
    "selection_order": ("顺位", "order"),
    "share": ("比例", "share"),
    "term": ("周期", "term"),
    "class": ("类别", "class"),
    "owed": ("须提交", "owed"),
    "not_owed": ("无须提交", "not owed"),
    **{word: pair for words in (REASONS, REVIVALS) for word, pair in words.items()},
}


def say(words: Words, word: object, language: str) -> str:
    """A word of the contract in a language; the word itself where no other is known."""
    pair = words.get(str(word))
    return str(word) if pair is None else pair[0 if language == "zh" else 1]


CLAUSE_PARAMETERS: dict[str, tuple[str, ...]] = {
    "ceiling": ("void_counts",),
    "comparable": ("conversion", "rounding_comparable"),
    "related": ("related_firms",),
    "rank": ("tie_keys", "method"),
    "shortlist": ("k_table",),
    "company_cap": ("company_cap",),
    "zero_volume": ("zero_volume_sigmas", "anchor_sd", "zero_volume_recompute"),
    "spread": ("spread_multiple", "anchor", "anchor_fraction", "anchor_sigmas", "anchor_sd", "rounding_limit"),
    "cut": ("cut_threshold", "cut_inclusive", "rounding_cut"),
    "low_price": ("low_price",),
    "limit_price": ("win",),
    "mean": ("mean_multiple",),
    "cut_rank": ("cut_rank_share", "cut_rank_rounding"),
    "win": ("win",),
    "filter": ("filter",),
    "revival_fused": ("revival_fused", "revival_fused_when_one"),
    "revival_unshortlisted": ("revival_unshortlisted", "revival_unshortlisted_conditions"),
    "revival_reference": ("revival_reference",),
}
"""Which parameters of a rulebook a deciding clause reads."""
