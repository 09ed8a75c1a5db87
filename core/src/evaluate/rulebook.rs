//! The functions about the built-in rulebooks themselves.

use serde::{Deserialize, Serialize};

use super::Request;
use crate::Id;
use crate::error::Error;
use crate::rulebook::{self, Document, Filter, Listing};

impl<'r, 'a: 'r> Request<'_, 'r, 'a> {
    pub(super) fn rulebook_function(&self) -> Option<Result<String, Error>> {
        Some(match self.function {
            "rulebook.list" => self.rulebook_list(),
            "rulebook.show" => self.rulebook_show(),
            _ => return None,
        })
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
}
