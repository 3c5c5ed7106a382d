use ring::{hkdf, hmac};
use std::fmt;

/// The installation's one secret (`PERENNIAL_SECRET`), from which every key is derived by purpose, so that
/// a key that leaks in one place opens nothing elsewhere.
#[derive(Clone)]
pub struct Secret(hkdf::Prk);

impl Secret {
    /// `material` should hold at least 32 random bytes.
    pub fn new(material: &[u8]) -> Self {
        Self(hkdf::Salt::new(hkdf::HKDF_SHA256, b"perennial").extract(material))
    }

    /// 32 bytes that only `purpose` uses (HKDF-SHA-256, RFC 5869).
    pub fn derive(&self, purpose: &str) -> [u8; 32] {
        let mut key = [0; 32];
        self.0
            .expand(&[purpose.as_bytes()], hkdf::HKDF_SHA256)
            .and_then(|okm| okm.fill(&mut key))
            .expect("32 bytes are within the limit of HKDF");
        key
    }

    /// HMAC-SHA-256 of `data` under the key of `purpose`: for hashed tokens and authenticated cursors.
    pub fn sign(&self, purpose: &str, data: &[u8]) -> [u8; 32] {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.derive(purpose));
        let tag = hmac::sign(&key, data);
        tag.as_ref().try_into().expect("a SHA-256 tag has 32 bytes")
    }

    /// Compares in constant time.
    pub fn verify(&self, purpose: &str, data: &[u8], tag: &[u8]) -> bool {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.derive(purpose));
        hmac::verify(&key, data, tag).is_ok()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}
