//! Looks through JSON that was found to be well-formed, without building it: what the databases would choke on
//! must be refused with a clear answer, and nobody may store a tree that others can't read.

/// The limits of one object.
pub const MAX_DEPTH: usize = 10;
pub const MAX_KEYS: usize = 255;
pub const MAX_BYTES: usize = 32 * 1024;
/// More digits, or a larger power of ten, than any reader's numbers have.
const MAX_NUMBER_LENGTH: usize = 400;
const MAX_EXPONENT: i64 = 308;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    NotAnObject,
    TooManyBytes,
    TooDeep,
    TooManyKeys,
    /// A NUL character, which PostgreSQL doesn't store, or half of a surrogate pair, which is no character.
    InvalidText,
    NumberOutOfRange,
}

/// Checks the text of one JSON object.
pub fn check(json: &str) -> Result<(), Flaw> {
    let bytes = json.as_bytes();
    if bytes.first() != Some(&b'{') {
        return Err(Flaw::NotAnObject);
    }
    if bytes.len() > MAX_BYTES {
        return Err(Flaw::TooManyBytes);
    }
    let (mut at, mut depth, mut keys) = (0, 0, 0);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at = skip_string(bytes, at + 1)?;
                continue;
            }
            b'{' | b'[' => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(Flaw::TooDeep);
                }
            }
            b'}' | b']' => depth -= 1,
            b':' => {
                keys += 1;
                if keys > MAX_KEYS {
                    return Err(Flaw::TooManyKeys);
                }
            }
            b'-' | b'0'..=b'9' => {
                at = skip_number(json, at)?;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    Ok(())
}

/// From behind the opening quotation mark to behind the closing one.
fn skip_string(bytes: &[u8], mut at: usize) -> Result<usize, Flaw> {
    loop {
        match bytes.get(at) {
            None => return Ok(at),
            Some(b'"') => return Ok(at + 1),
            Some(b'\\') if bytes.get(at + 1) == Some(&b'u') => at = skip_escape(bytes, at)?,
            Some(b'\\') => at += 2,
            Some(_) => at += 1,
        }
    }
}

/// `\uXXXX`, or two of them that make one character.
fn skip_escape(bytes: &[u8], at: usize) -> Result<usize, Flaw> {
    match code_unit(bytes, at) {
        Some(0 | 0xdc00..=0xdfff) | None => Err(Flaw::InvalidText),
        Some(0xd800..=0xdbff) => match code_unit(bytes, at + 6) {
            Some(0xdc00..=0xdfff) => Ok(at + 12),
            _ => Err(Flaw::InvalidText),
        },
        Some(_) => Ok(at + 6),
    }
}

fn code_unit(bytes: &[u8], at: usize) -> Option<u16> {
    let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

fn skip_number(json: &str, from: usize) -> Result<usize, Flaw> {
    let rest = &json[from..];
    let is_part = |c: char| matches!(c, '0'..='9' | '+' | '-' | '.' | 'e' | 'E');
    let number = &rest[..rest.find(|c| !is_part(c)).unwrap_or(rest.len())];
    let exponent = number.split_once(['e', 'E']).map_or(Some(0), |(_, text)| text.parse().ok());
    let fits = number.len() <= MAX_NUMBER_LENGTH
        && exponent.is_some_and(|power: i64| power.abs() <= MAX_EXPONENT);
    if fits { Ok(from + number.len()) } else { Err(Flaw::NumberOutOfRange) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{any, prop_assert_eq, proptest};

    #[test]
    fn ordinary_properties_pass() {
        for json in [
            "{}",
            r#"{"a": 1, "b": [true, null, -1.5e3], "名": "值 \ud83d\ude00 \n \\u0000"}"#,
            r#"{"quote": "\"{[:", "number": 1E-308}"#,
        ] {
            serde_json::from_str::<serde_json::Value>(json).unwrap();
            assert_eq!(check(json), Ok(()), "{json}");
        }
    }

    #[test]
    fn what_a_database_can_not_keep_is_named() {
        for (json, flaw) in [
            ("[1]", Flaw::NotAnObject),
            ("17", Flaw::NotAnObject),
            (r#"{"a": "\u0000"}"#, Flaw::InvalidText),
            (r#"{"\ud800": 1}"#, Flaw::InvalidText),
            (r#"{"a": "\udc00\ud800"}"#, Flaw::InvalidText),
            (r#"{"a": "\ud800x"}"#, Flaw::InvalidText),
            (r#"{"a": 1e400}"#, Flaw::NumberOutOfRange),
            (r#"{"a": 1e-99999999999999999999}"#, Flaw::NumberOutOfRange),
        ] {
            assert_eq!(check(json), Err(flaw), "{json}");
        }
        let digits = format!(r#"{{"a": {}}}"#, "9".repeat(401));
        assert_eq!(check(&digits), Err(Flaw::NumberOutOfRange));
    }

    #[test]
    fn depth_keys_and_size_have_limits() {
        let deep = |levels| format!("{}1{}", "{\"a\":".repeat(levels), "}".repeat(levels));
        assert_eq!((check(&deep(10)), check(&deep(11))), (Ok(()), Err(Flaw::TooDeep)));
        let wide = |keys: usize| {
            let pairs: Vec<_> = (0..keys).map(|n| format!("\"{n}\":1")).collect();
            format!("{{{}}}", pairs.join(","))
        };
        assert_eq!((check(&wide(255)), check(&wide(256))), (Ok(()), Err(Flaw::TooManyKeys)));
        let long = |bytes: usize| format!("{{\"a\":\"{}\"}}", "x".repeat(bytes - 8));
        assert_eq!((check(&long(32_768)), check(&long(32_769))), (Ok(()), Err(Flaw::TooManyBytes)));
    }

    proptest! {
        /// Everything that serde can read as text without NUL passes, whatever it looks like inside a string.
        #[test]
        fn no_string_is_mistaken_for_structure(text in "[^\0]{0,40}", number in any::<i64>()) {
            let json = serde_json::json!({ "a": text, "b": [number] }).to_string();
            prop_assert_eq!(check(&json), Ok(()));
        }
    }
}
