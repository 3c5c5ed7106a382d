//! Events from before, taken in with the time at which they came: for histories that are brought along or generated.
//! Nothing is looked up or checked: whoever makes them answers for them.

use crate::{
    entity::name::{Column, Entity},
    memory::Memory,
    message_key, name, store,
    stream::Stream,
    who::{Mention, UnitKind, resolve},
};
use chrono::{DateTime, Utc};
use kernel::{
    Error, Grant, WorkspaceTx,
    ids::{AccountId, PersonId},
};
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, IntoActiveModel as _, QueryFilter as _};
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

/// Says what events of a name are called, where the catalogue has it.
pub async fn call(tx: &WorkspaceTx, name: &str, zh: &str, en: &str) -> Result<(), Error> {
    tx.require(Grant::CatalogWrite)?;
    let row = tx.find::<Entity>().filter(Column::Name.eq(name)).one(&tx.db).await?;
    let Some(mut row) = row else { return Ok(()) };
    row.display_name_zh = Some(zh.to_owned());
    row.display_name_en = Some(en.to_owned());
    row.search_text = name::searched(&row);
    row.into_active_model().reset_all().update(&tx.db).await?;
    Ok(())
}

/// Stores events that came together. One whose message id is known has no effect, as everywhere.
pub async fn insert(
    tx: &WorkspaceTx,
    memory: &Memory,
    received_at: DateTime<Utc>,
    events: &[PastEvent<'_>],
) -> Result<(), Error> {
    tx.require(Grant::EventsWrite)?;
    let locked = Stream::lock(tx, events.len()).await?;
    let mut stream = locked;
    let ours = |id: Uuid| Mention { ours: Some(id), ..Mention::default() };
    let people: Vec<_> = events.iter().map(|event| ours(event.person_id.uuid())).collect();
    let people = resolve(tx, memory, &mut stream, UnitKind::Person, &people).await?;
    let accounts: Vec<_> = events.iter().map(|event| ours(event.account_id.uuid())).collect();
    let accounts = resolve(tx, memory, &mut stream, UnitKind::Account, &accounts).await?;
    let names = events.iter().map(|event| (event.name, event.occurred_at.timestamp_millis()));
    let names = name::resolve(tx, memory, &mut stream, names).await?;
    let texts: Vec<_> = events
        .iter()
        .map(|event| {
            let properties = event.properties.as_ref().map(serde_json::to_string).transpose();
            Ok((event.message_id.to_string(), properties.map_err(Error::internal)?))
        })
        .collect::<Result<_, Error>>()?;
    let keys: Vec<_> = texts.iter().map(|(message_id, _)| message_key::of(message_id)).collect();
    let is_new = store::keep_messages(tx, &stream, &keys).await?;
    let rows = events.iter().zip(&texts).enumerate().map(|(index, (event, texts))| store::Row {
        occurred_at: event.occurred_at.timestamp_millis(),
        person: people[index].unit(),
        account: accounts[index].unit(),
        name_number: names.get(event.name).copied().flatten().unwrap_or(name::OTHER),
        name: event.name,
        message_id: &texts.0,
        anonymous_id: None,
        person_external_id: None,
        account_external_id: None,
        properties: texts.1.as_deref(),
        context: None,
    });
    let rows = (stream.before + 1..).zip(rows).zip(is_new);
    let rows: Vec<_> = rows.filter_map(|(row, is_new)| is_new.then_some(row)).collect();
    store::insert(tx, received_at, false, &rows).await?;
    stream.save(tx, locked).await
}
