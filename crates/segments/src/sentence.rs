//! Conditions as sentences, in Chinese and English.

mod words;

use crate::{
    condition::{Condition, FieldCondition, FieldOwner, SegmentSubject},
    field::{SegmentField, SegmentFieldType},
    library::Library,
};
use activity::question::{EventCondition, EventDays, Occurrence, PropertyCondition};
use serde_json::Value;

/// Makes sentences in one of the languages.
#[derive(Clone, Copy)]
pub struct Sentences<'a> {
    pub library: &'a Library,
    pub chinese: bool,
}

impl Sentences<'_> {
    /// Who is meant by the whole condition.
    pub fn whole(self, condition: &Condition, subject: SegmentSubject) -> String {
        let is_everybody = matches!(condition, Condition::All(list) if list.is_empty());
        let who = match subject {
            SegmentSubject::Account => self.pick("accounts", "客户"),
            SegmentSubject::Person => self.pick("people", "联系人"),
        };
        if is_everybody {
            return if self.chinese { format!("全部{who}") } else { format!("All {who}") };
        }
        let condition = self.of(condition, subject);
        if self.chinese {
            format!("{who}：{condition}")
        } else {
            capital(&format!("{who}: {condition}"))
        }
    }

    /// What a node asks for.
    pub fn of(self, condition: &Condition, subject: SegmentSubject) -> String {
        match condition {
            Condition::All(list) if list.is_empty() => self.pick("everybody", "不限").to_owned(),
            Condition::Any(list) if list.is_empty() => self.pick("nobody", "无人满足").to_owned(),
            Condition::All(list) => self.joined(list, subject, self.pick(" and ", "，且")),
            Condition::Any(list) => self.joined(list, subject, self.pick(" or ", "，或")),
            Condition::Not(inner) => self.opposite(inner, subject),
            Condition::Field(field) => self.field(field, subject.owner()),
            Condition::Events(event) => self.events(event),
            Condition::Subscription(list) => self.subscription(list),
            Condition::Person(inner) => {
                let inner = self.of(inner, SegmentSubject::Person);
                self.around("one of its contacts: ", "有联系人满足", &inner)
            }
            Condition::Account(inner) => {
                let inner = self.of(inner, SegmentSubject::Account);
                self.around("one of their accounts: ", "所属客户满足", &inner)
            }
            Condition::Segment(id) => {
                let name = self.library.segment(*id).map_or("", |known| known.name.as_str());
                if self.chinese {
                    format!("属于分群「{name}」")
                } else {
                    format!("in the segment “{name}”")
                }
            }
        }
    }

    const fn pick<'t>(self, english: &'t str, chinese: &'t str) -> &'t str {
        if self.chinese { chinese } else { english }
    }

    fn around(self, english: &str, chinese: &str, inner: &str) -> String {
        if self.chinese { format!("{chinese}（{inner}）") } else { format!("{english}({inner})") }
    }

    fn joined(self, list: &[Condition], subject: SegmentSubject, between: &str) -> String {
        let parts = list.iter().map(|condition| {
            let part = self.of(condition, subject);
            let is_list =
                matches!(condition, Condition::All(inner) | Condition::Any(inner) if inner.len() > 1);
            if is_list && list.len() > 1 { self.around("", "", &part) } else { part }
        });
        parts.collect::<Vec<_>>().join(between)
    }

    fn opposite(self, inner: &Condition, subject: SegmentSubject) -> String {
        match inner {
            Condition::Events(event) if words::is_once(event) => {
                let (what, days) = (self.event_names(event), self.days(event.within.as_ref()));
                if self.chinese {
                    format!("{days}没有{what}{}", self.properties(&event.conditions))
                } else {
                    format!("did not do {what}{}{days}", self.properties(&event.conditions))
                }
            }
            _ => self.around("not ", "不满足", &self.of(inner, subject)),
        }
    }

    fn field(self, condition: &FieldCondition, owner: FieldOwner) -> String {
        let Some(field) = self.library.fields.get(owner, &condition.field) else {
            return condition.field.clone();
        };
        let label = if self.chinese { &field.label_zh } else { &field.label };
        let values = condition.values.iter().map(|value| self.value(field, value));
        let or = self.pick(" or ", "或");
        let values = values.collect::<Vec<_>>().join(or);
        let (english, chinese) = words::operator(condition.operator, field.kind);
        if self.chinese {
            chinese.replace("{field}", label).replace("{values}", &values)
        } else {
            english.replace("{field}", label).replace("{values}", &values)
        }
    }

    fn value(self, field: &SegmentField, value: &Value) -> String {
        match (field.kind, value) {
            (SegmentFieldType::Member | SegmentFieldType::Plan, Value::String(id)) => {
                self.library.label(field.kind, id).unwrap_or_else(|| id.clone())
            }
            (SegmentFieldType::Text, Value::String(text)) => self.quoted(text),
            (SegmentFieldType::Money, money) => words::money(money),
            (SegmentFieldType::Boolean, Value::Bool(yes)) => {
                if *yes { self.pick("yes", "是") } else { self.pick("no", "否") }.to_owned()
            }
            (_, Value::String(text)) => {
                field.option_label(text, self.chinese).unwrap_or(text).to_owned()
            }
            (_, value) => value.to_string(),
        }
    }

    fn quoted(self, text: &str) -> String {
        if self.chinese { format!("「{text}」") } else { format!("“{text}”") }
    }

    fn subscription(self, list: &[FieldCondition]) -> String {
        if list.is_empty() {
            return self.pick("has a subscription", "有订阅").to_owned();
        }
        let parts = list.iter().map(|it| self.field(it, FieldOwner::Subscription));
        let parts = parts.collect::<Vec<_>>().join(self.pick(" and ", "，且"));
        self.around("has a subscription: ", "有订阅满足", &parts)
    }

    fn events(self, event: &EventCondition) -> String {
        let what = self.event_names(event);
        let properties = self.properties(&event.conditions);
        let days = self.days(event.within.as_ref());
        let times = words::times(event, self.chinese);
        match (event.occurrence, self.chinese) {
            (Occurrence::Any, false) => format!("did {what}{properties}{times}{days}"),
            (Occurrence::Any, true) if times.is_empty() => format!("{days}做过{what}{properties}"),
            (Occurrence::Any, true) => format!("{days}{what}{properties}{times}"),
            (Occurrence::First, false) => format!("first did {what}{properties}{days}"),
            (Occurrence::First, true) => format!("首次{what}{properties}在{days}"),
            (Occurrence::Last, false) => format!("last did {what}{properties}{days}"),
            (Occurrence::Last, true) => format!("最近一次{what}{properties}在{days}"),
        }
    }

    fn event_names(self, event: &EventCondition) -> String {
        if event.names.is_empty() {
            return self.pick("anything", "任意操作").to_owned();
        }
        let names =
            event.names.iter().map(|name| self.quoted(self.library.event(name, self.chinese)));
        names.collect::<Vec<_>>().join(self.pick(" or ", "或"))
    }

    fn properties(self, conditions: &[PropertyCondition]) -> String {
        if conditions.is_empty() {
            return String::new();
        }
        let parts = conditions.iter().map(|it| words::property(it, self.chinese));
        let parts = parts.collect::<Vec<_>>().join(self.pick(" and ", "，且"));
        if self.chinese { format!("（{parts}）") } else { format!(" where {parts}") }
    }

    fn days(self, within: Option<&EventDays>) -> String {
        let Some(days) = within else { return String::new() };
        match (days.last_days, days.from_on, days.to_on, self.chinese) {
            (Some(1), .., false) => " today".to_owned(),
            (Some(1), .., true) => "今天".to_owned(),
            (Some(days), .., false) => format!(" in the last {days} days"),
            (Some(days), .., true) => format!("近 {days} 天内"),
            (None, Some(from), Some(to), false) => format!(" from {from} to {to}"),
            (None, Some(from), Some(to), true) => format!(" {from} 至 {to} 期间"),
            (None, Some(from), None, false) => format!(" on or after {from}"),
            (None, Some(from), None, true) => format!(" {from} 及以后"),
            (None, None, Some(to), false) => format!(" on or before {to}"),
            (None, None, Some(to), true) => format!(" {to} 及以前"),
            (None, None, None, _) => String::new(),
        }
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
