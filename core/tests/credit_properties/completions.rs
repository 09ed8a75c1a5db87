//! What is not published, filled in: every value inside its bounds gives a grade inside the interval.
//!
//! The containment is edge by edge: a threshold inside its bounds is reached by no fewer facts than the lenient reading says and by no
//! more than the harsh one says, and a rank is the greatest over edges. So it would even hold of values that descend; but they make no
//! rulebook, and are not drawn here: a value never lies below that of a lower rank or above a set one of a higher rank.

use super::*;

/// The effective value of a parameter.
fn parameter(version: Version, name: &str) -> Value {
    serde_json::from_str(&version.book().document().parameter(name).unwrap().value_json()).unwrap()
}

/// The rulebook with some parameters replaced.
fn with(version: Version, parameters: &Value) -> Rulebook {
    let mut object = match version {
        Version::Own => own::object(),
        builtin => json!({ "id": "x/filled", "extends": builtin.id(), "parameters": {} }),
    };
    for (name, value) in parameters.as_object().unwrap() {
        object["parameters"][name] = value.clone();
    }
    Rulebook::from_json(&object.to_string()).unwrap()
}

/// An edge, kind or look-back that is not set, with a value inside its bounds.
struct Filled {
    /// As in `gaps`, without the rulebook.
    name: String,
    /// `/ladders/bribery_total/1`, below the parameters.
    place: String,
    value: i64,
    bounds: (Option<i64>, Option<i64>),
    unit: Unit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Money,
    Months,
    Rank,
    Years,
}

impl Unit {
    fn read(self, value: &Value) -> Option<i64> {
        value.as_str().map_or_else(|| value.as_i64(), |text| Some(text.parse::<Fen>().unwrap().get()))
    }

    fn write(self, value: i64) -> Value {
        if self == Unit::Money { json!(fen(value).to_string()) } else { json!(value) }
    }

    /// Above everything that cases can reach.
    fn most(self) -> i64 {
        if self == Unit::Money { MOST } else { 12_000 }
    }

    /// The names of value and bounds.
    fn keys(self) -> [&'static str; 3] {
        match self {
            Unit::Rank => ["rank", "not_below", "not_above"],
            Unit::Years => ["years", "not_below_years", ""],
            _ => ["value", "not_below", "not_above"],
        }
    }
}

/// Everything that a rulebook leaves open, each with what `draw` chooses between two ends.
fn filled(version: Version, mut draw: impl FnMut(Unit, i64, i64) -> i64) -> Vec<Filled> {
    let mut all = Vec::new();
    let lookback = parameter(version, "lookback");
    if lookback.get("years").is_none() {
        let bounds = (lookback.get("not_below_years").and_then(Value::as_i64), None);
        let value = draw(Unit::Years, bounds.0.unwrap_or(0), 300);
        all.push(Filled {
            name: "lookback".to_owned(),
            place: "/lookback".to_owned(),
            value,
            bounds,
            unit: Unit::Years,
        });
    }
    for (ladder, edges) in parameter(version, "ladders").as_object().unwrap() {
        let unit = if ladder.ends_with("_months") { Unit::Months } else { Unit::Money };
        let edges = edges.as_array().unwrap();
        let at = |edge: &Value, key: &str| edge.get(key).and_then(|value| unit.read(value));
        let mut last = 0;
        for (i, edge) in edges.iter().enumerate() {
            last = at(edge, "value").unwrap_or_else(|| {
                let bounds = (at(edge, "not_below"), at(edge, "not_above"));
                // Room for those of higher ranks.
                let highest = edges[i..].iter().filter_map(|edge| at(edge, "value").or(at(edge, "not_above")));
                let most = highest.min().unwrap_or(unit.most());
                let value = draw(unit, bounds.0.unwrap_or(0), most).max(last);
                assert!(value <= most, "{ladder} {i}");
                let (name, place) = (format!("{ladder}.{}", edge["rank"]), format!("/ladders/{ladder}/{i}"));
                all.push(Filled { name, place, value, bounds, unit });
                value
            });
        }
    }
    for (i, kind) in parameter(version, "kinds").as_array().unwrap().iter().enumerate() {
        if kind.get("rank").is_none() {
            let at = |key: &str| kind.get(key).and_then(Value::as_i64);
            let bounds = (at("not_below"), at("not_above"));
            let top = i64::try_from(version.top()).unwrap();
            let value = draw(Unit::Rank, bounds.0.unwrap_or(0), bounds.1.unwrap_or(top));
            let name = format!("kinds.{}.{}", kind["matter"].as_str().unwrap(), kind["kind"].as_str().unwrap());
            all.push(Filled { name, place: format!("/kinds/{i}"), value, bounds, unit: Unit::Rank });
        }
    }
    all
}

/// What becomes of an open parameter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Open,
    /// The bounds move towards the value: so far below it, so far above it.
    Tighter(i64, i64),
    Set,
}

/// The rulebook with open parameters set or bounded more tightly.
fn filled_in(version: Version, filled: &[Filled], mut fate: impl FnMut(&Filled) -> Fate) -> Rulebook {
    let mut parameters = json!({});
    for name in ["lookback", "ladders", "kinds"] {
        parameters[name] = parameter(version, name);
    }
    for open in filled {
        let entry = parameters.pointer_mut(&open.place).unwrap().as_object_mut().unwrap();
        let [value, not_below, not_above] = open.unit.keys();
        match fate(open) {
            Fate::Open => {}
            Fate::Set => {
                entry.remove(not_below);
                entry.remove(not_above);
                entry.insert(value.to_owned(), open.unit.write(open.value));
            }
            Fate::Tighter(below, above) => {
                let lowest = (open.value - below).max(open.bounds.0.unwrap_or(0));
                entry.insert(not_below.to_owned(), open.unit.write(lowest));
                let highest = (open.value + above).min(open.bounds.1.unwrap_or(open.unit.most()));
                if open.unit == Unit::Rank {
                    entry.insert(not_above.to_owned(), json!(highest.min(i64::try_from(version.top()).unwrap())));
                } else if open.unit != Unit::Years {
                    entry.insert(not_above.to_owned(), open.unit.write(highest));
                }
            }
        }
    }
    with(version, &parameters)
}

/// Values that matter to the cases: ends, thresholds, the months of the facts.
fn drawn(rng: &mut Rng, unit: Unit, lo: i64, hi: i64) -> i64 {
    let near = match unit {
        Unit::Money => rng.pick(&CUTS) + rng.pick(&[-1, 0, 1, 12_345_678]),
        Unit::Months => i64::try_from(rng.below(16)).unwrap(),
        Unit::Rank | Unit::Years => i64::try_from(rng.below(8)).unwrap(),
    };
    match rng.below(5) {
        0 => lo,
        1 => hi,
        2 if unit == Unit::Money => lo + i64::try_from(rng.below(300_000_000)).unwrap().min(hi - lo),
        _ => near.clamp(lo, hi),
    }
}

fn grade(rulebook: &Rulebook, question: &GradeQuestion) -> Grading {
    credit::grade(rulebook, question).unwrap()
}

/// Whether one interval of ranks lies inside the other.
fn is_inside(narrow: &Grading, wide: &Grading) -> bool {
    wide.rank_min <= narrow.rank_min && narrow.rank_max <= wide.rank_max
}

fn several() -> impl Strategy<Value = (Version, Vec<GradeQuestion>)> {
    version().prop_flat_map(|version| (Just(version), prop::collection::vec(question(Some(version)), 1..6)))
}

/// Each open parameter set, bounded more tightly, or left open.
fn any_fate(rng: &mut Rng) -> Fate {
    let mut some = || i64::try_from(rng.below(4)).unwrap() * rng.pick(&[0, 1, 2, 10_000_000]);
    let (below, above) = (some(), some());
    rng.pick(&[Fate::Open, Fate::Tighter(below, above), Fate::Set])
}

proptest! {
    #![proptest_config(config())]

    /// Property 10: Setting some open parameters inside their bounds, or bounding them more tightly, never widens the interval; with all of them
    /// set there is no gap, and the interval lies inside all those before.
    #[test]
    fn filling_in_never_widens((version, questions) in several(), seed in any::<u64>()) {
        let mut rng = Rng::new(seed);
        let filled = filled(version, |unit, lo, hi| drawn(&mut rng, unit, lo, hi));
        let partly = filled_in(version, &filled, |_| any_fate(&mut rng));
        let whole = filled_in(version, &filled, |_| Fate::Set);
        prop_assert!(whole.unpublished().iter().all(|open| open.contains("measures")));
        for question in &questions {
            let open = version.grade(question);
            let (partly, whole) = (grade(&partly, question), grade(&whole, question));
            prop_assert!(is_inside(&partly, &open), "{:?} {:?}", ranks(&partly), ranks(&open));
            prop_assert!(is_inside(&whole, &partly), "{:?} {:?}", ranks(&whole), ranks(&partly));
            prop_assert!(!whole.gap);
            prop_assert!(open.gap || ranks(&whole) == ranks(&open));
        }
    }

    /// Property 10: One alone: the interval never widens, and an interval without a gap does not change.
    #[test]
    fn filling_in_one_never_widens((version, questions) in several(), seed in any::<u64>(), index in any::<Index>()) {
        let mut rng = Rng::new(seed);
        let filled = filled(version, |unit, lo, hi| drawn(&mut rng, unit, lo, hi));
        let one = &index.get(&filled).name;
        let set = filled_in(version, &filled, |open| if open.name == *one { Fate::Set } else { Fate::Open });
        for question in &questions {
            let (open, set) = (version.grade(question), grade(&set, question));
            prop_assert!(is_inside(&set, &open));
            prop_assert!(open.gap || (ranks(&set) == ranks(&open) && !set.gap));
        }
    }

    /// The parameters that `gaps` names are enough: once they are set, there is no gap.
    #[test]
    fn the_gaps_named_are_enough((version, questions) in several(), seed in any::<u64>()) {
        let mut rng = Rng::new(seed);
        let filled = filled(version, |unit, lo, hi| drawn(&mut rng, unit, lo, hi));
        for question in &questions {
            let open = version.grade(question);
            if open.gap {
                let is_named = |name: &str| open.gaps.iter().any(|gap| gap.split_once('#').unwrap().1 == name);
                prop_assert_eq!(filled.iter().filter(|open| is_named(&open.name)).count(), open.gaps.len());
                let fate = |open: &Filled| if is_named(&open.name) { Fate::Set } else { Fate::Open };
                let set = grade(&filled_in(version, &filled, fate), question);
                prop_assert!(!set.gap, "{:?} leaves {:?}", open.gaps, set.gaps);
            }
        }
    }

    /// The ends are no wider than they have to be: with everything open read for the firm the lower end is reached, with everything
    /// read against it the upper end. One exception: without a lower bound an edge is reached by a fact that did not last at all, which
    /// no number of months says; here every fact lasts a day.
    #[test]
    fn both_ends_are_reached((version, question) in asked()) {
        let mut question = question;
        for case in &mut question.cases {
            for fact in case.facts.iter_mut().filter(|fact| fact.cited_clause.is_none()) {
                let next = |day: Date| days_after(day, 1);
                match fact.matter {
                    Matter::Monopoly | Matter::PriceOffence => {
                        fact.high_price_until = fact.high_price_until.max(Some(next(case.effective_on)));
                    }
                    Matter::AbnormalPrice => fact.conduct_until = fact.conduct_until.max(fact.conduct_from.map(next)),
                    _ => {}
                }
            }
        }
        let open = version.grade(&question);
        let lenient = filled(version, |unit, lo, hi| if matches!(unit, Unit::Rank | Unit::Years) { lo } else { hi });
        let lenient = grade(&filled_in(version, &lenient, |_| Fate::Set), &question);
        prop_assert_eq!(lenient.rank_min, open.rank_min);
        let harsh = filled(version, |unit, lo, hi| if matches!(unit, Unit::Rank | Unit::Years) { hi } else { lo });
        let harsh = grade(&filled_in(version, &harsh, |_| Fate::Set), &question);
        prop_assert_eq!(harsh.rank_max, open.rank_max);
    }
}

/// A fact that did not last is open under a threshold that has no lower bound, though any threshold in months decides it.
#[test]
fn a_fact_that_did_not_last_is_open_without_a_lower_bound() {
    let question = one(Evidence::Judgment, vec![Fact::new(Matter::Monopoly)]);
    assert_eq!(ranks(&Version::Cn2020.grade(&question)), (0, 2));
    for months in 0..=3 {
        let filled =
            filled(Version::Cn2020, |unit, lo, hi| if unit == Unit::Months { months.clamp(lo, hi) } else { lo });
        let set = filled_in(Version::Cn2020, &filled, |_| Fate::Set);
        assert_eq!(ranks(&grade(&set, &question)), (0, 0));
    }
}

/// What is drawn matters: intervals do become narrower, at either end.
#[test]
fn what_is_filled_in_matters() {
    let mut rng = Rng::new(10);
    for (version, number) in Version::ALL.into_iter().zip([23, 19, 14]) {
        let open = filled(version, |unit, lo, hi| drawn(&mut rng, unit, lo, hi));
        let names: BTreeSet<String> = open.iter().map(|open| format!("{}#{}", version.id(), open.name)).collect();
        let unpublished = version.book().unpublished();
        assert_eq!(names, unpublished.into_iter().filter(|open| !open.contains("measures")).collect());
        assert_eq!(open.len(), number, "{names:?}");
        let (mut lower, mut upper, mut wide) = (0, 0, 0);
        for question in samples(question(Some(version)), 400) {
            let open = version.grade(&question);
            let filled = filled(version, |unit, lo, hi| drawn(&mut rng, unit, lo, hi));
            let whole = grade(&filled_in(version, &filled, |_| Fate::Set), &question);
            lower += usize::from(open.rank_min < whole.rank_min);
            upper += usize::from(whole.rank_max < open.rank_max);
            wide += usize::from(whole.rank_max > whole.rank_min);
        }
        assert!(lower > 10 && upper > 10 && wide > 5, "{version:?} {lower} {upper} {wide}");
    }
}
