//! A person's part in an account: who decides, who pays, who uses, and how much each has to say.

use crate::{
    account::{self, refresh_people_count},
    entity::{
        affiliation::{Column, Entity, Model},
        person as person_entity,
    },
    input,
    person::{self, Person},
};
use chrono::{DateTime, Utc};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Changes, Error, FieldError, Findings, Grant, WorkspaceTx,
    ids::{AccountId, PersonId},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ExprTrait as _, IntoActiveModel, ModelTrait as _, QueryFilter,
    QueryOrder as _, QuerySelect as _, sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;
use validator::Validate;

/// Shown of one account.
const MAX_PEOPLE: u64 = 200;

kernel::words! {
    /// What somebody has to do with buying.
    pub enum DecisionRole {
        Decider = "decider",
        Influencer = "influencer",
        Payer = "payer",
        User = "user",
        Gatekeeper = "gatekeeper",
    }
}

/// An account of a new person.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewAffiliation {
    pub account_id: AccountId,
    /// `user` unless said otherwise.
    pub role: Option<DecisionRole>,
    /// What they are called there.
    #[validate(length(max = 100))]
    #[schema(max_length = 100)]
    pub title: Option<String>,
    /// What matters to them in buying.
    #[validate(length(max = 500))]
    #[schema(max_length = 500, example = "Price")]
    pub concern: Option<String>,
    /// How much they have to say, 0 to 3; 1 unless said otherwise.
    #[validate(range(min = 0, max = 3))]
    #[schema(minimum = 0, maximum = 3)]
    pub say: Option<i32>,
    /// Whether they are the one to turn to. An account has one at the most.
    #[serde(default)]
    pub is_primary: bool,
}

/// The part of a person in an account. It replaces what was there.
#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct AffiliationInput {
    /// `user` unless said otherwise.
    pub role: Option<DecisionRole>,
    /// What they are called there.
    #[validate(length(max = 100))]
    #[schema(max_length = 100)]
    pub title: Option<String>,
    /// What matters to them in buying.
    #[validate(length(max = 500))]
    #[schema(max_length = 500, example = "Price")]
    pub concern: Option<String>,
    /// How much they have to say, 0 to 3; 1 unless said otherwise.
    #[validate(range(min = 0, max = 3))]
    #[schema(minimum = 0, maximum = 3)]
    pub say: Option<i32>,
    /// Whether they are the one to turn to. An account has one at the most.
    pub is_primary: bool,
}

/// A person in an account.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Affiliation {
    pub account_id: AccountId,
    pub role: DecisionRole,
    pub title: Option<String>,
    pub concern: Option<String>,
    pub say: i32,
    pub is_primary: bool,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub person: Person,
}

impl Affiliation {
    fn new(row: Model, person: Person) -> Self {
        Self {
            account_id: row.account_id,
            role: row.role,
            title: row.title,
            concern: row.concern,
            say: row.say,
            is_primary: row.is_primary,
            created_at: row.created_at,
            updated_at: row.updated_at,
            person,
        }
    }
}

/// The people of an account: the primary contact first, then those with more to say. At most 200.
pub async fn of_account(tx: &WorkspaceTx, id: AccountId) -> Result<Vec<Affiliation>, Error> {
    tx.require(Grant::CustomersRead)?;
    account::load(tx, id).await?;
    let links = tx
        .find::<Entity>()
        .filter(Column::AccountId.eq(id))
        .order_by_desc(Column::IsPrimary)
        .order_by_desc(Column::Say)
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .limit(MAX_PEOPLE)
        .all(&tx.db)
        .await?;
    let people = person_entity::Column::Id.is_in(links.iter().map(|link| link.person_id));
    let people = tx.find::<person_entity::Entity>().filter(people).all(&tx.db).await?;
    let mut people: HashMap<PersonId, _> = people.into_iter().map(|row| (row.id, row)).collect();
    let pairs = links.into_iter().filter_map(|link| {
        let person = people.remove(&link.person_id)?;
        Some(Affiliation::new(link, Person::seen_by(tx, person)))
    });
    Ok(pairs.collect())
}

/// Makes a person a user of an account; false where they belong to it already. Asks for no grant.
pub(crate) async fn join(
    tx: &WorkspaceTx,
    account_id: AccountId,
    person_id: PersonId,
) -> Result<bool, Error> {
    if find(tx, account_id, person_id).await?.is_some() {
        return Ok(false);
    }
    let new = NewAffiliation {
        account_id,
        role: None,
        title: None,
        concern: None,
        say: None,
        is_primary: false,
    };
    link_new(tx, person_id, vec![new]).await?;
    Ok(true)
}

/// Makes a person a contact of an account, or changes what they are there.
pub async fn put(
    tx: &WorkspaceTx,
    account_id: AccountId,
    person_id: PersonId,
    input: AffiliationInput,
) -> Result<Affiliation, Error> {
    tx.require(Grant::CustomersWrite)?;
    Findings::of(&input).finish()?;
    account::load(tx, account_id).await?;
    let person = person::load(tx, person_id).await?;
    let before = find(tx, account_id, person_id).await?;
    let given = NewAffiliation {
        account_id,
        role: input.role,
        title: input.title,
        concern: input.concern,
        say: input.say,
        is_primary: input.is_primary,
    };
    let row = row_of(tx, person_id, given, before.as_ref());
    let role = row.role.as_str().to_owned();
    let event = DomainEvent::PersonLinked { person_id, account_id, role };
    if row.is_primary {
        leave_one_primary(tx, account_id, person_id).await?;
    }
    let row = if let Some(before) = before {
        let changes = Changes::between(&part_of(&before), &part_of(&row));
        if !changes.is_empty() {
            tx.record_change(event, changes).await?;
        }
        row.into_active_model().reset_all().update(&tx.db).await?
    } else {
        tx.record(event).await?;
        let row = row.into_active_model().reset_all().insert(&tx.db).await?;
        refresh_people_count(tx, &[account_id]).await?;
        row
    };
    Ok(Affiliation::new(row, Person::seen_by(tx, person)))
}

/// A person is no longer a contact of an account.
pub async fn remove(
    tx: &WorkspaceTx,
    account_id: AccountId,
    person_id: PersonId,
) -> Result<(), Error> {
    tx.require(Grant::CustomersWrite)?;
    let row = find(tx, account_id, person_id).await?.ok_or_else(|| Error::not_found("contact"))?;
    row.delete(&tx.db).await?;
    refresh_people_count(tx, &[account_id]).await?;
    tx.record(DomainEvent::PersonUnlinked { person_id, account_id }).await
}

/// Accounts of a new person that aren't there, and those named twice.
pub(crate) async fn check_accounts(
    tx: &WorkspaceTx,
    links: &[NewAffiliation],
) -> Result<Vec<FieldError>, Error> {
    let mut errors = Vec::new();
    for (at, link) in links.iter().enumerate() {
        let pointer = format!("/accounts/{at}/account_id");
        if links[..at].iter().any(|earlier| earlier.account_id == link.account_id) {
            errors.push(FieldError::new(pointer, "already_exists"));
        } else if !account::exists(tx, link.account_id).await? {
            errors.push(FieldError::new(pointer, "not_found"));
        }
    }
    Ok(errors)
}

pub(crate) async fn link_new(
    tx: &WorkspaceTx,
    person_id: PersonId,
    links: Vec<NewAffiliation>,
) -> Result<(), Error> {
    let accounts: Vec<_> = links.iter().map(|link| link.account_id).collect();
    for link in links {
        let row = row_of(tx, person_id, link, None);
        let (account_id, role) = (row.account_id, row.role.as_str().to_owned());
        if row.is_primary {
            leave_one_primary(tx, account_id, person_id).await?;
        }
        row.into_active_model().reset_all().insert(&tx.db).await?;
        tx.record(DomainEvent::PersonLinked { person_id, account_id, role }).await?;
    }
    if accounts.is_empty() { Ok(()) } else { refresh_people_count(tx, &accounts).await }
}

fn row_of(
    tx: &WorkspaceTx,
    person_id: PersonId,
    input: NewAffiliation,
    before: Option<&Model>,
) -> Model {
    Model {
        id: before.map_or_else(|| tx.new_id(), |row| row.id),
        workspace_id: tx.workspace(),
        account_id: input.account_id,
        person_id,
        role: input.role.unwrap_or(DecisionRole::User),
        title: input::text(input.title),
        concern: input::text(input.concern),
        say: input.say.unwrap_or(1),
        is_primary: input.is_primary,
        created_at: before.map_or_else(|| tx.now(), |row| row.created_at),
        updated_at: tx.now(),
        version: before.map_or(1, |row| row.version + 1),
    }
}

fn part_of(row: &Model) -> serde_json::Value {
    serde_json::json!({
        "role": row.role, "title": row.title, "concern": row.concern, "say": row.say,
        "is_primary": row.is_primary,
    })
}

async fn find(
    tx: &WorkspaceTx,
    account_id: AccountId,
    person_id: PersonId,
) -> Result<Option<Model>, Error> {
    let this = Column::AccountId.eq(account_id).and(Column::PersonId.eq(person_id));
    Ok(tx.find::<Entity>().filter(this).lock_exclusive().one(&tx.db).await?)
}

async fn leave_one_primary(
    tx: &WorkspaceTx,
    account_id: AccountId,
    person_id: PersonId,
) -> Result<(), Error> {
    let others = Column::AccountId.eq(account_id).and(Column::PersonId.ne(person_id));
    tx.update::<Entity>()
        .col_expr(Column::IsPrimary, Expr::value(false))
        .filter(others.and(Column::IsPrimary.eq(true)))
        .exec(&tx.db)
        .await?;
    Ok(())
}
