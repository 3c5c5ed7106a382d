use super::visitor::Visitor;
use crate::{
    extract::{Body, Id, List, PathText},
    page::page_of,
    problem::{LinkProblems, Problems},
    work::{Answer, Work, private},
};
use actix_web::{get, http::StatusCode, post};
use identity::{
    Session,
    invitation::{
        self, AcceptInvitation, Invitation, InvitationFilter, InvitationPreview, NewInvitation,
    },
};
use kernel::{ids::InvitationId, page::PageRequest};

page_of!(InvitationsPage, Invitation, "A page of invitations.");

/// Look at an invitation
///
/// What somebody who opened the link sees before they accept.
#[utoipa::path(
    tag = "auth", security(()),
    params(("token" = String, Path, max_length = 200, description = "What stands behind `token=` in the link.")),
    responses((status = 200, description = "The invitation", body = InvitationPreview), Problems, LinkProblems),
)]
#[get("/v1/auth/invitations/{token}")]
pub async fn get_invitation(visitor: Visitor, path: PathText) -> Answer {
    let preview = invitation::preview(visitor.db(), path.get("token")).await?;
    Ok(private(StatusCode::OK).json(preview))
}

/// Accept an invitation
///
/// Joins the workspace and signs in. Whoever is new here chooses name and password; everybody else gives the
/// password they have.
#[utoipa::path(
    tag = "auth", security(()),
    params(("token" = String, Path, max_length = 200, description = "What stands behind `token=` in the link.")),
    request_body(content = AcceptInvitation, example = json!({ "name": "Wang Fang", "password": "tea-and-9-peonies" })),
    responses((status = 200, description = "The session; its refresh token is in the cookie", body = Session), Problems, LinkProblems),
)]
#[post("/v1/auth/invitations/{token}/accept")]
pub async fn accept_invitation(
    visitor: Visitor,
    path: PathText,
    Body(input): Body<AcceptInvitation>,
) -> Answer {
    let token = path.get("token");
    let signed_in = invitation::accept(visitor.db(), token, input, &visitor.client).await?;
    Ok(visitor.admit(StatusCode::OK, signed_in))
}

/// List invitations
///
/// Sorts: `created_at`; default `-created_at`.
#[utoipa::path(
    tag = "members",
    security(("session" = ["members:read"]), ("secret_key" = ["members:read"])),
    params(InvitationFilter, PageRequest),
    responses((status = 200, description = "A page of invitations", body = InvitationsPage), Problems),
)]
#[get("/v1/invitations")]
pub async fn list_invitations(work: Work, list: List<InvitationFilter>) -> Answer {
    work.list(async |tx| {
        invitation::list(tx, &list.filter, &list.page).await.map(InvitationsPage::from)
    })
    .await
}

/// Invite somebody
///
/// Sends them a link that works for a week. Nobody can give a role that may do more than their own.
#[utoipa::path(
    tag = "members",
    security(("session" = ["members:write"]), ("secret_key" = ["members:write"])),
    request_body(content = NewInvitation, example = json!({ "email": "wang.fang@example.cn", "role": "sales" })),
    responses((status = 201, description = "The invitation", body = Invitation), Problems),
)]
#[post("/v1/invitations")]
pub async fn create_invitation(work: Work, Body(input): Body<NewInvitation>) -> Answer {
    work.create("/v1/invitations", async |tx| invitation::create(tx, input).await).await
}

/// Send an invitation again
///
/// With a new link, for another week; the old link stops working.
#[utoipa::path(
    tag = "members",
    security(("session" = ["members:write"]), ("secret_key" = ["members:write"])),
    params(("id" = InvitationId, Path, description = "The invitation.")),
    responses((status = 200, description = "The invitation", body = Invitation), Problems),
)]
#[post("/v1/invitations/{id}/resend")]
pub async fn resend_invitation(work: Work, id: Id<InvitationId>) -> Answer {
    work.change(async |tx| invitation::resend(tx, id.0).await).await
}

/// Take an invitation back
///
/// Its link stops working at once.
#[utoipa::path(
    tag = "members",
    security(("session" = ["members:write"]), ("secret_key" = ["members:write"])),
    params(("id" = InvitationId, Path, description = "The invitation.")),
    responses((status = 200, description = "The invitation", body = Invitation), Problems),
)]
#[post("/v1/invitations/{id}/revoke")]
pub async fn revoke_invitation(work: Work, id: Id<InvitationId>) -> Answer {
    work.change(async |tx| invitation::revoke(tx, id.0).await).await
}
