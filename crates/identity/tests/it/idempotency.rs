use crate::people::code;
use chrono::TimeDelta;
use identity::idempotency::{Attempt, StoredAnswer, begin, finish};
use kernel::{Code, Error};
use serde_json::json;
use std::sync::atomic::{AtomicUsize, Ordering};
use testing::{TestWorkspace, on_both_databases};

fn answer(number: usize) -> StoredAnswer {
    StoredAnswer {
        status: 201,
        location: Some(format!("/v1/leads/{number}")),
        etag: Some("\"1\"".into()),
        body: Some(json!({ "id": number, "secret": "sk_shown_once" })),
    }
}

/// A request under the key `k` that counts its effects.
async fn request(
    workspace: &TestWorkspace,
    hash: [u8; 32],
    effects: &AtomicUsize,
) -> Result<StoredAnswer, Error> {
    let tx = workspace.write().await;
    if let Attempt::Repeated(stored) = begin(&tx, "k", hash).await? {
        return Ok(stored);
    }
    let stored = answer(effects.fetch_add(1, Ordering::SeqCst));
    finish(&tx, "k", &stored).await?;
    tx.commit().await?;
    Ok(stored)
}

on_both_databases! {
    async fn fifty_equal_requests_at_once_have_one_effect_and_one_answer(db: TestDb) {
        let workspace = db.workspace("a").await;
        let effects = AtomicUsize::new(0);
        let requests = (0..50).map(|_| request(&workspace, [1; 32], &effects));
        let answers = futures::future::join_all(requests).await;
        for stored in answers {
            assert_eq!(stored.unwrap(), answer(0));
        }
        assert_eq!(effects.load(Ordering::SeqCst), 1);
    }

    async fn another_request_under_the_same_key_is_refused(db: TestDb) {
        let workspace = db.workspace("a").await;
        let effects = AtomicUsize::new(0);
        request(&workspace, [1; 32], &effects).await.unwrap();
        assert_eq!(code(request(&workspace, [2; 32], &effects).await), Code::IdempotencyKeyReused);
    }

    async fn a_request_that_failed_leaves_its_key_free(db: TestDb) {
        let workspace = db.workspace("a").await;
        let tx = workspace.write().await;
        assert_eq!(begin(&tx, "k", [1; 32]).await.unwrap(), Attempt::Fresh);
        drop(tx);
        let effects = AtomicUsize::new(7);
        assert_eq!(request(&workspace, [1; 32], &effects).await.unwrap(), answer(7));
    }

    async fn a_key_means_nothing_to_another_workspace_and_nothing_after_a_day(db: TestDb) {
        let (a, b) = (db.workspace("a").await, db.workspace("b").await);
        let effects = AtomicUsize::new(0);
        for workspace in [&a, &b] {
            request(workspace, [1; 32], &effects).await.unwrap();
        }
        db.clock.advance(TimeDelta::hours(25));
        request(&a, [3; 32], &effects).await.unwrap();
        assert_eq!(effects.load(Ordering::SeqCst), 3);
    }

    async fn a_stored_answer_can_not_be_read_in_the_table(db: TestDb) {
        use identity::entity::idempotency_key::Entity;
        let workspace = db.workspace("a").await;
        request(&workspace, [1; 32], &AtomicUsize::new(0)).await.unwrap();
        let tx = workspace.read().await;
        let row = tx.find::<Entity>().one(&tx.db).await.unwrap().unwrap();
        let stored = String::from_utf8_lossy(&row.answer.unwrap()).into_owned();
        assert!(!stored.contains("shown_once"), "{stored}");
    }
}
