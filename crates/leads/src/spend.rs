//! What was spent on a channel, by day: the ground for cost per lead.

use crate::{
    entity::{
        campaign,
        channel_spend::{self, Column, Entity, Model},
    },
    source::check_channel,
};
use chrono::{DateTime, NaiveDate, Utc};
use customers::{input, settings};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Error, FieldError, Findings, Grant, WorkspaceTx,
    filter::Many,
    ids::{CampaignId, ChannelId, ChannelSpendId},
    money::Money,
    page::{Keyset, Page, PageRequest, Sort},
};
use sea_orm::{ActiveModelTrait, ColumnTrait, Condition, QueryFilter, Set};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// Money spent on a channel on a day, as clients see it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ChannelSpend {
    pub id: ChannelSpendId,
    pub channel_id: ChannelId,
    pub campaign_id: Option<CampaignId>,
    pub spent_on: NaiveDate,
    pub amount: Money,
    pub note: Option<String>,
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
            spent_on: row.spent_on,
            amount: Money::new(row.amount, row.currency).map_err(Error::internal)?,
            note: row.note,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewChannelSpend {
    pub channel_id: ChannelId,
    pub campaign_id: Option<CampaignId>,
    /// Not in the future.
    pub spent_on: NaiveDate,
    /// Negative is money that came back. In the workspace's currency.
    pub amount: Money,
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub note: Option<String>,
}

/// Which spend is asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct ChannelSpendFilter {
    /// Ids of channels, separated by commas.
    #[param(value_type = Option<String>)]
    pub channel_id: Option<Many<ChannelId>>,
    /// Ids of campaigns, separated by commas.
    #[param(value_type = Option<String>)]
    pub campaign_id: Option<Many<CampaignId>>,
    pub spent_on_gte: Option<NaiveDate>,
    pub spent_on_lte: Option<NaiveDate>,
}

/// Spend, the latest day first.
pub async fn list(
    tx: &WorkspaceTx,
    filter: &ChannelSpendFilter,
    page: &PageRequest,
) -> Result<Page<ChannelSpend>, Error> {
    tx.require(Grant::LeadsRead)?;
    let condition = Condition::all()
        .add_option(filter.channel_id.as_ref().map(|it| Column::ChannelId.is_in(it.0.clone())))
        .add_option(filter.campaign_id.as_ref().map(|it| Column::CampaignId.is_in(it.0.clone())))
        .add_option(filter.spent_on_gte.map(|day| Column::SpentOn.gte(day)))
        .add_option(filter.spent_on_lte.map(|day| Column::SpentOn.lte(day)));
    let keyset = Keyset {
        sorts: &[Sort::by("spent_on", Column::SpentOn)],
        default_sort: "-spent_on",
        id: Column::Id,
        filter: format!("{filter:?}"),
    };
    let mut rows = keyset.page(tx, tx.find::<Entity>().filter(condition), page).await?;
    let data = std::mem::take(&mut rows.data);
    let data = data.into_iter().map(ChannelSpend::try_from).collect::<Result<_, _>>()?;
    Ok(rows.with(data))
}

/// Enters what was spent.
pub async fn add(tx: &WorkspaceTx, input: NewChannelSpend) -> Result<ChannelSpend, Error> {
    tx.require(Grant::LeadsWrite)?;
    let settings = settings::of_workspace(tx).await?;
    let mut findings = Findings::of(&input);
    findings.extend(check_channel(tx, input.channel_id, "/channel_id").await?);
    findings.extend(check_campaign(tx, &input).await?);
    if input.spent_on > settings.today(tx) {
        findings.add(FieldError::new("/spent_on", "in_the_future"));
    }
    if input.amount.currency() != settings.currency {
        let allowed = vec![settings.currency.code()];
        findings.add(FieldError::new("/amount/currency", "unknown_value").with("allowed", allowed));
    }
    findings.finish()?;
    let row = channel_spend::ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        channel_id: Set(input.channel_id),
        campaign_id: Set(input.campaign_id),
        spent_on: Set(input.spent_on),
        amount: Set(input.amount.amount()),
        currency: Set(input.amount.currency()),
        note: Set(input::text(input.note)),
        created_at: Set(tx.now()),
        updated_at: Set(tx.now()),
        version: Set(1),
    };
    let saved: Model = row.insert(&tx.db).await?;
    let (channel_id, campaign_id) = (saved.channel_id, saved.campaign_id);
    tx.record(DomainEvent::ChannelSpendAdded { channel_id, campaign_id }).await?;
    saved.try_into()
}

/// The campaign must be one of the channel.
async fn check_campaign(
    tx: &WorkspaceTx,
    input: &NewChannelSpend,
) -> Result<Option<FieldError>, Error> {
    let Some(id) = input.campaign_id else { return Ok(None) };
    let of_channel = tx
        .find::<campaign::Entity>()
        .filter(campaign::Column::Id.eq(id))
        .filter(campaign::Column::ChannelId.eq(input.channel_id));
    let found = of_channel.one(&tx.db).await?.is_some();
    Ok((!found).then(|| FieldError::new("/campaign_id", "not_found")))
}
