//! The published cases of `tests/data/retention_cases.json`: answers that other products give, re-expressed as facts.

use crate::asking::{Desk, time};
use chrono::{Days, NaiveDate, NaiveTime, Utc};
use serde_json::{Value, json};
use testing::{TestDb, on_both_databases};

const CASES: &str = include_str!("../../../../tests/data/retention_cases.json");

fn cases(kind: &str) -> Vec<Value> {
    let all: Value = serde_json::from_str(CASES).unwrap();
    let cases = all["cases"].as_array().unwrap().iter().filter(|case| case["kind"] == kind);
    cases.cloned().collect()
}

/// A workspace that has what happened in the case, some weeks after the last of it.
async fn told(db: TestDb, case: &Value) -> Desk {
    let mut desk = Desk::new(db).await;
    let params = &case["params"];
    let week_start = if params["week_start"] == "sunday" { 7 } else { 1 };
    desk.cut_time(params["timezone"].as_str().unwrap_or("UTC"), week_start).await;
    let events: Vec<Value> = case["events"].as_array().unwrap().clone();
    let last = events.iter().map(|event| time(event["at"].as_str().unwrap())).max().unwrap();
    desk.db.clock.set(last + Days::new(400));
    let events = events.iter().map(|event| {
        let mut sent = json!({
            "name": event["event"], "occurred_at": event["at"], "person_external_id": event["actor"],
            "properties": event.get("props").cloned().unwrap_or_else(|| json!({})),
        });
        if let Some(account) = event.get("account").filter(|account| !account.is_null()) {
            sent["account_external_id"] = account.clone();
        }
        sent
    });
    desk.send(events.collect()).await;
    desk
}

fn selector(name: &Value, filter: Option<&Value>) -> Value {
    if name.is_null() && filter.is_none() {
        return Value::Null;
    }
    let conditions: Vec<Value> = filter
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .map(|(property, value)| json!({ "property": property, "operator": "is", "value": value }))
        .collect();
    json!({ "names": [name], "where": conditions })
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

on_both_databases! {
    async fn retention_comes_out_as_published(db: TestDb) {
        let mut db = Some(db);
        for case in cases("retention") {
            let fresh = match db.take() {
                Some(db) => db,
                None => TestDb::sqlite().await,
            };
            let desk = told(fresh, &case).await;
            let params = &case["params"];
            let periods = number(&params["intervals"]);
            let cohorts = params["cohorts"].as_u64().unwrap_or(periods);
            let mode = match params["mode"].as_str().unwrap() {
                "first_ever_occurrence" => "first_ever",
                mode => mode,
            };
            let unit = if params["unit"] == "account" { "account" } else { "person" };
            let answer = desk.ask(json!({
                "ask": "retention", "unit": unit, "period": params["period"], "cohort_mode": mode,
                "criteria": params["criteria"], "first_on": params["first_cohort"],
                "cohorts": cohorts, "periods": periods,
                "start_event": selector(&params["start_event"], params.get("start_filter")),
                "return_event": selector(&params["return_event"], None),
            })).await;
            for (c, expected) in case["expected"].as_array().unwrap().iter().enumerate() {
                let row = &answer["rows"][c];
                let size = &expected[0];
                assert_eq!(&row["cohort_size"], size, "{} row {c}: {row}", case["id"]);
                for (k, expected) in expected.as_array().unwrap().iter().enumerate().skip(1) {
                    // Beyond the last row's period the case counts nothing; here the history simply goes on.
                    if (c + k) as u64 >= cohorts.max(periods) {
                        continue;
                    }
                    assert_eq!(&row["cells"][k]["units"], expected, "{} cell {c}.{k}", case["id"]);
                }
            }
        }
    }

    async fn lifecycle_and_stickiness_come_out_as_published(db: TestDb) {
        let case = cases("lifecycle").remove(0);
        let desk = told(db, &case).await;
        let params = &case["params"];
        let answer = desk.ask(json!({
            "ask": "lifecycle", "period": "day", "first_on": params["start"], "periods": params["intervals"],
        })).await;
        for name in ["new", "returning", "resurrecting", "dormant"] {
            let found: Vec<i64> = answer["rows"].as_array().unwrap().iter().map(|row| row[name].as_i64().unwrap()).collect();
            let expected: Vec<i64> = case["expected"][name].as_array().unwrap().iter().map(|n| n.as_i64().unwrap().abs()).collect();
            assert_eq!(found, expected, "{name}");
        }
        let case = cases("stickiness").remove(0);
        let desk = told(TestDb::sqlite().await, &case).await;
        let first: NaiveDate = case["params"]["start"].as_str().unwrap().parse().unwrap();
        let answer = desk.ask(json!({
            "ask": "stickiness", "period": "day", "from_on": first, "to_on": first + Days::new(9),
        })).await;
        for cell in answer["exactly"].as_array().unwrap() {
            let expected = case["expected"][cell["periods"].to_string()].as_u64().unwrap_or(0);
            assert_eq!(number(&cell["units"]), expected, "{cell}");
        }
    }

    async fn funnels_come_out_as_published(db: TestDb) {
        let mut db = Some(db);
        for case in cases("funnel") {
            let fresh = match db.take() {
                Some(db) => db,
                None => TestDb::sqlite().await,
            };
            let desk = told(fresh, &case).await;
            let params = &case["params"];
            let steps: Vec<Value> =
                params["steps"].as_array().unwrap().iter().map(|name| json!({ "names": [name] })).collect();
            let answer = desk.ask(json!({
                "ask": "funnel", "steps": steps, "order": params["order"],
                "window_seconds": params["window_seconds"], "from_on": "2020-01-01", "to_on": "2020-01-31",
            })).await;
            for (index, step) in answer["steps"].as_array().unwrap().iter().enumerate() {
                assert_eq!(step["units"], case["expected"]["counts"][index], "{}", case["id"]);
                for (field, expected) in [("mean_seconds", "avg_seconds"), ("median_seconds", "median_seconds")] {
                    if let Some(expected) = case["expected"].get(expected) {
                        assert_eq!(step[field].as_f64(), expected[index].as_f64(), "{field} of {}", case["id"]);
                    }
                }
            }
        }
    }

    async fn what_is_not_over_is_null_and_never_zero(db: TestDb) {
        let mut desk = Desk::new(db).await;
        desk.cut_time("Asia/Shanghai", 1).await;
        let now = desk.db.clock.clone();
        let monday = "2026-03-02".parse::<NaiveDate>().unwrap().and_time(NaiveTime::MIN);
        let monday = monday.and_local_timezone(Utc).unwrap();
        desk.send(vec![crate::asking::did("u1", "opened", monday)]).await;
        let question = json!({ "ask": "retention", "period": "day", "cohorts": 1, "periods": 2, "first_on": "2026-03-02" });
        let cell = |answer: &Value, k: usize| answer["rows"][0]["cells"][k].clone();
        let answer = desk.ask(question.clone()).await;
        assert_eq!(cell(&answer, 0)["units"], Value::Null);
        assert_eq!((&cell(&answer, 1)["state"], &cell(&answer, 1)["rate_reason"]), (&json!("provisional"), &json!("not_over")));
        now.set(time("2026-03-02T16:00:00Z"));
        let answer = desk.ask(question).await;
        assert_eq!((&cell(&answer, 0)["units"], &cell(&answer, 0)["state"]), (&json!(1), &json!("final")));
        assert_eq!(cell(&answer, 1)["units"], Value::Null, "the next day has only begun");
    }
}
