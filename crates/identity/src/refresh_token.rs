//! Refresh tokens: opaque, used once each, stored as a hash. A session is the family of tokens that followed one
//! another in it.
//!
//! A token is `session id ‖ 32 bytes ‖ tag`. The tag is ours, so a token that carries it and isn't the session's
//! current one was certainly used before: that is how theft shows, without keeping a row per token. The bytes of a
//! successor are computed from its predecessor and a salt in the session's row, so that a browser which sends the
//! same token twice within a moment (two tabs, a lost answer) gets the same successor both times and the family
//! never forks.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::{Random, Secret, ids::SessionId};
use std::fmt;
use uuid::Uuid;

const PREFIX: &str = "rt_";
const ID_LENGTH: usize = 16;
const BODY_LENGTH: usize = 32;
const TAG_LENGTH: usize = 16;
const TAG: &str = "refresh-token";
const HASH: &str = "refresh-token-hash";
const SUCCESSOR: &str = "refresh-token-successor";

/// A refresh token in clear, on its way to or from the browser's cookie.
#[derive(Clone, PartialEq, Eq)]
pub struct RefreshToken(String);

impl RefreshToken {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first token of a session.
    pub(crate) fn first(session: SessionId, random: &dyn Random, secret: &Secret) -> Self {
        let mut body = [0; BODY_LENGTH];
        random.fill(&mut body);
        Self::new(session, body, secret)
    }

    /// The one token that may follow this one, given the salt that was drawn when it was used.
    pub(crate) fn successor(&self, session: SessionId, salt: &str, secret: &Secret) -> Self {
        let body = secret.sign(SUCCESSOR, format!("{}|{salt}", self.0).as_bytes());
        Self::new(session, body, secret)
    }

    fn new(session: SessionId, body: [u8; BODY_LENGTH], secret: &Secret) -> Self {
        let content = [session.uuid().as_bytes().as_slice(), &body].concat();
        let tag = secret.sign(TAG, &content);
        let bytes = [content.as_slice(), &tag[..TAG_LENGTH]].concat();
        Self(format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// Reads a token that we made, and the session it belongs to.
    pub(crate) fn read(text: &str, secret: &Secret) -> Option<(Self, SessionId)> {
        let bytes = URL_SAFE_NO_PAD.decode(text.strip_prefix(PREFIX)?).ok()?;
        if bytes.len() != ID_LENGTH + BODY_LENGTH + TAG_LENGTH {
            return None;
        }
        let (content, tag) = bytes.split_at(ID_LENGTH + BODY_LENGTH);
        let expected = secret.sign(TAG, content);
        let same = expected.iter().zip(tag).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0;
        let session = Uuid::from_slice(&content[..ID_LENGTH]).ok()?;
        same.then(|| (Self(text.to_owned()), session.into()))
    }

    /// What is stored of it.
    pub(crate) fn hash(&self, secret: &Secret) -> String {
        URL_SAFE_NO_PAD.encode(secret.sign(HASH, self.0.as_bytes()))
    }
}

impl fmt::Debug for RefreshToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RefreshToken(…)")
    }
}

/// Text that nobody can guess, for salts and nonces.
pub(crate) fn random_text(random: &dyn Random) -> String {
    let mut bytes = [0; 16];
    random.fill(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::SystemRandom;
    use proptest::prelude::{any, prop_assert, proptest};

    fn secret() -> Secret {
        Secret::new(b"a secret that only tests know")
    }

    #[test]
    fn a_token_names_its_session_and_has_one_successor_per_salt() {
        let session = SessionId::from_uuid(Uuid::from_u128(7));
        let first = RefreshToken::first(session, &SystemRandom, &secret());
        assert_eq!(RefreshToken::read(first.as_str(), &secret()).unwrap().1, session);
        let next = first.successor(session, "salt", &secret());
        assert_eq!(next, first.successor(session, "salt", &secret()));
        assert_ne!(next, first.successor(session, "other", &secret()));
        assert_ne!(next.hash(&secret()), first.hash(&secret()));
        assert!(RefreshToken::read(next.as_str(), &secret()).is_some());
    }

    #[test]
    fn a_token_of_another_installation_is_no_token() {
        let session = SessionId::from_uuid(Uuid::from_u128(7));
        let foreign = RefreshToken::first(session, &SystemRandom, &Secret::new(b"another one"));
        assert!(RefreshToken::read(foreign.as_str(), &secret()).is_none());
    }

    proptest! {
        #[test]
        fn no_change_to_a_token_goes_unnoticed(at in 0_usize..86, by in 1_u8..64) {
            const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
            let session = SessionId::from_uuid(Uuid::from_u128(7));
            let token = RefreshToken::first(session, &SystemRandom, &secret());
            let mut bytes = token.as_str().as_bytes().to_vec();
            let at = PREFIX.len() + at;
            let old = ALPHABET.iter().position(|c| *c == bytes[at]).unwrap();
            bytes[at] = ALPHABET[(old + usize::from(by)) % ALPHABET.len()];
            let changed = String::from_utf8(bytes).unwrap();
            prop_assert!(RefreshToken::read(&changed, &secret()).is_none());
        }

        #[test]
        fn no_text_makes_reading_panic(text in any::<String>()) {
            prop_assert!(RefreshToken::read(&text, &secret()).is_none());
            let prefixed = format!("rt_{text}");
            prop_assert!(RefreshToken::read(&prefixed, &secret()).is_none());
        }
    }
}
