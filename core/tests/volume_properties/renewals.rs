//! Rules 22 to 24: what a renewal bid does to the share.

use super::*;

/// What every price in a case is near to, so that rises are small, large, and on whole points.
fn near(base: i64) -> impl Strategy<Value = i64> {
    prop_oneof![
        3 => (0_i64..=300).prop_map(move |percent| (base / 100 * percent).max(1)),
        3 => (-1_i64..=1, 0_i64..=300).prop_map(move |(step, percent)| (base / 100 * percent + step).max(1)),
        2 => 1_i64..=base * 3,
    ]
}

/// A question under the price penalty: its bid is set later.
#[derive(Clone, Debug)]
pub(super) struct Penalty {
    pub(super) question: RenewalQuestion,
    pub(super) bids: [i64; 2],
}

pub(super) fn penalty() -> impl Strategy<Value = Penalty> {
    let base = select([1_000_000_i64, 100_000_000, 3_330_000, 770_007, 1_000].as_slice());
    let rest = (share(), quantity(), any::<bool>(), 40_i64..140, rounding());
    (base, rest).prop_flat_map(|(base, (base_share, quantity, incumbent, percent, rounding))| {
        (near(base), near(base)).prop_map(move |(one, other)| {
            let price = Some(number(base));
            let question = RenewalQuestion {
                base_quantity: Some(number(quantity)),
                base_share: Some(number(base_share)),
                incumbent: Some(incumbent),
                old_price: price.filter(|_| incumbent),
                benchmark: price.filter(|_| !incumbent),
                rise_base: (!incumbent).then(|| number((base / 100 * percent).max(1))),
                rounding,
                ..RenewalQuestion::default()
            };
            Penalty { question, bids: [one.min(other), one.max(other)] }
        })
    })
}

impl Penalty {
    fn answer(&self, bid: i64) -> Renewal {
        let question = RenewalQuestion { bid: Some(number(bid)), ..self.question.clone() };
        volume::renewal(&book("renewal-batches-1-8"), &question).unwrap()
    }
}

fn of(figure: &Option<Figure>) -> &Rational {
    figure.as_ref().unwrap().exact()
}

proptest! {
    #![proptest_config(config())]

    /// The share is at most the base share; factor and share do not rise with the bid; the rise is rounded up to a whole point.
    #[test]
    fn a_higher_bid_never_has_more(penalty in penalty()) {
        let [low, high] = penalty.bids.map(|bid| penalty.answer(bid));
        for answer in [&low, &high] {
            prop_assert!(of(&answer.share) <= of(&answer.base_share) && *of(&answer.share) >= zero());
            prop_assert_eq!(of(&answer.share), &(of(&answer.base_share) * of(&answer.factor)));
            prop_assert!(*of(&answer.factor) <= Rational::ONE && *of(&answer.factor) >= zero());
            let (rise, applied) = (of(&answer.rise), of(&answer.rise_applied));
            prop_assert!(rise <= applied && applied - rise < fraction(1, 100));
            let points = applied * &Rational::from(100);
            prop_assert_eq!(Rational::from(points.floor().unwrap()), points);
            // Whole points from 0.9 down, or all of it.
            let left = (&fraction(9, 10) - applied).max(zero());
            prop_assert!(*of(&answer.factor) == left || (*of(&answer.factor) == Rational::ONE && *applied == zero()));
            let base = Rational::from(penalty.question.base_quantity.unwrap());
            let exact = of(&answer.share) * &base;
            rounded::holds(penalty.question.rounding.unwrap_or_default(), &[exact], &[of(&answer.agreed).clone()])?;
        }
        prop_assert!(of(&low.factor) >= of(&high.factor));
        prop_assert!(of(&low.agreed) >= of(&high.agreed));
        prop_assert!(of(&low.rise) <= of(&high.rise));
    }

    /// Who stays at the old price, or within 70 % of the benchmark, keeps everything; above it never more than 0.9.
    #[test]
    fn up_to_the_line_nothing_is_lost(penalty in penalty(), above in 1_i64..1_000) {
        let seventy_percent = |benchmark: Positive| benchmark.millionths() / 10 * 7;
        let old = penalty.question.old_price.map(Positive::millionths);
        let line = old.or(penalty.question.benchmark.map(seventy_percent)).unwrap();
        prop_assume!(line > 0);
        for bid in [line, line.min(penalty.bids[0])] {
            prop_assert_eq!(penalty.answer(bid).factor, Some(Figure::from(Rational::ONE)));
        }
        // A millionth of a yuan: below ten of them 70 % is no whole millionth.
        prop_assert!(*of(&penalty.answer(line + 6 + above).factor) <= fraction(9, 10));
    }

    /// Scaling all prices changes nothing.
    #[test]
    fn only_proportions_of_prices_count(penalty in penalty(), times in 2_i64..50) {
        let answer = penalty.answer(penalty.bids[1]);
        let times_of = |price: Option<Positive>| price.map(|price| number(price.millionths() * times));
        let mut scaled = penalty.clone();
        scaled.question.old_price = times_of(penalty.question.old_price);
        scaled.question.benchmark = times_of(penalty.question.benchmark);
        scaled.question.rise_base = times_of(penalty.question.rise_base);
        prop_assert_eq!(scaled.answer(penalty.bids[1] * times), answer);
    }

    /// Inquiry: the line is at most the provincial price and 1.5 times the lowest; any of three reasons makes it a competition.
    #[test]
    fn inquiry_lines(
        mut prices in [price(), price(), price()], bid in price(), reasons in any::<[Option<bool>; 3]>(), base_share in share(),
    ) {
        prices.sort_unstable();
        let question = RenewalQuestion {
            last_round: Some(volume::LastRound {
                national_lowest: number(prices[0]),
                provincial_price: number(prices[1]),
                national_highest: number(prices[2]),
            }),
            bid: Some(number(bid)),
            inquiry_failed: reasons[0],
            equal_number_win: reasons[1],
            cheaper_non_winner: reasons[2],
            base_share: Some(number(base_share)),
            ..RenewalQuestion::default()
        };
        let answer = volume::renewal(&book("renewal-2021"), &question).unwrap();
        let line = of(&answer.inquiry_line);
        prop_assert_eq!(line, &exactly(prices[1]).min(&exactly(prices[0]) * &fraction(3, 2)));
        prop_assert!(line <= of(&answer.ceiling) || prices[2] < prices[1]);
        prop_assert_eq!(answer.bid_above_line, Some(exactly(bid) > *line));
        prop_assert!(answer.bid_above_ceiling != Some(true) || answer.bid_above_line == Some(true));
        let any = reasons.contains(&Some(true));
        prop_assert_eq!(answer.mode == Some(volume::RenewalMode::Competition), any);
        prop_assert_eq!(answer.mode_reasons.len(), reasons.iter().filter(|reason| **reason == Some(true)).count());
        prop_assert_eq!(of(&answer.share), &exactly(base_share));
    }

    /// By bidder: an incumbent never has less than another, a reduced drug never more than an ordinary one.
    #[test]
    fn shares_by_bidder(quantity in quantity(), previous in quantity(), rounding in rounding()) {
        let answer = |incumbent: bool, volume_class: Option<VolumeClass>| {
            let question = RenewalQuestion {
                base_quantity: Some(number(quantity)),
                previous_agreed: Some(number(previous)),
                incumbent: Some(incumbent),
                volume_class,
                rounding,
                ..RenewalQuestion::default()
            };
            volume::renewal(&book("csj-renewal-2022"), &question).unwrap()
        };
        let ordinary = [true, false].map(|incumbent| answer(incumbent, None));
        let reduced = [true, false].map(|incumbent| answer(incumbent, Some(VolumeClass::Reduced)));
        prop_assert_eq!(ordinary.each_ref().map(|answer| of(&answer.share).clone()), [fraction(3, 5), fraction(1, 2)]);
        prop_assert!(reduced.iter().all(|answer| *of(&answer.share) == fraction(1, 2)));
        for answer in ordinary.iter().chain(&reduced) {
            prop_assert_eq!(answer.below_previous, Some(*of(&answer.agreed) < exactly(previous)));
            prop_assert_eq!((&answer.factor, &answer.mode), (&None, &None));
        }
    }
}
