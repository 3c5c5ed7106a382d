use kernel::ids::ChannelId;
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

kernel::words! {
    /// How channels share a cost.
    pub enum AllocationRule {
        /// The same for each channel that was in use.
        Equally = "equally",
        /// By how many leads came by each channel in the days of the entry; equally where none came.
        ByLeads = "by_leads",
        /// By fixed shares.
        ByShares = "by_shares",
    }
}

/// How channels share a cost that is of none of them alone.
#[derive(
    Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate, FromJsonQueryResult,
)]
#[serde(deny_unknown_fields)]
pub struct Allocation {
    pub rule: AllocationRule,
    /// With `by_shares` only: who bears it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(length(max = 100), nested)]
    #[schema(max_items = 100, required = false)]
    pub shares: Vec<ChannelShare>,
}

/// A channel's part of a shared cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ChannelShare {
    pub channel_id: ChannelId,
    /// In relation to the other shares.
    #[validate(range(min = 1, max = 1_000_000))]
    #[schema(minimum = 1, maximum = 1_000_000, example = 60)]
    pub share: u32,
}
