use crate::{
    extract::{Body, Id, List},
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{delete, get, post};
use kernel::{ids::ExchangeRateId, page::PageRequest};
use leads::rate::{self, ExchangeRate, ExchangeRateFilter, NewExchangeRate};

page_of!(ExchangeRatesPage, ExchangeRate, "A page of exchange rates.");

/// List exchange rates
///
/// What other currencies are worth in that of the workspace. Sorts: `rate_on`; default `-rate_on`.
#[utoipa::path(
    tag = "channels",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(ExchangeRateFilter, PageRequest),
    responses((status = 200, description = "A page of rates", body = ExchangeRatesPage), Problems),
)]
#[get("/v1/exchange-rates")]
pub async fn list_exchange_rates(work: Work, list: List<ExchangeRateFilter>) -> Answer {
    work.list(async |tx| {
        rate::list(tx, &list.filter, &list.page).await.map(ExchangeRatesPage::from)
    })
    .await
}

/// Enter an exchange rate
///
/// It holds from its day until that of the next one. A rate that is there for the day is corrected.
#[utoipa::path(
    tag = "channels",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    request_body(content = NewExchangeRate, example = json!({ "currency": "USD", "rate_on": "2026-03-01", "rate": 7.12 })),
    responses((status = 201, description = "The rate", body = ExchangeRate), Problems),
)]
#[post("/v1/exchange-rates")]
pub async fn set_exchange_rate(work: Work, Body(input): Body<NewExchangeRate>) -> Answer {
    work.create("/v1/exchange-rates", async |tx| rate::set(tx, input).await).await
}

/// Delete an exchange rate
///
/// The one before it holds again.
#[utoipa::path(
    tag = "channels",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = ExchangeRateId, Path, description = "The rate.")),
    responses((status = 204, description = "It is deleted"), Problems),
)]
#[delete("/v1/exchange-rates/{id}")]
pub async fn delete_exchange_rate(work: Work, id: Id<ExchangeRateId>) -> Answer {
    work.act(async |tx| rate::remove(tx, id.0).await).await
}
