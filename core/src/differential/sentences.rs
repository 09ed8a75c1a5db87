//! Sentences.
pub(super) fn render(_: &crate::explain::Step, _: crate::explain::Language) -> String {
    String::new()
}
