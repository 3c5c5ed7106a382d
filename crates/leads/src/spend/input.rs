use super::{Allocation, SpendKind};
use crate::entity::channel_spend::Model;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{
    Error,
    ids::{CampaignId, ChannelId, ChannelSpendId},
    money::Money,
    patch::Patch,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// Money spent, as clients see it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ChannelSpend {
    pub id: ChannelSpendId,
    /// Null where channels share it.
    pub channel_id: Option<ChannelId>,
    pub campaign_id: Option<CampaignId>,
    pub kind: SpendKind,
    /// Its first day.
    pub spent_on: NaiveDate,
    /// Its last day: it is spread evenly over the days up to it.
    pub spent_until: NaiveDate,
    /// In the currency in which it was paid.
    pub amount: Money,
    /// How channels share it; null where it is of one.
    pub allocation: Option<Allocation>,
    pub external_id: Option<String>,
    pub note: Option<String>,
    /// When it was deleted; it counts for nothing then and can be brought back.
    pub deleted_at: Option<DateTime<Utc>>,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl TryFrom<Model> for ChannelSpend {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            channel_id: row.channel_id,
            campaign_id: row.campaign_id,
            kind: row.kind,
            spent_on: row.spent_on,
            spent_until: row.spent_until,
            amount: Money::new(row.amount, row.currency).map_err(Error::internal)?,
            allocation: row.allocation,
            external_id: row.external_id,
            note: row.note,
            deleted_at: row.deleted_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

/// What was spent. Either `channel_id` or `allocation` is needed.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewChannelSpend {
    pub channel_id: Option<ChannelId>,
    /// A campaign that runs through the channel.
    pub campaign_id: Option<CampaignId>,
    /// `media` unless said otherwise.
    pub kind: Option<SpendKind>,
    /// Its first day. Not in the future.
    pub spent_on: NaiveDate,
    /// Its last day; the first unless said otherwise. At most 1096 days in all.
    pub spent_until: Option<NaiveDate>,
    /// Negative is money that came back. In whatever currency it was paid.
    pub amount: Money,
    /// How channels share it, where it is not of one channel.
    #[validate(nested)]
    pub allocation: Option<Allocation>,
    /// Its id in your system, unique in the workspace.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub external_id: Option<String>,
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub note: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct ChannelSpendPatch {
    #[schema(value_type = Option<ChannelId>)]
    pub channel_id: Patch<ChannelId>,
    #[schema(value_type = Option<CampaignId>)]
    pub campaign_id: Patch<CampaignId>,
    #[schema(value_type = Option<SpendKind>)]
    pub kind: Patch<SpendKind>,
    #[schema(value_type = Option<NaiveDate>)]
    pub spent_on: Patch<NaiveDate>,
    /// Its last day; at most 1096 days in all.
    #[schema(value_type = Option<NaiveDate>)]
    pub spent_until: Patch<NaiveDate>,
    #[schema(value_type = Option<Money>)]
    pub amount: Patch<Money>,
    #[schema(value_type = Option<Allocation>)]
    pub allocation: Patch<Allocation>,
    #[validate(length(min = 1, max = 200))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    pub external_id: Patch<String>,
    #[validate(length(max = 2000))]
    #[schema(value_type = Option<String>, max_length = 2000)]
    pub note: Patch<String>,
}
