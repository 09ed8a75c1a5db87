//! 中文句子。

use super::word;
use crate::explain::Step;
use crate::sentence::fact;

/// One sentence per clause and outcome.
pub(super) fn sentence(step: &Step) -> String {
    let f = |name: &str| fact(step, name);
    let w = |name: &str| word(step, name);
    let subject = step.subject_id().map_or("", |id| id.as_str());
    let outcome = step.outcome();
    match (step.clause_name(), outcome) {
        ("clock", _) => format!("协议期共 {} 天，已过 {} 天", f("total_days"), f("elapsed_days")),
        ("completion", _) => format!("约定采购量 {}，已采购 {}", f("agreed"), f("purchased")),
        ("shares", _) if subject == "offline" => format!("采购总额 {}，其中线下 {}", f("total"), f("offline")),
        ("shares", _) => format!("采购中选药 {}，非中选药 {}", f("winner"), f("non_winner")),
        ("agreements", "computed") => format!("应签协议 {} 份，已签 {} 份", f("all"), f("signed")),
        ("agreements", "late") => format!("协议 {subject} 应于 {} 前签订，{} 才签：逾期", f("due_on"), f("signed_on")),
        ("agreements", "unsigned") => format!("协议 {subject} 应于 {} 前签订，至 {} 未签", f("due_on"), f("as_of")),
        ("agreements", _) => format!("协议 {subject} 尚未签订，期限 {}", f("due_on")),
        ("in_hospital", "missing") => format!("{subject} 尚未进院（自 {} 起核查）", f("check_from")),
        ("in_hospital", _) => {
            format!("应进院 {} 个品种，已进院 {} 个（自 {} 起核查）", f("all"), f("entered"), f("check_from"))
        }
        ("on_time", "late") => match w("delivered_at") {
            Some(delivered) => format!("订单 {subject} 应于 {} 前配送到位，{delivered} 才到：逾期", f("due")),
            None => format!("订单 {subject} 应于 {} 前配送到位，至今未足量配送：逾期", f("due")),
        },
        ("on_time", _) => format!("订单 {subject} 尚未足量配送，期限 {}", f("due")),
        ("orders", _) => format!("订单 {} 张，按时 {} 张，逾期 {} 张", f("all"), f("on_time"), f("late")),
        ("settlement", "late") => {
            format!("发票 {subject} 金额 {}，至 {} 只付 {}", f("amount"), f("due_on"), f("paid_in_time"))
        }
        ("settlement", _) => format!("到期应付 {}，按时支付 {}", f("amount"), f("paid_in_time")),
        ("complaints", _) => format!("近 {} 天投诉 {} 件", f("window_days"), f("count")),
        ("coverage", _) => format!("{subject}：{} 家中覆盖 {} 家", f("members"), f("covered")),
        ("alert_bands", _) => {
            format!(
                "{}：{subject} 的{}为 {}（{}）",
                severity(outcome),
                indicator(&f("indicator").to_string()),
                f("value"),
                f("rule")
            )
        }
        ("alert_rules", _) => format!(
            "{}：{subject} 的{}为 {}，界限 {}（规则 {}）",
            severity(outcome),
            indicator(&f("indicator").to_string()),
            f("value"),
            f("limit"),
            f("rule")
        ),
        ("limit", _) => format!(
            "{}：{subject} 的{}为 {}，调用方界限 {}",
            severity(outcome),
            indicator(&f("indicator").to_string()),
            f("value"),
            f("limit")
        ),
        ("mean", _) => format!(
            "{}：{subject} 的{}为 {}，越过均值加减幅度 {}",
            severity(outcome),
            indicator(&f("indicator").to_string()),
            f("value"),
            f("limit")
        ),
        ("assess", _) if subject == "overall" => format!(
            "{}项（{}）：{}",
            f("items"),
            if f("overall").to_string() == "pooled" { "合并考核" } else { "逐项考核" },
            verdict(outcome)
        ),
        ("assess", _) => {
            let completion = w("completion").unwrap_or_else(|| "无".to_owned());
            let share = w("non_winner_share").unwrap_or_else(|| "无".to_owned());
            let limit = w("limit").map_or(String::new(), |limit| format!("（上限 {limit}）"));
            format!("{subject}：完成率 {completion}，非中选占比 {share}{limit}，{}", verdict(outcome))
        }
        ("escalate", _) => format!(
            "{}现为“{}”，因“{}”转为“{}”",
            if subject == "firm" { "企业" } else { "医疗机构" },
            state(&f("state").to_string()),
            event(&f("event").to_string()),
            state(outcome)
        ),
        ("settlement_status", _) => {
            format!(
                "发票 {subject} 应付日 {}，至 {} 未付 {}，{}",
                f("due_on"),
                f("as_of"),
                f("unpaid"),
                status(outcome)
            )
        }
        ("prepayment", "below_minimum") => format!("预付比例 {}，低于文件要求的 {}", f("ratio"), f("minimum_ratio")),
        ("prepayment", _) => match w("minimum_ratio") {
            Some(minimum) => format!("预付比例 {}，文件要求不低于 {minimum}", f("ratio")),
            None => format!("预付比例 {}", f("ratio")),
        },
        ("fund_prepayment", _) => format!(
            "{}医保基金结余可支付 {} 个月，要求 {} 个月：{}预付",
            if subject == "employee" { "职工" } else { "居民" },
            f("balance_months"),
            f("minimum_months"),
            if outcome == "allowed" { "可以" } else { "不得" }
        ),
        ("mark", "none") => {
            format!("{subject} 价格 {} 未越过黄标线 {}（基准 {}），不标识", f("price"), f("limit"), f("anchor"))
        }
        ("mark", _) => {
            format!("{subject} 价格 {} 越过界限 {}（基准 {}），{}", f("price"), f("limit"), f("anchor"), mark(outcome))
        }
        ("mark_non_supply", _) => format!(
            "{subject} 价格 {}，中选非供应上限 {}（{}），{}",
            f("price"),
            f("limit"),
            if f("reading").to_string() == "either" { "两个上限取高" } else { "两个上限取低" },
            if outcome == "marked" { "予以标识" } else { "不标识" }
        ),
        ("mark_removal", _) => {
            format!("{subject} 于 {} 降价，标识于 {} 取消", f("price_cut_on"), f("mark_ends_on"))
        }
        ("entry", _) => format!(
            "{subject} 价格 {}{}新增挂网上限 {}",
            f("price"),
            if outcome == "entry_ok" { " 不高于" } else { " 高于" },
            f("entry_cap")
        ),
        ("non_supply_cap", _) => {
            let current = w("current_price").map_or(String::new(), |price| format!("，现价 {price}"));
            let source = match outcome {
                "own" => "依本企业中选价",
                "highest" => "依最高价",
                _ => "两者相等",
            };
            format!("{subject} 非供应省份价格上限 {}（{source}）{current}", f("cap"))
        }
        ("second_slot", _) => format!(
            "{subject}（{}，{}）{}，余 {} 个品规名额",
            role(&f("role").to_string()),
            f("unit_price"),
            if outcome == "chosen" { "入选" } else { "未入选" },
            f("slots_left")
        ),
        ("replace", "computed") => format!("{subject} 约定 {}，断供前已采购 {}", f("agreed"), f("purchased")),
        ("replace", _) => {
            format!(
                "{}企业 {subject} 以 {} 的价格替补 {}，尚余 {}",
                role(outcome),
                f("price"),
                f("quantity"),
                f("left")
            )
        }
        ("bar", _) => {
            let now = match (outcome, w("as_of")) {
                ("active", Some(day)) => format!("，{day} 在限制期内"),
                (_, Some(day)) => format!("，{day} 不在限制期内"),
                _ => String::new(),
            };
            format!("企业 {subject} 自 {} 至 {} 限制参加{now}", f("from"), f("until"))
        }
        ("disclosure", "complete" | "incomplete") => {
            format!("{subject}：应公开 {} 项，已公开 {} 项，过期 {} 项", f("required"), f("published"), f("expired"))
        }
        ("disclosure", _) => disclosed(step, subject, outcome),
        ("reconcile", "only_left") => format!("{subject} 仅在左侧平台"),
        ("reconcile", "only_right") => format!("{subject} 仅在右侧平台"),
        ("reconcile", _) => {
            let side = |name: &str| step.fact(name).map_or_else(|| "没有该字段".to_owned(), |text| format!("“{text}”"));
            format!("{subject} 的字段 {} 不一致：左 {}，右 {}", f("field"), side("left"), side("right"))
        }
        ("totals", _) => format!(
            "{subject} 合计 {}，各部分之和 {}，{}",
            f("total"),
            f("sum"),
            if outcome == "adds_up" { "相符" } else { "不符" }
        ),
        ("central", _) => format!(
            "{subject}（{}，价值 {}，限额 {}）：{}",
            reason(&f("reason").to_string()),
            f("value"),
            f("threshold"),
            route(outcome)
        ),
        ("income_ratio", _) if subject == "previous" => match (w("previous_ratio"), w("fall")) {
            (Some(ratio), Some(fall)) => format!("上期药占比 {ratio}，下降 {fall}：{}", direction(outcome)),
            (Some(ratio), None) => format!("上期药占比 {ratio}，本期没有医疗收入"),
            _ => "上期没有医疗收入".to_owned(),
        },
        ("income_ratio", _) => match (w("ratio"), w("limit")) {
            (Some(ratio), Some(limit)) => {
                format!("药占比 {ratio}，上限 {limit}，{}", if outcome == "within_limit" { "未超限" } else { "超限" })
            }
            (Some(ratio), None) => format!("药占比 {ratio}"),
            _ => "没有医疗收入".to_owned(),
        },
        ("process_score", _) if step.fact("weight").is_none() => {
            let grade = if outcome == "computed" { String::new() } else { format!("，等级 {outcome}") };
            format!("得分 {}{grade}", f("score"))
        }
        ("process_score", _) => format!(
            "环节 {subject} 得分 {}，权重 {}{}",
            f("score"),
            f("weight"),
            if outcome == "weakest" { "，最薄弱" } else { "" }
        ),
        ("shortage", "none") => match w("days_of_stock") {
            Some(days) => format!("{subject} 库存可用 {days} 天，无异常"),
            None => format!("{subject} 无异常"),
        },
        ("shortage", "diverted") => format!("{subject} 窜货 {}（应为 {}）", f("value"), f("limit")),
        ("shortage", _) => format!("{subject} {}（{}，界限 {}）", flag(outcome), f("value"), f("limit")),
        (clause, outcome) => format!("{clause}：{outcome}"),
    }
}

fn severity(word: &str) -> &'static str {
    match word {
        "serious" => "严重预警",
        "warning" => "预警",
        _ => "提示",
    }
}

fn indicator(word: &str) -> &'static str {
    match word {
        "completion" => "完成率",
        "winner_share" => "中选药占比",
        "winner_amount_share" => "中选金额占比",
        "delivery_rate" => "网上配送率",
        "order_response_rate" => "订单响应率",
        "on_time_rate" => "配送及时率",
        "receipt_rate" => "交易完成率",
        "settlement_on_time_rate" => "按时结算率",
        "in_hospital_rate" => "进院率",
        "signing_rate" => "协议签订率",
        "coverage_rate" => "覆盖率",
        "days_of_stock" => "库存天数",
        "capacity_coverage" => "产能覆盖率",
        "lag" => "进度滞后",
        "relative_lag" => "相对滞后",
        "non_winner_share" => "非中选占比",
        "offline_share" => "线下采购占比",
        "substitute_share" => "可替代品种占比",
        "complaint_count" => "投诉数",
        "late_order_count" => "逾期订单数",
        "lagging_product_count" => "滞后品种数",
        "spike_ratio" => "用量倍数",
        _ => "药占比",
    }
}

fn verdict(word: &str) -> &'static str {
    match word {
        "qualified" => "合格",
        "unqualified" => "不合格",
        _ => "不纳入考核",
    }
}

fn state(word: &str) -> &'static str {
    match word {
        "clear" => "无事项",
        "inquiry" => "函询",
        "remind" => "提醒",
        "interview" => "约谈",
        "admonish" => "告诫",
        "credit_rating" => "失信评级",
        "agreement_handling" => "协议管理处置",
        "tender_penalty" => "按集采文件处罚",
        "disqualified" => "取消中选资格",
        _ => "待决定",
    }
}

fn event(word: &str) -> &'static str {
    match word {
        "alert" => "预警",
        "rectified" => "整改到位",
        "not_rectified" => "整改不到位",
        "serious" => "情节严重",
        "unsigned_agreement" => "不签协议",
        _ => "作出决定",
    }
}

fn status(word: &str) -> &'static str {
    match word {
        "paid_on_time" => "按时付清",
        "paid_late" => "逾期付清",
        "overdue" => "逾期未付清",
        "due_today" => "今日到期",
        _ => "未到期",
    }
}

fn mark(word: &str) -> &'static str {
    match word {
        "yellow" => "黄标",
        "red" => "红标",
        _ => "暂停挂网",
    }
}

fn role(word: &str) -> &'static str {
    match word {
        "main_winner" => "主供",
        "backup_winner" => "备供",
        "other_winner" => "其他中选",
        "substitute" => "替代",
        _ => "非中选",
    }
}

fn reason(word: &str) -> &'static str {
    match word {
        "drug" => "药品",
        "consumable" => "医用耗材",
        "value" => "达到限额的设备",
        "class_b" => "乙类大型设备",
        "below_threshold" => "限额以下设备",
        _ => "非公立机构",
    }
}

fn route(word: &str) -> &'static str {
    match word {
        "central_tender" => "集中招标",
        "online_trade" => "平台交易",
        "central_purchase" => "集中采购",
        "own_purchase" => "自行采购",
        _ => "不适用",
    }
}

fn direction(word: &str) -> &'static str {
    match word {
        "fell" => "下降",
        "rose" => "上升",
        _ => "持平",
    }
}

fn flag(word: &str) -> &'static str {
    match word {
        "low_stock" => "库存不足",
        "hoarding" => "囤积",
        "spike" => "用量骤增",
        _ => "产能不足",
    }
}

fn disclosed(step: &Step, item: &str, outcome: &str) -> String {
    let record = fact(step, "record");
    let due = word(step, "due_on").map_or(String::new(), |day| format!("，期限 {day}"));
    match outcome {
        "missing" => format!("{record} 未公开 {item}{due}"),
        "expired" => format!("{record} 的 {item} 已于 {} 过期", fact(step, "expires_on")),
        _ => format!("{record} 的 {item} 于 {} 公开{due}：逾期", fact(step, "published_on")),
    }
}
