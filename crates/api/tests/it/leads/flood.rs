//! Ten thousand submissions of one form at once: programs get nowhere, and nobody else notices.

use super::form::{a_form, nonce};
use crate::app::{Answer, TestApp, request, settings};
use actix_web::http::Method;
use api::{RateLimits, Settings};
use chrono::TimeDelta;
use kernel::locale::Locale;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use testing::{TestDb, on_both_databases};

const FLOOD: usize = 10_000;
const HONEYPOTS: usize = 10;
const REPLAYS: usize = 500;
const UNWORKED: usize = 500;

async fn send(app: &TestApp, slug: &str, from: &str, body: &Value) -> Answer {
    let path = format!("/v1/public/forms/{slug}/submissions");
    let call = request(Method::POST, &path, "").insert_header(("x-forwarded-for", from));
    app.send(call.set_json(body)).await
}

async fn rendered(app: &TestApp, slug: &str, from: &str) -> Value {
    let path = format!("/v1/public/forms/{slug}");
    let call = request(Method::GET, &path, "").insert_header(("x-forwarded-for", from));
    app.send(call).await.expect(200)
}

fn filled(form: &Value, nonce: &str, website: &str) -> Value {
    json!({
        "fields": { "name": "x", "phone": "13800001234" }, "render_token": form["render_token"],
        "proof_of_work": { "nonce": nonce }, "website": website,
    })
}

/// Two workspaces with the limits of an installation; the second workspace has a form, too.
async fn two_workspaces(db: TestDb) -> (TestApp, String, String) {
    let settings = Settings {
        behind_proxy: true,
        rate_limits: RateLimits { api_per_minute: 1_000_000, ..RateLimits::default() },
        ..settings("http://perennial.test")
    };
    let app = TestApp::with(db, settings).await;
    let mut keys = Vec::new();
    for (name, slugs) in [("ours", ["demo", "other"].as_slice()), ("theirs", &["theirs"])] {
        let (workspace, key) = app.workspace(name).await;
        let tx = workspace.write().await;
        leads::defaults::create(&tx, Locale::En).await.unwrap();
        tx.commit().await.unwrap();
        for slug in slugs {
            let mut form = a_form();
            form["slug"] = json!(slug);
            app.post("/v1/lead-forms", &key, &form).await.expect(201);
        }
        keys.push(key);
    }
    let theirs = keys.pop().unwrap();
    (app, keys.pop().unwrap(), theirs)
}

on_both_databases! {
    async fn a_flood_of_ten_thousand_submissions_makes_one_lead_and_hinders_nobody(db: TestDb) {
        let (app, ours, theirs) = two_workspaces(db).await;
        let mut bodies = Vec::new();
        for n in 0..HONEYPOTS {
            let form = rendered(&app, "demo", &format!("198.51.100.{n}")).await;
            bodies.push((format!("198.51.100.{n}"), filled(&form, &nonce(&form), "https://spam.example")));
        }
        let form = rendered(&app, "demo", "192.0.2.1").await;
        let once = filled(&form, &nonce(&form), "");
        bodies.extend((0..REPLAYS).map(|n| (format!("10.0.{}.{}", n / 500, n % 100), once.clone())));
        let form = rendered(&app, "demo", "192.0.2.2").await;
        let unworked = filled(&form, "0", "");
        bodies.extend((0..UNWORKED).map(|n| (format!("10.1.0.{}", n % 100), unworked.clone())));
        let visitors = ["other", "theirs", "demo"];
        let mut visits = Vec::new();
        for slug in visitors {
            let form = rendered(&app, slug, "203.0.113.9").await;
            visits.push(filled(&form, &nonce(&form), ""));
        }
        bodies.extend((bodies.len()..FLOOD).map(|_| ("192.0.2.66".to_owned(), unworked.clone())));
        app.db.clock.advance(TimeDelta::seconds(5));

        let mut answers: BTreeMap<u16, usize> = BTreeMap::new();
        for (n, (from, body)) in bodies.iter().enumerate() {
            let answer = send(&app, "demo", from, body).await;
            *answers.entry(answer.status.as_u16()).or_default() += 1;
            // Whoever is refused is told.
            assert!(answer.status.is_success() || answer.json()["code"].is_string(), "{}", answer.text);
            if n % 2_000 == 0 {
                let neighbour = format!("203.0.113.{}", n / 2_000);
                rendered(&app, "other", &neighbour).await;
                app.get("/v1/leads", &theirs).await.expect(200);
            }
        }
        assert_eq!(answers.values().sum::<usize>(), FLOOD);
        assert_eq!(answers[&201], HONEYPOTS + REPLAYS);
        assert_eq!(answers[&422], UNWORKED + 10, "ten a minute from one address");
        assert_eq!(answers[&429], FLOOD - HONEYPOTS - REPLAYS - UNWORKED - 10);
        for (slug, body) in visitors.iter().zip(&visits) {
            send(&app, slug, "203.0.113.9", body).await.expect(201);
        }
        let forms = app.get("/v1/lead-forms", &ours).await.expect(200);
        let demo = forms["data"].as_array().unwrap().iter().find(|form| form["slug"] == "demo").unwrap();
        let path = format!("/v1/lead-forms/{}/submissions?limit=100", demo["id"].as_str().unwrap());
        let kept = app.get(&path, &ours).await.expect(200);
        let count = |outcome: &str| kept["data"].as_array().unwrap().iter().filter(|it| it["outcome"] == outcome).count();
        assert_eq!((count("suspected_spam"), count("lead_created"), count("lead_touched")), (HONEYPOTS, 1, 1), "{kept}");
        let leads = app.get("/v1/leads", &theirs).await.expect(200);
        assert_eq!(leads["data"].as_array().unwrap().len(), 1, "their visitor became a lead");
    }
}
