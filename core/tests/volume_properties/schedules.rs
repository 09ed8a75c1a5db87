//! Rules 28 and 29: quantity-price schedules, the same basket.

use super::*;

/// Tiers by step from the one before, and price.
pub(super) fn tiers() -> impl Strategy<Value = Vec<PriceTier>> {
    let steps = prop_oneof![(1_i64..=10).prop_map(|tens| tens * 10_000_000), 1_i64..200_000_000];
    prop::collection::vec((steps, price()), 1..6).prop_map(|drawn| {
        let mut from = 0;
        let tier = |(n, (step, price)): (usize, (i64, i64))| {
            from += if n == 0 { 0 } else { step };
            PriceTier { from: number(from), price: number(price) }
        };
        drawn.into_iter().enumerate().map(tier).collect()
    })
}

fn falling(mut tiers: Vec<PriceTier>) -> Vec<PriceTier> {
    let mut prices: Vec<Positive> = tiers.iter().map(|tier| tier.price).collect();
    prices.sort_unstable_by(|a, b| b.cmp(a));
    tiers.iter_mut().zip(prices).for_each(|(tier, price)| tier.price = price);
    tiers
}

pub(super) fn tiered(scheme: Scheme, tiers: &[PriceTier], quantity: i64) -> TieredCost {
    let question = TieredQuestion {
        scheme,
        quantity: number(quantity),
        price: None,
        tiers: Some(tiers.to_vec()),
        invoice_basis: (scheme == Scheme::RetroactiveRebate).then_some(InvoiceBasis::List),
        minimum_quantity: None,
        cap_quantity: None,
        payback_rate: None,
    };
    volume::tiered_cost(&book("generic"), &question).unwrap()
}

/// Quantities on the starts of tiers, and anywhere.
fn bought(tiers: &[PriceTier]) -> impl Strategy<Value = i64> + use<> {
    let starts: Vec<i64> = tiers.iter().map(|tier| tier.from.millionths()).collect();
    prop_oneof![
        3 => (select(starts), -1_i64..=1).prop_map(|(start, step)| (start + step).max(0)),
        3 => 0_i64..600_000_000,
        1 => quantity(),
    ]
}

fn case() -> impl Strategy<Value = (Vec<PriceTier>, i64, i64)> {
    tiers().prop_flat_map(|tiers| {
        let quantities = (bought(&tiers), bought(&tiers));
        (Just(tiers), quantities.0, quantities.1)
            .prop_map(|(tiers, one, other)| (tiers, one.min(other), one.max(other)))
    })
}

proptest! {
    #![proptest_config(config())]

    /// Incremental cost never falls as quantity grows; its bands add up to quantity and total, each within its tier.
    #[test]
    fn incremental_cost_never_falls((tiers, low, high) in case()) {
        let [less, more] = [low, high].map(|quantity| tiered(Scheme::Incremental, &tiers, quantity));
        prop_assert!(less.total.exact() <= more.total.exact());
        for (cost, quantity) in [(&less, low), (&more, high)] {
            prop_assert_eq!(sum(cost.bands.iter().map(|band| &band.quantity)), exactly(quantity));
            prop_assert_eq!(&sum(cost.bands.iter().map(|band| &band.amount)), cost.total.exact());
            prop_assert_eq!(&cost.invoice, &cost.total);
            for (n, band) in cost.bands.iter().enumerate() {
                prop_assert_eq!(band.amount.exact(), &(band.quantity.exact() * &Rational::from(tiers[n].price)));
                let width = tiers.get(n + 1).map(|next| exactly(next.from.millionths() - tiers[n].from.millionths()));
                prop_assert!(width.is_none_or(|width| *band.quantity.exact() <= width));
            }
        }
    }

    /// With falling prices all units never cost more than tier by tier; a rebate ends at the total of all units.
    #[test]
    fn all_units_and_rebates((tiers, low, high) in case(), falls in any::<bool>()) {
        let tiers = if falls { falling(tiers) } else { tiers };
        for quantity in [low, high] {
            let all = tiered(Scheme::AllUnits, &tiers, quantity);
            let rebate = tiered(Scheme::RetroactiveRebate, &tiers, quantity);
            let bands = tiered(Scheme::Incremental, &tiers, quantity);
            prop_assert!(!falls || all.total.exact() <= bands.total.exact());
            prop_assert_eq!(&all.total, &rebate.total);
            prop_assert_eq!(&(rebate.invoice.exact() - rebate.rebate.exact()), rebate.total.exact());
            prop_assert!(!falls || *rebate.rebate.exact() >= zero());
            let reached = tiers.iter().filter(|tier| tier.from.millionths() <= quantity).count();
            prop_assert_eq!(all.tier.map(|tier| usize::try_from(tier).unwrap()), Some(reached));
            let price = Rational::from(tiers[reached - 1].price);
            prop_assert_eq!(all.total.exact(), &(&exactly(quantity) * &price));
            prop_assert_eq!(all.average_price.is_none(), quantity == 0);
            // The first higher tier that costs less, and no earlier one does.
            let cheaper = tiers[reached..].iter().find(|tier| {
                &Rational::from(tier.from) * &Rational::from(tier.price) < *all.total.exact()
            });
            let quantities = [&all, &rebate].map(|cost| cost.cheaper_from.as_ref().map(|from| from.quantity.exact().clone()));
            prop_assert_eq!(&quantities[0], &cheaper.map(|tier| Rational::from(tier.from)));
            prop_assert_eq!(&quantities[0], &quantities[1]);
        }
    }

    /// Flat, minimum, cap: never less for more; a payback is at most the invoice, a shortfall only below the minimum.
    #[test]
    fn schemes_without_tiers(quantities in [quantity(), quantity()], price in price(), edge in quantity(), rate in share()) {
        let cost = |scheme: Scheme, quantity: i64| {
            let question = TieredQuestion {
                scheme,
                quantity: number(quantity),
                price: Some(number(price)),
                tiers: None,
                invoice_basis: None,
                minimum_quantity: (scheme == Scheme::MinimumCommitment).then(|| number(edge)),
                cap_quantity: (scheme == Scheme::PriceVolumeCap).then(|| number(edge)),
                payback_rate: (scheme == Scheme::PriceVolumeCap).then(|| number(rate)),
            };
            volume::tiered_cost(&book("generic"), &question).unwrap()
        };
        for scheme in [Scheme::Flat, Scheme::MinimumCommitment, Scheme::PriceVolumeCap] {
            let [low, high] = [quantities.iter().min(), quantities.iter().max()].map(|quantity| cost(scheme, *quantity.unwrap()));
            prop_assert!(low.total.exact() <= high.total.exact(), "{}", scheme);
            prop_assert_eq!(low.total.exact(), &(low.invoice.exact() - low.payback.exact()));
            prop_assert_eq!(low.paid_quantity.exact(), &(low.quantity.exact() + low.shortfall_quantity.exact()));
        }
        let quantity = quantities[0];
        let [flat, minimum, cap] =
            [Scheme::Flat, Scheme::MinimumCommitment, Scheme::PriceVolumeCap].map(|scheme| cost(scheme, quantity));
        prop_assert_eq!(flat.total.exact(), &(&exactly(quantity) * &exactly(price)));
        prop_assert_eq!(minimum.shortfall_quantity.exact(), &exactly((edge - quantity).max(0)));
        prop_assert!(cap.total.exact() <= flat.total.exact() && minimum.total.exact() >= flat.total.exact());
        let above = exactly((quantity - edge).max(0));
        prop_assert_eq!(cap.payback.exact(), &(&(&above * &exactly(price)) * &exactly(rate)));
    }

    /// A basket saves the same of ten times as much, in any order; what it saves is between the smallest and the largest cut.
    #[test]
    fn a_basket_saves_the_same_whatever_its_size(
        items in prop::collection::vec((0_i64..2_000_000_000, price(), prop::option::weighted(0.8, price())), 1..8),
        times in 2_i64..1_000, target in prop_oneof![Just(None), (-1_000_000_i64..=1_000_000).prop_map(Some)], seed in any::<u64>(),
    ) {
        let question = |times: i64| BasketQuestion {
            items: (0..)
                .zip(&items)
                .map(|(n, (quantity, new, old))| BasketItem {
                    item: key(n),
                    quantity: number(quantity * times / 10),
                    new_price: number(*new),
                    old_price: old.map(number),
                })
                .collect(),
            min_saving: target.map(number),
        };
        let tens = |question: BasketQuestion| volume::same_basket_saving(&book("generic"), &question).unwrap();
        let (one, scaled) = (tens(question(10)), tens(question(times * 10)));
        prop_assert_eq!((&one.saving, &one.target, one.verdict), (&scaled.saving, &scaled.target, scaled.verdict));
        prop_assert_eq!(&(one.old_cost.exact() * &Rational::from(i128::from(times))), scaled.old_cost.exact());
        let mut other = question(10);
        shuffle(&mut Rng::new(seed), &mut other.items);
        prop_assert_eq!(tens(other), one.clone());
        let Some(saving) = &one.saving else {
            prop_assert_eq!(one.old_cost.exact(), &zero());
            prop_assert!(one.verdict == SavingVerdict::NoTarget && target.is_none() || one.verdict == SavingVerdict::Undetermined);
            return Ok(());
        };
        let ratios = items.iter().filter(|item| item.0 > 0).filter_map(|(_, new, old)| Some(fraction((*new).into(), (*old)?.into())));
        let cuts: Vec<Rational> = ratios.map(|ratio| &Rational::ONE - &ratio).collect();
        prop_assert!(saving.exact() >= cuts.iter().min().unwrap() && saving.exact() <= cuts.iter().max().unwrap());
        let verdict = match target {
            None => SavingVerdict::NoTarget,
            Some(target) if *saving.exact() >= exactly(target) => SavingVerdict::Met,
            Some(_) => SavingVerdict::NotMet,
        };
        prop_assert_eq!(one.verdict, verdict);
        prop_assert_eq!(one.saving_amount.exact(), &(one.old_cost.exact() - one.new_cost.exact()));
    }
}
