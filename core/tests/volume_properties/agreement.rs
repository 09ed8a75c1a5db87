//! Rule 12: the share of the base, by class and number of winners.

use super::*;

pub(super) fn asked(
    winners: u32,
    volume_class: VolumeClass,
    bases: &[i64],
    rounding: Option<StatedRounding>,
    price: Option<i64>,
) -> AgreedQuestion {
    let bases = bases.iter().enumerate().map(|(n, base)| Base { unit: key(n), quantity: number(*base) }).collect();
    AgreedQuestion {
        winners: Place::new(winners).unwrap(),
        volume_class,
        bases,
        share: None,
        price: price.map(number),
        rounding,
    }
}

/// The built-in rulebooks that know shares.
const WITH_SHARES: [&str; 10] = [
    "cn-2019-expansion",
    "cn-batch-02",
    "cn-batch-03",
    "cn-batch-04",
    "cn-batch-05",
    "cn-batch-07",
    "cn-batch-08",
    "cn-batch-09",
    "cn-batch-10",
    "cn-batch-11",
];

/// The share of the table; `None` without a row.
fn table(name: &str, class: VolumeClass, winners: u32) -> Option<Rational> {
    let answer = volume::agreed(&book(name), &asked(winners, class, &[1_000_000], None, None));
    match answer {
        Ok(answer) => {
            assert_eq!(answer.share_source, ShareSource::Rulebook);
            assert_ne!(answer.range_check, RangeCheck::Outside);
            Some(answer.share.exact().clone())
        }
        Err(error) => {
            assert_eq!((error.code(), error.path()), (Code::RuleGap, "/rulebook"));
            None
        }
    }
}

/// Shares do not fall as winners increase, to the last number of winners that can be stated, and no class has more than the one above it.
#[test]
fn shares_do_not_fall_with_winners_and_rise_with_the_class() {
    let numbers = [1, 2, 3, 4, 5, 6, 7, 10, 100, 999, 1_000];
    for name in WITH_SHARES {
        for class in VolumeClass::ALL {
            let shares: Vec<Option<Rational>> = numbers.iter().map(|winners| table(name, *class, *winners)).collect();
            let known: Vec<&Rational> = shares.iter().flatten().collect();
            assert!(known.is_sorted(), "{name} {class}: {known:?}");
        }
        for winners in numbers {
            let of = |class: VolumeClass| table(name, class, winners);
            let falling = [VolumeClass::Restricted, VolumeClass::Reduced, VolumeClass::Ordinary].map(of);
            let known: Vec<&Rational> = falling.iter().flatten().collect();
            assert!(known.is_sorted(), "{name} {winners}: {known:?}");
            assert!(
                !known.is_empty()
                    || (name == "cn-2019-expansion" && winners > 3)
                    || (name == "cn-batch-11" && winners < 4)
            );
        }
    }
}

/// No built-in rulebook has shares that the list above leaves out.
#[test]
fn every_rulebook_with_shares_is_looked_at() {
    let listed =
        jicai::rulebook::list(&jicai::rulebook::Filter { area: Some("volume".to_owned()), ..Default::default() });
    let names: Vec<String> = listed.unwrap().into_iter().map(|listing| listing.id.to_string()).collect();
    let with: Vec<&str> = names
        .iter()
        .map(|name| name.strip_prefix("volume/").unwrap())
        .filter(|name| parameter(&book(name), "share").is_some())
        .collect();
    assert_eq!(with, WITH_SHARES);
}

proptest! {
    #![proptest_config(config())]

    /// The caller's share stands where there is no row, is refused where there is one; the range never refuses.
    #[test]
    fn the_callers_share_only_fills_gaps(
        name in select(WITH_SHARES.as_slice()), class in select(VolumeClass::ALL), winners in 1_u32..8, own in share(),
        bases in prop::collection::vec(quantity(), 1..9),
    ) {
        let question = AgreedQuestion { share: Some(number(own)), ..asked(winners, class, &bases, None, None) };
        let answer = volume::agreed(&book(name), &question);
        if table(name, class, winners).is_some() {
            let error = answer.unwrap_err();
            prop_assert_eq!((error.code(), error.path()), (Code::InvalidInput, "/input/share"));
        } else {
            let answer = answer.unwrap();
            prop_assert_eq!((answer.share.exact(), answer.share_source), (&exactly(own), ShareSource::Caller));
            prop_assert_eq!(answer.agreed_total.exact(), &(&exactly(own) * answer.base_total.exact()));
            let wanted = match (name, class) {
                ("cn-batch-11", VolumeClass::Ordinary) if (600_000..=800_000).contains(&own) => RangeCheck::Inside,
                ("cn-batch-11", VolumeClass::Reduced | VolumeClass::Restricted) if (600_000..=700_000).contains(&own) => {
                    RangeCheck::Inside
                }
                ("cn-batch-11", _) => RangeCheck::Outside,
                _ => RangeCheck::NoRange,
            };
            prop_assert_eq!(answer.range_check, wanted);
        }
    }

    /// Order says nothing, the total is the share of the base, and units are listed by key.
    #[test]
    fn the_order_of_units_says_nothing(
        bases in prop::collection::vec(quantity(), 1..9), winners in 1_u32..7, rounding in rounding(), seed in any::<u64>(),
    ) {
        let question = asked(winners, VolumeClass::Reduced, &bases, rounding, None);
        let answer = volume::agreed(&book("cn-batch-07"), &question).unwrap();
        let mut other = question.clone();
        shuffle(&mut Rng::new(seed), &mut other.bases);
        prop_assert_eq!(&volume::agreed(&book("cn-batch-07"), &other).unwrap(), &answer);
        prop_assert!(answer.units.is_sorted_by_key(|unit| unit.unit.clone()));
        let base: Rational = bases.iter().map(|base| exactly(*base)).sum();
        prop_assert_eq!(answer.base_total.exact(), &base);
    }
}
