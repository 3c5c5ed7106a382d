//! What an operator should see first in the morning: what waits for somebody, and what comes next.

use chrono::{DateTime, Days, NaiveDate, Utc};
use customers::{
    entity::{account, task},
    task::TaskState,
};
use kernel::{
    Error, Grant, WorkspaceTx,
    ids::{AccountId, ChannelId},
    money::Money,
    zone::Zone,
};
use leads::{entity::lead, words::StatusType};
use sea_orm::{
    ColumnTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{CaseStatement, Expr},
};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// How many days of new leads are shown.
const DAYS: u64 = 30;
const RENEWAL_DAYS: u64 = 30;
const RENEWALS_SHOWN: u64 = 8;

/// New leads of one channel, day by day.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct NewLeads {
    /// Null for leads without a channel.
    pub channel_id: Option<ChannelId>,
    /// One count for each of `days`.
    pub counts: Vec<i64>,
}

/// A subscription that is to be renewed soon.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UpcomingRenewal {
    pub account_id: AccountId,
    pub name: String,
    pub renews_on: NaiveDate,
    /// What the account pays a month; null if that isn't known.
    pub mrr: Option<Money>,
}

/// What waits and what comes.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Home {
    pub as_of: DateTime<Utc>,
    /// The zone in which days are counted.
    pub time_zone: String,
    /// The caller's open tasks that are due by the end of today; 0 for programs.
    pub my_tasks_due: u64,
    /// Of these, the ones that were due before now.
    pub my_tasks_overdue: u64,
    /// Until when a task counts as due: the value of `due_at_lt` for the list behind.
    pub tasks_due_before: DateTime<Utc>,
    /// Open leads that nobody owns.
    pub unassigned_leads: u64,
    /// The last 30 days, oldest first, today last.
    pub days: Vec<NaiveDate>,
    /// New leads by channel, for each of `days`.
    pub new_leads: Vec<NewLeads>,
    /// Accounts to be renewed in the next 30 days.
    pub renewals_due: u64,
    /// Until when: the value of `renews_on_lt` for the list behind.
    pub renewals_before: NaiveDate,
    /// The first of them.
    pub upcoming_renewals: Vec<UpcomingRenewal>,
}

pub async fn get(tx: &WorkspaceTx) -> Result<Home, Error> {
    tx.require(Grant::LeadsRead)?;
    tx.require(Grant::CustomersRead)?;
    let zone: Zone = identity::workspace::get(tx).await?.time_zone;
    let today = zone.day_of(tx.now());
    let tasks_due_before = zone.day(today).until;
    let renewals_before = today + Days::new(RENEWAL_DAYS + 1);
    let days: Vec<_> = (0..DAYS).rev().map(|back| today - Days::new(back)).collect();
    let renewals = tx
        .find::<account::Entity>()
        .filter(account::Column::ArchivedAt.is_null())
        .filter(account::Column::RenewsOn.gte(today))
        .filter(account::Column::RenewsOn.lt(renewals_before));
    let first =
        renewals.clone().order_by_asc(account::Column::RenewsOn).order_by_asc(account::Column::Id);
    let upcoming = first.limit(RENEWALS_SHOWN).all(&tx.db).await?;
    Ok(Home {
        as_of: tx.now(),
        time_zone: zone.name().to_owned(),
        my_tasks_due: my_tasks_before(tx, tasks_due_before).await?,
        my_tasks_overdue: my_tasks_before(tx, tx.now()).await?,
        tasks_due_before,
        unassigned_leads: unassigned_leads(tx).await?,
        new_leads: new_leads(tx, zone, &days).await?,
        days,
        renewals_due: renewals.count(&tx.db).await?,
        renewals_before,
        upcoming_renewals: upcoming.into_iter().map(UpcomingRenewal::from).collect(),
    })
}

impl From<account::Model> for UpcomingRenewal {
    fn from(row: account::Model) -> Self {
        let mrr = row
            .mrr
            .zip(row.mrr_currency)
            .and_then(|(amount, currency)| Money::new(amount, currency).ok());
        // The list is filtered by this date, so it is there.
        Self {
            account_id: row.id,
            name: row.name,
            renews_on: row.renews_on.unwrap_or_default(),
            mrr,
        }
    }
}

async fn my_tasks_before(tx: &WorkspaceTx, before: DateTime<Utc>) -> Result<u64, Error> {
    let Some(me) = tx.caller.member() else { return Ok(0) };
    let mine = tx.find::<task::Entity>().filter(task::Column::OwnerId.eq(me));
    let due =
        mine.filter(task::Column::State.eq(TaskState::Open)).filter(task::Column::DueAt.lt(before));
    Ok(due.count(&tx.db).await?)
}

async fn unassigned_leads(tx: &WorkspaceTx) -> Result<u64, Error> {
    let open = [StatusType::Open, StatusType::Ongoing, StatusType::OnHold];
    let leads = tx
        .find::<lead::Entity>()
        .filter(lead::Column::ArchivedAt.is_null())
        .filter(lead::Column::MergedIntoId.is_null())
        .filter(lead::Column::OwnerId.is_null())
        .filter(lead::Column::StatusType.is_in(open));
    Ok(leads.count(&tx.db).await?)
}

/// A number of leads of one channel on one day.
#[derive(FromQueryResult)]
struct Count {
    channel_id: Option<ChannelId>,
    day: i32,
    leads: i64,
}

/// Days begin and end where the workspace's clocks say so, also when they change in between: each lead is put to
/// the number of its day by the bounds of that day.
async fn new_leads(
    tx: &WorkspaceTx,
    zone: Zone,
    days: &[NaiveDate],
) -> Result<Vec<NewLeads>, Error> {
    let since = zone.start_of(days[0]);
    let mut number = CaseStatement::new();
    for (index, day) in days.iter().enumerate() {
        let index = i32::try_from(index).unwrap_or_default();
        number = number.case(lead::Column::CreatedAt.lt(zone.day(*day).until), Expr::value(index));
    }
    let numbered = tx
        .find::<lead::Entity>()
        .select_only()
        .column(lead::Column::ChannelId)
        .expr_as(number, "day")
        .column_as(lead::Column::Id.count(), "leads")
        .filter(lead::Column::CreatedAt.gte(since))
        .filter(lead::Column::ArchivedAt.is_null())
        .filter(lead::Column::MergedIntoId.is_null())
        .group_by(lead::Column::ChannelId)
        .group_by(Expr::cust("2"));
    let counts = numbered.into_model::<Count>().all(&tx.db).await?;
    let mut by_channel: BTreeMap<Option<ChannelId>, Vec<i64>> = BTreeMap::new();
    for count in counts {
        let row = by_channel.entry(count.channel_id).or_insert_with(|| vec![0; days.len()]);
        if let Some(day) = usize::try_from(count.day).ok().and_then(|day| row.get_mut(day)) {
            *day += count.leads;
        }
    }
    Ok(by_channel.into_iter().map(|(channel_id, counts)| NewLeads { channel_id, counts }).collect())
}
