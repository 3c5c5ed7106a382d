//! The job that delivers one message: one try per run, on the webhooks' own timetable.

use crate::{
    client::{Answer, Client},
    delivery::DeliveryState,
    endpoint::{self as endpoints, DisabledReason},
    entity::{attempt, delivery, endpoint},
    secret::SigningSecret,
    signature, timetable,
};
use chrono::{DateTime, Utc};
use jobs::{JobSpec, Lane, Perform, Run};
use kernel::{
    Error, WorkspaceTx,
    ids::{WebhookDeliveryId, WebhookEndpointId},
};
use sea_orm::{ActiveModelTrait, ColumnTrait, IntoActiveModel, QueryFilter, Set};
use serde::{Deserialize, Serialize};

const GONE: u16 = 410;

/// Deliver this message, in this round of tries.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Deliver {
    pub delivery_id: WebhookDeliveryId,
    pub endpoint_id: WebhookEndpointId,
    pub round: i32,
}

impl JobSpec for Deliver {
    const KIND: &'static str = "webhooks.deliver";
    const LANE: Lane = Lane::Webhooks;
    const GROUP_CONCURRENCY: usize = 4;

    fn unique_key(&self) -> Option<String> {
        Some(format!("{}:{}", self.delivery_id, self.round))
    }

    /// A slow receiver holds up its own messages and nobody else's.
    fn group_key(&self) -> Option<String> {
        Some(self.endpoint_id.to_string())
    }
}

pub struct DeliverWebhook(pub Client);

#[async_trait::async_trait]
impl Perform for DeliverWebhook {
    type Job = Deliver;

    async fn perform(&self, job: Deliver, run: &Run) -> Result<(), Error> {
        let tx = run.read().await?;
        let Some((delivery, endpoint)) = load(&tx, job.delivery_id).await? else { return Ok(()) };
        drop(tx);
        if delivery.state != DeliveryState::Pending.as_str() || delivery.round != job.round {
            return Ok(());
        }
        if !endpoint.enabled {
            return give_up(run, delivery).await;
        }
        // A run that was cut off after its try was stored must not try again before its time.
        if let Some(at) = delivery.next_attempt_at.filter(|at| *at > run.db.clock.now()) {
            run.retry_at(at);
            return Ok(());
        }
        let at = run.db.clock.now();
        let secrets = valid_secrets(run, &endpoint, at)?;
        let headers =
            signature::sign(&delivery.message_id.to_string(), at, &delivery.payload, &secrets);
        let answer = self.0.send(&endpoint.url, &headers, delivery.payload, at).await;
        if let Some(next) = store(run, &job, at, &answer).await? {
            run.retry_at(next);
        }
        Ok(())
    }
}

async fn load(
    tx: &WorkspaceTx,
    id: WebhookDeliveryId,
) -> Result<Option<(delivery::Model, endpoint::Model)>, Error> {
    let delivery =
        tx.find::<delivery::Entity>().filter(delivery::Column::Id.eq(id)).one(&tx.db).await?;
    let Some(delivery) = delivery else { return Ok(None) };
    let endpoint = tx
        .find::<endpoint::Entity>()
        .filter(endpoint::Column::Id.eq(delivery.endpoint_id))
        .one(&tx.db)
        .await?;
    Ok(endpoint.map(|endpoint| (delivery, endpoint)))
}

/// The current secret first; the one before it as long as it is valid.
fn valid_secrets(
    run: &Run,
    endpoint: &endpoint::Model,
    at: DateTime<Utc>,
) -> Result<Vec<SigningSecret>, Error> {
    let previous = endpoint.previous_secret.as_ref();
    let previous = previous.filter(|_| endpoint.previous_secret_until.is_some_and(|u| u > at));
    let sealed = std::iter::once(&endpoint.secret).chain(previous);
    sealed.map(|sealed| SigningSecret::open(&run.db.secret, endpoint.id, sealed)).collect()
}

/// Messages to an endpoint that was switched off can be replayed when it is on again.
async fn give_up(run: &Run, delivery: delivery::Model) -> Result<(), Error> {
    let tx = run.write().await?;
    let mut row = delivery.into_active_model();
    row.state = Set(DeliveryState::Failed.as_str().to_owned());
    row.next_attempt_at = Set(None);
    row.last_error = Set(Some("endpoint_disabled".to_owned()));
    row.updated_at = Set(tx.now());
    row.update(&tx.db).await?;
    tx.commit().await
}

/// Writes what came of a try into the delivery log, and returns when to try again.
async fn store(
    run: &Run,
    job: &Deliver,
    at: DateTime<Utc>,
    answer: &Answer,
) -> Result<Option<DateTime<Utc>>, Error> {
    let tx = run.write().await?;
    // Either may have been deleted, replayed or changed while the message was on its way.
    let Some((delivery, endpoint)) = load(&tx, job.delivery_id).await? else { return Ok(None) };
    insert_attempt(&tx, &delivery, at, answer).await?;
    let still_enabled = note_health(&tx, endpoint, answer).await?;
    let next = store_outcome(&tx, delivery, job.round, still_enabled, at, answer).await?;
    tx.commit().await?;
    let outcome = if answer.failure.is_none() { "succeeded" } else { "failed" };
    metrics::counter!("perennial_webhook_attempts_total", "outcome" => outcome).increment(1);
    Ok(next)
}

async fn insert_attempt(
    tx: &WorkspaceTx,
    delivery: &delivery::Model,
    at: DateTime<Utc>,
    answer: &Answer,
) -> Result<(), Error> {
    let row = attempt::ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        delivery_id: Set(delivery.id),
        attempted_at: Set(at),
        status_code: Set(answer.status.map(i32::from)),
        duration_ms: Set(i64::try_from(answer.duration.as_millis()).unwrap_or(i64::MAX)),
        error: Set(answer.failure.map(|failure| failure.as_str().to_owned())),
        response_excerpt: Set(answer.excerpt.clone()),
    };
    row.insert(&tx.db).await?;
    Ok(())
}

async fn store_outcome(
    tx: &WorkspaceTx,
    delivery: delivery::Model,
    round: i32,
    endpoint_enabled: bool,
    at: DateTime<Utc>,
    answer: &Answer,
) -> Result<Option<DateTime<Utc>>, Error> {
    // A replay that began meanwhile has its own job and its own outcome; only the count is ours.
    let replaced = delivery.round != round;
    let attempts_in_round = delivery.attempts_in_round + 1;
    let attempts = delivery.attempts + 1;
    let mut row = delivery.into_active_model();
    row.attempts = Set(attempts);
    row.last_attempt_at = Set(Some(at));
    row.last_status_code = Set(answer.status.map(i32::from));
    row.updated_at = Set(tx.now());
    let mut next = None;
    if !replaced {
        let state = if answer.failure.is_none() {
            DeliveryState::Succeeded
        } else if endpoint_enabled {
            let fraction = tx.random().fraction();
            next =
                timetable::next_attempt(attempts_in_round, tx.now(), answer.retry_after, fraction);
            if next.is_some() { DeliveryState::Pending } else { DeliveryState::Failed }
        } else {
            DeliveryState::Failed
        };
        row.state = Set(state.as_str().to_owned());
        row.attempts_in_round = Set(attempts_in_round);
        row.next_attempt_at = Set(next);
        row.last_error = Set(answer.failure.map(|failure| failure.as_str().to_owned()));
    }
    row.update(&tx.db).await?;
    Ok(next)
}

/// Keeps the time since which the endpoint has only failed, and switches it off when that is too long or the
/// receiver says that it is gone. Returns whether it is still on.
async fn note_health(
    tx: &WorkspaceTx,
    endpoint: endpoint::Model,
    answer: &Answer,
) -> Result<bool, Error> {
    let enabled = endpoint.enabled;
    let Some(_) = answer.failure else {
        if endpoint.failing_since.is_some() {
            endpoints::set_failing_since(tx, endpoint.id, None).await?;
        }
        return Ok(enabled);
    };
    let since = endpoint.failing_since.unwrap_or_else(|| tx.now());
    let reason = if answer.status == Some(GONE) {
        Some(DisabledReason::Gone)
    } else {
        (tx.now() - since >= timetable::FAILING_LIMIT).then_some(DisabledReason::Failing)
    };
    match reason {
        Some(reason) if enabled => {
            endpoints::disable(tx, endpoint, since, reason).await?;
            return Ok(false);
        }
        None if endpoint.failing_since.is_none() => {
            endpoints::set_failing_since(tx, endpoint.id, Some(since)).await?;
        }
        _ => {}
    }
    Ok(enabled)
}
