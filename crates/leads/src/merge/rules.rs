//! What becomes of the fields when leads are merged, and when that is undone.

use crate::lead::{Fields, Tags};
use kernel::ids::LeadId;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// The fields of which a caller may say whose value to keep.
pub(super) const CHOICES: &[&str] = &[
    "external_id",
    "name",
    "company",
    "title",
    "phone",
    "email",
    "wechat",
    "industry",
    "city",
    "region",
    "employees",
    "note",
    "consent",
    "owner_id",
    "channel_id",
    "campaign_id",
    "expected_amount",
    "expected_close_on",
];

/// The longest note that an operator can edit.
const MAX_NOTE: usize = 5000;

/// The winner's fields after the merge. Each keeps the value of the lead that was chosen for it, or the winner's,
/// or the first loser's that has one. Tags and attributes are united, touches counted from the first to the last
/// of all; the stage stays the winner's.
pub(super) fn unite(
    (winner_id, winner): (LeadId, &Fields),
    losers: &[(LeadId, Fields)],
    choices: &HashMap<String, LeadId>,
) -> Fields {
    let of = |id: LeadId| {
        let loser = losers.iter().find(|(loser, _)| *loser == id).map(|(_, fields)| fields);
        if id == winner_id { Some(winner) } else { loser }
    };
    let mut united = winner.clone();
    macro_rules! keep {
        ($($field:ident),+) => {$(
            united.$field = match choices.get(stringify!($field)).and_then(|id| of(*id)) {
                Some(chosen) => chosen.$field.clone(),
                None => all(winner, losers).find_map(|fields| fields.$field.clone()),
            };
        )+};
    }
    keep!(external_id, name, company, title, phone, email, wechat, industry, city, region);
    keep!(employees, consent, owner_id, channel_id, campaign_id);
    keep!(expected_amount, expected_close_on);
    united.note = match choices.get("note").and_then(|id| of(*id)) {
        Some(chosen) => chosen.note.clone(),
        None => joined_notes(all(winner, losers)),
    };
    united.tags = united_tags(all(winner, losers));
    united.attributes = united_attributes(all(winner, losers));
    let touched = all(winner, losers);
    united.first_touch_at =
        touched.map(|fields| fields.first_touch_at).min().unwrap_or(winner.first_touch_at);
    let touched = all(winner, losers);
    united.last_touch_at =
        touched.map(|fields| fields.last_touch_at).max().unwrap_or(winner.last_touch_at);
    united
}

fn all<'a>(winner: &'a Fields, losers: &'a [(LeadId, Fields)]) -> impl Iterator<Item = &'a Fields> {
    std::iter::once(winner).chain(losers.iter().map(|(_, fields)| fields))
}

/// All notes, each once, as far as they fit; the losers keep theirs.
fn joined_notes<'a>(fields: impl Iterator<Item = &'a Fields>) -> Option<String> {
    let mut notes: Vec<&str> = Vec::new();
    let mut length = 0;
    for note in fields.filter_map(|fields| fields.note.as_deref()) {
        let longer = length + note.chars().count() + 2;
        if !notes.contains(&note) && (notes.is_empty() || longer <= MAX_NOTE) {
            notes.push(note);
            length = longer;
        }
    }
    (!notes.is_empty()).then(|| notes.join("\n\n"))
}

fn united_tags<'a>(fields: impl Iterator<Item = &'a Fields>) -> Tags {
    let mut tags: Vec<String> = Vec::new();
    for tag in fields.flat_map(|fields| &fields.tags.0) {
        if !tags.contains(tag) {
            tags.push(tag.clone());
        }
    }
    Tags(tags)
}

fn united_attributes<'a>(fields: impl Iterator<Item = &'a Fields>) -> Value {
    let mut united = Map::new();
    for (key, value) in fields.filter_map(|fields| fields.attributes.as_object()).flatten() {
        united.entry(key).or_insert_with(|| value.clone());
    }
    Value::Object(united)
}

/// The winner's fields when the merge is undone: each that still is as the merge left it goes back to what it was;
/// what somebody changed since stays.
pub(super) fn separate(before: &Fields, after: &Fields, now: &Fields) -> Fields {
    let mut separated = now.clone();
    macro_rules! put_back {
        ($($field:ident),+) => {$(
            if now.$field == after.$field {
                separated.$field = before.$field.clone();
            }
        )+};
    }
    put_back!(external_id, name, company, title, phone, email, wechat, industry, city, region);
    put_back!(employees, note, tags, attributes, consent, owner_id, channel_id, campaign_id);
    put_back!(first_touch_at, last_touch_at, expected_amount, expected_close_on);
    separated
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;
    use kernel::ids::LeadStageId;
    use proptest::prelude::*;
    use serde_json::json;
    use uuid::Uuid;

    fn text() -> impl Strategy<Value = Option<String>> {
        proptest::option::of("[a-c张]{1,3}")
    }

    fn fields() -> impl Strategy<Value = Fields> {
        let texts = proptest::array::uniform6(text());
        let tags = proptest::collection::vec("[a-d]", 0..4);
        let attributes = proptest::collection::btree_map("[a-c]", 0..9_i32, 0..3);
        let touched = (0_i64..1000, 0_i64..1000);
        (texts, tags, attributes, proptest::option::of(0..50_i32), touched).prop_map(
            |(texts, tags, attributes, employees, (first, length))| {
                let [external_id, name, company, title, city, note] = texts;
                let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap();
                Fields {
                    external_id,
                    name,
                    company,
                    title,
                    phone: None,
                    email: None,
                    wechat: None,
                    industry: None,
                    city,
                    region: None,
                    employees,
                    note,
                    tags: Tags(tags),
                    attributes: json!(attributes),
                    consent: None,
                    owner_id: None,
                    channel_id: None,
                    campaign_id: None,
                    expected_amount: None,
                    expected_close_on: None,
                    first_touch_at: at(first),
                    last_touch_at: at(first + length),
                    stage_id: LeadStageId::from_uuid(Uuid::nil()),
                    lost_reason: None,
                    lost_note: None,
                }
            },
        )
    }

    fn id(n: u128) -> LeadId {
        LeadId::from_uuid(Uuid::from_u128(n))
    }

    fn leads() -> impl Strategy<Value = (Fields, Vec<(LeadId, Fields)>)> {
        let losers = proptest::collection::vec(fields(), 1..4);
        let named = |losers: Vec<Fields>| (2_u128..).map(id).zip(losers).collect();
        (fields(), losers.prop_map(named))
    }

    proptest! {
        #[test]
        fn a_merge_is_the_union_and_loses_nothing_the_winner_had((winner, losers) in leads()) {
            let united = unite((id(1), &winner), &losers, &HashMap::new());
            prop_assert!(winner.name.is_none() || united.name == winner.name);
            let all: Vec<_> = all(&winner, &losers).collect();
            prop_assert_eq!(united.name.is_some(), all.iter().any(|it| it.name.is_some()));
            prop_assert_eq!(united.employees.is_some(), all.iter().any(|it| it.employees.is_some()));
            for lead in all {
                prop_assert!(lead.tags.0.iter().all(|tag| united.tags.0.contains(tag)));
                let keys: Vec<_> = lead.attributes.as_object().unwrap().keys().collect();
                prop_assert!(keys.into_iter().all(|key| united.attributes.get(key).is_some()));
                prop_assert!(united.first_touch_at <= lead.first_touch_at);
                prop_assert!(united.last_touch_at >= lead.last_touch_at);
                let note = lead.note.clone().unwrap_or_default();
                prop_assert!(united.note.clone().unwrap_or_default().contains(&note));
            }
        }

        #[test]
        fn undoing_at_once_restores_exactly((winner, losers) in leads()) {
            let united = unite((id(1), &winner), &losers, &HashMap::new());
            prop_assert_eq!(separate(&winner, &united, &united), winner);
        }

        #[test]
        fn what_was_changed_after_the_merge_stays((winner, losers) in leads(), name in "[d-f]{1,3}") {
            let united = unite((id(1), &winner), &losers, &HashMap::new());
            let later = Fields { name: Some(name.clone()), ..united.clone() };
            let separated = separate(&winner, &united, &later);
            prop_assert_eq!(separated, Fields { name: Some(name), ..winner });
        }

        #[test]
        fn the_chosen_lead_has_its_way((winner, losers) in leads()) {
            let (chosen, fields) = losers.last().unwrap();
            let choices = HashMap::from([("name".to_owned(), *chosen), ("note".to_owned(), *chosen)]);
            let united = unite((id(1), &winner), &losers, &choices);
            prop_assert_eq!((united.name, united.note), (fields.name.clone(), fields.note.clone()));
        }

        #[test]
        fn merging_with_oneself_adds_nothing(winner in fields()) {
            let twin = [(id(2), winner.clone())];
            let mut tags = winner.tags.0.clone();
            let united = unite((id(1), &winner), &twin, &HashMap::new());
            let mut seen = Vec::new();
            tags.retain(|tag| !seen.contains(tag) && { seen.push(tag.clone()); true });
            prop_assert_eq!(united, Fields { tags: Tags(tags), ..winner });
        }
    }
}
