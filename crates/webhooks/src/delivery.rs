//! The delivery log: what was sent where, how often, what came back; and sending it again.

mod view;

pub use view::{
    DeliveryState, ReplayedDeliveries, WebhookAttempt, WebhookDelivery, WebhookDeliveryDetail,
};

use crate::{
    deliver::Deliver,
    endpoint,
    entity::{
        attempt,
        delivery::{self, Column, Entity, Model},
    },
    message,
};
use chrono::{DateTime, TimeDelta, Utc};
use jobs::Enqueue as _;
use kernel::{
    Error, Grant, WorkspaceTx,
    filter::Many,
    ids::{DomainEventId, WebhookDeliveryId, WebhookEndpointId},
    page::{Keyset, Page, PageRequest, Sort},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ExprTrait as _, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect, Set, sea_query::Expr,
};
use serde::Deserialize;
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// The type of a message that somebody sends to try an endpoint out.
pub const TEST_EVENT_TYPE: &str = "webhook.test";
const MAX_REPLAYED: u64 = 1000;
/// The log keeps deliveries for 30 days, so nothing older can be replayed.
const REPLAY_LIMIT: TimeDelta = TimeDelta::days(30);

/// Which deliveries are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct WebhookDeliveryFilter {
    /// Of one endpoint.
    #[param(value_type = Option<String>)]
    pub endpoint_id: Option<WebhookEndpointId>,
    /// `pending`, `succeeded`, `failed`; several separated by commas.
    #[param(value_type = Option<String>, example = "pending,failed")]
    pub state: Option<Many<DeliveryState>>,
    /// Types of event, separated by commas.
    #[param(value_type = Option<String>, example = "lead.created")]
    pub event_type: Option<Many<String>>,
    pub created_at_gte: Option<DateTime<Utc>>,
    pub created_at_lt: Option<DateTime<Utc>>,
}

impl WebhookDeliveryFilter {
    fn condition(&self) -> Condition {
        let states = self.state.as_ref().map(|states| states.0.iter().map(|s| s.as_str()));
        let types = self.event_type.as_ref().map(|types| types.0.clone());
        Condition::all()
            .add_option(self.endpoint_id.map(|id| Column::EndpointId.eq(id)))
            .add_option(states.map(|states| Column::State.is_in(states)))
            .add_option(types.map(|types| Column::EventType.is_in(types)))
            .add_option(self.created_at_gte.map(|at| Column::CreatedAt.gte(at)))
            .add_option(self.created_at_lt.map(|at| Column::CreatedAt.lt(at)))
    }
}

/// From when on failed deliveries are sent again.
#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplayFailed {
    /// Deliveries that were created then or later; at most 30 days back.
    #[schema(example = "2026-03-01T00:00:00Z")]
    pub since: DateTime<Utc>,
}

pub async fn list(
    tx: &WorkspaceTx,
    filter: &WebhookDeliveryFilter,
    page: &PageRequest,
) -> Result<Page<WebhookDelivery>, Error> {
    tx.require(Grant::WebhooksRead)?;
    let keyset = Keyset {
        sorts: &[Sort::by("created_at", Column::CreatedAt)],
        default_sort: "-created_at",
        id: Column::Id,
        filter: format!("{filter:?}"),
    };
    let select = tx.find::<Entity>().filter(filter.condition());
    keyset.page(tx, select, page).await?.try_map(WebhookDelivery::try_from)
}

pub async fn get(tx: &WorkspaceTx, id: WebhookDeliveryId) -> Result<WebhookDeliveryDetail, Error> {
    tx.require(Grant::WebhooksRead)?;
    let row = load(tx, id).await?;
    let attempts = tx
        .find::<attempt::Entity>()
        .filter(attempt::Column::DeliveryId.eq(id))
        .order_by_desc(attempt::Column::AttemptedAt)
        .order_by_desc(attempt::Column::Id)
        .limit(100)
        .all(&tx.db)
        .await?;
    WebhookDeliveryDetail::of(row, attempts)
}

/// Sends a message once more, at once and with all its tries, under its old id.
pub async fn replay(tx: &WorkspaceTx, id: WebhookDeliveryId) -> Result<WebhookDelivery, Error> {
    tx.require(Grant::WebhooksWrite)?;
    let row = load(tx, id).await?;
    require_enabled(tx, row.endpoint_id).await?;
    let round = row.round + 1;
    let mut row = row.into_active_model();
    row.state = Set(DeliveryState::Pending.as_str().to_owned());
    row.round = Set(round);
    row.attempts_in_round = Set(0);
    row.next_attempt_at = Set(Some(tx.now()));
    row.updated_at = Set(tx.now());
    let row = row.update(&tx.db).await?;
    tx.enqueue_all(&[deliver(&row)]).await?;
    row.try_into()
}

/// Sends again what an endpoint failed to take since a time; at most 1 000 messages, the oldest first.
pub async fn replay_failed(
    tx: &WorkspaceTx,
    endpoint_id: WebhookEndpointId,
    input: ReplayFailed,
) -> Result<ReplayedDeliveries, Error> {
    tx.require(Grant::WebhooksWrite)?;
    let since = std::cmp::max(input.since, tx.now() - REPLAY_LIMIT);
    require_enabled(tx, endpoint_id).await?;
    let failed = tx
        .find::<Entity>()
        .filter(Column::EndpointId.eq(endpoint_id))
        .filter(Column::State.eq(DeliveryState::Failed.as_str()))
        .filter(Column::CreatedAt.gte(since))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .limit(MAX_REPLAYED)
        .all(&tx.db)
        .await?;
    tx.update::<Entity>()
        .col_expr(Column::State, Expr::value(DeliveryState::Pending.as_str()))
        .col_expr(Column::Round, Expr::col(Column::Round).add(1))
        .col_expr(Column::AttemptsInRound, Expr::value(0))
        .col_expr(Column::NextAttemptAt, Expr::value(tx.now()))
        .col_expr(Column::UpdatedAt, Expr::value(tx.now()))
        .filter(Column::Id.is_in(failed.iter().map(|row| row.id)))
        .exec(&tx.db)
        .await?;
    let work: Vec<_> =
        failed.iter().map(|row| Deliver { round: row.round + 1, ..deliver(row) }).collect();
    tx.enqueue_all(&work).await?;
    Ok(ReplayedDeliveries { replayed: work.len() as u64 })
}

/// Sends a message of type `webhook.test` to see whether the endpoint takes it.
pub async fn send_test(
    tx: &WorkspaceTx,
    endpoint_id: WebhookEndpointId,
) -> Result<WebhookDelivery, Error> {
    tx.require(Grant::WebhooksWrite)?;
    require_enabled(tx, endpoint_id).await?;
    let message_id: DomainEventId = tx.new_id();
    let data = json!({ "webhook_endpoint_id": endpoint_id });
    let row = delivery::ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        endpoint_id: Set(endpoint_id),
        message_id: Set(message_id),
        event_type: Set(TEST_EVENT_TYPE.to_owned()),
        payload: Set(message::text(TEST_EVENT_TYPE, tx.now(), &data)?),
        state: Set(DeliveryState::Pending.as_str().to_owned()),
        round: Set(1),
        attempts_in_round: Set(0),
        attempts: Set(0),
        next_attempt_at: Set(Some(tx.now())),
        last_attempt_at: Set(None),
        last_status_code: Set(None),
        last_error: Set(None),
        created_at: Set(tx.now()),
        updated_at: Set(tx.now()),
    };
    let row = row.insert(&tx.db).await?;
    tx.enqueue_all(&[deliver(&row)]).await?;
    row.try_into()
}

fn deliver(row: &Model) -> Deliver {
    Deliver { delivery_id: row.id, endpoint_id: row.endpoint_id, round: row.round }
}

async fn load(tx: &WorkspaceTx, id: WebhookDeliveryId) -> Result<Model, Error> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    row.ok_or_else(|| Error::not_found("webhook_delivery"))
}

async fn require_enabled(tx: &WorkspaceTx, id: WebhookEndpointId) -> Result<(), Error> {
    if endpoint::load(tx, id).await?.enabled {
        Ok(())
    } else {
        Err(Error::wrong_state("the endpoint is switched off", "该端点已停用"))
    }
}
