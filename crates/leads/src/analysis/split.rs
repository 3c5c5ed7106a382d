//! What outcomes and validity are split by.

use identity::member;
use kernel::{
    Error, WorkspaceTx,
    ids::{CampaignId, ChannelId, MemberId},
};
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::entity::{campaign, channel, lead};

kernel::words! {
    /// What figures are split by.
    pub enum SplitBy {
        Channel = "channel",
        Campaign = "campaign",
        Owner = "owner",
    }
}

/// How figures are split.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct AnalysisSplit {
    /// `channel`, `campaign` or `owner`; left out the figures are of all leads together.
    #[param(value_type = Option<String>, example = "channel")]
    pub by: Option<SplitBy>,
}

/// One part of a split.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SplitKey {
    /// The id of channel, campaign or member, as the filter of leads takes it; null where leads have none.
    pub id: Option<String>,
    /// What people call it; null where leads have none.
    pub name: Option<String>,
}

impl SplitBy {
    /// The id in a lead's row.
    pub(super) fn of(self, lead: &Facts) -> Option<Uuid> {
        match self {
            Self::Channel => lead.channel_id.map(Into::into),
            Self::Campaign => lead.campaign_id.map(Into::into),
            Self::Owner => lead.owner_id.map(Into::into),
        }
    }

    pub(super) const fn column(self) -> lead::Column {
        match self {
            Self::Channel => lead::Column::ChannelId,
            Self::Campaign => lead::Column::CampaignId,
            Self::Owner => lead::Column::OwnerId,
        }
    }

    /// Id → key, also for what is archived and for members who left.
    pub(super) async fn keys(
        self,
        tx: &WorkspaceTx,
        ids: impl IntoIterator<Item = Uuid>,
    ) -> Result<HashMap<Uuid, SplitKey>, Error> {
        let ids: Vec<Uuid> = ids.into_iter().collect();
        let key = |uuid: Uuid, id: String, name: String| {
            (uuid, SplitKey { id: Some(id), name: Some(name) })
        };
        Ok(match self {
            Self::Channel => {
                let rows = tx.find::<channel::Entity>().filter(channel::Column::Id.is_in(ids));
                let rows = rows.all(&tx.db).await?.into_iter();
                rows.map(|row| key(row.id.into(), row.id.to_string(), row.name)).collect()
            }
            Self::Campaign => {
                let rows = tx.find::<campaign::Entity>().filter(campaign::Column::Id.is_in(ids));
                let rows = rows.all(&tx.db).await?.into_iter();
                rows.map(|row| key(row.id.into(), row.id.to_string(), row.name)).collect()
            }
            Self::Owner => {
                let members = member::refs(tx, ids.into_iter().map(MemberId::from_uuid)).await?;
                let members = members.into_values();
                members.map(|it| key(it.id.into(), it.id.to_string(), it.name)).collect()
            }
        })
    }
}

/// Whose a lead is.
#[expect(clippy::struct_field_names, reason = "named as the columns are")]
pub(super) struct Facts {
    pub channel_id: Option<ChannelId>,
    pub campaign_id: Option<CampaignId>,
    pub owner_id: Option<MemberId>,
}

/// Leads that have none of it.
pub(super) const fn nothing() -> SplitKey {
    SplitKey { id: None, name: None }
}
