//! One statement for all rows: each column is one array parameter, and `unnest` makes rows of them again. The arrays go
//! as text, which the driver passes on untouched. (`COPY` would be a little faster, but doesn't work under row-level
//! security and can't be reached through a SeaORM transaction.)

use super::{COLUMNS, Numbered, Stamp};
use crate::months;
use kernel::Error;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, Statement, Value};
use std::{
    collections::HashMap,
    fmt::{Display, Write as _},
};
use uuid::Uuid;

/// The number that a message gets if it is new, and its key.
type Message = (i64, Uuid);

/// Tells for each whether it is new.
pub async fn insert_messages(
    db: &DatabaseTransaction,
    workspace: Uuid,
    messages: &[Message],
) -> Result<Vec<bool>, Error> {
    let sql = "INSERT INTO event_message (workspace_id, message_key, event_id) \
               SELECT $1, m.* FROM unnest($2::text::uuid[], $3::text::bigint[]) AS m \
               ON CONFLICT DO NOTHING";
    let values: [Value; 3] = [
        workspace.into(),
        array(messages.iter().map(|(_, key)| Some(key))).into(),
        array(messages.iter().map(|(number, _)| Some(number))).into(),
    ];
    let inserted = db.execute_raw(statement(sql, values)).await?.rows_affected();
    if inserted == messages.len() as u64 {
        return Ok(vec![true; messages.len()]);
    }
    let numbers = numbers_of(db, workspace, messages).await?;
    Ok(messages.iter().map(|(number, key)| numbers.get(key) == Some(number)).collect())
}

/// The number under which each of these messages was stored: ours if it is new.
async fn numbers_of(
    db: &DatabaseTransaction,
    workspace: Uuid,
    messages: &[Message],
) -> Result<HashMap<Uuid, i64>, Error> {
    let sql = "SELECT message_key, event_id FROM event_message \
               WHERE workspace_id = $1 AND message_key = ANY ($2::text::uuid[])";
    let keys = array(messages.iter().map(|(_, key)| Some(key)));
    let values: [Value; 2] = [workspace.into(), keys.into()];
    let found = db.query_all_raw(statement(sql, values)).await?;
    let pair =
        |row: &sea_orm::QueryResult| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?));
    found.iter().map(pair).collect()
}

pub async fn insert_events(
    db: &DatabaseTransaction,
    stamp: &Stamp,
    rows: &[Numbered<'_>],
) -> Result<(), Error> {
    if rows.is_empty() {
        return Ok(());
    }
    months::make(db, rows.iter().map(|(_, row)| row.occurred_at)).await?;
    let sql = format!(
        "INSERT INTO event ({COLUMNS}) \
         SELECT $1, e.id, e.occurred_at, $2, e.person_unit, e.account_unit, e.name_number, $3, e.name, \
         e.message_id, e.anonymous_id, e.person_external_id, e.account_external_id, e.properties, e.context \
         FROM unnest($4::text::bigint[], $5::text::bigint[], $6::text::integer[], $7::text::integer[], \
         $8::text::integer[], $9::text::text[], $10::text::text[], $11::text::text[], $12::text::text[], \
         $13::text::text[], $14::text::jsonb[], $15::text::jsonb[]) \
         AS e(id, occurred_at, person_unit, account_unit, name_number, name, message_id, anonymous_id, \
         person_external_id, account_external_id, properties, context)"
    );
    let values: [Value; 15] = [
        stamp.workspace.into(),
        stamp.received_at.into(),
        stamp.from_client.into(),
        array(rows.iter().map(|(number, _)| Some(number))).into(),
        array(rows.iter().map(|(_, row)| Some(row.occurred_at))).into(),
        array(rows.iter().map(|(_, row)| row.person_unit())).into(),
        array(rows.iter().map(|(_, row)| row.account_unit())).into(),
        array(rows.iter().map(|(_, row)| Some(row.name_number))).into(),
        text_array(rows.iter().map(|(_, row)| Some(row.name))).into(),
        text_array(rows.iter().map(|(_, row)| Some(row.message_id))).into(),
        text_array(rows.iter().map(|(_, row)| row.anonymous_id)).into(),
        text_array(rows.iter().map(|(_, row)| row.person_external_id)).into(),
        text_array(rows.iter().map(|(_, row)| row.account_external_id)).into(),
        text_array(rows.iter().map(|(_, row)| row.properties)).into(),
        text_array(rows.iter().map(|(_, row)| row.context)).into(),
    ];
    db.execute_raw(statement(&sql, values)).await?;
    Ok(())
}

fn statement(sql: &str, values: impl IntoIterator<Item = Value>) -> Statement {
    Statement::from_sql_and_values(DbBackend::Postgres, sql, values)
}

/// `{1,NULL,3}`: for values whose text needs no quotation marks.
fn array<T: Display>(items: impl Iterator<Item = Option<T>>) -> String {
    let mut text = String::from("{");
    for item in items {
        match item {
            Some(item) => write!(text, "{item},").expect("writing to a string does not fail"),
            None => text.push_str("NULL,"),
        }
    }
    close(text)
}

/// `{"a","b\"c",NULL}`.
fn text_array<'a>(items: impl Iterator<Item = Option<&'a str>>) -> String {
    let mut text = String::from("{");
    for item in items {
        let Some(item) = item else {
            text.push_str("NULL,");
            continue;
        };
        text.push('"');
        let mut rest = item;
        while let Some(at) = rest.find(['"', '\\']) {
            text.push_str(&rest[..at]);
            text.push('\\');
            text.push_str(&rest[at..=at]);
            rest = &rest[at + 1..];
        }
        text.push_str(rest);
        text.push_str("\",");
    }
    close(text)
}

fn close(mut text: String) -> String {
    if text.ends_with(',') {
        text.pop();
    }
    text.push('}');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrays_are_written_as_postgresql_reads_them() {
        assert_eq!(array([Some(1), None, Some(-3)].into_iter()), "{1,NULL,-3}");
        assert_eq!(array(std::iter::empty::<Option<i64>>()), "{}");
        let texts = [Some(r#"{"a":"\n"}"#), None, Some("NULL"), Some(""), Some("a,b}")];
        let expected = r#"{"{\"a\":\"\\n\"}",NULL,"NULL","","a,b}"}"#;
        assert_eq!(text_array(texts.into_iter()), expected);
    }
}
