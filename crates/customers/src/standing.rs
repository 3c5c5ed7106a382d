//! What an account's subscriptions make of its standing.

use crate::{
    account::{Account, LifecycleStage, stage_after},
    entity::{account, subscription},
    party, settings,
    subscription::{SubscriptionState, rules},
};
use chrono::NaiveDate;
use identity::workspace::MrrWhilePaused;
use jobs::{DomainEvent, Record as _};
use kernel::{
    Changes, Error, WorkspaceTx,
    ids::{AccountId, PlanId},
    money::Currency,
};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ExprTrait as _, IntoActiveModel as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, sea_query::Expr,
};
use std::collections::BTreeMap;

/// The part of a standing that follows from subscriptions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Paid {
    pub mrr: Option<(i64, Currency)>,
    pub renews_on: Option<NaiveDate>,
    pub plan_id: Option<PlanId>,
}

/// Gives each of an account's subscriptions its part of the MRR, and sums them up. All of an account's running
/// subscriptions have one currency. One that is paused belongs to the standing, whatever it counts for.
pub fn of_subscriptions(
    subscriptions: &mut [subscription::Model],
    while_paused: MrrWhilePaused,
) -> Paid {
    use SubscriptionState::{Active, Paused};
    let is_paid = |row: &subscription::Model| {
        row.state == Active || row.state == Paused && while_paused == MrrWhilePaused::Kept
    };
    let fees: Vec<_> =
        subscriptions.iter().filter(|row| is_paid(row)).map(|row| row.annual_fee).collect();
    let mut parts = rules::spread(&fees).into_iter();
    for row in subscriptions.iter_mut() {
        row.mrr = if is_paid(row) { parts.next().unwrap_or_default() } else { 0 };
    }
    let held = || subscriptions.iter().filter(|row| matches!(row.state, Active | Paused));
    // Of equal fees the one that began first.
    let largest = held().max_by_key(|row| (row.annual_fee, std::cmp::Reverse(row.starts_on)));
    Paid {
        mrr: largest.map(|row| (rules::monthly(fees.iter().sum()), row.currency)),
        renews_on: held().map(|row| row.renews_on).min(),
        plan_id: largest.and_then(|row| row.plan_id),
    }
}

/// Writes a standing into an account's row.
pub fn put(row: &mut account::Model, paid: Paid) {
    (row.mrr, row.mrr_currency) = paid.mrr.unzip();
    row.renews_on = paid.renews_on;
    row.plan_id = paid.plan_id;
}

/// The same with the stage that follows from it.
pub fn write(row: &mut account::Model, paid: Paid, now: chrono::DateTime<chrono::Utc>) {
    let stage = stage_after(row.lifecycle_stage, row.mrr.is_some(), paid.mrr.is_some());
    put(row, paid);
    set_stage(row, stage, now);
}

fn set_stage(row: &mut account::Model, stage: LifecycleStage, now: chrono::DateTime<chrono::Utc>) {
    if row.lifecycle_stage != stage {
        row.lifecycle_stage = stage;
        row.stage_since = now;
    }
}

/// Brings an account's standing in line with its subscriptions, after any change of them.
pub(crate) async fn refresh(tx: &WorkspaceTx, account_id: AccountId) -> Result<(), Error> {
    // The account is locked first, so that two changes of its subscriptions come one after the other.
    let before = tx.find::<account::Entity>().filter(account::Column::Id.eq(account_id));
    let before = before.lock_exclusive().one(&tx.db).await?;
    let before = before.ok_or_else(|| Error::not_found("account"))?;
    let stored = tx
        .find::<subscription::Entity>()
        .filter(subscription::Column::AccountId.eq(account_id))
        .order_by_asc(subscription::Column::StartsOn)
        .order_by_asc(subscription::Column::Id)
        .all(&tx.db)
        .await?;
    let mut rows = stored.clone();
    let paid = of_subscriptions(&mut rows, settings::of_workspace(tx).await?.mrr_while_paused);
    for (row, stored) in rows.into_iter().zip(stored) {
        if row.mrr != stored.mrr {
            row.into_active_model().reset_all().update(&tx.db).await?;
        }
    }
    let mut after = before.clone();
    write(&mut after, paid, tx.now());
    if after == before {
        return Ok(());
    }
    let after = party::store(tx, &before, after).await?;
    let changes = Changes::between(&Account::new(before, true), &Account::new(after, true));
    tx.record_change(DomainEvent::AccountUpdated { account_id }, changes).await
}

/// Counts what is paused as the workspace wants it by now, after a change of its settings.
pub async fn follow_settings(tx: &WorkspaceTx) -> Result<(), Error> {
    use subscription::{Column, Entity};
    let paused = tx.find::<Entity>().filter(Column::State.eq(SubscriptionState::Paused));
    let accounts = paused.select_only().column(Column::AccountId).distinct();
    let accounts = accounts.order_by_asc(Column::AccountId).into_tuple::<AccountId>();
    for account_id in accounts.all(&tx.db).await? {
        refresh(tx, account_id).await?;
    }
    Ok(())
}

/// What all accounts pay today, by currency.
pub(crate) async fn mrr_by_currency(tx: &WorkspaceTx) -> Result<BTreeMap<String, i64>, Error> {
    let rows =
        tx.find::<account::Entity>().filter(account::Column::Mrr.is_not_null()).select_only();
    let sum = Expr::col(account::Column::Mrr).sum().cast_as(settings::whole_number(tx.backend()));
    let rows = rows.column(account::Column::MrrCurrency).column_as(sum, "paid");
    let rows = rows.group_by(account::Column::MrrCurrency).into_tuple::<(String, i64)>();
    Ok(rows.all(&tx.db).await?.into_iter().collect())
}
