//! One drug after a tender under the payment rules of three places, then one patient's bill.
//!
//! The winning price and the old price are published; whatever else a case needs is invented and marked as an example on the page.
//! Years that a document does not give are shown as gaps, with the document.

mod basis;
mod bill;
mod cliffs;
mod data;
mod equations;
mod ladders;
mod refund;
mod settlement;
mod words;

use std::io::Write;

use jicai::explain::Language;

use crate::data::Result;
use crate::page::{Fields, Page, Widths};
use crate::words::{pick, text};
use data::{BASE_PRICE, OWN_RATE, WINNING_PRICE};
use equations::Equations;
use words::percent;

const WIDTHS: Widths = Widths { table: 120, line: 120, label_zh: 14, label_en: 17 };

pub(crate) fn payment(language: Language, out: &mut dyn Write) -> Result<()> {
    let mut places = data::places()?;
    let mut page = Page::new(language, WIDTHS, out);
    introduction(&mut page)?;
    ladders::ladders(&mut page, &mut places)?;
    cliffs::cliffs(&mut page, &places)?;
    let mut equations = Equations::default();
    let first_line = bill::bill(&mut page, places.first().ok_or("no place")?, &mut equations)?;
    refund::refund(&mut page, &first_line, &mut equations)?;
    basis::rests_on(&mut page, &places)?;
    equations.sum(&mut page)
}

fn introduction(page: &mut Page<'_>) -> Result<()> {
    let language = page.language;
    page.title(pick(
        language,
        "医保支付标准：一个品种，三地规则，一张账单",
        "Payment standards: one drug, the rules of three places, one bill",
    ))?;
    let own_rate = percent(language, OWN_RATE.parse()?);
    let mut fields = Fields::new(language);
    fields.add("看什么", "what to see", pick(language,
        "集采之后，基金对同一通用名只按一个支付标准支付，高出部分由患者自付。下面看同一品种的四种产品在三地各按多少支付、逐年怎样变化，\
         再看一张账单如何逐行拆分、结算、退费。",
        "After a tender the fund pays every product of one name up to one standard; what a product costs above it is the patient's. Below: \
         what four products of one name are paid in three places, year by year; then how a bill is split, settled and refunded.",
    ));
    fields.add("公布的数", "published", text!(
        language,
        "硫酸氢氯吡格雷片 75 mg × 7 片：中选价 {WINNING_PRICE} 元，原价 {BASE_PRICE} 元（2019 年公布的价目表）。\
         原价在此当作原研药的现价和基准价。",
        "clopidogrel 75 mg × 7 tablets: winning price {WINNING_PRICE} yuan, old price {BASE_PRICE} yuan (price list published in 2019). \
         The old price stands here for the originator's current price and base price."
    ));
    fields.add("假设的数", "invented", text!(
        language,
        "凡标“示例”的都是假设。全部按乙类，产品本身的先行自付比例 {own_rate}（示例）；当地另有规定的从其规定。",
        "whatever is marked “example”. All are class B with an own first self-pay of {own_rate} (example), unless the place sets another."
    ));
    fields.add(
        "怎样读",
        "how to read it",
        pick(
            language,
            "单位：元，每盒。超标准：现价高出支付标准的部分，由患者自付（超限价自费）。先行自付：标准以内先由患者负担的比例，其余进入报销。≤：文件只定上限。不设标准：整个现价都算标准以内。",
            "In yuan per pack. Above: what the price exceeds the standard by, the patient's. Self-pay: the share inside the standard that the \
             patient bears first; the rest goes into reimbursement. ≤: the text sets an upper limit only. None set: the whole price counts as inside the standard.",
        ),
    );
    fields.add("规则", "rules", "core/rulebooks/payment/");
    page.fields(&fields)
}
