//! Amounts as people write them in files and forms.
//!
//! Grouping and decimal signs differ between countries, so the text itself has to decide: where both a point and a
//! comma stand, the later one is the decimal sign; a sign that stands more than once groups; a lone comma before
//! exactly three digits groups. A lone point before exactly three digits could be either and is refused.

use super::{Currency, Money};
use unicode_normalization::UnicodeNormalization;

const MAX_TEXT: usize = 60;

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyTextError {
    #[error("an amount has digits, e.g. 1,234.50")]
    NotAnAmount,
    #[error("the thousands of the amount are grouped wrongly")]
    BadGrouping,
    #[error(
        "{0} could be a thousand or a fraction: write it without the sign or with all decimals"
    )]
    Ambiguous(String),
    #[error("{currency} has {digits} digits after the point")]
    TooPrecise { currency: Currency, digits: u8 },
    #[error("the amount is too large")]
    TooLarge,
}

impl MoneyTextError {
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAnAmount => "money_unreadable",
            Self::BadGrouping => "money_bad_grouping",
            Self::Ambiguous(_) => "money_ambiguous",
            Self::TooPrecise { .. } => "money_too_precise",
            Self::TooLarge => "money_too_large",
        }
    }
}

/// Longer signs first, so that `US$` is not read as `$`.
const SIGNS: [(&str, Currency); 15] = [
    ("人民币", Currency::CNY),
    ("us$", Currency::USD),
    ("hk$", Currency::HKD),
    ("nt$", Currency::TWD),
    ("jp¥", Currency::JPY),
    ("cn¥", Currency::CNY),
    ("rmb", Currency::CNY),
    ("美元", Currency::USD),
    ("港元", Currency::HKD),
    ("港币", Currency::HKD),
    ("日元", Currency::JPY),
    ("欧元", Currency::EUR),
    ("元", Currency::CNY),
    ("€", Currency::EUR),
    ("£", Currency::GBP),
];

pub(super) fn parse(text: &str, default: Currency) -> Result<Money, MoneyTextError> {
    if text.len() > 4 * MAX_TEXT {
        return Err(MoneyTextError::NotAnAmount);
    }
    let text = text.nfkc().collect::<String>().to_lowercase().replace('\u{2212}', "-");
    let (negative, text) = take_sign(text.trim());
    let (currency, text) = take_currency(text, default);
    let (inner_negative, text) = take_sign(text);
    if negative && inner_negative {
        return Err(MoneyTextError::NotAnAmount);
    }
    let (zeros, text) = take_multiplier(text);
    let (major, minor) = split_decimals(text, currency)?;
    let amount = minor_units(&major, &minor, zeros, currency)?;
    let signed = if negative || inner_negative { -amount } else { amount };
    Money::new(signed, currency).map_err(|_| MoneyTextError::TooLarge)
}

/// `-5`, `+5`, `5-`, `(5)`.
fn take_sign(text: &str) -> (bool, &str) {
    if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return (true, inner.trim());
    }
    if let Some(rest) = text.strip_prefix('-').or_else(|| text.strip_suffix('-')) {
        return (true, rest.trim());
    }
    (false, text.strip_prefix('+').unwrap_or(text).trim())
}

fn take_currency(text: &str, default: Currency) -> (Currency, &str) {
    let yen_sign = if default == Currency::JPY { Currency::JPY } else { Currency::CNY };
    let dollar_sign = if default.is_a_dollar() { default } else { Currency::USD };
    let shared =
        [("円", Currency::JPY), ("圆", Currency::CNY), ("¥", yen_sign), ("$", dollar_sign)];
    for (sign, currency) in SIGNS.into_iter().chain(shared) {
        if let Some(rest) = strip_end(text, sign) {
            return (currency, rest);
        }
    }
    for code in [text.get(..3), text.len().checked_sub(3).and_then(|at| text.get(at..))]
        .into_iter()
        .flatten()
    {
        if let Ok(currency) = code.to_uppercase().parse::<Currency>() {
            return (currency, strip_end(text, code).unwrap_or(text));
        }
    }
    (default, text)
}

fn strip_end<'a>(text: &'a str, sign: &str) -> Option<&'a str> {
    text.strip_prefix(sign).or_else(|| text.strip_suffix(sign)).map(str::trim)
}

/// `万` is four zeros, `亿` eight.
fn take_multiplier(text: &str) -> (u32, &str) {
    if let Some(rest) = text.strip_suffix(['万', '萬']) {
        (4, rest.trim())
    } else if let Some(rest) = text.strip_suffix(['亿', '億']) {
        (8, rest.trim())
    } else {
        (0, text)
    }
}

/// The digits before and after the decimal sign.
fn split_decimals(text: &str, currency: Currency) -> Result<(String, String), MoneyTextError> {
    let is_known = |letter: char| letter.is_ascii_digit() || ".,' _\u{2019}".contains(letter);
    if !text.contains(|letter: char| letter.is_ascii_digit()) || !text.chars().all(is_known) {
        return Err(MoneyTextError::NotAnAmount);
    }
    let decimal = decimal_sign(text, currency)?;
    let (major, minor) = match decimal {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, ""),
    };
    if minor.contains(|letter: char| !letter.is_ascii_digit()) {
        return Err(MoneyTextError::BadGrouping);
    }
    Ok((ungroup(major)?, minor.to_owned()))
}

fn decimal_sign(text: &str, currency: Currency) -> Result<Option<usize>, MoneyTextError> {
    let (points, commas) = (text.matches('.').count(), text.matches(',').count());
    match (text.rfind('.'), text.rfind(',')) {
        (None, None) => Ok(None),
        (Some(point), Some(comma)) => {
            let (last, count) = if point > comma { (point, points) } else { (comma, commas) };
            if count == 1 { Ok(Some(last)) } else { Err(MoneyTextError::BadGrouping) }
        }
        (Some(_), None) if points > 1 => Ok(None),
        (None, Some(_)) if commas > 1 => Ok(None),
        (Some(at), None) if looks_grouped(text, at) && currency.exponent() != 3 => {
            Err(MoneyTextError::Ambiguous(text.to_owned()))
        }
        (None, Some(at)) if looks_grouped(text, at) => Ok(None),
        (Some(at), None) | (None, Some(at)) => Ok(Some(at)),
    }
}

/// One to three digits that don't begin with 0, then the sign, then three digits.
fn looks_grouped(text: &str, at: usize) -> bool {
    let (before, after) = (&text[..at], &text[at + 1..]);
    (1..=3).contains(&before.len())
        && !before.starts_with('0')
        && after.len() == 3
        && before.bytes().chain(after.bytes()).all(|byte| byte.is_ascii_digit())
}

/// Takes the grouping signs out; each group but the first has three digits, and all signs are alike.
fn ungroup(major: &str) -> Result<String, MoneyTextError> {
    let mut signs = major.chars().filter(|letter| !letter.is_ascii_digit());
    let Some(sign) = signs.next() else { return Ok(major.to_owned()) };
    if signs.any(|other| other != sign) {
        return Err(MoneyTextError::BadGrouping);
    }
    let mut groups = major.split(sign);
    let first = groups.next().unwrap_or_default();
    if !(1..=3).contains(&first.len()) || groups.any(|group| group.len() != 3) {
        return Err(MoneyTextError::BadGrouping);
    }
    Ok(major.replace(sign, ""))
}

fn minor_units(
    major: &str,
    minor: &str,
    zeros: u32,
    currency: Currency,
) -> Result<i64, MoneyTextError> {
    let digits = currency.exponent();
    let places = usize::from(digits) + usize::try_from(zeros).expect("at most eight zeros");
    let (kept, dropped) = minor.split_at(minor.len().min(places));
    if dropped.bytes().any(|byte| byte != b'0') {
        return Err(MoneyTextError::TooPrecise { currency, digits });
    }
    let all = format!("{major}{kept}{}", "0".repeat(places - kept.len()));
    all.parse().map_err(|_| MoneyTextError::TooLarge)
}

#[cfg(test)]
mod tests {
    use super::{Currency, Money, MoneyTextError};
    use proptest::prelude::{prop_assert_eq, proptest};

    fn read(text: &str) -> Result<String, MoneyTextError> {
        Money::parse(text, Currency::CNY).map(|money| money.to_string())
    }

    #[test]
    fn an_amount_is_read_as_people_write_it() {
        for (text, expected) in [
            ("1234.5", "1234.50 CNY"),
            ("¥1,234.50", "1234.50 CNY"),
            ("￥１，２３４．５０", "1234.50 CNY"),
            ("1.234,50 €", "1234.50 EUR"),
            ("1,234", "1234.00 CNY"),
            ("12,34", "12.34 CNY"),
            ("1,234,567", "1234567.00 CNY"),
            ("1.234.567", "1234567.00 CNY"),
            ("1 234 567,8", "1234567.80 CNY"),
            ("1'234.50", "1234.50 CNY"),
            ("$29.85", "29.85 USD"),
            ("HK$ 100", "100.00 HKD"),
            ("100 USD", "100.00 USD"),
            ("usd100", "100.00 USD"),
            ("1800元", "1800.00 CNY"),
            ("人民币 1800", "1800.00 CNY"),
            ("RMB 1,800.00", "1800.00 CNY"),
            ("3.5万", "35000.00 CNY"),
            ("1.2345 万元", "12345.00 CNY"),
            ("1亿", "100000000.00 CNY"),
            ("-5", "-5.00 CNY"),
            ("-¥5", "-5.00 CNY"),
            ("¥-5", "-5.00 CNY"),
            ("(120.00)", "-120.00 CNY"),
            ("5-", "-5.00 CNY"),
            ("+5", "5.00 CNY"),
            (".5", "0.50 CNY"),
            ("5.", "5.00 CNY"),
            ("0.500", "0.50 CNY"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(expected), "{text:?}");
        }
        assert_eq!(Money::parse("¥500", Currency::JPY).unwrap().to_string(), "500 JPY");
        assert_eq!(Money::parse("500.00", Currency::JPY).unwrap().to_string(), "500 JPY");
        assert_eq!(Money::parse("$5", Currency::TWD).unwrap().to_string(), "5.00 TWD");
        assert_eq!(Money::parse("1.234", "KWD".parse().unwrap()).unwrap().to_string(), "1.234 KWD");
    }

    #[test]
    fn what_can_not_be_read_says_why() {
        let too_precise = MoneyTextError::TooPrecise { currency: Currency::CNY, digits: 2 };
        for (text, error) in [
            ("", MoneyTextError::NotAnAmount),
            ("¥", MoneyTextError::NotAnAmount),
            ("free", MoneyTextError::NotAnAmount),
            ("12a", MoneyTextError::NotAnAmount),
            ("1e5", MoneyTextError::NotAnAmount),
            ("--5", MoneyTextError::NotAnAmount),
            ("¥500円", MoneyTextError::NotAnAmount),
            ("12,34,567", MoneyTextError::BadGrouping),
            ("1,23.4,5", MoneyTextError::BadGrouping),
            ("1,2345.00", MoneyTextError::BadGrouping),
            ("1.234", MoneyTextError::Ambiguous("1.234".to_owned())),
            ("0.125", too_precise.clone()),
            ("1,234.567", too_precise.clone()),
            ("1.23456789万", too_precise),
            ("99999999999999999999", MoneyTextError::TooLarge),
            ("90071992547410.00", MoneyTextError::TooLarge),
        ] {
            assert_eq!(read(text), Err(error), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(amount in -Money::MAX_AMOUNT..=Money::MAX_AMOUNT) {
            for code in ["CNY", "JPY", "EUR", "KWD"] {
                let money = Money::new(amount, code.parse().unwrap()).unwrap();
                prop_assert_eq!(Money::parse(&money.to_string(), Currency::USD), Ok(money));
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in ".*", digits in "[-+¥$€() 0-9.,万元']{0,20}") {
            let _ = Money::parse(&text, Currency::CNY);
            let _ = Money::parse(&digits, Currency::CNY);
        }
    }
}
