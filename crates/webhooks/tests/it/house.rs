//! What the tests have in common: a worker that delivers, and things that happen.

use jobs::{DomainEvent, Record as _, Registry, Worker};
use kernel::{
    ids::{LeadId, WebhookEndpointId},
    page::PageRequest,
};
use testing::{TestDb, TestWorkspace};
use webhooks::{
    Client, DeliverWebhook, Outlet, Reach,
    delivery::{self, WebhookDelivery, WebhookDeliveryDetail, WebhookDeliveryFilter},
    endpoint::{self, NewWebhookEndpoint, WebhookEndpoint, WebhookEndpointWithSecret},
};

pub fn worker(db: &TestDb) -> Worker {
    worker_with(db, Client::new(Reach::Anywhere).unwrap())
}

pub fn worker_with(db: &TestDb, client: Client) -> Worker {
    let registry = Registry::default().subscribe(Outlet).perform(DeliverWebhook(client));
    Worker::new(db.db.clone(), registry)
}

pub fn new_endpoint(url: &str, event_types: &[&str]) -> NewWebhookEndpoint {
    NewWebhookEndpoint {
        url: url.to_owned(),
        description: None,
        event_types: event_types.iter().map(|&name| name.to_owned()).collect(),
    }
}

pub async fn register(
    workspace: &TestWorkspace,
    url: &str,
    event_types: &[&str],
) -> WebhookEndpointWithSecret {
    let tx = workspace.write().await;
    let input = new_endpoint(url, event_types);
    let created = endpoint::create(&tx, Reach::Anywhere, input).await.unwrap();
    tx.commit().await.unwrap();
    created
}

/// A lead comes in.
pub async fn create_lead(workspace: &TestWorkspace) -> LeadId {
    let tx = workspace.write().await;
    let lead_id = tx.new_id();
    let event =
        DomainEvent::LeadCreated { lead_id, channel_id: None, campaign_id: None, form_id: None };
    tx.record(event).await.unwrap();
    tx.commit().await.unwrap();
    lead_id
}

pub async fn deliveries(workspace: &TestWorkspace) -> Vec<WebhookDelivery> {
    let tx = workspace.read().await;
    let filter = WebhookDeliveryFilter::default();
    delivery::list(&tx, &filter, &PageRequest::default()).await.unwrap().data
}

/// The only delivery there is, in full.
pub async fn only_delivery(workspace: &TestWorkspace) -> WebhookDeliveryDetail {
    let all = deliveries(workspace).await;
    assert_eq!(all.len(), 1, "{all:?}");
    delivery::get(&workspace.read().await, all[0].id).await.unwrap()
}

pub async fn get_endpoint(workspace: &TestWorkspace, id: WebhookEndpointId) -> WebhookEndpoint {
    endpoint::get(&workspace.read().await, id).await.unwrap()
}
