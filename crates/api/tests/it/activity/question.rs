use crate::app::{TestApp, request};
use actix_web::http::Method;
use serde_json::{Value, json};
use testing::on_both_databases;

/// Three people of two accounts, on Monday and Tuesday of the week in which tests begin.
async fn history(app: &TestApp, key: &str) {
    let did = |message: &str, person: &str, account: &str, name: &str, at: &str| json!({ "message_id": message, "name": name, "occurred_at": at, "person_external_id": person, "account_external_id": account });
    let batch = json!({ "events": [
        did("m1", "u1", "s1", "opened", "2026-02-23T02:00:00Z"), did("m2", "u1", "s1", "paid", "2026-02-23T03:00:00Z"),
        did("m3", "u2", "s1", "opened", "2026-02-23T04:00:00Z"), did("m4", "u3", "s2", "opened", "2026-02-24T04:00:00Z"),
        did("m5", "u2", "s1", "opened", "2026-03-01T15:59:59Z"),
    ] });
    app.post("/v1/events/batch", key, &batch).await.expect(200);
}

fn path(drill: &Value, cell: &Value) -> String {
    format!("/v1/insights/units?drill={}&cell={}", drill.as_str().unwrap(), cell.as_str().unwrap())
}

on_both_databases! {
    async fn an_answer_says_what_it_means_and_opens_the_list_behind_each_figure(db: TestDb) {
        let app = TestApp::on(db).await;
        let (_, key) = app.workspace("a").await;
        history(&app, &key).await;
        let ask = json!({ "start_event": { "names": ["opened"] }, "period": "week", "first_on": "2026-02-25", "cohorts": 2, "periods": 2 });
        let answer = app.post("/v1/insights/retention", &key, &ask).await.expect(200);
        assert_eq!(answer["definition"], json!({ "id": "retention", "version": 1 }));
        assert_eq!((&answer["time_zone"], &answer["week_start"], &answer["as_of"]), (&json!("Asia/Shanghai"), &json!(1), &json!("2026-03-02T01:00:00Z")));
        let question = &answer["question"];
        for (parameter, value) in [("unit", "person"), ("window", "calendar"), ("cohort_mode", "first_time"), ("criteria", "on"), ("reference", "cohort")] {
            assert_eq!(question[parameter], value, "what was left out is said");
        }
        let row = &answer["rows"][0];
        assert_eq!((&row["starts_on"], &row["ends_on"], &row["cohort_size"]), (&json!("2026-02-23"), &json!("2026-03-01"), &json!(3)));
        assert_eq!((&row["cells"][0]["state"], &row["cells"][1]["units"]), (&json!("final"), &Value::Null));
        let listed = app.get(&path(&answer["drill"], &row["cell"]), &key).await.expect(200);
        let ids: Vec<_> = listed["data"].as_array().unwrap().iter().map(|unit| unit["external_id"].as_str().unwrap()).collect();
        assert_eq!((ids, &listed["total"]), (vec!["u1", "u2", "u3"], &json!(3)));
        let first = app.get(&format!("{}&limit=2", path(&answer["drill"], &row["cell"])), &key).await.expect(200);
        let second = format!("{}&limit=2&cursor={}", path(&answer["drill"], &row["cell"]), first["next_cursor"].as_str().unwrap());
        let second = app.get(&second, &key).await.expect(200);
        assert_eq!((first["data"].as_array().unwrap().len(), second["data"][0]["external_id"].as_str(), &second["next_cursor"]), (2, Some("u3"), &Value::Null));
    }

    async fn a_list_behind_a_figure_shows_nobody_of_another_workspace(db: TestDb) {
        let app = TestApp::on(db).await;
        let (_, key) = app.workspace("a").await;
        history(&app, &key).await;
        let ask = json!({ "period": "week", "first_on": "2026-02-25", "cohorts": 1, "periods": 1 });
        let answer = app.post("/v1/insights/retention", &key, &ask).await.expect(200);
        let (_, stranger) = app.workspace("b").await;
        let theirs = app.get(&path(&answer["drill"], &answer["rows"][0]["cell"]), &stranger).await.expect(200);
        assert_eq!((&theirs["total"], &theirs["data"]), (&json!(0), &json!([])));
    }

    async fn everything_that_is_wrong_with_a_question_is_said_at_once(db: TestDb) {
        let app = TestApp::on(db).await;
        let (_, key) = app.workspace("a").await;
        let ask = json!({
            "cohorts": 0, "periods": 61, "criteria": "bracket", "first_on": "1999-12-31", "min_occurrences": 0,
            "start_event": { "names": ["x"], "where": [{ "property": "amount", "operator": "greater", "value": "much" }] },
        });
        let problem = app.post("/v1/insights/retention", &key, &ask).await.expect_problem(422, "invalid");
        let pointers: Vec<_> = problem["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect();
        assert_eq!(pointers, ["/brackets", "/cohorts", "/first_on", "/min_occurrences", "/periods", "/start_event/where/0/value"]);
        let funnel = json!({ "steps": [{ "names": ["x"] }], "window_seconds": 0, "exclusions": [{ "event": { "names": ["y"] }, "from_step": 2, "to_step": 2 }] });
        let problem = app.post("/v1/insights/funnel", &key, &funnel).await.expect_problem(422, "invalid");
        let pointers: Vec<_> = problem["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect();
        assert_eq!(pointers, ["/exclusions/0/to_step", "/steps", "/window_seconds"]);
        let backwards = json!({ "series": [{}], "from_on": "2026-02-20", "to_on": "2026-02-10" });
        let problem = app.post("/v1/insights/trends", &key, &backwards).await.expect_problem(422, "invalid");
        assert_eq!(problem["errors"][0]["pointer"], "/from_on");
        for (drill, cell) in [("garbage", "1"), ("eyJhc2siOiJ0cmVuZHMifQ", "0.0")] {
            let problem = app.get(&format!("/v1/insights/units?drill={drill}&cell={cell}"), &key).await.expect_problem(422, "invalid");
            assert_eq!(problem["errors"][0]["pointer"], "/drill");
        }
    }

    async fn the_dictionary_explains_every_definition_that_answers_name(db: TestDb) {
        let app = TestApp::on(db).await;
        let (_, key) = app.workspace("a").await;
        let dictionary = app.get("/v1/insights/metrics", &key).await.expect(200);
        let funnel = json!({ "steps": [{ "names": ["a"] }, { "names": ["b"] }] });
        for (kind, ask) in [("trends", json!({ "series": [{}] })), ("funnel", funnel), ("retention", json!({})), ("stickiness", json!({})), ("lifecycle", json!({}))] {
            let answer = app.post(&format!("/v1/insights/{kind}"), &key, &ask).await.expect(200);
            let entry = dictionary["data"].as_array().unwrap().iter().find(|metric| metric["id"] == answer["definition"]["id"]).unwrap();
            assert_eq!(entry["version"], answer["definition"]["version"]);
            for check in answer["checks"].as_array().unwrap() {
                assert!(entry["invariants"].as_array().unwrap().contains(&check["code"]), "{check} of {kind}");
            }
        }
    }

    async fn a_segment_that_a_saved_question_is_asked_of_is_not_archived(db: TestDb) {
        let app = TestApp::on(db).await;
        let (_, key) = app.workspace("a").await;
        let (_, others) = app.workspace("b").await;
        let segment = app.post("/v1/segments", &key, &json!({ "name": "在用", "subject": "account", "condition": { "all": [] } })).await.expect(201);
        let id = segment["id"].as_str().unwrap().to_owned();
        let save = json!({ "name": "每周活跃", "question": { "kind": "lifecycle", "parameters": { "segment_id": id } } });
        // Whatever stands in another workspace is nobody else's business.
        app.post("/v1/saved-questions", &others, &save).await.expect(201);
        let archive = async || app.send(request(Method::POST, &format!("/v1/segments/{id}/archive"), &key)).await;
        archive().await.expect(200);
        app.send(request(Method::POST, &format!("/v1/segments/{id}/unarchive"), &key)).await.expect(200);
        let saved = app.post("/v1/saved-questions", &key, &save).await.expect(201);
        let refused = archive().await.expect_problem(409, "wrong_state");
        assert!(refused["title"].as_str().unwrap().contains("每周活跃"), "{refused}");
        let saved = format!("/v1/saved-questions/{}", saved["id"].as_str().unwrap());
        app.send(request(Method::DELETE, &saved, &key)).await.expect(204);
        archive().await.expect(200);
    }
}
