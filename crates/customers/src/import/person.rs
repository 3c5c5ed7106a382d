use super::{
    Matches, attributes, fault, match_key, parts_without_repetition, person_fields,
    undo_attributes, with_work, words_of,
};
use crate::{
    account::{name_key, refresh_people_count, values},
    affiliation::DecisionRole,
    attribute::{AttributeObject, Definitions},
    entity::{account, affiliation, person},
    party,
    person::{Person, derive_columns},
    rows as many,
    tags::Tags,
};
use exchange::{
    effect::{Effect, Undone},
    field::{Field, Label},
    row_error::Fault,
    target::{Apply, ImportRow, ImportTarget, NewAttribute, OnMatch, RowFault, RowOutcome},
    undo::Undo,
    value::Value,
};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Changes, Error, Grant, WorkspaceTx,
    ids::{AccountId, PersonId},
};
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _, QueryOrder as _};
use serde_json::json;
use std::collections::{HashMap, HashSet};

/// People, each with a place in an account if the row names one.
pub struct PersonTarget;

#[async_trait::async_trait]
impl ImportTarget for PersonTarget {
    fn key(&self) -> &'static str {
        "people"
    }

    fn label(&self) -> Label {
        Label::new("联系人", "People")
    }

    fn grant(&self) -> Grant {
        Grant::CustomersWrite
    }

    fn match_fields(&self) -> &'static [&'static str] {
        &["external_id", "phone", "email"]
    }

    async fn fields(&self, tx: &WorkspaceTx) -> Result<Vec<Field>, Error> {
        Ok(person_fields::fields(&Definitions::of(tx, AttributeObject::Person).await?))
    }

    async fn define_attributes(
        &self,
        tx: &WorkspaceTx,
        attributes: &[NewAttribute],
    ) -> Result<Vec<Effect>, Error> {
        attributes::define(tx, AttributeObject::Person, attributes).await
    }

    async fn apply_rows(
        &self,
        tx: &WorkspaceTx,
        rows: &[ImportRow],
        apply: &Apply,
    ) -> Result<Vec<RowOutcome>, Error> {
        let mut outcomes = Vec::with_capacity(rows.len());
        for part in parts_without_repetition(rows, |row| match_key(row, apply.match_by)) {
            outcomes.extend(apply_part(tx, part, apply).await?);
        }
        Ok(outcomes)
    }

    async fn undo(&self, tx: &WorkspaceTx, effects: &[Effect]) -> Result<Vec<Undone>, Error> {
        let mut undo = Undo::new(tx, effects);
        undo.keep("person", &with_work(tx, &undo.created("person")).await?);
        undo.take_back::<affiliation::Entity>("affiliation", affiliation::Column::Id).await?;
        party::take_back::<person::Model>(tx, &mut undo).await?;
        refresh_people_count(tx, &accounts_of_links(effects)?).await?;
        undo_attributes::<person::Entity>(tx, &mut undo, person::Column::Attributes).await?;
        undo.finish()
    }
}

fn accounts_of_links(effects: &[Effect]) -> Result<Vec<AccountId>, Error> {
    let links = effects.iter().filter(|effect| effect.object == "affiliation");
    let accounts = links.map(|effect| {
        let link: affiliation::Model = serde_json::from_value(effect.after.clone())?;
        Ok(link.account_id)
    });
    let accounts: Result<HashSet<_>, serde_json::Error> = accounts.collect();
    Ok(Vec::from_iter(accounts.map_err(Error::internal)?))
}

/// What the rows of one call need to know, read before any of them.
struct Known {
    definitions: Definitions,
    people: Matches<person::Model, PersonId>,
    accounts_by_external_id: HashMap<String, AccountId>,
    /// Of several with one name none is meant.
    accounts_by_name: HashMap<String, Option<AccountId>>,
    links: HashMap<(AccountId, PersonId), affiliation::Model>,
}

/// What is to be written for all rows.
#[derive(Default)]
struct Writes {
    people: Vec<person::Model>,
    links: Vec<affiliation::Model>,
    /// Before and after.
    changed_people: Vec<(person::Model, person::Model)>,
    changed_links: Vec<affiliation::Model>,
    events: Vec<(DomainEvent, Changes)>,
}

async fn apply_part(
    tx: &WorkspaceTx,
    rows: &[ImportRow],
    apply: &Apply,
) -> Result<Vec<RowOutcome>, Error> {
    let mut known = Known::of(tx, rows, apply.match_by).await?;
    let mut writes = Writes::default();
    let mut outcomes = Vec::with_capacity(rows.len());
    for row in rows {
        outcomes.push(match known.people.find(row, apply.match_by) {
            Some(_) if apply.on_match == OnMatch::Skip => RowOutcome::Skipped,
            found => known.write(tx, found, row, &mut writes)?,
        });
    }
    writes.store(tx).await?;
    Ok(outcomes)
}

impl Known {
    async fn of(tx: &WorkspaceTx, rows: &[ImportRow], match_by: &str) -> Result<Self, Error> {
        use person::{Column, Entity};
        let keys: Vec<String> = rows.iter().filter_map(|row| match_key(row, match_by)).collect();
        let by_key = match match_by {
            "phone" => Column::Phone.is_in(keys),
            "email" => Column::Email.is_in(keys),
            _ => Column::ExternalId.is_in(keys),
        };
        let ids = rows.iter().filter_map(|row| row.text("external_id"));
        let wanted = Condition::any().add(by_key).add(Column::ExternalId.is_in(ids));
        let found = tx.find::<Entity>().filter(wanted).filter(Column::MergedIntoId.is_null());
        // Of several with one phone number or address the oldest is meant.
        let found = found.order_by_desc(Column::CreatedAt).order_by_desc(Column::Id);
        let found = found.all(&tx.db).await?;
        let key_of = |row: &person::Model| match match_by {
            "phone" => row.phone.as_ref().map(|phone| phone.as_str().to_owned()),
            "email" => row.email.as_ref().map(|email| email.as_str().to_owned()),
            _ => row.external_id.clone(),
        };
        let links = affiliation::Column::PersonId.is_in(found.iter().map(|row| row.id));
        let links = tx.find::<affiliation::Entity>().filter(links).all(&tx.db).await?;
        let (accounts_by_external_id, accounts_by_name) = accounts_of(tx, rows).await?;
        Ok(Self {
            definitions: Definitions::of(tx, AttributeObject::Person).await?,
            people: Matches::of(found, |row| (row.external_id.clone(), row.id), key_of),
            accounts_by_external_id,
            accounts_by_name,
            links: links.into_iter().map(|it| ((it.account_id, it.person_id), it)).collect(),
        })
    }

    fn write(
        &mut self,
        tx: &WorkspaceTx,
        found: Option<person::Model>,
        row: &ImportRow,
        writes: &mut Writes,
    ) -> Result<RowOutcome, Error> {
        let mut person = found.clone().unwrap_or_else(|| empty(tx));
        let mut faults = self.fill(&mut person, row);
        if person.name.is_empty() {
            faults.push(fault("name", "required"));
        }
        let link = match self.link(tx, person.id, row) {
            Ok(link) => link,
            Err(wrong) => {
                faults.extend(wrong);
                None
            }
        };
        if !faults.is_empty() {
            return Ok(RowOutcome::Refused(faults));
        }
        let is_new = found.is_none();
        if is_new || found.as_ref() != Some(&person) {
            derive_columns(&mut person);
        }
        self.people.take(person.external_id.as_ref(), person.id);
        let mut effects = writes.person(tx, found, person)?;
        if let Some(link) = link {
            let before = self.links.insert((link.account_id, link.person_id), link.clone());
            effects.extend(writes.link(before, link)?);
        }
        Ok(match effects {
            effects if is_new => RowOutcome::Created(effects),
            effects if effects.is_empty() => RowOutcome::Skipped,
            effects => RowOutcome::Updated(effects),
        })
    }

    fn fill(&self, person: &mut person::Model, row: &ImportRow) -> Vec<RowFault> {
        let mut custom = values(person.attributes.clone());
        let mut faults =
            attributes::apply(&self.definitions, &mut custom, row).err().unwrap_or_default();
        faults.extend(self.people.taken(row, person.id));
        person.attributes = custom.into();
        for (field, value) in &row.values {
            match (field.as_str(), value) {
                ("external_id", Value::Text(text)) => person.external_id = Some(text.clone()),
                ("name", Value::Text(name)) => person.name.clone_from(name),
                ("phone", Value::Phone(phone)) => person.phone = Some(phone.clone()),
                ("email", Value::Email(email)) => person.email = Some(email.clone()),
                ("wechat", Value::Text(text)) => person.wechat = Some(text.clone()),
                ("title", Value::Text(text)) => person.title = Some(text.clone()),
                ("locale", Value::Text(text)) => person.locale = Some(text.clone()),
                ("tags", Value::Text(text)) => {
                    let tags = [person.tags.0.clone(), words_of(text)].concat();
                    match Tags::read(&tags) {
                        Ok(tags) => person.tags = tags,
                        Err(error) => faults.push(RowFault::of(field, error.into())),
                    }
                }
                _ => {}
            }
        }
        faults
    }

    /// The person's place in the account that the row names, as it is to be.
    fn link(
        &self,
        tx: &WorkspaceTx,
        person_id: PersonId,
        row: &ImportRow,
    ) -> Result<Option<affiliation::Model>, Vec<RowFault>> {
        let by_id = row.text("account.external_id").map(|id| {
            let found = self.accounts_by_external_id.get(id).copied();
            found.ok_or_else(|| vec![fault("account.external_id", "not_found")])
        });
        let by_name = || {
            row.text("account.name").map(|name| {
                let found = self.accounts_by_name.get(&name_key(name)).copied().flatten();
                found.ok_or_else(|| vec![fault("account.name", "not_found")])
            })
        };
        let Some(account_id) = by_id.or_else(by_name).transpose()? else { return Ok(None) };
        let mut link =
            self.links.get(&(account_id, person_id)).cloned().unwrap_or(affiliation::Model {
                id: tx.new_id(),
                workspace_id: tx.workspace(),
                account_id,
                person_id,
                role: DecisionRole::User,
                title: None,
                concern: None,
                say: 1,
                is_primary: false,
                created_at: tx.now(),
                updated_at: tx.now(),
                version: 1,
            });
        link.role =
            row.text("account.role").and_then(|word| word.parse().ok()).unwrap_or(link.role);
        link.concern = row.text("account.concern").map(str::to_owned).or(link.concern);
        match row.value("account.say") {
            Some(Value::Integer(say @ 0..=3)) => {
                link.say = i32::try_from(*say).unwrap_or(link.say);
            }
            Some(Value::Integer(_)) => {
                let fault = Fault::new("out_of_range").with("min", 0).with("max", 3);
                return Err(vec![RowFault::of("account.say", fault)]);
            }
            _ => {}
        }
        Ok(Some(link))
    }
}

async fn accounts_of(
    tx: &WorkspaceTx,
    rows: &[ImportRow],
) -> Result<(HashMap<String, AccountId>, HashMap<String, Option<AccountId>>), Error> {
    use account::{Column, Entity};
    let ids = rows.iter().filter_map(|row| row.text("account.external_id"));
    let names = rows.iter().filter_map(|row| row.text("account.name")).map(name_key);
    let wanted =
        Condition::any().add(Column::ExternalId.is_in(ids)).add(Column::NameKey.is_in(names));
    let found = tx.find::<Entity>().filter(wanted).filter(Column::MergedIntoId.is_null());
    let (mut by_id, mut by_name) = (HashMap::new(), HashMap::new());
    for row in found.all(&tx.db).await? {
        by_name.entry(row.name_key).and_modify(|known| *known = None).or_insert(Some(row.id));
        if let Some(id) = row.external_id {
            by_id.insert(id, row.id);
        }
    }
    Ok((by_id, by_name))
}

fn empty(tx: &WorkspaceTx) -> person::Model {
    person::Model {
        id: tx.new_id(),
        workspace_id: tx.workspace(),
        external_id: None,
        name: String::new(),
        phone: None,
        email: None,
        wechat: None,
        title: None,
        locale: None,
        tags: Tags::default(),
        attributes: json!({}),
        sort_name: String::new(),
        search_text: String::new(),
        contact_text: String::new(),
        archived_at: None,
        merged_into_id: None,
        created_at: tx.now(),
        updated_at: tx.now(),
        version: 1,
    }
}

impl Writes {
    fn person(
        &mut self,
        tx: &WorkspaceTx,
        before: Option<person::Model>,
        mut row: person::Model,
    ) -> Result<Vec<Effect>, Error> {
        let person_id = row.id;
        let Some(before) = before else {
            let effect = Effect::created("person", person_id, &row)?;
            self.events.push((DomainEvent::PersonCreated { person_id }, Changes::default()));
            self.people.push(row);
            return Ok(vec![effect]);
        };
        if row == before {
            return Ok(Vec::new());
        }
        row.version += 1;
        row.updated_at = tx.now();
        let effect = Effect::updated("person", person_id, &before, &row)?;
        let (was, is) = (Person::new(before.clone(), false), Person::new(row.clone(), false));
        let changes = Changes::between(&was, &is).conceal(&["phone", "email", "wechat"]);
        self.events.push((DomainEvent::PersonUpdated { person_id }, changes));
        self.changed_people.push((before, row));
        Ok(vec![effect])
    }

    fn link(
        &mut self,
        before: Option<affiliation::Model>,
        mut row: affiliation::Model,
    ) -> Result<Option<Effect>, Error> {
        if before.as_ref() == Some(&row) {
            return Ok(None);
        }
        let (account_id, person_id) = (row.account_id, row.person_id);
        let role = row.role.as_str().to_owned();
        let event = DomainEvent::PersonLinked { person_id, account_id, role };
        self.events.push((event, Changes::default()));
        Ok(Some(if let Some(before) = before {
            row.version += 1;
            let effect = Effect::updated("affiliation", row.id, &before, &row)?;
            self.changed_links.push(row);
            effect
        } else {
            let effect = Effect::created("affiliation", row.id, &row)?;
            self.links.push(row);
            effect
        }))
    }

    async fn store(self, tx: &WorkspaceTx) -> Result<(), Error> {
        let accounts: HashSet<_> = self.links.iter().map(|link| link.account_id).collect();
        many::insert_all::<person::Entity>(tx, self.people).await?;
        many::insert_all::<affiliation::Entity>(tx, self.links).await?;
        party::store_all(tx, self.changed_people).await?;
        many::update_all::<affiliation::Entity>(tx, self.changed_links, affiliation::Column::Id)
            .await?;
        refresh_people_count(tx, &Vec::from_iter(accounts)).await?;
        tx.record_all(self.events).await
    }
}
