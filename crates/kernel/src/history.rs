//! The newest rows of several histories in one order, such as what happened to an object and to those that were merged into
//! it.
//!
//! Each history is what an index holds under one value, newest first. Asked for all values at once (`IN`), both databases
//! would read every row that has one of them and sort them; as parts of one statement they are merged while they are read,
//! and a page costs the same however long the histories are.

use crate::{Error, WorkspaceScoped, WorkspaceTx};
use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait as _, Condition, DbBackend, ExprTrait as _, IdenStatic as _, ModelTrait, Order,
    QueryFilter as _, QueryTrait as _, Value,
    sea_query::{Expr, UnionType},
};
use uuid::Uuid;

/// Parts of one statement: SQLite takes 500 at most, and a text as long takes time to plan.
const AT_ONCE: usize = 50;

/// A time and an id: rows of one time are in the order of their ids.
pub type Place = (DateTime<Utc>, Uuid);

/// What is asked for of a history.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stretch {
    /// Only what comes after this place, that is, what is older.
    pub before: Option<Place>,
    /// Only what happened at this time or later.
    pub since: Option<DateTime<Utc>>,
}

/// The `limit` newest rows of `histories`. A row may be part of two of them, and comes once.
pub async fn newest<E>(
    tx: &WorkspaceTx,
    histories: &[Condition],
    (at, id): (E::Column, E::Column),
    stretch: Stretch,
    limit: u64,
) -> Result<Vec<E::Model>, Error>
where
    E: WorkspaceScoped,
    E::Model: ModelTrait<Entity = E> + Send + Sync,
{
    let place = || Expr::tuple([Expr::col(at), Expr::col(id)]);
    let before = stretch
        .before
        .map(|(time, last)| place().lt(Expr::tuple([Expr::value(time), Expr::value(last)])));
    let stretch =
        Condition::all().add_option(before).add_option(stretch.since.map(|time| at.gte(time)));
    let mut rows = Vec::new();
    for histories in histories.chunks(AT_ONCE) {
        let one = |history: &Condition| {
            tx.find::<E>().filter(stretch.clone()).filter(history.clone()).into_query()
        };
        let mut parts = histories.iter().map(one);
        let Some(mut all) = parts.next() else { continue };
        for part in parts {
            all.union(UnionType::All, part);
        }
        all.order_by(at.as_str(), Order::Desc).order_by(id.as_str(), Order::Desc);
        let mut statement = DbBackend::from(tx.backend()).build(&all);
        // As a parameter PostgreSQL would not know it when it plans for all values: see [`crate::page`].
        statement.sql = format!("{} LIMIT {}", statement.sql, limit * 2);
        rows.extend(tx.find::<E>().from_raw_sql(statement).all(&tx.db).await?);
    }
    let mut placed = Vec::with_capacity(rows.len());
    for row in rows {
        placed.push((place_of(&row, at, id)?, row));
    }
    placed.sort_by_key(|(place, _)| std::cmp::Reverse(*place));
    placed.dedup_by_key(|(place, _)| *place);
    placed.truncate(usize::try_from(limit).map_err(Error::internal)?);
    Ok(placed.into_iter().map(|(_, row)| row).collect())
}

fn place_of<M: ModelTrait>(
    row: &M,
    at: <M::Entity as sea_orm::EntityTrait>::Column,
    id: <M::Entity as sea_orm::EntityTrait>::Column,
) -> Result<Place, Error> {
    match (row.get(at), row.get(id)) {
        (Value::ChronoDateTimeUtc(Some(at)), Value::Uuid(Some(id))) => Ok((at, id)),
        _ => Err(Error::internal("a history needs a time and an id of type uuid")),
    }
}
