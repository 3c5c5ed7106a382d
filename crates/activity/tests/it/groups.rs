//! Questions that are split, compared with the same questions about the members of each group alone, and with the slow
//! reference.

use crate::{
    asking::{Desk, days},
    comparing::{Frame, links, select, units_of},
    reference::{Did, Who, adoption, paths},
    shuffled::{NAMES, World},
};
use activity::question::{Held, HeldValue, Holder};
use rand::{RngExt as _, rngs::StdRng};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A question of each kind that can be split, for a group and for a segment with the same members: both say the same.
pub async fn compare(desk: &mut Desk, world: &World, frame: &Frame, dice: &mut StdRng) {
    let holding = hold(desk, world, frame, dice).await;
    compare_with_reference(desk, frame, &holding, dice).await;
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
        json!({ "ask": "adoption", "from_on": from, "to_on": to, "min_occurrences": 2,
            "features": NAMES.map(|name| json!({ "event": { "names": [name] } })) }),
    ];
    for mut question in questions {
        question["unit"] = json!(frame.unit);
        question["breakdown"] = json!({ "field": "industry" });
        let split = desk.ask(question.clone()).await;
        question["breakdown"] = Value::Null;
        question["segment_id"] = json!(desk.segment());
        for group in split["groups"].as_array().unwrap() {
            let Some(value) = group["value"].as_str() else { continue };
            desk.known.members = units_of(desk, world, frame.unit, &holding[value]).await;
            let alone = desk.ask(question.clone()).await;
            for (field, figure) in group.as_object().unwrap() {
                if let Some(other) = alone.get(field) {
                    assert_eq!(bare(figure), bare(other), "{field} of {value}: {question}");
                }
            }
        }
    }
}

/// Lets everybody hold one of two values, both or none. Who holds each, and who holds none.
async fn hold(
    desk: &mut Desk,
    world: &World,
    frame: &Frame,
    dice: &mut StdRng,
) -> BTreeMap<&'static str, BTreeSet<Who>> {
    let mut holding = BTreeMap::from(["a", "b", "none"].map(|value| (value, BTreeSet::new())));
    let mut by_holder = [const { BTreeSet::new() }; 4];
    let everybody: BTreeSet<&Who> = frame.facts.iter().map(|did| &did.who).collect();
    for who in everybody {
        let holder = dice.random_range(0..4);
        by_holder[holder].insert(who.clone());
        for value in [&["a"][..], &["b"], &["a", "b"], &["none"]][holder] {
            holding.entry(value).or_default().insert(who.clone());
        }
    }
    let mut of_units = Vec::new();
    for (holder, who) in (0..).zip(&by_holder) {
        let units = units_of(desk, world, frame.unit, who).await;
        of_units.extend(units.iter().map(|unit| (unit, holder)));
    }
    let holder = |values: &[u32]| Holder { now: values.to_vec(), past: Vec::new() };
    let value = |value: &str| HeldValue { value: value.to_owned(), ..HeldValue::default() };
    desk.known.held = Held {
        values: vec![value("a"), value("b")],
        holders: vec![holder(&[0]), holder(&[1]), holder(&[0, 1]), holder(&[])],
        of_units,
    };
    holding
}

/// Adoption and paths, split: each group has what a slow search among its members finds.
async fn compare_with_reference(
    desk: &Desk,
    frame: &Frame,
    holding: &BTreeMap<&str, BTreeSet<Who>>,
    dice: &mut StdRng,
) {
    let (min, gap) = (dice.random_range(1..4_usize), [3600, 86_400][dice.random_range(0..2)]);
    let (start, end) = (frame.name, dice.random_bool(0.3).then_some("paid"));
    let (zone, range) = (frame.cuts.zone, (frame.from, frame.today));
    let mut question = json!({
        "unit": frame.unit, "as_of_on": frame.as_of_on, "from_on": frame.from, "to_on": frame.today,
        "breakdown": { "field": "industry" },
    });
    let mut ask = async |kind: &str, fields: &[(&str, Value)]| {
        question["ask"] = json!(kind);
        let mut question = question.clone();
        for (field, value) in fields {
            question[field] = value.clone();
        }
        desk.ask(question).await
    };
    let features = json!(NAMES.map(|name| json!({ "event": { "names": [name] } })));
    let adopted = ask("adoption", &[("min_occurrences", json!(min)), ("features", features)]).await;
    let flow = [
        ("start", json!(start)),
        ("end", json!(end)),
        ("steps", json!(4)),
        ("per_step", json!(20)),
        ("gap_seconds", json!(gap)),
    ];
    let walked = ask("paths", &flow).await;
    for (value, members) in holding {
        let theirs: Vec<Did> =
            frame.facts.iter().filter(|did| members.contains(&did.who)).cloned().collect();
        let group = |answer: &Value| {
            let mut groups = answer["groups"].as_array().unwrap().iter();
            let is_it = |group: &&Value| group["value"] == *value || group["kind"] == *value;
            groups.find(is_it).cloned().unwrap_or_default()
        };
        let (uses, flow) = (group(&adopted), group(&walked));
        for (at, name) in NAMES.iter().enumerate() {
            let one = &uses["features"][at];
            let figures = ["adopters", "new", "kept", "earlier", "lost"];
            let found = figures.map(|figure| one[figure].as_u64().unwrap_or_default());
            let expected = adoption(&theirs, zone, (name, min), range);
            assert_eq!(found, expected, "{name} of {value}: {}", adopted["question"]);
        }
        if let Some(expected) = paths(&theirs, zone, (start, end), (4, gap), range) {
            assert_eq!(links(&flow), expected, "{value}: {}", walked["question"]);
        }
        // A place is the same event in every group.
        for (step, whole) in
            flow["steps"].as_array().into_iter().flatten().zip(walked["steps"].as_array().unwrap())
        {
            let names = |step: &Value| -> Vec<Value> {
                step["nodes"].as_array().unwrap().iter().map(|node| node["name"].clone()).collect()
            };
            assert_eq!(names(step), names(whole));
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
