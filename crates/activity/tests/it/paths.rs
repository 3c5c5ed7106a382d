//! Paths and adoption, worked by hand.

use crate::asking::{Desk, days, did, time};
use chrono::TimeDelta;
use kernel::{Clock as _, Error};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use testing::on_both_databases;

const CASES: &str = include_str!("../../../../tests/data/trial_metrics.json");

/// `2_scenario_sales`, as the published example calls the nodes.
fn key(answer: &Value, node: &Value) -> String {
    let nodes = answer["steps"].as_array().unwrap().iter().flat_map(|step| {
        step["nodes"].as_array().unwrap().iter().map(|found| (&step["step"], found))
    });
    let (step, found) = nodes.into_iter().find(|(_, found)| &found["node"] == node).unwrap();
    format!("{step}_{}", found["name"].as_str().unwrap())
}

/// What is refused: pointer and code.
async fn refused(desk: &Desk, question: Value) -> Vec<(String, String)> {
    let question = serde_json::from_value(question).unwrap();
    let Err(Error::Refused { fields, .. }) = desk.asked().await.paths(question).await else {
        panic!("the question was answered")
    };
    fields.into_iter().map(|field| (field.pointer, field.code.into_owned())).collect()
}

on_both_databases! {
    async fn paths_come_out_as_worked_by_hand(db: TestDb) {
        let cases: Value = serde_json::from_str(CASES).unwrap();
        let case = &cases["sankey"];
        let mut desk = Desk::new(db).await;
        let start = time("2026-03-02T01:00:00Z");
        desk.db.clock.set(start + days(2));
        let events = case["events"].as_array().unwrap().iter().map(|event| {
            let at = start + TimeDelta::seconds(event["t"].as_i64().unwrap());
            did(event["actor"].as_str().unwrap(), event["item"].as_str().unwrap(), at)
        });
        desk.send(events.collect()).await;
        let answer = desk.ask(json!({ "ask": "paths", "from_on": "2026-03-01" })).await;
        assert_eq!((&answer["paths"], &answer["units"]), (&json!(5), &json!(4)));
        let links: BTreeSet<_> = answer["links"].as_array().unwrap().iter().map(|link| {
            let ends = (key(&answer, &link["from"]), key(&answer, &link["to"]));
            (ends, link["paths"].to_string(), link["mean_seconds"].to_string())
        }).collect();
        let expected: BTreeSet<_> = case["edges"].as_array().unwrap().iter().map(|edge| {
            let name = |end: &str| edge[end].as_str().unwrap().to_owned();
            let ends = (name("source"), name("target"));
            (ends, edge["count"].to_string(), edge["avg_seconds"].to_string())
        }).collect();
        assert_eq!(links, expected);
        for expected in case["nodes"].as_array().unwrap() {
            let nodes = answer["steps"].as_array().unwrap().iter();
            let mut nodes = nodes.flat_map(|step| step["nodes"].as_array().unwrap());
            let node = nodes.find(|node| key(&answer, &node["node"]) == *expected["key"].as_str().unwrap());
            let node = node.unwrap();
            assert_eq!(node["paths"], expected["entered"], "{node}");
            assert_eq!(node["ended"], expected["dropped_or_ended"], "{node}");
        }
    }

    async fn what_is_not_shown_by_name_is_shown_as_others_and_nothing_is_lost(db: TestDb) {
        let mut desk = Desk::new(db).await;
        let start = desk.db.clock.now() - days(1);
        let at = |minutes| start + TimeDelta::minutes(minutes);
        desk.send(vec![
            did("a", "opened", at(0)), did("a", "exported", at(1)), did("a", "shared", at(2)),
            did("b", "opened", at(0)), did("b", "exported", at(1)),
            did("c", "opened", at(0)), did("c", "printed", at(1)), did("c", "shared", at(2)),
        ]).await;
        let answer = desk.ask(json!({ "ask": "paths", "per_step": 1, "steps": 2 })).await;
        let shown: Vec<_> = answer["steps"][1]["nodes"].as_array().unwrap().iter().map(|node| {
            (node["kind"].as_str().unwrap(), node["paths"].clone(), node["went_on"].clone())
        }).collect();
        assert_eq!(shown, [("event", json!(2), json!(1)), ("other", json!(1), json!(1))]);
    }

    async fn a_start_that_nobody_sent_has_no_paths_and_passed_over_events_are_no_stops(db: TestDb) {
        let mut desk = Desk::new(db).await;
        let at = desk.db.clock.now() - days(1);
        let later = |minutes| at + TimeDelta::minutes(minutes);
        desk.send(vec![
            did("a", "opened", at), did("a", "moved", later(1)), did("a", "opened", later(2)),
            did("a", "closed", later(3)),
        ]).await;
        let none = desk.ask(json!({ "ask": "paths", "start": "never_sent" })).await;
        assert_eq!((&none["paths"], &none["steps"]), (&json!(0), &json!([])));
        let answer = desk.ask(json!({ "ask": "paths", "without": ["moved"], "end": "closed", "steps": 3 })).await;
        let names: Vec<_> = answer["steps"].as_array().unwrap().iter().map(|step| step["nodes"][0]["name"].clone()).collect();
        assert_eq!(names, [Value::Null, json!("opened"), json!("closed")]);
        assert_eq!(answer["links"][0]["mean_seconds"], 180.0);
    }

    async fn all_that_is_wrong_with_a_question_for_paths_is_told(db: TestDb) {
        let desk = Desk::new(db).await;
        let wrong = json!({
            "start": "a", "end": "b", "steps": 2, "per_step": 21, "gap_seconds": 59,
            "names": vec!["a"; 51],
        });
        let told = [("/gap_seconds", "too_small"), ("/names", "too_many"), ("/per_step", "too_large"), ("/steps", "too_small")];
        assert_eq!(refused(&desk, wrong).await, told.map(|(pointer, code)| (pointer.to_owned(), code.to_owned())));
    }

    async fn adoption_tells_new_kept_and_lost_apart_and_how_long(db: TestDb) {
        let mut desk = Desk::new(db).await;
        desk.cut_time("UTC", 1).await;
        desk.db.clock.set(time("2026-03-20T00:00:00Z"));
        let at = |day: i64, minutes: i64| time("2026-03-01T10:00:00Z") + days(day) + TimeDelta::minutes(minutes);
        desk.send(vec![
            // Before: ada and ben exported; ben twice.
            did("ada", "exported", at(0, 0)), did("ben", "exported", at(1, 0)), did("ben", "exported", at(1, 9)),
            // In the range: ada exports and stays two minutes, cleo for the first time, dan only looks.
            did("ada", "exported", at(8, 0)), did("ada", "looked", at(8, 2)),
            did("cleo", "exported", at(9, 0)), did("dan", "looked", at(9, 0)),
        ]).await;
        let answer = desk.ask(json!({
            "ask": "adoption", "from_on": "2026-03-08", "to_on": "2026-03-14",
            "features": [
                { "name": "Exports", "event": { "names": ["exported"] } },
                { "event": { "names": ["exported"], "where": [{ "property": "format", "operator": "is", "value": "xlsx" }] } },
            ],
        })).await;
        let exports = &answer["features"][0];
        let figures = ["adopters", "new", "kept", "earlier", "lost", "others", "events"].map(|name| exports[name].as_u64().unwrap());
        assert_eq!((answer["active"].as_u64(), figures), (Some(3), [2, 1, 1, 0, 1, 1, 2]));
        // 120 seconds and none.
        assert_eq!((&exports["median_seconds"], &exports["total_seconds"]), (&json!(60.0), &json!(120.0)));
        assert_eq!(answer["features"][1]["time_reason"], "has_conditions");
        let breadth: Vec<_> = answer["breadth"].as_array().unwrap().iter().map(|row| row["units"].as_u64().unwrap()).collect();
        assert_eq!(breadth, [1, 2]);
        let often = desk.ask(json!({
            "ask": "adoption", "from_on": "2026-03-08", "to_on": "2026-03-14", "min_occurrences": 2,
        })).await;
        assert_eq!(often["features"][0]["feature"]["event"]["names"], json!(["exported"]));
        assert_eq!((&often["features"][0]["adopters"], &often["features"][0]["lost"]), (&json!(0), &json!(1)));
    }
}
