//! Cases and facts: order, addition, removal, place.

use super::*;

/// What the grade rests on.
fn rests_on(version: Version, question: &GradeQuestion) -> Vec<String> {
    let mut trace = Trace::new();
    credit::grade_with(&version.book(), question, &mut trace).unwrap();
    trace.rests_on().map(|source| source.parameter().to_owned()).collect()
}

/// The grading but for its list of dropped facts.
fn without_dropped(grading: Grading) -> Grading {
    Grading { dropped: Vec::new(), ..grading }
}

/// The cases without the facts that are refused, and without those that are then empty.
fn keep(question: &GradeQuestion, mut keeps: impl FnMut(&Case, usize, &Fact) -> bool) -> GradeQuestion {
    let mut question = question.clone();
    for case in &mut question.cases {
        let facts = std::mem::take(&mut case.facts);
        case.facts = facts.into_iter().enumerate().filter(|(n, fact)| keeps(case, *n, fact)).map(|(_, f)| f).collect();
    }
    question.cases.retain(|case| !case.facts.is_empty());
    question
}

/// Whether no end of the first is above that of the second, of the firm and of each record.
fn is_no_higher(less: &Grading, more: &Grading) -> bool {
    let firm = less.rank_min <= more.rank_min && less.rank_max <= more.rank_max;
    let levels = less.level_min <= more.level_min && less.level_max <= more.level_max;
    let records = less.records.iter().all(|record| {
        let is_same = |other: &&RecordGrade| (&other.case_id, other.matter) == (&record.case_id, record.matter);
        let other = more.records.iter().find(is_same);
        other.is_some_and(|other| record.rank_min <= other.rank_min && record.rank_max <= other.rank_max)
    });
    firm && levels && records
}

/// The amount with both ends raised.
fn raised(rng: &mut Rng, amount: StatedAmount) -> StatedAmount {
    let (lo, hi) = ends(amount);
    let mut more =
        || if rng.chance(30) { 0 } else { rng.pick(&[1, 2, 5_000_000, 20_000_000, 100_000_000, 900_000_000]) };
    let lo = lo + more();
    let hi = hi.map(|hi| (hi + more()).max(lo));
    between(lo, hi.filter(|_| rng.chance(90)))
}

proptest! {
    #![proptest_config(config())]

    /// Property 1: The order of cases, facts and products changes nothing but the index of dropped facts, and not what the grade rests on.
    #[test]
    fn order_does_not_matter((version, question) in asked(), seed in any::<u64>()) {
        let mut rng = Rng::new(seed);
        let grading = version.grade(&question);
        let mut mixed = question.clone();
        let mut places: BTreeMap<(Id, u32), u32> = BTreeMap::new();
        shuffle(&mut rng, &mut mixed.cases);
        for case in &mut mixed.cases {
            let mut facts: Vec<(u32, Fact)> = (0..).zip(case.facts.drain(..)).collect();
            shuffle(&mut rng, &mut facts);
            for (now, (old, _)) in (0..).zip(&facts) {
                places.insert((case.case_id.clone(), now), *old);
            }
            case.facts = facts.into_iter().map(|(_, fact)| fact).collect();
            case.facts.iter_mut().for_each(|fact| shuffle(&mut rng, &mut fact.products));
        }
        let mut answer = version.grade(&mixed);
        for dropped in &mut answer.dropped {
            dropped.fact = places[&(dropped.case_id.clone(), dropped.fact)];
        }
        prop_assert!(answer.dropped.is_sorted_by_key(|dropped| dropped.case_id.clone()));
        answer.dropped.sort_by(|a, b| (&a.case_id, a.fact).cmp(&(&b.case_id, b.fact)));
        prop_assert_eq!(&answer, &grading);
        prop_assert_eq!(rests_on(version, &mixed), rests_on(version, &question));
    }

    /// Property 2: A fact more never lowers an end: here subsets of the facts are held against the whole.
    #[test]
    fn a_fact_more_never_lowers((version, question) in asked(), seed in any::<u64>()) {
        let mut rng = Rng::new(seed);
        let all = version.grade(&question);
        for share in [20, 40, 50, 60, 80, 90] {
            let less = keep(&question, |_, _, _| rng.chance(share));
            prop_assert!(is_no_higher(&version.grade(&less), &all));
        }
    }

    /// Property 2: Amounts with both ends raised, conduct that lasts longer: no end is lowered.
    #[test]
    fn more_money_and_more_days_never_lower((version, question) in asked(), seed in any::<u64>()) {
        let mut rng = Rng::new(seed);
        let mut more = question.clone();
        for fact in more.cases.iter_mut().flat_map(|case| &mut case.facts) {
            fact.amount = fact.amount.map(|amount| raised(&mut rng, amount));
            fact.sales = fact.sales.map(|amount| raised(&mut rng, amount));
            let single = fact.largest_single.map(|amount| raised(&mut rng, amount));
            let fits = |single: &StatedAmount| ends(fact.amount.unwrap()).1.is_none_or(|hi| ends(*single).0 <= hi);
            fact.largest_single = single.filter(fits).or(fact.largest_single);
            let days = i64::try_from(rng.below(200)).unwrap();
            fact.high_price_until = fact.high_price_until.map(|until| days_after(until, days));
            fact.conduct_until = fact.conduct_until.map(|until| days_after(until, days));
        }
        prop_assert!(is_no_higher(&version.grade(&question), &version.grade(&more)));
    }

    /// Property 3: The ranks of the firm are the greatest over its cases one by one; records and dropped facts are those of the cases.
    #[test]
    fn cases_are_graded_one_by_one((version, question) in asked()) {
        let all = version.grade(&question);
        let single = |case: &Case| version.grade(&GradeQuestion { cases: vec![case.clone()], ..question.clone() });
        let mut each: Vec<(&Id, Grading)> = question.cases.iter().map(|case| (&case.case_id, single(case))).collect();
        each.sort_by_key(|(case, _)| (*case).clone());
        let greatest = |rank: fn(&Grading) -> u32| each.iter().map(|(_, grading)| rank(grading)).max().unwrap_or(0);
        prop_assert_eq!(all.rank_min, greatest(|grading| grading.rank_min));
        prop_assert_eq!(all.rank_max, greatest(|grading| grading.rank_max));
        let records: Vec<_> = each.iter().flat_map(|(_, grading)| grading.records.clone()).collect();
        let dropped: Vec<_> = each.iter().flat_map(|(_, grading)| grading.dropped.clone()).collect();
        prop_assert_eq!((&all.records, &all.dropped), (&records, &dropped));
        prop_assert_eq!(all.rank_min, records.iter().map(|record| record.rank_min).max().unwrap_or(0));
        prop_assert_eq!(all.rank_max, records.iter().map(|record| record.rank_max).max().unwrap_or(0));
        // A gap of the firm is a gap of one of its cases.
        prop_assert!(!all.gap || each.iter().any(|(_, grading)| grading.gap));
    }

    /// Property 5: A dropped fact can be removed, alone or with all others.
    #[test]
    fn dropped_facts_can_be_removed((version, question) in asked(), index in any::<Index>()) {
        let grading = version.grade(&question);
        let is_dropped = |case: &Case, n: usize| {
            grading.dropped.iter().any(|fact| fact.case_id == case.case_id && usize::try_from(fact.fact) == Ok(n))
        };
        let clean = version.grade(&keep(&question, |case, n, _| !is_dropped(case, n)));
        prop_assert!(clean.dropped.is_empty());
        prop_assert_eq!(clean, without_dropped(grading.clone()));
        if !grading.dropped.is_empty() {
            let gone = index.get(&grading.dropped);
            let is_gone = |case: &Case, n: usize| gone.case_id == case.case_id && usize::try_from(gone.fact) == Ok(n);
            let mut rest = grading.clone();
            rest.dropped.retain(|fact| fact != gone);
            for fact in rest.dropped.iter_mut().filter(|fact| fact.case_id == gone.case_id && fact.fact > gone.fact) {
                fact.fact -= 1;
            }
            prop_assert_eq!(version.grade(&keep(&question, |case, n, _| !is_gone(case, n))), rest);
        }
    }

    /// Property 5: A revoked case is none.
    #[test]
    fn revoked_is_absent((version, question) in asked(), index in any::<Index>()) {
        if question.cases.is_empty() {
            return Ok(());
        }
        let n = index.index(question.cases.len());
        let (mut revoked, mut absent) = (question.clone(), question);
        revoked.cases[n].status = CaseStatus::Revoked;
        absent.cases.remove(n);
        let revoked = version.grade(&revoked);
        let known = [DropReason::OtherFirm, DropReason::OtherProvince, DropReason::Revoked];
        let gone: Vec<_> = revoked.dropped.iter().filter(|fact| !known.contains(&fact.reason)).collect();
        let absent = version.grade(&absent);
        prop_assert!(gone.iter().all(|fact| absent.dropped.iter().any(|dropped| dropped.case_id == fact.case_id)));
        prop_assert_eq!(without_dropped(revoked), without_dropped(absent));
    }

    /// Property 5: Whatever was done in another province, or by another firm, changes nothing, not even how it is dropped.
    #[test]
    fn other_provinces_and_firms_never_matter(
        version in select(Version::BUILTIN.as_slice()),
        question in question(None),
        others in prop::collection::vec(fact(None, matter()), 1..8),
    ) {
        let elsewhere = |fact: &Fact| {
            fact.province.as_ref().is_some_and(|province| province.as_str() != PROVINCE)
                || fact.firm.as_ref().is_some_and(|firm| firm.as_str() != FIRM)
        };
        let mut changed = question.clone();
        let mut others = others.into_iter().cycle();
        for case in &mut changed.cases {
            for fact in case.facts.iter_mut().filter(|fact| elsewhere(fact)) {
                let other = dated(others.next().unwrap(), case.effective_on);
                *fact = Fact { firm: fact.firm.clone(), province: fact.province.clone(), ..other };
            }
        }
        let grading = version.grade(&question);
        prop_assert_eq!(&version.grade(&changed), &grading);
        // The same question in the other province, of the other firm: nothing of this one is left.
        let mut moved = question.clone();
        moved.province = id("云南");
        for fact in moved.cases.iter_mut().flat_map(|case| &mut case.facts) {
            fact.province = Some(fact.province.take().unwrap_or(id(PROVINCE)));
        }
        prop_assert_eq!(ranks(&version.grade(&moved)), (0, 0));
        moved.province = id(PROVINCE);
        prop_assert_eq!(&version.grade(&moved), &grading);
        moved.firm = id("H");
        moved.cases.iter_mut().flat_map(|case| &mut case.facts).for_each(|fact| {
            fact.firm.get_or_insert(id(FIRM));
        });
        prop_assert_eq!(ranks(&version.grade(&moved)), (0, 0));
    }

    /// Property 6: An exact grade has no gap; and what the fields of an answer say agrees.
    #[test]
    fn an_exact_grade_has_no_gap((version, question) in asked()) {
        let grading = version.grade(&question);
        prop_assert!(grading.rank_min <= grading.rank_max);
        prop_assert_eq!(grading.exact, grading.rank_min == grading.rank_max);
        prop_assert!(!grading.exact || !grading.gap);
        prop_assert_eq!(grading.gap, !grading.gaps.is_empty());
        prop_assert_eq!(grading.require_no_gap().is_err(), grading.gap);
        let code = |rank: u32| version.codes()[usize::try_from(rank).unwrap()];
        prop_assert_eq!(grading.grade.as_ref().map(Id::as_str), grading.exact.then(|| code(grading.rank_min)));
        let ends = [grading.grade_min.as_str(), grading.grade_max.as_str()];
        prop_assert_eq!(ends, [code(grading.rank_min), code(grading.rank_max)]);
        let unpublished = version.book().unpublished();
        prop_assert!(grading.gaps.iter().all(|gap| unpublished.contains(gap)));
        prop_assert_eq!(grading.gaps.iter().collect::<BTreeSet<_>>().len(), grading.gaps.len());
        // Some test decides each end, by a record of that rank.
        for (end, rank, decides) in [
            (End::Min, grading.rank_min, grading.rank_min > 0),
            (End::Max, grading.rank_max, grading.rank_max > grading.rank_min),
        ] {
            let deciding: Vec<_> = grading.deciding.iter().filter(|deciding| deciding.end == end).collect();
            prop_assert_eq!(!deciding.is_empty(), decides);
            prop_assert!(deciding.iter().all(|deciding| deciding.rank == rank));
            let of = |record: &RecordGrade| if end == End::Min { record.rank_min } else { record.rank_max };
            let reached = grading.records.iter().filter(|record| decides && of(record) == rank);
            let named = |record: &RecordGrade| {
                deciding.iter().any(|entry| (&entry.case_id, entry.matter) == (&record.case_id, record.matter))
            };
            prop_assert!(reached.into_iter().all(named));
        }
        // The largest single bribe is one of the sum.
        for record in &grading.records {
            if let Some((single, total)) = record.largest_single.zip(record.total) {
                prop_assert!(single.least() <= total.least());
                prop_assert!(total.most().is_none_or(|most| single.most().is_some_and(|single| single <= most)));
            }
        }
        // One entry for each fact: held in a record, or dropped.
        let facts: usize = question.cases.iter().map(|case| case.facts.len()).sum();
        prop_assert!(grading.records.len() + grading.dropped.len() <= facts);
        prop_assert!(!grading.records.is_empty() || grading.dropped.len() == facts);
    }
}

/// To the day: a case counts from the day on which it is in force to the anniversary, both included; of 2025, and where the conduct
/// counts, what is older stays open.
#[test]
fn the_look_back_begins_and_ends_on_its_days() {
    let mut graded_on = day("2024-02-20");
    while graded_on < day("2024-03-10") {
        for (version, months, rank) in [(Version::Cn2020, 36, 3), (Version::Cn2025, 36, 1), (Version::Own, 12, 3)] {
            let mut question = one(Evidence::Judgment, vec![bribe(60_000_000)]);
            if version == Version::Cn2025 {
                question.cases[0].facts = vec![bribe(35_000_000)];
            }
            question.graded_on = graded_on;
            for step in -3..=3 {
                let date = days_after(months_before(graded_on, months), step);
                let case = &mut question.cases[0];
                case.effective_on = if version == Version::Own { months_before(graded_on, 100) } else { date };
                case.conduct_until = Some(if version == Version::Own { date } else { months_before(graded_on, 100) });
                let is_in = graded_on <= months_after(date, months);
                let grading = version.grade(&question);
                let expected = match version {
                    _ if is_in => (rank, rank),
                    Version::Cn2020 => (0, 0),
                    _ => (0, rank),
                };
                assert_eq!(ranks(&grading), expected, "{version:?} {graded_on} {date}");
                assert_eq!(
                    grading.records.first().map(|record| record.certain),
                    (is_in || expected.1 > 0).then_some(is_in)
                );
                let reasons: Vec<DropReason> = grading.dropped.iter().map(|dropped| dropped.reason).collect();
                assert_eq!(reasons.contains(&DropReason::OutsideWindow), expected.1 == 0);
            }
            for (step, reason) in [(-1, None), (0, None), (1, Some(DropReason::NotYetEffective))] {
                question.cases[0].effective_on = days_after(graded_on, step);
                question.cases[0].conduct_until = Some(graded_on);
                let grading = version.grade(&question);
                assert_eq!(
                    grading.dropped.first().map(|dropped| dropped.reason),
                    reason,
                    "{version:?} {graded_on} {step}"
                );
            }
        }
        graded_on = days_after(graded_on, 1);
    }
}

/// The questions of these properties reach everything that there is to reach.
#[test]
fn questions_reach_every_reason_test_and_rank() {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (version, question) in samples(asked(), 3_000) {
        let grading = version.grade(&question);
        let mut see = |what: String| *seen.entry(what).or_default() += 1;
        see(format!("{version:?} {}–{}", grading.rank_min, grading.rank_max));
        see(format!("{version:?} gap {}", grading.gap));
        see(format!("gap {} of {}", grading.gap, grading.gaps.len().min(3)));
        see(format!("exact {}", grading.exact));
        grading.dropped.iter().for_each(|dropped| see(format!("dropped {}", dropped.reason)));
        grading.deciding.iter().for_each(|deciding| see(format!("{} by {}", deciding.end, deciding.test)));
        grading.records.iter().for_each(|record| see(format!("{} {}", record.matter, record.certain)));
        grading.gaps.iter().for_each(|gap| see(gap.clone()));
    }
    let count = |what: &str| seen.get(what).copied().unwrap_or(0);
    for reason in DropReason::ALL {
        assert!(count(&format!("dropped {reason}")) > 20, "{reason}: {seen:?}");
    }
    for test in Test::ALL {
        assert!(count(&format!("min by {test}")) > 5 && count(&format!("max by {test}")) > 5, "{test}: {seen:?}");
    }
    for matter in Matter::ALL {
        assert!(count(&format!("{matter} true")) > 20 && count(&format!("{matter} false")) > 5, "{matter}: {seen:?}");
    }
    for version in Version::ALL {
        for rank in 0..=version.top() {
            let seen_at = |end: &dyn Fn(&str) -> bool| {
                seen.iter().filter(|(what, _)| end(what)).map(|(_, number)| number).sum::<usize>()
            };
            let min = seen_at(&|what| what.starts_with(&format!("{version:?} {rank}–")));
            let max = seen_at(&|what| what.starts_with(&format!("{version:?}")) && what.ends_with(&format!("–{rank}")));
            assert!(min > 5 && max > 5, "{version:?} {rank}: {seen:?}");
        }
        assert!(count(&format!("{version:?} gap true")) > 50 && count(&format!("{version:?} gap false")) > 50);
        for gap in version.book().unpublished().iter().filter(|gap| !gap.contains("measures")) {
            assert!(count(gap) > 0, "{gap}: {seen:?}");
        }
    }
    assert!(count("exact true") > 200 && count("exact false") > 200, "{seen:?}");
}
