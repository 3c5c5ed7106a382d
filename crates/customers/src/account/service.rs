use super::{
    Account, AccountFilter, AccountInclude, AccountPatch, AccountQuery, LifecycleStage, NewAccount,
    filter, rules, view::values,
};
use crate::{
    attribute::{AttributeObject, Definitions, Values},
    entity::{
        account::{self, Column, Entity, Model},
        affiliation,
    },
    input, owner, party, settings,
    subject::{self, Labels},
    tags::Tags,
};
use jobs::{DomainEvent, Record as _, Subject};
use kernel::{
    Changes, Error, FieldError, Findings, Grant, OnConflict as _, WorkspaceTx,
    ids::AccountId,
    page::{Keyset, Page, PageRequest, Sort},
    patch::Patch,
    text::{search_text, sort_key},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ExprTrait as _, IntoActiveModel, QueryFilter, QuerySelect as _,
    sea_query::{Expr, Query},
};
use std::collections::HashMap;

/// Contact data is never kept in the audit trail.
pub(super) const CONTACT: [&str; 1] = ["phone"];

pub async fn list(
    tx: &WorkspaceTx,
    query: &AccountQuery,
    page: &PageRequest,
) -> Result<Page<Account>, Error> {
    tx.require(Grant::CustomersRead)?;
    let keyset = Keyset {
        sorts: &[
            Sort::by("created_at", Column::CreatedAt),
            Sort::by("updated_at", Column::UpdatedAt),
            Sort::by("name", Column::SortName),
            Sort::by_nullable("renews_on", Column::RenewsOn),
            Sort::by_nullable("mrr", Column::Mrr),
        ],
        default_sort: "-created_at",
        id: Column::Id,
        filter: AccountFilter::binding(query),
    };
    let select = tx.find::<Entity>().filter(filter::condition(tx, query).await?);
    let mut rows = keyset.page(tx, select, page).await?;
    let accounts: Vec<_> =
        std::mem::take(&mut rows.data).into_iter().map(|row| Account::seen_by(tx, row)).collect();
    let accounts = with_includes(tx, accounts, &query.filter).await?;
    Ok(rows.with(accounts))
}

/// How many accounts of a list are in each stage. For figures of crates above, which look at the caller's grants: who
/// may not read customers may still know how many there are.
pub async fn count_by_stage(
    tx: &WorkspaceTx,
    filter: &AccountFilter,
) -> Result<HashMap<LifecycleStage, i64>, Error> {
    let counts = tx.find::<Entity>().filter(filter::own_condition(tx, filter)).select_only();
    let counts = counts
        .column(Column::LifecycleStage)
        .column_as(Column::Id.count(), "accounts")
        .group_by(Column::LifecycleStage);
    let counts = counts.into_tuple::<(LifecycleStage, i64)>().all(&tx.db).await?;
    Ok(counts.into_iter().collect())
}

async fn with_includes(
    tx: &WorkspaceTx,
    accounts: Vec<Account>,
    filter: &AccountFilter,
) -> Result<Vec<Account>, Error> {
    let owner = filter.includes(AccountInclude::Owner);
    let plan = filter.includes(AccountInclude::Plan);
    let labels = labels_of(tx, &accounts, owner, plan).await?;
    let include = |mut account: Account| {
        if owner {
            account = account.with_owner(&labels);
        }
        if plan {
            account = account.with_plan(&labels);
        }
        account
    };
    Ok(accounts.into_iter().map(include).collect())
}

async fn labels_of(
    tx: &WorkspaceTx,
    accounts: &[Account],
    owner: bool,
    plan: bool,
) -> Result<Labels, Error> {
    let owners = accounts.iter().filter(|_| owner).filter_map(|it| it.owner_id).map(Subject::from);
    let plans =
        accounts.iter().filter(|_| plan).filter_map(|it| it.standing.plan_id).map(Subject::from);
    subject::labels(tx, owners.chain(plans)).await
}

pub async fn get(tx: &WorkspaceTx, id: AccountId) -> Result<Account, Error> {
    tx.require(Grant::CustomersRead)?;
    seen(tx, load(tx, id).await?).await
}

/// The whole account with the names of owner and plan.
async fn seen(tx: &WorkspaceTx, row: Model) -> Result<Account, Error> {
    let account = Account::seen_by(tx, row);
    let labels = labels_of(tx, std::slice::from_ref(&account), true, true).await?;
    Ok(account.with_owner(&labels).with_plan(&labels))
}

/// Whether the workspace has this account, archived or not: for references in inputs.
pub async fn exists(tx: &WorkspaceTx, id: AccountId) -> Result<bool, Error> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).select_only().column(Column::Id);
    Ok(row.into_tuple::<uuid::Uuid>().one(&tx.db).await?.is_some())
}

pub async fn create(tx: &WorkspaceTx, input: NewAccount) -> Result<Account, Error> {
    tx.require(Grant::CustomersWrite)?;
    enter(tx, input).await
}

/// Creates without asking for a grant: the caller has asked for its own.
pub(crate) async fn enter(tx: &WorkspaceTx, input: NewAccount) -> Result<Account, Error> {
    let row = read_new(tx, input).await?;
    let row = row.insert(&tx.db).await.or_conflict("account", "/external_id")?;
    tx.record(DomainEvent::AccountCreated { account_id: row.id }).await?;
    if let Some(owner_id) = row.owner_id {
        let (account_id, previous_owner_id) = (row.id, None);
        let owner_id = Some(owner_id);
        tx.record(DomainEvent::AccountAssigned { account_id, owner_id, previous_owner_id }).await?;
    }
    seen(tx, row).await
}

async fn read_new(tx: &WorkspaceTx, input: NewAccount) -> Result<account::ActiveModel, Error> {
    let settings = settings::of_workspace(tx).await?;
    let mut findings = Findings::of(&input);
    let name = findings.keep(input::required("/name", &input.name)).unwrap_or_default();
    let phone = findings.keep(input::phone("/phone", input.phone.as_deref(), settings.region));
    let website = findings.keep(input::website("/website", input.website.as_deref()));
    let tags = findings.keep(Tags::read(&input.tags));
    let mut attributes = Values::new();
    if !input.attributes.is_empty() {
        let known = Definitions::of(tx, AttributeObject::Account).await?;
        findings.extend(known.apply(&mut attributes, &input.attributes).err().unwrap_or_default());
    }
    findings.extend(owner::check(tx, "/owner_id", input.owner_id).await?);
    findings.finish()?;
    let mut row = Model {
        id: tx.new_id(),
        workspace_id: tx.workspace(),
        external_id: input::text(input.external_id),
        name_key: rules::name_key(&name),
        name,
        short_name: input::text(input.short_name),
        industry: input::text(input.industry),
        region: input::text(input.region),
        city: input::text(input.city),
        address: input::text(input.address),
        website: website.flatten(),
        phone: phone.flatten(),
        size: input.size,
        owner_id: input.owner_id,
        lifecycle_stage: input.lifecycle_stage.unwrap_or(LifecycleStage::Evaluate),
        stage_since: tx.now(),
        tags: tags.unwrap_or_default(),
        attributes: attributes.into(),
        people_count: 0,
        mrr: None,
        mrr_currency: None,
        renews_on: None,
        plan_id: None,
        tier: None,
        health_band: None,
        churn_risk: None,
        sort_name: String::new(),
        search_text: String::new(),
        contact_text: String::new(),
        archived_at: None,
        merged_into_id: None,
        created_at: tx.now(),
        updated_at: tx.now(),
        version: 1,
    };
    derive_columns(&mut row);
    Ok(row.into_active_model().reset_all())
}

/// What lists are sorted and searched by, after any change of what it is made of.
pub fn derive_columns(row: &mut Model) {
    let names = [Some(&row.name), row.short_name.as_ref(), row.external_id.as_ref()];
    let names = names.into_iter().flatten().map(String::as_str);
    let phone = row.phone.as_ref().map(kernel::phone::Phone::as_str);
    row.sort_name = sort_key(&row.name);
    row.search_text = search_text(names.clone());
    row.contact_text = search_text(names.chain(phone));
}

pub async fn update(
    tx: &WorkspaceTx,
    id: AccountId,
    patch: AccountPatch,
) -> Result<Account, Error> {
    tx.require(Grant::CustomersWrite)?;
    change(tx, id, patch).await
}

/// Changes without asking for a grant: the caller has asked for its own.
pub(crate) async fn change(
    tx: &WorkspaceTx,
    id: AccountId,
    patch: AccountPatch,
) -> Result<Account, Error> {
    let before: Model = party::load_to_change(tx, id).await?;
    if before.merged_into_id.is_some() {
        return Err(Error::wrong_state(
            "the account was merged into another",
            "该客户已合并到其他客户",
        ));
    }
    let mut row = before.clone();
    apply(tx, &mut row, patch).await?;
    if row == before {
        return seen(tx, row).await;
    }
    derive_columns(&mut row);
    let row = party::store(tx, &before, row).await.or_conflict("account", "/external_id")?;
    record_change(tx, &before, &row).await?;
    seen(tx, row).await
}

async fn apply(tx: &WorkspaceTx, row: &mut Model, patch: AccountPatch) -> Result<(), Error> {
    let settings = settings::of_workspace(tx).await?;
    let mut findings = Findings::of(&patch);
    if patch.name.is_null() || patch.name.value().is_some_and(|name| name.trim().is_empty()) {
        findings.add(FieldError::new("/name", "required"));
    }
    let phone = patch.phone.value().map(String::as_str);
    let phone = findings.keep(input::phone("/phone", phone, settings.region)).flatten();
    let website = patch.website.value().map(String::as_str);
    let website = findings.keep(input::website("/website", website)).flatten();
    let tags = patch.tags.as_deref().map(Tags::read).transpose();
    let tags = findings.keep(tags).flatten();
    let mut attributes = values(row.attributes.clone());
    if !patch.attributes.is_empty() {
        let known = Definitions::of(tx, AttributeObject::Account).await?;
        findings.extend(known.apply(&mut attributes, &patch.attributes).err().unwrap_or_default());
    }
    findings.extend(owner::check(tx, "/owner_id", patch.owner_id.value().copied()).await?);
    findings.finish()?;

    if let Patch::Value(name) = patch.name {
        name.trim().clone_into(&mut row.name);
        row.name_key = rules::name_key(&row.name);
    }
    input::patched(patch.external_id).apply(&mut row.external_id);
    input::patched(patch.short_name).apply(&mut row.short_name);
    input::patched(patch.industry).apply(&mut row.industry);
    input::patched(patch.region).apply(&mut row.region);
    input::patched(patch.city).apply(&mut row.city);
    input::patched(patch.address).apply(&mut row.address);
    if !patch.website.is_absent() {
        row.website = website;
    }
    if !patch.phone.is_absent() {
        row.phone = phone;
    }
    patch.size.apply(&mut row.size);
    patch.owner_id.apply(&mut row.owner_id);
    if let Some(stage) = patch.lifecycle_stage
        && stage != row.lifecycle_stage
    {
        row.lifecycle_stage = stage;
        row.stage_since = tx.now();
    }
    if let Some(tags) = tags {
        row.tags = tags;
    }
    row.attributes = attributes.into();
    Ok(())
}

/// Tells of the change, and of a new owner apart from the rest.
async fn record_change(tx: &WorkspaceTx, before: &Model, after: &Model) -> Result<(), Error> {
    let account_id = after.id;
    let seen = |row: &Model| Account::new(row.clone(), false);
    let changes = Changes::between(&seen(before), &seen(after)).conceal(&CONTACT);
    if before.owner_id != after.owner_id {
        let (owner_id, previous_owner_id) = (after.owner_id, before.owner_id);
        tx.record(DomainEvent::AccountAssigned { account_id, owner_id, previous_owner_id }).await?;
    }
    tx.record_change(DomainEvent::AccountUpdated { account_id }, changes).await
}

pub async fn archive(tx: &WorkspaceTx, id: AccountId) -> Result<Account, Error> {
    let event = DomainEvent::AccountArchived { account_id: id };
    seen(tx, party::archive(tx, id, event).await?).await
}

pub async fn unarchive(tx: &WorkspaceTx, id: AccountId) -> Result<Account, Error> {
    let event = DomainEvent::AccountUnarchived { account_id: id };
    seen(tx, party::unarchive(tx, id, event).await?).await
}

pub(crate) async fn load(tx: &WorkspaceTx, id: AccountId) -> Result<Model, Error> {
    party::load(tx, id).await
}

/// Counts the people of accounts anew, after links were made or cut.
pub(crate) async fn refresh_people_count(tx: &WorkspaceTx, ids: &[AccountId]) -> Result<(), Error> {
    let people = Query::select()
        .expr(Expr::col(affiliation::Column::Id).count())
        .from(affiliation::Entity)
        .and_where(
            Expr::col((affiliation::Entity, affiliation::Column::AccountId))
                .equals((account::Entity, Column::Id)),
        )
        .to_owned();
    tx.update::<Entity>()
        .col_expr(Column::PeopleCount, Expr::SubQuery(None, Box::new(people.into())))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .exec(&tx.db)
        .await?;
    Ok(())
}
