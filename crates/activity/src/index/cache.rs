//! Parts of the index that a process has read. Every entry is filed under the revision that wrote it, so nothing has to be
//! thrown away when the index moves on: what is out of date is simply not asked for any more.

use super::{
    bits::Bits,
    calendar::Day,
    segment::{Cover, Key, Segment},
    stretch::Stretch,
    units::Units,
};
use crate::who::UnitKind;
use foldhash::fast::RandomState;
use kernel::ids::WorkspaceId;
use quick_cache::{
    Weighter,
    sync::{Cache, DefaultLifecycle},
};
use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex},
};

const UNITS_BYTES: u64 = 64 << 20;
const SEGMENT_BYTES: u64 = 40 << 20;
const SET_BYTES: u64 = 40 << 20;
const STRETCH_BYTES: u64 = 48 << 20;
/// About what the cache itself keeps per entry.
const OVERHEAD: u64 = 120;

/// What is known of a segment without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The refresh that wrote it last.
    pub revision: i64,
    /// How many events it has; in a set without times, how many units.
    pub events: u32,
}

pub type Segments = HashMap<Key, Entry, RandomState>;

/// Which segments a workspace has.
#[derive(Debug)]
pub struct Directory {
    pub generation: i32,
    pub revision: i64,
    pub segments: Segments,
    /// The first day that has any, of people and of accounts.
    first_days: [Option<Day>; 2],
}

impl Directory {
    pub fn new(generation: i32, revision: i64, segments: Segments) -> Self {
        let first_days = UnitKind::ALL.map(|kind| first_day(segments.keys(), kind));
        Self { generation, revision, segments, first_days }
    }

    pub const fn first_day(&self, kind: UnitKind) -> Option<Day> {
        self.first_days[kind as usize]
    }

    const fn age(&self) -> (i32, i64) {
        (self.generation, self.revision)
    }
}

/// The first day on which anything happened, by these segments.
pub fn first_day<'a>(keys: impl Iterator<Item = &'a Key>, kind: UnitKind) -> Option<Day> {
    let days = keys.filter(|key| key.kind == kind && key.cover == Cover::Day);
    days.map(|key| key.period).min()
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SegmentId {
    pub workspace: WorkspaceId,
    pub generation: i32,
    pub revision: i64,
    pub key: Key,
}

/// A set that is made of the segments of several names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SetId {
    pub workspace: WorkspaceId,
    pub generation: i32,
    /// The newest among the segments that it is made of.
    pub revision: i64,
    pub kind: UnitKind,
    pub cover: Cover,
    pub period: Day,
    pub names: Arc<[i32]>,
}

/// Four weeks of some names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StretchId {
    pub workspace: WorkspaceId,
    pub generation: i32,
    /// The newest among the segments that it is made of.
    pub revision: i64,
    pub kind: UnitKind,
    pub first_day: Day,
    pub names: Arc<[i32]>,
}

pub struct IndexCache {
    /// Whose they are alone, and with their times.
    pub units: Cache<SegmentId, Arc<Units>, WeighUnits, RandomState>,
    pub segments: Cache<SegmentId, Arc<Segment>, WeighSegment, RandomState>,
    pub sets: Cache<SetId, Arc<Bits>, WeighSet, RandomState>,
    pub stretches: Cache<StretchId, Arc<Stretch>, WeighStretch, RandomState>,
    directories: Mutex<HashMap<WorkspaceId, Arc<Directory>>>,
}

impl Default for IndexCache {
    fn default() -> Self {
        Self {
            units: cache(20_000, UNITS_BYTES, WeighUnits),
            segments: cache(5000, SEGMENT_BYTES, WeighSegment),
            sets: cache(10_000, SET_BYTES, WeighSet),
            // Few and large: an entry must not outweigh its part of the cache.
            stretches: cache(100, STRETCH_BYTES, WeighStretch),
            directories: Mutex::default(),
        }
    }
}

fn cache<K, V, W>(entries: usize, bytes: u64, weigh: W) -> Cache<K, V, W, RandomState>
where
    K: Eq + Hash,
    V: Clone,
    W: Weighter<K, V> + Clone,
{
    Cache::with(entries, bytes, weigh, RandomState::default(), DefaultLifecycle::default())
}

impl IndexCache {
    pub fn directory(&self, workspace: WorkspaceId) -> Option<Arc<Directory>> {
        let directories = self.directories.lock().expect("no code panics while it holds this lock");
        directories.get(&workspace).cloned()
    }

    /// Keeps the newest: a question that looks at an earlier state must not take it from those after it.
    pub fn keep_directory(&self, workspace: WorkspaceId, directory: Arc<Directory>) {
        let mut directories =
            self.directories.lock().expect("no code panics while it holds this lock");
        let kept = directories.entry(workspace).or_insert_with(|| directory.clone());
        if directory.age() > kept.age() {
            *kept = directory;
        }
    }
}

#[derive(Clone)]
pub struct WeighUnits;

impl Weighter<SegmentId, Arc<Units>> for WeighUnits {
    fn weight(&self, _: &SegmentId, units: &Arc<Units>) -> u64 {
        units.bytes() as u64 + OVERHEAD
    }
}

#[derive(Clone)]
pub struct WeighSegment;

impl Weighter<SegmentId, Arc<Segment>> for WeighSegment {
    fn weight(&self, _: &SegmentId, segment: &Arc<Segment>) -> u64 {
        let times = segment.times.as_ref().map_or(0, Vec::len);
        (segment.units.len() + times) as u64 + OVERHEAD
    }
}

#[derive(Clone)]
pub struct WeighSet;

impl Weighter<SetId, Arc<Bits>> for WeighSet {
    fn weight(&self, _: &SetId, bits: &Arc<Bits>) -> u64 {
        bits.bytes() as u64 + OVERHEAD
    }
}

#[derive(Clone)]
pub struct WeighStretch;

impl Weighter<StretchId, Arc<Stretch>> for WeighStretch {
    fn weight(&self, _: &StretchId, stretch: &Arc<Stretch>) -> u64 {
        stretch.bytes() as u64 + OVERHEAD
    }
}
