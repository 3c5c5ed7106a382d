use crate::house::{all, event, list, send};
use activity::event::{self as events, EventFilter};
use chrono::TimeDelta;
use kernel::page::PageRequest;
use serde_json::json;
use testing::on_both_databases;

on_both_databases! {
    async fn events_are_listed_newest_first_page_by_page_without_gaps(db: TestDb) {
        let workspace = db.workspace("a").await;
        let now = db.db.clock.now();
        // Three at each instant, so that pages end in the middle of equal times.
        let sent = (0..30_i64).map(|n| {
            let at = now - TimeDelta::seconds(n / 3);
            event(&format!("m{n}"), json!({ "occurred_at": at.to_rfc3339() }))
        });
        send(&workspace, sent.collect()).await;
        let mut request = PageRequest { limit: Some(7), count: Some(true), ..PageRequest::default() };
        let mut seen = Vec::new();
        loop {
            let tx = workspace.read().await;
            let page = events::list(&tx, &EventFilter::default(), &request).await.unwrap();
            assert_eq!(page.total, Some(30));
            seen.extend(page.data.iter().map(|event| (event.occurred_at, event.id)));
            let Some(cursor) = page.next_cursor else { break };
            request.cursor = Some(cursor);
        }
        let mut sorted = seen.clone();
        sorted.sort_by(|a, b| b.cmp(a));
        sorted.dedup();
        assert_eq!((seen.len(), &seen), (30, &sorted));
    }

    async fn filters_narrow_the_list(db: TestDb) {
        let workspace = db.workspace("a").await;
        let now = db.db.clock.now();
        let at = |seconds| (now - TimeDelta::seconds(seconds)).to_rfc3339();
        send(&workspace, vec![
            event("m1", json!({ "name": "opened", "occurred_at": at(10) })),
            event("m2", json!({ "name": "closed", "occurred_at": at(20) })),
            event("m3", json!({ "name": "opened", "occurred_at": at(30) })),
        ]).await;
        let ids = async |filter| -> Vec<String> {
            list(&workspace, filter).await.into_iter().map(|event| event.message_id).collect()
        };
        assert_eq!(ids(EventFilter { name: Some("opened".into()), ..Default::default() }).await, ["m1", "m3"]);
        let since = Some(now - TimeDelta::seconds(20));
        assert_eq!(ids(EventFilter { occurred_at_gte: since, ..Default::default() }).await, ["m1", "m2"]);
        assert_eq!(ids(EventFilter { occurred_at_lt: since, ..Default::default() }).await, ["m3"]);
    }

    async fn no_workspace_sees_the_events_of_another(db: TestDb) {
        let (ours, theirs) = (db.workspace("a").await, db.workspace("b").await);
        send(&ours, vec![event("m1", json!({}))]).await;
        assert!(all(&theirs).await.is_empty());
        assert!(events::any(&ours.read().await).await.unwrap());
        assert!(!events::any(&theirs.read().await).await.unwrap());
    }
}
