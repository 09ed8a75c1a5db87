"""Headers and words of the tables that the command line reads: Chinese, and the contract's own."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Optional

from ..errors import InvalidInput
from ._files import Cell, truth

FORMS: Mapping[str, str] = {
    "普通片": "tablet",
    "咀嚼片": "chewable_tablet",
    "含片": "lozenge",
    "可溶片": "soluble_tablet",
    "肠溶片": "enteric_tablet",
    "分散片": "dispersible_tablet",
    "泡腾片": "effervescent_tablet",
    "口崩片": "orally_disintegrating_tablet",
    "缓释片": "sustained_release_tablet",
    "控释片": "controlled_release_tablet",
    "硬胶囊": "capsule",
    "肠溶胶囊": "enteric_capsule",
    "软胶囊": "soft_capsule",
    "缓释胶囊": "sustained_release_capsule",
    "颗粒剂": "granules",
    "泡腾颗粒剂": "effervescent_granules",
    "散剂": "powder",
    "干混悬剂": "dry_suspension",
    "口服溶液": "oral_solution",
    "混悬液": "oral_suspension",
    "糖浆剂": "syrup",
    "合剂": "oral_mixture",
    "丸剂": "pill",
    "蜜丸": "honey_pill",
    "水丸": "water_pill",
    "水蜜丸": "water_honey_pill",
    "浓缩丸": "concentrated_pill",
    "浓缩蜜丸": "concentrated_honey_pill",
    "浓缩水丸": "concentrated_water_pill",
    "滴丸": "dripping_pill",
    "小容量注射液": "small_volume_injection",
    "普通粉针": "powder_injection",
    "冻干粉针": "lyophilised_powder_injection",
    "溶媒结晶粉针": "solvent_crystallised_powder_injection",
    "大容量注射液": "large_volume_injection",
    "凝胶剂": "gel",
    "软膏剂": "ointment",
    "乳膏剂": "cream",
    "滴眼剂": "eye_drops",
    "喷雾剂": "spray",
    "气雾剂": "inhalation_aerosol",
    "栓剂": "suppository",
    "贴剂": "patch",
    "片剂": "tablet",
    "胶囊剂": "capsule",
}
UNITS: Mapping[str, str] = {"片": "tablet", "粒": "capsule", "丸": "pill", "枚": "suppository", "贴": "patch"}
"""What one Chinese word means; 袋, 支 and 瓶 mean several, and are written as `sachet` or `bag`, `ampoule` or `tube`, `vial` or `bottle`."""
CONTENT_UNITS: Mapping[str, str] = {"万单位": "ten_thousand_iu", "单位": "iu", "毫克": "mg", "克": "g", "微克": "ug"}
FILL_UNITS: Mapping[str, str] = {"毫升": "ml", "升": "l", "毫克": "mg", "克": "g"}
DRUG_CLASSES: Mapping[str, str] = {
    "化学药": "chemical",
    "生物制品": "biological",
    "中成药": "tcm",
}
MATERIALS: Mapping[str, str] = {
    "玻璃瓶": "glass_bottle",
    "塑料瓶": "plastic_bottle",
    "软袋": "soft_bag",
}
BASES: Mapping[str, str] = {"规格": "spec", "日治疗量": "daily_dose"}
PACKAGINGS: Mapping[str, str] = {"单剂量": "single_dose", "多剂量": "multi_dose"}

PRODUCT: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "form": ("剂型", FORMS),
    "content": ("含量", {}),
    "content_unit": ("含量单位", CONTENT_UNITS),
    "fill": ("装量", {}),
    "fill_unit": ("装量单位", FILL_UNITS),
    "dose_fill": ("单剂装量", {}),
    "unit": ("包装单位", UNITS),
    "count": ("包装数量", {}),
    "sugar_free": ("无蔗糖", {}),
    "daily_dose": ("日治疗量", {}),
    "daily_dose_in": ("日治疗量单位", {}),
    "package_material": ("包装材料", MATERIALS),
    "packaging_form": ("包装形式", PACKAGINGS),
    "children_only": ("仅供儿童", {}),
    "paediatric_small_spec": ("儿童适宜小规格", {}),
}
"""Field of a product → Chinese header, Chinese words."""
TRUTHS = frozenset(
    ("sugar_free", "children_only", "paediatric_small_spec", "chain_regardless", "one_payment", "explained")
)

STEPS: Mapping[str, tuple[str, str]] = {
    "form": ("剂型", "form"),
    "content": ("含量", "content"),
    "fill": ("装量", "fill"),
    "daily_dose": ("日治疗量", "daily dose"),
    "count": ("包装数量", "count"),
    "floor": ("注射剂下限", "floor"),
    "cap": ("小规格上限", "cap"),
    "package_material": ("包装材料", "package material"),
    "packaging_form": ("包装形式", "packaging form"),
}
EVIDENCE: Mapping[str, str] = {
    "判决": "judgment",
    "行政处罚": "penalty",
    "审计": "audit",
    "主管部门记录": "authority_record",
}
STATUS: Mapping[str, str] = {"有效": "in_force", "已撤销": "revoked"}
MATTERS: Mapping[str, str] = {
    "医药商业贿赂": "bribery",
    "涉税违法": "tax",
    "实施垄断行为": "monopoly",
    "不正当价格行为": "price_offence",
    "药品价格异常": "abnormal_price",
    "抗拒监管": "obstruction",
    "扰乱集中采购秩序": "bid_misconduct",
    "违反承诺": "breach",
}
TARGETS: Mapping[str, str] = {
    "公立医疗机构": "public_institution",
    "定点民营医疗机构": "designated_private_institution",
    "集中采购机构": "procurement_body",
    "医保部门": "security_department",
    "其他民营医疗机构": "other_private_institution",
}
SIDES: Mapping[str, str] = {"受票": "received", "开票": "issued"}
CASES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "firm": ("企业", {}),
    "province": ("省份", {}),
    "graded_on": ("评定日期", {}),
    "case_id": ("案件", {}),
    "evidence": ("证据", EVIDENCE),
    "effective_on": ("生效日期", {}),
    "conduct_until": ("行为截止日期", {}),
    "status": ("状态", STATUS),
    "matter": ("失信事项", MATTERS),
    "fact_firm": ("责任企业", {}),
    "fact_province": ("行为省份", {}),
    "products": ("涉案产品", {}),
    "cited_clause": ("引用条款", {}),
    "target": ("对象", TARGETS),
    "amount": ("金额", {}),
    "one_payment": ("单笔", {}),
    "largest_single": ("最大单笔", {}),
    "side": ("开受票", SIDES),
    "high_price_until": ("高价截止日期", {}),
    "explained": ("已作说明", {}),
    "conduct_from": ("行为开始日期", {}),
    "fact_conduct_until": ("行为结束日期", {}),
    "sales": ("销售额", {}),
    "kind": ("情形", {}),
}
"""Column of a table of cases → Chinese header, Chinese words. A row is one fact of a case."""


def value(name: str, words: Mapping[str, str], cell: Cell) -> object:
    """A cell as the contract has it: a Chinese word becomes its word, yes and no become truth values."""
    return truth(cell) if name in TRUTHS else words.get(cell, str(cell))


def slip(header: str, known: Iterable[str]) -> Optional[str]:
    """The known header that this one nearly is."""
    near = difflib.get_close_matches(header, list(known), 1, 0.7 if not header.isascii() else 0.84)
    return near[0] if near else None


def refuse_slips(headers: Iterable[str], known: Iterable[str], name: str) -> None:
    """A misspelt column would be lost in silence."""
    names = list(known)
    for header in headers:
        near = None if not header or header in names else slip(header, names)
        if near is not None:
            raise InvalidInput(
                f"the column `{header}` of `{name}` is not known, but nearly `{near}`",
                help=f"write `{near}`, or rename it if it is a column of your own",
            )
