//! What the tests have in common: a workspace with accounts, people, events and attributes of every kind.

use activity::{CheckedBatch, EventBatch, Memory, Source, ingest, question::Asked};
use customers::{
    account::{self, NewAccount},
    attribute::{self, NewAttributeDefinition},
    person::{self, NewPerson},
};
use kernel::{
    Error,
    ids::{AccountId, PersonId, SegmentId},
    page::PageRequest,
};
use segments::{
    NewSegment, Segment,
    audience::KnownCustomers,
    explanation::{self, SegmentExplanation, SubjectQuery},
    members::{self, MemberFilter, SegmentMember},
    preview::{self, SegmentDraft, SegmentPreview},
    segment,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use testing::{TestDb, TestWorkspace};

pub struct House {
    pub db: TestDb,
    pub workspace: TestWorkspace,
    pub memory: Memory,
    sent: u32,
}

pub fn read<T: DeserializeOwned>(json: Value) -> T {
    serde_json::from_value(json).unwrap()
}

impl House {
    pub async fn new(db: TestDb) -> Self {
        let workspace = db.workspace("a").await;
        let house = Self { db, workspace, memory: Memory::default(), sent: 0 };
        for object in ["account", "person"] {
            for kind in
                ["text", "number", "money", "date", "boolean", "single_choice", "multi_choice"]
            {
                let options = json!([{ "value": "a" }, { "value": "b" }, { "value": "c" }]);
                let options = if kind.ends_with("choice") { options } else { json!([]) };
                let new = json!({ "object": object, "key": kind, "label": kind, "type": kind, "options": options });
                let tx = house.workspace.write().await;
                attribute::create(&tx, read::<NewAttributeDefinition>(new)).await.unwrap();
                tx.commit().await.unwrap();
            }
        }
        house
    }

    pub async fn account(&self, fields: Value) -> AccountId {
        let tx = self.workspace.write().await;
        let account = account::create(&tx, read::<NewAccount>(fields)).await.unwrap();
        tx.commit().await.unwrap();
        account.id
    }

    pub async fn person(&self, fields: Value) -> PersonId {
        let tx = self.workspace.write().await;
        let person = person::create(&tx, read::<NewPerson>(fields)).await.unwrap();
        tx.commit().await.unwrap();
        person.id
    }

    /// Sends events; each gets a message id of its own.
    pub async fn send(&mut self, mut events: Vec<Value>) {
        for event in &mut events {
            self.sent += 1;
            event["message_id"] = json!(format!("m{}", self.sent));
        }
        let body = json!({ "events": events }).to_string();
        let tx = self.workspace.write().await;
        let batch = CheckedBatch::of(EventBatch::read(body.as_bytes()).unwrap(), tx.now());
        let result = ingest(&tx, &self.memory, Source::Server, batch).await.unwrap();
        assert_eq!(result.accepted, events.len(), "{:?}", result.results);
        tx.commit().await.unwrap();
    }

    pub async fn asked(&self) -> Asked<'_> {
        Asked::open(&self.db.db, &self.memory, &KnownCustomers, &self.workspace.caller())
            .await
            .unwrap()
    }

    pub async fn preview(&self, subject: &str, condition: Value) -> Result<SegmentPreview, Error> {
        let draft = json!({ "subject": subject, "condition": condition });
        preview::preview(&self.asked().await, &read::<SegmentDraft>(draft)).await
    }

    /// The names of those who fulfil a condition, by name.
    pub async fn names(&self, subject: &str, condition: Value) -> Vec<String> {
        let preview = self.preview(subject, condition).await.unwrap();
        assert!(preview.count <= 5, "the sample shows no more");
        preview.sample.into_iter().map(|member| member.name).collect()
    }

    pub async fn create(&self, subject: &str, condition: Value) -> Segment {
        let tx = self.workspace.write().await;
        let new = json!({ "name": "分群", "subject": subject, "condition": condition });
        let segment = segment::create(&tx, read::<NewSegment>(new)).await.unwrap();
        tx.commit().await.unwrap();
        segment
    }

    pub async fn members(&self, id: SegmentId, filter: MemberFilter) -> Vec<SegmentMember> {
        let page = PageRequest { limit: Some(200), ..PageRequest::default() };
        members::list(&self.asked().await, id, &filter, &page).await.unwrap().data
    }

    pub async fn explain(&self, id: SegmentId, query: &SubjectQuery) -> SegmentExplanation {
        explanation::explain(&self.asked().await, id, query).await.unwrap()
    }
}
