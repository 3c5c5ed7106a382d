use crate::{
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::get;
use leads::condition;
use segments::field::SegmentField;
use serde::Serialize;
use utoipa::ToSchema;

/// What conditions over leads can be about.
#[derive(Serialize, ToSchema)]
pub struct LeadFields {
    /// Every field, custom attributes last.
    data: Vec<SegmentField>,
}

/// List the fields of conditions over leads
///
/// What rules of score, assignment, public pool and response time can ask for: what each field is called, what its values
/// are and how it can be compared.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    responses((status = 200, description = "All fields", body = LeadFields), Problems),
)]
#[get("/v1/leads/fields")]
pub async fn list_lead_fields(work: Work) -> Answer {
    work.list(async |tx| Ok(LeadFields { data: condition::list(tx).await? })).await
}
