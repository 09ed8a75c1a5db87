//! How texts are encoded: those of the JSON door, and what an error struct says.

use std::borrow::Cow;

use encoding_rs::GB18030;

/// Texts are in UTF-8.
pub const JICAI_ENCODING_UTF8: i32 = 0;
/// Texts are in GB18030, of which GBK and GB 2312 are parts.
pub const JICAI_ENCODING_GB18030: i32 = 1;

/// How texts are encoded.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf8,
    Gb18030,
}

impl Encoding {
    pub(crate) fn of(number: i32) -> Option<Encoding> {
        match number {
            JICAI_ENCODING_UTF8 => Some(Encoding::Utf8),
            JICAI_ENCODING_GB18030 => Some(Encoding::Gb18030),
            _ => None,
        }
    }

    /// A character in this encoding; one that it does not have is a question mark.
    pub(crate) fn encode_or_question_mark(self, character: &str) -> Cow<'_, [u8]> {
        match self {
            Encoding::Utf8 => Cow::Borrowed(character.as_bytes()),
            Encoding::Gb18030 => match GB18030.encode(character) {
                (bytes, _, false) => bytes,
                _ => Cow::Borrowed(b"?"),
            },
        }
    }
}
