use crate::house::{all, event, send, send_text, statuses};
use activity::EventStatus::{Accepted, Rejected};
use kernel::Error;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};
use testing::on_both_databases;

/// Pointer and code of everything that is wrong with the second of two events.
async fn told(workspace: &testing::TestWorkspace, wrong: &str) -> Vec<(String, String)> {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let good = event(&format!("good {}", NEXT.fetch_add(1, Ordering::Relaxed)), json!({}));
    let body = format!(r#"{{"events": [{good}, {wrong}]}}"#);
    let result = send_text(workspace, &body).await.unwrap();
    assert_eq!(statuses(&result), [Accepted, Rejected], "{wrong}");
    let errors = result.results[1].errors.iter();
    errors.map(|e| (e.pointer.clone(), e.code.clone().into_owned())).collect()
}

fn nested(levels: usize) -> Value {
    (0..levels).fold(json!(1), |inner, _| json!({ "a": inner }))
}

on_both_databases! {
    async fn one_wrong_event_is_refused_with_its_reason_and_the_others_are_kept(db: TestDb) {
        let workspace = db.workspace("a").await;
        let keys: serde_json::Map<_, _> = (0..256).map(|n| (n.to_string(), json!(n))).collect();
        for (fields, field, code) in [
            (json!({ "message_id": "" }), "message_id", "required"),
            (json!({ "message_id": "m".repeat(256) }), "message_id", "too_long"),
            (json!({ "message_id": "a\0b" }), "message_id", "invalid_text"),
            (json!({ "name": "   " }), "name", "required"),
            (json!({ "name": "字".repeat(201) }), "name", "too_long"),
            (json!({ "name": "a\0" }), "name", "invalid_text"),
            (json!({ "anonymous_id": "a".repeat(256) }), "anonymous_id", "too_long"),
            (json!({ "person_external_id": "\0" }), "person_external_id", "invalid_text"),
            (json!({ "person_id": "acc_01h455vb4pex5vsknk084sn02q" }), "person_id", "invalid_id"),
            (json!({ "account_id": "17" }), "account_id", "invalid_id"),
            (json!({ "occurred_at": "yesterday" }), "occurred_at", "invalid_format"),
            (json!({ "occurred_at": "2026-03-02T01:00:00" }), "occurred_at", "invalid_format"),
            (json!({ "occurred_at": "1999-03-02T01:00:00Z" }), "occurred_at", "too_old"),
            (json!({ "properties": [] }), "properties", "wrong_type"),
            (json!({ "properties": nested(11) }), "properties", "too_deep"),
            (json!({ "properties": keys }), "properties", "too_many"),
            (json!({ "context": { "a": "x".repeat(32 * 1024) } }), "context", "too_many_bytes"),
            (json!({ "properties": { "a": "\0" } }), "properties", "invalid_text"),
            (json!({ "name": 17 }), "name", "wrong_type"),
            (json!({ "nmae": "typo" }), "nmae", "unknown_field"),
        ] {
            let expected = vec![(format!("/events/1/{field}"), code.to_owned())];
            assert_eq!(told(&workspace, &event("bad", fields).to_string()).await, expected);
        }
        assert!(all(&workspace).await.iter().all(|event| event.message_id.starts_with("good")));
    }

    async fn characters_that_are_none_and_numbers_that_none_can_hold_are_told(db: TestDb) {
        let workspace = db.workspace("a").await;
        for (json, field, code) in [
            (r#"{"message_id": "b", "name": "\ud800"}"#, "name", "invalid_text"),
            (r#"{"message_id": "b", "name": "n", "properties": {"a": "\udfff"}}"#, "properties", "invalid_text"),
            (r#"{"message_id": "b", "name": "n", "properties": {"a": 1e999}}"#, "properties", "out_of_range"),
            (r#"{"message_id": "b", "name": "n", "properties": {"a": 1e-20000}}"#, "properties", "out_of_range"),
        ] {
            let expected = vec![(format!("/events/1/{field}"), code.to_owned())];
            assert_eq!(told(&workspace, json).await, expected, "{json}");
        }
        let edge = r#"{"message_id": "e", "name": "n", "properties": {"a": 1e308, "b": -1.5e-308, "c": "\ud83d\ude00"}}"#;
        let result = send_text(&workspace, &format!(r#"{{"events": [{edge}]}}"#)).await.unwrap();
        assert_eq!(statuses(&result), [Accepted]);
        assert_eq!(all(&workspace).await[0].properties["c"], "😀");
    }

    async fn everything_that_is_wrong_with_an_event_is_told_at_once(db: TestDb) {
        let workspace = db.workspace("a").await;
        let wrong = json!({ "occurred_at": "x", "person_id": "y", "properties": 1 }).to_string();
        let fields: Vec<_> = told(&workspace, &wrong).await.into_iter().map(|(p, _)| p).collect();
        let expected = ["message_id", "name", "properties", "person_id", "occurred_at"];
        assert_eq!(fields, expected.map(|field| format!("/events/1/{field}")));
        let result = send(&workspace, vec![json!({})]).await;
        assert_eq!((result.results[0].message_id.as_deref(), result.rejected), (Some(""), 1));
    }

    async fn a_batch_that_is_none_is_refused_as_a_whole(db: TestDb) {
        let workspace = db.workspace("a").await;
        let many: Vec<_> = (0..1001).map(|n| event(&n.to_string(), json!({}))).collect();
        let junk = vec![0; 1001];
        for (body, code, pointer) in [
            ("", "unreadable_body", None),
            ("[]", "unreadable_body", None),
            ("{\"events\": [{}", "unreadable_body", None),
            ("{\"events\": {}}", "unreadable_body", None),
            ("{}", "unreadable_body", None),
            (r#"{"events": [], "extra": 1}"#, "unknown_field", Some("/extra")),
            (r#"{"events": []}"#, "invalid", Some("/events")),
            (r#"{"sent_at": "now", "events": [{}]}"#, "invalid", Some("/sent_at")),
            (&json!({ "events": many }).to_string(), "invalid", Some("/events")),
            (&json!({ "events": junk }).to_string(), "invalid", Some("/events")),
        ] {
            let refused = send_text(&workspace, body).await.unwrap_err();
            assert_eq!(refused.code().as_str(), code, "{body}");
            let Error::Refused { fields, .. } = refused else { panic!("{refused}") };
            assert_eq!(fields.first().map(|field| field.pointer.as_str()), pointer);
        }
        let deep = format!("{{\"events\": [{}1{}]}}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(send_text(&workspace, &deep).await.is_ok_and(|result| result.rejected == 1));
        assert!(all(&workspace).await.is_empty());
    }
}
