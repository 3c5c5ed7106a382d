//! Text of a file as a typed value, or the reason why it is none.

mod date;

pub use date::DateOrder;

use crate::{
    export::unescape_formula,
    field::{Field, FieldKind},
    row_error::Fault,
};
use chrono::NaiveDate;
use kernel::{
    email::Email,
    money::{Currency, Money, MoneyTextError},
    phone::{Phone, Region},
    text::normal_form,
};
use unicode_normalization::UnicodeNormalization as _;

const YES: [&str; 12] = ["yes", "y", "true", "t", "1", "是", "有", "对", "真", "on", "✓", "√"];
const NO: [&str; 12] = ["no", "n", "false", "f", "0", "否", "无", "错", "假", "off", "✗", "×"];

/// How the texts of a file are meant where they could be meant in several ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    pub region: Region,
    pub currency: Currency,
    pub date_order: DateOrder,
}

impl Default for Reading {
    fn default() -> Self {
        Self { region: Region::CHINA, currency: Currency::CNY, date_order: DateOrder::default() }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Text(String),
    Integer(i64),
    Decimal(f64),
    Money(Money),
    Date(NaiveDate),
    Boolean(bool),
    /// The stored value of one of the field's choices.
    Choice(String),
    Phone(Phone),
    Email(Email),
}

impl Value {
    /// As it is kept in a JSON column and compared for uniqueness.
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Text(text) | Self::Choice(text) => text.as_str().into(),
            Self::Integer(number) => (*number).into(),
            Self::Decimal(number) => (*number).into(),
            Self::Money(money) => {
                serde_json::json!({"amount": money.amount(), "currency": money.currency()})
            }
            Self::Date(date) => date.to_string().into(),
            Self::Boolean(truth) => (*truth).into(),
            Self::Phone(phone) => phone.as_str().into(),
            Self::Email(email) => email.as_str().into(),
        }
    }
}

/// Reads a cell as a value of the field; a blank cell is `None`.
pub fn parse(text: &str, field: &Field, reading: Reading) -> Result<Option<Value>, Fault> {
    let text = unescape_formula(text.trim());
    let text = text.trim();
    if text.is_empty() {
        return if field.required { Err(Fault::new("required")) } else { Ok(None) };
    }
    parse_kind(text, field, reading).map(Some)
}

fn parse_kind(text: &str, field: &Field, reading: Reading) -> Result<Value, Fault> {
    match field.kind {
        FieldKind::Text => plain_text(text, field.max_length).map(Value::Text),
        FieldKind::Integer => integer(text).map(Value::Integer),
        FieldKind::Decimal => decimal(text).map(Value::Decimal),
        FieldKind::Money => Money::parse(text, reading.currency)
            .map(Value::Money)
            .map_err(|error| money_fault(&error)),
        FieldKind::Date => date::parse(text, reading.date_order).map(Value::Date),
        FieldKind::Boolean => boolean(text).map(Value::Boolean),
        FieldKind::Choice => choice(text, field).map(Value::Choice),
        FieldKind::Phone => {
            let text = text.strip_suffix(".0").unwrap_or(text);
            Phone::parse(text, reading.region)
                .map(Value::Phone)
                .map_err(|error| Fault::new(error.code()))
        }
        FieldKind::Email => text
            .parse()
            .map(Value::Email)
            .map_err(|error: kernel::email::EmailError| Fault::new(error.code())),
    }
}

fn plain_text(text: &str, max: Option<usize>) -> Result<String, Fault> {
    match max {
        Some(max) if text.chars().count() > max => Err(Fault::new("too_long").with("max", max)),
        _ => Ok(text.to_owned()),
    }
}

/// `1,234`, and `1234.0` as spreadsheets write whole numbers.
fn integer(text: &str) -> Result<i64, Fault> {
    let plain = plain_number(text).ok_or_else(|| Fault::new("integer_unreadable"))?;
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    if fraction.bytes().any(|digit| digit != b'0') {
        return Err(Fault::new("integer_unreadable"));
    }
    let number = whole.parse::<i64>().ok().filter(|number| number.abs() <= Money::MAX_AMOUNT);
    number.ok_or_else(|| Fault::new("number_out_of_range"))
}

/// `-12.5`, `1,234.5`, `12.5%`, `1.5e3`.
fn decimal(text: &str) -> Result<f64, Fault> {
    let (text, divisor) = match text.strip_suffix(['%', '\u{ff05}']) {
        Some(rest) => (rest.trim_end(), 100.0),
        None => (text, 1.0),
    };
    let plain = plain_number(text).or_else(|| scientific(text));
    let number = plain
        .and_then(|plain| plain.parse::<f64>().ok())
        .ok_or_else(|| Fault::new("number_unreadable"))?;
    if number.is_finite() { Ok(number / divisor) } else { Err(Fault::new("number_out_of_range")) }
}

/// Sign, digits and one point; grouping commas taken out where they group by threes.
fn plain_number(text: &str) -> Option<String> {
    let folded: String = text.nfkc().filter(|letter| *letter != ' ').collect();
    let folded = folded.replace('\u{2212}', "-");
    let unsigned = folded.strip_prefix(['-', '+']).unwrap_or(&folded);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let is_grouped = whole.contains(',');
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let well_grouped =
        !is_grouped || ((1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3));
    let well_formed =
        !whole.is_empty() && well_grouped && digits(&whole.replace(',', "")) && digits(fraction);
    well_formed.then(|| folded.trim_start_matches('+').replace(',', ""))
}

fn scientific(text: &str) -> Option<String> {
    let (mantissa, exponent) = text.split_once(['e', 'E'])?;
    let exponent: i32 = exponent.parse().ok().filter(|exponent: &i32| exponent.abs() <= 300)?;
    plain_number(mantissa).map(|mantissa| format!("{mantissa}e{exponent}"))
}

fn boolean(text: &str) -> Result<bool, Fault> {
    let word = normal_form(text);
    if YES.contains(&word.as_str()) {
        Ok(true)
    } else if NO.contains(&word.as_str()) {
        Ok(false)
    } else {
        Err(Fault::new("boolean_unreadable"))
    }
}

/// By stored value or by label in either language.
fn choice(text: &str, field: &Field) -> Result<String, Fault> {
    let word = normal_form(text);
    let is_meant = |known: &str| normal_form(known) == word;
    let meant = field.choices.iter().find(|choice| {
        is_meant(&choice.value) || is_meant(&choice.label.zh) || is_meant(&choice.label.en)
    });
    meant.map(|choice| choice.value.clone()).ok_or_else(|| {
        let known: Vec<&str> =
            field.choices.iter().take(20).map(|choice| choice.value.as_str()).collect();
        Fault::new("choice_unknown").with("choices", known.join(", "))
    })
}

fn money_fault(error: &MoneyTextError) -> Fault {
    let fault = Fault::new(error.code());
    match error {
        MoneyTextError::TooPrecise { currency, digits } => {
            fault.with("currency", currency.code()).with("digits", *digits)
        }
        _ => fault,
    }
}

#[cfg(test)]
mod tests;
