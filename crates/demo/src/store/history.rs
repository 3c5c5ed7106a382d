use super::REQUEST;
use crate::year::{Fact, Year};
use customers::rows::insert_all;
use jobs::entity::domain_event;
use kernel::{Error, WorkspaceTx};

/// Timelines and the audit trail of the year. It is told to nobody: it is stored as dispatched.
pub async fn write(tx: &WorkspaceTx, year: &Year) -> Result<(), Error> {
    let rows = year.history.iter().map(|fact| row(tx, fact));
    insert_all::<domain_event::Entity>(tx, rows.collect::<Result<_, Error>>()?).await
}

fn row(tx: &WorkspaceTx, fact: &Fact) -> Result<domain_event::Model, Error> {
    let (subject, about) = (fact.event.subject(), fact.event.about());
    let (actor_kind, actor_id) = fact.who.actor();
    Ok(domain_event::Model {
        id: fact.id.into(),
        workspace_id: tx.workspace(),
        event_type: fact.event.event_type().to_owned(),
        subject_kind: subject.kind.as_str().to_owned(),
        subject_id: subject.id,
        about_kind: about.kind.as_str().to_owned(),
        about_id: about.id,
        actor_kind: actor_kind.to_owned(),
        actor_id,
        request_id: REQUEST.to_owned(),
        recorded_at: fact.at,
        data: serde_json::to_value(&fact.event).map_err(Error::internal)?,
        changes: None,
        dispatched: true,
    })
}
