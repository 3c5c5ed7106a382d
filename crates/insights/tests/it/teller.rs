//! What tests of stories have in common: a shop with customers who do things, and a reader who turns the pages.

use activity::{CheckedBatch, EventBatch, Memory, Source, ingest, who::FollowCustomers};
use chrono::{DateTime, Utc};
use customers::{
    account::{self, NewAccount},
    note::{self, NewNote},
    person::{self, NewPerson},
};
use insights::story::{self, Story, StoryEntry, StoryFilter};
use jobs::{Registry, Subject, Worker};
use kernel::{
    Clock as _, Error, Grant, WorkspaceTx,
    ids::{AccountId, PersonId},
    page::PageRequest,
};
use serde_json::{Value, json};
use testing::{TestDb, TestWorkspace};

pub struct Teller {
    pub db: TestDb,
    pub workspace: TestWorkspace,
    memory: Memory,
    sent: u32,
}

impl Teller {
    pub async fn new(db: TestDb) -> Self {
        let workspace = db.workspace("a").await;
        Self { db, workspace, memory: Memory::default(), sent: 0 }
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.db.clock.now()
    }

    /// An account that senders know under its name.
    pub async fn account(&self, name: &str) -> AccountId {
        let tx = self.workspace.write().await;
        let external_id = Some(name.to_owned());
        let new = NewAccount { name: name.to_owned(), external_id, ..NewAccount::default() };
        let id = account::create(&tx, new).await.unwrap().id;
        tx.commit().await.unwrap();
        id
    }

    /// A person whom senders know under the name, too.
    pub async fn person(&self, name: &str) -> PersonId {
        let tx = self.workspace.write().await;
        let external_id = Some(name.to_owned());
        let new = NewPerson { name: name.to_owned(), external_id, ..NewPerson::default() };
        let id = person::create(&tx, new).await.unwrap().id;
        tx.commit().await.unwrap();
        id
    }

    pub async fn note(&self, subject_id: impl Into<Subject>) {
        let (subject_id, body) = (subject_id.into(), "想开分店".to_owned());
        let tx = self.workspace.write().await;
        note::create(&tx, NewNote { subject_id, body, pinned: false }).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub async fn send(&mut self, events: Vec<Value>) {
        for events in events.chunks(500) {
            let numbered = events.iter().map(|event| {
                self.sent += 1;
                let mut event = event.clone();
                event["message_id"] = json!(format!("m{}", self.sent));
                event
            });
            let body = json!({ "events": numbered.collect::<Vec<_>>() }).to_string();
            let tx = self.workspace.write().await;
            let batch = EventBatch::read(body.as_bytes()).unwrap();
            let batch = CheckedBatch::of(batch, tx.now());
            let result = ingest(&tx, &self.memory, Source::Server, batch).await.unwrap();
            assert_eq!(result.accepted, events.len(), "{:?}", result.results);
            tx.commit().await.unwrap();
        }
    }

    /// Lets what follows customers catch up.
    pub async fn follow(&mut self) {
        let registry = Registry::default().subscribe(FollowCustomers).perform(FollowCustomers);
        Worker::new(self.db.db.clone(), registry).run_due().await.unwrap();
        self.memory = Memory::default();
    }

    /// A whole story, page by page.
    pub async fn story(&self, subject: Subject, filter: &Value, limit: u64) -> Vec<StoryEntry> {
        let tx = self.workspace.read().await;
        let mut page = PageRequest { limit: Some(limit), ..PageRequest::default() };
        let mut entries = Vec::new();
        loop {
            let part = read(&tx, subject, filter, &page).await.unwrap();
            assert!(u64::try_from(part.entries.len()).unwrap() <= limit);
            assert!(
                !part.entries.is_empty() || part.next_cursor.is_none(),
                "a page tells something"
            );
            entries.extend(part.entries);
            let Some(cursor) = part.next_cursor else { return entries };
            page.cursor = Some(cursor);
        }
    }

    pub async fn read_with(&self, grants: impl IntoIterator<Item = Grant>) -> WorkspaceTx {
        self.workspace.write_with(grants).await
    }
}

/// One page.
pub async fn read(
    tx: &WorkspaceTx,
    subject: Subject,
    filter: &Value,
    page: &PageRequest,
) -> Result<Story, Error> {
    let filter: StoryFilter = serde_json::from_value(filter.clone()).unwrap();
    match subject.kind {
        jobs::SubjectKind::Account => {
            story::of_account(tx, AccountId::from_uuid(subject.id), &filter, page).await
        }
        _ => story::of_person(tx, PersonId::from_uuid(subject.id), &filter, page).await,
    }
}

/// What somebody did for an account.
pub fn did(person: &str, account: &str, name: &str, at: DateTime<Utc>) -> Value {
    json!({ "name": name, "occurred_at": at, "person_external_id": person, "account_external_id": account })
}

/// What kinds of entry there are, and how many events each run tells.
pub fn outline(entries: &[StoryEntry]) -> Vec<String> {
    let line = |entry: &StoryEntry| match &entry.behaviour {
        Some(behaviour) => format!("{}×", behaviour.events),
        None => entry.entry_type.clone(),
    };
    entries.iter().map(line).collect()
}
