use crate::{condition::FieldOperator, field::SegmentFieldType};
use activity::question::{EventCondition, Occurrence, PropertyCondition, PropertyOperator};
use kernel::money::Money;
use serde_json::Value;

/// How a comparison is told, with places for the field and the values.
pub const fn operator(
    operator: FieldOperator,
    kind: SegmentFieldType,
) -> (&'static str, &'static str) {
    use FieldOperator as O;
    let is_day = matches!(kind, SegmentFieldType::Date);
    match operator {
        O::Is if matches!(kind, SegmentFieldType::MultiChoice) => {
            ("{field} include {values}", "{field}包含{values}")
        }
        O::IsNot if matches!(kind, SegmentFieldType::MultiChoice) => {
            ("{field} don't include {values}", "{field}不包含{values}")
        }
        O::Is => ("{field} is {values}", "{field}为{values}"),
        O::IsNot => ("{field} is not {values}", "{field}不为{values}"),
        O::Contains => ("{field} contains {values}", "{field}包含{values}"),
        O::DoesNotContain => ("{field} doesn't contain {values}", "{field}不包含{values}"),
        O::StartsWith => ("{field} begins with {values}", "{field}以{values}开头"),
        O::Greater if is_day => ("{field} is after {values}", "{field}晚于 {values}"),
        O::Less if is_day => ("{field} is before {values}", "{field}早于 {values}"),
        O::AtLeast if is_day => ("{field} is on or after {values}", "{field}不早于 {values}"),
        O::AtMost if is_day => ("{field} is on or before {values}", "{field}不晚于 {values}"),
        O::Greater => ("{field} is more than {values}", "{field}大于 {values}"),
        O::Less => ("{field} is less than {values}", "{field}小于 {values}"),
        O::AtLeast => ("{field} is at least {values}", "{field}不少于 {values}"),
        O::AtMost => ("{field} is at most {values}", "{field}不超过 {values}"),
        O::InLastDays => ("{field} is in the last {values} days", "{field}在近 {values} 天内"),
        O::InNextDays => ("{field} is in the next {values} days", "{field}在未来 {values} 天内"),
        O::HasAll => ("{field} include all of {values}", "{field}同时包含{values}"),
        O::IsSet => ("{field} is known", "{field}已填写"),
        O::IsNotSet => ("{field} is not known", "{field}未填写"),
    }
}

/// At least once, and nothing else.
pub fn is_once(event: &EventCondition) -> bool {
    event.occurrence == Occurrence::Any && event.at_least == 1 && event.at_most.is_none()
}

/// How often; nothing for at least once.
pub fn times(event: &EventCondition, chinese: bool) -> String {
    match (event.at_least, event.at_most, chinese) {
        (1, None, _) => String::new(),
        (least, None, false) => format!(" at least {least} times"),
        (least, None, true) => format!("至少 {least} 次"),
        (0, Some(most), false) => format!(" at most {}", count(most)),
        (0, Some(most), true) => format!("至多 {most} 次"),
        (least, Some(most), false) if least == most => format!(" exactly {}", count(most)),
        (least, Some(most), true) if least == most => format!("恰好 {most} 次"),
        (least, Some(most), false) => format!(" {least} to {most} times"),
        (least, Some(most), true) => format!(" {least} 到 {most} 次"),
    }
}

fn count(times: u32) -> String {
    if times == 1 { "once".to_owned() } else { format!("{times} times") }
}

pub fn property(condition: &PropertyCondition, chinese: bool) -> String {
    let value = match &condition.value {
        Value::String(text) if chinese => format!("「{text}」"),
        Value::String(text) => format!("“{text}”"),
        Value::Null => String::new(),
        value => value.to_string(),
    };
    let (english, local) = match condition.operator {
        PropertyOperator::Is => ("is", "为"),
        PropertyOperator::IsNot => ("is not", "不为"),
        PropertyOperator::Contains => ("contains", "包含"),
        PropertyOperator::Greater => ("is more than", "大于"),
        PropertyOperator::Less => ("is less than", "小于"),
        PropertyOperator::IsSet => ("is set", "有值"),
        PropertyOperator::IsNotSet => ("is not set", "无值"),
    };
    let word = if chinese { local } else { english };
    format!("{} {word} {value}", condition.property).trim_end().to_owned()
}

/// An amount as its currency writes it.
pub fn money(value: &Value) -> String {
    let money = serde_json::from_value::<Money>(value.clone());
    money.map_or_else(|_| value.to_string(), |money| money.to_string())
}
