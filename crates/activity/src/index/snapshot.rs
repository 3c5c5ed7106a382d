//! The index as of one instant: segments, log and moves together. Every question is answered from one of these.

mod stretches;

pub use stretches::Stretches;

use super::{
    bits::Bits,
    cache::{Directory, SegmentId, SetId, first_day},
    calendar::{Calendar, Day, Period, Span},
    moves, refresh,
    segment::{Cover, Entries, Key, Segment, sort},
    shelf,
    state::{self, State},
    units::{self, Units},
};
use crate::{Memory, log, memory::KnownName, name, who::UnitKind};
use foldhash::fast::RandomState;
use kernel::{Caller, Db, Error, WorkspaceTx};
use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::Arc,
};

/// Names that a question looked up are remembered for their numbers alone: whoever takes events in looks again.
const NO_REVISION: i64 = -1;

/// More tries mean that somebody merges units without a pause.
const TRIES: usize = 8;

pub struct Snapshot<'a> {
    pub tx: WorkspaceTx,
    memory: &'a Memory,
    state: State,
    directory: Arc<Directory>,
    /// What the segments don't have yet.
    tail: Entries,
    /// Nothing on this day or later is seen.
    until: Option<Day>,
}

/// Names as the index knows them: ascending, or [`name::ANY`] alone.
pub type Names = Arc<[i32]>;

pub fn any_name() -> Names {
    Arc::from([name::ANY])
}

/// A day or a week, as far as sets are stored.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Part {
    cover: Cover,
    period: Day,
}

type Parts = HashMap<Part, Arc<Bits>, RandomState>;

impl<'a> Snapshot<'a> {
    /// Opens a transaction that reads one state. Units that moved, and a calendar that changed, are settled first.
    pub async fn open(db: &Db, memory: &'a Memory, caller: &Caller) -> Result<Self, Error> {
        for _ in 0..TRIES {
            let tx = WorkspaceTx::snapshot(db, caller.clone()).await?;
            let calendar = state::calendar_of(&tx).await?;
            let state = State::read(&tx).await?;
            let is_settled = state.is_none_or(|state| state.calendar == calendar)
                && !moves::are_pending(&tx).await?;
            if is_settled {
                let empty = State { generation: 1, revision: 0, watermark: 0, calendar };
                return Self::begin(tx, memory, state.unwrap_or(empty)).await;
            }
            drop(tx);
            refresh::settle(db, caller.workspace).await?;
        }
        Err(Error::internal("the index of events does not come to rest"))
    }

    async fn begin(tx: WorkspaceTx, memory: &'a Memory, state: State) -> Result<Self, Error> {
        let (facts, _) = log::read(&tx, i64::MAX).await?;
        let tail = sort(state.calendar, &facts);
        let directory = directory(&tx, memory, state).await?;
        Ok(Self { tx, memory, state, directory, tail, until: None })
    }

    pub const fn calendar(&self) -> Calendar {
        self.state.calendar
    }

    /// Shuts the eyes to this day and all later ones, or opens them.
    pub const fn see_until(&mut self, until: Option<Day>) {
        self.until = until;
    }

    /// What is seen of a span.
    pub fn seen(&self, span: Span) -> Span {
        let until = self.until.map_or(span.until, |until| span.until.min(until));
        Span { from: span.from.min(until), until }
    }

    /// The first day on which anything happened.
    pub fn first_day(&self, kind: UnitKind) -> Option<Day> {
        let days = [self.directory.first_day(kind), first_day(self.tail.keys(), kind)];
        days.into_iter().flatten().min()
    }

    /// The numbers of names; one that the catalogue doesn't have is left out.
    pub async fn numbers_of(&self, names: &[String]) -> Result<BTreeSet<i32>, Error> {
        // A name keeps its number, so one that is remembered need not be looked up.
        let workspace = self.tx.workspace();
        let remembered = names.iter().map(|name| self.memory.name(workspace, name));
        if let Some(known) = remembered.collect::<Option<Vec<_>>>() {
            return Ok(known.into_iter().map(|known| known.id).collect());
        }
        let found = name::numbers_of(&self.tx, names).await?;
        for (name, id) in &found {
            let known = KnownName { id: *id, denied: false, revision: NO_REVISION };
            self.memory.remember_name(workspace, name, known);
        }
        Ok(found.into_values().collect())
    }

    /// All names that something happened under.
    pub fn names(&self, kind: UnitKind) -> Names {
        let keys = self.directory.segments.keys().chain(self.tail.keys());
        let names: BTreeSet<i32> =
            keys.filter(|key| key.kind == kind && key.has_times()).map(|key| key.name).collect();
        names.into_iter().collect()
    }

    /// How many events of these names there were in each of the spans.
    pub fn counts(&self, kind: UnitKind, names: &Names, spans: &[Span]) -> Vec<u64> {
        let names = self.own_names(kind, names);
        let on = |key: Key| {
            let stored = self.directory.segments.get(&key).map_or(0, |entry| entry.events.into());
            stored + self.tail.get(&key).map_or(0, |entries| entries.len() as u64)
        };
        let of_day = |day| names.iter().map(|name| on(Key::day(kind, *name, day))).sum::<u64>();
        spans.iter().map(|span| self.seen(*span).days().map(of_day).sum()).collect()
    }

    /// Names that have times.
    fn own_names(&self, kind: UnitKind, names: &Names) -> Names {
        if **names == [name::ANY] { self.names(kind) } else { names.clone() }
    }

    /// Who did any of these in each of the spans.
    pub async fn sets(
        &self,
        kind: UnitKind,
        names: &Names,
        spans: &[Span],
    ) -> Result<Vec<Arc<Bits>>, Error> {
        let parts: Vec<Vec<Part>> = spans.iter().map(|span| self.parts(self.seen(*span))).collect();
        let wanted: HashSet<Part, RandomState> = parts.iter().flatten().copied().collect();
        let sets = self.part_sets(kind, names, wanted).await?;
        let empty = Arc::new(Bits::default());
        let set = |part: &Part| sets.get(part).unwrap_or(&empty);
        let joined = parts.iter().map(|parts| match parts.as_slice() {
            [] => empty.clone(),
            [one] => set(one).clone(),
            [first, more @ ..] => {
                let mut bits = Bits::clone(set(first));
                for part in more {
                    bits.unite(set(part));
                }
                Arc::new(bits)
            }
        });
        Ok(joined.collect())
    }

    /// Whole weeks, and the days around them.
    fn parts(&self, span: Span) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut at = span.from;
        while at < span.until {
            let is_week =
                at + 7 <= span.until && self.calendar().period_start(Period::Week, at) == at;
            let cover = if is_week { Cover::Week } else { Cover::Day };
            parts.push(Part { cover, period: at });
            at += if is_week { 7 } else { 1 };
        }
        parts
    }

    async fn part_sets(
        &self,
        kind: UnitKind,
        names: &Names,
        parts: HashSet<Part, RandomState>,
    ) -> Result<Parts, Error> {
        let mut sets = Parts::with_capacity_and_hasher(parts.len(), RandomState::default());
        let mut missing = Vec::new();
        for part in parts {
            let Some(id) = self.set_id(kind, names, part) else { continue };
            match self.memory.index.sets.get(&id) {
                Some(set) => drop(sets.insert(part, set)),
                None => missing.push((part, id)),
            }
        }
        let key = |part: Part, name| Key { kind, cover: part.cover, name, period: part.period };
        let keys = missing.iter().flat_map(|(part, _)| names.iter().map(|name| key(*part, *name)));
        let units = self.units(&keys.collect::<Vec<_>>()).await?;
        for ((part, id), units) in missing.into_iter().zip(units.chunks(names.len().max(1))) {
            let set = units::union_of(units.iter().flatten().map(AsRef::as_ref))?;
            self.memory.index.sets.insert(id, set.clone());
            sets.insert(part, set);
        }
        self.add_tail(kind, names, &mut sets);
        Ok(sets)
    }

    /// Nothing where no segment is.
    fn set_id(&self, kind: UnitKind, names: &Names, part: Part) -> Option<SetId> {
        let key = |name| Key { kind, cover: part.cover, name, period: part.period };
        let entries = names.iter().filter_map(|name| self.directory.segments.get(&key(*name)));
        Some(SetId {
            workspace: self.tx.workspace(),
            generation: self.state.generation,
            revision: entries.map(|entry| entry.revision).max()?,
            kind,
            cover: part.cover,
            period: part.period,
            names: names.clone(),
        })
    }

    fn add_tail(&self, kind: UnitKind, names: &Names, sets: &mut Parts) {
        for (key, entries) in &self.tail {
            if key.kind != kind || names.binary_search(&key.name).is_err() {
                continue;
            }
            let part = Part { cover: key.cover, period: key.period };
            let set = Arc::make_mut(sets.entry(part).or_default());
            for (unit, _) in entries {
                set.insert(*unit);
            }
        }
    }

    /// Whose these segments are; nothing for those that the database has not.
    async fn units(&self, keys: &[Key]) -> Result<Vec<Option<Arc<Units>>>, Error> {
        let cache = &self.memory.index.units;
        let (mut found, missing) = self.known(keys, |id| cache.get(id));
        let keys = missing.iter().map(|(_, id)| id.key);
        let mut loaded = shelf::load_units(&self.tx, self.state.generation, keys).await?;
        for (place, id) in missing {
            let Some(units) = loaded.remove(&id.key) else { continue };
            let units = Arc::new(Units::read(units)?);
            cache.insert(id, units.clone());
            found[place] = Some(units);
        }
        Ok(found)
    }

    /// These segments with their times; nothing for those that the database has not.
    async fn segments(&self, keys: &[Key]) -> Result<Vec<Option<Arc<Segment>>>, Error> {
        let cache = &self.memory.index.segments;
        let (mut found, missing) = self.known(keys, |id| cache.get(id));
        let keys = missing.iter().map(|(_, id)| id.key);
        let mut loaded = shelf::load(&self.tx, self.state.generation, keys).await?;
        for (place, id) in missing {
            let Some(segment) = loaded.remove(&id.key) else { continue };
            let segment = Arc::new(segment);
            cache.insert(id, segment.clone());
            found[place] = Some(segment);
        }
        Ok(found)
    }

    /// What is remembered of these segments, and at which places those are missing that the directory has.
    fn known<T>(
        &self,
        keys: &[Key],
        remembered: impl Fn(&SegmentId) -> Option<T>,
    ) -> (Vec<Option<T>>, Vec<(usize, SegmentId)>) {
        let mut missing = Vec::new();
        let known = keys.iter().enumerate().map(|(place, key)| {
            let entry = self.directory.segments.get(key)?;
            let id = SegmentId {
                workspace: self.tx.workspace(),
                generation: self.state.generation,
                revision: entry.revision,
                key: *key,
            };
            let known = remembered(&id);
            if known.is_none() {
                missing.push((place, id));
            }
            known
        });
        (known.collect(), missing)
    }

    /// Who did each of these on each of these days, and when.
    pub async fn timed(
        &self,
        kind: UnitKind,
        names: &Names,
        span: Span,
    ) -> Result<Vec<(Key, Arc<Segment>)>, Error> {
        let names = self.own_names(kind, names);
        let keys = self
            .seen(span)
            .days()
            .flat_map(|day| names.iter().map(move |name| Key::day(kind, *name, day)));
        let keys: Vec<Key> = keys.collect();
        let mut days = Vec::with_capacity(keys.len());
        for (key, segment) in keys.iter().zip(self.segments(&keys).await?) {
            let segment = match (segment, self.tail.get(key)) {
                (segment, None) => segment,
                (Some(segment), Some(more)) => Some(Arc::new(segment.with(*key, more)?)),
                (None, Some(more)) => Some(Arc::new(Segment::of(*key, more)?)),
            };
            days.extend(segment.map(|segment| (*key, segment)));
        }
        Ok(days)
    }
}

/// What segments there are at this revision. The one that is remembered is brought up to date; one that is ahead of this
/// snapshot, as another question may have seen the index later, is left to the others.
async fn directory(
    tx: &WorkspaceTx,
    memory: &Memory,
    state: State,
) -> Result<Arc<Directory>, Error> {
    let State { generation, revision, .. } = state;
    let known = memory.index.directory(tx.workspace());
    let known = known.filter(|known| known.generation == generation && known.revision <= revision);
    if let Some(known) = &known
        && known.revision == revision
    {
        return Ok(known.clone());
    }
    let since = known.as_ref().map_or(0, |known| known.revision);
    let changed = shelf::directory(tx, generation, since).await?;
    let mut segments = known.map(|known| known.segments.clone()).unwrap_or_default();
    segments.extend(changed);
    let directory = Arc::new(Directory::new(generation, revision, segments));
    memory.index.keep_directory(tx.workspace(), directory.clone());
    Ok(directory)
}
