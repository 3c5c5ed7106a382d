use crate::{
    extract::{Body, Id},
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{get, post};
use customers::{account, merge::MergedObject, person};
use jobs::Subject;
use kernel::{
    Error, WorkspaceTx,
    ids::{LeadId, MergeId},
};
use leads::{
    duplicate::{self, LeadDuplicate},
    merge::{self, MergeLeads, MergedLead},
};
use serde::Serialize;
use utoipa::ToSchema;

/// The probable duplicates of a lead.
#[derive(Serialize, ToSchema)]
pub struct LeadDuplicates {
    /// The oldest first; at most 50.
    pub data: Vec<LeadDuplicate>,
}

/// A merge that was taken back.
#[derive(Serialize, ToSchema)]
pub struct UndoneMerge {
    pub merge_id: MergeId,
    /// The object that the others had been merged into.
    pub subject_id: Subject,
}

/// List the probable duplicates of a lead
///
/// Other leads that aren't archived and have the same phone or e-mail.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(("id" = LeadId, Path, description = "The lead.")),
    responses((status = 200, description = "The duplicates", body = LeadDuplicates), Problems),
)]
#[get("/v1/leads/{id}/duplicates")]
pub async fn list_lead_duplicates(work: Work, id: Id<LeadId>) -> Answer {
    work.list(async |tx| Ok(LeadDuplicates { data: duplicate::list(tx, id.0).await? })).await
}

/// Merge leads
///
/// Into this one: it takes what it lacks from the others, with their touches, tasks and notes. The others are
/// archived. `undo_merge` takes it back.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = LeadId, Path, description = "The lead that is left.")),
    request_body(content = MergeLeads, example = json!({ "loser_ids": ["lead_01h455vb4pex5vsknk084sn02q"] })),
    responses((status = 200, description = "The lead that is left", body = MergedLead), Problems),
)]
#[post("/v1/leads/{id}/merge")]
pub async fn merge_leads(work: Work, id: Id<LeadId>, Body(input): Body<MergeLeads>) -> Answer {
    work.change(async |tx| merge::merge(tx, id.0, input).await).await
}

/// Undo a merge
///
/// Everything is as it was before, except what somebody changed since. Several merges into one object are undone
/// from the last. It needs the grant to write what was merged: `leads:write` or `customers:write`.
#[utoipa::path(
    tag = "leads",
    security(("session" = []), ("secret_key" = [])),
    params(("id" = MergeId, Path, description = "The merge.")),
    responses((status = 200, description = "The merge that was taken back", body = UndoneMerge), Problems),
)]
#[post("/v1/merges/{id}/undo")]
pub async fn undo_merge(work: Work, id: Id<MergeId>) -> Answer {
    work.change(async |tx| {
        let subject_id = undo(tx, id.0).await?;
        Ok(UndoneMerge { merge_id: id.0, subject_id })
    })
    .await
}

/// Merges are kept by the crate of what was merged.
async fn undo(tx: &WorkspaceTx, id: MergeId) -> Result<Subject, Error> {
    if merge::exists(tx, id).await? {
        return Ok(merge::undo(tx, id).await?.id.into());
    }
    Ok(match customers::merge::object(tx, id).await? {
        Some(MergedObject::Account) => account::undo_merge(tx, id).await?.id.into(),
        Some(MergedObject::Person) => person::undo_merge(tx, id).await?.id.into(),
        None => return Err(Error::not_found("merge")),
    })
}
