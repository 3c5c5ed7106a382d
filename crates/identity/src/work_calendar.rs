//! When people work: calendars of the workspace, and who goes by which. They concern every domain that counts working
//! time or asks who is there, and so they live beside the members.

mod hours;
mod times;

pub use hours::{DayHours, Interval, SpecialDay, WorkHours};
pub use times::WorkTimes;

use crate::entity::{
    member,
    work_calendar::{ActiveModel, Column, Entity, Model},
};
use chrono::{DateTime, Utc};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Changes, Error, FieldError, Findings, Grant, WorkspaceTx,
    ids::{MemberId, WorkCalendarId},
    locale::Locale,
    zone::Zone,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ExprTrait as _, IntoActiveModel, PaginatorTrait as _,
    QueryFilter, QueryOrder, QuerySelect, Set, sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

const MAX_CALENDARS: u64 = 50;

/// When people work.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct WorkCalendar {
    pub id: WorkCalendarId,
    #[schema(max_length = 100)]
    pub name: String,
    /// Whose days and hours these are.
    pub time_zone: Zone,
    pub hours: WorkHours,
    /// Whether those go by it who have no calendar of their own.
    pub is_default: bool,
    /// The members who go by it because somebody said so.
    pub member_ids: Vec<MemberId>,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// A new calendar.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewWorkCalendar {
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100, example = "Support, early shift")]
    pub name: String,
    pub time_zone: Zone,
    #[validate(nested)]
    pub hours: WorkHours,
}

/// What changes of a calendar; what is left out stays.
#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct WorkCalendarPatch {
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100)]
    pub name: Option<String>,
    pub time_zone: Option<Zone>,
    #[validate(nested)]
    pub hours: Option<WorkHours>,
    /// `true` makes it the calendar of all who have none of their own.
    pub is_default: Option<bool>,
}

/// Which calendar a member goes by.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberCalendar {
    /// Null for the workspace's default.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required)]
    pub calendar_id: Option<WorkCalendarId>,
}

/// The calendars that are in use, the default one first.
pub async fn list(tx: &WorkspaceTx) -> Result<Vec<WorkCalendar>, Error> {
    tx.require(Grant::MembersRead)?;
    let rows = live(tx).await?;
    let members = own_calendars(tx).await?;
    Ok(rows.into_iter().map(|row| view(row, &members)).collect())
}

pub async fn create(tx: &WorkspaceTx, input: NewWorkCalendar) -> Result<WorkCalendar, Error> {
    tx.require(Grant::WorkspaceWrite)?;
    let mut findings = Findings::of(&input);
    findings.extend(input.hours.flaws("/hours"));
    if input.name.trim().is_empty() {
        findings.add(FieldError::new("/name", "required"));
    }
    findings.finish()?;
    let known = live(tx).await?;
    if known.len() as u64 >= MAX_CALENDARS {
        return Err(Error::invalid(vec![
            FieldError::new("", "too_many").with("max", MAX_CALENDARS),
        ]));
    }
    let row = new_row(tx, input, known.is_empty()).insert(&tx.db).await?;
    record(tx, row.id, "created", Changes::default()).await?;
    Ok(view(row, &[]))
}

pub async fn get(tx: &WorkspaceTx, id: WorkCalendarId) -> Result<WorkCalendar, Error> {
    tx.require(Grant::MembersRead)?;
    let row = load(tx, id).await?;
    Ok(view(row, &own_calendars(tx).await?))
}

pub async fn update(
    tx: &WorkspaceTx,
    id: WorkCalendarId,
    patch: WorkCalendarPatch,
) -> Result<WorkCalendar, Error> {
    tx.require(Grant::WorkspaceWrite)?;
    let before = load(tx, id).await?;
    tx.expect_version(before.version)?;
    let mut findings = Findings::of(&patch);
    if patch.name.as_ref().is_some_and(|name| name.trim().is_empty()) {
        findings.add(FieldError::new("/name", "required"));
    }
    if let Some(hours) = &patch.hours {
        findings.extend(hours.flaws("/hours"));
    }
    if patch.is_default == Some(false) && before.is_default {
        // Another one becomes the default instead; there is always one.
        findings.add(FieldError::new("/is_default", "not_allowed"));
    }
    findings.finish()?;
    let mut row = before.clone();
    row.name = patch.name.map_or(row.name, |name| name.trim().to_owned());
    row.time_zone = patch.time_zone.unwrap_or(row.time_zone);
    row.hours = patch.hours.unwrap_or(row.hours);
    if patch.is_default == Some(true) && !row.is_default {
        tx.update::<Entity>()
            .col_expr(Column::IsDefault, Expr::value(false))
            .col_expr(Column::Version, Expr::col(Column::Version).add(1))
            .filter(Column::IsDefault.eq(true))
            .exec(&tx.db)
            .await?;
        row.is_default = true;
    }
    let changes = Changes::between(&before, &row);
    let saved = if changes.is_empty() { row } else { save(tx, row).await? };
    record(tx, id, "updated", changes).await?;
    Ok(view(saved, &own_calendars(tx).await?))
}

/// Takes a calendar out of use. Whoever went by it goes by the default.
pub async fn archive(tx: &WorkspaceTx, id: WorkCalendarId) -> Result<WorkCalendar, Error> {
    tx.require(Grant::WorkspaceWrite)?;
    let mut row = load(tx, id).await?;
    tx.expect_version(row.version)?;
    if row.is_default {
        return Err(Error::wrong_state(
            "it is the default; make another one the default first",
            "这是默认工作日历，请先将其他日历设为默认",
        ));
    }
    row.archived_at = Some(tx.now());
    let saved = save(tx, row).await?;
    tx.update::<member::Entity>()
        .col_expr(member::Column::CalendarId, Expr::value(None::<WorkCalendarId>))
        .filter(member::Column::CalendarId.eq(id))
        .exec(&tx.db)
        .await?;
    record(tx, id, "archived", Changes::default()).await?;
    Ok(view(saved, &[]))
}

/// Says which calendar a member goes by.
pub async fn assign(
    tx: &WorkspaceTx,
    member_id: MemberId,
    input: MemberCalendar,
) -> Result<(), Error> {
    if !tx.allows(Grant::LeadsConfigure) {
        tx.require(Grant::MembersWrite)?;
    }
    let found = tx.find::<member::Entity>().filter(member::Column::Id.eq(member_id));
    if found.count(&tx.db).await? == 0 {
        return Err(Error::not_found("member"));
    }
    if let Some(id) = input.calendar_id
        && !live(tx).await?.iter().any(|row| row.id == id)
    {
        return Err(Error::invalid_field("/calendar_id", "not_found"));
    }
    tx.update::<member::Entity>()
        .col_expr(member::Column::CalendarId, Expr::value(input.calendar_id))
        .filter(member::Column::Id.eq(member_id))
        .exec(&tx.db)
        .await?;
    tx.record(DomainEvent::MemberUpdated { member_id }).await
}

/// The calendar with which a workspace begins: Monday to Friday, nine to six.
pub(crate) async fn create_default(
    tx: &WorkspaceTx,
    zone: Zone,
    locale: Locale,
) -> Result<(), Error> {
    let name = locale.pick("标准工作时间", "Working hours").to_owned();
    let input = NewWorkCalendar { name, time_zone: zone, hours: WorkHours::usual() };
    new_row(tx, input, true).insert(&tx.db).await?;
    Ok(())
}

/// Whether there is such a calendar in use.
pub async fn exists(tx: &WorkspaceTx, id: WorkCalendarId) -> Result<bool, Error> {
    Ok(live(tx).await?.iter().any(|row| row.id == id))
}

pub(crate) async fn live(tx: &WorkspaceTx) -> Result<Vec<Model>, Error> {
    let rows = tx.find::<Entity>().filter(Column::ArchivedAt.is_null());
    let rows = rows.order_by_desc(Column::IsDefault).order_by_asc(Column::CreatedAt);
    Ok(rows.order_by_asc(Column::Id).all(&tx.db).await?)
}

/// Members with calendars of their own.
pub(crate) async fn own_calendars(
    tx: &WorkspaceTx,
) -> Result<Vec<(MemberId, WorkCalendarId)>, Error> {
    use member::Column::{CalendarId, Id};
    let rows = tx.find::<member::Entity>().select_only().columns([Id, CalendarId]);
    let rows = rows.filter(CalendarId.is_not_null()).order_by_asc(Id);
    Ok(rows.into_tuple().all(&tx.db).await?)
}

async fn load(tx: &WorkspaceTx, id: WorkCalendarId) -> Result<Model, Error> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).filter(Column::ArchivedAt.is_null());
    row.one(&tx.db).await?.ok_or_else(|| Error::not_found("work_calendar"))
}

async fn save(tx: &WorkspaceTx, mut row: Model) -> Result<Model, Error> {
    row.version += 1;
    row.updated_at = tx.now();
    Ok(row.into_active_model().reset_all().update(&tx.db).await?)
}

async fn record(
    tx: &WorkspaceTx,
    work_calendar_id: WorkCalendarId,
    action: &str,
    changes: Changes,
) -> Result<(), Error> {
    let action = action.to_owned();
    tx.record_change(DomainEvent::WorkCalendarChanged { work_calendar_id, action }, changes).await
}

fn new_row(tx: &WorkspaceTx, input: NewWorkCalendar, is_default: bool) -> ActiveModel {
    ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        name: Set(input.name.trim().to_owned()),
        time_zone: Set(input.time_zone),
        hours: Set(input.hours),
        is_default: Set(is_default),
        archived_at: Set(None),
        created_at: Set(tx.now()),
        updated_at: Set(tx.now()),
        version: Set(1),
    }
}

fn view(row: Model, members: &[(MemberId, WorkCalendarId)]) -> WorkCalendar {
    let own = members.iter().filter(|(_, calendar)| *calendar == row.id);
    WorkCalendar {
        id: row.id,
        name: row.name,
        time_zone: row.time_zone,
        hours: row.hours,
        is_default: row.is_default,
        member_ids: own.map(|(member, _)| *member).collect(),
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    }
}
