//! What a sender tells about who somebody is: effects on people and accounts, in the transaction of its batch.

use crate::{
    Memory, Source,
    batch::News,
    check::CheckedEvent,
    stream::Stream,
    who::{Subject, UnitKind, alias, join},
};
use customers::told::{self, Trust};
use kernel::{Error, WorkspaceTx};
use serde_json::{Map, Value, value::RawValue};
use uuid::Uuid;

pub async fn tell(
    tx: &WorkspaceTx,
    memory: &Memory,
    stream: &mut Stream,
    source: Source,
    event: &CheckedEvent<'_>,
) -> Result<(), Error> {
    let trust = match source {
        Source::Server => Trust::Word,
        Source::Client => Trust::Claim,
    };
    let person = event.event.person_external_id.as_deref();
    match &event.event.news {
        // Traits of a visitor have nobody to go to.
        Some(News::Person(traits)) => {
            let Some(external_id) = person.filter(|id| told::is_an_id(id)) else { return Ok(()) };
            let id = told::person(tx, external_id, &object(*traits), trust).await?;
            met(tx, memory, stream, UnitKind::Person, id.uuid(), external_id).await
        }
        Some(News::Account(traits)) => {
            let account = event.event.account_external_id.as_deref();
            let Some(external_id) = account.filter(|id| told::is_an_id(id)) else { return Ok(()) };
            let id = told::account(tx, external_id, &object(*traits), trust).await?;
            met(tx, memory, stream, UnitKind::Account, id.uuid(), external_id).await?;
            if let Some(person) = person
                && let Some(person) = told::person_with(tx, person).await?
                && told::belongs(tx, person, id).await?
            {
                stream.change_identity();
            }
            Ok(())
        }
        Some(News::PreviousId(previous)) => match person {
            Some(current) => alias(tx, memory, stream, previous, current).await,
            None => Ok(()),
        },
        None => Ok(()),
    }
}

/// Events under the external id were about nobody until now.
async fn met(
    tx: &WorkspaceTx,
    memory: &Memory,
    stream: &mut Stream,
    kind: UnitKind,
    id: Uuid,
    external_id: &str,
) -> Result<(), Error> {
    let subject = Subject { id, external_id: Some(external_id.to_owned()), merged_into: None };
    join(tx, memory, stream, kind, &subject).await
}

fn object(json: Option<&RawValue>) -> Map<String, Value> {
    json.and_then(|json| serde_json::from_str(json.get()).ok()).unwrap_or_default()
}
