use super::{house::words, number, word};
use crate::year::{Account, Person, Subscription, Year};
use customers::{
    account::{derive_columns as account_texts, name_key},
    attribute::{AttributeKind, AttributeObject},
    entity::{
        account, affiliation, attribute_definition, customer_order, person, plan, subscription,
        subscription_term,
    },
    person::derive_columns as person_texts,
    rows::insert_all,
    standing,
    subscription::rules,
    tags::Tags,
};
use identity::workspace::MrrWhilePaused;
use kernel::{Error, WorkspaceTx, money::Currency, text::sort_key, zone::Zone};
use serde_json::json;
use std::collections::HashMap;

pub async fn catalogue(tx: &WorkspaceTx, year: &Year) -> Result<(), Error> {
    let created_at = year.workspace.created_at;
    let currency: Currency = word(year.workspace.currency)?;
    let plans = year.plans.iter().map(|found| plan::Model {
        id: found.id,
        workspace_id: tx.workspace(),
        key: found.key.to_owned(),
        name: found.name.to_owned(),
        sort_name: sort_key(found.name),
        description: Some(found.description.to_owned()),
        currency,
        opening_fee: found.opening_fee,
        annual_fee: found.annual_fee,
        term_months: 12,
        features: found.features.clone(),
        archived_at: None,
        created_at,
        updated_at: created_at,
        version: 1,
    });
    insert_all::<plan::Entity>(tx, plans.collect()).await?;
    let attributes = year.attributes.iter().map(|attribute| {
        let options: Vec<_> =
            attribute.options.iter().map(|option| json!({"value": option})).collect();
        Ok(attribute_definition::Model {
            id: attribute.id,
            workspace_id: tx.workspace(),
            object: AttributeObject::Account,
            key: attribute.key.to_owned(),
            label: attribute.label.to_owned(),
            label_zh: Some(attribute.label_zh.to_owned()),
            kind: word::<AttributeKind>(attribute.kind)?,
            options: json!(options),
            description: None,
            archived_at: None,
            created_at,
            updated_at: created_at,
            version: 1,
        })
    });
    insert_all::<attribute_definition::Entity>(tx, attributes.collect::<Result<_, Error>>()?).await
}

pub async fn accounts(tx: &WorkspaceTx, year: &Year) -> Result<(), Error> {
    let mut contracts: HashMap<usize, Vec<subscription::Model>> = HashMap::new();
    for found in &year.subscriptions {
        contracts.entry(found.account).or_default().push(subscription_row(tx, year, found)?);
    }
    let rows = year.accounts.iter().enumerate().map(|(place, account)| {
        let mut contracts = contracts.remove(&place).unwrap_or_default();
        account_row(
            tx,
            year,
            account,
            &standing::of_subscriptions(&mut contracts, MrrWhilePaused::Zero),
        )
    });
    insert_all::<account::Entity>(tx, rows.collect::<Result<_, Error>>()?).await
}

/// The standing is what the product itself makes of the account's subscriptions.
fn account_row(
    tx: &WorkspaceTx,
    year: &Year,
    account: &Account,
    paid: &standing::Paid,
) -> Result<account::Model, Error> {
    let shop = &account.shop;
    let mut row = account::Model {
        id: account.id,
        workspace_id: tx.workspace(),
        external_id: Some(account.external_id.clone()),
        name: shop.company.clone(),
        name_key: name_key(&shop.company),
        short_name: Some(shop.sign.clone()),
        industry: Some(words(year).industries[shop.industry].name.to_owned()),
        region: Some(shop.region.to_owned()),
        city: Some(shop.city.to_owned()),
        address: Some(account.address.clone()),
        website: (shop.stores > 2).then(|| format!("https://{}.example", shop.brand)),
        phone: account.phone.clone(),
        size: Some(shop.employees),
        owner_id: Some(account.owner_id),
        lifecycle_stage: word(account.lifecycle_stage)?,
        stage_since: account.stage_since,
        tags: Tags(account.tags.iter().map(|tag| (*tag).to_owned()).collect()),
        attributes: account.attributes.clone(),
        people_count: number(account.people),
        mrr: paid.mrr.map(|(amount, _)| amount),
        mrr_currency: paid.mrr.map(|(_, currency)| currency),
        renews_on: paid.renews_on,
        plan_id: paid.plan_id,
        tier: None,
        health_band: None,
        churn_risk: None,
        sort_name: String::new(),
        search_text: String::new(),
        contact_text: String::new(),
        archived_at: None,
        merged_into_id: None,
        created_at: account.created_at,
        updated_at: account.updated_at,
        version: account.version,
    };
    account_texts(&mut row);
    Ok(row)
}

pub async fn people(tx: &WorkspaceTx, year: &Year) -> Result<(), Error> {
    let rows = year.people.iter().map(|person| person_row(tx, year, person));
    insert_all::<person::Entity>(tx, rows.collect()).await?;
    let rows = year.people.iter().map(|person| {
        Ok(affiliation::Model {
            id: person.affiliation_id,
            workspace_id: tx.workspace(),
            account_id: year.accounts[person.account].id,
            person_id: person.id,
            role: word(person.role)?,
            title: Some(person.title.to_owned()),
            concern: person.concern.map(str::to_owned),
            say: person.say,
            is_primary: person.is_primary,
            created_at: person.created_at,
            updated_at: person.created_at,
            version: 1,
        })
    });
    insert_all::<affiliation::Entity>(tx, rows.collect::<Result<_, Error>>()?).await
}

fn person_row(tx: &WorkspaceTx, year: &Year, person: &Person) -> person::Model {
    let mut row = person::Model {
        id: person.id,
        workspace_id: tx.workspace(),
        external_id: Some(person.external_id.clone()),
        name: person.contact.name.clone(),
        phone: person.contact.phone.clone(),
        email: person.contact.email.clone(),
        wechat: person.contact.wechat.clone(),
        title: Some(person.title.to_owned()),
        locale: Some(year.workspace.locale.to_string()),
        tags: Tags::default(),
        attributes: json!({}),
        sort_name: String::new(),
        search_text: String::new(),
        contact_text: String::new(),
        archived_at: None,
        merged_into_id: None,
        created_at: person.created_at,
        updated_at: person.created_at,
        version: 1,
    };
    person_texts(&mut row);
    row
}

pub async fn subscriptions(tx: &WorkspaceTx, year: &Year) -> Result<(), Error> {
    let mut rows = Vec::with_capacity(year.subscriptions.len());
    let mut terms = Vec::new();
    for found in &year.subscriptions {
        rows.push(subscription_row(tx, year, found)?);
        terms.extend(found.terms.iter().zip(1..).map(|(term, number)| subscription_term::Model {
            id: term.id,
            workspace_id: tx.workspace(),
            subscription_id: found.id,
            number,
            plan_id: Some(year.plans[term.plan].id),
            starts_on: term.starts_on,
            ends_on: term.ends_on,
            months: 12,
            annual_fee: term.annual_fee,
            seats: i32::try_from(term.stores).ok(),
            created_at: term.bought_at,
        }));
    }
    insert_all::<subscription::Entity>(tx, rows).await?;
    insert_all::<subscription_term::Entity>(tx, terms).await?;
    let orders = year.orders.iter().map(|order| {
        Ok(customer_order::Model {
            id: order.id,
            workspace_id: tx.workspace(),
            account_id: year.accounts[order.account].id,
            plan_id: Some(year.plans[order.plan].id),
            subscription_id: Some(order.subscription_id),
            external_id: None,
            kind: word(order.kind)?,
            amount: order.amount,
            currency: word(year.workspace.currency)?,
            ordered_on: order.on,
            note: Some(order.note.clone()),
            voided_at: None,
            void_reason: None,
            created_at: order.created_at,
            updated_at: order.created_at,
            version: 1,
        })
    });
    insert_all::<customer_order::Entity>(tx, orders.collect::<Result<_, Error>>()?).await
}

fn subscription_row(
    tx: &WorkspaceTx,
    year: &Year,
    found: &Subscription,
) -> Result<subscription::Model, Error> {
    let ended = found.ended.as_ref();
    let ended_on = ended.map(|end| end.on);
    let zone: Zone = word(year.workspace.zone)?;
    let today = zone.day_of(tx.now());
    let mut row = subscription::Model {
        id: found.id,
        workspace_id: tx.workspace(),
        account_id: year.accounts[found.account].id,
        plan_id: Some(year.plans[found.plan].id),
        external_id: None,
        state: rules::state_on(today, found.starts_on, ended_on, &found.pauses),
        starts_on: found.starts_on,
        term_months: 12,
        months_bought: i32::try_from(12 * found.terms.len()).map_err(Error::internal)?,
        renews_on: found.renews_on(),
        annual_fee: found.annual_fee,
        fees: found.fees.clone(),
        pauses: found.pauses.clone(),
        currency: word(year.workspace.currency)?,
        mrr: 0,
        seats: i32::try_from(found.stores).ok(),
        ended_on,
        end_reason: ended.map(|end| word(end.reason)).transpose()?,
        end_note: ended.map(|end| end.note.to_owned()),
        created_at: found.created_at,
        updated_at: found.updated_at,
        version: found.version,
    };
    // Of one subscription the part of the account's revenue is all of it.
    standing::of_subscriptions(std::slice::from_mut(&mut row), MrrWhilePaused::Zero);
    Ok(row)
}
