//! What the sales side of the vendor set up, did and decided.

use super::{At, Contact, Who};
use chrono::NaiveDate;
use customers::affiliation::DecisionRole;
use identity::work_calendar::WorkHours;
use kernel::ids::{
    AbsenceId, AdvocateId, AssignmentAccountId, AssignmentDecisionId, ExchangeRateId, KitItemId,
    KitUseId, LeadActivityId, LeadCheckId, LeadContactId, LeadResponseId, LeadReviewId,
    LeadRulesId, MemberId, OwnershipId, ReferralId, ReferralRewardId, SalesTargetMonthId,
    ValidityDisputeId, WorkCalendarId,
};
use leads::{
    assignment::{AssignmentOutcome, Basis},
    campaign::Decision,
    kit::KitKind,
    referral::{ReferralState, ReferralVerdict, RewardState, RewardTrigger, Suspicion},
    validity::{Answer, Criterion, DisputeState},
    words::{
        ActivityKind, ActivityOutcome, OwnershipEnd, OwnershipStart, ResponseState, RulesKind,
        Validity,
    },
};
use serde_json::Value;

/// Places of leads, accounts and people are those in the year.
#[derive(Default)]
pub struct Sales {
    pub calendars: Vec<WorkDays>,
    pub absences: Vec<Absence>,
    pub rules: Vec<RuleSet>,
    pub rates: Vec<Rate>,
    pub targets: Vec<MonthPlan>,
    /// Of each campaign.
    pub plans: Vec<CampaignPlan>,
    /// Of each lead.
    pub standings: Vec<Standing>,
    pub decisions: Vec<Decided>,
    pub turns: Vec<Turn>,
    pub spells: Vec<Spell>,
    /// The place of each lead's first one.
    pub first_spells: Vec<Option<usize>>,
    pub clocks: Vec<Clock>,
    pub activities: Vec<Activity>,
    pub reviews: Vec<Review>,
    pub disputes: Vec<Dispute>,
    pub contacts: Vec<ChainContact>,
    pub checks: Vec<Check>,
    pub kit: Vec<KitItem>,
    pub kit_uses: Vec<KitUse>,
    pub advocates: Vec<Advocate>,
    pub referrals: Vec<Referral>,
    pub rewards: Vec<Reward>,
}

impl Sales {
    /// Who did what was done with a lead until it was closed or put back. Whoever claimed it later comes later.
    pub fn first_owner(&self, lead: usize) -> Option<MemberId> {
        let first = self.first_spells.get(lead).copied().flatten()?;
        self.spells.get(first).map(|spell| spell.member_id)
    }
}

pub struct WorkDays {
    pub id: WorkCalendarId,
    pub name: &'static str,
    pub hours: WorkHours,
    pub is_default: bool,
}

pub struct Absence {
    pub id: AbsenceId,
    pub member_id: MemberId,
    pub from_on: NaiveDate,
    pub until_on: NaiveDate,
    pub note: &'static str,
    pub entered_at: At,
}

/// A version of a set of rules, as it is stored.
pub struct RuleSet {
    pub id: LeadRulesId,
    pub kind: RulesKind,
    pub version: i64,
    pub document: Value,
    pub by: MemberId,
    pub at: At,
}

pub struct Rate {
    pub id: ExchangeRateId,
    pub currency: &'static str,
    pub on: NaiveDate,
    pub rate: f64,
    pub at: At,
}

/// What was to be achieved in a month.
pub struct MonthPlan {
    pub id: SalesTargetMonthId,
    /// Its first day.
    pub month: NaiveDate,
    pub targets: Vec<MonthTarget>,
    pub at: At,
}

/// Of a rep, or of the team.
#[derive(Clone)]
pub struct MonthTarget {
    pub member_id: Option<MemberId>,
    pub won: i64,
    /// In minor units.
    pub won_amount: i64,
}

/// What a campaign was to achieve, and what was learnt.
#[derive(Default)]
pub struct CampaignPlan {
    pub leads: u32,
    pub valid_leads: u32,
    pub orders: u32,
    /// In minor units.
    pub cost_per_lead: Option<i64>,
    pub review: Option<CampaignReview>,
}

pub struct CampaignReview {
    pub decision: Decision,
    pub worked: &'static str,
    pub lesson: &'static str,
    pub by: MemberId,
    pub at: At,
}

/// How a lead stands today.
#[derive(Clone, Default)]
pub struct Standing {
    pub owned_since: Option<At>,
    pub pooled: Option<(&'static str, At)>,
    pub protected_until: Option<At>,
    pub warned_at: Option<At>,
    pub escalated_at: Option<At>,
    pub waiting: Option<(At, AssignmentOutcome)>,
    pub response: Option<(ResponseState, Option<At>)>,
    pub validity: Option<Validity>,
    pub last_activity_at: Option<At>,
    /// In minor units.
    pub expected_amount: Option<i64>,
    pub expected_close_on: Option<NaiveDate>,
}

/// Why a lead went to whom it did.
pub struct Decided {
    pub id: AssignmentDecisionId,
    pub lead: usize,
    pub version: i64,
    pub outcome: AssignmentOutcome,
    pub member_id: Option<MemberId>,
    pub rule_key: Option<String>,
    pub basis: Basis,
    pub at: At,
}

/// What somebody has earned of their capacity, or how far they are from their share of a rule.
pub struct Turn {
    pub id: AssignmentAccountId,
    pub member_id: MemberId,
    pub rule_key: String,
    pub credit: i64,
    pub balance: i64,
    pub at: At,
    pub last_assigned_at: Option<At>,
}

/// The time in which a member owned a lead.
pub struct Spell {
    pub id: OwnershipId,
    pub lead: usize,
    pub member_id: MemberId,
    pub from: At,
    pub started: OwnershipStart,
    pub started_by: Who,
    pub claimed_from: Option<&'static str>,
    pub end: Option<SpellEnd>,
}

#[derive(Clone, Copy)]
pub struct SpellEnd {
    pub at: At,
    pub why: OwnershipEnd,
    pub by: Who,
    pub note: Option<&'static str>,
}

/// The clock of a first answer.
pub struct Clock {
    pub id: LeadResponseId,
    pub lead: usize,
    pub policy: &'static str,
    pub target_minutes: i32,
    pub started_at: At,
    pub due_at: At,
    pub answered: Option<(At, MemberId)>,
    /// Working time.
    pub answered_seconds: Option<i64>,
    pub breached_at: Option<At>,
}

pub struct Activity {
    pub id: LeadActivityId,
    pub lead: usize,
    pub kind: ActivityKind,
    pub outcome: ActivityOutcome,
    pub at: At,
    pub member_id: MemberId,
    pub seconds: Option<i32>,
    pub note: Option<String>,
}

pub struct Review {
    pub id: LeadReviewId,
    pub lead: usize,
    pub criterion: Criterion,
    pub answer: Answer,
    pub evidence: Option<String>,
    pub member_id: MemberId,
    pub at: At,
}

pub struct Dispute {
    pub id: ValidityDisputeId,
    pub lead: usize,
    pub disputed: Validity,
    pub claimed: Validity,
    pub reason: &'static str,
    pub state: DisputeState,
    pub opened_by: MemberId,
    pub opened_at: At,
    pub resolved: Option<(MemberId, At, &'static str)>,
}

/// Somebody in the decision chain of a lead.
pub struct ChainContact {
    pub id: LeadContactId,
    pub lead: usize,
    pub contact: Contact,
    pub title: &'static str,
    pub role: DecisionRole,
    pub concern: Option<&'static str>,
    pub say: i32,
    pub at: At,
}

/// That an item of a stage's checklist was done.
pub struct Check {
    pub id: LeadCheckId,
    pub lead: usize,
    /// Its place in the stages.
    pub stage: usize,
    pub item: String,
    pub member_id: MemberId,
    pub at: At,
}

pub struct KitItem {
    pub id: KitItemId,
    pub kind: KitKind,
    pub title: &'static str,
    pub body: Option<&'static str>,
    pub url: Option<String>,
    /// Places in the stages.
    pub stages: &'static [usize],
    pub at: At,
}

pub struct KitUse {
    pub id: KitUseId,
    pub lead: usize,
    /// Its place in the kit.
    pub item: usize,
    pub member_id: MemberId,
    pub at: At,
}

/// Somebody who refers others.
pub struct Advocate {
    pub id: AdvocateId,
    pub code: String,
    /// Its place in the people.
    pub person: usize,
    pub blocked_at: Option<At>,
    pub at: At,
}

pub struct Referral {
    pub id: ReferralId,
    /// Its place in the advocates.
    pub advocate: usize,
    pub lead: usize,
    pub state: ReferralState,
    pub suspicions: Vec<Suspicion>,
    pub verdict: Option<Verdict>,
    pub qualified_at: Option<At>,
    pub at: At,
    pub updated_at: At,
}

pub struct Verdict {
    pub verdict: ReferralVerdict,
    pub note: Option<&'static str>,
    pub by: MemberId,
    pub at: At,
}

pub struct Reward {
    pub id: ReferralRewardId,
    /// Its place in the referrals.
    pub referral: usize,
    pub trigger: RewardTrigger,
    /// In minor units.
    pub amount: i64,
    pub earned_on: NaiveDate,
    pub due_on: NaiveDate,
    pub state: RewardState,
    pub paid: Option<Payout>,
    pub cancel_reason: Option<&'static str>,
    pub earned_at: At,
    pub updated_at: At,
}

pub struct Payout {
    /// In minor units.
    pub amount: i64,
    pub at: At,
    pub by: MemberId,
    pub reference: String,
}
