//! The year in the order in which it is made: the house, its market, leads, customers, what customers do.

pub(crate) mod account;
mod care;
mod contract;
mod journey;
mod lead;
mod market;
mod names;
mod offer;
mod pace;
mod records;
mod sales;
pub(crate) mod setting;
#[cfg(test)]
mod tests;

use crate::{calendar::Calendar, usage, vocabulary, year::Year};
use chrono::{DateTime, Utc};
use kernel::{locale::Locale, zone::Zone};
use names::Names;
use records::Records;
use sales::{Scene, house::House, routing};
use setting::Setting;

/// The year that ends `now`. With a `scale` of 1 it has 2 000 leads, 600 accounts and 400 000 uses.
pub fn simulate(seed: u64, locale: Locale, scale: f64, now: DateTime<Utc>) -> Year {
    let words = vocabulary::of(locale);
    let zone: Zone = words.vendor.zone.parse().expect("the vocabulary names a zone");
    let calendar = Calendar::ending(now, zone, locale);
    let setting = Setting { seed, scale, words, calendar };

    let (workspace, members) = market::house(&setting);
    let mut records = Records::new(&setting, &workspace, &members);
    let mut names = Names::new(&setting);
    let market = market::market(&setting, &members, &mut records);
    let plans = offer::plans(&setting);
    let mut sold = lead::leads(&setting, &market, &members, &mut names, &mut records);
    let house = House::new(&setting, &members);
    let routed = routing::route(&setting, &house, &members, &mut sold, &mut records);
    let customers =
        account::customers(&setting, &mut sold, &plans, &members, &mut names, &mut records);
    let uses = usage::uses(&setting, &customers);
    let journeys = std::mem::take(&mut sold.journeys);
    let scene = Scene {
        setting: &setting,
        workspace: &workspace,
        market: &market,
        members: &members,
        house: &house,
        journeys: &journeys,
    };
    let sales = sales::sales(&scene, &mut sold, routed, &customers, &mut names, &mut records);
    records.fill_today(&setting.calendar, &members);
    let records = records.in_order();
    Year {
        attributes: offer::attributes(&setting),
        views: offer::views(&setting, &members),
        dashboard: offer::dashboard(&setting, &members),
        workspace,
        members,
        stages: market.stages,
        channels: market.channels,
        campaigns: market.campaigns,
        spends: market.spends,
        form: market.form,
        plans,
        leads: sold.leads,
        touches: sold.touches,
        accounts: customers.accounts,
        people: customers.people,
        subscriptions: customers.subscriptions,
        orders: customers.orders,
        tasks: records.tasks,
        notes: records.notes,
        sales,
        history: records.history,
        uses,
    }
}
