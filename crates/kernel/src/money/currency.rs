//! Currencies by their ISO 4217 code.

use serde::{Deserialize, Serialize, de};
use std::{borrow::Cow, fmt, str::FromStr};

/// A currency that amounts can be kept in: codes without minor units (gold, test codes) are none.
#[derive(Clone, Copy, PartialEq, Eq, Hash, sea_orm::DeriveValueType)]
#[sea_orm(value_type = "String")]
pub struct Currency(iso_currency::Currency);

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected an ISO 4217 currency such as CNY, found {0:?}")]
pub struct UnknownCurrency(String);

impl Currency {
    pub const CNY: Self = Self(iso_currency::Currency::CNY);
    pub const EUR: Self = Self(iso_currency::Currency::EUR);
    pub const GBP: Self = Self(iso_currency::Currency::GBP);
    pub const HKD: Self = Self(iso_currency::Currency::HKD);
    pub const JPY: Self = Self(iso_currency::Currency::JPY);
    pub const TWD: Self = Self(iso_currency::Currency::TWD);
    pub const USD: Self = Self(iso_currency::Currency::USD);

    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// Digits after the point: 2 for CNY, 0 for JPY, 3 for KWD.
    pub fn exponent(self) -> u8 {
        let digits = self.0.exponent().and_then(|digits| u8::try_from(digits).ok());
        digits.expect("from_str admits only currencies with minor units")
    }

    /// Whether its sign is the dollar's.
    pub fn is_a_dollar(self) -> bool {
        matches!(self.code(), "USD" | "AUD" | "CAD" | "HKD" | "MXN" | "NZD" | "SGD" | "TWD")
    }
}

impl FromStr for Currency {
    type Err = UnknownCurrency;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known = iso_currency::Currency::from_code(text)
            .filter(|currency| currency.exponent().is_some() && !currency.is_special());
        known.map(Self).ok_or_else(|| UnknownCurrency(text.chars().take(8).collect()))
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<'de, str>::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

impl utoipa::PartialSchema for Currency {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .description(Some("An ISO 4217 currency."))
            .pattern(Some("^[A-Z]{3}$"))
            .examples(["CNY"])
            .into()
    }
}

impl utoipa::ToSchema for Currency {}

#[cfg(test)]
mod tests {
    use super::Currency;

    #[test]
    fn each_currency_knows_its_minor_digits() {
        for (code, digits) in [
            ("CNY", 2),
            ("USD", 2),
            ("JPY", 0),
            ("KRW", 0),
            ("VND", 0),
            ("KWD", 3),
            ("TND", 3),
            ("CLF", 4),
        ] {
            let currency: Currency = code.parse().unwrap();
            assert_eq!((currency.code(), currency.exponent()), (code, digits));
        }
    }

    #[test]
    fn a_code_that_is_no_currency_is_refused() {
        for code in ["", "cny", "RMB", "XXX", "XTS", "XAU", "CNYY", "¥"] {
            assert!(code.parse::<Currency>().is_err(), "{code:?}");
        }
    }
}
