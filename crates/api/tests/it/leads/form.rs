use super::lead::furnished;
use crate::app::request;
use actix_web::http::Method;
use chrono::TimeDelta;
use ring::digest::{SHA256, digest};
use serde_json::{Value, json};
use testing::on_both_databases;

pub fn a_form() -> Value {
    json!({
        "slug": "demo", "name": "Demo", "title": "Book a demo", "published": true,
        "fields": [
            { "key": "name", "label": "Name", "required": true }, { "key": "phone", "label": "Phone", "required": true },
        ],
    })
}

/// Does the work as the page does it.
pub fn nonce(form: &Value) -> String {
    let salt = form["proof_of_work"]["salt"].as_str().unwrap();
    let difficulty = form["proof_of_work"]["difficulty"].as_u64().unwrap();
    let worked = |nonce: &u64| {
        let hash = digest(&SHA256, format!("{salt}:{nonce}").as_bytes());
        let head = u32::from_be_bytes(hash.as_ref()[..4].try_into().unwrap());
        u64::from(head.leading_zeros()) >= difficulty
    };
    (0..10_000_000_u64).find(worked).unwrap().to_string()
}

on_both_databases! {
    async fn a_visitor_loads_a_form_fills_it_in_and_becomes_a_lead(db: TestDb) {
        let (app, _, key) = furnished(db).await;
        let created = app.post("/v1/lead-forms", &key, &a_form()).await.expect(201);
        assert_eq!((&created["public_url"], &created["submissions_count"]), (&json!("/f/demo"), &json!(0)));
        let form = app.get("/v1/public/forms/demo", "").await.expect(200);
        let filled = json!({
            "fields": { "name": "张伟", "phone": "138 0000 1234" }, "render_token": form["render_token"],
            "proof_of_work": { "nonce": nonce(&form) }, "website": "", "consent": false,
            "touch": { "url": "https://a.example/f/demo", "referrer": "https://www.baidu.com/" },
        });
        let path = "/v1/public/forms/demo/submissions";
        let early = app.post(path, "", &filled).await.expect_problem(422, "invalid");
        assert_eq!(early["errors"][0]["code"], "too_fast");
        app.db.clock.advance(TimeDelta::seconds(5));
        let send = || request(Method::POST, path, "").insert_header(("idempotency-key", "k")).set_json(&filled);
        let receipt = app.send(send()).await.expect(201);
        assert!(receipt["thank_you"].as_str().is_some_and(|text| !text.is_empty()));
        let again = app.send(send()).await;
        assert_eq!((again.status.as_u16(), again.header("idempotency-replayed")), (201, Some("true")));
        let leads = app.get("/v1/leads?include=channel", &key).await.expect(200);
        assert_eq!(leads["data"].as_array().unwrap().len(), 1);
        assert_eq!(leads["data"][0]["channel"]["name"], "Organic search");
        let wrong = json!({ "fields": { "phone": "x" }, "render_token": form["render_token"], "proof_of_work": { "nonce": "0" } });
        let body = app.post(path, "", &wrong).await.expect_problem(422, "invalid");
        assert!(body["errors"].as_array().unwrap().iter().any(|e| e["pointer"] == "/fields/name"), "{body}");
    }

    async fn a_form_that_is_hidden_or_unknown_is_not_found(db: TestDb) {
        let (app, _, key) = furnished(db).await;
        let created = app.post("/v1/lead-forms", &key, &a_form()).await.expect(201);
        let path = format!("/v1/lead-forms/{}", created["id"].as_str().unwrap());
        app.patch(&path, &key, &json!({ "published": false })).await.expect(200);
        app.get("/v1/public/forms/demo", "").await.expect_problem(404, "not_found");
        app.get("/v1/public/forms/other", "").await.expect_problem(404, "not_found");
    }
}
