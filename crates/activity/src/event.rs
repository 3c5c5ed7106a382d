//! Reading events: the list, newest first, and how many there are.

use crate::{
    entity::event::{Column, Entity, Model},
    name,
    who::{UnitKind, loaded, ordinals_of, subjects_of},
};
use chrono::{DateTime, Utc};
use kernel::{
    Error, Grant, WorkspaceTx,
    ids::{AccountId, PersonId},
    page::{Keyset, Page, PageRequest, Sort},
};
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::HashMap;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

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

/// Who the units on a page are by now.
struct Known {
    people: HashMap<u32, Uuid>,
    accounts: HashMap<u32, Uuid>,
}

impl Known {
    async fn among(tx: &WorkspaceTx, rows: &[Model]) -> Result<Self, Error> {
        let units = |unit: fn(&Model) -> Option<i32>| rows.iter().filter_map(unit).map(loaded);
        let people = subjects_of(tx, UnitKind::Person, units(|row| row.person_unit)).await?;
        let accounts = subjects_of(tx, UnitKind::Account, units(|row| row.account_unit)).await?;
        Ok(Self { people, accounts })
    }

    fn event(&self, row: Model) -> Result<Event, Error> {
        let time = |millis| {
            DateTime::from_timestamp_millis(millis)
                .ok_or_else(|| Error::internal("an event has no time that a calendar knows"))
        };
        let object = |json: Option<Value>| json.unwrap_or_else(|| Value::Object(Map::default()));
        let subject = |known: &HashMap<u32, Uuid>, unit: Option<i32>| {
            unit.and_then(|unit| known.get(&loaded(unit)).copied())
        };
        Ok(Event {
            id: row.id,
            message_id: row.message_id,
            name: row.name,
            occurred_at: time(row.occurred_at)?,
            received_at: time(row.received_at)?,
            person_id: subject(&self.people, row.person_unit).map(Into::into),
            account_id: subject(&self.accounts, row.account_unit).map(Into::into),
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
    async fn condition(&self, tx: &WorkspaceTx) -> Result<Condition, Error> {
        let millis = |time: Option<DateTime<Utc>>| time.map(|time| time.timestamp_millis());
        let mut condition = Condition::all()
            .add_option(millis(self.occurred_at_gte).map(|at| Column::OccurredAt.gte(at)))
            .add_option(millis(self.occurred_at_lt).map(|at| Column::OccurredAt.lt(at)));
        if let Some(id) = self.person_id {
            let units = ordinals_of(tx, UnitKind::Person, id.uuid()).await?;
            condition = condition.add(Column::PersonUnit.is_in(units));
        }
        if let Some(id) = self.account_id {
            let units = ordinals_of(tx, UnitKind::Account, id.uuid()).await?;
            condition = condition.add(Column::AccountUnit.is_in(units));
        }
        if let Some(name) = &self.name {
            let number = name::number_of(tx, name).await?;
            condition = condition.add(Column::NameNumber.eq(number));
            if number == name::OTHER {
                condition = condition.add(Column::Name.eq(name));
            }
        }
        Ok(condition)
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
    let select = tx.find::<Entity>().filter(filter.condition(tx).await?);
    let rows = keyset.page(tx, select, page).await?;
    let known = Known::among(tx, &rows.data).await?;
    rows.try_map(|row| known.event(row))
}

/// Whether the workspace has ever received an event: for the list of things to set up.
pub async fn any(tx: &WorkspaceTx) -> Result<bool, Error> {
    // In an order that an index has: else PostgreSQL may look through the events of everybody else.
    let newest = tx.find::<Entity>().order_by_desc(Column::OccurredAt);
    let first = newest.select_only().column(Column::Id).limit(1);
    Ok(first.into_tuple::<i64>().one(&tx.db).await?.is_some())
}
