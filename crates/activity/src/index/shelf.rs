//! Segments in the database.

use super::{
    cache::Entry,
    segment::{Key, Segment, key_of},
};
use crate::sql;
use kernel::{Error, WorkspaceTx};
use std::collections::{BTreeMap, HashMap};

/// Larger statements gain little.
const ROWS_PER_INSERT: usize = 64;

/// These segments, with their times where they have any. Those that aren't there are left out.
pub async fn load(
    tx: &WorkspaceTx,
    generation: i32,
    keys: impl Iterator<Item = Key> + Clone,
) -> Result<HashMap<Key, Segment>, Error> {
    let units = load_units(tx, generation, keys.clone()).await?;
    let segment = |(key, units)| (key, Segment { units, times: None, events: 0 });
    let mut segments: HashMap<Key, Segment> = units.into_iter().map(segment).collect();
    let timed = keys.filter(|key| key.has_times());
    for (key, times) in read(tx, generation, timed, Column::Times).await? {
        if let Some(segment) = segments.get_mut(&key) {
            segment.times = Some(times);
        }
    }
    Ok(segments)
}

/// Whose these segments are, as stored.
pub async fn load_units(
    tx: &WorkspaceTx,
    generation: i32,
    keys: impl Iterator<Item = Key>,
) -> Result<HashMap<Key, Vec<u8>>, Error> {
    Ok(read(tx, generation, keys, Column::Units).await?.into_iter().collect())
}

/// Which of the two tables.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Units,
    Times,
}

impl Column {
    const fn table(self) -> &'static str {
        match self {
            Self::Units => "event_segment",
            Self::Times => "event_times",
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Units => "units",
            Self::Times => "times",
        }
    }
}

/// The bytes under these keys.
async fn read(
    tx: &WorkspaceTx,
    generation: i32,
    keys: impl Iterator<Item = Key>,
    column: Column,
) -> Result<Vec<(Key, Vec<u8>)>, Error> {
    let mut rooms: BTreeMap<i16, Vec<(i32, i32)>> = BTreeMap::new();
    for key in keys {
        rooms.entry(key.room()).or_default().push((key.name, key.period));
    }
    let among = sql::among_pairs(tx.backend(), ("name_number", "period"), 4);
    let (table, content) = (column.table(), column.name());
    let sql = format!(
        "SELECT name_number, period, {content} FROM {table} \
         WHERE workspace_id = $1 AND generation = $2 AND kind = $3 AND {among}"
    );
    let mut found = Vec::new();
    for (room, pairs) in rooms {
        let values = [generation.into(), room.into(), sql::pairs(pairs.into_iter())];
        for row in sql::query(tx, &sql, values).await? {
            let key = key_of(room, row.try_get_by_index(0)?, row.try_get_by_index(1)?);
            found.push((key, row.try_get_by_index(2)?));
        }
    }
    Ok(found)
}

/// Writes segments, new and changed.
pub async fn store(
    tx: &WorkspaceTx,
    generation: i32,
    revision: i64,
    segments: &[(Key, Segment)],
) -> Result<(), Error> {
    let rows = segments.iter().map(|(key, segment)| (*key, segment.events, &segment.units));
    write(tx, generation, revision, &rows.collect::<Vec<_>>(), Column::Units).await?;
    let times = segments
        .iter()
        .filter_map(|(key, segment)| Some((*key, segment.events, segment.times.as_ref()?)));
    write(tx, generation, revision, &times.collect::<Vec<_>>(), Column::Times).await
}

async fn write(
    tx: &WorkspaceTx,
    generation: i32,
    revision: i64,
    rows: &[(Key, u32, &Vec<u8>)],
    column: Column,
) -> Result<(), Error> {
    let (table, content) = (column.table(), column.name());
    for rows in sql::pieces(rows, ROWS_PER_INSERT) {
        let sql = format!(
            "INSERT INTO {table} (workspace_id, generation, revision, kind, name_number, period, events, \
             {content}) VALUES {} ON CONFLICT (workspace_id, generation, kind, name_number, period) \
             DO UPDATE SET revision = excluded.revision, events = excluded.events, \
             {content} = excluded.{content}",
            sql::rows(rows.len(), 3, 5)
        );
        let own = rows.iter().flat_map(|(key, events, bytes)| {
            [
                key.room().into(),
                key.name.into(),
                key.period.into(),
                i32::try_from(*events).unwrap_or(i32::MAX).into(),
                bytes.as_slice().into(),
            ]
        });
        let values = [generation.into(), revision.into()].into_iter().chain(own);
        sql::execute(tx, &sql, values).await?;
    }
    Ok(())
}

/// Every segment there is; only those written after `since`.
pub async fn directory(
    tx: &WorkspaceTx,
    generation: i32,
    since: i64,
) -> Result<Vec<(Key, Entry)>, Error> {
    let sql = "SELECT kind, name_number, period, revision, events FROM event_segment \
               WHERE workspace_id = $1 AND generation = $2 AND revision > $3";
    let rows = sql::query(tx, sql, [generation.into(), since.into()]).await?;
    let entry = |row: &sea_orm::QueryResult| {
        let key =
            key_of(row.try_get_by_index(0)?, row.try_get_by_index(1)?, row.try_get_by_index(2)?);
        let events: i32 = row.try_get_by_index(4)?;
        let events = u32::try_from(events).unwrap_or_default();
        Ok((key, Entry { revision: row.try_get_by_index(3)?, events }))
    };
    rows.iter().map(entry).collect()
}

/// Forgets the other editions.
pub async fn keep_only(tx: &WorkspaceTx, generation: i32) -> Result<(), Error> {
    for table in ["event_segment", "event_times"] {
        let sql = format!("DELETE FROM {table} WHERE workspace_id = $1 AND generation <> $2");
        sql::execute(tx, &sql, [generation.into()]).await?;
    }
    Ok(())
}
