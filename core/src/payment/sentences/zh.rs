//! 中文句子。

use crate::explain::Step;
use crate::sentence::{fact, short};

/// One sentence per clause and outcome.
pub(super) fn sentence(step: &Step) -> String {
    let f = |name: &str| fact(step, name);
    if let Some(code) = step.clause_name().strip_prefix("bands.") {
        return band(step, code);
    }
    match (step.clause_name(), step.outcome()) {
        ("out-of-list", _) => "目录外，不设支付标准，全部自费".to_owned(),
        ("national-standard", _) => format!("按国家支付标准 {} 元", f("ceiling")),
        ("ordinary", _) => format!("“两非”药品按挂网品种加权均价 {} 元", f("ceiling")),
        ("winner", _) => format!("中选产品，支付标准 {} 元", f("ceiling")),
        ("not-passed", _) => format!("未过评产品，支付标准不超过中选价 {} 元", f("reference")),
        ("no-reference", "high_price_listed") => "没有可比的中选价，在价高药名单内，不设支付标准".to_owned(),
        ("no-reference", _) => "没有可比的中选价，不设支付标准".to_owned(),
        ("within", _) => format!("现价 {} 元不高于中选价 {} 元，支付标准即中选价", f("price"), f("reference")),
        ("floor", _) => format!("算得 {} 元低于中选价，提高到中选价 {} 元", f("ceiling"), f("reference")),
        ("actual-price", "limited") => format!("现价 {} 元低于支付标准 {} 元，按现价结算", f("price"), f("ceiling")),
        ("actual-price", "at_ceiling") => format!("现价 {} 元，按支付标准 {} 元结算", f("price"), f("ceiling")),
        ("actual-price", _) => format!("没有支付标准，按现价 {} 元结算", f("price")),
        ("first-self-pay", "set") => format!("先行自付比例按规定为 {}", short(f("rate"))),
        ("first-self-pay", "added") => format!("先行自付比例提高到 {}", short(f("rate"))),
        ("first-self-pay", _) => format!("先行自付比例按产品本身为 {}", short(f("rate"))),
        ("split", _) => format!(
            "{} 元分为：全自费 {}，超限价 {}，先行自付 {}，符合范围 {}",
            f("total"),
            f("fully_own"),
            f("above_standard"),
            f("first_self_pay"),
            f("in_scope")
        ),
        ("refund", _) => format!(
            "退费 {} 元，按原拆分冲回：全自费 {}，超限价 {}，先行自付 {}，符合范围 {}",
            f("total"),
            f("fully_own"),
            f("above_standard"),
            f("first_self_pay"),
            f("in_scope")
        ),
        ("settle", _) => format!(
            "符合范围 {} 元，起付线扣 {} 元，统筹支付 {} 元，个人负担 {} 元",
            f("in_scope"),
            f("deductible"),
            f("fund"),
            f("patient")
        ),
        ("allocate", _) => format!("{} 元中统筹支付 {} 元，个人负担 {} 元", f("total"), f("fund"), f("patient")),
        ("bid-entry", "raised") => {
            format!("最低报价 {} 元低于支付意愿的下限，支付标准取下限 {} 元", f("lowest_quote"), f("floor"))
        }
        ("bid-entry", _) => format!("支付标准取最低报价 {} 元", f("lowest_quote")),
        ("retail-cap", "capped") => format!("支付标准 {} 元，药店售价不高于 {} 元", f("standard"), f("cap")),
        ("retail-cap", _) => "该类药品不适用药店限价".to_owned(),
        (clause, outcome) => format!("{clause}：{outcome}"),
    }
}

fn band(step: &Step, code: &str) -> String {
    let f = |name: &str| fact(step, name);
    let year = step.fact("year").map_or(String::new(), |year| format!("第 {year} 年"));
    match step.fact("ceiling") {
        Some(ceiling) => {
            format!("现价 {} 元高于中选价 {} 元，属 {code} 档，{year}支付标准 {ceiling} 元", f("price"), f("reference"))
        }
        None => {
            let silent = step.fact("standard").is_some();
            let standard = if silent { "支付标准文件没有写明" } else { "没有支付标准" };
            format!("现价 {} 元高于中选价 {} 元，属 {code} 档，{year}{standard}", f("price"), f("reference"))
        }
    }
}
