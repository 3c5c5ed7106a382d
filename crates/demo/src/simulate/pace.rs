//! When leads come and from where: weekdays, holidays, campaigns and a growing market.

use super::{market::Market, setting::Setting};
use crate::{
    calendar::{DAYS, SEARCHING},
    dice::{Dice, to_real},
};
use chrono::{Datelike, NaiveDate};

/// Monday to Sunday: shop owners look for software when they sit at a desk.
const WEEKDAYS: [f64; 7] = [1.2, 1.15, 1.1, 1.05, 1.0, 0.72, 0.6];
/// How much more comes at the end of the year than at its beginning.
const GROWTH: f64 = 0.35;

/// A day and a channel of each of `count` leads, in the order of days.
pub fn arrivals(
    setting: &Setting,
    market: &Market,
    count: usize,
    dice: &mut Dice,
) -> Vec<(NaiveDate, usize)> {
    let calendar = &setting.calendar;
    let mut choices = Vec::new();
    let mut sum = 0.0;
    for day in calendar.days() {
        let age = to_real((day - calendar.first).num_days())
            / f64::from(u32::try_from(DAYS).unwrap_or(365));
        let weekday = WEEKDAYS[usize::try_from(day.weekday().num_days_from_monday()).unwrap_or(0)];
        let open = calendar.business(day)
            * weekday
            * calendar.elapsed(day, &SEARCHING)
            * (1.0 + GROWTH * age);
        for (channel, source) in setting.words.channels.iter().enumerate() {
            let lift = lift(setting, market, channel, day);
            sum += open * f64::from(source.share) * lift;
            choices.push((sum, day, channel));
        }
    }
    let mut arrivals: Vec<_> = (0..count)
        .map(|_| {
            let throw = dice.fraction() * sum;
            let place = choices.partition_point(|choice| choice.0 <= throw).min(choices.len() - 1);
            (choices[place].1, choices[place].2)
        })
        .collect();
    arrivals.sort_unstable();
    arrivals
}

fn lift(setting: &Setting, market: &Market, channel: usize, day: NaiveDate) -> f64 {
    let running = market.campaign_on(channel, day).map(|place| &market.campaigns[place]);
    let push = running.and_then(|campaign| {
        setting.words.campaigns.iter().find(|push| push.name == campaign.name)
    });
    // Without a fair nobody comes from fairs, but for the cards that are typed in later.
    let usual = if setting.words.channels[channel].kind == "event" { 0.15 } else { 1.0 };
    push.map_or(usual, |push| push.lift)
}
