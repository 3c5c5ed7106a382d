//! Which encoding a file is in, and its text as UTF-8.

use encoding_rs::{CoderResult, Decoder, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use std::io::{self, Read};

const CHUNK: usize = 32 * 1024;

kernel::words! {
    /// How the characters of a file are written. GB18030 holds all of GBK and GB 2312, which is what spreadsheets in
    /// China save.
    pub enum TextEncoding {
        Utf8 = "utf8",
        Utf16Le = "utf16_le",
        Utf16Be = "utf16_be",
        Gb18030 = "gb18030",
    }
}

impl TextEncoding {
    /// By byte order mark; else UTF-8 where the sample is valid UTF-8; else GB18030.
    pub fn detect(sample: &[u8]) -> Self {
        match Encoding::for_bom(sample) {
            Some((encoding, _)) if encoding == UTF_16LE => Self::Utf16Le,
            Some((encoding, _)) if encoding == UTF_16BE => Self::Utf16Be,
            Some(_) => Self::Utf8,
            None if is_utf8(sample) => Self::Utf8,
            None => Self::Gb18030,
        }
    }

    fn decoder(self) -> Decoder {
        let encoding = match self {
            Self::Utf8 => UTF_8,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::Gb18030 => GB18030,
        };
        encoding.new_decoder_with_bom_removal()
    }
}

/// A character that the end of the sample cuts in two is no mistake.
fn is_utf8(sample: &[u8]) -> bool {
    std::str::from_utf8(sample).map_or_else(|error| error.error_len().is_none(), |_| true)
}

/// The text of `source`, chunk by chunk; what is no character of the encoding becomes U+FFFD.
pub(super) struct DecodedText<R> {
    source: R,
    decoder: Decoder,
    input: Vec<u8>,
    pending: std::ops::Range<usize>,
    ended: bool,
}

impl<R: Read> DecodedText<R> {
    pub fn new(source: R, encoding: TextEncoding) -> Self {
        let input = vec![0; CHUNK];
        Self { source, decoder: encoding.decoder(), input, pending: 0..0, ended: false }
    }

    /// Appends more text; false at the end.
    pub fn read_more(&mut self, text: &mut String) -> io::Result<bool> {
        while !self.ended {
            let at_end = self.pending.is_empty() && !self.refill()?;
            text.reserve(
                self.decoder.max_utf8_buffer_length(self.pending.len()).unwrap_or(4 * CHUNK),
            );
            let before = text.len();
            let (result, read, _) =
                self.decoder.decode_to_string(&self.input[self.pending.clone()], text, at_end);
            self.pending.start += read;
            self.ended = at_end && result == CoderResult::InputEmpty;
            if text.len() > before {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn refill(&mut self) -> io::Result<bool> {
        let count = loop {
            match self.source.read(&mut self.input) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                outcome => break outcome?,
            }
        };
        self.pending = 0..count;
        Ok(count > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::{DecodedText, TextEncoding};
    use std::io::Read;

    /// Gives one byte at a time, as a slow network does.
    struct Slow<'a>(&'a [u8]);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let Some((first, rest)) = self.0.split_first() else { return Ok(0) };
            buffer[0] = *first;
            self.0 = rest;
            Ok(1)
        }
    }

    fn decode(bytes: &[u8]) -> String {
        let encoding = TextEncoding::detect(bytes);
        let mut decoded = DecodedText::new(Slow(bytes), encoding);
        let mut text = String::new();
        while decoded.read_more(&mut text).unwrap() {}
        text
    }

    #[test]
    fn each_encoding_is_recognised_and_read() {
        let text = "姓名,电话\n张伟,１３８\n";
        let utf16 = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
            std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(unit).collect()
        };
        let cases: [(Vec<u8>, TextEncoding); 5] = [
            (text.as_bytes().to_vec(), TextEncoding::Utf8),
            ([b"\xef\xbb\xbf", text.as_bytes()].concat(), TextEncoding::Utf8),
            (utf16(u16::to_le_bytes), TextEncoding::Utf16Le),
            (utf16(u16::to_be_bytes), TextEncoding::Utf16Be),
            (encoding_rs::GBK.encode(text).0.into_owned(), TextEncoding::Gb18030),
        ];
        for (bytes, encoding) in cases {
            assert_eq!(TextEncoding::detect(&bytes), encoding);
            assert_eq!(decode(&bytes), text, "{encoding:?}");
        }
    }

    #[test]
    fn a_character_cut_by_the_end_of_the_sample_is_still_utf8() {
        let text = "张伟".as_bytes();
        assert_eq!(TextEncoding::detect(&text[..5]), TextEncoding::Utf8);
    }

    #[test]
    fn bytes_that_are_no_character_are_marked() {
        assert_eq!(decode(b"\xef\xbb\xbfa\xffb"), "a\u{fffd}b");
        assert_eq!(decode(b"\xff\xfea\0b"), "a\u{fffd}", "half a UTF-16 unit at the end");
    }
}
