//! The text form of ids: TypeID, specification 0.3 (<https://github.com/jetify-com/typeid>).
//!
//! `prefix_suffix`: the prefix says what the id is of, the suffix is the UUID in Crockford's base32, lower case,
//! 26 characters. The published vectors are in this file's tests. Written here because the codec is 30 lines
//! and the crates that offer it bring MD5 and SHA-1 through the UUID versions they can also make.

use uuid::Uuid;

pub const MAX_PREFIX: usize = 63;
pub const SUFFIX: usize = 26;
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TypeIdError {
    #[error("an id's prefix is at most 63 lower-case letters and inner underscores")]
    Prefix,
    #[error("an id ends in 26 characters of 0-9 and a-z without i, l, o and u")]
    Suffix,
    #[error("an id's last 26 characters stand for 128 bits, so they begin with 0 to 7")]
    Overflow,
}

pub fn encode(prefix: &str, uuid: Uuid) -> String {
    let mut text = String::with_capacity(prefix.len() + 1 + SUFFIX);
    if !prefix.is_empty() {
        text.push_str(prefix);
        text.push('_');
    }
    let bits = uuid.as_u128();
    for place in (0..SUFFIX).rev() {
        let five = (bits >> (5 * place)) & 0x1f;
        text.push(char::from(ALPHABET[usize::try_from(five).expect("five bits fit")]));
    }
    text
}

/// Gives the prefix as it stands in the text, and the UUID.
pub fn decode(text: &str) -> Result<(&str, Uuid), TypeIdError> {
    let (prefix, suffix) = match text.rsplit_once('_') {
        Some(("", _)) => return Err(TypeIdError::Prefix),
        Some(parts) => parts,
        None => ("", text),
    };
    if !is_prefix(prefix) {
        return Err(TypeIdError::Prefix);
    }
    Ok((prefix, decode_suffix(suffix)?))
}

fn is_prefix(prefix: &str) -> bool {
    prefix.len() <= MAX_PREFIX
        && prefix.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        && !prefix.starts_with('_')
        && !prefix.ends_with('_')
}

fn decode_suffix(suffix: &str) -> Result<Uuid, TypeIdError> {
    if suffix.len() != SUFFIX {
        return Err(TypeIdError::Suffix);
    }
    if suffix.as_bytes()[0] > b'7' && ALPHABET.contains(&suffix.as_bytes()[0]) {
        return Err(TypeIdError::Overflow);
    }
    let mut bits = 0_u128;
    for byte in suffix.bytes() {
        let five = ALPHABET.iter().position(|&letter| letter == byte).ok_or(TypeIdError::Suffix)?;
        bits = (bits << 5) | five as u128;
    }
    Ok(Uuid::from_u128(bits))
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};
    use proptest::prelude::{any, prop_assert_eq, proptest};
    use uuid::Uuid;

    /// The specification's `valid.json`: text, prefix, UUID.
    const VALID: [(&str, &str, &str); 9] = [
        ("00000000000000000000000000", "", "00000000-0000-0000-0000-000000000000"),
        ("00000000000000000000000001", "", "00000000-0000-0000-0000-000000000001"),
        ("0000000000000000000000000a", "", "00000000-0000-0000-0000-00000000000a"),
        ("0000000000000000000000000g", "", "00000000-0000-0000-0000-000000000010"),
        ("00000000000000000000000010", "", "00000000-0000-0000-0000-000000000020"),
        ("7zzzzzzzzzzzzzzzzzzzzzzzzz", "", "ffffffff-ffff-ffff-ffff-ffffffffffff"),
        ("prefix_0123456789abcdefghjkmnpqrs", "prefix", "0110c853-1d09-52d8-d73e-1194e95b5f19"),
        ("prefix_01h455vb4pex5vsknk084sn02q", "prefix", "01890a5d-ac96-774b-bcce-b302099a8057"),
        ("pre_fix_00000000000000000000000000", "pre_fix", "00000000-0000-0000-0000-000000000000"),
    ];

    /// The specification's `invalid.json`: name, text.
    const INVALID: [(&str, &str); 19] = [
        ("prefix-uppercase", "PREFIX_00000000000000000000000000"),
        ("prefix-numeric", "12345_00000000000000000000000000"),
        ("prefix-period", "pre.fix_00000000000000000000000000"),
        ("prefix-non-ascii", "préfix_00000000000000000000000000"),
        ("prefix-spaces", "  prefix_00000000000000000000000000"),
        (
            "prefix-64-chars",
            "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl_00000000000000000000000000",
        ),
        ("separator-empty-prefix", "_00000000000000000000000000"),
        ("separator-empty", "_"),
        ("suffix-short", "prefix_1234567890123456789012345"),
        ("suffix-long", "prefix_123456789012345678901234567"),
        ("suffix-spaces", "prefix_1234567890123456789012345 "),
        ("suffix-uppercase", "prefix_0123456789ABCDEFGHJKMNPQRS"),
        ("suffix-hyphens", "prefix_123456789-123456789-123456"),
        ("suffix-wrong-alphabet", "prefix_ooooooiiiiiiuuuuuuulllllll"),
        ("suffix-ambiguous-crockford", "prefix_i23456789ol23456789oi23456"),
        ("suffix-hyphens-crockford", "prefix_123456789-0123456789-0123456"),
        ("suffix-overflow", "prefix_8zzzzzzzzzzzzzzzzzzzzzzzzz"),
        ("prefix-underscore-start", "_prefix_00000000000000000000000000"),
        ("prefix-underscore-end", "prefix__00000000000000000000000000"),
    ];

    #[test]
    fn the_published_valid_ids_are_read_and_written() {
        for (text, prefix, uuid) in VALID {
            let uuid: Uuid = uuid.parse().unwrap();
            assert_eq!(decode(text), Ok((prefix, uuid)), "{text}");
            assert_eq!(encode(prefix, uuid), text);
        }
    }

    #[test]
    fn the_published_invalid_ids_are_refused() {
        for (name, text) in INVALID {
            assert!(decode(text).is_err(), "{name}: {text}");
        }
    }

    #[test]
    fn a_prefix_of_63_letters_is_the_longest() {
        let longest = "a".repeat(63);
        let text = encode(&longest, Uuid::nil());
        assert_eq!(decode(&text), Ok((longest.as_str(), Uuid::nil())));
    }

    proptest! {
        #[test]
        fn every_uuid_comes_back(bits in any::<u128>(), prefix in "[a-z]([a-z_]{0,61}[a-z])?") {
            let uuid = Uuid::from_u128(bits);
            let text = encode(&prefix, uuid);
            prop_assert_eq!(decode(&text), Ok((prefix.as_str(), uuid)));
        }

        #[test]
        fn the_text_sorts_as_the_uuid_does(one in any::<u128>(), other in any::<u128>()) {
            let (one, other) = (Uuid::from_u128(one), Uuid::from_u128(other));
            prop_assert_eq!(encode("lead", one).cmp(&encode("lead", other)), one.cmp(&other));
        }

        #[test]
        fn no_text_makes_it_panic(text in ".*") {
            let _ = decode(&text);
        }
    }
}
