use super::{
    AssignWaiting, AssignmentRules, State, credit,
    input::{AssignmentRule, Rep, RuleMember},
};
use crate::{
    condition::LeadFields,
    pool::StoredPools,
    ruleset::{self, Current},
};
use chrono::{DateTime, Days, NaiveDate, Utc};
use customers::settings;
use identity::{
    member::{self, MemberRef},
    work_calendar::WorkTimes,
};
use jobs::{Enqueue as _, When};
use kernel::{Error, FieldError, Findings, Grant, WorkspaceTx, ids::MemberId};
use serde::Serialize;
use std::collections::HashSet;
use utoipa::ToSchema;

/// The rules of assignment of a version.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct CurrentAssignment {
    /// 0 before anybody has published any.
    pub version: i64,
    /// What holds for members in all rules. Who is not listed may get any number of leads.
    pub reps: Vec<Rep>,
    /// The first one that holds and has somebody who is free decides.
    pub rules: Vec<AssignmentRule>,
    /// The public pool to which leads go that nobody gets; null leaves them without an owner.
    pub fallback_pool_key: Option<String>,
}

/// A member of whom the rules speak, as they are now.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RepState {
    pub member_id: MemberId,
    pub member: Option<MemberRef>,
    /// Whether they are an active member of the workspace.
    pub is_active: bool,
    /// Whether it is within their working hours.
    pub is_working: bool,
    /// The last day of the absence in which they are.
    pub absent_until_on: Option<NaiveDate>,
    /// Leads that they own and that are neither won nor lost.
    pub open_leads: i64,
    /// Open leads that they hold at most; null without a limit.
    pub max_open: Option<i32>,
    /// Leads a month that they take; null without a limit.
    pub monthly_capacity: Option<i32>,
    /// What they have earned of their monthly capacity, in leads; null without one.
    pub credit: Option<f64>,
    /// When they last got a lead by the rules; null for never.
    pub last_assigned_at: Option<DateTime<Utc>>,
}

impl From<Current<AssignmentRules>> for CurrentAssignment {
    fn from(current: Current<AssignmentRules>) -> Self {
        let AssignmentRules { reps, rules, fallback_pool_key } = current.rules;
        Self { version: current.version, reps, rules, fallback_pool_key }
    }
}

/// The rules that hold, or those of a version.
pub async fn get(tx: &WorkspaceTx, version: Option<i64>) -> Result<CurrentAssignment, Error> {
    Ok(ruleset::get::<AssignmentRules>(tx, version).await?.into())
}

/// Publishes rules, against the version that was seen, and looks for owners of the leads that wait.
pub async fn publish(tx: &WorkspaceTx, rules: AssignmentRules) -> Result<CurrentAssignment, Error> {
    tx.require(Grant::LeadsConfigure)?;
    check(tx, &rules, "").await?;
    let published = ruleset::publish(tx, rules).await?;
    super::look_again(tx).await?;
    Ok(published.into())
}

/// Looks for owners of the leads that wait, at once.
pub async fn run_now(tx: &WorkspaceTx) -> Result<(), Error> {
    tx.require(Grant::LeadsConfigure)?;
    tx.enqueue(&AssignWaiting::of(tx), When::Now).await
}

/// Everything that is wrong with rules, each place below `pointer`.
pub(super) async fn check(
    tx: &WorkspaceTx,
    rules: &AssignmentRules,
    pointer: &str,
) -> Result<(), Error> {
    let mut findings = Findings::default();
    let below =
        |error: FieldError| FieldError { pointer: format!("{pointer}{}", error.pointer), ..error };
    findings.extend(Findings::of(rules).into_errors().into_iter().map(below));
    let known: HashSet<_> = member::refs(tx, rules.members()).await?.into_keys().collect();
    let fields = LeadFields::read(tx).await?;
    let today = settings::of_workspace(tx).await?.today(tx);
    let pools = ruleset::current::<StoredPools>(tx).await?.rules;
    if rules.fallback_pool_key.as_deref().is_some_and(|key| pools.get(key).is_none()) {
        findings.add(FieldError::new(format!("{pointer}/fallback_pool_key"), "not_found"));
    }
    let reps = rules.reps.iter().map(|rep| rep.member_id);
    let at = format!("{pointer}/reps");
    findings.extend(flaws_of_members(&reps.collect::<Vec<_>>(), &known, &at));
    for (place, rule) in rules.rules.iter().enumerate() {
        let at = format!("{pointer}/rules/{place}");
        if rules.rules[..place].iter().any(|other| other.key == rule.key) {
            findings.add(FieldError::new(format!("{at}/key"), "duplicate"));
        }
        findings.extend(flaws_of_rule(rule, &known, &fields, today, &at));
    }
    findings.finish()
}

fn flaws_of_rule(
    rule: &AssignmentRule,
    known: &HashSet<MemberId>,
    fields: &LeadFields,
    today: NaiveDate,
    at: &str,
) -> Vec<FieldError> {
    let mut flaws = fields.flaws(&rule.condition, &format!("{at}/condition"), today);
    if rule.name.trim().is_empty() {
        flaws.push(FieldError::new(format!("{at}/name"), "required"));
    }
    if rule.enabled && rule.members.is_empty() {
        flaws.push(FieldError::new(format!("{at}/members"), "required"));
    }
    let members: Vec<_> = rule.members.iter().map(|member| member.member_id).collect();
    flaws.extend(flaws_of_members(&members, known, &format!("{at}/members")));
    for (place, RuleMember { preferred, .. }) in rule.members.iter().enumerate() {
        let at = format!("{at}/members/{place}/preferred");
        flaws.extend(preferred.iter().flat_map(|it| fields.flaws(it, &at, today)));
    }
    flaws
}

fn flaws_of_members(members: &[MemberId], known: &HashSet<MemberId>, at: &str) -> Vec<FieldError> {
    let flaw = |(place, id): (usize, &MemberId)| {
        let code = if members[..place].contains(id) {
            "duplicate"
        } else if known.contains(id) {
            return None;
        } else {
            "not_found"
        };
        Some(FieldError::new(format!("{at}/{place}/member_id"), code))
    };
    members.iter().enumerate().filter_map(flaw).collect()
}

/// Everybody of whom the rules speak, as they are now: who would get a lead, and who not and why.
pub async fn rep_states(tx: &WorkspaceTx) -> Result<Vec<RepState>, Error> {
    tx.require(Grant::LeadsRead)?;
    let rules = ruleset::current::<AssignmentRules>(tx).await?.rules;
    let members = rules.members();
    let state = State::load(tx, &members, true).await?;
    let names = member::refs(tx, members.iter().copied()).await?;
    let times = WorkTimes::read(tx, tx.now().date_naive() - Days::new(1)).await?;
    let rep_state = |id: MemberId| {
        let rep = rules.rep(id);
        let capacity = rep.and_then(|rep| rep.monthly_capacity);
        RepState {
            member_id: id,
            member: names.get(&id).cloned(),
            is_active: state.is_active(id),
            is_working: times.is_working(id, tx.now()),
            absent_until_on: times.absent_until(id, tx.now()),
            open_leads: state.open_leads(id),
            max_open: rep.and_then(|rep| rep.max_open),
            monthly_capacity: capacity,
            credit: capacity.map(|_| credit::in_leads(state.credit(id, capacity, tx.now()))),
            last_assigned_at: state.last_assigned_at(id),
        }
    };
    Ok(members.into_iter().map(rep_state).collect())
}
