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
