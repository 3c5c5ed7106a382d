use super::{AttributionAnswer, AttributionQuery, NewAttributionRun, Parameters, load};
use crate::{
    customer_value::customers,
    entity::attribution_run::{Column, Entity, Model},
    rate::Rates,
};
use chrono::{DateTime, Utc};
use customers::settings;
use jobs::{DomainEvent, Record as _};
use kernel::{
    Error, Grant, WorkspaceTx,
    ids::AttributionRunId,
    metric::{self, Check, Definition},
    money::Money,
    page::{Keyset, Page, PageRequest, Sort},
};
use sea_orm::{ActiveModelTrait, ColumnTrait, IntoActiveModel, QueryFilter};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Credit as it is given out now, or as it was when a run was kept.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AttributionRun {
    /// Null for what is not kept.
    pub id: Option<AttributionRunId>,
    pub definition: Definition,
    #[serde(flatten)]
    pub answer: AttributionAnswer,
    /// Whether leads, touches or payments have changed since it was kept, so that another run would give out other
    /// credit.
    pub stale: bool,
    /// What was checked; nothing for a run that was kept, which was checked when it was made.
    pub checks: Vec<Check>,
    pub as_of: DateTime<Utc>,
}

/// A run that was kept.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AttributionRunSummary {
    pub id: AttributionRunId,
    pub parameters: Parameters,
    /// Leads that were won.
    pub conversions: u32,
    pub revenue: Money,
    pub as_of: DateTime<Utc>,
}

/// Which runs are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct AttributionRunFilter {}

/// Gives out credit as of now, and keeps nothing.
pub async fn answer(tx: &WorkspaceTx, query: AttributionQuery) -> Result<AttributionRun, Error> {
    may_read(tx)?;
    let (answer, checks, _) = made(tx, query).await?;
    Ok(view(None, answer, checks, false, tx.now()))
}

/// Keeps what is given out now.
pub async fn create_run(
    tx: &WorkspaceTx,
    input: NewAttributionRun,
) -> Result<AttributionRun, Error> {
    tx.require(Grant::LeadsWrite)?;
    may_read(tx)?;
    let (answer, checks, fingerprint) = made(tx, input.into()).await?;
    let row = Model {
        id: tx.new_id(),
        workspace_id: tx.workspace(),
        parameters: answer.parameters.clone(),
        conversions: i32::try_from(answer.conversions).unwrap_or(i32::MAX),
        result: answer,
        fingerprint,
        created_at: tx.now(),
    };
    let saved: Model = row.into_active_model().reset_all().insert(&tx.db).await?;
    tx.record(DomainEvent::AttributionRunCreated { attribution_run_id: saved.id }).await?;
    Ok(view(Some(saved.id), saved.result, checks, false, saved.created_at))
}

/// A run as it was kept, and whether it is stale.
pub async fn get_run(tx: &WorkspaceTx, id: AttributionRunId) -> Result<AttributionRun, Error> {
    may_read(tx)?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    let row = row.ok_or_else(|| Error::not_found("attribution_run"))?;
    let settings = settings::of_workspace(tx).await?;
    let rates = Rates::of(tx, settings.currency).await?;
    let customers = customers(tx, &settings, &rates).await?;
    let now = load(tx, &row.parameters, &customers).await?;
    let stale = now.fingerprint != row.fingerprint;
    Ok(view(Some(id), row.result, Vec::new(), stale, row.created_at))
}

/// Runs, the latest first.
pub async fn list_runs(
    tx: &WorkspaceTx,
    _filter: &AttributionRunFilter,
    page: &PageRequest,
) -> Result<Page<AttributionRunSummary>, Error> {
    may_read(tx)?;
    let keyset = Keyset {
        sorts: &[Sort::by("created_at", Column::CreatedAt)],
        default_sort: "-created_at",
        id: Column::Id,
        filter: String::new(),
    };
    let rows = keyset.page(tx, tx.find::<Entity>(), page).await?;
    Ok(rows.map(|row| AttributionRunSummary {
        id: row.id,
        parameters: row.parameters,
        conversions: row.result.conversions,
        revenue: row.result.revenue,
        as_of: row.created_at,
    }))
}

/// Credit is of leads, revenue of customers.
fn may_read(tx: &WorkspaceTx) -> Result<(), Error> {
    tx.require(Grant::LeadsRead)?;
    tx.require(Grant::CustomersRead)
}

async fn made(
    tx: &WorkspaceTx,
    query: AttributionQuery,
) -> Result<(AttributionAnswer, Vec<Check>, String), Error> {
    let settings = settings::of_workspace(tx).await?;
    let parameters = Parameters::read(tx, &settings, query)?;
    let rates = Rates::of(tx, settings.currency).await?;
    let customers = customers(tx, &settings, &rates).await?;
    let loaded = load(tx, &parameters, &customers).await?;
    let (answer, checks) = AttributionAnswer::of(&loaded, parameters, settings.currency)?;
    metric::report(tx, &checks);
    Ok((answer, checks, loaded.fingerprint))
}

fn view(
    id: Option<AttributionRunId>,
    answer: AttributionAnswer,
    checks: Vec<Check>,
    stale: bool,
    as_of: DateTime<Utc>,
) -> AttributionRun {
    let definition = AttributionAnswer::definition();
    AttributionRun { id, definition, answer, stale, checks, as_of }
}
