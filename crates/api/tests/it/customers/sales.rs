use crate::app::TestApp;
use serde_json::{Value, json};
use testing::on_both_databases;

fn yuan(fen: i64) -> Value {
    json!({ "amount": fen, "currency": "CNY" })
}

on_both_databases! {
    async fn a_plan_is_sold_renewed_and_ended_and_the_account_says_so(db: TestDb) {
        let app = TestApp::on(db).await;
        let (_, key) = app.workspace("a").await;
        let new = json!({ "key": "pro", "name": "专业版", "opening_fee": yuan(800_000), "annual_fee": yuan(500_000),
            "features": [{ "key": "booking", "name": "Booking", "included": true }] });
        let plan = app.post("/v1/plans", &key, &new).await.expect(201);
        let plan_path = format!("/v1/plans/{}", plan["id"].as_str().unwrap());
        app.post("/v1/plans", &key, &new).await.expect_problem(409, "conflict");
        assert_eq!(app.get(&plan_path, &key).await.expect(200), plan);
        assert_eq!(app.patch(&plan_path, &key, &json!({ "annual_fee": yuan(600_000) })).await.expect(200)["annual_fee"], yuan(600_000));
        let account = app.post("/v1/accounts", &key, &json!({ "name": "A" })).await.expect(201);
        let account_path = format!("/v1/accounts/{}", account["id"].as_str().unwrap());

        let new = json!({ "account_id": account["id"], "plan_id": plan["id"], "starts_on": "2026-03-02" });
        let sold = app.post("/v1/subscriptions", &key, &new).await.expect(201);
        assert_eq!((&sold["mrr"], &sold["renews_on"], &sold["state"]), (&yuan(50_000), &json!("2027-03-02"), &json!("active")));
        let path = format!("/v1/subscriptions/{}", sold["id"].as_str().unwrap());
        let renewed = app.post(&format!("{path}/renew"), &key, &json!({})).await.expect(200);
        assert_eq!((&renewed["renews_on"], renewed["terms"].as_array().unwrap().len()), (&json!("2028-03-02"), 2));
        app.patch(&path, &key, &json!({ "seats": 0 })).await.expect_problem(422, "invalid");
        app.patch(&path, &key, &json!({ "annual_fee": yuan(240_000) })).await.expect(200);
        let seen = app.get(&account_path, &key).await.expect(200);
        assert_eq!((&seen["standing"]["mrr"], &seen["lifecycle_stage"]), (&yuan(20_000), &json!("implement")));
        assert_eq!(seen["plan"]["name"], "专业版");
        app.post(&format!("{path}/end"), &key, &json!({ "reason": "price" })).await.expect(200);
        assert_eq!(app.get(&account_path, &key).await.expect(200)["lifecycle_stage"], "churned");
        let listed = app.get("/v1/subscriptions?state=ended", &key).await.expect(200);
        assert_eq!(listed["data"][0]["end_reason"], "price");
        app.post(&format!("{plan_path}/archive"), &key, &json!({})).await.expect(200);
        assert_eq!(app.get("/v1/plans", &key).await.expect(200)["data"], json!([]));
        app.post(&format!("{plan_path}/unarchive"), &key, &json!({})).await.expect(200);
    }

    async fn a_subscription_is_paused_and_counts_as_the_workspace_wants_it(db: TestDb) {
        let app = TestApp::on(db).await;
        let (_, key) = app.workspace("a").await;
        let account = app.post("/v1/accounts", &key, &json!({ "name": "A" })).await.expect(201);
        let account_path = format!("/v1/accounts/{}", account["id"].as_str().unwrap());
        let new = json!({ "account_id": account["id"], "annual_fee": yuan(120_000), "starts_on": "2026-01-01" });
        let sold = app.post("/v1/subscriptions", &key, &new).await.expect(201);
        let path = format!("/v1/subscriptions/{}", sold["id"].as_str().unwrap());
        let (pause, resume, cancel) = (format!("{path}/pause"), format!("{path}/resume"), format!("{path}/cancel-pause"));
        for wrong in [json!({ "reason": "whim" }), json!({ "paused_on": "soon" }), json!({ "paused_on": 3 }), json!({ "until": "2026-04-01" }), json!([])] {
            let answer = app.post(&pause, &key, &wrong).await;
            assert!(answer.status.is_client_error(), "{wrong}: {}", answer.text);
        }
        for (from, until, pointer, code) in [
            ("2025-12-31", "2026-04-01", "/paused_on", "too_early"),
            ("2026-03-02", "2026-03-02", "/resumes_on", "before_start"),
            ("2026-03-02", "+262142-12-31", "/resumes_on", "out_of_range"),
        ] {
            let body = json!({ "paused_on": from, "resumes_on": until, "extends_term": true });
            let problem = app.post(&pause, &key, &body).await.expect_problem(422, "invalid");
            assert_eq!((&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]), (&json!(pointer), &json!(code)));
        }
        app.post(&resume, &key, &json!({})).await.expect_problem(409, "wrong_state");
        let body = json!({ "resumes_on": "2026-04-01", "extends_term": true, "reason": "season", "note": " closed " });
        let paused = app.post(&pause, &key, &body).await.expect(200);
        assert_eq!((&paused["state"], &paused["mrr"], &paused["renews_on"]), (&json!("paused"), &yuan(0), &json!("2027-01-31")));
        assert_eq!(paused["pauses"], json!([{ "paused_on": "2026-03-02", "resumes_on": "2026-04-01", "days": 30,
            "extends_term": true, "reason": "season", "note": "closed" }]));
        let seen = app.get(&account_path, &key).await.expect(200);
        assert_eq!((&seen["standing"]["mrr"], &seen["lifecycle_stage"]), (&yuan(0), &json!("implement")));
        assert_eq!(app.get("/v1/subscriptions?state=paused", &key).await.expect(200)["data"][0]["id"], sold["id"]);
        app.post(&pause, &key, &json!({})).await.expect_problem(422, "invalid");
        app.post(&cancel, &key, &json!({ "paused_on": "2026-03-02" })).await.expect_problem(409, "wrong_state");

        app.patch("/v1/workspace", &key, &json!({ "mrr_while_paused": "half" })).await.expect_problem(422, "invalid");
        app.patch("/v1/workspace", &key, &json!({ "mrr_while_paused": "kept" })).await.expect(200);
        assert_eq!(app.get(&account_path, &key).await.expect(200)["standing"]["mrr"], yuan(10_000));
        let summary = app.get("/v1/mrr-summary", &key).await.expect(200);
        assert_eq!(summary["while_paused"], "kept");
        assert!(summary["currencies"][0]["checks"].as_array().unwrap().iter().all(|check| check["holds"] == true));
        let movements = app.get("/v1/mrr-movements?kind=pause", &key).await.expect(200);
        assert_eq!(movements["total"], 0);
        app.patch("/v1/workspace", &key, &json!({ "mrr_while_paused": "zero" })).await.expect(200);
        assert_eq!(app.get(&account_path, &key).await.expect(200)["standing"]["mrr"], yuan(0));
        let movements = app.get("/v1/mrr-movements?kind=pause", &key).await.expect(200);
        assert_eq!(movements["data"][0]["amount"], yuan(-10_000));

        let resumed = app.post(&resume, &key, &json!({})).await.expect(200);
        assert_eq!((&resumed["state"], &resumed["renews_on"], &resumed["pauses"]), (&json!("active"), &sold["renews_on"], &json!([])));
        app.post(&pause, &key, &json!({ "paused_on": "2026-05-01" })).await.expect(200);
        app.post(&cancel, &key, &json!({ "paused_on": "2026-05-02" })).await.expect_problem(422, "invalid");
        app.post(&cancel, &key, &json!({})).await.expect_problem(422, "invalid");
        let cancelled = app.post(&cancel, &key, &json!({ "paused_on": "2026-05-01" })).await.expect(200);
        assert_eq!(cancelled["pauses"], json!([]));
        app.post(&format!("{path}/end"), &key, &json!({ "reason": "price" })).await.expect(200);
        for ended in [&pause, &resume] {
            app.post(ended, &key, &json!({})).await.expect_problem(409, "wrong_state");
        }
    }

    async fn orders_are_entered_summed_and_declared_void(db: TestDb) {
        let app = TestApp::on(db).await;
        let (_, key) = app.workspace("a").await;
        let account = app.post("/v1/accounts", &key, &json!({ "name": "A" })).await.expect(201);
        let new = |kind: &str, fen| json!({ "account_id": account["id"], "kind": kind, "amount": yuan(fen), "ordered_on": "2026-01-05" });
        app.post("/v1/orders", &key, &new("opening", 800_000)).await.expect(201);
        let refund = app.post("/v1/orders", &key, &new("refund", 1_000)).await.expect(201);
        assert_eq!(refund["effect"], yuan(-1_000));
        app.post("/v1/orders", &key, &new("gift", 1)).await.expect_problem(422, "invalid");
        let totals = format!("/v1/accounts/{}/order-totals", account["id"].as_str().unwrap());
        let summed = app.get(&totals, &key).await.expect(200);
        assert_eq!(summed["data"], json!([{ "received": yuan(799_000), "orders": 2 }]));
        assert_eq!(summed["as_of"], refund["created_at"], "the clock stands still");
        let path = format!("/v1/orders/{}", refund["id"].as_str().unwrap());
        app.post(&format!("{path}/void"), &key, &json!({ "reason": "entered twice" })).await.expect(200);
        app.post(&format!("{path}/void"), &key, &json!({ "reason": "again" })).await.expect_problem(409, "wrong_state");
        assert_eq!(app.get(&path, &key).await.expect(200)["void_reason"], "entered twice");
        let counted = app.get("/v1/orders?voided=false", &key).await.expect(200);
        assert_eq!(counted["data"].as_array().unwrap().len(), 1);
        assert_eq!(counted["data"][0]["account"], Value::Null);
        let named = app.get("/v1/orders?include=account", &key).await.expect(200);
        assert_eq!(named["data"][1]["account"], json!({ "id": account["id"], "name": "A" }));
        app.get("/v1/orders?include=price", &key).await.expect_problem(422, "invalid");
    }

    async fn an_order_names_its_plan_also_once_that_is_off_sale(db: TestDb) {
        let app = TestApp::on(db).await;
        let (_, key) = app.workspace("a").await;
        let account = app.post("/v1/accounts", &key, &json!({ "name": "A" })).await.expect(201);
        let new = json!({ "key": "pro", "name": "专业版", "opening_fee": yuan(0), "annual_fee": yuan(1) });
        let plan = app.post("/v1/plans", &key, &new).await.expect(201);
        let sold = json!({ "account_id": account["id"], "kind": "annual", "amount": yuan(1), "plan_id": plan["id"] });
        let order = app.post("/v1/orders", &key, &sold).await.expect(201);
        let named = json!({ "id": plan["id"], "name": "专业版" });
        assert_eq!(order["plan"], named);
        let archive = format!("/v1/plans/{}/archive", plan["id"].as_str().unwrap());
        app.post(&archive, &key, &json!({})).await.expect(200);
        assert_eq!(app.get("/v1/orders", &key).await.expect(200)["data"][0]["plan"], Value::Null);
        let listed = app.get("/v1/orders?include=account,plan", &key).await.expect(200);
        assert_eq!(listed["data"][0]["plan"], named);
        let file = app.get("/v1/orders/export.csv?columns=plan,amount", &key).await;
        assert_eq!(file.text.trim_start_matches('\u{feff}'), "Plan,Amount\r\n专业版,0.01\r\n");
    }

    async fn the_ledger_is_exported_as_it_is_listed(db: TestDb) {
        let app = TestApp::on(db).await;
        let (_, key) = app.workspace("a").await;
        let account = app.post("/v1/accounts", &key, &json!({ "name": "=SUM(A1)" })).await.expect(201);
        for (kind, day) in [("opening", "2026-01-05"), ("refund", "2026-01-06")] {
            let new = json!({ "account_id": account["id"], "kind": kind, "amount": yuan(120_050), "ordered_on": day });
            app.post("/v1/orders", &key, &new).await.expect(201);
        }
        let path = "/v1/orders/export.csv?sort=ordered_on&columns=ordered_on,account,kind,effect,currency";
        let file = app.get(path, &key).await;
        assert_eq!(file.header("content-disposition"), Some("attachment; filename=\"orders.csv\""));
        assert_eq!(
            file.text.trim_start_matches('\u{feff}'),
            "Ordered on,Account,Kind,Effect,Currency\r\n\
             2026-01-05,'=SUM(A1),opening,1200.50,CNY\r\n2026-01-06,'=SUM(A1),refund,-1200.50,CNY\r\n",
        );
        let some = app.get(&format!("{path}&kind=refund"), &key).await;
        assert_eq!(some.text.lines().count(), 2);
    }
}
