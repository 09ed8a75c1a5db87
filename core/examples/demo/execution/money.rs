//! Late invoices of drugs and consumables, and money before the goods.

use jicai::execution::{self, InvoiceDue, Prepayment, Rulebook};
use jicai::explain::{Language, Trace};
use serde_json::{Value, json};

use super::bulletins::rate;
use super::checks::{Checks, Worth};
use super::data::ask;
use super::words::{percent, status};
use crate::data::Result;
use crate::page::{Fields, Page};
use crate::words::{pick, text};

const AS_OF: &str = "2025-03-03";

/// Invented: what was received when, and what was paid of it.
struct Bill {
    id: &'static str,
    kind: &'static str,
    start_on: &'static str,
    amount: u32,
    paid: &'static [(&'static str, u32)],
}

const fn bill(
    id: &'static str,
    kind: &'static str,
    start_on: &'static str,
    amount: u32,
    paid: &'static [(&'static str, u32)],
) -> Bill {
    Bill { id, kind, start_on, amount, paid }
}

const BILLS: [Bill; 4] = [
    bill("I1", "drug", "2025-01-31", 100_000, &[("2025-03-02", 60_000), ("2025-03-03", 10_000)]),
    bill("I2", "consumable", "2025-01-31", 100_000, &[("2025-03-01", 100_000)]),
    bill("I3", "drug", "2025-01-20", 80_000, &[("2025-02-19", 80_000)]),
    bill("I4", "drug", "2025-02-01", 50_000, &[]),
];

pub(crate) fn money(page: &mut Page<'_>, checks: &mut Checks) -> Result<()> {
    let language = page.language;
    page.caption(&text!(
        language,
        "⑥ 示例：四张发票（虚构）至 {AS_OF}；期限是公布的（据报道）：广西药品确认收货后 30 天，耗材验收次月底",
        "⑥ Example: invented invoices on {AS_OF}; Guangxi's terms as published (press): drugs 30 days, consumables the end of next month"
    ))?;
    let mut trace = Trace::new();
    let invoices = BILLS.iter().map(invoice).collect::<Vec<_>>();
    let question = ask(json!({ "as_of": AS_OF, "invoices": invoices }))?;
    let rulebook = Rulebook::builtin("execution/guangxi-settlement-2024")?;
    let answer = execution::settlement_due_with(&rulebook, &question, &mut trace)?;
    checks.rests_on(&trace);
    let header = match language {
        Language::Zh => {
            ["发票", "类别", "收货或验收", "应付日", "状态", "逾期天数", "未付", "到期前已付 + 逾期金额 = 金额"]
        }
        Language::En => {
            ["invoice", "kind", "received", "due", "status", "days late", "unpaid", "paid in time + late = amount"]
        }
    };
    let mut rows = Vec::new();
    for due in &answer.invoices {
        let bill =
            BILLS.iter().find(|bill| bill.id == due.invoice.as_str()).ok_or("an invoice that was not asked for")?;
        rows.push(cells(language, bill, due, checks)?);
    }
    page.dense_table(&header.map(str::to_owned), &rows)?;
    let mut fields = Fields::new(language);
    let on_time = percent(language, answer.settlement_on_time_rate.as_ref().ok_or("nothing is due")?)?;
    let institutions = percent(language, &rate(1182, 1136)?)?;
    fields.add("按时结算率", "paid in time", text!(
        language,
        "{on_time}（示例，按金额）。公布：浙江平台 2025 年 5—6 月 1182 家机构中 1136 家全部按时结算，算得 {institutions}",
        "{on_time} (example). Published: in Zhejiang, May–June 2025, 1136 of 1182 institutions paid everything in time ({institutions})"
    ));
    huaibei(&mut fields, language, checks)?;
    page.fields(&fields)
}

fn invoice(bill: &Bill) -> Value {
    let paid = bill.paid.iter().map(|(on, amount)| json!({ "on": on, "amount": amount.to_string() }));
    json!({
        "invoice": bill.id, "product_kind": bill.kind, "amount": bill.amount.to_string(), "start_on": bill.start_on,
        "paid": paid.collect::<Vec<_>>(),
    })
}

fn cells(language: Language, bill: &Bill, due: &InvoiceDue, checks: &mut Checks) -> Result<Vec<String>> {
    let due_on = due.due_on.to_string();
    // Days in this form sort as text.
    let in_time = bill.paid.iter().filter(|(on, _)| *on <= due_on.as_str()).map(|(_, amount)| amount).sum::<u32>();
    let sum = if due_on.as_str() < AS_OF {
        let late: u32 = due.late_amount.to_string().parse()?;
        let mark = checks.identity(in_time.checked_add(late) == Some(bill.amount));
        format!("{in_time} + {late} = {} {mark}", bill.amount)
    } else {
        "–".to_owned()
    };
    let kind = match bill.kind {
        "drug" => pick(language, "药品", "drug"),
        _ => pick(language, "耗材", "consumable"),
    };
    Ok(vec![
        bill.id.to_owned(),
        kind.to_owned(),
        due.start_on.to_string(),
        due_on,
        status(language, due.status).to_owned(),
        due.days_late.to_string(),
        due.unpaid.to_string(),
        sum,
    ])
}

/// Published: what was prepaid in batch 4. The agreed amount is computed back from it.
const PREPAID: &str = "791300";
const AGREED: &str = "2637666.67";
/// Invented days among published holidays and make-up days.
const SIGNED: &str = "2024-09-27";
const APPLIED: &str = "2024-10-12";

fn huaibei(fields: &mut Fields, language: Language, checks: &mut Checks) -> Result<()> {
    let question = json!({
        "kind": "vbp", "agreed_amount": AGREED, "signed_on": SIGNED, "applied_on": APPLIED,
        "calendar": {
            "holidays": ["2024-10-01", "2024-10-02", "2024-10-03", "2024-10-04", "2024-10-07"],
            "extra_workdays": ["2024-09-29", APPLIED],
        },
    });
    let mut trace = Trace::new();
    let rulebook = Rulebook::builtin("execution/huaibei-prepay")?;
    let Prepayment::Vbp(answer) = execution::prepayment_with(&rulebook, &ask(question)?, &mut trace)? else {
        return Err("not for tender goods".into());
    };
    checks.rests_on(&trace);
    let mark = checks.figure(answer.amount.value(), PREPAID, Worth::ReadOff)?;
    let (amount, ratio) = (&answer.amount, answer.ratio);
    let (Some(apply_by), Some(pay_by)) = (answer.apply_by, answer.pay_by) else { return Err("no days".into()) };
    fields.add("淮北预付", "Huaibei prepays", text!(
        language,
        "公布：第四批预付 {PREPAID} 元，约定金额的 {ratio}：{AGREED} × {ratio} = {amount} {mark}。示例：{SIGNED} 签协议，{apply_by} 前申请；{APPLIED} 申请，\
         {pay_by} 前拨付（各 10 个工作日，避开国庆，计入调休）",
        "published, batch 4: {PREPAID} yuan, {ratio} of what is agreed: {AGREED} × {ratio} = {amount} {mark}. Example: signed {SIGNED}, apply \
         by {apply_by}; applied {APPLIED}, paid by {pay_by} (10 working days each)"
    ));
    Ok(())
}
