//! Units that turned out to be others: their events leave the segments of one root and enter those of another. Which
//! segments these are is read from the events themselves, so only the few that the unit is in are touched.

use super::{
    bits::Bits,
    calendar::{Day, Days, Period},
    segment::{Key, Segment},
    shelf,
    state::State,
    times::Entry,
    unit_set,
};
use crate::{
    entity::unit_move,
    log::Fact,
    name, sql,
    who::{UnitKind, loaded, stored},
};
use kernel::{Error, WorkspaceTx};
use sea_orm::{QueryOrder, QuerySelect};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How many moved units one transaction takes.
const MOVES_AT_ONCE: u64 = 2000;

/// How often each entry is added to a segment, or taken out of it where the number is negative.
type Changes = BTreeMap<Key, BTreeMap<Entry, i32>>;

/// Whether units have moved that the segments don't know of.
pub async fn are_pending(tx: &WorkspaceTx) -> Result<bool, Error> {
    let sql = "SELECT 1 FROM event_unit_move WHERE workspace_id = $1 LIMIT 1";
    Ok(!sql::query(tx, sql, []).await?.is_empty())
}

/// The units that moved first.
pub async fn pending(tx: &WorkspaceTx) -> Result<Vec<unit_move::Model>, Error> {
    use unit_move::{Column, Entity};
    let pending = tx.find::<Entity>().order_by_asc(Column::Id).order_by_asc(Column::Ordinal);
    Ok(pending.limit(MOVES_AT_ONCE).all(&tx.db).await?)
}

/// The segments have every event that these moves are about.
pub async fn apply(
    tx: &WorkspaceTx,
    state: &mut State,
    pending: &[unit_move::Model],
) -> Result<(), Error> {
    if pending.is_empty() {
        return Ok(());
    }
    state.revision += 1;
    for kind in UnitKind::ALL {
        let moves = pending.iter().filter(|moved| moved.kind == kind.number());
        let mut changes = Changes::new();
        for moved in moves {
            gather(tx, state, kind, moved, &mut changes).await?;
        }
        change(tx, state, kind, changes).await?;
    }
    for moved in pending {
        let sql =
            "DELETE FROM event_unit_move WHERE workspace_id = $1 AND id = $2 AND ordinal = $3";
        sql::execute(tx, sql, [moved.id.into(), moved.ordinal.into()]).await?;
    }
    state.store(tx).await
}

/// Takes the events of a person's unit out of the segments of people and of accounts, and out of the catalogue's volumes.
/// Log and moves are empty.
pub async fn remove(tx: &WorkspaceTx, unit: u32) -> Result<(), Error> {
    let sql = "SELECT e.name_number, e.occurred_at, p.root, a.root FROM event e \
               JOIN event_unit p ON p.workspace_id = $1 AND p.kind = 0 AND p.ordinal = e.person_unit \
               LEFT JOIN event_unit a ON a.workspace_id = $1 AND a.kind = 1 AND a.ordinal = e.account_unit \
               WHERE e.workspace_id = $1 AND e.person_unit = $2 ORDER BY e.occurred_at";
    let rows = sql::query(tx, sql, [stored(unit).into()]).await?;
    let read = |row: &sea_orm::QueryResult| {
        Ok(Fact {
            name: row.try_get_by_index(0)?,
            at: row.try_get_by_index(1)?,
            person: Some(loaded(row.try_get_by_index(2)?)),
            account: row.try_get_by_index::<Option<i32>>(3)?.map(loaded),
        })
    };
    let facts: Vec<Fact> = rows.iter().map(read).collect::<Result<_, Error>>()?;
    let (Some(first), Some(last)) = (facts.first(), facts.last()) else { return Ok(()) };
    let mut state = State::lock(tx).await?;
    state.revision += 1;
    let days = Days::between(state.calendar, first.at, last.at);
    for kind in UnitKind::ALL {
        let mut changes = Changes::new();
        for fact in &facts {
            let whose = if kind == UnitKind::Person { fact.person } else { fact.account };
            let Some(whose) = whose else { continue };
            let (day, time) = days.locate(fact.at);
            let segment = changes.entry(Key::day(kind, fact.name, day)).or_default();
            *segment.entry((whose, time)).or_default() -= 1;
        }
        change(tx, &state, kind, changes).await?;
    }
    let mut names: BTreeMap<i32, i64> = BTreeMap::new();
    for fact in &facts {
        *names.entry(fact.name).or_default() += 1;
    }
    for (name, events) in names {
        let sql =
            "UPDATE event_name SET volume = volume - $3 WHERE workspace_id = $1 AND number = $2";
        sql::execute(tx, sql, [name.into(), events.into()]).await?;
    }
    state.store(tx).await
}

/// What one move does to the segments by name and day.
async fn gather(
    tx: &WorkspaceTx,
    state: &State,
    kind: UnitKind,
    moved: &unit_move::Model,
    changes: &mut Changes,
) -> Result<(), Error> {
    let column = match kind {
        UnitKind::Person => "person_unit",
        UnitKind::Account => "account_unit",
    };
    let sql = format!(
        "SELECT name_number, occurred_at FROM event WHERE workspace_id = $1 AND {column} = $2 AND id <= $3"
    );
    let values = [moved.ordinal.into(), moved.until_id.into()];
    let rows = sql::query(tx, &sql, values).await?;
    let read = |row: &sea_orm::QueryResult| {
        Ok((row.try_get_by_index::<i32>(0)?, row.try_get_by_index::<i64>(1)?))
    };
    let events: Vec<(i32, i64)> = rows.iter().map(read).collect::<Result<_, Error>>()?;
    let times = || events.iter().map(|(_, at)| *at);
    let (Some(earliest), Some(latest)) = (times().min(), times().max()) else { return Ok(()) };
    let days = Days::between(state.calendar, earliest, latest);
    for (name, at) in events {
        let (day, time) = days.locate(at);
        let segment = changes.entry(Key::day(kind, name, day)).or_default();
        *segment.entry((loaded(moved.old_root), time)).or_default() -= 1;
        *segment.entry((loaded(moved.new_root), time)).or_default() += 1;
    }
    Ok(())
}

async fn change(
    tx: &WorkspaceTx,
    state: &State,
    kind: UnitKind,
    mut changes: Changes,
) -> Result<(), Error> {
    for segment in changes.values_mut() {
        segment.retain(|_, number| *number != 0);
    }
    changes.retain(|_, segment| !segment.is_empty());
    if changes.is_empty() {
        return Ok(());
    }
    let mut known = shelf::load(tx, state.generation, changes.keys().copied()).await?;
    let changed = changes.iter().map(|(key, numbers)| {
        let before = known.remove(key).unwrap_or(Segment::of(*key, &[])?);
        Ok((*key, Segment::of(*key, &edited(&before.entries()?, numbers)?)?))
    });
    let changed: Vec<_> = changed.collect::<Result<_, Error>>()?;
    shelf::store(tx, state.generation, state.revision, &changed).await?;
    follow(tx, state, kind, &changes).await
}

/// Entries in ascending order, less what is taken out and with what is added.
fn edited(entries: &[Entry], numbers: &BTreeMap<Entry, i32>) -> Result<Vec<Entry>, Error> {
    let mut left: BTreeMap<Entry, i32> =
        numbers.iter().filter(|(_, number)| **number < 0).map(|(entry, n)| (*entry, -n)).collect();
    let mut kept = Vec::with_capacity(entries.len());
    for entry in entries {
        match left.get_mut(entry) {
            Some(number) if *number > 0 => *number -= 1,
            _ => kept.push(*entry),
        }
    }
    if left.values().any(|number| *number > 0) {
        return Err(Error::internal(
            "the index lacks an event that is to move; it must be rebuilt",
        ));
    }
    for (entry, number) in numbers.iter().filter(|(_, number)| **number > 0) {
        kept.extend(std::iter::repeat_n(*entry, usize::try_from(*number).unwrap_or_default()));
    }
    kept.sort_unstable();
    Ok(kept)
}

/// Sets of weeks, and of any name, are made of the sets by name and day: the units that moved are looked up there.
async fn follow(
    tx: &WorkspaceTx,
    state: &State,
    kind: UnitKind,
    changes: &Changes,
) -> Result<(), Error> {
    let week = |day: Day| state.calendar.period_start(Period::Week, day);
    let mut any_days: BTreeMap<Key, BTreeSet<u32>> = BTreeMap::new();
    let mut weeks: BTreeMap<Key, BTreeSet<u32>> = BTreeMap::new();
    let mut any_weeks: BTreeMap<Key, BTreeSet<u32>> = BTreeMap::new();
    for (key, numbers) in changes {
        let units = || numbers.keys().map(|entry| entry.0);
        let first = week(key.period);
        any_days.entry(Key::day(kind, name::ANY, key.period)).or_default().extend(units());
        weeks.entry(Key::week(kind, key.name, first)).or_default().extend(units());
        any_weeks.entry(Key::week(kind, name::ANY, first)).or_default().extend(units());
    }
    let names = names_on(tx, state, kind, any_days.keys().map(|key| key.period)).await?;
    look_again(tx, state, any_days, |key| {
        let names = names.get(&key.period).cloned().unwrap_or_default();
        names.into_iter().map(|name| Key::day(kind, name, key.period)).collect()
    })
    .await?;
    let days =
        |key: Key| (key.period..key.period + 7).map(move |day| Key::day(kind, key.name, day));
    look_again(tx, state, weeks, |key| days(key).collect()).await?;
    look_again(tx, state, any_weeks, |key| days(key).collect()).await
}

/// Which names have a segment on each of these days.
async fn names_on(
    tx: &WorkspaceTx,
    state: &State,
    kind: UnitKind,
    days: impl Iterator<Item = Day>,
) -> Result<HashMap<Day, Vec<i32>>, Error> {
    let days: BTreeSet<Day> = days.collect();
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return Ok(HashMap::new()) };
    let sql = "SELECT name_number, period FROM event_segment WHERE workspace_id = $1 AND generation = $2 \
               AND kind = $3 AND name_number > 0 AND period BETWEEN $4 AND $5";
    let room = Key::day(kind, name::ANY, 0).room();
    let values = [state.generation.into(), room.into(), (*first).into(), (*last).into()];
    let mut names: HashMap<Day, Vec<i32>> = HashMap::new();
    for row in sql::query(tx, sql, values).await? {
        let (name, day): (i32, Day) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        if days.contains(&day) {
            names.entry(day).or_default().push(name);
        }
    }
    Ok(names)
}

/// Puts these units into the segments, or takes them out, as the segments that they are made of say.
async fn look_again(
    tx: &WorkspaceTx,
    state: &State,
    segments: BTreeMap<Key, BTreeSet<u32>>,
    sources: impl Fn(Key) -> Vec<Key>,
) -> Result<(), Error> {
    let sources_of: BTreeMap<Key, Vec<Key>> =
        segments.keys().map(|key| (*key, sources(*key))).collect();
    let all: BTreeSet<Key> =
        sources_of.values().flatten().copied().chain(segments.keys().copied()).collect();
    let known = shelf::load_units(tx, state.generation, all.into_iter()).await?;
    let unite = |bits: &mut Bits, key: &Key| {
        known.get(key).map_or(Ok(()), |units| unit_set::unite(bits, units))
    };
    let mut changed = Vec::new();
    for (key, units) in segments {
        let (mut here, mut bits) = (Bits::default(), Bits::default());
        for source in sources_of.get(&key).into_iter().flatten() {
            unite(&mut here, source)?;
        }
        unite(&mut bits, &key)?;
        for unit in units {
            if here.contains(unit) {
                bits.insert(unit);
            } else {
                bits.remove(unit);
            }
        }
        let entries: Vec<Entry> = bits.iter().map(|unit| (unit, 0)).collect();
        changed.push((key, Segment::of(key, &entries)?));
    }
    shelf::store(tx, state.generation, state.revision, &changed).await
}
