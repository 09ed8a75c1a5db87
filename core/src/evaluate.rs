//! The JSON door: one function name, one typed call.

#[cfg(feature = "award")]
mod award;
#[cfg(feature = "credit")]
mod credit;
#[cfg(feature = "differential")]
mod differential;
#[cfg(feature = "execution")]
mod execution;
mod function;
#[cfg(feature = "payment")]
mod payment;
mod rulebook;
#[cfg(feature = "volume")]
mod volume;

pub use function::{Function, read};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize, Serializer};

use crate::error::{Code, Error};
use crate::explain::{InLanguage, Language, Sink, Step, Trace};
use crate::json::{self, Node};
use crate::response::Response;
use crate::rulebook::{FromRequest, Source};

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
///
/// # Example
///
/// ```
/// use jicai::evaluate::{error_response, try_evaluate};
///
/// let request = r#"{ "function": "award.region_counts", "rulebook": "award/cn-batch-05", "input": { "winners": 0 } }"#;
/// let error = try_evaluate(request).unwrap_err();
/// assert_eq!(error_response(&error), jicai::evaluate(request));
/// assert!(error_response(&error).starts_with(r#"{"error":{"code":"invalid_input","path":"/input/winners","#));
/// ```
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
///
/// # Example
///
/// ```
/// use jicai::evaluate::try_evaluate;
///
/// let request = |winners: &str| {
///     format!(r#"{{ "function": "award.region_counts", "rulebook": "award/cn-batch-05", "input": {{ "winners": {winners} }} }}"#)
/// };
/// assert!(try_evaluate(request("6"))?.starts_with(r#"{"value":{"regions":31,"#));
/// assert_eq!(try_evaluate(request("6.5")).unwrap_err().code(), jicai::Code::InvalidInput);
/// # Ok::<(), jicai::Error>(())
/// ```
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
        let area = self.function.split_once('.').map_or("", |(area, _)| area);
        let answer = match area {
            #[cfg(feature = "award")]
            "award" => self.award_function(),
            #[cfg(feature = "differential")]
            "differential" => self.differential_function(),
            #[cfg(feature = "payment")]
            "payment" => self.payment_function(),
            #[cfg(feature = "credit")]
            "credit" => self.credit_function(),
            #[cfg(feature = "volume")]
            "volume" => self.volume_function(),
            #[cfg(feature = "execution")]
            "execution" => self.execution_function(),
            "rulebook" => self.rulebook_function(),
            _ => None,
        };
        answer.unwrap_or_else(|| Err(self.unknown()))
    }

    fn unknown(&self) -> Error {
        if FUNCTIONS.contains(&self.function) {
            let message = format!("`{}` is a function of an area that this build leaves out", self.function);
            return Error::new(Code::UnknownFunction, "/function", message);
        }
        let shown: String = self.function.chars().take(60).collect();
        Error::new(Code::UnknownFunction, "/function", format!("there is no function `{shown}`"))
            .with_help(format!("the functions are {}", FUNCTIONS.join(", ")))
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

    /// A function whose rules have no parameters.
    fn without_rulebook<I: DeserializeOwned, O: Serialize>(
        &self,
        call: impl FnOnce(I, &mut dyn Sink) -> Result<O, Error>,
    ) -> Result<String, Error> {
        self.no_rulebook()?;
        let input = self.input()?;
        self.respond(|trace| call(input, trace))
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
