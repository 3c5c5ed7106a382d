//! A party is an account or a person: what the rows of both have in common, how they are loaded and stored, and what
//! one takes from the others when several become one.

use crate::{
    account::values,
    attribute::AttributeObject,
    entity::{account, person},
    past_value, rows,
    tags::Tags,
};
use chrono::{DateTime, Utc};
use exchange::undo::Undo;
use jobs::{DomainEvent, Record as _};
use kernel::{
    Error, Grant, WorkspaceScoped, WorkspaceTx,
    ids::{AccountId, PersonId},
};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ColumnTrait as _, DbErr, EntityTrait, IntoActiveModel,
    ModelTrait, QueryFilter as _, QuerySelect as _,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::{
    collections::{BTreeMap, HashMap},
    hash::Hash,
};
use uuid::Uuid;

pub(crate) trait Party:
    ModelTrait<Entity: WorkspaceScoped<Model = Self, ActiveModel: ActiveModelBehavior + Send>>
    + IntoActiveModel<<Self::Entity as EntityTrait>::ActiveModel>
    + Serialize
    + DeserializeOwned
    + Sync
{
    type Id: Copy + Eq + Hash + Into<sea_orm::Value> + Into<Uuid> + Send + Sync;

    /// The word in problem answers.
    const NAME: &'static str;
    const OBJECT: AttributeObject;
    const ID: <Self::Entity as EntityTrait>::Column;
    /// The fields of which it is remembered what they held before, besides the custom attributes.
    const REMEMBERED: &[&str];

    fn id(&self) -> Self::Id;
    fn created_at(&self) -> DateTime<Utc>;
    fn version(&self) -> i64;
    fn is_merged(&self) -> bool;
    fn columns(&mut self) -> Columns<'_, Self::Id>;
}

/// The columns that change in the same way for both kinds.
pub(crate) struct Columns<'a, Id> {
    pub external_id: &'a mut Option<String>,
    pub archived_at: &'a mut Option<DateTime<Utc>>,
    pub merged_into_id: &'a mut Option<Id>,
    pub updated_at: &'a mut DateTime<Utc>,
    pub version: &'a mut i64,
}

macro_rules! party {
    ($entity:ident, $id:ty, $name:literal, $object:ident, $remembered:expr) => {
        impl Party for $entity::Model {
            type Id = $id;

            const NAME: &'static str = $name;
            const OBJECT: AttributeObject = AttributeObject::$object;
            const ID: $entity::Column = $entity::Column::Id;
            const REMEMBERED: &[&str] = &$remembered;

            fn id(&self) -> $id {
                self.id
            }

            fn created_at(&self) -> DateTime<Utc> {
                self.created_at
            }

            fn version(&self) -> i64 {
                self.version
            }

            fn is_merged(&self) -> bool {
                self.merged_into_id.is_some()
            }

            fn columns(&mut self) -> Columns<'_, $id> {
                Columns {
                    external_id: &mut self.external_id,
                    archived_at: &mut self.archived_at,
                    merged_into_id: &mut self.merged_into_id,
                    updated_at: &mut self.updated_at,
                    version: &mut self.version,
                }
            }
        }
    };
}

party!(
    account,
    AccountId,
    "account",
    Account,
    [
        "industry",
        "region",
        "city",
        "size",
        "owner_id",
        "lifecycle_stage",
        "plan_id",
        "tags",
        "tier",
        "health_band",
        "churn_risk"
    ]
);
party!(person, PersonId, "person", Person, ["title", "locale", "tags"]);

pub(crate) async fn load<P: Party>(tx: &WorkspaceTx, id: P::Id) -> Result<P, Error> {
    let row = tx.find::<P::Entity>().filter(P::ID.eq(id)).one(&tx.db).await?;
    row.ok_or_else(|| Error::not_found(P::NAME))
}

/// Held until the transaction ends, and of the version that the caller means.
pub(crate) async fn load_to_change<P: Party>(tx: &WorkspaceTx, id: P::Id) -> Result<P, Error> {
    let row = tx.find::<P::Entity>().filter(P::ID.eq(id)).lock_exclusive().one(&tx.db).await?;
    let row = row.ok_or_else(|| Error::not_found(P::NAME))?;
    tx.expect_version(row.version())?;
    Ok(row)
}

/// Stores what became of a row.
pub(crate) async fn store<P: Party>(tx: &WorkspaceTx, before: &P, mut row: P) -> Result<P, DbErr> {
    past_value::keep(tx, &[(before, &row)]).await?;
    let columns = row.columns();
    *columns.updated_at = tx.now();
    *columns.version += 1;
    row.into_active_model().reset_all().update(&tx.db).await
}

/// Stores what became of many rows, each with what it was before.
pub(crate) async fn store_all<P: Party>(
    tx: &WorkspaceTx,
    changes: Vec<(P, P)>,
) -> Result<(), Error> {
    let replaced: Vec<_> = changes.iter().map(|(before, after)| (before, after)).collect();
    past_value::keep(tx, &replaced).await?;
    let rows = changes.into_iter().map(|(_, after)| after).collect();
    rows::update_all::<P::Entity>(tx, rows, P::ID).await
}

/// Takes back what an import did to rows of this kind: what its values replaced has held again since now.
pub(crate) async fn take_back<P: Party>(
    tx: &WorkspaceTx,
    undo: &mut Undo<'_>,
) -> Result<(), Error> {
    let ids = undo.all(P::NAME);
    let find = || tx.find::<P::Entity>().filter(P::ID.is_in(ids.iter().copied()));
    let before: Vec<P> = find().all(&tx.db).await?;
    undo.take_back::<P::Entity>(P::NAME, P::ID).await?;
    let after: Vec<P> = find().all(&tx.db).await?;
    let left: HashMap<P::Id, &P> = after.iter().map(|row| (row.id(), row)).collect();
    let (kept, gone): (Vec<_>, Vec<_>) =
        before.iter().partition(|row| left.contains_key(&row.id()));
    let replaced: Vec<_> =
        kept.into_iter().filter_map(|row| Some((row, *left.get(&row.id())?))).collect();
    past_value::keep(tx, &replaced).await?;
    past_value::forget(tx, gone.into_iter().map(|row| row.id().into()).collect()).await
}

pub(crate) async fn archive<P: Party>(
    tx: &WorkspaceTx,
    id: P::Id,
    event: DomainEvent,
) -> Result<P, Error> {
    tx.require(Grant::CustomersWrite)?;
    let before: P = load_to_change(tx, id).await?;
    let mut row = before.clone();
    if row.columns().archived_at.is_some() {
        return Ok(row);
    }
    *row.columns().archived_at = Some(tx.now());
    tx.record(event).await?;
    Ok(store(tx, &before, row).await?)
}

pub(crate) async fn unarchive<P: Party>(
    tx: &WorkspaceTx,
    id: P::Id,
    event: DomainEvent,
) -> Result<P, Error> {
    tx.require(Grant::CustomersWrite)?;
    let before: P = load_to_change(tx, id).await?;
    let mut row = before.clone();
    if row.is_merged() {
        return Err(Error::wrong_state(
            "it was merged; undo the merge instead",
            "它已被合并，请改为撤销合并",
        ));
    }
    if row.columns().archived_at.take().is_none() {
        return Ok(row);
    }
    tx.record(event).await?;
    Ok(store(tx, &before, row).await?)
}

/// Several parties that become one: whose values the one keeps. What nobody chose is the winner's own, or the first
/// there is.
pub(crate) struct Union<'a, P: Party, F> {
    winner: &'a P,
    losers: &'a [P],
    choices: &'a BTreeMap<F, P::Id>,
}

impl<'a, P: Party, F: Copy + Ord> Union<'a, P, F> {
    pub fn new(winner: &'a P, losers: &'a [P], choices: &'a BTreeMap<F, P::Id>) -> Self {
        Self { winner, losers, choices }
    }

    fn all(&self) -> impl Iterator<Item = &'a P> {
        std::iter::once(self.winner).chain(self.losers)
    }

    /// The party whose value was chosen.
    pub fn chosen(&self, field: F) -> Option<&'a P> {
        let id = self.choices.get(&field)?;
        self.all().find(|party| party.id() == *id)
    }

    pub fn value<T>(&self, field: F, of: impl Fn(&P) -> Option<T>) -> Option<T> {
        match self.chosen(field) {
            Some(party) => of(party),
            None => self.all().find_map(of),
        }
    }

    /// The tags of all, unless together they are too many; then the winner's own.
    pub fn tags(&self, of: impl Fn(&P) -> &Tags) -> Tags {
        let all: Vec<String> = self.all().flat_map(|party| of(party).0.clone()).collect();
        Tags::read(&all).unwrap_or_else(|_| of(self.winner).clone())
    }

    pub fn attributes(&self, of: impl Fn(&P) -> &Value) -> Value {
        let mut union = values(of(self.winner).clone());
        for (key, value) in self.losers.iter().flat_map(|party| values(of(party).clone())) {
            union.entry(key).or_insert(value);
        }
        Value::Object(union)
    }
}
