//! 中文句子。

use super::word;
use crate::explain::Step;
use crate::sentence::fact;

/// One sentence per clause and outcome.
pub(super) fn sentence(step: &Step) -> String {
    let f = |name: &str| fact(step, name);
    let subject = step.subject_id().map_or("", |id| id.as_str());
    let outcome = step.outcome();
    match (step.clause_name(), outcome) {
        ("total", _) => format!("{subject} 报量合计 {outcome}"),
        ("report_floor", "no_history") => format!("{subject} 没有可比的历史采购量"),
        ("report_floor", _) => format!(
            "{subject} 报量 {} {}下限 {}（历年均值 {}）",
            f("total"),
            if outcome == "met" { "达到" } else { "低于" },
            f("floor"),
            f("mean")
        ),
        ("deviation", "from_zero") => format!("{subject} 上年没有采购"),
        ("deviation", "no_last_year") => format!("{subject} 上年采购量不明"),
        ("deviation", _) => format!("{subject} 较上年变动 {}，{}", f("deviation"), deviation(outcome)),
        ("explanation", "none") => format!("{subject} 无需说明"),
        ("explanation", _) => {
            let reasons = f("reasons").to_string();
            let reasons: Vec<&str> = reasons.split(", ").map(reason).collect();
            format!("{subject} 需要书面说明：{}", reasons.join("、"))
        }
        ("verdict", _) => format!("{subject}：{}", verdict(outcome)),
        ("coverage", "complete") => "应报品种均已报量".to_owned(),
        ("coverage", _) => format!("应报未报：{}", f("missing")),
        ("pool", _) if step.fact("pooled").is_some() => format!(
            "{subject}：{} 家成员合计 {}，{}",
            f("members"),
            f("pooled"),
            match outcome {
                "sufficient" => "达到全部门槛",
                "insufficient" => "未达到门槛",
                _ => "没有设门槛",
            }
        ),
        ("pool", _) => {
            format!("{subject} 待分配量 {}，已分配 {}，未分配 {}", f("total"), f("distributed"), f("undistributed"))
        }
        ("clash", _) => format!("{subject} 同时在采购 {} 中（品种打架）", f("tender")),
        ("split", _) => format!("{subject}：{} 中 {} 得 {}", f("quantity"), f("member"), f("part")),
        ("authority", _) => {
            let broken = match word(step, "violations").as_deref() {
                None | Some("none") => String::new(),
                Some(violations) => {
                    let broken: Vec<&str> = violations.split(", ").map(violation).collect();
                    format!("；违反：{}", broken.join("、"))
                }
            };
            format!("{}{}：{}{broken}", level(subject), tender(&f("kind").to_string()), authority(outcome))
        }
        ("advice", _) => format!(
            "国家意见：{}{}",
            if outcome == "encouraged" { "鼓励" } else { "不提倡" },
            tender(&f("kind").to_string())
        ),
        ("share", _) if step.fact("base").is_some() => {
            format!("{subject}：基数 {} 中约定 {}", f("base"), f("agreed"))
        }
        ("share", _) => format!(
            "{} 家中选，{}：带量比例 {}（{}），{}",
            f("winners"),
            class(subject),
            f("share"),
            if f("source").to_string() == "rulebook" { "规则书" } else { "调用方" },
            match f("range_check").to_string().as_str() {
                "inside" => "在公布范围内",
                "outside" => "在公布范围外",
                _ => "未公布范围",
            }
        ),
        ("main_supplier" | "brand" | "ladder" | "rank_split", _) => allocation(step, subject),
        ("supply_cap", _) => format!("{subject} 因供应承诺削减 {}", f("cut")),
        ("inquiry", _) => {
            let line =
                word(step, "line").map_or(String::new(), |line| format!("，询价线 {line}，上限 {}", f("ceiling")));
            let reasons = match word(step, "reasons").as_deref() {
                None | Some("none") => String::new(),
                Some(reasons) => {
                    let reasons: Vec<&str> = reasons.split(", ").map(competition).collect();
                    format!("（{}）", reasons.join("、"))
                }
            };
            format!("接续采用{}{reasons}{line}", if outcome == "inquiry" { "询价" } else { "竞争" })
        }
        ("price_penalty", _) => {
            let share = word(step, "share").map_or(String::new(), |share| format!("，带量比例 {share}"));
            format!("涨幅按 {} 计，系数 {}{share}", f("rise"), f("factor"))
        }
        ("share_by_bidder", _) => format!("该投标人带量比例 {}", f("share")),
        ("remaining", _) => format!(
            "约定 {}，已采购中选产品 {}，剩余用量 {}{}",
            f("agreed"),
            f("winners"),
            f("remaining"),
            if outcome == "agreed_done" { "，约定采购量已完成" } else { "" }
        ),
        ("price_cut_exemption", _) => format!("{subject} 价格低于中选价，不计入"),
        ("quantity_not_above_winners", _) => {
            format!("非中选 {}，中选 {}：{}", f("value"), f("limit"), check(outcome))
        }
        ("non_winner_share", _) => match word(step, "value") {
            Some(value) => format!("非中选占比 {value}，上限 {}：{}", f("limit"), check(outcome)),
            None => format!("没有采购，非中选占比符合（上限 {}）", f("limit")),
        },
        ("tiered_cost", _) => format!(
            "{}：{} 单位开票 {} 元，返利 {} 元，返还 {} 元，合计 {} 元",
            scheme(outcome),
            f("quantity"),
            f("invoice"),
            f("rebate"),
            f("payback"),
            f("total")
        ),
        ("same_basket", _) => {
            let saving = word(step, "saving").unwrap_or_else(|| "不明".to_owned());
            let target = word(step, "target").map_or(String::new(), |target| format!("，目标 {target}"));
            format!(
                "同一篮子原价 {} 元，现价 {} 元，降幅 {saving}{target}：{}",
                f("old_cost"),
                f("new_cost"),
                match outcome {
                    "met" => "达到目标",
                    "not_met" => "未达到目标",
                    "no_target" => "没有目标",
                    _ => "不能确定",
                }
            )
        }
        ("four_same", "chosen" | "only_offer") => format!(
            "{subject}：{} 的 {} 单价 {} 元，{}",
            f("platform"),
            f("offer"),
            f("unit_price"),
            if outcome == "chosen" { "最低" } else { "仅此一家" }
        ),
        ("four_same", _) => format!(
            "{subject}：{}",
            match outcome {
                "tied" => "最低单价并列，无法选定",
                "not_comparable" => "单位不同，不可比",
                _ => "没有质量相同的报价",
            }
        ),
        ("zero_markup", "exempt") => format!("{subject}：中药饮片除外"),
        ("zero_markup", _) => format!(
            "{subject}：应售 {} 元，相差 {} 元：{}",
            f("expected"),
            f("difference"),
            match outcome {
                "ok" => "零差率",
                "above" => "高于进价",
                _ => "低于进价",
            }
        ),
        ("general", _) => {
            format!("{subject}：预算 {} 元减支出 {} 元，结余 {} 元", f("budget"), f("expense"), f("base"))
        }
        ("simple", _) => format!("{subject}：结余 {} 元", f("base")),
        ("status", _) => format!("{subject}：{}", status(outcome)),
        ("ratio", _) => {
            let grade = word(step, "grade").map_or(String::new(), |grade| format!("（等次 {grade}）"));
            format!("{subject}：按比例 {}{grade}留用 {} 元", f("ratio"), f("retention"))
        }
        ("settlement", "overrun") => {
            format!("超支 {} 元，基金分担 {} 元，机构承担 {} 元", f("overrun"), f("fund_pays"), f("bears"))
        }
        ("settlement", _) => format!("结余中机构留用 {} 元", f("kept")),
        ("two_allows", _) => format!(
            "结余 {} 元，提取 {} 元，可分配 {} 元：人员 {} 元，发展 {} 元",
            f("surplus"),
            f("funds"),
            f("distributable"),
            f("staff"),
            f("development")
        ),
        (clause, outcome) => format!("{clause}：{outcome}"),
    }
}

fn deviation(outcome: &str) -> &'static str {
    match outcome {
        "above" => "高于上限",
        "below" => "低于下限",
        _ => "在限度内",
    }
}

fn reason(word: &str) -> &str {
    match word {
        "below_floor" => "低于报量下限",
        "above_last_year" => "明显高于上年",
        "below_last_year" => "明显低于上年",
        "from_zero" => "上年为零",
        "child_suitable" => "儿童适宜规格",
        "own_ratio" => "自行换算",
        other => other,
    }
}

fn verdict(outcome: &str) -> &'static str {
    match outcome {
        "pass" => "通过",
        "accepted" => "说明已采纳",
        "review" => "说明待审",
        "explain" => "缺少说明",
        _ => "退回",
    }
}

fn level(word: &str) -> &'static str {
    match word {
        "county" => "县",
        "province_run_county" => "省直管县",
        "prefecture_city" => "设区市",
        _ => "省",
    }
}

fn tender(word: &str) -> &'static str {
    match word {
        "own_tender" => "自行开展集采",
        "joint_tender_in_province" => "开展省内联合集采",
        _ => "参加跨省联盟",
    }
}

fn authority(word: &str) -> &'static str {
    match word {
        "allowed" => "可以",
        "needs_provincial_approval" => "须省级批准",
        _ => "原则上不得",
    }
}

fn violation(word: &str) -> &str {
    match word {
        "tender_not_allowed" => "不得开展而开展",
        "started_without_approval" => "未经批准启动",
        "published_without_document_approval" => "文件未经批准发布",
        "agreed_volume_not_stated" => "未载明约定采购量",
        other => other,
    }
}

fn class(word: &str) -> &'static str {
    match word {
        "ordinary" => "普通品种",
        "reduced" => "降低比例品种",
        _ => "限制品种",
    }
}

fn competition(word: &str) -> &str {
    match word {
        "inquiry_failed" => "询价未成功",
        "equal_number_win" => "上轮等额中选",
        "cheaper_non_winner" => "非中选实际售价明显更低",
        other => other,
    }
}

fn allocation(step: &Step, product: &str) -> String {
    let f = |name: &str| fact(step, name);
    let own = word(step, "own_share")
        .map_or(String::new(), |share| format!("自身报量 {} 的 {share} 即 {}，", f("reported"), f("own")));
    format!("{product} 在 {}：{own}另得 {}，约定 {}", f("institution"), f("redistributed"), f("agreed"))
}

fn check(outcome: &str) -> &'static str {
    match outcome {
        "pass" => "符合",
        "fail" => "不符合",
        _ => "因供应失败放宽",
    }
}

fn scheme(word: &str) -> &'static str {
    match word {
        "flat" => "单一价",
        "all_units" => "全量阶梯价",
        "incremental" => "分段阶梯价",
        "retroactive_rebate" => "追溯返利",
        "minimum_commitment" => "最低承诺量",
        _ => "量价封顶",
    }
}

fn status(outcome: &str) -> &'static str {
    match outcome {
        "not_in_catalogue" => "目录外，不计",
        "repeat_cycle" => "完整周期后续约，不计",
        "unfinished" => "未完成约定采购量",
        "no_surplus" => "没有结余",
        "barred" => "本机构有品种未完成，不计",
        _ => "计入",
    }
}
