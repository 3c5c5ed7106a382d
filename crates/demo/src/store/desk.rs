use super::word;
use crate::year::Year;
use customers::{
    entity::{note, task},
    rows::insert_all,
    task::TaskState,
};
use kernel::{Error, WorkspaceTx, text::search_text};

pub async fn tasks(tx: &WorkspaceTx, year: &Year) -> Result<(), Error> {
    let rows = year.tasks.iter().map(|found| {
        let done_at = found.completed_at;
        Ok(task::Model {
            id: found.id,
            workspace_id: tx.workspace(),
            search_text: search_text([found.title.as_str()]),
            title: found.title.clone(),
            description: None,
            subject_kind: found.subject.kind.as_str().to_owned(),
            subject_id: found.subject.id,
            owner_id: Some(found.owner_id),
            due_at: Some(found.due_at),
            priority: word(found.priority)?,
            state: if done_at.is_some() { TaskState::Done } else { TaskState::Open },
            completed_at: done_at,
            completed_by_id: done_at.map(|_| found.owner_id),
            created_at: found.created_at,
            updated_at: done_at.unwrap_or(found.created_at),
            version: if done_at.is_some() { 2 } else { 1 },
        })
    });
    insert_all::<task::Entity>(tx, rows.collect::<Result<_, Error>>()?).await
}

pub async fn notes(tx: &WorkspaceTx, year: &Year) -> Result<(), Error> {
    let rows = year.notes.iter().map(|found| note::Model {
        id: found.id,
        workspace_id: tx.workspace(),
        subject_kind: found.subject.kind.as_str().to_owned(),
        subject_id: found.subject.id,
        body: found.body.clone(),
        author_kind: "member".to_owned(),
        author_id: Some(found.author_id.to_string()),
        pinned: found.pinned,
        created_at: found.created_at,
        updated_at: found.created_at,
        version: 1,
    });
    insert_all::<note::Entity>(tx, rows.collect()).await
}
