//! Bands of money: their edges to the fen, intervals of amounts, one version against the other.

use super::*;

/// The bands of 2025: the threshold in fen of each rank.
const BRIBERY_2025: [i64; 3] = [1_000_000, 50_000_000, 100_000_000];
const TAX_2025: [i64; 3] = [5_000_000, 50_000_000, 250_000_000];
/// The single-bribe bands of 2020.
const SINGLE_2020: [i64; 4] = [1_000_000, 10_000_000, 30_000_000, 200_000_000];

/// The rank of a sum: how many thresholds it reaches.
fn rank_in(bands: &[i64], fen: i64) -> u32 {
    u32::try_from(bands.iter().filter(|threshold| fen >= **threshold).count()).unwrap()
}

fn one_bribe(fen: i64) -> Fact {
    Fact { one_payment: Some(true), ..bribe(fen) }
}

/// The grade of these facts in one certain case.
fn graded(version: Version, facts: Vec<Fact>) -> Grading {
    version.grade(&one(Evidence::Judgment, facts))
}

/// Bands under test: the version, the thresholds, and the fact that holds a sum against the firm.
type Bands = (Version, &'static [i64], fn(i64) -> Fact);

fn bands() -> [Bands; 3] {
    [
        (Version::Cn2025, &BRIBERY_2025, bribe),
        (Version::Cn2025, &TAX_2025, invoices),
        (Version::Cn2020, &SINGLE_2020, one_bribe),
    ]
}

/// Property 7: At each threshold, one fen below and one above: no hole, no overlap, and the clause of the band.
#[test]
fn thresholds_divide_to_the_fen() {
    for (version, thresholds, fact) in bands() {
        for threshold in thresholds {
            for fen in threshold - 1..=threshold + 1 {
                let rank = rank_in(thresholds, fen);
                let facts = vec![fact(fen)];
                let designated = Target::DesignatedPrivateInstitution;
                let to_designated = facts[0].target.map(|_| Fact { target: Some(designated), ..fact(fen) });
                for facts in [Some(facts), to_designated.map(|fact| vec![fact])].into_iter().flatten() {
                    let grading = graded(version, facts);
                    assert_eq!(ranks(&grading), (rank, rank), "{version:?} {fen}");
                    assert!(grading.exact && !grading.gap && grading.records[0].certain);
                    let clause = grading.records[0].clause.clone();
                    assert_eq!(clause.is_some(), rank > 0, "{version:?} {fen}");
                    assert!(clause.is_none_or(|clause| clause.starts_with(&format!("{rank}."))));
                }
                // The same fen as the last of a case: what reaches is the sum, not a fact of it.
                if version == Version::Cn2025 {
                    for parts in [2, 3, 7] {
                        let mut facts = vec![fact(fen / parts); usize::try_from(parts - 1).unwrap()];
                        facts.push(fact(fen - fen / parts * (parts - 1)));
                        assert_eq!(ranks(&graded(version, facts)), (rank, rank), "{version:?} {fen} in {parts}");
                    }
                }
            }
        }
    }
}

/// Property 7: Amounts known as a whole band have its grade; with one fen on either side of a threshold they have both grades.
#[test]
fn bands_as_intervals_have_one_grade() {
    for (version, thresholds, fact) in bands() {
        let edges: Vec<i64> = std::iter::once(0).chain(thresholds.iter().copied()).collect();
        let at = |lo: i64, hi: Option<i64>| {
            let grading = graded(version, vec![Fact { amount: Some(between(lo, hi)), ..fact(1) }]);
            assert!(!grading.gap);
            ranks(&grading)
        };
        for (rank, lo) in (0..).zip(&edges) {
            let next = edges.get(usize::try_from(rank).unwrap() + 1).copied();
            assert_eq!(at(*lo, next.map(|next| next - 1)), (rank, rank), "{version:?} {lo}");
            if let Some(next) = next {
                assert_eq!(at(next - 1, Some(next)), (rank, rank + 1), "{version:?} {next}");
                assert_eq!(at(*lo, Some(next)), (rank, rank + 1), "{version:?} {lo}");
                assert_eq!(at(*lo, None), (rank, u32::try_from(thresholds.len()).unwrap()));
            }
        }
    }
}

/// Property 7: the same of months: on the last day of so many months it is not *more* than that, on the next day it is.
#[test]
fn months_divide_to_the_day() {
    let lasts = |matter: Matter, from: Date, until: Date| {
        let high_price = Fact { high_price_until: Some(until), ..Fact::new(matter) };
        match matter {
            Matter::AbnormalPrice => Fact {
                explained: Some(false),
                conduct_from: Some(from),
                conduct_until: Some(until),
                sales: Some(between(100, Some(100))),
                ..Fact::new(matter)
            },
            _ => high_price,
        }
    };
    let mut from = day("2023-11-20");
    while from < day("2024-03-10") {
        for (version, matter, months, expected) in [
            (Version::Cn2020, Matter::Monopoly, 3, [(0, 2), (3, 4)]),
            (Version::Cn2020, Matter::PriceOffence, 3, [(0, 2), (3, 4)]),
            (Version::Cn2020, Matter::AbnormalPrice, 12, [(0, 2), (3, 4)]),
            (Version::Own, Matter::Monopoly, 0, [(0, 0), (1, 1)]),
            (Version::Own, Matter::Monopoly, 1, [(1, 1), (1, 2)]),
            (Version::Own, Matter::Monopoly, 6, [(1, 2), (2, 4)]),
        ] {
            for (step, expected) in (0..).zip(expected) {
                let until = days_after(months_after(from, months), step);
                let mut question = one(Evidence::Judgment, vec![lasts(matter, from, until)]);
                question.cases[0].effective_on = from;
                assert_eq!(ranks(&version.grade(&question)), expected, "{version:?} {matter} {from} {until}");
                // Of several facts of a case the longest counts.
                question.cases[0].facts.insert(0, lasts(matter, from, from));
                question.cases[0].facts.push(lasts(matter, from, from));
                assert_eq!(ranks(&version.grade(&question)), expected, "{version:?} {matter} {from} {until}");
            }
        }
        from = days_after(from, 1);
    }
}

/// The amount somewhere inside itself.
fn narrowed(rng: &mut Rng, amount: StatedAmount) -> StatedAmount {
    let (lo, hi) = ends(amount);
    let least = lo.max(1);
    let within = |rng: &mut Rng, lo: i64, hi: i64| {
        let cuts: Vec<i64> =
            CUTS.iter().flat_map(|cut| [cut - 1, *cut]).filter(|cut| (lo..=hi).contains(cut)).collect();
        match rng.below(4) {
            0 => lo,
            1 => hi,
            2 if !cuts.is_empty() => rng.pick(&cuts),
            _ => lo + i64::try_from(rng.next() % u64::try_from(hi - lo + 1).unwrap()).unwrap(),
        }
    };
    match hi {
        Some(hi) if hi < least => amount,
        Some(hi) => {
            let from = within(rng, least, hi);
            between(if rng.chance(20) { lo } else { from }, Some(within(rng, from, hi)))
        }
        None => {
            let from = within(rng, least, least + 300_000_000);
            let to = rng.chance(80).then(|| within(rng, from, from + 300_000_000));
            between(from, to)
        }
    }
}

/// The question with amounts narrowed, and more said of single bribes.
fn narrower(rng: &mut Rng, question: &GradeQuestion) -> GradeQuestion {
    let mut question = question.clone();
    for fact in question.cases.iter_mut().flat_map(|case| &mut case.facts) {
        let old = fact.clone();
        fact.amount = fact.amount.map(|amount| narrowed(rng, amount));
        fact.sales = match fact.sales {
            None if fact.explained.is_some() && rng.chance(50) => Some(narrowed(rng, between(0, None))),
            sales => sales.map(|sales| narrowed(rng, sales)),
        };
        if fact.target.is_some() && fact.one_payment != Some(true) {
            let known = fact.largest_single.map(|single| narrowed(rng, single));
            match rng.below(4) {
                0 if known.is_none() => fact.one_payment = Some(true),
                1 if known.is_none() => {
                    // Its upper end may lie above the amount: then it says nothing.
                    let (_, hi) = ends(fact.amount.unwrap());
                    let (lo, _) = ends(narrowed(rng, between(0, hi)));
                    let most = if rng.chance(50) { None } else { hi.map(|hi| hi.max(lo)) };
                    fact.largest_single = Some(narrowed(rng, between(lo, most)));
                }
                _ => fact.largest_single = known,
            }
            let fits = |single: StatedAmount| ends(fact.amount.unwrap()).1.is_none_or(|hi| ends(single).0 <= hi);
            if !fact.largest_single.is_none_or(fits) {
                *fact = old;
            }
        }
    }
    question
}

/// What lies inside an interval stays inside: [`ranks`] of the narrower question within those of the wider one.
fn is_inside(narrow: &Grading, wide: &Grading) -> bool {
    wide.rank_min <= narrow.rank_min && narrow.rank_max <= wide.rank_max
}

/// Bribes that both versions treat alike but for their thresholds: property 9.
fn alike() -> impl Strategy<Value = GradeQuestion> {
    const LIMIT: i64 = 30_000_000;
    let amount = || prop_oneof![2 => sum().prop_map(|fen| between(fen, Some(fen))), 1 => amount()];
    let fact = move || {
        (any::<bool>(), amount(), 0_u8..4, amount()).prop_map(|(public, amount, shape, single)| {
            let target = if public { Target::PublicInstitution } else { Target::DesignatedPrivateInstitution };
            let (lo, hi) = ends(amount);
            let is_small = hi.is_some_and(|hi| hi < LIMIT);
            let known = (ends(single).0 % LIMIT).min(hi.unwrap_or(LIMIT));
            let most = ends(single).1.unwrap_or(LIMIT - 1) % LIMIT;
            Fact {
                target: Some(target),
                amount: Some(between(lo, hi)),
                one_payment: (is_small && shape == 0).then_some(true),
                largest_single: (!is_small || shape > 1)
                    .then(|| between(known, Some(most.max(known).max(1))))
                    .filter(|_| shape > 0 || !is_small),
                ..Fact::new(Matter::Bribery)
            }
        })
    };
    let graded_on = day("2026-03-31");
    let age = prop_oneof![
        4 => (0_i64..1_090).prop_map(move |days| days_after(graded_on, -days)),
        1 => Just(months_before(graded_on, 36)),
    ];
    let evidence = select([Evidence::Judgment, Evidence::Penalty].as_slice());
    let facts = select([1_usize, 1, 2, 3, 8].as_slice());
    let facts = facts.prop_flat_map(move |number| prop::collection::vec(fact(), number));
    let case = (evidence, age, facts).prop_map(|(evidence, effective_on, facts)| Case {
        case_id: id("c"),
        evidence,
        effective_on,
        conduct_until: None,
        status: CaseStatus::InForce,
        facts,
    });
    prop::collection::vec(case, 1..3).prop_map(move |mut cases| {
        cases.iter_mut().zip(["c1", "c2"]).for_each(|(case, name)| case.case_id = id(name));
        GradeQuestion { firm: id(FIRM), province: id(PROVINCE), graded_on, cases }
    })
}

fn compared(question: GradeQuestion) -> GradeComparison {
    let GradeQuestion { firm, province, graded_on, cases } = question;
    let other_rulebook = RulebookChoice::builtin("credit/cn-2025");
    let question = CompareQuestion { firm, province, graded_on, cases, other_rulebook };
    credit::compare(&Version::Cn2020.book(), &question).unwrap()
}

proptest! {
    #![proptest_config(config())]

    /// Property 4: Amounts inside those known before, and more said of single bribes and sales, never widen the interval, nor open a gap.
    #[test]
    fn narrower_amounts_never_widen((version, question) in asked(), seed in any::<u64>()) {
        let mut rng = Rng::new(seed);
        let narrow = narrower(&mut rng, &question);
        prop_assert!(is_inside(&version.grade(&narrow), &version.grade(&question)));
        let narrower = narrower(&mut rng, &narrow);
        prop_assert!(is_inside(&version.grade(&narrower), &version.grade(&narrow)));
    }

    /// Property 7: Exact sums have an exact grade, the one of their band, however they are split; a fen more raises it by at most one rank, and
    /// only on reaching a threshold.
    #[test]
    fn exact_sums_have_an_exact_grade(
        sums in prop::collection::vec((sum(), any::<bool>()), 1..6),
        band in 0_usize..2,
        index in any::<Index>(),
    ) {
        let (version, thresholds, fact) = bands()[band];
        let said = |single: bool| (band == 0 && single).then_some(true);
        let mut facts: Vec<Fact> =
            sums.iter().map(|(fen, single)| Fact { one_payment: said(*single), ..fact(*fen) }).collect();
        let total: i64 = sums.iter().map(|(fen, _)| fen).sum();
        let grading = graded(version, facts.clone());
        let rank = rank_in(thresholds, total);
        prop_assert_eq!(ranks(&grading), (rank, rank));
        prop_assert!(grading.exact && !grading.gap);
        let range = grading.records[0].total.unwrap();
        prop_assert_eq!((range.least(), range.most()), (total.into(), Some(total.into())));
        let more = index.index(facts.len());
        facts[more].amount = Some(between(sums[more].0 + 1, Some(sums[more].0 + 1)));
        let more = graded(version, facts).rank_min;
        prop_assert_eq!(more, rank + u32::from(thresholds.contains(&(total + 1))));
    }

    /// Property 7: One bribe as the whole case under 2020: its band decides, whatever the cut of the sum is; a fen more as above.
    #[test]
    fn one_bribe_has_an_exact_grade(fen in sum()) {
        let rank_of = |fen: i64| graded(Version::Cn2020, vec![one_bribe(fen)]);
        let rank = rank_in(&SINGLE_2020, fen);
        prop_assert_eq!(ranks(&rank_of(fen)), (rank, rank));
        prop_assert!(!rank_of(fen).gap);
        prop_assert_eq!(rank_of(fen + 1).rank_min, rank + u32::from(SINGLE_2020.contains(&(fen + 1))));
    }

    /// Property 8: Under 2025 what is said of single bribes changes nothing but itself where amounts are exact.
    #[test]
    fn single_bribes_do_not_matter_in_2025(question in question(Some(Version::Cn2025)), seed in any::<u64>()) {
        let mut rng = Rng::new(seed);
        let (mut said, mut unsaid) = (question.clone(), question);
        let cases = said.cases.iter_mut().zip(&mut unsaid.cases);
        for (said, unsaid) in cases.flat_map(|(said, unsaid)| said.facts.iter_mut().zip(&mut unsaid.facts)) {
            let exact = said.amount.map(|amount| ends(amount).0.max(1)).map(|fen| between(fen, Some(fen)));
            (said.amount, unsaid.amount) = (exact, exact);
            (unsaid.one_payment, unsaid.largest_single) = (None, None);
            if said.target.is_some() && said.one_payment != Some(true) {
                said.largest_single = exact.map(|exact| narrowed(&mut rng, between(0, ends(exact).1)));
            }
        }
        let blind = |mut grading: Grading| {
            grading.records.iter_mut().for_each(|record| record.largest_single = None);
            grading
        };
        prop_assert_eq!(blind(Version::Cn2025.grade(&said)), blind(Version::Cn2025.grade(&unsaid)));
    }

    /// Property 9: Where both versions admit and count the same bribes, and no single one reaches 300,000, the levels of 2025 are at least those
    /// of 2020.
    #[test]
    fn small_single_bribes_are_not_milder_in_2025(question in alike()) {
        let answer = compared(question);
        prop_assert!(answer.first.dropped.is_empty() && answer.second.dropped.is_empty());
        prop_assert!(answer.second.level_min >= answer.first.level_min);
        prop_assert!(answer.second.level_max >= answer.first.level_max);
        prop_assert!(answer.level_change != LevelChange::Milder);
    }
}

/// The questions of these properties are not idle: intervals do become narrower, levels do differ.
#[test]
fn narrower_and_alike_questions_reach_what_they_should() {
    let mut rng = Rng::new(4);
    let (mut shorter, mut same) = (0, 0);
    for (version, question) in samples(asked(), 600) {
        let [wide, narrow] =
            [question.clone(), narrower(&mut rng, &question)].map(|question| ranks(&version.grade(&question)));
        shorter += usize::from(narrow != wide);
        same += usize::from(narrow == wide && wide.0 < wide.1);
    }
    assert!(shorter > 40 && same > 40, "{shorter} {same}");
    let (mut harsher, mut open, mut levels) = (0, 0, [0; 4]);
    for question in samples(alike(), 600) {
        let answer = compared(question);
        harsher += usize::from(answer.level_change == LevelChange::Harsher);
        open += usize::from(answer.first.gap);
        levels[usize::try_from(answer.first.level_min).unwrap()] += 1;
    }
    assert!(harsher > 20 && open > 20 && levels.iter().all(|seen| *seen > 5), "{harsher} {open} {levels:?}");
}
