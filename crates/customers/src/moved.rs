//! What hangs on an object and goes along when it is merged: tasks and notes. Kept by id, to be moved back.

use crate::entity::{note, task};
use jobs::SubjectKind;
use kernel::{Error, WorkspaceTx};
use sea_orm::{
    ColumnTrait as _, ExprTrait as _, QueryFilter as _, QuerySelect as _, sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The task or note `id` hung on `of`.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Moved {
    pub id: Uuid,
    pub of: Uuid,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct MovedWork {
    tasks: Vec<Moved>,
    notes: Vec<Moved>,
}

impl MovedWork {
    /// Hangs the tasks and notes of the losers on the winner.
    pub async fn to_winner(
        tx: &WorkspaceTx,
        kind: SubjectKind,
        winner: Uuid,
        losers: &[Uuid],
    ) -> Result<Self, Error> {
        let of_losers = |kind_column: Expr, id: Expr| {
            kind_column.eq(kind.as_str()).and(id.is_in(losers.iter().copied()))
        };
        let on_tasks =
            of_losers(Expr::col(task::Column::SubjectKind), Expr::col(task::Column::SubjectId));
        let on_notes =
            of_losers(Expr::col(note::Column::SubjectKind), Expr::col(note::Column::SubjectId));
        let tasks = tx.find::<task::Entity>().filter(on_tasks.clone()).select_only();
        let tasks = tasks.column(task::Column::Id).column(task::Column::SubjectId);
        let tasks = pairs(tasks.into_tuple().all(&tx.db).await?);
        let notes = tx.find::<note::Entity>().filter(on_notes.clone()).select_only();
        let notes = notes.column(note::Column::Id).column(note::Column::SubjectId);
        let notes = pairs(notes.into_tuple().all(&tx.db).await?);
        let tasks_now = tx.update::<task::Entity>().filter(on_tasks);
        tasks_now.col_expr(task::Column::SubjectId, Expr::value(winner)).exec(&tx.db).await?;
        let notes_now = tx.update::<note::Entity>().filter(on_notes);
        notes_now.col_expr(note::Column::SubjectId, Expr::value(winner)).exec(&tx.db).await?;
        Ok(Self { tasks, notes })
    }

    /// Hangs them on the losers again, except for those that were deleted meanwhile.
    pub async fn back(&self, tx: &WorkspaceTx) -> Result<(), Error> {
        for (loser, ids) in by_loser(&self.tasks) {
            tx.update::<task::Entity>()
                .col_expr(task::Column::SubjectId, Expr::value(loser))
                .filter(task::Column::Id.is_in(ids))
                .exec(&tx.db)
                .await?;
        }
        for (loser, ids) in by_loser(&self.notes) {
            tx.update::<note::Entity>()
                .col_expr(note::Column::SubjectId, Expr::value(loser))
                .filter(note::Column::Id.is_in(ids))
                .exec(&tx.db)
                .await?;
        }
        Ok(())
    }
}

fn pairs(rows: Vec<(Uuid, Uuid)>) -> Vec<Moved> {
    rows.into_iter().map(|(id, of)| Moved { id, of }).collect()
}

/// So that each loser takes one statement.
pub fn by_loser(moved: &[Moved]) -> Vec<(Uuid, Vec<Uuid>)> {
    let mut losers: Vec<(Uuid, Vec<Uuid>)> = Vec::new();
    for Moved { id, of } in moved {
        match losers.iter_mut().find(|(loser, _)| loser == of) {
            Some((_, ids)) => ids.push(*id),
            None => losers.push((*of, vec![*id])),
        }
    }
    losers
}
