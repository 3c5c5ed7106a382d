//! The sales kit, and what a rep needs for a lead in its stage.

use crate::{
    extract::{Body, Id, List, PathText},
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{delete, get, patch, post, put};
use kernel::{
    ids::{KitItemId, LeadId},
    page::PageRequest,
};
use leads::{
    checklist::{self, CheckItems, StageKit},
    kit::{self, KitEffect, KitItem, KitItemFilter, KitItemPatch, KitUse, NewKitItem},
};
use serde::Serialize;
use utoipa::ToSchema;

page_of!(KitItemsPage, KitItem, "A page of the sales kit.");

/// How leads came out with each item of the kit.
#[derive(Serialize, ToSchema)]
pub struct KitEffects {
    /// Every item that was ever used, the most used first.
    data: Vec<KitEffect>,
}

/// List the sales kit
///
/// Scripts, cases, price lists, competitor cards and documents. Sorts: `title`, `created_at`; default `title`.
#[utoipa::path(
    tag = "sales-kit",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(KitItemFilter, PageRequest),
    responses((status = 200, description = "A page of items", body = KitItemsPage), Problems),
)]
#[get("/v1/sales-kit")]
pub async fn list_kit_items(work: Work, list: List<KitItemFilter>) -> Answer {
    work.list(async |tx| kit::list(tx, &list.filter, &list.page).await.map(KitItemsPage::from))
        .await
}

/// Compare wins with and without each item
///
/// Of leads that were closed in the last year: how often those with which an item was used were won, and how often the
/// others. A difference is no proof.
#[utoipa::path(
    tag = "sales-kit",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    responses((status = 200, description = "Item by item", body = KitEffects), Problems),
)]
#[get("/v1/sales-kit/effects")]
pub async fn list_kit_effects(work: Work) -> Answer {
    work.list(async |tx| Ok(KitEffects { data: kit::effects(tx).await? })).await
}

/// Add an item to the sales kit
///
/// It needs a body or a URL.
#[utoipa::path(
    tag = "sales-kit",
    security(("session" = ["leads:configure"]), ("secret_key" = ["leads:configure"])),
    request_body(content = NewKitItem, example = json!({
        "kind": "script", "title": "First call", "body": "Ask how many shops they have.", "stage_ids": [],
    })),
    responses((status = 201, description = "The item", body = KitItem), Problems),
)]
#[post("/v1/sales-kit")]
pub async fn create_kit_item(work: Work, Body(input): Body<NewKitItem>) -> Answer {
    work.create("/v1/sales-kit", async |tx| kit::create(tx, input).await).await
}

/// Get an item of the sales kit
#[utoipa::path(
    tag = "sales-kit",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(("id" = KitItemId, Path, description = "The item.")),
    responses((status = 200, description = "The item", body = KitItem), Problems),
)]
#[get("/v1/sales-kit/{id}")]
pub async fn get_kit_item(work: Work, id: Id<KitItemId>) -> Answer {
    work.read(async |tx| kit::get(tx, id.0).await).await
}

/// Update an item of the sales kit
#[utoipa::path(
    tag = "sales-kit",
    security(("session" = ["leads:configure"]), ("secret_key" = ["leads:configure"])),
    params(("id" = KitItemId, Path, description = "The item.")),
    request_body(content = KitItemPatch, example = json!({ "title": "First call, retail" })),
    responses((status = 200, description = "The item", body = KitItem), Problems),
)]
#[patch("/v1/sales-kit/{id}")]
pub async fn update_kit_item(
    work: Work,
    id: Id<KitItemId>,
    Body(patch): Body<KitItemPatch>,
) -> Answer {
    work.change(async |tx| kit::update(tx, id.0, patch).await).await
}

/// Archive an item of the sales kit
///
/// What it was used for stays.
#[utoipa::path(
    tag = "sales-kit",
    security(("session" = ["leads:configure"]), ("secret_key" = ["leads:configure"])),
    params(("id" = KitItemId, Path, description = "The item.")),
    responses((status = 200, description = "The item", body = KitItem), Problems),
)]
#[post("/v1/sales-kit/{id}/archive")]
pub async fn archive_kit_item(work: Work, id: Id<KitItemId>) -> Answer {
    work.change(async |tx| kit::archive(tx, id.0).await).await
}

/// Bring an archived item of the sales kit back
#[utoipa::path(
    tag = "sales-kit",
    security(("session" = ["leads:configure"]), ("secret_key" = ["leads:configure"])),
    params(("id" = KitItemId, Path, description = "The item.")),
    responses((status = 200, description = "The item", body = KitItem), Problems),
)]
#[post("/v1/sales-kit/{id}/unarchive")]
pub async fn unarchive_kit_item(work: Work, id: Id<KitItemId>) -> Answer {
    work.change(async |tx| kit::unarchive(tx, id.0).await).await
}

/// Get what a lead needs in its stage
///
/// The checklist of the stage with what is done, and the items of the sales kit that help there, with when each was last used.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(("id" = LeadId, Path, description = "The lead.")),
    responses((status = 200, description = "Checklist and kit", body = StageKit), Problems),
)]
#[get("/v1/leads/{id}/stage-kit")]
pub async fn get_stage_kit(work: Work, id: Id<LeadId>) -> Answer {
    work.list(async |tx| checklist::stage_kit(tx, id.0).await).await
}

/// Tick the checklist of a lead's stage
///
/// Says what is done; everything else of the stage is not.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = LeadId, Path, description = "The lead.")),
    request_body(content = CheckItems, example = json!({ "checked": ["budget"] })),
    responses((status = 200, description = "Checklist and kit", body = StageKit), Problems),
)]
#[put("/v1/leads/{id}/checklist")]
pub async fn check_stage_items(
    work: Work,
    id: Id<LeadId>,
    Body(input): Body<CheckItems>,
) -> Answer {
    work.change(async |tx| checklist::check(tx, id.0, input).await).await
}

/// Note that an item of the sales kit was used with a lead
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = LeadId, Path, description = "The lead."), ("kit_item_id" = KitItemId, Path, description = "The item.")),
    responses((status = 201, description = "The use", body = KitUse), Problems),
)]
#[post("/v1/leads/{id}/kit-uses/{kit_item_id}")]
pub async fn use_kit_item(work: Work, id: Id<LeadId>, path: PathText) -> Answer {
    let item = path.id("kit_item_id")?;
    let path = format!("/v1/leads/{}/stage-kit", id.0);
    work.create(&path, async |tx| kit::mark_used(tx, id.0, item).await).await
}

/// Take back that an item of the sales kit was used with a lead
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = LeadId, Path, description = "The lead."), ("kit_item_id" = KitItemId, Path, description = "The item.")),
    responses((status = 204, description = "It was not used"), Problems),
)]
#[delete("/v1/leads/{id}/kit-uses/{kit_item_id}")]
pub async fn unuse_kit_item(work: Work, id: Id<LeadId>, path: PathText) -> Answer {
    let item = path.id("kit_item_id")?;
    work.act(async |tx| kit::unmark_used(tx, id.0, item).await).await
}
