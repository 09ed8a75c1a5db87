//! Rules 30 and 31: the cheaper platform, sale without mark-up.

use super::*;

pub(super) fn offers() -> impl Strategy<Value = Vec<Offer>> {
    let packs = select([1_000_000_i64, 2_000_000, 3_000_000, 7_000_000, 10_000_000, 500_000].as_slice());
    let unit = prop_oneof![9 => Just("tablet"), 1 => Just("box")];
    let offer = (0_usize..4, 0_usize..3, unit, packs, 1_i64..=6, prop::bool::weighted(0.85), 0_i64..2);
    prop::collection::vec(offer, 1..9).prop_map(|drawn| {
        let offer = |(n, (platform, drug, unit, units, cents, quality_equal, odd)): (usize, _)| {
            let units: i64 = units;
            Offer {
                offer: key(n),
                platform: key(platform),
                generic_name: key(drug / 2),
                dosage_form: id("tablet"),
                specification: key(drug),
                manufacturer: id("F"),
                unit: id(unit),
                units: number(units),
                price: number(units / 100 * cents + odd),
                quality_equal,
            }
        };
        drawn.into_iter().enumerate().map(offer).collect()
    })
}

/// What is bought and sold: price, units bought, by how much the sale price is off, units sold; how many, and whether they are slices.
type Sale = (i64, [i64; 3], Option<i64>, bool);

fn sale() -> impl Strategy<Value = Sale> {
    (0_i64..9_000_000, [1_i64..=4, -2_i64..=2, 1_i64..=4], prop::option::of(quantity()), any::<bool>())
}

proptest! {
    #![proptest_config(config())]

    /// What is chosen has a lowest unit price of the usable offers; equal ones are told apart by the platform only.
    #[test]
    fn the_lowest_unit_price_is_chosen(
        offers in offers(), preference in prop::collection::vec(0_usize..4, 0..4), seed in any::<u64>(),
    ) {
        let mut question = PlatformQuestion { offers, preference: Vec::new() };
        for platform in preference.into_iter().map(key) {
            if !question.preference.contains(&platform) {
                question.preference.push(platform);
            }
        }
        let answer = volume::choose_platform(&book("generic"), &question).unwrap();
        let place = |offer: &Id| {
            let platform = &question.offers.iter().find(|known| known.offer == *offer).unwrap().platform;
            question.preference.iter().position(|known| known == platform).unwrap_or(usize::MAX)
        };
        for group in &answer.groups {
            let of_group = |offer: &&Offer| offer.specification == group.specification && offer.generic_name == group.generic_name;
            let usable: Vec<&Offer> = question.offers.iter().filter(of_group).filter(|offer| offer.quality_equal).collect();
            let price = |offer: &Offer| Rational::from(offer.price).checked_div(&offer.units.into()).unwrap();
            let mixed = usable.iter().any(|offer| offer.unit != usable[0].unit);
            let Some(lowest) = usable.iter().map(|offer| price(offer)).min().filter(|_| !mixed) else {
                prop_assert_eq!(group.outcome, if mixed { OfferOutcome::NotComparable } else { OfferOutcome::NoOffer });
                prop_assert!(group.chosen.is_none() && group.tied.is_empty() && group.offers.is_empty());
                continue;
            };
            let mut left: Vec<Id> =
                usable.iter().filter(|offer| price(offer) == lowest).map(|offer| offer.offer.clone()).collect();
            let best = left.iter().map(place).min().unwrap();
            left.retain(|offer| place(offer) == best);
            left.sort();
            match &group.chosen {
                Some(chosen) => {
                    prop_assert_eq!((vec![chosen.offer.clone()], chosen.unit_price.exact()), (left, &lowest));
                    prop_assert_eq!(group.outcome == OfferOutcome::OnlyOffer, usable.len() == 1);
                }
                None => {
                    prop_assert!(left.len() > 1 && group.outcome == OfferOutcome::Tied);
                    prop_assert_eq!(&group.tied, &left);
                }
            }
            prop_assert_eq!(group.offers.len(), usable.len());
            for offer in &group.offers {
                let saved = offer.unit_price.exact() - &(offer.unit_price.exact() * offer.saving.exact());
                prop_assert_eq!(&saved, &lowest);
            }
        }
        let mut other = question.clone();
        shuffle(&mut Rng::new(seed), &mut other.offers);
        prop_assert_eq!(volume::choose_platform(&book("generic"), &other).unwrap(), answer);
    }

    /// The outcome is the sign of sale less expected price beyond the tolerance; money is asked back only above.
    #[test]
    fn a_mark_up_has_the_sign_of_its_difference(
        lines in prop::collection::vec(sale(), 1..7),
        tolerance in prop_oneof![Just(0_i64), 0_i64..4], exempt in any::<bool>(), seed in any::<u64>(),
    ) {
        let line = |(n, (price, [bought, off, sold], quantity, slices)): (usize, &Sale)| SaleLine {
            line: key(n),
            product_class: if *slices { ProductClass::TcmSlices } else { ProductClass::Drug },
            purchase_price: number(*price),
            purchase_units: number(bought * 1_000_000),
            sale_price: number((price * sold / bought + off).max(0)),
            sale_units: number(sold * 1_000_000),
            quantity: quantity.map(number),
        };
        let mut question = MarkupQuestion {
            lines: lines.iter().enumerate().map(line).collect(),
            tolerance: number(tolerance),
            tcm_slices_exempt: Some(exempt),
        };
        let answer = volume::zero_markup(&book("generic"), &question).unwrap();
        let limit = exactly(tolerance);
        for line in &answer.lines {
            let asked = question.lines.iter().find(|known| known.line == line.line).unwrap();
            let sold = &Rational::from(asked.purchase_price) * &Rational::from(asked.sale_units);
            prop_assert_eq!(&(line.expected_price.exact() * &Rational::from(asked.purchase_units)), &sold);
            let difference = line.difference.exact();
            prop_assert_eq!(difference, &(&Rational::from(asked.sale_price) - line.expected_price.exact()));
            let outcome = match () {
                () if asked.product_class == ProductClass::TcmSlices && exempt => MarkupOutcome::Exempt,
                () if *difference > limit => MarkupOutcome::Above,
                () if -difference.clone() > limit => MarkupOutcome::Below,
                () => MarkupOutcome::Ok,
            };
            prop_assert_eq!(line.outcome, outcome);
            if let Some(markup) = &line.markup {
                prop_assert_eq!(markup.exact().sign(), difference.sign());
            }
            let excess = asked.quantity.map(|quantity| match outcome {
                MarkupOutcome::Above => Figure::from(&Rational::from(quantity) * difference),
                _ => Figure::ZERO,
            });
            prop_assert_eq!(&line.excess_amount, &excess);
            prop_assert!(excess.is_none_or(|excess| *excess.exact() >= zero()));
        }
        let off = |outcome| matches!(outcome, MarkupOutcome::Above | MarkupOutcome::Below);
        prop_assert_eq!(answer.compliant, !answer.lines.iter().any(|line| off(line.outcome)));
        prop_assert_eq!(answer.excess_total.exact(), &sum(answer.lines.iter().filter_map(|line| line.excess_amount.as_ref())));
        shuffle(&mut Rng::new(seed), &mut question.lines);
        prop_assert_eq!(volume::zero_markup(&book("generic"), &question).unwrap(), answer);
    }
}
