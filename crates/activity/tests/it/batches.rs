use crate::house::{all, arrived, event, send, send_text, statuses};
use activity::{
    EventStatus::{Accepted, Duplicate},
    Memory, Source,
    event::EventFilter,
    ingest,
};
use chrono::{DateTime, TimeDelta, Utc};
use kernel::{Grant, page::PageRequest};
use serde_json::json;
use testing::on_both_databases;

on_both_databases! {
    async fn what_is_accepted_is_there_as_it_was_sent(db: TestDb) {
        let workspace = db.workspace("a").await;
        let properties = json!({ "quote\"d": "back\\slash, {brace} 'it''s' <b>", "钱": 1.5, "list": [null, true, "😀\n"] });
        let sent = event("m1", json!({
            "name": "导出 \"报表\"", "anonymous_id": "anon,{1}", "person_external_id": "NULL",
            "account_external_id": "", "properties": properties, "context": { "page": "/a?b=c" },
        }));
        let result = send(&workspace, vec![sent, event("m2", json!({}))]).await;
        assert_eq!((result.accepted, result.duplicates, result.rejected), (2, 0, 0));
        assert_eq!(result.results[0].message_id.as_deref(), Some("m1"));
        let stored = all(&workspace).await;
        let (second, first) = (&stored[0], &stored[1]);
        assert_eq!((first.id, second.id), (1, 2));
        assert_eq!((first.name.as_str(), first.message_id.as_str()), ("导出 \"报表\"", "m1"));
        assert_eq!(first.anonymous_id.as_deref(), Some("anon,{1}"));
        assert_eq!((first.person_external_id.as_deref(), first.person_id), (Some("NULL"), None));
        assert_eq!(first.account_external_id.as_deref(), Some(""));
        assert_eq!((&first.properties, &first.context), (&properties, &json!({ "page": "/a?b=c" })));
        assert_eq!((second.properties.clone(), second.anonymous_id.clone()), (json!({}), None));
        assert_eq!(first.occurred_at, db.db.clock.now());
        assert!(!first.from_client);
    }

    async fn a_message_has_one_effect_for_good_however_it_is_repeated(db: TestDb) {
        let (ours, theirs) = (db.workspace("a").await, db.workspace("b").await);
        let first = send(&ours, vec![event("m1", json!({})), event("m2", json!({})), event("m1", json!({}))]).await;
        assert_eq!(statuses(&first), [Accepted, Accepted, Duplicate]);
        db.clock.advance(TimeDelta::days(400));
        let again = send(&ours, vec![event("m2", json!({})), event("m3", json!({})), event("m1", json!({}))]).await;
        assert_eq!(statuses(&again), [Duplicate, Accepted, Duplicate]);
        assert_eq!((again.accepted, again.duplicates), (1, 2));
        let nothing_new = send(&ours, vec![event("m2", json!({}))]).await;
        assert_eq!(nothing_new.duplicates, 1);
        assert_eq!(all(&ours).await.len(), 3);
        let elsewhere = send(&theirs, vec![event("m1", json!({}))]).await;
        assert_eq!(statuses(&elsewhere), [Accepted], "another workspace's ids are its own");
    }

    async fn nothing_is_kept_of_a_batch_that_was_not_committed(db: TestDb) {
        let workspace = db.workspace("a").await;
        let body = json!({ "events": [event("m1", json!({}))] }).to_string();
        let tx = workspace.write().await;
        ingest(&tx, &Memory::default(), Source::Server, arrived(&tx, &body).unwrap()).await.unwrap();
        drop(tx);
        assert!(all(&workspace).await.is_empty());
        assert_eq!(send_text(&workspace, &body).await.unwrap().accepted, 1);
    }

    async fn a_thousand_events_are_a_batch_and_each_is_stored(db: TestDb) {
        let workspace = db.workspace("a").await;
        let events = (0..1000).map(|n| event(&format!("m{n}"), json!({ "properties": { "n": n } })));
        assert_eq!(send(&workspace, events.collect()).await.accepted, 1000);
        let newest = all(&workspace).await;
        assert_eq!((newest[0].id, newest[0].properties["n"].as_i64()), (1000, Some(999)));
        let mixed = (900..1100).map(|n| event(&format!("m{n}"), json!({})));
        let result = send(&workspace, mixed.collect()).await;
        assert_eq!((result.accepted, result.duplicates), (100, 100));
        assert_eq!(result.results[99].status, Duplicate);
        assert_eq!(result.results[100].status, Accepted);
    }

    async fn the_clock_of_the_sender_is_set_right_by_when_it_sent(db: TestDb) {
        let workspace = db.workspace("a").await;
        let now = db.db.clock.now();
        let body = json!({
            "sent_at": "2019-05-05T12:00:00+08:00",
            "events": [
                event("m1", json!({ "occurred_at": "2019-05-05T11:59:30.250+08:00" })),
                event("m2", json!({ "occurred_at": "2019-05-05T14:00:00+08:00" })),
            ],
        });
        assert_eq!(send_text(&workspace, &body.to_string()).await.unwrap().accepted, 2);
        let times: Vec<DateTime<Utc>> = all(&workspace).await.iter().map(|e| e.occurred_at).collect();
        assert_eq!(times, [now, now - TimeDelta::milliseconds(29_750)], "nothing lies in the future");
    }

    async fn sending_needs_its_grant_and_reading_another(db: TestDb) {
        let workspace = db.workspace("a").await;
        let body = json!({ "events": [event("m1", json!({}))] }).to_string();
        let reader = workspace.write_with([Grant::EventsRead]).await;
        let refused = ingest(&reader, &Memory::default(), Source::Server, arrived(&reader, &body).unwrap()).await;
        assert_eq!(refused.unwrap_err().code().as_str(), "missing_grant");
        drop(reader);
        let sender = workspace.write_with([Grant::EventsWrite]).await;
        let batch = arrived(&sender, &body).unwrap();
        assert_eq!(ingest(&sender, &Memory::default(), Source::Client, batch).await.unwrap().accepted, 1);
        let refused = activity::event::list(&sender, &EventFilter::default(), &PageRequest::default()).await;
        assert_eq!(refused.err().unwrap().code().as_str(), "missing_grant");
        sender.commit().await.unwrap();
        assert!(all(&workspace).await[0].from_client);
    }
}
