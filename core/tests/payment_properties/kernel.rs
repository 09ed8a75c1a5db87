//! The column kernel and the function for one line.

use super::*;

/// Amount, standard, quantity, rate.
pub(super) type Row = (i64, i64, i64, i32);
pub(super) type Fault = (Code, &'static str);

/// A number as the typed interface takes it, or how its text is refused.
pub(super) fn typed<T: FromStr<Err = ParseNumberError>>(
    made: Option<T>,
    units: i64,
    decimals: u32,
    column: &'static str,
) -> Result<T, Fault> {
    made.ok_or_else(|| {
        let (size, scale) = (units.unsigned_abs(), 10_u64.pow(decimals));
        let sign = if units < 0 { "-" } else { "" };
        let width = usize::try_from(decimals).unwrap();
        match format!("{sign}{}.{:0width$}", size / scale, size % scale).parse::<T>() {
            Err(ParseNumberError::TooLarge(_)) => (Code::LimitExceeded, column),
            Err(_) => (Code::InvalidInput, column),
            Ok(_) => panic!("{column} {units} is accepted as text"),
        }
    })
}

pub(super) fn parts(split: &LineSplit) -> [i64; 4] {
    [split.fully_own, split.above_standard, split.first_self_pay, split.in_scope].map(Amount::units)
}

/// One row by the function.
pub(super) fn single((fen, price, units, share): Row) -> Result<[i64; 4], Fault> {
    let amount = typed(Amount::from_units(fen), fen, 2, "amount")?;
    let is_covered = share != -1;
    let rate = if is_covered { Some(typed(Rate::from_units(share.into()), share.into(), 4, "rate")?) } else { None };
    let standard = if price == -1 { None } else { Some(typed(UnitPrice::from_units(price), price, 6, "standard")?) };
    let quantity = if is_covered && standard.is_some() {
        Some(typed(SignedQuantity::from_units(units), units, 4, "quantity")?)
    } else {
        // Not looked at.
        SignedQuantity::from_units(units.max(-i64::MAX))
    };
    let question = LineQuestion {
        amount: Some(amount),
        quantity,
        covered: Some(is_covered),
        standard,
        first_self_pay_rate: rate,
        ..LineQuestion::default()
    };
    match split_line(&question) {
        Ok(split) => {
            assert_eq!(split.total, amount);
            Ok(parts(&split))
        }
        Err(error) => {
            assert_eq!(error.path(), "/input/quantity");
            Err((error.code(), "quantity"))
        }
    }
}

/// The rows by the kernel.
pub(super) fn kernel(rows: &[Row]) -> Result<Vec<[i64; 4]>, (Code, String)> {
    let amount: Vec<i64> = rows.iter().map(|row| row.0).collect();
    let standard: Vec<i64> = rows.iter().map(|row| row.1).collect();
    let quantity: Vec<i64> = rows.iter().map(|row| row.2).collect();
    let rate: Vec<i32> = rows.iter().map(|row| row.3).collect();
    let lines = LineColumns { amount: &amount, standard: &standard, quantity: &quantity, rate: &rate };
    let mut out = [7, 7, 7, 7].map(|filler| vec![filler; rows.len()]);
    let [own, above, first, inside] = &mut out;
    let columns = SplitColumns { fully_own: own, above_standard: above, first_self_pay: first, in_scope: inside };
    split_lines(&lines, columns).map_err(|error| (error.code(), error.path().to_owned()))?;
    Ok((0..rows.len()).map(|row| [out[0][row], out[1][row], out[2][row], out[3][row]]).collect())
}

/// The rows by the function, up to the first bad one.
pub(super) fn row_by_row(rows: &[Row]) -> Result<Vec<[i64; 4]>, (Code, String)> {
    rows.iter()
        .enumerate()
        .map(|(position, row)| single(*row).map_err(|(code, column)| (code, format!("/{column}/{position}"))))
        .collect()
}

/// A row that may be bad in any way, of all magnitudes.
pub(super) fn any_row(rng: &mut Rng) -> Row {
    let signed = |rng: &mut Rng| if rng.chance(50) { magnitude(rng) } else { -magnitude(rng) };
    let fen = match rng.below(40) {
        0 => i64::MIN,
        1..=3 => 0,
        _ => signed(rng),
    };
    let price = match rng.below(40) {
        0 => 0,
        1 => -2 - magnitude(rng).min(i64::MAX - 1),
        2..=9 => -1,
        _ => magnitude(rng).max(1),
    };
    let units = match rng.below(40) {
        0 => i64::MIN,
        1 => 0,
        2..=4 => signed(rng),
        _ => magnitude(rng).max(1) * fen.signum(),
    };
    let share = match rng.below(40) {
        0 => rng.pick(&[-2, 10_001, i32::MIN, i32::MAX]),
        1..=5 => -1,
        6..=8 => rng.pick(&[0, 1, 5_000, 9_999, 10_000]),
        _ => i32::try_from(rng.below(10_001)).unwrap(),
    };
    (fen, price, units, share)
}

/// A row that is split; often with a ceiling near the amount.
pub(super) fn good_row(rng: &mut Rng) -> Row {
    loop {
        let (fen, price, units, share) = any_row(rng);
        let near = i128::from(fen.unsigned_abs()) * 100_000_000 / i128::from(units.unsigned_abs().max(1));
        let price = match i64::try_from(near) {
            Ok(near) if rng.chance(50) => (near / 2).saturating_add(below(rng, near.max(1))).max(1),
            _ => price,
        };
        let row = (fen, price, units, share);
        if single(row).is_ok() {
            return row;
        }
    }
}

/// The kernel is the function, row by row: rows of every magnitude up to the limits of 64 bits, good and bad in every way.
#[test]
fn columns_agree_with_the_function_on_single_rows() {
    let mut rng = Rng::new(1);
    let mut faults: BTreeMap<Fault, usize> = BTreeMap::new();
    let mut good = 0;
    for _ in 0..250_000 {
        let row = any_row(&mut rng);
        assert_eq!(kernel(&[row]), row_by_row(&[row]), "{row:?}");
        match single(row) {
            Ok(_) => good += 1,
            Err(fault) => *faults.entry(fault).or_default() += 1,
        }
    }
    assert!(good > 150_000, "{good}");
    assert_eq!(faults.len(), 5, "{faults:?}");
    assert!(faults.values().all(|seen| *seen > 1_000), "{faults:?}");
}

/// The same of every combination of edge values.
#[test]
fn columns_agree_with_the_function_on_edges() {
    let amounts =
        [i64::MIN, -i64::MAX, -1 << 32, -10_001, -5, -1, 0, 1, 2, 4_999, 5_000, 1 << 53, i64::MAX - 1, i64::MAX];
    let standards = [i64::MIN, -2, -1, 0, 1, 49, 50, 999_999, 1_000_000, 1 << 32, i64::MAX / 10_000, i64::MAX];
    let quantities = [i64::MIN, -i64::MAX, -10_000, -1, 0, 1, 2, 9_999, 10_000, 1_000_000, 1 << 31, 1 << 32, i64::MAX];
    let rates = [i32::MIN, -2, -1, 0, 1, 2, 4_999, 5_000, 9_999, 10_000, 10_001, i32::MAX];
    let mut good = Vec::new();
    for fen in amounts {
        for price in standards {
            for units in quantities {
                for share in rates {
                    let row = (fen, price, units, share);
                    assert_eq!(kernel(&[row]), row_by_row(&[row]), "{row:?}");
                    good.extend(single(row).is_ok().then_some(row));
                }
            }
        }
    }
    assert!(good.len() > 5_000, "{}", good.len());
    // All in one table, in several orders: usual rows beside enormous ones.
    let mut rng = Rng::new(2);
    for _ in 0..5 {
        assert_eq!(kernel(&good), row_by_row(&good));
        shuffle(&mut rng, &mut good);
    }
}

/// The same of tables of several blocks, good ones and some with bad rows: the first bad one is named.
#[test]
fn columns_agree_with_the_function_on_tables() {
    let mut rng = Rng::new(3);
    let (mut split, mut refused) = (0, 0);
    while split < 250_000 {
        let length = rng.pick(&[1, 2, 31, 511, 512, 513, 1_023, 1_024, 1_025, 1_500]);
        let is_usual = rng.chance(50);
        let mut rows: Vec<Row> = (0..length)
            .map(|_| {
                let (fen, price, units, share) = good_row(&mut rng);
                // Of usual size the rows of a block are split without looking.
                if is_usual {
                    (fen % 10_000_000, price.min(1_000_000_000), units % 10_000_000, share)
                } else {
                    (fen, price, units, share)
                }
            })
            .filter(|row| single(*row).is_ok())
            .collect();
        if rng.chance(30) && !rows.is_empty() {
            for _ in 0..=rng.below(3) {
                let position = rng.below(rows.len());
                rows[position] = any_row(&mut rng);
            }
        }
        let wanted = row_by_row(&rows);
        match &wanted {
            Ok(parts) => split += parts.len(),
            Err(_) => refused += 1,
        }
        assert_eq!(kernel(&rows), wanted);
    }
    assert!(refused > 10, "{refused}");
}

/// The first bad row is named wherever it stands, and the rows after it are not looked at.
#[test]
fn the_first_bad_row_is_named() {
    let bad: [(Row, Fault); 8] = [
        ((i64::MIN, 0, 0, 10_001), (Code::LimitExceeded, "amount")),
        ((1, 0, 0, 10_001), (Code::InvalidInput, "rate")),
        ((0, 0, 0, -2), (Code::InvalidInput, "rate")),
        ((1, 0, 0, 0), (Code::InvalidInput, "standard")),
        // A line that is not covered has its form checked all the same.
        ((1, -2, 1, -1), (Code::InvalidInput, "standard")),
        ((-1, 1, i64::MIN, 0), (Code::LimitExceeded, "quantity")),
        ((1, 1, 0, 0), (Code::InvalidInput, "quantity")),
        ((-1, 1, 1, 0), (Code::InvalidInput, "quantity")),
    ];
    let plain = (2_380, 1_091_200, 70_000, 1_000);
    let enormous = (i64::MAX, i64::MAX, i64::MAX, 10_000);
    for (k, (row, (code, column))) in bad.into_iter().enumerate() {
        assert_eq!(single(row), Err((code, column)));
        for position in 0..1_300 {
            let wanted = Err((code, format!("/{column}/{position}")));
            let mut rows = vec![plain; 1_300];
            rows[position] = row;
            assert_eq!(kernel(&rows), wanted, "alone at {position}");
            // Other bad rows behind it, in its block and later; an enormous row before it.
            for later in [position + 1, position + 100, position + 700].into_iter().filter(|later| *later < 1_300) {
                rows[later] = bad[(k + later) % bad.len()].0;
            }
            rows[position / 2] = if position > 0 { enormous } else { row };
            assert_eq!(kernel(&rows), wanted, "first at {position}");
        }
    }
}

/// What is not looked at may hold anything: the quantity without a standard, and on a line not covered. At amount zero it may be any
/// quantity, and must be one.
#[test]
fn columns_look_at_the_quantity_only_where_it_counts() {
    for units in [i64::MIN, -1, 0, 1, i64::MAX] {
        let rows = [(500, -1, units, 1_000), (500, 1, units, -1), (-500, -1, units, 1_000)];
        let wanted = vec![[0, 0, 50, 450], [500, 0, 0, 0], [0, 0, -50, -450]];
        assert_eq!(kernel(&rows), Ok(wanted));
        let at_zero = kernel(&[(0, 1, units, 1_000)]);
        let refused = Err((Code::LimitExceeded, "/quantity/0".to_owned()));
        assert_eq!(at_zero, if units == i64::MIN { refused } else { Ok(vec![[0; 4]]) });
    }
}

/// Columns of other lengths are refused, the first of standard, quantity, rate and then of the outputs; an empty table is fine.
#[test]
fn columns_refuse_other_lengths() {
    let ints = [1_i64; 4];
    let run = |[amount, standard, quantity, rate]: [usize; 4], out: [usize; 4]| {
        let rates = [1_i32; 4];
        let lines = LineColumns {
            amount: &ints[..amount],
            standard: &ints[..standard],
            quantity: &ints[..quantity],
            rate: &rates[..rate],
        };
        let [mut own, mut above, mut first, mut inside] = out.map(|length| vec![0_i64; length]);
        let columns = SplitColumns {
            fully_own: &mut own,
            above_standard: &mut above,
            first_self_pay: &mut first,
            in_scope: &mut inside,
        };
        split_lines(&lines, columns).map_err(|error: Error| (error.code(), error.path().to_owned()))
    };
    assert_eq!(run([0; 4], [0; 4]), Ok(()));
    let names = ["standard", "quantity", "rate", "fully_own", "above_standard", "first_self_pay", "in_scope"];
    for rows in [0, 2] {
        // Every set of columns that are too long or too short.
        for wrong in 0..3_usize.pow(7) {
            let lengths: Vec<usize> = (0..7)
                .map(|column: u32| match wrong / 3_usize.pow(column) % 3 {
                    0 => rows,
                    1 => rows + 1,
                    _ => usize::saturating_sub(rows, 1),
                })
                .collect();
            let first = lengths.iter().position(|length| *length != rows);
            let wanted = first.map_or(Ok(()), |first| Err((Code::InvalidInput, format!("/{}", names[first]))));
            let ran = run([rows, lengths[0], lengths[1], lengths[2]], [lengths[3], lengths[4], lengths[5], lengths[6]]);
            assert_eq!(ran, wanted, "{lengths:?}");
        }
    }
}
