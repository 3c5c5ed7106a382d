//! What the reps did with their leads: the first answer and its clock, calls, messages, demonstrations and visits. Who
//! answers in time wins more often.

use super::{Scene, rules};
use crate::{
    dice::{Dice, to_whole},
    simulate::{
        lead::Sold,
        market::{CONTACTED, DEMO, LOST, NEW, ON_HOLD, QUALIFIED, QUOTE, TRIAL, WON},
        records::Records,
        setting::days,
    },
    vocabulary::{fill, sales::Talk},
    year::{
        At, Who,
        sales::{Activity, Clock, Sales},
    },
};
use chrono::Duration;
use jobs::DomainEvent;
use kernel::ids::MemberId;
use leads::words::{
    ActivityKind::{self, Call, Demo, Email, Sms, Visit, Wechat},
    ActivityOutcome::{self, NotReached, Reached},
    ResponseState,
};

/// How often leads are answered in time: those that were won, that went on, and the others.
const IN_TIME: [f64; 3] = [0.93, 0.84, 0.68];
/// Of leads in the middle of the process so many are left alone for a while.
const NEGLECTED: f64 = 0.32;
const WATCH: Who = Who::Job("leads.watch_response");

struct Desk<'a> {
    scene: &'a Scene<'a>,
    sales: &'a mut Sales,
    records: &'a mut Records,
    dice: Dice,
}

/// A lead that somebody looks after.
#[derive(Clone, Copy)]
struct Case<'a> {
    place: usize,
    sold: &'a Sold,
    owner: MemberId,
}

pub fn work(scene: &Scene, sold: &Sold, sales: &mut Sales, records: &mut Records) {
    let dice = scene.setting.dice("activities");
    let mut desk = Desk { scene, sales, records, dice };
    for (place, lead) in sold.leads.iter().enumerate() {
        let answered = lead.owner_id.and_then(|owner| {
            let case = Case { place, sold, owner };
            let first = desk.first_answer(case);
            desk.follow(case, first);
            desk.first_done(place).map(|at| (at, owner))
        });
        desk.clock(place, sold, answered);
    }
    sales.activities.sort_by_key(|activity| (activity.at, activity.id));
}

impl Desk<'_> {
    /// When the owner first tried, if they have.
    fn first_answer(&mut self, case: Case) -> Option<At> {
        let Scene { setting, house, journeys, .. } = *self.scene;
        let lead = &case.sold.leads[case.place];
        let journey = &journeys[case.place];
        let since = self.sales.standings[case.place].owned_since?;
        let (_, minutes) = self.promise(case);
        let kept = match lead.stage {
            WON => IN_TIME[0],
            _ if journey.went_through(QUALIFIED) => IN_TIME[1],
            _ => IN_TIME[2],
        };
        let target = f64::from(minutes);
        let after = if self.dice.chance(kept) {
            target * (0.08 + 0.8 * self.dice.fraction() * self.dice.fraction())
        } else {
            target * (1.1 + 3.0 * self.dice.fraction() * self.dice.fraction())
        };
        let after = Duration::seconds(to_whole(after * 60.0).max(90));
        let wanted = house.due(since.max(lead.created_at), after);
        let before = Duration::seconds(self.dice.between(70, 340));
        let first_move = journey.moves.first().map(|(at, _)| *at - before);
        let at = first_move.map_or(wanted, |first| wanted.min(first));
        setting.has_happened(at).then_some(at)
    }

    fn follow(&mut self, case: Case, first: Option<At>) {
        let Scene { setting, journeys, .. } = *self.scene;
        let journey = &journeys[case.place];
        let mut stage = NEW;
        let mut done = self.sales.standings[case.place].owned_since;
        if let Some(at) = first
            && journey.moves.first().is_none_or(|(moved, _)| *moved - at > Duration::minutes(25))
        {
            let (kind, outcome) = self.opening();
            self.log(case, at, kind, outcome, NEW);
            done = Some(at);
        }
        for (at, next) in &journey.moves {
            let is_unreachable = journey.lost_reason == Some("unreachable") && *next == LOST;
            if let Some(since) = done {
                self.keep_up(case, since, *at, stage, is_unreachable);
            }
            let (kind, outcome) = self.decisive(*next, is_unreachable);
            let before = Duration::seconds(self.dice.between(60, 300));
            let at = (*at - before).max(done.unwrap_or(*at));
            self.log(case, at, kind, outcome, *next);
            (stage, done) = (*next, Some(at));
        }
        let is_neglected = self.dice.chance(NEGLECTED);
        if let Some(since) = done
            && !matches!(stage, WON | LOST)
            && !is_neglected
            && (first.is_some() || !journey.moves.is_empty())
        {
            self.keep_up(case, since, setting.calendar.now, stage, false);
        }
    }

    /// Once in a while until the next thing happens.
    fn keep_up(&mut self, case: Case, since: At, until: At, stage: usize, is_unreachable: bool) {
        let calendar = &self.scene.setting.calendar;
        let (low, high) = match stage {
            NEW => (1, 2),
            ON_HOLD => (40, 75),
            _ => (2, 5),
        };
        let mut at = since;
        loop {
            let pause = Duration::minutes(40) + days(&mut self.dice, low, high);
            at = calendar.working_moment(at + pause, &mut self.dice);
            if at >= until - Duration::hours(3) {
                return;
            }
            if stage == ON_HOLD && self.dice.chance(0.55) {
                continue;
            }
            let (kind, outcome) = self.touching(stage, is_unreachable);
            self.log(case, at, kind, outcome, stage);
        }
    }

    fn is_chinese(&self) -> bool {
        self.scene.setting.words.family_name_first
    }

    /// In writing, as people there do it.
    fn written(&self) -> ActivityKind {
        if self.is_chinese() { Wechat } else { Email }
    }

    /// The first try: often nobody picks up, and a message goes out.
    fn opening(&mut self) -> (ActivityKind, ActivityOutcome) {
        match self.dice.weighted([50.0, 22.0, 16.0, 12.0]) {
            0 => (Call, NotReached),
            1 => (self.written(), Reached),
            2 => (self.written(), NotReached),
            _ => (Sms, NotReached),
        }
    }

    /// What brought a lead to a stage.
    fn decisive(&mut self, stage: usize, is_unreachable: bool) -> (ActivityKind, ActivityOutcome) {
        let kind = match stage {
            DEMO => Demo,
            TRIAL => self.written(),
            QUOTE | WON if self.dice.chance(0.38) => Visit,
            LOST if self.dice.chance(0.4) => self.written(),
            _ => Call,
        };
        (kind, if is_unreachable { NotReached } else { Reached })
    }

    fn touching(&mut self, stage: usize, is_unreachable: bool) -> (ActivityKind, ActivityOutcome) {
        let written = self.written();
        let kind = match self.dice.weighted([42.0, 48.0, 10.0]) {
            0 => Call,
            2 if matches!(stage, DEMO | TRIAL | QUOTE) => Visit,
            _ => written,
        };
        let reached = match stage {
            NEW => 0.0,
            _ if kind == Visit => 1.0,
            _ => 0.72,
        };
        let outcome =
            if !is_unreachable && self.dice.chance(reached) { Reached } else { NotReached };
        (kind, outcome)
    }

    fn log(
        &mut self,
        case: Case,
        at: At,
        kind: ActivityKind,
        outcome: ActivityOutcome,
        stage: usize,
    ) {
        let lead = &case.sold.leads[case.place];
        let note = self.note(case, kind, outcome, stage);
        let seconds = match (kind, outcome) {
            (Call, Reached) => Some(self.dice.between(70, 1300)),
            (Demo, _) => Some(60 * self.dice.between(25, 75)),
            (Visit, _) => Some(60 * self.dice.between(30, 110)),
            _ => None,
        };
        let activity = Activity {
            id: self.dice.id(at),
            lead: case.place,
            kind,
            outcome,
            at,
            member_id: case.owner,
            seconds: seconds.and_then(|seconds| i32::try_from(seconds).ok()),
            note,
        };
        let event = DomainEvent::LeadActivityLogged {
            lead_id: lead.id,
            lead_activity_id: activity.id,
            kind: kind.to_string(),
            outcome: outcome.to_string(),
        };
        self.records.fact(at, Who::Member(case.owner), event);
        let standing = &mut self.sales.standings[case.place];
        standing.last_activity_at = standing.last_activity_at.max(Some(at));
        self.sales.activities.push(activity);
    }

    fn note(
        &mut self,
        case: Case,
        kind: ActivityKind,
        outcome: ActivityOutcome,
        stage: usize,
    ) -> Option<String> {
        let talk: &Talk = &self.scene.setting.words.sales.talk;
        let texts = match (kind, outcome, stage) {
            (Demo, ..) => talk.demo,
            (Visit, ..) => talk.visit,
            (Call, NotReached, _) => talk.missed,
            (Call, Reached, NEW | CONTACTED) => talk.first,
            (Call, Reached, LOST) => talk.farewell,
            (Call, Reached, ON_HOLD) => talk.later,
            (Call, Reached, _) => talk.call,
            (_, Reached, _) => talk.answered,
            (_, NotReached, _) => talk.sent,
        };
        if !self.dice.chance(0.5) {
            return None;
        }
        let lead = &case.sold.leads[case.place];
        let name = lead.contact.name.as_str();
        let company = lead.shop.sign.as_str();
        let text = *self.dice.pick(texts);
        Some(fill(text, &[("{name}", name), ("{company}", company)]))
    }

    fn promise(&self, case: Case) -> (&'static str, i32) {
        let channel = case.sold.channels[case.place];
        rules::promise(self.scene.setting.words.channels[channel].kind)
    }

    fn first_done(&self, place: usize) -> Option<At> {
        let own = self.sales.activities.iter().rev().take_while(|activity| activity.lead == place);
        own.map(|activity| activity.at).min()
    }

    fn clock(&mut self, place: usize, sold: &Sold, answered: Option<(At, MemberId)>) {
        let Scene { setting, house, .. } = *self.scene;
        let lead = &sold.leads[place];
        let kind = setting.words.channels[sold.channels[place]].kind;
        let (policy, target_minutes) = rules::promise(kind);
        let started_at = lead.created_at;
        let due_at = house.due(started_at, Duration::minutes(i64::from(target_minutes)));
        let end = answered.map_or(setting.calendar.now, |(at, _)| at);
        let breached_at = (due_at < end).then_some(due_at);
        let lead_id = lead.id;
        if let Some(due_at) = breached_at {
            let owner_id = lead.owner_id;
            let event = DomainEvent::LeadResponseBreached { lead_id, owner_id, due_at };
            self.records.fact(due_at, WATCH, event);
        }
        if let Some((at, member)) = answered {
            let is_in_time = breached_at.is_none();
            let event = DomainEvent::LeadAnswered { lead_id, is_in_time };
            self.records.next_fact(setting, at, Who::Member(member), event);
        }
        let state = match (breached_at, answered) {
            (Some(_), _) => ResponseState::Breached,
            (None, Some(_)) => ResponseState::Met,
            (None, None) => ResponseState::Due,
        };
        let waits = answered.is_none().then_some(due_at);
        self.sales.standings[place].response = Some((state, waits));
        let answered_seconds = answered.map(|(at, _)| house.elapsed(started_at, at).num_seconds());
        self.sales.clocks.push(Clock {
            id: self.dice.id(started_at),
            lead: place,
            policy,
            target_minutes,
            started_at,
            due_at,
            answered,
            answered_seconds,
            breached_at,
        });
    }
}
