use crate::app::{TestApp, request};
use actix_web::http::Method;
use serde_json::{Value, json};
use testing::on_both_databases;

fn names(page: &Value) -> Vec<&str> {
    page["data"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect()
}

on_both_databases! {
    async fn an_account_is_created_read_changed_and_archived(db: TestDb) {
        let app = TestApp::on(db).await;
        let (_, key) = app.workspace("a").await;
        let new = json!({ "name": "悦享美容", "phone": "138 0000 1234", "tags": ["连锁"] });
        let created = app.post("/v1/accounts", &key, &new).await;
        let body = created.expect(201);
        let path = format!("/v1/accounts/{}", body["id"].as_str().unwrap());
        assert_eq!(created.header("location"), Some(path.as_str()));
        assert_eq!((&body["phone"], &body["standing"]["mrr"]), (&json!("+8613800001234"), &Value::Null));
        let shown = app.get(&path, &key).await;
        assert_eq!((shown.header("etag"), shown.json()), (Some("\"1\""), body));
        let patched = app.patch(&path, &key, &json!({ "phone": null, "size": 12 })).await.expect(200);
        assert_eq!((&patched["phone"], &patched["size"], &patched["name"]), (&Value::Null, &json!(12), &json!("悦享美容")));
        let stale = request(Method::PATCH, &path, &key).insert_header(("if-match", "\"1\""));
        app.send(stale.set_json(json!({ "size": 1 }))).await.expect_problem(412, "stale");
        app.post(&format!("{path}/archive"), &key, &json!({})).await.expect(200);
        assert!(names(&app.get("/v1/accounts", &key).await.expect(200)).is_empty());
        assert_eq!(names(&app.get("/v1/accounts?archived=true", &key).await.expect(200)), ["悦享美容"]);
        app.db.clock.advance(chrono::TimeDelta::seconds(1));
        app.post(&format!("{path}/unarchive"), &key, &json!({})).await.expect(200);
        let timeline = app.get(&format!("{path}/timeline?limit=2"), &key).await.expect(200);
        assert_eq!(timeline["data"][0]["type"], "account.unarchived");
        assert!(timeline["next_cursor"].is_string());
    }

    async fn the_story_of_an_account_holds_what_its_people_did_and_is_narrowed_by_kind_and_day(db: TestDb) {
        let app = TestApp::on(db).await;
        let (_, key) = app.workspace("a").await;
        let new = json!({ "name": "Shop", "external_id": "shop" });
        let account = app.post("/v1/accounts", &key, &new).await.expect(201);
        let event = |id: &str| json!({ "message_id": id, "name": "opened", "account_external_id": "shop" });
        let batch = json!({ "events": [event("m1"), event("m2")] });
        app.post("/v1/events/batch", &key, &batch).await.expect(200);
        let path = format!("/v1/accounts/{}/timeline", account["id"].as_str().unwrap());
        let story = app.get(&format!("{path}?kind=behaviour,note"), &key).await.expect(200);
        assert_eq!((story["data"][0]["kind"].as_str(), &story["left_out"]), (Some("behaviour"), &json!([])));
        let behaviour = &story["data"][0]["behaviour"];
        assert_eq!((behaviour["events"].as_u64(), behaviour["names"][0]["name"].as_str()), (Some(2), Some("opened")));
        let none = app.get(&format!("{path}?to_on=2001-01-01"), &key).await.expect(200);
        assert_eq!(none["data"], json!([]));
        let wrong = app.get(&format!("{path}?kind=gossip"), &key).await.expect(422);
        assert_eq!(wrong["errors"][0]["pointer"], "/kind");
    }

    async fn a_list_takes_filters_attributes_order_and_pages_and_refuses_what_it_does_not_know(db: TestDb) {
        let app = TestApp::on(db).await;
        let (_, key) = app.workspace("a").await;
        let shops = json!({ "object": "account", "key": "shops", "label": "Shops", "type": "number" });
        app.post("/v1/attribute-definitions", &key, &shops).await.expect(201);
        for (name, shops) in [("A", 1), ("B", 5), ("C", 9)] {
            let new = json!({ "name": name, "industry": "beauty", "attributes": { "shops": shops } });
            app.post("/v1/accounts", &key, &new).await.expect(201);
        }
        let list = async |query: &str| app.get(&format!("/v1/accounts?{query}"), &key).await;
        assert_eq!(names(&list("attr.shops.gte=5&sort=-name&industry=beauty,food").await.expect(200)), ["C", "B"]);
        let page = list("sort=name&limit=2&count=true&include=owner,plan").await.expect(200);
        assert_eq!((names(&page), &page["total"]), (vec!["A", "B"], &json!(3)));
        let next = page["next_cursor"].as_str().unwrap();
        let rest = list(&format!("sort=name&limit=2&cursor={next}")).await;
        assert_eq!(names(&rest.expect(200)), ["C"], "what is included doesn't bind the cursor");
        list(&format!("sort=-name&cursor={next}")).await.expect_problem(422, "invalid_cursor");
        list("colour=red").await.expect_problem(400, "unknown_parameter");
        list("lifecycle_stage=asleep").await.expect_problem(422, "invalid");
        list("sort=shoe_size").await.expect_problem(422, "invalid");
        list("attr.colour=red").await.expect_problem(422, "invalid");
    }

    async fn bad_input_is_answered_by_a_problem_that_names_each_field(db: TestDb) {
        let app = TestApp::on(db).await;
        let (_, key) = app.workspace("a").await;
        app.workspace("b").await;
        let wrong = json!({ "name": "", "phone": "call me", "website": "ftp://x", "owner_id": "mem_01h455vb4pex5vsknk084sn02q" });
        let body = app.post("/v1/accounts", &key, &wrong).await.expect_problem(422, "invalid");
        let pointers: Vec<_> = body["errors"].as_array().unwrap().iter().map(|it| it["pointer"].as_str().unwrap()).collect();
        assert_eq!(pointers, ["/name", "/owner_id", "/phone", "/website"]);
        app.post("/v1/accounts", &key, &json!({ "name": "A", "vip": true })).await.expect_problem(400, "unknown_field");
        app.post("/v1/accounts", &key, &json!({ "name": "A", "id": "x" })).await.expect_problem(400, "unknown_field");
        app.get("/v1/accounts/lead_01h455vb4pex5vsknk084sn02q", &key).await.expect_problem(404, "not_found");
        for hostile in ["'; DROP TABLE account; --", "<script>alert(1)</script>", "=cmd()", "\u{202e}evil", "%_\\"] {
            let body = app.post("/v1/accounts", &key, &json!({ "name": hostile })).await.expect(201);
            assert_eq!(body["name"], *hostile);
        }
        app.post("/v1/accounts", &key, &json!({ "name": "a\u{0}b" })).await.expect_problem(422, "invalid");
        app.get("/v1/accounts?q=a%00b", &key).await.expect_problem(422, "invalid");
    }

    async fn people_are_linked_and_many_accounts_assigned_and_merged_and_parted(db: TestDb) {
        let app = TestApp::on(db).await;
        let (w, key) = app.workspace("a").await;
        let account = async |name: &str| {
            let body = app.post("/v1/accounts", &key, &json!({ "name": name, "city": name })).await.expect(201);
            body["id"].as_str().unwrap().to_owned()
        };
        let (one, two) = (account("Acme Inc").await, account("ACME").await);
        let person = app.post("/v1/people", &key, &json!({ "name": "Li" })).await.expect(201);
        let link = format!("/v1/accounts/{two}/people/{}", person["id"].as_str().unwrap());
        let linked = app.put(&link, &key, &json!({ "role": "payer", "say": 2 })).await.expect(200);
        assert_eq!((&linked["role"], &linked["person"]["name"]), (&json!("payer"), &json!("Li")));
        app.put(&link, &key, &json!({ "say": 4 })).await.expect_problem(422, "invalid");

        let bulk = json!({ "account_ids": [one, two, "acc_01h455vb4pex5vsknk084sn02q"], "owner_id": w.owner });
        let result = app.post("/v1/accounts/bulk-assign", &key, &bulk).await.expect(200);
        assert_eq!((&result["updated"], &result["failed"][0]["code"]), (&json!(2), &json!("not_found")));

        let found = app.get(&format!("/v1/accounts/{one}/duplicates"), &key).await.expect(200);
        assert_eq!((&found["data"][0]["account"]["id"], &found["data"][0]["reasons"]), (&json!(two), &json!(["name"])));
        let merged = app.post(&format!("/v1/accounts/{one}/merge"), &key, &json!({ "loser_ids": [two] })).await.expect(200);
        assert_eq!((&merged["id"], &merged["people_count"]), (&json!(one), &json!(1)));
        let people = app.get(&format!("/v1/accounts/{one}/people"), &key).await.expect(200);
        assert_eq!(people["data"][0]["person"]["name"], "Li");
        let undo = format!("/v1/merges/{}/undo", merged["merge_id"].as_str().unwrap());
        let undone = app.post(&undo, &key, &json!({})).await.expect(200);
        assert_eq!(undone["subject_id"], *one);
        assert_eq!(app.get(&format!("/v1/accounts/{one}"), &key).await.expect(200)["people_count"], 0);
        app.post(&undo, &key, &json!({})).await.expect_problem(409, "wrong_state");
        app.delete(&link, &key).await.expect(204);
        app.delete(&link, &key).await.expect_problem(404, "not_found");
    }
}
