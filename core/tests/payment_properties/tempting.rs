//! What is tempting but false.

use super::bills::bill;
use super::bills::bill_line;
use super::bills::largest_remainder;
use super::kernel::parts;
use super::standards::in_year;
use super::standards::originator;
use super::standards::over_years;
use super::standards::units;
use super::standards::winner;
use super::*;

/// (a) False: what the patient pays above the standard rises with the price. In Guangzhou's first year it falls from 1.0 W to 0.6 W at
/// twice the reference.
#[test]
fn the_excess_may_fall_where_the_price_rises() {
    let rulebook = book("guangzhou-2019");
    let lint = lint_rulebook(&rulebook, &LintQuestion::default()).unwrap();
    let [cliff] = lint.cliffs.as_slice() else { panic!("{lint:?}") };
    assert!(!lint.monotone);
    assert_eq!((cliff.year, cliff.band_below.as_str(), cliff.band_above.as_str()), (1, "low", "high"));
    let figures = [&cliff.edge, &cliff.excess_below, &cliff.excess_above].map(ToString::to_string);
    assert_eq!(figures, ["2.000000", "1.000000", "0.600000"]);
    assert_eq!(cliff.drops, [Drop::Excess]);
    // The same in yuan, for every reference: at the edge, and one fen above it.
    for reference in 100..3_000 {
        let at = |fen: i64| {
            let question = in_year(originator(yuan(fen), yuan(fen)), vec![winner("W", yuan(reference))], 1);
            units(standard(&rulebook, &question).unwrap().above_standard)
        };
        let (below, above) = (at(2 * reference), at(2 * reference + 1));
        assert_eq!(below, yuan(reference).units().into());
        // 0.6 W and 0.3 of a fen, to the fen.
        let near = i128::from(6 * (reference * 1_000)) + 3_000;
        assert!((above - near).abs() <= 5_000, "{reference}: {above}");
        assert!(above < below);
    }
}

/// (a) False, too, of the patient's whole share: in Xi'an it falls from 27.60 to 17.81 as the price goes from 44.52 to 44.53.
#[test]
fn the_patient_may_pay_less_for_a_dearer_product() {
    let rulebook = book("xian-2019");
    let patient = |price: &str| {
        let price: UnitPrice = price.parse().unwrap();
        let winners = vec![winner("W", "22.26".parse().unwrap())];
        let answer = standard(&rulebook, &in_year(originator(price, price), winners, 1)).unwrap();
        let question = LineQuestion {
            price: Some(price),
            quantity: SignedQuantity::from_units(10_000),
            standard: answer.ceiling.map(|ceiling| ceiling.to_string().parse().unwrap()),
            first_self_pay_rate: answer.first_self_pay_rate,
            ..LineQuestion::default()
        };
        let settled = settle(&bill(vec![bill_line(id("1"), parts(&split_line(&question).unwrap()))], 8_000)).unwrap();
        settled.totals.patient.to_string()
    };
    assert_eq!([patient("44.52"), patient("44.53")], ["27.60", "17.81"]);
    let question =
        LintQuestion { reimbursement_rate: Some(rate(8_000)), list_class: Some(ListClass::B), own_rate: None };
    let lint = lint_rulebook(&rulebook, &question).unwrap();
    let [cliff] = lint.cliffs.as_slice() else { panic!("{lint:?}") };
    let shares = [&cliff.patient_below, &cliff.patient_above].map(|share| share.as_ref().unwrap().to_string());
    assert_eq!(shares, ["1.240000", "0.800000"]);
    assert!(cliff.drops.contains(&Drop::Patient));
}

/// (b) False: rounding the fund's and the patient's share by themselves conserves. Half of a fen is a fen for each.
#[test]
fn rounding_both_shares_does_not_conserve() {
    let half = rounded(5_000, 10_000, RoundingMode::HalfUp);
    assert_eq!(half + half, 2);
    let totals = settle(&bill(vec![bill_line(id("1"), [0, 0, 0, 1])], 5_000)).unwrap().totals;
    assert_eq!((totals.fund.units(), totals.patient.units()), (1, 0));
}

/// (c) False: rounding the fund line by line gives the settlement's fund. Over sixty lines it is a dozen fen off.
#[test]
fn rounding_line_by_line_drifts() {
    let drift = |fen: i64, reimbursed: i64| {
        let lines: Vec<BillLine> = (0..60).map(|n| bill_line(id(&n.to_string()), [0, 0, 0, fen])).collect();
        let alone: i64 =
            lines.iter().map(|line| settle(&bill(vec![line.clone()], reimbursed)).unwrap().totals.fund.units()).sum();
        let together = settle(&bill(lines, reimbursed)).unwrap();
        assert_eq!(together.lines.iter().map(|line| line.fund.units()).sum::<i64>(), together.totals.fund.units());
        alone - together.totals.fund.units()
    };
    assert_eq!([drift(1, 8_000), drift(3, 8_000), drift(3, 5_000), drift(10, 8_000)], [12, -24, 30, 0]);
}

/// (d) False: without the floor a ladder never goes below the reference. Hainan's second year does for base prices from 2 W to 2.5 W.
#[test]
fn without_the_floor_a_ladder_may_go_below_the_reference() {
    let without = extended("hainan-2019", r#""remove": ["floor"]"#);
    let with = book("hainan-2019");
    for base in (1_500..3_500).step_by(5) {
        let question = over_years(originator(yuan(base), yuan(base)), vec![winner("W", yuan(1_000))], 3);
        let [with, without] = [&*with, &without].map(|rulebook| {
            path(rulebook, &question).unwrap().steps.iter().map(|step| units(step.ceiling) / 10_000).collect::<Vec<_>>()
        });
        assert_eq!(without[1] < 1_000, base > 2_000 && base < 2_500, "{base}: {without:?}");
        assert!(with[1] >= 1_000);
    }
    let lint = lint_rulebook(&without, &LintQuestion::default()).unwrap();
    let below: Vec<(u32, String)> =
        lint.below_reference.iter().map(|below| (below.year, below.standard.to_string())).collect();
    assert_eq!(below, [(2, "0.800000".to_owned())]);
    assert!(lint_rulebook(&with, &LintQuestion::default()).unwrap().below_reference.is_empty());
}

/// False: allocating deductible and fund each over the in-scope money. Of two lines of a fen both would go to the same one.
#[test]
fn allocating_each_by_itself_overdraws_a_line() {
    let lines = vec![bill_line(id("a"), [0, 0, 0, 1]), bill_line(id("b"), [0, 0, 0, 1])];
    let alone = largest_remainder(1, &[1, 1], &[0, 1]);
    assert_eq!(1 - alone[0] - alone[0], -1);
    let settled = settle(&SettleQuestion { deductible_remaining: money(1), ..bill(lines, 10_000) }).unwrap();
    let got: Vec<[i64; 3]> =
        settled.lines.iter().map(|line| [line.deductible, line.fund, line.copay].map(Amount::units)).collect();
    assert_eq!(got, [[1, 0, 0], [0, 1, 0]]);
}

/// False: a ladder from 1.20 W down to W never rises. A reference below half a fen, times 1.20, is rounded to nothing, and Zhejiang has no
/// floor; a reference to the fen is never met by this.
#[test]
fn a_ladder_may_rise_from_a_reference_below_a_fen() {
    let reference: UnitPrice = "0.004".parse().unwrap();
    let product = Product {
        category: Some("system".to_owned()),
        group: Some(id("g")),
        ..Product::new(Status::NonWinner, ListClass::A, "0.01".parse().unwrap())
    };
    let winners = vec![Winner { group: Some(id("g")), ..winner("W", reference) }];
    let answer = path(&book("zhejiang-joints-2022"), &over_years(product, winners, 3)).unwrap();
    assert_eq!(answer.steps.iter().map(|step| units(step.ceiling)).collect::<Vec<_>>(), [0, 0, 4_000]);
}

/// False: a retail cap is never below the standard. A standard finer than the fen may lose more by rounding than the rate adds.
#[test]
fn a_retail_cap_may_be_below_a_standard_finer_than_the_fen() {
    let question = RetailQuestion { standard: "0.0043".parse().unwrap(), kind: RetailKind::Vbp, price: None };
    assert_eq!(units(retail_cap(&book("ningbo-retail"), &question).unwrap().cap), 0);
}
