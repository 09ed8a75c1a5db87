//! Rules 12 and 13: bands and their counts, what is watched and what nothing looks at, and limits that do not disturb each other.

use super::alerting::{answered, band, given, stated};
use super::*;
use jicai::execution::{Alerts, AlertsQuestion, CallerLimit, Indicator, MonitoredSubject};

/// Whether a subject says anything of an indicator.
fn knows(subject: &MonitoredSubject, indicator: Indicator) -> bool {
    let in_series =
        subject.series.get(indicator).is_some_and(|months| months.iter().any(|month| month.value.0.is_some()));
    stated(subject, indicator.as_str()).is_some() || in_series
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1200, ..config() })]

    /// Every value lies in one band or in none; the counts are those of the subjects with a value.
    #[test]
    fn band_counts_are_the_subjects_with_a_value(asked in scenes::of(scenes::alerts)) {
        let Some((question, answer)) = answered(&asked) else { return Ok(()) };
        let Some(bands) = asked.parameter::<Vec<Value>>("alert_bands") else {
            prop_assert!(answer.bands.is_none() && answer.band_counts.is_none());
            return Ok(());
        };
        let (mut of_subjects, mut counts) = (Vec::new(), Vec::new());
        for of_indicator in &bands {
            let name = of_indicator["indicator"].as_str().unwrap();
            let indicator = *Indicator::ALL.iter().find(|known| known.as_str() == name).unwrap();
            let found: Vec<(&Id, String)> = question.subjects.iter().filter_map(|subject| {
                let value = stated(subject, name)?;
                let band = band(of_indicator, &value).map_or("uncovered", |band| band["band"].as_str().unwrap());
                Some((&subject.subject, band.to_owned()))
            }).collect();
            of_subjects.extend(found.iter().map(|(subject, band)| ((*subject).clone(), indicator, band.clone())));
            let names = of_indicator["bands"].as_array().unwrap().iter().map(|band| band["band"].as_str().unwrap());
            let rows: Vec<_> = names.chain(["uncovered"]).map(|name| {
                let count = found.iter().filter(|(_, band)| band == name).count();
                (indicator, name.to_owned(), count, counted(count, found.len()))
            }).collect();
            prop_assert_eq!(rows.iter().map(|(_, _, count, _)| count).sum::<usize>(), found.len());
            counts.extend(rows);
        }
        of_subjects.sort();
        let given = answer.bands.unwrap().into_iter().map(|known| (known.subject, known.indicator, known.band.to_string()));
        prop_assert_eq!(given.collect::<Vec<_>>(), of_subjects);
        let given = answer.band_counts.unwrap().into_iter().map(|row| {
            (row.indicator, row.band.to_string(), usize::try_from(row.count).unwrap(), value(&row.share))
        });
        prop_assert_eq!(given.collect::<Vec<_>>(), counts);
    }

    /// Adding a limit never removes an alert of another indicator, or of another basis.
    #[test]
    fn a_limit_disturbs_no_other_indicator(asked in scenes::of(scenes::alerts), limit in share_text(), which in 0_usize..8) {
        let Some((question, answer)) = answered(&asked) else { return Ok(()) };
        let name = scenes::INDICATORS[which];
        if question.limits.iter().any(|limit| limit.indicator.as_str() == name && limit.severity.as_str() == "warning") {
            return Ok(());
        }
        let mut more = asked.clone();
        let mut limits = more.input.get("limits").cloned().unwrap_or(json!([]));
        limits.as_array_mut().unwrap().push(json!({ "indicator": name, "severity": "warning", "limit": limit }));
        more.input["limits"] = limits;
        let (_, then) = answered(&more).unwrap();
        let others = |answer: &Alerts| {
            let mut told = given(answer);
            told.retain(|alert| alert.2 != 1 || alert.4 != name);
            told
        };
        prop_assert_eq!(others(&answer), others(&then));
        // Within the indicator a subject keeps an alert, at least as grave.
        for alert in given(&answer).iter().filter(|alert| alert.2 == 1 && alert.4 == name) {
            prop_assert!(given(&then).iter().any(|known| known.0 == alert.0 && known.2 == 1 && known.4 == name && known.1 <= alert.1));
        }
    }

    /// What has a value and is named nowhere is not monitored; a watched indicator without a number is a gap.
    #[test]
    fn what_nothing_looks_at_is_listed(asked in scenes::of(scenes::alerts)) {
        let question: AlertsQuestion = asked.question();
        let answer = execution::alerts(asked.book(), &question);
        let by_caller = |indicator: Indicator| {
            question.limits.iter().any(|limit| limit.indicator == indicator)
                || question.mean_comparison.iter().any(|mean| mean.indicator == indicator)
        };
        let has = |indicator: Indicator| question.subjects.iter().any(|subject| knows(subject, indicator));
        let lists = ["alert_rules", "alert_bands"].map(|name| asked.parameter::<Vec<Value>>(name));
        let watched: Option<Vec<Indicator>> = asked.parameter("alert_watched");
        let asks_nothing = question.limits.is_empty() && question.mean_comparison.is_empty() && lists == [None, None];
        if asks_nothing && watched.is_none() {
            let wanted = if asked.named.is_none() { (Code::InvalidInput, "/input/limits") } else { (Code::RuleGap, "/rulebook") };
            let error = answer.unwrap_err();
            prop_assert_eq!((error.code(), error.path()), wanted);
            return Ok(());
        }
        if watched.into_iter().flatten().any(|indicator| has(indicator) && !by_caller(indicator)) {
            prop_assert_eq!(answer.unwrap_err().code(), Code::RuleGap);
            return Ok(());
        }
        let [rules, bands] = lists.map(|list| list.unwrap_or_default());
        let conditions = rules.iter().flat_map(|rule| rule["when"].as_array().unwrap());
        let named: BTreeSet<&str> = conditions.chain(&bands).map(|named| named["indicator"].as_str().unwrap()).collect();
        let rest = Indicator::ALL.iter().copied()
            .filter(|indicator| has(*indicator) && !by_caller(*indicator) && !named.contains(indicator.as_str()));
        prop_assert_eq!(answer.unwrap().unmonitored, rest.collect::<Vec<_>>());
    }
}

fn share_text() -> impl Strategy<Value = String> {
    any::<u64>().prop_map(|seed| scenes::share(&mut Rng::new(seed)))
}

/// Which indicators are bad where little, by the list of the interface; a limit is beyond on that side alone.
#[test]
fn every_indicator_has_its_bad_side() {
    let low = "completion winner_share winner_amount_share delivery_rate order_response_rate on_time_rate receipt_rate settlement_on_time_rate \
               in_hospital_rate signing_rate coverage_rate days_of_stock capacity_coverage";
    let high = "lag relative_lag non_winner_share offline_share substitute_share complaint_count late_order_count lagging_product_count \
                spike_ratio drug_income_ratio";
    let catalogue: Vec<&str> = low.split_whitespace().chain(high.split_whitespace()).collect();
    assert_eq!(Indicator::ALL.iter().map(|indicator| indicator.as_str()).collect::<Vec<_>>(), catalogue);
    for (n, indicator) in Indicator::ALL.iter().enumerate() {
        let is_low = n < low.split_whitespace().count();
        assert_eq!(indicator.is_low_bad(), is_low);
        let name = indicator.as_str();
        for (value, inclusive, is_beyond) in
            [("0.4", false, is_low), ("0.6", false, !is_low), ("0.5", false, false), ("0.5", true, true)]
        {
            let limit = json!({ "indicator": name, "severity": "notice", "limit": "0.5", "inclusive": inclusive });
            let _: CallerLimit = serde_json::from_value(limit.clone()).unwrap();
            let input = json!({ "subjects": [{ "subject": "A", "values": { name: value } }], "limits": [limit] });
            let (_, answer) = answered(&alone("execution.alerts", input)).unwrap();
            assert_eq!(answer.alerts.len(), usize::from(is_beyond), "{name} {value} {inclusive}");
        }
    }
}

/// Pairs of indicator and severity stand once; months of a series stand once; there is a subject.
#[test]
fn repetitions_are_refused() {
    let limit = json!({ "indicator": "lag", "severity": "notice", "limit": "0" });
    let mean = json!({ "indicator": "lag", "severity": "notice", "margin": "0" });
    let month = json!({ "month": "2025-01", "value": "1" });
    for (input, path) in [
        (json!({ "subjects": [], "limits": [limit] }), "/input/subjects"),
        (
            json!({ "subjects": [{ "subject": "A" }, { "subject": "A" }], "limits": [limit] }),
            "/input/subjects/1/subject",
        ),
        (json!({ "subjects": [{ "subject": "A" }], "limits": [limit, limit] }), "/input/limits/1"),
        (json!({ "subjects": [{ "subject": "A" }], "mean_comparison": [mean, mean] }), "/input/mean_comparison/1"),
        (
            json!({ "subjects": [{ "subject": "A", "series": { "lag": [month, month] } }], "limits": [limit] }),
            "/input/subjects/0/series/lag/1/month",
        ),
    ] {
        let asked = alone("execution.alerts", input);
        let error = execution::alerts(asked.book(), &asked.question()).unwrap_err();
        assert_eq!((error.code(), error.path()), (Code::InvalidInput, path), "{asked:?}");
    }
}
