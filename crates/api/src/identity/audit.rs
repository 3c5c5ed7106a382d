use crate::{
    extract::List,
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::get;
use identity::audit::{self, AuditEntry, AuditFilter};
use kernel::page::PageRequest;

page_of!(AuditEntriesPage, AuditEntry, "A page of the audit trail.");

/// List audit entries
///
/// Every change in the workspace: who made it, what it was before and after. Sorts: `recorded_at`; default
/// `-recorded_at`.
#[utoipa::path(
    tag = "audit",
    security(("session" = ["audit:read"]), ("secret_key" = ["audit:read"])),
    params(AuditFilter, PageRequest),
    responses((status = 200, description = "A page of the audit trail", body = AuditEntriesPage), Problems),
)]
#[get("/v1/audit-entries")]
pub async fn list_audit_entries(work: Work, list: List<AuditFilter>) -> Answer {
    work.list(async |tx| audit::list(tx, list.filter, &list.page).await.map(AuditEntriesPage::from))
        .await
}
