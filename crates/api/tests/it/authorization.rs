//! Every operation of the document × every kind of caller. The table says who may do what; an operation without a row
//! fails here, and so does a row whose grant is not the one that the document promises.

mod objects;
mod table;

use crate::app::{Answer, TestApp, request};
use actix_web::http::Method;
use api::openapi::described;
use kernel::Grant;
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
    /// The kind of id in the path.
    pub prefix: String,
    /// The grants under `security`; none where no credential is asked for.
    pub grants: Option<Vec<String>>,
}

/// All operations by `operationId`.
pub fn operations() -> BTreeMap<String, Operation> {
    let document: Value = serde_json::from_str(&described()).unwrap();
    let mut operations = BTreeMap::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let id = operation["operationId"].as_str().unwrap().to_owned();
            let operation = Operation {
                id: id.clone(),
                method: Method::from_bytes(method.to_uppercase().as_bytes()).unwrap(),
                path: path.clone(),
                body: example(operation),
                prefix: prefix(&document, operation),
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
    let first = schemes.iter().filter_map(Value::as_object).flatten().next()?;
    Some(first.1.as_array()?.iter().map(|grant| grant.as_str().unwrap().to_owned()).collect())
}

/// The kind of id that `{id}` stands for, such as `lead`.
fn prefix(document: &Value, operation: &Value) -> String {
    let parameters = operation["parameters"].as_array().into_iter().flatten();
    let id = parameters.into_iter().find(|parameter| parameter["name"] == "id");
    let schema = id.map_or(&Value::Null, |id| &id["schema"]);
    let named = schema["$ref"]
        .as_str()
        .and_then(|reference| document.pointer(reference.trim_start_matches('#')));
    let pattern = named.unwrap_or(schema)["pattern"].as_str().unwrap_or("^lead_");
    pattern.trim_start_matches('^').split('_').next().unwrap_or_default().to_owned()
}

impl Operation {
    async fn call(&self, app: &TestApp, key: &str, objects: &Objects) -> Answer {
        let request = request(self.method.clone(), &objects.fill(self), key);
        app.send(match &self.body {
            Some(body) => request.set_json(objects.fill_body(body)),
            None => request,
        })
        .await
    }
}

/// The rows with what the document says of them.
fn rows() -> Vec<(Operation, Access)> {
    let mut operations = operations();
    TABLE.iter().filter_map(|(id, access)| Some((operations.remove(*id)?, *access))).collect()
}

#[test]
fn every_operation_has_a_row_and_every_row_an_operation() {
    let operations = operations();
    let missing: Vec<_> =
        operations.keys().filter(|id| !TABLE.iter().any(|(row, _)| row == id)).collect();
    assert!(missing.is_empty(), "add rows for {missing:#?}");
    let stale: Vec<_> =
        TABLE.iter().filter(|(id, _)| !operations.contains_key(*id)).map(|(id, _)| id).collect();
    assert!(stale.is_empty(), "remove the rows of {stale:#?}");
}

#[test]
fn the_document_promises_the_grants_that_the_table_asks() {
    for (operation, access) in rows() {
        let promised = operation.grants.clone().unwrap_or_default();
        let asked: Vec<_> = match access {
            Access::Public | Access::AnyCaller | Access::SignedIn => Vec::new(),
            Access::Grants(grants) => grants.iter().map(ToString::to_string).collect(),
            // The document names the first; its description tells of the others.
            Access::OneOf(grants) => vec![grants[0].to_string()],
            Access::Client(grant) => vec![grant.to_string()],
        };
        assert_eq!(promised, asked, "{}", operation.id);
    }
}

on_both_databases! {
    async fn without_a_valid_credential_nothing_opens(db: TestDb) {
        let app = TestApp::on(db).await;
        let (_, key) = app.workspace("a").await;
        let objects = Objects::of(&app, &key, &operations()).await;
        let expired = app.expired_token().await;
        for (operation, _) in rows().into_iter().filter(|(_, access)| !matches!(access, Access::Public)) {
            for credential in ["", "garbage", "sk_0000000000000000000000000000000000000000", &expired] {
                let answer = operation.call(&app, credential, &objects).await;
                assert_eq!(answer.status.as_u16(), 401, "{} with {credential:?}: {}", operation.id, answer.text);
            }
        }
    }

    async fn without_the_grant_an_operation_is_forbidden_and_says_which_it_needs(db: TestDb) {
        let app = TestApp::on(db).await;
        let (ours, key) = app.workspace("a").await;
        let objects = Objects::of(&app, &key, &operations()).await;
        let mut keys = BTreeMap::new();
        for (operation, access) in rows() {
            // Each of these sets is enough to be refused, if all of it is missing.
            let missing: Vec<_> = match access {
                Access::Grants(needed) => needed.chunks(1).collect(),
                Access::OneOf(needed) => vec![needed],
                _ => continue,
            };
            for missing in missing {
                if !keys.contains_key(missing) {
                    let others: Vec<_> = Grant::ALL.iter().copied().filter(|grant| !missing.contains(grant)).collect();
                    keys.insert(missing, app.key(&ours, &others).await);
                }
                let answer = operation.call(&app, &keys[missing], &objects).await;
                assert_eq!(answer.status.as_u16(), 403, "{}: {}", operation.id, answer.text);
                assert_eq!(answer.json()["params"]["grant"], missing[0].as_str(), "{}", operation.id);
            }
        }
    }

    async fn another_workspaces_object_does_not_exist(db: TestDb) {
        let app = TestApp::on(db).await;
        let (_, key) = app.workspace("a").await;
        let objects = Objects::of(&app, &key, &operations()).await;
        assert!(objects.len() >= 8, "the examples make too little to prove anything: {}", objects.len());
        let (_, strangers_key) = app.workspace("b").await;
        for (operation, access) in rows() {
            let is_theirs = operation.path.contains("{id}") && matches!(access, Access::Grants(_) | Access::OneOf(_) | Access::AnyCaller);
            if is_theirs {
                let answer = operation.call(&app, &strangers_key, &objects).await;
                assert_eq!(answer.status.as_u16(), 404, "{} {}: {}", operation.id, operation.path, answer.text);
                assert_eq!(answer.json()["code"], "not_found", "{}", operation.id);
            }
        }
    }

    async fn with_the_grants_an_operation_opens(db: TestDb) {
        let app = TestApp::on(db).await;
        let (ours, key) = app.workspace("a").await;
        let objects = Objects::of(&app, &key, &operations()).await;
        let only_these = app.key(&ours, Grant::ALL).await;
        for (operation, access) in rows() {
            if matches!(access, Access::Grants(_) | Access::OneOf(_) | Access::AnyCaller) {
                let answer = operation.call(&app, &only_these, &objects).await;
                let status = answer.status.as_u16();
                assert!(!matches!(status, 401 | 403 | 500..), "{} answered {status}: {}", operation.id, answer.text);
            }
        }
    }
}
