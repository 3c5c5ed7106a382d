use crate::{
    extract::{ExportOptions, FilterAnd},
    middleware::prefers_chinese,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{HttpRequest, get};
use kernel::locale::Locale;
use leads::{
    export::{self, LeadColumn},
    lead::LeadFilter,
};

/// Export leads
///
/// The list as a CSV file, with the same filters and sorts. Headings follow `Accept-Language`. Contact data is
/// masked without the grant `leads:contact`.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(LeadFilter, ExportOptions<LeadColumn>),
    responses((status = 200, description = "The file", body = String, content_type = "text/csv"), Problems),
)]
#[get("/v1/leads/export.csv")]
pub async fn export_leads(
    work: Work,
    request: HttpRequest,
    asked: FilterAnd<LeadFilter, ExportOptions<LeadColumn>>,
) -> Answer {
    let locale = if prefers_chinese(&request) { Locale::ZhCn } else { Locale::En };
    let FilterAnd { filter, options } = asked;
    let columns = options.columns.map_or_else(|| LeadColumn::ALL.to_vec(), |columns| columns.0);
    let headings: Vec<_> = columns.iter().map(|column| column.heading(locale).to_owned()).collect();
    work.csv("leads", &headings, options.sort, async move |tx, page| {
        export::page(tx, &filter, &columns, page).await
    })
    .await
}
