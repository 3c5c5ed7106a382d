use super::LifecycleStage;
use crate::{
    attribute::{AttributeObject, WithAttributes},
    entity::account::Column,
    owner::{self, OwnerChoice},
    tags,
};
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Error, Grant, WorkspaceTx, filter::Many, ids::PlanId, text::search_condition};
use sea_orm::{
    ColumnTrait, Condition, ExprTrait as _,
    sea_query::{Expr, Query, SimpleExpr},
};
use serde::Deserialize;
use utoipa::IntoParams;

kernel::words! {
    /// What else a list of accounts can bring along.
    pub enum AccountInclude { Owner = "owner", Plan = "plan" }
}

/// Which accounts are asked for.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct AccountFilter {
    /// Stages, separated by commas.
    #[param(value_type = Option<String>, example = "use,renew")]
    pub lifecycle_stage: Option<Many<LifecycleStage>>,
    /// Industries, separated by commas.
    #[param(value_type = Option<String>)]
    pub industry: Option<Many<String>>,
    /// Provinces or states, separated by commas.
    #[param(value_type = Option<String>)]
    pub region: Option<Many<String>>,
    /// Cities, separated by commas.
    #[param(value_type = Option<String>)]
    pub city: Option<Many<String>>,
    /// Ids of members, `me` or `none`, separated by commas.
    #[param(value_type = Option<String>, example = "me,none")]
    pub owner_id: Option<Many<OwnerChoice>>,
    /// Plans, separated by commas.
    #[param(value_type = Option<String>)]
    pub plan_id: Option<Many<PlanId>>,
    pub size_gte: Option<i32>,
    pub size_lt: Option<i32>,
    /// Tags, separated by commas; one of them is enough.
    #[param(value_type = Option<String>)]
    pub tag: Option<Many<String>>,
    #[param(max_length = 200)]
    pub external_id: Option<String>,
    /// Words of the name, in Chinese, pinyin or its initials, or of the phone number for those who may see it.
    #[param(max_length = 200, example = "yuexiang")]
    pub q: Option<String>,
    pub renews_on_gte: Option<NaiveDate>,
    pub renews_on_lt: Option<NaiveDate>,
    /// Monthly recurring revenue in minor units.
    pub mrr_gte: Option<i64>,
    pub mrr_lt: Option<i64>,
    pub created_at_gte: Option<DateTime<Utc>>,
    pub created_at_lt: Option<DateTime<Utc>>,
    pub updated_at_gte: Option<DateTime<Utc>>,
    /// That came of a lead created at this time or later. Archived and lost leads don't count.
    pub lead_created_at_gte: Option<DateTime<Utc>>,
    /// Only archived ones, instead of only those in use.
    pub archived: Option<bool>,
    /// `owner`, `plan`: brings their names along.
    #[param(value_type = Option<String>, example = "owner,plan")]
    pub include: Option<Many<AccountInclude>>,
}

/// The filter with `attr.<key>=` parameters.
pub type AccountQuery = WithAttributes<AccountFilter>;

impl AccountFilter {
    pub fn includes(&self, part: AccountInclude) -> bool {
        self.include.as_ref().is_some_and(|include| include.0.contains(&part))
    }

    /// What cursors are bound to: what is shown beside the rows doesn't matter to it.
    pub(super) fn binding(query: &AccountQuery) -> String {
        let filter = Self { include: None, ..query.filter.clone() };
        format!("{filter:?}{:?}", query.attributes)
    }
}

pub(super) async fn condition(tx: &WorkspaceTx, query: &AccountQuery) -> Result<Condition, Error> {
    let attributes = &query.attributes;
    let attributes = attributes.condition(tx, AttributeObject::Account, Column::Attributes).await?;
    Ok(own_condition(tx, &query.filter).add(attributes))
}

pub(super) fn own_condition(tx: &WorkspaceTx, filter: &AccountFilter) -> Condition {
    let one_of = |column: Column, words: &Option<Many<String>>| {
        words.as_ref().map(|words| column.is_in(words.0.clone()))
    };
    let archived = filter.archived.unwrap_or(false);
    Condition::all()
        .add(if archived { Column::ArchivedAt.is_not_null() } else { Column::ArchivedAt.is_null() })
        .add_option(
            filter
                .lifecycle_stage
                .as_ref()
                .map(|it| Column::LifecycleStage.is_in(it.0.iter().copied())),
        )
        .add_option(one_of(Column::Industry, &filter.industry))
        .add_option(one_of(Column::Region, &filter.region))
        .add_option(one_of(Column::City, &filter.city))
        .add_option(filter.owner_id.as_ref().map(|it| owner::is_one_of(tx, Column::OwnerId, it)))
        .add_option(filter.plan_id.as_ref().map(|it| Column::PlanId.is_in(it.0.iter().copied())))
        .add_option(filter.size_gte.map(|size| Column::Size.gte(size)))
        .add_option(filter.size_lt.map(|size| Column::Size.lt(size)))
        .add_option(filter.tag.as_ref().map(|it| tags::has_one_of(tx, Column::Tags, it)))
        .add_option(filter.external_id.as_ref().map(|it| Column::ExternalId.eq(it)))
        .add_option(filter.q.as_deref().map(|q| search_condition(searched(tx), q)))
        .add_option(filter.renews_on_gte.map(|day| Column::RenewsOn.gte(day)))
        .add_option(filter.renews_on_lt.map(|day| Column::RenewsOn.lt(day)))
        .add_option(filter.mrr_gte.map(|amount| Column::Mrr.gte(amount)))
        .add_option(filter.mrr_lt.map(|amount| Column::Mrr.lt(amount)))
        .add_option(filter.created_at_gte.map(|at| Column::CreatedAt.gte(at)))
        .add_option(filter.created_at_lt.map(|at| Column::CreatedAt.lt(at)))
        .add_option(filter.updated_at_gte.map(|at| Column::UpdatedAt.gte(at)))
        .add_option(filter.lead_created_at_gte.map(|at| came_of_a_lead(tx, at)))
}

/// The crate of leads is above this one, so their table is named as foreign keys do: by its name.
fn came_of_a_lead(tx: &WorkspaceTx, since: DateTime<Utc>) -> SimpleExpr {
    let mut leads = Query::select();
    leads
        .column("account_id")
        .from("lead")
        .and_where(Expr::col("workspace_id").eq(tx.workspace().uuid()))
        .and_where(Expr::col("created_at").gte(since))
        .and_where(Expr::col("account_id").is_not_null())
        .and_where(Expr::col("archived_at").is_null())
        .and_where(Expr::col("status_type").ne("lost"));
    Column::Id.in_subquery(leads)
}

/// Who may not see contact data can't find out about it by searching either.
pub(super) fn searched(tx: &WorkspaceTx) -> Column {
    if tx.allows(Grant::CustomersContact) { Column::ContactText } else { Column::SearchText }
}
