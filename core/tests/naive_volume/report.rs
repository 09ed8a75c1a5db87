//! Rules 1 to 6: `volume.check_report`.

use super::form::{Faults, flag, list, number_or_0, sorted, text};
use super::number::{Q, int, print, q, sum};
use super::rests::ANYWHERE;
use super::words::VERDICTS;
use super::{Call, Res, Stop};
use crate::common::marks::mark;
use serde_json::{Value, json};

/// What one call tests, apart from its lines.
struct Tests {
    floor: bool,
    deviation: bool,
}

/// Are two parameters that go together one without the other? The missing one is reported.
fn together(call: &Call, faults: &mut Faults, names: [&str; 2], test: bool) {
    let known = names.map(|name| call.known(name, name));
    if known[0] != known[1] {
        let missing = if known[0] { names[1] } else { names[0] };
        faults.wrong(format!("/input/{missing}"));
        // A rulebook that has only one of them, or a test without a limit: the text says two things.
        let given = names.iter().any(|name| call.input.get(*name).is_some());
        if !given || test {
            faults.stops.push(Stop::new("rule_gap", "/rulebook"));
        }
    }
}

fn tests(call: &mut Call) -> Res<Tests> {
    let mut faults = Faults::default();
    for name in ["report_floor", "report_window", "deviation_up", "deviation_down"] {
        call.not_given_where_set(&mut faults, name, name);
    }
    let test = call.set("deviation_test").is_some_and(|flag| *flag == true);
    together(call, &mut faults, ["report_floor", "report_window"], false);
    together(call, &mut faults, ["deviation_up", "deviation_down"], test);
    let limits = call.known("deviation_up", "deviation_up") && call.known("deviation_down", "deviation_down");
    let deviation = limits || test;
    faults.holds(!deviation || call.input.get("reporting_year").is_some(), "/input/reporting_year");
    faults.result()?;
    let floor = call.known("report_floor", "report_floor");
    if !floor && call.is_gap("report_floor") || deviation && !limits {
        return Stop::gap();
    }
    Ok(Tests { floor, deviation })
}

pub(crate) fn check_report(call: &mut Call) -> Res<Value> {
    let tests = tests(call)?;
    call.uses(3, "deviation_test");
    // Without a line nothing was looked at.
    let names: [(bool, u32, &[&str]); 2] = [
        (tests.floor, 2, &["report_floor", "report_window"]),
        (tests.deviation, 3, &["deviation_up", "deviation_down"]),
    ];
    for (_, rule, names) in names.into_iter().filter(|(run, ..)| *run) {
        for name in names {
            call.may_use(rule, name);
        }
    }
    let input = call.input;
    let mut lines = Vec::new();
    let mut counts = [0; VERDICTS.len()];
    let mut worst = None;
    for (_, line) in sorted(input, "lines", "drug") {
        let (checked, verdict) = check_line(call, &tests, line);
        let place = VERDICTS.iter().position(|word| *word == verdict).unwrap();
        counts[place] += 1;
        worst = worst.max(Some(place));
        lines.push(checked);
    }
    let mut missing: Vec<&str> = list(input, "required_drugs").iter().map(|drug| drug.as_str().unwrap()).collect();
    missing.retain(|drug| list(input, "lines").iter().all(|line| line["drug"] != **drug));
    missing.sort_unstable();
    let kind = json!(text(input, "institution_kind", "public"));
    let duty = call.read(ANYWHERE, "reporting_duty").map_or(Value::Null, |duty| {
        let listed = |word: &str| duty[word].as_array().unwrap().contains(&kind);
        ["must", "may"].into_iter().find(|word| listed(word)).map_or(Value::Null, Value::from)
    });
    let verdict_counts: serde_json::Map<String, Value> =
        VERDICTS.iter().zip(counts).map(|(word, count)| ((*word).to_owned(), json!(count))).collect();
    Ok(json!({
        "institution": input["institution"],
        "duty": duty,
        "lines": lines,
        "verdict_counts": verdict_counts,
        "verdict": worst.map(|place| VERDICTS[place]),
        "missing_drugs": missing,
        "complete": missing.is_empty(),
    }))
}

/// Rule 1: the reported total.
fn total(line: &Value) -> Q {
    let brands: Vec<Q> = list(line, "brand_reports").iter().map(|brand| number_or_0(brand, "quantity")).collect();
    let converted: Vec<Q> = list(line, "converted")
        .iter()
        .map(|entry| number_or_0(entry, "quantity") * number_or_0(entry, "ratio"))
        .collect();
    number_or_0(line, "generic_quantity") + sum(&brands) + sum(&converted)
}

/// The quantity of a year, if it is given.
fn bought(line: &Value, year: i64) -> Option<Q> {
    list(line, "history").iter().find(|entry| entry["year"] == year).map(|entry| number_or_0(entry, "quantity"))
}

/// Rule 2.
struct Floor {
    mean: Option<Q>,
    years: Vec<i64>,
    /// Floor times mean, and total divided by mean.
    limits: Option<(Q, Q)>,
    outcome: &'static str,
}

fn floor(call: &mut Call, tests: &Tests, line: &Value, total: &Q) -> Floor {
    if !tests.floor {
        return Floor { mean: None, years: Vec::new(), limits: None, outcome: "not_run" };
    }
    let window = call.read_or_given(2, "report_window", "report_window").unwrap();
    let mut years: Vec<i64> = window.as_array().unwrap().iter().map(|year| year.as_i64().unwrap()).collect();
    years.sort_unstable();
    years.retain(|year| bought(line, *year).is_some());
    let bought: Vec<Q> = years.iter().map(|year| bought(line, *year).unwrap()).collect();
    let mean = if years.is_empty() { None } else { Some(sum(&bought) / int(i64::try_from(years.len()).unwrap())) };
    let Some(above_0) = mean.clone().filter(|mean| *mean > Q::ZERO) else {
        return Floor { mean, years, limits: None, outcome: "no_history" };
    };
    let floor = q(call.read_or_given(2, "report_floor", "report_floor").unwrap().as_str().unwrap());
    let limit = floor * &above_0;
    if *total == limit {
        mark("2 on the floor");
    }
    let outcome = if *total >= limit { "met" } else { "below" };
    Floor { mean, years, limits: Some((limit, total / above_0)), outcome }
}

/// Rule 3.
fn deviation(call: &mut Call, tests: &Tests, line: &Value, total: &Q) -> (Option<Q>, &'static str) {
    if !tests.deviation {
        return (None, "not_run");
    }
    let last_year = call.input["reporting_year"].as_i64().unwrap() - 1;
    match bought(line, last_year) {
        None => (None, "no_last_year"),
        Some(last) if last == Q::ZERO && *total > Q::ZERO => (None, "from_zero"),
        Some(last) if last == Q::ZERO => (Some(Q::ZERO), "within"),
        Some(last) => {
            let [up, down] = ["deviation_up", "deviation_down"]
                .map(|name| q(call.read_or_given(3, name, name).unwrap().as_str().unwrap()));
            let deviation = total / last - int(1);
            if deviation == up || deviation == -down.clone() {
                mark("3 on the limit");
            }
            let outcome = if deviation > up {
                "above"
            } else if deviation < -down {
                "below"
            } else {
                "within"
            };
            (Some(deviation), outcome)
        }
    }
}

fn check_line(call: &mut Call, tests: &Tests, line: &Value) -> (Value, &'static str) {
    let total = total(line);
    let child_suitable = number_or_0(line, "child_suitable_quantity");
    let floor = floor(call, tests, line, &total);
    let (deviation, deviation_outcome) = deviation(call, tests, line, &total);
    // Rule 4.
    let own_ratio =
        list(line, "converted").iter().any(|entry| text(entry, "ratio_source", "published") == "institution");
    let reasons = [
        ("below_floor", floor.outcome == "below"),
        ("above_last_year", deviation_outcome == "above"),
        ("below_last_year", deviation_outcome == "below"),
        ("from_zero", deviation_outcome == "from_zero"),
        ("child_suitable", child_suitable > Q::ZERO),
        ("own_ratio", own_ratio),
    ];
    let needs: Vec<&str> = reasons.iter().filter(|(_, holds)| *holds).map(|(word, _)| *word).collect();
    let recognised = match line.get("reason") {
        Some(reason) => call.read(ANYWHERE, "report_reasons").map(|known| known.as_array().unwrap().contains(reason)),
        None => {
            call.may_use(ANYWHERE, "report_reasons");
            None
        }
    };
    // Rule 5.
    let verdict = if flag(line, "unreasonable", false) {
        "return"
    } else if needs.is_empty() {
        "pass"
    } else {
        match text(line, "explanation", "none") {
            "none" => "explain",
            "given" => "review",
            "accepted" => "accepted",
            _ => "return",
        }
    };
    mark(&format!("5 {verdict}"));
    let printed = |x: Option<&Q>| x.map(print);
    let value = json!({
        "drug": line["drug"],
        "reported_total": print(&total),
        "child_suitable_quantity": print(&child_suitable),
        "history_mean": printed(floor.mean.as_ref()),
        "history_years": floor.years,
        "floor_quantity": printed(floor.limits.as_ref().map(|limits| &limits.0)),
        "floor_ratio": printed(floor.limits.as_ref().map(|limits| &limits.1)),
        "floor_outcome": floor.outcome,
        "deviation": printed(deviation.as_ref()),
        "deviation_outcome": deviation_outcome,
        "needs_explanation": needs,
        "reason_recognised": recognised,
        "verdict": verdict,
    });
    (value, verdict)
}
