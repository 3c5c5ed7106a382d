use crate::app::{TestApp, request};
use actix_web::http::Method;
use kernel::{Grant, locale::Locale};
use serde_json::json;
use testing::{TestDb, TestWorkspace, on_both_databases};

/// The application with a workspace that has its stages and channels.
pub async fn furnished(db: TestDb) -> (TestApp, TestWorkspace, String) {
    let app = TestApp::on(db).await;
    let (workspace, key) = app.workspace("a").await;
    let tx = workspace.write().await;
    leads::defaults::create(&tx, Locale::En).await.unwrap();
    tx.commit().await.unwrap();
    (app, workspace, key)
}

on_both_databases! {
    async fn a_lead_is_created_read_changed_moved_and_archived(db: TestDb) {
        let (app, workspace, key) = furnished(db).await;
        let new = json!({ "name": "张伟", "phone": "138 0000 1234", "touch": { "utm": { "source": "baidu", "medium": "cpc" } } });
        let created = app.post("/v1/leads", &key, &new).await;
        let body = created.expect(201);
        assert_eq!((&body["phone"], &body["duplicates"]), (&json!("+8613800001234"), &json!([])));
        let path = format!("/v1/leads/{}", body["id"].as_str().unwrap());
        assert_eq!(created.header("location"), Some(path.as_str()));
        assert_eq!((created.header("etag"), &body["channel"]["name"]), (Some("\"1\""), &json!("Paid search")));

        let patched = app.patch(&path, &key, &json!({ "company": "悦享美容", "note": null })).await.expect(200);
        assert_eq!((&patched["company"], &patched["version"]), (&json!("悦享美容"), &json!(2)));
        let stale = request(Method::PATCH, &path, &key).insert_header(("if-match", "\"1\""));
        app.send(stale.set_json(json!({ "city": "杭州" }))).await.expect_problem(412, "stale");

        let stages = app.get("/v1/lead-stages", &key).await.expect(200);
        let lost = stages["data"].as_array().unwrap().iter().find(|stage| stage["type"] == "lost").unwrap();
        let to_lost = json!({ "stage_id": lost["id"] });
        let refused = app.post(&format!("{path}/move"), &key, &to_lost).await.expect_problem(422, "invalid");
        assert_eq!(refused["errors"][0]["pointer"], "/lost_reason");
        let owner = json!({ "owner_id": workspace.owner.to_string() });
        app.post(&format!("{path}/assign"), &key, &owner).await.expect(200);
        let board = app.get("/v1/leads/board?per_stage=5&include=owner", &key).await.expect(200);
        assert_eq!(board["columns"][0]["leads"][0]["owner"]["name"], "owner@a.example");
        let counts = app.get("/v1/leads/counts?status_type=open", &key).await.expect(200);
        assert_eq!((&counts["open"], &counts["unassigned"]), (&json!(1), &json!(0)));
        let story = app.get(&format!("{path}/timeline"), &key).await.expect(200);
        assert!(story["data"].as_array().unwrap().len() >= 3, "{story}");

        app.post(&format!("{path}/archive"), &key, &json!({})).await.expect(200);
        app.post(&format!("{path}/archive"), &key, &json!({})).await.expect_problem(409, "wrong_state");
        assert_eq!(app.get("/v1/leads", &key).await.expect(200)["data"], json!([]));
    }

    async fn a_bad_lead_is_refused_with_every_wrong_field(db: TestDb) {
        let (app, _, key) = furnished(db).await;
        let wrong = json!({ "phone": "12", "email": "x", "employees": -1 });
        let body = app.post("/v1/leads", &key, &wrong).await.expect_problem(422, "invalid");
        let pointers: Vec<_> = body["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap()).collect();
        assert_eq!(pointers, ["/email", "/employees", "/phone"]);
        app.post("/v1/leads", &key, &json!({ "nmae": "x" })).await.expect_problem(400, "unknown_field");
        app.get("/v1/leads?owner_id=you", &key).await.expect_problem(422, "invalid");
        app.get("/v1/leads?sort=phone", &key).await.expect_problem(422, "invalid");
        app.get("/v1/leads/board?per_stage=0", &key).await.expect_problem(422, "invalid");
    }

    async fn contact_data_is_masked_in_list_board_and_file_without_the_grant(db: TestDb) {
        let (app, workspace, key) = furnished(db).await;
        let new = json!({ "name": "张伟", "phone": "138 0000 1234", "email": "zhang.wei@example.cn" });
        app.post("/v1/leads", &key, &new).await.expect(201);
        let limited = app.key(&workspace, &[Grant::LeadsRead]).await;
        for path in ["/v1/leads", "/v1/leads/board", "/v1/leads/export.csv"] {
            let (clear, masked) = (app.get(path, &key).await, app.get(path, &limited).await);
            assert!(clear.text.contains("13800001234") && clear.text.contains("zhang.wei@"), "{path}: {}", clear.text);
            assert!(!masked.text.contains("13800001234") && masked.text.contains("138****1234"), "{path}: {}", masked.text);
            assert!(!masked.text.contains("zhang.wei@"), "{path}");
        }
        let found = app.get("/v1/leads?q=13800001234", &limited).await.expect(200);
        assert_eq!(found["data"], json!([]));
    }

    async fn an_export_has_the_columns_that_were_asked_for_in_the_readers_language(db: TestDb) {
        let (app, _, key) = furnished(db).await;
        app.post("/v1/leads", &key, &json!({ "name": "=1+1" })).await.expect(201);
        let get = request(Method::GET, "/v1/leads/export.csv?columns=name,stage&sort=name", &key);
        let file = app.send(get.insert_header(("accept-language", "zh-CN"))).await;
        assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
        assert_eq!(file.text.trim_start_matches('\u{feff}'), "联系人,阶段\r\n'=1+1,New\r\n");
        app.get("/v1/leads/export.csv?columns=secret", &key).await.expect_problem(422, "invalid");
    }

    async fn named_leads_change_at_once_and_filtered_ones_by_an_operation(db: TestDb) {
        let (app, workspace, key) = furnished(db).await;
        let id = app.post("/v1/leads", &key, &json!({ "name": "a" })).await.expect(201)["id"].clone();
        let owner_id = workspace.owner.to_string();
        let named = json!({ "lead_ids": [id], "owner_id": owner_id });
        let done = app.post("/v1/leads/bulk-assign", &key, &named).await.expect(200);
        assert_eq!(done, json!({ "updated": 1, "failed": [] }));
        let filtered = json!({ "filter": { "status_type": "open" } });
        let started = app.post("/v1/leads/bulk-archive", &key, &filtered).await;
        let operation = started.expect(202);
        let path = format!("/v1/operations/{}", operation["id"].as_str().unwrap());
        assert_eq!(started.header("location"), Some(path.as_str()));
        app.post("/v1/leads/bulk-archive", &key, &json!({})).await.expect_problem(422, "invalid");
    }

    async fn a_merge_is_undone_by_its_id_and_an_unknown_one_is_not_found(db: TestDb) {
        let (app, _, key) = furnished(db).await;
        let new = |name: &str| json!({ "name": name, "phone": "138 0000 1234" });
        let first = app.post("/v1/leads", &key, &new("a")).await.expect(201);
        let second = app.post("/v1/leads", &key, &new("b")).await.expect(201);
        assert_eq!(second["duplicates"], json!([{ "lead_id": first["id"], "reasons": ["phone"] }]));
        let path = format!("/v1/leads/{}", first["id"].as_str().unwrap());
        let found = app.get(&format!("{path}/duplicates"), &key).await.expect(200);
        assert_eq!(found["data"][0]["lead"]["id"], second["id"]);
        let merged = app.post(&format!("{path}/merge"), &key, &json!({ "loser_ids": [second["id"]] })).await.expect(200);
        let undo = format!("/v1/merges/{}/undo", merged["merge_id"].as_str().unwrap());
        assert_eq!(app.post(&undo, &key, &json!({})).await.expect(200)["subject_id"], first["id"]);
        app.post(&undo, &key, &json!({})).await.expect_problem(409, "wrong_state");
        let unknown = "/v1/merges/merge_01h455vb4pex5vsknk084sn02q/undo";
        app.post(unknown, &key, &json!({})).await.expect_problem(404, "not_found");
    }
}
