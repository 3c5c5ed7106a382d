use crate::{
    extract::{Body, Id},
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{delete, get, patch, post};
use kernel::ids::{LeadContactId, LeadId};
use leads::decision_chain::{self, LeadContact, LeadContactPatch, NewLeadContact};
use serde::Serialize;
use utoipa::ToSchema;

/// The decision chain of a lead.
#[derive(Serialize, ToSchema)]
pub struct LeadContacts {
    /// Those with more to say first.
    #[schema(max_items = 30)]
    data: Vec<LeadContact>,
}

/// List the decision chain of a lead
///
/// Who decides, who pays, who has to be won over. At most 30. Without the grant `leads:contact` contact data is masked.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(("id" = LeadId, Path, description = "The lead.")),
    responses((status = 200, description = "The decision chain", body = LeadContacts), Problems),
)]
#[get("/v1/leads/{id}/contacts")]
pub async fn list_lead_contacts(work: Work, id: Id<LeadId>) -> Answer {
    work.list(async |tx| Ok(LeadContacts { data: decision_chain::list(tx, id.0).await? })).await
}

/// Add somebody to the decision chain of a lead
///
/// When the lead becomes a customer they become people of the account.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = LeadId, Path, description = "The lead.")),
    request_body(content = NewLeadContact, example = json!({
        "name": "李芳", "title": "老板娘", "role": "payer", "concern": "Whether the cashiers can use it", "say": 3,
    })),
    responses((status = 201, description = "Who was added", body = LeadContact), Problems),
)]
#[post("/v1/leads/{id}/contacts")]
pub async fn add_lead_contact(
    work: Work,
    id: Id<LeadId>,
    Body(input): Body<NewLeadContact>,
) -> Answer {
    let path = format!("/v1/leads/{}/contacts", id.0);
    work.create(&path, async |tx| decision_chain::add(tx, id.0, input).await).await
}

/// Update somebody in the decision chain of a lead
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = LeadContactId, Path, description = "Who it is.")),
    request_body(content = LeadContactPatch, example = json!({ "say": 3 })),
    responses((status = 200, description = "Who it is", body = LeadContact), Problems),
)]
#[patch("/v1/lead-contacts/{id}")]
pub async fn update_lead_contact(
    work: Work,
    id: Id<LeadContactId>,
    Body(patch): Body<LeadContactPatch>,
) -> Answer {
    work.change(async |tx| decision_chain::update(tx, id.0, patch).await).await
}

/// Take somebody out of the decision chain of a lead
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = LeadContactId, Path, description = "Who it is.")),
    responses((status = 204, description = "They are gone"), Problems),
)]
#[delete("/v1/lead-contacts/{id}")]
pub async fn remove_lead_contact(work: Work, id: Id<LeadContactId>) -> Answer {
    work.act(async |tx| decision_chain::remove(tx, id.0).await).await
}
