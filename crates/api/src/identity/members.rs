use crate::{
    extract::{Body, Id, List},
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{delete, get, patch};
use identity::{
    member::{self, Member, MemberFilter, MemberPatch},
    role::{self, RoleGrants},
};
use kernel::{
    Grant,
    ids::MemberId,
    page::{Page, PageRequest},
};

page_of!(MembersPage, Member, "A page of members.");
page_of!(RolesPage, RoleGrants, "The roles.");

/// List members
///
/// Sorts: `created_at`; default `created_at`.
#[utoipa::path(
    tag = "members",
    security(("session" = ["members:read"]), ("secret_key" = ["members:read"])),
    params(MemberFilter, PageRequest),
    responses((status = 200, description = "A page of members", body = MembersPage), Problems),
)]
#[get("/v1/members")]
pub async fn list_members(work: Work, list: List<MemberFilter>) -> Answer {
    work.list(async |tx| member::list(tx, &list.filter, &list.page).await.map(MembersPage::from))
        .await
}

/// Get a member
#[utoipa::path(
    tag = "members",
    security(("session" = ["members:read"]), ("secret_key" = ["members:read"])),
    params(("id" = MemberId, Path, description = "The member.")),
    responses((status = 200, description = "The member", body = Member), Problems),
)]
#[get("/v1/members/{id}")]
pub async fn get_member(work: Work, id: Id<MemberId>) -> Answer {
    work.read(async |tx| member::get(tx, id.0).await).await
}

/// Change a member's role or access
///
/// It holds from their next request on. The last owner stays one, and only owners make owners.
#[utoipa::path(
    tag = "members",
    security(("session" = ["members:write"]), ("secret_key" = ["members:write"])),
    params(("id" = MemberId, Path, description = "The member.")),
    request_body(content = MemberPatch, example = json!({ "role": "success" })),
    responses((status = 200, description = "The member", body = Member), Problems),
)]
#[patch("/v1/members/{id}")]
pub async fn update_member(work: Work, id: Id<MemberId>, Body(input): Body<MemberPatch>) -> Answer {
    work.change(async |tx| member::update(tx, id.0, input).await).await
}

/// Remove a member
///
/// Their access ends at once. What they did stays under their name.
#[utoipa::path(
    tag = "members",
    security(("session" = ["members:write"]), ("secret_key" = ["members:write"])),
    params(("id" = MemberId, Path, description = "The member.")),
    responses((status = 204, description = "The member has left"), Problems),
)]
#[delete("/v1/members/{id}")]
pub async fn remove_member(work: Work, id: Id<MemberId>) -> Answer {
    work.act(async |tx| member::remove(tx, id.0).await).await
}

/// List roles
///
/// Every role and what it may do.
#[utoipa::path(
    tag = "members",
    security(("session" = ["members:read"]), ("secret_key" = ["members:read"])),
    responses((status = 200, description = "The roles", body = RolesPage), Problems),
)]
#[get("/v1/roles")]
pub async fn list_roles(work: Work) -> Answer {
    work.list(async |tx| {
        tx.require(Grant::MembersRead)?;
        Ok(RolesPage::from(Page { data: role::list(), next_cursor: None, total: None }))
    })
    .await
}
