//! Reading what happened: the audit trail of a workspace and the timeline of one object.

use crate::{
    Subject, SubjectKind,
    entity::domain_event::{Column, Entity, Model},
};
use chrono::{DateTime, Utc};
use kernel::{
    Error, Grant, WorkspaceTx,
    filter::Many,
    ids::DomainEventId,
    page::{Keyset, Page, PageRequest, Sort},
};
use sea_orm::{ColumnTrait, Condition, ExprTrait as _, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

/// Who acted, as the audit trail names it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ActorRef {
    /// `member`, `api_key`, `visitor` or `system`.
    pub kind: String,
    /// The id of the member or key, or the name of the job; null for visitors.
    pub id: Option<String>,
}

/// Something that happened, as clients see it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EventEntry {
    pub id: DomainEventId,
    /// The stable name, such as `lead.created`.
    #[serde(rename = "type")]
    pub event_type: String,
    pub actor: ActorRef,
    pub subject_kind: SubjectKind,
    /// The object that changed.
    pub subject_id: Subject,
    /// Facts about it, by type of event.
    #[schema(value_type = std::collections::HashMap<String, Value>)]
    pub data: Value,
    /// Field → `before` and `after`, or `concealed` for contact data; null where nothing was compared.
    #[schema(value_type = Option<std::collections::HashMap<String, Value>>)]
    pub changes: Option<Value>,
    /// The request in which it happened.
    pub request_id: String,
    pub recorded_at: DateTime<Utc>,
}

impl TryFrom<Model> for EventEntry {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        let subject_kind: SubjectKind = row.subject_kind.parse().map_err(Error::internal)?;
        Ok(Self {
            id: row.id,
            event_type: row.event_type,
            actor: ActorRef { kind: row.actor_kind, id: row.actor_id },
            subject_kind,
            subject_id: Subject { kind: subject_kind, id: row.subject_id },
            data: row.data,
            changes: row.changes,
            request_id: row.request_id,
            recorded_at: row.recorded_at,
        })
    }
}

/// Which entries of the audit trail are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct EventFilter {
    /// What one actor did: the id of a member or API key.
    pub actor_id: Option<String>,
    /// What happened to one object, or to what hangs on it.
    #[param(value_type = Option<String>)]
    pub subject_id: Option<Subject>,
    /// Kinds of object, separated by commas.
    #[param(value_type = Option<String>, example = "lead,account")]
    pub subject_kind: Option<Many<SubjectKind>>,
    /// Types of event, separated by commas.
    #[param(value_type = Option<String>, example = "lead.created,lead.assigned")]
    pub event_type: Option<Many<String>>,
    /// One request, by its id.
    pub request_id: Option<String>,
    pub recorded_at_gte: Option<DateTime<Utc>>,
    pub recorded_at_lt: Option<DateTime<Utc>>,
    /// What a search resolved to; clients can't send it.
    #[serde(skip)]
    #[param(ignore)]
    pub any_of: Option<AnyOf>,
}

/// An entry matches if one of these does.
#[derive(Clone, Debug, Default)]
pub struct AnyOf {
    pub actor_ids: Vec<String>,
    pub event_types: Vec<String>,
    pub request_id: String,
}

impl AnyOf {
    fn condition(&self) -> Condition {
        Condition::any()
            .add(Column::ActorId.is_in(self.actor_ids.clone()))
            .add(Column::EventType.is_in(self.event_types.clone()))
            .add(Column::RequestId.eq(&self.request_id))
    }
}

impl EventFilter {
    fn condition(&self) -> Condition {
        let kinds = self
            .subject_kind
            .as_ref()
            .map(|kinds| kinds.0.iter().map(|kind| kind.as_str()).collect::<Vec<_>>());
        Condition::all()
            .add_option(self.actor_id.as_ref().map(|id| Column::ActorId.eq(id)))
            .add_option(
                self.subject_id.map(|s| Column::AboutId.eq(s.id).or(Column::SubjectId.eq(s.id))),
            )
            .add_option(kinds.map(|kinds| Column::SubjectKind.is_in(kinds)))
            .add_option(
                self.event_type.as_ref().map(|types| Column::EventType.is_in(types.0.clone())),
            )
            .add_option(self.request_id.as_ref().map(|id| Column::RequestId.eq(id)))
            .add_option(self.recorded_at_gte.map(|at| Column::RecordedAt.gte(at)))
            .add_option(self.recorded_at_lt.map(|at| Column::RecordedAt.lt(at)))
            .add_option(self.any_of.as_ref().map(AnyOf::condition))
    }
}

/// The audit trail, newest first.
pub async fn list(
    tx: &WorkspaceTx,
    filter: &EventFilter,
    page: &PageRequest,
) -> Result<Page<EventEntry>, Error> {
    tx.require(Grant::AuditRead)?;
    let keyset = Keyset {
        sorts: &[Sort::by("recorded_at", Column::RecordedAt)],
        default_sort: "-recorded_at",
        id: Column::Id,
        filter: format!("{filter:?}"),
    };
    let rows = keyset.page(tx, tx.find::<Entity>().filter(filter.condition()), page).await?;
    let next_cursor = rows.next_cursor;
    let data = rows.data.into_iter().map(EventEntry::try_from).collect::<Result<_, _>>()?;
    Ok(Page { data, next_cursor, total: rows.total })
}

/// What happened to one object and to what hangs on it, newest first, before `before`. The service that owns
/// the object checks the grant.
pub async fn about(
    tx: &WorkspaceTx,
    subject: Subject,
    before: Option<(DateTime<Utc>, DomainEventId)>,
    limit: u64,
) -> Result<Vec<EventEntry>, Error> {
    let mut select = tx.find::<Entity>().filter(Column::AboutId.eq(subject.id));
    if let Some((at, id)) = before {
        let earlier =
            Column::RecordedAt.lt(at).or(Column::RecordedAt.eq(at).and(Column::Id.lt(id)));
        select = select.filter(earlier);
    }
    let newest_first = select.order_by_desc(Column::RecordedAt).order_by_desc(Column::Id);
    let rows = newest_first.limit(limit).all(&tx.db).await?;
    rows.into_iter().map(EventEntry::try_from).collect()
}
