//! The catalogue of events: every name that came, under a small number that the index counts with.
//!
//! A broken client that makes up names (`order_4711_paid`) must not hurt: beyond [`MOST_NAMES`] events are kept and
//! counted together under [`OTHER`], and the operator is told.

mod property;
mod resolve;
mod service;

pub use property::{EventProperty, learn};
pub use resolve::resolve;
pub use service::{
    DisplayName, EventName, EventNameFilter, EventNamePatch, EventNameStatus, display_names, list,
    searched, update,
};

use crate::entity::name::{Column, Entity};
use kernel::{Error, WorkspaceTx};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};
use std::collections::HashMap;

/// Any event, as the index counts it: no event has this number.
pub const ANY: i32 = 0;
/// All names beyond the limit.
pub const OTHER: i32 = 1;
/// How many names a workspace may have.
pub const MOST_NAMES: i32 = 2000;

/// The number of a name; that of all others where the catalogue doesn't have it.
pub async fn number_of(tx: &WorkspaceTx, name: &str) -> Result<i32, Error> {
    let select = tx.find::<Entity>().filter(Column::Name.eq(name));
    let row = select.select_only().column(Column::Number).into_tuple::<i32>();
    Ok(row.one(&tx.db).await?.unwrap_or(OTHER))
}

/// The numbers of names; one that the catalogue doesn't have is left out.
pub async fn numbers_of(tx: &WorkspaceTx, names: &[String]) -> Result<HashMap<String, i32>, Error> {
    let select = tx.find::<Entity>().filter(Column::Name.is_in(names));
    let rows = select.select_only().columns([Column::Name, Column::Number]);
    Ok(rows.into_tuple::<(String, i32)>().all(&tx.db).await?.into_iter().collect())
}

/// The names behind numbers; [`OTHER`] stands for many and has none.
pub async fn names_of(
    tx: &WorkspaceTx,
    numbers: impl IntoIterator<Item = i32>,
) -> Result<HashMap<i32, String>, Error> {
    let select = tx.find::<Entity>().filter(Column::Number.is_in(numbers));
    let rows = select.select_only().columns([Column::Number, Column::Name]);
    Ok(rows.into_tuple::<(i32, String)>().all(&tx.db).await?.into_iter().collect())
}
