//! Customers who recommend us: who sent which lead, what became of it and what that earned. States and rewards are what the
//! product itself would make of the same leads.

use super::Scene;
use crate::{
    dice::Dice,
    simulate::{
        account::Customers,
        lead::Sold,
        market::{LOST, WON},
        records::Records,
        setting::MINOR,
    },
    year::{
        At, Lead, Who,
        sales::{Advocate, Payout, Referral, Reward, Sales, Verdict},
    },
};
use chrono::{Datelike, Days, Duration, Months, NaiveDate};
use jobs::DomainEvent;
use leads::{
    referral::{ReferralState, ReferralVerdict, RewardState, RewardTrigger, Suspicion},
    words::Validity,
};
use std::collections::HashMap;

/// As the usual programme holds rewards back.
const HOLD_DAYS: u64 = 30;
/// On this day of the month what is due is paid.
const PAYDAY: u32 = 10;
/// Of leads that customers sent, somebody knows by whom.
const KNOWN: f64 = 0.82;
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

struct Programme<'a> {
    scene: &'a Scene<'a>,
    sold: &'a Sold,
    customers: &'a Customers,
    sales: &'a mut Sales,
    records: &'a mut Records,
    dice: Dice,
    /// The advocate that an account's first person is.
    advocates: HashMap<usize, usize>,
    /// When leads were first seen to be valid.
    valid_since: HashMap<usize, At>,
}

pub fn refer(
    scene: &Scene,
    sold: &Sold,
    customers: &Customers,
    sales: &mut Sales,
    records: &mut Records,
) {
    let valid_since = valid_since(sold, records);
    let mut programme = Programme {
        scene,
        sold,
        customers,
        sales,
        records,
        dice: scene.setting.dice("referrals"),
        advocates: HashMap::new(),
        valid_since,
    };
    for (place, lead) in sold.leads.iter().enumerate() {
        let kind = scene.setting.words.channels[sold.channels[place]].kind;
        if kind == "referral" && programme.dice.chance(KNOWN) {
            programme.take(place, lead);
        }
    }
    programme.block_one();
}

fn valid_since(sold: &Sold, records: &Records) -> HashMap<usize, At> {
    let places: HashMap<_, _> =
        sold.leads.iter().enumerate().map(|(place, lead)| (lead.id, place)).collect();
    let mut since: HashMap<usize, At> = HashMap::new();
    for fact in &records.history {
        if let DomainEvent::LeadValidityChanged { lead_id, validity, .. } = &fact.event
            && validity == Validity::Valid.as_str()
            && let Some(place) = places.get(lead_id)
        {
            let first = since.entry(*place).or_insert(fact.at);
            *first = (*first).min(fact.at);
        }
    }
    since
}

impl Programme<'_> {
    fn take(&mut self, place: usize, lead: &Lead) {
        let Some(advocate) = self.advocate(lead) else { return };
        let Some(owner) = self.sales.first_owner(place) else { return };
        let at = self.scene.soon_after(lead.created_at, 60, 900, &mut self.dice);
        let at = at.max(self.sales.advocates[advocate].at);
        let is_known = self.sold.leads[..place]
            .iter()
            .any(|other| lead.contact.phone.is_some() && other.contact.phone == lead.contact.phone);
        let suspicions = if is_known { vec![Suspicion::KnownLead] } else { Vec::new() };
        let verdict = self.verdict(lead, at, is_known);
        let refused = verdict.as_ref().is_some_and(|it| it.verdict == ReferralVerdict::Refused);
        let validity = self.sales.standings[place].validity;
        let state = match lead.stage {
            _ if refused => ReferralState::Refused,
            WON => ReferralState::Won,
            LOST => ReferralState::Lost,
            _ if validity == Some(Validity::Valid) => ReferralState::Qualified,
            _ => ReferralState::Pending,
        };
        let qualified_at = self.valid_since.get(&place).copied();
        let qualified_at = qualified_at.or(lead.closed_at.filter(|_| lead.stage == WON));
        let updated_at = [Some(at), qualified_at, lead.closed_at, verdict.as_ref().map(|it| it.at)];
        let updated_at = updated_at.into_iter().flatten().max().unwrap_or(at);
        let referral = Referral {
            id: self.dice.id(at),
            advocate,
            lead: place,
            state,
            suspicions,
            verdict,
            qualified_at,
            at,
            updated_at,
        };
        let (referral_id, lead_id) = (referral.id, lead.id);
        let advocate_id = self.sales.advocates[advocate].id;
        let event = DomainEvent::ReferralCreated { referral_id, lead_id, advocate_id };
        self.records.fact(at, Who::Member(owner), event);
        self.tell(&referral, lead);
        self.reward(&referral, lead);
        self.sales.referrals.push(referral);
    }

    /// Somebody who is a customer by then: some recommend us again and again.
    fn advocate(&mut self, lead: &Lead) -> Option<usize> {
        let again = self.sales.advocates.len();
        if again > 3 && self.dice.chance(0.55) {
            // The first ones are the keenest.
            let place = self.dice.below(again).min(self.dice.below(again));
            let account = self.customers.people[self.sales.advocates[place].person].account;
            return self.can_recommend(account, lead).then_some(place);
        }
        for _ in 0..12 {
            let account = self.dice.below(self.customers.accounts.len());
            if !self.can_recommend(account, lead) {
                continue;
            }
            if let Some(known) = self.advocates.get(&account) {
                return Some(*known);
            }
            return self.sign_up(account, lead);
        }
        None
    }

    fn can_recommend(&self, account: usize, lead: &Lead) -> bool {
        let since = self.customers.lives[account].uses_from.max(self.scene.house.opened_at);
        let ended = self.customers.lives[account].ended_at;
        let known = &self.customers.accounts[account];
        since + Duration::days(1) < lead.created_at
            && ended.is_none_or(|ended| ended > lead.created_at)
            && lead.account_id != Some(known.id)
            && known.shop.brand != lead.shop.brand
    }

    fn sign_up(&mut self, account: usize, lead: &Lead) -> Option<usize> {
        let of_account = |person: &crate::year::Person| person.account == account;
        let person = self.customers.people.iter().position(of_account)?;
        let signed_at = lead.created_at - Duration::minutes(self.dice.between(20, 1200));
        let at = signed_at.max(self.scene.house.opened_at + Duration::hours(1));
        let code = (0..8).map(|_| char::from(*self.dice.pick(LETTERS))).collect();
        let advocate = Advocate { id: self.dice.id(at), code, person, blocked_at: None, at };
        let advocate_id = advocate.id;
        let carer = self.customers.accounts[account].owner_id;
        self.records.fact(at, Who::Member(carer), DomainEvent::AdvocateCreated { advocate_id });
        let place = self.sales.advocates.len();
        self.advocates.insert(account, place);
        self.sales.advocates.push(advocate);
        Some(place)
    }

    /// What somebody said of it: of leads that we knew, and now and then of one that a reseller had named before.
    fn verdict(&mut self, lead: &Lead, at: At, is_known: bool) -> Option<Verdict> {
        let refuses = self.dice.chance(if is_known { 0.5 } else { 0.05 });
        let later = at + Duration::hours(self.dice.between(20, 130));
        let decided_at = self.scene.setting.calendar.working_moment(later, &mut self.dice);
        let [known, others] = self.scene.setting.words.sales.refusals;
        let note = *self.dice.pick(if is_known { known } else { others });
        let decides = (is_known || refuses && lead.stage != WON)
            && self.scene.setting.has_happened(decided_at);
        let refuses = refuses && lead.stage != WON;
        decides.then_some(Verdict {
            verdict: if refuses { ReferralVerdict::Refused } else { ReferralVerdict::Accepted },
            note: refuses.then_some(note),
            by: self.scene.members[0].id,
            at: decided_at,
        })
    }

    fn tell(&mut self, referral: &Referral, lead: &Lead) {
        let (referral_id, lead_id) = (referral.id, lead.id);
        if let Some(verdict) = &referral.verdict {
            let (by, at) = (Who::Member(verdict.by), verdict.at);
            let verdict = verdict.verdict.to_string();
            self.records.fact(
                at,
                by,
                DomainEvent::ReferralReviewed { referral_id, lead_id, verdict },
            );
        }
        let mut steps = Vec::new();
        let refused_at =
            referral.verdict.as_ref().filter(|_| referral.state == ReferralState::Refused);
        let refused_at = refused_at.map(|verdict| verdict.at);
        let before = |at: &At| refused_at.is_none_or(|refused| *at < refused);
        let ends = matches!(lead.stage, WON | LOST);
        if let Some(at) =
            referral.qualified_at.filter(|at| before(at) && Some(*at) != lead.closed_at)
        {
            steps.push((at.max(referral.at), ReferralState::Qualified));
        }
        if let Some(at) = lead.closed_at.filter(|at| ends && before(at)) {
            let state = if lead.stage == WON { ReferralState::Won } else { ReferralState::Lost };
            steps.push((at, state));
        }
        steps.extend(refused_at.map(|at| (at, ReferralState::Refused)));
        let mut previous = ReferralState::Pending;
        for (at, state) in steps {
            let event = DomainEvent::ReferralStateChanged {
                referral_id,
                lead_id,
                state: state.to_string(),
                previous_state: previous.to_string(),
            };
            self.records.fact(at, Who::Job("leads.settle_referrals"), event);
            previous = state;
        }
    }

    fn reward(&mut self, referral: &Referral, lead: &Lead) {
        let words = &self.scene.setting.words.sales.programme;
        let refused = referral.state == ReferralState::Refused;
        let refused_at = referral.verdict.as_ref().filter(|_| refused).map(|it| it.at);
        let before = |at: &At| refused_at.is_none_or(|refused| *at < refused);
        let won_at = lead.closed_at.filter(|at| lead.stage == WON && before(at));
        let qualified_at = referral.qualified_at.filter(|at| before(at));
        let ended_at = lead.closed_at.filter(|_| lead.stage == LOST);
        let over_at = [refused_at, ended_at].into_iter().flatten().min();
        let earned = [
            (RewardTrigger::Qualified, words.qualified, qualified_at.or(won_at)),
            (RewardTrigger::Won, words.won, won_at),
        ];
        for (trigger, amount, at) in earned {
            let Some(at) = at else { continue };
            self.entry(referral, trigger, amount * MINOR, at.max(referral.at), over_at);
        }
    }

    /// Earned, and then paid, cancelled or open still.
    fn entry(
        &mut self,
        referral: &Referral,
        trigger: RewardTrigger,
        amount: i64,
        earned_at: At,
        over_at: Option<At>,
    ) {
        let calendar = &self.scene.setting.calendar;
        let earned_on = calendar.zone.day_of(earned_at);
        let due_on = earned_on + Days::new(HOLD_DAYS);
        let place = self.sales.referrals.len();
        let paid = self.payout(due_on, amount);
        let paid = paid.filter(|paid| over_at.is_none_or(|over| paid.at < over));
        let waits = referral.suspicions.is_empty() || referral.verdict.is_some();
        let paid = paid.filter(|_| waits);
        let is_given = over_at.is_none() && paid.is_none() && self.dice.chance(0.03);
        let cancel_reason = is_given.then_some(self.scene.setting.words.sales.cancelled);
        let state = if paid.is_some() && over_at.is_some() {
            RewardState::Overpaid
        } else if paid.is_some() {
            RewardState::Paid
        } else if over_at.is_some() || cancel_reason.is_some() {
            RewardState::Cancelled
        } else {
            RewardState::Pending
        };
        let changed_at = over_at.or(paid.as_ref().map(|paid| paid.at));
        let updated_at = changed_at.unwrap_or(earned_at).max(earned_at);
        // What was paid out and is not earned any more is owed to us.
        let amount = if state == RewardState::Overpaid { 0 } else { amount };
        let reward = Reward {
            id: self.dice.id(earned_at),
            referral: place,
            trigger,
            amount,
            earned_on,
            due_on,
            state,
            paid,
            cancel_reason,
            earned_at,
            updated_at,
        };
        let owner = Who::Member(self.scene.members[0].id);
        let (referral_reward_id, referral_id) = (reward.id, referral.id);
        let mut told = |at, who, state: RewardState| {
            let state = state.to_string();
            let event =
                DomainEvent::ReferralRewardChanged { referral_reward_id, referral_id, state };
            self.records.fact(at, who, event);
        };
        told(earned_at, Who::Job("leads.settle_referrals"), RewardState::Pending);
        if state != RewardState::Pending {
            told(updated_at, owner, state);
        }
        self.sales.rewards.push(reward);
    }

    /// On the tenth of the month after it was due.
    fn payout(&self, due_on: NaiveDate, amount: i64) -> Option<Payout> {
        let calendar = &self.scene.setting.calendar;
        let same = due_on.with_day(PAYDAY)?;
        let on = if due_on <= same { same } else { same + Months::new(1) };
        let at = calendar.zone.start_of(on) + Duration::minutes(14 * 60 + 30);
        let reference = format!("{}-{}", self.scene.setting.words.sales.payment, on.format("%Y%m"));
        let by = self.scene.members[0].id;
        self.scene.setting.has_happened(at).then_some(Payout { amount, at, by, reference })
    }

    /// One of them left us.
    fn block_one(&mut self) {
        let ended = |advocate: &Advocate| {
            self.customers.lives[self.customers.people[advocate.person].account].ended_at
        };
        let left = self.sales.advocates.iter().position(|it| ended(it).is_some());
        let Some(place) = left else { return };
        let Some(ended_at) = ended(&self.sales.advocates[place]) else { return };
        let at = self.scene.soon_after(ended_at, 600, 9000, &mut self.dice);
        let advocate = &mut self.sales.advocates[place];
        advocate.blocked_at = Some(at);
        let advocate_id = advocate.id;
        let by = Who::Member(self.scene.members[0].id);
        self.records.fact(at, by, DomainEvent::AdvocateUpdated { advocate_id });
    }
}
