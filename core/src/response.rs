//! The text of a response while it is written.

use std::io;

use serde::Serialize;

use crate::error::{Code, Error};

/// Text that ends with an error where there is no more room, instead of ending the process.
pub(crate) struct Response {
    text: Vec<u8>,
    most: usize,
}

const FULL: &str = "the response is too long";

impl Response {
    /// A response of at most `most` bytes.
    pub(crate) fn new(most: usize) -> Response {
        // Most responses fit: growing a buffer from nothing would copy it several times.
        const USUAL: usize = 8 * 1024;
        Response { text: Vec::with_capacity(USUAL), most }
    }

    /// Text as it is.
    pub(crate) fn raw(&mut self, text: &str) -> Result<(), Error> {
        io::Write::write_all(self, text.as_bytes()).map_err(|error| self.refuse(&error.to_string()))
    }

    /// A value as JSON.
    pub(crate) fn json<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        let written = serde_json::to_writer(&mut *self, value);
        written.map_err(|error| self.refuse(&error.to_string()))
    }

    pub(crate) fn text(self) -> Result<String, Error> {
        String::from_utf8(self.text)
            .map_err(|error| Error::new(Code::Internal, "", format!("the response could not be written: {error}")))
    }

    #[cold]
    fn refuse(&self, reason: &str) -> Error {
        if reason.starts_with(FULL) {
            let message = format!("the response would have more than {} bytes, or than there is memory", self.most);
            return Error::limit_exceeded("/input", message)
                .with_help("ask about fewer things at once, without explanation, or with shorter identifiers");
        }
        Error::new(Code::Internal, "", format!("the response could not be written: {reason}"))
    }

    /// Makes room, which is rarely needed: pieces are small. The room never exceeds what a response may have.
    #[cold]
    fn grow(&mut self, more: usize) -> io::Result<()> {
        let needed = self.text.len().saturating_add(more);
        let room = needed.max(self.text.capacity().saturating_mul(2)).min(self.most);
        if needed > room || self.text.try_reserve_exact(room.saturating_sub(self.text.len())).is_err() {
            return Err(io::Error::other(FULL));
        }
        Ok(())
    }
}

impl io::Write for Response {
    #[inline]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.text.capacity().saturating_sub(self.text.len()) < bytes.len() {
            self.grow(bytes.len())?;
        }
        self.text.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write(bytes).map(drop)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_response_is_an_error() {
        let mut response = Response { text: Vec::new(), most: 10 };
        assert!(response.json("12345678").is_ok());
        let error = response.json("9").unwrap_err();
        assert_eq!(error.code(), Code::LimitExceeded, "{error}");
        assert_eq!(response.raw("9").unwrap_err().path(), "/input");
    }
}
