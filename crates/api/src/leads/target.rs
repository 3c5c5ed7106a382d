//! What the team and its reps are to achieve, and how far they are.

use crate::{
    extract::{Body, Params, PathText},
    problem::{Problems, VersionProblems},
    work::{Answer, SeenVersion, Work},
};
use actix_web::{get, put};
use leads::target::{self, SalesTargetMonth, SalesTargetQuery, SalesTargetReport, SetSalesTargets};

/// Get sales targets
///
/// What the team and each rep were to achieve in a month, a quarter or a year, and how far they are. Quarters and years add their
/// months up; where some months have a target and others have none, there is none to compare with.
#[utoipa::path(
    tag = "sales-analysis",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(SalesTargetQuery),
    responses((status = 200, description = "Targets and what was achieved", body = SalesTargetReport), Problems),
)]
#[get("/v1/sales-targets")]
pub async fn get_sales_targets(work: Work, Params(query): Params<SalesTargetQuery>) -> Answer {
    work.list(async |tx| target::report(tx, &query).await).await
}

/// Set the sales targets of a month
///
/// They take the place of all that the month had. `If-Match` must name the version of the month that was seen, `"0"` where it
/// had none.
#[utoipa::path(
    tag = "sales-analysis",
    security(("session" = ["leads:configure"]), ("secret_key" = ["leads:configure"])),
    params(("month" = chrono::NaiveDate, Path, description = "The month, by any of its days."), SeenVersion),
    request_body(content = SetSalesTargets, example = json!({ "targets": [
        { "member_id": null, "won": 30, "won_amount": { "amount": 60_000_000, "currency": "CNY" }, "ordered_amount": null },
        { "member_id": "mem_01h455vb4pex5vsknk084sn02q", "won": 8, "won_amount": null, "ordered_amount": null },
    ] })),
    responses((status = 200, description = "The targets of the month", body = SalesTargetMonth), VersionProblems, Problems),
)]
#[put("/v1/sales-targets/{month}")]
pub async fn set_sales_targets(
    work: Work,
    path: PathText,
    Body(input): Body<SetSalesTargets>,
) -> Answer {
    let month = path.id("month")?;
    work.change(async |tx| target::set(tx, month, input).await).await
}
