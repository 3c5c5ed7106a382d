//! Who got each lead, by the rules of the house: leads that come while everybody is at home wait until the morning. What
//! was written down before about a lead's owner is told of the one whom the rules chose.

use super::{house::House, rules};
use crate::{
    dice::Dice,
    simulate::{lead::Sold, records::Records, setting::Setting},
    year::{
        At, Member, Who,
        sales::{Decided, Spell, Standing, Turn},
    },
};
use chrono::Duration;
use jobs::{DomainEvent, Subject};
use kernel::ids::MemberId;
use leads::{
    assignment::{
        AssignmentOutcome, AssignmentRule, AssignmentRules, Basis,
        credit::{self, LEAD},
        rules::{Choice, MemberState, choose},
    },
    words::OwnershipStart,
};
use serde_json::json;
use std::collections::{BTreeMap, HashMap};

/// The job that looks after leads that wait.
const MORNING: Who = Who::Job("leads.assign_waiting");

pub struct Routed {
    pub standings: Vec<Standing>,
    pub decisions: Vec<Decided>,
    pub turns: Vec<Turn>,
    pub spells: Vec<Spell>,
}

/// What members earned, and where they stand in a rule.
#[derive(Clone, Copy)]
struct Account {
    credit: i64,
    balance: i64,
    at: At,
    last_assigned_at: Option<At>,
}

struct Router<'a> {
    setting: &'a Setting,
    house: &'a House,
    members: &'a [Member],
    versions: [AssignmentRules; 2],
    accounts: BTreeMap<(MemberId, String), Account>,
    dice: Dice,
    routed: Routed,
    /// Who a lead was taken to be the lead of, and whose it is.
    owners: HashMap<Subject, (MemberId, MemberId)>,
}

pub fn route(
    setting: &Setting,
    house: &House,
    members: &[Member],
    sold: &mut Sold,
    records: &mut Records,
) -> Routed {
    let mut router = Router {
        setting,
        house,
        members,
        versions: [1, 2].map(|version| rules::assignment(setting, members, version)),
        accounts: BTreeMap::new(),
        dice: setting.dice("routing"),
        routed: Routed {
            standings: vec![Standing::default(); sold.leads.len()],
            decisions: Vec::new(),
            turns: Vec::new(),
            spells: Vec::new(),
        },
        owners: HashMap::new(),
    };
    records.history.retain(|fact| !matches!(fact.event, DomainEvent::LeadAssigned { .. }));
    for (at, lead) in router.attempts(sold) {
        router.attempt(at, lead, sold, records);
    }
    router.keep_turns();
    records.change_owners(&router.owners);
    router.routed
}

impl Router<'_> {
    /// When somebody is looked for, for each lead, in the order of time.
    fn attempts(&mut self, sold: &Sold) -> Vec<(At, usize)> {
        let mut attempts = Vec::with_capacity(sold.leads.len() * 3 / 2);
        for (place, lead) in sold.leads.iter().enumerate() {
            attempts.push((lead.created_at, place));
            let is_large = lead.shop.employees >= rules::LARGE;
            if !sold.by_hand[place] && !is_large && !self.house.is_working(lead.created_at) {
                let opens = self.house.due(lead.created_at, Duration::milliseconds(1));
                let later = Duration::milliseconds(self.dice.between(200, 4000));
                attempts.push((opens + later, place));
            }
        }
        attempts.retain(|(at, _)| self.setting.has_happened(*at));
        attempts.sort_unstable();
        attempts
    }

    fn attempt(&mut self, at: At, place: usize, sold: &mut Sold, records: &mut Records) {
        if sold.by_hand[place] {
            self.enter(at, place, sold);
            return;
        }
        let kind = self.setting.words.channels[sold.channels[place]].kind;
        let decided = self.decide(at, place, kind, sold);
        let lead = &mut sold.leads[place];
        let (lead_id, standing) = (lead.id, &mut self.routed.standings[place]);
        let waited = standing.waiting.take();
        let Some(member) = decided.member_id else {
            standing.waiting = Some((at, decided.outcome));
            let reason = decided.outcome.to_string();
            self.routed.decisions.push(decided);
            let event = DomainEvent::LeadWaiting { lead_id, reason };
            records.next_fact(self.setting, at, Who::Visitor, event);
            return;
        };
        self.routed.decisions.push(decided);
        let by = if waited.is_some() { MORNING } else { Who::Visitor };
        if let Some(before) = lead.owner_id.filter(|before| *before != member) {
            self.owners.insert(lead_id.into(), (before, member));
        }
        lead.owner_id = Some(member);
        let event =
            DomainEvent::LeadAssigned { lead_id, owner_id: Some(member), previous_owner_id: None };
        records.next_fact(self.setting, at, by, event);
        self.own(at, place, member, OwnershipStart::Routed, by);
    }

    /// Whoever types a lead in looks after it, unless a colleague did it for them.
    fn enter(&mut self, at: At, place: usize, sold: &mut Sold) {
        let lead = &mut sold.leads[place];
        let by = lead.owner_id.unwrap_or(self.members[1].id);
        let large = lead.shop.employees >= rules::LARGE;
        let usual = self.members[if large { 0 } else { 2 + self.dice.below(2) }].id;
        let owner = *lead.owner_id.get_or_insert(usual);
        self.own(at, place, owner, OwnershipStart::Entered, Who::Member(by));
    }

    fn own(&mut self, at: At, lead: usize, member: MemberId, started: OwnershipStart, by: Who) {
        self.routed.standings[lead].owned_since = Some(at);
        self.routed.spells.push(Spell {
            id: self.dice.id(at),
            lead,
            member_id: member,
            from: at,
            started,
            started_by: by,
            claimed_from: None,
            end: None,
        });
    }

    fn decide(&mut self, at: At, place: usize, kind: &str, sold: &Sold) -> Decided {
        let version = self.house.version_at(at);
        let rules = &self.versions[usize::from(version > 1)];
        let lead = &sold.leads[place];
        let found = rules.rules.iter().position(|rule| rules::holds(rule, lead, kind));
        let found = found.expect("the last rule is for all");
        let rule = &rules.rules[found];
        let passed: Vec<_> = rules.rules[..found].iter().map(|rule| rule.key.clone()).collect();
        let members = self.states(rules, rule, lead.shop.region, at);
        let choice =
            Choice { strategy: rule.strategy, only_working_hours: rule.only_working_hours };
        let chosen = choose(choice, &members, at);
        let decider = json!({ "key": rule.key, "name": rule.name, "choice": choice });
        let basis = json!({ "rule": decider, "passed": passed, "members": members });
        let basis: Basis = serde_json::from_value(basis).expect("a basis");
        let rule_key = rule.key.clone();
        for (before, after) in members.iter().zip(&chosen.after) {
            let id = after.member_id;
            if before.balance != after.balance {
                let account =
                    Account { credit: 0, balance: after.balance, at, last_assigned_at: None };
                self.accounts.insert((id, rule_key.clone()), account);
            }
            if chosen.member == Some(id) {
                let (credit, last_assigned_at) = (after.credit, after.last_assigned_at);
                let account = Account { credit, balance: 0, at, last_assigned_at };
                self.accounts.insert((id, String::new()), account);
            }
        }
        let outcome = match chosen.member {
            Some(_) => AssignmentOutcome::Assigned,
            None => AssignmentOutcome::NobodyFree,
        };
        let (member_id, rule_key) = (chosen.member, Some(rule_key));
        let id = self.dice.id(at);
        Decided { id, lead: place, version, outcome, member_id, rule_key, basis, at }
    }

    fn states(
        &self,
        rules: &AssignmentRules,
        rule: &AssignmentRule,
        region: &str,
        at: At,
    ) -> Vec<MemberState> {
        let is_working = self.house.is_working(at);
        let members = rule.members.iter().map(|member| {
            let id = member.member_id;
            let rep = rules.reps.iter().find(|rep| rep.member_id == id);
            let monthly_capacity = rep.and_then(|rep| rep.monthly_capacity);
            let own = self.accounts.get(&(id, String::new()));
            let share = self.accounts.get(&(id, rule.key.clone()));
            let earned = own.zip(monthly_capacity);
            let territory = self.members.iter().position(|it| it.id == id).unwrap_or(0);
            MemberState {
                member_id: id,
                is_active: true,
                is_absent: false,
                is_working,
                prefers: member.preferred.is_some()
                    && self.setting.words.sales.territories[territory - 2].contains(&region),
                open_leads: None,
                max_open: None,
                monthly_capacity,
                credit: earned.map_or(LEAD, |(account, capacity)| {
                    credit::earned(account.credit, account.at, at, capacity)
                }),
                weight: member.weight.or(monthly_capacity).unwrap_or(1),
                balance: share.map_or(0, |account| account.balance),
                last_assigned_at: own.and_then(|account| account.last_assigned_at),
            }
        });
        members.collect()
    }

    fn keep_turns(&mut self) {
        for ((member_id, rule_key), account) in std::mem::take(&mut self.accounts) {
            let Account { credit, balance, at, last_assigned_at } = account;
            let id = self.dice.id(at);
            let turn = Turn { id, member_id, rule_key, credit, balance, at, last_assigned_at };
            self.routed.turns.push(turn);
        }
    }
}
