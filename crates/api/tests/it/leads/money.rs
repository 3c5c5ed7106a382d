//! Spend, costs, attribution and rules, through HTTP.

use super::lead::furnished;
use serde_json::json;
use testing::on_both_databases;

on_both_databases! {
    async fn spend_is_entered_corrected_deleted_and_told_per_lead(db: TestDb) {
        let (app, _, key) = furnished(db).await;
        let channels = app.get("/v1/channels?key=social", &key).await.expect(200);
        let channel = &channels["data"][0]["id"];
        app.post("/v1/leads", &key, &json!({ "name": "a", "touch": { "channel_id": channel } })).await.expect(201);
        let spend = json!({ "channel_id": channel, "spent_on": "2026-03-02", "amount": { "amount": 5000, "currency": "CNY" } });
        let added = app.post("/v1/campaign-spend", &key, &spend).await.expect(201);
        let path = format!("/v1/campaign-spend/{}", added["id"].as_str().unwrap());
        app.patch(&path, &key, &json!({ "kind": "loaded" })).await.expect(200);
        let costs = app.get("/v1/channel-costs?from_on=2026-03-01&to_on=2026-03-02", &key).await.expect(200);
        let row = costs["rows"].as_array().unwrap().iter().find(|row| row["channel_id"] == *channel).unwrap();
        assert_eq!(row["cost_per_lead"]["media"], json!({ "amount": null, "reason": "no_cost" }));
        assert_eq!(row["cost_per_lead"]["loaded"]["amount"]["amount"], 5000);
        assert_eq!(costs["checks"][0], json!({ "code": "channels_sum_to_ledger", "holds": true }));
        app.delete(&path, &key).await.expect(204);
        app.post(&format!("{path}/restore"), &key, &json!({})).await.expect(200);
        let wrong = "/v1/channel-costs?gross_margin=7";
        app.get(wrong, &key).await.expect_problem(422, "invalid");
    }

    async fn attribution_is_asked_and_kept(db: TestDb) {
        let (app, _, key) = furnished(db).await;
        let asked = app.get("/v1/attribution?look_back_days=30", &key).await.expect(200);
        assert_eq!((&asked["id"], &asked["conversions"]), (&json!(null), &json!(0)));
        let kept = app.post("/v1/attribution-runs", &key, &json!({ "by": "campaign" })).await.expect(201);
        let path = format!("/v1/attribution-runs/{}", kept["id"].as_str().unwrap());
        assert_eq!(app.get(&path, &key).await.expect(200)["stale"], false);
        app.get("/v1/attribution?half_life_days=0", &key).await.expect_problem(422, "invalid");
    }

    async fn rules_are_replaced_under_their_version(db: TestDb) {
        let (app, _, key) = furnished(db).await;
        let channels = app.get("/v1/channels?key=event", &key).await.expect(200);
        let channel = &channels["data"][0]["id"];
        let rules = json!({ "rules": [{ "channel_id": channel, "utm_source": ["fair"] }] });
        let saved = app.put("/v1/channel-rules", &key, &rules).await.expect(200);
        assert_eq!((&saved["is_default"], &saved["version"]), (&json!(false), &json!(1)));
        let visit = json!({ "url": "https://we.example/?utm_source=fair" });
        let verdict = app.post("/v1/channel-rules/test", &key, &visit).await.expect(200);
        assert_eq!((&verdict["channel_id"], &verdict["decided_by"]), (channel, &json!("rule")));
    }
}
