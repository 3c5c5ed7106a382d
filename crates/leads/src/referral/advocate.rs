//! Who recommends us.

use super::{ReferralState, RewardState};
use crate::{
    channel::is_called,
    entity::{
        advocate::{Column, Entity, Model},
        referral, referral_reward,
    },
    lead::Mask,
};
use chrono::{DateTime, Utc};
use customers::{
    account,
    input::{self, masked_wechat},
    order::AccountRef,
    settings, subject,
};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Changes, Error, FieldError, Findings, Grant, OnConflict as _, WorkspaceTx,
    ids::{AccountId, AdvocateId, PersonId},
    money::{Currency, Money},
    page::{Keyset, Page, PageRequest, Sort},
    patch::Patch,
    text::sort_key,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ExprTrait as _, IntoActiveModel, QueryFilter,
    QuerySelect as _,
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// Digits and letters without those that look like them (Crockford's alphabet).
const CODE_LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const CODE_LENGTH: usize = 8;

/// Somebody who refers others to us, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AdvocateRef {
    pub id: AdvocateId,
    pub name: String,
    /// What friends enter, and the end of the link.
    pub code: String,
}

impl From<&Model> for AdvocateRef {
    fn from(row: &Model) -> Self {
        Self { id: row.id, name: row.name.clone(), code: row.code.clone() }
    }
}

/// What came of all that one referred.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AdvocateTotals {
    /// Duplicates and refused ones left out.
    pub referrals: u64,
    /// Of these, those who became customers.
    pub won: u64,
    /// Earned and not paid yet, due or not.
    pub pending_amount: Money,
    /// Paid out so far.
    pub paid_amount: Money,
}

/// Somebody who refers others to us. Without the grant `leads:contact` phone, e-mail and WeChat are masked.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Advocate {
    pub id: AdvocateId,
    pub name: String,
    /// What friends enter, and the end of the link. Unique in the whole installation.
    pub code: String,
    /// Where the link leads, below the installation's public address.
    pub url: String,
    pub person_id: Option<PersonId>,
    /// The customer that they belong to.
    pub account: Option<AccountRef>,
    /// In E.164, or masked.
    pub phone: Option<String>,
    pub email: Option<String>,
    pub wechat: Option<String>,
    /// Since when their code does not work; null while it does.
    pub blocked_at: Option<DateTime<Utc>>,
    pub totals: AdvocateTotals,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct NewAdvocate {
    /// Needed unless a person is named.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100, example = "陈静")]
    pub name: Option<String>,
    /// Made up when left out.
    #[validate(length(min = 4, max = 40), custom(function = crate::key::validate))]
    #[schema(min_length = 4, max_length = 40, pattern = "^[a-z0-9][a-z0-9_-]*$")]
    pub code: Option<String>,
    /// A person whom we know.
    pub person_id: Option<PersonId>,
    /// The customer that they belong to; that of the person unless said otherwise.
    pub account_id: Option<AccountId>,
    /// As people write it; kept in E.164.
    #[validate(length(max = 64))]
    #[schema(max_length = 64)]
    pub phone: Option<String>,
    #[validate(length(max = 254))]
    #[schema(max_length = 254)]
    pub email: Option<String>,
    #[validate(length(max = 64))]
    #[schema(max_length = 64)]
    pub wechat: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct AdvocatePatch {
    #[validate(length(min = 1, max = 100))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 100)]
    pub name: Patch<String>,
    /// Links with the old one stop working.
    #[validate(length(min = 4, max = 40), custom(function = crate::key::validate_patch))]
    #[schema(value_type = Option<String>, min_length = 4, max_length = 40, pattern = "^[a-z0-9][a-z0-9_-]*$")]
    pub code: Patch<String>,
    #[validate(length(max = 64))]
    #[schema(value_type = Option<String>, max_length = 64)]
    pub phone: Patch<String>,
    #[validate(length(max = 254))]
    #[schema(value_type = Option<String>, max_length = 254)]
    pub email: Patch<String>,
    #[validate(length(max = 64))]
    #[schema(value_type = Option<String>, max_length = 64)]
    pub wechat: Patch<String>,
    /// Whether the code works no more.
    #[schema(value_type = Option<bool>)]
    pub blocked: Patch<bool>,
}

/// Which advocates are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct AdvocateFilter {
    /// Part of the name or code.
    #[param(max_length = 120)]
    pub q: Option<String>,
    /// The blocked ones, or the others.
    pub blocked: Option<bool>,
    pub person_id: Option<PersonId>,
    pub account_id: Option<AccountId>,
}

/// Advocates, by name.
pub async fn list(
    tx: &WorkspaceTx,
    filter: &AdvocateFilter,
    page: &PageRequest,
) -> Result<Page<Advocate>, Error> {
    tx.require(Grant::LeadsRead)?;
    let called =
        |q: &str| Condition::any().add(is_called(Column::Name, q)).add(is_called(Column::Code, q));
    let blocked = |blocked| {
        if blocked { Column::BlockedAt.is_not_null() } else { Column::BlockedAt.is_null() }
    };
    let condition = Condition::all()
        .add_option(filter.q.as_deref().map(called))
        .add_option(filter.blocked.map(blocked))
        .add_option(filter.person_id.map(|id| Column::PersonId.eq(id)))
        .add_option(filter.account_id.map(|id| Column::AccountId.eq(id)));
    let keyset = Keyset {
        sorts: &[Sort::by("name", Column::SortName), Sort::by("created_at", Column::CreatedAt)],
        default_sort: "name",
        id: Column::Id,
        filter: format!("{filter:?}"),
    };
    let mut rows = keyset.page(tx, tx.find::<Entity>().filter(condition), page).await?;
    let data = std::mem::take(&mut rows.data);
    Ok(rows.with(views(tx, data).await?))
}

pub async fn get(tx: &WorkspaceTx, id: AdvocateId) -> Result<Advocate, Error> {
    tx.require(Grant::LeadsRead)?;
    view(tx, load(tx, id).await?).await
}

/// Gives somebody a code and a link.
pub async fn create(tx: &WorkspaceTx, input: NewAdvocate) -> Result<Advocate, Error> {
    tx.require(Grant::LeadsWrite)?;
    let mut findings = Findings::of(&input);
    let region = settings::of_workspace(tx).await?.region;
    let phone = findings.keep(input::phone("/phone", input.phone.as_deref(), region)).flatten();
    let email = findings.keep(input::email("/email", input.email.as_deref())).flatten();
    let known = match input.person_id {
        None => None,
        Some(id) => {
            let found = person_row(tx, id).await?;
            findings.keep(found.ok_or_else(|| FieldError::new("/person_id", "not_found")))
        }
    };
    if let Some(id) = input.account_id
        && !account::exists(tx, id).await?
    {
        findings.add(FieldError::new("/account_id", "not_found"));
    }
    let name = input::text(input.name).or_else(|| known.as_ref().map(|person| person.name.clone()));
    if name.is_none() && input.person_id.is_none() {
        let error = FieldError::new("", "one_of_required");
        findings.add(error.with("fields", vec!["name", "person_id"]));
    }
    findings.finish()?;
    let account_id = match (input.account_id, input.person_id) {
        (None, Some(person_id)) => account_of(tx, person_id).await?,
        (named, _) => named,
    };
    let name = name.unwrap_or_default();
    let row = Model {
        id: tx.new_id(),
        workspace_id: tx.workspace(),
        code: input.code.unwrap_or_else(|| made_up_code(tx)),
        sort_name: sort_key(&name),
        name,
        person_id: input.person_id,
        account_id,
        phone,
        email,
        wechat: input::text(input.wechat),
        blocked_at: None,
        created_at: tx.now(),
        updated_at: tx.now(),
        version: 1,
    };
    let inserted = row.into_active_model().reset_all().insert(&tx.db).await;
    let saved: Model = inserted.or_conflict("advocate", "/code")?;
    tx.record(DomainEvent::AdvocateCreated { advocate_id: saved.id }).await?;
    view(tx, saved).await
}

pub async fn update(
    tx: &WorkspaceTx,
    id: AdvocateId,
    patch: AdvocatePatch,
) -> Result<Advocate, Error> {
    tx.require(Grant::LeadsWrite)?;
    let before = load(tx, id).await?;
    tx.expect_version(before.version)?;
    let mut findings = Findings::of(&patch);
    let region = settings::of_workspace(tx).await?.region;
    let mut after = before.clone();
    if let Some(text) = patch.phone.into_change() {
        let phone = input::phone("/phone", text.as_deref(), region);
        after.phone = findings.keep(phone).flatten();
    }
    if let Some(text) = patch.email.into_change() {
        after.email = findings.keep(input::email("/email", text.as_deref())).flatten();
    }
    input::patched(patch.wechat).apply(&mut after.wechat);
    let mut blocked = before.blocked_at.is_some();
    findings.finish()?;
    crate::patching::all_applied([
        ("/name", input::patched(patch.name).apply_required(&mut after.name)),
        ("/code", patch.code.apply_required(&mut after.code)),
        ("/blocked", patch.blocked.apply_required(&mut blocked)),
    ])?;
    after.blocked_at = blocked.then(|| before.blocked_at.unwrap_or(tx.now()));
    if after == before {
        return view(tx, before).await;
    }
    let shown = |row: &Model| Shown {
        name: row.name.clone(),
        code: row.code.clone(),
        blocked_at: row.blocked_at,
        // Contact data is not for the audit trail.
        contact_changed: row.phone != before.phone
            || row.email != before.email
            || row.wechat != before.wechat,
    };
    let changes = Changes::between(&shown(&before), &shown(&after));
    after.sort_name = sort_key(&after.name);
    after.version += 1;
    after.updated_at = tx.now();
    let updated = after.into_active_model().reset_all().update(&tx.db).await;
    let saved: Model = updated.or_conflict("advocate", "/code")?;
    tx.record_change(DomainEvent::AdvocateUpdated { advocate_id: id }, changes).await?;
    view(tx, saved).await
}

/// What the audit trail tells of an advocate.
#[derive(Serialize)]
struct Shown {
    name: String,
    code: String,
    blocked_at: Option<DateTime<Utc>>,
    contact_changed: bool,
}

pub(super) async fn load(tx: &WorkspaceTx, id: AdvocateId) -> Result<Model, Error> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    row.ok_or_else(|| Error::not_found("advocate"))
}

/// Advocates by id, with one query.
pub(super) async fn refs(
    tx: &WorkspaceTx,
    ids: Vec<AdvocateId>,
) -> Result<HashMap<AdvocateId, AdvocateRef>, Error> {
    let rows = tx.find::<Entity>().filter(Column::Id.is_in(ids)).all(&tx.db).await?;
    Ok(rows.iter().map(|row| (row.id, AdvocateRef::from(row))).collect())
}

/// The row of a person who is in use.
pub(super) async fn person_row(
    tx: &WorkspaceTx,
    id: PersonId,
) -> Result<Option<customers::entity::person::Model>, Error> {
    use customers::entity::person::{Column as Of, Entity as Person};
    let live = Of::Id.eq(id).and(Of::ArchivedAt.is_null());
    Ok(tx.find::<Person>().filter(live).one(&tx.db).await?)
}

/// The customer that a person belongs to; of several that where they are the main contact.
async fn account_of(tx: &WorkspaceTx, id: PersonId) -> Result<Option<AccountId>, Error> {
    use customers::entity::affiliation::{Column as Of, Entity as Affiliation};
    use sea_orm::QueryOrder as _;
    let of_person = tx.find::<Affiliation>().select_only().column(Of::AccountId);
    let of_person = of_person.filter(Of::PersonId.eq(id)).order_by_desc(Of::IsPrimary);
    Ok(of_person.order_by_asc(Of::Id).limit(1).into_tuple().one(&tx.db).await?)
}

fn made_up_code(tx: &WorkspaceTx) -> String {
    let mut random = [0; CODE_LENGTH];
    tx.random().fill(&mut random);
    random.iter().map(|byte| char::from(CODE_LETTERS[usize::from(byte % 32)])).collect()
}

async fn view(tx: &WorkspaceTx, row: Model) -> Result<Advocate, Error> {
    let view = views(tx, vec![row]).await?.pop();
    view.ok_or_else(|| Error::internal("one row in, none out"))
}

async fn views(tx: &WorkspaceTx, rows: Vec<Model>) -> Result<Vec<Advocate>, Error> {
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let mut totals = totals(tx, ids).await?;
    let accounts = rows.iter().filter_map(|row| row.account_id).map(Into::into);
    let labels = subject::labels(tx, accounts).await?;
    let clear = Mask::for_caller(tx) == Mask::Clear;
    let currency = settings::of_workspace(tx).await?.currency;
    let views = rows.into_iter().map(|row| Advocate {
        totals: totals.remove(&row.id).unwrap_or_else(|| nothing(currency)),
        id: row.id,
        name: row.name,
        url: format!("/r/{}", row.code),
        code: row.code,
        person_id: row.person_id,
        account: row.account_id.map(|id| AccountRef { id, name: labels.of(id) }),
        phone: row.phone.map(|it| if clear { it.to_string() } else { it.masked() }),
        email: row.email.map(|it| if clear { it.to_string() } else { it.masked() }),
        wechat: row.wechat.map(|it| if clear { it } else { masked_wechat(&it) }),
        blocked_at: row.blocked_at,
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    });
    Ok(views.collect())
}

fn nothing(currency: Currency) -> AdvocateTotals {
    let zero = Money::zero(currency);
    AdvocateTotals { referrals: 0, won: 0, pending_amount: zero, paid_amount: zero }
}

/// What came of their referrals, with two queries.
async fn totals(
    tx: &WorkspaceTx,
    ids: Vec<AdvocateId>,
) -> Result<HashMap<AdvocateId, AdvocateTotals>, Error> {
    use referral_reward::Column as Of;
    let currency = settings::of_workspace(tx).await?.currency;
    let mut totals: HashMap<AdvocateId, AdvocateTotals> = HashMap::new();
    let states: Vec<(AdvocateId, ReferralState, i64)> = tx
        .find::<referral::Entity>()
        .select_only()
        .columns([referral::Column::AdvocateId, referral::Column::State])
        .column_as(referral::Column::Id.count(), "count")
        .filter(referral::Column::AdvocateId.is_in(ids.clone()))
        .group_by(referral::Column::AdvocateId)
        .group_by(referral::Column::State)
        .into_tuple()
        .all(&tx.db)
        .await?;
    for (id, state, count) in states {
        let count = u64::try_from(count).unwrap_or(0);
        let total = totals.entry(id).or_insert_with(|| nothing(currency));
        if !matches!(state, ReferralState::Duplicate | ReferralState::Refused) {
            total.referrals += count;
        }
        if state == ReferralState::Won {
            total.won += count;
        }
    }
    let rewards: Vec<(AdvocateId, RewardState, i64, Option<i64>)> = tx
        .find::<referral_reward::Entity>()
        .select_only()
        .columns([Of::AdvocateId, Of::State, Of::Amount, Of::PaidAmount])
        .filter(Of::AdvocateId.is_in(ids))
        .filter(Of::State.ne(RewardState::Cancelled))
        .into_tuple()
        .all(&tx.db)
        .await?;
    for (id, state, amount, paid) in rewards {
        let total = totals.entry(id).or_insert_with(|| nothing(currency));
        let (sum, amount) = match state {
            RewardState::Pending => (&mut total.pending_amount, amount),
            _ => (&mut total.paid_amount, paid.unwrap_or(0)),
        };
        let amount = Money::new(amount, currency).map_err(Error::internal)?;
        *sum = sum.checked_add(amount).map_err(Error::internal)?;
    }
    Ok(totals)
}
