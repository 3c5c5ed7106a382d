//! From the ids of a batch to units, in a fixed number of statements. What other batches found is remembered, so the
//! usual batch needs none.

use super::{KeyKind, Unit, UnitKind, loaded, merge, stored, subjects::Subject};
use crate::{
    entity::{unit, unit_key},
    memory::{Memory, Remembered},
    sql,
    stream::Stream,
};
use kernel::{Backend, Error, WorkspaceTx, is_one_of_numbers};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryResult, Set, sea_query::Expr};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

const ROWS_PER_INSERT: usize = 500;

/// The ids by which one event names a unit. The first that is there counts; a browser's beside it is learnt.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mention<'a> {
    pub ours: Option<Uuid>,
    pub external: Option<&'a str>,
    pub anonymous: Option<&'a str>,
}

impl<'a> Mention<'a> {
    fn main(&self) -> Option<Key> {
        let ours = self.ours.map(|id| (KeyKind::Ours, id.simple().to_string()));
        ours.or_else(|| self.external.map(|id| (KeyKind::External, id.to_owned())))
    }

    fn browser(&self) -> Option<Key> {
        self.anonymous.map(|id| (KeyKind::Anonymous, id.to_owned()))
    }

    pub const fn external(id: &'a str) -> Self {
        Self { ours: None, external: Some(id), anonymous: None }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// The event names none.
    Nobody,
    Unit(Unit),
    /// One of our ids, of nobody here: a mistake.
    Stranger,
}

impl Resolved {
    pub const fn unit(self) -> Option<Unit> {
        match self {
            Self::Unit(unit) => Some(unit),
            Self::Nobody | Self::Stranger => None,
        }
    }
}

pub(super) type Key = (KeyKind, String);

/// The unit of each mention; ids that were never seen get a new one.
pub async fn resolve(
    tx: &WorkspaceTx,
    memory: &Memory,
    stream: &mut Stream,
    kind: UnitKind,
    mentions: &[Mention<'_>],
) -> Result<Vec<Resolved>, Error> {
    let mut desk =
        Desk { tx, memory, stream, kind, known: HashMap::new(), fresh: Fresh::default() };
    let keys = mentions.iter().flat_map(|mention| [mention.main(), mention.browser()]).flatten();
    let keys = each_once(keys);
    desk.look_up(keys.clone()).await?;
    desk.introduce_subjects(&keys).await?;
    let pairs = mentions.iter().filter_map(|mention| Some((mention.main()?, mention.browser()?)));
    let meetings = desk.learn_browsers(pairs);
    let resolved = mentions.iter().map(|mention| desk.unit_of(mention)).collect::<Vec<_>>();
    desk.fresh.insert(tx).await?;
    desk.merge_visitors(meetings, resolved).await
}

/// What a single look at a batch works with.
struct Desk<'a> {
    tx: &'a WorkspaceTx,
    memory: &'a Memory,
    stream: &'a mut Stream,
    kind: UnitKind,
    known: HashMap<Key, Unit>,
    fresh: Fresh,
}

impl Desk<'_> {
    /// From memory, and what is not there from the database.
    async fn look_up(&mut self, keys: Vec<Key>) -> Result<(), Error> {
        let workspace = self.tx.workspace();
        let mut missing = Vec::new();
        for (key_kind, value) in keys {
            let found = self.memory.unit(workspace, self.kind, key_kind, &value);
            match found.filter(|found| found.revision == self.stream.identity_revision) {
                Some(found) => drop(self.known.insert((key_kind, value), found.unit)),
                None => missing.push((key_kind, value)),
            }
        }
        if missing.is_empty() {
            return Ok(());
        }
        for (key, unit) in stored_units(self.tx, self.kind, &missing).await? {
            let remembered = Remembered { unit, revision: self.stream.identity_revision };
            self.memory.remember_unit(workspace, self.kind, key.0, &key.1, remembered);
            self.known.insert(key, unit);
        }
        Ok(())
    }

    /// People and accounts that are here but that no event has named yet.
    async fn introduce_subjects(&mut self, keys: &[Key]) -> Result<(), Error> {
        let unknown = |kind: KeyKind| {
            let unknown = keys.iter().filter(|key| key.0 == kind && !self.known.contains_key(*key));
            unknown.map(|key| key.1.as_str()).collect::<Vec<_>>()
        };
        let ours = unknown(KeyKind::Ours).into_iter().filter_map(|id| Uuid::try_parse(id).ok());
        let ours: Vec<_> = ours.collect();
        let subjects = Subject::named(self.tx, self.kind, ours, unknown(KeyKind::External)).await?;
        let survivors = self.survivors(&subjects).await?;
        let ids = subjects.iter().map(|subject| subject.id).chain(survivors.values().copied());
        self.look_up(each_once(ids.map(own_key))).await?;
        for subject in &subjects {
            let unit = self.unit_of_subject(subject.id, &survivors);
            let key = subject.external_id.clone().map(|id| (KeyKind::External, id));
            if let Some(key) = key.filter(|key| keys.contains(key) && !self.known.contains_key(key))
            {
                self.add_key(key, unit);
            }
        }
        let strangers: Vec<Key> = keys
            .iter()
            .filter(|key| key.0 == KeyKind::External && !self.known.contains_key(*key))
            .cloned()
            .collect();
        for key in strangers {
            let unit = self.add_unit(None, None, false);
            self.add_key(key, unit);
        }
        Ok(())
    }

    /// Whom each of these was merged into, and whom that one was merged into, and so on.
    async fn survivors(&self, subjects: &[Subject]) -> Result<HashMap<Uuid, Uuid>, Error> {
        let mut survivors = HashMap::new();
        let mut latest = subjects.to_vec();
        while !latest.is_empty() {
            let pairs = latest.iter().filter_map(|one| Some((one.id, one.merged_into?)));
            survivors.extend(pairs);
            let next = latest.iter().filter_map(|one| one.merged_into);
            latest = Subject::named(self.tx, self.kind, next.collect(), Vec::new()).await?;
        }
        Ok(survivors)
    }

    /// A merged person counts as the one it was merged into.
    fn unit_of_subject(&mut self, id: Uuid, survivors: &HashMap<Uuid, Uuid>) -> Unit {
        if let Some(unit) = self.known.get(&own_key(id)) {
            return *unit;
        }
        let parent = survivors.get(&id).map(|survivor| self.unit_of_subject(*survivor, survivors));
        let unit = self.add_unit(Some(id), parent, false);
        self.add_key(own_key(id), unit);
        unit
    }

    /// The ids of browsers that were seen with somebody. Returns the visitors who turn out to be that somebody.
    fn learn_browsers(&mut self, pairs: impl Iterator<Item = (Key, Key)>) -> Vec<(Unit, Unit)> {
        let mut meetings = Vec::new();
        for (main, browser) in pairs {
            let Some(main) = self.known.get(&main).copied() else { continue };
            match self.known.get(&browser).copied() {
                None => self.add_key(browser, main),
                Some(visitor) if visitor.is_visitor && visitor.root != main.root => {
                    meetings.push((visitor, main));
                }
                Some(_) => {}
            }
        }
        meetings
    }

    fn unit_of(&mut self, mention: &Mention<'_>) -> Resolved {
        if let Some(main) = mention.main() {
            return self.known.get(&main).map_or(Resolved::Stranger, |unit| Resolved::Unit(*unit));
        }
        let Some(browser) = mention.browser() else { return Resolved::Nobody };
        let unit = self.known.get(&browser).copied().unwrap_or_else(|| {
            let unit = self.add_unit(None, None, true);
            self.add_key(browser, unit);
            unit
        });
        Resolved::Unit(unit)
    }

    /// A visitor goes to the first that it met. Events of this batch count as the root that comes out.
    async fn merge_visitors(
        &mut self,
        meetings: Vec<(Unit, Unit)>,
        mut resolved: Vec<Resolved>,
    ) -> Result<Vec<Resolved>, Error> {
        let mut roots = HashMap::new();
        for (visitor, main) in meetings {
            if roots.contains_key(&visitor.root) {
                continue;
            }
            merge::merge(self.tx, self.stream, self.kind, visitor.root, main).await?;
            roots.insert(visitor.root, main.root);
        }
        for one in &mut resolved {
            if let Resolved::Unit(unit) = one
                && let Some(root) = roots.get(&unit.root)
            {
                *unit = Unit { root: *root, is_visitor: false, ..*unit };
            }
        }
        Ok(resolved)
    }

    fn add_unit(&mut self, subject: Option<Uuid>, parent: Option<Unit>, is_visitor: bool) -> Unit {
        let ordinal = self.stream.next_unit(self.kind);
        let root = parent.map_or(ordinal, |parent| parent.root);
        let parent = parent.map_or(ordinal, |parent| parent.ordinal);
        self.fresh.units.push(unit::ActiveModel {
            workspace_id: Set(self.tx.workspace()),
            kind: Set(self.kind.number()),
            ordinal: Set(stored(ordinal)),
            parent: Set(stored(parent)),
            root: Set(stored(root)),
            subject_id: Set(subject),
            is_visitor: Set(is_visitor),
        });
        Unit { ordinal, root, is_visitor }
    }

    fn add_key(&mut self, key: Key, unit: Unit) {
        self.fresh.keys.push(unit_key::ActiveModel {
            workspace_id: Set(self.tx.workspace()),
            kind: Set(self.kind.number()),
            key_kind: Set(key.0.number()),
            value: Set(key.1.clone()),
            ordinal: Set(stored(unit.ordinal)),
        });
        self.known.insert(key, unit);
    }
}

/// Without repetitions, in the order of the first.
fn each_once(keys: impl Iterator<Item = Key>) -> Vec<Key> {
    let mut seen = HashSet::new();
    keys.filter(|key| seen.insert(key.clone())).collect()
}

/// What this batch named first.
#[derive(Default)]
struct Fresh {
    units: Vec<unit::ActiveModel>,
    keys: Vec<unit_key::ActiveModel>,
}

impl Fresh {
    async fn insert(&mut self, tx: &WorkspaceTx) -> Result<(), Error> {
        for rows in std::mem::take(&mut self.units).chunks(ROWS_PER_INSERT) {
            unit::Entity::insert_many(rows.to_vec()).exec_without_returning(&tx.db).await?;
        }
        for rows in std::mem::take(&mut self.keys).chunks(ROWS_PER_INSERT) {
            unit_key::Entity::insert_many(rows.to_vec()).exec_without_returning(&tx.db).await?;
        }
        Ok(())
    }
}

pub(super) fn own_key(id: Uuid) -> Key {
    (KeyKind::Ours, id.simple().to_string())
}

/// Those of `keys` that the database has, with what they count as. Each key is looked up by itself: PostgreSQL would
/// otherwise compare every key with every row as long as it has no figures on a table that grows fast.
pub(super) async fn stored_units(
    tx: &WorkspaceTx,
    kind: UnitKind,
    keys: &[Key],
) -> Result<Vec<(Key, Unit)>, Error> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let wanted: Value = keys.iter().map(|(kind, value)| json!([kind.number(), value])).collect();
    let found =
        sql::query(tx, looking_up(tx.backend()), [kind.number().into(), wanted.to_string().into()]);
    let row = |row: &QueryResult| {
        let key = (KeyKind::of(row.try_get_by_index(0)?), row.try_get_by_index(1)?);
        let unit = Unit {
            ordinal: loaded(row.try_get_by_index(2)?),
            root: loaded(row.try_get_by_index(3)?),
            // Whether somebody is known stands with the root.
            is_visitor: row.try_get_by_index(4)?,
        };
        Ok((key, unit))
    };
    found.await?.iter().map(row).collect()
}

/// The units that ids of browsers belong to; an id that was never seen is left out.
pub async fn browsers(
    tx: &WorkspaceTx,
    anonymous_ids: &[String],
) -> Result<Vec<(String, Unit)>, Error> {
    let keys: Vec<_> = anonymous_ids.iter().map(|id| (KeyKind::Anonymous, id.clone())).collect();
    let found = stored_units(tx, UnitKind::Person, &keys).await?;
    Ok(found.into_iter().map(|((_, id), unit)| (id, unit)).collect())
}

const fn looking_up(backend: Backend) -> &'static str {
    match backend {
        Backend::Sqlite => {
            "SELECT k.key_kind, k.value, u.ordinal, u.root, r.is_visitor FROM json_each($3) w \
             CROSS JOIN event_unit_key k ON k.workspace_id = $1 AND k.kind = $2 \
             AND k.key_kind = w.value ->> 0 AND k.value = w.value ->> 1 \
             CROSS JOIN event_unit u ON u.workspace_id = $1 AND u.kind = $2 AND u.ordinal = k.ordinal \
             CROSS JOIN event_unit r ON r.workspace_id = $1 AND r.kind = $2 AND r.ordinal = u.root"
        }
        Backend::Postgres => {
            // `OFFSET 0` keeps what takes the JSON apart out of the look-up: row-level security lets no function that it
            // doesn't trust near the rows, and the index would not be used. One step after the other, as PostgreSQL
            // would begin a join of the three where it must look through all of a workspace.
            "SELECT wanted.key_kind, wanted.value, u.ordinal, u.root, r.is_visitor FROM ( \
             SELECT (w ->> 0)::smallint AS key_kind, w ->> 1 AS value \
             FROM jsonb_array_elements(CAST($3 AS text)::jsonb) AS w OFFSET 0) AS wanted \
             CROSS JOIN LATERAL (SELECT ordinal FROM event_unit_key WHERE workspace_id = $1 AND kind = $2 \
             AND key_kind = wanted.key_kind AND event_unit_key.value = wanted.value LIMIT 1) AS k \
             CROSS JOIN LATERAL (SELECT ordinal, root FROM event_unit WHERE workspace_id = $1 AND kind = $2 \
             AND ordinal = k.ordinal LIMIT 1) AS u \
             CROSS JOIN LATERAL (SELECT is_visitor FROM event_unit WHERE workspace_id = $1 AND kind = $2 \
             AND ordinal = u.root LIMIT 1) AS r"
        }
    }
}

pub(super) async fn unit_rows(
    tx: &WorkspaceTx,
    kind: UnitKind,
    ordinals: impl Iterator<Item = i32>,
) -> Result<Vec<unit::Model>, Error> {
    let ordinals: HashSet<i32> = ordinals.collect();
    if ordinals.is_empty() {
        return Ok(Vec::new());
    }
    let select = tx.find::<unit::Entity>().filter(unit::Column::Kind.eq(kind.number()));
    let among = is_one_of_numbers(tx.backend(), Expr::col(unit::Column::Ordinal), ordinals);
    Ok(select.filter(among).all(&tx.db).await?)
}
