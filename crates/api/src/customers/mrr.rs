use crate::{
    extract::Params,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::get;
use customers::mrr::{self, MrrMovementFilter, MrrMovements, MrrSummary, MrrSummaryQuery};

/// List movements of MRR
///
/// The ledger of monthly recurring revenue, the latest first: one movement per account, day and currency, decided for the
/// account as a whole. Ending one of two subscriptions is a contraction; whoever comes back is reactivated, not new.
#[utoipa::path(
    tag = "orders",
    security(("session" = ["customers:read"]), ("secret_key" = ["customers:read"])),
    params(MrrMovementFilter),
    responses((status = 200, description = "A page of the ledger", body = MrrMovements), Problems),
)]
#[get("/v1/mrr-movements")]
pub async fn list_mrr_movements(work: Work, Params(filter): Params<MrrMovementFilter>) -> Answer {
    work.list(async |tx| mrr::list(tx, &filter).await).await
}

/// Sum MRR up by period
///
/// For each currency and period the MRR at the start, the movements and the MRR at the end: start and movements are the end,
/// to the cent. Rates of churn, and how much of the MRR of twelve months before is left.
#[utoipa::path(
    tag = "orders",
    security(("session" = ["customers:read"]), ("secret_key" = ["customers:read"])),
    params(MrrSummaryQuery),
    responses((status = 200, description = "Period by period", body = MrrSummary), Problems),
)]
#[get("/v1/mrr-summary")]
pub async fn get_mrr_summary(work: Work, Params(query): Params<MrrSummaryQuery>) -> Answer {
    work.list(async |tx| mrr::summary(tx, &query).await).await
}
