//! Money as whole minor units of one currency: 18 000 yuan are `{"amount": 1800000, "currency": "CNY"}`.
//!
//! There is no fraction of a minor unit anywhere: what is divided is split so that the parts sum to the whole.

mod currency;
mod parse;

pub use currency::{Currency, UnknownCurrency};
pub use parse::MoneyTextError;

use serde::{Deserialize, Serialize};
use std::fmt;

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    #[error("amounts in {0} and {1} can't be mixed")]
    CurrencyMismatch(Currency, Currency),
    #[error("expected an amount between -{max} and {max}", max = Money::MAX_AMOUNT)]
    OutOfRange,
    #[error("an amount can't be split when no part has a weight")]
    NoWeight,
}

/// An amount of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(try_from = "Written", deny_unknown_fields)]
pub struct Money {
    /// In the currency's minor unit (fen, cents), a whole number.
    #[schema(minimum = -9_007_199_254_740_991_i64, maximum = 9_007_199_254_740_991_i64, example = 1_800_000)]
    amount: i64,
    currency: Currency,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    amount: i64,
    currency: Currency,
}

impl TryFrom<Written> for Money {
    type Error = MoneyError;

    fn try_from(written: Written) -> Result<Self, MoneyError> {
        Self::new(written.amount, written.currency)
    }
}

impl Money {
    /// 2⁵³ − 1: what every JSON client reads exactly.
    pub const MAX_AMOUNT: i64 = 9_007_199_254_740_991;

    pub fn new(amount: i64, currency: Currency) -> Result<Self, MoneyError> {
        if (-Self::MAX_AMOUNT..=Self::MAX_AMOUNT).contains(&amount) {
            Ok(Self { amount, currency })
        } else {
            Err(MoneyError::OutOfRange)
        }
    }

    pub const fn zero(currency: Currency) -> Self {
        Self { amount: 0, currency }
    }

    /// In minor units.
    pub const fn amount(self) -> i64 {
        self.amount
    }

    pub const fn currency(self) -> Currency {
        self.currency
    }

    pub const fn is_negative(self) -> bool {
        self.amount < 0
    }

    pub const fn is_zero(self) -> bool {
        self.amount == 0
    }

    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        // Two amounts in range never overflow an i64.
        Self::new(self.amount + other.amount, self.currency)
    }

    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        Self::new(self.amount - other.amount, self.currency)
    }

    pub fn checked_mul(self, factor: i64) -> Result<Self, MoneyError> {
        let amount = self.amount.checked_mul(factor).ok_or(MoneyError::OutOfRange)?;
        Self::new(amount, self.currency)
    }

    pub const fn negated(self) -> Self {
        Self { amount: -self.amount, currency: self.currency }
    }

    /// The sum in `currency`; none of nothing is zero.
    pub fn sum(
        currency: Currency,
        amounts: impl IntoIterator<Item = Self>,
    ) -> Result<Self, MoneyError> {
        amounts.into_iter().try_fold(Self::zero(currency), Self::checked_add)
    }

    /// Splits by weights so that the parts sum to the whole: each gets its share rounded towards zero, and what is
    /// left goes, one minor unit each, to the largest remainders; of equal ones, to the earlier.
    pub fn split(self, weights: &[u32]) -> Result<Vec<Self>, MoneyError> {
        let total: u128 = weights.iter().map(|&weight| u128::from(weight)).sum();
        if total == 0 {
            return Err(MoneyError::NoWeight);
        }
        let whole = u128::from(self.amount.unsigned_abs());
        let mut parts: Vec<u128> =
            weights.iter().map(|&weight| whole * u128::from(weight) / total).collect();
        let left = whole - parts.iter().sum::<u128>();
        let mut by_remainder: Vec<usize> = (0..weights.len()).collect();
        by_remainder.sort_by_key(|&at| std::cmp::Reverse(whole * u128::from(weights[at]) % total));
        for &at in by_remainder
            .iter()
            .take(usize::try_from(left).expect("fewer units are left than parts"))
        {
            parts[at] += 1;
        }
        let sign = self.amount.signum();
        let part =
            |units: u128| sign * i64::try_from(units).expect("a part is not above the whole");
        Ok(parts
            .into_iter()
            .map(|units| Self { amount: part(units), currency: self.currency })
            .collect())
    }

    /// Reads an amount as people write it: `¥1,234.50`, `1.234,50 €`, `1,234`, `3.5万元`, `(120.00)`. Without a sign or
    /// code it is in `default`.
    pub fn parse(text: &str, default: Currency) -> Result<Self, MoneyTextError> {
        parse::parse(text, default)
    }

    fn same_currency(self, other: Self) -> Result<(), MoneyError> {
        if self.currency == other.currency {
            Ok(())
        } else {
            Err(MoneyError::CurrencyMismatch(self.currency, other.currency))
        }
    }
}

/// `1234.50 CNY`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = usize::from(self.currency.exponent());
        let units = 10_u64.pow(u32::from(self.currency.exponent()));
        let sign = if self.amount < 0 { "-" } else { "" };
        let (major, minor) =
            (self.amount.unsigned_abs() / units, self.amount.unsigned_abs() % units);
        match digits {
            0 => write!(f, "{sign}{major} {}", self.currency),
            _ => write!(f, "{sign}{major}.{minor:0digits$} {}", self.currency),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Currency, Money, MoneyError};
    use proptest::prelude::{any, prop_assert, prop_assert_eq, prop_assume, proptest};

    fn yuan(fen: i64) -> Money {
        Money::new(fen, Currency::CNY).unwrap()
    }

    #[test]
    fn amounts_of_one_currency_add_and_of_two_do_not() {
        assert_eq!(yuan(150).checked_add(yuan(50)), Ok(yuan(200)));
        assert_eq!(yuan(150).checked_sub(yuan(200)), Ok(yuan(-50)));
        assert_eq!(yuan(150).checked_mul(-2), Ok(yuan(-300)));
        let dollar = Money::new(1, Currency::USD).unwrap();
        let mixed = Err(MoneyError::CurrencyMismatch(Currency::CNY, Currency::USD));
        assert_eq!(yuan(1).checked_add(dollar), mixed);
        assert_eq!(yuan(1).checked_sub(dollar), mixed);
        assert_eq!(Money::sum(Currency::CNY, [yuan(1), yuan(2)]), Ok(yuan(3)));
        assert_eq!(Money::sum(Currency::CNY, []), Ok(yuan(0)));
    }

    #[test]
    fn what_a_json_client_could_not_read_exactly_is_out_of_range() {
        let largest = yuan(Money::MAX_AMOUNT);
        assert_eq!(largest.checked_add(yuan(1)), Err(MoneyError::OutOfRange));
        assert_eq!(largest.negated().checked_sub(yuan(1)), Err(MoneyError::OutOfRange));
        assert_eq!(largest.checked_mul(i64::MAX), Err(MoneyError::OutOfRange));
        let json = r#"{"amount": 9007199254740992, "currency": "CNY"}"#;
        let refusal = serde_json::from_str::<Money>(json).unwrap_err().to_string();
        assert!(refusal.contains("between -9007199254740991 and 9007199254740991"), "{refusal}");
    }

    #[test]
    fn json_is_amount_and_currency_and_nothing_else() {
        let json = r#"{"amount":1800000,"currency":"CNY"}"#;
        assert_eq!(serde_json::from_str::<Money>(json).unwrap(), yuan(1_800_000));
        assert_eq!(serde_json::to_string(&yuan(1_800_000)).unwrap(), json);
        for wrong in [
            r#"{"amount":1.5,"currency":"CNY"}"#,
            r#"{"amount":1,"currency":"cny"}"#,
            r#"{"amount":1,"currency":"XXX"}"#,
            r#"{"amount":1}"#,
            r#"{"amount":1,"currency":"CNY","unit":"fen"}"#,
        ] {
            assert!(serde_json::from_str::<Money>(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn it_is_written_with_the_digits_of_its_currency() {
        assert_eq!(yuan(123_405).to_string(), "1234.05 CNY");
        assert_eq!(yuan(-5).to_string(), "-0.05 CNY");
        assert_eq!(Money::new(500, Currency::JPY).unwrap().to_string(), "500 JPY");
        assert_eq!(Money::new(1, "KWD".parse().unwrap()).unwrap().to_string(), "0.001 KWD");
    }

    #[test]
    fn the_largest_remainders_get_what_is_left() {
        let amounts = |money: Money, weights: &[u32]| -> Vec<i64> {
            money.split(weights).unwrap().into_iter().map(Money::amount).collect()
        };
        assert_eq!(amounts(yuan(100), &[1, 1, 1]), [34, 33, 33]);
        assert_eq!(amounts(yuan(-100), &[1, 1, 1]), [-34, -33, -33]);
        assert_eq!(amounts(yuan(10), &[1, 5, 0]), [2, 8, 0]);
        assert_eq!(yuan(10).split(&[0, 0]), Err(MoneyError::NoWeight));
        assert_eq!(yuan(10).split(&[]), Err(MoneyError::NoWeight));
    }

    proptest! {
        #[test]
        fn parts_sum_to_the_whole_and_stay_within_one_unit(
            amount in -Money::MAX_AMOUNT..=Money::MAX_AMOUNT,
            weights in proptest::collection::vec(any::<u32>(), 1..40),
        ) {
            let total: i128 = weights.iter().map(|&weight| i128::from(weight)).sum();
            prop_assume!(total > 0);
            let parts = yuan(amount).split(&weights).unwrap();
            prop_assert_eq!(Money::sum(Currency::CNY, parts.iter().copied()), Ok(yuan(amount)));
            for (part, &weight) in parts.iter().zip(&weights) {
                let off = i128::from(part.amount()) * total - i128::from(amount) * i128::from(weight);
                prop_assert!(off.abs() < total, "{part} of {amount} by {weight}");
            }
        }
    }
}
