//! A rep's morning through HTTP: follow up, judge, tick, sell, and read what came of it.

use super::lead::furnished;
use serde_json::json;
use testing::on_both_databases;

on_both_databases! {
    async fn a_rep_follows_a_lead_up_judges_it_and_the_figures_tell(db: TestDb) {
        let (app, _, key) = furnished(db).await;
        let lead = app.post("/v1/leads", &key, &json!({
            "name": "张伟", "company": "杭州好味餐饮有限公司", "expected_amount": { "amount": 300_000, "currency": "CNY" },
        })).await.expect(201);
        let path = format!("/v1/leads/{}", lead["id"].as_str().unwrap());
        let logged = app.post(&format!("{path}/activities"), &key, &json!({
            "kind": "call", "note": "Two shops", "next_step": { "title": "Send the price list" },
        })).await.expect(201);
        assert_eq!((&logged["outcome"], &logged["next_task"]["title"]), (&json!("reached"), &json!("Send the price list")));
        let judged = app.post(&format!("{path}/review"), &key, &json!({ "criteria": [
            { "criterion": "decision_maker", "answer": "yes" }, { "criterion": "intent", "answer": "yes" },
        ] })).await.expect(200);
        assert_eq!(judged["validity"], "valid");
        let valid = app.get("/v1/leads?validity=valid", &key).await.expect(200);
        assert_eq!(valid["data"].as_array().unwrap().len(), 1);
        let rates = app.get("/v1/sales-analysis/validity?by=owner", &key).await.expect(200);
        assert_eq!((&rates["all"]["valid"], &rates["parts"][0]["key"]["id"]), (&json!(1), &json!(null)));
        let funnel = app.get("/v1/sales-analysis/funnel", &key).await.expect(200);
        assert_eq!((&funnel["leads"], &funnel["steps"][0]["still_open"]), (&json!(1), &json!(1)));
        let pipeline = app.get("/v1/sales-analysis/pipeline", &key).await.expect(200);
        assert_eq!(pipeline["weighted"], json!({ "amount": 15_000, "currency": "CNY" }));
        let reps = app.get("/v1/sales-analysis/reps", &key).await.expect(200);
        assert_eq!((&reps["all"]["came"], &reps["all"]["activities"]), (&json!(1), &json!(1)));
        let outcomes = app.get("/v1/sales-analysis/outcomes", &key).await.expect(200);
        assert_eq!((&outcomes["all"]["win_rate"]["rate"], &outcomes["all"]["win_rate"]["rate_reason"]), (&json!(null), &json!("no_units")));
        app.get(&format!("{path}/stage-kit"), &key).await.expect(200);
        let twin = app.post("/v1/leads", &key, &json!({ "name": "李", "company": "好味餐饮（杭州）" })).await.expect(201);
        assert_eq!(twin["duplicates"][0]["reasons"], json!(["company"]));
    }

    async fn what_is_wrong_is_told_with_its_place(db: TestDb) {
        let (app, _, key) = furnished(db).await;
        let lead = app.post("/v1/leads", &key, &json!({ "name": "张伟" })).await.expect(201);
        let path = format!("/v1/leads/{}", lead["id"].as_str().unwrap());
        let wrong = json!({ "kind": "telepathy" });
        app.post(&format!("{path}/activities"), &key, &wrong).await.expect_problem(422, "invalid");
        let wrong = json!({ "criteria": [{ "criterion": "intent", "answer": "no" }] });
        let body = app.post(&format!("{path}/review"), &key, &wrong).await.expect_problem(422, "invalid");
        assert_eq!(body["errors"][0]["pointer"], "/criteria/0/evidence");
        let wrong = json!({ "expected_amount": { "amount": -1, "currency": "USD" }, "name": "x" });
        let body = app.post("/v1/leads", &key, &wrong).await.expect_problem(422, "invalid");
        assert_eq!(body["errors"].as_array().unwrap().len(), 2, "{body}");
        app.get("/v1/sales-analysis/reps?from=2026-03-02&to=2026-03-01", &key).await.expect_problem(422, "invalid");
        app.get("/v1/sales-analysis/funnel?stage=new", &key).await.expect_problem(400, "unknown_parameter");
    }
}
