//! One conformance vector, and the request it stands for.

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_json::value::RawValue;

/// A vector as its file states it. What goes into the request stays the text that the file has, byte for byte.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vector {
    /// Unique among all vectors of a run.
    pub id: String,
    /// The function of the request.
    pub function: String,
    /// The rulebook of the request, where it has one.
    #[serde(default, deserialize_with = "present")]
    pub rulebook: Option<Box<RawValue>>,
    /// The input of the request.
    pub input: Box<RawValue>,
    /// The options of the request, where it has any.
    #[serde(default, deserialize_with = "present")]
    pub options: Option<Box<RawValue>>,
    /// What `value` must have.
    #[serde(default, deserialize_with = "present")]
    pub expect: Option<Value>,
    /// What `error` must have.
    #[serde(default, deserialize_with = "present")]
    pub expect_error: Option<Value>,
    /// The `parameter` fields of `rests_on`, all of them in order.
    #[serde(default, deserialize_with = "present")]
    pub expect_rests_on: Option<Vec<String>>,
    /// Clause, subject and outcome of entries that `explanation` has in this order.
    #[serde(default, deserialize_with = "present")]
    pub expect_outcomes: Option<Vec<(String, String, String)>>,
    /// Where the figures come from.
    #[serde(default, deserialize_with = "present")]
    pub source: Option<String>,
    /// What kind of source that is.
    #[serde(default, deserialize_with = "present")]
    pub kind: Option<Kind>,
}

/// Where the figures of a vector come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Input and result were published.
    Published,
    /// They follow from published facts.
    Derived,
    /// They were made up to reach a rule.
    Invented,
}

/// A field that is there is there, even as `null`: a vector may well ask what the library says to that.
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

impl Vector {
    /// The vectors of a file's text; an element that is no vector is a complaint in its place.
    ///
    /// # Errors
    ///
    /// The text is no JSON array.
    pub fn read_all(text: &str) -> Result<Vec<Result<Vector, String>>, String> {
        let elements: Vec<&RawValue> =
            serde_json::from_str(text).map_err(|error| format!("is not a JSON array of vectors: {error}"))?;
        Ok(elements.into_iter().enumerate().map(|(i, element)| Vector::read(i, element)).collect())
    }

    fn read(index: usize, element: &RawValue) -> Result<Vector, String> {
        let vector: Vector =
            serde_json::from_str(element.get()).map_err(|error| format!("element {index} is not a vector: {error}"))?;
        let complaint = match (&vector.expect, &vector.expect_error) {
            (Some(_), Some(_)) => "`expect` and `expect_error` exclude each other",
            (None, None) => "one of `expect` and `expect_error` is missing",
            (None, Some(_)) if vector.expect_rests_on.is_some() || vector.expect_outcomes.is_some() => {
                "an error rests on nothing and explains nothing"
            }
            _ => return Ok(vector),
        };
        Err(format!("element {index} (`{}`) is not a vector: {complaint}", vector.id))
    }

    /// The request.
    pub fn request(&self) -> String {
        self.request_with(self.options.as_ref().map(|options| options.get()))
    }

    /// The same request, asked without an explanation.
    pub fn request_without_explanation(&self) -> String {
        let options: Option<serde_json::Map<String, Value>> =
            self.options.as_ref().and_then(|options| serde_json::from_str(options.get()).ok());
        let mut options = options.unwrap_or_default();
        options.insert("explain".into(), false.into());
        self.request_with(Some(&Value::from(options).to_string()))
    }

    fn request_with(&self, options: Option<&str>) -> String {
        let mut request = format!("{{\"function\":{}", Value::from(self.function.as_str()));
        let fields = [
            ("rulebook", self.rulebook.as_ref().map(|rulebook| rulebook.get())),
            ("input", Some(self.input.get())),
            ("options", options),
        ];
        for (name, text) in fields {
            if let Some(text) = text {
                request.push_str(&format!(",\"{name}\":{text}"));
            }
        }
        request.push('}');
        request
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(text: &str) -> Result<Vector, String> {
        Vector::read_all(&format!("[{text}]")).unwrap().remove(0)
    }

    #[test]
    fn the_request_keeps_the_text() {
        let vector = only(
            r#"{ "id": "a", "function": "f", "rulebook": null, "input": { "x": 1.50, "x": null }, "options": {"strict":true},
                 "expect": {} }"#,
        )
        .unwrap();
        assert_eq!(
            vector.request(),
            r#"{"function":"f","rulebook":null,"input":{ "x": 1.50, "x": null },"options":{"strict":true}}"#
        );
        assert!(vector.request_without_explanation().ends_with(r#""options":{"strict":true,"explain":false}}"#));
    }

    #[test]
    fn what_is_no_vector_is_refused() {
        assert!(Vector::read_all("{}").is_err());
        assert!(Vector::read_all("[").is_err());
        for (text, why) in [
            ("1", "element 0"),
            (r#"{ "id": "a", "function": "f", "expect": {} }"#, "`input`"),
            (r#"{ "id": "a", "function": "f", "input": {} }"#, "one of `expect` and `expect_error`"),
            (r#"{ "id": "a", "function": "f", "input": {}, "expect": {}, "expect_error": {} }"#, "exclude"),
            (r#"{ "id": "a", "function": "f", "input": {}, "expects": {} }"#, "unknown field `expects`"),
            (r#"{ "id": "a", "function": "f", "input": {}, "expect": {}, "kind": "guessed" }"#, "guessed"),
            (
                r#"{ "id": "a", "function": "f", "input": {}, "expect": {}, "expect_outcomes": [["a", "b"]] }"#,
                "length 2",
            ),
            (r#"{ "id": "a", "function": "f", "input": {}, "expect_error": {}, "expect_rests_on": [] }"#, "rests on"),
        ] {
            let error = only(text).unwrap_err();
            assert!(error.contains(why), "{error}");
        }
    }
}
