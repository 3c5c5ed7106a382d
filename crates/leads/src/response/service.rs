use super::{ResponsePolicy, ResponseRules, clock, load, state_of};
use crate::{
    condition::LeadFields,
    lead,
    ruleset::{self, Current},
    words::ResponseState,
};
use chrono::{DateTime, Days, Utc};
use customers::settings;
use identity::{
    member::{MemberRef, refs},
    work_calendar::{self, WorkTimes},
};
use kernel::{Error, FieldError, Findings, Grant, WorkspaceTx, ids::LeadId};
use serde::Serialize;
use utoipa::ToSchema;

/// Further back nobody reads how a due time came about.
const MAX_COUNTED: usize = 60;

/// The promises of first answers that hold.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct CurrentResponse {
    /// 0 before anybody has published any.
    pub version: i64,
    /// The first one whose condition holds counts.
    pub policies: Vec<ResponsePolicy>,
}

/// The clock of a lead's first answer.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct LeadResponse {
    pub state: ResponseState,
    /// The policy by which it is measured.
    #[schema(max_length = 60)]
    pub policy_key: String,
    pub started_at: DateTime<Utc>,
    /// In working time.
    pub target_seconds: i32,
    /// Null while it stands still, and where the calendar never opens again.
    pub due_at: Option<DateTime<Utc>>,
    /// Working time that is left; below zero when it is late; null once it was answered.
    pub remaining_seconds: Option<i64>,
    /// Since when it stands still.
    pub paused_at: Option<DateTime<Utc>>,
    /// When somebody first answered; null while nobody has.
    pub answered_at: Option<DateTime<Utc>>,
    pub answered_by: Option<MemberRef>,
    /// How much working time passed until the answer.
    pub answered_seconds: Option<i64>,
    /// When the target passed without an answer; null if it did not.
    pub breached_at: Option<DateTime<Utc>>,
    /// What counted until it was answered, or until now: the last sixty stretches.
    pub counted: Vec<CountedTime>,
}

/// A stretch of time that counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct CountedTime {
    /// When the clock began to count.
    pub from_at: DateTime<Utc>,
    /// When it stopped; null while it runs.
    pub until_at: DateTime<Utc>,
}

impl From<Current<ResponseRules>> for CurrentResponse {
    fn from(current: Current<ResponseRules>) -> Self {
        Self { version: current.version, policies: current.rules.policies }
    }
}

/// The promises that hold, or those of a version.
pub async fn get(tx: &WorkspaceTx, version: Option<i64>) -> Result<CurrentResponse, Error> {
    Ok(ruleset::get::<ResponseRules>(tx, version).await?.into())
}

/// Publishes promises, against the version that was seen. Clocks that run keep theirs.
pub async fn publish(tx: &WorkspaceTx, rules: ResponseRules) -> Result<CurrentResponse, Error> {
    tx.require(Grant::LeadsConfigure)?;
    let mut findings = Findings::of(&rules);
    let fields = LeadFields::read(tx).await?;
    let today = settings::of_workspace(tx).await?.today(tx);
    for (place, policy) in rules.policies.iter().enumerate() {
        let at = |field: &str| format!("/policies/{place}/{field}");
        findings.extend(fields.flaws(&policy.condition, &at("condition"), today));
        if rules.policies[..place].iter().any(|other| other.key == policy.key) {
            findings.add(FieldError::new(at("key"), "duplicate"));
        }
        if policy.name.trim().is_empty() {
            findings.add(FieldError::new(at("name"), "required"));
        }
        if let Some(id) = policy.calendar_id
            && !work_calendar::exists(tx, id).await?
        {
            findings.add(FieldError::new(at("calendar_id"), "not_found"));
        }
    }
    findings.finish()?;
    Ok(ruleset::publish(tx, rules).await?.into())
}

/// The clock of a lead; null where no policy is for it.
pub async fn of_lead(tx: &WorkspaceTx, id: LeadId) -> Result<Option<LeadResponse>, Error> {
    tx.require(Grant::LeadsRead)?;
    lead::load(tx, id).await?;
    let Some(row) = load(tx, id).await? else { return Ok(None) };
    let times = WorkTimes::read(tx, row.started_at.date_naive() - Days::new(1)).await?;
    let clock = clock(&row, &times);
    let end = row.answered_at.unwrap_or(tx.now());
    let mut counted = clock.counted(end);
    counted.drain(..counted.len().saturating_sub(MAX_COUNTED));
    let counted = counted.into_iter();
    let remaining = clock.left(tx.now()).num_seconds();
    let names = refs(tx, row.answered_by_id).await?;
    Ok(Some(LeadResponse {
        state: state_of(&row),
        started_at: row.started_at,
        target_seconds: row.target_seconds,
        due_at: row.due_at,
        remaining_seconds: row.answered_at.is_none().then_some(remaining),
        paused_at: row.paused_at,
        answered_at: row.answered_at,
        answered_by: row.answered_by_id.and_then(|id| names.get(&id).cloned()),
        answered_seconds: row.answered_seconds,
        breached_at: row.breached_at,
        counted: counted
            .map(|span| CountedTime { from_at: span.from, until_at: span.until })
            .collect(),
        policy_key: row.policy_key.clone(),
    }))
}
