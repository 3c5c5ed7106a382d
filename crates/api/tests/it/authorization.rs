//! Every operation of the document × every kind of caller. The table says who may do what; an operation without a row
//! fails here, and so does a row whose grant is not the one that the document promises.

mod objects;
mod table;

use crate::app::{Answer, TestApp, request};
use actix_web::http::Method;
use api::openapi::Document;
use kernel::{Code, Grant};
use objects::Objects;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use table::{Access, TABLE};
use testing::on_both_databases;

/// An operation, as the document describes it.
pub struct Operation {
    pub id: String,
    pub method: Method,
    pub path: String,
    /// The example body, if it takes one.
    pub body: Option<Value>,
    /// The grants under `security`; none where no credential is asked for.
    pub grants: Option<Vec<String>>,
}

/// All operations by `operationId`.
pub fn operations() -> BTreeMap<String, Operation> {
    let document: Value = serde_json::from_str(&Document::new().to_json()).unwrap();
    let mut operations = BTreeMap::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let id = operation["operationId"].as_str().unwrap().to_owned();
            let operation = Operation {
                id: id.clone(),
                method: Method::from_bytes(method.to_uppercase().as_bytes()).unwrap(),
                path: path.clone(),
                body: example(operation),
                grants: grants(operation),
            };
            operations.insert(id, operation);
        }
    }
    operations
}

fn example(operation: &Value) -> Option<Value> {
    let content = operation["requestBody"]["content"].as_object()?;
    let json = content.get("application/json")?;
    Some(json.get("example").cloned().unwrap_or_else(|| json!({})))
}

fn grants(operation: &Value) -> Option<Vec<String>> {
    let schemes = operation["security"].as_array()?;
    let first = schemes.iter().flat_map(|scheme| scheme.as_object()).flatten().next()?;
    Some(first.1.as_array()?.iter().map(|grant| grant.as_str().unwrap().to_owned()).collect())
}

impl Operation {
    async fn call(&self, app: &TestApp, key: &str, objects: &Objects) -> Answer {
        let path = objects.fill(&self.path);
        let request = request(self.method.clone(), &path, key);
        app.send(match &self.body {
            Some(body) => request.set_json(body),
            None => request,
        })
        .await
    }

    fn names_an_object(&self) -> bool {
        self.path.contains('{')
    }
}

/// The rows with what the document says of them.
fn rows() -> Vec<(Operation, Access)> {
    let mut operations = operations();
    let rows = TABLE.iter().filter_map(|(id, access)| Some((operations.remove(*id)?, *access)));
    rows.collect()
}

#[test]
fn every_operation_has_a_row_and_every_row_an_operation() {
    let operations = operations();
    let missing: Vec<_> = operations.keys().filter(|id| !TABLE.iter().any(|(row, _)| row == id)).collect();
    assert!(missing.is_empty(), "add rows for {missing:#?}");
    let stale: Vec<_> = TABLE.iter().filter(|(id, _)| !operations.contains_key(*id)).map(|(id, _)| id).collect();
    assert!(stale.is_empty(), "remove the rows of {stale:#?}");
}

#[test]
fn the_document_promises_the_grant_that_the_table_asks() {
    for (operation, access) in rows() {
        let promised = operation.grants.as_deref().unwrap_or_default();
        match access {
            Access::Public => assert!(promised.is_empty(), "{}: {promised:?}", operation.id),
            Access::AnyCaller | Access::SignedIn => {
                assert_eq!(operation.grants.as_deref(), Some([].as_slice()), "{}", operation.id);
            }
            Access::Grant(grant) | Access::Client(grant) => assert_eq!(promised, [grant.as_str()], "{}", operation.id),
        }
    }
}

on_both_databases! {
    async fn without_a_valid_credential_nothing_opens(db: TestDb) {
        let app = TestApp::on(db).await;
        let (ours, key) = app.workspace("a").await;
        let objects = Objects::of(&app, &ours, &key).await;
        let expired = app.expired_token(&ours).await;
        let revoked = app.revoked_key(&ours).await;
        for (operation, _) in rows().into_iter().filter(|(_, access)| !matches!(access, Access::Public)) {
            for credential in ["", "garbage", "sk_0000000000000000000000000000000000000000", &expired, &revoked] {
                let answer = operation.call(&app, credential, &objects).await;
                assert_eq!(answer.status.as_u16(), 401, "{} with {credential:?}: {}", operation.id, answer.text);
            }
        }
    }

    async fn without_the_grant_an_operation_is_forbidden_and_says_which_it_needs(db: TestDb) {
        let app = TestApp::on(db).await;
        let (ours, key) = app.workspace("a").await;
        let objects = Objects::of(&app, &ours, &key).await;
        for (operation, access) in rows() {
            let Access::Grant(needed) = access else { continue };
            let others: Vec<_> = Grant::ALL.iter().copied().filter(|grant| *grant != needed).collect();
            let limited = app.key(&ours, &others).await;
            let answer = operation.call(&app, &limited, &objects).await;
            assert_eq!(answer.status.as_u16(), 403, "{}: {}", operation.id, answer.text);
            assert_eq!(answer.json()["params"]["grant"], needed.as_str(), "{}", operation.id);
        }
    }

    async fn another_workspaces_object_does_not_exist(db: TestDb) {
        let app = TestApp::on(db).await;
        let (ours, key) = app.workspace("a").await;
        let objects = Objects::of(&app, &ours, &key).await;
        let (_, strangers_key) = app.workspace("b").await;
        for (operation, access) in rows() {
            let is_theirs = operation.names_an_object() && matches!(access, Access::Grant(_) | Access::AnyCaller);
            if !is_theirs {
                continue;
            }
            let answer = operation.call(&app, &strangers_key, &objects).await;
            assert_eq!(answer.status.as_u16(), 404, "{} {}: {}", operation.id, operation.path, answer.text);
            assert_eq!(answer.json()["code"], Code::NotFound.as_str(), "{}", operation.id);
        }
    }

    async fn with_the_grant_an_operation_opens(db: TestDb) {
        let app = TestApp::on(db).await;
        let (ours, key) = app.workspace("a").await;
        for (operation, access) in rows() {
            let Access::Grant(needed) = access else { continue };
            // Each on fresh objects: some operations end the life of what they touch.
            let objects = Objects::for_path(&app, &ours, &key, &operation.path).await;
            let only = app.key(&ours, &[needed]).await;
            let answer = operation.call(&app, &only, &objects).await;
            let status = answer.status.as_u16();
            assert!(!matches!(status, 401 | 403 | 404 | 500..), "{} answered {status}: {}", operation.id, answer.text);
        }
    }
}
