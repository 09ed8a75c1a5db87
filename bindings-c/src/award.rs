//! Who wins a lot: bids in, outcomes out, without texts.

use std::ffi::c_char;
use std::sync::LazyLock;

use jicai::award::{self, Bid, BidResult, Lot, Rulebook, Want};
use jicai::number::{Count, Money, Price, Quantity, Ratio, Score};
use jicai::{Date, Id};
use rust_decimal::Decimal;

use crate::JICAI_NONE;
use crate::error::{Failure, JICAI_E_INTERNAL, Status, jicai_error};
use crate::guard::{BUG, Range, Rows, apart, at_most, call, input, inputs, output, place, stated, text};
use crate::number::{RowIds, day, decimal, flag, given, millionths, price, refused, whole};
use crate::words::{LOT_FORM, OUTCOME, REASON, REVIVAL, VOLUME, VOLUME_CLASS, number, word};

/// Most bids of a lot.
pub const JICAI_MAX_BIDS: usize = 1_000;

const _: () = assert!(JICAI_MAX_BIDS == award::MAX_LIST);

/// A lot (品种). `jicai_lot_init` sets every field to "not given". Lots with several strengths: `jicai_evaluate`.
#[repr(C)]
#[derive(Clone, Copy)]
#[allow(non_camel_case_types)]
pub struct jicai_lot {
    /// `sizeof(jicai_lot)`.
    pub struct_size: usize,
    /// Highest valid declared price (最高有效申报价) in 10⁻⁶ yuan.
    pub ceiling_e6: i64,
    /// Price printed in the document, in 10⁻⁶ yuan.
    pub limit_price_e6: i64,
    /// Mean reported volume per brand, in 10⁻⁶ units.
    pub brand_volume_mean_e6: i64,
    /// `JICAI_LOT_FORM_…`; 0: not given.
    pub form: i32,
    /// `JICAI_VOLUME_CLASS_…`; 0: ordinary.
    pub volume_class: i32,
    /// Places announced for this lot; 0: by the rulebook.
    pub max_shortlisted: i32,
    /// 1 for a drug that the document gives a shorter term, else 0.
    pub short_term: i32,
    /// 1 for a drug for long-term use, else 0.
    pub long_term_use: i32,
    /// 1 to ask for share and term as well, else 0.
    pub want_terms: i32,
}

/// A bid (申报). `jicai_bid_init` sets every field to "not given".
#[repr(C)]
#[derive(Clone, Copy)]
#[allow(non_camel_case_types)]
pub struct jicai_bid {
    /// `sizeof(jicai_bid)`.
    pub struct_size: usize,
    /// Declared price of the smallest unit (单位申报价) in 10⁻⁶ yuan; needed.
    pub price_e6: i64,
    /// Comparable price (单位可比价) in 10⁻⁶ yuan, where it is already converted.
    pub comparable_price_e6: i64,
    /// Lower re-quote (复活报价) in 10⁻⁶ yuan.
    pub revival_price_e6: i64,
    /// Volume that hospitals reported for this brand, in 10⁻⁶ units.
    pub reported_volume_e6: i64,
    /// Tie key: earlier sales in fen.
    pub prior_sales_fen: i64,
    /// Price score of an evaluation in 10⁻⁶.
    pub price_score_e6: i64,
    /// Technical score of an evaluation in 10⁻⁶.
    pub technical_score_e6: i64,
    /// Number of the bidder, from 1; 0: a bidder of its own.
    pub company: i32,
    /// Number of the group of related firms, from 1; 0: none.
    pub group: i32,
    /// 1 for a reference product (参比制剂), else 0.
    pub is_reference: i32,
    /// 1 if the firm supplied the region before, else 0.
    pub incumbent: i32,
    /// Tie key: 1 if it won the same drug before, 0 if not, −1: not given.
    pub prior_winner: i32,
    /// Tie key: 1 if it makes its own active ingredient, 0 if not, −1: not given.
    pub own_api: i32,
    /// Tie key: strengths that passed the evaluation; −1: not given.
    pub passed_specs: i32,
    /// Tie key: day of passing, such as `20250731`; 0: not given.
    pub pass_date: i32,
    /// How a tie was broken outside the rules, from 1; 0: not given.
    pub tie_rank: i32,
    /// 0.
    pub reserved: i32,
}

/// What became of a bid.
#[repr(C)]
#[derive(Clone, Copy)]
#[allow(non_camel_case_types)]
pub struct jicai_bid_result {
    /// `sizeof(jicai_bid_result)`.
    pub struct_size: usize,
    /// Selected bids: the price to pay in 10⁻⁶ yuan; else `JICAI_NONE`.
    pub final_price_e6: i64,
    /// Selected bids, where terms were asked for: agreed share of the reported volume in 10⁻⁶; else `JICAI_NONE`.
    pub agreed_share_e6: i64,
    /// `JICAI_OUTCOME_…`.
    pub outcome: i32,
    /// `JICAI_REASON_…`.
    pub reason: i32,
    /// Rank (顺位); 0: none.
    pub rank: i32,
    /// 1 if it has a place, else 0.
    pub shortlisted: i32,
    /// `JICAI_VOLUME_…`; 0: not selected.
    pub volume: i32,
    /// Order in which winners pick regions; 0: none.
    pub selection_order: i32,
    /// `JICAI_REVIVAL_…`; 0: no re-quote.
    pub revival: i32,
    /// 0.
    pub reserved: i32,
}

/// A decided lot.
#[repr(C)]
#[derive(Clone, Copy)]
#[allow(non_camel_case_types)]
pub struct jicai_award {
    /// `sizeof(jicai_award)`.
    pub struct_size: usize,
    /// Bidders.
    pub bidders: i32,
    /// Places; 0: no limit.
    pub shortlist_limit: i32,
    /// Bids in the shortlist.
    pub shortlisted: i32,
    /// Selected bids.
    pub winners: i32,
    /// 1 if nobody is selected (流标), else 0.
    pub failed: i32,
    /// 1 if a batch-wide filter may still change the answer, else 0.
    pub provisional: i32,
    /// Contract term in years, where terms were asked for; 0: none.
    pub term_years: i32,
    /// 0.
    pub reserved: i32,
}

stated!(jicai_lot, jicai_bid, jicai_bid_result, jicai_award);

/// Sets every field of a lot to "not given", and its size.
///
/// # Safety
///
/// `lot` is null or points to a `jicai_lot`.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn jicai_lot_init(lot: *mut jicai_lot) -> Status {
    let none = jicai_lot {
        struct_size: size_of::<jicai_lot>(),
        ceiling_e6: JICAI_NONE,
        limit_price_e6: JICAI_NONE,
        brand_volume_mean_e6: JICAI_NONE,
        form: 0,
        volume_class: 0,
        max_shortlisted: 0,
        short_term: 0,
        long_term_use: 0,
        want_terms: 0,
    };
    call(std::ptr::null_mut(), || {
        place(lot, "lot")?.put(none);
        Ok(())
    })
}

/// Sets every field of a bid to "not given", and its size.
///
/// # Safety
///
/// `bid` is null or points to a `jicai_bid`.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn jicai_bid_init(bid: *mut jicai_bid) -> Status {
    let none = jicai_bid {
        struct_size: size_of::<jicai_bid>(),
        price_e6: JICAI_NONE,
        comparable_price_e6: JICAI_NONE,
        revival_price_e6: JICAI_NONE,
        reported_volume_e6: JICAI_NONE,
        prior_sales_fen: JICAI_NONE,
        price_score_e6: JICAI_NONE,
        technical_score_e6: JICAI_NONE,
        company: 0,
        group: 0,
        is_reference: 0,
        incumbent: 0,
        prior_winner: -1,
        own_api: -1,
        passed_specs: -1,
        pass_date: 0,
        tie_rank: 0,
        reserved: 0,
    };
    call(std::ptr::null_mut(), || {
        place(bid, "bid")?.put(none);
        Ok(())
    })
}

/// Decides a lot: `award.select` under a built-in rulebook.
///
/// `bids` and `results` have `count` elements; every bid and the first result carry their `struct_size`. `results` gets what became of each
/// bid, in the order of `bids`. Bids that tie in everything stand in that order. After an error `error->row` is the bad bid.
///
/// # Safety
///
/// `bids` and `results` point to `count` elements, each other pointer is null or points to what its type says.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn jicai_award_select(
    rulebook: *const c_char,
    lot: *const jicai_lot,
    count: usize,
    bids: *const jicai_bid,
    results: *mut jicai_bid_result,
    award: *mut jicai_award,
    error: *mut jicai_error,
) -> Status {
    call(error, || {
        at_most(JICAI_MAX_BIDS, count, "count")?;
        apart(
            error,
            &[Range::of("results", results, count)?, Range::of("award", award, 1)?],
            &[Range::of("bids", bids, count)?, Range::of("lot", lot, 1)?],
        )?;
        let out = output(award, "award")?;
        if count > 0 {
            // The head of the first one says whether caller and library mean the same struct.
            output(results, "results")?;
        }
        let results = Rows::of(results, count, "results")?;
        let rulebook = Rulebook::builtin(text(rulebook, "rulebook")?)?;
        let lot = question(&input(lot, "lot")?, inputs(bids, count, "bids"))?;
        let answer = award::select(&rulebook, &lot).map_err(|error| Failure::named(error, NAMES))?;
        let number = |count: u32| i32::try_from(count).unwrap_or(i32::MAX);
        for result in &answer.bids {
            results.put(RowIds::row_of(&result.bid), written(result)?);
        }
        out.put(jicai_award {
            struct_size: size_of::<jicai_award>(),
            bidders: number(answer.bidders),
            shortlist_limit: number(answer.shortlist_limit.unwrap_or(0)),
            shortlisted: number(answer.shortlisted),
            winners: number(answer.winners),
            failed: i32::from(answer.failed),
            provisional: i32::from(answer.provisional),
            term_years: number(answer.terms.and_then(|terms| terms.term_years).unwrap_or(0)),
            reserved: 0,
        });
        Ok(())
    })
}

/// Fields whose names say their unit here, or that stand in a row.
const NAMES: &[(&str, &str)] = &[
    ("/ceiling", "ceiling_e6"),
    ("/limit_price", "limit_price_e6"),
    ("/brand_volume_mean", "brand_volume_mean_e6"),
    ("/bids", "bids"),
    ("/bids/*/price", "price_e6"),
    ("/bids/*/comparable_price", "comparable_price_e6"),
    ("/bids/*/revival_price", "revival_price_e6"),
    ("/bids/*/reported_volume", "reported_volume_e6"),
    ("/bids/*/prior_sales", "prior_sales_fen"),
    ("/bids/*/price_score", "price_score_e6"),
    ("/bids/*/technical_score", "technical_score_e6"),
    ("/bids/*/prior_winner", "prior_winner"),
    ("/bids/*/own_api", "own_api"),
    ("/bids/*/passed_specs", "passed_specs"),
    ("/bids/*/pass_date", "pass_date"),
    ("/bids/*/tie_rank", "tie_rank"),
];

/// Ids of bids, made once.
static IDS: LazyLock<Vec<Id>> = LazyLock::new(|| RowIds::new().take(JICAI_MAX_BIDS).collect());

fn question(lot: &jicai_lot, stated: impl Iterator<Item = Result<jicai_bid, Failure>>) -> Result<Lot, Failure> {
    // A bid is large, and most of its fields are not given: none is moved.
    let mut bids = Vec::with_capacity(stated.size_hint().0);
    for ((row, bid), id) in stated.enumerate().zip(IDS.iter().cloned()) {
        let bid = bid?;
        let declared = declared(&bid).map_err(|failure| failure.in_row(row))?;
        bids.push(Bid::new(id, declared));
        if let Some(place) = bids.last_mut() {
            read(&bid, place).map_err(|failure| failure.in_row(row))?;
        }
    }
    let terms = flag("want_terms", lot.want_terms)?;
    let money = |name: &str, units: i64| given(units).map(|units| price(name, units)).transpose();
    Ok(Lot {
        form: word(LOT_FORM, lot.form, "form")?,
        ceiling: money("ceiling_e6", lot.ceiling_e6)?,
        limit_price: money("limit_price_e6", lot.limit_price_e6)?,
        max_shortlisted: counted("max_shortlisted", lot.max_shortlisted)?,
        brand_volume_mean: given(lot.brand_volume_mean_e6)
            .map(|units| quantity("brand_volume_mean_e6", units))
            .transpose()?,
        volume_class: word(VOLUME_CLASS, lot.volume_class, "volume_class")?.unwrap_or_default(),
        short_term: flag("short_term", lot.short_term)?,
        long_term_use: flag("long_term_use", lot.long_term_use)?,
        want: if terms { vec![Want::Share, Want::Term] } else { Vec::new() },
        bids,
        ..Lot::default()
    })
}

fn declared(bid: &jicai_bid) -> Result<Price, Failure> {
    Failure::if_used(bid.reserved)?;
    match given(bid.price_e6) {
        Some(units) => price("price_e6", units),
        None => Err(Failure::invalid("price_e6", "price_e6 is missing".to_owned())),
    }
}

/// What is given beside the price.
fn read(bid: &jicai_bid, into: &mut Bid) -> Result<(), Failure> {
    if bid.company != 0 {
        into.company = Some(numbered("company", "c", bid.company)?);
    }
    if bid.group != 0 {
        into.group = Some(numbered("group", "g", bid.group)?);
    }
    if let Some(units) = given(bid.comparable_price_e6) {
        into.comparable_price = Some(price("comparable_price_e6", units)?);
    }
    if bid.is_reference != 0 {
        into.is_reference = flag("is_reference", bid.is_reference)?;
    }
    if bid.incumbent != 0 {
        into.incumbent = flag("incumbent", bid.incumbent)?;
    }
    if let Some(units) = given(bid.reported_volume_e6) {
        into.reported_volume = Some(quantity("reported_volume_e6", units)?);
    }
    if bid.prior_winner != -1 {
        into.prior_winner = Some(answer("prior_winner", bid.prior_winner)?);
    }
    if bid.own_api != -1 {
        into.own_api = Some(answer("own_api", bid.own_api)?);
    }
    if let Some(fen) = given(bid.prior_sales_fen) {
        let read = decimal::<2, Money>(fen);
        into.prior_sales = Some(read.map_err(|error| refused("prior_sales_fen", &error, " yuan"))?);
    }
    if bid.passed_specs != -1 {
        into.passed_specs = Some(whole("passed_specs", bid.passed_specs, 0)?);
    }
    if bid.pass_date != 0 {
        into.pass_date = day("pass_date", bid.pass_date)?.map(Date::from);
    }
    if bid.tie_rank != 0 {
        into.tie_rank = counted("tie_rank", bid.tie_rank)?;
    }
    if let Some(units) = given(bid.revival_price_e6) {
        into.revival_price = Some(price("revival_price_e6", units)?);
    }
    if let Some(units) = given(bid.price_score_e6) {
        into.price_score = Some(score("price_score_e6", units)?);
    }
    if let Some(units) = given(bid.technical_score_e6) {
        into.technical_score = Some(score("technical_score_e6", units)?);
    }
    Ok(())
}

fn score(name: &str, units: i64) -> Result<Score, Failure> {
    decimal::<6, _>(units).map_err(|error| refused(name, &error, ""))
}

fn quantity(name: &str, units: i64) -> Result<Quantity, Failure> {
    decimal::<6, _>(units).map_err(|error| refused(name, &error, ""))
}

fn counted(name: &str, count: i32) -> Result<Option<Count>, Failure> {
    match count {
        0 => Ok(None),
        stated => whole(name, stated, 1).map(Count::new),
    }
}

/// A firm or group by its number.
fn numbered(name: &str, prefix: &str, number: i32) -> Result<Id, Failure> {
    let refused =
        || Failure::invalid(name, format!("{name} must be 1 or more, or 0 where it is not given, got `{number}`"));
    if number < 1 {
        return Err(refused());
    }
    format!("{prefix}{number}").parse().map_err(|_| refused())
}

/// Yes or no.
fn answer(name: &str, value: i32) -> Result<bool, Failure> {
    match value {
        0 => Ok(false),
        1 => Ok(true),
        other => {
            Err(Failure::invalid(name, format!("{name} must be 0, 1, or -1 where it is not given, got `{other}`")))
        }
    }
}

/// What became of a bid.
fn written(result: &BidResult) -> Result<jicai_bid_result, Failure> {
    let bug = || Failure::new(JICAI_E_INTERNAL, "/results", BUG);
    let count = |value: Option<u32>| value.and_then(|value| i32::try_from(value).ok()).unwrap_or(0);
    // Prices are those of the bids and shares those of a rulebook: all have as many decimals as the struct.
    let units = |value: Option<Decimal>| value.map_or(Ok(JICAI_NONE), |value| millionths(value).ok_or_else(bug));
    Ok(jicai_bid_result {
        struct_size: size_of::<jicai_bid_result>(),
        final_price_e6: units(result.final_price.map(Price::get))?,
        agreed_share_e6: units(result.agreed_share.map(Ratio::get))?,
        outcome: number(OUTCOME, Some(result.outcome)),
        reason: number(REASON, Some(result.reason)),
        rank: count(result.rank),
        shortlisted: i32::from(result.shortlisted),
        volume: number(VOLUME, result.volume),
        selection_order: count(result.selection_order),
        revival: number(REVIVAL, result.revival),
        reserved: 0,
    })
}
