//! Units that turn out to be one, and merges that are taken back. The index is told by a row per unit that moved: it
//! carries the unit's events from the old root to the new one before the next question is answered.

use super::{
    KeyKind, Unit, UnitKind, loaded,
    resolve::{Mention, own_key, resolve, stored_units},
    stored,
};
use crate::{
    entity::{unit, unit_key, unit_move},
    memory::Memory,
    stream::Stream,
};
use kernel::{Error, WorkspaceTx};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, Set, sea_query::Expr};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Everything that counts as the root `from` counts as `into` does from now on, and goes along when `into` itself, which may
/// have been merged, stands for itself again.
pub async fn merge(
    tx: &WorkspaceTx,
    stream: &mut Stream,
    kind: UnitKind,
    from: u32,
    into: Unit,
) -> Result<(), Error> {
    use unit::Column;
    if from == into.root {
        return Ok(());
    }
    let of_kind = Column::Kind.eq(kind.number());
    tx.update::<unit::Entity>()
        .col_expr(Column::Parent, Expr::value(stored(into.ordinal)))
        .filter(of_kind.clone())
        .filter(Column::Ordinal.eq(stored(from)))
        .exec(&tx.db)
        .await?;
    let below = tx.find::<unit::Entity>().filter(of_kind).filter(Column::Root.eq(stored(from)));
    let below: Vec<i32> =
        below.select_only().column(Column::Ordinal).into_tuple().all(&tx.db).await?;
    let below = below.into_iter().map(loaded).collect();
    move_units(tx, stream, kind, below, from, into.root).await
}

/// Gives units another root, and tells the index.
async fn move_units(
    tx: &WorkspaceTx,
    stream: &mut Stream,
    kind: UnitKind,
    units: Vec<u32>,
    from: u32,
    into: u32,
) -> Result<(), Error> {
    use unit::Column;
    let id = stream.change_identity();
    tx.update::<unit::Entity>()
        .col_expr(Column::Root, Expr::value(stored(into)))
        .filter(Column::Kind.eq(kind.number()))
        .filter(Column::Ordinal.is_in(units.iter().copied().map(stored)))
        .exec(&tx.db)
        .await?;
    let moves = units.into_iter().map(|ordinal| unit_move::ActiveModel {
        workspace_id: Set(tx.workspace()),
        id: Set(id),
        kind: Set(kind.number()),
        ordinal: Set(stored(ordinal)),
        old_root: Set(stored(from)),
        new_root: Set(stored(into)),
        until_id: Set(stream.before),
    });
    let moves = unit_move::Entity::insert_many(moves);
    moves.exec_without_returning(&tx.db).await?;
    Ok(())
}

/// `previous`, an id of the sender's or of a browser, is the same as the sender's id `current`. Nothing happens if
/// `previous` was never seen, or is somebody known already: two known people are merged by an operator.
pub async fn alias(
    tx: &WorkspaceTx,
    memory: &Memory,
    stream: &mut Stream,
    previous: &str,
    current: &str,
) -> Result<(), Error> {
    let kind = UnitKind::Person;
    let keys = [KeyKind::External, KeyKind::Anonymous].map(|key| (key, previous.to_owned()));
    let seen = stored_units(tx, kind, &keys).await?;
    let mention = [Mention::external(current)];
    let resolved = resolve(tx, memory, stream, kind, &mention).await?;
    let Some(current) = resolved.first().and_then(|one| one.unit()) else { return Ok(()) };
    for (_, unit) in seen {
        if unit.root != current.root && subject(tx, kind, unit.root).await?.is_none() {
            merge(tx, stream, kind, unit.root, current).await?;
        }
    }
    Ok(())
}

async fn subject(tx: &WorkspaceTx, kind: UnitKind, ordinal: u32) -> Result<Option<Uuid>, Error> {
    let row = tx.find::<unit::Entity>().filter(unit::Column::Kind.eq(kind.number()));
    let row = row.filter(unit::Column::Ordinal.eq(stored(ordinal))).one(&tx.db).await?;
    Ok(row.and_then(|row| row.subject_id))
}

/// A person or account as it is today: its external id belongs to it, and what it was merged into counts for both.
pub async fn join(
    tx: &WorkspaceTx,
    memory: &Memory,
    stream: &mut Stream,
    kind: UnitKind,
    subject: &super::subjects::Subject,
) -> Result<(), Error> {
    let own = own_key(subject.id);
    let external = subject.external_id.clone().map(|id| (KeyKind::External, id));
    let keys: Vec<_> = std::iter::once(own.clone()).chain(external.clone()).collect();
    let seen: HashMap<_, _> = stored_units(tx, kind, &keys).await?.into_iter().collect();
    let by_external = external.as_ref().and_then(|key| seen.get(key)).copied();
    if seen.is_empty() {
        // No event has named it: there is nothing to join.
        return Ok(());
    }
    if let (None, Some(found)) = (seen.get(&own), by_external)
        && self::subject(tx, kind, found.root).await?.is_none()
    {
        adopt(tx, kind, found.root, subject.id).await?;
    }
    let mention = [Mention { ours: Some(subject.id), ..Mention::default() }];
    let resolved = resolve(tx, memory, stream, kind, &mention).await?;
    let Some(own) = resolved.first().and_then(|one| one.unit()) else { return Ok(()) };
    if let (Some(found), Some((_, id))) = (by_external, &external)
        && found.root != own.root
    {
        match self::subject(tx, kind, found.root).await? {
            None => merge(tx, stream, kind, found.root, own).await?,
            // The id was taken from somebody else: what comes from now on is this one's.
            Some(_) => point_key(tx, stream, kind, id, own.ordinal).await?,
        }
    }
    if let Some(survivor) = subject.merged_into {
        let mention = [Mention { ours: Some(survivor), ..Mention::default() }];
        let resolved = resolve(tx, memory, stream, kind, &mention).await?;
        if let Some(survivor) = resolved.first().and_then(|one| one.unit()) {
            merge(tx, stream, kind, own.root, survivor).await?;
        }
    }
    Ok(())
}

/// A unit that was nobody is this person or account.
async fn adopt(tx: &WorkspaceTx, kind: UnitKind, ordinal: u32, subject: Uuid) -> Result<(), Error> {
    use unit::Column;
    tx.update::<unit::Entity>()
        .col_expr(Column::SubjectId, Expr::value(subject))
        .filter(Column::Kind.eq(kind.number()))
        .filter(Column::Ordinal.eq(stored(ordinal)))
        .exec(&tx.db)
        .await?;
    let (key_kind, value) = own_key(subject);
    let key = unit_key::ActiveModel {
        workspace_id: Set(tx.workspace()),
        kind: Set(kind.number()),
        key_kind: Set(key_kind.number()),
        value: Set(value),
        ordinal: Set(stored(ordinal)),
    };
    unit_key::Entity::insert(key).exec_without_returning(&tx.db).await?;
    Ok(())
}

async fn point_key(
    tx: &WorkspaceTx,
    stream: &mut Stream,
    kind: UnitKind,
    external_id: &str,
    ordinal: u32,
) -> Result<(), Error> {
    use unit_key::Column;
    stream.change_identity();
    tx.update::<unit_key::Entity>()
        .col_expr(Column::Ordinal, Expr::value(stored(ordinal)))
        .filter(Column::Kind.eq(kind.number()))
        .filter(Column::KeyKind.eq(KeyKind::External.number()))
        .filter(Column::Value.eq(external_id))
        .exec(&tx.db)
        .await?;
    Ok(())
}

/// Takes a merge back: the unit of `subject` stands for itself again, with all that had been merged into it before.
pub async fn part(
    tx: &WorkspaceTx,
    stream: &mut Stream,
    kind: UnitKind,
    subject: Uuid,
) -> Result<(), Error> {
    use unit::Column;
    let of_kind = || tx.find::<unit::Entity>().filter(Column::Kind.eq(kind.number()));
    let own = of_kind().filter(Column::SubjectId.eq(subject)).one(&tx.db).await?;
    let Some(own) = own.filter(|own| own.parent != own.ordinal) else { return Ok(()) };
    let together = of_kind().filter(Column::Root.eq(own.root)).all(&tx.db).await?;
    let parents: HashMap<i32, i32> =
        together.iter().map(|unit| (unit.ordinal, unit.parent)).collect();
    let below = together.iter().map(|unit| unit.ordinal).filter(|unit| {
        let mut seen = HashSet::new();
        let mut at = *unit;
        while at != own.ordinal && seen.insert(at) {
            at = parents.get(&at).copied().unwrap_or(at);
        }
        at == own.ordinal
    });
    let below = below.map(loaded).collect();
    tx.update::<unit::Entity>()
        .col_expr(Column::Parent, Expr::value(own.ordinal))
        .filter(Column::Kind.eq(kind.number()))
        .filter(Column::Ordinal.eq(own.ordinal))
        .exec(&tx.db)
        .await?;
    move_units(tx, stream, kind, below, loaded(own.root), loaded(own.ordinal)).await
}
