//! Random histories, told in random order: late events, visitors who sign up, merges and their undoing, refreshes in
//! between, zones that change. After each step the index must answer as the slow reference does.

use crate::{
    asking::{Desk, days},
    reference::{
        Ask, Cut, Cuts, Did, Who, adoption, events, funnel, lifecycle, paths, retention, units,
    },
};
use activity::{
    Bits,
    entity::{unit, unit_key},
    question::{CohortMode, Held, HeldValue, Holder, RetentionCriteria},
    who::UnitKind,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc, Weekday};
use customers::person::{self, MergePeople, NewPerson};
use jobs::{Registry, Worker};
use kernel::{
    ids::{MergeId, PersonId, SegmentId},
    zone::Zone,
};
use rand::{Rng, RngExt as _, SeedableRng, rngs::StdRng};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QuerySelect as _};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use testing::on_both_databases;

const NAMES: [&str; 4] = ["opened", "saved", "shared", "paid"];
const ZONES: [&str; 3] = ["Asia/Shanghai", "America/New_York", "Pacific/Apia"];

/// What was sent, as it was sent.
struct Sent {
    user: Option<usize>,
    browser: Option<usize>,
    account: Option<usize>,
    name: &'static str,
    at: DateTime<Utc>,
}

/// What should be known by now.
#[derive(Default)]
struct World {
    sent: Vec<Sent>,
    /// Whose each browser is: the first person it was seen with.
    owners: BTreeMap<usize, usize>,
    /// Into whom each user was merged.
    merged: BTreeMap<usize, usize>,
    people: BTreeMap<usize, PersonId>,
    merges: Vec<(MergeId, usize)>,
}

impl World {
    fn root(&self, user: usize) -> usize {
        self.merged.get(&user).map_or(user, |into| self.root(*into))
    }

    fn facts(&self, unit: &str) -> Vec<Did> {
        let who = |sent: &Sent| {
            if unit == "account" {
                return sent.account.map(|account| format!("s{account}"));
            }
            let user = sent.user.or_else(|| self.owners.get(sent.browser.as_ref()?).copied());
            match user {
                Some(user) => Some(format!("u{}", self.root(user))),
                None => sent.browser.map(|browser| format!("b{browser}")),
            }
        };
        let did =
            |sent: &Sent| Some(Did { who: who(sent)?, name: sent.name.to_owned(), at: sent.at });
        self.sent.iter().filter_map(did).collect()
    }

    /// A batch of events up to a year old; half of them of the last days.
    fn more(&mut self, dice: &mut StdRng, now: DateTime<Utc>) -> Vec<Value> {
        let count = dice.random_range(1..40);
        (0..count)
            .map(|_| {
                let reach = if dice.random_bool(0.5) { 5 } else { 365 } * 86_400_000_i64;
                let at = now - TimeDelta::milliseconds(dice.random_range(0..reach));
                let some = |dice: &mut StdRng, share: f64, most: usize| {
                    dice.random_bool(share).then(|| dice.random_range(0..most))
                };
                let sent = Sent {
                    user: some(dice, 0.6, 9),
                    browser: some(dice, 0.6, 12),
                    account: some(dice, 0.7, 4),
                    name: NAMES[dice.random_range(0..NAMES.len())],
                    at,
                };
                if let (Some(user), Some(browser)) = (sent.user, sent.browser) {
                    self.owners.entry(browser).or_insert(user);
                }
                let mut event = json!({ "name": sent.name, "occurred_at": at });
                for (field, prefix, id) in [
                    ("person_external_id", "u", sent.user),
                    ("anonymous_id", "b", sent.browser),
                    ("account_external_id", "s", sent.account),
                ] {
                    if let Some(id) = id {
                        event[field] = json!(format!("{prefix}{id}"));
                    }
                }
                self.sent.push(sent);
                event
            })
            .collect()
    }
}

async fn follow(desk: &Desk) {
    let registry = Registry::default()
        .subscribe(activity::who::FollowCustomers)
        .perform(activity::who::FollowCustomers);
    Worker::new(desk.db.db.clone(), registry).run_due().await.unwrap();
}

/// Somebody among the users becomes a person here.
async fn enter(desk: &Desk, world: &mut World, user: usize) -> PersonId {
    if let Some(id) = world.people.get(&user) {
        return *id;
    }
    let tx = desk.workspace.write().await;
    let external_id = Some(format!("u{user}"));
    let new = NewPerson { name: format!("用户{user}"), external_id, ..NewPerson::default() };
    let id = person::create(&tx, new).await.unwrap().id;
    tx.commit().await.unwrap();
    world.people.insert(user, id);
    id
}

async fn merge(desk: &Desk, world: &mut World, dice: &mut StdRng) {
    let (into, from) = (dice.random_range(0..9), dice.random_range(0..9));
    if into == from || world.merged.contains_key(&into) || world.merged.contains_key(&from) {
        return;
    }
    let (winner, loser) = (enter(desk, world, into).await, enter(desk, world, from).await);
    let tx = desk.workspace.write().await;
    let merge: MergePeople = serde_json::from_value(json!({ "loser_ids": [loser] })).unwrap();
    let merged = person::merge(&tx, winner, merge).await.unwrap();
    tx.commit().await.unwrap();
    world.merged.insert(from, into);
    world.merges.push((merged.merge_id, from));
}

async fn undo(desk: &Desk, world: &mut World) {
    let Some((id, from)) = world.merges.pop() else { return };
    let tx = desk.workspace.write().await;
    person::undo_merge(&tx, id).await.unwrap();
    tx.commit().await.unwrap();
    world.merged.remove(&from);
}

/// Forgets all that somebody did, and whose their browsers are.
async fn erase(desk: &Desk, world: &mut World, dice: &mut StdRng) {
    let erased = world.root(dice.random_range(0..9));
    let Some(id) = world.people.get(&erased) else { return };
    let tx = desk.workspace.write().await;
    activity::erase::person(&tx, *id).await.unwrap();
    tx.commit().await.unwrap();
    let mut sent = std::mem::take(&mut world.sent);
    sent.retain(|sent| {
        let user = sent.user.or_else(|| world.owners.get(sent.browser.as_ref()?).copied());
        user.is_none_or(|user| world.root(user) != erased)
    });
    world.sent = sent;
    let mut owners = std::mem::take(&mut world.owners);
    owners.retain(|_, user| world.root(*user) != erased);
    world.owners = owners;
}

/// A random question's frame, and the facts that it is about: those of everybody, or of the members of a segment.
struct Frame {
    facts: Vec<Did>,
    segment: Option<SegmentId>,
    unit: &'static str,
    cuts: Cuts,
    period: &'static str,
    name: Option<&'static str>,
    today: NaiveDate,
    now: DateTime<Utc>,
    from: NaiveDate,
}

impl Frame {
    async fn throw(
        desk: &mut Desk,
        world: &World,
        dice: &mut StdRng,
        (zone, week_start): (&str, i32),
    ) -> Self {
        let zone: Zone = zone.parse().unwrap();
        let first_weekday = if week_start == 7 { Weekday::Sun } else { Weekday::Mon };
        let now = kernel::Clock::now(&*desk.db.clock);
        let today = zone.day_of(now);
        let unit = if dice.random_bool(0.7) { "person" } else { "account" };
        let cuts = [(Cut::Day, "day"), (Cut::Week, "week"), (Cut::Month, "month")];
        let (cut, period) = cuts[dice.random_range(0..3)];
        let mut facts = world.facts(unit);
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
            today,
            now,
            from: today - days(dice.random_range(0..200)),
        }
    }
}

fn pick(dice: &mut StdRng) -> Option<&'static str> {
    dice.random_bool(0.6).then(|| NAMES[dice.random_range(0..NAMES.len())])
}

fn select(name: Option<&str>) -> Value {
    name.map_or(Value::Null, |name| json!({ "names": [name] }))
}

/// Asks a random question of each kind and compares.
async fn compare(desk: &Desk, frame: &Frame, dice: &mut StdRng) {
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
        "ask": "retention", "unit": frame.unit, "segment_id": frame.segment, "period": frame.period, "cohort_mode": mode,
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
        "ask": "trends", "unit": frame.unit, "segment_id": frame.segment, "period": "day", "from_on": frame.from, "to_on": to,
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
        "ask": "lifecycle", "unit": frame.unit, "segment_id": frame.segment, "period": frame.period, "event": select(frame.name),
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
    let asked = desk.ask(json!({
        "ask": "funnel", "unit": frame.unit, "segment_id": frame.segment, "steps": selected, "window_seconds": window,
        "from_on": frame.from, "to_on": frame.today,
    }));
    let asked = asked.await;
    let found =
        asked["steps"].as_array().unwrap().iter().map(|step| step["units"].as_u64().unwrap());
    let range = (frame.from, frame.today);
    let expected = funnel(&frame.facts, frame.cuts.zone, &steps, window, range);
    assert_eq!(found.collect::<Vec<_>>(), expected, "{}", asked["question"]);
}

async fn compare_paths(desk: &Desk, frame: &Frame, dice: &mut StdRng) {
    let (start, end) = (pick(dice), pick(dice));
    let steps = dice.random_range(3..8_usize);
    let gap = [3600, 28_800, 86_400][dice.random_range(0..3)];
    let asked = desk.ask(json!({
        "ask": "paths", "unit": frame.unit, "segment_id": frame.segment, "start": start, "end": end, "steps": steps, "per_step": 20,
        "gap_seconds": gap, "from_on": frame.from, "to_on": frame.today,
    }));
    let asked = asked.await;
    let name = |node: &Value| {
        let (step, place) = node.as_str().unwrap().split_once('.').unwrap();
        let step = step.parse::<usize>().unwrap() - 1;
        let node = &asked["steps"][step]["nodes"][place.parse::<usize>().unwrap()];
        (step, node["name"].as_str().unwrap_or("…").to_owned())
    };
    let links = asked["links"].as_array().unwrap().iter().map(|link| {
        let (step, from) = name(&link["from"]);
        ((step, from, name(&link["to"]).1), link["paths"].as_u64().unwrap())
    });
    let range = (frame.from, frame.today);
    let zone = frame.cuts.zone;
    if let Some(expected) = paths(&frame.facts, zone, (start, end), (steps, gap), range) {
        assert_eq!(links.collect::<BTreeMap<_, _>>(), expected, "{}", asked["question"]);
    }
}

async fn compare_adoption(desk: &Desk, frame: &Frame, dice: &mut StdRng) {
    let min = dice.random_range(1..4_usize);
    let asked = desk.ask(json!({
        "ask": "adoption", "unit": frame.unit, "segment_id": frame.segment, "min_occurrences": min,
        "features": NAMES.map(|name| json!({ "event": { "names": [name] } })),
        "from_on": frame.from, "to_on": frame.today,
    }));
    let asked = asked.await;
    for (at, name) in NAMES.iter().enumerate() {
        let one = &asked["features"][at];
        let found = ["adopters", "new", "kept", "lost"].map(|name| one[name].as_u64().unwrap());
        let range = (frame.from, frame.today);
        let expected = adoption(&frame.facts, frame.cuts.zone, (name, min), range);
        assert_eq!(found, expected, "{name} {}", asked["question"]);
    }
}

/// The units that count as these people or accounts.
async fn units_of(desk: &Desk, world: &World, unit: &str, who: &BTreeSet<Who>) -> Bits {
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

/// A question of each kind that can be split, for a group and for a segment with the same members: both say the same.
async fn compare_groups(desk: &mut Desk, world: &World, frame: &Frame, dice: &mut StdRng) {
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

/// Plays a random history.
async fn play(mut desk: Desk, seed: u64, rounds: usize) {
    let mut dice = StdRng::seed_from_u64(seed);
    let mut world = World::default();
    let mut cut = (ZONES[0], 1);
    desk.cut_time(cut.0, cut.1).await;
    for _ in 0..rounds {
        match dice.random_range(0..10) {
            0..=4 => {
                let now = kernel::Clock::now(&*desk.db.clock);
                let events = world.more(&mut dice, now);
                desk.send(events).await;
            }
            5 => desk.settle().await,
            6 => {
                let user = dice.random_range(0..9);
                enter(&desk, &mut world, user).await;
                follow(&desk).await;
            }
            7 => {
                merge(&desk, &mut world, &mut dice).await;
                follow(&desk).await;
            }
            9 if dice.random_bool(0.4) => erase(&desk, &mut world, &mut dice).await,
            8 if dice.random_bool(0.5) => {
                undo(&desk, &mut world).await;
                follow(&desk).await;
            }
            8 => {
                cut = (ZONES[dice.random_range(0..ZONES.len())], [1, 7][dice.random_range(0..2)]);
                desk.cut_time(cut.0, cut.1).await;
            }
            _ => desk.db.clock.advance(TimeDelta::hours(dice.random_range(1..60))),
        }
        // Another process has seen nothing of this yet.
        if dice.next_u32().is_multiple_of(7) {
            desk.memory = activity::Memory::default();
        }
        let frame = Frame::throw(&mut desk, &world, &mut dice, cut).await;
        compare(&desk, &frame, &mut dice).await;
        if frame.segment.is_none() && dice.random_bool(0.4) {
            compare_groups(&mut desk, &world, &frame, &mut dice).await;
        }
    }
}

on_both_databases! {
    async fn the_index_answers_as_a_slow_search_does_whatever_happens_in_between(db: TestDb) {
        play(Desk::new(db).await, 7, 90).await;
    }
}
