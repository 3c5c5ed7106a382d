use crate::{
    deliver::Deliver,
    delivery::DeliveryState,
    entity::{delivery, endpoint},
    message,
};
use jobs::{Subscriber, enqueue_all, entity::domain_event};
use kernel::{
    Error, SystemTx,
    ids::{WebhookDeliveryId, WorkspaceId},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set, sea_query::OnConflict};
use std::collections::HashSet;

/// Rows of one INSERT; SQLite takes 32 766 values in a statement.
const DELIVERIES_PER_INSERT: usize = 500;

/// Turns domain events into deliveries, one per endpoint that wants the event.
pub struct Outlet;

#[async_trait::async_trait]
impl Subscriber for Outlet {
    async fn on_events(&self, tx: &SystemTx, events: &[domain_event::Model]) -> Result<(), Error> {
        let events: Vec<_> = events.iter().filter(|event| is_public(event)).collect();
        let workspaces: HashSet<WorkspaceId> =
            events.iter().map(|event| event.workspace_id).collect();
        if workspaces.is_empty() {
            return Ok(());
        }
        let endpoints = tx
            .find::<endpoint::Entity>()
            .filter(endpoint::Column::WorkspaceId.is_in(workspaces))
            .filter(endpoint::Column::Enabled.eq(true))
            .all(&tx.db)
            .await?;
        let mut rows = Vec::new();
        let mut work = Vec::new();
        for event in events {
            for endpoint in endpoints.iter().filter(|endpoint| wants(endpoint, event)) {
                let id = tx.new_id();
                rows.push(row(tx, id, endpoint, event)?);
                let deliver = Deliver { delivery_id: id, endpoint_id: endpoint.id, round: 1 };
                work.push((endpoint.workspace_id, deliver));
            }
        }
        let nothing = OnConflict::new().do_nothing().to_owned();
        for rows in rows.chunks(DELIVERIES_PER_INSERT) {
            let insert = delivery::Entity::insert_many(rows.to_vec());
            insert.on_conflict(nothing.clone()).try_insert().exec_without_returning(&tx.db).await?;
        }
        enqueue_all(tx, &work).await
    }
}

fn is_public(event: &domain_event::Model) -> bool {
    jobs::event_type(&event.event_type).is_some_and(|event_type| event_type.public)
}

fn wants(endpoint: &endpoint::Model, event: &domain_event::Model) -> bool {
    let Some(types) = endpoint.event_types.as_array() else { return false };
    endpoint.workspace_id == event.workspace_id
        && (types.is_empty() || types.iter().any(|name| *name == *event.event_type))
}

fn row(
    tx: &SystemTx,
    id: WebhookDeliveryId,
    endpoint: &endpoint::Model,
    event: &domain_event::Model,
) -> Result<delivery::ActiveModel, Error> {
    Ok(delivery::ActiveModel {
        id: Set(id),
        workspace_id: Set(event.workspace_id),
        endpoint_id: Set(endpoint.id),
        message_id: Set(event.id),
        event_type: Set(event.event_type.clone()),
        payload: Set(message::text(&event.event_type, event.recorded_at, &event.data)?),
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
    })
}
