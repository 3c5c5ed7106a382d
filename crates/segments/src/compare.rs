//! What a condition on a field compares with, read once and checked: the same for every evaluator, also for those of
//! domains above that have fields of their own.

mod fulfilled;

use crate::{
    condition::{FieldCondition, FieldOperator},
    field::{SegmentField, SegmentFieldType},
};
use activity::index::calendar::Day;
use chrono::NaiveDate;
use kernel::{
    FieldError,
    ids::{MemberId, PlanId},
    money::Money,
};
use serde_json::Value;
use uuid::Uuid;

const LONGEST_TEXT: usize = 500;
const MOST_VALUES: usize = 500;
const MOST_DAYS: u64 = 3650;

/// A comparison of a field with something of its kind.
#[derive(Clone, Debug, PartialEq)]
pub enum Comparison {
    IsSet,
    /// Any of the texts, as they are written.
    OneOf(Vec<String>),
    OneOfIds(Vec<Uuid>),
    /// The same without regard to the case of A to Z; in small letters.
    TextIs(Vec<String>),
    Contains(String),
    StartsWith(String),
    Boolean(bool),
    Numbers(Vec<Bounds<f64>>),
    Money {
        currency: &'static str,
        amounts: Bounds<f64>,
    },
    /// Whole days from one up to before another.
    Days(Vec<Bounds<Day>>),
    /// A list holds any of them, or all.
    HoldsAny(Vec<String>),
    HoldsAll(Vec<String>),
}

/// Between two values. Days are from the lower one up to before the upper; numbers say what they include.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds<T> {
    pub lower: Option<T>,
    pub upper: Option<T>,
    pub includes: bool,
}

impl Bounds<f64> {
    pub fn hold(self, value: f64) -> bool {
        let beyond = |limit: f64| if self.includes { value >= limit } else { value > limit };
        let below = |limit: f64| if self.includes { value <= limit } else { value < limit };
        self.lower.is_none_or(beyond) && self.upper.is_none_or(below)
    }
}

impl Bounds<Day> {
    pub fn hold(self, day: Day) -> bool {
        self.lower.is_none_or(|lower| day >= lower) && self.upper.is_none_or(|upper| day < upper)
    }
}

/// What is compared, and whether the opposite is meant.
pub fn read(
    field: &SegmentField,
    condition: &FieldCondition,
    today: Day,
) -> Result<(Comparison, bool), Vec<FieldError>> {
    use FieldOperator as O;
    let operator = condition.operator;
    if !field.operators.contains(&operator) {
        let allowed: Vec<_> = field.operators.iter().map(|it| it.as_str()).collect();
        return Err(vec![FieldError::new("/operator", "unknown_value").with("allowed", allowed)]);
    }
    check_count(operator, condition.values.len())?;
    let is_opposite = matches!(operator, O::IsNot | O::DoesNotContain | O::IsNotSet);
    let comparison = match (operator, field.kind) {
        (O::IsSet | O::IsNotSet, _) => Comparison::IsSet,
        (O::InLastDays | O::InNextDays, _) => {
            let days = each(condition, whole_days)?.first().copied().unwrap_or(1);
            let (lower, upper) = if operator == O::InLastDays {
                (today + 1 - days, today + 1)
            } else {
                (today, today + days)
            };
            Comparison::Days(vec![between(Some(lower), Some(upper))])
        }
        (_, SegmentFieldType::Text) => {
            let mut texts = each(condition, text)?;
            for text in &mut texts {
                text.make_ascii_lowercase();
            }
            match operator {
                O::Contains | O::DoesNotContain => Comparison::Contains(texts.swap_remove(0)),
                O::StartsWith => Comparison::StartsWith(texts.swap_remove(0)),
                _ => Comparison::TextIs(texts),
            }
        }
        (_, SegmentFieldType::Choice) => Comparison::OneOf(each(condition, text)?),
        (O::HasAll, SegmentFieldType::MultiChoice) => Comparison::HoldsAll(each(condition, text)?),
        (_, SegmentFieldType::MultiChoice) => Comparison::HoldsAny(each(condition, text)?),
        (_, SegmentFieldType::Member) => Comparison::OneOfIds(each(condition, id::<MemberId>)?),
        (_, SegmentFieldType::Plan) => Comparison::OneOfIds(each(condition, id::<PlanId>)?),
        (_, SegmentFieldType::Boolean) => {
            Comparison::Boolean(each(condition, boolean)?.first().copied().unwrap_or(true))
        }
        (_, SegmentFieldType::Number) => {
            let numbers = each(condition, number)?;
            Comparison::Numbers(numbers.into_iter().map(|it| of_number(operator, it)).collect())
        }
        (_, SegmentFieldType::Money) => {
            let money = each(condition, money)?;
            let Some((currency, amount)) = money.first().copied() else { return Err(Vec::new()) };
            Comparison::Money { currency, amounts: of_number(operator, amount) }
        }
        (_, SegmentFieldType::Date) => {
            let days = each(condition, day)?;
            Comparison::Days(days.into_iter().map(|day| of_day(operator, day)).collect())
        }
    };
    Ok((comparison, is_opposite))
}

fn check_count(operator: FieldOperator, count: usize) -> Result<(), Vec<FieldError>> {
    use FieldOperator as O;
    let (min, max) = match operator {
        O::IsSet | O::IsNotSet => (0, 0),
        O::Is | O::IsNot | O::HasAll => (1, MOST_VALUES),
        _ => (1, 1),
    };
    let flaw = match count {
        count if count < min => FieldError::new("/values", "too_few").with("min", min),
        count if count > max => FieldError::new("/values", "too_many").with("max", max),
        _ => return Ok(()),
    };
    Err(vec![flaw])
}

/// Every value, or everything that is wrong with them.
fn each<T>(
    condition: &FieldCondition,
    read: impl Fn(&Value) -> Result<T, FieldError>,
) -> Result<Vec<T>, Vec<FieldError>> {
    let mut values = Vec::with_capacity(condition.values.len());
    let mut flaws = Vec::new();
    for (place, value) in condition.values.iter().enumerate() {
        match read(value) {
            Ok(value) => values.push(value),
            Err(flaw) => flaws.push(FieldError { pointer: format!("/values/{place}"), ..flaw }),
        }
    }
    if flaws.is_empty() { Ok(values) } else { Err(flaws) }
}

fn wrong(expected: &str) -> FieldError {
    FieldError::new("", "wrong_type").with("expected", expected)
}

fn text(value: &Value) -> Result<String, FieldError> {
    let text = value.as_str().ok_or_else(|| wrong("string"))?.trim();
    match text.chars().count() {
        0 => Err(FieldError::new("", "required")),
        length if length > LONGEST_TEXT => {
            Err(FieldError::new("", "too_long").with("max", LONGEST_TEXT))
        }
        _ if text.contains('\0') => Err(FieldError::new("", "invalid_text")),
        _ => Ok(text.to_owned()),
    }
}

/// Values that the field's options don't have. A stored condition may have some: options can be taken away, and then
/// nobody has the value.
pub fn unknown_options(field: &SegmentField, condition: &FieldCondition) -> Vec<FieldError> {
    if field.options.is_empty() {
        return Vec::new();
    }
    let known = each(condition, |value| {
        let text = text(value)?;
        if field.options.iter().any(|option| option.value == text) {
            return Ok(());
        }
        let allowed: Vec<_> = field.options.iter().map(|option| option.value.as_str()).collect();
        Err(FieldError::new("", "unknown_value").with("allowed", allowed))
    });
    known.err().unwrap_or_default()
}

fn id<T: std::str::FromStr + Into<Uuid>>(value: &Value) -> Result<Uuid, FieldError> {
    let id = value.as_str().and_then(|text| text.parse::<T>().ok());
    id.map(Into::into).ok_or_else(|| wrong("id"))
}

fn boolean(value: &Value) -> Result<bool, FieldError> {
    value.as_bool().ok_or_else(|| wrong("boolean"))
}

fn number(value: &Value) -> Result<f64, FieldError> {
    value.as_f64().ok_or_else(|| wrong("number"))
}

#[expect(clippy::cast_precision_loss, reason = "amounts are below 2^53")]
fn money(value: &Value) -> Result<(&'static str, f64), FieldError> {
    let money: Money = serde_json::from_value(value.clone()).map_err(|_| wrong("money"))?;
    Ok((money.currency().code(), money.amount() as f64))
}

fn day(value: &Value) -> Result<Day, FieldError> {
    let day = value.as_str().and_then(|text| text.parse::<NaiveDate>().ok());
    day.map(|day| day.to_epoch_days())
        .ok_or_else(|| FieldError::new("", "invalid_format").with("expected", "YYYY-MM-DD"))
}

fn whole_days(value: &Value) -> Result<Day, FieldError> {
    let days = value.as_u64().ok_or_else(|| wrong("whole number"))?;
    let fitting = (1..=MOST_DAYS).contains(&days).then(|| Day::try_from(days).ok()).flatten();
    fitting.ok_or_else(|| FieldError::new("", "out_of_range").with("min", 1).with("max", MOST_DAYS))
}

const fn of_number(operator: FieldOperator, number: f64) -> Bounds<f64> {
    use FieldOperator as O;
    let (lower, upper) = match operator {
        O::Greater | O::AtLeast => (Some(number), None),
        O::Less | O::AtMost => (None, Some(number)),
        _ => (Some(number), Some(number)),
    };
    Bounds { lower, upper, includes: !matches!(operator, O::Greater | O::Less) }
}

const fn of_day(operator: FieldOperator, day: Day) -> Bounds<Day> {
    use FieldOperator as O;
    match operator {
        O::Greater => between(Some(day + 1), None),
        O::AtLeast => between(Some(day), None),
        O::Less => between(None, Some(day)),
        O::AtMost => between(None, Some(day + 1)),
        _ => between(Some(day), Some(day + 1)),
    }
}

const fn between(lower: Option<Day>, upper: Option<Day>) -> Bounds<Day> {
    Bounds { lower, upper, includes: false }
}
