//! Questions as of a day of the past, and about the last so many days.

use crate::asking::{Desk, did, time};
use activity::question::{DrillQuery, FunnelQuestion, TrendsQuestion};
use kernel::Error;
use serde_json::{Value, json};
use testing::{TestDb, on_both_databases};

/// Three who signed up on Monday the second of March, and what they did until Friday.
async fn week(db: TestDb) -> Desk {
    let mut desk = Desk::new(db).await;
    desk.cut_time("Asia/Shanghai", 1).await;
    desk.db.clock.set(time("2026-03-06T10:00:00Z"));
    let at = |day: u32, hour: u32| time(&format!("2026-03-0{day}T{hour:02}:00:00Z"));
    let signed_up = ["u1", "u2", "u3"].map(|who| did(who, "signed_up", at(2, 1)));
    desk.send(signed_up.to_vec()).await;
    desk.settle().await;
    let mut paid = did("u1", "paid", at(3, 1));
    paid["properties"] = json!({ "plan": "pro" });
    // Eight hours further east this is the fourth already.
    desk.send(vec![paid, did("u2", "paid", at(3, 16)), did("u3", "opened", at(5, 1))]).await;
    desk
}

fn on(day: u32) -> String {
    format!("2026-03-0{day}")
}

on_both_databases! {
    async fn only_what_had_happened_by_the_end_of_the_day_counts(db: TestDb) {
        let desk = week(db).await;
        let units = async |as_of_on: Option<String>| {
            let paid = json!({ "event": { "names": ["paid"] } });
            let pro = json!({ "property": "plan", "operator": "is", "value": "pro" });
            let read = json!({ "event": { "names": ["paid"], "where": [pro] } });
            let series = json!([{}, paid, read, { "measure": "events" }]);
            let answer = desk.ask(json!({ "ask": "trends", "period": "week", "as_of_on": as_of_on, "series": series })).await;
            let totals = answer["series"].as_array().unwrap().iter().map(|line| line["total"].as_u64().unwrap());
            totals.collect::<Vec<_>>()
        };
        assert_eq!(units(None).await, [3, 2, 1, 6]);
        assert_eq!(units(Some(on(6))).await, [3, 2, 1, 6], "today is now");
        assert_eq!(units(Some(on(4))).await, [3, 2, 1, 5]);
        assert_eq!(units(Some(on(3))).await, [3, 1, 1, 4]);
        assert_eq!(units(Some(on(2))).await, [3, 0, 0, 3]);
        assert_eq!(units(Some("2026-03-01".into())).await, [0, 0, 0, 0]);
    }

    async fn a_day_is_over_once_it_is_looked_back_at(db: TestDb) {
        let desk = week(db).await;
        let ask = async |as_of_on: Option<String>| {
            desk.ask(json!({ "ask": "retention", "period": "day", "first_on": on(2), "cohorts": 1, "periods": 5, "cohort_mode": "recurring",
                "start_event": { "names": ["signed_up"] }, "as_of_on": as_of_on })).await
        };
        let units = |answer: &Value| {
            let cells = answer["rows"][0]["cells"].as_array().unwrap().iter();
            cells.map(|cell| cell["units"].as_u64()).collect::<Vec<_>>()
        };
        let past = ask(Some(on(4))).await;
        assert_eq!(units(&past), [Some(3), Some(1), Some(1), None, None]);
        assert_eq!((&past["as_of"], &past["question"]["as_of_on"]), (&json!("2026-03-04T16:00:00Z"), &json!(on(4))));
        assert_eq!(units(&ask(None).await), [Some(3), Some(1), Some(1), Some(1), None]);
    }

    async fn who_has_converted_since_was_still_open(db: TestDb) {
        let desk = week(db).await;
        let ask = async |as_of_on: Option<String>| {
            let steps = json!([{ "names": ["signed_up"] }, { "names": ["paid"] }]);
            let answer = desk.ask(json!({ "ask": "funnel", "steps": steps, "window_seconds": 172_800, "from_on": on(1), "as_of_on": as_of_on })).await;
            ["converted", "still_open", "dropped"].map(|state| answer[state].as_u64().unwrap())
        };
        assert_eq!(ask(Some(on(2))).await, [0, 3, 0]);
        assert_eq!(ask(Some(on(3))).await, [1, 2, 0]);
        assert_eq!(ask(Some(on(4))).await, [2, 0, 1]);
        assert_eq!(ask(None).await, [2, 0, 1]);
    }

    async fn the_list_behind_a_figure_is_of_the_same_day(db: TestDb) {
        let desk = week(db).await;
        let question: TrendsQuestion = serde_json::from_value(json!({ "as_of_on": on(3), "period": "month", "series": [{ "event": { "names": ["paid"] } }], "from_on": on(1) })).unwrap();
        let mut asked = desk.asked().await;
        let drill = asked.trends(question).await.unwrap().head.drill;
        let query = DrillQuery { drill, cell: "0.0".into(), limit: None, cursor: None };
        let list = desk.asked().await.list(&query).await.unwrap();
        assert_eq!((list.total, list.as_of), (1, time("2026-03-03T16:00:00Z")));
        let now: TrendsQuestion = serde_json::from_value(json!({ "series": [{ "event": { "names": ["paid"] } }] })).unwrap();
        let now = asked.trends(now).await.unwrap();
        assert_eq!((now.series[0].total, now.head.as_of), (Some(2), time("2026-03-06T10:00:00Z")), "who asks again asks now");
    }

    async fn a_day_that_has_not_come_or_never_was_is_told_with_all_else_that_is_wrong(db: TestDb) {
        let desk = week(db).await;
        for (day, code) in [("2026-03-07", "too_late"), ("1999-12-31", "too_early")] {
            let wrong = json!({ "as_of_on": day, "steps": [{}, {}], "window_seconds": 0 });
            let question: FunnelQuestion = serde_json::from_value(wrong).unwrap();
            let Err(Error::Refused { fields, .. }) = desk.asked().await.funnel(question).await else { panic!("{day} is taken") };
            let mut told: Vec<_> = fields.iter().map(|field| (field.pointer.as_str(), &*field.code)).collect();
            told.sort_unstable();
            assert_eq!(told, [("/as_of_on", code), ("/window_seconds", "too_small")]);
        }
    }

    async fn the_last_days_move_along_and_the_answer_names_them(db: TestDb) {
        let desk = week(db).await;
        let ask = async |parameters: Value| {
            let mut question = json!({ "ask": "trends", "series": [{}] });
            question.as_object_mut().unwrap().extend(parameters.as_object().unwrap().clone());
            let answer = desk.ask(question).await;
            let asked = &answer["question"];
            assert_eq!(asked["last_days"], Value::Null, "they are named");
            (asked["from_on"].clone(), asked["to_on"].clone(), answer["series"][0]["total"].as_u64().unwrap())
        };
        assert_eq!(ask(json!({ "last_days": 3 })).await, (json!(on(4)), json!(on(6)), 2));
        assert_eq!(ask(json!({ "last_days": 3, "as_of_on": on(4) })).await, (json!(on(2)), json!(on(4)), 3));
        assert_eq!(ask(json!({ "last_days": 2, "to_on": on(3) })).await, (json!(on(2)), json!(on(3)), 3));
        assert_eq!(ask(json!({ "last_days": 3, "period": "week" })).await, (json!(on(2)), json!("2026-03-08"), 3));
        let both = json!({ "last_days": 3, "from_on": on(2), "series": [{}] });
        let both: TrendsQuestion = serde_json::from_value(both).unwrap();
        let Err(Error::Refused { fields, .. }) = desk.asked().await.trends(both).await else { panic!("it is taken") };
        assert_eq!((fields[0].pointer.as_str(), &*fields[0].code), ("/last_days", "not_both"));
    }
}
