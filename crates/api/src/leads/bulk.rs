use crate::{
    extract::Body,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::post;
use customers::account::BulkResult;
use jobs::operation::Operation;
use leads::lead::{
    BulkArchive, BulkAssign, BulkMove, Edit, Selection, edit_by_filter, edit_by_ids,
};

/// Assign many leads
///
/// Leads that are named (at most 500) are assigned at once, and those that can't be are named in the answer. All
/// leads for which a filter holds are assigned by an operation.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    request_body(content = BulkAssign, example = json!({
        "lead_ids": ["lead_01h455vb4pex5vsknk084sn02q"], "owner_id": "mem_01h455vb4pex5vsknk084sn02q",
    })),
    responses(
        (status = 200, description = "What came of it", body = BulkResult),
        (status = 202, description = "The operation that does it", body = Operation),
        Problems,
    ),
)]
#[post("/v1/leads/bulk-assign")]
pub async fn bulk_assign_leads(work: Work, Body(input): Body<BulkAssign>) -> Answer {
    edit(work, input.into_parts()?).await
}

/// Move many leads
///
/// To one stage: leads that are named at once, leads for which a filter holds by an operation.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    request_body(content = BulkMove, example = json!({
        "lead_ids": ["lead_01h455vb4pex5vsknk084sn02q"], "stage_id": "stage_01h455vb4pex5vsknk084sn02q",
    })),
    responses(
        (status = 200, description = "What came of it", body = BulkResult),
        (status = 202, description = "The operation that does it", body = Operation),
        Problems,
    ),
)]
#[post("/v1/leads/bulk-move")]
pub async fn bulk_move_leads(work: Work, Body(input): Body<BulkMove>) -> Answer {
    edit(work, input.into_parts()?).await
}

/// Archive many leads
///
/// Leads that are named at once, leads for which a filter holds by an operation.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    request_body(content = BulkArchive, example = json!({ "filter": { "status_type": "lost" } })),
    responses(
        (status = 200, description = "What came of it", body = BulkResult),
        (status = 202, description = "The operation that does it", body = Operation),
        Problems,
    ),
)]
#[post("/v1/leads/bulk-archive")]
pub async fn bulk_archive_leads(work: Work, Body(input): Body<BulkArchive>) -> Answer {
    edit(work, input.into_parts()?).await
}

async fn edit(work: Work, (selection, edit): (Selection, Edit)) -> Answer {
    match selection {
        Selection::Ids(ids) => work.change(async |tx| edit_by_ids(tx, ids, &edit).await).await,
        Selection::Filter(filter) => {
            work.accept(async |tx| edit_by_filter(tx, *filter, edit).await).await
        }
    }
}
