//! The secrets that webhooks are signed with: `whsec_` and base64, as the specification writes them. They are
//! needed in clear for every message, so they are stored encrypted (AES-256-GCM) under a key that is derived
//! from the installation's secret, bound to the endpoint they belong to.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use kernel::{Error, Random, Secret, ids::WebhookEndpointId};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use std::fmt;

const PREFIX: &str = "whsec_";
const PURPOSE: &str = "webhook-secret";
/// The specification asks for 24 to 64 bytes.
const LENGTH: usize = 32;

/// A secret in clear. It is neither logged nor stored like this.
#[derive(Clone, PartialEq, Eq)]
pub struct SigningSecret(Vec<u8>);

impl SigningSecret {
    pub fn generate(random: &dyn Random) -> Self {
        let mut bytes = vec![0; LENGTH];
        random.fill(&mut bytes);
        Self(bytes)
    }

    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The text that the receiver is given.
    pub fn reveal(&self) -> String {
        format!("{PREFIX}{}", STANDARD.encode(&self.0))
    }

    /// Encrypts it for the row of `endpoint`.
    pub fn seal(
        &self,
        secret: &Secret,
        random: &dyn Random,
        endpoint: WebhookEndpointId,
    ) -> Result<String, Error> {
        let mut nonce = [0; NONCE_LEN];
        random.fill(&mut nonce);
        let mut sealed = self.0.clone();
        key(secret)
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(endpoint.uuid().as_bytes()),
                &mut sealed,
            )
            .map_err(|_| Error::internal("a webhook secret could not be encrypted"))?;
        Ok(STANDARD.encode([nonce.as_slice(), &sealed].concat()))
    }

    /// Decrypts what [`SigningSecret::seal`] made for the same endpoint.
    pub fn open(secret: &Secret, endpoint: WebhookEndpointId, sealed: &str) -> Result<Self, Error> {
        let unreadable = || {
            Error::internal("a webhook secret can't be decrypted: has PERENNIAL_SECRET changed?")
        };
        let bytes = STANDARD.decode(sealed).map_err(|_| unreadable())?;
        let (nonce, body) = bytes.split_at_checked(NONCE_LEN).ok_or_else(unreadable)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| unreadable())?;
        let mut body = body.to_vec();
        let endpoint = endpoint.uuid();
        let aad = Aad::from(endpoint.as_bytes());
        let clear = key(secret).open_in_place(nonce, aad, &mut body).map_err(|_| unreadable())?;
        Ok(Self(clear.to_vec()))
    }
}

impl fmt::Debug for SigningSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningSecret(…)")
    }
}

fn key(secret: &Secret) -> LessSafeKey {
    let key = UnboundKey::new(&AES_256_GCM, &secret.derive(PURPOSE));
    LessSafeKey::new(key.expect("32 bytes are the length of the key"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::SeededRandom;
    use uuid::Uuid;

    #[test]
    fn a_stored_secret_opens_only_for_its_endpoint_and_installation() {
        let (ours, theirs) = (Secret::new(b"ours"), Secret::new(b"theirs"));
        let random = SeededRandom::from_seed(1);
        let endpoint = WebhookEndpointId::from_uuid(Uuid::from_u128(1));
        let other = WebhookEndpointId::from_uuid(Uuid::from_u128(2));
        let secret = SigningSecret::generate(&random);
        let sealed = secret.seal(&ours, &random, endpoint).unwrap();
        assert!(!sealed.contains(&STANDARD.encode(secret.bytes())));
        assert_eq!(SigningSecret::open(&ours, endpoint, &sealed).unwrap(), secret);
        assert!(SigningSecret::open(&ours, other, &sealed).is_err());
        assert!(SigningSecret::open(&theirs, endpoint, &sealed).is_err());
        assert!(SigningSecret::open(&ours, endpoint, "AAAA").is_err());
    }

    #[test]
    fn a_secret_is_written_as_the_specification_says() {
        let secret = SigningSecret::generate(&SeededRandom::from_seed(2)).reveal();
        let bytes = STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
        assert!((24..=64).contains(&bytes.len()));
    }
}
