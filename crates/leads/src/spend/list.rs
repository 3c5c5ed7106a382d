use super::{ChannelSpend, SpendKind};
use crate::entity::channel_spend::{Column, Entity};
use chrono::NaiveDate;
use kernel::{
    Error, Grant, WorkspaceTx,
    filter::Many,
    ids::{CampaignId, ChannelId},
    page::{Keyset, Page, PageRequest, Sort},
};
use sea_orm::{ColumnTrait, Condition, QueryFilter};
use serde::Deserialize;
use utoipa::IntoParams;

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
    /// `media` or `loaded`, separated by commas.
    #[param(value_type = Option<String>, example = "media")]
    pub kind: Option<Many<SpendKind>>,
    /// Those that channels share, or the others.
    pub shared: Option<bool>,
    pub spent_on_gte: Option<NaiveDate>,
    pub spent_on_lte: Option<NaiveDate>,
    /// The deleted ones instead of the others.
    pub deleted: Option<bool>,
}

/// Spend, the latest day first.
pub async fn list(
    tx: &WorkspaceTx,
    filter: &ChannelSpendFilter,
    page: &PageRequest,
) -> Result<Page<ChannelSpend>, Error> {
    tx.require(Grant::LeadsRead)?;
    let is_shared = |shared| {
        if shared { Column::ChannelId.is_null() } else { Column::ChannelId.is_not_null() }
    };
    let deleted = match filter.deleted {
        Some(true) => Column::DeletedAt.is_not_null(),
        _ => Column::DeletedAt.is_null(),
    };
    let condition = Condition::all()
        .add(deleted)
        .add_option(filter.channel_id.as_ref().map(|it| Column::ChannelId.is_in(it.0.clone())))
        .add_option(filter.campaign_id.as_ref().map(|it| Column::CampaignId.is_in(it.0.clone())))
        .add_option(filter.kind.as_ref().map(|it| Column::Kind.is_in(it.0.clone())))
        .add_option(filter.shared.map(is_shared))
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
