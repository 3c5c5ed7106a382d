//! Events from before, taken in with the time at which they came: for histories that are brought along or generated.
//! Nothing is looked up or checked: whoever makes them answers for them.

use crate::{message_key, store};
use chrono::{DateTime, Utc};
use kernel::{
    Error, Grant, WorkspaceTx,
    ids::{AccountId, PersonId},
};
use serde_json::{Map, Value};
use uuid::Uuid;

/// An event whose person and account are known.
#[derive(Clone, Debug)]
pub struct PastEvent<'a> {
    pub message_id: Uuid,
    pub name: &'a str,
    pub occurred_at: DateTime<Utc>,
    pub person_id: PersonId,
    pub account_id: AccountId,
    pub properties: Option<Map<String, Value>>,
}

/// Stores events that came together. One whose message id is known has no effect, as everywhere.
pub async fn insert(
    tx: &WorkspaceTx,
    received_at: DateTime<Utc>,
    events: &[PastEvent<'_>],
) -> Result<(), Error> {
    tx.require(Grant::EventsWrite)?;
    let texts: Vec<_> = events
        .iter()
        .map(|event| {
            let properties = event.properties.as_ref().map(serde_json::to_string).transpose();
            Ok((event.message_id.to_string(), properties.map_err(Error::internal)?))
        })
        .collect::<Result<_, Error>>()?;
    let rows: Vec<_> = events
        .iter()
        .zip(&texts)
        .map(|(event, (message_id, properties))| store::Row {
            message_key: message_key::of(message_id),
            occurred_at: event.occurred_at.timestamp_millis(),
            person_id: Some(event.person_id.uuid()),
            account_id: Some(event.account_id.uuid()),
            name: event.name,
            message_id,
            anonymous_id: None,
            person_external_id: None,
            account_external_id: None,
            properties: properties.as_deref(),
            context: None,
        })
        .collect();
    store::insert(tx, received_at, false, &rows).await?;
    Ok(())
}
