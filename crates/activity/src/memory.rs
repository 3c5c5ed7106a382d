//! What a process remembers between requests: which ids and names have which numbers, and parts of the index. All of it
//! can be read again from the database; nothing is remembered before it is committed.

use crate::{
    index::cache::IndexCache,
    who::{KeyKind, Unit, UnitKind},
};
use kernel::ids::WorkspaceId;
use quick_cache::{Equivalent, sync::Cache};
use std::hash::{Hash, Hasher};

/// About 25 MB when full.
const MOST_KEYS: usize = 200_000;
const MOST_NAMES: usize = 20_000;

/// One per process; shared by its threads.
pub struct Memory {
    units: Cache<OwnedKey, Remembered>,
    names: Cache<OwnedKey, KnownName>,
    /// With the revision at which it was looked up.
    homes: Cache<(WorkspaceId, u32), (i64, Home)>,
    pub(crate) index: IndexCache,
}

/// What an id meant when `identity_revision` was this.
#[derive(Clone, Copy, Debug)]
pub struct Remembered {
    pub unit: Unit,
    pub revision: i64,
}

/// The account that events of a person are for when they name none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    Only(Unit),
    /// They belong to no account, or to several.
    Unclear,
}

/// The number of a name, and whether its events are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownName {
    pub id: i32,
    pub denied: bool,
    pub revision: i64,
}

impl Default for Memory {
    fn default() -> Self {
        Self {
            units: Cache::new(MOST_KEYS),
            names: Cache::new(MOST_NAMES),
            homes: Cache::new(MOST_KEYS),
            index: IndexCache::default(),
        }
    }
}

impl Memory {
    pub(crate) fn unit(
        &self,
        workspace: WorkspaceId,
        kind: UnitKind,
        key_kind: KeyKind,
        value: &str,
    ) -> Option<Remembered> {
        self.units.get(&Key { workspace, room: room(kind, key_kind), value })
    }

    pub(crate) fn remember_unit(
        &self,
        workspace: WorkspaceId,
        kind: UnitKind,
        key_kind: KeyKind,
        value: &str,
        remembered: Remembered,
    ) {
        self.units.insert(owned(workspace, room(kind, key_kind), value), remembered);
    }

    pub(crate) fn home(&self, workspace: WorkspaceId, root: u32, revision: i64) -> Option<Home> {
        let (known_at, home) = self.homes.get(&(workspace, root))?;
        (known_at == revision).then_some(home)
    }

    pub(crate) fn remember_home(
        &self,
        workspace: WorkspaceId,
        root: u32,
        revision: i64,
        home: Home,
    ) {
        self.homes.insert((workspace, root), (revision, home));
    }

    pub(crate) fn name(&self, workspace: WorkspaceId, name: &str) -> Option<KnownName> {
        self.names.get(&Key { workspace, room: 0, value: name })
    }

    pub(crate) fn remember_name(&self, workspace: WorkspaceId, name: &str, known: KnownName) {
        self.names.insert(owned(workspace, 0, name), known);
    }
}

const fn room(kind: UnitKind, key_kind: KeyKind) -> u8 {
    kind as u8 * 8 + key_kind as u8
}

fn owned(workspace: WorkspaceId, room: u8, value: &str) -> OwnedKey {
    OwnedKey { workspace, room, value: value.into() }
}

#[derive(Clone, PartialEq, Eq)]
struct OwnedKey {
    workspace: WorkspaceId,
    room: u8,
    value: Box<str>,
}

/// The same without a copy of the text, for looking up.
struct Key<'a> {
    workspace: WorkspaceId,
    room: u8,
    value: &'a str,
}

impl OwnedKey {
    fn borrowed(&self) -> Key<'_> {
        Key { workspace: self.workspace, room: self.room, value: &self.value }
    }
}

impl Hash for OwnedKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.borrowed().hash(state);
    }
}

impl Hash for Key<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.workspace.uuid(), self.room, self.value).hash(state);
    }
}

impl Equivalent<OwnedKey> for Key<'_> {
    fn equivalent(&self, key: &OwnedKey) -> bool {
        (self.workspace, self.room, self.value) == (key.workspace, key.room, &*key.value)
    }
}
