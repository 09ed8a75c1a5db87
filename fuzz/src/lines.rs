//! The kernel of charge lines: any integers give what the function gives for the row, or an error in the first bad row.

use arbitrary::{Arbitrary, Unstructured};
use jicai::number::{Amount, Rate, SignedQuantity, UnitPrice};
use jicai::payment::{LineColumns, LineQuestion, SplitColumns, split_line, split_lines};

pub fn run(data: &[u8]) {
    let Ok(rows) = Vec::<(i64, i64, i64, i32)>::arbitrary_take_rest(Unstructured::new(data)) else { return };
    let amount: Vec<i64> = rows.iter().map(|row| row.0).collect();
    let standard: Vec<i64> = rows.iter().map(|row| row.1).collect();
    let quantity: Vec<i64> = rows.iter().map(|row| row.2).collect();
    let rate: Vec<i32> = rows.iter().map(|row| row.3).collect();
    let mut parts = [0; 4].map(|zero| vec![zero; rows.len()]);
    let [own, above, first, inside] = &mut parts;
    let outcome = split_lines(
        &LineColumns { amount: &amount, standard: &standard, quantity: &quantity, rate: &rate },
        SplitColumns { fully_own: own, above_standard: above, first_self_pay: first, in_scope: inside },
    );
    let good = match outcome {
        Ok(()) => rows.len(),
        Err(error) => error.path().rsplit('/').next().and_then(|row| row.parse().ok()).expect("the row"),
    };
    for (i, (amount, standard, quantity, rate)) in rows.iter().take(good).enumerate() {
        let covered = *rate >= 0;
        let question = LineQuestion {
            amount: Amount::from_units(*amount),
            // Without a standard the kernel does not look at the quantity.
            quantity: if *standard > 0 { SignedQuantity::from_units(*quantity) } else { None },
            covered: Some(covered),
            standard: if covered { UnitPrice::from_units(*standard) } else { None },
            first_self_pay_rate: Rate::from_units(i64::from(*rate)),
            ..LineQuestion::default()
        };
        // After a bad row the outputs mean nothing, also before it; but no row before it may be bad.
        let split = split_line(&question).expect("a row before the first bad one is good");
        if good == rows.len() {
            let expected = [split.fully_own, split.above_standard, split.first_self_pay, split.in_scope];
            assert_eq!(expected.map(Amount::units), [0, 1, 2, 3].map(|part| parts[part][i]));
        }
    }
}
