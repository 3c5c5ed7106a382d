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
