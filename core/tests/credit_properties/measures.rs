//! What grades bring: more of it with every grade.

use super::rows::statuses;
use super::*;

/// One record of a grade, on a day, as the gate sees it.
struct Seen {
    version: Version,
    role: Role,
    products: Option<Vec<Id>>,
    province: &'static str,
    on: Date,
}

const START: &str = "2026-01-31";

impl Seen {
    /// The status under one record of the rank; the product asked about is `a`.
    fn at(&self, rank: usize) -> SupplierStatus {
        let record = GradeRecord {
            products: self.products.clone(),
            ..GradeRecord::new(id("r"), id(PROVINCE), id(self.version.codes()[rank]), day(START))
        };
        let question = SupplierQuestion {
            firm: id(FIRM),
            role: self.role,
            product: id("a"),
            province: id(self.province),
            on: self.on,
            records: vec![record],
            tender: Tender::Provincial,
            commitment: Commitment::Submitted,
            bars: Vec::new(),
        };
        credit::supplier_status(Some(&self.version.book()), &question).unwrap()
    }
}

fn is_complete(version: Version, rank: usize, role: Role) -> bool {
    let question = MeasuresQuestion { grade: id(version.codes()[rank]), role, start_on: None };
    credit::measures(&version.book(), &question).unwrap().complete
}

/// Property 13: On every day, in the province and elsewhere, for products that are involved, are not, or are not known: a higher grade restricts
/// each action at least as much, and keeps the label. It even holds of the one cell that is not published, which the next one bounds.
#[test]
fn a_higher_grade_restricts_at_least_as_much() {
    let days = [0_u32, 12, 36, 60, 120].map(|months| months_after(day(START), months));
    let days = days.into_iter().flat_map(|day| [-1, 0, 1].map(|step| days_after(day, step)));
    let (mut compared, mut stricter) = (0, 0);
    let mut unset = Vec::new();
    for (version, role, on) in days.flat_map(|on| {
        Version::BUILTIN.into_iter().flat_map(move |version| Role::ALL.iter().map(move |role| (version, *role, on)))
    }) {
        for products in [None, Some(vec![]), Some(vec![id("a")]), Some(vec![id("b")])] {
            for province in [PROVINCE, "云南"] {
                let seen = Seen { version, role, products: products.clone(), province, on };
                let all: Vec<SupplierStatus> = (0..=version.top()).map(|rank| seen.at(rank)).collect();
                assert_eq!(statuses(&all[0]), [ActionStatus::Allowed; 3]);
                for (lower, higher) in
                    (0..all.len()).flat_map(|lower| (lower + 1..all.len()).map(move |higher| (lower, higher)))
                {
                    let pairs = statuses(&all[higher]).into_iter().zip(statuses(&all[lower]));
                    for (higher, lower) in pairs {
                        assert!(higher >= lower, "{version:?} {role} {on} {products:?} {province}");
                        compared += 1;
                        stricter += usize::from(higher > lower);
                    }
                    assert!(all[higher].risk_label >= all[lower].risk_label);
                }
                unset.extend(
                    (0..=version.top())
                        .filter(|rank| !is_complete(version, *rank, role))
                        .map(|rank| (version, rank, role)),
                );
            }
        }
    }
    unset.dedup();
    assert!(compared > 3_000 && stricter > 500, "{compared} {stricter}");
    unset.sort();
    unset.dedup();
    assert_eq!(unset, [(Version::Cn2025, 1, Role::Manufacturer)]);
}

/// Property 13: In the tables: each row of a complete cell stands in every higher complete one, by the same effect or a stricter one, for as many
/// products, in as many provinces, for as long.
#[test]
fn tables_grow_with_the_grade() {
    let strength = |measure: Measure| match measure {
        Measure::WrittenReminder => (0, 0),
        Measure::RiskLabel => (1, 0),
        Measure::LimitVbp => (2, 1),
        Measure::LimitListingByPriceBid => (3, 1),
        Measure::LimitOrSuspendListing => (3, 2),
        Measure::LimitOrSuspendBidding => (2, 2),
        Measure::LimitOrSuspendDelivery => (4, 2),
        Measure::SuspendListing => (3, 3),
        Measure::SuspendBidding => (2, 3),
        Measure::SuspendDelivery => (4, 3),
    };
    let mut rows = 0;
    for version in Version::BUILTIN {
        for role in Role::ALL {
            let cell = |rank: usize| {
                let question =
                    MeasuresQuestion { grade: id(version.codes()[rank]), role: *role, start_on: Some(day(START)) };
                credit::measures(&version.book(), &question).unwrap()
            };
            for lower in (1..version.top()).map(cell).filter(|cell| cell.complete) {
                let higher = cell(usize::try_from(lower.rank).unwrap() + 1);
                for row in &lower.measures {
                    let (action, effect) = strength(row.measure);
                    let holds = higher.measures.iter().any(|other| {
                        let (other_action, other_effect) = strength(other.measure);
                        let lasts =
                            other.last_day.is_none() || row.last_day.is_some_and(|last| other.last_day >= Some(last));
                        let covers = row.scope == other.scope
                            || (row.scope == Scope::InvolvedProducts && other.scope == Scope::AllProducts);
                        let reaches = row.area == other.area || other.area == Area::AllProvinces;
                        action == other_action && other_effect >= effect && lasts && covers && reaches
                    });
                    assert!(holds, "{} {row:?}", higher.grade);
                    rows += 1;
                }
            }
        }
    }
    assert!(rows >= 29, "{rows}");
}

/// Lengths in years end on the last day of the last year; what has no length lasts as long as the record.
#[test]
fn measures_last_as_long_as_they_say() {
    for (rank, years) in [(1, 1), (2, 3), (3, 5)] {
        let end = months_after(day(START), years * 12);
        for (on, expected) in [(-1, ActionStatus::Suspended), (0, ActionStatus::Allowed), (1, ActionStatus::Allowed)] {
            let on = days_after(end, on);
            let seen =
                Seen { version: Version::Cn2025, role: Role::Distributor, products: None, province: PROVINCE, on };
            assert_eq!(statuses(&seen.at(rank)), [ActionStatus::Allowed, ActionStatus::Allowed, expected]);
        }
    }
    for rank in 1..=4 {
        let on = day("2999-12-31");
        let seen = Seen {
            version: Version::Cn2020,
            role: Role::Manufacturer,
            products: Some(vec![id("a")]),
            province: PROVINCE,
            on,
        };
        let strictest = statuses(&seen.at(rank)).into_iter().max().unwrap();
        let expected = [
            ActionStatus::Allowed,
            ActionStatus::Limited,
            ActionStatus::LimitedOrSuspended,
            ActionStatus::LimitedOrSuspended,
        ];
        assert_eq!(strictest, expected[rank - 1]);
    }
}
