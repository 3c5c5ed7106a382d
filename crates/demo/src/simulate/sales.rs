//! The sales side of the year: the rules of the house, who got each lead and what was done with it, told from the leads'
//! ways through the stages. Each part throws its own dice.

mod chain;
mod diary;
pub mod house;
mod judging;
mod kit;
mod paths;
mod plans;
mod pooling;
mod referral;
pub mod routing;
mod rules;
mod targets;
#[cfg(test)]
mod tests;
mod work;

use super::{
    account::Customers, journey::Journey, lead::Sold, market::Market, names::Names,
    records::Records, setting::Setting,
};
use crate::year::{
    At, Lead, Member, Workspace,
    sales::{Sales, Spell},
};

/// What every part needs to know of the year so far.
pub struct Scene<'a> {
    pub setting: &'a Setting,
    pub workspace: &'a Workspace,
    pub market: &'a Market,
    pub members: &'a [Member],
    pub house: &'a house::House,
    pub journeys: &'a [Journey],
}

pub fn sales(
    scene: &Scene,
    sold: &mut Sold,
    routed: routing::Routed,
    customers: &Customers,
    names: &mut Names,
    records: &mut Records,
) -> Sales {
    let mut sales = Sales {
        standings: routed.standings,
        decisions: routed.decisions,
        turns: routed.turns,
        first_spells: first_spells(&routed.spells, sold.leads.len()),
        spells: routed.spells,
        ..Sales::default()
    };
    house::furnish(scene, &mut sales, records);
    plans::plan(scene, sold, customers, &mut sales, records);
    targets::set(scene, sold, &mut sales, records);
    work::work(scene, sold, &mut sales, records);
    judging::judge(scene, sold, &mut sales, records);
    pooling::pool(scene, sold, &mut sales, records);
    kit::sell_with_kit(scene, sold, &mut sales, records);
    chain::meet(scene, sold, customers, names, &mut sales, records);
    referral::refer(scene, sold, customers, &mut sales, records);
    paths::walk(scene, sold, records);
    for (lead, standing) in sold.leads.iter_mut().zip(&sales.standings) {
        touch(lead, standing.last_activity_at);
        touch(lead, standing.pooled.map(|(_, at)| at));
        touch(lead, standing.owned_since);
    }
    sales
}

fn first_spells(spells: &[Spell], leads: usize) -> Vec<Option<usize>> {
    let mut first = vec![None; leads];
    for (place, spell) in spells.iter().enumerate() {
        first[spell.lead].get_or_insert(place);
    }
    first
}

/// The lead changed then.
fn touch(lead: &mut Lead, at: Option<At>) {
    lead.updated_at = lead.updated_at.max(at.unwrap_or(lead.updated_at));
}
