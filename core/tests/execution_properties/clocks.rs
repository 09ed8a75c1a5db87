//! Rules 1 to 5 and 10: the clock by a count of days, completion and lag, shares, agreements, products in the hospital.

use super::*;
use jicai::execution::{DayCount, Progress, ProgressQuestion};

fn progress(asked: &Asked) -> (ProgressQuestion, Progress) {
    asked.answer(execution::progress)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1200, ..config() })]

    /// Days are counted one by one; 0 ≤ sequence ≤ 1.
    #[test]
    fn the_clock_counts_days(asked in scenes::of(scenes::progress)) {
        let (question, answer) = progress(&asked);
        let Some(period) = question.period else {
            prop_assert_eq!(answer.clock, None);
            return Ok(());
        };
        let clock = answer.clock.unwrap();
        let first = days::number(period.start) + usize::from(question.day_count == DayCount::Exclusive);
        let all = first..=days::number(period.end);
        let past = all.clone().filter(|day| *day <= days::number(question.as_of)).count();
        let all = all.count();
        prop_assert_eq!((clock.total_days, clock.elapsed_days), (i64::try_from(all).unwrap(), i64::try_from(past).unwrap()));
        prop_assert_eq!(clock.elapsed_days + clock.remaining_days, clock.total_days);
        let sequence = clock.sequence.value().clone();
        prop_assert_eq!(Some(sequence.clone()), counted(past, all));
        prop_assert!(sequence >= zero() && sequence <= Rational::ONE);
    }

    /// The sequence never falls from one day to a later one, and it moves by at most the days between.
    #[test]
    fn the_sequence_never_falls(asked in scenes::of(scenes::progress), later in 0_usize..500) {
        let question: ProgressQuestion = asked.question();
        if question.period.is_none() {
            return Ok(());
        }
        let sequence = |day: usize| {
            let mut asked = asked.clone();
            asked.input = json!({ "as_of": scenes::shown(day), "period": question.period, "day_count": question.day_count });
            let clock = progress(&asked).1.clock.unwrap();
            (clock.sequence.value().clone(), clock.elapsed_days)
        };
        let today = days::number(question.as_of);
        let then = (today + later).min(*days::LAST);
        let ((now, past), (next, more)) = (sequence(today), sequence(then));
        prop_assert!(now <= next && more - past <= i64::try_from(then - today).unwrap());
    }

    /// Completion, what remains, lag and what it takes a day; each by its definition.
    #[test]
    fn lag_is_sequence_less_completion(asked in scenes::of(scenes::progress)) {
        let (question, answer) = progress(&asked);
        let Some((agreed, purchased)) = question.agreed.zip(question.purchased) else {
            prop_assert!(answer.completion.is_none() && answer.remaining_quantity.is_none() && answer.lag.is_none());
            return Ok(());
        };
        let (agreed, purchased) = (rational(agreed), rational(purchased));
        let completion = value(&answer.completion.unwrap());
        prop_assert_eq!(&completion, &quotient(&purchased, &agreed));
        let remaining = (&agreed - &purchased).max(zero());
        prop_assert_eq!(value(&answer.remaining_quantity), Some(remaining.clone()));
        let Some(clock) = answer.clock else {
            prop_assert!(answer.lag.is_none() && answer.relative_lag.is_none() && answer.required_per_day.is_none());
            return Ok(());
        };
        let sequence = clock.sequence.value();
        let lag = value(&answer.lag.unwrap());
        prop_assert_eq!(&lag, &completion.map(|completion| sequence - &completion));
        let relative = value(&answer.relative_lag.unwrap());
        prop_assert_eq!(relative, lag.and_then(|lag| quotient(&lag, sequence)));
        let a_day = value(&answer.required_per_day.unwrap());
        let left = rational(i128::from(clock.remaining_days));
        if remaining == zero() {
            prop_assert_eq!(a_day, Some(zero()));
        } else {
            prop_assert_eq!(a_day, quotient(&remaining, &left));
        }
    }

    /// Lag falls when purchases rise.
    #[test]
    fn lag_falls_when_purchases_rise(asked in scenes::of(scenes::progress), more in 1_usize..50_000_000) {
        let (question, answer) = progress(&asked);
        if question.agreed.is_none_or(|agreed| agreed == NonNegative::ZERO) || question.period.is_none() {
            return Ok(());
        }
        let mut richer = asked.clone();
        let purchased = &rational(question.purchased.unwrap()) + &fraction(number(more), 1_000_000);
        if purchased > exactly(scenes::LONGEST) {
            return Ok(());
        }
        richer.input["purchased"] = json!(Figure::exact(purchased));
        let (_, then) = progress(&richer);
        let lag = |answer: &Progress| value(answer.lag.as_ref().unwrap()).unwrap();
        prop_assert!(lag(&then) < lag(&answer));
        prop_assert!(then.remaining_quantity.unwrap().value() <= answer.remaining_quantity.unwrap().value());
    }

    /// Shares by their definitions; those of winners and others are 1 together before they are rounded.
    #[test]
    fn shares_are_one_together(asked in scenes::of(scenes::progress)) {
        let (question, answer) = progress(&asked);
        let offline = question.offline.map(|offline| quotient(&offline.offline_amount.into(), &offline.total_amount.into()));
        prop_assert_eq!(answer.offline_share.as_ref().map(value), offline);
        let Some(volumes) = question.volumes else {
            prop_assert!(answer.winner_share.is_none() && answer.non_winner_share.is_none());
            prop_assert!(answer.winner_amount_share.is_none() && answer.substitute_share.is_none());
            return Ok(());
        };
        let (winner, other) = (rational(volumes.winner_quantity), rational(volumes.non_winner_quantity));
        let both = &winner + &other;
        let shares = (value(&answer.winner_share.unwrap()), value(&answer.non_winner_share.unwrap()));
        prop_assert_eq!(&shares, &(quotient(&winner, &both), quotient(&other, &both)));
        match shares {
            (Some(one), Some(two)) => prop_assert_eq!(&one + &two, Rational::ONE),
            other => prop_assert!(other == (None, None) && both == zero()),
        }
        let amounts = volumes.winner_amount.zip(volumes.non_winner_amount);
        let by_amount = amounts.map(|(winner, other)| {
            quotient(&winner.into(), &(&rational(winner) + &rational(other)))
        });
        prop_assert_eq!(answer.winner_amount_share.as_ref().map(value), by_amount);
        let substitutes = volumes.substitute_quantity.map(|substitutes| {
            quotient(&substitutes.into(), &(&both + &rational(substitutes)))
        });
        prop_assert_eq!(answer.substitute_share.as_ref().map(value), substitutes);
    }

    /// Agreements stand in one list or in none; the rate counts those that are signed.
    #[test]
    fn agreements_stand_where_they_belong(asked in scenes::of(scenes::progress)) {
        let (question, answer) = progress(&asked);
        let Some(list) = &question.agreements else {
            prop_assert_eq!(answer.agreements, None);
            return Ok(());
        };
        let stands = answer.agreements.unwrap();
        let wanted = |is: fn(bool, bool, bool) -> bool| {
            ids(list.iter().filter(|known| {
                let after_due = known.signed_on.is_some_and(|signed| days::number(signed) > days::number(known.due_on));
                is(known.signed_on.is_some(), after_due, days::number(question.as_of) > days::number(known.due_on))
            }).map(|known| &known.agreement))
        };
        prop_assert_eq!(stands.late, wanted(|_, after_due, _| after_due));
        prop_assert_eq!(stands.unsigned, wanted(|signed, _, is_past| !signed && is_past));
        prop_assert_eq!(stands.pending, wanted(|signed, _, is_past| !signed && !is_past));
        let signed = list.iter().filter(|known| known.signed_on.is_some()).count();
        prop_assert_eq!(value(&stands.signing_rate), counted(signed, list.len()));
    }

    /// Month n begins n − 1 months after the start; every product with an agreed volume counts.
    #[test]
    fn products_enter_the_hospital_by_a_month(asked in scenes::of(scenes::progress)) {
        let (question, answer) = progress(&asked);
        let Some(hospital) = &question.in_hospital else {
            prop_assert_eq!(answer.in_hospital, None);
            return Ok(());
        };
        let check = answer.in_hospital.unwrap();
        let month = question.in_hospital_check_month.map(|month| month.get());
        let month = month.or(asked.parameter("in_hospital_check_month")).unwrap();
        let from = days::plus_months(days::number(hospital.execution_start), month - 1);
        prop_assert_eq!(days::number(check.check_from), from);
        prop_assert_eq!(check.check_due, days::number(question.as_of) >= from);
        let counts = || hospital.products.iter().filter(|product| product.agreed > NonNegative::ZERO);
        let missing = || counts().filter(|product| product.first_purchase_on.is_none());
        prop_assert_eq!(check.missing, ids(missing().map(|product| &product.product)));
        prop_assert_eq!(value(&check.rate), counted(counts().count() - missing().count(), counts().count()));
    }

    /// Complaints of the last days, the day itself among them; covered over members.
    #[test]
    fn complaints_and_coverage_are_counts(asked in scenes::of(scenes::progress)) {
        let (question, answer) = progress(&asked);
        let counted_back = question.complaints.as_ref().map(|complaints| {
            let window = usize::try_from(complaints.window_days.get()).unwrap();
            let today = days::number(question.as_of);
            let back = |n: usize| today.checked_sub(n).map(days::shown);
            let in_window: BTreeSet<String> = (0..window).filter_map(back).collect();
            complaints.received_on.iter().filter(|day| in_window.contains(&day.to_string())).count()
        });
        prop_assert_eq!(answer.complaint_count, counted_back.map(|count| u32::try_from(count).unwrap()));
        let rates = question.coverage.as_ref().map(|groups| {
            let rates = groups.iter().map(|group| {
                (group.group.clone(), Rational::fraction(group.covered.get().into(), group.members.get().into()))
            });
            rates.collect::<BTreeMap<_, _>>().into_iter().collect::<Vec<_>>()
        });
        let given = answer.coverage.map(|list| {
            list.into_iter().map(|known| (known.group, value(&known.rate))).collect::<Vec<_>>()
        });
        prop_assert_eq!(given, rates);
    }
}

/// What may not be asked: nothing, a period without a day, parts above the whole, events after the day of the question.
#[test]
fn impossible_records_are_refused() {
    let day = "2025-06-30";
    for (input, path) in [
        (json!({ "as_of": day }), "/input"),
        (json!({ "as_of": day, "period": { "start": day, "end": "2025-06-29" } }), "/input/period/end"),
        (
            json!({ "as_of": day, "day_count": "exclusive", "period": { "start": day, "end": day } }),
            "/input/period/end",
        ),
        (json!({ "as_of": day, "agreed": "1" }), "/input/purchased"),
        (json!({ "as_of": day, "purchased": "1" }), "/input/agreed"),
        (
            json!({ "as_of": day, "volumes": { "winner_quantity": "1", "non_winner_quantity": "1", "winner_amount": "1" } }),
            "/input/volumes/non_winner_amount",
        ),
        (
            json!({ "as_of": day, "offline": { "offline_amount": "2", "total_amount": "1" } }),
            "/input/offline/offline_amount",
        ),
        (
            json!({ "as_of": day, "coverage": [{ "group": "A", "members": 1, "covered": 2 }] }),
            "/input/coverage/0/covered",
        ),
        (
            json!({ "as_of": day, "agreements": [{ "agreement": "A", "due_on": "2025-07-05", "signed_on": "2025-07-01" }] }),
            "/input/agreements/0/signed_on",
        ),
        (
            json!({ "as_of": day, "complaints": { "window_days": 1, "received_on": [day, "2025-07-01"] } }),
            "/input/complaints/received_on/1",
        ),
        (json!({ "as_of": day, "coverage": [], "in_hospital_check_month": 3 }), "/input/in_hospital_check_month"),
        (
            json!({ "as_of": day, "in_hospital_check_month": 3, "in_hospital": { "execution_start": day, "products": [
                { "product": "A", "agreed": "1", "first_purchase_on": "2025-07-01" }] } }),
            "/input/in_hospital/products/0/first_purchase_on",
        ),
        (
            json!({ "as_of": day, "payments": [{ "invoice": "A", "amount": "1", "due_on": day, "paid": [
                { "on": "2025-07-01", "amount": "1" }] }] }),
            "/input/payments/0/paid/0/on",
        ),
        (
            json!({ "as_of": day, "payments": [{ "invoice": "A", "amount": "1", "due_on": day, "paid": [
                { "on": day, "amount": "1" }, { "on": day, "amount": "0.0000000001" }] }] }),
            "/input/payments/0/paid",
        ),
    ] {
        let question = serde_json::from_value(input.clone()).unwrap();
        let error = execution::progress(Rulebook::unset().unwrap(), &question).unwrap_err();
        assert_eq!((error.code(), error.path()), (Code::InvalidInput, path), "{input}");
    }
    // A period of one day is one, if both ends belong to it.
    let one = json!({ "as_of": day, "period": { "start": day, "end": day } });
    let answer = execution::progress(Rulebook::unset().unwrap(), &serde_json::from_value(one).unwrap()).unwrap();
    assert_eq!(answer.clock.unwrap().total_days, 1);
}
