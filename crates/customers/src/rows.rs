//! Many rows at once, as they are: for imports, and for data that is generated with times of its own.

use kernel::{Error, WorkspaceScoped, WorkspaceTx};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, EntityTrait, IntoActiveModel, Iterable as _, ModelTrait,
};

/// SQLite takes 32 766 values in a statement, PostgreSQL twice as many.
const VALUES_PER_INSERT: usize = 30_000;

/// Stores rows in as few statements as possible. It checks nothing: whoever makes rows answers for them, and for
/// their search texts, counts and standing.
pub async fn insert_all<E>(tx: &WorkspaceTx, rows: Vec<E::Model>) -> Result<(), Error>
where
    E: WorkspaceScoped,
    E::Model: ModelTrait<Entity = E> + IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send,
{
    let per_insert = VALUES_PER_INSERT / E::Column::iter().count();
    let mut rows = rows.into_iter().map(|row| row.into_active_model().reset_all()).peekable();
    while rows.peek().is_some() {
        let part: Vec<E::ActiveModel> = rows.by_ref().take(per_insert).collect();
        <E as EntityTrait>::insert_many(part).exec_without_returning(&tx.db).await?;
    }
    Ok(())
}
