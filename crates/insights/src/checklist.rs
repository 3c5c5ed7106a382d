//! What a new workspace has still to set up: each point is seen in the data, never ticked by hand.

use activity::event;
use customers::entity::account;
use identity::entity::{api_key, member};
use kernel::{Error, WorkspaceScoped, WorkspaceTx};
use leads::entity::{lead, lead_form};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, Select};
use serde::Serialize;
use utoipa::ToSchema;
use webhooks::entity::endpoint;

/// One thing to set up.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ChecklistPoint {
    /// `publish_form`, `first_lead`, `import_customers`, `invite_colleagues`, `create_key`, `send_events` or
    /// `register_webhook`.
    pub key: String,
    /// Whether the data shows that it was done.
    pub done: bool,
}

/// The way to a workspace that works.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Checklist {
    /// In the order in which they are best done.
    pub points: Vec<ChecklistPoint>,
}

pub async fn get(tx: &WorkspaceTx) -> Result<Checklist, Error> {
    let published = tx.find::<lead_form::Entity>().filter(lead_form::Column::Published.eq(true));
    let colleagues = tx.find::<member::Entity>().limit(2).count(&tx.db).await? > 1;
    let points = [
        ("publish_form", any(tx, published).await?),
        ("first_lead", any(tx, tx.find::<lead::Entity>()).await?),
        ("import_customers", any(tx, tx.find::<account::Entity>()).await?),
        ("invite_colleagues", colleagues),
        ("create_key", any(tx, tx.find::<api_key::Entity>()).await?),
        ("send_events", event::any(tx).await?),
        ("register_webhook", any(tx, tx.find::<endpoint::Entity>()).await?),
    ];
    let points = points.into_iter().map(|(key, done)| ChecklistPoint { key: key.to_owned(), done });
    Ok(Checklist { points: points.collect() })
}

/// Whether there is one: stops at the first row.
async fn any<E>(tx: &WorkspaceTx, select: Select<E>) -> Result<bool, Error>
where
    E: EntityTrait + WorkspaceScoped,
{
    let first = select.select_only().column(E::WORKSPACE).limit(1);
    Ok(first.into_tuple::<uuid::Uuid>().one(&tx.db).await?.is_some())
}
