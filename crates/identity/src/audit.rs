//! The audit trail, with names: who did what to which object. Every write is in it, since it is the outbox of
//! domain events that is read here.

use crate::{
    entity::{api_key, invitation, saved_view},
    member::{self, MemberFilter},
};
use chrono::{DateTime, Utc};
use jobs::{
    Subject, SubjectKind,
    event::{self, AnyOf, EventEntry, EventFilter},
};
use kernel::{
    Error, Grant, WorkspaceTx,
    filter::Many,
    ids::{ApiKeyId, DomainEventId, InvitationId, MemberId, SavedViewId},
    page::{Page, PageRequest},
};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::HashMap;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// Members whose name a search can match at once.
const MAX_ACTORS: u64 = 100;

/// Who acted.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuditActor {
    /// `member`, `api_key`, `visitor` or `system`.
    #[schema(max_length = 20)]
    pub kind: String,
    /// The id of the member or key, or the name of the job; null for visitors.
    #[schema(max_length = 100)]
    pub id: Option<String>,
    /// The name of the member or key.
    #[schema(max_length = 100)]
    pub name: Option<String>,
}

/// What was acted upon.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuditSubject {
    #[serde(rename = "type")]
    pub kind: SubjectKind,
    pub id: Subject,
    /// What it is called, where that is known here.
    #[schema(max_length = 254)]
    pub label: Option<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuditEntry {
    pub id: DomainEventId,
    /// What happened, such as `lead.created`.
    #[serde(rename = "type")]
    #[schema(max_length = 100)]
    pub event_type: String,
    pub actor: AuditActor,
    pub subject: AuditSubject,
    /// Field → `before` and `after`, or `concealed`; null where nothing was compared.
    #[schema(value_type = Option<std::collections::HashMap<String, Value>>)]
    pub changes: Option<Value>,
    /// Facts about it, by type of event.
    #[schema(value_type = std::collections::HashMap<String, Value>)]
    pub data: Value,
    #[schema(max_length = 100)]
    pub request_id: String,
    pub recorded_at: DateTime<Utc>,
}

#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct AuditFilter {
    /// What one actor did: the id of a member or API key.
    #[param(max_length = 100)]
    pub actor_id: Option<String>,
    /// What happened to one object, or to what hangs on it.
    #[param(value_type = Option<String>)]
    pub subject_id: Option<Subject>,
    /// Kinds of object, separated by commas.
    #[param(value_type = Option<String>, example = "lead,account")]
    pub subject_type: Option<Many<SubjectKind>>,
    /// Types of event, separated by commas.
    #[param(value_type = Option<String>, example = "lead.created,lead.assigned")]
    pub event_type: Option<Many<String>>,
    pub recorded_at_gte: Option<DateTime<Utc>>,
    pub recorded_at_lt: Option<DateTime<Utc>>,
    /// Part of the actor's name or address or of the type of event, or a whole request id.
    #[param(max_length = 200)]
    pub q: Option<String>,
}

/// Newest first.
pub async fn list(
    tx: &WorkspaceTx,
    filter: AuditFilter,
    page: &PageRequest,
) -> Result<Page<AuditEntry>, Error> {
    tx.require(Grant::AuditRead)?;
    let any_of = match filter.q.as_deref().map(str::trim).filter(|q| !q.is_empty()) {
        Some(q) => Some(search(tx, q).await?),
        None => None,
    };
    let events = EventFilter {
        actor_id: filter.actor_id,
        subject_id: filter.subject_id,
        subject_kind: filter.subject_type,
        event_type: filter.event_type,
        request_id: None,
        recorded_at_gte: filter.recorded_at_gte,
        recorded_at_lt: filter.recorded_at_lt,
        any_of,
    };
    let rows = event::list(tx, &events, page).await?;
    let names = Names::of(tx, &rows.data).await?;
    Ok(rows.map(|row| names.entry(row)))
}

async fn search(tx: &WorkspaceTx, q: &str) -> Result<AnyOf, Error> {
    let filter = MemberFilter {
        q: Some(q.to_owned()),
        status: Some(Many(member::MemberStatus::ALL.to_vec())),
        ..MemberFilter::default()
    };
    let members = member::ids(tx, &filter, MAX_ACTORS).await?;
    let pattern = kernel::text::like_pattern(q);
    let keys = tx
        .find::<api_key::Entity>()
        .select_only()
        .column(api_key::Column::Id)
        .filter(api_key::Column::Name.like(pattern))
        .limit(MAX_ACTORS)
        .into_tuple::<ApiKeyId>()
        .all(&tx.db)
        .await?;
    let members = members.iter().map(ToString::to_string);
    let actor_ids = members.chain(keys.iter().map(ToString::to_string)).collect();
    let wanted = q.to_lowercase();
    let known = jobs::EVENT_TYPES.iter().map(|event_type| event_type.name);
    let event_types = known.filter(|name| name.contains(&wanted)).map(str::to_owned).collect();
    Ok(AnyOf { actor_ids, event_types, request_id: q.to_owned() })
}

/// The names of all that a page speaks of: one query per kind, however long the page.
struct Names(HashMap<Uuid, String>);

impl Names {
    async fn of(tx: &WorkspaceTx, rows: &[EventEntry]) -> Result<Self, Error> {
        let ids = |kind: SubjectKind| {
            rows.iter().filter(move |row| row.subject_kind == kind).map(|row| row.subject_id.id)
        };
        let acting_members =
            rows.iter().filter_map(|row| row.actor.id.as_ref()?.parse::<MemberId>().ok());
        let acting_keys =
            rows.iter().filter_map(|row| row.actor.id.as_ref()?.parse::<ApiKeyId>().ok());

        let members = acting_members.chain(ids(SubjectKind::Member).map(MemberId::from));
        let members = member::refs(tx, members).await?;
        let mut names: HashMap<Uuid, String> =
            members.into_values().map(|member| (member.id.uuid(), member.name)).collect();
        let keys: Vec<_> =
            acting_keys.chain(ids(SubjectKind::ApiKey).map(ApiKeyId::from)).collect();
        names.extend(key_names(tx, keys).await?);
        let invitations: Vec<_> = ids(SubjectKind::Invitation).map(InvitationId::from).collect();
        names.extend(invitation_names(tx, invitations).await?);
        let views: Vec<_> = ids(SubjectKind::SavedView).map(SavedViewId::from).collect();
        names.extend(view_names(tx, views).await?);
        Ok(Self(names))
    }

    fn entry(&self, row: EventEntry) -> AuditEntry {
        let actor = row.actor.id.as_ref().and_then(|id| id.parse::<Subject>().ok());
        AuditEntry {
            id: row.id,
            event_type: row.event_type,
            actor: AuditActor {
                name: actor.and_then(|actor| self.0.get(&actor.id).cloned()),
                kind: row.actor.kind,
                id: row.actor.id,
            },
            subject: AuditSubject {
                kind: row.subject_kind,
                label: self.0.get(&row.subject_id.id).cloned(),
                id: row.subject_id,
            },
            changes: row.changes,
            data: row.data,
            request_id: row.request_id,
            recorded_at: row.recorded_at,
        }
    }
}

async fn key_names(tx: &WorkspaceTx, ids: Vec<ApiKeyId>) -> Result<Vec<(Uuid, String)>, Error> {
    use api_key::{Column, Entity};
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let named = tx.find::<Entity>().select_only().column(Column::Id).column(Column::Name);
    Ok(named.filter(Column::Id.is_in(ids)).into_tuple().all(&tx.db).await?)
}

async fn invitation_names(
    tx: &WorkspaceTx,
    ids: Vec<InvitationId>,
) -> Result<Vec<(Uuid, String)>, Error> {
    use invitation::{Column, Entity};
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let named = tx.find::<Entity>().select_only().column(Column::Id).column(Column::Email);
    Ok(named.filter(Column::Id.is_in(ids)).into_tuple().all(&tx.db).await?)
}

async fn view_names(tx: &WorkspaceTx, ids: Vec<SavedViewId>) -> Result<Vec<(Uuid, String)>, Error> {
    use saved_view::{Column, Entity};
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let named = tx.find::<Entity>().select_only().column(Column::Id).column(Column::Name);
    Ok(named.filter(Column::Id.is_in(ids)).into_tuple().all(&tx.db).await?)
}
