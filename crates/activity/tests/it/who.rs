use crate::house::{all, event, send, statuses};
use activity::EventStatus::{Accepted, Rejected};
use serde_json::json;
use testing::on_both_databases;

on_both_databases! {
    async fn an_external_id_that_nobody_has_stays_on_the_event_and_creates_nobody(db: TestDb) {
        let workspace = db.workspace("a").await;
        send(&workspace, vec![event("m1", json!({ "person_external_id": "user-1", "account_external_id": "shop-1" }))]).await;
        let stored = all(&workspace).await.remove(0);
        assert_eq!((stored.person_external_id.as_deref(), stored.person_id), (Some("user-1"), None));
        assert_eq!((stored.account_external_id.as_deref(), stored.account_id), (Some("shop-1"), None));
    }
}
