//! What grades bring: more of it with every grade.

use super::rows::{PROVINCES, Row, ask, scene, statuses};
use super::*;

/// Which action a measure restricts, by its place in [`statuses`], and how far.
fn effect(measure: Measure) -> Option<(usize, ActionStatus)> {
    match measure {
        Measure::WrittenReminder | Measure::RiskLabel => None,
        Measure::LimitListingByPriceBid => Some((0, ActionStatus::Limited)),
        Measure::LimitVbp => Some((1, ActionStatus::Limited)),
        Measure::LimitOrSuspendListing => Some((0, ActionStatus::LimitedOrSuspended)),
        Measure::LimitOrSuspendBidding => Some((1, ActionStatus::LimitedOrSuspended)),
        Measure::LimitOrSuspendDelivery => Some((2, ActionStatus::LimitedOrSuspended)),
        Measure::SuspendListing => Some((0, ActionStatus::Suspended)),
        Measure::SuspendBidding => Some((1, ActionStatus::Suspended)),
        Measure::SuspendDelivery => Some((2, ActionStatus::Suspended)),
    }
}

/// Whether a record is live: from its start, before it is cleared, to its last day.
fn is_live(row: &Row, on: Date) -> bool {
    let in_time = row.start_on <= on && row.cleared_on.is_none_or(|cleared| on < cleared);
    in_time && row.last_day.is_none_or(|last| on <= last) && !row.revoked && row.rank > 0
}

/// What the measures that a province decided for one record make of the actions, and whether the label is carried.
fn by_own_measures(row: &Row, product: &str, province: &str, on: Date) -> ([ActionStatus; 3], bool) {
    let (mut statuses, mut label) = ([ActionStatus::Allowed; 3], false);
    for own in row.measures.iter().flatten().filter(|_| is_live(row, on)) {
        let runs = own.first_day.unwrap_or(row.start_on) <= on && own.last_day.is_none_or(|last| on <= last);
        let is_known = own.scope != Scope::InvolvedProducts || row.products.is_some();
        let covers =
            own.scope != Scope::InvolvedProducts || row.products.iter().flatten().any(|p| p.as_str() == product);
        let is_here = own.area == Area::AllProvinces || row.province == province;
        if runs && is_here && (covers || !is_known) {
            label |= own.measure == Measure::RiskLabel && is_known;
            if let Some((action, status)) = effect(own.measure) {
                statuses[action] = statuses[action].max(if is_known { status } else { ActionStatus::Undetermined });
            }
        }
    }
    (statuses, label)
}

proptest! {
    #![proptest_config(config())]

    /// A record alone does what its own measures say: to the day, to the product, to the province.
    #[test]
    fn own_measures_do_what_they_say(scene in scene(), ask in ask()) {
        for row in scene.rows.iter().filter(|row| row.measures.is_some()) {
            for province in PROVINCES {
                let alone = SupplierQuestion {
                    firm: id(row.firm),
                    role: row.role,
                    records: vec![row.record()],
                    province: id(province),
                    commitment: Commitment::Submitted,
                    bars: Vec::new(),
                    ..scene.question(&ask)
                };
                let status = credit::supplier_status(Some(&Version::Cn2020.book()), &alone).unwrap();
                let expected = by_own_measures(row, ask.product, province, alone.on);
                prop_assert_eq!((statuses(&status), status.risk_label), expected);
            }
        }
    }
}

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
    let is_stricter = |other: Measure, than: Measure| match (effect(other), effect(than)) {
        (Some((action, status)), Some((same, least))) => action == same && status >= least,
        _ => other == than,
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
                    let holds = higher.measures.iter().any(|other| {
                        let lasts =
                            other.last_day.is_none() || row.last_day.is_some_and(|last| other.last_day >= Some(last));
                        let covers = row.scope == other.scope
                            || (row.scope == Scope::InvolvedProducts && other.scope == Scope::AllProducts);
                        let reaches = row.area == other.area || other.area == Area::AllProvinces;
                        is_stricter(other.measure, row.measure) && lasts && covers && reaches
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
    // Once: on the day of the start only. Two years, and for ever in another province.
    let own = |rank: usize, role: Role, province: &'static str, on: Date| {
        statuses(&Seen { version: Version::Own, role, products: Some(vec![id("a")]), province, on }.at(rank))
    };
    let start = day(START);
    for (on, listing) in [(start, ActionStatus::Suspended), (days_after(start, 1), ActionStatus::Allowed)] {
        assert_eq!(own(3, Role::Manufacturer, "云南", on)[0], listing);
    }
    let end = months_after(start, 24);
    for (on, delivery) in [(days_after(end, -1), ActionStatus::Suspended), (end, ActionStatus::Allowed)] {
        assert_eq!(own(4, Role::Distributor, "云南", on)[2], delivery);
        assert_eq!(own(2, Role::Manufacturer, "云南", on)[2], ActionStatus::LimitedOrSuspended);
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
