//! What fields of accounts and people held before: questions split people by what was so when they began, not by what
//! is so today. A value is kept when it is replaced, so that what never changes costs nothing.

use crate::{
    attribute::AttributeObject,
    entity::{
        account,
        past_value::{ActiveModel, Column, Entity},
        person,
    },
    party::Party,
};
use chrono::{DateTime, Utc};
use kernel::{Error, WorkspaceTx};
use sea_orm::{
    ColumnTrait as _, DbErr, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    Set, sea_query::OnConflict,
};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What a custom attribute's field begins with.
pub const ATTRIBUTE: &str = "attributes.";

/// What a field held until it was replaced.
#[derive(Clone, Debug, PartialEq)]
pub struct PastValue {
    pub subject: Uuid,
    pub value: Value,
    pub until: DateTime<Utc>,
}

/// Whether it is remembered what the field held before.
pub fn is_remembered(object: AttributeObject, field: &str) -> bool {
    let fields = match object {
        AttributeObject::Account => account::Model::REMEMBERED,
        AttributeObject::Person => person::Model::REMEMBERED,
        AttributeObject::Lead => &[],
    };
    field.starts_with(ATTRIBUTE) || fields.contains(&field)
}

/// What was replaced in a field of accounts or people, each subject's oldest value first.
pub async fn of_field(
    tx: &WorkspaceTx,
    object: AttributeObject,
    field: &str,
) -> Result<Vec<PastValue>, Error> {
    let rows = tx
        .find::<Entity>()
        .filter(Column::Object.eq(object))
        .filter(Column::Field.eq(field))
        .select_only()
        .columns([Column::SubjectId, Column::Value, Column::Until])
        .order_by_asc(Column::Until)
        .into_tuple::<(Uuid, Option<Value>, DateTime<Utc>)>()
        .all(&tx.db)
        .await?;
    let past = |(subject, value, until): (_, Option<_>, _)| PastValue {
        subject,
        value: value.unwrap_or_default(),
        until,
    };
    Ok(rows.into_iter().map(past).collect())
}

/// Keeps what a write replaces. What held for no time at all, as it was entered at this very instant, is not kept.
pub(crate) async fn keep<P: Party>(tx: &WorkspaceTx, changes: &[(&P, &P)]) -> Result<(), DbErr> {
    let mut rows = Vec::new();
    for &(before, after) in changes {
        if before.created_at() >= tx.now() {
            continue;
        }
        let (was, is) = (fields(before), fields(after));
        let names: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
        for field in names {
            let value = was.get(field);
            if value != is.get(field) {
                rows.push(ActiveModel {
                    workspace_id: Set(tx.workspace()),
                    subject_id: Set(before.id().into()),
                    field: Set(field.clone()),
                    until: Set(tx.now()),
                    object: Set(P::OBJECT),
                    value: Set(value.cloned()),
                });
            }
        }
    }
    // Of two values that were replaced at one instant only the first had held before it.
    let first = OnConflict::new().do_nothing().to_owned();
    for rows in rows.chunks(1000) {
        Entity::insert_many(rows.to_vec())
            .on_conflict(first.clone())
            .try_insert()
            .exec_without_returning(&tx.db)
            .await?;
    }
    Ok(())
}

/// Forgets what objects held that are no more.
pub(crate) async fn forget(tx: &WorkspaceTx, subjects: Vec<Uuid>) -> Result<(), Error> {
    if subjects.is_empty() {
        return Ok(());
    }
    let theirs = tx.delete::<Entity>().filter(Column::SubjectId.is_in(subjects));
    theirs.exec(&tx.db).await?;
    Ok(())
}

/// The fields that are remembered, but for empty ones.
fn fields<P: Party>(row: &P) -> Map<String, Value> {
    let Ok(Value::Object(mut row)) = serde_json::to_value(row) else { return Map::new() };
    let attributes = row.remove("attributes");
    row.retain(|field, value| P::REMEMBERED.contains(&field.as_str()) && !value.is_null());
    if let Some(Value::Object(attributes)) = attributes {
        row.extend(attributes.into_iter().map(|(key, value)| (format!("{ATTRIBUTE}{key}"), value)));
    }
    row
}
