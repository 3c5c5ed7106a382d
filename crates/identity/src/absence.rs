//! Times in which members are away. Whoever is away gets no leads and answers no tickets, so it concerns every domain.

use crate::{
    entity::{
        member,
        member_absence::{ActiveModel, Column, Entity, Model},
    },
    member::{MemberRef, refs},
};
use chrono::{DateTime, NaiveDate, Utc};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Error, FieldError, Findings, Grant, WorkspaceTx,
    ids::{AbsenceId, MemberId},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ModelTrait as _, PaginatorTrait as _, QueryFilter, QueryOrder,
    QuerySelect as _, Set,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// A list is about the present and what was planned; nobody has more.
const MAX_LISTED: u64 = 1000;

/// Days on which a member is away.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Absence {
    pub id: AbsenceId,
    pub member_id: MemberId,
    pub member: Option<MemberRef>,
    /// The first day, as the member's calendar counts days.
    pub from_on: NaiveDate,
    /// The last day.
    pub until_on: NaiveDate,
    #[schema(max_length = 500)]
    pub note: Option<String>,
    pub created_at: DateTime<Utc>,
}

#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewAbsence {
    pub member_id: MemberId,
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day.
    pub until_on: NaiveDate,
    #[validate(length(max = 500))]
    #[schema(max_length = 500)]
    pub note: Option<String>,
}

/// Which absences are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct AbsenceFilter {
    /// One member's.
    #[param(value_type = Option<String>)]
    pub member_id: Option<MemberId>,
    /// Those that end on this day or later; default today (UTC).
    pub until_on_gte: Option<NaiveDate>,
}

/// Absences, those that end first first; at most a thousand.
pub async fn list(tx: &WorkspaceTx, filter: &AbsenceFilter) -> Result<Vec<Absence>, Error> {
    tx.require(Grant::MembersRead)?;
    let from = filter.until_on_gte.unwrap_or_else(|| tx.now().date_naive());
    let rows = until(tx, from).await?;
    let names = refs(tx, rows.iter().map(|row| row.member_id)).await?;
    let wanted = |row: &Model| filter.member_id.is_none_or(|member| member == row.member_id);
    let wanted = rows.into_iter().filter(wanted);
    Ok(wanted.map(|row| view(row.clone(), names.get(&row.member_id).cloned())).collect())
}

/// Everybody enters their own absences, whoever leads others theirs too.
pub async fn create(tx: &WorkspaceTx, input: NewAbsence) -> Result<Absence, Error> {
    allow(tx, input.member_id)?;
    let mut findings = Findings::of(&input);
    let member = tx.find::<member::Entity>().filter(member::Column::Id.eq(input.member_id));
    if member.count(&tx.db).await? == 0 {
        findings.add(FieldError::new("/member_id", "not_found"));
    }
    if input.until_on < input.from_on {
        findings.add(FieldError::new("/until_on", "before_start"));
    }
    findings.finish()?;
    let row = ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        member_id: Set(input.member_id),
        from_on: Set(input.from_on),
        until_on: Set(input.until_on),
        note: Set(input.note.map(|note| note.trim().to_owned()).filter(|note| !note.is_empty())),
        created_at: Set(tx.now()),
    };
    let row = row.insert(&tx.db).await?;
    tell(tx, row.member_id, "created").await?;
    let names = refs(tx, [row.member_id]).await?;
    Ok(view(row.clone(), names.get(&row.member_id).cloned()))
}

pub async fn delete(tx: &WorkspaceTx, id: AbsenceId) -> Result<(), Error> {
    allow_some(tx)?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    let row = row.ok_or_else(|| Error::not_found("absence"))?;
    allow(tx, row.member_id)?;
    let member_id = row.member_id;
    row.delete(&tx.db).await?;
    tell(tx, member_id, "deleted").await
}

/// Whether the caller may delete any absence at all.
fn allow_some(tx: &WorkspaceTx) -> Result<(), Error> {
    if tx.caller.member().is_some() {
        return tx.require(Grant::MembersRead);
    }
    if tx.allows(Grant::LeadsConfigure) { Ok(()) } else { tx.require(Grant::MembersWrite) }
}

fn allow(tx: &WorkspaceTx, member: MemberId) -> Result<(), Error> {
    let own = tx.caller.member() == Some(member) && tx.allows(Grant::MembersRead);
    if own || tx.allows(Grant::LeadsConfigure) {
        return Ok(());
    }
    tx.require(Grant::MembersWrite)
}

async fn tell(tx: &WorkspaceTx, member_id: MemberId, action: &str) -> Result<(), Error> {
    let action = action.to_owned();
    tx.record(DomainEvent::MemberAbsenceChanged { member_id, action }).await
}

pub(crate) async fn until(tx: &WorkspaceTx, from: NaiveDate) -> Result<Vec<Model>, Error> {
    let rows = tx.find::<Entity>().filter(Column::UntilOn.gte(from));
    let rows = rows.order_by_asc(Column::UntilOn).order_by_asc(Column::Id);
    Ok(rows.limit(MAX_LISTED).all(&tx.db).await?)
}

fn view(row: Model, member: Option<MemberRef>) -> Absence {
    Absence {
        id: row.id,
        member_id: row.member_id,
        member,
        from_on: row.from_on,
        until_on: row.until_on,
        note: row.note,
        created_at: row.created_at,
    }
}
