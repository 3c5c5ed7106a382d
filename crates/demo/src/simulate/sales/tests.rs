//! What the sales side promises, whatever the seed.

use crate::{
    dice::to_share,
    simulate::{
        market::{LOST, WON},
        simulate,
    },
    year::{At, Who, Year, sales::Spell},
};
use chrono::Duration;
use jobs::Subject;
use kernel::{ids::MemberId, locale::Locale};
use leads::{
    assignment::AssignmentOutcome,
    referral::{ReferralState, RewardState},
    validity::{Answers, DisputeState, ValidityPolicy, decide},
    words::{OwnershipEnd, OwnershipStart, ResponseState, Validity},
};
use proptest::prelude::{Just, ProptestConfig, prop_oneof, proptest};
use std::collections::{HashMap, HashSet};

const NOW: &str = "2026-11-21T07:30:00Z";

fn now() -> At {
    NOW.parse().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, ..ProptestConfig::default() })]

    #[test]
    fn the_sales_side_holds_together_whatever_the_seed(
        seed in 0..u64::MAX,
        locale in prop_oneof![Just(Locale::ZhCn), Just(Locale::En)],
        hours_back in 0..9000_i64,
    ) {
        let now = now() - Duration::hours(hours_back);
        let year = simulate(seed, locale, 0.05, now);
        nothing_happens_before_the_first_touch_or_after_now(&year, now);
        everybody_works_on_what_is_theirs(&year);
        leads_in_a_pool_are_nobodys(&year);
        decisions_agree_with_owners(&year);
        clocks_agree_with_activities(&year);
        validity_follows_from_the_answers(&year);
        only_customers_refer(&year);
    }
}

/// What was done with leads, and when.
fn instants(year: &Year) -> Vec<(usize, At)> {
    let sales = &year.sales;
    let mut all = Vec::new();
    all.extend(sales.activities.iter().map(|it| (it.lead, it.at)));
    all.extend(sales.reviews.iter().map(|it| (it.lead, it.at)));
    all.extend(sales.disputes.iter().map(|it| (it.lead, it.opened_at)));
    all.extend(sales.disputes.iter().filter_map(|it| Some((it.lead, it.resolved?.1))));
    all.extend(sales.contacts.iter().map(|it| (it.lead, it.at)));
    all.extend(sales.checks.iter().map(|it| (it.lead, it.at)));
    all.extend(sales.kit_uses.iter().map(|it| (it.lead, it.at)));
    all.extend(sales.decisions.iter().map(|it| (it.lead, it.at)));
    all.extend(sales.spells.iter().map(|it| (it.lead, it.from)));
    all.extend(sales.spells.iter().filter_map(|it| Some((it.lead, it.end?.at))));
    all.extend(sales.clocks.iter().map(|it| (it.lead, it.started_at)));
    all.extend(sales.clocks.iter().filter_map(|it| Some((it.lead, it.answered?.0))));
    all.extend(sales.clocks.iter().filter_map(|it| Some((it.lead, it.breached_at?))));
    all.extend(sales.referrals.iter().flat_map(|it| [(it.lead, it.at), (it.lead, it.updated_at)]));
    let lead_of = |reward: &crate::year::sales::Reward| sales.referrals[reward.referral].lead;
    all.extend(sales.rewards.iter().map(|it| (lead_of(it), it.earned_at)));
    all.extend(sales.rewards.iter().map(|it| (lead_of(it), it.updated_at)));
    all
}

fn nothing_happens_before_the_first_touch_or_after_now(year: &Year, now: At) {
    let mut first: HashMap<_, At> = HashMap::new();
    for touch in &year.touches {
        let known = first.entry(touch.lead_id).or_insert(touch.at);
        *known = (*known).min(touch.at);
        assert!(touch.at >= year.workspace.created_at && touch.at < now, "{}", touch.at);
    }
    for (lead, at) in instants(year) {
        let lead = &year.leads[lead];
        assert!(first[&lead.id] <= lead.created_at, "{}", lead.created_at);
        assert!(at >= lead.created_at && at < now, "{at}, {}", lead.created_at);
    }
    let house = year.sales.rules.iter().map(|it| it.at);
    let rates = year.sales.rates.iter().map(|it| it.at);
    let advocates = year.sales.advocates.iter().flat_map(|it| [Some(it.at), it.blocked_at]);
    for at in house.chain(rates).chain(advocates.flatten()) {
        assert!(at >= year.workspace.created_at && at < now, "{at}");
    }
}

fn owner_at(spells: &[&Spell], at: At) -> Option<MemberId> {
    let lasts = |spell: &&&Spell| spell.from <= at && spell.end.is_none_or(|end| at <= end.at);
    spells.iter().rev().find(lasts).map(|spell| spell.member_id)
}

fn spells(year: &Year) -> Vec<Vec<&Spell>> {
    let mut spells = vec![Vec::new(); year.leads.len()];
    for spell in &year.sales.spells {
        spells[spell.lead].push(spell);
    }
    spells
}

fn everybody_works_on_what_is_theirs(year: &Year) {
    let spells = spells(year);
    for activity in &year.sales.activities {
        assert_eq!(owner_at(&spells[activity.lead], activity.at), Some(activity.member_id));
    }
    for used in &year.sales.kit_uses {
        assert_eq!(owner_at(&spells[used.lead], used.at), Some(used.member_id));
    }
    for (place, lead) in year.leads.iter().enumerate() {
        let open: Vec<_> = spells[place].iter().filter(|spell| spell.end.is_none()).collect();
        assert_eq!(open.first().map(|spell| spell.member_id), lead.owner_id);
        assert!(open.len() <= 1 && spells[place].is_sorted_by_key(|spell| spell.from));
    }
    let by_id: HashMap<Subject, usize> =
        year.leads.iter().enumerate().map(|(place, lead)| (lead.id.into(), place)).collect();
    for fact in &year.history {
        let moved = fact.event.event_type() == "lead.stage_changed";
        if let (true, Some(place), Who::Member(who)) =
            (moved, by_id.get(&fact.event.about()), fact.who)
        {
            assert_eq!(owner_at(&spells[*place], fact.at), Some(who));
        }
    }
}

fn leads_in_a_pool_are_nobodys(year: &Year) {
    for (lead, standing) in year.leads.iter().zip(&year.sales.standings) {
        assert_eq!(standing.owned_since.is_some(), lead.owner_id.is_some());
        if standing.pooled.is_some() {
            assert!(lead.owner_id.is_none() && lead.closed_at.is_none());
            assert!(standing.protected_until.is_none() && standing.waiting.is_none());
            let planned = |task: &&crate::year::Task| {
                task.subject == lead.id.into() && task.completed_at.is_none()
            };
            assert!(!year.tasks.iter().any(|task| planned(&task)));
        }
        if lead.owner_id.is_none() {
            assert!(standing.pooled.is_some() || standing.waiting.is_some());
        }
    }
}

fn decisions_agree_with_owners(year: &Year) {
    let spells = spells(year);
    let mut decided = HashSet::new();
    for decision in &year.sales.decisions {
        let assigned = decision.outcome == AssignmentOutcome::Assigned;
        assert_eq!(assigned, decision.member_id.is_some());
        if assigned {
            assert!(decided.insert(decision.lead), "decided twice");
            let first = spells[decision.lead][0];
            assert_eq!((Some(first.member_id), first.from), (decision.member_id, decision.at));
        }
    }
    for (place, lead) in year.leads.iter().enumerate() {
        let routed = spells[place].iter().any(|spell| spell.started == OwnershipStart::Routed);
        assert_eq!(routed, decided.contains(&place), "{}", lead.id);
    }
}

fn clocks_agree_with_activities(year: &Year) {
    let mut first: HashMap<usize, At> = HashMap::new();
    for activity in &year.sales.activities {
        let known = first.entry(activity.lead).or_insert(activity.at);
        *known = (*known).min(activity.at);
    }
    for clock in &year.sales.clocks {
        assert_eq!(clock.answered.map(|(at, _)| at), first.get(&clock.lead).copied());
        let (state, due_at) = year.sales.standings[clock.lead].response.unwrap();
        assert_eq!(state == ResponseState::Breached, clock.breached_at.is_some());
        assert_eq!(due_at.is_some(), clock.answered.is_none());
        if let Some((at, _)) = clock.answered {
            assert_eq!(at > clock.due_at, clock.breached_at.is_some());
        }
        let closed = year.leads[clock.lead].closed_at.is_some();
        assert!(!closed || clock.answered.is_some(), "nobody waits for a lead that is closed");
    }
}

fn validity_follows_from_the_answers(year: &Year) {
    let mut answers = vec![Answers::new(); year.leads.len()];
    for review in &year.sales.reviews {
        answers[review.lead].insert(review.criterion, review.answer);
    }
    let policy = ValidityPolicy::usual();
    for (answers, standing) in answers.iter().zip(&year.sales.standings) {
        assert_eq!(decide(&policy, answers), standing.validity.unwrap_or(Validity::Unknown));
    }
    for dispute in &year.sales.disputes {
        assert_eq!(dispute.state == DisputeState::Open, dispute.resolved.is_none());
        assert!(dispute.resolved.is_none_or(|(_, at, _)| at > dispute.opened_at));
        if dispute.state == DisputeState::Accepted {
            let validity = year.sales.standings[dispute.lead].validity;
            assert_eq!(validity, Some(dispute.claimed));
        }
    }
}

fn only_customers_refer(year: &Year) {
    let mut referred = HashSet::new();
    for referral in &year.sales.referrals {
        let lead = &year.leads[referral.lead];
        let advocate = &year.sales.advocates[referral.advocate];
        let account = &year.accounts[year.people[advocate.person].account];
        assert!(referred.insert(referral.lead), "a lead has one referral");
        assert!(account.created_at < lead.created_at && lead.account_id != Some(account.id));
        assert_eq!(referral.state == ReferralState::Won, lead.stage == WON);
    }
    for reward in &year.sales.rewards {
        let paid = matches!(reward.state, RewardState::Paid | RewardState::Overpaid);
        assert_eq!(reward.paid.is_some(), paid);
        assert!(reward.paid.as_ref().is_none_or(|it| it.at > reward.earned_at));
    }
}

#[test]
fn who_is_won_was_looked_after_and_answered_in_time_and_somebody_there_decides() {
    for locale in Locale::ALL {
        let year = simulate(1, locale, 1.0, now());
        let of = |stage: usize| -> Vec<usize> {
            (0..year.leads.len()).filter(|place| year.leads[*place].stage == stage).collect()
        };
        let mut activities = vec![0_usize; year.leads.len()];
        for activity in &year.sales.activities {
            activities[activity.lead] += 1;
        }
        let mean = |stage: usize| {
            to_share(of(stage).iter().map(|it| activities[*it]).sum(), of(stage).len())
        };
        assert!(mean(WON) > 1.5 * mean(LOST), "{} and {}", mean(WON), mean(LOST));
        let in_time = |stage: usize| {
            let met = year.sales.clocks.iter().filter(|it| it.breached_at.is_none());
            let met = met.filter(|it| year.leads[it.lead].stage == stage);
            to_share(met.count(), of(stage).len())
        };
        assert!(in_time(WON) > in_time(LOST) + 0.08, "{} {}", in_time(WON), in_time(LOST));
        for place in of(WON) {
            let chain = year.sales.contacts.iter().filter(|it| it.lead == place);
            assert!(chain.into_iter().any(|it| it.role.as_str() == "decider"), "{place}");
            assert_ne!(year.sales.standings[place].validity, Some(Validity::Invalid));
        }
    }
}

#[test]
fn a_year_has_every_case_that_its_pages_tell_apart() {
    for locale in Locale::ALL {
        let year = simulate(1, locale, 1.0, now());
        let sales = &year.sales;
        for state in [
            ReferralState::Pending,
            ReferralState::Qualified,
            ReferralState::Won,
            ReferralState::Lost,
            ReferralState::Refused,
        ] {
            assert!(sales.referrals.iter().any(|it| it.state == state), "{state}");
        }
        for state in [RewardState::Pending, RewardState::Paid, RewardState::Cancelled] {
            assert!(sales.rewards.iter().any(|it| it.state == state), "{state}");
        }
        for state in DisputeState::ALL {
            assert!(sales.disputes.iter().any(|it| it.state == *state), "{state}");
        }
        for end in [OwnershipEnd::Reclaimed, OwnershipEnd::Released] {
            let ended = |spell: &Spell| spell.end.is_some_and(|it| it.why == end);
            assert!(sales.spells.iter().any(ended), "{end}");
        }
        let claimed = |spell: &Spell| spell.started == OwnershipStart::Claimed;
        assert!(sales.spells.iter().any(claimed));
        assert!(sales.standings.iter().any(|it| it.warned_at.is_some()));
        let reviewed = sales.plans.iter().filter(|plan| plan.review.is_some()).count();
        assert!(reviewed >= 5, "{reviewed}");
        let journeys = year.touches.len();
        assert!(journeys > 2 * year.leads.len() - year.leads.len() / 4, "{journeys} touches");
    }
}
