//! Customers: those from before the year, who were imported on its first day, and those who were won in it.

use super::{
    care,
    contract::{Contract, Deal, contract, loyalty},
    lead::Sold,
    names::Names,
    offer::plan_for,
    records::Records,
    setting::{ACCOUNTS, Setting, days},
};
use crate::{
    dice::Dice,
    year::{Account, At, Contact, Lead, Member, Order, Person, Plan, Shop, Subscription, Who},
};
use chrono::{Datelike, Days, Duration, NaiveDate};
use customers::subscription::pauses::Pauses;
use jobs::DomainEvent;
use kernel::ids::MemberId;
use serde_json::{Value, json};

/// Customers from before the year came in the three years before it.
const EARLIEST_DAYS: i64 = 1080;
/// A renewal is in sight that long before its day.
const RENEWAL_DAYS: u64 = 60;

pub struct Customers {
    pub accounts: Vec<Account>,
    pub people: Vec<Person>,
    pub subscriptions: Vec<Subscription>,
    pub orders: Vec<Order>,
    /// Of each account.
    pub lives: Vec<Life>,
}

/// When an account uses the product, and how much.
pub struct Life {
    pub uses_from: At,
    pub leaves_on: Option<NaiveDate>,
    pub ended_at: Option<At>,
    pub pauses: Pauses,
}

struct Office<'a> {
    setting: &'a Setting,
    plans: &'a [Plan],
    members: &'a [Member],
    names: &'a mut Names,
    records: &'a mut Records,
    dice: Dice,
    customers: Customers,
}

/// How an account came to be.
struct Arrival<'a> {
    shop: Shop,
    plan: usize,
    at: At,
    who: Who,
    lead: Option<&'a mut Lead>,
}

pub fn customers(
    setting: &Setting,
    sold: &mut Sold,
    plans: &[Plan],
    members: &[Member],
    names: &mut Names,
    records: &mut Records,
) -> Customers {
    let customers = Customers {
        accounts: Vec::new(),
        people: Vec::new(),
        subscriptions: Vec::new(),
        orders: Vec::new(),
        lives: Vec::new(),
    };
    let dice = setting.dice("customers");
    let mut office = Office { setting, plans, members, names, records, dice, customers };
    let imported = setting.scaled(ACCOUNTS).saturating_sub(sold.won.len());
    let opening = setting.calendar.start() + Duration::minutes(9 * 60 + 40);
    for row in 0..imported {
        let shop = office.names.shop();
        let plan = plan_for(setting.words.plans, shop.stores, &mut office.dice);
        let at = opening + Duration::milliseconds(i64::try_from(row).unwrap_or(0) * 40);
        office.settle(Arrival { shop, plan, at, who: Who::Import, lead: None });
    }
    for (place, plan) in &sold.won {
        let lead = &mut sold.leads[*place];
        let at = lead.closed_at.expect("a won lead is closed");
        let who = Who::Member(lead.owner_id.expect("a won lead has an owner"));
        office.settle(Arrival { shop: lead.shop.clone(), plan: *plan, at, who, lead: Some(lead) });
    }
    office.customers
}

impl Office<'_> {
    fn settle(&mut self, arrival: Arrival) {
        let Arrival { shop, plan, at, who, lead } = arrival;
        let place = self.customers.accounts.len();
        let owner_id = self.carer(&shop);
        let account = self.account(&shop, plan, owner_id, at, place);
        let account_id = account.id;
        self.records.fact(at, who, DomainEvent::AccountCreated { account_id });
        self.customers.accounts.push(account);
        let is_new = lead.is_some();
        self.meet(place, at, who, lead);
        let contract = self.sign(place, shop.stores, at, who, is_new);
        let goes_live = at + days(&mut self.dice, 6, 26);
        let account = &mut self.customers.accounts[place];
        describe(self.setting, account, contract.as_ref(), is_new.then_some(goes_live));
        care::look_after(
            self.setting,
            account,
            contract.as_ref(),
            is_new,
            self.records,
            &mut self.dice,
        );
        self.customers.lives.push(Life {
            uses_from: if is_new { goes_live } else { at },
            leaves_on: contract.as_ref().and_then(|contract| contract.leaves_on),
            ended_at: contract
                .as_ref()
                .and_then(|found| found.subscription.ended.as_ref())
                .map(|end| end.at),
            pauses: contract
                .as_ref()
                .map(|found| found.subscription.pauses.clone())
                .unwrap_or_default(),
        });
        if let Some(contract) = contract {
            self.customers.subscriptions.push(contract.subscription);
            self.customers.orders.extend(contract.orders);
        }
    }

    fn account(
        &mut self,
        shop: &Shop,
        plan: usize,
        owner_id: MemberId,
        at: At,
        place: usize,
    ) -> Account {
        let dice = &mut self.dice;
        let mut tags = Vec::new();
        if dice.chance(0.4) {
            tags.push(*dice.pick(self.setting.words.account_tags));
        }
        let attributes = attributes(self.setting, shop, at, dice);
        let prefix = self.setting.calendar.locale.pick("K", "C");
        Account {
            id: dice.id(at),
            external_id: format!("{prefix}{:06}", 100_000 + place),
            address: self.names.address(shop.city),
            shop: shop.clone(),
            phone: None,
            owner_id,
            lifecycle_stage: "purchase",
            stage_since: at,
            tags,
            attributes,
            people: 0,
            plan,
            annual_fee: 0,
            renews_on: None,
            created_at: at,
            updated_at: at,
            version: 1,
        }
    }

    /// The people of an account, the one who decides first.
    fn meet(&mut self, place: usize, at: At, who: Who, lead: Option<&mut Lead>) {
        let stores = self.customers.accounts[place].shop.stores;
        let account_id = self.customers.accounts[place].id;
        let more = self.dice.bell() * 1.9 + crate::dice::to_real(stores.min(10)) * 0.2;
        let count = 1 + self.dice.count(more).min(8);
        let is_new = lead.is_some();
        let known = lead.as_ref().map(|lead| (lead.contact.clone(), lead.title));
        for number in 0..count {
            let part = match number {
                0 => 0,
                1 => 1 + self.dice.weighted([5.0, 2.0, 3.0]),
                _ => 1 + self.dice.weighted([6.0, 3.0, 1.5, 0.7]),
            };
            let part = &self.setting.words.parts[part];
            let joined_at = if number == 0 { at } else { at + days(&mut self.dice, 0, 5) };
            let created_at =
                if is_new && self.setting.has_happened(joined_at) { joined_at } else { at };
            let own_title = *self.dice.pick(part.titles);
            let (contact, title) = match (&known, number) {
                (Some((contact, title)), 0) => (contact.clone(), *title),
                _ => (self.contact(number), own_title),
            };
            let person = Person {
                id: self.dice.id(created_at),
                affiliation_id: self.dice.id(created_at),
                account: place,
                external_id: format!("U{:06}", 200_000 + self.customers.people.len()),
                contact,
                title,
                role: part.role,
                concern: self.dice.chance(0.4).then(|| *self.dice.pick(part.concerns)),
                say: part.say,
                is_primary: number == 0,
                use_share: part.use_share,
                created_at,
            };
            let person_id = person.id;
            self.records.fact(created_at, who, DomainEvent::PersonCreated { person_id });
            let event =
                DomainEvent::PersonLinked { person_id, account_id, role: part.role.to_owned() };
            self.records.fact(created_at, who, event);
            self.customers.people.push(person);
        }
        let first = &self.customers.people[self.customers.people.len() - count];
        let account = &mut self.customers.accounts[place];
        account.people = count;
        account.phone = first.contact.phone.clone().filter(|_| self.dice.chance(0.6));
        if let Some(lead) = lead {
            lead.account_id = Some(account_id);
            lead.person_id = Some(first.id);
            let event = DomainEvent::LeadConverted {
                lead_id: lead.id,
                account_id,
                person_id: Some(first.id),
            };
            self.records.fact(at, who, event);
        }
    }

    fn contact(&mut self, number: usize) -> Contact {
        if number == 0 {
            self.names.contact(0.99, 0.35, 0.8)
        } else {
            self.names.contact(0.7, 0.2, 0.4)
        }
    }

    /// New customers pay some days after they were won; some haven't yet.
    fn sign(
        &mut self,
        place: usize,
        stores: i64,
        at: At,
        who: Who,
        is_new: bool,
    ) -> Option<Contract> {
        let calendar = &self.setting.calendar;
        let account = &self.customers.accounts[place];
        let (starts_on, entered_at) = if is_new {
            let paid_at = calendar.working_moment(at + days(&mut self.dice, 0, 4), &mut self.dice);
            if !self.setting.has_happened(paid_at) {
                return None;
            }
            (calendar.zone.day_of(paid_at), paid_at)
        } else {
            let before = u64::try_from(self.dice.between(3, EARLIEST_DAYS)).unwrap_or(3);
            (calendar.first - Days::new(before), at)
        };
        let loyalty = loyalty(stores, &mut self.dice);
        let (account_id, plan, owner) = (account.id, account.plan, account.owner_id);
        let entered_by = who;
        let deal = Deal {
            account: place,
            account_id,
            plan,
            stores,
            starts_on,
            entered_at,
            entered_by,
            owner,
            loyalty,
        };
        Some(contract(self.setting, self.plans, &deal, self.records, &mut self.dice))
    }

    fn carer(&mut self, shop: &Shop) -> MemberId {
        let place = if shop.stores >= 12 { 0 } else { 4 + self.dice.weighted([1.0, 1.0]) };
        self.members[place].id
    }
}

/// Where the account is in its journey, and its standing.
fn describe(
    setting: &Setting,
    account: &mut Account,
    contract: Option<&Contract>,
    goes_live: Option<At>,
) {
    let Some(contract) = contract else { return };
    let calendar = &setting.calendar;
    let subscription = &contract.subscription;
    let signed_at = subscription.created_at;
    account.version += 1;
    account.updated_at = account.updated_at.max(subscription.updated_at).max(signed_at);
    if let Some(end) = &subscription.ended {
        account.lifecycle_stage = "churned";
        account.stage_since = end.at;
        return;
    }
    account.annual_fee = subscription.annual_fee;
    let renews_on = subscription.renews_on();
    account.renews_on = Some(renews_on);
    let in_sight = calendar.zone.start_of(renews_on - Days::new(RENEWAL_DAYS));
    (account.lifecycle_stage, account.stage_since) = match goes_live {
        Some(at) if !setting.has_happened(at) => ("implement", signed_at),
        _ if setting.has_happened(in_sight) => ("renew", in_sight.max(signed_at)),
        Some(at) => ("use", at.max(signed_at)),
        None => ("use", contract.paid_at.last().copied().unwrap_or(signed_at)),
    };
    account.updated_at = account.updated_at.max(account.stage_since);
}

fn attributes(setting: &Setting, shop: &Shop, at: At, dice: &mut Dice) -> Value {
    let [stores, system, opened, online] = setting.words.attributes else { return json!({}) };
    let mut known = serde_json::Map::new();
    known.insert(stores.key.into(), json!(shop.stores));
    if dice.chance(0.7) {
        known.insert(system.key.into(), json!(dice.pick(system.options)));
    }
    if dice.chance(0.5) {
        let years = i32::try_from(dice.between(0, 9)).unwrap_or(0);
        let year = at.year() - 3 - years;
        let month = u32::try_from(dice.between(1, 12)).unwrap_or(1);
        let day = u32::try_from(dice.between(1, 28)).unwrap_or(1);
        known.insert(opened.key.into(), json!(NaiveDate::from_ymd_opt(year, month, day)));
    }
    if dice.chance(0.8) {
        known.insert(online.key.into(), json!(dice.chance(0.4)));
    }
    Value::Object(known)
}
