//! Working hours, absences, rules and exchange rates: what a vendor sets up once.

use super::{Scene, rules};
use crate::{
    dice::Dice,
    simulate::{records::Records, setting::Setting},
    year::{
        At, Member, Who,
        sales::{Absence, Rate, RuleSet, Sales, WorkDays},
    },
};
use chrono::{Days, Duration, Months};
use identity::work_calendar::WorkHours;
use jobs::DomainEvent;
use leads::words::RulesKind;
use serde::Serialize;

/// Rules of the house, of which other parts need to know since when which hold.
pub struct House {
    pub hours: WorkHours,
    /// The same, as clocks count by it.
    clock: worktime::WorkCalendar,
    /// When it was set up.
    pub opened_at: At,
    /// When the second version of the rules of assignment came.
    pub refined_at: At,
    pub pools: Vec<leads::pool::PoolRule>,
}

impl House {
    pub fn new(setting: &Setting, members: &[Member]) -> Self {
        let calendar = &setting.calendar;
        let opened_at = calendar.start() + Duration::minutes(9 * 60 + 50);
        let refined_on = calendar.today - Days::new(147);
        let refined_at = calendar.zone.start_of(refined_on) + Duration::minutes(16 * 60 + 12);
        let (hours, pools) = (hours(setting), rules::pools(setting, members));
        Self { clock: hours.in_zone(calendar.zone), hours, opened_at, refined_at, pools }
    }

    /// Which version of the rules of assignment held.
    pub fn version_at(&self, at: At) -> i64 {
        if at < self.refined_at { 1 } else { 2 }
    }

    /// When so much working time has passed.
    pub fn due(&self, from: At, span: Duration) -> At {
        self.clock.due(from, span.to_std().unwrap_or_default(), &[]).unwrap_or(from)
    }

    /// Working time between two instants.
    pub fn elapsed(&self, from: At, until: At) -> Duration {
        self.clock.elapsed(from, until, &[])
    }

    pub fn is_working(&self, at: At) -> bool {
        !self.clock.counted(at, at + Duration::milliseconds(1), &[]).is_empty()
    }
}

/// Monday to Friday, nine to six, and closed when the whole country is.
fn hours(setting: &Setting) -> WorkHours {
    let calendar = &setting.calendar;
    let days = calendar.first.iter_days().take(365 + 366);
    let holidays = days.filter(|day| calendar.is_holiday(*day)).collect();
    WorkHours { holidays, ..WorkHours::usual() }
}

pub fn furnish(scene: &Scene, sales: &mut Sales, records: &mut Records) {
    let Scene { setting, members, house, .. } = *scene;
    let mut dice = setting.dice("sales house");
    let words = setting.words.sales;
    let (owner, at) = (Who::Member(members[0].id), house.opened_at);
    let calendar = WorkDays {
        id: dice.id(at),
        name: words.calendar,
        hours: house.hours.clone(),
        is_default: true,
    };
    let action = "created".to_owned();
    let work_calendar_id = calendar.id;
    records.fact(at, owner, DomainEvent::WorkCalendarChanged { work_calendar_id, action });
    sales.calendars.push(calendar);
    absences(scene, sales, records, &mut dice);
    publish(scene, sales, records, &mut dice);
    rates(scene, sales, records, &mut dice);
}

/// Of those who were away in the past nothing else is told; a rep goes away next week.
fn absences(scene: &Scene, sales: &mut Sales, records: &mut Records, dice: &mut Dice) {
    let Scene { setting, members, .. } = *scene;
    let calendar = &setting.calendar;
    let [training, leave] = setting.words.sales.absences;
    let planned = [(6, -2_i64, 12_i64, leave), (3, 4, 4, training)];
    for (member, begins, days, note) in planned {
        let from_on = calendar.today + Duration::days(begins);
        let entered_on = calendar.today - Days::new(9);
        let entered_at = calendar.zone.start_of(entered_on) + Duration::minutes(617);
        let member_id = members[member].id;
        let action = "created".to_owned();
        let event = DomainEvent::MemberAbsenceChanged { member_id, action };
        records.fact(entered_at, Who::Member(member_id), event);
        sales.absences.push(Absence {
            id: dice.id(entered_at),
            member_id,
            from_on,
            until_on: from_on + Duration::days(days),
            note,
            entered_at,
        });
    }
}

fn publish(scene: &Scene, sales: &mut Sales, records: &mut Records, dice: &mut Dice) {
    let Scene { setting, members, house, market, .. } = *scene;
    let owner = members[0].id;
    let minutes = |minutes| house.opened_at + Duration::minutes(minutes);
    let since = house.pools.iter().map(|pool| (pool.key.clone(), minutes(6)));
    let since: std::collections::BTreeMap<String, At> = since.collect();
    let pools = serde_json::json!({ "pools": house.pools, "since": since });
    let documents = [
        (RulesKind::Pool, 1, pools, minutes(6)),
        (RulesKind::Assignment, 1, value(&rules::assignment(setting, members, 1)), house.opened_at),
        (RulesKind::Response, 1, value(&rules::response(setting)), house.opened_at),
        (RulesKind::Referral, 1, value(&rules::programme(setting, market)), minutes(11)),
        (
            RulesKind::Assignment,
            2,
            value(&rules::assignment(setting, members, 2)),
            house.refined_at,
        ),
    ];
    for (kind, version, document, at) in documents {
        let rules = RuleSet { id: dice.id(at), kind, version, document, by: owner, at };
        let lead_rules_id = rules.id;
        let event = DomainEvent::LeadRulesPublished { lead_rules_id, kind: kind.to_string() };
        records.fact(at, Who::Member(owner), event);
        sales.rules.push(rules);
    }
}

fn value(rules: &impl Serialize) -> serde_json::Value {
    serde_json::to_value(rules).expect("rules are JSON")
}

/// Entered on the first of each month.
fn rates(scene: &Scene, sales: &mut Sales, records: &mut Records, dice: &mut Dice) {
    let Scene { setting, members, house, .. } = *scene;
    let calendar = &setting.calendar;
    for (currency, usual) in setting.words.sales.rates {
        let mut rate = *usual;
        for month in 0..=12 {
            let on = (calendar.first + Months::new(month)).min(calendar.today);
            let at = calendar.zone.start_of(on) + Duration::minutes(10 * 60 + 5);
            rate *= 1.0 + 0.012 * (dice.bell() - 1.0);
            if !setting.has_happened(at.max(house.opened_at)) {
                break;
            }
            let at = at.max(house.opened_at);
            let rate = Rate {
                id: dice.id(at),
                currency,
                on,
                rate: (rate * 10_000.0).round() / 10_000.0,
                at,
            };
            let exchange_rate_id = rate.id;
            let event = DomainEvent::ExchangeRateSet { exchange_rate_id };
            records.fact(at, Who::Member(members[1].id), event);
            sales.rates.push(rate);
        }
    }
}
