//! Split lines, bid entry and retail caps.

use super::kernel::parts;
use super::refunds::refund;
use super::*;

pub(super) fn mode() -> impl Strategy<Value = RoundingMode> {
    proptest::sample::select(MODES.as_slice())
}

/// A line by quantity and price or stated amount, with any kind of first self-pay.
pub(super) fn line() -> impl Strategy<Value = LineQuestion> {
    let price = || prop_oneof![1_i64..200, 1_i64..50_000_000, 1_i64..1_000_000_000_000];
    let quantity = prop_oneof![1_i64..50, 1_i64..2_000_000, (1_i64..200).prop_map(|packs| packs * 10_000)];
    let order =
        proptest::sample::select([None, Some(SplitOrder::CeilingFirst), Some(SplitOrder::RateFirst)].as_slice());
    let self_pay = prop_oneof![3 => (0_i64..=10_000).prop_map(Ok), 1 => price().prop_map(Err)];
    let stated = proptest::option::of(prop_oneof![0_i64..100, 0_i64..100_000_000]);
    (price(), quantity, proptest::option::of(price()), self_pay, order, mode(), stated, 0..8_u8).prop_map(
        |(price, quantity, ceiling, self_pay, order, mode, stated, kind)| LineQuestion {
            amount: stated.map(amount),
            price: if stated.is_some() { None } else { UnitPrice::from_units(price) },
            quantity: SignedQuantity::from_units(quantity),
            covered: (kind < 2).then_some(kind == 1),
            standard: ceiling.and_then(UnitPrice::from_units),
            first_self_pay_rate: self_pay.ok().map(rate),
            fixed_self_pay: self_pay.err().and_then(UnitPrice::from_units),
            order,
            rounding: Some(mode),
            refund_of: None,
        },
    )
}

pub(super) fn negated(question: &LineQuestion) -> LineQuestion {
    LineQuestion {
        amount: question.amount.map(|sum| amount(-sum.units())),
        quantity: question.quantity.and_then(|quantity| SignedQuantity::from_units(-quantity.units())),
        ..question.clone()
    }
}

/// `quantity × price` in fen.
pub(super) fn times(question: &LineQuestion, price: i64) -> i128 {
    rounded(i128::from(question.quantity.unwrap().units()) * i128::from(price), 100_000_000, question.rounding.unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    /// 1. The four parts sum to the line and have its sign; the mirror image negates each; a full refund gives back each.
    #[test]
    fn parts_sum_to_the_line_and_mirror(question in line()) {
        let split = split_line(&question).unwrap();
        let total = question.price.map_or_else(|| question.amount.unwrap().units().into(), |price| times(&question, price.units()));
        prop_assert_eq!(i128::from(split.total.units()), total);
        let [own, above, first, inside] = parts(&split);
        prop_assert_eq!(own + above + first + inside, split.total.units());
        prop_assert!([own, above, first, inside].iter().all(|part| *part >= 0));
        if question.covered == Some(false) {
            prop_assert_eq!([own, above, first, inside], [split.total.units(), 0, 0, 0]);
            prop_assert_eq!(split.ceiling_amount, None);
        } else {
            let ceiling = question.standard.map(|standard| times(&question, standard.units()));
            prop_assert_eq!(split.ceiling_amount.map(|ceiling| i128::from(ceiling.units())), ceiling);
            prop_assert!(ceiling.is_none_or(|ceiling| i128::from(inside) <= ceiling));
            prop_assert_eq!(own, 0);
        }
        let mirror = split_line(&negated(&question)).unwrap();
        prop_assert_eq!(mirror.total.units(), -split.total.units());
        prop_assert_eq!(parts(&mirror), parts(&split).map(|part| -part));
        prop_assert_eq!(mirror.ceiling_amount.map(Amount::units), split.ceiling_amount.map(|ceiling| -ceiling.units()));
        prop_assert_eq!(refund(parts(&split), split.total.units()).unwrap(), parts(&split));
    }

    /// 2. With the rest fixed, neither the part in scope nor the rest of the line falls when the amount rises.
    #[test]
    fn parts_rise_with_the_amount(question in line(), fen in 0_i64..10_000_000, more in prop_oneof![0_i64..3, 0_i64..1_000_000]) {
        let at = |fen| split_line(&LineQuestion { amount: Some(amount(fen)), price: None, ..question.clone() }).unwrap();
        let (less, more) = (at(fen), at(fen + more));
        prop_assert!(less.in_scope <= more.in_scope);
        let rest = |split: &LineSplit| split.total.units() - split.in_scope.units();
        prop_assert!(rest(&less) <= rest(&more));
    }

    /// 2. With the ceiling first, the part in scope does not fall when the standard rises.
    #[test]
    fn scope_rises_with_the_standard(question in line(), standard in 1_i64..50_000_000, more in prop_oneof![0_i64..500, 0_i64..50_000_000]) {
        let at = |units| {
            let question = LineQuestion { standard: UnitPrice::from_units(units), order: None, ..question.clone() };
            split_line(&question).unwrap().in_scope
        };
        prop_assert!(at(standard) <= at(standard + more));
    }

    /// 3. What is above the standard, by subtraction, is within a fen of the rounded product of the difference.
    #[test]
    fn excess_is_near_the_product_of_the_difference(question in line(), standard in 1_i64..50_000_000, above in prop_oneof![0_i64..200, 0_i64..50_000_000]) {
        let question = LineQuestion {
            amount: None,
            price: UnitPrice::from_units(standard + above),
            covered: None,
            standard: UnitPrice::from_units(standard),
            order: None,
            ..question
        };
        let excess = i128::from(split_line(&question).unwrap().above_standard.units());
        prop_assert!((excess - times(&question, above)).abs() <= 1);
    }

    /// 9. The standard of a bid-entry drug is not below its floor nor below the lowest quote, and is one of them.
    #[test]
    fn bid_entry_keeps_its_floor(quotes in proptest::collection::vec(1_i64..2_000_000_000, 1..6), willingness in 1_i64..2_000_000_000) {
        let question = BidEntryQuestion {
            quotes: quotes.iter().enumerate().map(|(n, units)| Quote { id: id(&n.to_string()), price: UnitPrice::from_units(*units).unwrap() }).collect(),
            willingness: UnitPrice::from_units(willingness).unwrap(),
            price_unit: PriceUnit::Pack,
        };
        let lowest = *quotes.iter().min().unwrap();
        match bid_entry(&book("cn-bid-2023"), &question) {
            Ok(entry) => {
                let floor = rounded(i128::from(willingness) * 7, 100_000, RoundingMode::HalfUp) * 10_000;
                prop_assert_eq!(entry.floor.millionths(), floor);
                prop_assert_eq!(entry.lowest_quote.millionths(), i128::from(lowest));
                prop_assert_eq!(entry.standard.millionths(), floor.max(lowest.into()));
                prop_assert_eq!(entry.floor_applied, floor > lowest.into());
            }
            Err(error) => {
                prop_assert_eq!(error.code(), Code::RuleGap);
                prop_assert!(lowest > willingness);
            }
        }
    }

    /// 9. A retail cap is not below the standard, for standards to the fen; what is above the standard is the patient's.
    #[test]
    fn retail_caps_reach_the_standard(fen in prop_oneof![1_i64..100, 1_i64..1_000_000], price in 1_i64..2_000_000) {
        let question = RetailQuestion { standard: yuan(fen), kind: RetailKind::Vbp, price: Some(yuan(price)) };
        let cap = retail_cap(&book("ningbo-retail"), &question).unwrap();
        let by_rate = rounded(i128::from(fen) * 115, 100, RoundingMode::HalfUp);
        prop_assert_eq!(cap.cap.unwrap().millionths(), by_rate.min(i128::from(fen) + 20_000) * 10_000);
        prop_assert!(cap.cap.unwrap().millionths() >= i128::from(fen) * 10_000);
        prop_assert_eq!(cap.headroom.unwrap().millionths(), cap.cap.unwrap().millionths() - i128::from(fen) * 10_000);
        prop_assert_eq!(cap.patient_excess.unwrap().millionths(), i128::from((price - fen).max(0)) * 10_000);
    }
}
