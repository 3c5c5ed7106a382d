use super::{NewPerson, Person, PersonAffiliation, PersonPatch, PersonQuery, filter};
use crate::{
    account::values,
    affiliation,
    attribute::{AttributeObject, Definitions, Values},
    entity::{
        affiliation as link,
        person::{self, Column, Entity, Model},
    },
    input, party, settings,
    subject::{self, Labels},
    tags::Tags,
};
use jobs::{DomainEvent, Record as _, Subject};
use kernel::{
    Changes, Error, FieldError, Findings, Grant, OnConflict as _, WorkspaceTx,
    ids::PersonId,
    page::{Keyset, Page, PageRequest, Sort},
    patch::Patch,
    text::{search_text, sort_key},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder as _, QuerySelect as _,
};
use std::collections::HashMap;

/// Contact data is never kept in the audit trail.
pub(super) const CONTACT: [&str; 3] = ["phone", "email", "wechat"];

pub async fn list(
    tx: &WorkspaceTx,
    query: &PersonQuery,
    page: &PageRequest,
) -> Result<Page<Person>, Error> {
    tx.require(Grant::CustomersRead)?;
    let keyset = Keyset {
        sorts: &[
            Sort::by("created_at", Column::CreatedAt),
            Sort::by("updated_at", Column::UpdatedAt),
            Sort::by("name", Column::SortName),
        ],
        default_sort: "-created_at",
        id: Column::Id,
        filter: format!("{query:?}"),
    };
    let select = tx.find::<Entity>().filter(filter::condition(tx, query).await?);
    let mut rows = keyset.page(tx, select, page).await?;
    let people = with_accounts(tx, std::mem::take(&mut rows.data)).await?;
    Ok(rows.with(people))
}

/// People with the accounts they belong to: two queries, however many they are.
pub(crate) async fn with_accounts(
    tx: &WorkspaceTx,
    rows: Vec<Model>,
) -> Result<Vec<Person>, Error> {
    let links = tx
        .find::<link::Entity>()
        .filter(link::Column::PersonId.is_in(rows.iter().map(|row| row.id)))
        .order_by_desc(link::Column::IsPrimary)
        .order_by_asc(link::Column::CreatedAt)
        .order_by_asc(link::Column::Id)
        .all(&tx.db)
        .await?;
    let labels: Labels =
        subject::labels(tx, links.iter().map(|link| Subject::from(link.account_id))).await?;
    let mut by_person: HashMap<PersonId, Vec<PersonAffiliation>> = HashMap::new();
    for link in links {
        by_person.entry(link.person_id).or_default().push(PersonAffiliation::new(link, &labels));
    }
    let person = |row: Model| {
        let accounts = by_person.remove(&row.id).unwrap_or_default();
        Person { accounts, ..Person::seen_by(tx, row) }
    };
    Ok(rows.into_iter().map(person).collect())
}

pub async fn get(tx: &WorkspaceTx, id: PersonId) -> Result<Person, Error> {
    tx.require(Grant::CustomersRead)?;
    seen(tx, load(tx, id).await?).await
}

async fn seen(tx: &WorkspaceTx, row: Model) -> Result<Person, Error> {
    let people = with_accounts(tx, vec![row]).await?;
    people.into_iter().next().ok_or_else(|| Error::not_found("person"))
}

/// Whether the workspace has this person, archived or not: for references in inputs.
pub async fn exists(tx: &WorkspaceTx, id: PersonId) -> Result<bool, Error> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).select_only().column(Column::Id);
    Ok(row.into_tuple::<uuid::Uuid>().one(&tx.db).await?.is_some())
}

pub async fn create(tx: &WorkspaceTx, input: NewPerson) -> Result<Person, Error> {
    tx.require(Grant::CustomersWrite)?;
    enter(tx, input).await
}

/// Creates without asking for a grant: the caller has asked for its own.
pub(crate) async fn enter(tx: &WorkspaceTx, input: NewPerson) -> Result<Person, Error> {
    let settings = settings::of_workspace(tx).await?;
    let mut findings = Findings::of(&input);
    let name = findings.keep(input::required("/name", &input.name)).unwrap_or_default();
    let phone = findings.keep(input::phone("/phone", input.phone.as_deref(), settings.region));
    let email = findings.keep(input::email("/email", input.email.as_deref()));
    let tags = findings.keep(Tags::read(&input.tags));
    let mut attributes = Values::new();
    if !input.attributes.is_empty() {
        let known = Definitions::of(tx, AttributeObject::Person).await?;
        findings.extend(known.apply(&mut attributes, &input.attributes).err().unwrap_or_default());
    }
    findings.extend(affiliation::check_accounts(tx, &input.accounts).await?);
    findings.finish()?;
    let mut row = Model {
        id: tx.new_id(),
        workspace_id: tx.workspace(),
        external_id: input::text(input.external_id),
        name,
        phone: phone.flatten(),
        email: email.flatten(),
        wechat: input::text(input.wechat),
        title: input::text(input.title),
        locale: input::text(input.locale),
        tags: tags.unwrap_or_default(),
        attributes: attributes.into(),
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
    let row: person::ActiveModel = row.into_active_model().reset_all();
    let row = row.insert(&tx.db).await.or_conflict("person", "/external_id")?;
    tx.record(DomainEvent::PersonCreated { person_id: row.id }).await?;
    affiliation::link_new(tx, row.id, input.accounts.0).await?;
    seen(tx, row).await
}

/// What lists are sorted and searched by, after any change of what it is made of.
pub fn derive_columns(row: &mut Model) {
    let names = [Some(&row.name), row.external_id.as_ref()].into_iter().flatten();
    let names = names.map(String::as_str);
    let phone = row.phone.as_ref().map(kernel::phone::Phone::as_str);
    let email = row.email.as_ref().map(kernel::email::Email::as_str);
    let contact = [phone, email, row.wechat.as_deref()].into_iter().flatten();
    row.sort_name = sort_key(&row.name);
    row.search_text = search_text(names.clone());
    row.contact_text = search_text(names.chain(contact));
}

pub async fn update(tx: &WorkspaceTx, id: PersonId, patch: PersonPatch) -> Result<Person, Error> {
    tx.require(Grant::CustomersWrite)?;
    change(tx, id, patch).await
}

/// Changes without asking for a grant: the caller has asked for its own.
pub(crate) async fn change(
    tx: &WorkspaceTx,
    id: PersonId,
    patch: PersonPatch,
) -> Result<Person, Error> {
    let before: Model = party::load_to_change(tx, id).await?;
    if before.merged_into_id.is_some() {
        return Err(Error::wrong_state(
            "the person was merged into another",
            "该联系人已合并到其他联系人",
        ));
    }
    let mut row = before.clone();
    apply(tx, &mut row, patch).await?;
    if row == before {
        return seen(tx, row).await;
    }
    derive_columns(&mut row);
    let row = party::store(tx, &before, row).await.or_conflict("person", "/external_id")?;
    let (was, is) = (Person::new(before, false), Person::new(row.clone(), false));
    let changes = Changes::between(&was, &is).conceal(&CONTACT);
    tx.record_change(DomainEvent::PersonUpdated { person_id: id }, changes).await?;
    seen(tx, row).await
}

async fn apply(tx: &WorkspaceTx, row: &mut Model, patch: PersonPatch) -> Result<(), Error> {
    let settings = settings::of_workspace(tx).await?;
    let mut findings = Findings::of(&patch);
    if patch.name.is_null() || patch.name.value().is_some_and(|name| name.trim().is_empty()) {
        findings.add(FieldError::new("/name", "required"));
    }
    let phone = patch.phone.value().map(String::as_str);
    let phone = findings.keep(input::phone("/phone", phone, settings.region)).flatten();
    let email = patch.email.value().map(String::as_str);
    let email = findings.keep(input::email("/email", email)).flatten();
    let tags = findings.keep(patch.tags.as_deref().map(Tags::read).transpose()).flatten();
    let mut attributes = values(row.attributes.clone());
    if !patch.attributes.is_empty() {
        let known = Definitions::of(tx, AttributeObject::Person).await?;
        findings.extend(known.apply(&mut attributes, &patch.attributes).err().unwrap_or_default());
    }
    findings.finish()?;

    if let Patch::Value(name) = patch.name {
        name.trim().clone_into(&mut row.name);
    }
    input::patched(patch.external_id).apply(&mut row.external_id);
    if !patch.phone.is_absent() {
        row.phone = phone;
    }
    if !patch.email.is_absent() {
        row.email = email;
    }
    input::patched(patch.wechat).apply(&mut row.wechat);
    input::patched(patch.title).apply(&mut row.title);
    input::patched(patch.locale).apply(&mut row.locale);
    if let Some(tags) = tags {
        row.tags = tags;
    }
    row.attributes = attributes.into();
    Ok(())
}

pub async fn archive(tx: &WorkspaceTx, id: PersonId) -> Result<Person, Error> {
    let event = DomainEvent::PersonArchived { person_id: id };
    seen(tx, party::archive(tx, id, event).await?).await
}

pub async fn unarchive(tx: &WorkspaceTx, id: PersonId) -> Result<Person, Error> {
    let event = DomainEvent::PersonUnarchived { person_id: id };
    seen(tx, party::unarchive(tx, id, event).await?).await
}

pub(crate) async fn load(tx: &WorkspaceTx, id: PersonId) -> Result<Model, Error> {
    party::load(tx, id).await
}
