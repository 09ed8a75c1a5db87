//! The public functions of an area, each in two forms.

/// One public function and its twin that reports to a sink: `Rulebook`, `Error` and `Sink` are those in scope. What stands before the
/// name of the twin ends its documentation: an example of its own.
macro_rules! functions {
    ($($(#[$doc:meta])* $name:ident, $(#[$example:meta])* $with:ident: $question:ty => $answer:ty, $rule:path;)*) => {$(
        $(#[$doc])*
        pub fn $name(rulebook: &Rulebook, question: &$question) -> Result<$answer, Error> {
            $with(rulebook, question, &mut ())
        }

        #[doc = concat!("[`", stringify!($name), "()`], reporting decisions and parameters to a sink.")]
        ///
        /// # Errors
        ///
        #[doc = concat!("As [`", stringify!($name), "()`].")]
        ///
        $(#[$example])*
        pub fn $with(rulebook: &Rulebook, question: &$question, sink: &mut dyn Sink) -> Result<$answer, Error> {
            $rule(rulebook, question, sink)
        }
    )*};
}
pub(crate) use functions;
