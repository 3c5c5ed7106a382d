use crate::app::{TestApp, request};
use actix_web::http::Method;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use std::io::Write as _;
use testing::on_both_databases;

async fn send(app: &TestApp, path: &str, key: &str, body: &Value) -> Value {
    let credential = STANDARD.encode(format!("{key}:"));
    let send = request(Method::POST, path, "");
    let send = send.insert_header(("authorization", format!("Basic {credential}")));
    app.send(send.set_json(body)).await.expect(200)
}

on_both_databases! {
    async fn every_address_of_the_specification_takes_its_message(db: TestDb) {
        let app = TestApp::on(db).await;
        let (_, key) = app.workspace("a").await;
        for (path, message) in [
            ("/v1/identify", json!({ "userId": 17, "anonymousId": "b1", "traits": { "name": "张伟" } })),
            ("/v1/group", json!({ "userId": "17", "groupId": "s1", "traits": { "name": "悦享美容" } })),
            ("/v1/track", json!({ "userId": "17", "event": "order_paid", "integrations": { "All": true } })),
            ("/v1/page", json!({ "anonymousId": "b1", "name": "Pricing" })),
            ("/v1/screen", json!({ "userId": "17", "name": "Orders" })),
            ("/v1/alias", json!({ "userId": "17", "previousId": "b2" })),
        ] {
            let answer = send(&app, path, &key, &message).await;
            assert_eq!((&answer["success"], &answer["accepted"]), (&json!(true), &json!(1)), "{path}: {answer}");
        }
        let events = app.get("/v1/events", &key).await.expect(200);
        let person = app.get("/v1/people?q=17", &key).await.expect(200)["data"][0]["id"].clone();
        let mut names: Vec<_> = events["data"].as_array().unwrap().iter().map(|event| {
            assert_eq!(event["person_id"], person, "{event}");
            event["name"].as_str().unwrap()
        }).collect();
        names.sort_unstable();
        assert_eq!(names, ["order_paid", "page_viewed", "screen_viewed"]);
    }

    async fn a_wrong_message_is_told_by_its_place_and_costs_no_other(db: TestDb) {
        let app = TestApp::on(db).await;
        let (_, key) = app.workspace("a").await;
        let answer = send(&app, "/v1/batch", &key, &json!({ "batch": [
            { "type": "track", "event": "opened", "userId": "u1", "messageId": "m1" },
            { "type": "track", "event": "", "userId": "u1", "messageId": "m2", "timestamp": "yesterday" },
            { "type": "shout", "userId": "u1" },
            { "type": "track", "event": "opened" },
        ] })).await;
        assert_eq!((&answer["success"], &answer["accepted"], &answer["rejected"]), (&json!(false), &json!(1), &json!(3)));
        let pointers: Vec<_> = answer["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect();
        assert_eq!(pointers, ["/batch/1/event", "/batch/1/timestamp", "/batch/2/type", "/batch/3/userId"]);
    }

    async fn a_compressed_body_is_read_and_a_bomb_is_refused(db: TestDb) {
        let app = TestApp::on(db).await;
        let (_, key) = app.workspace("a").await;
        let squeezed = |text: &str| {
            let mut squeezed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
            squeezed.write_all(text.as_bytes()).unwrap();
            squeezed.finish().unwrap()
        };
        let post = |body: Vec<u8>| {
            let send = request(Method::POST, "/v1/batch", &key).insert_header(("content-type", "application/json"));
            app.send(send.insert_header(("content-encoding", "gzip")).set_payload(body))
        };
        let message = json!({ "batch": [{ "type": "track", "event": "opened", "userId": "u1" }] }).to_string();
        assert_eq!(post(squeezed(&message)).await.expect(200)["accepted"], 1);
        post(squeezed(&" ".repeat(64 << 20))).await.expect_problem(413, "too_large");
    }
}
