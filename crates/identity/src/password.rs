//! Passwords: what is accepted, and how they are kept. Argon2id with the parameters that OWASP recommends
//! (19 MiB, two passes, one lane); each check takes tens of milliseconds of one core, on a thread for such work.

use argon2::{
    Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version,
    password_hash::phc::PasswordHash,
};
use kernel::{Error, FieldError, Random};
use serde::{Deserialize, Deserializer};
use std::{borrow::Cow, fmt};
use tokio::{sync::Semaphore, task::spawn_blocking};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{KnownFormat, ObjectBuilder, RefOr, Schema, SchemaFormat, schema::Type},
};

pub const MIN_LENGTH: usize = 10;
pub const MAX_LENGTH: usize = 128;
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
/// Checks at a time: more would only wait for the cores, each holding its memory.
static CHECKS: Semaphore = Semaphore::const_new(4);
/// Checked when the address is unknown, so that the answer takes as long. Nobody knows a password for it.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$cGVyZW5uaWFsIG5vYm9keQ$5MZnBl9bVoQ0cNn3O2dmxFzGcVKkWkuv0xLFl6Gr0dg";
/// What people choose when they are asked for ten characters, without case and without a number at the end.
const COMMON: [&str; 24] = [
    "password",
    "passw0rd",
    "mypassword",
    "administrator",
    "qwertyuiop",
    "qwerty",
    "1q2w3e4r5t",
    "1qaz2wsx3edc",
    "asdfghjkl",
    "zxcvbnm",
    "iloveyou",
    "letmein",
    "welcome",
    "woaini",
    "woainima",
    "perennial",
    "changeme",
    "abc",
    "abcd",
    "admin",
    "test",
    "demo",
    "football",
    "sunshine",
];

/// A password on its way in. It has no `Serialize`, and its `Debug` says nothing.
#[derive(Clone)]
pub struct Password(String);

impl Password {
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// What is wrong with it as a new password; `hints` are words that whoever knows the person would try.
    pub fn problem(&self, pointer: &str, hints: &[&str]) -> Option<FieldError> {
        let length = self.0.chars().count();
        if length < MIN_LENGTH {
            return Some(FieldError::new(pointer, "too_short").with("min", MIN_LENGTH));
        }
        if length > MAX_LENGTH {
            return Some(FieldError::new(pointer, "too_long").with("max", MAX_LENGTH));
        }
        self.is_weak(hints).then(|| FieldError::new(pointer, "too_weak"))
    }

    fn is_weak(&self, hints: &[&str]) -> bool {
        let text = self.0.to_lowercase();
        let core = text.trim_matches(|c: char| !c.is_alphabetic());
        let distinct = text.chars().collect::<std::collections::HashSet<_>>().len();
        let known = COMMON.contains(&core) || COMMON.contains(&text.as_str());
        let hinted =
            hints.iter().map(|hint| hint.to_lowercase()).any(|hint| hint == core || hint == text);
        distinct < 4 || core.is_empty() || known || hinted || is_sequence(&text)
    }

    /// The string that is stored: algorithm, parameters, salt and hash (PHC format).
    pub async fn hash(self, random: &dyn Random) -> Result<String, Error> {
        let mut salt = [0; 16];
        random.fill(&mut salt);
        blocking(move || {
            let hash: PasswordHash = argon2().hash_password_with_salt(self.0.as_bytes(), &salt)?;
            Ok(hash.to_string())
        })
        .await?
        .map_err(|err: argon2::password_hash::Error| Error::internal(err))
    }

    /// Whether it is the one that `stored` was made of. Without a stored hash it takes as long and is false.
    pub async fn matches(self, stored: Option<String>) -> Result<bool, Error> {
        let known = stored.is_some();
        let hash = stored.unwrap_or_else(|| NOBODY.to_owned());
        let same = blocking(move || argon2().verify_password(self.0.as_bytes(), hash.as_str()));
        Ok(same.await?.is_ok() && known)
    }
}

/// Runs of neighbours such as 1234567890 or abcdefghij.
fn is_sequence(text: &str) -> bool {
    let codes: Vec<u32> = text.chars().map(u32::from).collect();
    let steps = codes.windows(2).filter(|pair| pair[1] == pair[0] + 1 || pair[0] == pair[1] + 1);
    steps.count() + 2 >= codes.len()
}

fn argon2() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).expect("the parameters are valid");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    let _permit = CHECKS.acquire().await.map_err(Error::internal)?;
    spawn_blocking(work).await.map_err(Error::internal)
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

impl<'de> Deserialize<'de> for Password {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<str>::deserialize(deserializer).map(|text| Self(text.into_owned()))
    }
}

impl PartialSchema for Password {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Password)))
            .description(Some(
                "A password. A new one has 10 to 128 characters and isn't easily guessed.",
            ))
            .min_length(Some(1))
            .max_length(Some(MAX_LENGTH))
            .examples(["tea-and-9-peonies"])
            .into()
    }
}

impl ToSchema for Password {}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::SystemRandom;

    #[tokio::test]
    async fn a_password_matches_its_own_hash_and_no_other() {
        let hash = Password::new("tea-and-9-peonies").hash(&SystemRandom).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(Password::new("tea-and-9-peonies").matches(Some(hash.clone())).await.unwrap());
        assert!(!Password::new("tea-and-9-peonieS").matches(Some(hash)).await.unwrap());
    }

    #[test]
    fn the_hash_for_unknown_addresses_costs_as_much_as_a_real_one() {
        let nobody = PasswordHash::new(NOBODY).unwrap();
        assert_eq!(
            Params::try_from(&nobody).unwrap(),
            Params::new(MEMORY_KIB, PASSES, 1, Some(32)).unwrap()
        );
        assert_eq!(nobody.algorithm.as_str(), "argon2id");
    }

    #[tokio::test]
    async fn without_a_stored_hash_nothing_matches() {
        assert!(!Password::new("anything at all").matches(None).await.unwrap());
    }

    #[test]
    fn what_is_easily_guessed_is_refused_and_a_phrase_is_not() {
        let hints = ["li.wei", "悦享美容连锁集团公司"];
        for weak in [
            "password123",
            "Password2026!",
            "1234567890",
            "0987654321",
            "aaaaaaaaaa",
            "abababababab",
            "li.wei2026!",
            "qwertyuiop",
            "13800138000",
            "悦享美容连锁集团公司",
        ] {
            let problem = Password::new(weak).problem("/password", &hints).unwrap();
            assert_eq!(problem.code, "too_weak", "{weak}");
        }
        for strong in ["tea-and-9-peonies", "correct horse", "春风又绿江南岸明月"] {
            let problem = Password::new(strong).problem("/password", &hints);
            assert_eq!(problem.is_some(), strong.chars().count() < MIN_LENGTH, "{strong}");
        }
        assert_eq!(Password::new("short").problem("/password", &[]).unwrap().params["min"], 10);
        assert_eq!(Password::new("长".repeat(129)).problem("/p", &[]).unwrap().params["max"], 128);
    }

    #[test]
    fn debug_output_never_shows_it() {
        assert_eq!(format!("{:?}", Password::new("tea-and-9-peonies")), "Password(…)");
    }
}
