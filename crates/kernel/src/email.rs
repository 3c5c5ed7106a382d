//! E-mail addresses in one normal form, so that one person is found under one address.
//!
//! Trimmed, full-width characters made half-width, lower case, international domains in their ASCII form. No
//! provider's private rules (dots, plus signs): two such addresses may belong to two people.
//! Strictly a local part may tell cases apart (RFC 5321); no provider does, and people type either.

use crate::patch::OptionalText;
use serde::{Deserialize, Serialize, de};
use std::{borrow::Cow, fmt, str::FromStr};
use unicode_normalization::UnicodeNormalization;
use validator::{ValidateEmail, ValidationError};

/// RFC 5321: a path is at most 256 octets, two of them its brackets.
pub const MAX_LENGTH: usize = 254;
const MAX_LOCAL: usize = 64;

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EmailError {
    #[error("an e-mail address looks like name@example.com")]
    Malformed,
    #[error("an e-mail address has at most 254 characters, 64 of them before the @")]
    TooLong,
}

impl EmailError {
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Malformed => "email_malformed",
            Self::TooLong => "email_too_long",
        }
    }
}

/// An e-mail address in its normal form.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, sea_orm::DeriveValueType)]
pub struct Email(String);

impl Email {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// After the @, in ASCII.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    /// For those who may not see it: `l***@example.com`.
    pub fn masked(&self) -> String {
        let first = self.0.chars().next().unwrap_or('*');
        format!("{first}***@{}", self.domain())
    }
}

impl FromStr for Email {
    type Err = EmailError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.len() > 4 * MAX_LENGTH {
            return Err(EmailError::TooLong);
        }
        let text = text.nfkc().collect::<String>().to_lowercase();
        let text = text.trim().replace('。', ".");
        if text.chars().count() > MAX_LENGTH {
            return Err(EmailError::TooLong);
        }
        let (local, domain) = text.rsplit_once('@').ok_or(EmailError::Malformed)?;
        let domain = idna::domain_to_ascii_strict(domain).map_err(|_| EmailError::Malformed)?;
        let address = format!("{local}@{domain}");
        if local.len() > MAX_LOCAL || address.len() > MAX_LENGTH {
            return Err(EmailError::TooLong);
        }
        if !domain.contains('.') || !address.validate_email() {
            return Err(EmailError::Malformed);
        }
        Ok(Self(address))
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Addresses are personal data: logs get the masked form.
impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Email({})", self.masked())
    }
}

impl Serialize for Email {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Email {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<'de, str>::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

impl utoipa::PartialSchema for Email {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .format(Some(utoipa::openapi::SchemaFormat::Custom("email".to_owned())))
            .description(Some("An e-mail address in lower case."))
            .max_length(Some(MAX_LENGTH))
            .examples(["li.wei@example.cn"])
            .into()
    }
}

impl utoipa::ToSchema for Email {}

/// For `#[validate(custom(function = kernel::email::validate))]`.
pub fn validate<T: OptionalText + ?Sized>(value: &T) -> Result<(), ValidationError> {
    let Some(text) = value.optional_text() else { return Ok(()) };
    match text.parse::<Email>() {
        Ok(_) => Ok(()),
        Err(EmailError::TooLong) => {
            let mut error = ValidationError::new("too_long");
            error.add_param("max".into(), &MAX_LENGTH);
            Err(error)
        }
        Err(EmailError::Malformed) => Err(ValidationError::new("invalid_email")),
    }
}

#[cfg(test)]
mod tests {
    use super::{Email, EmailError, validate};
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    #[test]
    fn one_address_has_one_form() {
        for (text, expected) in [
            ("Li.Wei@Example.CN", "li.wei@example.cn"),
            ("  li.wei@example.cn\n", "li.wei@example.cn"),
            ("ｌｉ．ｗｅｉ＠ｅｘａｍｐｌｅ．ｃｎ", "li.wei@example.cn"),
            ("li.wei@example。cn", "li.wei@example.cn"),
            ("li.wei+shop@gmail.com", "li.wei+shop@gmail.com"),
            ("wang@例子.中国", "wang@xn--fsqu00a.xn--fiqs8s"),
            ("o'neil@münchen.example", "o'neil@xn--mnchen-3ya.example"),
        ] {
            let email: Email = text.parse().unwrap();
            assert_eq!(email.as_str(), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in [
            "",
            "@",
            "li",
            "li@",
            "@example.cn",
            "li@example",
            "li wei@example.cn",
            "a@b@example.cn",
            "li@exa mple.cn",
            "li@-example.cn",
            "li@example..cn",
            "li\0@example.cn",
            "li@example.cn,wang@example.cn",
        ] {
            assert_eq!(text.parse::<Email>(), Err(EmailError::Malformed), "{text:?}");
        }
    }

    #[test]
    fn an_address_that_is_too_long_says_so() {
        let long_local = format!("{}@example.cn", "a".repeat(65));
        let long_domain = format!("a@{}example.cn", "a.".repeat(125));
        for text in [long_local, long_domain, "a".repeat(5000)] {
            assert_eq!(text.parse::<Email>(), Err(EmailError::TooLong));
            assert_eq!(validate(&text).unwrap_err().code, "too_long");
        }
    }

    #[test]
    fn those_who_may_not_see_it_see_its_domain() {
        let email: Email = "li.wei@example.cn".parse().unwrap();
        assert_eq!(email.masked(), "l***@example.cn");
        assert_eq!(format!("{email:?}"), "Email(l***@example.cn)");
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic_and_twice_is_once(text in ".*@?.*") {
            if let Ok(once) = text.parse::<Email>() {
                prop_assert_eq!(once.as_str().parse::<Email>(), Ok(once.clone()));
            }
        }

        #[test]
        fn normalising_twice_is_once(text in "[A-Za-z0-9._+'-]{1,20}@[A-Za-z0-9中国ü.-]{1,20}\\.[a-zA-Z]{2,5}") {
            if let Ok(once) = text.parse::<Email>() {
                prop_assert_eq!(once.as_str().parse::<Email>(), Ok(once.clone()));
                prop_assert!(once.domain().is_ascii());
            }
        }
    }
}
