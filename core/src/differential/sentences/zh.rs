//! 中文句子。

use crate::explain::Step;
use crate::sentence::{fact, short};

/// One sentence per clause and outcome.
pub(super) fn sentence(step: &Step) -> String {
    let f = |name: &str| short(fact(step, name));
    match step.clause_name() {
        "rounding" => {
            let decimals = f("decimals");
            format!(
                "计算值 {} 元，{}保留 {decimals} 位小数，得 {} 元",
                f("unrounded"),
                mode(&f("mode")),
                fact(step, "result")
            )
        }
        "listing-lowest" | "listing-representative" => listing(step),
        "own-representative" | "optional-representative" => ground(step),
        clause => {
            let what = difference(clause, step);
            match step.fact("price_after") {
                Some(_) => format!("{what}，得 {} 元", f("price_after")),
                None => what,
            }
        }
    }
}

/// What differs, and what that does to the price.
fn difference(clause: &str, step: &Step) -> String {
    let f = |name: &str| short(fact(step, name));
    let effect = || match step.fact("difference") {
        Some(_) => format!("加差价 {} 元", f("difference")),
        None => format!("乘以 {}", f("factor")),
    };
    match clause {
        "form" => format!("剂型不同，{}", effect()),
        "sugar-free" => format!("蔗糖型与无蔗糖型之别，{}", effect()),
        "content" => format!("含量之比 {}，系数 {}，{}", f("x"), f("base"), effect()),
        "fill" => format!("装量之比 {}，系数 {}，{}", f("x"), f("base"), effect()),
        "paediatric-small-spec" => {
            format!("适宜儿童的小规格，装量之比 {}，按含量系数 {}，{}", f("x"), f("base"), effect())
        }
        "injection-fill" | "large-volume-basis" => match step.fact("difference") {
            Some(_) => format!("注射剂装量不同，{}", effect()),
            None => format!("注射剂装量之比 {}，均在不计差价的装量以内，价格不变", f("x")),
        },
        "daily-dose" => format!("每包装可用天数之比 {}，{}", f("x"), effect()),
        "count" => match step.fact("base") {
            Some(_) => format!("包装数量之比 {}，系数 {}，{}", f("x"), f("base"), effect()),
            None => format!("包装数量之比 {}，按比例，{}", f("x"), effect()),
        },
        "injection-floor" => "低于注射剂每支(瓶)最低价，按最低价计".to_owned(),
        "small-spec-cap" => "小规格不得高于大规格，按大规格的价格计".to_owned(),
        "package-material" => format!("包装材料不同，{}", effect()),
        "packaging-form" => format!("包装形式不同，{}", effect()),
        other => format!("{other}：{}", step.outcome()),
    }
}

fn mode(word: &str) -> &'static str {
    match word {
        "half_even" => "四舍六入五成双，",
        "up" => "进一，",
        "down" => "舍去，",
        _ => "四舍五入，",
    }
}

fn listing(step: &Step) -> String {
    let f = |name: &str| fact(step, name);
    match step.outcome() {
        "violation" => {
            format!("高于由 {} 折算的价格 {} 元，应不高于 {} 元", f("base_id"), f("limit"), f("compliant_price"))
        }
        "compliant" => {
            format!(
                "不高于差比价上限 {} 元(以 {} 为基准)，合规价 {} 元",
                f("limit"),
                f("base_id"),
                f("compliant_price")
            )
        }
        _ => {
            let because = match f("reason").to_string().as_str() {
                "separate_representative" => "应单列代表品",
                _ => "文件未规定如何折算",
            };
            format!("不与 {} 比较：{because}", f("source"))
        }
    }
}

fn ground(step: &Step) -> String {
    let f = |name: &str| short(fact(step, name));
    match f("ground").as_str() {
        "wholly_different_indication" => "给药途径和剂型相同而适应症完全不同，应单列代表品".to_owned(),
        "children_only" => "明确仅供儿童使用，应单列代表品".to_owned(),
        "content_multiple" => {
            format!("含量之比 {}，达到 {} 倍或其倒数，应单列代表品", f("x"), f("multiple"))
        }
        "special_device" => "带特殊给药装置、供患者自行使用，可单列代表品".to_owned(),
        "major_indication_change" => "适应症部分变化且临床意义重大，可单列代表品".to_owned(),
        "multi_dose_pack" => {
            let (price, single) = (f("candidate_price"), f("single_dose_price"));
            format!("多剂量包装 {price} 元不高于同规格单剂量包装 {single} 元，可单列代表品")
        }
        other => format!("{other}：{}", step.outcome()),
    }
}
