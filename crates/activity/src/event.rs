//! Reading events: the list, newest first, and how many there are.

use crate::entity::event::{Column, Entity, Model};
use chrono::{DateTime, Utc};
use kernel::{
    Error, Grant, WorkspaceTx,
    ids::{AccountId, PersonId},
    page::{Keyset, Page, PageRequest, Sort},
};
use sea_orm::{ColumnTrait, Condition, QueryFilter, QuerySelect};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};

/// A fact about behaviour, as clients see it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Event {
    /// Its number in the workspace, in the order of arrival.
    #[schema(example = 4711)]
    pub id: i64,
    /// The id that it was sent under.
    pub message_id: String,
    #[schema(example = "report_exported")]
    pub name: String,
    /// When it happened, with the sender's clock set right.
    pub occurred_at: DateTime<Utc>,
    pub received_at: DateTime<Utc>,
    /// Null as long as nobody has the ids that it was sent with.
    pub person_id: Option<PersonId>,
    pub account_id: Option<AccountId>,
    pub anonymous_id: Option<String>,
    pub person_external_id: Option<String>,
    pub account_external_id: Option<String>,
    /// Whether it came from a page or app with a publishable key.
    pub from_client: bool,
    #[schema(value_type = std::collections::HashMap<String, Value>)]
    pub properties: Value,
    #[schema(value_type = std::collections::HashMap<String, Value>)]
    pub context: Value,
}

impl TryFrom<Model> for Event {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        let time = |millis| {
            DateTime::from_timestamp_millis(millis)
                .ok_or_else(|| Error::internal("an event has no time that a calendar knows"))
        };
        let object = |json: Option<Value>| json.unwrap_or_else(|| Value::Object(Map::default()));
        Ok(Self {
            id: row.id,
            message_id: row.message_id,
            name: row.name,
            occurred_at: time(row.occurred_at)?,
            received_at: time(row.received_at)?,
            person_id: row.person_id,
            account_id: row.account_id,
            anonymous_id: row.anonymous_id,
            person_external_id: row.person_external_id,
            account_external_id: row.account_external_id,
            from_client: row.from_client,
            properties: object(row.properties),
            context: object(row.context),
        })
    }
}

/// Which events are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct EventFilter {
    /// The exact name.
    #[param(max_length = 200)]
    pub name: Option<String>,
    #[param(value_type = Option<String>)]
    pub person_id: Option<PersonId>,
    #[param(value_type = Option<String>)]
    pub account_id: Option<AccountId>,
    pub occurred_at_gte: Option<DateTime<Utc>>,
    pub occurred_at_lt: Option<DateTime<Utc>>,
}

impl EventFilter {
    fn condition(&self) -> Condition {
        let millis = |time: Option<DateTime<Utc>>| time.map(|time| time.timestamp_millis());
        Condition::all()
            .add_option(self.name.as_ref().map(|name| Column::Name.eq(name)))
            .add_option(self.person_id.map(|id| Column::PersonId.eq(id)))
            .add_option(self.account_id.map(|id| Column::AccountId.eq(id)))
            .add_option(millis(self.occurred_at_gte).map(|at| Column::OccurredAt.gte(at)))
            .add_option(millis(self.occurred_at_lt).map(|at| Column::OccurredAt.lt(at)))
    }
}

/// The newest first.
pub async fn list(
    tx: &WorkspaceTx,
    filter: &EventFilter,
    page: &PageRequest,
) -> Result<Page<Event>, Error> {
    tx.require(Grant::EventsRead)?;
    let keyset = Keyset {
        sorts: &[Sort::by("occurred_at", Column::OccurredAt)],
        default_sort: "-occurred_at",
        id: Column::Id,
        filter: format!("{filter:?}"),
    };
    let select = tx.find::<Entity>().filter(filter.condition());
    keyset.page(tx, select, page).await?.try_map(Event::try_from)
}

/// Whether the workspace has ever received an event: for the list of things to set up.
pub async fn any(tx: &WorkspaceTx) -> Result<bool, Error> {
    let first = tx.find::<Entity>().select_only().column(Column::Id).limit(1);
    Ok(first.into_tuple::<i64>().one(&tx.db).await?.is_some())
}
