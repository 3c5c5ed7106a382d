use jobs::{
    DomainEvent, Record as _, Registry, Subscriber, Worker, entity::domain_event, event,
    event::EventFilter,
};
use kernel::{Changes, Error, SystemTx, ids::LeadId, page::PageRequest};
use serde_json::json;
use std::sync::{Arc, Mutex};
use testing::on_both_databases;

#[derive(Clone, Default)]
struct Listener(Arc<Mutex<Vec<String>>>);

#[async_trait::async_trait]
impl Subscriber for Listener {
    async fn on_events(&self, _: &SystemTx, events: &[domain_event::Model]) -> Result<(), Error> {
        self.0.lock().unwrap().extend(events.iter().map(|event| event.event_type.clone()));
        Ok(())
    }
}

on_both_databases! {
    async fn each_committed_change_is_told_once_and_a_change_that_was_rolled_back_never(db: TestDb) {
        let workspace = db.workspace("a").await;
        let heard = Listener::default();
        let worker = Worker::new(db.db.clone(), Registry::default().subscribe(heard.clone()));
        let tx = workspace.write().await;
        let lead_id: LeadId = tx.new_id();
        tx.record(DomainEvent::LeadArchived { lead_id }).await.unwrap();
        drop(tx);
        let tx = workspace.write().await;
        let changes = Changes::between(&json!({"name": "Li"}), &json!({"name": "Wang"}));
        tx.record_change(DomainEvent::LeadUpdated { lead_id }, changes).await.unwrap();
        tx.commit().await.unwrap();
        worker.run_due().await.unwrap();
        worker.run_due().await.unwrap();
        assert_eq!(*heard.0.lock().unwrap(), ["lead.updated"]);
    }

    async fn the_audit_trail_says_who_changed_what_and_shows_no_other_workspace(db: TestDb) {
        let (ours, theirs) = (db.workspace("a").await, db.workspace("b").await);
        let tx = ours.write().await;
        let lead_id: LeadId = tx.new_id();
        let changes = Changes::between(&json!({"name": "Li"}), &json!({"name": "Wang"}));
        tx.record_change(DomainEvent::LeadUpdated { lead_id }, changes).await.unwrap();
        tx.commit().await.unwrap();

        let filter = EventFilter { subject_id: Some(lead_id.into()), ..EventFilter::default() };
        let seen = event::list(&ours.read().await, &filter, &PageRequest::default()).await.unwrap().data;
        assert_eq!(seen.len(), 1);
        assert_eq!(seen[0].actor.id.as_deref(), Some(ours.owner.to_string().as_str()));
        assert_eq!(seen[0].changes, Some(json!({"name": {"before": "Li", "after": "Wang"}})));
        let unseen = event::list(&theirs.read().await, &filter, &PageRequest::default()).await.unwrap().data;
        assert!(unseen.is_empty());
    }

    async fn a_cursor_goes_on_where_the_page_ended_and_belongs_to_its_list_alone(db: TestDb) {
        let (ours, theirs) = (db.workspace("a").await, db.workspace("b").await);
        let tx = ours.write().await;
        for _ in 0..5 {
            tx.record(DomainEvent::LeadArchived { lead_id: tx.new_id() }).await.unwrap();
        }
        tx.commit().await.unwrap();
        let filter = EventFilter::default();
        let mut request = PageRequest { limit: Some(2), count: Some(true), ..PageRequest::default() };
        let mut seen = Vec::new();
        loop {
            let page = event::list(&ours.read().await, &filter, &request).await.unwrap();
            assert_eq!(page.total, Some(5));
            seen.extend(page.data.into_iter().map(|entry| entry.id));
            let Some(cursor) = page.next_cursor else { break };
            request.cursor = Some(cursor);
        }
        let mut sorted = seen.clone();
        sorted.sort_by(|a, b| b.cmp(a));
        sorted.dedup();
        assert_eq!((seen.len(), &seen), (5, &sorted));

        let stranger = event::list(&theirs.read().await, &filter, &request).await;
        assert_eq!(stranger.err().unwrap().code().as_str(), "invalid_cursor");
        let narrower = EventFilter { actor_id: Some("x".into()), ..filter };
        assert!(event::list(&ours.read().await, &narrower, &request).await.is_err());
    }
}
