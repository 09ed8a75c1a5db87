//! Who wins a lot: bids in, outcomes out, without texts.

use std::ffi::c_char;

use jicai::award::{self, Bid, BidResult, Lot, Rulebook, Want};
use jicai::number::{Count, Money, Quantity, Score};
use jicai::{Date, Id};
use rust_decimal::Decimal;

use crate::JICAI_NONE;
use crate::error::{Failure, JICAI_E_LIMIT_EXCEEDED, Status, jicai_error};
use crate::guard::{Range, apart, call, input, output, place, required_text, slice, slice_mut, stated};
use crate::number::{day, flag, given, millionths, price};
use crate::words::{LOT_FORM, OUTCOME, REASON, REVIVAL, VOLUME, VOLUME_CLASS, number, word};

/// Most bids of a lot.
pub const JICAI_MAX_BIDS: usize = 1_000;

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
        *place(lot, "lot")? = none;
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
        *place(bid, "bid")? = none;
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
        let rulebook = Rulebook::builtin(required_text(rulebook, "rulebook")?)?;
        if count > JICAI_MAX_BIDS {
            let message = format!("a lot has at most {JICAI_MAX_BIDS} bids, got `{count}`");
            return Err(Failure::new(JICAI_E_LIMIT_EXCEEDED, "/count", message));
        }
        apart(
            &[Range::of("results", results, count)?, Range::of("award", award, 1)?],
            &[Range::of("bids", bids, count)?, Range::of("lot", lot, 1)?],
        )?;
        if count > 0 {
            // The head of the first element says whether caller and library mean the same struct.
            input(bids, "bids")?;
            output(results, "results")?;
        }
        let lot = question(input(lot, "lot")?, slice(bids, count, "bids")?)?;
        let out = output(award, "award")?;
        let results = slice_mut(results, count, "results")?;
        let answer = award::select(&rulebook, &lot).map_err(|error| {
            // `/input/bids/<row>/<field>`
            let row = error.path().split('/').nth(3).and_then(|row| row.parse().ok());
            let failure = Failure::from(error);
            match row {
                Some(row) => failure.in_row(row),
                None => failure,
            }
        })?;
        for result in &answer.bids {
            let row = result.bid.as_str().parse::<usize>().ok();
            if let Some(target) = row.and_then(|row| results.get_mut(row)) {
                *target = written(result);
            }
        }
        let number = |count: u32| i32::try_from(count).unwrap_or(i32::MAX);
        out.bidders = number(answer.bidders);
        out.shortlist_limit = number(answer.shortlist_limit.unwrap_or(0));
        out.shortlisted = number(answer.shortlisted);
        out.winners = number(answer.winners);
        out.failed = i32::from(answer.failed);
        out.provisional = i32::from(answer.provisional);
        out.term_years = number(answer.terms.and_then(|terms| terms.term_years).unwrap_or(0));
        out.reserved = 0;
        Ok(())
    })
}

fn question(lot: &jicai_lot, bids: &[jicai_bid]) -> Result<Lot, Failure> {
    let bids = bids.iter().enumerate().map(|(row, bid)| read(row, bid).map_err(|failure| failure.in_row(row)));
    let terms = flag("want_terms", lot.want_terms)?;
    Ok(Lot {
        form: word(LOT_FORM, lot.form, "form")?,
        ceiling: given(lot.ceiling_e6).map(|units| price("ceiling_e6", units)).transpose()?,
        limit_price: given(lot.limit_price_e6).map(|units| price("limit_price_e6", units)).transpose()?,
        max_shortlisted: counted("max_shortlisted", lot.max_shortlisted)?,
        brand_volume_mean: given(lot.brand_volume_mean_e6)
            .map(|units| quantity("brand_volume_mean_e6", units))
            .transpose()?,
        volume_class: word(VOLUME_CLASS, lot.volume_class, "volume_class")?.unwrap_or_default(),
        short_term: flag("short_term", lot.short_term)?,
        long_term_use: flag("long_term_use", lot.long_term_use)?,
        want: if terms { vec![Want::Share, Want::Term] } else { Vec::new() },
        bids: bids.collect::<Result<_, Failure>>()?,
        ..Lot::default()
    })
}

fn read(row: usize, bid: &jicai_bid) -> Result<Bid, Failure> {
    let score = |name: &str, units: i64| {
        Score::new(Decimal::new(units, 6)).map_err(|error| Failure::invalid(name, format!("{name} {error}")))
    };
    let money = |units: i64| {
        Money::new(Decimal::new(units, 2))
            .map_err(|error| Failure::invalid("prior_sales_fen", format!("prior_sales_fen {error}")))
    };
    let declared = given(bid.price_e6)
        .map(|units| price("price_e6", units))
        .transpose()?
        .ok_or_else(|| Failure::invalid("price_e6", "price_e6 is missing".to_owned()))?;
    Ok(Bid {
        company: numbered("company", "c", bid.company)?,
        group: numbered("group", "g", bid.group)?,
        comparable_price: given(bid.comparable_price_e6)
            .map(|units| price("comparable_price_e6", units))
            .transpose()?,
        is_reference: flag("is_reference", bid.is_reference)?,
        incumbent: flag("incumbent", bid.incumbent)?,
        reported_volume: given(bid.reported_volume_e6)
            .map(|units| quantity("reported_volume_e6", units))
            .transpose()?,
        prior_winner: answer("prior_winner", bid.prior_winner)?,
        own_api: answer("own_api", bid.own_api)?,
        prior_sales: given(bid.prior_sales_fen).map(money).transpose()?,
        passed_specs: match bid.passed_specs {
            -1 => None,
            stated => Some(u32::try_from(stated).map_err(|_| {
                Failure::invalid("passed_specs", format!("passed_specs must be zero or more, or -1, got `{stated}`"))
            })?),
        },
        pass_date: day("pass_date", bid.pass_date)?.map(Date::from),
        tie_rank: counted("tie_rank", bid.tie_rank)?,
        revival_price: given(bid.revival_price_e6).map(|units| price("revival_price_e6", units)).transpose()?,
        price_score: given(bid.price_score_e6).map(|units| score("price_score_e6", units)).transpose()?,
        technical_score: given(bid.technical_score_e6).map(|units| score("technical_score_e6", units)).transpose()?,
        // Ids of one length stand in the order of their rows.
        ..Bid::new(
            format!("{row:04}").parse().map_err(|_| Failure::invalid("bids", "a bid has no id".to_owned()))?,
            declared,
        )
    })
}

fn quantity(name: &str, units: i64) -> Result<Quantity, Failure> {
    Quantity::new(Decimal::new(units, 6)).map_err(|error| Failure::invalid(name, format!("{name} {error}")))
}

fn counted(name: &str, count: i32) -> Result<Option<Count>, Failure> {
    match count {
        0 => Ok(None),
        stated => u32::try_from(stated).ok().and_then(Count::new).map(Some).ok_or_else(|| {
            Failure::invalid(name, format!("{name} must be 1 or more, or 0 where it is not given, got `{stated}`"))
        }),
    }
}

/// A firm or group by its number.
fn numbered(name: &str, prefix: &str, number: i32) -> Result<Option<Id>, Failure> {
    match number {
        0 => Ok(None),
        1.. => Ok(format!("{prefix}{number}").parse().ok()),
        _ => {
            Err(Failure::invalid(name, format!("{name} must be 1 or more, or 0 where it is not given, got `{number}`")))
        }
    }
}

/// Yes, no, or not given.
fn answer(name: &str, value: i32) -> Result<Option<bool>, Failure> {
    match value {
        -1 => Ok(None),
        0 => Ok(Some(false)),
        1 => Ok(Some(true)),
        other => {
            Err(Failure::invalid(name, format!("{name} must be 0, 1, or -1 where it is not given, got `{other}`")))
        }
    }
}

fn written(result: &BidResult) -> jicai_bid_result {
    let count = |value: Option<u32>| value.and_then(|value| i32::try_from(value).ok()).unwrap_or(0);
    jicai_bid_result {
        struct_size: size_of::<jicai_bid_result>(),
        final_price_e6: result.final_price.and_then(|price| millionths(price.get())).unwrap_or(JICAI_NONE),
        agreed_share_e6: result.agreed_share.and_then(|share| millionths(share.get())).unwrap_or(JICAI_NONE),
        outcome: number(OUTCOME, Some(result.outcome)),
        reason: number(REASON, Some(result.reason)),
        rank: count(result.rank),
        shortlisted: i32::from(result.shortlisted),
        volume: number(VOLUME, result.volume),
        selection_order: count(result.selection_order),
        revival: number(REVIVAL, result.revival),
        reserved: 0,
    }
}
