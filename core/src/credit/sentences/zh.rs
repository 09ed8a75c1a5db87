//! 中文句子。

use super::{bounds, family, word};
use crate::explain::Step;
use crate::sentence::fact;

/// One sentence per clause and outcome.
pub(super) fn sentence(step: &Step) -> String {
    let f = |name: &str| fact(step, name);
    let subject = step.subject_id().map_or("", |id| id.as_str());
    let outcome = step.outcome();
    match (family(step), step.subject_kind) {
        ("dropped", _) => format!("案件 {subject} 的第 {} 项事实（从 0 计）不计入：{}", f("fact"), dropped(outcome)),
        ("ladder", _) => ladder(step, subject),
        ("kinds", _) => kinds(step, subject),
        ("clauses", _) => format!("案件 {subject}：决定书引用第 {} 条，评为“{}”", f("number"), title(step)),
        ("grade", "case") => nothing(step, subject),
        ("grade", _) if step.fact("first").is_some() => format!(
            "{subject}：按 {} 为 {} 级，按 {} 为 {} 级，{}",
            f("first"),
            f("first_level").to_string().replace("..", " 至 "),
            f("second"),
            f("second_level").to_string().replace("..", " 至 "),
            change(outcome)
        ),
        ("grade", _) => {
            let gaps = word(step, "gaps").map_or(String::new(), |gaps| format!("；未公布：{gaps}"));
            if outcome == "none" {
                return format!("{subject} 在 {} 按 {} 无失信等级（{}）", f("province"), f("rulebook"), f("graded_on"));
            }
            format!(
                "{subject} 在 {} 按 {} 应评为“{}”（{}）{gaps}",
                f("province"),
                f("rulebook"),
                title(step),
                f("graded_on")
            )
        }
        ("measures", "grade") if step.clause_name() == "measures" => match outcome {
            "complete" => format!("“{}”对{}有 {} 项措施", title(step), role(&f("role").to_string()), f("measures")),
            _ => format!("“{}”对{}的措施未公布", title(step), role(&f("role").to_string())),
        },
        ("measures", "grade") => format!(
            "“{}”：对{}{}，{}，{}{}（{}）",
            title(step),
            scope(&f("scope").to_string()),
            measure_name(&f("measure").to_string()),
            area(&f("area").to_string()),
            length(step, outcome),
            days(step),
            provenance(&f("provenance").to_string())
        ),
        ("repair", "step") => format!(
            "{}：{}（{}）",
            correction(subject),
            match outcome {
                "counted" => "已完成",
                "implied" => "中选价或谈判价已执行，视为完成",
                _ => "未完成",
            },
            provenance(&f("provenance").to_string())
        ),
        ("repair", _) => match outcome {
            "cleared" => format!("“{}”于 {} 清零", title(step), f("as_of")),
            "lapsed" => format!("“{}”至 {} 已失效，无需修复", title(step), f("as_of")),
            "missing_steps" => {
                let missing = f("missing").to_string();
                let names: Vec<String> = missing.split(", ").map(|step| correction(step).to_owned()).collect();
                format!("“{}”未清零，尚缺：{}", title(step), names.join("；"))
            }
            _ => format!("{}的修复要求未公布", matter(&f("matter").to_string())),
        },
        ("live", _) => format!("记录 {subject} 不计：{}", not_live(step, outcome)),
        ("measures" | "own_measure", _) => measure(step, subject),
        ("national", _) => {
            format!("{subject}：{} 最高级别 {outcome}，在 {} 个省份有有效评级", f("as_of"), f("provinces"))
        }
        ("commitment_missing", _) => format!(
            "{subject} 未提交守信承诺：{}受限（{}）",
            action(&f("action").to_string()),
            provenance(&f("provenance").to_string())
        ),
        ("national_bar", _) => {
            format!("{subject} 自 {} 至 {} 列入违规名单：不得参加国家组织集采", f("first_day"), f("last_day"))
        }
        ("supplier_status", _) => format!(
            "{subject} 的产品 {} 在 {}（{}）：挂网{}，投标{}，配送{}",
            f("product"),
            f("province"),
            f("on"),
            status(&f("listing").to_string()),
            status(&f("bidding").to_string()),
            status(&f("delivery").to_string())
        ),
        ("bar_months" | "bar", "entry") => format!(
            "名单条目 {subject} 自 {} 至 {}，{}（{}）",
            f("first_day"),
            f("last_day"),
            if outcome == "in_force" { "有效" } else { "无效" },
            word(step, "provenance").map_or("载明末日", |word| provenance(&word))
        ),
        ("bar", _) if outcome == "barred" => {
            format!("{subject} 在 {} 不得参加国家组织集采，自 {} 起恢复", f("on"), f("free_from"))
        }
        ("bar", _) => format!("{subject} 在 {} 未被限制参加国家组织集采", f("on")),
        ("default_rulebook", _) => {
            let asked = word(step, "label").or_else(|| word(step, "graded_on")).unwrap_or_default();
            let certain = if outcome == "certain" { "" } else { "，但当时各省两个版本并用" };
            format!("{asked} 适用 {subject}{certain}")
        }
        (clause, _) => format!("{clause}：{outcome}"),
    }
}

/// The grade as documents call it, or the two ends of the interval.
fn title(step: &Step) -> String {
    let title = word(step, "title").unwrap_or_default();
    title.replace("..", "至")
}

fn provenance(word: &str) -> &'static str {
    match word {
        "official" => "官方文件",
        "secondary" => "二手来源",
        "derived" => "推导",
        _ => "未核实",
    }
}

fn matter(word: &str) -> &'static str {
    match word {
        "bribery" => "商业贿赂",
        "tax" => "涉税违法",
        "monopoly" => "垄断行为",
        "price_offence" => "不正当价格行为",
        "abnormal_price" => "价格异常",
        "obstruction" => "抗拒监管",
        "bid_misconduct" => "扰乱集中采购秩序",
        _ => "违反承诺",
    }
}

fn kind(word: &str) -> &'static str {
    match word {
        "any" => "抗拒监管",
        "false_proof_others_affected" => "虚假证明或欺诈且影响他人",
        "false_proof" => "虚假证明或欺诈",
        "collusion_national_vbp" => "国家组织集采中围标串标",
        "collusion_other" => "其他围标串标",
        "selection_lost" => "中选后无正当理由不履行或被取消中选资格",
        "supply_failure" => "供应不到位",
        "agreement_not_signed" => "不签订协议",
        _ => "其他情形",
    }
}

fn dropped(reason: &str) -> &'static str {
    match reason {
        "other_firm" => "责任主体是其他企业",
        "other_province" => "行为发生在其他省份",
        "revoked" => "案件已撤销",
        "not_yet_effective" => "案件尚未生效",
        "matter_not_listed" => "该版本没有此失信事项",
        "evidence_not_admitted" => "证据类型不适用于此失信事项",
        "outside_window" => "超出追溯期",
        "target_not_covered" => "受贿对象不在范围内",
        "side_not_covered" => "开票方不计，只计受票方",
        "explained" => "企业已作出合理说明",
        _ => "不在范围内",
    }
}

/// What was compared: "累计金额 880000.00 至 889999.99 元".
fn value(step: &Step, prefix: &str) -> String {
    let named = |name: &str| word(step, &format!("{prefix}{name}"));
    let test = named("test").unwrap_or_default();
    let name = match test.as_str() {
        "total" => "累计金额",
        "single" => "最大单笔金额",
        "security" => "向集采机构和医保部门行贿金额",
        "sales" => "销售金额",
        _ => {
            return match (word(step, "effective_on"), word(step, "until")) {
                (Some(from), Some(until)) => format!("高价持续至 {until}（处罚于 {from} 生效）"),
                (None, Some(until)) => format!("异常价格自 {} 至 {until}", fact(step, "from")),
                _ => "处罚后未再持续的价格".to_owned(),
            };
        }
    };
    match (named("at_least"), named("at_most")) {
        (Some(least), Some(most)) if least == most => format!("{name} {least} 元"),
        (Some(least), Some(most)) => format!("{name} {least} 至 {most} 元"),
        (Some(least), None) => format!("{name} {least} 元以上"),
        _ => name.to_owned(),
    }
}

/// A threshold with its clause, and whether it is official.
fn threshold(step: &Step, prefix: &str) -> Option<String> {
    let named = |name: &str| word(step, &format!("{prefix}{name}"));
    let threshold = named("threshold")?;
    let unit = if step.fact("at_least").is_some() { "元" } else { "个月" };
    let clause = named("number").map_or("未公布编号的条款".to_owned(), |number| format!("第 {number} 条"));
    let provenance = provenance(&named("provenance").unwrap_or_default());
    Some(match bounds(&threshold) {
        Some((None, None)) => format!("{clause}未公布的界限（范围不明，{provenance}）"),
        Some((Some(below), None)) => format!("{clause}未公布的界限（不低于 {below} {unit}，下限为{provenance}）"),
        Some((None, Some(above))) => format!("{clause}未公布的界限（不高于 {above} {unit}，上限为{provenance}）"),
        Some((Some(below), Some(above))) => {
            format!("{clause}未公布的界限（{below} 至 {above} {unit}之间，范围为{provenance}）")
        }
        None => format!("{clause}的界限 {threshold} {unit}（{provenance}）"),
    })
}

fn ladder(step: &Step, case: &str) -> String {
    let verb = if word(step, "reaches").as_deref() == Some("possibly") { "可能达到" } else { "达到" };
    let mut text = format!(
        "案件 {case} {}：{}{verb}{}",
        matter(&fact(step, "matter").to_string()),
        value(step, ""),
        threshold(step, "").unwrap_or_default()
    );
    if let Some(open) = threshold(step, "open_") {
        let value = step.fact("open_test").map_or(String::new(), |_| value(step, "open_"));
        text.push_str(&format!("，{value}可能达到{open}"));
    }
    if let Some(next) = threshold(step, "next_") {
        text.push_str(&format!("，未达到{next}"));
    }
    text.push_str(&format!("：“{}”", title(step)));
    lookback(step, text)
}

fn lookback(step: &Step, mut text: String) -> String {
    if step.fact("lookback").is_some() {
        text.push_str("；追溯期未公布，案件是否过期不能确定");
    }
    text
}

fn kinds(step: &Step, case: &str) -> String {
    let f = |name: &str| fact(step, name);
    let published = match word(step, "published").as_deref() {
        Some("yes") => "",
        _ => "，等级未公布",
    };
    let number = word(step, "number").map_or(String::new(), |number| format!("（第 {number} 条）"));
    let text = format!(
        "案件 {case} {}：{}{number}{published}（{}{}）：“{}”",
        matter(&f("matter").to_string()),
        kind(&f("kind").to_string()),
        if published.is_empty() { "" } else { "范围为" },
        provenance(&f("provenance").to_string()),
        title(step)
    );
    lookback(step, text)
}

fn nothing(step: &Step, case: &str) -> String {
    let next = threshold(step, "next_").map_or(String::new(), |next| format!("：{}未达到{next}", value(step, "")));
    let text = format!("案件 {case} {}不构成失信等级{next}", matter(&fact(step, "matter").to_string()));
    lookback(step, text)
}

fn change(outcome: &str) -> &'static str {
    match outcome {
        "harsher" => "后者更重",
        "milder" => "后者更轻",
        "same" => "轻重相同",
        _ => "轻重不能确定",
    }
}

fn role(word: &str) -> &'static str {
    if word == "distributor" { "配送企业" } else { "生产企业" }
}

fn scope(word: &str) -> &'static str {
    match word {
        "firm" => "企业",
        "involved_products" => "涉案产品",
        _ => "全部产品",
    }
}

fn area(word: &str) -> &'static str {
    if word == "all_provinces" { "在全国范围" } else { "在评级省份" }
}

fn action(word: &str) -> &'static str {
    match word {
        "listing" => "挂网",
        "bidding" => "投标",
        _ => "配送",
    }
}

fn status(word: &str) -> &'static str {
    match word {
        "allowed" => "不受限",
        "limited" => "受限",
        "undetermined" => "不能确定",
        "limited_or_suspended" => "受限或暂停",
        _ => "暂停",
    }
}

fn measure_name(word: &str) -> &'static str {
    match word {
        "written_reminder" => "书面提醒告诫",
        "risk_label" => "提示风险",
        "limit_vbp" => "限制参加带量采购",
        "limit_listing_by_price_bid" => "限制竞价挂网",
        "limit_or_suspend_listing" => "限制或暂停挂网",
        "limit_or_suspend_bidding" => "限制或暂停投标",
        "limit_or_suspend_delivery" => "限制或暂停配送",
        "suspend_listing" => "暂停挂网",
        "suspend_bidding" => "暂停投标",
        _ => "暂停配送",
    }
}

fn correction(word: &str) -> &str {
    match word {
        "stop_conduct" => "终止失信行为",
        "sanction_responsible" => "惩戒涉案员工、代理",
        "public_apology" => "公开致歉",
        "compliance_report" => "合规整改报告",
        "remove_inflated_price" => "剔除价格虚高空间",
        "return_gains" => "退回不合理收益",
        "donate_gains" => "慈善捐赠",
        "name_controller" => "指证实际控制主体",
        other => other,
    }
}

fn length(step: &Step, outcome: &str) -> String {
    match outcome {
        "years" => format!("期限 {} 年", fact(step, "years")),
        "one_off" => "一次性".to_owned(),
        "until_cleared" => "至清零为止".to_owned(),
        _ => "期限未公布".to_owned(),
    }
}

fn days(step: &Step) -> String {
    match (word(step, "first_day"), word(step, "last_day")) {
        (Some(first), Some(last)) => format!("，{first} 至 {last}"),
        (Some(first), None) => format!("，自 {first} 起"),
        _ => String::new(),
    }
}

fn not_live(step: &Step, outcome: &str) -> String {
    let f = |name: &str| fact(step, name);
    match outcome {
        "other_firm" => "属于其他企业".to_owned(),
        "other_role" => "属于该企业的其他身份".to_owned(),
        "revoked" => "已撤销".to_owned(),
        "no_grade" => "未评失信等级".to_owned(),
        "not_started" => format!("自 {} 起生效", f("start_on")),
        "cleared" => format!("已于 {} 清零", f("cleared_on")),
        _ => format!("有效期至 {}", f("last_day")),
    }
}

fn measure(step: &Step, record: &str) -> String {
    let f = |name: &str| fact(step, name);
    if step.fact("scope").is_none() {
        return format!(
            "记录 {record}（{} 评级）：在全国范围对{}{}",
            f("graded_in"),
            scope(step.outcome()),
            measure_name(&f("measure").to_string())
        );
    }
    let source = word(step, "provenance").map_or("本案另行决定", |word| provenance(&word));
    let origin = format!("记录 {record}（{} 评为“{}”）", f("graded_in"), title(step));
    let what = format!(
        "{}对{}{}",
        area(&f("area").to_string()),
        scope(&f("scope").to_string()),
        measure_name(&f("measure").to_string())
    );
    let gate = action(&f("action").to_string());
    match word(step, "why").as_deref() {
        None => format!("{origin}：提示风险（{source}）"),
        Some("products_unknown") => format!("{origin}：{what}{}，涉案产品不明，{gate}不能确定（{source}）", days(step)),
        Some("rule_not_published") => {
            format!("{origin}：该等级的措施未公布，上一级为{what}，{gate}不能确定（{source}）")
        }
        Some(_) => format!("{origin}：{what}{}（{source}）", days(step)),
    }
}
