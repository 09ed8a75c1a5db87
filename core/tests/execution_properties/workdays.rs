//! Convention 5 and rule 21: working days, walked day by day.

use super::*;
use jicai::execution::{Prepayment, PrepaymentQuestion, VbpPrepayment, VbpPrepaymentQuestion};

/// The n-th working day after a day, which itself does not count.
pub(super) fn walked(day: usize, n: usize, holidays: &BTreeSet<usize>, extra: &BTreeSet<usize>) -> usize {
    let works = |day: &usize| extra.contains(day) || (!days::is_weekend(*day) && !holidays.contains(day));
    (day + 1..).filter(works).nth(n - 1).unwrap()
}

pub(super) fn vbp(asked: &Asked) -> Option<(VbpPrepaymentQuestion, VbpPrepayment)> {
    match asked.answer(execution::prepayment) {
        (PrepaymentQuestion::Vbp(question), Prepayment::Vbp(answer)) => Some((question, answer)),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..config() })]

    /// Every hand of the money has its own number of working days.
    #[test]
    fn working_days_are_walked(asked in scenes::of(scenes::prepayment)) {
        let Some((question, answer)) = vbp(&asked) else { return Ok(()) };
        let calendar = question.calendar.unwrap_or_default();
        let [holidays, extra] = [calendar.holidays, calendar.extra_workdays]
            .map(|list| list.into_iter().map(days::number).collect::<BTreeSet<_>>());
        for (event, by, name) in [
            (question.signed_on, answer.apply_by, "prepay_apply_working_days"),
            (question.applied_on, answer.pay_by, "prepay_pay_working_days"),
            (question.received_on, answer.pass_on_by, "prepay_pass_on_working_days"),
            (question.distributor_received_on, answer.maker_by, "prepay_maker_working_days"),
        ] {
            let wanted = event.map(|event| walked(days::number(event), asked.parameter(name).unwrap(), &holidays, &extra));
            prop_assert_eq!(by.map(days::number), wanted, "{}", name);
        }
    }
}

/// A date in both lists is refused at the second one; repeated dates are harmless; an unset number of days is a gap.
#[test]
fn calendars_do_not_contradict_themselves() {
    let ask = |calendar: Value, days: Value| {
        let input = json!({ "kind": "vbp", "agreed_amount": "1", "ratio": "1", "signed_on": "2024-09-27", "calendar": calendar });
        let asked = own("execution.prepayment", &days, input);
        match execution::prepayment(asked.book(), &asked.question()) {
            Ok(Prepayment::Vbp(answer)) => Ok(answer.apply_by.unwrap().to_string()),
            Ok(_) => panic!("another kind"),
            Err(error) => Err((error.code(), error.path().to_owned())),
        }
    };
    let ten = json!({ "prepay_apply_working_days": 10 });
    let twice = json!({ "holidays": ["2024-10-01", "2024-10-02"], "extra_workdays": ["2024-10-12", "2024-10-02"] });
    assert_eq!(ask(twice, ten.clone()), Err((Code::InvalidInput, "/input/calendar/extra_workdays/1".to_owned())));
    let repeated = json!({ "holidays": ["2024-10-01", "2024-10-01"], "extra_workdays": ["2024-10-12", "2024-10-12"] });
    assert_eq!(ask(repeated, ten), Ok("2024-10-12".to_owned()));
    assert_eq!(ask(json!({}), json!({})), Err((Code::RuleGap, "/rulebook".to_owned())));
}
