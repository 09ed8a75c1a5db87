//! The door for those who hold a question in another form than JSON text.

use serde::de::{DeserializeOwned, Deserializer};

use super::{Options, Request};
use crate::error::Error;
use crate::explain::Language;
use crate::json::{self, Node};

/// Reads a typed question from any serde format by the strict reader of the JSON door: the same errors at the same paths.
///
/// For programs that hold their data in another form than JSON text: rows of a table, objects of another language. Numbers other than
/// integers are refused here too: amounts are texts.
///
/// # Errors
///
/// As the door has them for the `input`; the path is relative to the value.
///
/// # Example
///
/// ```
/// use jicai::{award::Bid, evaluate::read};
/// use serde_json::json;
///
/// let bid: Bid = read(json!({ "bid": "B1", "price": "1.00" }))?;
/// assert_eq!(bid.bid.as_str(), "B1");
/// assert_eq!(read::<Bid>(json!({ "bid": "B1", "price": "-1" })).unwrap_err().path(), "/price");
/// # Ok::<(), jicai::Error>(())
/// ```
pub fn read<'de, T: DeserializeOwned>(value: impl Deserializer<'de>) -> Result<T, Error> {
    json::decode(&json::tree(value)?)
}

/// A function of the JSON door with its rulebook and options, for many questions whose input is in another form than JSON text.
///
/// # Example
///
/// ```
/// use jicai::evaluate::Function;
/// use serde_json::json;
///
/// let counts = Function::new("award.region_counts").with_rulebook(json!("award/cn-batch-05"))?.without_explanation();
/// assert!(counts.ask(json!({ "winners": 6 }))?.starts_with(r#"{"value":{"regions":31,"#));
/// assert_eq!(counts.ask(json!({ "winners": "6" })).unwrap_err().path(), "/input/winners");
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Function {
    name: String,
    rulebook: Option<Node<'static>>,
    options: Options,
}

impl Function {
    /// A function by its name, without a rulebook, explained in Chinese.
    pub fn new(name: &str) -> Function {
        Function { name: name.to_owned(), rulebook: None, options: Options::default() }
    }

    /// With a rulebook: the id of a built-in one, or a whole object. It is looked at when a question is asked.
    ///
    /// # Errors
    ///
    /// `limit_exceeded` at `/rulebook` for an object that is nested too deep.
    pub fn with_rulebook<'de>(mut self, rulebook: impl Deserializer<'de>) -> Result<Function, Error> {
        let tree = json::tree(rulebook).map_err(|error| error.under("/rulebook"))?;
        self.rulebook = Some(tree.into_owned());
        Ok(self)
    }

    /// The response has no explanation, which is faster.
    pub fn without_explanation(mut self) -> Function {
        self.options.explain = false;
        self
    }

    /// A result that rests on an unverified parameter is the error `unverified_parameter`.
    pub fn strict(mut self) -> Function {
        self.options.strict = true;
        self
    }

    /// The language of the explanation.
    pub fn in_language(mut self, language: Language) -> Function {
        self.options.language = language;
        self
    }

    /// Asks one question: the response is that of [`evaluate()`](super::evaluate()).
    ///
    /// # Errors
    ///
    /// What [`evaluate()`](super::evaluate()) would write as `{"error": …}`.
    pub fn ask<'de>(&self, input: impl Deserializer<'de>) -> Result<String, Error> {
        let input = json::tree(input).map_err(|error| error.under("/input"))?;
        let rulebook = self.rulebook.as_ref();
        Request { function: &self.name, rulebook, input: Some(&input), options: self.options }.answer()
    }
}
