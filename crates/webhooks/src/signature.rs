use crate::secret::SigningSecret;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
use ring::hmac;

/// The three headers of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headers {
    pub id: String,
    pub timestamp: String,
    pub signature: String,
}

/// Signs `id.timestamp.body` with every valid secret: two while one replaces the other.
pub fn sign(id: &str, at: DateTime<Utc>, body: &str, secrets: &[SigningSecret]) -> Headers {
    let timestamp = at.timestamp().to_string();
    let signed = format!("{id}.{timestamp}.{body}");
    let signatures = secrets.iter().map(|secret| {
        let key = hmac::Key::new(hmac::HMAC_SHA256, secret.bytes());
        format!("v1,{}", STANDARD.encode(hmac::sign(&key, signed.as_bytes())))
    });
    let signature = signatures.collect::<Vec<_>>().join(" ");
    Headers { id: id.to_owned(), timestamp, signature }
}
