//! The JSON door: one function name, one typed call.

mod function;

pub use function::{Function, read};

use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize, Serializer};

use crate::Id;
use crate::award;
use crate::credit;
use crate::differential;
use crate::error::{Code, Error};
use crate::execution;
use crate::explain::{InLanguage, Language, Sink, Step, Trace};
use crate::json::{self, Node};
use crate::payment;
use crate::response::Response;
use crate::rulebook::{self, Document, Filter, FromRequest, Listing, Source};
use crate::volume;

/// Longest request in bytes: 64 MiB.
pub const MAX_REQUEST: usize = 64 * 1024 * 1024;

/// Longest response in bytes: 1 GiB. Answers repeat identifiers, so that a short question with long ones may have a very long answer.
pub const MAX_RESPONSE: usize = 1024 * 1024 * 1024;

/// Every function that a request can name.
pub const FUNCTIONS: [&str; 58] = [
    "award.select",
    "award.select_round",
    "award.region_counts",
    "award.assign_regions",
    "award.group_bidders",
    "award.contract_terms",
    "award.compare",
    "award.what_if",
    "differential.price",
    "differential.comparable_price",
    "differential.ratio",
    "differential.check_listing",
    "differential.needs_representative",
    "payment.standard",
    "payment.path",
    "payment.split_line",
    "payment.settle",
    "payment.bid_entry",
    "payment.retail_cap",
    "payment.lint_rulebook",
    "credit.grade",
    "credit.compare",
    "credit.measures",
    "credit.repair",
    "credit.national",
    "credit.supplier_status",
    "credit.bar",
    "credit.default_rulebook",
    "volume.check_report",
    "volume.pool",
    "volume.tender_authority",
    "volume.agreed",
    "volume.allocate",
    "volume.renewal",
    "volume.remaining",
    "volume.tiered_cost",
    "volume.same_basket_saving",
    "volume.choose_platform",
    "volume.zero_markup",
    "volume.retention",
    "volume.two_allows",
    "execution.progress",
    "execution.alerts",
    "execution.assess",
    "execution.escalate",
    "execution.settlement_due",
    "execution.prepayment",
    "execution.price_mark",
    "execution.non_supply_cap",
    "execution.second_slot",
    "execution.replace_supplier",
    "execution.disclosure",
    "execution.central_purchase",
    "execution.drug_income_ratio",
    "execution.process_score",
    "execution.shortage",
    "rulebook.list",
    "rulebook.show",
];

/// Answers a JSON request with a JSON response: `{"value": …, "explanation": […], "rests_on": […]}` or `{"error": {…}}`.
///
/// The request names a `function`, for rules a `rulebook` (the id of a built-in one, or a whole object), the `input`, and may have
/// `options`: `explain` (default true), `strict` (default false), `language` (`zh`, the default, or `en`). It is read strictly:
/// unknown fields, duplicate keys, nulls and floating-point numbers are refused. It may be [`MAX_REQUEST`] bytes long and 64 levels
/// deep; the response at most [`MAX_RESPONSE`] long.
///
/// The same request gives the same bytes on every platform. Bad input never panics.
///
/// # Example
///
/// ```
/// let response = jicai::evaluate(
///     r#"{ "function": "award.region_counts", "rulebook": "award/cn-batch-05", "input": { "winners": 6 },
///          "options": { "explain": false } }"#,
/// );
/// assert!(response.starts_with(r#"{"value":{"regions":31,"counts":[6,5,5,5,5,5]}"#));
///
/// let response = jicai::evaluate(r#"{ "function": "award.choose" }"#);
/// assert!(response.starts_with(r#"{"error":{"code":"unknown_function","path":"/function""#));
/// ```
pub fn evaluate(request: impl AsRef<[u8]>) -> String {
    match try_evaluate(request) {
        Ok(response) => response,
        Err(error) => error_response(&error),
    }
}

/// What [`evaluate`] writes for an error.
pub fn error_response(error: &Error) -> String {
    let mut response = Response::new(MAX_RESPONSE);
    let written = response.raw("{\"error\":").and_then(|()| response.json(error)).and_then(|()| response.raw("}"));
    written.and_then(|()| response.text()).unwrap_or_else(|_| INTERNAL.to_owned())
}

const INTERNAL: &str = r#"{"error":{"code":"internal","path":"","message":"the error could not be written"}}"#;

/// [`evaluate`], with the error as a value: for bindings that raise it in the manner of their language.
///
/// # Errors
///
/// What [`evaluate`] would write as `{"error": …}`.
pub fn try_evaluate(request: impl AsRef<[u8]>) -> Result<String, Error> {
    let request = request.as_ref();
    if request.len() > MAX_REQUEST {
        let message = format!("a request has at most {MAX_REQUEST} bytes, got {}", request.len());
        return Err(Error::limit_exceeded("", message));
    }
    Request::read(&json::parse(request)?)?.answer()
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    #[serde(default = "yes")]
    explain: bool,
    #[serde(default)]
    strict: bool,
    #[serde(default)]
    language: Language,
}

impl Default for Options {
    fn default() -> Self {
        Options { explain: true, strict: false, language: Language::Zh }
    }
}

fn yes() -> bool {
    true
}

struct Request<'n, 'r, 'a> {
    function: &'n str,
    rulebook: Option<&'n Node<'r>>,
    input: Option<&'n Node<'a>>,
    options: Options,
}

impl<'n, 'r, 'a: 'r> Request<'n, 'r, 'a> {
    fn read(node: &'n Node<'a>) -> Result<Self, Error> {
        // The envelope by the same strict reader as everything else; rulebook and input stay trees.
        let Node::Object(entries) = node else {
            return Err(Error::invalid_input("", "a request is an object with `function` and `input`"));
        };
        for (i, (key, _)) in entries.iter().enumerate() {
            let path = crate::error::pointer_segment(key);
            if !["function", "rulebook", "input", "options"].contains(&key.as_ref()) {
                return Err(Error::invalid_input(path, format!("there is no field `{key}` here"))
                    .with_help("the fields are `function`, `rulebook`, `input`, `options`"));
            }
            if entries.iter().take(i).any(|(earlier, _)| earlier == key) {
                return Err(Error::invalid_input(path, format!("the key `{key}` stands here twice")));
            }
        }
        let function = match node.get("function") {
            Some(Node::Text(name)) => name.as_ref(),
            Some(_) => return Err(Error::invalid_input("/function", "function must be a text")),
            None => return Err(Error::invalid_input("/function", "the field `function` is missing")),
        };
        let options = match node.get("options") {
            Some(options) => json::decode(options).map_err(|error| error.under("/options"))?,
            None => Options::default(),
        };
        Ok(Request { function, rulebook: node.get("rulebook"), input: node.get("input"), options })
    }

    fn answer(&self) -> Result<String, Error> {
        match self.function {
            "award.select" => self.award(|rulebook, lot: award::Lot, trace| award::select_with(rulebook, &lot, trace)),
            "award.select_round" => {
                let rulebook = self.award_rulebook()?;
                award::round_decidable(&rulebook)?;
                let question: award::RoundQuestion = self.input()?;
                self.respond(|trace| award::select_round_with(&rulebook, &question.lots, trace))
            }
            "award.region_counts" => self.ruled(award::region_counts_with),
            "award.assign_regions" => self.asked(award::assign_regions_with),
            "award.group_bidders" => self.asked(award::group_bidders_with),
            "award.contract_terms" => self.asked(award::contract_terms_with),
            "award.compare" => self.award_compare(),
            "award.what_if" => self.award(|rulebook, question: award::WhatIfQuestion, trace| {
                award::what_if_with(rulebook, &question, trace)
            }),
            "differential.price" => self.asked(differential::price_with),
            "differential.comparable_price" => self.asked(differential::comparable_price_with),
            "differential.ratio" => self.asked(differential::ratio_with),
            "differential.check_listing" => self.asked(differential::check_listing_with),
            "differential.needs_representative" => self.asked(differential::needs_representative_with),
            "payment.standard" => self.asked(payment::standard_with),
            "payment.path" => self.asked(payment::path_with),
            "payment.split_line" => self
                .without_rulebook(|question: payment::LineQuestion, trace| payment::split_line_with(&question, trace)),
            "payment.settle" => {
                self.without_rulebook(|question: payment::SettleQuestion, trace| payment::settle_with(&question, trace))
            }
            "payment.bid_entry" => self.asked(payment::bid_entry_with),
            "payment.retail_cap" => self.asked(payment::retail_cap_with),
            "payment.lint_rulebook" => self.asked(payment::lint_rulebook_with),
            "credit.grade" => self.credit(
                |rulebook, question: credit::GradeQuestion, trace| credit::grade_with(rulebook, &question, trace),
                credit::Grading::require_no_gap,
            ),
            "credit.compare" => self.credit(
                |rulebook, question: credit::CompareQuestion, trace| credit::compare_with(rulebook, &question, trace),
                credit::GradeComparison::require_no_gap,
            ),
            "credit.measures" => self.credit(
                |rulebook, question: credit::MeasuresQuestion, trace| credit::measures_with(rulebook, &question, trace),
                credit::GradeMeasures::require_no_gap,
            ),
            "credit.repair" => self.credit(
                |rulebook, question: credit::RepairQuestion, trace| credit::repair_with(rulebook, &question, trace),
                credit::Correction::require_no_gap,
            ),
            "credit.national" => self.credit_records(
                |rulebook, question: credit::NationalQuestion, trace| credit::national_with(rulebook, &question, trace),
                |_| Ok(()),
            ),
            "credit.supplier_status" => self.credit_records(
                |rulebook, question: credit::SupplierQuestion, trace| {
                    credit::supplier_status_with(rulebook, &question, trace)
                },
                credit::SupplierStatus::require_no_gap,
            ),
            "credit.bar" => self.credit_bar(),
            "credit.default_rulebook" => self.without_rulebook(|question: credit::VersionQuestion, trace| {
                credit::default_rulebook_with(&question, trace)
            }),
            "volume.check_report" => self.volume_or_generic(volume::check_report_with),
            "volume.pool" => self.volume_or_generic(volume::pool_with),
            "volume.tender_authority" => self.asked(volume::tender_authority_with),
            "volume.agreed" => self.volume_or_generic(volume::agreed_with),
            "volume.allocate" => self.asked(volume::allocate_with),
            "volume.renewal" => self.asked(volume::renewal_with),
            "volume.remaining" => self.volume_or_generic(volume::remaining_with),
            "volume.tiered_cost" => self.volume_or_generic(volume::tiered_cost_with),
            "volume.same_basket_saving" => self.volume_or_generic(volume::same_basket_saving_with),
            "volume.choose_platform" => self.volume_or_generic(volume::choose_platform_with),
            "volume.zero_markup" => self.volume_or_generic(volume::zero_markup_with),
            "volume.retention" => self.asked(volume::retention_with),
            "volume.two_allows" => self.volume_or_generic(volume::two_allows_with),
            "execution.progress" => self.execution_or_unset(execution::progress_with),
            "execution.alerts" => self.execution_or_unset(execution::alerts_with),
            "execution.assess" => self.asked(execution::assess_with),
            "execution.escalate" => self.asked(execution::escalate_with),
            "execution.settlement_due" => self.asked(execution::settlement_due_with),
            "execution.prepayment" => self.asked(execution::prepayment_with),
            "execution.price_mark" => self.asked(execution::price_mark_with),
            "execution.non_supply_cap" => self.asked(execution::non_supply_cap_with),
            "execution.second_slot" => self.asked(execution::second_slot_with),
            "execution.replace_supplier" => self.execution_or_unset(execution::replace_supplier_with),
            "execution.disclosure" => self.execution_or_unset(execution::disclosure_with),
            "execution.central_purchase" => self.asked(execution::central_purchase_with),
            "execution.drug_income_ratio" => self.asked(execution::drug_income_ratio_with),
            "execution.process_score" => self.execution_or_unset(execution::process_score_with),
            "execution.shortage" => self.execution_or_unset(execution::shortage_with),
            "rulebook.list" => self.rulebook_list(),
            "rulebook.show" => self.rulebook_show(),
            other => {
                let shown: String = other.chars().take(60).collect();
                Err(Error::new(Code::UnknownFunction, "/function", format!("there is no function `{shown}`"))
                    .with_help(format!("the functions are {}", FUNCTIONS.join(", "))))
            }
        }
    }

    fn input<T: DeserializeOwned>(&self) -> Result<T, Error> {
        match self.input {
            Some(node) => json::decode(node).map_err(|error| error.under("/input")),
            None => Err(Error::invalid_input("/input", "the field `input` is missing")),
        }
    }

    /// The rulebook, which every function of a rule area needs.
    fn rulebook_node(&self) -> Result<&'n Node<'r>, Error> {
        self.rulebook.ok_or_else(|| Error::invalid_input("/rulebook", "the field `rulebook` is missing"))
    }

    fn award_rulebook(&self) -> Result<Arc<award::Rulebook>, Error> {
        award::Rulebook::from_request(self.rulebook_node()?, "/rulebook")
    }

    /// A function that needs a rulebook of its area.
    fn ruled<R: FromRequest, I: DeserializeOwned, O: Serialize>(
        &self,
        call: impl FnOnce(&R, I, &mut dyn Sink) -> Result<O, Error>,
    ) -> Result<String, Error> {
        let rulebook = R::from_request(self.rulebook_node()?, "/rulebook")?;
        let input = self.input()?;
        self.respond(|trace| call(&rulebook, input, trace))
    }

    /// The same for a function that takes its question by reference.
    fn asked<R: FromRequest, I: DeserializeOwned, O: Serialize>(
        &self,
        call: impl FnOnce(&R, &I, &mut dyn Sink) -> Result<O, Error>,
    ) -> Result<String, Error> {
        self.ruled(|rulebook: &R, question: I, trace| call(rulebook, &question, trace))
    }

    /// A function that decides bids: a rulebook without method or conditions is refused before the input is looked at.
    fn award<I: DeserializeOwned, O: Serialize>(
        &self,
        call: impl FnOnce(&award::Rulebook, I, &mut dyn Sink) -> Result<O, Error>,
    ) -> Result<String, Error> {
        let rulebook = self.award_rulebook()?;
        award::decidable(&rulebook)?;
        let input = self.input()?;
        self.respond(|trace| call(&rulebook, input, trace))
    }

    /// A function of the credit rules. Strict mode refuses what an unpublished number leaves open before what nobody has verified.
    fn credit<I: DeserializeOwned, O: Serialize>(
        &self,
        call: impl FnOnce(&credit::Rulebook, I, &mut dyn Sink) -> Result<O, Error>,
        no_gap: impl FnOnce(&O) -> Result<(), Error>,
    ) -> Result<String, Error> {
        let rulebook = credit::Rulebook::from_request(self.rulebook_node()?, "/rulebook")?;
        let input = self.input()?;
        self.respond(|trace| {
            let value = call(&rulebook, input, trace)?;
            if self.options.strict {
                no_gap(&value)?;
            }
            Ok(value)
        })
    }

    /// A function about grade records, each of which may name its version: the request need not.
    fn credit_records<I: DeserializeOwned, O: Serialize>(
        &self,
        call: impl FnOnce(Option<&Arc<credit::Rulebook>>, I, &mut dyn Sink) -> Result<O, Error>,
        no_gap: impl FnOnce(&O) -> Result<(), Error>,
    ) -> Result<String, Error> {
        let rulebook = match self.rulebook {
            Some(node) => Some(credit::Rulebook::from_request(node, "/rulebook")?),
            None => None,
        };
        let input = self.input()?;
        self.respond(|trace| {
            let value = call(rulebook.as_ref(), input, trace)?;
            if self.options.strict {
                no_gap(&value)?;
            }
            Ok(value)
        })
    }

    /// The violation list has one built-in rulebook, which need not be named.
    fn credit_bar(&self) -> Result<String, Error> {
        let rulebook = match self.rulebook {
            Some(node) => credit::BarRulebook::from_request(node, "/rulebook")?,
            None => credit::BarRulebook::builtin(credit::BarRulebook::BUILTIN)?,
        };
        let question: credit::BarQuestion = self.input()?;
        self.respond(|trace| credit::bar_with(&rulebook, &question, trace))
    }

    /// One that may be asked without a rulebook: everything comes from the caller then.
    fn volume_or_generic<I: DeserializeOwned, O: Serialize>(
        &self,
        call: impl FnOnce(&volume::Rulebook, &I, &mut dyn Sink) -> Result<O, Error>,
    ) -> Result<String, Error> {
        if self.rulebook.is_some() {
            return self.asked(call);
        }
        let rulebook = volume::Rulebook::builtin(volume::Rulebook::GENERIC)?;
        let input = self.input()?;
        self.respond(|trace| call(&rulebook, &input, trace))
    }

    /// The same where no rulebook stands for none.
    fn execution_or_unset<I: DeserializeOwned, O: Serialize>(
        &self,
        call: impl FnOnce(&execution::Rulebook, &I, &mut dyn Sink) -> Result<O, Error>,
    ) -> Result<String, Error> {
        if self.rulebook.is_some() {
            return self.asked(call);
        }
        let rulebook = execution::Rulebook::unset()?;
        let input = self.input()?;
        self.respond(|trace| call(rulebook, &input, trace))
    }

    /// A function whose rules have no parameters.
    fn without_rulebook<I: DeserializeOwned, O: Serialize>(
        &self,
        call: impl FnOnce(I, &mut dyn Sink) -> Result<O, Error>,
    ) -> Result<String, Error> {
        self.no_rulebook()?;
        let input = self.input()?;
        self.respond(|trace| call(input, trace))
    }

    fn award_compare(&self) -> Result<String, Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Question {
            lot: award::Lot,
            #[serde(rename = "against")]
            _against: serde::de::IgnoredAny,
        }
        let baseline = self.award_rulebook()?;
        award::decidable(&baseline)?;
        let question: Question = self.input()?;
        let against = match self.input.and_then(|input| input.get("against")) {
            Some(Node::List(nodes)) => nodes,
            _ => return Err(Error::invalid_input("/input/against", "against must be a list of rulebooks")),
        };
        award::check_list_size("/input/against", against.len())?;
        let against = against
            .iter()
            .enumerate()
            .map(|(i, node)| award::Rulebook::from_request(node, &format!("/input/against/{i}")))
            .collect::<Result<Vec<_>, _>>()?;
        let against: Vec<&award::Rulebook> = against.iter().map(AsRef::as_ref).collect();
        let strict = self.options.strict;
        self.respond(|trace| award::compare_with(&baseline, &question.lot, &against, strict, trace))
    }

    fn rulebook_list(&self) -> Result<String, Error> {
        #[derive(Serialize)]
        struct List {
            rulebooks: Vec<Listing>,
        }
        self.no_rulebook()?;
        let filter: Filter = match self.input {
            Some(_) => self.input()?,
            None => Filter::default(),
        };
        let rulebooks = rulebook::list(&filter)?;
        self.respond(|_| Ok(List { rulebooks }))
    }

    fn rulebook_show(&self) -> Result<String, Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Question {
            id: Id,
        }
        self.no_rulebook()?;
        let question: Question = self.input()?;
        let document: &Document = rulebook::builtin(question.id.as_str()).map_err(|error| error.at("/input/id"))?;
        self.respond(|_| Ok(document))
    }

    fn no_rulebook(&self) -> Result<(), Error> {
        match self.rulebook {
            None => Ok(()),
            Some(_) => Err(Error::invalid_input("/rulebook", format!("{} takes no rulebook", self.function))),
        }
    }

    fn respond<O: Serialize>(&self, call: impl FnOnce(&mut Trace) -> Result<O, Error>) -> Result<String, Error> {
        let mut trace = if self.options.explain { Trace::explaining() } else { Trace::new() };
        let value = call(&mut trace)?;
        if self.options.strict {
            trace.require_verified()?;
        }
        let mut response = Response::new(MAX_RESPONSE);
        response.raw("{\"value\":")?;
        response.json(&value)?;
        self.rest_of(response, &trace)
    }

    /// What stands behind the value, whatever its type is.
    fn rest_of(&self, mut response: Response, trace: &Trace) -> Result<String, Error> {
        if self.options.explain {
            response.raw(",\"explanation\":")?;
            response.json(&Steps(trace.steps(), self.options.language))?;
        }
        response.raw(",\"rests_on\":")?;
        response.json(&Sources(trace))?;
        response.raw("}")?;
        response.text()
    }
}

struct Steps<'t>(&'t [Step], Language);

impl Serialize for Steps<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|step| InLanguage(step, self.1)))
    }
}

struct Sources<'t>(&'t Trace);

impl Serialize for Sources<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let sources: Vec<&Source> = self.0.rests_on().collect();
        serializer.collect_seq(sources)
    }
}
