use crate::app::TestApp;
use serde_json::json;
use testing::on_both_databases;

on_both_databases! {
    async fn tasks_and_notes_hang_on_an_account_and_are_found_by_the_palette(db: TestDb) {
        let app = TestApp::on(db).await;
        let (w, key) = app.workspace("a").await;
        let account = app.post("/v1/accounts", &key, &json!({ "name": "悦享美容" })).await.expect(201);
        let new = json!({ "title": "回访悦享", "subject_id": account["id"], "owner_id": w.owner, "due_at": "2026-03-01T00:00:00Z", "priority": "high" });
        let task = app.post("/v1/tasks", &key, &new).await.expect(201);
        assert_eq!((&task["subject"]["label"], &task["owner"]["name"]), (&json!("悦享美容"), &json!("owner@a.example")));
        let path = format!("/v1/tasks/{}", task["id"].as_str().unwrap());
        let overdue = app.get("/v1/tasks?state=open&due_at_lt=2026-03-02T00:00:00Z&count=true", &key).await.expect(200);
        assert_eq!(overdue["total"], 1);
        app.patch(&path, &key, &json!({ "due_at": null })).await.expect(200);
        assert_eq!(app.post(&format!("{path}/complete"), &key, &json!({})).await.expect(200)["state"], "done");
        assert_eq!(app.post(&format!("{path}/reopen"), &key, &json!({})).await.expect(200)["state"], "open");

        let note = app.post("/v1/notes", &key, &json!({ "subject_id": account["id"], "body": "想开**分店**" })).await.expect(201);
        let note_path = format!("/v1/notes/{}", note["id"].as_str().unwrap());
        app.patch(&note_path, &key, &json!({ "pinned": true })).await.expect(200);
        let listed = app.get(&format!("/v1/notes?subject_id={}", account["id"].as_str().unwrap()), &key).await.expect(200);
        assert_eq!(listed["data"][0]["pinned"], true);

        let found = app.get("/v1/search?q=yuexiang", &key).await.expect(200);
        let kinds: Vec<_> = found["groups"].as_array().unwrap().iter().map(|it| it["type"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["account", "task"]);
        assert_eq!(found["groups"][0]["hits"][0]["title"], "悦享美容");
        let accounts = app.get("/v1/search?q=yuexiang&types=account", &key).await.expect(200);
        assert_eq!(accounts["groups"].as_array().unwrap().len(), 1);
        app.get("/v1/search?q=", &key).await.expect_problem(422, "invalid");

        app.delete(&note_path, &key).await.expect(204);
        app.delete(&path, &key).await.expect(204);
        app.get(&path, &key).await.expect_problem(404, "not_found");
        let wrong = json!({ "title": "x", "subject_id": "acc_01h455vb4pex5vsknk084sn02q" });
        let body = app.post("/v1/tasks", &key, &wrong).await.expect_problem(422, "invalid");
        assert_eq!(body["errors"][0]["pointer"], "/subject_id");
    }

    async fn an_attribute_is_defined_changed_and_taken_out_of_use(db: TestDb) {
        let app = TestApp::on(db).await;
        let (_, key) = app.workspace("a").await;
        let new = json!({ "object": "person", "key": "size", "label": "Size", "type": "single_choice", "options": [{ "value": "s" }, { "value": "m", "label_zh": "中" }] });
        let made = app.post("/v1/attribute-definitions", &key, &new).await.expect(201);
        let path = format!("/v1/attribute-definitions/{}", made["id"].as_str().unwrap());
        assert_eq!(app.patch(&path, &key, &json!({ "label_zh": "尺码" })).await.expect(200)["label_zh"], "尺码");
        let person = json!({ "name": "Li", "attributes": { "size": "xl" } });
        let body = app.post("/v1/people", &key, &person).await.expect_problem(422, "invalid");
        assert_eq!(body["errors"][0]["params"]["allowed"], json!(["s", "m"]));
        app.post(&format!("{path}/archive"), &key, &json!({})).await.expect(200);
        assert_eq!(app.get("/v1/attribute-definitions?object=person", &key).await.expect(200)["data"], json!([]));
        app.post(&format!("{path}/unarchive"), &key, &json!({})).await.expect(200);
        assert_eq!(app.get(&path, &key).await.expect(200)["options"][1]["label_zh"], "中");
    }
}
