//! Many rows at once, as they are: for imports, and for data that is generated with times of its own.

use kernel::{Error, WorkspaceScoped, WorkspaceTx};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, EntityTrait, IntoActiveModel, Iterable as _, ModelTrait,
    sea_query::OnConflict,
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
    for part in parts::<E>(rows) {
        <E as EntityTrait>::insert_many(part).exec_without_returning(&tx.db).await?;
    }
    Ok(())
}

/// Stores rows that were read in this transaction and changed since, whole, in as few statements as possible; `id`
/// is their id column. As with [`insert_all`], it checks nothing.
pub async fn update_all<E>(
    tx: &WorkspaceTx,
    rows: Vec<E::Model>,
    id: E::Column,
) -> Result<(), Error>
where
    E: WorkspaceScoped,
    E::Model: ModelTrait<Entity = E> + IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send,
{
    for part in parts::<E>(rows) {
        let mut on_conflict = OnConflict::column(id);
        on_conflict.update_columns(E::Column::iter());
        let insert = <E as EntityTrait>::insert_many(part).on_conflict(on_conflict);
        insert.exec_without_returning(&tx.db).await?;
    }
    Ok(())
}

/// As many rows to a statement as it takes.
fn parts<E>(rows: Vec<E::Model>) -> Vec<Vec<E::ActiveModel>>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E>,
{
    let per_statement = VALUES_PER_INSERT / E::Column::iter().count();
    let rows: Vec<_> = rows.into_iter().map(|row| row.into_active_model().reset_all()).collect();
    rows.chunks(per_statement).map(<[E::ActiveModel]>::to_vec).collect()
}
