use super::browser::{Browser, EMAIL};
use crate::app::{TestApp, request};
use actix_web::http::Method;
use kernel::Grant;
use serde_json::{Value, json};
use testing::on_both_databases;

/// Method, path, kind of the object in the path, grant, body.
type Operation = (Method, &'static str, &'static str, Option<Grant>, Option<Value>);

/// Each operation of the workspace's administration, with the grant that it needs and a body that would do.
/// `{id}` stands for an object of another workspace.
fn operations() -> Vec<Operation> {
    let (get, post, patch, delete) = (Method::GET, Method::POST, Method::PATCH, Method::DELETE);
    vec![
        (get.clone(), "/v1/members", "", Some(Grant::MembersRead), None),
        (get.clone(), "/v1/members/{id}", "member", Some(Grant::MembersRead), None),
        (
            patch.clone(),
            "/v1/members/{id}",
            "member",
            Some(Grant::MembersWrite),
            Some(json!({ "role": "sales" })),
        ),
        (delete.clone(), "/v1/members/{id}", "member", Some(Grant::MembersWrite), None),
        (get.clone(), "/v1/roles", "", Some(Grant::MembersRead), None),
        (get.clone(), "/v1/invitations", "", Some(Grant::MembersRead), None),
        (
            post.clone(),
            "/v1/invitations",
            "",
            Some(Grant::MembersWrite),
            Some(json!({ "email": "x@example.cn", "role": "sales" })),
        ),
        (
            post.clone(),
            "/v1/invitations/{id}/resend",
            "invitation",
            Some(Grant::MembersWrite),
            None,
        ),
        (
            post.clone(),
            "/v1/invitations/{id}/revoke",
            "invitation",
            Some(Grant::MembersWrite),
            None,
        ),
        (get.clone(), "/v1/api-keys", "", Some(Grant::KeysRead), None),
        (get.clone(), "/v1/api-keys/{id}", "key", Some(Grant::KeysRead), None),
        (
            post.clone(),
            "/v1/api-keys",
            "",
            Some(Grant::KeysWrite),
            Some(json!({ "name": "k", "kind": "secret", "grants": ["keys:write"] })),
        ),
        (post.clone(), "/v1/api-keys/{id}/revoke", "key", Some(Grant::KeysWrite), None),
        (post.clone(), "/v1/api-keys/{id}/rotate", "key", Some(Grant::KeysWrite), Some(json!({}))),
        (get.clone(), "/v1/audit-entries", "", Some(Grant::AuditRead), None),
        (
            patch.clone(),
            "/v1/workspace",
            "",
            Some(Grant::WorkspaceWrite),
            Some(json!({ "name": "x" })),
        ),
        (get.clone(), "/v1/workspace", "", None, None),
        (get, "/v1/saved-views?list=leads", "", Some(Grant::LeadsRead), None),
        (
            post,
            "/v1/saved-views",
            "",
            Some(Grant::LeadsRead),
            Some(json!({ "list": "leads", "name": "v", "shared": true })),
        ),
        (patch, "/v1/saved-views/{id}", "view", None, Some(json!({ "name": "x" }))),
        (delete, "/v1/saved-views/{id}", "view", None, None),
    ]
}

/// One object of each kind in a workspace of its own.
async fn foreign(app: &TestApp) -> Value {
    let owner = Browser::new(app, "Laptop");
    let session = owner.sign_up(EMAIL).await;
    let invitation = owner
        .post("/v1/invitations", json!({ "email": "y@example.cn", "role": "sales" }))
        .await
        .expect(201);
    let key = owner
        .post("/v1/api-keys", json!({ "name": "k", "kind": "secret", "grants": ["leads:read"] }))
        .await
        .expect(201);
    let view = owner
        .post("/v1/saved-views", json!({ "list": "leads", "name": "v", "shared": true }))
        .await
        .expect(201);
    json!({ "member": session["member"]["id"], "invitation": invitation["id"], "key": key["id"], "view": view["id"] })
}

on_both_databases! {
    async fn every_operation_asks_who_calls_what_they_may_and_whose_object_it_is(db: TestDb) {
        let app = TestApp::on(db).await;
        let foreign = foreign(&app).await;
        let (workspace, all) = app.workspace("a").await;
        for (method, path, kind, grant, body) in operations() {
            let path = path.replace("{id}", foreign[kind].as_str().unwrap_or_default());
            let send = async |key: &str| {
                let call = request(method.clone(), &path, key);
                app.send(match &body {
                    Some(body) => call.set_json(body),
                    None => call,
                })
                .await
            };
            for nobody in ["", "garbage", "sk_garbage", "eyJhbGciOiJub25lIn0.e30."] {
                send(nobody).await.expect_problem(401, "unauthenticated");
            }
            if let Some(grant) = grant {
                let others: Vec<Grant> = Grant::ALL.iter().copied().filter(|other| *other != grant).collect();
                let lacking = app.key(&workspace, &others).await;
                let refused = send(&lacking).await.expect_problem(403, "missing_grant");
                assert_eq!(refused["params"]["grant"], grant.as_str(), "{method} {path}");
            }
            let answer = send(&all).await;
            if kind.is_empty() {
                assert!(answer.status.is_success(), "{method} {path}: {}", answer.text);
            } else {
                answer.expect_problem(404, "not_found");
            }
        }
    }

    async fn a_publishable_key_opens_nothing_of_the_workspace(db: TestDb) {
        let app = TestApp::on(db).await;
        let (_, admin) = app.workspace("a").await;
        let input = json!({ "name": "Shop", "kind": "publishable", "grants": ["events:write"], "origins": ["https://shop.example"] });
        let created = app.post("/v1/api-keys", &admin, &input).await.expect(201);
        let publishable = created["secret"].as_str().unwrap();
        assert!(publishable.starts_with("pk_"));
        for path in ["/v1/workspace", "/v1/members", "/v1/me"] {
            app.get(path, publishable).await.expect_problem(401, "unauthenticated");
        }
    }
}
