//! The accounts and people that can be in segments: those in use.

use crate::{condition::SegmentSubject, members::SegmentMember};
use customers::entity::{account, person};
use kernel::{
    Error, WorkspaceScoped, WorkspaceTx,
    page::{Keyset, Page, PageRequest, Sort},
};
use sea_orm::{
    ColumnTrait as _, EntityTrait, ModelTrait, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, QueryTrait as _, Select,
    sea_query::{SelectStatement, SimpleExpr},
};
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

/// What the rows of accounts and people have in common.
trait Subjects: WorkspaceScoped<Model: Row<Self>> {
    const ID: Self::Column;
    const SORT_NAME: Self::Column;
    const ARCHIVED_AT: Self::Column;
    const MERGED_INTO_ID: Self::Column;
}

trait Row<E: EntityTrait>:
    ModelTrait<Entity = E> + Into<SegmentMember> + Serialize + Send + Sync
{
    fn uuid(&self) -> Uuid;
}

macro_rules! subjects {
    ($entity:ident) => {
        impl Subjects for $entity::Entity {
            const ID: $entity::Column = $entity::Column::Id;
            const SORT_NAME: $entity::Column = $entity::Column::SortName;
            const ARCHIVED_AT: $entity::Column = $entity::Column::ArchivedAt;
            const MERGED_INTO_ID: $entity::Column = $entity::Column::MergedIntoId;
        }

        impl Row<$entity::Entity> for $entity::Model {
            fn uuid(&self) -> Uuid {
                self.id.uuid()
            }
        }
    };
}

subjects!(account);
subjects!(person);

/// Runs a function of this file for the entity of a subject.
macro_rules! of {
    ($subject:expr, $function:ident($($argument:expr),*)) => {
        match $subject {
            SegmentSubject::Account => $function::<account::Entity>($($argument),*),
            SegmentSubject::Person => $function::<person::Entity>($($argument),*),
        }
    };
    ($subject:expr, await $function:ident($($argument:expr),*)) => {
        match $subject {
            SegmentSubject::Account => $function::<account::Entity>($($argument),*).await,
            SegmentSubject::Person => $function::<person::Entity>($($argument),*).await,
        }
    };
}

/// How many there are, of those that fulfil a condition or of all.
pub async fn count(
    tx: &WorkspaceTx,
    subject: SegmentSubject,
    matching: Option<SimpleExpr>,
) -> Result<u64, Error> {
    of!(subject, await count_of(tx, matching))
}

/// The first by name.
pub async fn first(
    tx: &WorkspaceTx,
    subject: SegmentSubject,
    matching: SimpleExpr,
    most: u64,
) -> Result<Vec<SegmentMember>, Error> {
    of!(subject, await first_of(tx, matching, most))
}

/// A page of them, by name; `filter` stands for the condition.
pub async fn page(
    tx: &WorkspaceTx,
    subject: SegmentSubject,
    matching: SimpleExpr,
    filter: String,
    request: &PageRequest,
) -> Result<Page<SegmentMember>, Error> {
    of!(subject, await page_of(tx, matching, filter, request))
}

/// Their rows as JSON, by column.
pub async fn rows(
    tx: &WorkspaceTx,
    subject: SegmentSubject,
    ids: Vec<Uuid>,
) -> Result<Vec<(Uuid, Value)>, Error> {
    of!(subject, await rows_of(tx, ids))
}

/// A query for their ids.
pub fn ids(tx: &WorkspaceTx, subject: SegmentSubject, matching: SimpleExpr) -> SelectStatement {
    of!(subject, ids_of(tx, matching))
}

/// The condition to be one of those that a query finds.
pub fn is_one_of(subject: SegmentSubject, ids: SelectStatement) -> SimpleExpr {
    match subject {
        SegmentSubject::Account => account::Column::Id.in_subquery(ids),
        SegmentSubject::Person => person::Column::Id.in_subquery(ids),
    }
}

fn in_use<E: Subjects>(tx: &WorkspaceTx) -> Select<E> {
    tx.find::<E>().filter(E::ARCHIVED_AT.is_null()).filter(E::MERGED_INTO_ID.is_null())
}

async fn count_of<E: Subjects>(
    tx: &WorkspaceTx,
    matching: Option<SimpleExpr>,
) -> Result<u64, Error> {
    let mut select = in_use::<E>(tx).select_only().column(E::ID);
    if let Some(matching) = matching {
        select = select.filter(matching);
    }
    Ok(select.count(&tx.db).await?)
}

async fn first_of<E: Subjects>(
    tx: &WorkspaceTx,
    matching: SimpleExpr,
    most: u64,
) -> Result<Vec<SegmentMember>, Error> {
    let select =
        in_use::<E>(tx).filter(matching).order_by_asc(E::SORT_NAME).order_by_asc(E::ID).limit(most);
    Ok(select.all(&tx.db).await?.into_iter().map(Into::into).collect())
}

async fn page_of<E: Subjects>(
    tx: &WorkspaceTx,
    matching: SimpleExpr,
    filter: String,
    request: &PageRequest,
) -> Result<Page<SegmentMember>, Error> {
    let sorts = &[Sort::by("name", E::SORT_NAME)];
    let keyset = Keyset::<E> { sorts, default_sort: "name", id: E::ID, filter };
    Ok(keyset.page(tx, in_use::<E>(tx).filter(matching), request).await?.map(Into::into))
}

async fn rows_of<E: Subjects>(
    tx: &WorkspaceTx,
    ids: Vec<Uuid>,
) -> Result<Vec<(Uuid, Value)>, Error> {
    let select = in_use::<E>(tx).filter(E::ID.is_in(ids)).order_by_asc(E::ID);
    let rows = select.all(&tx.db).await?;
    Ok(rows.into_iter().map(|row| (row.uuid(), json!(row))).collect())
}

fn ids_of<E: Subjects>(tx: &WorkspaceTx, matching: SimpleExpr) -> SelectStatement {
    in_use::<E>(tx).filter(matching).select_only().column(E::ID).into_query()
}
