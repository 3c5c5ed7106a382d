use crate::{
    extract::{Body, ExportOptions, FilterAnd, Id, List},
    middleware::prefers_chinese,
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{HttpRequest, get, post};
use customers::order::{self, NewOrder, Order, OrderColumn, OrderFilter, OrderInclude, VoidOrder};
use kernel::{filter::Many, ids::OrderId, page::PageRequest};

page_of!(OrdersPage, Order, "A page of orders.");

/// Export orders
///
/// The list with the same filters and order as a CSV file that spreadsheets open safely, in the language of
/// `Accept-Language`.
#[utoipa::path(
    tag = "orders",
    security(("session" = ["customers:read"]), ("secret_key" = ["customers:read"])),
    params(OrderFilter, ExportOptions<OrderColumn>),
    responses((status = 200, description = "The file", content_type = "text/csv", body = String), Problems),
)]
#[get("/v1/orders/export.csv")]
pub async fn export_orders(
    work: Work,
    asked: FilterAnd<OrderFilter, ExportOptions<OrderColumn>>,
    request: HttpRequest,
) -> Answer {
    let FilterAnd { mut filter, options } = asked;
    let columns = options.columns.map_or_else(|| OrderColumn::ALL.to_vec(), |columns| columns.0);
    let chinese = prefers_chinese(&request);
    let headers: Vec<_> = columns.iter().map(|it| it.label(chinese).to_owned()).collect();
    filter.include = Some(Many(OrderInclude::ALL.to_vec()));
    work.csv("orders", &headers, options.sort, async move |tx, page| {
        let mut rows = order::list(tx, &filter, page).await?;
        let orders = std::mem::take(&mut rows.data);
        let cells = |order: &Order| columns.iter().map(|it| it.cell(order)).collect();
        Ok(rows.with(orders.iter().map(cells).collect()))
    })
    .await
}

/// List orders
///
/// Sorts: `ordered_on`, `created_at`; default `-ordered_on`. Void orders are in the list unless `voided=false`.
#[utoipa::path(
    tag = "orders",
    security(("session" = ["customers:read"]), ("secret_key" = ["customers:read"])),
    params(OrderFilter, PageRequest),
    responses((status = 200, description = "A page of orders", body = OrdersPage), Problems),
)]
#[get("/v1/orders")]
pub async fn list_orders(work: Work, list: List<OrderFilter>) -> Answer {
    work.list(async |tx| order::list(tx, &list.filter, &list.page).await.map(OrdersPage::from))
        .await
}

/// Create an order
///
/// An entry of the ledger. Its amount can't be changed afterwards; a wrong one is declared void.
#[utoipa::path(
    tag = "orders",
    security(("session" = ["customers:write"]), ("secret_key" = ["customers:write"])),
    request_body(content = NewOrder, example = json!({ "account_id": "acc_01h455vb4pex5vsknk084sn02q", "kind": "opening", "amount": { "amount": 800_000, "currency": "CNY" }, "ordered_on": "2026-03-02" })),
    responses((status = 201, description = "The order as stored", body = Order), Problems),
)]
#[post("/v1/orders")]
pub async fn create_order(work: Work, Body(input): Body<NewOrder>) -> Answer {
    work.create("/v1/orders", async |tx| order::create(tx, input).await).await
}

/// Get an order
#[utoipa::path(
    tag = "orders",
    security(("session" = ["customers:read"]), ("secret_key" = ["customers:read"])),
    params(("id" = OrderId, Path, description = "The order.")),
    responses((status = 200, description = "The order", body = Order), Problems),
)]
#[get("/v1/orders/{id}")]
pub async fn get_order(work: Work, id: Id<OrderId>) -> Answer {
    work.read(async |tx| order::get(tx, id.0).await).await
}

/// Declare an order void
///
/// It stays in the ledger and no longer counts.
#[utoipa::path(
    tag = "orders",
    security(("session" = ["customers:write"]), ("secret_key" = ["customers:write"])),
    params(("id" = OrderId, Path, description = "The order.")),
    request_body(content = VoidOrder, example = json!({ "reason": "Entered twice" })),
    responses((status = 200, description = "The order, void", body = Order), Problems),
)]
#[post("/v1/orders/{id}/void")]
pub async fn void_order(work: Work, id: Id<OrderId>, Body(input): Body<VoidOrder>) -> Answer {
    work.change(async |tx| order::void(tx, id.0, input).await).await
}
