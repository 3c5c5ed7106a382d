//! Access tokens: short-lived JWTs signed with HS256 under a key derived from the installation's secret. They
//! say who calls; what the caller may do is looked up at each request.

use chrono::{DateTime, Utc};
use jsonwebtoken::{
    Algorithm, DecodingKey, EncodingKey, Header, Validation,
    crypto::{CryptoProvider, JwtSigner, JwtVerifier, KeyUtils},
    errors::{ErrorKind, Result as JwtResult},
};
use kernel::{
    Code, Error, Secret,
    ids::{MemberId, OperatorId, SessionId, WorkspaceId},
};
use ring::hmac;
use serde::{Deserialize, Serialize};
use signature::{Signer, Verifier};

pub const LIFETIME_SECONDS: i64 = 15 * 60;
const AUDIENCE: &str = "perennial";
const PURPOSE: &str = "access-token";

/// What a token says. Nothing in it is a secret, and nothing in it grants anything.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Claims {
    pub sub: OperatorId,
    pub wid: WorkspaceId,
    pub mid: MemberId,
    pub sid: SessionId,
    pub aud: String,
    pub iat: i64,
    pub exp: i64,
}

impl Claims {
    pub fn new(
        operator: OperatorId,
        workspace: WorkspaceId,
        member: MemberId,
        session: SessionId,
        now: DateTime<Utc>,
    ) -> Self {
        let iat = now.timestamp();
        let exp = iat + LIFETIME_SECONDS;
        let aud = AUDIENCE.to_owned();
        Self { sub: operator, wid: workspace, mid: member, sid: session, aud, iat, exp }
    }

    pub fn sign(&self, secret: &Secret) -> Result<String, Error> {
        use_ring();
        let key = EncodingKey::from_secret(&secret.derive(PURPOSE));
        jsonwebtoken::encode(&Header::new(Algorithm::HS256), self, &key).map_err(Error::internal)
    }

    /// Reads a token that we signed and that hasn't expired.
    pub fn verify(token: &str, secret: &Secret, now: DateTime<Utc>) -> Result<Self, Error> {
        use_ring();
        let key = DecodingKey::from_secret(&secret.derive(PURPOSE));
        let claims = jsonwebtoken::decode::<Self>(token, &key, &validation())
            .map_err(|_| Error::refused(Code::Unauthenticated))?
            .claims;
        if claims.exp <= now.timestamp() {
            return Err(Error::refused(Code::Unauthenticated));
        }
        Ok(claims)
    }
}

/// The time is compared by us, with the injected clock; the library would ask the machine's.
fn validation() -> Validation {
    let mut validation = Validation::new(Algorithm::HS256);
    validation.set_audience(&[AUDIENCE]);
    validation.set_required_spec_claims(&["exp", "aud", "sub"]);
    validation.validate_exp = false;
    validation
}

/// The library brings no cryptography of its own here: its providers contain algorithms that we don't want.
static RING: CryptoProvider = CryptoProvider {
    signer_factory: |algorithm, key| match algorithm {
        Algorithm::HS256 => Ok(Box::new(Hs256::new(key.as_bytes()))),
        _ => Err(ErrorKind::InvalidAlgorithm.into()),
    },
    verifier_factory: |algorithm, key| match algorithm {
        Algorithm::HS256 => hs256_verifier(key),
        _ => Err(ErrorKind::InvalidAlgorithm.into()),
    },
    key_utils: KeyUtils::new_unimplemented(),
};

fn use_ring() {
    // The first call of the process installs it; the others find it there.
    RING.install_default().ok();
}

fn hs256_verifier(key: &DecodingKey) -> JwtResult<Box<dyn JwtVerifier>> {
    Ok(Box::new(Hs256::new(key.try_get_as_bytes()?)))
}

struct Hs256(hmac::Key);

impl Hs256 {
    fn new(key: &[u8]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, key))
    }
}

impl Signer<Vec<u8>> for Hs256 {
    fn try_sign(&self, message: &[u8]) -> Result<Vec<u8>, signature::Error> {
        Ok(hmac::sign(&self.0, message).as_ref().to_vec())
    }
}

impl Verifier<Vec<u8>> for Hs256 {
    /// In constant time.
    fn verify(&self, message: &[u8], tag: &Vec<u8>) -> Result<(), signature::Error> {
        hmac::verify(&self.0, message, tag).map_err(|_| signature::Error::new())
    }
}

impl JwtSigner for Hs256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::HS256
    }
}

impl JwtVerifier for Hs256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::HS256
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    use chrono::TimeDelta;
    use serde_json::{Value, json};
    use uuid::Uuid;

    fn secret() -> Secret {
        Secret::new(b"a secret that only tests know")
    }

    fn now() -> DateTime<Utc> {
        "2026-03-02T01:00:00Z".parse().unwrap()
    }

    fn claims() -> Claims {
        let id = Uuid::from_u128;
        Claims::new(id(1).into(), id(2).into(), id(3).into(), id(4).into(), now())
    }

    /// A token with any header and body, signed with the right key unless another one is given.
    fn forge(header: &Value, body: &Value, key: &[u8]) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let message = format!("{}.{}", part(header), part(body));
        let tag = Hs256::new(key).try_sign(message.as_bytes()).unwrap();
        format!("{message}.{}", URL_SAFE_NO_PAD.encode(tag))
    }

    fn refused(token: &str) -> bool {
        let answer = Claims::verify(token, &secret(), now());
        matches!(answer, Err(err) if err.code() == Code::Unauthenticated)
    }

    #[test]
    fn a_token_reads_back_until_it_expires() {
        let token = claims().sign(&secret()).unwrap();
        let last = now() + TimeDelta::seconds(LIFETIME_SECONDS - 1);
        assert_eq!(Claims::verify(&token, &secret(), last).unwrap(), claims());
        let after = now() + TimeDelta::seconds(LIFETIME_SECONDS);
        assert_eq!(
            Claims::verify(&token, &secret(), after).unwrap_err().code(),
            Code::Unauthenticated
        );
    }

    #[test]
    fn a_token_of_another_algorithm_audience_or_key_is_refused() {
        let right = secret().derive(PURPOSE);
        let hs256 = json!({ "alg": "HS256", "typ": "JWT" });
        let body = serde_json::to_value(claims()).unwrap();
        assert!(
            !refused(&forge(&hs256, &body, &right)),
            "the forged one with everything right passes"
        );
        for algorithm in ["none", "None", "HS384", "HS512", "RS256", "ES256", "EdDSA", ""] {
            assert!(
                refused(&forge(&json!({ "alg": algorithm, "typ": "JWT" }), &body, &right)),
                "{algorithm}"
            );
        }
        assert!(refused(&forge(&hs256, &body, b"another key")));
        for (claim, value) in [
            ("aud", json!("elsewhere")),
            ("aud", json!(null)),
            ("exp", json!(0)),
            ("sub", json!("op_1")),
        ] {
            let mut wrong = body.clone();
            wrong[claim] = value;
            assert!(refused(&forge(&hs256, &wrong, &right)), "{claim}");
        }
        for missing in ["exp", "aud", "sub", "sid", "wid", "mid"] {
            let mut wrong = body.clone();
            wrong.as_object_mut().unwrap().remove(missing);
            assert!(refused(&forge(&hs256, &wrong, &right)), "{missing}");
        }
    }

    #[test]
    fn an_unsigned_or_broken_token_is_refused() {
        let token = claims().sign(&secret()).unwrap();
        let unsigned = token.rsplit_once('.').unwrap().0;
        for broken in
            ["", ".", "..", "garbage", unsigned, &format!("{unsigned}."), &format!("{token}A")]
        {
            assert!(refused(broken), "{broken}");
        }
    }
}
