//! Random questions, asked of the index and of the slow reference.

use crate::{
    asking::{Desk, days},
    reference::{
        Ask, Cut, Cuts, Did, Who, adoption, events, funnel, lifecycle, paths, retention, units,
    },
    shuffled::{NAMES, World},
};
use activity::{
    Bits,
    entity::{unit, unit_key},
    question::{CohortMode, RetentionCriteria},
    who::UnitKind,
};
use chrono::{DateTime, NaiveDate, Utc, Weekday};
use kernel::{ids::SegmentId, zone::Zone};
use rand::{RngExt as _, rngs::StdRng};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QuerySelect as _};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A random question's frame, and the facts that it is about: those of everybody, or of the members of a segment.
pub struct Frame {
    pub facts: Vec<Did>,
    pub segment: Option<SegmentId>,
    pub unit: &'static str,
    pub cuts: Cuts,
    pub period: &'static str,
    pub name: Option<&'static str>,
    /// Asked about the past, sometimes.
    pub as_of_on: Option<NaiveDate>,
    pub today: NaiveDate,
    pub now: DateTime<Utc>,
    pub from: NaiveDate,
}

impl Frame {
    pub async fn throw(
        desk: &mut Desk,
        world: &World,
        dice: &mut StdRng,
        (zone, week_start): (&str, i32),
    ) -> Self {
        let zone: Zone = zone.parse().unwrap();
        let first_weekday = if week_start == 7 { Weekday::Sun } else { Weekday::Mon };
        let mut now = kernel::Clock::now(&*desk.db.clock);
        let mut today = zone.day_of(now);
        let as_of_on = dice.random_bool(0.3).then(|| today - days(dice.random_range(1..90)));
        let unit = if dice.random_bool(0.7) { "person" } else { "account" };
        let cuts = [(Cut::Day, "day"), (Cut::Week, "week"), (Cut::Month, "month")];
        let (cut, period) = cuts[dice.random_range(0..3)];
        let mut facts = world.facts(unit);
        if let Some(day) = as_of_on {
            (today, now) = (day, zone.day(day).until);
            facts.retain(|did| did.at < now);
        }
        let segment = dice.random_bool(0.4).then(|| desk.segment());
        if segment.is_some() {
            let everybody: BTreeSet<Who> = facts.iter().map(|did| did.who.clone()).collect();
            let members: BTreeSet<Who> =
                everybody.into_iter().filter(|_| dice.random_bool(0.5)).collect();
            facts.retain(|did| members.contains(&did.who));
            desk.known.members = units_of(desk, world, unit, &members).await;
        }
        Self {
            facts,
            segment,
            unit,
            cuts: Cuts { zone, first_weekday, cut },
            period,
            name: pick(dice),
            as_of_on,
            today,
            now,
            from: today - days(dice.random_range(0..200)),
        }
    }
}

pub fn pick(dice: &mut StdRng) -> Option<&'static str> {
    dice.random_bool(0.6).then(|| NAMES[dice.random_range(0..NAMES.len())])
}

pub fn select(name: Option<&str>) -> Value {
    name.map_or(Value::Null, |name| json!({ "names": [name] }))
}

/// Asks a random question of each kind and compares.
pub async fn compare(desk: &Desk, frame: &Frame, dice: &mut StdRng) {
    compare_retention(desk, frame, dice).await;
    compare_trends(desk, frame).await;
    compare_lifecycle(desk, frame).await;
    compare_funnel(desk, frame, dice).await;
    compare_paths(desk, frame, dice).await;
    compare_adoption(desk, frame, dice).await;
}

async fn compare_retention(desk: &Desk, frame: &Frame, dice: &mut StdRng) {
    let (start, back) = (frame.name, pick(dice));
    let criteria = ["on", "on_or_after", "on_or_before", "streak"][dice.random_range(0..4)];
    let mode = ["recurring", "first_time"][dice.random_range(0..2)];
    let min_occurrences = if dice.random_bool(0.7) { 1 } else { 2 };
    let first = frame.cuts.start_of_day(frame.today - days(dice.random_range(0..300)));
    let asked = desk.ask(json!({
        "ask": "retention", "unit": frame.unit, "segment_id": frame.segment, "as_of_on": frame.as_of_on, "period": frame.period, "cohort_mode": mode,
        "criteria": criteria, "min_occurrences": min_occurrences, "first_on": first, "cohorts": 6,
        "periods": 5, "start_event": select(start), "return_event": select(back),
    }));
    let asked = asked.await;
    let reference = retention(
        &frame.facts,
        &Ask {
            cuts: frame.cuts,
            start,
            back,
            first,
            cohorts: 6,
            periods: 5,
            now: frame.now,
            min_occurrences,
            mode: serde_json::from_value::<CohortMode>(json!(mode)).unwrap(),
            criteria: serde_json::from_value::<RetentionCriteria>(json!(criteria)).unwrap(),
        },
    );
    let row = |row: &Value| {
        let cells = row["cells"].as_array().unwrap().iter().map(|cell| cell["units"].as_u64());
        (row["cohort_size"].as_u64().unwrap(), cells.collect())
    };
    let found: Vec<(u64, Vec<Option<u64>>)> =
        asked["rows"].as_array().unwrap().iter().map(row).collect();
    assert_eq!(found, reference, "{}", asked["question"]);
}

async fn compare_trends(desk: &Desk, frame: &Frame) {
    let (name, zone, facts) = (frame.name, frame.cuts.zone, &frame.facts);
    let measures = ["units", "events", "active_7_days", "active_30_days"];
    let series = measures.map(|measure| json!({ "event": select(name), "measure": measure }));
    let to = (frame.from + days(20)).min(frame.today);
    let asked = desk.ask(json!({
        "ask": "trends", "unit": frame.unit, "segment_id": frame.segment, "as_of_on": frame.as_of_on, "period": "day", "from_on": frame.from, "to_on": to,
        "series": series,
    }));
    let asked = asked.await;
    for (at, start) in asked["starts"].as_array().unwrap().iter().enumerate() {
        let day: NaiveDate = start.as_str().unwrap().parse().unwrap();
        let expected = [
            units(facts, zone, name, day, day),
            events(facts, zone, name, day, day),
            units(facts, zone, name, day - days(6), day),
            units(facts, zone, name, day - days(29), day),
        ];
        let lines = asked["series"].as_array().unwrap().iter();
        let found: Vec<u64> =
            lines.map(|line| line["values"][at]["value"].as_u64().unwrap()).collect();
        assert_eq!(found, expected, "{day} {}", asked["question"]);
    }
}

async fn compare_lifecycle(desk: &Desk, frame: &Frame) {
    let asked = desk.ask(json!({
        "ask": "lifecycle", "unit": frame.unit, "segment_id": frame.segment, "as_of_on": frame.as_of_on, "period": frame.period, "event": select(frame.name),
        "periods": 6,
    }));
    let asked = asked.await;
    for row in asked["rows"].as_array().unwrap() {
        let period: NaiveDate = row["starts_on"].as_str().unwrap().parse().unwrap();
        let states = ["new", "returning", "resurrecting", "dormant"];
        let found = states.map(|name| row[name].as_u64().unwrap());
        let expected = lifecycle(&frame.facts, frame.cuts, frame.name, period);
        assert_eq!(found, expected, "{period} {}", asked["question"]);
    }
}

async fn compare_funnel(desk: &Desk, frame: &Frame, dice: &mut StdRng) {
    let steps = [(); 3].map(|()| NAMES[dice.random_range(0..4)]);
    let window = [3600, 86_400, 604_800, 8_640_000][dice.random_range(0..4)];
    let selected = steps.map(|name| json!({ "names": [name] }));
    let mut question = json!({
        "ask": "funnel", "unit": frame.unit, "segment_id": frame.segment, "as_of_on": frame.as_of_on, "steps": selected, "window_seconds": window,
        "from_on": frame.from, "to_on": frame.today,
    });
    let asked = desk.ask(question.clone()).await;
    let found =
        asked["steps"].as_array().unwrap().iter().map(|step| step["units"].as_u64().unwrap());
    let range = (frame.from, frame.today);
    let expected = funnel(&frame.facts, frame.cuts.zone, &steps, window, range);
    assert_eq!(found.collect::<Vec<_>>(), expected, "{}", asked["question"]);
    // With exclusions every attempt is looked at; what nobody does excludes nothing.
    question["exclusions"] = json!([{ "event": { "names": ["never done"] } }]);
    let thorough = desk.ask(question).await;
    for figure in ["steps", "converted", "dropped", "still_open", "median_seconds", "mean_seconds"]
    {
        assert_eq!(asked[figure], thorough[figure], "{figure}: {}", asked["question"]);
    }
}

async fn compare_paths(desk: &Desk, frame: &Frame, dice: &mut StdRng) {
    let (start, end) = (pick(dice), pick(dice));
    let steps = dice.random_range(3..8_usize);
    let gap = [3600, 28_800, 86_400][dice.random_range(0..3)];
    let asked = desk.ask(json!({
        "ask": "paths", "unit": frame.unit, "segment_id": frame.segment, "as_of_on": frame.as_of_on, "start": start, "end": end, "steps": steps, "per_step": 20,
        "gap_seconds": gap, "from_on": frame.from, "to_on": frame.today,
    }));
    let asked = asked.await;
    let range = (frame.from, frame.today);
    let zone = frame.cuts.zone;
    if let Some(expected) = paths(&frame.facts, zone, (start, end), (steps, gap), range) {
        assert_eq!(links(&asked), expected, "{}", asked["question"]);
    }
}

/// How many paths lead from one event of a step to one of the next.
pub fn links(flow: &Value) -> BTreeMap<(usize, String, String), u64> {
    let name = |node: &Value| {
        let (step, place) = node.as_str().unwrap().split_once('.').unwrap();
        let step = step.parse::<usize>().unwrap() - 1;
        let node = &flow["steps"][step]["nodes"][place.parse::<usize>().unwrap()];
        (step, node["name"].as_str().unwrap_or("…").to_owned())
    };
    let links = flow["links"].as_array().into_iter().flatten().map(|link| {
        let (step, from) = name(&link["from"]);
        ((step, from, name(&link["to"]).1), link["paths"].as_u64().unwrap())
    });
    links.collect()
}

async fn compare_adoption(desk: &Desk, frame: &Frame, dice: &mut StdRng) {
    let min = dice.random_range(1..4_usize);
    let asked = desk.ask(json!({
        "ask": "adoption", "unit": frame.unit, "segment_id": frame.segment, "as_of_on": frame.as_of_on, "min_occurrences": min,
        "features": NAMES.map(|name| json!({ "event": { "names": [name] } })),
        "from_on": frame.from, "to_on": frame.today,
    }));
    let asked = asked.await;
    for (at, name) in NAMES.iter().enumerate() {
        let one = &asked["features"][at];
        let found =
            ["adopters", "new", "kept", "earlier", "lost"].map(|name| one[name].as_u64().unwrap());
        let range = (frame.from, frame.today);
        let expected = adoption(&frame.facts, frame.cuts.zone, (name, min), range);
        assert_eq!(found, expected, "{name} {}", asked["question"]);
    }
}

/// The units that count as these people or accounts.
pub async fn units_of(desk: &Desk, world: &World, unit: &str, who: &BTreeSet<Who>) -> Bits {
    let kind = if unit == "account" { UnitKind::Account } else { UnitKind::Person };
    let tx = desk.workspace.read().await;
    let roots = tx.find::<unit::Entity>().filter(unit::Column::Kind.eq(kind.number()));
    let roots: BTreeMap<i32, i32> = roots
        .select_only()
        .columns([unit::Column::Ordinal, unit::Column::Root])
        .into_tuple::<(i32, i32)>()
        .all(&tx.db)
        .await
        .unwrap()
        .into_iter()
        .collect();
    let keys = tx.find::<unit_key::Entity>().filter(unit_key::Column::Kind.eq(kind.number()));
    // Events may name somebody only as those who were merged into them: our own id is always a key.
    let ours = world.people.iter().filter(|(user, _)| who.contains(&format!("u{user}")));
    let ours = ours.map(|(_, id)| id.uuid().simple().to_string());
    let keys = keys.filter(unit_key::Column::Value.is_in(who.iter().cloned().chain(ours)));
    let keys = keys.select_only().column(unit_key::Column::Ordinal).into_tuple::<i32>();
    let units = keys.all(&tx.db).await.unwrap();
    units.into_iter().map(|unit| u32::try_from(roots[&unit]).unwrap()).collect()
}
