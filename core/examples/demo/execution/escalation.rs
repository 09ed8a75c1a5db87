//! One hospital step by step: from an alert to the end of the ladder.

use jicai::Error;
use jicai::execution::{self, Escalation, Rulebook, State};
use jicai::explain::{Language, Trace};
use serde_json::{Value, json};

use super::checks::Checks;
use super::data::ask;
use super::words::gap;
use crate::data::Result;
use crate::page::{Fields, Page};
use crate::words::{pick, text};

const RULEBOOK: &str = "execution/zhejiang-2025";
/// The caller's: the notice does not say.
const RECTIFY_DAYS: u32 = 15;
const FINAL_STATE: &str = "agreement_handling";
const STEPS: [(&str, &str); 3] =
    [("2025-08-01", "alert"), ("2025-08-17", "not_rectified"), ("2025-09-02", "not_rectified")];
const MENDED: &str = "2025-09-10";
const LAST: &str = "2025-09-18";

pub(crate) fn escalation(page: &mut Page<'_>, checks: &mut Checks) -> Result<()> {
    let language = page.language;
    page.caption(&text!(
        language,
        "④ 示例：H2 在浙江 2025 年通知下逐级处置；各级是公布的，日期虚构，整改 {RECTIFY_DAYS} 天由调用方给出（通知没有写明）",
        "④ Example: H2 step by step under Zhejiang 2025; the steps are published, the days invented, {RECTIFY_DAYS} days to mend are the caller's"
    ))?;
    let mut fields = Fields::new(language);
    let (mut state, mut deadline) = (json!("clear"), Value::Null);
    for (on, event) in STEPS {
        let (step, sentence) = answered(language, checks, event_on(&state, &deadline, event, on))?;
        let due = step.deadline.map(|day| day.to_string()).unwrap_or_default();
        let last = match step.last_step {
            Some(true) => pick(language, "，最后一级", ", the last step"),
            _ => "",
        };
        fields.add(
            on,
            on,
            text!(language, "{sentence}{last}，整改期限 {due}", "{sentence}{last}, to be mended by {due}"),
        );
        (state, deadline) = (json!(step.next_state), json!(step.deadline));
    }
    let (_, mended) = answered(language, checks, event_on(&state, &deadline, "rectified", MENDED))?;
    fields.add(MENDED, MENDED, text!(language, "若整改到位：{mended}", "if mended: {mended}"));
    let mut question = event_on(&state, &deadline, "not_rectified", LAST);
    let Err(error) = asked(&question)? else { return Err("what follows an admonition is published".into()) };
    let gap = gap(language, &error, ("告诫之后怎样没有写明", "open"))?;
    if let Some(question) = question.as_object_mut() {
        question.insert("final_state".to_owned(), json!(FINAL_STATE));
    }
    let (last, _) = answered(language, checks, question)?;
    let firm =
        json!({ "party": "firm", "state": "admonish", "event": "not_rectified", "on": LAST, "deadline": deadline });
    let (firm, _) = answered(language, checks, firm)?;
    let [last, firm] = [last, firm].map(|step| final_state(language, step.next_state));
    fields.add(
        LAST,
        LAST,
        text!(
            language,
            "若仍未整改：{gap}，由调用方定，如{last}。企业公布了：{firm}",
            "if not: {gap}; the caller: {last}. For firms, published: {firm}"
        ),
    );
    page.fields(&fields)
}

fn final_state(language: Language, state: State) -> &'static str {
    let (zh, en) = match state {
        State::CreditRating => ("失信评级", "credit rating"),
        State::AgreementHandling => ("协议管理处置", "agreement handling"),
        _ => ("其他", "another"),
    };
    pick(language, zh, en)
}

fn event_on(state: &Value, deadline: &Value, event: &str, on: &str) -> Value {
    let mut question = json!({
        "party": "institution", "state": state, "event": event, "on": on, "rectify_days": RECTIFY_DAYS,
    });
    if let Some(fields) = question.as_object_mut().filter(|_| !deadline.is_null()) {
        fields.insert("deadline".to_owned(), deadline.clone());
    }
    question
}

fn asked(question: &Value) -> Result<std::result::Result<(Escalation, Trace), Error>> {
    let mut trace = Trace::explaining();
    let answer = execution::escalate_with(Rulebook::builtin(RULEBOOK)?.as_ref(), &ask(question.clone())?, &mut trace);
    Ok(answer.map(|step| (step, trace)))
}

/// An answer with the sentence that explains it.
fn answered(language: Language, checks: &mut Checks, question: Value) -> Result<(Escalation, String)> {
    let (step, trace) = asked(&question)??;
    checks.rests_on(&trace);
    Ok((step, trace.steps().last().map(|step| step.text(language)).unwrap_or_default()))
}
