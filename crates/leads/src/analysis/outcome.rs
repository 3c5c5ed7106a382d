//! How often we win, how much, and how long it takes: of leads that were won or lost.
//!
//! The rate is won ÷ (won + lost) by the day of closing; what is open is in neither, and a lead that was reopened counts as
//! what it is today. A cycle is from the first touch to being won. Files tell of leads that were won before they came: such
//! cycles are counted apart and in no average.

use super::{
    AnalysisSplit, Durations, SplitKey,
    split::{Facts, nothing},
};
use crate::{entity::lead, lead::LeadFilter, words::StatusType};
use activity::question::Share;
use chrono::{DateTime, Utc};
use customers::settings;
use kernel::{
    Error, Grant, WorkspaceTx,
    ids::{CampaignId, ChannelId, MemberId},
    money::{Currency, Money},
};
use sea_orm::{ColumnTrait as _, FromQueryResult, QueryFilter as _, QuerySelect as _};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use utoipa::ToSchema;
use uuid::Uuid;

/// What became of leads.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Outcomes {
    pub all: Outcome,
    /// The same by channel, campaign or owner, the most won first; empty without a split.
    pub parts: Vec<OutcomePart>,
    pub as_of: DateTime<Utc>,
}

/// One part of the outcomes.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct OutcomePart {
    pub key: SplitKey,
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// What became of some leads.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Outcome {
    /// The filter with `status_type=won`.
    pub won: u64,
    /// The filter with `status_type=lost`.
    pub lost: u64,
    /// Won of won and lost.
    pub win_rate: Share,
    /// What the won ones were expected to pay in the first year; leads of which nothing is known count as nothing.
    pub won_amount: Money,
    /// The same of the lost ones.
    pub lost_amount: Money,
    /// Won of won and lost by amount; null where no amounts are known.
    #[schema(minimum = 0, maximum = 1)]
    pub win_rate_by_amount: Option<f64>,
    /// Why there is none: `no_amounts`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false)]
    pub win_rate_by_amount_reason: Option<&'static str>,
    /// Won and lost ones without an expected amount.
    pub without_amount: u64,
    /// From the first touch to being won.
    pub cycle: Durations,
    /// Won before they came, by their dates: mistakes in data, in no average.
    pub negative_cycles: u64,
}

#[expect(clippy::struct_field_names, reason = "named as the columns are")]
#[derive(FromQueryResult)]
struct Closed {
    status_type: StatusType,
    channel_id: Option<ChannelId>,
    campaign_id: Option<CampaignId>,
    owner_id: Option<MemberId>,
    first_touch_at: DateTime<Utc>,
    closed_at: Option<DateTime<Utc>>,
    expected_amount: Option<i64>,
}

/// What became of the leads for which a filter holds; those that are open are in no figure.
pub async fn outcomes(
    tx: &WorkspaceTx,
    filter: &LeadFilter,
    split: &AnalysisSplit,
) -> Result<Outcomes, Error> {
    use lead::Column as Of;
    tx.require(Grant::LeadsRead)?;
    filter.check()?;
    let currency = settings::of_workspace(tx).await?.currency;
    let closed = filter
        .select(tx)
        .select_only()
        .columns([Of::StatusType, Of::ChannelId, Of::CampaignId, Of::OwnerId])
        .columns([Of::FirstTouchAt, Of::ClosedAt, Of::ExpectedAmount])
        .filter(Of::StatusType.is_in([StatusType::Won, StatusType::Lost]));
    let (mut all, mut parts) = (Tally::default(), BTreeMap::<Option<Uuid>, Tally>::new());
    for row in closed.into_model::<Closed>().all(&tx.db).await? {
        all.count(&row);
        if let Some(by) = split.by {
            let facts = Facts {
                channel_id: row.channel_id,
                campaign_id: row.campaign_id,
                owner_id: row.owner_id,
            };
            parts.entry(by.of(&facts)).or_default().count(&row);
        }
    }
    let keys = match split.by {
        Some(by) => by.keys(tx, parts.keys().copied().flatten()).await?,
        None => HashMap::default(),
    };
    let mut parts = parts
        .into_iter()
        .map(|(id, tally)| {
            let key = id.and_then(|id| keys.get(&id).cloned()).unwrap_or_else(nothing);
            Ok(OutcomePart { key, outcome: tally.outcome(currency)? })
        })
        .collect::<Result<Vec<_>, Error>>()?;
    parts.sort_by_key(|part| std::cmp::Reverse((part.outcome.won, part.outcome.lost)));
    Ok(Outcomes { all: all.outcome(currency)?, parts, as_of: tx.now() })
}

#[derive(Default)]
struct Tally {
    won: u64,
    lost: u64,
    won_amount: i64,
    lost_amount: i64,
    without_amount: u64,
    cycles: Vec<i64>,
    negative_cycles: u64,
}

impl Tally {
    fn count(&mut self, lead: &Closed) {
        self.without_amount += u64::from(lead.expected_amount.is_none());
        let amount = lead.expected_amount.unwrap_or(0);
        if lead.status_type == StatusType::Lost {
            self.lost += 1;
            self.lost_amount = self.lost_amount.saturating_add(amount);
            return;
        }
        self.won += 1;
        self.won_amount = self.won_amount.saturating_add(amount);
        match lead.closed_at.map(|at| (at - lead.first_touch_at).num_seconds()) {
            Some(seconds) if seconds < 0 => self.negative_cycles += 1,
            Some(seconds) => self.cycles.push(seconds),
            None => {}
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "amounts lie below 2^53")]
    fn outcome(self, currency: Currency) -> Result<Outcome, Error> {
        let money = |amount| Money::new(amount, currency).map_err(Error::internal);
        let amounts = self.won_amount.saturating_add(self.lost_amount);
        let by_amount = (amounts > 0).then(|| self.won_amount as f64 / amounts as f64);
        Ok(Outcome {
            won: self.won,
            lost: self.lost,
            win_rate: Share::of(self.won, self.won + self.lost),
            won_amount: money(self.won_amount)?,
            lost_amount: money(self.lost_amount)?,
            win_rate_by_amount: by_amount,
            win_rate_by_amount_reason: by_amount.is_none().then_some("no_amounts"),
            without_amount: self.without_amount,
            cycle: Durations::of(self.cycles),
            negative_cycles: self.negative_cycles,
        })
    }
}
