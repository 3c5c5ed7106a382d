//! Rows of a file of accounts, written together.

use super::{Matches, attributes, fault, match_key, people, subscription as described, words_of};
use crate::{
    account::{LifecycleStage, derive_columns, name_key, values},
    attribute::{AttributeObject, Definitions},
    entity::{account, plan, subscription, subscription_term},
    input, party, rows as many, settings, standing,
    subscription::SubscriptionState,
    tags::Tags,
};
use chrono::NaiveDate;
use exchange::{
    effect::Effect,
    row_error::Fault,
    target::{Apply, ImportRow, OnMatch, RowFault, RowOutcome},
    value::Value,
};
use identity::workspace::MrrWhilePaused;
use jobs::{DomainEvent, Record as _};
use kernel::{
    Changes, Error, WorkspaceTx,
    ids::{AccountId, MemberId},
    text::normal_form,
};
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _, QueryOrder as _};
use serde_json::json;
use std::collections::HashMap;

/// What the rows of one call need to know, read before any of them.
struct Known {
    today: NaiveDate,
    while_paused: MrrWhilePaused,
    definitions: Definitions,
    plans: HashMap<String, plan::Model>,
    members: HashMap<String, Option<MemberId>>,
    accounts: Matches<account::Model, AccountId>,
    subscriptions: HashMap<AccountId, Vec<subscription::Model>>,
}

/// What is to be written for all rows.
#[derive(Default)]
struct Writes {
    accounts: Vec<account::Model>,
    subscriptions: Vec<subscription::Model>,
    terms: Vec<subscription_term::Model>,
    /// Before and after.
    changed_accounts: Vec<(account::Model, account::Model)>,
    changed_subscriptions: Vec<subscription::Model>,
    events: Vec<(DomainEvent, Changes)>,
}

pub(super) async fn apply(
    tx: &WorkspaceTx,
    rows: &[ImportRow],
    apply: &Apply,
) -> Result<Vec<RowOutcome>, Error> {
    let mut known = Known::of(tx, rows, apply.match_by).await?;
    let mut writes = Writes::default();
    let mut outcomes = Vec::with_capacity(rows.len());
    for row in rows {
        outcomes.push(match known.accounts.find(row, apply.match_by) {
            Some(_) if apply.on_match == OnMatch::Skip => RowOutcome::Skipped,
            Some(account) => known.update(tx, &account, row, &mut writes)?,
            None => known.create(tx, row, &mut writes)?,
        });
    }
    writes.store(tx).await?;
    Ok(outcomes)
}

impl Known {
    async fn of(tx: &WorkspaceTx, rows: &[ImportRow], match_by: &str) -> Result<Self, Error> {
        use account::{Column, Entity};
        let settings = settings::of_workspace(tx).await?;
        let keys: Vec<String> = rows.iter().filter_map(|row| match_key(row, match_by)).collect();
        let ids: Vec<&str> = rows.iter().filter_map(|row| row.text("external_id")).collect();
        let by_key = match match_by {
            "phone" => Column::Phone.is_in(keys),
            "name" => Column::NameKey.is_in(keys),
            _ => Column::ExternalId.is_in(keys),
        };
        let wanted =
            Condition::any().add(by_key).add(Column::ExternalId.is_in(ids.iter().copied()));
        let found = tx.find::<Entity>().filter(wanted).filter(Column::MergedIntoId.is_null());
        // Of several with one phone number or name the oldest is meant.
        let found = found.order_by_desc(Column::CreatedAt).order_by_desc(Column::Id);
        let found = found.all(&tx.db).await?;
        let key_of = |row: &account::Model| match match_by {
            "phone" => row.phone.as_ref().map(|phone| phone.as_str().to_owned()),
            "name" => Some(row.name_key.clone()),
            _ => row.external_id.clone(),
        };
        let subscriptions = tx
            .find::<subscription::Entity>()
            .filter(subscription::Column::AccountId.is_in(found.iter().map(|row| row.id)))
            .order_by_asc(subscription::Column::StartsOn)
            .order_by_asc(subscription::Column::Id)
            .all(&tx.db)
            .await?;
        let mut of_account: HashMap<AccountId, Vec<subscription::Model>> = HashMap::new();
        for row in subscriptions {
            of_account.entry(row.account_id).or_default().push(row);
        }
        Ok(Self {
            today: settings.today(tx),
            while_paused: settings.mrr_while_paused,
            definitions: Definitions::of(tx, AttributeObject::Account).await?,
            plans: people::plans_by_word(tx).await?,
            members: people::members_by_name(tx).await?,
            accounts: Matches::of(found, |row| (row.external_id.clone(), row.id), key_of),
            subscriptions: of_account,
        })
    }

    fn create(
        &mut self,
        tx: &WorkspaceTx,
        row: &ImportRow,
        writes: &mut Writes,
    ) -> Result<RowOutcome, Error> {
        let mut account = empty(tx);
        let mut faults = self.fill(&mut account, row);
        if account.name.is_empty() {
            // A file of numbers alone names its customers by them.
            account.name = account.external_id.clone().unwrap_or_default();
            account.name_key = name_key(&account.name);
        }
        if account.name.is_empty() && faults.is_empty() {
            faults.push(RowFault { field: None, fault: Fault::new("name_required") });
        }
        let mut made = None;
        if described::is_described(row) {
            let read = described::read(row, &self.plans, self.today);
            match read.and_then(|it| it.build(tx, account.id, self.today)) {
                Ok(built) => made = Some(built),
                Err(wrong) => faults.extend(wrong),
            }
        }
        if !faults.is_empty() {
            return Ok(RowOutcome::Refused(faults));
        }
        if let Some((subscription, _)) = &mut made {
            let only = std::slice::from_mut(subscription);
            let paid = standing::of_subscriptions(only, self.while_paused);
            standing::put(&mut account, paid);
            if row.value("lifecycle_stage").is_none() {
                account.lifecycle_stage = stage_of(subscription.state);
            }
        }
        derive_columns(&mut account);
        self.accounts.take(account.external_id.as_ref(), account.id);
        writes.create(account, made).map(RowOutcome::Created)
    }

    fn update(
        &mut self,
        tx: &WorkspaceTx,
        before: &account::Model,
        row: &ImportRow,
        writes: &mut Writes,
    ) -> Result<RowOutcome, Error> {
        let mut account = before.clone();
        let mut faults = self.fill(&mut account, row);
        let stored = self.subscriptions.get(&before.id).cloned().unwrap_or_default();
        let (mut subscriptions, mut term) = (stored.clone(), None);
        if described::is_described(row) {
            match described::read(row, &self.plans, self.today) {
                Ok(it) => match latest(&mut subscriptions) {
                    Some(latest) => it.change(latest, self.today),
                    None => match it.build(tx, account.id, self.today) {
                        Ok((made, of_it)) => {
                            subscriptions.push(made);
                            term = Some(of_it);
                        }
                        Err(wrong) => faults.extend(wrong),
                    },
                },
                Err(wrong) => faults.extend(wrong),
            }
            faults.extend(other_currency(&stored, &subscriptions));
        }
        if !faults.is_empty() {
            return Ok(RowOutcome::Refused(faults));
        }
        let paid = standing::of_subscriptions(&mut subscriptions, self.while_paused);
        if row.value("lifecycle_stage").is_some() {
            standing::put(&mut account, paid);
        } else {
            standing::write(&mut account, paid, tx.now());
        }
        if account != *before {
            derive_columns(&mut account);
        }
        self.accounts.take(account.external_id.as_ref(), account.id);
        let effects = writes.change(tx, before, account, &stored, subscriptions, term)?;
        Ok(if effects.is_empty() { RowOutcome::Skipped } else { RowOutcome::Updated(effects) })
    }

    /// Puts the row's own fields into the account.
    fn fill(&self, account: &mut account::Model, row: &ImportRow) -> Vec<RowFault> {
        let mut custom = values(account.attributes.clone());
        let mut faults =
            attributes::apply(&self.definitions, &mut custom, row).err().unwrap_or_default();
        faults.extend(self.accounts.taken(row, account.id));
        account.attributes = custom.into();
        for (field, value) in &row.values {
            match (field.as_str(), value) {
                ("external_id", Value::Text(text)) => account.external_id = Some(text.clone()),
                ("name", Value::Text(name)) => {
                    account.name.clone_from(name);
                    account.name_key = name_key(name);
                }
                ("short_name", Value::Text(text)) => account.short_name = Some(text.clone()),
                ("industry", Value::Text(text)) => account.industry = Some(text.clone()),
                ("region", Value::Text(text)) => account.region = Some(text.clone()),
                ("city", Value::Text(text)) => account.city = Some(text.clone()),
                ("address", Value::Text(text)) => account.address = Some(text.clone()),
                ("phone", Value::Phone(phone)) => account.phone = Some(phone.clone()),
                _ => faults.extend(self.fill_checked(account, field, value)),
            }
        }
        faults
    }

    /// The fields whose values can be wrong although they are well-formed.
    fn fill_checked(
        &self,
        account: &mut account::Model,
        field: &str,
        value: &Value,
    ) -> Option<RowFault> {
        match (field, value) {
            ("website", Value::Text(text)) => match input::website("", Some(text)) {
                Ok(website) => account.website = website,
                Err(error) => return Some(RowFault::of(field, error.into())),
            },
            ("size", Value::Integer(size)) => {
                let Ok(size @ 0..=10_000_000) = i32::try_from(*size) else {
                    let fault = Fault::new("out_of_range").with("min", 0).with("max", 10_000_000);
                    return Some(RowFault::of(field, fault));
                };
                account.size = Some(size);
            }
            ("owner", Value::Text(name)) => match self.members.get(&normal_form(name)) {
                Some(Some(member)) => account.owner_id = Some(*member),
                _ => return Some(fault(field, "not_found")),
            },
            ("lifecycle_stage", Value::Choice(stage)) => {
                let stage = stage.parse().unwrap_or(account.lifecycle_stage);
                if stage != account.lifecycle_stage {
                    account.lifecycle_stage = stage;
                    account.stage_since = account.updated_at;
                }
            }
            ("tags", Value::Text(text)) => {
                let tags = [account.tags.0.clone(), words_of(text)].concat();
                match Tags::read(&tags) {
                    Ok(tags) => account.tags = tags,
                    Err(error) => return Some(RowFault::of(field, error.into())),
                }
            }
            _ => {}
        }
        None
    }
}

fn stage_of(state: SubscriptionState) -> LifecycleStage {
    match state {
        SubscriptionState::Active | SubscriptionState::Paused => LifecycleStage::Use,
        SubscriptionState::Scheduled => LifecycleStage::Implement,
        SubscriptionState::Ended => LifecycleStage::Churned,
    }
}

/// The subscription that a file means: the running one, else the last.
fn latest(rows: &mut [subscription::Model]) -> Option<&mut subscription::Model> {
    rows.iter_mut().max_by_key(|row| (row.state != SubscriptionState::Ended, row.starts_on))
}

/// A subscription keeps its currency, and those that run have one.
fn other_currency(
    stored: &[subscription::Model],
    rows: &[subscription::Model],
) -> Option<RowFault> {
    let mut running = rows.iter().filter(|row| row.state != SubscriptionState::Ended);
    let changed = stored.iter().zip(rows).find(|(before, row)| before.currency != row.currency);
    let expected = if let Some((before, _)) = changed {
        before.currency
    } else {
        let first = running.next()?.currency;
        running.any(|row| row.currency != first).then_some(first)?
    };
    let fault = Fault::new("unknown_value").with("allowed", expected.code());
    Some(RowFault::of("subscription.annual_fee", fault))
}

fn empty(tx: &WorkspaceTx) -> account::Model {
    account::Model {
        id: tx.new_id(),
        workspace_id: tx.workspace(),
        external_id: None,
        name: String::new(),
        name_key: String::new(),
        short_name: None,
        industry: None,
        region: None,
        city: None,
        address: None,
        website: None,
        phone: None,
        size: None,
        owner_id: None,
        lifecycle_stage: LifecycleStage::Evaluate,
        stage_since: tx.now(),
        tags: Tags::default(),
        attributes: json!({}),
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
    }
}

impl Writes {
    fn create(
        &mut self,
        account: account::Model,
        made: Option<(subscription::Model, subscription_term::Model)>,
    ) -> Result<Vec<Effect>, Error> {
        let account_id = account.id;
        let mut effects = vec![Effect::created("account", account_id, &account)?];
        self.tell(DomainEvent::AccountCreated { account_id });
        if account.owner_id.is_some() {
            let (owner_id, previous_owner_id) = (account.owner_id, None);
            self.tell(DomainEvent::AccountAssigned { account_id, owner_id, previous_owner_id });
        }
        self.accounts.push(account);
        if let Some((subscription, term)) = made {
            effects.extend(self.create_subscription(subscription, Some(term))?);
        }
        Ok(effects)
    }

    fn create_subscription(
        &mut self,
        row: subscription::Model,
        term: Option<subscription_term::Model>,
    ) -> Result<Vec<Effect>, Error> {
        let (subscription_id, account_id) = (row.id, row.account_id);
        let mut effects = vec![Effect::created("subscription", row.id, &row)?];
        self.tell(DomainEvent::SubscriptionCreated { subscription_id, account_id });
        if row.state == SubscriptionState::Ended {
            let reason = row.end_reason.map(|reason| reason.as_str().to_owned());
            self.tell(DomainEvent::SubscriptionEnded { subscription_id, account_id, reason });
        }
        self.subscriptions.push(row);
        if let Some(term) = term {
            effects.push(Effect::created("subscription_term", term.id, &term)?);
            self.terms.push(term);
        }
        Ok(effects)
    }

    fn change(
        &mut self,
        tx: &WorkspaceTx,
        before: &account::Model,
        mut account: account::Model,
        stored: &[subscription::Model],
        subscriptions: Vec<subscription::Model>,
        term: Option<subscription_term::Model>,
    ) -> Result<Vec<Effect>, Error> {
        let mut effects = Vec::new();
        let account_id = before.id;
        if account != *before {
            account.version += 1;
            account.updated_at = tx.now();
            effects.push(Effect::updated("account", account_id, before, &account)?);
            let seen = |row: &account::Model| crate::account::Account::new(row.clone(), false);
            let changes = Changes::between(&seen(before), &seen(&account)).conceal(&["phone"]);
            self.events.push((DomainEvent::AccountUpdated { account_id }, changes));
            if account.owner_id != before.owner_id {
                let (owner_id, previous_owner_id) = (account.owner_id, before.owner_id);
                self.tell(DomainEvent::AccountAssigned { account_id, owner_id, previous_owner_id });
            }
            self.changed_accounts.push((before.clone(), account));
        }
        let mut term = term;
        for mut row in subscriptions {
            let Some(was) = stored.iter().find(|was| was.id == row.id) else {
                effects.extend(self.create_subscription(row, term.take())?);
                continue;
            };
            if row == *was {
                continue;
            }
            row.version += 1;
            row.updated_at = tx.now();
            effects.push(Effect::updated("subscription", row.id, was, &row)?);
            let subscription_id = row.id;
            if row.state == SubscriptionState::Ended && was.state != row.state {
                let reason = row.end_reason.map(|reason| reason.as_str().to_owned());
                self.tell(DomainEvent::SubscriptionEnded { subscription_id, account_id, reason });
            } else {
                self.tell(DomainEvent::SubscriptionUpdated { subscription_id, account_id });
            }
            self.changed_subscriptions.push(row);
        }
        Ok(effects)
    }

    fn tell(&mut self, event: DomainEvent) {
        self.events.push((event, Changes::default()));
    }

    async fn store(self, tx: &WorkspaceTx) -> Result<(), Error> {
        many::insert_all::<account::Entity>(tx, self.accounts).await?;
        many::insert_all::<subscription::Entity>(tx, self.subscriptions).await?;
        many::insert_all::<subscription_term::Entity>(tx, self.terms).await?;
        party::store_all(tx, self.changed_accounts).await?;
        many::update_all::<subscription::Entity>(
            tx,
            self.changed_subscriptions,
            subscription::Column::Id,
        )
        .await?;
        tx.record_all(self.events).await
    }
}
