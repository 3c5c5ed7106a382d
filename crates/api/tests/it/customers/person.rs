use crate::app::TestApp;
use kernel::Grant;
use serde_json::json;
use testing::on_both_databases;

on_both_databases! {
    async fn a_person_is_created_found_by_pinyin_and_masked_without_the_grant(db: TestDb) {
        let app = TestApp::on(db).await;
        let (w, key) = app.workspace("a").await;
        let account = app.post("/v1/accounts", &key, &json!({ "name": "悦享" })).await.expect(201);
        let new = json!({
            "name": "张伟", "phone": "13800001234", "email": "Zhang@Example.cn",
            "accounts": [{ "account_id": account["id"], "role": "decider", "is_primary": true }],
        });
        let created = app.post("/v1/people", &key, &new).await.expect(201);
        assert_eq!(created["accounts"][0]["name"], "悦享");
        let path = format!("/v1/people/{}", created["id"].as_str().unwrap());
        let found = app.get("/v1/people?q=zw&role=decider", &key).await.expect(200);
        assert_eq!(found["data"][0]["email"], "zhang@example.cn");
        let reader = app.key(&w, &[Grant::CustomersRead]).await;
        let masked = app.get(&path, &reader).await.expect(200);
        assert_eq!((&masked["phone"], &masked["contact_masked"]), (&json!("138****1234"), &json!(true)));
        app.patch(&path, &reader, &json!({ "name": "x" })).await.expect_problem(403, "missing_grant");
        let patched = app.patch(&path, &key, &json!({ "wechat": "zw88" })).await.expect(200);
        assert_eq!(patched["wechat"], "zw88");
        let again = app.post("/v1/people", &key, &json!({ "name": "老张", "phone": "+86 138 0000 1234" })).await.expect(201);
        let found = app.get(&format!("{path}/duplicates"), &key).await.expect(200);
        assert_eq!((&found["data"][0]["person"]["id"], &found["data"][0]["reasons"]), (&again["id"], &json!(["phone"])));
        let merged = app.post(&format!("{path}/merge"), &key, &json!({ "loser_ids": [again["id"]] })).await.expect(200);
        let undo = format!("/v1/merges/{}/undo", merged["merge_id"].as_str().unwrap());
        assert_eq!(app.post(&undo, &key, &json!({})).await.expect(200)["subject_id"], created["id"]);
        let timeline = app.get(&format!("{path}/timeline"), &key).await.expect(200);
        assert_eq!(timeline["data"].as_array().unwrap().len(), 5);
        app.post(&format!("{path}/archive"), &key, &json!({})).await.expect(200);
        app.post(&format!("{path}/unarchive"), &key, &json!({})).await.expect(200);
    }
}
