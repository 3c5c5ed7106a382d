//! Who decides, pays and uses at a lead. Of those who became customers it is the people whom we know there.

use super::Scene;
use crate::{
    dice::Dice,
    simulate::{account::Customers, lead::Sold, market::QUALIFIED, names::Names, records::Records},
    vocabulary::Part,
    year::{
        At, Contact, Who,
        sales::{ChainContact, Sales},
    },
};
use chrono::Duration;
use customers::affiliation::DecisionRole;
use jobs::DomainEvent;
use kernel::ids::AccountId;
use std::collections::HashMap;

/// Beside the one who asked.
const MOST: usize = 3;

pub fn meet(
    scene: &Scene,
    sold: &Sold,
    customers: &Customers,
    names: &mut Names,
    sales: &mut Sales,
    records: &mut Records,
) {
    let mut dice = scene.setting.dice("decision chains");
    let mut staff: HashMap<AccountId, Vec<usize>> = HashMap::new();
    for (place, person) in customers.people.iter().enumerate() {
        staff.entry(customers.accounts[person.account].id).or_default().push(place);
    }
    for (place, lead) in sold.leads.iter().enumerate() {
        let qualified_at = scene.journeys[place].reached(QUALIFIED);
        let Some((at, owner)) = qualified_at.zip(sales.first_owner(place)) else { continue };
        let met = match lead.account_id.and_then(|id| staff.get(&id)) {
            Some(people) => known(customers, people),
            None => made_up(scene, lead.title, &lead.contact, names, &mut dice),
        };
        let mut at = at;
        for mut contact in met {
            at = met_at(scene, at, lead.closed_at, &mut dice);
            (contact.id, contact.lead, contact.at) = (dice.id(at), place, at);
            let (lead_id, lead_contact_id) = (lead.id, contact.id);
            let event = DomainEvent::LeadContactAdded { lead_id, lead_contact_id };
            records.fact(at, Who::Member(owner), event);
            sales.contacts.push(contact);
        }
    }
}

/// Some minutes or days after the one before, while it still mattered.
fn met_at(scene: &Scene, since: At, closed_at: Option<At>, dice: &mut Dice) -> At {
    let later = since + Duration::minutes(dice.between(3, 30));
    let until = closed_at.unwrap_or(scene.now());
    if later < until { later } else { since }
}

/// Those at a customer, the one who decides first.
fn known(customers: &Customers, people: &[usize]) -> Vec<ChainContact> {
    let people = people.iter().map(|place| &customers.people[*place]);
    let chain = people.filter(|person| person.is_primary || person.role != "user").take(1 + MOST);
    chain
        .map(|person| {
            contact(person.contact.clone(), person.title, person.role, person.say, person.concern)
        })
        .collect()
}

/// Whoever asked is in it, and somebody who decides if that is somebody else.
fn made_up(
    scene: &Scene,
    title: &'static str,
    asked: &Contact,
    names: &mut Names,
    dice: &mut Dice,
) -> Vec<ChainContact> {
    let parts = scene.setting.words.parts;
    let decides = parts[0].titles.contains(&title);
    let part = &parts[if decides { 0 } else { 2 }];
    let mut chain = vec![of_part(part, asked.clone(), title, dice)];
    let mut others = Vec::new();
    if !decides && dice.chance(0.8) {
        others.push(0);
    }
    if dice.chance(0.55) {
        others.push(3);
    }
    if dice.chance(0.35) {
        others.push(if decides { 2 } else { 1 });
    }
    for place in others {
        let title = *dice.pick(parts[place].titles);
        let contact = names.contact(0.45, 0.1, 0.35);
        chain.push(of_part(&parts[place], contact, title, dice));
    }
    chain
}

fn of_part(part: &Part, who: Contact, title: &'static str, dice: &mut Dice) -> ChainContact {
    let concern = dice.chance(0.75).then(|| *dice.pick(part.concerns));
    contact(who, title, part.role, part.say, concern)
}

fn contact(
    contact: Contact,
    title: &'static str,
    role: &str,
    say: i32,
    concern: Option<&'static str>,
) -> ChainContact {
    ChainContact {
        id: uuid::Uuid::nil().into(),
        lead: 0,
        contact,
        title,
        role: role.parse().unwrap_or(DecisionRole::Influencer),
        concern,
        say,
        at: At::default(),
    }
}
