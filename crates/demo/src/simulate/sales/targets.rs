//! What the team and its reps are to achieve each month: a little more than they did in the months before.

use super::Scene;
use crate::{
    dice::{to_real, to_whole},
    simulate::{lead::Sold, records::Records, setting::MINOR},
    year::{
        Who,
        sales::{MonthPlan, MonthTarget, Sales},
    },
};
use chrono::{Datelike as _, Duration, Months, NaiveDate};
use jobs::DomainEvent;
use kernel::ids::MemberId;
use std::collections::BTreeMap;

/// Whoever plans looks back so far.
const MONTHS_BEFORE: u32 = 3;
const STRETCH: f64 = 1.12;

/// What somebody won in some months.
#[derive(Clone, Copy, Default)]
struct Won {
    leads: i64,
    amount: i64,
}

/// The first months have nothing behind them to plan by.
pub fn set(scene: &Scene, sold: &Sold, sales: &mut Sales, records: &mut Records) {
    let Scene { setting, members, house, workspace, .. } = *scene;
    let calendar = &setting.calendar;
    let mut dice = setting.dice("sales targets");
    let first = first_of_month(calendar.first) + Months::new(MONTHS_BEFORE + 1);
    let months = (0..).map(|month| first + Months::new(month));
    for month in months.take_while(|month| *month <= calendar.today) {
        let working_days = month.iter_days().filter(|day| calendar.is_working_day(*day));
        let on = working_days.into_iter().next().unwrap_or(month);
        let at = (calendar.zone.start_of(on) + Duration::minutes(9 * 60 + 40)).max(house.opened_at);
        if !setting.has_happened(at) {
            break;
        }
        let targets = targets(&won_before(scene, sold, sales, month));
        if targets.is_empty() {
            continue;
        }
        let event = DomainEvent::SalesTargetsUpdated { workspace_id: workspace.id };
        records.fact(at, Who::Member(members[1].id), event);
        sales.targets.push(MonthPlan { id: dice.id(at), month, targets, at });
    }
}

fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// What each rep won in the months before one.
fn won_before(
    scene: &Scene,
    sold: &Sold,
    sales: &Sales,
    month: NaiveDate,
) -> BTreeMap<MemberId, Won> {
    let zone = scene.setting.calendar.zone;
    let looked_at = month - Months::new(MONTHS_BEFORE)..month;
    let mut won: BTreeMap<MemberId, Won> = BTreeMap::new();
    for (place, _) in &sold.won {
        let lead = &sold.leads[*place];
        let Some((owner, at)) = lead.owner_id.zip(lead.closed_at) else { continue };
        if looked_at.contains(&zone.day_of(at)) {
            let won = won.entry(owner).or_default();
            won.leads += 1;
            won.amount += sales.standings[*place].expected_amount.unwrap_or(0);
        }
    }
    won
}

/// Of each rep, and of the team what all of them together are to bring.
fn targets(won: &BTreeMap<MemberId, Won>) -> Vec<MonthTarget> {
    let monthly = |sum: i64| to_real(sum) * STRETCH / f64::from(MONTHS_BEFORE);
    let thousand = 1_000 * MINOR;
    let round =
        |amount: f64| (to_whole((amount / to_real(thousand)).round()) * thousand).max(thousand);
    let of_reps = won.iter().map(|(member, won)| MonthTarget {
        member_id: Some(*member),
        won: to_whole(monthly(won.leads).ceil()).max(1),
        won_amount: round(monthly(won.amount)),
    });
    let of_reps: Vec<_> = of_reps.collect();
    if of_reps.is_empty() {
        return of_reps;
    }
    let team = MonthTarget {
        member_id: None,
        won: of_reps.iter().map(|target| target.won).sum(),
        won_amount: of_reps.iter().map(|target| target.won_amount).sum(),
    };
    [vec![team], of_reps].concat()
}
