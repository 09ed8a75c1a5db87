//! Prices of long tables: millions of listed products that differ in price, content, fill and count.

use std::collections::HashMap;
use std::str::FromStr;

use rust_decimal::Decimal;

use super::apply::run;
use super::conversion::{Conversion, Effects, Place, Purpose, Side};
use super::price::{positive, rounding_of};
use super::product::Product;
use super::question::{Basis, DrugClass};
use super::rounding::PriceRounding;
use super::rulebook::Rulebook;
use super::validate;
use super::vocabulary::FillUnit;
use crate::column_error::ColumnError;
use crate::error::{Code, Error};
use crate::number::{ParseNumberError, PowerProduct, Prepared, Rational, Rounding};

/// Decimals of the prices in a column: 10⁻⁶ yuan.
const DECIMALS: u8 = 6;

/// One value of each product in a row.
///
/// Both slices are as long as the table.
///
/// # Example
///
/// ```
/// use jicai::differential::{self, Form, PriceColumns, Product, RatioColumns};
///
/// // Packs of 14 into packs of 28, and of 14 into 7.
/// let (tablet, rulebook) = (Product::new(Form::Tablet), differential::Rulebook::builtin("differential/vbp")?);
/// let mut table = PriceColumns::new(tablet.clone(), tablet, &[1_000_000, 1_950_000]);
/// table.count = Some(RatioColumns { representative: &[14, 14], target: &[28, 7] });
/// let mut prices = [0; 2];
/// differential::price_columns(&rulebook, &table, &mut prices)?;
/// assert_eq!(prices, [1_950_000, 1_000_000]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct RatioColumns<'a> {
    /// Of the representative; above zero.
    pub representative: &'a [i64],
    /// Of the target; above zero.
    pub target: &'a [i64],
}

/// A table of prices to derive: what is constant stands in the two products, what varies in columns.
///
/// | column | shape | unit |
/// | --- | --- | --- |
/// | `price` | rows | 10⁻⁶ yuan, above zero |
/// | `content` | rows, twice | the `content_unit` of its product (milligrams where it is left out), whole numbers |
/// | `fill` | rows, twice | the `fill_unit` of its product (millilitres where it is left out), whole numbers |
/// | `count` | rows, twice | units in the pack, 1 to 1,000,000 |
///
/// A column that is left out leaves that field of the products as it is. Fractions of a unit are stated in a smaller unit.
///
/// # Example
///
/// ```
/// use jicai::differential::{self, Form, PriceColumns, PriceRounding, Product};
///
/// // Every row: 10 mg into 20 mg, to the hundredth of a fen.
/// let tablet = |content: &str| content.parse().map(|content| Product::new(Form::Tablet).content(content));
/// let mut table = PriceColumns::new(tablet("10")?, tablet("20")?, &[1_680_000, 204_300]);
/// table.rounding = PriceRounding::half_up(4);
/// let mut prices = [0; 2];
/// differential::price_columns(&*differential::Rulebook::builtin("differential/vbp")?, &table, &mut prices)?;
/// assert_eq!(prices, [2_856_000, 347_300]); // 0.34731 yuan, rounded
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct PriceColumns<'a> {
    /// The representative of every row, but for the columns.
    pub representative: Product,
    /// The target of every row, but for the columns.
    pub target: Product,
    /// Class of the drugs.
    pub drug_class: DrugClass,
    /// Specification or daily dose; by clause `#basis` where it is left out.
    pub basis: Option<Basis>,
    /// Price even where the rules require a representative of its own.
    pub chain_regardless: bool,
    /// Replaces the rounding of the rulebook; at most 6 decimals.
    pub rounding: Option<PriceRounding>,
    /// Prices of the representatives.
    pub price: &'a [i64],
    /// Contents.
    pub content: Option<RatioColumns<'a>>,
    /// Fills.
    pub fill: Option<RatioColumns<'a>>,
    /// Package counts.
    pub count: Option<RatioColumns<'a>>,
}

impl<'a> PriceColumns<'a> {
    /// A table of which only the prices vary.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::{Form, PriceColumns, Product};
    ///
    /// let table = PriceColumns::new(Product::new(Form::Tablet), Product::new(Form::Capsule), &[1_680_000]);
    /// assert!(table.content.is_none() && table.fill.is_none() && table.count.is_none());
    /// ```
    pub fn new(representative: Product, target: Product, price: &'a [i64]) -> PriceColumns<'a> {
        PriceColumns {
            representative,
            target,
            drug_class: DrugClass::Chemical,
            basis: None,
            chain_regardless: false,
            rounding: None,
            price,
            content: None,
            fill: None,
            count: None,
        }
    }
}

/// Prices every row: the same results as [`price`](super::price()), in 10⁻⁶ yuan. Conversions that repeat are computed once in a call.
///
/// `prices` is as long as the table. Rows before the first bad one are filled in, later ones are left alone.
///
/// # Errors
///
/// The error of the first bad row and its index; `invalid_input` without a row where slices differ in length or the rounding keeps more
/// than 6 decimals.
///
/// # Example
///
/// ```
/// use jicai::differential::{self, Form, PriceColumns, Product, RatioColumns};
///
/// let rulebook = differential::Rulebook::builtin("differential/vbp")?;
/// let tablet = Product::new(Form::Tablet);
/// let mut table = PriceColumns::new(tablet.clone(), tablet, &[1_680_000, 2_000_000]);
/// table.content = Some(RatioColumns { representative: &[10, 10], target: &[20, 30] });
/// let mut prices = [0; 2];
/// differential::price_columns(&rulebook, &table, &mut prices)?;
/// assert_eq!(prices, [2_860_000, 4_640_000]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// *Source*: as [`price`](super::price()).
pub fn price_columns(rulebook: &Rulebook, table: &PriceColumns<'_>, prices: &mut [i64]) -> Result<(), ColumnError> {
    let rounding = checked(rulebook, table, prices.len()).map_err(ColumnError::of_table)?;
    let mut conversions: Vec<Prices> = Vec::new();
    let mut places: HashMap<Key, usize> = HashMap::new();
    for (row, (price, result)) in table.price.iter().zip(prices.iter_mut()).enumerate() {
        let key = Key::of(table, row);
        let mut price_row = || {
            let place = match places.get(&key) {
                Some(place) => *place,
                None => {
                    conversions.push(Prices::prepare(rulebook, table, &key)?);
                    let place = conversions.len().saturating_sub(1);
                    places.insert(key, place);
                    place
                }
            };
            let price = price_of(*price)?;
            match conversions.get(place) {
                Some(conversion) => conversion.of(rulebook, table, &price, rounding),
                None => Err(Error::new(Code::Internal, "", "a conversion was not kept")),
            }
        };
        *result = price_row().map_err(|error| ColumnError::in_row(row, error))?;
    }
    Ok(())
}

/// The shape of the table, and its rounding.
fn checked<'t>(
    rulebook: &'t Rulebook,
    table: &'t PriceColumns<'_>,
    results: usize,
) -> Result<&'t PriceRounding, Error> {
    let rows = table.price.len();
    let mut lengths = vec![("prices", results)];
    for (name, columns) in [("content", table.content), ("fill", table.fill), ("count", table.count)] {
        lengths.extend(columns.iter().flat_map(|c| [(name, c.representative.len()), (name, c.target.len())]));
    }
    if let Some((name, length)) = lengths.iter().find(|(_, length)| *length != rows) {
        let message = format!("the column `{name}` must have as many rows as `price`, {rows}, got `{length}`");
        return Err(Error::invalid_input(format!("/input/{name}"), message));
    }
    validate::basis(table.drug_class, table.basis)?;
    validate::rounding(table.rounding.as_ref(), "/input/rounding")?;
    let rounding = rounding_of(table.rounding.as_ref(), &rulebook.price_rounding)?;
    if rounding.most_decimals() > DECIMALS {
        let message = format!("a column keeps {DECIMALS} decimals, the rounding `{}`", rounding.most_decimals());
        return Err(Error::invalid_input("/input/rounding", message));
    }
    Ok(rounding)
}

fn price_of(price: i64) -> Result<Rational, Error> {
    if price <= 0 {
        let message = format!("price must be greater than zero, got `{price}`");
        return Err(Error::invalid_input("/input/price", message));
    }
    Ok(Rational::from(Decimal::new(price, u32::from(DECIMALS))))
}

/// What tells the conversions of a table apart; zero where there is no column.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    content: [i64; 2],
    fill: [i64; 2],
    count: [i64; 2],
}

impl Key {
    fn of(table: &PriceColumns<'_>, row: usize) -> Key {
        let at = |columns: Option<RatioColumns<'_>>| match columns {
            // The lengths are checked.
            Some(columns) => {
                [columns.representative, columns.target].map(|column| column.get(row).copied().unwrap_or(0))
            }
            None => [0, 0],
        };
        Key { content: at(table.content), fill: at(table.fill), count: at(table.count) }
    }
}

/// How the prices of all rows with one key are made.
enum Prices {
    /// By one factor.
    Factor(Prepared),
    /// Step by step, because an amount in yuan or a limit is among them.
    Steps(Box<(Product, Product, Effects)>),
}

impl Prices {
    fn prepare(rulebook: &Rulebook, table: &PriceColumns<'_>, key: &Key) -> Result<Prices, Error> {
        let [content_r, content_t] = key.content;
        let [fill_r, fill_t] = key.fill;
        let [count_r, count_t] = key.count;
        let representative = filled_in(table, &table.representative, "representative", content_r, fill_r, count_r)?;
        let target = filled_in(table, &table.target, "target", content_t, fill_t, count_t)?;
        let conversion = conversion(rulebook, table, &representative, &target);
        let effects = conversion.effects(&mut ())?;
        let has_limits = target.is_injection() && effects.touch_the_unit();
        let factors: Option<Vec<&PowerProduct>> =
            effects.steps.iter().map(|effect| effect.change.as_factor()).collect();
        match factors {
            Some(factors) if !has_limits => {
                let one = PowerProduct::rational(Rational::ONE);
                Ok(Prices::Factor(Prepared::new(factors.iter().fold(one, |all, factor| all.times(factor)))))
            }
            _ => Ok(Prices::Steps(Box::new((representative, target, effects)))),
        }
    }

    /// The rounded price in 10⁻⁶ yuan.
    fn of(
        &self,
        rulebook: &Rulebook,
        table: &PriceColumns<'_>,
        price: &Rational,
        rounding: &PriceRounding,
    ) -> Result<i64, Error> {
        let (units, used) = match (self, rounding.flat()) {
            (Prices::Factor(factor), Some(flat)) => (factor.units(price, flat), flat),
            (Prices::Factor(factor), None) => {
                let value = factor.times(price);
                let used = rounding.at(&value);
                (value.whole_units(used), used)
            }
            (Prices::Steps(steps), _) => {
                let (representative, target, effects) = steps.as_ref();
                let conversion = conversion(rulebook, table, representative, target);
                let (value, _) = run(&conversion, effects, price, &mut (), |_| {});
                positive(&value, "/input/price")?;
                let used = rounding.at(&value);
                (value.whole_units(used), used)
            }
        };
        in_column(units, used)
    }
}

/// A result in the unit of the column.
fn in_column(units: Option<i128>, rounding: Rounding) -> Result<i64, Error> {
    let scale = 10_i128.checked_pow(u32::from(DECIMALS.saturating_sub(rounding.decimals())));
    let result = units.zip(scale).and_then(|(units, scale)| units.checked_mul(scale));
    result.and_then(|result| i64::try_from(result).ok()).ok_or_else(|| {
        let message = format!("the price does not fit a column of 64-bit integers in units of 10^-{DECIMALS} yuan");
        Error::limit_exceeded("/input/price", message)
    })
}

fn conversion<'a>(
    rulebook: &'a Rulebook,
    table: &PriceColumns<'_>,
    representative: &'a Product,
    target: &'a Product,
) -> Conversion<'a> {
    let side = |product, name| Side { product, place: Place::Field(name) };
    Conversion {
        class: table.drug_class,
        basis: table.basis,
        chain_regardless: table.chain_regardless,
        ..Conversion::new(rulebook, side(representative, "representative"), side(target, "target"), Purpose::Price)
    }
}

/// The product of a row: what stands in columns takes the place of its fields.
fn filled_in(
    table: &PriceColumns<'_>,
    product: &Product,
    name: &str,
    content: i64,
    fill: i64,
    count: i64,
) -> Result<Product, Error> {
    let mut product = product.clone();
    let path = |field: &str| format!("/input/{name}/{field}");
    if table.content.is_some() {
        product.content = Some(parsed(content, "content", path("content"))?);
    }
    if table.fill.is_some() {
        product.fill = Some(parsed(fill, "fill", path("fill"))?);
        product.fill_unit = product.fill_unit.or(Some(FillUnit::Millilitre));
    }
    if table.count.is_some() {
        product.count = Some(parsed(count, "count", path("count"))?);
    }
    validate::product(&product, &|| format!("/input/{name}"))?;
    Ok(product)
}

/// An integer of a column as the field it stands for, with the complaint that the text of the field would get.
fn parsed<T: FromStr<Err = ParseNumberError>>(value: i64, field: &str, path: String) -> Result<T, Error> {
    value.to_string().parse().map_err(|error: ParseNumberError| match error {
        ParseNumberError::TooLong(_) | ParseNumberError::TooMany(_) => Error::limit_exceeded(path, error.to_string()),
        error => Error::invalid_input(path, format!("{field} {error}")),
    })
}
