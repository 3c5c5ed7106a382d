//! Whether leads were worth the time of sales: what reps answered and on what ground, and where marketing disagreed.

use super::Scene;
use crate::{
    dice::Dice,
    simulate::{
        lead::Sold,
        market::{CONTACTED, LOST, QUALIFIED},
        records::Records,
    },
    vocabulary::sales::Grounds,
    year::{
        At, Who,
        sales::{Dispute, Review, Sales},
    },
};
use chrono::Duration;
use jobs::DomainEvent;
use kernel::ids::MemberId;
use leads::{
    validity::{Answer, Answers, Criterion, DisputeState, ValidityPolicy, decide},
    words::Validity,
};

/// Of leads that reps found invalid, marketing disputes so many.
const DISPUTED: f64 = 0.035;
/// A dispute is decided within days; younger ones are open.
const OPEN_DAYS: i64 = 5;

struct Judge<'a> {
    scene: &'a Scene<'a>,
    sales: &'a mut Sales,
    records: &'a mut Records,
    dice: Dice,
    policy: ValidityPolicy,
}

/// One lead, what is known of it so far, and who answers.
struct Case<'a> {
    place: usize,
    sold: &'a Sold,
    owner: MemberId,
    answers: Answers,
    validity: Validity,
}

type Given = (Criterion, Answer, Option<&'static str>);

pub fn judge(scene: &Scene, sold: &Sold, sales: &mut Sales, records: &mut Records) {
    let dice = scene.setting.dice("validity");
    let mut judge = Judge { scene, sales, records, dice, policy: ValidityPolicy::usual() };
    let mut latest = None;
    for (place, lead) in sold.leads.iter().enumerate() {
        let Some(owner) = lead.owner_id else { continue };
        let (answers, validity) = (Answers::new(), Validity::Unknown);
        let mut case = Case { place, sold, owner, answers, validity };
        let found_at = judge.of_lead(&mut case);
        judge.sales.standings[place].validity = Some(case.validity);
        if case.validity != Validity::Invalid || lead.archived_at.is_some() {
            continue;
        }
        let Some(found_at) = found_at else { continue };
        latest = latest.max(Some((found_at, place)));
        if judge.dice.chance(DISPUTED) {
            judge.dispute(found_at, place, sold);
        }
    }
    // There is always one on the table.
    let is_open = |dispute: &Dispute| dispute.state == DisputeState::Open;
    if let Some((found_at, place)) = latest
        && !judge.sales.disputes.iter().any(is_open)
    {
        judge.sales.disputes.retain(|dispute| dispute.lead != place);
        judge.dispute_open(found_at, place, sold);
    }
    judge.tell(sold);
}

impl Judge<'_> {
    /// When it was last answered.
    fn of_lead(&mut self, case: &mut Case) -> Option<At> {
        let journey = &self.scene.journeys[case.place];
        let grounds = &self.scene.setting.words.sales.grounds;
        let mut last = None;
        for (at, stage) in &journey.moves {
            let given = match *stage {
                CONTACTED => self.first_impression(case, grounds),
                QUALIFIED => self.qualified(grounds),
                LOST => self.lost(journey.lost_reason.unwrap_or_default(), grounds),
                _ => continue,
            };
            if given.is_empty() {
                continue;
            }
            let at = self.scene.soon_after(*at, 100, 700, &mut self.dice);
            self.answer(case, at, given);
            last = Some(at);
        }
        last
    }

    fn first_impression(&mut self, case: &Case, grounds: &'static Grounds) -> Vec<Given> {
        let deciders = self.scene.setting.words.parts[0].titles;
        let decides = deciders.contains(&case.sold.leads[case.place].title);
        let mut given = vec![
            self.yes(Criterion::Persona, grounds.persona),
            self.yes(Criterion::Scenario, grounds.scenario),
        ];
        if self.dice.chance(if decides { 0.92 } else { 0.4 }) {
            given.push(self.yes(Criterion::DecisionMaker, grounds.decider));
        } else if self.dice.chance(0.6) {
            given.push((Criterion::DecisionMaker, Answer::Unknown, Some(grounds.not_met)));
        }
        if self.dice.chance(0.3) {
            given.push(self.yes(Criterion::Intent, grounds.intent));
        }
        given
    }

    fn qualified(&mut self, grounds: &'static Grounds) -> Vec<Given> {
        let mut given = vec![self.yes(Criterion::Intent, grounds.intent)];
        if self.dice.chance(0.94) {
            given.push(self.yes(Criterion::DecisionMaker, grounds.decider));
        }
        given
    }

    fn lost(&mut self, reason: &str, grounds: &'static Grounds) -> Vec<Given> {
        let (criterion, ground, share) = match reason {
            "invalid" => (Criterion::Persona, grounds.fake, 1.0),
            "not_a_fit" => (Criterion::Persona, grounds.no_shop, 0.95),
            "no_need" => (Criterion::Intent, grounds.no_need, 0.9),
            "unreachable" => (Criterion::Intent, grounds.silent, 0.5),
            "budget" => (Criterion::Intent, grounds.no_money, 0.35),
            _ => return Vec::new(),
        };
        if !self.dice.chance(share) {
            return Vec::new();
        }
        vec![(criterion, Answer::No, Some(*self.dice.pick(ground)))]
    }

    fn yes(&mut self, criterion: Criterion, grounds: &'static [&'static str]) -> Given {
        let ground = *self.dice.pick(grounds);
        (criterion, Answer::Yes, self.dice.chance(0.7).then_some(ground))
    }

    fn answer(&mut self, case: &mut Case, at: At, given: Vec<Given>) {
        let lead_id = case.sold.leads[case.place].id;
        for (criterion, answer, evidence) in given {
            case.answers.insert(criterion, answer);
            self.sales.reviews.push(Review {
                id: self.dice.id(at),
                lead: case.place,
                criterion,
                answer,
                evidence: evidence.map(str::to_owned),
                member_id: case.owner,
                at,
            });
        }
        self.records.fact(at, Who::Member(case.owner), DomainEvent::LeadReviewed { lead_id });
        let setting = self.scene.setting;
        let (validity, previous) = (decide(&self.policy, &case.answers), case.validity);
        if validity != previous {
            let (validity, previous_validity) = (validity.to_string(), previous.to_string());
            let event = DomainEvent::LeadValidityChanged { lead_id, validity, previous_validity };
            self.records.next_fact(setting, at, Who::Member(case.owner), event);
        }
        case.validity = validity;
    }

    /// Marketing doesn't believe that a lead was worth nothing.
    fn dispute(&mut self, found_at: At, place: usize, sold: &Sold) {
        let Scene { setting, members, .. } = *self.scene;
        let calendar = &setting.calendar;
        let next = found_at + Duration::hours(self.dice.between(16, 50));
        let opened_at = calendar.working_moment(next, &mut self.dice);
        if !setting.has_happened(opened_at) {
            return;
        }
        self.dispute_open(opened_at, place, sold);
        let later = opened_at + Duration::hours(self.dice.between(20, 24 * OPEN_DAYS));
        let resolved_at = calendar.working_moment(later, &mut self.dice);
        let answer = *self.dice.pick(setting.words.sales.disputes.rejected);
        if let Some(dispute) = self.sales.disputes.last_mut()
            && setting.has_happened(resolved_at)
        {
            dispute.state = DisputeState::Rejected;
            dispute.resolved = Some((members[0].id, resolved_at, answer));
        }
    }

    fn dispute_open(&mut self, at: At, place: usize, sold: &Sold) {
        debug_assert!(sold.leads[place].owner_id.is_some());
        let reason = *self.dice.pick(self.scene.setting.words.sales.disputes.reasons);
        let at = self.scene.soon_after(at, 600, 4000, &mut self.dice);
        self.sales.disputes.push(Dispute {
            id: self.dice.id(at),
            lead: place,
            disputed: Validity::Invalid,
            claimed: Validity::Valid,
            reason,
            state: DisputeState::Open,
            opened_by: self.scene.members[1].id,
            opened_at: at,
            resolved: None,
        });
    }

    /// What became of disputes: of every third one marketing was right, and the answer is taken back.
    fn tell(&mut self, sold: &Sold) {
        let mut disputes = std::mem::take(&mut self.sales.disputes);
        for (number, dispute) in disputes.iter_mut().enumerate() {
            let (lead_id, validity_dispute_id) = (sold.leads[dispute.lead].id, dispute.id);
            let event = DomainEvent::LeadValidityDisputed { lead_id, validity_dispute_id };
            self.records.fact(dispute.opened_at, Who::Member(dispute.opened_by), event);
            let Some((member, at, resolution)) = &mut dispute.resolved else { continue };
            if number % 3 == 1 {
                *resolution = *self.dice.pick(self.scene.setting.words.sales.disputes.accepted);
                dispute.state = DisputeState::Accepted;
                dispute.claimed = self.take_back(dispute.lead, sold, *member, *at, resolution);
            }
            let outcome = dispute.state.to_string();
            let event =
                DomainEvent::LeadValidityDisputeResolved { lead_id, validity_dispute_id, outcome };
            self.records.fact(*at, Who::Member(*member), event);
        }
        self.sales.disputes = disputes;
    }

    /// The no becomes an unknown: what the lead is then was claimed.
    fn take_back(
        &mut self,
        place: usize,
        sold: &Sold,
        by: MemberId,
        at: At,
        ground: &'static str,
    ) -> Validity {
        let mut answers = Answers::new();
        for review in self.sales.reviews.iter().filter(|review| review.lead == place) {
            answers.insert(review.criterion, review.answer);
        }
        let refused = answers.iter().filter(|(_, answer)| **answer == Answer::No);
        let refused: Vec<_> = refused.map(|(criterion, _)| *criterion).collect();
        let (owner, validity) = (by, Validity::Invalid);
        let mut case = Case { place, sold, owner, answers, validity };
        let given = refused.into_iter().map(|it| (it, Answer::Unknown, Some(ground)));
        self.answer(&mut case, at, given.collect());
        self.sales.standings[place].validity = Some(case.validity);
        case.validity
    }
}
