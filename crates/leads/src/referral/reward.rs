//! The ledger of what advocates earned.

use super::{AdvocateRef, ReferralLead, RewardState, RewardTrigger, advocate, service, settle};
use crate::entity::{
    referral,
    referral_reward::{Column, Entity, Model},
};
use chrono::{DateTime, NaiveDate, Utc};
use customers::{input, settings};
use identity::member::{self, MemberRef};
use kernel::{
    Error, FieldError, Findings, Grant, WorkspaceTx,
    filter::Many,
    ids::{AdvocateId, OrderId, ReferralId, ReferralRewardId},
    money::Money,
    page::{Keyset, Page, PageRequest, Sort},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, IntoActiveModel, QueryFilter, QueryOrder as _,
    QuerySelect as _,
};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// What an advocate earned by a referral.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ReferralReward {
    pub id: ReferralRewardId,
    pub referral_id: ReferralId,
    pub advocate: AdvocateRef,
    pub lead: ReferralLead,
    pub trigger: RewardTrigger,
    /// What the customer paid for, where it is a share of that.
    pub order_id: Option<OrderId>,
    /// What is earned as things stand.
    pub amount: Money,
    /// The day on which the lead was valid or won, or the customer paid.
    pub earned_on: NaiveDate,
    /// From when it is paid out: what goes back to the customer before is not shared.
    pub due_on: NaiveDate,
    pub state: RewardState,
    /// Whether it can be paid out today: pending, due, and nobody needs to look at the referral first.
    pub payable: bool,
    /// What was paid out; null before.
    pub paid_amount: Option<Money>,
    /// When it was noted as paid.
    pub paid_at: Option<DateTime<Utc>>,
    pub paid_by: Option<MemberRef>,
    /// By what it is found at the bank.
    pub payment_reference: Option<String>,
    /// Why somebody of ours cancelled it; null where it was not earned any more.
    pub cancel_reason: Option<String>,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// Rewards that were paid out.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct PayRewards {
    /// Each must be payable; if one is not, none is noted as paid.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_items = 1, max_items = 200)]
    pub ids: Vec<ReferralRewardId>,
    /// By what it is found at the bank.
    #[validate(length(max = 200))]
    #[schema(max_length = 200)]
    pub reference: Option<String>,
}

#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct CancelReward {
    /// Why.
    #[validate(length(min = 1, max = 500))]
    #[schema(min_length = 1, max_length = 500, example = "Given as a discount instead")]
    pub reason: String,
}

/// Which rewards are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct RewardFilter {
    /// States, separated by commas.
    #[param(value_type = Option<String>, example = "pending,overpaid")]
    pub state: Option<Many<RewardState>>,
    /// Those that are due until this day.
    pub due_on_lte: Option<NaiveDate>,
    pub advocate_id: Option<AdvocateId>,
    pub referral_id: Option<ReferralId>,
}

/// Rewards, those that are due first.
pub async fn list(
    tx: &WorkspaceTx,
    filter: &RewardFilter,
    page: &PageRequest,
) -> Result<Page<ReferralReward>, Error> {
    tx.require(Grant::LeadsRead)?;
    let condition = Condition::all()
        .add_option(filter.state.as_ref().map(|it| Column::State.is_in(it.0.iter().copied())))
        .add_option(filter.due_on_lte.map(|day| Column::DueOn.lte(day)))
        .add_option(filter.advocate_id.map(|id| Column::AdvocateId.eq(id)))
        .add_option(filter.referral_id.map(|id| Column::ReferralId.eq(id)));
    let keyset = Keyset {
        sorts: &[Sort::by("due_on", Column::DueOn)],
        default_sort: "due_on",
        id: Column::Id,
        filter: format!("{filter:?}"),
    };
    let mut rows = keyset.page(tx, tx.find::<Entity>().filter(condition), page).await?;
    let data = std::mem::take(&mut rows.data);
    Ok(rows.with(views(tx, data).await?))
}

/// Notes that rewards were paid out: all of them, or none.
pub async fn pay(tx: &WorkspaceTx, input: PayRewards) -> Result<Vec<ReferralReward>, Error> {
    tx.require(Grant::LeadsConfigure)?;
    let mut findings = Findings::of(&input);
    let mut seen = HashSet::new();
    let ids: Vec<_> = input.ids.iter().copied().filter(|id| seen.insert(*id)).collect();
    let rows = tx.find::<Entity>().filter(Column::Id.is_in(ids)).order_by_asc(Column::Id);
    let rows = rows.lock_exclusive().all(&tx.db).await?;
    let suspicious = suspicious(tx, &rows).await?;
    let today = settings::of_workspace(tx).await?.today(tx);
    for (place, id) in input.ids.iter().enumerate() {
        let found = rows.iter().find(|row| row.id == *id);
        let code = match found {
            None => "not_found",
            Some(row) if !is_payable(row, &suspicious, today) => "not_allowed",
            Some(_) => continue,
        };
        findings.add(FieldError::new(format!("/ids/{place}"), code));
    }
    findings.finish()?;
    let reference = input::text(input.reference);
    let mut paid = Vec::with_capacity(rows.len());
    for row in rows {
        let row = Model {
            state: RewardState::Paid,
            paid_amount: Some(row.amount),
            paid_at: Some(tx.now()),
            paid_by_id: tx.caller.member(),
            payment_reference: reference.clone(),
            updated_at: tx.now(),
            version: row.version + 1,
            ..row
        };
        let row = row.into_active_model().reset_all().update(&tx.db).await?;
        settle::tell(tx, &row).await?;
        paid.push(row);
    }
    views(tx, paid).await
}

/// Takes a reward that is not paid yet out of the ledger, for good.
pub async fn cancel(
    tx: &WorkspaceTx,
    id: ReferralRewardId,
    input: CancelReward,
) -> Result<ReferralReward, Error> {
    tx.require(Grant::LeadsConfigure)?;
    let mut findings = Findings::of(&input);
    let reason = findings.keep(input::required("/reason", &input.reason));
    findings.finish()?;
    let found = tx.find::<Entity>().filter(Column::Id.eq(id)).lock_exclusive().one(&tx.db).await?;
    let row = found.ok_or_else(|| Error::not_found("reward"))?;
    tx.expect_version(row.version)?;
    if row.state != RewardState::Pending {
        return Err(Error::wrong_state("the reward is not pending", "该奖励不在待发放状态"));
    }
    let row = Model {
        state: RewardState::Cancelled,
        cancel_reason: reason,
        updated_at: tx.now(),
        version: row.version + 1,
        ..row
    };
    let row = row.into_active_model().reset_all().update(&tx.db).await?;
    settle::tell(tx, &row).await?;
    let view = views(tx, vec![row]).await?.pop();
    view.ok_or_else(|| Error::internal("one row in, none out"))
}

fn is_payable(row: &Model, suspicious: &HashSet<ReferralId>, today: NaiveDate) -> bool {
    row.state == RewardState::Pending
        && row.due_on <= today
        && !suspicious.contains(&row.referral_id)
}

/// Of the referrals of these rewards those that somebody must look at first.
async fn suspicious(tx: &WorkspaceTx, rows: &[Model]) -> Result<HashSet<ReferralId>, Error> {
    let ids: HashSet<_> = rows.iter().map(|row| row.referral_id).collect();
    let waiting = tx
        .find::<referral::Entity>()
        .select_only()
        .column(referral::Column::Id)
        .filter(referral::Column::Id.is_in(ids))
        .filter(referral::Column::NeedsReview.eq(true));
    Ok(waiting.into_tuple().all(&tx.db).await?.into_iter().collect())
}

async fn views(tx: &WorkspaceTx, rows: Vec<Model>) -> Result<Vec<ReferralReward>, Error> {
    let advocates = advocate::refs(tx, rows.iter().map(|row| row.advocate_id).collect()).await?;
    let members = member::refs(tx, rows.iter().filter_map(|row| row.paid_by_id)).await?;
    let of_rows = rows.iter().map(|row| row.referral_id);
    let referrals = tx.find::<referral::Entity>().filter(referral::Column::Id.is_in(of_rows));
    let referrals: HashMap<_, _> =
        referrals.all(&tx.db).await?.into_iter().map(|row| (row.id, row)).collect();
    let leads = service::leads(tx, referrals.values().map(|row| row.lead_id).collect()).await?;
    let today = settings::of_workspace(tx).await?.today(tx);
    let suspicious = referrals.values().filter(|row| row.needs_review).map(|row| row.id).collect();
    let view = |row: Model| -> Result<ReferralReward, Error> {
        let missing = || Error::internal("a reward without its referral");
        let referral = referrals.get(&row.referral_id).ok_or_else(missing)?;
        let money = |amount| Money::new(amount, row.currency).map_err(Error::internal);
        Ok(ReferralReward {
            payable: is_payable(&row, &suspicious, today),
            amount: money(row.amount)?,
            paid_amount: row.paid_amount.map(money).transpose()?,
            advocate: advocates.get(&row.advocate_id).ok_or_else(missing)?.clone(),
            lead: leads.get(&referral.lead_id).ok_or_else(missing)?.clone(),
            id: row.id,
            referral_id: row.referral_id,
            trigger: row.trigger,
            order_id: row.order_id,
            earned_on: row.earned_on,
            due_on: row.due_on,
            state: row.state,
            paid_at: row.paid_at,
            paid_by: row.paid_by_id.and_then(|id| members.get(&id).cloned()),
            payment_reference: row.payment_reference,
            cancel_reason: row.cancel_reason,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    };
    rows.into_iter().map(view).collect()
}
