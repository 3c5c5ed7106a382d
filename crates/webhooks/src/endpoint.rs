//! Receivers of webhooks, as operators and integrators manage them.

mod input;
mod view;

pub use input::{NewWebhookEndpoint, WebhookEndpointPatch};
pub use view::{DisabledReason, RevealedWebhookSecret, WebhookEndpoint, WebhookEndpointWithSecret};

use crate::{
    Reach,
    entity::endpoint::{ActiveModel, Column, Entity, Model},
    secret::SigningSecret,
};
use chrono::{DateTime, TimeDelta, Utc};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Changes, Error, Grant, WorkspaceTx,
    ids::WebhookEndpointId,
    page::{Keyset, Page, PageRequest, Sort},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, IntoActiveModel, PaginatorTrait, QueryFilter, Set,
    sea_query::Expr,
};
use serde_json::json;

/// How long messages are signed with the old secret too after it was replaced.
const ROTATION: TimeDelta = TimeDelta::hours(24);
/// Each event costs one message per endpoint, so their number is bounded.
const MAX_ENDPOINTS: u64 = 50;

pub async fn create(
    tx: &WorkspaceTx,
    reach: Reach,
    input: NewWebhookEndpoint,
) -> Result<WebhookEndpointWithSecret, Error> {
    tx.require(Grant::WebhooksWrite)?;
    let input = input.checked(reach)?;
    if tx.find::<Entity>().count(&tx.db).await? >= MAX_ENDPOINTS {
        return Err(Error::wrong_state(
            "a workspace has at most 50 webhook endpoints",
            "每个工作区最多 50 个 Webhook 端点",
        ));
    }
    let id: WebhookEndpointId = tx.new_id();
    let secret = SigningSecret::generate(tx.random());
    let row = ActiveModel {
        id: Set(id),
        workspace_id: Set(tx.workspace()),
        url: Set(input.url),
        description: Set(input.description),
        event_types: Set(json!(input.event_types)),
        enabled: Set(true),
        disabled_reason: Set(None),
        failing_since: Set(None),
        secret: Set(secret.seal(tx.secret(), tx.random(), id)?),
        previous_secret: Set(None),
        previous_secret_until: Set(None),
        created_at: Set(tx.now()),
        updated_at: Set(tx.now()),
        version: Set(1),
    };
    let saved = row.insert(&tx.db).await?;
    tx.record(DomainEvent::WebhookEndpointCreated { webhook_endpoint_id: id }).await?;
    Ok(WebhookEndpointWithSecret { endpoint: saved.into(), secret: secret.reveal() })
}

pub async fn list(tx: &WorkspaceTx, page: &PageRequest) -> Result<Page<WebhookEndpoint>, Error> {
    tx.require(Grant::WebhooksRead)?;
    let keyset = Keyset {
        sorts: &[Sort::by("created_at", Column::CreatedAt)],
        default_sort: "-created_at",
        id: Column::Id,
        filter: String::new(),
    };
    Ok(keyset.page(tx, tx.find::<Entity>(), page).await?.map(WebhookEndpoint::from))
}

pub async fn get(tx: &WorkspaceTx, id: WebhookEndpointId) -> Result<WebhookEndpoint, Error> {
    tx.require(Grant::WebhooksRead)?;
    Ok(load(tx, id).await?.into())
}

pub async fn update(
    tx: &WorkspaceTx,
    reach: Reach,
    id: WebhookEndpointId,
    patch: WebhookEndpointPatch,
) -> Result<WebhookEndpoint, Error> {
    tx.require(Grant::WebhooksWrite)?;
    let before = load(tx, id).await?;
    tx.expect_version(before.version)?;
    let mut after = before.clone();
    patch.apply(reach, &mut after)?;
    if after == before {
        return Ok(before.into());
    }
    if after.enabled && !before.enabled {
        after.disabled_reason = None;
        after.failing_since = None;
    }
    let (before, after) = (WebhookEndpoint::from(before), save(tx, after).await?);
    let after = WebhookEndpoint::from(after);
    let event = DomainEvent::WebhookEndpointUpdated { webhook_endpoint_id: id };
    tx.record_change(event, Changes::between(&before, &after)).await?;
    Ok(after)
}

/// Deletes it with its delivery log. Messages that wait are not sent any more.
pub async fn delete(tx: &WorkspaceTx, id: WebhookEndpointId) -> Result<(), Error> {
    tx.require(Grant::WebhooksWrite)?;
    let row = load(tx, id).await?;
    tx.expect_version(row.version)?;
    tx.delete::<Entity>().filter(Column::Id.eq(id)).exec(&tx.db).await?;
    tx.record(DomainEvent::WebhookEndpointDeleted { webhook_endpoint_id: id }).await
}

/// Gives it a new secret. For a day messages carry a signature by each of the two, so that the receiver can
/// change over without losing one.
pub async fn rotate_secret(
    tx: &WorkspaceTx,
    id: WebhookEndpointId,
) -> Result<WebhookEndpointWithSecret, Error> {
    tx.require(Grant::WebhooksWrite)?;
    let mut row = load(tx, id).await?;
    tx.expect_version(row.version)?;
    let secret = SigningSecret::generate(tx.random());
    let sealed = secret.seal(tx.secret(), tx.random(), id)?;
    row.previous_secret = Some(std::mem::replace(&mut row.secret, sealed));
    row.previous_secret_until = Some(tx.now() + ROTATION);
    let saved = save(tx, row).await?;
    tx.record(DomainEvent::WebhookSecretRotated { webhook_endpoint_id: id }).await?;
    Ok(WebhookEndpointWithSecret { endpoint: saved.into(), secret: secret.reveal() })
}

/// Shows the secret again. Who looked is kept in the audit trail.
pub async fn reveal_secret(
    tx: &WorkspaceTx,
    id: WebhookEndpointId,
) -> Result<RevealedWebhookSecret, Error> {
    tx.require(Grant::WebhooksWrite)?;
    let row = load(tx, id).await?;
    let secret = SigningSecret::open(tx.secret(), id, &row.secret)?;
    tx.record(DomainEvent::WebhookSecretRevealed { webhook_endpoint_id: id }).await?;
    Ok(RevealedWebhookSecret { secret: secret.reveal() })
}

pub(crate) async fn load(tx: &WorkspaceTx, id: WebhookEndpointId) -> Result<Model, Error> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    row.ok_or_else(|| Error::not_found("webhook_endpoint"))
}

/// Bookkeeping of deliveries: no change that a client made, so the version stays.
pub(crate) async fn set_failing_since(
    tx: &WorkspaceTx,
    id: WebhookEndpointId,
    since: Option<DateTime<Utc>>,
) -> Result<(), Error> {
    let update = tx.update::<Entity>().col_expr(Column::FailingSince, Expr::value(since));
    update.filter(Column::Id.eq(id)).exec(&tx.db).await?;
    Ok(())
}

pub(crate) async fn disable(
    tx: &WorkspaceTx,
    mut row: Model,
    failing_since: DateTime<Utc>,
    reason: DisabledReason,
) -> Result<(), Error> {
    let id = row.id;
    row.enabled = false;
    row.failing_since = Some(failing_since);
    row.disabled_reason = Some(reason.as_str().to_owned());
    save(tx, row).await?;
    tx.record(DomainEvent::WebhookEndpointDisabled {
        webhook_endpoint_id: id,
        reason: reason.as_str().to_owned(),
    })
    .await
}

async fn save(tx: &WorkspaceTx, row: Model) -> Result<Model, Error> {
    let (version, now) = (row.version + 1, tx.now());
    let mut row = row.into_active_model().reset_all();
    row.version = Set(version);
    row.updated_at = Set(now);
    Ok(row.update(&tx.db).await?)
}
