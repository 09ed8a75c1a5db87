//! The gate: what records, bars and a missing commitment make of the three actions.

use super::rows::{Ask, PROVINCES, Row, ask, scene, statuses};
use super::*;

/// The same statuses and label, or stricter ones.
fn is_as_strict(status: &SupplierStatus, than: &SupplierStatus) -> bool {
    let pairs = statuses(status).into_iter().zip(statuses(than));
    pairs.into_iter().all(|(one, other)| one >= other) && status.risk_label >= than.risk_label
}

/// The answer without the lists of records.
fn without_lists(status: &SupplierStatus) -> SupplierStatus {
    SupplierStatus { live_records: Vec::new(), ignored_records: Vec::new(), ..status.clone() }
}

/// What a record does in all provinces, as measures of its own: the rulebook's rows that hold there. `None` where the cell is not
/// published.
fn everywhere_only(row: &Row, default: Version) -> Option<Row> {
    let version = row.version.unwrap_or(default);
    let measures = match &row.measures {
        Some(own) => own.iter().filter(|own| own.area == Area::AllProvinces).cloned().collect(),
        None => {
            let grade = id(version.codes()[row.rank.min(version.top())]);
            let question = MeasuresQuestion { grade, role: row.role, start_on: Some(row.start_on) };
            let terms = credit::measures(&version.book(), &question).unwrap();
            if !terms.complete {
                return None;
            }
            let rows = terms.measures.into_iter().filter(|term| term.area == Area::AllProvinces);
            rows.map(|term| OwnMeasure {
                measure: term.measure,
                scope: term.scope,
                area: term.area,
                first_day: term.first_day,
                last_day: term.last_day,
            })
            .collect()
        }
    };
    Some(Row { measures: Some(measures), ..row.clone() })
}

proptest! {
    #![proptest_config(config())]

    /// The prepared gate says what the function says: of every firm, role, product, province, day and tender.
    #[test]
    fn the_prepared_gate_says_the_same(scene in scene(), asks in prop::collection::vec(ask(), 16)) {
        let index = SupplierIndex::new(&scene.records(), Some(&scene.default.book()), &scene.bars).unwrap();
        for ask in &asks {
            let status = scene.status(ask);
            let gate = index.gate(&GateQuestion {
                firm: id(ask.firm),
                role: ask.role,
                product: id(ask.product),
                province: id(ask.province),
                on: scene.on(ask.on),
                tender: ask.tender,
                commitment: ask.commitment,
            }).unwrap();
            let said = ([gate.listing, gate.bidding, gate.delivery], gate.risk_label);
            prop_assert_eq!(said, (statuses(&status), status.risk_label), "{:?} on {}", ask, status.on);
        }
    }

    /// A status is the strictest of its reasons, and every reason is about a live record or about none.
    #[test]
    fn a_status_is_the_strictest_of_its_reasons(scene in scene(), ask in ask()) {
        let status = scene.status(&ask);
        let gates = Action::ALL.iter().map(|action| status.gate(*action));
        for gate in gates {
            let strictest = gate.reasons.iter().map(|reason| reason.status).max();
            prop_assert_eq!(gate.status, strictest.unwrap_or(ActionStatus::Allowed));
            prop_assert!(gate.reasons.iter().all(|reason| reason.status != ActionStatus::Allowed));
            for reason in &gate.reasons {
                let live = reason.record_id.as_ref().map(|record| status.live_records.contains(record));
                let is_record = !matches!(reason.why, Why::CommitmentMissing | Why::NationalBar);
                prop_assert_eq!(live, is_record.then_some(true));
            }
        }
        prop_assert_eq!(status.live_records.len() + status.ignored_records.len(), scene.rows.len());
        let ignored: Vec<&Id> = status.ignored_records.iter().map(|ignored| &ignored.record_id).collect();
        prop_assert!(status.live_records.is_sorted() && ignored.is_sorted());
    }

    /// Order of records, bars and products changes nothing; neither does a record that is ignored.
    #[test]
    fn order_and_ignored_records_do_not_matter(scene in scene(), ask in ask(), seed in any::<u64>()) {
        let mut rng = Rng::new(seed);
        let mut asked = scene.question(&ask);
        let status = scene.status(&ask);
        shuffle(&mut rng, &mut asked.records);
        shuffle(&mut rng, &mut asked.bars);
        for products in asked.records.iter_mut().filter_map(|record| record.products.as_mut()) {
            shuffle(&mut rng, products);
        }
        let book = scene.default.book();
        prop_assert_eq!(&credit::supplier_status(Some(&book), &asked).unwrap(), &status);
        asked.records.retain(|record| status.live_records.contains(&record.record_id));
        let live = credit::supplier_status(Some(&book), &asked).unwrap();
        prop_assert!(live.ignored_records.is_empty());
        prop_assert_eq!(without_lists(&live), without_lists(&status));
    }

    /// Property 12: A record more, a bar more, a commitment missing, products no longer known to be none: no status improves.
    #[test]
    fn a_record_more_never_improves(scene in scene(), ask in ask(), index in any::<Index>(), known in any::<Index>()) {
        let status = scene.status(&ask);
        if !scene.rows.is_empty() {
            let mut fewer = scene.clone();
            fewer.rows.remove(index.index(scene.rows.len()));
            // The day is that of the whole scene.
            let fewer = SupplierQuestion { on: status.on, ..fewer.question(&ask) };
            let fewer = credit::supplier_status(Some(&scene.default.book()), &fewer).unwrap();
            prop_assert!(is_as_strict(&status, &fewer));
        }
        let mut question = scene.question(&ask);
        question.bars.pop();
        question.commitment = Commitment::Submitted;
        if let Some(record) = question.records.get_mut(known.index(scene.rows.len().max(1))) {
            record.products = Some(record.products.take().unwrap_or_default());
        }
        let milder = credit::supplier_status(Some(&scene.default.book()), &question).unwrap();
        prop_assert!(is_as_strict(&status, &milder));
    }

    /// Property 5: Measures of the grading province never touch another one: taken out of all records of other provinces, nothing is lost; and
    /// the rulebook's rows as measures of the record's own do the same.
    #[test]
    fn measures_of_a_province_stay_there(scene in scene(), asks in prop::collection::vec(ask(), 4)) {
        for ask in &asks {
            let status = scene.status(ask);
            let mut isolated = scene.clone();
            for row in isolated.rows.iter_mut().filter(|row| row.province != ask.province) {
                if let Some(everywhere) = everywhere_only(row, scene.default) {
                    *row = everywhere;
                }
            }
            let question = SupplierQuestion { on: status.on, ..isolated.question(ask) };
            let isolated = credit::supplier_status(Some(&scene.default.book()), &question).unwrap();
            prop_assert_eq!((statuses(&isolated), isolated.risk_label), (statuses(&status), status.risk_label));
            let here = scene.rows.iter().filter(|row| row.province == ask.province).map(|row| row.record_id);
            let here: BTreeSet<&str> = here.collect();
            for reason in Action::ALL.iter().flat_map(|action| &status.gate(*action).reasons) {
                let is_elsewhere = reason.record_id.as_ref().is_some_and(|record| !here.contains(record.as_str()));
                prop_assert!(!is_elsewhere || reason.area == Some(Area::AllProvinces));
            }
        }
    }

    /// A grade of 2020 holds in its province alone: with all its records elsewhere, nothing stands in the way.
    #[test]
    fn grades_of_2020_hold_in_their_province(scene in scene(), ask in ask()) {
        let mut scene = scene;
        for row in &mut scene.rows {
            row.version = Some(Version::Cn2020);
            row.measures = None;
        }
        let ask = Ask { province: PROVINCES[3], tender: Tender::Provincial, commitment: Commitment::Submitted, ..ask };
        let status = scene.status(&ask);
        prop_assert_eq!((statuses(&status), status.risk_label), ([ActionStatus::Allowed; 3], false));
    }

    /// A missing commitment needs a rulebook, whichever way it is asked.
    #[test]
    fn a_missing_commitment_needs_a_rulebook(scene in scene(), ask in ask()) {
        let mut scene = scene;
        scene.rows.retain(|row| row.version.is_some());
        let question = scene.question(&ask);
        let status = credit::supplier_status(None, &question);
        let index = SupplierIndex::new(&scene.records(), None, &scene.bars).unwrap();
        let mut gate = GateQuestion::new(id(ask.firm), ask.role, id(ask.product), id(ask.province), question.on);
        (gate.tender, gate.commitment) = (ask.tender, ask.commitment);
        match (status, index.gate(&gate)) {
            (Ok(status), Ok(gate)) => {
                prop_assert_eq!(ask.commitment, Commitment::Submitted);
                prop_assert_eq!(statuses(&status), [gate.listing, gate.bidding, gate.delivery]);
            }
            (Err(one), Err(other)) => {
                prop_assert_eq!(ask.commitment, Commitment::Missing);
                let place = |error: &Error| (error.code(), error.path().to_owned());
                prop_assert_eq!(place(&one), (Code::InvalidInput, "/rulebook".to_owned()));
                prop_assert_eq!(place(&one), place(&other));
            }
            (status, gate) => prop_assert!(false, "{:?} {:?}", status, gate),
        }
    }
}

/// The scenes of these properties reach every status of every action, every kind of reason, and every way to be ignored.
#[test]
fn scenes_reach_every_status_and_reason() {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (scene, ask) in samples((scene(), ask()), 2_500) {
        let status = scene.status(&ask);
        let mut see = |what: String| *seen.entry(what).or_default() += 1;
        see(format!("label {}", status.risk_label));
        status.ignored_records.iter().for_each(|ignored| see(format!("ignored {}", ignored.reason)));
        for action in Action::ALL {
            see(format!("{action} {}", status.gate(*action).status));
            status.gate(*action).reasons.iter().for_each(|reason| see(format!("why {}", reason.why)));
        }
        let known = |record: &Id| scene.rows.iter().find(|row| row.record_id == record.as_str()).unwrap();
        status.live_records.iter().for_each(|record| see(format!("own {}", known(record).measures.is_some())));
    }
    let count = |what: String| seen.get(&what).copied().unwrap_or(0);
    for action in Action::ALL {
        for status in ActionStatus::ALL {
            let is_commitment = *action == Action::Delivery && *status == ActionStatus::Limited;
            assert!(count(format!("{action} {status}")) > if is_commitment { 10 } else { 25 }, "{seen:?}");
        }
    }
    assert!(Why::ALL.iter().all(|why| count(format!("why {why}")) > 25), "{seen:?}");
    let reasons = credit::IgnoredReason::ALL.iter();
    assert!(reasons.into_iter().all(|reason| count(format!("ignored {reason}")) > 25), "{seen:?}");
    assert!(count("label true".to_owned()) > 50 && count("own true".to_owned()) > 100, "{seen:?}");
}
