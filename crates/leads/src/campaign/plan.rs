//! What a campaign is to achieve, fixed before it starts, and what was learnt of it after its end.

use super::{Campaign, CampaignState, load, save, view};
use crate::{entity::campaign::Model, source::check_channel};
use chrono::{DateTime, Utc};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Error, FieldError, Findings, Grant, WorkspaceTx,
    ids::{CampaignId, ChannelId, MemberId},
    money::Money,
};
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

const MOST_CHANNELS: usize = 20;

/// The channels beside the first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(transparent)]
pub struct MoreChannels(pub Vec<ChannelId>);

/// What a campaign is to achieve. What is left out is no target.
#[derive(
    Clone,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    ToSchema,
    Validate,
    FromJsonQueryResult,
)]
#[serde(default, deny_unknown_fields)]
#[schema(as = CampaignTargets)]
pub struct Targets {
    /// How many leads.
    #[validate(range(min = 0, max = 100_000_000))]
    #[schema(minimum = 0, maximum = 100_000_000, example = 200)]
    pub leads: Option<u32>,
    /// How many of them valid.
    #[validate(range(min = 0, max = 100_000_000))]
    #[schema(minimum = 0, maximum = 100_000_000, example = 80)]
    pub valid_leads: Option<u32>,
    /// How many leads that are won.
    #[validate(range(min = 0, max = 100_000_000))]
    #[schema(minimum = 0, maximum = 100_000_000, example = 12)]
    pub orders: Option<u32>,
    /// What a lead may cost at most.
    pub cost_per_lead: Option<Money>,
}

kernel::words! {
    /// What follows from a campaign, or from the figures of a channel.
    pub enum Decision {
        /// As it is.
        Keep = "keep",
        /// More of it.
        Grow = "grow",
        /// No more of it.
        Stop = "stop",
    }
}

/// What was learnt of a campaign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, FromJsonQueryResult)]
#[schema(as = CampaignReview)]
pub struct Review {
    pub decision: Decision,
    /// What worked.
    pub worked: Option<String>,
    /// What did not, and what to do another time.
    pub lesson: Option<String>,
    /// Who wrote it; null for a program.
    pub member_id: Option<MemberId>,
    /// When it was written.
    pub reviewed_at: DateTime<Utc>,
}

/// The review of a campaign that is over.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = NewCampaignReview)]
pub struct NewReview {
    pub decision: Decision,
    /// What worked.
    #[validate(length(max = 5000))]
    #[schema(max_length = 5000)]
    pub worked: Option<String>,
    /// What did not, and what to do another time.
    #[validate(length(max = 5000))]
    #[schema(max_length = 5000)]
    pub lesson: Option<String>,
}

/// Writes the review of a campaign that is over, or writes it anew.
pub async fn review(tx: &WorkspaceTx, id: CampaignId, input: NewReview) -> Result<Campaign, Error> {
    tx.require(Grant::LeadsWrite)?;
    Findings::of(&input).finish()?;
    let mut row = load(tx, id).await?;
    tx.expect_version(row.version)?;
    if view(tx, row.clone()).await?.state != CampaignState::Finished {
        return Err(Error::wrong_state(
            "a campaign is reviewed once its last day has passed",
            "活动结束后才能复盘",
        ));
    }
    row.review = Some(Review {
        decision: input.decision,
        worked: customers::input::text(input.worked),
        lesson: customers::input::text(input.lesson),
        member_id: tx.caller.member(),
        reviewed_at: tx.now(),
    });
    let saved = save(tx, row).await?;
    let decision = input.decision.to_string();
    tx.record(DomainEvent::CampaignReviewed { campaign_id: id, decision }).await?;
    view(tx, saved).await
}

/// What is wrong with the channels beside the first.
pub(super) async fn check_channels(
    tx: &WorkspaceTx,
    before: Option<&Model>,
    first: ChannelId,
    more: &[ChannelId],
) -> Result<Vec<FieldError>, Error> {
    if more.len() > MOST_CHANNELS {
        let error = FieldError::new("/more_channel_ids", "too_many");
        return Ok(vec![error.with("max", MOST_CHANNELS)]);
    }
    let mut wrong = Vec::new();
    for (at, id) in more.iter().enumerate() {
        let pointer = format!("/more_channel_ids/{at}");
        if *id == first || more[..at].contains(id) {
            wrong.push(FieldError::new(pointer, "already_exists"));
        } else if !before.is_some_and(|row| row.runs_through(*id)) {
            wrong.extend(check_channel(tx, *id, &pointer).await?);
        }
    }
    Ok(wrong)
}

/// Once it has begun, what it was to achieve stays.
pub(super) fn check_targets(
    before: Option<(&Targets, CampaignState)>,
    after: &Targets,
) -> Option<FieldError> {
    let is_fixed = before.is_some_and(|(before, state)| {
        state != CampaignState::Planned && *before != Targets::default() && before != after
    });
    if is_fixed {
        return Some(FieldError::new("/targets", "fixed_at_start"));
    }
    let cost = after.cost_per_lead.is_some_and(|cost| cost.amount() <= 0);
    cost.then(|| FieldError::new("/targets/cost_per_lead/amount", "too_small").with("min", 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_fixed_once_the_campaign_runs_but_may_be_set_late() {
        let some = Targets { leads: Some(5), ..Targets::default() };
        let more = Targets { leads: Some(9), ..Targets::default() };
        let code = |before: Option<(&Targets, CampaignState)>, after: &Targets| {
            check_targets(before, after).map(|error| error.code.to_string())
        };
        assert_eq!(code(None, &some), None);
        assert_eq!(code(Some((&some, CampaignState::Planned)), &more), None);
        assert_eq!(code(Some((&some, CampaignState::Running)), &some), None);
        assert_eq!(code(Some((&Targets::default(), CampaignState::Running)), &more), None);
        let fixed = code(Some((&some, CampaignState::Finished)), &more);
        assert_eq!(fixed.as_deref(), Some("fixed_at_start"));
    }
}
