use crate::{
    extract::{Body, Id, List},
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{get, patch, post};
use customers::attribute::{
    self, AttributeDefinition, AttributeDefinitionFilter, AttributeDefinitionPatch,
    NewAttributeDefinition,
};
use kernel::{ids::AttributeDefinitionId, page::PageRequest};

page_of!(AttributeDefinitionsPage, AttributeDefinition, "A page of attribute definitions.");

/// List attribute definitions
///
/// In the order in which they were made. Sorts: `created_at`.
#[utoipa::path(
    tag = "attributes",
    security(("session" = ["catalog:read"]), ("secret_key" = ["catalog:read"])),
    params(AttributeDefinitionFilter, PageRequest),
    responses((status = 200, description = "A page of attribute definitions", body = AttributeDefinitionsPage), Problems),
)]
#[get("/v1/attribute-definitions")]
pub async fn list_attribute_definitions(
    work: Work,
    list: List<AttributeDefinitionFilter>,
) -> Answer {
    work.list(async |tx| {
        attribute::list(tx, &list.filter, &list.page).await.map(AttributeDefinitionsPage::from)
    })
    .await
}

/// Create an attribute definition
///
/// What you want to know of accounts, people or leads beyond their own fields. Values are checked against the
/// definition.
#[utoipa::path(
    tag = "attributes",
    security(("session" = ["catalog:write"]), ("secret_key" = ["catalog:write"])),
    request_body(content = NewAttributeDefinition, example = json!({ "object": "account", "key": "shop_count", "label": "Number of shops", "label_zh": "门店数", "type": "number" })),
    responses((status = 201, description = "The attribute definition as stored", body = AttributeDefinition), Problems),
)]
#[post("/v1/attribute-definitions")]
pub async fn create_attribute_definition(
    work: Work,
    Body(input): Body<NewAttributeDefinition>,
) -> Answer {
    work.create("/v1/attribute-definitions", async |tx| attribute::create(tx, input).await).await
}

/// Get an attribute definition
#[utoipa::path(
    tag = "attributes",
    security(("session" = ["catalog:read"]), ("secret_key" = ["catalog:read"])),
    params(("id" = AttributeDefinitionId, Path, description = "The definition.")),
    responses((status = 200, description = "The attribute definition", body = AttributeDefinition), Problems),
)]
#[get("/v1/attribute-definitions/{id}")]
pub async fn get_attribute_definition(work: Work, id: Id<AttributeDefinitionId>) -> Answer {
    work.read(async |tx| attribute::get(tx, id.0).await).await
}

/// Update an attribute definition
///
/// Object, key and type stay: values were stored under them.
#[utoipa::path(
    tag = "attributes",
    security(("session" = ["catalog:write"]), ("secret_key" = ["catalog:write"])),
    params(("id" = AttributeDefinitionId, Path, description = "The definition.")),
    request_body(content = AttributeDefinitionPatch, example = json!({ "label": "Shops" })),
    responses((status = 200, description = "The attribute definition after the change", body = AttributeDefinition), Problems),
)]
#[patch("/v1/attribute-definitions/{id}")]
pub async fn update_attribute_definition(
    work: Work,
    id: Id<AttributeDefinitionId>,
    Body(patch): Body<AttributeDefinitionPatch>,
) -> Answer {
    work.change(async |tx| attribute::update(tx, id.0, patch).await).await
}

/// Take an attribute out of use
///
/// Objects keep the values they have.
#[utoipa::path(
    tag = "attributes",
    security(("session" = ["catalog:write"]), ("secret_key" = ["catalog:write"])),
    params(("id" = AttributeDefinitionId, Path, description = "The definition.")),
    responses((status = 200, description = "The definition, out of use", body = AttributeDefinition), Problems),
)]
#[post("/v1/attribute-definitions/{id}/archive")]
pub async fn archive_attribute_definition(work: Work, id: Id<AttributeDefinitionId>) -> Answer {
    work.change(async |tx| attribute::archive(tx, id.0).await).await
}

/// Put an attribute into use again
#[utoipa::path(
    tag = "attributes",
    security(("session" = ["catalog:write"]), ("secret_key" = ["catalog:write"])),
    params(("id" = AttributeDefinitionId, Path, description = "The definition.")),
    responses((status = 200, description = "The definition, in use again", body = AttributeDefinition), Problems),
)]
#[post("/v1/attribute-definitions/{id}/unarchive")]
pub async fn unarchive_attribute_definition(work: Work, id: Id<AttributeDefinitionId>) -> Answer {
    work.change(async |tx| attribute::unarchive(tx, id.0).await).await
}
