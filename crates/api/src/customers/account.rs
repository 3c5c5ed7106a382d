use crate::{
    customers::StoryPage,
    extract::{Body, ExportOptions, FilterAnd, Id, List, PathText},
    middleware::prefers_chinese,
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{HttpRequest, delete, get, patch, post, put};
use chrono::{DateTime, Utc};
use customers::{
    account::{
        self, Account, AccountColumn, AccountDuplicate, AccountFilter, AccountInclude,
        AccountPatch, AccountQuery, AccountsAssignment, BulkResult, MergeAccounts, MergedAccount,
        NewAccount,
    },
    affiliation::{self, Affiliation, AffiliationInput},
    order::{self, LedgerTotal},
};
use insights::story::{self, StoryFilter};
use kernel::{
    filter::Many,
    ids::{AccountId, PersonId},
    page::PageRequest,
};
use serde::Serialize;
use utoipa::ToSchema;

page_of!(AccountsPage, Account, "A page of accounts.");

/// The probable duplicates of an account.
#[derive(Serialize, ToSchema)]
pub struct AccountDuplicates {
    /// The newest first; at most 20.
    pub data: Vec<AccountDuplicate>,
}

/// The people of an account.
#[derive(Serialize, ToSchema)]
pub struct AccountPeople {
    /// The primary contact first; at most 200.
    pub data: Vec<Affiliation>,
}

/// What an account has paid over its whole life.
#[derive(Serialize, ToSchema)]
pub struct OrderTotals {
    /// One for each currency.
    pub data: Vec<LedgerTotal>,
    /// When this was summed up.
    pub as_of: DateTime<Utc>,
}

/// Export accounts
///
/// The list with the same filters and order as a CSV file that spreadsheets open safely, in the language of
/// `Accept-Language`.
#[utoipa::path(
    tag = "accounts",
    security(("session" = ["customers:read"]), ("secret_key" = ["customers:read"])),
    params(AccountFilter, ExportOptions<AccountColumn>),
    responses((status = 200, description = "The file", content_type = "text/csv", body = String), Problems),
)]
#[get("/v1/accounts/export.csv")]
pub async fn export_accounts(
    work: Work,
    asked: FilterAnd<AccountQuery, ExportOptions<AccountColumn>>,
    request: HttpRequest,
) -> Answer {
    let FilterAnd { filter: mut query, options } = asked;
    let columns = options.columns.map_or_else(|| AccountColumn::ALL.to_vec(), |columns| columns.0);
    let chinese = prefers_chinese(&request);
    let headers: Vec<_> = columns.iter().map(|it| it.label(chinese).to_owned()).collect();
    query.filter.include = Some(Many(AccountInclude::ALL.to_vec()));
    work.csv("accounts", &headers, options.sort, async move |tx, page| {
        let mut rows = account::list(tx, &query, page).await?;
        let accounts = std::mem::take(&mut rows.data);
        let cells = |account: &Account| columns.iter().map(|it| it.cell(account)).collect();
        Ok(rows.with(accounts.iter().map(cells).collect()))
    })
    .await
}

/// List accounts
///
/// Sorts: `created_at`, `updated_at`, `name`, `renews_on`, `mrr`; default `-created_at`. Custom attributes are
/// filtered by `attr.<key>=`, numbers, money and dates also by `attr.<key>.gte=` and `attr.<key>.lt=`.
#[utoipa::path(
    tag = "accounts",
    security(("session" = ["customers:read"]), ("secret_key" = ["customers:read"])),
    params(AccountFilter, PageRequest, ("attr.{key}" = Option<String>, Query, description = "A custom attribute has one of these values, separated by commas.")),
    responses((status = 200, description = "A page of accounts", body = AccountsPage), Problems),
)]
#[get("/v1/accounts")]
pub async fn list_accounts(work: Work, list: List<AccountQuery>) -> Answer {
    work.list(async |tx| account::list(tx, &list.filter, &list.page).await.map(AccountsPage::from))
        .await
}

/// Create an account
///
/// A company that is a customer, or may become one. Duplicates are not refused: ask for them afterwards.
#[utoipa::path(
    tag = "accounts",
    security(("session" = ["customers:write"]), ("secret_key" = ["customers:write"])),
    request_body(content = NewAccount, example = json!({ "name": "上海悦享美容有限公司", "external_id": "shop-1042", "industry": "beauty", "city": "上海", "phone": "138 0000 1234", "tags": ["连锁"] })),
    responses((status = 201, description = "The account as stored", body = Account), Problems),
)]
#[post("/v1/accounts")]
pub async fn create_account(work: Work, Body(input): Body<NewAccount>) -> Answer {
    work.create("/v1/accounts", async |tx| account::create(tx, input).await).await
}

/// Assign many accounts
///
/// Gives up to 500 accounts one owner, or none. Those that can't be changed are named; the rest is done.
#[utoipa::path(
    tag = "accounts",
    security(("session" = ["customers:write"]), ("secret_key" = ["customers:write"])),
    request_body(content = AccountsAssignment, example = json!({ "account_ids": ["acc_01h455vb4pex5vsknk084sn02q"], "owner_id": "mem_01h455vb4pex5vsknk084sn02q" })),
    responses((status = 200, description = "What came of it", body = BulkResult), Problems),
)]
#[post("/v1/accounts/bulk-assign")]
pub async fn bulk_assign_accounts(work: Work, Body(input): Body<AccountsAssignment>) -> Answer {
    work.change(async |tx| account::bulk_assign(tx, input).await).await
}

/// Get an account
#[utoipa::path(
    tag = "accounts",
    security(("session" = ["customers:read"]), ("secret_key" = ["customers:read"])),
    params(("id" = AccountId, Path, description = "The account.")),
    responses((status = 200, description = "The account", body = Account), Problems),
)]
#[get("/v1/accounts/{id}")]
pub async fn get_account(work: Work, id: Id<AccountId>) -> Answer {
    work.read(async |tx| account::get(tx, id.0).await).await
}

/// Update an account
///
/// Changes the fields that are named; null empties a field. Of `attributes` only the keys named are changed.
#[utoipa::path(
    tag = "accounts",
    security(("session" = ["customers:write"]), ("secret_key" = ["customers:write"])),
    params(("id" = AccountId, Path, description = "The account.")),
    request_body(content = AccountPatch, example = json!({ "lifecycle_stage": "use", "owner_id": null })),
    responses((status = 200, description = "The account after the change", body = Account), Problems),
)]
#[patch("/v1/accounts/{id}")]
pub async fn update_account(
    work: Work,
    id: Id<AccountId>,
    Body(patch): Body<AccountPatch>,
) -> Answer {
    work.change(async |tx| account::update(tx, id.0, patch).await).await
}

/// Archive an account
///
/// It leaves the lists and keeps everything that hangs on it.
#[utoipa::path(
    tag = "accounts",
    security(("session" = ["customers:write"]), ("secret_key" = ["customers:write"])),
    params(("id" = AccountId, Path, description = "The account.")),
    responses((status = 200, description = "The account, archived", body = Account), Problems),
)]
#[post("/v1/accounts/{id}/archive")]
pub async fn archive_account(work: Work, id: Id<AccountId>) -> Answer {
    work.change(async |tx| account::archive(tx, id.0).await).await
}

/// Bring an account back
#[utoipa::path(
    tag = "accounts",
    security(("session" = ["customers:write"]), ("secret_key" = ["customers:write"])),
    params(("id" = AccountId, Path, description = "The account.")),
    responses((status = 200, description = "The account, in use again", body = Account), Problems),
)]
#[post("/v1/accounts/{id}/unarchive")]
pub async fn unarchive_account(work: Work, id: Id<AccountId>) -> Answer {
    work.change(async |tx| account::unarchive(tx, id.0).await).await
}

/// List duplicates of an account
///
/// Accounts in use that share phone number, website or name (without legal form and punctuation) with it, at most
/// 20.
#[utoipa::path(
    tag = "accounts",
    security(("session" = ["customers:read"]), ("secret_key" = ["customers:read"])),
    params(("id" = AccountId, Path, description = "The account.")),
    responses((status = 200, description = "What may be the same company", body = AccountDuplicates), Problems),
)]
#[get("/v1/accounts/{id}/duplicates")]
pub async fn list_account_duplicates(work: Work, id: Id<AccountId>) -> Answer {
    work.list(async |tx| Ok(AccountDuplicates { data: account::list_duplicates(tx, id.0).await? }))
        .await
}

/// Merge accounts
///
/// Makes the accounts named one with this account, which keeps everything that hung on them. `POST
/// /v1/merges/{id}/undo` undoes it exactly.
#[utoipa::path(
    tag = "accounts",
    security(("session" = ["customers:write"]), ("secret_key" = ["customers:write"])),
    params(("id" = AccountId, Path, description = "The account.")),
    request_body(content = MergeAccounts, example = json!({ "loser_ids": ["acc_01h455vb4pex5vsknk084sn02q"], "field_choices": {} })),
    responses((status = 200, description = "The account that is left", body = MergedAccount), Problems),
)]
#[post("/v1/accounts/{id}/merge")]
pub async fn merge_accounts(
    work: Work,
    id: Id<AccountId>,
    Body(input): Body<MergeAccounts>,
) -> Answer {
    work.change(async |tx| account::merge(tx, id.0, input).await).await
}

/// Read the story of an account
///
/// Newest first: changes, notes, tasks, orders and subscriptions, touches of the leads that became it, and what
/// its people did in the product. What was done on one day between two other entries is one entry. A page may be shorter
/// than `limit` although another follows; entries are not counted. Touches need `leads:read`, behaviour needs `events:read`;
/// without it they are left out, and the answer says so. Sorts: `-at`.
#[utoipa::path(
    tag = "accounts",
    security(("session" = ["customers:read"]), ("secret_key" = ["customers:read"])),
    params(("id" = AccountId, Path, description = "The account."), StoryFilter, PageRequest),
    responses((status = 200, description = "A page of the story", body = StoryPage), Problems),
)]
#[get("/v1/accounts/{id}/timeline")]
pub async fn list_account_timeline(
    work: Work,
    id: Id<AccountId>,
    list: List<StoryFilter>,
) -> Answer {
    work.list(async |tx| {
        story::of_account(tx, id.0, &list.filter, &list.page).await.map(StoryPage::from)
    })
    .await
}

/// List the people of an account
///
/// The primary contact first, then those with more to say; at most 200.
#[utoipa::path(
    tag = "accounts",
    security(("session" = ["customers:read"]), ("secret_key" = ["customers:read"])),
    params(("id" = AccountId, Path, description = "The account.")),
    responses((status = 200, description = "The people", body = AccountPeople), Problems),
)]
#[get("/v1/accounts/{id}/people")]
pub async fn list_account_people(work: Work, id: Id<AccountId>) -> Answer {
    work.list(async |tx| Ok(AccountPeople { data: affiliation::of_account(tx, id.0).await? })).await
}

/// Link a person to an account
///
/// Makes the person a contact of the account, or changes what they are there.
#[utoipa::path(
    tag = "accounts",
    security(("session" = ["customers:write"]), ("secret_key" = ["customers:write"])),
    params(("id" = AccountId, Path, description = "The account."), ("person_id" = PersonId, Path, description = "The person.")),
    request_body(content = AffiliationInput, example = json!({ "role": "decider", "concern": "Price", "say": 3, "is_primary": true })),
    responses((status = 200, description = "The person in the account", body = Affiliation), Problems),
)]
#[put("/v1/accounts/{id}/people/{person_id}")]
pub async fn link_person_to_account(
    work: Work,
    id: Id<AccountId>,
    path: PathText,
    Body(input): Body<AffiliationInput>,
) -> Answer {
    let person_id = path.id("person_id")?;
    work.change(async |tx| affiliation::put(tx, id.0, person_id, input).await).await
}

/// Unlink a person from an account
///
/// Both stay; the person is no longer a contact of the account.
#[utoipa::path(
    tag = "accounts",
    security(("session" = ["customers:write"]), ("secret_key" = ["customers:write"])),
    params(("id" = AccountId, Path, description = "The account."), ("person_id" = PersonId, Path, description = "The person.")),
    responses((status = 204, description = "The person is unlinked"), Problems),
)]
#[delete("/v1/accounts/{id}/people/{person_id}")]
pub async fn unlink_person_from_account(work: Work, id: Id<AccountId>, path: PathText) -> Answer {
    let person_id = path.id("person_id")?;
    work.act(async |tx| affiliation::remove(tx, id.0, person_id).await).await
}

/// Sum up the orders of an account
///
/// What it has paid less what it was given back, over its whole life, by currency. Void orders don't count.
#[utoipa::path(
    tag = "accounts",
    security(("session" = ["customers:read"]), ("secret_key" = ["customers:read"])),
    params(("id" = AccountId, Path, description = "The account.")),
    responses((status = 200, description = "The totals", body = OrderTotals), Problems),
)]
#[get("/v1/accounts/{id}/order-totals")]
pub async fn get_account_order_totals(work: Work, id: Id<AccountId>) -> Answer {
    work.list(async |tx| {
        let data = order::totals(tx, id.0).await?;
        Ok(OrderTotals { data, as_of: tx.now() })
    })
    .await
}
