//! Brings referrals and what was earned by them in line with their leads and with what customers paid. Doing it again
//! changes nothing.

use super::{
    ReferralProgramme, ReferralState, RewardState,
    rules::{Earned, Payment, Standing, earned, state},
};
use crate::{
    entity::{
        lead,
        referral::{self, Column, Entity},
        referral_reward,
    },
    ruleset,
    words::Validity,
};
use chrono::{DateTime, Days, NaiveDate, Utc};
use customers::{
    entity::customer_order,
    settings::{self, Settings},
};
use jobs::{
    DomainEvent, JobSpec, Perform, Record as _, Run, Subject, Subscriber, enqueue_all,
    entity::domain_event,
};
use kernel::{
    Error, SystemTx, WorkspaceTx,
    ids::{AccountId, LeadId, WorkspaceId},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder as _, QuerySelect as _,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What happened to a lead that its referral follows.
const OF_LEADS: [&str; 5] = [
    "lead.stage_changed",
    "lead.validity_changed",
    "lead.converted",
    "lead.merged",
    "lead.merge_undone",
];
/// What happened to the money of a customer.
const OF_ORDERS: [&str; 2] = ["order.created", "order.voided"];

/// Brings the referrals of leads in line.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SettleReferrals {
    pub lead_ids: BTreeSet<LeadId>,
}

impl JobSpec for SettleReferrals {
    const KIND: &'static str = "leads.settle_referrals";
}

/// Performs [`SettleReferrals`].
pub struct ReferralSettler;

#[async_trait::async_trait]
impl Perform for ReferralSettler {
    type Job = SettleReferrals;

    async fn perform(&self, job: SettleReferrals, run: &Run) -> Result<(), Error> {
        for lead_id in job.lead_ids {
            let tx = run.write().await?;
            of_lead(&tx, lead_id).await?;
            tx.commit().await?;
        }
        Ok(())
    }
}

/// Sees what happens to leads that somebody sent, and to what they pay.
pub struct ReferralWatcher;

#[async_trait::async_trait]
impl Subscriber for ReferralWatcher {
    async fn on_events(&self, tx: &SystemTx, events: &[domain_event::Model]) -> Result<(), Error> {
        let named = |types: &[&str], field: &str| -> Vec<(WorkspaceId, uuid::Uuid)> {
            let of_types = events.iter().filter(|event| types.contains(&event.event_type.as_str()));
            let ids = of_types.flat_map(|event| {
                let named = event.data.get(field).into_iter();
                // One id, or several.
                let texts = named
                    .flat_map(|it| it.as_array().map_or(std::slice::from_ref(it), Vec::as_slice));
                let subjects = texts.filter_map(|text| text.as_str()?.parse::<Subject>().ok());
                subjects.map(|subject| (event.workspace_id, subject.id))
            });
            ids.collect()
        };
        let mut leads = named(&OF_LEADS, "lead_id");
        leads.extend(named(&["lead.merge_undone"], "restored_lead_ids"));
        let accounts = named(&OF_ORDERS, "account_id");
        let mut referred = referred(tx, &leads).await?;
        for (workspace, lead) in paying(tx, &accounts).await? {
            referred.entry(workspace).or_default().insert(lead);
        }
        let jobs: Vec<_> = referred
            .into_iter()
            .map(|(workspace, lead_ids)| (workspace, SettleReferrals { lead_ids }))
            .collect();
        if jobs.is_empty() { Ok(()) } else { enqueue_all(tx, &jobs).await }
    }
}

/// Of these leads those that somebody sent.
async fn referred(
    tx: &SystemTx,
    leads: &[(WorkspaceId, uuid::Uuid)],
) -> Result<BTreeMap<WorkspaceId, BTreeSet<LeadId>>, Error> {
    let mut found: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    if leads.is_empty() {
        return Ok(found);
    }
    let rows: Vec<(WorkspaceId, LeadId)> = tx
        .find::<Entity>()
        .select_only()
        .columns([Column::WorkspaceId, Column::LeadId])
        .filter(Column::WorkspaceId.is_in(leads.iter().map(|(workspace, _)| *workspace)))
        .filter(Column::LeadId.is_in(leads.iter().map(|(_, lead)| *lead)))
        .into_tuple()
        .all(&tx.db)
        .await?;
    for (workspace, lead) in rows {
        found.entry(workspace).or_default().insert(lead);
    }
    Ok(found)
}

/// The leads that somebody sent and that became these customers.
async fn paying(
    tx: &SystemTx,
    accounts: &[(WorkspaceId, uuid::Uuid)],
) -> Result<Vec<(WorkspaceId, LeadId)>, Error> {
    use lead::Column as Of;
    if accounts.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(WorkspaceId, LeadId)> = tx
        .find::<lead::Entity>()
        .select_only()
        .columns([Of::WorkspaceId, Of::Id])
        .filter(Of::WorkspaceId.is_in(accounts.iter().map(|(workspace, _)| *workspace)))
        .filter(Of::AccountId.is_in(accounts.iter().map(|(_, account)| *account)))
        .into_tuple()
        .all(&tx.db)
        .await?;
    let pairs: Vec<_> = rows.iter().map(|(workspace, lead)| (*workspace, lead.uuid())).collect();
    let referred = referred(tx, &pairs).await?;
    let pairs = referred
        .into_iter()
        .flat_map(|(workspace, leads)| leads.into_iter().map(move |lead| (workspace, lead)));
    Ok(pairs.collect())
}

/// Brings the referrals of a lead in line.
pub(super) async fn of_lead(tx: &WorkspaceTx, lead_id: LeadId) -> Result<(), Error> {
    let rows = tx
        .find::<Entity>()
        .filter(Column::LeadId.eq(lead_id))
        .order_by_asc(Column::ReferredAt)
        .order_by_asc(Column::Id)
        .lock_exclusive();
    let rows = rows.all(&tx.db).await?;
    let found = tx.find::<lead::Entity>().filter(lead::Column::Id.eq(lead_id)).one(&tx.db).await?;
    let Some(lead) = found.filter(|_| !rows.is_empty()) else { return Ok(()) };
    let settings = settings::of_workspace(tx).await?;
    let payments = match lead.account_id.filter(|_| lead.won_at.is_some()) {
        Some(account_id) => payments(tx, account_id, &settings).await?,
        None => Vec::new(),
    };
    // Of several, after a merge, the first that was not refused counts.
    let mut is_first = true;
    for row in rows {
        let (status, validity) = (lead.status_type, lead.validity);
        let now = state(Standing { status, validity, is_first, verdict: row.verdict });
        is_first &= now == ReferralState::Refused;
        follow(tx, row, now, &lead, &payments, &settings).await?;
    }
    Ok(())
}

async fn follow(
    tx: &WorkspaceTx,
    before: referral::Model,
    state: ReferralState,
    lead: &lead::Model,
    payments: &[Payment],
    settings: &Settings,
) -> Result<(), Error> {
    let is_good = lead.validity == Validity::Valid || state == ReferralState::Won;
    let mut row = before.clone();
    row.state = state;
    row.qualified_at = row.qualified_at.or_else(|| is_good.then(|| tx.now()));
    if row != before {
        row.version += 1;
        row.updated_at = tx.now();
        row.clone().into_active_model().reset_all().update(&tx.db).await?;
    }
    if state != before.state {
        let (referral_id, lead_id) = (row.id, row.lead_id);
        let (state, previous_state) = (state.to_string(), before.state.to_string());
        let event =
            DomainEvent::ReferralStateChanged { referral_id, lead_id, state, previous_state };
        tx.record(event).await?;
    }
    let version = row.programme_version;
    let programme = ruleset::at::<ReferralProgramme>(tx, version).await?.unwrap_or_default();
    let day = |at: DateTime<Utc>| settings.zone.day_of(at);
    let (qualified_on, won_on) = (row.qualified_at.map(day), lead.won_at.map(day));
    let due = earned(programme.promised(), state, qualified_on, won_on, payments);
    reward(tx, &row, &due, programme.hold_days, settings).await
}

/// Brings the ledger in line with what was earned.
async fn reward(
    tx: &WorkspaceTx,
    referral: &referral::Model,
    earned: &[Earned],
    hold_days: i32,
    settings: &Settings,
) -> Result<(), Error> {
    use referral_reward::{Column as Of, Entity as Reward, Model};
    let known = tx.find::<Reward>().filter(Of::ReferralId.eq(referral.id)).all(&tx.db).await?;
    for now in earned.iter().filter(|now| !known.iter().any(|row| row.earned_for == key(now))) {
        let hold = Days::new(u64::try_from(hold_days).unwrap_or(0));
        let row = Model {
            id: tx.new_id(),
            workspace_id: tx.workspace(),
            referral_id: referral.id,
            advocate_id: referral.advocate_id,
            trigger: now.trigger,
            order_id: now.order_id,
            earned_for: key(now),
            amount: now.amount,
            currency: settings.currency,
            earned_on: now.on,
            due_on: now.on.checked_add_days(hold).unwrap_or(NaiveDate::MAX),
            state: RewardState::Pending,
            paid_amount: None,
            paid_at: None,
            paid_by_id: None,
            payment_reference: None,
            cancel_reason: None,
            created_at: tx.now(),
            updated_at: tx.now(),
            version: 1,
        };
        let row = row.into_active_model().reset_all().insert(&tx.db).await?;
        tell(tx, &row).await?;
    }
    for before in known {
        let now = earned.iter().find(|now| before.earned_for == key(now));
        let after = settled(before.clone(), now.map_or(0, |now| now.amount));
        if after == before {
            continue;
        }
        let after = Model { version: before.version + 1, updated_at: tx.now(), ..after };
        let after = after.into_active_model().reset_all().update(&tx.db).await?;
        tell(tx, &after).await?;
    }
    Ok(())
}

/// What becomes of an entry when so much is earned for it now.
fn settled(mut row: referral_reward::Model, amount: i64) -> referral_reward::Model {
    row.state = match row.state {
        RewardState::Paid | RewardState::Overpaid => {
            let is_too_much = row.paid_amount.is_some_and(|paid| paid > amount);
            if is_too_much { RewardState::Overpaid } else { RewardState::Paid }
        }
        // What somebody of ours cancelled stays cancelled.
        RewardState::Cancelled if row.cancel_reason.is_some() => return row,
        RewardState::Cancelled | RewardState::Pending if amount > 0 => RewardState::Pending,
        RewardState::Cancelled | RewardState::Pending => RewardState::Cancelled,
    };
    if amount > 0 || row.state == RewardState::Overpaid {
        row.amount = amount;
    }
    row
}

/// What makes an entry one of a kind within its referral.
fn key(earned: &Earned) -> String {
    earned.order_id.map_or_else(|| earned.trigger.to_string(), |id| id.to_string())
}

pub(super) async fn tell(tx: &WorkspaceTx, row: &referral_reward::Model) -> Result<(), Error> {
    let (referral_reward_id, referral_id) = (row.id, row.referral_id);
    let state = row.state.to_string();
    tx.record(DomainEvent::ReferralRewardChanged { referral_reward_id, referral_id, state }).await
}

/// What a customer paid and got back, in the workspace's currency.
async fn payments(
    tx: &WorkspaceTx,
    account_id: AccountId,
    settings: &Settings,
) -> Result<Vec<Payment>, Error> {
    use customer_order::Column as Of;
    let orders = tx
        .find::<customer_order::Entity>()
        .filter(Of::AccountId.eq(account_id))
        .filter(Of::VoidedAt.is_null())
        .filter(Of::Currency.eq(settings.currency));
    let payment = |row: customer_order::Model| {
        let amount = if row.kind.gives_back() { -row.amount } else { row.amount };
        Payment { order_id: row.id, amount, on: row.ordered_on }
    };
    Ok(orders.all(&tx.db).await?.into_iter().map(payment).collect())
}

#[cfg(test)]
mod tests {
    use super::{super::RewardTrigger, *};
    use kernel::{ids::ReferralId, money::Currency};
    use uuid::Uuid;

    fn entry(state: RewardState, amount: i64, paid_amount: Option<i64>) -> referral_reward::Model {
        let day = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
        let at = day.and_time(chrono::NaiveTime::MIN).and_utc();
        referral_reward::Model {
            id: Uuid::nil().into(),
            workspace_id: Uuid::nil().into(),
            referral_id: ReferralId::from_uuid(Uuid::nil()),
            advocate_id: Uuid::nil().into(),
            trigger: RewardTrigger::Won,
            order_id: None,
            earned_for: "won".to_owned(),
            amount,
            currency: Currency::CNY,
            earned_on: day,
            due_on: day,
            state,
            paid_amount,
            paid_at: None,
            paid_by_id: None,
            payment_reference: None,
            cancel_reason: None,
            created_at: at,
            updated_at: at,
            version: 1,
        }
    }

    #[test]
    fn a_reward_that_was_paid_is_never_pending_again() {
        let paid = entry(RewardState::Paid, 100, Some(100));
        let back = settled(paid, 0);
        assert_eq!((back.state, back.amount), (RewardState::Overpaid, 0));
        let again = settled(back, 100);
        assert_eq!((again.state, again.amount), (RewardState::Paid, 100));
    }

    #[test]
    fn what_is_not_earned_any_more_is_cancelled_and_comes_back_when_it_is() {
        let pending = entry(RewardState::Pending, 100, None);
        let gone = settled(pending, 0);
        assert_eq!((gone.state, gone.amount), (RewardState::Cancelled, 100));
        let less = settled(gone, 40);
        assert_eq!((less.state, less.amount), (RewardState::Pending, 40));
    }

    #[test]
    fn what_somebody_cancelled_stays_cancelled() {
        let mut cancelled = entry(RewardState::Cancelled, 100, None);
        cancelled.cancel_reason = Some("agreed by phone".to_owned());
        assert_eq!(settled(cancelled.clone(), 100), cancelled);
    }
}
