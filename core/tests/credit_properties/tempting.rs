//! What is tempting but false.

use super::rows::statuses;
use super::*;

fn compared(facts: Vec<Fact>) -> GradeComparison {
    let GradeQuestion { firm, province, graded_on, cases } = one(Evidence::Judgment, facts);
    let other_rulebook = RulebookChoice::builtin("credit/cn-2025");
    let question = CompareQuestion { firm, province, graded_on, cases, other_rulebook };
    credit::compare(&Version::Cn2020.book(), &question).unwrap()
}

fn one_payment(fen: i64) -> Fact {
    Fact { one_payment: Some(true), ..bribe(fen) }
}

/// The gate of a firm under one record of 2025.
fn under(record: GradeRecord, role: Role, province: &str, on: &str) -> SupplierQuestion {
    SupplierQuestion {
        firm: id(FIRM),
        role,
        product: id("a"),
        province: id(province),
        on: day(on),
        records: vec![record],
        tender: Tender::Provincial,
        commitment: Commitment::Submitted,
        bars: Vec::new(),
    }
}

fn record(grade: &str, start_on: &str) -> GradeRecord {
    GradeRecord::new(id("r"), id(PROVINCE), id(grade), day(start_on))
}

fn status_2025(question: &SupplierQuestion) -> SupplierStatus {
    credit::supplier_status(Some(&Version::Cn2025.book()), question).unwrap()
}

/// False: 2025 is never milder than 2020. One bribe from 300,000 to below 500,000 that is the whole case is 严重, and 失信 now; outside of
/// these bounds no single bribe is milder.
#[test]
fn a_single_bribe_may_be_milder_in_2025() {
    for fen in CUTS.into_iter().flat_map(|cut| [cut - 1, cut, cut + 1]) {
        let answer = compared(vec![one_payment(fen)]);
        let is_milder = (30_000_000..50_000_000).contains(&fen);
        assert_eq!(answer.level_change == LevelChange::Milder, is_milder, "{fen}");
        if is_milder {
            let grades = [&answer.first, &answer.second].map(|side| side.grade.clone().unwrap());
            assert_eq!(grades, [id("severe"), id("dishonest")]);
        }
    }
}

/// False: two cases of 400,000 weigh as much as one of 800,000. Sums never run across cases.
#[test]
fn cases_do_not_add_up() {
    // Under 2020 each may have been one single bribe.
    for (version, together, apart) in [(Version::Cn2025, (2, 2), (1, 1)), (Version::Cn2020, (3, 3), (1, 3))] {
        let whole = one(Evidence::Judgment, vec![bribe(40_000_000), bribe(40_000_000)]);
        let mut halves = one(Evidence::Judgment, vec![bribe(40_000_000)]);
        let mut other = halves.cases[0].clone();
        other.case_id = id("other");
        halves.cases.push(other);
        assert_eq!(ranks(&version.grade(&whole)), together);
        assert_eq!(ranks(&version.grade(&halves)), apart);
    }
}

/// False: under 2020 the total alone gives the grade, and splitting a payment changes nothing. Under 2025 both are so.
#[test]
fn under_2020_single_bribes_matter() {
    let whole = vec![one_payment(35_000_000)];
    let split = vec![one_payment(17_500_000), one_payment(17_500_000)];
    let fine = vec![one_payment(5_000_000); 7];
    let grade = |version: Version, facts: &[Fact]| version.grade(&one(Evidence::Judgment, facts.to_vec())).grade;
    assert_eq!(grade(Version::Cn2020, &whole), Some(id("severe")));
    assert_eq!(grade(Version::Cn2020, &split), Some(id("medium")));
    // Below the single-bribe cut of 中等 the cut of the sum, which is not published, decides.
    assert_eq!(grade(Version::Cn2020, &fine), None);
    for facts in [whole, split, fine] {
        assert_eq!(grade(Version::Cn2025, &facts), Some(id("dishonest")));
    }
}

/// False: an exact level needs an exact grade. 一般 and 中等 have the same level.
#[test]
fn a_level_may_be_exact_without_a_grade() {
    let fact = Fact { largest_single: Some(between(5_000_000, Some(5_000_000))), ..bribe(15_000_000) };
    let grading = Version::Cn2020.grade(&one(Evidence::Judgment, vec![fact]));
    assert!(!grading.exact && grading.grade.is_none() && grading.gap);
    assert_eq!((ranks(&grading), grading.level_min, grading.level_max), ((1, 2), 1, 1));
    assert_eq!(grading.gaps, ["credit/cn-2020#bribery_total.2"]);
}

/// False: a top-graded distributor is barred nationwide. It may not deliver in the province, and may everywhere else; a manufacturer is
/// stopped everywhere, with the products involved.
#[test]
fn a_distributor_is_stopped_in_its_province_only() {
    let top = GradeRecord { products: Some(vec![id("a")]), ..record("especially_severely_dishonest", "2026-01-01") };
    for (role, province, expected) in [
        (Role::Distributor, PROVINCE, [ActionStatus::Allowed, ActionStatus::Allowed, ActionStatus::Suspended]),
        (Role::Distributor, "云南", [ActionStatus::Allowed; 3]),
        (Role::Manufacturer, PROVINCE, [ActionStatus::Suspended; 3]),
        (Role::Manufacturer, "云南", [ActionStatus::Suspended; 3]),
    ] {
        let mut question = under(top.clone(), role, province, "2026-03-31");
        assert_eq!(statuses(&status_2025(&question)), expected, "{role} {province}");
        question.product = id("b");
        let other = if province == PROVINCE { expected } else { [ActionStatus::Allowed; 3] };
        assert_eq!(statuses(&status_2025(&question)), other, "{role} {province}");
    }
}

/// False: successful correction steps down one grade. It clears to none, from every grade.
#[test]
fn correction_clears_to_none() {
    for grade in &Version::Cn2025.codes()[1..] {
        let question = RepairQuestion {
            matter: Matter::Bribery,
            grade: id(grade),
            role: Role::Manufacturer,
            as_of: day("2026-03-31"),
            done: CorrectionStep::ALL.to_vec(),
            products: None,
            revoked: false,
            last_day: None,
        };
        let answer = credit::repair(&Version::Cn2025.book(), &question).unwrap();
        assert_eq!((answer.outcome, answer.grade_after), (RepairOutcome::Cleared, id("none")));
    }
}

/// False: records simply expire after three years. A record is live until it is cleared or its own period is over; the three years bound
/// which facts may be graded.
#[test]
fn records_do_not_expire_after_three_years() {
    let severe = record("severe", "2021-01-01");
    let involved = GradeRecord { products: Some(vec![id("a")]), ..severe };
    for on in ["2023-12-31", "2024-01-01", "2024-01-02", "2031-01-01"] {
        let status = credit::supplier_status(
            Some(&Version::Cn2020.book()),
            &under(involved.clone(), Role::Manufacturer, PROVINCE, on),
        )
        .unwrap();
        assert_eq!(statuses(&status), [ActionStatus::LimitedOrSuspended; 3], "{on}");
        assert_eq!(status.live_records, [id("r")]);
    }
    let mut question = one(Evidence::Judgment, vec![one_payment(35_000_000)]);
    for (effective_on, rank) in [("2023-03-31", 3), ("2023-03-30", 0)] {
        question.cases[0].effective_on = day(effective_on);
        assert_eq!(ranks(&Version::Cn2020.grade(&question)), (rank, rank));
    }
}

/// False: a firm on the violation list may not be listed or deliver. Only its bids in national procurement are stopped.
#[test]
fn the_violation_list_stops_national_bids_only() {
    let bar = Bar { first_day: day("2024-08-21"), last_day: day("2025-02-20"), firm: None };
    let mut question = under(record("none", "2020-01-01"), Role::Manufacturer, PROVINCE, "2024-12-01");
    question.bars = vec![bar];
    for tender in Tender::ALL {
        question.tender = *tender;
        let bidding = if *tender == Tender::NationalVbp { ActionStatus::Suspended } else { ActionStatus::Allowed };
        let status = status_2025(&question);
        assert_eq!(statuses(&status), [ActionStatus::Allowed, bidding, ActionStatus::Allowed], "{tender}");
    }
}

/// False: every matter has a top grade in 2025. Obstruction and breach have none, whatever was done; the others reach it.
#[test]
fn not_every_matter_has_a_top_grade_in_2025() {
    for matter in Matter::ALL {
        let facts = samples(fact(None, Just(*matter)), 300).into_iter().map(|fact| dated(fact, day("2026-01-15")));
        let facts: Vec<Fact> = facts.filter(|fact| fact.firm.is_none() && fact.province.is_none()).collect();
        assert!(facts.len() > 100);
        let rank_max = Version::Cn2025.grade(&one(Evidence::Judgment, facts)).rank_max;
        let is_without = matches!(matter, Matter::Obstruction | Matter::Breach);
        assert_eq!(rank_max, if is_without { 2 } else { 3 }, "{matter}");
        let book = Version::Cn2025.book();
        let question = RepairQuestion {
            matter: *matter,
            grade: id("especially_severely_dishonest"),
            role: Role::Manufacturer,
            as_of: day("2026-03-31"),
            done: Vec::new(),
            products: None,
            revoked: false,
            last_day: None,
        };
        let refused = credit::repair(&book, &question).is_err_and(|error| error.path() == "/input/grade");
        assert_eq!(refused, is_without);
    }
}
