//! Keeps up with what operators and imports do to people and accounts: an external id that somebody gets, merges, and
//! merges that are undone.

use super::{UnitKind, join, part, subjects::Subject};
use crate::{Memory, stream::Stream};
use jobs::{JobSpec, Perform, Run, Subscriber, enqueue_all, entity::domain_event};
use kernel::{
    Error, SystemTx, WorkspaceTx,
    ids::{AccountId, PersonId},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::{collections::BTreeMap, str::FromStr};
use uuid::Uuid;

/// Listens for changes of people and accounts.
pub struct FollowCustomers;

/// People and accounts of a workspace whose units may have changed, in the order of the changes.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct FollowCustomer {
    changes: Vec<Change>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Change {
    /// Entered, changed, or merged into another: what it is today counts.
    Person(Uuid),
    Account(Uuid),
    /// Was merged and stands for itself again.
    PersonRestored(Uuid),
    AccountRestored(Uuid),
    /// Belongs to other accounts than before.
    Affiliation,
}

impl JobSpec for FollowCustomer {
    const KIND: &'static str = "activity.follow_customer";
}

#[async_trait::async_trait]
impl Subscriber for FollowCustomers {
    async fn on_events(&self, tx: &SystemTx, events: &[domain_event::Model]) -> Result<(), Error> {
        let mut work: BTreeMap<_, FollowCustomer> = BTreeMap::new();
        for event in events {
            let changes = changes(&event.event_type, &event.data);
            if !changes.is_empty() {
                work.entry(event.workspace_id).or_default().changes.extend(changes);
            }
        }
        let work: Vec<_> = work.into_iter().collect();
        enqueue_all(tx, &work).await
    }
}

fn changes(event_type: &str, data: &Value) -> Vec<Change> {
    let person = || ids::<PersonId>(data, "person_id");
    let account = || ids::<AccountId>(data, "account_id");
    match event_type {
        "person.created" | "person.updated" => person().map(Change::Person).collect(),
        "account.created" | "account.updated" => account().map(Change::Account).collect(),
        "person.merged" => ids::<PersonId>(data, "merged_person_ids").map(Change::Person).collect(),
        "account.merged" => {
            ids::<AccountId>(data, "merged_account_ids").map(Change::Account).collect()
        }
        "person.merge_undone" => {
            ids::<PersonId>(data, "restored_person_ids").map(Change::PersonRestored).collect()
        }
        "account.merge_undone" => {
            ids::<AccountId>(data, "restored_account_ids").map(Change::AccountRestored).collect()
        }
        "person.linked" | "person.unlinked" => vec![Change::Affiliation],
        _ => Vec::new(),
    }
}

/// One id or a list of them.
fn ids<T: FromStr + Into<Uuid>>(data: &Value, field: &str) -> impl Iterator<Item = Uuid> {
    let texts = match data.get(field) {
        Some(Value::Array(items)) => items.clone(),
        Some(one) => vec![one.clone()],
        None => Vec::new(),
    };
    texts.into_iter().filter_map(|id| id.as_str()?.parse::<T>().ok().map(Into::into))
}

#[async_trait::async_trait]
impl Perform for FollowCustomers {
    type Job = FollowCustomer;

    async fn perform(&self, job: FollowCustomer, run: &Run) -> Result<(), Error> {
        let tx = run.write().await?;
        let locked = Stream::lock(&tx, 0).await?;
        let mut stream = locked;
        // Units of a merge that this transaction makes must not be remembered by others before it is committed.
        let memory = Memory::default();
        for change in job.changes {
            match change {
                Change::Person(id) => {
                    rejoin(&tx, &memory, &mut stream, UnitKind::Person, id).await?;
                }
                Change::Account(id) => {
                    rejoin(&tx, &memory, &mut stream, UnitKind::Account, id).await?;
                }
                Change::PersonRestored(id) => {
                    part(&tx, &mut stream, UnitKind::Person, id).await?;
                }
                // What was remembered of it is out of date.
                Change::Affiliation => drop(stream.change_identity()),
                Change::AccountRestored(id) => {
                    part(&tx, &mut stream, UnitKind::Account, id).await?;
                }
            }
        }
        stream.save(&tx, locked).await?;
        tx.commit().await
    }
}

async fn rejoin(
    tx: &WorkspaceTx,
    memory: &Memory,
    stream: &mut Stream,
    kind: UnitKind,
    id: Uuid,
) -> Result<(), Error> {
    let subjects = Subject::named(tx, kind, vec![id], Vec::new()).await?;
    for subject in &subjects {
        join(tx, memory, stream, kind, subject).await?;
    }
    Ok(())
}
