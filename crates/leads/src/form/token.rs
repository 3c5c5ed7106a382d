//! The signed rendering of a form: who fills it in must have loaded it, not too recently and not too long ago, and
//! must have done a piece of work for it.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use kernel::{Code, Error, FieldError, Secret, ids::LeadFormId};
use ring::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

const PURPOSE: &str = "lead-form-rendering";
const TAG_LENGTH: usize = 32;
/// Nobody reads and fills in a form faster than this.
const FASTEST: TimeDelta = TimeDelta::seconds(2);
/// A page may stay open for a day.
const LONGEST: TimeDelta = TimeDelta::hours(24);
/// Zero bits that the hash must begin with: about 65 000 tries, well below a second on a phone.
pub(super) const DIFFICULTY: u32 = 16;

/// One rendering of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Rendering {
    pub id: Uuid,
    pub form_id: LeadFormId,
    pub at: DateTime<Utc>,
}

impl Rendering {
    /// The text that the page sends back.
    pub fn sign(&self, secret: &Secret) -> String {
        let body = serde_json::to_vec(self).expect("a rendering has no map with odd keys");
        let tag = secret.sign(PURPOSE, &body);
        URL_SAFE_NO_PAD.encode([tag.as_slice(), &body].concat())
    }

    /// The rendering behind a text, if it is one of this form, and of a plausible age at `now`.
    pub fn read(
        secret: &Secret,
        text: &str,
        form_id: LeadFormId,
        now: DateTime<Utc>,
    ) -> Result<Self, Error> {
        let invalid = || Error::invalid_field("/render_token", "invalid_token");
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| invalid())?;
        let (tag, body) = bytes.split_at_checked(TAG_LENGTH).ok_or_else(invalid)?;
        if !secret.verify(PURPOSE, body, tag) {
            return Err(invalid());
        }
        let rendering: Self = serde_json::from_slice(body).map_err(|_| invalid())?;
        if rendering.form_id != form_id {
            return Err(invalid());
        }
        if now - rendering.at > LONGEST {
            return Err(Error::refused(Code::Gone));
        }
        if now - rendering.at < FASTEST {
            let too_fast = FieldError::new("/render_token", "too_fast");
            return Err(Error::invalid(vec![too_fast.with("seconds", FASTEST.num_seconds())]));
        }
        Ok(rendering)
    }

    /// What the proof of work begins with.
    pub fn salt(&self) -> String {
        self.id.simple().to_string()
    }
}

/// Whether SHA-256 of `salt:nonce` begins with `difficulty` zero bits.
pub(super) fn is_worked(salt: &str, nonce: &str, difficulty: u32) -> bool {
    let hash = digest(&SHA256, format!("{salt}:{nonce}").as_bytes());
    let mut zeros = 0;
    for byte in hash.as_ref() {
        zeros += byte.leading_zeros();
        if *byte != 0 {
            break;
        }
    }
    zeros >= difficulty
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendering(at: DateTime<Utc>) -> Rendering {
        let form_id = LeadFormId::from_uuid(Uuid::from_u128(2));
        Rendering { id: Uuid::from_u128(1), form_id, at }
    }

    fn code(result: Result<Rendering, Error>) -> String {
        match result {
            Ok(_) => "ok".to_owned(),
            Err(Error::Refused { code, fields, .. }) => {
                fields.first().map_or_else(|| code.to_string(), |field| field.code.to_string())
            }
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn a_rendering_is_accepted_between_two_seconds_and_a_day() {
        let secret = Secret::new(b"secret");
        let rendered = DateTime::UNIX_EPOCH;
        let text = rendering(rendered).sign(&secret);
        let form_id = rendering(rendered).form_id;
        for (seconds, expected) in
            [(0, "too_fast"), (1, "too_fast"), (2, "ok"), (86_400, "ok"), (86_401, "gone")]
        {
            let now = rendered + TimeDelta::seconds(seconds);
            assert_eq!(code(Rendering::read(&secret, &text, form_id, now)), expected, "{seconds}");
        }
    }

    #[test]
    fn a_forged_rendering_and_one_of_another_form_are_refused() {
        let secret = Secret::new(b"secret");
        let text = rendering(DateTime::UNIX_EPOCH).sign(&secret);
        let form_id = rendering(DateTime::UNIX_EPOCH).form_id;
        let other = LeadFormId::from_uuid(Uuid::from_u128(9));
        let later = DateTime::UNIX_EPOCH + TimeDelta::seconds(9);
        let mut forged = text.clone();
        forged.replace_range(50..51, if &text[50..51] == "A" { "B" } else { "A" });
        let read = |text: &str, form| code(Rendering::read(&secret, text, form, later));
        assert_eq!(read(&forged, form_id), "invalid_token");
        assert_eq!(read(&text, other), "invalid_token");
        assert_eq!(read("", form_id), "invalid_token");
        assert_eq!(read("你好", form_id), "invalid_token");
        let elsewhere = Secret::new(b"another");
        assert_eq!(code(Rendering::read(&elsewhere, &text, form_id, later)), "invalid_token");
    }

    #[test]
    fn work_is_done_when_the_hash_begins_with_enough_zero_bits() {
        let nonce =
            (0..1_000_000).map(|n: u32| n.to_string()).find(|nonce| is_worked("salt", nonce, 10));
        let nonce = nonce.unwrap();
        assert!(is_worked("salt", &nonce, 0));
        assert!(!is_worked("other", &nonce, 10) || !is_worked("third", &nonce, 10));
        assert!(!is_worked("salt", &nonce, 200));
        // SHA-256 of "salt:0" is fixed for good: the page computes the same.
        let hash = digest(&SHA256, b"salt:0");
        let zeros = hash.as_ref()[0].leading_zeros();
        assert!(is_worked("salt", "0", zeros.min(7)));
    }
}
