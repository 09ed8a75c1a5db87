//! 中文句子。

use super::percent;
use crate::explain::Step;
use crate::sentence::{fact, short};

/// One sentence per clause and outcome.
pub(super) fn sentence(step: &Step) -> String {
    let f = |name: &str| fact(step, name);
    match (step.clause_name(), step.outcome()) {
        ("ceiling", _) => format!("申报价 {} 高于最高有效申报价 {}，申报无效", f("price"), f("limit")),
        ("comparable", _) => format!("申报价 {} 折算为单位可比价 {}", f("declared_price"), f("price")),
        ("related", _) => format!("与 {} 为关联企业，由其代表参与排序，本申报不另计", f("represented_by")),
        ("rank", _) => format!("单位可比价 {} 有 {} 个申报相同，顺位为第 {}", f("price"), f("tied_bids"), f("rank")),
        ("shortlist", "shortlisted") => match step.fact("places") {
            Some(places) => format!("单位可比价 {} 排第 {}，最多入围 {places} 家，入围", f("price"), f("rank")),
            None => format!("单位可比价 {} 排第 {}，不限入围数，入围", f("price"), f("rank")),
        },
        ("shortlist", _) => {
            format!("单位可比价 {} 排第 {}，最多入围 {} 家，未入围", f("price"), f("rank"), f("places"))
        }
        ("company_cap", _) => format!("企业 {} 已有 {} 个产品入围，达到上限，本产品跳过", f("company"), f("cap")),
        ("zero_volume", _) => format!("单位可比价 {} 低于 {}，中选不带量，名额由后续申报递补", f("price"), f("limit")),
        ("anchor", _) => match step.fact("mean") {
            Some(mean) => format!(
                "入围均价 {mean}，价差控制锚点 {}，上限为其 {} 倍即 {}",
                f("anchor"),
                short(f("multiple")),
                f("limit")
            ),
            None => {
                format!("价差控制锚点(最低价){}，上限为其 {} 倍即 {}", f("anchor"), short(f("multiple")), f("limit"))
            }
        },
        ("spread", "passed") => format!(
            "单位可比价 {} 不高于锚点 {} 的 {} 倍({})",
            f("price"),
            f("anchor"),
            short(f("multiple")),
            f("limit")
        ),
        ("spread", _) => {
            format!("单位可比价 {} 高于锚点 {} 的 {} 倍({})", f("price"), f("anchor"), short(f("multiple")), f("limit"))
        }
        ("cut", "passed") => format!("降幅 {}% 达到 {}%", percent(f("cut")), percent(f("threshold"))),
        ("cut", _) => format!("降幅 {}% 未达到 {}%", percent(f("cut")), percent(f("threshold"))),
        ("low_price", "passed") => format!("单位可比价 {} 不高于低价保护线 {}", f("price"), f("limit")),
        ("low_price", _) => match step.fact("limit") {
            Some(limit) => format!("单位可比价 {} 高于低价保护线 {limit}", f("price")),
            None => "该剂型没有低价保护线".to_owned(),
        },
        ("limit_price", "passed") => format!("单位可比价 {} 不高于文件载明的限价 {}", f("price"), f("limit")),
        ("limit_price", _) => format!("单位可比价 {} 高于文件载明的限价 {}", f("price"), f("limit")),
        ("mean", "passed") => format!("单位可比价 {} 不高于均价倍数线 {}", f("price"), f("limit")),
        ("mean", _) => format!("单位可比价 {} 高于均价倍数线 {}", f("price"), f("limit")),
        ("cut_rank", "passed") => format!("降幅排第 {}，在前 {} 名之内", short(f("rank")), short(f("limit"))),
        ("cut_rank", _) => format!("降幅排第 {}，不在前 {} 名之内", short(f("rank")), short(f("limit"))),
        ("win", "conditions_met") => format!("满足中选条件({})，拟中选", f("passed_by")),
        ("win", "no_conditions") => "入围即拟中选".to_owned(),
        ("win", _) => "各项中选条件均不满足，不中选(熔断)".to_owned(),
        ("filter", _) => match step.fact("ratio") {
            Some(ratio) => format!("本品种中选价最高与最低之比为 {ratio}，居全批前列，排名最后的中选申报被剔除"),
            None => format!("降幅 {}% 居全批最小之列，被剔除", percent(f("cut"))),
        },
        (clause @ ("revival_fused" | "revival_unshortlisted" | "revival_reference"), outcome) => {
            let who = match clause {
                "revival_fused" => "入围未中选",
                "revival_reference" => "未入围参比制剂",
                _ => "未入围",
            };
            match (outcome, step.fact("limit")) {
                ("refused_ineligible", _) => format!("{who}：不符合复活条件"),
                ("refused_price", Some(limit)) => format!("{who}：复活报价 {} 高于 {limit}，不接受", f("price")),
                ("refused_price", None) => format!("{who}：没有可参照的中选价，复活报价不接受"),
                (_, _) => format!("{who}：复活报价 {} 不高于 {}，接受，拟中选", f("price"), f("limit")),
            }
        }
        ("order", _) => format!("复活中选，以 {} 排入选区顺位第 {}", f("price"), f("number")),
        ("class", _) => format!("中选类别 {}", f("class")),
        ("share", _) => format!("按 {} 家中选，约定采购量比例 {}%", f("winners"), percent(f("share"))),
        ("term", _) => match step.fact("years") {
            Some(years) => format!("按 {} 家中选，采购周期 {years} 年", f("winners")),
            None => format!("采购周期至 {}", f("end_date")),
        },
        ("cost_statement", "owed") => format!("单位可比价 {} 低于锚点 {}，须提交成本说明", f("price"), f("anchor")),
        ("cost_statement", _) => format!("单位可比价 {} 不低于锚点 {}，无须成本说明", f("price"), f("anchor")),
        ("regions" | "first_pick", "counts") => {
            format!("{} 个地区由 {} 家分配，第一名先选 {} 个", f("regions"), f("winners"), f("first_pick"))
        }
        ("backup", _) => format!("第 {} 次选择：由 {} 备供", f("turn"), f("bid")),
        ("regions" | "first_pick", _) => format!("第 {} 次选择：由 {} 主供", f("turn"), f("bid")),
        ("group", outcome) => {
            let why = match outcome {
                "covered" => "在累计份额之内且满足条件，进入 A 组",
                "filled_up" => "按意向采购量递补进入 A 组",
                "condition_not_met" => "不满足供应或内衬条件，进入 B 组",
                _ => "在累计份额之外，进入 B 组",
            };
            format!("意向采购量占 {}%，{why}", percent(f("share")))
        }
        (clause, outcome) => format!("{clause}:{outcome}"),
    }
}
