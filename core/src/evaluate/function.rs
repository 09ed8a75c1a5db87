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
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::evaluate::Function;
    ///
    /// let list = Function::new("rulebook.list"); // needs no rulebook
    /// assert!(list.ask(serde_json::json!({ "area": "award" }))?.contains(r#""id":"award/cn-batch-10""#));
    /// # Ok::<(), jicai::Error>(())
    /// ```
    pub fn new(name: &str) -> Function {
        Function { name: name.to_owned(), rulebook: None, options: Options::default() }
    }

    /// With a rulebook: the id of a built-in one, or a whole object. It is looked at when a question is asked.
    ///
    /// # Errors
    ///
    /// `limit_exceeded` at `/rulebook` for an object that is nested too deep.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::evaluate::Function;
    /// use serde_json::json;
    ///
    /// // A rulebook of one's own: an alliance of 11 regions.
    /// let own = json!({ "id": "example/alliance", "extends": "award/cn-batch-05", "parameters": { "regions": 11 } });
    /// let counts = Function::new("award.region_counts").with_rulebook(own)?.without_explanation();
    /// assert!(counts.ask(json!({ "winners": 3 }))?.starts_with(r#"{"value":{"regions":11,"counts":[5,3,3]}"#));
    /// # Ok::<(), jicai::Error>(())
    /// ```
    pub fn with_rulebook<'de>(mut self, rulebook: impl Deserializer<'de>) -> Result<Function, Error> {
        let tree = json::tree(rulebook).map_err(|error| error.under("/rulebook"))?;
        self.rulebook = Some(tree.into_owned());
        Ok(self)
    }

    /// The response has no explanation, which is faster.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::evaluate::Function;
    /// use serde_json::json;
    ///
    /// let counts = Function::new("award.region_counts").with_rulebook(json!("award/cn-batch-05"))?;
    /// assert!(counts.ask(json!({ "winners": 6 }))?.contains(r#""explanation":["#));
    /// let response = counts.without_explanation().ask(json!({ "winners": 6 }))?;
    /// assert!(!response.contains("explanation") && response.contains(r#""rests_on":["#)); // what it rests on stays
    /// # Ok::<(), jicai::Error>(())
    /// ```
    pub fn without_explanation(mut self) -> Function {
        self.options.explain = false;
        self
    }

    /// A result that rests on an unverified parameter is the error `unverified_parameter`.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::evaluate::Function;
    /// use serde_json::json;
    ///
    /// // That batch 10 has 31 regions is assumed.
    /// let counts = Function::new("award.region_counts").with_rulebook(json!("award/cn-batch-10"))?;
    /// assert!(counts.ask(json!({ "winners": 6 })).is_ok());
    /// assert_eq!(counts.strict().ask(json!({ "winners": 6 })).unwrap_err().code(), jicai::Code::UnverifiedParameter);
    /// # Ok::<(), jicai::Error>(())
    /// ```
    pub fn strict(mut self) -> Function {
        self.options.strict = true;
        self
    }

    /// The language of the explanation.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::evaluate::Function;
    /// use jicai::explain::Language;
    /// use serde_json::json;
    ///
    /// let select = Function::new("award.select").with_rulebook(json!("award/cn-batch-10"))?.in_language(Language::En);
    /// let response = select.ask(json!({ "form": "oral_solid", "bids": [ { "bid": "A", "price": "1.00" }, { "bid": "B", "price": "1.81" } ] }))?;
    /// assert!(response.contains("price 1.8100 is above 1.8 times the anchor 1.0000 (1.8000)"));
    /// # Ok::<(), jicai::Error>(())
    /// ```
    pub fn in_language(mut self, language: Language) -> Function {
        self.options.language = language;
        self
    }

    /// Asks one question: the response is that of [`evaluate()`](super::evaluate()).
    ///
    /// # Errors
    ///
    /// What [`evaluate()`](super::evaluate()) would write as `{"error": …}`.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::evaluate::Function;
    /// use serde_json::json;
    ///
    /// // One function, many questions: each answer is the response of the JSON door.
    /// let terms = Function::new("award.contract_terms").with_rulebook(json!("award/cn-batch-07"))?.without_explanation();
    /// for (winners, share) in [(1, "0.50"), (2, "0.60"), (3, "0.70"), (4, "0.80")] {
    ///     assert!(terms.ask(json!({ "winners": winners, "want": ["share"] }))?.contains(&format!(r#""agreed_share":"{share}""#)));
    /// }
    /// # Ok::<(), jicai::Error>(())
    /// ```
    pub fn ask<'de>(&self, input: impl Deserializer<'de>) -> Result<String, Error> {
        let input = json::tree(input).map_err(|error| error.under("/input"))?;
        let rulebook = self.rulebook.as_ref();
        Request { function: &self.name, rulebook, input: Some(&input), options: self.options }.answer()
    }
}
