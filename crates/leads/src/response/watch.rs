//! Notices at the due time that nobody has answered.

use super::{breach, load, show};
use crate::{
    entity::lead::{Column, Entity},
    lead::load_for_change,
};
use chrono::{DateTime, Utc};
use jobs::{JobSpec, Perform, Run};
use kernel::{Code, Error, ids::LeadId};
use sea_orm::{ActiveModelTrait, ColumnTrait, IntoActiveModel as _, QueryFilter, sea_query::Expr};
use serde::{Deserialize, Serialize};

/// Looks at a lead when its first answer is due.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct WatchResponse {
    pub lead_id: LeadId,
    pub due_at: DateTime<Utc>,
}

impl JobSpec for WatchResponse {
    const KIND: &'static str = "leads.watch_response";
}

/// Performs [`WatchResponse`].
pub struct ResponseWatcher;

#[async_trait::async_trait]
impl Perform for ResponseWatcher {
    type Job = WatchResponse;

    async fn perform(&self, job: WatchResponse, run: &Run) -> Result<(), Error> {
        let tx = run.write().await?;
        let mut lead = match load_for_change(&tx, job.lead_id).await {
            Ok(lead) => lead,
            // Deleted, or merged into another, which has a clock of its own.
            Err(err) if matches!(err.code(), Code::NotFound | Code::WrongState) => return Ok(()),
            Err(err) => return Err(err),
        };
        let Some(mut row) = load(&tx, job.lead_id).await? else { return Ok(()) };
        // After a pause it is due at another time, for which there is another job.
        let is_due = row.due_at.is_some_and(|due| due == job.due_at && due <= tx.now());
        let is_closed = !lead.status_type.is_live() || lead.archived_at.is_some();
        if !is_due || row.answered_at.is_some() || row.breached_at.is_some() || is_closed {
            return Ok(());
        }
        breach(&tx, &lead, &mut row, job.due_at).await?;
        show(&row, &mut lead);
        row.into_active_model().reset_all().update(&tx.db).await?;
        // Nobody has edited the lead: its version stays.
        tx.update::<Entity>()
            .col_expr(Column::ResponseState, Expr::value(lead.response_state))
            .filter(Column::Id.eq(lead.id))
            .exec(&tx.db)
            .await?;
        tx.commit().await
    }
}
