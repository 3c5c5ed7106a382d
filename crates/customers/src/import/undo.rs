//! What keeps rows that an import made from going again, asked for many of them at once.

use crate::{
    attribute,
    entity::{attribute_definition, note, task},
};
use exchange::undo::Undo;
use kernel::{Error, WorkspaceScoped, WorkspaceTx};
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _, QuerySelect as _};
use std::collections::HashSet;
use uuid::Uuid;

/// Those of the objects that tasks or notes hang on. They may hang on objects of any kind, so no foreign key speaks
/// for them.
pub async fn with_work(tx: &WorkspaceTx, ids: &[Uuid]) -> Result<HashSet<Uuid>, Error> {
    let ids = || ids.iter().copied();
    let tasks = tx.find::<task::Entity>().select_only().column(task::Column::SubjectId);
    let tasks = tasks.filter(task::Column::SubjectId.is_in(ids())).into_tuple::<Uuid>();
    let notes = tx.find::<note::Entity>().select_only().column(note::Column::SubjectId);
    let notes = notes.filter(note::Column::SubjectId.is_in(ids())).into_tuple::<Uuid>();
    let mut with_work = HashSet::from_iter(tasks.all(&tx.db).await?);
    with_work.extend(notes.all(&tx.db).await?);
    Ok(with_work)
}

/// Takes back the attributes that an import defined, after its objects. One that an object of `Of` still has a value
/// of stays; `values` is the column with their attributes.
pub async fn undo_attributes<Of: WorkspaceScoped>(
    tx: &WorkspaceTx,
    undo: &mut Undo<'_>,
    values: Of::Column,
) -> Result<(), Error>
where
    Of::Model: Send + Sync,
{
    use attribute_definition::{Column, Entity};
    const OBJECT: &str = "attribute_definition";
    let made = tx.find::<Entity>().filter(Column::Id.is_in(undo.created(OBJECT)));
    let mut in_use = HashSet::new();
    for definition in made.all(&tx.db).await? {
        let has = attribute::has_value(tx.backend(), values, &definition.key);
        if tx.find::<Of>().filter(has).count(&tx.db).await? > 0 {
            in_use.insert(definition.id.uuid());
        }
    }
    undo.keep(OBJECT, &in_use);
    undo.take_back::<Entity>(OBJECT, Column::Id).await
}
