//! The lot object and its bids, as read from a request that is known to be well-formed.

use super::book::{count, words};
use super::number::{Q, q};
use serde_json::Value;

/// A strength of the lot.
#[derive(Clone)]
pub(crate) struct Spec {
    pub(crate) spec: String,
    pub(crate) ceiling: Option<Q>,
    pub(crate) factor: Option<Q>,
}

/// A lot object.
#[derive(Clone)]
pub(crate) struct Lot {
    pub(crate) lot: Option<String>,
    pub(crate) form: Option<String>,
    ceiling: Option<Q>,
    pub(crate) specs: Vec<Spec>,
    pub(crate) reference_spec: Option<String>,
    pub(crate) limit_price: Option<Q>,
    pub(crate) max_shortlisted: Option<usize>,
    pub(crate) brand_volume_mean: Option<Q>,
    pub(crate) volume_class: String,
    pub(crate) short_term: bool,
    pub(crate) long_term_use: bool,
    pub(crate) want: Vec<String>,
    pub(crate) filter_tie_rank: Option<usize>,
    pub(crate) bids: Vec<Bid>,
}

/// A bid object.
#[derive(Clone)]
pub(crate) struct Bid {
    pub(crate) bid: String,
    pub(crate) company: String,
    pub(crate) group: Option<String>,
    pub(crate) spec: Option<String>,
    pub(crate) price: Q,
    pub(crate) comparable_price: Option<Q>,
    pub(crate) is_reference: bool,
    pub(crate) incumbent: bool,
    pub(crate) reported_volume: Option<Q>,
    pub(crate) prior_winner: Option<bool>,
    pub(crate) own_api: Option<bool>,
    pub(crate) prior_sales: Option<Q>,
    pub(crate) passed_specs: Option<usize>,
    pub(crate) pass_date: Option<String>,
    pub(crate) tie_rank: Option<usize>,
    pub(crate) revival_price: Option<Q>,
    pub(crate) price_score: Option<Q>,
    pub(crate) technical_score: Option<Q>,
}

fn text(object: &Value, name: &str) -> Option<String> {
    object.get(name).map(|value| value.as_str().unwrap().to_owned())
}

fn number(object: &Value, name: &str) -> Option<Q> {
    object.get(name).map(|value| q(value.as_str().unwrap()))
}

fn integer(object: &Value, name: &str) -> Option<usize> {
    object.get(name).map(count)
}

fn boolean(object: &Value, name: &str) -> Option<bool> {
    object.get(name).map(|value| value.as_bool().unwrap())
}

impl Lot {
    pub(crate) fn of(object: &Value) -> Lot {
        let no_specs = Vec::new();
        let specs = object.get("specs").and_then(Value::as_array).unwrap_or(&no_specs);
        let mut bids: Vec<Bid> = object["bids"].as_array().unwrap().iter().map(Bid::of).collect();
        // Input order never matters: everything below goes by id.
        bids.sort_by(|a, b| a.bid.as_bytes().cmp(b.bid.as_bytes()));
        Lot {
            lot: text(object, "lot"),
            form: text(object, "form"),
            ceiling: number(object, "ceiling"),
            specs: specs
                .iter()
                .map(|spec| Spec {
                    spec: text(spec, "spec").unwrap(),
                    ceiling: number(spec, "ceiling"),
                    factor: number(spec, "factor"),
                })
                .collect(),
            reference_spec: text(object, "reference_spec"),
            limit_price: number(object, "limit_price"),
            max_shortlisted: integer(object, "max_shortlisted"),
            brand_volume_mean: number(object, "brand_volume_mean"),
            volume_class: text(object, "volume_class").unwrap_or_else(|| "ordinary".to_owned()),
            short_term: boolean(object, "short_term").unwrap_or(false),
            long_term_use: boolean(object, "long_term_use").unwrap_or(false),
            want: object.get("want").map(words).unwrap_or_default(),
            filter_tie_rank: integer(object, "filter_tie_rank"),
            bids,
        }
    }

    /// The strength of a bid, where the lot has strengths.
    pub(crate) fn spec_of(&self, bid: &Bid) -> Option<&Spec> {
        self.specs.iter().find(|spec| Some(&spec.spec) == bid.spec.as_ref())
    }

    /// The ceiling that binds a bid: of its strength, or of the lot.
    pub(crate) fn ceiling_of(&self, bid: &Bid) -> Option<Q> {
        if self.specs.is_empty() {
            return self.ceiling.clone();
        }
        self.spec_of(bid).unwrap().ceiling.clone()
    }

    /// Is this part of the answer wanted?
    pub(crate) fn wants(&self, part: &str) -> bool {
        self.want.iter().any(|wanted| wanted == part)
    }
}

impl Bid {
    fn of(object: &Value) -> Bid {
        let bid = text(object, "bid").unwrap();
        Bid {
            company: text(object, "company").unwrap_or_else(|| bid.clone()),
            bid,
            group: text(object, "group"),
            spec: text(object, "spec"),
            price: number(object, "price").unwrap(),
            comparable_price: number(object, "comparable_price"),
            is_reference: boolean(object, "is_reference").unwrap_or(false),
            incumbent: boolean(object, "incumbent").unwrap_or(false),
            reported_volume: number(object, "reported_volume"),
            prior_winner: boolean(object, "prior_winner"),
            own_api: boolean(object, "own_api"),
            prior_sales: number(object, "prior_sales"),
            passed_specs: integer(object, "passed_specs"),
            pass_date: text(object, "pass_date"),
            tie_rank: integer(object, "tie_rank"),
            revival_price: number(object, "revival_price"),
            price_score: number(object, "price_score"),
            technical_score: number(object, "technical_score"),
        }
    }
}
