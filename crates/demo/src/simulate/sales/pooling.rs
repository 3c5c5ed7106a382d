//! The public pool: leads that nobody followed up go back to it at night, reps give some back, and some are claimed by
//! somebody else. What is due is what the product's own rules say.

use super::{Scene, house::House, rules};
use crate::{
    dice::Dice,
    simulate::{
        lead::Sold,
        market::{CONTACTED, NEW, ON_HOLD},
        records::Records,
    },
    vocabulary::fill,
    year::{
        At, Who,
        sales::{Activity, Sales, Spell, SpellEnd},
    },
};
use chrono::{Days, Duration, NaiveDate, NaiveTime};
use jobs::{DomainEvent, Subject};
use kernel::{ids::MemberId, zone::Zone};
use leads::{
    pool::{
        PoolRule,
        rules::{Held, Phase, phase, protected_until},
    },
    words::{ActivityKind, ActivityOutcome, OwnershipEnd, OwnershipStart},
};

const NIGHT: Who = Who::Job("leads.reclaim");
/// Of leads that were just begun with, reps give so many back.
const RELEASED: f64 = 0.22;
/// Of sleeping leads that are in the pool, so many were claimed by somebody else.
const CLAIMED: f64 = 0.3;

struct Pool<'a> {
    scene: &'a Scene<'a>,
    sales: &'a mut Sales,
    records: &'a mut Records,
    dice: Dice,
    /// The night that came last.
    night: At,
}

/// A lead that is neither won nor lost, and its owner.
#[derive(Clone, Copy)]
struct Case<'a> {
    place: usize,
    sold: &'a Sold,
    owner: MemberId,
    rule: &'a PoolRule,
}

/// What becomes of a lead that has an owner.
enum Fate {
    Stays,
    Pooled,
    Claimed(MemberId),
}

pub fn pool(scene: &Scene, sold: &mut Sold, sales: &mut Sales, records: &mut Records) {
    let calendar = &scene.setting.calendar;
    let tonight = two_o_clock(calendar.zone, calendar.today);
    let night = if tonight <= calendar.now {
        tonight
    } else {
        two_o_clock(calendar.zone, calendar.today - Days::new(1))
    };
    let dice = scene.setting.dice("pools");
    let mut pool = Pool { scene, sales, records, dice, night };
    let mut gone = Vec::new();
    let open = open_spells(pool.sales);
    for (place, lead) in sold.leads.iter().enumerate() {
        let live = lead.closed_at.is_none() && lead.archived_at.is_none();
        let Some(owner) = lead.owner_id.filter(|_| live) else { continue };
        let rule = rule_of(scene.house, lead.stage);
        let case = Case { place, sold, owner, rule };
        match pool.look_at(case, open[place]) {
            Fate::Stays => {}
            Fate::Pooled => gone.push((place, None)),
            Fate::Claimed(next) => gone.push((place, Some(next))),
        }
    }
    for (place, owner) in gone {
        pool.records.drop_open_tasks(sold.leads[place].id.into());
        sold.leads[place].owner_id = owner;
    }
}

/// When the product takes leads back.
fn two_o_clock(zone: Zone, day: NaiveDate) -> At {
    zone.instant(day.and_time(NaiveTime::from_hms_opt(2, 0, 0).unwrap_or_default()))
}

/// The spell of each lead that lasts.
fn open_spells(sales: &Sales) -> Vec<usize> {
    let mut open = vec![0; sales.standings.len()];
    for (place, spell) in sales.spells.iter().enumerate() {
        open[spell.lead] = place;
    }
    open
}

fn rule_of(house: &House, stage: usize) -> &PoolRule {
    let key = if stage == ON_HOLD { rules::SLEEPERS } else { rules::POOL };
    house.pools.iter().find(|pool| pool.key == key).expect("the house has this pool")
}

impl Pool<'_> {
    fn look_at(&mut self, case: Case, spell: usize) -> Fate {
        let Some(since) = self.sales.standings[case.place].owned_since else { return Fate::Stays };
        let stage = case.sold.leads[case.place].stage;
        let (releases, next) = (self.dice.chance(RELEASED), self.dice.chance(CLAIMED));
        if releases && matches!(stage, NEW | CONTACTED) && self.release(case, since, spell) {
            return Fate::Pooled;
        }
        let Some(until) = self.until(case.rule, since, case.place) else { return Fate::Stays };
        if until <= self.night {
            let at = self.after_night(until);
            self.put_back(case, at, spell, OwnershipEnd::Reclaimed, NIGHT, None);
            let next = stage == ON_HOLD && next && self.scene.now() - at > Duration::days(3);
            let next = if next { self.claim(case, at) } else { None };
            return next.map_or(Fate::Pooled, Fate::Claimed);
        }
        self.sales.standings[case.place].protected_until = Some(until);
        self.remind(case, until);
        Fate::Stays
    }

    fn until(&self, rule: &PoolRule, since: At, place: usize) -> Option<At> {
        let followed_up_at = self.sales.standings[place].last_activity_at;
        let pools_since = self.scene.house.opened_at + Duration::minutes(6);
        protected_until(rule, pools_since, Held { since, followed_up_at })
    }

    /// Minutes past the first night from an instant on.
    fn after_night(&mut self, until: At) -> At {
        let zone = self.scene.setting.calendar.zone;
        let day = zone.day_of(until);
        let same = two_o_clock(zone, day);
        let night = if same < until { two_o_clock(zone, day + Days::new(1)) } else { same };
        self.scene.soon_after(night, 181, 199, &mut self.dice)
    }

    /// A rep gives a lead back and says why.
    fn release(&mut self, case: Case, since: At, spell: usize) -> bool {
        let calendar = &self.scene.setting.calendar;
        let last = self.sales.standings[case.place].last_activity_at.unwrap_or(since);
        let moved = self.scene.journeys[case.place].moves.last().map_or(since, |(at, _)| *at);
        let later = last.max(moved) + Duration::hours(self.dice.between(3, 60));
        let at = calendar.working_moment(later, &mut self.dice);
        if !self.scene.setting.has_happened(at) {
            return false;
        }
        let [never_reached, reached] = self.scene.setting.words.sales.releases;
        let is_new = case.sold.leads[case.place].stage == NEW;
        let note = *self.dice.pick(if is_new { never_reached } else { reached });
        let by = Who::Member(case.owner);
        self.put_back(case, at, spell, OwnershipEnd::Released, by, Some(note));
        true
    }

    fn put_back(
        &mut self,
        case: Case,
        at: At,
        spell: usize,
        why: OwnershipEnd,
        by: Who,
        note: Option<&'static str>,
    ) {
        let key = case.rule.key.as_str();
        let standing = &mut self.sales.standings[case.place];
        standing.owned_since = None;
        let key = if key == rules::POOL { rules::POOL } else { rules::SLEEPERS };
        standing.pooled = Some((key, at));
        self.sales.spells[spell].end = Some(SpellEnd { at, why, by, note });
        let event = DomainEvent::LeadPooled {
            lead_id: case.sold.leads[case.place].id,
            pool_key: key.to_owned(),
            reason: why.to_string(),
            previous_owner_id: Some(case.owner),
        };
        self.records.fact(at, by, event);
    }

    /// The other rep wakes it up.
    fn claim(&mut self, case: Case, pooled_at: At) -> Option<MemberId> {
        let Scene { setting, members, .. } = *self.scene;
        // Lately: what was claimed long ago would have gone back by now.
        let ago = Duration::days(self.dice.between(2, 30));
        let later = (setting.calendar.now - ago).max(pooled_at + Duration::days(1));
        let at = setting.calendar.working_moment(later, &mut self.dice);
        let called_at = at + Duration::minutes(self.dice.between(4, 40));
        if !setting.has_happened(called_at) {
            return None;
        }
        let other = members[if case.owner == members[2].id { 3 } else { 2 }].id;
        let lead = &case.sold.leads[case.place];
        let pool_key = case.rule.key.clone();
        let event = DomainEvent::LeadClaimed { lead_id: lead.id, owner_id: other, pool_key };
        self.records.fact(at, Who::Member(other), event);
        self.sales.spells.push(Spell {
            id: self.dice.id(at),
            lead: case.place,
            member_id: other,
            from: at,
            started: OwnershipStart::Claimed,
            started_by: Who::Member(other),
            claimed_from: Some(rules::SLEEPERS),
            end: None,
        });
        let text = *self.dice.pick(setting.words.sales.talk.later);
        let places = [("{name}", lead.contact.name.as_str()), ("{company}", &lead.shop.sign)];
        let (kind, outcome) = (ActivityKind::Call, ActivityOutcome::Reached);
        let activity = Activity {
            id: self.dice.id(called_at),
            lead: case.place,
            kind,
            outcome,
            at: called_at,
            member_id: other,
            seconds: Some(260),
            note: Some(fill(text, &places)),
        };
        let event = DomainEvent::LeadActivityLogged {
            lead_id: lead.id,
            lead_activity_id: activity.id,
            kind: kind.to_string(),
            outcome: outcome.to_string(),
        };
        self.records.fact(called_at, Who::Member(other), event);
        self.sales.activities.push(activity);
        let standing = &mut self.sales.standings[case.place];
        (standing.pooled, standing.owned_since) = (None, Some(at));
        standing.last_activity_at = Some(called_at);
        let until = self.until(case.rule, at, case.place);
        self.sales.standings[case.place].protected_until = until;
        Some(other)
    }

    /// What the nights before have said of a lead whose protection ends soon.
    fn remind(&mut self, case: Case, until: At) {
        let phase = phase(case.rule, until, self.night);
        let lead = &case.sold.leads[case.place];
        let (lead_id, owner_id) = (lead.id, case.owner);
        if phase >= Phase::Warned
            && let Some(days) = case.rule.warn_days
        {
            let at = self.after_night(until - Duration::days(i64::from(days)));
            self.sales.standings[case.place].warned_at = Some(at);
            self.task(case, owner_id, at, until);
            let event =
                DomainEvent::LeadProtectionWarned { lead_id, owner_id, protected_until: until };
            self.records.fact(at, NIGHT, event);
        }
        if phase >= Phase::Escalated
            && let Some((days, manager)) = case.rule.escalate_days.zip(case.rule.manager_id)
        {
            let at = self.after_night(until - Duration::days(i64::from(days)));
            self.sales.standings[case.place].escalated_at = Some(at);
            self.task(case, manager, at, until);
            let event =
                DomainEvent::LeadProtectionEscalated { lead_id, owner_id, protected_until: until };
            self.records.fact(at, NIGHT, event);
        }
    }

    fn task(&mut self, case: Case, member: MemberId, at: At, until: At) {
        let lead = &case.sold.leads[case.place];
        let subject = Subject::from(lead.id);
        let title = fill(
            self.scene.setting.words.sales.reminder,
            &[("{name}", lead.contact.name.as_str())],
        );
        self.records.reminder(at, until, member, subject, title);
    }
}
