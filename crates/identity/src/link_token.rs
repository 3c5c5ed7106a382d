//! Secrets in the links of mails: `row id ‖ tag`, where the tag is computed from the row's nonce. Nothing that opens
//! anything is stored, not even in the queued mail, and a new nonce makes older links worthless.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::Secret;
use uuid::Uuid;

const TAG_LENGTH: usize = 32;

/// The token that opens the row.
pub fn make(purpose: &str, id: Uuid, nonce: &str, secret: &Secret) -> String {
    let tag = secret.sign(purpose, &content(id, nonce));
    URL_SAFE_NO_PAD.encode([id.as_bytes().as_slice(), &tag].concat())
}

/// Which row a token speaks of. Whether it opens it is for [`opens`] to say.
pub fn row_of(token: &str) -> Option<Uuid> {
    let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
    (bytes.len() == 16 + TAG_LENGTH).then(|| Uuid::from_slice(&bytes[..16]).ok())?
}

/// In constant time.
pub fn opens(purpose: &str, token: &str, id: Uuid, nonce: &str, secret: &Secret) -> bool {
    let Ok(bytes) = URL_SAFE_NO_PAD.decode(token) else { return false };
    let Some((named, tag)) = bytes.split_at_checked(16) else { return false };
    named == id.as_bytes() && secret.verify(purpose, &content(id, nonce), tag)
}

fn content(id: Uuid, nonce: &str) -> Vec<u8> {
    [id.as_bytes().as_slice(), nonce.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_opens_its_row_for_its_purpose_and_until_the_nonce_changes() {
        let secret = Secret::new(b"a secret that only tests know");
        let id = Uuid::from_u128(7);
        let token = make("invitation", id, "n1", &secret);
        assert_eq!(row_of(&token), Some(id));
        assert!(opens("invitation", &token, id, "n1", &secret));
        assert!(!opens("invitation", &token, id, "n2", &secret));
        assert!(!opens("password-reset", &token, id, "n1", &secret));
        assert!(!opens("invitation", &token, Uuid::from_u128(8), "n1", &secret));
        assert!(!opens("invitation", &token, id, "n1", &Secret::new(b"another")));
        for broken in ["", "AAAA", "ü", &token[1..]] {
            assert!(
                !opens("invitation", broken, id, "n1", &secret) && row_of(broken).is_none(),
                "{broken}"
            );
        }
    }
}
