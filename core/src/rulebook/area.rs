//! What the typed rulebooks of all areas have in common: where they come from.

use std::sync::Arc;

use crate::error::Error;
use crate::json::Node;

/// The ways to a rulebook of an area: by id, from a file, from JSON, from a request. `Rulebook` has a field `document` and a function
/// `from_document`.
macro_rules! area_rulebook {
    ($Rulebook:ident, $area:literal) => {
        static BUILTIN: $crate::rulebook::Cache<$Rulebook> = $crate::rulebook::Cache::new();

        impl $Rulebook {
            /// A built-in rulebook of this area by id; parsed on first use.
            ///
            /// # Errors
            ///
            /// `unknown_rulebook` at `/rulebook`.
            pub fn builtin(id: &str) -> Result<std::sync::Arc<$Rulebook>, $crate::Error> {
                BUILTIN
                    .get($crate::rulebook::position_in($area, id)?, || {
                        $Rulebook::from_document($crate::rulebook::builtin(id)?.clone())
                    })
                    .cloned()
                    .map_err(|error| if error.path().is_empty() { error } else { error.under("/rulebook") })
            }

            /// Reads a rulebook file, with everything it inherits.
            ///
            /// # Errors
            ///
            /// `invalid_rulebook` or `unknown_rulebook` with the key's place in the file, e.g. `/parameters/<name>`.
            pub fn from_toml(text: &str) -> Result<$Rulebook, $crate::Error> {
                $Rulebook::from_document($crate::rulebook::Document::from_toml(text)?)
            }

            /// Reads the same thing as a JSON object.
            ///
            /// # Errors
            ///
            /// As [`Self::from_toml`].
            pub fn from_json(text: &str) -> Result<$Rulebook, $crate::Error> {
                $Rulebook::from_document($crate::rulebook::Document::from_json(text)?)
            }

            /// The id.
            pub fn id(&self) -> &$crate::Id {
                self.document.id()
            }

            /// Head, parameters and gaps as the documents state them.
            pub fn document(&self) -> &$crate::rulebook::Document {
                &self.document
            }
        }

        impl $crate::rulebook::FromRequest for $Rulebook {
            fn from_request(
                node: &$crate::json::Node<'_>,
                path: &str,
            ) -> Result<std::sync::Arc<$Rulebook>, $crate::Error> {
                use $crate::rulebook::{Document, Reference};

                match Reference::read(node).map_err(|error| error.under(path))? {
                    Reference::Builtin(id) => $Rulebook::builtin(id).map_err(|error| error.at(path)),
                    Reference::Object(object) => Document::from_node(object, usize::MAX)
                        .and_then($Rulebook::from_document)
                        .map(std::sync::Arc::new)
                        .map_err(|error| error.under(path)),
                }
            }
        }
    };
}

/// A rulebook that a request may name or state.
pub(crate) trait FromRequest: Sized {
    /// The rulebook of a request, below `path`.
    fn from_request(node: &Node<'_>, path: &str) -> Result<Arc<Self>, Error>;
}

pub(crate) use area_rulebook;
