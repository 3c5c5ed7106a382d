use super::{
    browser::{Browser, EMAIL},
    mailbox,
};
use crate::app::{TestApp, request};
use actix_web::http::Method;
use serde_json::{Value, json};
use testing::on_both_databases;

fn key(grants: &[&str]) -> Value {
    json!({ "name": "Website", "kind": "secret", "grants": grants })
}

on_both_databases! {
    async fn a_key_shows_its_secret_once_and_works_until_it_is_revoked(db: TestDb) {
        let app = TestApp::on(db).await;
        let laptop = Browser::new(&app, "Laptop");
        laptop.sign_up(EMAIL).await;
        let answer = laptop.post("/v1/api-keys", key(&["keys:read", "members:read"])).await;
        let created = answer.expect(201);
        let path = format!("/v1/api-keys/{}", created["id"].as_str().unwrap());
        assert_eq!(answer.header("location"), Some(path.as_str()));
        let secret = created["secret"].as_str().unwrap();
        let seen = app.get(&path, secret).await.expect(200);
        assert_eq!((&seen["hint"], seen.get("secret")), (&created["hint"], None));
        assert_eq!(app.get("/v1/members", secret).await.expect(200)["data"][0]["email"], EMAIL);
        app.get("/v1/audit-entries", secret).await.expect_problem(403, "missing_grant");
        let rotated = laptop.post(&format!("{path}/rotate"), json!({ "overlap_seconds": 0 })).await.expect(200);
        app.get(&path, secret).await.expect_problem(401, "unauthenticated");
        let secret = rotated["secret"].as_str().unwrap();
        app.get(&path, secret).await.expect(200);
        assert_eq!(laptop.act(&format!("{path}/revoke")).await.expect(200)["state"], "revoked");
        app.get(&path, secret).await.expect_problem(401, "unauthenticated");
        laptop.act(&format!("{path}/revoke")).await.expect_problem(409, "wrong_state");
    }

    async fn a_repeated_request_for_a_key_makes_one_key_and_shows_the_same_secret(db: TestDb) {
        let app = TestApp::on(db).await;
        let (_, admin) = app.workspace("a").await;
        let post = || {
            let call = request(Method::POST, "/v1/api-keys", &admin).set_json(key(&["leads:read"]));
            app.send(call.insert_header(("idempotency-key", "k1")))
        };
        let (first, second) = (post().await, post().await);
        assert_eq!(first.expect(201), second.expect(201));
        assert_eq!(second.header("idempotency-replayed"), Some("true"));
        let count = app.get("/v1/api-keys?count=true", &admin).await.expect(200);
        assert_eq!(count["total"], 2, "the admin's own and the new one");
    }

    async fn a_member_changes_and_leaves_with_effect_on_the_next_request(db: TestDb) {
        let app = TestApp::on(db).await;
        let owner = Browser::new(&app, "Laptop");
        owner.sign_up(EMAIL).await;
        owner.post("/v1/invitations", json!({ "email": "wang.fang@example.cn", "role": "admin" })).await.expect(201);
        let mails = mailbox::deliver(&app).await;
        let path = format!("/v1/auth/invitations/{}", mailbox::token(&mails[0]));
        let guest = Browser::new(&app, "Phone");
        assert_eq!(guest.get(&path).await.expect(200)["needs_password"], true);
        let joined = guest.post(&format!("{path}/accept"), json!({ "name": "Wang Fang", "password": "tea-and-9-peonies" })).await.expect(200);
        guest.get(&path).await.expect_problem(410, "gone");
        let member = format!("/v1/members/{}", joined["member"]["id"].as_str().unwrap());
        guest.get("/v1/api-keys").await.expect(200);
        let demoted = owner.patch(&member, json!({ "role": "sales" })).await;
        assert_eq!((demoted.expect(200)["role"].as_str(), demoted.header("etag")), (Some("sales"), Some("\"2\"")));
        guest.get("/v1/api-keys").await.expect_problem(403, "missing_grant");
        owner.patch(&member, json!({ "status": "suspended" })).await.expect(200);
        guest.get("/v1/workspace").await.expect_problem(401, "unauthenticated");
        owner.call(Method::DELETE, &member, None).await.expect(204);
        owner.get(&member).await.expect(200);
        let roles = owner.get("/v1/roles").await.expect(200);
        assert_eq!(roles["data"].as_array().unwrap().len(), 8);
        let trail = owner.get("/v1/audit-entries?q=li.wei&event_type=member.updated,member.removed").await.expect(200);
        assert_eq!(trail["data"].as_array().unwrap().len(), 3);
        let entry = &trail["data"][0];
        assert_eq!((&entry["actor"]["name"], &entry["subject"]["label"]), (&json!("Li Wei"), &json!("Wang Fang")));
    }

    async fn settings_and_views_change_against_the_version_that_was_read(db: TestDb) {
        let app = TestApp::on(db).await;
        let laptop = Browser::new(&app, "Laptop");
        laptop.sign_up(EMAIL).await;
        let renamed = laptop.patch("/v1/workspace", json!({ "name": "Evergreen", "time_zone": "UTC" })).await;
        assert_eq!((renamed.expect(200)["name"].as_str(), renamed.header("etag")), (Some("Evergreen"), Some("\"2\"")));
        let stale = request(Method::PATCH, "/v1/workspace", &laptop.token.borrow())
            .insert_header(("if-match", "\"1\""))
            .set_json(json!({ "name": "Late" }));
        app.send(stale).await.expect_problem(412, "stale");
        let view = json!({ "list": "leads", "name": "Mine", "shared": false, "params": { "stage": "new" } });
        let saved = laptop.post("/v1/saved-views", view).await.expect(201);
        assert_eq!(saved["params"], json!({ "stage": "new" }));
        let path = format!("/v1/saved-views/{}", saved["id"].as_str().unwrap());
        laptop.patch(&path, json!({ "shared": true })).await.expect(200);
        let listed = laptop.get("/v1/saved-views?list=leads").await.expect(200);
        assert_eq!(listed["data"][0]["shared"], true);
        laptop.get("/v1/saved-views?list=orders").await.expect(200);
        laptop.get("/v1/saved-views?list=nothing").await.expect_problem(422, "invalid");
        laptop.call(Method::DELETE, &path, None).await.expect(204);
        laptop.patch("/v1/me", json!({ "preferences": { "theme": "dark" } })).await.expect(200);
        assert_eq!(laptop.get("/v1/me").await.expect(200)["operator"]["preferences"]["theme"], "dark");
        let wrong = json!({ "current_password": "tea-and-8-peonies", "new_password": "plum-and-7-herons" });
        let refused = laptop.post("/v1/me/change-password", wrong).await.expect_problem(422, "invalid");
        assert_eq!(refused["errors"][0]["pointer"], "/current_password");
        let change = json!({ "current_password": "tea-and-9-peonies", "new_password": "plum-and-7-herons" });
        laptop.post("/v1/me/change-password", change).await.expect(204);
    }
}
