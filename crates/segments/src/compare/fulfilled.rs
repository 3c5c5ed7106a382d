use super::Comparison;
use chrono::NaiveDate;
use kernel::ids::{MemberId, PlanId};
use serde_json::Value;
use uuid::Uuid;

impl Comparison {
    /// Whether a value fulfils it. One that is missing fulfils none.
    pub fn is_fulfilled_by(&self, found: &Value) -> bool {
        let text = found.as_str();
        let small = || text.map(str::to_ascii_lowercase);
        match self {
            Comparison::IsSet => match found {
                Value::Null => false,
                Value::Array(list) => !list.is_empty(),
                _ => true,
            },
            Comparison::OneOf(values) => {
                text.is_some_and(|text| values.iter().any(|it| it == text))
            }
            Comparison::OneOfIds(ids) => text.and_then(id).is_some_and(|id| ids.contains(&id)),
            Comparison::TextIs(values) => small().is_some_and(|text| values.contains(&text)),
            Comparison::Contains(part) => small().is_some_and(|text| text.contains(part.as_str())),
            Comparison::StartsWith(start) => {
                small().is_some_and(|it| it.starts_with(start.as_str()))
            }
            Comparison::Boolean(value) => found.as_bool() == Some(*value),
            Comparison::Numbers(bounds) => {
                found.as_f64().is_some_and(|number| bounds.iter().any(|it| it.hold(number)))
            }
            Comparison::Money { currency, amounts } => {
                found["currency"].as_str() == Some(currency)
                    && found["amount"].as_f64().is_some_and(|amount| amounts.hold(amount))
            }
            Comparison::Days(bounds) => {
                let day = text.and_then(|text| text.parse::<NaiveDate>().ok());
                let day = day.map(|day| day.to_epoch_days());
                day.is_some_and(|day| bounds.iter().any(|it| it.hold(day)))
            }
            Comparison::HoldsAny(values) => values.iter().any(|it| has(found, it)),
            Comparison::HoldsAll(values) => values.iter().all(|it| has(found, it)),
        }
    }
}

fn has(list: &Value, word: &str) -> bool {
    list.as_array().is_some_and(|list| list.iter().any(|it| it.as_str() == Some(word)))
}

fn id(text: &str) -> Option<Uuid> {
    let plan = text.parse::<PlanId>().map(Into::into);
    plan.or_else(|_| text.parse::<MemberId>().map(Into::into)).ok()
}
