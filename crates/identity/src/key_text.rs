//! The text of an API key: `sk_` or `pk_`, 32 random characters and a checksum of six, all letters and digits. The
//! checksum needs no secret, so that a scanner can tell a real key from a look-alike without asking us.

use kernel::Random;
use ring::digest::{SHA256, digest};
use std::fmt;

const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const RANDOM_LENGTH: usize = 32;
const CHECKSUM_LENGTH: usize = 6;
const HINT_LENGTH: usize = 4;

/// A key in clear: shown once when it is made, never stored.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyText(String);

impl KeyText {
    /// `prefix` is `sk_` or `pk_`.
    pub fn generate(prefix: &str, random: &dyn Random) -> Self {
        let body: String = (0..RANDOM_LENGTH).map(|_| random_letter(random)).collect();
        let text = format!("{prefix}{body}");
        let checksum = checksum(&text);
        Self(text + &checksum)
    }

    /// Reads what looks like one of our keys and has the right checksum.
    pub fn parse(text: &str) -> Option<Self> {
        let body = text.strip_prefix("sk_").or_else(|| text.strip_prefix("pk_"))?;
        if body.len() != RANDOM_LENGTH + CHECKSUM_LENGTH
            || !body.bytes().all(|b| b.is_ascii_alphanumeric())
        {
            return None;
        }
        let (content, sum) = text.split_at(text.len() - CHECKSUM_LENGTH);
        (checksum(content) == sum).then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Enough to recognise a key in a list, too little to use it: `sk_…a1B2`.
    pub fn hint(&self) -> String {
        format!("{}…{}", &self.0[..3], &self.0[self.0.len() - HINT_LENGTH..])
    }
}

impl fmt::Debug for KeyText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.hint())
    }
}

/// Bytes beyond the last whole multiple of 62 are drawn again, so that each letter is equally likely.
fn random_letter(random: &dyn Random) -> char {
    loop {
        let mut byte = [0; 1];
        random.fill(&mut byte);
        if byte[0] < 248 {
            return char::from(ALPHABET[usize::from(byte[0] % 62)]);
        }
    }
}

fn checksum(text: &str) -> String {
    let hash = digest(&SHA256, text.as_bytes());
    let mut number =
        hash.as_ref().iter().take(8).fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
    let mut letter = || {
        let letter = ALPHABET[usize::try_from(number % 62).expect("below 62")];
        number /= 62;
        char::from(letter)
    };
    (0..CHECKSUM_LENGTH).map(|_| letter()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::SeededRandom;
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

    proptest! {
        #[test]
        fn a_key_is_letters_and_digits_and_reads_back(seed in any::<u64>()) {
            let random = SeededRandom::from_seed(seed);
            let key = KeyText::generate("sk_", &random);
            prop_assert_eq!(key.as_str().len(), 3 + 32 + 6);
            prop_assert!(key.as_str()[3..].bytes().all(|b| b.is_ascii_alphanumeric()));
            prop_assert_eq!(KeyText::parse(key.as_str()), Some(key.clone()));
            prop_assert!(KeyText::generate("sk_", &random) != key);
        }

        #[test]
        fn a_slip_of_one_letter_is_no_key(seed in any::<u64>(), at in 3_usize..41, by in 1_usize..62) {
            let key = KeyText::generate("pk_", &SeededRandom::from_seed(seed));
            let mut bytes = key.as_str().as_bytes().to_vec();
            let old = ALPHABET.iter().position(|letter| *letter == bytes[at]).unwrap();
            bytes[at] = ALPHABET[(old + by) % 62];
            prop_assert_eq!(KeyText::parse(&String::from_utf8(bytes).unwrap()), None);
        }

        #[test]
        fn no_text_makes_reading_panic(text in any::<String>()) {
            prop_assert_eq!(KeyText::parse(&text), None);
            let prefixed = format!("sk_{text}");
            prop_assert_eq!(KeyText::parse(&prefixed), None);
        }
    }

    #[test]
    fn the_kind_of_a_key_is_part_of_its_checksum() {
        let key = KeyText::generate("pk_", &SeededRandom::from_seed(1));
        assert_eq!(KeyText::parse(&key.as_str().replacen("pk_", "sk_", 1)), None);
    }

    #[test]
    fn debug_output_shows_the_hint_only() {
        let key = KeyText::generate("sk_", &SeededRandom::from_seed(1));
        assert_eq!(format!("{key:?}").chars().count(), 8);
    }
}
