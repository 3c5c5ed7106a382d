//! The rules of the vendor, as its owner would have written them.

use crate::{
    simulate::{
        market::Market,
        setting::{MINOR, Setting},
    },
    year::{Lead, Member},
};
use kernel::money::{Currency, Money};
use leads::{
    assignment::{AssignmentRule, AssignmentRules, Rep, RuleMember, Strategy},
    condition::LeadCondition,
    pool::PoolRule,
    referral::ReferralProgramme,
    response::{ResponsePolicy, ResponseRules, ResponseStart},
};
use serde_json::{Value, json};

/// Above this many employees the vendor's owner looks after a lead.
pub const LARGE: i32 = 50;
/// Where customers come from who look for us themselves.
pub const SEARCHING: [&str; 2] = ["search", "direct"];
/// Leads in a month that the two reps can take, at scale 1.
const CAPACITY: [f64; 2] = [260.0, 220.0];
pub const POOL: &str = "default";
pub const SLEEPERS: &str = "sleepers";

fn condition(tree: Value) -> LeadCondition {
    serde_json::from_value(tree).expect("a condition")
}

fn is(field: &str, values: &[&str]) -> LeadCondition {
    condition(json!({ "field": { "field": field, "operator": "is", "values": values } }))
}

/// The second version gives leads to whoever knows their part of the country.
pub fn assignment(setting: &Setting, members: &[Member], version: i64) -> AssignmentRules {
    let words = setting.words.sales;
    let member = |place: usize, weight| RuleMember {
        member_id: members[place].id,
        weight,
        preferred: (place >= 2 && version == 2).then(|| is("region", words.territories[place - 2])),
    };
    let rule = |key: &str, name: &str, condition, strategy, members| AssignmentRule {
        key: key.to_owned(),
        name: name.to_owned(),
        enabled: true,
        condition,
        strategy,
        only_working_hours: key != "large-chains",
        members,
    };
    let [large, searching, rest] = words.rules;
    let many =
        json!({ "field": { "field": "employees", "operator": "at_least", "values": [LARGE] } });
    let reps = || vec![member(2, None), member(3, None)];
    let turns = Strategy::RoundRobin;
    let mut rules =
        vec![rule("large-chains", large, condition(many), turns, vec![member(0, None)])];
    if version == 2 {
        let came = is("channel_kind", &SEARCHING);
        rules.push(rule("searching", searching, came, turns, reps()));
    }
    let strategy = if version == 2 { Strategy::Weighted } else { turns };
    let weights = if version == 2 { [Some(11), Some(9)] } else { [None; 2] };
    let reps = vec![member(2, weights[0]), member(3, weights[1])];
    rules.push(rule("rest", rest, LeadCondition::everyone(), strategy, reps));
    let reps = CAPACITY.iter().zip(2..).map(|(usual, place)| Rep {
        member_id: members[place].id,
        monthly_capacity: i32::try_from(setting.scaled(*usual).max(40)).ok(),
        max_open: None,
    });
    AssignmentRules { reps: reps.collect(), rules, fallback_pool_key: None }
}

/// Whether the condition of a rule holds for a lead: the rules above, said once more for facts instead of rows.
pub fn holds(rule: &AssignmentRule, lead: &Lead, channel_kind: &str) -> bool {
    match rule.key.as_str() {
        "large-chains" => lead.shop.employees >= LARGE,
        "searching" => SEARCHING.contains(&channel_kind),
        _ => true,
    }
}

pub fn response(setting: &Setting) -> ResponseRules {
    let [hot, usual, known] = setting.words.sales.promises;
    let policy = |key: &str, name: &str, condition, target_minutes| ResponsePolicy {
        key: key.to_owned(),
        name: name.to_owned(),
        condition,
        target_minutes,
        calendar_id: None,
        starts: ResponseStart::Captured,
    };
    let met = ["event", "partner", "referral", "other"];
    ResponseRules {
        policies: vec![
            policy(HOT.0, hot, is("channel_kind", &SEARCHING), HOT.1),
            policy(KNOWN.0, known, is("channel_kind", &met), KNOWN.1),
            policy(USUAL.0, usual, LeadCondition::everyone(), USUAL.1),
        ],
    }
}

const HOT: (&str, i32) = ("hot", 30);
const KNOWN: (&str, i32) = ("known", 540);
const USUAL: (&str, i32) = ("usual", 120);

/// The promise to leads of a kind of channel, and its minutes.
pub fn promise(channel_kind: &str) -> (&'static str, i32) {
    match channel_kind {
        "search" | "direct" => HOT,
        "event" | "partner" | "referral" | "other" => KNOWN,
        _ => USUAL,
    }
}

/// Leads that rest have a pool of their own and more time.
pub fn pools(setting: &Setting, members: &[Member]) -> Vec<PoolRule> {
    let [usual, sleepers] = setting.words.sales.pools;
    let manager_id = Some(members[0].id);
    vec![
        PoolRule {
            key: POOL.to_owned(),
            name: usual.to_owned(),
            condition: is("status_type", &["open", "ongoing"]),
            daily_claims: Some(10),
            max_held: Some(i32::try_from(setting.scaled(150.0).max(60)).unwrap_or(i32::MAX)),
            cooldown_days: 14,
            hold_hours: 2,
            protection_days: Some(20),
            max_days: None,
            warn_days: Some(5),
            escalate_days: Some(2),
            manager_id,
        },
        PoolRule {
            key: SLEEPERS.to_owned(),
            name: sleepers.to_owned(),
            condition: is("status_type", &["on_hold"]),
            daily_claims: Some(5),
            max_held: None,
            cooldown_days: 30,
            hold_hours: 0,
            protection_days: Some(90),
            max_days: None,
            warn_days: Some(7),
            escalate_days: None,
            manager_id: None,
        },
    ]
}

pub fn programme(setting: &Setting, market: &Market) -> ReferralProgramme {
    let words = &setting.words.sales.programme;
    let currency: Currency = setting.words.vendor.currency.parse().expect("a currency");
    let money = |amount: i64| Money::new(amount * MINOR, currency).ok();
    ReferralProgramme {
        enabled: true,
        form_id: Some(market.form.id),
        offer: Some(words.offer.to_owned()),
        terms: Some(words.terms.to_owned()),
        qualified_reward: money(words.qualified),
        won_reward: money(words.won),
        ..ReferralProgramme::default()
    }
}
