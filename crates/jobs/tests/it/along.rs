//! Jobs and events that are written along with other rows.

use jobs::{
    DomainEvent, Enqueue as _, JobSpec, Record as _, When,
    entity::{domain_event, job},
};
use kernel::{Inserts, WorkspaceTx, ids::LeadId};
use sea_orm::PaginatorTrait as _;
use serde::{Deserialize, Serialize};
use testing::on_both_databases;

#[derive(Serialize, Deserialize)]
struct Note {
    key: Option<String>,
}

impl JobSpec for Note {
    const KIND: &'static str = "test.note";

    fn unique_key(&self) -> Option<String> {
        self.key.clone()
    }
}

fn came(lead_id: LeadId) -> DomainEvent {
    DomainEvent::LeadUpdated { lead_id }
}

async fn counts(tx: &WorkspaceTx) -> (u64, u64) {
    let jobs = tx.find::<job::Entity>().count(&tx.db).await.unwrap();
    (jobs, tx.find::<domain_event::Entity>().count(&tx.db).await.unwrap())
}

on_both_databases! {
    async fn rows_of_several_tables_are_written_with_one_message(db: TestDb) {
        let workspace = db.workspace("a").await;
        let tx = workspace.write().await;
        let before = counts(&tx).await;
        let mut rows = Inserts::default();
        for key in [Some("once"), None, Some("once"), None] {
            let job = Note { key: key.map(str::to_owned) };
            tx.enqueue_with(&mut rows, &job, When::Now).await.unwrap();
            tx.record_with(&mut rows, &came(tx.new_id())).await.unwrap();
        }
        assert_eq!(counts(&tx).await, before, "nothing is written before it is told to be");
        rows.write(&tx).await.unwrap();
        tx.commit().await.unwrap();
        let tx = workspace.read().await;
        let (jobs, events) = counts(&tx).await;
        assert_eq!((jobs, events), (before.0 + 3, before.1 + 4), "a unique job waits only once");
    }

    async fn rows_that_are_written_together_fail_together(db: TestDb) {
        let workspace = db.workspace("a").await;
        let tx = workspace.read().await;
        let before = counts(&tx).await;
        drop(tx);
        let tx = workspace.write().await;
        let mut rows = Inserts::default();
        tx.record_with(&mut rows, &came(tx.new_id())).await.unwrap();
        let mut twice = Inserts::default();
        tx.record_with(&mut twice, &came(tx.new_id())).await.unwrap();
        rows.append(twice.clone());
        rows.append(twice);
        rows.write(&tx).await.unwrap_err();
        drop(tx);
        assert_eq!(counts(&workspace.read().await).await, before);
    }

    async fn one_row_is_written_as_well_as_none(db: TestDb) {
        let workspace = db.workspace("a").await;
        let tx = workspace.write().await;
        let before = counts(&tx).await;
        Inserts::default().write(&tx).await.unwrap();
        let mut one = Inserts::default();
        tx.record_with(&mut one, &came(tx.new_id())).await.unwrap();
        one.write(&tx).await.unwrap();
        assert_eq!(counts(&tx).await, (before.0, before.1 + 1));
    }
}
