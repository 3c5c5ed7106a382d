//! The rows that hang on a lead: they go along when it is merged into another, and come back when that is undone.

use crate::entity::{
    lead_activity, lead_check, lead_contact, lead_form_submission, lead_review, lead_visitor,
    quote, referral, sales_kit_use, touch, validity_dispute,
};
use customers::entity::{note, task};
use kernel::{Error, WorkspaceTx, ids::LeadId};
use sea_orm::{ColumnTrait, FromJsonQueryResult, QueryFilter, QuerySelect, sea_query::Expr};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The rows that moved to the winner: table → the loser they came from → their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct MovedRows(BTreeMap<String, BTreeMap<LeadId, Vec<Uuid>>>);

/// Table of the crate or of `customers`, and its column that names the lead.
macro_rules! hanging {
    ($($table:ident by $column:ident),+ $(,)?) => {
        /// Hangs everything of the losers on the winner, and tells what that was.
        pub async fn move_to(
            tx: &WorkspaceTx,
            winner: LeadId,
            losers: &[LeadId],
        ) -> Result<MovedRows, Error> {
            let mut moved = MovedRows::default();
            let all: Vec<_> = losers.iter().map(|id| id.uuid()).collect();
            $(
                let rows = tx.find::<$table::Entity>().select_only();
                let rows = rows.column($table::Column::$column).column($table::Column::Id);
                let rows = rows.filter($table::Column::$column.is_in(all.iter().copied()));
                let rows: Vec<(Uuid, Uuid)> = rows.into_tuple().all(&tx.db).await?;
                if !rows.is_empty() {
                    moved.0.insert(stringify!($table).to_owned(), grouped(rows));
                }
            )+
            for loser in losers {
                give(tx, &moved, *loser, winner).await?;
            }
            Ok(moved)
        }

        /// Hangs the rows that are, or were, the loser's on a lead.
        pub async fn give(
            tx: &WorkspaceTx,
            moved: &MovedRows,
            loser: LeadId,
            to: LeadId,
        ) -> Result<(), Error> {
            $(
                let rows = moved.0.get(stringify!($table)).and_then(|rows| rows.get(&loser));
                if let Some(ids) = rows {
                    tx.update::<$table::Entity>()
                        .col_expr($table::Column::$column, Expr::value(to.uuid()))
                        .filter($table::Column::Id.is_in(ids.iter().copied()))
                        .exec(&tx.db)
                        .await?;
                }
            )+
            Ok(())
        }
    };
}

hanging! {
    touch by LeadId,
    lead_activity by LeadId,
    lead_check by LeadId,
    lead_contact by LeadId,
    lead_review by LeadId,
    lead_visitor by LeadId,
    quote by LeadId,
    referral by LeadId,
    sales_kit_use by LeadId,
    validity_dispute by LeadId,
    lead_form_submission by LeadId,
    task by SubjectId,
    note by SubjectId,
}

fn grouped(pairs: Vec<(Uuid, Uuid)>) -> BTreeMap<LeadId, Vec<Uuid>> {
    pairs.into_iter().fold(BTreeMap::new(), |mut groups, (lead, row)| {
        groups.entry(LeadId::from_uuid(lead)).or_default().push(row);
        groups
    })
}
