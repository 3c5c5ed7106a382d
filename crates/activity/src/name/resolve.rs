use super::{MOST_NAMES, OTHER};
use crate::{
    entity::name::{self, Column, Entity},
    memory::{KnownName, Memory},
    stream::Stream,
};
use kernel::{Error, WorkspaceTx, is_one_of_texts, text::search_text};
use sea_orm::{EntityTrait, QueryFilter, QuerySelect, Set, sea_query::Expr};
use std::collections::{BTreeSet, HashMap};

/// The number of each of these names, or nothing for one that is denied. New names get one.
pub async fn resolve<'a>(
    tx: &WorkspaceTx,
    memory: &Memory,
    stream: &mut Stream,
    names: impl Iterator<Item = (&'a str, i64)>,
) -> Result<HashMap<&'a str, Option<i32>>, Error> {
    let mut known = HashMap::new();
    // With when each was first seen, so that the catalogue never says less than it knows.
    let mut missing: HashMap<&str, i64> = HashMap::new();
    for (name, at) in names {
        if known.contains_key(name) {
            continue;
        }
        let remembered = memory.name(tx.workspace(), name);
        match remembered.filter(|found| found.revision == stream.identity_revision) {
            Some(found) => drop(known.insert(name, number(found))),
            None => {
                missing.entry(name).and_modify(|first| *first = at.min(*first)).or_insert(at);
            }
        }
    }
    if missing.is_empty() {
        return Ok(known);
    }
    let columns = [Column::Name, Column::Number];
    let among = is_one_of_texts(tx.backend(), Expr::col(Column::Name), missing.keys());
    let select = tx.find::<Entity>().filter(among).select_only().columns(columns);
    let rows = select.column(Column::Denied).into_tuple::<(String, i32, bool)>();
    for (name, id, denied) in rows.all(&tx.db).await? {
        let found = KnownName { id, denied, revision: stream.identity_revision };
        memory.remember_name(tx.workspace(), &name, found);
        if let Some((name, _)) = missing.remove_entry(name.as_str()) {
            known.insert(name, number(found));
        }
    }
    let new: BTreeSet<(&str, i64)> = missing.into_iter().collect();
    let mut rows = Vec::new();
    for (name, first_seen_at) in new {
        if stream.names() >= MOST_NAMES {
            known.insert(name, Some(OTHER));
            continue;
        }
        let id = stream.next_name();
        known.insert(name, Some(id));
        rows.push(row(tx, id, name, first_seen_at));
    }
    if !rows.is_empty() {
        Entity::insert_many(rows).exec_without_returning(&tx.db).await?;
    }
    Ok(known)
}

fn number(known: KnownName) -> Option<i32> {
    (!known.denied).then_some(known.id)
}

fn row(tx: &WorkspaceTx, number: i32, name: &str, first_seen_at: i64) -> name::ActiveModel {
    name::ActiveModel {
        workspace_id: Set(tx.workspace()),
        id: Set(tx.new_id()),
        number: Set(number),
        name: Set(name.to_owned()),
        display_name_zh: Set(None),
        display_name_en: Set(None),
        description: Set(None),
        search_text: Set(search_text([name])),
        denied: Set(false),
        volume: Set(0),
        first_seen_at: Set(first_seen_at),
        last_seen_at: Set(first_seen_at),
        version: Set(1),
    }
}
