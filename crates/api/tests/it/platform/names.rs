use crate::app::TestApp;
use serde_json::{Value, json};
use testing::on_both_databases;

/// As a Chinese reader looks for them; by code point it would be Zebra, 专业版, 北京, 阿里.
const SORTED: [&str; 4] = ["阿里", "北京", "Zebra", "专业版"];

on_both_databases! {
    async fn lists_by_name_follow_pinyin_and_a_rename_moves_a_row(db: TestDb) {
        let app = TestApp::on(db).await;
        let (_, key) = app.workspace("a").await;
        let new = json!({ "key": "shows", "name": "展会", "kind": "event" });
        let channel = app.post("/v1/channels", &key, &new).await.expect(201);
        let free = json!({ "amount": 0, "currency": "CNY" });
        let lists = [
            ("/v1/plans", "?sort=name", json!({ "opening_fee": free, "annual_fee": free })),
            ("/v1/channels", "?sort=name&kind=referral", json!({ "kind": "referral" })),
            ("/v1/campaigns", "?sort=name", json!({ "channel_id": channel["id"], "starts_on": "2026-03-02" })),
            ("/v1/saved-views", "?sort=name&list=orders", json!({ "list": "orders", "shared": true })),
        ];
        for (path, query, rest) in lists {
            let mut rows = Vec::new();
            for (at, name) in ["专业版", "Zebra", "临时", "阿里"].iter().enumerate() {
                let mut new = rest.clone();
                new["name"] = json!(name);
                if path != "/v1/saved-views" {
                    new["key"] = json!(format!("row-{at}"));
                }
                rows.push(app.post(path, &key, &new).await.expect(201));
            }
            let renamed = format!("{path}/{}", rows[2]["id"].as_str().unwrap());
            app.patch(&renamed, &key, &json!({ "name": "北京" })).await.expect(200);
            let page = app.get(&format!("{path}{query}"), &key).await.expect(200);
            let names: Vec<&Value> = page["data"].as_array().unwrap().iter().map(|row| &row["name"]).collect();
            let ours: Vec<&Value> = names.into_iter().filter(|name| SORTED.iter().any(|ours| name == ours)).collect();
            assert_eq!(ours, SORTED, "{path}");
        }
    }
}
