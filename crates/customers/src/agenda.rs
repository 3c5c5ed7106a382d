//! What waits for an operator today: open tasks that are due, and renewals that come up. The home page shows it.

use crate::{
    account::Account,
    entity::{account, task},
    owner::OwnerChoice,
    settings::{self, whole_number},
    task::{Task, TaskFilter, TaskState},
};
use chrono::{DateTime, Days, NaiveDate, Utc};
use kernel::{
    Error, Grant, WorkspaceTx,
    filter::Many,
    money::{Currency, Money},
    page::PageRequest,
};
use sea_orm::{
    ColumnTrait as _, Condition, ExprTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, sea_query::Expr,
};
use serde::Serialize;
use utoipa::ToSchema;

const SHOWN: u64 = 10;

/// The caller's open tasks, those due soonest first.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DueTasks {
    pub tasks: Vec<Task>,
    /// All open tasks of the caller.
    pub open: u64,
    /// Those of them whose time has passed.
    pub overdue: u64,
    pub as_of: DateTime<Utc>,
}

/// Accounts that are to be renewed soon or should have been.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UpcomingRenewals {
    /// Those that come first.
    pub accounts: Vec<Account>,
    /// How many there are in all.
    pub count: u64,
    /// Their monthly recurring revenue, by currency.
    pub mrr: Vec<Money>,
    /// The renewals up to this day are meant.
    pub until: NaiveDate,
    pub as_of: DateTime<Utc>,
}

pub async fn due_tasks(tx: &WorkspaceTx) -> Result<DueTasks, Error> {
    let mine = TaskFilter {
        owner_id: Some(Many(vec![OwnerChoice::Me])),
        state: Some(Many(vec![TaskState::Open])),
        ..TaskFilter::default()
    };
    let page = PageRequest { limit: Some(SHOWN), count: Some(true), ..PageRequest::default() };
    let first = crate::task::list(tx, &mine, &page).await?;
    let overdue = Condition::all()
        .add(task::Column::OwnerId.is_in(tx.caller.member()))
        .add(task::Column::State.eq(TaskState::Open))
        .add(task::Column::DueAt.lt(tx.now()))
        .add(task::Column::SubjectKind.is_in(crate::subject::readable(tx)?));
    let overdue = tx.find::<task::Entity>().filter(overdue).count(&tx.db).await?;
    Ok(DueTasks {
        tasks: first.data,
        open: first.total.unwrap_or_default(),
        overdue,
        as_of: tx.now(),
    })
}

/// The renewals of the next `days`, and those of the past that nobody has settled.
pub async fn upcoming_renewals(tx: &WorkspaceTx, days: u32) -> Result<UpcomingRenewals, Error> {
    use account::{Column, Entity};
    tx.require(Grant::CustomersRead)?;
    let today = settings::of_workspace(tx).await?.today(tx);
    let until = today.checked_add_days(Days::new(days.into())).unwrap_or(today);
    let due = Column::RenewsOn.lte(until).and(Column::ArchivedAt.is_null());
    let first = tx.find::<Entity>().filter(due.clone()).order_by_asc(Column::RenewsOn);
    let first = first.order_by_asc(Column::Id).limit(SHOWN).all(&tx.db).await?;
    let whole = whole_number(tx.backend());
    let sums = tx
        .find::<Entity>()
        .filter(due)
        .filter(Column::MrrCurrency.is_not_null())
        .select_only()
        .column(Column::MrrCurrency)
        .column_as(Expr::col(Column::Mrr).sum().cast_as(whole), "mrr")
        .column_as(Expr::col(Column::Id).count(), "accounts")
        .group_by(Column::MrrCurrency)
        .order_by_asc(Column::MrrCurrency)
        .into_tuple::<(Currency, i64, i64)>()
        .all(&tx.db)
        .await?;
    let mrr = sums.iter().map(|(currency, amount, _)| Money::new(*amount, *currency));
    Ok(UpcomingRenewals {
        accounts: first.into_iter().map(|row| Account::seen_by(tx, row)).collect(),
        count: sums.iter().map(|(_, _, count)| u64::try_from(*count).unwrap_or_default()).sum(),
        mrr: mrr.collect::<Result<_, _>>().map_err(Error::internal)?,
        until,
        as_of: tx.now(),
    })
}
