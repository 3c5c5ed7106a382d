//! Questions that are split, compared with the same questions about the members of each group alone.

use crate::{
    asking::{Desk, days},
    comparing::{Frame, select, units_of},
    reference::Who,
    shuffled::{NAMES, World},
};
use activity::question::{Held, HeldValue, Holder};
use rand::{RngExt as _, rngs::StdRng};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A question of each kind that can be split, for a group and for a segment with the same members: both say the same.
pub async fn compare(desk: &mut Desk, world: &World, frame: &Frame, dice: &mut StdRng) {
    let everybody: BTreeSet<Who> = frame.facts.iter().map(|did| did.who.clone()).collect();
    let everybody = units_of(desk, world, frame.unit, &everybody).await;
    let holder = |values: Vec<u32>| Holder { now: values, past: Vec::new() };
    let value = |value: &str| HeldValue { value: value.to_owned(), ..HeldValue::default() };
    let units = everybody.iter().map(|unit| (unit, dice.random_range(0..3)));
    desk.known.held = Held {
        values: vec![value("a"), value("b")],
        holders: vec![holder(vec![0]), holder(vec![1]), holder(Vec::new())],
        of_units: units.collect(),
    };
    let event = select(frame.name);
    let steps = [(); 2].map(|()| json!({ "names": [NAMES[dice.random_range(0..4)]] }));
    let series = ["units", "events", "active_7_days"];
    let series = series.map(|measure| json!({ "event": event, "measure": measure }));
    let (from, to) = (frame.from, (frame.from + days(40)).min(frame.today));
    let questions = [
        json!({ "ask": "retention", "period": frame.period, "start_event": event, "periods": 4,
            "cohorts": 5, "cohort_mode": "recurring" }),
        json!({ "ask": "trends", "period": frame.period, "series": series, "from_on": from, "to_on": to }),
        json!({ "ask": "lifecycle", "period": frame.period, "event": event, "periods": 5 }),
        json!({ "ask": "stickiness", "period": "day", "event": event, "from_on": from, "to_on": to }),
        json!({ "ask": "funnel", "steps": steps, "from_on": from, "to_on": to,
            "exclusions": [{ "event": { "names": ["paid"] } }] }),
    ];
    for mut question in questions {
        question["unit"] = json!(frame.unit);
        question["breakdown"] = json!({ "field": "industry" });
        let split = desk.ask(question.clone()).await;
        question["breakdown"] = Value::Null;
        question["segment_id"] = json!(desk.segment());
        for group in split["groups"].as_array().unwrap() {
            let Some(value) = group["value"].as_str() else { continue };
            let holder = u32::from(value == "b");
            let members = desk.known.held.of_units.iter().filter(|(_, of)| *of == holder);
            desk.known.members = members.map(|(unit, _)| *unit).collect();
            let alone = desk.ask(question.clone()).await;
            for (field, figure) in group.as_object().unwrap() {
                if let Some(other) = alone.get(field) {
                    assert_eq!(bare(figure), bare(other), "{field} of {value}: {question}");
                }
            }
        }
    }
}

/// Without the group that a cell is of.
fn bare(value: &Value) -> Value {
    match value {
        Value::Array(list) => list.iter().map(bare).collect(),
        Value::Object(fields) => {
            fields.iter().map(|(name, value)| (name.clone(), bare(value))).collect()
        }
        Value::String(text) => json!(text.split('@').next()),
        other => other.clone(),
    }
}
