//! What the rules say of a lead, from rules, conditions and members that were read before: no database.

use super::{
    AssignmentRules,
    input::{AssignmentRule, RuleMember},
    rules::{AssignmentOutcome, Choice, Chosen, MemberState, Strategy, choose},
    state::State,
};
use crate::{
    condition::{LeadFields, LeadTest},
    entity::lead::Model,
};
use chrono::{DateTime, NaiveDate, Utc};
use identity::work_calendar::WorkTimes;
use kernel::ids::MemberId;
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};

/// Rules whose conditions were read.
pub(crate) struct Compiled<'a> {
    rules: Vec<(&'a AssignmentRule, LeadTest, Vec<Option<LeadTest>>)>,
    all: &'a AssignmentRules,
}

/// Everything that deciding again needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Basis {
    /// The rule that decided.
    pub(crate) rule: Option<DecidingRule>,
    /// The enabled rules before it whose conditions did not hold.
    pub(crate) passed: Vec<String>,
    pub(crate) members: Vec<MemberState>,
}

/// The rule that decided, as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DecidingRule {
    pub key: String,
    pub name: String,
    pub choice: Choice,
}

/// What the rules say of a lead.
pub(crate) struct Decision {
    pub outcome: AssignmentOutcome,
    pub member: Option<MemberId>,
    pub basis: Basis,
    /// The members as the choice leaves them.
    pub after: Vec<MemberState>,
}

impl Basis {
    /// The choice made again.
    pub(crate) fn choose(&self, now: DateTime<Utc>) -> Option<Chosen> {
        self.rule.as_ref().map(|rule| choose(rule.choice, &self.members, now))
    }
}

impl<'a> Compiled<'a> {
    pub fn new(rules: &'a AssignmentRules, fields: &LeadFields, today: NaiveDate) -> Self {
        let enabled = rules.rules.iter().filter(|rule| rule.enabled);
        let compiled = enabled.map(|rule| {
            let preferred = rule.members.iter().map(|member| {
                member.preferred.as_ref().map(|condition| fields.compile(condition, today))
            });
            (rule, fields.compile(&rule.condition, today), preferred.collect())
        });
        Self { rules: compiled.collect(), all: rules }
    }

    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// The rule for a lead.
    fn rule_for(&self, lead: &Model) -> (Option<usize>, Vec<String>) {
        let place = self.rules.iter().position(|(_, test, _)| test.holds(lead));
        let before = self.rules.iter().take(place.unwrap_or(self.rules.len()));
        (place, before.map(|(rule, ..)| rule.key.clone()).collect())
    }

    /// The members of the rule for a lead, and whether their open leads matter: what must be known before deciding.
    pub fn needs(&self, lead: &Model) -> (Vec<MemberId>, bool) {
        let Some((rule, ..)) = self.rule_for(lead).0.map(|place| &self.rules[place]) else {
            return (Vec::new(), false);
        };
        let members: Vec<_> = rule.members.iter().map(|it| it.member_id).collect();
        (members, self.looks_at_open_leads(rule))
    }

    pub fn needs_open_leads(&self) -> bool {
        self.rules.iter().any(|(rule, ..)| self.looks_at_open_leads(rule))
    }

    fn looks_at_open_leads(&self, rule: &AssignmentRule) -> bool {
        let is_capped = |member: &RuleMember| {
            self.all.rep(member.member_id).is_some_and(|rep| rep.max_open.is_some())
        };
        rule.strategy == Strategy::LeastLoaded || rule.members.iter().any(is_capped)
    }

    pub fn decide(
        &self,
        lead: &Model,
        state: &State,
        times: &WorkTimes,
        now: DateTime<Utc>,
    ) -> Decision {
        let (place, passed) = self.rule_for(lead);
        let Some((rule, _, preferred)) = place.map(|place| &self.rules[place]) else {
            let basis = Basis { rule: None, passed, members: Vec::new() };
            return Decision {
                outcome: AssignmentOutcome::NoRule,
                member: None,
                basis,
                after: Vec::new(),
            };
        };
        let looks_at_open = self.looks_at_open_leads(rule);
        let members = rule.members.iter().zip(preferred).map(|(member, preferred)| {
            let id = member.member_id;
            let rep = self.all.rep(id);
            let capacity = rep.and_then(|rep| rep.monthly_capacity);
            MemberState {
                member_id: id,
                is_active: state.is_active(id),
                is_absent: times.is_absent(id, now),
                is_working: times.is_working(id, now),
                prefers: preferred.as_ref().is_some_and(|test| test.holds(lead)),
                open_leads: looks_at_open.then(|| state.open_leads(id)),
                max_open: rep.and_then(|rep| rep.max_open),
                monthly_capacity: capacity,
                credit: state.credit(id, capacity, now),
                weight: member.weight.or(capacity).unwrap_or(1),
                balance: state.balance(id, &rule.key),
                last_assigned_at: state.last_assigned_at(id),
            }
        });
        let members: Vec<_> = members.collect();
        let choice =
            Choice { strategy: rule.strategy, only_working_hours: rule.only_working_hours };
        let chosen = choose(choice, &members, now);
        let (key, name) = (rule.key.clone(), rule.name.clone());
        let basis = Basis { rule: Some(DecidingRule { key, name, choice }), passed, members };
        let outcome =
            chosen.member.map_or(AssignmentOutcome::NobodyFree, |_| AssignmentOutcome::Assigned);
        Decision { outcome, member: chosen.member, basis, after: chosen.after }
    }
}
