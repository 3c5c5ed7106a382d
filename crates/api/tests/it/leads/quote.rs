//! A quote through HTTP: drafted, sent, read and answered by the customer without a credential, and converted.

use super::lead::furnished;
use serde_json::{Value, json};
use testing::on_both_databases;

fn yuan(amount: i64) -> Value {
    json!({ "amount": amount, "currency": "CNY" })
}

on_both_databases! {
    async fn a_quote_is_drafted_sent_accepted_by_link_and_converted(db: TestDb) {
        let (app, _, key) = furnished(db).await;
        let plan = app.post("/v1/plans", &key, &json!({
            "key": "pro", "name": "Pro", "opening_fee": yuan(80_000), "annual_fee": yuan(500_000),
        })).await.expect(201);
        let lead = app.post("/v1/leads", &key, &json!({ "name": "张伟", "phone": "13800001111" })).await.expect(201);
        let lead = format!("/v1/leads/{}", lead["id"].as_str().unwrap());
        let lines = json!([
            { "plan_id": plan["id"], "billing": "once" },
            { "plan_id": plan["id"], "billing": "yearly", "seats": 3, "discount_basis_points": 1000 },
        ]);
        let shown = app.post("/v1/quotes/preview", &key, &json!({ "lines": lines })).await.expect(200);
        assert_eq!(shown["totals"]["first_year"], yuan(530_000));
        let draft = app.post(&format!("{lead}/quotes"), &key, &json!({ "lines": lines })).await;
        let path = draft.header("location").unwrap().to_owned();
        let draft = draft.expect(201);
        assert_eq!((&draft["status"], &draft["public_url"]), (&json!("draft"), &json!(null)));
        let stale = app.patch(&path, &key, &json!({ "terms": "Paid within 14 days" })).await.expect(200);
        assert_eq!(stale["version"], 2);
        let sent = app.post(&format!("{path}/send"), &key, &json!({})).await.expect(200);
        let link = sent["public_url"].as_str().unwrap().strip_prefix("/q/").unwrap();
        let public = format!("/v1/public/quotes/{link}");
        let page = app.get(&public, "").await.expect(200);
        assert_eq!((&page["status"], &page["terms"]), (&json!("sent"), &json!("Paid within 14 days")));
        assert_eq!(page["totals"]["first_year"], yuan(530_000));
        assert!(page.get("lead_id").is_none() && page["lines"][0].get("plan_id").is_none(), "{page}");
        app.post(&format!("{public}/seen"), "", &json!({})).await.expect(204);
        let wrong = app.post(&format!("{public}/answer"), "", &json!({ "decision": "accepted" })).await;
        assert_eq!(wrong.expect_problem(422, "invalid")["errors"][0]["pointer"], "/name");
        let yes = json!({ "decision": "accepted", "name": "李芳" });
        let answered = app.post(&format!("{public}/answer"), "", &yes).await.expect(200);
        assert_eq!((&answered["status"], &answered["answered_by_name"]), (&json!("accepted"), &json!("李芳")));
        let no = json!({ "decision": "declined", "name": "李芳" });
        app.post(&format!("{public}/answer"), "", &no).await.expect_problem(409, "wrong_state");
        let list = app.get(&format!("{lead}/quotes"), &key).await.expect(200);
        assert!(list["data"][0]["first_seen_at"].is_string(), "{list}");
        let won = app.post(&format!("{lead}/convert"), &key, &json!({ "quote_id": sent["id"] })).await.expect(200);
        let kept = app.get(&path, &key).await.expect(200);
        assert_eq!(kept["account_id"], won["account_id"]);
        let timeline = app.get(&format!("{lead}/timeline"), &key).await.expect(200).to_string();
        assert!(timeline.contains("quote.sent") && timeline.contains("quote.accepted"), "{timeline}");
    }

    async fn links_that_lead_nowhere_have_one_answer(db: TestDb) {
        let (app, _, key) = furnished(db).await;
        let lead = app.post("/v1/leads", &key, &json!({ "name": "张伟" })).await.expect(201);
        let lead = format!("/v1/leads/{}", lead["id"].as_str().unwrap());
        let line = json!({ "text": "Training", "billing": "once", "unit_price": yuan(1) });
        let draft = app.post(&format!("{lead}/quotes"), &key, &json!({ "lines": [line] })).await.expect(201);
        let path = format!("/v1/quotes/{}", draft["id"].as_str().unwrap());
        let sent = app.post(&format!("{path}/send"), &key, &json!({})).await.expect(200);
        let link = sent["public_url"].as_str().unwrap().strip_prefix("/q/").unwrap().to_owned();
        app.get(&format!("/v1/public/quotes/{link}"), "").await.expect(200);
        app.post(&format!("{path}/withdraw"), &key, &json!({})).await.expect(200);
        let mut answers = Vec::new();
        for token in [link.as_str(), "AAAA", "unknown"] {
            let body = app.get(&format!("/v1/public/quotes/{token}"), "").await.expect_problem(404, "not_found");
            answers.push((body["title"].clone(), body["detail"].clone()));
            let yes = json!({ "decision": "accepted", "name": "x" });
            app.post(&format!("/v1/public/quotes/{token}/answer"), "", &yes).await.expect_problem(404, "not_found");
        }
        assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:?}");
    }
}
