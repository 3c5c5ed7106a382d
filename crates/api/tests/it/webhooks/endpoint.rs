use crate::app::{TestApp, request};
use actix_web::http::Method;
use serde_json::json;
use testing::on_both_databases;

on_both_databases! {
    async fn an_endpoint_is_created_changed_tested_and_deleted(db: TestDb) {
        let app = TestApp::on(db).await;
        let (_, key) = app.workspace("a").await;
        let new = json!({ "url": "https://hooks.example.cn/a", "event_types": ["lead.created"] });
        let created = app.post("/v1/webhook-endpoints", &key, &new).await;
        let body = created.expect(201);
        let path = format!("/v1/webhook-endpoints/{}", body["id"].as_str().unwrap());
        assert_eq!(created.header("location"), Some(path.as_str()));
        assert!(body["secret"].as_str().unwrap().starts_with("whsec_"));
        let shown = app.get(&path, &key).await;
        assert_eq!((shown.header("etag"), shown.json().get("secret")), (Some("\"1\""), None));

        let patched = app.patch(&path, &key, &json!({ "description": "CRM" })).await.expect(200);
        assert_eq!((patched["description"].as_str(), patched["version"].as_i64()), (Some("CRM"), Some(2)));
        let stale = request(Method::PATCH, &path, &key).insert_header(("if-match", "\"1\""));
        app.send(stale.set_json(json!({ "enabled": false }))).await.expect_problem(412, "stale");

        let rotated = app.post(&format!("{path}/rotate-secret"), &key, &json!({})).await.expect(200);
        assert_ne!(rotated["secret"], body["secret"]);
        let revealed = app.post(&format!("{path}/reveal-secret"), &key, &json!({})).await.expect(200);
        assert_eq!(revealed, json!({ "secret": rotated["secret"] }));

        let test = app.post(&format!("{path}/test"), &key, &json!({})).await;
        let delivery = test.expect(201);
        assert_eq!((delivery["event_type"].as_str(), delivery["state"].as_str()), (Some("webhook.test"), Some("pending")));
        let detail = app.get(test.header("location").unwrap(), &key).await.expect(200);
        assert_eq!((&detail["payload"]["type"], &detail["attempts"]), (&json!("webhook.test"), &json!([])));
        let log = app.get("/v1/webhook-deliveries?state=pending", &key).await.expect(200);
        assert_eq!(log["data"].as_array().unwrap().len(), 1);
        app.get("/v1/webhook-deliveries?state=lost", &key).await.expect_problem(422, "invalid");

        app.delete(&path, &key).await.expect(204);
        app.get(&path, &key).await.expect_problem(404, "not_found");
    }

    async fn a_private_address_is_refused_by_name(db: TestDb) {
        let app = TestApp::on(db).await;
        let (_, key) = app.workspace("a").await;
        let new = json!({ "url": "https://169.254.169.254/latest/meta-data", "event_types": ["nothing"] });
        let body = app.post("/v1/webhook-endpoints", &key, &new).await.expect_problem(422, "invalid");
        let mut codes: Vec<_> = body["errors"].as_array().unwrap().iter().map(|e| e["code"].as_str().unwrap()).collect();
        codes.sort_unstable();
        assert_eq!(codes, ["private_address", "unknown_value"]);
        assert_eq!(app.get("/v1/webhook-endpoints", &key).await.expect(200)["data"], json!([]));
    }

    async fn every_public_event_type_is_listed_and_described_in_the_document(db: TestDb) {
        let app = TestApp::on(db).await;
        let (_, key) = app.workspace("a").await;
        let listed = app.get("/v1/event-types", &key).await.expect(200);
        let document = app.get("/openapi.json", "").await.expect(200);
        let described = document["webhooks"].as_object().unwrap();
        assert_eq!(listed.as_array().unwrap().len(), described.len());
        for info in listed.as_array().unwrap() {
            let request = &described[info["type"].as_str().unwrap()]["post"];
            assert_eq!(request["requestBody"]["content"]["application/json"]["example"], info["example"]);
        }
        assert!(document["components"]["schemas"]["WebhookMessage"].is_object());
        let chinese = request(Method::GET, "/v1/event-types", &key).insert_header(("accept-language", "zh-CN"));
        let chinese = app.send(chinese).await.expect(200);
        assert_eq!(chinese[0]["description"], "新线索进来了，或被录入。");
        assert_eq!(chinese[0]["example"], listed[0]["example"]);
    }
}
