//! Saved views: filters, sort and columns of a list under a name, for oneself or for everybody.

use crate::entity::saved_view::{ActiveModel, Column, Entity, Model};
use chrono::{DateTime, Utc};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Changes, Error, Grant, WorkspaceTx,
    ids::{MemberId, SavedViewId},
    page::{Keyset, Page, PageRequest, Sort},
    text::sort_key,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, Condition, IntoActiveModel, QueryFilter, Set};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};
use validator::{Validate, ValidationError};

const MAX_PARAMS: usize = 16 * 1024;

kernel::words! {
    /// The lists that have views.
    pub enum ViewedList {
        /// Leads.
        Leads = "leads",
        /// Accounts.
        Accounts = "accounts",
        /// People.
        People = "people",
        /// Orders.
        Orders = "orders",
        /// Tasks.
        Tasks = "tasks",
        /// Campaigns.
        Campaigns = "campaigns",
        /// Imports.
        Imports = "imports",
        /// Behaviour events.
        Events = "events",
        /// The audit trail.
        AuditEntries = "audit_entries",
        /// Deliveries of webhooks.
        WebhookDeliveries = "webhook_deliveries",
    }
}

impl ViewedList {
    /// What one needs to see the list itself.
    const fn grant(self) -> Grant {
        match self {
            Self::Leads | Self::Campaigns => Grant::LeadsRead,
            Self::Accounts | Self::People | Self::Orders | Self::Tasks => Grant::CustomersRead,
            Self::Imports => Grant::ImportsWrite,
            Self::Events => Grant::EventsRead,
            Self::AuditEntries => Grant::AuditRead,
            Self::WebhookDeliveries => Grant::WebhooksRead,
        }
    }
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SavedView {
    pub id: SavedViewId,
    /// `leads`, `accounts`, `people`, …
    #[schema(value_type = String, max_length = 40)]
    pub list: ViewedList,
    #[schema(max_length = 100)]
    pub name: String,
    /// Whether everybody in the workspace sees it.
    pub shared: bool,
    /// The query parameters of the list, and whatever else the screen keeps.
    #[schema(value_type = std::collections::HashMap<String, Value>)]
    pub params: Value,
    pub owner_id: Option<MemberId>,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl TryFrom<Model> for SavedView {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            list: row.list.parse().map_err(Error::internal)?,
            name: row.name,
            shared: row.shared,
            params: row.params,
            owner_id: row.owner_id,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSavedView {
    /// `leads`, `accounts`, `people`, `tasks`, `campaigns`, `imports`, `events`, `audit_entries` or
    /// `webhook_deliveries`.
    #[schema(value_type = String, max_length = 40, example = "leads")]
    pub list: ViewedList,
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100, example = "New this week")]
    pub name: String,
    #[serde(default)]
    pub shared: bool,
    /// 16 kB at the most.
    #[serde(default)]
    #[validate(custom(function = fits))]
    #[schema(value_type = std::collections::HashMap<String, Value>)]
    pub params: Map<String, Value>,
}

#[derive(Clone, Debug, Default, Deserialize, Validate, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SavedViewPatch {
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100)]
    pub name: Option<String>,
    pub shared: Option<bool>,
    #[validate(custom(function = fits))]
    #[schema(value_type = Option<std::collections::HashMap<String, Value>>)]
    pub params: Option<Map<String, Value>>,
}

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct SavedViewFilter {
    /// The list that the views are of.
    #[param(value_type = String, example = "leads")]
    pub list: ViewedList,
}

fn fits(params: &Map<String, Value>) -> Result<(), ValidationError> {
    let length = serde_json::to_string(params).map_or(usize::MAX, |text| text.len());
    if length <= MAX_PARAMS {
        return Ok(());
    }
    let mut error = ValidationError::new("too_long");
    error.add_param("max".into(), &MAX_PARAMS);
    Err(error)
}

/// One's own views and the shared ones.
pub async fn list(
    tx: &WorkspaceTx,
    filter: &SavedViewFilter,
    page: &PageRequest,
) -> Result<Page<SavedView>, Error> {
    tx.require(filter.list.grant())?;
    let keyset = Keyset {
        sorts: &[Sort::by("name", Column::SortName), Sort::by("created_at", Column::CreatedAt)],
        default_sort: "name",
        id: Column::Id,
        filter: format!("{filter:?}"),
    };
    let select =
        tx.find::<Entity>().filter(Column::List.eq(filter.list.as_str())).filter(visible(tx));
    let rows = keyset.page(tx, select, page).await?;
    let (next_cursor, total) = (rows.next_cursor, rows.total);
    let data = rows.data.into_iter().map(SavedView::try_from).collect::<Result<_, _>>()?;
    Ok(Page { data, next_cursor, total })
}

pub async fn create(tx: &WorkspaceTx, input: NewSavedView) -> Result<SavedView, Error> {
    tx.require(input.list.grant())?;
    input.validate()?;
    let owner_id = tx.caller.member();
    if owner_id.is_none() && !input.shared {
        // A key has no views of its own.
        return Err(Error::invalid_field("/shared", "not_allowed"));
    }
    let row = ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        list: Set(input.list.to_string()),
        name: Set(input.name.trim().to_owned()),
        sort_name: Set(sort_key(input.name.trim())),
        shared: Set(input.shared),
        params: Set(Value::Object(input.params)),
        owner_id: Set(owner_id),
        created_at: Set(tx.now()),
        updated_at: Set(tx.now()),
        version: Set(1),
    };
    let row = row.insert(&tx.db).await?;
    record(tx, row.id, "created", Changes::default()).await?;
    row.try_into()
}

pub async fn update(
    tx: &WorkspaceTx,
    id: SavedViewId,
    patch: SavedViewPatch,
) -> Result<SavedView, Error> {
    patch.validate()?;
    let before = own(tx, id).await?;
    if before.owner_id.is_none() && patch.shared == Some(false) {
        return Err(Error::invalid_field("/shared", "not_allowed"));
    }
    let mut changed = before.clone().into_active_model();
    if let Some(name) = patch.name.as_deref().map(str::trim) {
        changed.name = Set(name.to_owned());
        changed.sort_name = Set(sort_key(name));
    }
    changed.shared = patch.shared.map_or(changed.shared, Set);
    changed.params = patch.params.map_or(changed.params, |params| Set(Value::Object(params)));
    if !changed.is_changed() {
        return before.try_into();
    }
    changed.updated_at = Set(tx.now());
    changed.version = Set(before.version + 1);
    let before = SavedView::try_from(before)?;
    let after = SavedView::try_from(changed.update(&tx.db).await?)?;
    record(tx, id, "updated", Changes::between(&before, &after)).await?;
    Ok(after)
}

pub async fn delete(tx: &WorkspaceTx, id: SavedViewId) -> Result<(), Error> {
    let row = own(tx, id).await?;
    tx.delete::<Entity>().filter(Column::Id.eq(row.id)).exec(&tx.db).await?;
    record(tx, id, "deleted", Changes::default()).await
}

fn visible(tx: &WorkspaceTx) -> Condition {
    let own = tx.caller.member().map(|member| Column::OwnerId.eq(member));
    Condition::any().add(Column::Shared.eq(true)).add_option(own)
}

/// A view that the caller may change: their own, or a shared one if they may change the workspace.
async fn own(tx: &WorkspaceTx, id: SavedViewId) -> Result<Model, Error> {
    let found =
        tx.find::<Entity>().filter(Column::Id.eq(id)).filter(visible(tx)).one(&tx.db).await?;
    let row = found.ok_or_else(|| Error::not_found("saved_view"))?;
    let list: ViewedList = row.list.parse().map_err(Error::internal)?;
    tx.require(list.grant())?;
    if row.owner_id.is_none() || row.owner_id != tx.caller.member() {
        tx.require(Grant::WorkspaceWrite)?;
    }
    tx.expect_version(row.version)?;
    Ok(row)
}

async fn record(
    tx: &WorkspaceTx,
    id: SavedViewId,
    action: &str,
    changes: Changes,
) -> Result<(), Error> {
    let event = DomainEvent::SavedViewChanged { saved_view_id: id, action: action.to_owned() };
    tx.record_change(event, changes).await
}
