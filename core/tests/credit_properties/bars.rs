//! The violation list of national procurement, counted day by day.

use super::*;

fn notice() -> Arc<BarRulebook> {
    BarRulebook::builtin(BarRulebook::BUILTIN).unwrap()
}

/// An entry: its first day, and its last day or whether the firm cooperated.
fn entry() -> impl Strategy<Value = BarEntry> {
    let length = prop_oneof![6 => (0_i64..25).prop_map(Ok), 1 => any::<bool>().prop_map(Err)];
    (-40_i64..60, length, 0_u8..8).prop_map(|(first, length, firm)| {
        let first_day = days_after(day("2024-08-31"), first);
        BarEntry {
            entry_id: id("e"),
            first_day,
            last_day: length.ok().map(|days| days_after(first_day, days)),
            cooperated: length.err(),
            firm: [Some(id("G")), Some(id(FIRM)), None][usize::from(firm).min(2)].clone(),
        }
    })
}

fn asked() -> impl Strategy<Value = BarQuestion> {
    (0_i64..30, prop::collection::vec(entry(), 0..7)).prop_map(|(on, mut entries)| {
        for (entry, name) in entries.iter_mut().zip(["e4", "e2", "e7", "e1", "e6", "e3", "e5"]) {
            entry.entry_id = id(name);
        }
        BarQuestion { firm: id(FIRM), on: days_after(day("2024-08-31"), on), entries }
    })
}

/// First and last day of an entry of the firm: six months for one that cooperated, eighteen for one that did not.
fn term(entry: &BarEntry) -> Option<(Date, Date)> {
    let is_own = entry.firm.as_ref().is_none_or(|firm| firm.as_str() == FIRM);
    let months = if entry.cooperated == Some(true) { 6 } else { 18 };
    let last = entry.last_day.unwrap_or_else(|| days_after(months_after(entry.first_day, months), -1));
    is_own.then_some((entry.first_day, last))
}

/// Whether an entry of the firm covers the day.
fn covered(question: &BarQuestion, day: Date) -> bool {
    question.entries.iter().filter_map(term).any(|(first, last)| first <= day && day <= last)
}

proptest! {
    #![proptest_config(config())]

    /// The firm is barred on each day from the one asked about until it is free, and then it is free.
    #[test]
    fn free_from_is_the_first_free_day(question in asked()) {
        let answer = credit::bar(&notice(), &question).unwrap();
        let mut day = question.on;
        while covered(&question, day) {
            day = days_after(day, 1);
        }
        prop_assert_eq!(answer.free_from, day);
        prop_assert_eq!(answer.barred, covered(&question, question.on));
        prop_assert_eq!(answer.barred, answer.entries.iter().any(|entry| entry.in_force));
        let later = BarQuestion { on: day, ..question.clone() };
        prop_assert!(!credit::bar(&notice(), &later).unwrap().barred);
    }

    /// Order changes nothing; entries of others can be left out; each entry is listed once; one entry more never frees a firm earlier.
    #[test]
    fn order_and_others_do_not_matter(question in asked(), seed in any::<u64>()) {
        let mut rng = Rng::new(seed);
        let answer = credit::bar(&notice(), &question).unwrap();
        let mut mixed = question.clone();
        shuffle(&mut rng, &mut mixed.entries);
        prop_assert_eq!(&credit::bar(&notice(), &mixed).unwrap(), &answer);
        prop_assert_eq!(answer.entries.len() + answer.ignored.len(), question.entries.len());
        let key = |entry: &credit::BarTerm| (entry.first_day, entry.last_day, entry.entry_id.clone());
        prop_assert!(answer.entries.is_sorted_by_key(key) && answer.ignored.is_sorted());
        mixed.entries.retain(|entry| term(entry).is_some());
        let own = credit::bar(&notice(), &mixed).unwrap();
        prop_assert_eq!((own.free_from, &own.entries), (answer.free_from, &answer.entries));
        mixed.entries.pop();
        prop_assert!(credit::bar(&notice(), &mixed).unwrap().free_from <= answer.free_from);
    }

    /// Listed is: no bid in national procurement, on exactly these days; nothing else is touched.
    #[test]
    fn a_bar_is_a_bid_not_allowed(question in asked(), tender in select(Tender::ALL)) {
        let bars = question.entries.iter().filter_map(|entry| {
            let (first_day, last_day) = term(&BarEntry { firm: None, ..entry.clone() })?;
            Some(Bar { first_day, last_day, firm: entry.firm.clone() })
        });
        let asked = SupplierQuestion {
            firm: id(FIRM),
            role: Role::Manufacturer,
            product: id("a"),
            province: id(PROVINCE),
            on: question.on,
            records: Vec::new(),
            tender,
            commitment: Commitment::Submitted,
            bars: bars.collect(),
        };
        let status = credit::supplier_status(None, &asked).unwrap();
        let barred = credit::bar(&notice(), &question).unwrap().barred && tender == Tender::NationalVbp;
        let expected = if barred { ActionStatus::Suspended } else { ActionStatus::Allowed };
        prop_assert_eq!(status.bidding.status, expected);
        prop_assert_eq!([status.listing.status, status.delivery.status], [ActionStatus::Allowed; 2]);
    }
}

/// The lists of these properties run on from entry to entry, and stop.
#[test]
fn lists_reach_what_they_should() {
    let (mut barred, mut on) = (0, 0);
    for question in samples(asked(), 400) {
        let answer = credit::bar(&notice(), &question).unwrap();
        barred += usize::from(answer.barred);
        on += usize::from(
            answer.barred
                && answer
                    .entries
                    .iter()
                    .all(|entry| !entry.in_force || entry.last_day < days_after(answer.free_from, -1)),
        );
    }
    assert!(barred > 100 && barred < 300 && on > 10, "{barred} {on}");
}
