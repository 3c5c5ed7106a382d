//! The two readers of conditions, compared on random trees: one asks the database and the index for everybody, the other
//! looks at each account and person by itself.

use crate::house::House;
use chrono::{DateTime, TimeDelta, Utc};
use customers::entity::subscription;
use kernel::ids::{AccountId, PersonId};
use rand::{RngExt as _, SeedableRng, rngs::StdRng};
use segments::{explanation::SubjectQuery, members::MemberFilter};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use testing::on_both_databases;

const NAMES: [&str; 3] = ["opened", "saved", "Paid"];
const WORDS: [&str; 4] = ["Alpha", "alpha beta", "贝塔", "%_\\"];

struct World {
    house: House,
    accounts: Vec<AccountId>,
    people: Vec<PersonId>,
}

fn pick<'a, T>(dice: &mut StdRng, list: &'a [T]) -> &'a T {
    &list[dice.random_range(0..list.len())]
}

fn day(dice: &mut StdRng, now: DateTime<Utc>) -> String {
    (now + TimeDelta::days(dice.random_range(-20..20))).date_naive().to_string()
}

/// Values for about half of the attributes.
fn attributes(dice: &mut StdRng, now: DateTime<Utc>) -> Value {
    let mut values = json!({});
    let currency = *pick(dice, &["CNY", "USD"]);
    let all = [
        ("text", json!(pick(dice, &WORDS))),
        ("number", json!(dice.random_range(-3..3))),
        ("money", json!({ "amount": dice.random_range(0..4) * 100, "currency": currency })),
        ("date", json!(day(dice, now))),
        ("boolean", json!(dice.random_bool(0.5))),
        ("single_choice", json!(pick(dice, &["a", "b", "c"]))),
        ("multi_choice", json!([pick(dice, &["a", "b"]), "c"])),
    ];
    for (key, value) in all {
        if dice.random_bool(0.6) {
            values[key] = value;
        }
    }
    values
}

impl World {
    async fn new(house: House, dice: &mut StdRng) -> Self {
        let mut world = Self { house, accounts: Vec::new(), people: Vec::new() };
        let now = world.house.workspace.read().await.now();
        for number in 0..14 {
            let fields = json!({
                "name": format!("{} {number}", pick(dice, &WORDS)),
                "external_id": format!("s{number}"),
                "city": if dice.random_bool(0.5) { Some(pick(dice, &WORDS)) } else { None },
                "size": if dice.random_bool(0.5) { Some(dice.random_range(0..4)) } else { None },
                "lifecycle_stage": pick(dice, &["evaluate", "use", "renew"]),
                "tags": if dice.random_bool(0.5) { vec![*pick(dice, &["vip", "old"])] } else { vec![] },
                "attributes": attributes(dice, now),
            });
            world.accounts.push(world.house.account(fields).await);
        }
        for number in 0..16 {
            let mut accounts = BTreeSet::new();
            for _ in 0..dice.random_range(0..3) {
                accounts.insert(*pick(dice, &world.accounts));
            }
            let accounts: Vec<_> = accounts.iter().map(|id| json!({ "account_id": id })).collect();
            let fields = json!({
                "name": format!("{} {number}", pick(dice, &WORDS)),
                "external_id": format!("u{number}"),
                "title": if dice.random_bool(0.5) { Some(pick(dice, &WORDS)) } else { None },
                "attributes": attributes(dice, now),
                "accounts": accounts,
            });
            world.people.push(world.house.person(fields).await);
        }
        world.subscribe(dice, now).await;
        world
    }

    async fn subscribe(&self, dice: &mut StdRng, now: DateTime<Utc>) {
        let tx = self.house.workspace.write().await;
        let rows = (0..12).map(|_| {
            let renews_on = day(dice, now).parse().unwrap();
            subscription::Model {
                id: tx.new_id(),
                workspace_id: tx.workspace(),
                account_id: *pick(dice, &self.accounts),
                plan_id: None,
                external_id: None,
                state: pick(dice, &["active", "paused", "ended"]).parse().unwrap(),
                starts_on: renews_on,
                term_months: 12,
                months_bought: 12,
                renews_on,
                fees: customers::mrr::Fees::default(),
                pauses: customers::subscription::pauses::Pauses::default(),
                annual_fee: dice.random_range(0..4) * 100,
                currency: "CNY".parse().unwrap(),
                mrr: 100,
                seats: dice.random_bool(0.5).then(|| dice.random_range(0..4)),
                ended_on: None,
                end_reason: None,
                end_note: None,
                created_at: now,
                updated_at: now,
                version: 1,
            }
        });
        customers::rows::insert_all::<subscription::Entity>(&tx, rows.collect()).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn happen(&mut self, dice: &mut StdRng) {
        let now = self.house.workspace.read().await.now();
        let events = (0..dice.random_range(1..60)).map(|_| {
            let at = now - TimeDelta::minutes(dice.random_range(0..30 * 1440));
            let mut event = json!({
                "name": pick(dice, &NAMES), "occurred_at": at, "properties": { "n": dice.random_range(0..3) },
            });
            if dice.random_bool(0.8) {
                event["person_external_id"] = json!(format!("u{}", dice.random_range(0..20)));
            }
            if dice.random_bool(0.6) {
                event["account_external_id"] = json!(format!("s{}", dice.random_range(0..18)));
            }
            event
        });
        let events = events.collect();
        self.house.send(events).await;
    }
}

/// A random comparison of a field of this kind.
fn comparison(dice: &mut StdRng, now: DateTime<Utc>, field: &str, kind: &str) -> Value {
    let number = |dice: &mut StdRng| json!(f64::from(dice.random_range(-3..4)));
    let (operator, values) = match kind {
        _ if dice.random_bool(0.15) => (*pick(dice, &["is_set", "is_not_set"]), vec![]),
        "text" => {
            let text = *pick(dice, &["ALPHA", "alpha 3", "贝", "alpha beta", "%", "_\\", "beta"]);
            let operators = ["is", "is_not", "contains", "does_not_contain", "starts_with"];
            (*pick(dice, &operators), vec![json!(text)])
        }
        "number" => {
            let operator = *pick(dice, &["is", "is_not", "greater", "less", "at_least", "at_most"]);
            let several = matches!(operator, "is" | "is_not") && dice.random_bool(0.5);
            let values = (0..if several { 2 } else { 1 }).map(|_| number(dice));
            (operator, values.collect())
        }
        "money" => {
            let amount = dice.random_range(0..4) * 100;
            let operator = *pick(dice, &["greater", "less", "at_least", "at_most"]);
            (operator, vec![json!({ "amount": amount, "currency": "CNY" })])
        }
        "date" if dice.random_bool(0.4) => {
            let days = dice.random_range(1..15);
            (*pick(dice, &["in_last_days", "in_next_days"]), vec![json!(days)])
        }
        "date" => {
            let operators = ["is", "is_not", "greater", "less", "at_least", "at_most"];
            (*pick(dice, &operators), vec![json!(day(dice, now))])
        }
        "boolean" => ("is", vec![json!(dice.random_bool(0.5))]),
        "stage" => (*pick(dice, &["is", "is_not"]), vec![json!("use"), json!("renew")]),
        "state" => (*pick(dice, &["is", "is_not"]), vec![json!("active")]),
        "tags" => (*pick(dice, &["is", "is_not", "has_all"]), vec![json!("vip")]),
        "single_choice" => (*pick(dice, &["is", "is_not"]), vec![json!("a"), json!("b")]),
        _ => (*pick(dice, &["is", "is_not", "has_all"]), vec![json!("a"), json!("c")]),
    };
    json!({ "field": field, "operator": operator, "values": values })
}

fn field(dice: &mut StdRng, now: DateTime<Utc>, subject: &str) -> Value {
    let attribute = |kind: &'static str| (format!("attributes.{kind}"), kind);
    let mut fields = vec![("name".to_owned(), "text"), ("created_at".to_owned(), "date")];
    fields.extend(
        ["text", "number", "money", "date", "boolean", "single_choice", "multi_choice"]
            .map(attribute),
    );
    if subject == "account" {
        let own = [
            ("city", "text"),
            ("size", "number"),
            ("lifecycle_stage", "stage"),
            ("tags", "tags"),
            ("people_count", "number"),
            ("mrr", "money"),
            ("renews_on", "date"),
            ("stage_since", "date"),
        ];
        fields.extend(own.map(|(name, kind)| (name.to_owned(), kind)));
    } else {
        fields.push(("title".to_owned(), "text"));
    }
    let (name, kind) = pick(dice, &fields).clone();
    comparison(dice, now, &name, kind)
}

fn events(dice: &mut StdRng, now: DateTime<Utc>) -> Value {
    let mut event = json!({});
    if dice.random_bool(0.8) {
        event["names"] = json!([pick(dice, &NAMES), pick(dice, &["opened", "never"])]);
    }
    if dice.random_bool(0.3) {
        event["where"] = json!([{ "property": "n", "operator": "greater", "value": 0 }]);
    }
    let (from, to) = (day(dice, now), day(dice, now));
    match dice.random_range(0..5) {
        0 => {}
        1 => {
            event["within"] =
                json!({ "from_on": from.clone().min(to.clone()), "to_on": from.max(to) });
        }
        2 => event["within"] = json!({ "to_on": to }),
        _ => event["within"] = json!({ "last_days": dice.random_range(1..20) }),
    }
    match dice.random_range(0..5) {
        0 => event["occurrence"] = json!("first"),
        1 => event["occurrence"] = json!("last"),
        2 => {
            event["at_least"] = json!(0);
            event["at_most"] = json!(dice.random_range(0..3));
        }
        3 => {
            event["at_least"] = json!(2);
            event["at_most"] = json!(dice.random_range(2..5));
        }
        _ => event["at_least"] = json!(dice.random_range(1..4)),
    }
    event
}

fn condition(dice: &mut StdRng, now: DateTime<Utc>, subject: &str, depth: usize) -> Value {
    let choice = if depth >= 4 { dice.random_range(0..3) } else { dice.random_range(0..9) };
    let other = if subject == "account" { "person" } else { "account" };
    match choice {
        0 | 1 => json!({ "field": field(dice, now, subject) }),
        2 => json!({ "events": events(dice, now) }),
        3 => json!({ "not": condition(dice, now, subject, depth + 1) }),
        4 => json!({ other: condition(dice, now, other, depth + 1) }),
        5 if subject == "account" => {
            let fields = [
                ("state", "state"),
                ("annual_fee", "money"),
                ("renews_on", "date"),
                ("seats", "number"),
            ];
            let (name, kind) = *pick(dice, &fields);
            json!({ "subscription": [comparison(dice, now, name, kind)] })
        }
        _ => {
            let list =
                (0..dice.random_range(0..4)).map(|_| condition(dice, now, subject, depth + 1));
            let list: Vec<_> = list.collect();
            json!({ *pick(dice, &["all", "any"]): list })
        }
    }
}

on_both_databases! {
    async fn both_readers_of_conditions_find_the_same_accounts_and_people(db: TestDb) {
        let mut dice = StdRng::seed_from_u64(2026);
        let mut world = World::new(House::new(db).await, &mut dice).await;
        let now = world.house.workspace.read().await.now();
        let (mut members, mut others) = (0, 0);
        for round in 0..70 {
            if round % 4 == 0 {
                world.happen(&mut dice).await;
            }
            if round % 12 == 0 {
                activity::index::settle(&world.house.db.db, world.house.workspace.id).await.unwrap();
            }
            let subject = *pick(&mut dice, &["account", "person"]);
            let tree = condition(&mut dice, now, subject, 1);
            let segment = world.house.create(subject, tree.clone()).await;
            let found = world.house.members(segment.id, MemberFilter::default()).await;
            let found: BTreeSet<String> = found
                .iter()
                .map(|member| json!(member).as_object().unwrap().clone())
                .map(|member| member[&format!("{subject}_id")].as_str().unwrap().to_owned())
                .collect();
            let of_account = |id: &AccountId| (id.to_string(), SubjectQuery { account_id: Some(*id), person_id: None });
            let of_person = |id: &PersonId| (id.to_string(), SubjectQuery { account_id: None, person_id: Some(*id) });
            let all: Vec<_> = match subject {
                "account" => world.accounts.iter().map(of_account).collect(),
                _ => world.people.iter().map(of_person).collect(),
            };
            for (id, query) in all {
                let explained = world.house.explain(segment.id, &query).await;
                assert_eq!(explained.is_member, found.contains(&id), "{id} in round {round} of {tree}: {}", json!(explained));
                if explained.is_member { members += 1 } else { others += 1 }
            }
        }
        // A test in which all are in or out would compare nothing.
        assert!(members > 150 && others > 150, "{members} in, {others} out");
    }
}
