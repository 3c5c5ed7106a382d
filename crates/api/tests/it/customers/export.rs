use crate::app::{TestApp, request};
use actix_web::http::Method;
use serde_json::json;
use testing::on_both_databases;

on_both_databases! {
    async fn an_export_has_every_row_the_chosen_columns_and_no_formula(db: TestDb) {
        let app = TestApp::on(db).await;
        let (_, key) = app.workspace("a").await;
        // More than one page of the list.
        for at in 0..205 {
            let new = json!({ "name": format!("A{at:03}"), "phone": "13800001234" });
            app.post("/v1/accounts", &key, &new).await.expect(201);
        }
        app.post("/v1/accounts", &key, &json!({ "name": "=1+1" })).await.expect(201);
        let path = "/v1/accounts/export.csv?sort=name&columns=name,phone,mrr&archived=false";
        let file = app.get(path, &key).await;
        assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
        let lines: Vec<_> = file.text.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!((lines.len(), lines[0]), (207, "Name,Phone,MRR"));
        assert_eq!((lines[1], lines[2]), ("'=1+1,,", "A000,+8613800001234,"));
        let chinese = request(Method::GET, path, &key).insert_header(("accept-language", "zh-CN"));
        assert!(app.send(chinese).await.text.contains("客户名称,电话,月经常性收入"));
        app.get("/v1/accounts/export.csv?columns=colour", &key).await.expect_problem(422, "invalid");

        app.post("/v1/people", &key, &json!({ "name": "Li" })).await.expect(201);
        let people = app.get("/v1/people/export.csv?columns=name,accounts", &key).await;
        assert_eq!(people.text.trim_start_matches('\u{feff}'), "Name,Accounts\r\nLi,\r\n");
    }
}
