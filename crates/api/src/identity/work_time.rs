//! When people work: calendars and absences.

use crate::{
    extract::{Body, Id, Params},
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{delete, get, patch, post};
use identity::{
    absence::{self, Absence, AbsenceFilter, NewAbsence},
    work_calendar::{self, MemberCalendar, NewWorkCalendar, WorkCalendar, WorkCalendarPatch},
};
use kernel::ids::{AbsenceId, MemberId, WorkCalendarId};
use serde::Serialize;
use utoipa::ToSchema;

/// The calendars that are in use.
#[derive(Serialize, ToSchema)]
pub struct WorkCalendars {
    /// The default one first.
    data: Vec<WorkCalendar>,
}

/// Times in which members are away.
#[derive(Serialize, ToSchema)]
pub struct Absences {
    /// Those that end first first; at most a thousand.
    data: Vec<Absence>,
}

/// List work calendars
///
/// Those that are in use, the default one first.
#[utoipa::path(
    tag = "members",
    security(("session" = ["members:read"]), ("secret_key" = ["members:read"])),
    responses((status = 200, description = "The calendars", body = WorkCalendars), Problems),
)]
#[get("/v1/work-calendars")]
pub async fn list_work_calendars(work: Work) -> Answer {
    work.list(async |tx| Ok(WorkCalendars { data: work_calendar::list(tx).await? })).await
}

/// Create a work calendar
///
/// Hours by weekday with several intervals a day, holidays, and days with hours of their own.
#[utoipa::path(
    tag = "members",
    security(("session" = ["workspace:write"]), ("secret_key" = ["workspace:write"])),
    request_body(content = NewWorkCalendar, example = json!({
        "name": "上海", "time_zone": "Asia/Shanghai", "hours": { "weekly": [
            [{ "from": "09:00", "until": "12:00" }, { "from": "13:30", "until": "18:00" }], [], [], [], [], [], [],
        ],
        "holidays": ["2026-10-01"],
        "special_days": [{ "on": "2026-10-10", "hours": [{ "from": "09:00", "until": "18:00" }] }], },
    })),
    responses((status = 201, description = "The calendar", body = WorkCalendar), Problems),
)]
#[post("/v1/work-calendars")]
pub async fn create_work_calendar(work: Work, Body(input): Body<NewWorkCalendar>) -> Answer {
    work.create("/v1/work-calendars", async |tx| work_calendar::create(tx, input).await).await
}

/// Get a work calendar
#[utoipa::path(
    tag = "members",
    security(("session" = ["members:read"]), ("secret_key" = ["members:read"])),
    params(("id" = WorkCalendarId, Path, description = "The calendar.")),
    responses((status = 200, description = "The calendar", body = WorkCalendar), Problems),
)]
#[get("/v1/work-calendars/{id}")]
pub async fn get_work_calendar(work: Work, id: Id<WorkCalendarId>) -> Answer {
    work.read(async |tx| work_calendar::get(tx, id.0).await).await
}

/// Update a work calendar
///
/// What is left out stays. Clocks that run count by the new hours when they are looked at next.
#[utoipa::path(
    tag = "members",
    security(("session" = ["workspace:write"]), ("secret_key" = ["workspace:write"])),
    params(("id" = WorkCalendarId, Path, description = "The calendar.")),
    request_body(content = WorkCalendarPatch, example = json!({ "is_default": true })),
    responses((status = 200, description = "The calendar", body = WorkCalendar), Problems),
)]
#[patch("/v1/work-calendars/{id}")]
pub async fn update_work_calendar(
    work: Work,
    id: Id<WorkCalendarId>,
    Body(patch): Body<WorkCalendarPatch>,
) -> Answer {
    work.change(async |tx| work_calendar::update(tx, id.0, patch).await).await
}

/// Archive a work calendar
///
/// Whoever went by it goes by the default, which can't be archived.
#[utoipa::path(
    tag = "members",
    security(("session" = ["workspace:write"]), ("secret_key" = ["workspace:write"])),
    params(("id" = WorkCalendarId, Path, description = "The calendar.")),
    responses((status = 200, description = "The calendar", body = WorkCalendar), Problems),
)]
#[post("/v1/work-calendars/{id}/archive")]
pub async fn archive_work_calendar(work: Work, id: Id<WorkCalendarId>) -> Answer {
    work.change(async |tx| work_calendar::archive(tx, id.0).await).await
}

/// Set the work calendar of a member
///
/// Null for the workspace's default. Needs `members:write` or `leads:configure`.
#[utoipa::path(
    tag = "members",
    security(("session" = ["members:write"]), ("secret_key" = ["members:write"])),
    params(("id" = MemberId, Path, description = "The member.")),
    request_body(content = MemberCalendar, example = json!({ "calendar_id": null })),
    responses((status = 204, description = "It is set"), Problems),
)]
#[post("/v1/members/{id}/calendar")]
pub async fn set_member_calendar(
    work: Work,
    id: Id<MemberId>,
    Body(input): Body<MemberCalendar>,
) -> Answer {
    work.act(async |tx| work_calendar::assign(tx, id.0, input).await).await
}

/// List absences
///
/// Those that are not over.
#[utoipa::path(
    tag = "members",
    security(("session" = ["members:read"]), ("secret_key" = ["members:read"])),
    params(AbsenceFilter),
    responses((status = 200, description = "The absences", body = Absences), Problems),
)]
#[get("/v1/absences")]
pub async fn list_absences(work: Work, Params(filter): Params<AbsenceFilter>) -> Answer {
    work.list(async |tx| Ok(Absences { data: absence::list(tx, &filter).await? })).await
}

/// Enter an absence
///
/// Everybody enters their own; those of others need `members:write` or `leads:configure`.
#[utoipa::path(
    tag = "members",
    security(("session" = ["members:write"]), ("secret_key" = ["members:write"])),
    request_body(content = NewAbsence, example = json!({
        "member_id": "mem_01h455vb4pex5vsknk084sn02q", "from_on": "2026-10-01", "until_on": "2026-10-08", "note": "年假",
    })),
    responses((status = 201, description = "The absence", body = Absence), Problems),
)]
#[post("/v1/absences")]
pub async fn create_absence(work: Work, Body(input): Body<NewAbsence>) -> Answer {
    work.create("/v1/absences", async |tx| absence::create(tx, input).await).await
}

/// Delete an absence
///
/// Everybody deletes their own; those of others need `members:write` or `leads:configure`.
#[utoipa::path(
    tag = "members",
    security(("session" = ["members:write"]), ("secret_key" = ["members:write"])),
    params(("id" = AbsenceId, Path, description = "The absence.")),
    responses((status = 204, description = "It is gone"), Problems),
)]
#[delete("/v1/absences/{id}")]
pub async fn delete_absence(work: Work, id: Id<AbsenceId>) -> Answer {
    work.act(async |tx| absence::delete(tx, id.0).await).await
}
