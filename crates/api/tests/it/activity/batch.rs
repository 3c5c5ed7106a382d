use crate::app::{TestApp, request};
use actix_web::http::Method;
use identity::api_key::{self, ApiKeyKind, NewApiKey};
use kernel::Grant;
use serde_json::{Value, json};
use testing::{TestWorkspace, on_both_databases};

fn event(message_id: &str) -> Value {
    json!({ "message_id": message_id, "name": "report_exported" })
}

/// A key that stands in a web page of this origin.
async fn publishable_key(workspace: &TestWorkspace, origin: &str) -> String {
    let tx = workspace.write().await;
    let input = NewApiKey {
        name: "site".to_owned(),
        kind: ApiKeyKind::Publishable,
        grants: vec![Grant::EventsWrite],
        origins: vec![origin.to_owned()],
        expires_at: None,
    };
    let key = api_key::create(&tx, input).await.unwrap();
    tx.commit().await.unwrap();
    key.secret
}

on_both_databases! {
    async fn each_event_of_a_batch_is_answered_for_itself_in_the_callers_language(db: TestDb) {
        let app = TestApp::on(db).await;
        let (_, key) = app.workspace("a").await;
        let batch = json!({ "events": [event("m1"), event("m1"), { "message_id": "m2", "name": "" }] });
        let send = request(Method::POST, "/v1/events/batch", &key);
        let answer = app.send(send.insert_header(("accept-language", "zh-CN")).set_json(&batch)).await.expect(200);
        assert_eq!(answer, json!({
            "accepted": 1, "duplicates": 1, "ignored": 0, "rejected": 1,
            "results": [
                { "message_id": "m1", "status": "accepted" },
                { "message_id": "m1", "status": "duplicate" },
                { "message_id": "m2", "status": "rejected", "errors": [
                    { "pointer": "/events/2/name", "code": "required", "message": "必填", "params": {} },
                ] },
            ],
        }));
        let listed = app.get("/v1/events?name=report_exported&count=true", &key).await.expect(200);
        assert_eq!((listed["total"].as_u64(), listed["data"][0]["message_id"].as_str()), (Some(1), Some("m1")));
        assert_eq!(listed["data"][0]["from_client"], false);
    }

    async fn a_batch_that_is_none_or_too_large_is_a_problem(db: TestDb) {
        let app = TestApp::on(db).await;
        let (_, key) = app.workspace("a").await;
        let post = |body: String| {
            let send = request(Method::POST, "/v1/events/batch", &key);
            app.send(send.insert_header(("content-type", "application/json")).set_payload(body))
        };
        post("{".to_owned()).await.expect_problem(400, "unreadable_body");
        post("{\"events\": \"x\"}".to_owned()).await.expect_problem(400, "unreadable_body");
        let named = post("{\"events\": [], \"batch\": []}".to_owned()).await.expect_problem(400, "unknown_field");
        assert_eq!(named["errors"][0]["pointer"], "/batch");
        post("{\"events\": []}".to_owned()).await.expect_problem(422, "invalid");
        post(" ".repeat((2 << 20) + 1)).await.expect_problem(413, "too_large");
        let form = request(Method::POST, "/v1/events/batch", &key).insert_header(("content-type", "text/html"));
        app.send(form.set_payload("{}")).await.expect_problem(415, "unsupported_media_type");
    }

    async fn a_page_sends_events_with_its_publishable_key_and_from_its_origin_only(db: TestDb) {
        let app = TestApp::on(db).await;
        let (workspace, secret) = app.workspace("a").await;
        let key = publishable_key(&workspace, "https://shop.example").await;
        let batch = |id: &str| json!({ "events": [event(id)] });
        let from = |path: String, origin: &'static str, id: &'static str| {
            let send = request(Method::POST, &path, "").insert_header(("origin", origin));
            // As a beacon sends it.
            app.send(send.insert_header(("content-type", "text/plain;charset=UTF-8")).set_payload(batch(id).to_string()))
        };
        let path = format!("/v1/client/events?key={key}");
        assert_eq!(from(path.clone(), "https://shop.example", "m1").await.expect(200)["accepted"], 1);
        from(path, "https://elsewhere.example", "m2").await.expect_problem(403, "origin_not_allowed");
        let by_header = request(Method::POST, "/v1/client/events", &key).insert_header(("origin", "https://shop.example"));
        assert_eq!(app.send(by_header.set_json(batch("m3"))).await.expect(200)["accepted"], 1);
        app.post("/v1/client/events", &secret, &batch("m4")).await.expect_problem(401, "unauthenticated");
        app.post("/v1/client/events", "", &batch("m4")).await.expect_problem(401, "unauthenticated");
        app.post("/v1/events/batch", &key, &batch("m4")).await.expect_problem(401, "unauthenticated");
        let listed = app.get("/v1/events", &secret).await.expect(200);
        let rows = listed["data"].as_array().unwrap();
        assert!(rows.len() == 2 && rows.iter().all(|row| row["from_client"] == true));
    }

    async fn reading_and_sending_need_their_own_grants(db: TestDb) {
        let app = TestApp::on(db).await;
        let (workspace, _) = app.workspace("a").await;
        let reader = app.key(&workspace, &[Grant::EventsRead]).await;
        let writer = app.key(&workspace, &[Grant::EventsWrite]).await;
        let batch = json!({ "events": [event("m1")] });
        app.post("/v1/events/batch", &reader, &batch).await.expect_problem(403, "missing_grant");
        app.post("/v1/events/batch", &writer, &batch).await.expect(200);
        app.get("/v1/events", &writer).await.expect_problem(403, "missing_grant");
        app.get("/v1/events", &reader).await.expect(200);
    }
}
