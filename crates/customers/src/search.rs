//! The palette's search: a few hits of each kind of object, the best first. Crates above add hits of their own.

use crate::{
    entity::{account, person, task},
    subject,
};
use jobs::{Subject, SubjectKind};
use kernel::{
    Error, Grant, WorkspaceTx,
    text::{normal_form, search_condition},
};
use sea_orm::{
    ColumnTrait as _, Condition, ExprTrait as _, Order, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
    sea_query::{Expr, SimpleExpr},
};
use serde::Serialize;
use utoipa::ToSchema;

/// Of each kind of object.
pub const MAX_HITS: u64 = 5;

/// Something that a search found.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Hit {
    #[serde(rename = "type")]
    pub kind: SubjectKind,
    pub id: Subject,
    pub title: String,
    /// What tells it from others of its name.
    pub subtitle: Option<String>,
}

/// The order of hits: those whose column begins with the question before those that only contain it.
pub fn prefix_first(column: impl Into<Expr>, question: &str) -> SimpleExpr {
    let mut prefix = kernel::text::like_pattern(&normal_form(question));
    prefix.remove(0);
    let like = sea_orm::sea_query::LikeExpr::new(prefix).escape('\\');
    Expr::case(column.into().like(like), 0).finally(1).into()
}

/// Accounts that match, as far as the caller may read them.
pub async fn accounts(tx: &WorkspaceTx, question: &str) -> Result<Vec<Hit>, Error> {
    use account::{Column, Entity};
    if !tx.allows(Grant::CustomersRead) {
        return Ok(Vec::new());
    }
    let contact = tx.allows(Grant::CustomersContact);
    let column = if contact { Column::ContactText } else { Column::SearchText };
    let found = search_condition(column, question).add(Column::ArchivedAt.is_null());
    let rows = tx
        .find::<Entity>()
        .filter(found)
        .order_by(prefix_first(Expr::col(Column::SearchText), question), Order::Asc)
        .order_by_desc(Column::UpdatedAt)
        .limit(MAX_HITS)
        .all(&tx.db)
        .await?;
    let hit = |row: account::Model| Hit {
        kind: SubjectKind::Account,
        id: row.id.into(),
        title: row.name,
        subtitle: row.short_name.or(row.city).or(row.industry),
    };
    Ok(rows.into_iter().map(hit).collect())
}

/// People that match, as far as the caller may read them, with an account each.
pub async fn people(tx: &WorkspaceTx, question: &str) -> Result<Vec<Hit>, Error> {
    use person::{Column, Entity};
    if !tx.allows(Grant::CustomersRead) {
        return Ok(Vec::new());
    }
    let contact = tx.allows(Grant::CustomersContact);
    let column = if contact { Column::ContactText } else { Column::SearchText };
    let found = search_condition(column, question).add(Column::ArchivedAt.is_null());
    let rows = tx
        .find::<Entity>()
        .filter(found)
        .order_by(prefix_first(Expr::col(Column::SearchText), question), Order::Asc)
        .order_by_desc(Column::UpdatedAt)
        .limit(MAX_HITS)
        .all(&tx.db)
        .await?;
    let hit = |person: crate::person::Person| Hit {
        kind: SubjectKind::Person,
        id: person.id.into(),
        title: person.name,
        subtitle: person.accounts.into_iter().find_map(|account| account.name).or(person.title),
    };
    Ok(crate::person::with_accounts(tx, rows).await?.into_iter().map(hit).collect())
}

/// Open tasks that match, as far as the caller may read them, with what they are about.
pub async fn tasks(tx: &WorkspaceTx, question: &str) -> Result<Vec<Hit>, Error> {
    use task::{Column, Entity};
    let Ok(readable) = subject::readable(tx) else { return Ok(Vec::new()) };
    let open = Condition::all()
        .add(search_condition(Column::SearchText, question))
        .add(Column::State.eq(crate::task::TaskState::Open))
        .add(Column::SubjectKind.is_in(readable));
    let rows = tx
        .find::<Entity>()
        .filter(open)
        .order_by(prefix_first(Expr::col(Column::SearchText), question), Order::Asc)
        .order_by_desc(Column::CreatedAt)
        .limit(MAX_HITS)
        .all(&tx.db)
        .await?;
    let subjects = rows.iter().map(crate::task::subject_of).collect::<Result<Vec<_>, _>>()?;
    let labels = subject::labels(tx, subjects.iter().copied()).await?;
    let hit = |(row, subject): (task::Model, Subject)| Hit {
        kind: SubjectKind::Task,
        id: row.id.into(),
        title: row.title,
        subtitle: labels.of(subject),
    };
    Ok(rows.into_iter().zip(subjects).map(hit).collect())
}
