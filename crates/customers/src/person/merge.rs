//! Several entries of one human become one. Their accounts, tasks and notes go along, and back exactly when the
//! merge is undone.

use super::{
    Person,
    service::{CONTACT, derive_columns, with_accounts},
};
use crate::{
    account::refresh_people_count,
    entity::{affiliation, person},
    merge::{self as merges, MergedObject, parties},
    moved::MovedWork,
    party::{self, Union},
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
    /// A field of which a merge keeps one person's value.
    pub enum PersonField {
        ExternalId = "external_id",
        Name = "name",
        Phone = "phone",
        Email = "email",
        Wechat = "wechat",
        Title = "title",
        Locale = "locale",
    }
}

/// Which people are merged into the one in the path, and whose values are kept.
#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct MergePeople {
    #[validate(length(min = 1, max = 20))]
    #[schema(min_items = 1, max_items = 20)]
    pub loser_ids: Vec<PersonId>,
    /// Field → the person whose value is kept. What isn't named keeps the winner's, or the first there is.
    #[serde(default)]
    #[schema(value_type = std::collections::HashMap<String, PersonId>)]
    pub field_choices: BTreeMap<PersonField, PersonId>,
}

/// The person that is left, and how to undo the merge.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MergedPerson {
    pub merge_id: MergeId,
    #[serde(flatten)]
    pub person: Person,
}

/// What it takes to undo a merge.
#[derive(Debug, Serialize, Deserialize)]
struct Before {
    winner: person::Model,
    /// The winner as the merge left it.
    after: person::Model,
    losers: Vec<person::Model>,
    /// Links that now belong to the winner, as they were.
    links: Vec<affiliation::Model>,
    /// Links to accounts in which the winner was already.
    dropped_links: Vec<affiliation::Model>,
    work: MovedWork,
}

pub async fn merge(
    tx: &WorkspaceTx,
    id: PersonId,
    input: MergePeople,
) -> Result<MergedPerson, Error> {
    tx.require(Grant::CustomersWrite)?;
    let findings = Findings::of(&input);
    let (winner, losers): (person::Model, _) =
        parties::load(tx, id, &input.loser_ids, &input.field_choices, findings).await?;
    let loser_ids: Vec<PersonId> = losers.iter().map(|row| row.id).collect();
    let uuids: Vec<Uuid> = loser_ids.iter().map(|id| id.uuid()).collect();

    let (links, dropped_links) = move_links(tx, id, &loser_ids).await?;
    let work = MovedWork::to_winner(tx, SubjectKind::Person, id.uuid(), &uuids).await?;
    let mut merged = winner.clone();
    choose_fields(&mut merged, &losers, &input.field_choices);
    for loser in &losers {
        let row = parties::retired(tx, loser, &mut merged);
        party::store(tx, loser, row).await?;
    }
    derive_columns(&mut merged);
    let after = party::store(tx, &winner, merged)
        .await
        .or_conflict("person", "/field_choices/external_id")?;
    refresh_people_count(tx, &accounts_of(&dropped_links)).await?;

    let (was, is) = (Person::new(winner.clone(), false), Person::new(after.clone(), false));
    let changes = Changes::between(&was, &is).conceal(&CONTACT);
    let before = Before { winner, after, losers, links, dropped_links, work };
    let merge_id = merges::keep(tx, MergedObject::Person, id.uuid(), &uuids, &before).await?;
    let event = DomainEvent::PersonMerged { person_id: id, merge_id, merged_person_ids: loser_ids };
    tx.record_change(event, changes).await?;
    Ok(MergedPerson { merge_id, person: seen(tx, before.after).await? })
}

async fn seen(tx: &WorkspaceTx, row: person::Model) -> Result<Person, Error> {
    let mut people = with_accounts(tx, vec![row]).await?;
    people.pop().ok_or_else(|| Error::not_found("person"))
}

fn choose_fields(
    winner: &mut person::Model,
    losers: &[person::Model],
    choices: &BTreeMap<PersonField, PersonId>,
) {
    use PersonField as Field;
    let own = winner.clone();
    let union = Union::new(&own, losers, choices);
    winner.external_id = union.value(Field::ExternalId, |row| row.external_id.clone());
    winner.phone = union.value(Field::Phone, |row| row.phone.clone());
    winner.email = union.value(Field::Email, |row| row.email.clone());
    winner.wechat = union.value(Field::Wechat, |row| row.wechat.clone());
    winner.title = union.value(Field::Title, |row| row.title.clone());
    winner.locale = union.value(Field::Locale, |row| row.locale.clone());
    if let Some(row) = union.chosen(Field::Name) {
        winner.name.clone_from(&row.name);
    }
    winner.tags = union.tags(|row| &row.tags);
    winner.attributes = union.attributes(|row| &row.attributes);
}

/// The links that moved and those that were dropped, as they were.
async fn move_links(
    tx: &WorkspaceTx,
    winner: PersonId,
    losers: &[PersonId],
) -> Result<(Vec<affiliation::Model>, Vec<affiliation::Model>), Error> {
    use affiliation::{Column, Entity};
    let own = tx.find::<Entity>().filter(Column::PersonId.eq(winner)).all(&tx.db).await?;
    let mut known: HashSet<AccountId> = own.iter().map(|link| link.account_id).collect();
    let theirs = tx.find::<Entity>().filter(Column::PersonId.is_in(losers.iter().copied()));
    let theirs =
        theirs.order_by_asc(Column::CreatedAt).order_by_asc(Column::Id).all(&tx.db).await?;
    let (mut moved, mut dropped) = (Vec::new(), Vec::new());
    for link in theirs {
        if known.insert(link.account_id) {
            let row = affiliation::Model { person_id: winner, ..link.clone() };
            row.into_active_model().reset_all().update(&tx.db).await?;
            moved.push(link);
        } else {
            link.clone().delete(&tx.db).await?;
            dropped.push(link);
        }
    }
    Ok((moved, dropped))
}

/// Makes the people what they were before they were merged. What was changed on the winner since then stays.
pub async fn undo_merge(tx: &WorkspaceTx, id: MergeId) -> Result<Person, Error> {
    tx.require(Grant::CustomersWrite)?;
    let before: Before = merges::take_back(tx, id, MergedObject::Person).await?;
    let person_id = before.winner.id;
    let winner =
        parties::bring_back(tx, &before.winner, &before.after, &before.losers, derive_columns)
            .await?;
    for link in &before.links {
        use affiliation::{Column, Entity};
        let still = Column::Id.eq(link.id).and(Column::PersonId.eq(person_id));
        let moves = tx.update::<Entity>().filter(still);
        moves.col_expr(Column::PersonId, Expr::value(link.person_id)).exec(&tx.db).await?;
    }
    for link in &before.dropped_links {
        if crate::account::exists(tx, link.account_id).await? {
            link.clone().into_active_model().reset_all().insert(&tx.db).await?;
        }
    }
    before.work.back(tx).await?;
    refresh_people_count(tx, &accounts_of(&before.dropped_links)).await?;
    let restored_person_ids = before.losers.iter().map(|row| row.id).collect();
    let event = DomainEvent::PersonMergeUndone { person_id, merge_id: id, restored_person_ids };
    tx.record(event).await?;
    seen(tx, winner).await
}

fn accounts_of(links: &[affiliation::Model]) -> Vec<AccountId> {
    links.iter().map(|link| link.account_id).collect()
}
