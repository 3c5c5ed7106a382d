use crate::{
    extract::{Body, Id, List},
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{get, post};
use identity::api_key::{self, ApiKey, ApiKeyFilter, ApiKeyWithSecret, NewApiKey, RotateApiKey};
use kernel::{ids::ApiKeyId, page::PageRequest};

page_of!(ApiKeysPage, ApiKey, "A page of API keys.");

/// List API keys
///
/// Never with their secrets. Sorts: `created_at`; default `-created_at`.
#[utoipa::path(
    tag = "api-keys",
    security(("session" = ["keys:read"]), ("secret_key" = ["keys:read"])),
    params(ApiKeyFilter, PageRequest),
    responses((status = 200, description = "A page of keys", body = ApiKeysPage), Problems),
)]
#[get("/v1/api-keys")]
pub async fn list_api_keys(work: Work, list: List<ApiKeyFilter>) -> Answer {
    work.list(async |tx| api_key::list(tx, &list.filter, &list.page).await.map(ApiKeysPage::from))
        .await
}

/// Create an API key
///
/// The secret is in this answer and nowhere else. Nobody can give a key a grant that they lack themselves.
#[utoipa::path(
    tag = "api-keys",
    security(("session" = ["keys:write"]), ("secret_key" = ["keys:write"])),
    request_body(content = NewApiKey, example = json!({
        "name": "Website back end", "kind": "secret", "grants": ["leads:read", "leads:write"],
    })),
    responses((status = 201, description = "The key with its secret", body = ApiKeyWithSecret), Problems),
)]
#[post("/v1/api-keys")]
pub async fn create_api_key(work: Work, Body(input): Body<NewApiKey>) -> Answer {
    work.create("/v1/api-keys", async |tx| api_key::create(tx, input).await).await
}

/// Get an API key
#[utoipa::path(
    tag = "api-keys",
    security(("session" = ["keys:read"]), ("secret_key" = ["keys:read"])),
    params(("id" = ApiKeyId, Path, description = "The key.")),
    responses((status = 200, description = "The key", body = ApiKey), Problems),
)]
#[get("/v1/api-keys/{id}")]
pub async fn get_api_key(work: Work, id: Id<ApiKeyId>) -> Answer {
    work.read(async |tx| api_key::get(tx, id.0).await).await
}

/// Revoke an API key
///
/// It stops working at once, and for good.
#[utoipa::path(
    tag = "api-keys",
    security(("session" = ["keys:write"]), ("secret_key" = ["keys:write"])),
    params(("id" = ApiKeyId, Path, description = "The key.")),
    responses((status = 200, description = "The key", body = ApiKey), Problems),
)]
#[post("/v1/api-keys/{id}/revoke")]
pub async fn revoke_api_key(work: Work, id: Id<ApiKeyId>) -> Answer {
    work.change(async |tx| api_key::revoke(tx, id.0).await).await
}

/// Give an API key a new secret
///
/// The old secret goes on working for the overlap, so that a running system can change over.
#[utoipa::path(
    tag = "api-keys",
    security(("session" = ["keys:write"]), ("secret_key" = ["keys:write"])),
    params(("id" = ApiKeyId, Path, description = "The key.")),
    request_body(content = RotateApiKey, example = json!({ "overlap_seconds": 86400 })),
    responses((status = 200, description = "The key with its new secret", body = ApiKeyWithSecret), Problems),
)]
#[post("/v1/api-keys/{id}/rotate")]
pub async fn rotate_api_key(
    work: Work,
    id: Id<ApiKeyId>,
    Body(input): Body<RotateApiKey>,
) -> Answer {
    work.change(async |tx| api_key::rotate(tx, id.0, input).await).await
}
