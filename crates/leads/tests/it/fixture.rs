//! A workspace with its default stages and channels, and short ways to put leads into it.

use kernel::{Code, Error, Grant, WorkspaceTx, ids::LeadStageId, locale::Locale};
use leads::{
    defaults,
    lead::{self, Lead, NewLead},
    stage,
};
use testing::{TestDb, TestWorkspace};

pub async fn workspace(db: &TestDb, name: &str) -> TestWorkspace {
    let workspace = db.workspace(name).await;
    let tx = workspace.write().await;
    defaults::create(&tx, Locale::En).await.unwrap();
    tx.commit().await.unwrap();
    workspace
}

pub fn named(name: &str) -> NewLead {
    NewLead { name: Some(name.to_owned()), ..NewLead::default() }
}

pub fn with_phone(name: &str, phone: &str) -> NewLead {
    NewLead { phone: Some(phone.to_owned()), ..named(name) }
}

pub async fn create(tx: &WorkspaceTx, input: NewLead) -> Lead {
    lead::create(tx, input).await.unwrap().lead
}

/// Commits one lead.
pub async fn created(workspace: &TestWorkspace, input: NewLead) -> Lead {
    let tx = workspace.write().await;
    let lead = create(&tx, input).await;
    tx.commit().await.unwrap();
    lead
}

pub async fn stage_id(tx: &WorkspaceTx, key: &str) -> LeadStageId {
    let stages = stage::list(tx).await.unwrap();
    stages.into_iter().find(|stage| stage.key == key).unwrap().id
}

/// The code of a refusal and `pointer code` of its fields.
pub fn refusal<T>(result: Result<T, Error>) -> (Code, Vec<String>) {
    match result.err().expect("it is refused") {
        Error::Refused { code, fields, .. } => {
            let mut told: Vec<_> =
                fields.iter().map(|field| format!("{} {}", field.pointer, field.code)).collect();
            told.sort();
            (code, told)
        }
        other => panic!("{other}"),
    }
}

pub const READER: [Grant; 1] = [Grant::LeadsRead];
