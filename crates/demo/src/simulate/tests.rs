//! What makes a year believable, checked over seeds, languages and sizes.

use super::{
    market::{LOST, WON},
    offer, simulate,
};
use crate::{
    dice::to_share,
    year::{Use, Year},
};
use chrono::{DateTime, Datelike, Duration, NaiveDate, Timelike, Utc, Weekday};
use kernel::{
    locale::Locale,
    phone::{Phone, Region},
    zone::Zone,
};
use proptest::prelude::{Just, ProptestConfig, prop_assert, prop_assert_eq, prop_oneof, proptest};
use std::collections::{HashMap, HashSet};

const NOW: &str = "2026-11-21T07:30:00Z";

fn now() -> DateTime<Utc> {
    NOW.parse().unwrap()
}

fn zone(year: &Year) -> Zone {
    year.workspace.zone.parse().unwrap()
}

fn small(seed: u64, locale: Locale) -> Year {
    simulate(seed, locale, 0.03, now())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn a_year_holds_together_whatever_the_seed(
        seed in 0..u64::MAX,
        locale in prop_oneof![Just(Locale::ZhCn), Just(Locale::En)],
        hours_back in 0..9000_i64,
    ) {
        let now = now() - Duration::hours(hours_back);
        let year = simulate(seed, locale, 0.03, now);
        let start = zone(&year).start_of(zone(&year).day_of(now) - chrono::Days::new(365));

        let mut instants: Vec<DateTime<Utc>> = Vec::new();
        instants.extend(year.leads.iter().flat_map(|lead| [lead.created_at, lead.updated_at, lead.last_touch_at]));
        instants.extend(year.leads.iter().filter_map(|lead| lead.closed_at));
        instants.extend(year.touches.iter().map(|touch| touch.at));
        instants.extend(year.accounts.iter().flat_map(|account| [account.created_at, account.updated_at, account.stage_since]));
        instants.extend(year.people.iter().map(|person| person.created_at));
        instants.extend(year.subscriptions.iter().flat_map(|found| [found.created_at, found.updated_at]));
        instants.extend(year.orders.iter().map(|order| order.created_at));
        instants.extend(year.tasks.iter().map(|task| task.created_at));
        instants.extend(year.tasks.iter().filter_map(|task| task.completed_at));
        instants.extend(year.notes.iter().map(|note| note.created_at));
        instants.extend(year.history.iter().map(|fact| fact.at));
        instants.extend(year.uses.iter().map(|one| one.at));
        for at in instants {
            prop_assert!(at >= start && at < now, "{at} is outside {start} to {now}");
        }
        for one in &year.uses {
            prop_assert!(one.at >= year.people[usize::try_from(one.person).unwrap()].created_at);
        }
        for task in &year.tasks {
            prop_assert!(task.due_at >= task.created_at && task.completed_at.is_none_or(|done| done >= task.created_at));
        }
        prop_assert!(year.history.is_sorted_by_key(|fact| fact.at) && year.uses.is_sorted_by_key(|one| one.at));
        every_ledger_sums(&year);
        everything_has_an_id_of_its_own(&year);
        every_contact_is_in_its_normal_form(&year);
    }

    #[test]
    fn the_same_seed_makes_the_same_year(seed in 0..u64::MAX) {
        let (one, other) = (small(seed, Locale::ZhCn), small(seed, Locale::ZhCn));
        let shape = |year: &Year| {
            let facts = year.history.iter().map(|fact| (fact.id, fact.at, format!("{:?}", fact.event)));
            let uses = year.uses.iter().map(|one: &Use| (one.message_id, one.person, one.action, one.figure));
            let notes = year.notes.iter().map(|note| (note.id, note.body.clone()));
            (facts.collect::<Vec<_>>(), uses.collect::<Vec<_>>(), notes.collect::<Vec<_>>())
        };
        prop_assert_eq!(shape(&one), shape(&other));
        let next = small(seed.wrapping_add(1), Locale::ZhCn);
        prop_assert!(next.workspace.id != one.workspace.id);
    }
}

fn every_ledger_sums(year: &Year) {
    for subscription in &year.subscriptions {
        let offers = crate::vocabulary::of(year.workspace.locale).plans;
        let orders: Vec<_> =
            year.orders.iter().filter(|order| order.subscription_id == subscription.id).collect();
        let sum = |kind: &str| {
            orders.iter().filter(|order| order.kind == kind).map(|order| order.amount).sum::<i64>()
        };
        let first = &subscription.terms[0];
        let extra = offer::extra_stores(offers, first.plan, first.stores);
        assert_eq!(sum("opening"), year.plans[first.plan].opening_fee + extra);
        let later = subscription.terms[1..].iter().map(|term| term.annual_fee).sum::<i64>();
        assert_eq!(sum("annual"), later);
        let grown = subscription.annual_fee - subscription.terms.last().unwrap().annual_fee;
        assert!(grown >= 0 && sum("expansion") <= grown && (sum("expansion") > 0) == (grown > 0));
        assert!(sum("refund") <= sum("opening") && orders.iter().all(|order| order.amount >= 0));
        for pair in subscription.terms.windows(2) {
            assert_eq!(pair[0].ends_on, pair[1].starts_on);
        }
        assert!(
            orders
                .iter()
                .all(|order| order.account == subscription.account && order.amount % 100 == 0)
        );
        let account = &year.accounts[subscription.account];
        let standing = if subscription.ended.is_some() { 0 } else { subscription.annual_fee };
        assert_eq!(account.annual_fee, standing);
        assert_eq!(account.lifecycle_stage == "churned", subscription.ended.is_some());
        assert_eq!(
            account.renews_on,
            subscription.ended.is_none().then(|| subscription.renews_on())
        );
    }
}

fn everything_has_an_id_of_its_own(year: &Year) {
    let mut ids = HashSet::new();
    let all = year
        .leads
        .iter()
        .map(|found| found.id.uuid())
        .chain(year.touches.iter().map(|found| found.id.uuid()))
        .chain(year.accounts.iter().map(|found| found.id.uuid()))
        .chain(year.people.iter().flat_map(|found| [found.id.uuid(), found.affiliation_id]))
        .chain(year.orders.iter().map(|found| found.id.uuid()))
        .chain(year.history.iter().map(|found| found.id))
        .chain(year.uses.iter().map(|found| found.message_id));
    for id in all {
        assert!(ids.insert(id), "{id} twice");
    }
    let mut names = HashSet::new();
    assert!(year.accounts.iter().all(|account| names.insert(&account.external_id)));
    assert!(year.people.iter().all(|person| names.insert(&person.external_id)));
}

fn every_contact_is_in_its_normal_form(year: &Year) {
    let region: Region = year.workspace.region.parse().unwrap();
    let contacts = year
        .leads
        .iter()
        .map(|lead| &lead.contact)
        .chain(year.people.iter().map(|person| &person.contact));
    for contact in contacts {
        if let Some(phone) = &contact.phone {
            assert_eq!(Phone::parse(phone.as_str(), region).as_ref(), Ok(phone));
        }
        if let Some(email) = &contact.email {
            let last = email.domain().rsplit('.').next().unwrap();
            let reserved = email.domain().contains("example");
            assert!(
                reserved && ["example", "com", "net", "org"].contains(&last),
                "{}",
                email.domain()
            );
        }
        assert!(!contact.name.is_empty());
    }
}

#[test]
fn the_funnel_and_the_sizes_are_those_of_such_a_vendor() {
    for locale in Locale::ALL {
        let year = simulate(1, locale, 1.0, now());
        assert_eq!((year.leads.len(), year.accounts.len()), (2000, 600));
        assert!((1800..2200).contains(&year.people.len()), "{} people", year.people.len());
        assert!((380_000..420_000).contains(&year.uses.len()), "{} uses", year.uses.len());
        let stages = |stage: usize| year.leads.iter().filter(|lead| lead.stage == stage).count();
        let closed = stages(WON) + stages(LOST);
        let win_rate = to_share(stages(WON), closed);
        assert!((0.1..0.22).contains(&win_rate), "{win_rate}");
        for stage in 0..year.stages.len() {
            assert!(stages(stage) >= 3, "{} leads in {}", stages(stage), year.stages[stage].key);
        }
        let churned = year.subscriptions.iter().filter(|found| found.ended.is_some()).count();
        let renewed = year
            .orders
            .iter()
            .filter(|order| {
                order.kind == "annual"
                    && order.created_at > year.workspace.created_at + Duration::days(1)
            })
            .count();
        let retention = to_share(renewed, renewed + churned);
        assert!((0.72..0.95).contains(&retention), "{retention}");
        for stage in ["implement", "use", "renew", "churned"] {
            let count =
                year.accounts.iter().filter(|account| account.lifecycle_stage == stage).count();
            assert!(count >= 5, "{count} accounts in {stage}");
        }
        for kind in ["opening", "annual", "expansion", "refund"] {
            assert!(year.orders.iter().any(|order| order.kind == kind), "{kind}");
        }
    }
}

#[test]
fn today_has_tasks_due_renewals_near_and_fresh_leads() {
    for locale in Locale::ALL {
        let year = simulate(1, locale, 1.0, now());
        let today = zone(&year).day_of(now());
        let due = |owner| {
            let open = year.tasks.iter().filter(|task| task.completed_at.is_none());
            open.filter(|task| task.owner_id == owner && zone(&year).day_of(task.due_at) == today)
                .count()
        };
        for place in [0, 2, 3, 4, 5] {
            assert!(due(year.members[place].id) >= 3, "{}", year.members[place].name);
        }
        let overdue = year
            .tasks
            .iter()
            .filter(|task| task.completed_at.is_none() && task.due_at < now())
            .count();
        assert!((5..200).contains(&overdue), "{overdue} overdue");
        let near = today..today + chrono::Days::new(30);
        let renewals = year
            .accounts
            .iter()
            .filter(|account| account.renews_on.is_some_and(|day| near.contains(&day)));
        assert!(renewals.count() >= 8);
        assert!(year.leads.iter().any(|lead| lead.owner_id.is_none()));
        assert!(year.leads.iter().any(|lead| lead.created_at > now() - Duration::days(2)));
    }
}

#[test]
fn shops_are_busy_at_the_weekend_in_the_daytime_and_closed_at_the_spring_festival() {
    let year = simulate(1, Locale::ZhCn, 0.3, now());
    let mut by_day: HashMap<NaiveDate, usize> = HashMap::new();
    for one in &year.uses {
        *by_day.entry(zone(&year).day_of(one.at)).or_default() += 1;
    }
    let mean = |days: &mut dyn Iterator<Item = usize>| {
        let days: Vec<usize> = days.collect();
        to_share(days.iter().sum(), days.len())
    };
    let of_weekday = |weekday: Weekday| {
        mean(
            &mut by_day
                .iter()
                .filter(|(day, _)| day.weekday() == weekday && day.month() > 3)
                .map(|(_, count)| *count),
        )
    };
    assert!(of_weekday(Weekday::Sat) > 1.2 * of_weekday(Weekday::Tue));
    let between = |first: &str, last: &str| {
        let (first, last): (NaiveDate, NaiveDate) = (first.parse().unwrap(), last.parse().unwrap());
        mean(
            &mut first
                .iter_days()
                .take_while(|day| *day <= last)
                .map(|day| by_day.get(&day).copied().unwrap_or(0)),
        )
    };
    assert!(between("2026-02-16", "2026-02-20") < 0.25 * between("2026-01-19", "2026-01-30"));
    let night = year.uses.iter().filter(|one| zone(&year).local(one.at).hour() < 5).count();
    assert!(to_share(night, year.uses.len()) < 0.02);
    let leads = |month: u32| {
        year.leads
            .iter()
            .filter(|lead| zone(&year).day_of(lead.created_at).month() == month)
            .count()
    };
    assert!(leads(2) < leads(3), "{} leads in February, {} in March", leads(2), leads(3));
}

#[test]
fn an_account_that_leaves_was_seen_fading() {
    let year = simulate(1, Locale::ZhCn, 1.0, now());
    let mut used = vec![Vec::new(); year.accounts.len()];
    for one in &year.uses {
        used[year.people[usize::try_from(one.person).unwrap()].account].push(one.at);
    }
    let (mut before, mut last) = (0, 0);
    for subscription in &year.subscriptions {
        let Some(end) = &subscription.ended else { continue };
        let end = zone(&year).start_of(end.on);
        let within = |from: i64, until: i64| {
            let window = end - Duration::days(from)..end - Duration::days(until);
            used[subscription.account].iter().filter(|at| window.contains(at)).count()
        };
        if end - Duration::days(120)
            > year.accounts[subscription.account].created_at + Duration::days(30)
        {
            before += within(120, 90);
            last += within(30, 0);
        }
        assert_eq!(within(0, -400), 0, "nothing after the end");
    }
    assert!(before > 200 && last * 2 < before, "{before} before, {last} in the last month");
}
