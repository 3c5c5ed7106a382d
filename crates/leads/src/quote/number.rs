//! Numbers that people read: counted in each workspace and year, with none missing.

use crate::entity::quote_number::{ActiveModel, Column, Entity};
use kernel::{Error, WorkspaceTx};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, ExprTrait as _, QueryFilter as _, Set,
    sea_query::{Expr, OnConflict},
};

/// The next number of a year. Others wait for it until the transaction ends, and a transaction that fails gives it back.
pub(super) async fn next(tx: &WorkspaceTx, year: i32) -> Result<i32, Error> {
    let first = ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        year: Set(year),
        last: Set(1),
    };
    let one_more = OnConflict::columns([Column::WorkspaceId, Column::Year])
        .value(Column::Last, Expr::col((Entity, Column::Last)).add(1))
        .to_owned();
    Entity::insert_many([first]).on_conflict(one_more).exec_without_returning(&tx.db).await?;
    let row = tx.find::<Entity>().filter(Column::Year.eq(year)).one(&tx.db).await?;
    row.map(|row| row.last).ok_or_else(|| Error::internal("a number that was just counted"))
}

/// `Q-2026-0001`; the ten thousandth of a year has five digits.
pub(super) fn written(year: i32, sequence: i32) -> String {
    format!("Q-{year}-{sequence:04}")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_number_has_four_digits_until_it_needs_more() {
        assert_eq!(super::written(2026, 7), "Q-2026-0007");
        assert_eq!(super::written(2026, 12_345), "Q-2026-12345");
    }
}
