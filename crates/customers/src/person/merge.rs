//! Several entries of one human become one. Their accounts, tasks and notes go along, and back exactly when the
//! merge is undone.

use super::{
    Person,
    service::{CONTACT, load, search_texts, store, with_accounts},
};
use crate::{
    account::{refresh_people_count, values},
    entity::{affiliation, person},
    merge::{self as merges, MergedObject},
    moved::MovedWork,
    tags::Tags,
};
use jobs::{DomainEvent, Record as _, SubjectKind};
use kernel::{
    Changes, Error, FieldError, Findings, Grant, OnConflict as _, WorkspaceTx,
    ids::{AccountId, MergeId, PersonId},
};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ExprTrait as _, IntoActiveModel as _, ModelTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
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
    let (winner, losers) = load_all(tx, id, &input).await?;
    let loser_ids: Vec<PersonId> = losers.iter().map(|row| row.id).collect();
    let uuids: Vec<Uuid> = loser_ids.iter().map(|id| id.uuid()).collect();

    let (links, dropped_links) = move_links(tx, id, &loser_ids).await?;
    let work = MovedWork::to_winner(tx, SubjectKind::Person, id.uuid(), &uuids).await?;
    let mut merged = winner.clone();
    choose_fields(&mut merged, &losers, &input.field_choices);
    for loser in &losers {
        let mut row = loser.clone();
        if row.external_id == merged.external_id {
            row.external_id = None;
        }
        row.archived_at = row.archived_at.or(Some(tx.now()));
        row.merged_into_id = Some(id);
        store(tx, row).await?;
    }
    search_texts(&mut merged);
    let after = store(tx, merged).await.or_conflict("person", "/field_choices/external_id")?;
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

/// Locks all people in the order of their ids, so that two merges can't wait for each other.
async fn load_all(
    tx: &WorkspaceTx,
    id: PersonId,
    input: &MergePeople,
) -> Result<(person::Model, Vec<person::Model>), Error> {
    let mut findings = Findings::of(input);
    let ids: HashSet<_> = input.loser_ids.iter().copied().chain([id]).collect();
    let rows = tx
        .find::<person::Entity>()
        .filter(person::Column::Id.is_in(ids.iter().copied()))
        .order_by_asc(person::Column::Id)
        .lock_exclusive()
        .all(&tx.db)
        .await?;
    let find = |id: PersonId| rows.iter().find(|row| row.id == id);
    let winner = find(id).ok_or_else(|| Error::not_found("person"))?;
    tx.expect_version(winner.version)?;
    if winner.merged_into_id.is_some() {
        return Err(Error::wrong_state("the person was merged into another"));
    }
    let mut losers = Vec::new();
    for (at, loser) in input.loser_ids.iter().enumerate() {
        let pointer = format!("/loser_ids/{at}");
        match find(*loser) {
            _ if *loser == id || input.loser_ids[..at].contains(loser) => {
                findings.add(FieldError::new(pointer, "not_allowed"));
            }
            Some(row) if row.merged_into_id.is_none() => losers.push(row.clone()),
            _ => findings.add(FieldError::new(pointer, "not_found")),
        }
    }
    for (field, chosen) in &input.field_choices {
        if find(*chosen).is_none() {
            findings.add(FieldError::new(format!("/field_choices/{field}"), "not_found"));
        }
    }
    findings.finish()?;
    Ok((winner.clone(), losers))
}

fn choose_fields(
    winner: &mut person::Model,
    losers: &[person::Model],
    choices: &BTreeMap<PersonField, PersonId>,
) {
    let own = winner.clone();
    let all: Vec<&person::Model> = std::iter::once(&own).chain(losers).collect();
    let chosen = |field: PersonField| {
        let id = choices.get(&field)?;
        all.iter().copied().find(|row| row.id == *id)
    };
    macro_rules! choose {
        ($($field:ident: $column:ident),+) => {$(
            winner.$column = match chosen(PersonField::$field) {
                Some(row) => row.$column.clone(),
                None => all.iter().find_map(|row| row.$column.clone()),
            };
        )+};
    }
    choose!(
        ExternalId: external_id, Phone: phone, Email: email, Wechat: wechat, Title: title,
        Locale: locale
    );
    if let Some(row) = chosen(PersonField::Name) {
        winner.name.clone_from(&row.name);
    }
    let tags: Vec<String> = all.iter().flat_map(|row| row.tags.0.iter().cloned()).collect();
    // Together they may be too many; then the winner keeps its own.
    winner.tags = Tags::read(&tags).unwrap_or_else(|_| own.tags.clone());
    let mut attributes = values(own.attributes.clone());
    for (key, value) in losers.iter().flat_map(|row| values(row.attributes.clone())) {
        attributes.entry(key).or_insert(value);
    }
    winner.attributes = Value::Object(attributes);
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
    let current = load(tx, person_id).await?;
    let json = |row: &person::Model| serde_json::to_value(row).map_err(Error::internal);
    let restored = merges::restored(json(&current)?, &json(&before.winner)?, &json(&before.after)?);
    let mut winner: person::Model = serde_json::from_value(restored).map_err(Error::internal)?;
    (winner.version, winner.updated_at) = (current.version, current.updated_at);
    search_texts(&mut winner);
    // The winner first: it gives external ids back that the losers need.
    let winner = store(tx, winner).await.or_conflict("person", "/external_id")?;
    for loser in &before.losers {
        let version = load(tx, loser.id).await?.version;
        let row = person::Model { version, ..loser.clone() };
        store(tx, row).await.or_conflict("person", "/external_id")?;
    }
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
