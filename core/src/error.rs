//! The one error of the library: a code, a place, a message, a help line.

use std::fmt;

use serde::Serialize;

/// What kind of answer an [`Error`] is. The words are those of the JSON contract.
///
/// # Example
///
/// ```
/// use jicai::{Code, award::{self, Lot}};
///
/// // A document that is silent, and a caller who is: two codes, so that a program can tell them apart.
/// let lot = Lot::from_json(r#"{ "ceiling": "9", "bids": [ { "bid": "A", "price": "1.00" }, { "bid": "B", "price": "2.00" } ] }"#)?;
/// let silent = award::select(&*award::Rulebook::builtin("award/cn-batch-12")?, &lot).unwrap_err();
/// let wrong = Lot::from_json(r#"{ "bids": [ { "bid": "A", "price": "-1" } ] }"#).unwrap_err();
/// assert_eq!((silent.code(), wrong.code()), (Code::RuleGap, Code::InvalidInput));
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Code {
    /// The request is not JSON text.
    InvalidJson,
    /// A field is unknown, missing, of the wrong kind, out of range, or contradicts another one.
    InvalidInput,
    /// No function has this name.
    UnknownFunction,
    /// No built-in rulebook has this id.
    UnknownRulebook,
    /// A rulebook given by the caller, or a file, breaks the rulebook format.
    InvalidRulebook,
    /// The document does not say what the rule needs: a typed answer instead of a guess.
    RuleGap,
    /// Strict mode: the result would rest on a parameter that nobody has verified.
    UnverifiedParameter,
    /// The input is larger than the documented size.
    LimitExceeded,
    /// A bug in this library. Please report it.
    Internal,
}

impl Code {
    /// Every code, in the order of the contract.
    pub const ALL: [Code; 9] = [
        Code::InvalidJson,
        Code::InvalidInput,
        Code::UnknownFunction,
        Code::UnknownRulebook,
        Code::InvalidRulebook,
        Code::RuleGap,
        Code::UnverifiedParameter,
        Code::LimitExceeded,
        Code::Internal,
    ];

    /// The word of the JSON contract, e.g. `rule_gap`.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::Code;
    ///
    /// assert_eq!(Code::RuleGap.as_str(), "rule_gap");
    /// // The words of the contract, as a response has them in `error.code`.
    /// assert!(jicai::evaluate("[]").contains(&format!(r#""code":"{}""#, Code::InvalidInput.as_str())));
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Code::InvalidJson => "invalid_json",
            Code::InvalidInput => "invalid_input",
            Code::UnknownFunction => "unknown_function",
            Code::UnknownRulebook => "unknown_rulebook",
            Code::InvalidRulebook => "invalid_rulebook",
            Code::RuleGap => "rule_gap",
            Code::UnverifiedParameter => "unverified_parameter",
            Code::LimitExceeded => "limit_exceeded",
            Code::Internal => "internal",
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a call gave no value.
///
/// Nothing the caller had is lost: inputs are only read. The [path](Error::path) is a JSON Pointer (RFC 6901) into the request, also
/// for typed calls, where it names the same field: `/input/bids/3/price` is `lot.bids[3].price`.
///
/// # Example
///
/// ```
/// use jicai::{award, error::Code};
///
/// let error = award::Rulebook::builtin("award/cn-batch-06").unwrap_err();
/// assert_eq!(error.code(), Code::UnknownRulebook);
/// assert_eq!(error.path(), "/rulebook");
/// ```
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.message)]
pub struct Error(Box<Parts>);

#[derive(Clone, PartialEq, Eq)]
struct Parts {
    code: Code,
    path: String,
    message: String,
    help: Option<String>,
}

impl Error {
    /// The kind of error.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::{Code, Error, award::Rulebook};
    ///
    /// fn or_assumed(id: &str) -> Result<String, Error> {
    ///     match Rulebook::builtin(id) {
    ///         Ok(rulebook) => Ok(rulebook.id().to_string()),
    ///         Err(error) if error.code() == Code::UnknownRulebook => Ok("award/cn-batch-10".to_owned()),
    ///         Err(error) => Err(error),
    ///     }
    /// }
    /// assert_eq!(or_assumed("award/cn-batch-06")?, "award/cn-batch-10");
    /// # Ok::<(), Error>(())
    /// ```
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// JSON Pointer to the field; empty where the whole request is meant.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::award::{self, Bid, Lot};
    ///
    /// // Two bids of one name: the second is the one at fault.
    /// let bid = Bid::new("A".parse()?, "1.00".parse()?);
    /// let lot = Lot { ceiling: Some("9".parse()?), bids: vec![bid.clone(), bid], ..Lot::default() };
    /// let error = award::select(&*award::Rulebook::builtin("award/cn-batch-07")?, &lot).unwrap_err();
    /// assert_eq!(error.path(), "/input/bids/1/bid"); // lot.bids[1].bid
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// One sentence in lower case with the offending value.
    ///
    /// # Example
    ///
    /// ```
    /// let error = jicai::award::Lot::from_json(r#"{ "bids": [ { "bid": "A", "price": "-1" } ] }"#).unwrap_err();
    /// assert_eq!(error.message(), "price must be greater than zero, got `-1`");
    /// assert_eq!(error.to_string(), error.message());
    /// ```
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// What to do about it, where there is something to do.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::award::Rulebook;
    ///
    /// let error = Rulebook::builtin("award/cn-batch-06").unwrap_err();
    /// assert!(error.help().is_some_and(|help| help.contains("award/cn-batch-07"))); // the ids there are
    /// # let error = jicai::award::Lot::from_json("{").unwrap_err();
    /// assert_eq!(error.help(), None); // of text that is no JSON
    /// ```
    pub fn help(&self) -> Option<&str> {
        self.0.help.as_deref()
    }

    pub(crate) fn new(code: Code, path: impl Into<String>, message: impl Into<String>) -> Self {
        Error(Box::new(Parts { code, path: path.into(), message: message.into(), help: None }))
    }

    pub(crate) fn invalid_input(path: impl Into<String>, message: impl Into<String>) -> Self {
        Error::new(Code::InvalidInput, path, message)
    }

    pub(crate) fn limit_exceeded(path: impl Into<String>, message: impl Into<String>) -> Self {
        Error::new(Code::LimitExceeded, path, message)
    }

    pub(crate) fn invalid_rulebook(path: impl Into<String>, message: impl Into<String>) -> Self {
        Error::new(Code::InvalidRulebook, path, message)
    }

    /// A gap always points at the rulebook: what is missing is missing there.
    pub(crate) fn rule_gap(message: impl Into<String>) -> Self {
        Error::new(Code::RuleGap, "/rulebook", message)
    }

    pub(crate) fn with_help(mut self, help: impl Into<String>) -> Self {
        self.0.help = Some(help.into());
        self
    }

    pub(crate) fn with_code(mut self, code: Code) -> Self {
        self.0.code = code;
        self
    }

    /// Puts the path below `prefix`: a rule reports `/bids/0/price`, its caller knows where the lot lies.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::award::Lot;
    ///
    /// // The lot came as a part of a document of one's own: the error names the place there.
    /// let error = Lot::from_json(r#"{ "bids": [ { "bid": "A", "price": "0" } ] }"#).map_err(|error| error.under("/tender/lots/7"));
    /// assert_eq!(error.unwrap_err().path(), "/tender/lots/7/bids/0/price");
    /// ```
    pub fn under(mut self, prefix: &str) -> Self {
        self.0.path.insert_str(0, prefix);
        self
    }

    /// The same for what a rule reports: a gap points at the rulebook wherever the lot lies.
    pub(crate) fn under_input(self, prefix: &str) -> Self {
        match self.code() {
            Code::RuleGap => self,
            _ => self.under(prefix),
        }
    }

    pub(crate) fn with_message(mut self, message: impl Into<String>) -> Self {
        self.0.message = message.into();
        self
    }

    /// Points at `path` whatever was reported: for values whose inner structure is not addressed by the contract.
    pub(crate) fn at(mut self, path: impl Into<String>) -> Self {
        self.0.path = path.into();
        self
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code())?;
        if !self.path().is_empty() {
            write!(f, " at {}", self.path())?;
        }
        write!(f, ": {}", self.message())?;
        match self.help() {
            Some(help) => write!(f, " (help: {help})"),
            None => Ok(()),
        }
    }
}

/// The JSON form: `code`, `path`, `message`, and `help` where there is one.
impl Serialize for Error {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Form<'a> {
            code: &'a str,
            path: &'a str,
            message: &'a str,
            #[serde(skip_serializing_if = "Option::is_none")]
            help: Option<&'a str>,
        }
        Form { code: self.code().as_str(), path: self.path(), message: self.message(), help: self.help() }
            .serialize(serializer)
    }
}

/// One step of a JSON Pointer: `~` and `/` inside a name are escaped as RFC 6901 says.
pub(crate) fn pointer_segment(name: &str) -> String {
    let mut out = String::with_capacity(name.len().saturating_add(1));
    out.push('/');
    for c in name.chars() {
        match c {
            '~' => out.push_str("~0"),
            '/' => out.push_str("~1"),
            c => out.push(c),
        }
    }
    out
}
