//! Rules 25 to 27, 38 and 39: what may be bought beyond, settlement with the fund, the two allowances.

use super::*;

pub(super) fn asked() -> impl Strategy<Value = AllowancesQuestion> {
    let settlement = (quantity(), quantity(), [share(), share()], 0_i64..2_000_000);
    let fund = (any::<bool>(), share(), 0_i64..200_000_000);
    let money = (quantity(), quantity(), quantity(), share(), prop::option::of([quantity(), quantity()]));
    (money, prop::option::of(settlement), prop::collection::vec(fund, 0..4)).prop_map(
        |((service_income, cost, retention, staff_share, wages), settlement, funds)| AllowancesQuestion {
            service_income: number(service_income),
            cost: number(cost),
            retention: number(retention),
            settlement: settlement.map(|(budget, actual, shares, limit)| FundSettlement {
                budget: number(budget),
                actual: number(actual),
                keep_share: number(shares[0]),
                overrun_fund_share: number(shares[1]),
                overrun_limit: number(limit),
            }),
            funds: (0..)
                .zip(funds)
                .map(|(n, (by_rate, rate, amount))| SetAside {
                    fund: key(n),
                    rate: by_rate.then(|| number(rate)),
                    amount: (!by_rate).then(|| number(amount)),
                })
                .collect(),
            staff_share: number(staff_share),
            wages: wages
                .map(|[control, current]| Wages { control_total: number(control), current_total: number(current) }),
        },
    )
}

proptest! {
    #![proptest_config(config())]

    /// Staff and development share what is distributable; what is overspent is paid by the fund and borne; nothing is negative.
    #[test]
    fn everything_distributable_is_distributed(question in asked(), seed in any::<u64>()) {
        let answer = volume::two_allows(&book("generic"), &question).unwrap();
        let (staff, development) = (answer.staff.exact(), answer.development.exact());
        prop_assert_eq!(&(staff + development), answer.distributable.exact());
        prop_assert_eq!(staff, &(answer.distributable.exact() * &Rational::from(question.staff_share)));
        prop_assert_eq!(answer.mainly_staff, question.staff_share.millionths() > 500_000);
        let mut effect = zero();
        if let Some((known, settled)) = question.settlement.zip(answer.settlement.as_ref()) {
            let (budget, actual) = (Rational::from(known.budget), Rational::from(known.actual));
            prop_assert_eq!(&(settled.surplus.exact() - settled.overrun.exact()), &(&budget - &actual));
            prop_assert!(*settled.surplus.exact() == zero() || *settled.overrun.exact() == zero());
            prop_assert_eq!(settled.kept.exact(), &(settled.surplus.exact() * &Rational::from(known.keep_share)));
            let (paid, borne) = (settled.fund_pays.exact(), settled.institution_bears.exact());
            prop_assert_eq!(&(paid + borne), settled.overrun.exact());
            let limited = &(&budget * &Rational::from(known.overrun_limit)) * &Rational::from(known.overrun_fund_share);
            prop_assert!(*paid <= limited && *paid <= settled.overrun.exact() * &Rational::from(known.overrun_fund_share));
            prop_assert!(*paid == limited || *paid == settled.overrun.exact() * &Rational::from(known.overrun_fund_share));
            prop_assert!([settled.kept.exact(), paid, borne].into_iter().all(|part| *part >= zero()));
            effect = settled.kept.exact() - borne;
        }
        let income = &(&Rational::from(question.service_income) + &Rational::from(question.retention)) + &effect;
        prop_assert_eq!(answer.surplus.exact(), &(&income - &Rational::from(question.cost)));
        let set_aside = sum(answer.funds.iter().map(|fund| &fund.amount));
        prop_assert_eq!(answer.funds_total.exact(), &set_aside);
        let left = answer.surplus.exact() - &set_aside;
        prop_assert_eq!(answer.distributable.exact(), &left.clone().max(zero()));
        prop_assert_eq!(answer.funds_exceed_surplus, *answer.surplus.exact() > zero() && left < zero());
        prop_assert!(*answer.surplus.exact() > zero() || set_aside == zero());
        let above = question.wages.map(|wages| {
            let over = &(&Rational::from(wages.current_total) + staff) - &Rational::from(wages.control_total);
            Figure::from(over.max(zero()))
        });
        prop_assert_eq!(&answer.above_wage_control, &above);
        let mut other = question.clone();
        shuffle(&mut Rng::new(seed), &mut other.funds);
        prop_assert_eq!(volume::two_allows(&book("generic"), &other).unwrap(), answer);
    }

    /// More retention never leaves staff less, more cost never more.
    #[test]
    fn staff_gain_from_retention(question in asked(), extra in quantity()) {
        let staff = |question: &AllowancesQuestion| {
            volume::two_allows(&book("generic"), question).unwrap().staff.exact().clone()
        };
        let more = |value: NonNegative| number((value.millionths() + extra).min(MOST));
        // Fixed funds are set aside only of a surplus: without one nothing is distributed either.
        let before = staff(&question);
        let richer = staff(&AllowancesQuestion { retention: more(question.retention), ..question.clone() });
        let poorer = staff(&AllowancesQuestion { cost: more(question.cost), ..question.clone() });
        prop_assert!(poorer <= before && before <= richer);
    }

    /// What remains is need above the agreed volume; more of winners never fails what passed; exempt ones stay in the total.
    #[test]
    fn beyond_the_agreed_volume(
        agreed in quantity(), bought in quantity(), extra in quantity(), supply_failure in any::<bool>(),
        others in prop::collection::vec((quantity(), price(), select(volume::NonWinnerKind::ALL)), 0..5),
        winning in price(), seed in any::<u64>(),
        name in select(&["shanghai-2021", "shanghai-2020", "cn-batch-11"][..]),
    ) {
        let question = |bought: i64| volume::RemainingQuestion {
            agreed_quantity: number(agreed),
            winner_quantity: number(bought),
            actual_need: None,
            non_winners: others
                .iter()
                .enumerate()
                .map(|(n, (quantity, price, kind))| volume::NonWinner {
                    product: key(n),
                    quantity: number(*quantity),
                    price: Some(number(*price)),
                    kind: *kind,
                })
                .collect(),
            winning_price: Some(number(winning)),
            supply_failure,
            max_non_winner_share: None,
        };
        let answer = |question: &volume::RemainingQuestion| volume::remaining(&book(name), question).unwrap();
        let before = answer(&question(bought));
        let total: Rational = others.iter().map(|(quantity, _, _)| exactly(*quantity)).sum();
        prop_assert_eq!(before.non_winner_quantity.exact(), &total);
        prop_assert_eq!(&(before.exempt_quantity.exact() + before.counted_non_winner_quantity.exact()), &total);
        let need = &exactly(bought) + &total;
        prop_assert_eq!(before.remaining_quantity.exact(), &(&need - &exactly(agreed)).max(zero()));
        prop_assert!(before.exempt_products.is_empty() || (before.agreed_done && name == "shanghai-2021"));
        prop_assert_eq!(before.agreed_done, bought >= agreed);
        let after = answer(&question((bought + extra).min(MOST)));
        for (before, after) in before.checks.iter().zip(&after.checks) {
            let passes = |check: &volume::RemainingCheck| check.outcome == volume::CheckOutcome::Pass;
            prop_assert_eq!(passes(before), before.value.as_ref().is_none_or(|value| value.exact() <= before.limit.exact()));
            prop_assert!(passes(after) || !passes(before));
        }
        prop_assert!(after.verdict == before.verdict || before.verdict == volume::RemainingVerdict::Fail);
        let mut other = question(bought);
        shuffle(&mut Rng::new(seed), &mut other.non_winners);
        prop_assert_eq!(answer(&other), before);
    }
}
