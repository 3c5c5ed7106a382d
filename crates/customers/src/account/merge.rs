//! Several accounts that are one company become one. Everything that hung on the losers hangs on the winner then,
//! and goes back exactly when the merge is undone.

use super::{
    Account,
    service::{derive_columns, load, refresh_people_count},
};
use crate::{
    account::rules::name_key,
    entity::{account, affiliation, customer_order, subscription},
    merge::{self as merges, MergedObject, parties},
    moved::{Moved, MovedWork, by_loser},
    party::{self, Union},
    standing,
};
use jobs::{DomainEvent, Record as _, SubjectKind};
use kernel::{
    Changes, Error, Findings, Grant, OnConflict as _, WorkspaceTx,
    ids::{AccountId, MergeId, PersonId},
};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ExprTrait as _, IntoActiveModel as _, ModelTrait as _,
    QueryFilter as _, QueryOrder as _, sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

kernel::words! {
    /// A field of which a merge keeps one account's value.
    pub enum AccountField {
        ExternalId = "external_id",
        Name = "name",
        ShortName = "short_name",
        Industry = "industry",
        Region = "region",
        City = "city",
        Address = "address",
        Website = "website",
        Phone = "phone",
        Size = "size",
        OwnerId = "owner_id",
        LifecycleStage = "lifecycle_stage",
    }
}

/// Which accounts are merged into the one in the path, and whose values are kept.
#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct MergeAccounts {
    #[validate(length(min = 1, max = 20))]
    #[schema(min_items = 1, max_items = 20)]
    pub loser_ids: Vec<AccountId>,
    /// Field → the account whose value is kept. What isn't named keeps the winner's, or the first there is.
    #[serde(default)]
    #[schema(value_type = std::collections::HashMap<String, AccountId>)]
    pub field_choices: BTreeMap<AccountField, AccountId>,
}

/// The account that is left, and how to undo the merge.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MergedAccount {
    pub merge_id: MergeId,
    #[serde(flatten)]
    pub account: Account,
}

/// What it takes to undo a merge.
#[derive(Debug, Serialize, Deserialize)]
struct Before {
    winner: account::Model,
    /// The winner as the merge left it.
    after: account::Model,
    losers: Vec<account::Model>,
    subscriptions: Vec<Moved>,
    orders: Vec<Moved>,
    /// Links that now belong to the winner, as they were.
    links: Vec<affiliation::Model>,
    /// Links of people that the winner had already.
    dropped_links: Vec<affiliation::Model>,
    work: MovedWork,
}

pub async fn merge(
    tx: &WorkspaceTx,
    id: AccountId,
    input: MergeAccounts,
) -> Result<MergedAccount, Error> {
    tx.require(Grant::CustomersWrite)?;
    let findings = Findings::of(&input);
    let (winner, losers): (account::Model, _) =
        parties::load(tx, id, &input.loser_ids, &input.field_choices, findings).await?;
    let loser_ids: Vec<AccountId> = losers.iter().map(|row| row.id).collect();
    let uuids: Vec<Uuid> = loser_ids.iter().map(|id| id.uuid()).collect();

    let (links, dropped_links) = move_links(tx, id, &loser_ids).await?;
    let subscriptions = move_subscriptions(tx, id, &loser_ids).await?;
    let orders = move_orders(tx, id, &loser_ids).await?;
    let work = MovedWork::to_winner(tx, SubjectKind::Account, id.uuid(), &uuids).await?;

    let mut merged = winner.clone();
    choose_fields(&mut merged, &losers, &input.field_choices);
    for loser in &losers {
        let mut row = parties::retired(tx, loser, &mut merged);
        // It pays nothing now.
        (row.mrr, row.mrr_currency, row.renews_on, row.plan_id) = (None, None, None, None);
        party::store(tx, loser, row).await?;
    }
    derive_columns(&mut merged);
    party::store(tx, &winner, merged).await.or_conflict("account", "/field_choices/external_id")?;
    refresh_people_count(tx, &[&[id], loser_ids.as_slice()].concat()).await?;
    standing::refresh(tx, id).await?;

    let after = load(tx, id).await?;
    let changes =
        Changes::between(&Account::new(winner.clone(), false), &Account::new(after.clone(), false));
    let before =
        Before { winner, after, losers, subscriptions, orders, links, dropped_links, work };
    let merge_id = merges::keep(tx, MergedObject::Account, id.uuid(), &uuids, &before).await?;
    let event =
        DomainEvent::AccountMerged { account_id: id, merge_id, merged_account_ids: loser_ids };
    tx.record_change(event, changes.conceal(&super::service::CONTACT)).await?;
    Ok(MergedAccount { merge_id, account: Account::seen_by(tx, before.after) })
}

fn choose_fields(
    winner: &mut account::Model,
    losers: &[account::Model],
    choices: &BTreeMap<AccountField, AccountId>,
) {
    use AccountField as Field;
    let own = winner.clone();
    let union = Union::new(&own, losers, choices);
    winner.external_id = union.value(Field::ExternalId, |row| row.external_id.clone());
    winner.short_name = union.value(Field::ShortName, |row| row.short_name.clone());
    winner.industry = union.value(Field::Industry, |row| row.industry.clone());
    winner.region = union.value(Field::Region, |row| row.region.clone());
    winner.city = union.value(Field::City, |row| row.city.clone());
    winner.address = union.value(Field::Address, |row| row.address.clone());
    winner.website = union.value(Field::Website, |row| row.website.clone());
    winner.phone = union.value(Field::Phone, |row| row.phone.clone());
    winner.size = union.value(Field::Size, |row| row.size);
    winner.owner_id = union.value(Field::OwnerId, |row| row.owner_id);
    if let Some(row) = union.chosen(Field::Name) {
        winner.name.clone_from(&row.name);
        winner.name_key = name_key(&winner.name);
    }
    if let Some(row) = union.chosen(Field::LifecycleStage) {
        winner.lifecycle_stage = row.lifecycle_stage;
        winner.stage_since = row.stage_since;
    }
    winner.tags = union.tags(|row| &row.tags);
    winner.attributes = union.attributes(|row| &row.attributes);
}

async fn move_subscriptions(
    tx: &WorkspaceTx,
    winner: AccountId,
    losers: &[AccountId],
) -> Result<Vec<Moved>, Error> {
    use subscription::{Column, Entity};
    let theirs = Column::AccountId.is_in(losers.iter().copied());
    let rows = tx.find::<Entity>().filter(theirs.clone()).all(&tx.db).await?;
    let currencies: HashSet<_> = {
        let own = tx.find::<Entity>().filter(Column::AccountId.eq(winner)).all(&tx.db).await?;
        let running = own.iter().chain(&rows).filter(|row| row.ended_on.is_none());
        running.map(|row| row.currency).collect()
    };
    if currencies.len() > 1 {
        return Err(Error::wrong_state(
            "their running subscriptions have different currencies",
            "它们正在生效的订阅币种不同",
        ));
    }
    let moves = tx.update::<Entity>().filter(theirs);
    moves.col_expr(Column::AccountId, Expr::value(winner)).exec(&tx.db).await?;
    Ok(rows.iter().map(|row| Moved { id: row.id.uuid(), of: row.account_id.uuid() }).collect())
}

async fn move_orders(
    tx: &WorkspaceTx,
    winner: AccountId,
    losers: &[AccountId],
) -> Result<Vec<Moved>, Error> {
    use customer_order::{Column, Entity};
    let theirs = Column::AccountId.is_in(losers.iter().copied());
    let rows = tx.find::<Entity>().filter(theirs.clone()).all(&tx.db).await?;
    let moves = tx.update::<Entity>().filter(theirs);
    moves.col_expr(Column::AccountId, Expr::value(winner)).exec(&tx.db).await?;
    Ok(rows.iter().map(|row| Moved { id: row.id.uuid(), of: row.account_id.uuid() }).collect())
}

/// The links that moved and those that were dropped, as they were.
async fn move_links(
    tx: &WorkspaceTx,
    winner: AccountId,
    losers: &[AccountId],
) -> Result<(Vec<affiliation::Model>, Vec<affiliation::Model>), Error> {
    use affiliation::{Column, Entity};
    let own = tx.find::<Entity>().filter(Column::AccountId.eq(winner)).all(&tx.db).await?;
    let mut known: HashSet<PersonId> = own.iter().map(|link| link.person_id).collect();
    let mut has_primary = own.iter().any(|link| link.is_primary);
    let theirs = tx.find::<Entity>().filter(Column::AccountId.is_in(losers.iter().copied()));
    let theirs =
        theirs.order_by_asc(Column::CreatedAt).order_by_asc(Column::Id).all(&tx.db).await?;
    let (mut moved, mut dropped) = (Vec::new(), Vec::new());
    for link in theirs {
        if !known.insert(link.person_id) {
            link.clone().delete(&tx.db).await?;
            dropped.push(link);
            continue;
        }
        let mut row = link.clone();
        row.account_id = winner;
        row.is_primary &= !has_primary;
        has_primary |= row.is_primary;
        row.into_active_model().reset_all().update(&tx.db).await?;
        moved.push(link);
    }
    Ok((moved, dropped))
}

/// Makes the accounts what they were before they were merged. What was changed on the winner since then stays, and
/// so do things that were added to it.
pub async fn undo_merge(tx: &WorkspaceTx, id: MergeId) -> Result<Account, Error> {
    tx.require(Grant::CustomersWrite)?;
    let before: Before = merges::take_back(tx, id, MergedObject::Account).await?;
    let account_id = before.winner.id;
    parties::bring_back(tx, &before.winner, &before.after, &before.losers, derive_columns).await?;
    move_back(tx, account_id, &before).await?;
    let loser_ids: Vec<AccountId> = before.losers.iter().map(|row| row.id).collect();
    refresh_people_count(tx, &[&[account_id], loser_ids.as_slice()].concat()).await?;
    for id in [&[account_id], loser_ids.as_slice()].concat() {
        standing::refresh(tx, id).await?;
    }
    let event = DomainEvent::AccountMergeUndone {
        account_id,
        merge_id: id,
        restored_account_ids: loser_ids,
    };
    tx.record(event).await?;
    Ok(Account::seen_by(tx, load(tx, account_id).await?))
}

async fn move_back(tx: &WorkspaceTx, winner: AccountId, before: &Before) -> Result<(), Error> {
    for (loser, ids) in by_loser(&before.subscriptions) {
        use subscription::{Column, Entity};
        let still = Column::Id.is_in(ids).and(Column::AccountId.eq(winner));
        let moves = tx.update::<Entity>().filter(still);
        moves.col_expr(Column::AccountId, Expr::value(loser)).exec(&tx.db).await?;
    }
    for (loser, ids) in by_loser(&before.orders) {
        use customer_order::{Column, Entity};
        let still = Column::Id.is_in(ids).and(Column::AccountId.eq(winner));
        let moves = tx.update::<Entity>().filter(still);
        moves.col_expr(Column::AccountId, Expr::value(loser)).exec(&tx.db).await?;
    }
    for link in &before.links {
        use affiliation::{Column, Entity};
        let still = Column::Id.eq(link.id).and(Column::AccountId.eq(winner));
        tx.update::<Entity>()
            .col_expr(Column::AccountId, Expr::value(link.account_id))
            .col_expr(Column::IsPrimary, Expr::value(link.is_primary))
            .filter(still)
            .exec(&tx.db)
            .await?;
    }
    for link in &before.dropped_links {
        if crate::person::exists(tx, link.person_id).await? {
            link.clone().into_active_model().reset_all().insert(&tx.db).await?;
        }
    }
    before.work.back(tx).await
}
