//! What we did to be in touch with a lead: calls, visits, messages, demonstrations. The opposite direction of touches.

use crate::{
    entity::{
        lead,
        lead_activity::{self, Column, Entity, Model},
    },
    lead::{load, load_for_change, save},
    words::{ActivityKind, ActivityOutcome},
};
use chrono::{DateTime, Utc};
use customers::{
    input::text,
    task::{self, NewTask, Task},
};
use identity::member::{self, MemberRef};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Error, FieldError, Findings, Grant, WorkspaceTx,
    ids::{LeadActivityId, LeadId},
    page::{Keyset, Page, PageRequest, Sort},
    patch::Patch,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// One try of ours to be in touch with a lead.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct LeadActivity {
    pub id: LeadActivityId,
    pub lead_id: LeadId,
    pub kind: ActivityKind,
    pub outcome: ActivityOutcome,
    /// When it was done.
    pub occurred_at: DateTime<Utc>,
    /// Who did it; null for programs and members who left.
    pub member: Option<MemberRef>,
    /// How long it took.
    pub duration_seconds: Option<i32>,
    pub note: Option<String>,
    /// When it was entered.
    pub created_at: DateTime<Utc>,
}

/// What comes next, as a task of whoever logs the activity.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NextStep {
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "Send the price list")]
    pub title: String,
    pub due_at: Option<DateTime<Utc>>,
}

/// What was done.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewLeadActivity {
    pub kind: ActivityKind,
    /// Whether they were reached; `reached` unless said otherwise.
    pub outcome: Option<ActivityOutcome>,
    /// Not in the future; now unless said otherwise.
    pub occurred_at: Option<DateTime<Utc>>,
    /// How long it took.
    #[validate(range(min = 0, max = 86_400))]
    #[schema(minimum = 0, maximum = 86_400)]
    pub duration_seconds: Option<i32>,
    #[validate(length(max = 5000))]
    #[schema(max_length = 5000)]
    pub note: Option<String>,
    /// Becomes a task about the lead.
    #[validate(nested)]
    pub next_step: Option<NextStep>,
}

/// An activity that was just logged, with the task that came of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LoggedActivity {
    #[serde(flatten)]
    pub activity: LeadActivity,
    pub next_task: Option<Task>,
}

/// The activities of a lead, newest first.
pub async fn list(
    tx: &WorkspaceTx,
    lead_id: LeadId,
    page: &PageRequest,
) -> Result<Page<LeadActivity>, Error> {
    tx.require(Grant::LeadsRead)?;
    load(tx, lead_id).await?;
    let keyset = Keyset {
        sorts: &[Sort::by("occurred_at", Column::OccurredAt)],
        default_sort: "-occurred_at",
        id: Column::Id,
        filter: lead_id.to_string(),
    };
    let select = tx.find::<Entity>().filter(Column::LeadId.eq(lead_id));
    let mut rows = keyset.page(tx, select, page).await?;
    let data = std::mem::take(&mut rows.data);
    Ok(rows.with(views(tx, data).await?))
}

/// Logs what was done, and plans the next step if one is named.
pub async fn log(
    tx: &WorkspaceTx,
    lead_id: LeadId,
    input: NewLeadActivity,
) -> Result<LoggedActivity, Error> {
    tx.require(Grant::LeadsWrite)?;
    let lead = load_for_change(tx, lead_id).await?;
    let mut findings = Findings::of(&input);
    let occurred_at = input.occurred_at.unwrap_or(tx.now());
    if occurred_at > tx.now() {
        findings.add(FieldError::new("/occurred_at", "in_the_future"));
    }
    findings.finish()?;
    if lead.archived_at.is_some() {
        return Err(Error::wrong_state("the lead is archived", "该线索已归档"));
    }
    let row = Model {
        id: tx.new_id(),
        workspace_id: tx.workspace(),
        lead_id,
        kind: input.kind,
        outcome: input.outcome.unwrap_or(ActivityOutcome::Reached),
        occurred_at,
        member_id: tx.caller.member(),
        duration_seconds: input.duration_seconds,
        note: text(input.note),
        created_at: tx.now(),
    };
    let row = row.into_active_model().reset_all().insert(&tx.db).await?;
    let latest = lead.last_activity_at.max(Some(occurred_at));
    save(tx, lead::Model { last_activity_at: latest, ..lead }).await?;
    tx.record(DomainEvent::LeadActivityLogged {
        lead_id,
        lead_activity_id: row.id,
        kind: row.kind.to_string(),
        outcome: row.outcome.to_string(),
    })
    .await?;
    let next_task = match input.next_step {
        None => None,
        Some(step) => Some(plan(tx, lead_id, step).await?),
    };
    let activity = view(tx, row).await?;
    Ok(LoggedActivity { activity, next_task })
}

/// Makes a task of the next step.
pub(crate) async fn plan(tx: &WorkspaceTx, lead_id: LeadId, step: NextStep) -> Result<Task, Error> {
    let task = NewTask {
        title: step.title,
        description: None,
        subject_id: lead_id.into(),
        owner_id: Patch::Absent,
        due_at: step.due_at,
        priority: None,
    };
    task::create(tx, task).await
}

/// Takes an activity back that was logged by mistake. The task that came of it stays.
pub async fn delete(tx: &WorkspaceTx, id: LeadActivityId) -> Result<(), Error> {
    tx.require(Grant::LeadsWrite)?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    let row = row.ok_or_else(|| Error::not_found("lead activity"))?;
    let lead_id = row.lead_id;
    let lead = load_for_change(tx, lead_id).await?;
    tx.delete::<Entity>().filter(Column::Id.eq(id)).exec(&tx.db).await?;
    let last = tx.find::<Entity>().filter(Column::LeadId.eq(lead_id));
    let last = last.order_by_desc(Column::OccurredAt).order_by_desc(Column::Id);
    let last_activity_at = last.one(&tx.db).await?.map(|row| row.occurred_at);
    save(tx, lead::Model { last_activity_at, ..lead }).await?;
    tx.record(DomainEvent::LeadActivityDeleted { lead_id, lead_activity_id: id }).await
}

async fn view(tx: &WorkspaceTx, row: Model) -> Result<LeadActivity, Error> {
    let mut views = views(tx, vec![row]).await?;
    views.pop().ok_or_else(|| Error::internal("one row makes one view"))
}

async fn views(tx: &WorkspaceTx, rows: Vec<Model>) -> Result<Vec<LeadActivity>, Error> {
    let members = member::refs(tx, rows.iter().filter_map(|row| row.member_id)).await?;
    let view = |row: lead_activity::Model| LeadActivity {
        id: row.id,
        lead_id: row.lead_id,
        kind: row.kind,
        outcome: row.outcome,
        occurred_at: row.occurred_at,
        member: row.member_id.and_then(|id| members.get(&id).cloned()),
        duration_seconds: row.duration_seconds,
        note: row.note,
        created_at: row.created_at,
    };
    Ok(rows.into_iter().map(view).collect())
}
