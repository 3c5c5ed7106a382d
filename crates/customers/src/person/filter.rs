use crate::{
    affiliation::DecisionRole,
    attribute::{AttributeObject, WithAttributes},
    entity::{affiliation, person::Column},
    tags,
};
use chrono::{DateTime, Utc};
use kernel::{
    Error, Grant, WorkspaceTx, email::Email, filter::Many, ids::AccountId, text::search_condition,
};
use sea_orm::{
    ColumnTrait, Condition, ExprTrait as _,
    sea_query::{Expr, Query},
};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which people are asked for.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct PersonFilter {
    /// Accounts they belong to, separated by commas.
    #[param(value_type = Option<String>)]
    pub account_id: Option<Many<AccountId>>,
    /// Roles they have in an account, separated by commas.
    #[param(value_type = Option<String>, example = "decider,payer")]
    pub role: Option<Many<DecisionRole>>,
    /// Words of the name, in Chinese, pinyin or its initials, or of contact data for those who may see it.
    #[param(max_length = 200, example = "zw")]
    pub q: Option<String>,
    /// Exactly this address; needs the grant `customers:contact`.
    #[param(max_length = 254)]
    pub email: Option<String>,
    /// Tags, separated by commas; one of them is enough.
    #[param(value_type = Option<String>)]
    pub tag: Option<Many<String>>,
    #[param(max_length = 200)]
    pub external_id: Option<String>,
    pub created_at_gte: Option<DateTime<Utc>>,
    pub created_at_lt: Option<DateTime<Utc>>,
    pub updated_at_gte: Option<DateTime<Utc>>,
    /// Only archived ones, instead of only those in use.
    pub archived: Option<bool>,
}

/// The filter with `attr.<key>=` parameters.
pub type PersonQuery = WithAttributes<PersonFilter>;

pub(super) async fn condition(tx: &WorkspaceTx, query: &PersonQuery) -> Result<Condition, Error> {
    let attributes = &query.attributes;
    let attributes = attributes.condition(tx, AttributeObject::Person, Column::Attributes).await?;
    let filter = &query.filter;
    let archived = filter.archived.unwrap_or(false);
    Ok(Condition::all()
        .add(attributes)
        .add(if archived { Column::ArchivedAt.is_not_null() } else { Column::ArchivedAt.is_null() })
        .add_option(affiliated(filter))
        .add_option(filter.q.as_deref().map(|q| search_condition(searched(tx), q)))
        .add_option(has_email(tx, filter)?)
        .add_option(filter.tag.as_ref().map(|it| tags::has_one_of(tx, Column::Tags, it)))
        .add_option(filter.external_id.as_ref().map(|it| Column::ExternalId.eq(it)))
        .add_option(filter.created_at_gte.map(|at| Column::CreatedAt.gte(at)))
        .add_option(filter.created_at_lt.map(|at| Column::CreatedAt.lt(at)))
        .add_option(filter.updated_at_gte.map(|at| Column::UpdatedAt.gte(at))))
}

fn affiliated(filter: &PersonFilter) -> Option<Condition> {
    use affiliation::Column as Link;
    if filter.account_id.is_none() && filter.role.is_none() {
        return None;
    }
    let linked = Condition::all()
        .add_option(
            filter.account_id.as_ref().map(|it| Link::AccountId.is_in(it.0.iter().copied())),
        )
        .add_option(filter.role.as_ref().map(|it| Link::Role.is_in(it.0.iter().copied())));
    let people = Query::select()
        .column(Link::PersonId)
        .from(affiliation::Entity)
        .cond_where(linked)
        .to_owned();
    Some(Condition::all().add(Expr::col(Column::Id.as_column_ref()).in_subquery(people)))
}

fn has_email(tx: &WorkspaceTx, filter: &PersonFilter) -> Result<Option<Condition>, Error> {
    let Some(text) = &filter.email else { return Ok(None) };
    tx.require(Grant::CustomersContact)?;
    let email: Email = text.parse().map_err(|_| Error::invalid_field("/email", "invalid_email"))?;
    Ok(Some(Condition::all().add(Column::Email.eq(email))))
}

/// Who may not see contact data can't find out about it by searching either.
pub(super) fn searched(tx: &WorkspaceTx) -> Column {
    if tx.allows(Grant::CustomersContact) { Column::ContactText } else { Column::SearchText }
}
