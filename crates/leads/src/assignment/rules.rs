//! Who gets a lead: pure, from what is known of the members and the lead. The same input gives the same result.

use super::{
    credit::{self, LEAD},
    fair,
};
use chrono::{DateTime, TimeDelta, Utc};
use kernel::ids::MemberId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

kernel::words! {
    /// How a rule chooses among those who may get a lead.
    pub enum Strategy {
        /// Whoever has waited longest.
        RoundRobin = "round_robin",
        /// In the proportion of their weights.
        Weighted = "weighted",
        /// Whoever has the fewest open leads.
        LeastLoaded = "least_loaded",
    }

    /// Why somebody could not get a lead.
    pub enum Exclusion {
        /// No active member of the workspace any more.
        Inactive = "inactive",
        /// Away.
        Absent = "absent",
        /// Outside their working hours.
        OutsideHours = "outside_hours",
        /// Has as many open leads as they may have.
        Full = "full",
        /// Has not yet earned another lead of the monthly capacity.
        NoCredit = "no_credit",
        /// The lead belongs to the preferred segment of somebody else who was free.
        NotPreferred = "not_preferred",
    }

    /// What came of looking for an owner.
    pub enum AssignmentOutcome {
        /// Somebody got the lead.
        Assigned = "assigned",
        /// No rule is for this lead.
        NoRule = "no_rule",
        /// The rule has nobody who is free.
        NobodyFree = "nobody_free",
    }
}

/// A member as a rule sees them at the moment of the decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a reason of its own to pass somebody over"
)]
pub struct MemberState {
    pub member_id: MemberId,
    pub is_active: bool,
    pub is_absent: bool,
    pub is_working: bool,
    /// Whether the lead is of the segment that they prefer.
    pub prefers: bool,
    /// Leads that they own and that are neither won nor lost; counted only where it matters.
    pub open_leads: Option<i64>,
    pub max_open: Option<i32>,
    pub monthly_capacity: Option<i32>,
    /// Of the monthly capacity, at the moment of the decision; see [`credit`].
    pub credit: i64,
    pub weight: i32,
    /// How far they are behind (above 0) or ahead of their share of this rule; see [`fair`].
    pub balance: i64,
    pub last_assigned_at: Option<DateTime<Utc>>,
}

/// A rule as far as choosing needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub strategy: Strategy,
    pub only_working_hours: bool,
}

/// One who might have got the lead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Candidate {
    pub member_id: MemberId,
    /// Why not; null for those who were free.
    pub excluded: Option<Exclusion>,
    /// Whether the lead is of their preferred segment.
    pub preferred: bool,
    /// What they had earned of their monthly capacity, in leads; null without one.
    pub credit: Option<f64>,
    /// Their leads that were neither won nor lost; null where the rule does not look at it.
    pub open_leads: Option<i64>,
    /// Their part in a weighted rule.
    pub weight: Option<i32>,
    /// When they last got a lead; null for never.
    pub last_assigned_at: Option<DateTime<Utc>>,
}

/// Who gets it, and what everybody's account looks like then.
#[derive(Clone, Debug, PartialEq)]
pub struct Chosen {
    pub member: Option<MemberId>,
    pub candidates: Vec<Candidate>,
    /// The members after the decision, in the order of the input.
    pub after: Vec<MemberState>,
}

/// Chooses. Members come in the order of the rule; the order changes nothing.
pub fn choose(rule: Choice, members: &[MemberState], now: DateTime<Utc>) -> Chosen {
    let hindered: Vec<_> = members.iter().map(|member| hindrance(rule, member)).collect();
    let is_free = |place: &usize| hindered[*place].is_none();
    let free: Vec<usize> = (0..members.len()).filter(is_free).collect();
    let preferring: Vec<usize> = free.iter().copied().filter(|it| members[*it].prefers).collect();
    let among = if preferring.is_empty() { &free } else { &preferring };
    let mut after = members.to_vec();
    let place = match rule.strategy {
        Strategy::Weighted => fair::next(&mut after, among),
        Strategy::RoundRobin => among.iter().copied().min_by_key(|it| turn(&members[*it])),
        Strategy::LeastLoaded => among
            .iter()
            .copied()
            .min_by_key(|it| (members[*it].open_leads.unwrap_or(0), turn(&members[*it]))),
    };
    if let Some(place) = place {
        // Leads that are shared out in the same instant take turns as well.
        let latest = members.iter().filter_map(|member| member.last_assigned_at).max();
        let turn = latest.map_or(now, |latest| now.max(latest + TimeDelta::milliseconds(1)));
        let winner = &mut after[place];
        winner.last_assigned_at = Some(turn);
        winner.open_leads = winner.open_leads.map(|open| open + 1);
        if winner.monthly_capacity.is_some() {
            winner.credit -= LEAD;
        }
    }
    let candidates = members.iter().enumerate().map(|(at, member)| {
        let passed_over = hindered[at].is_none() && !among.contains(&at);
        let excluded = hindered[at].or(passed_over.then_some(Exclusion::NotPreferred));
        candidate(rule, member, excluded)
    });
    let candidates = candidates.collect();
    Chosen { member: place.map(|place| members[place].member_id), candidates, after }
}

/// Least recently assigned first, those who never were before all; then by id, so that nothing is left to chance.
pub(super) fn turn(member: &MemberState) -> (Option<DateTime<Utc>>, MemberId) {
    (member.last_assigned_at, member.member_id)
}

fn hindrance(rule: Choice, member: &MemberState) -> Option<Exclusion> {
    let is_full = || {
        let most = member.max_open.map(i64::from);
        most.is_some_and(|most| member.open_leads.unwrap_or(0) >= most)
    };
    if !member.is_active {
        Some(Exclusion::Inactive)
    } else if member.is_absent {
        Some(Exclusion::Absent)
    } else if rule.only_working_hours && !member.is_working {
        Some(Exclusion::OutsideHours)
    } else if is_full() {
        Some(Exclusion::Full)
    } else if member.monthly_capacity.is_some() && member.credit < LEAD {
        Some(Exclusion::NoCredit)
    } else {
        None
    }
}

fn candidate(rule: Choice, member: &MemberState, excluded: Option<Exclusion>) -> Candidate {
    Candidate {
        member_id: member.member_id,
        excluded,
        preferred: member.prefers,
        credit: member.monthly_capacity.map(|_| credit::in_leads(member.credit)),
        open_leads: member.open_leads,
        weight: (rule.strategy == Strategy::Weighted).then_some(member.weight),
        last_assigned_at: member.last_assigned_at,
    }
}
