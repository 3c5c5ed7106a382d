//! Leads: who asked, through what, who looked after them, and what was written down about it.

use super::{
    journey::{Journey, travel},
    market::{CONTACTED, DEMO, LOST, Market, NEW, ON_HOLD, QUALIFIED, QUOTE, TRIAL, WON},
    names::Names,
    offer::plan_for,
    pace::arrivals,
    records::Records,
    setting::{LEADS, Setting, days},
};
use crate::{
    calendar::{OFFICE, SEARCHING},
    dice::Dice,
    vocabulary::{Source, Texts},
    year::{At, Contact, Lead, Member, Shop, Touch, Who},
};
use chrono::{Duration, NaiveDate};
use jobs::{DomainEvent, Subject};
use kernel::ids::{CampaignId, LeadId, MemberId};

/// Of a hundred leads so many are somebody who asked before.
const ASKS_AGAIN: f64 = 0.015;
/// The vendor's owner looks after large chains.
const LARGE_CHAIN: i64 = 10;

pub struct Sold {
    pub leads: Vec<Lead>,
    pub touches: Vec<Touch>,
    /// Of each lead: its way, the place of the channel it came by, and whether somebody of ours typed it in.
    pub journeys: Vec<Journey>,
    pub channels: Vec<usize>,
    pub by_hand: Vec<bool>,
    /// Places of leads that were won, with the plan they chose, in the order of their winning.
    pub won: Vec<(usize, usize)>,
}

struct Desk<'a> {
    setting: &'a Setting,
    market: &'a Market,
    members: &'a [Member],
    records: &'a mut Records,
    dice: Dice,
}

pub fn leads(
    setting: &Setting,
    market: &Market,
    members: &[Member],
    names: &mut Names,
    records: &mut Records,
) -> Sold {
    let mut dice = setting.dice("leads");
    let arrivals = arrivals(setting, market, setting.scaled(LEADS), &mut dice);
    let mut desk = Desk { setting, market, members, records, dice };
    let mut sold = Sold {
        leads: Vec::new(),
        touches: Vec::new(),
        journeys: Vec::new(),
        channels: Vec::new(),
        by_hand: Vec::new(),
        won: Vec::new(),
    };
    for (day, channel) in arrivals {
        let again = if desk.dice.chance(ASKS_AGAIN) && sold.leads.len() > 20 {
            let earlier = &sold.leads[desk.dice.below(sold.leads.len())];
            (earlier.stage != WON).then(|| (earlier.shop.clone(), earlier.contact.clone()))
        } else {
            None
        };
        let (shop, contact) =
            again.unwrap_or_else(|| (names.shop(), names.contact(0.96, 0.3, 0.5)));
        desk.take(day, channel, shop, contact, &mut sold);
    }
    sold.won.sort_by_key(|(place, _)| (sold.leads[*place].closed_at, *place));
    sold
}

impl Desk<'_> {
    fn take(
        &mut self,
        day: NaiveDate,
        channel: usize,
        shop: Shop,
        contact: Contact,
        sold: &mut Sold,
    ) {
        let Self { setting, market, .. } = *self;
        let dice = &mut self.dice;
        let source = &setting.words.channels[channel];
        let by_hand = matches!(source.kind, "event" | "partner" | "referral" | "other");
        let hours = if by_hand { &OFFICE } else { &SEARCHING };
        let opening = setting.calendar.start() + Duration::hours(10);
        let created_at = setting.calendar.moment(day, hours, dice).max(opening);
        let campaign_id = campaign(setting, market, channel, day, dice);
        let size = if shop.stores > 2 { 1.12 } else { 1.0 };
        let journey = travel(setting, created_at, source.quality * size, dice);
        let owner_id = journey.assigned_at.map(|_| owner(self.members, &shop, dice));
        let decider = &setting.words.parts[0];
        let title = if dice.chance(0.7) { decider.titles } else { setting.words.parts[2].titles };
        let title = *dice.pick(title);
        let mut tags = Vec::new();
        for _ in 0..dice.weighted([55.0, 33.0, 12.0]) {
            let tag = *dice.pick(setting.words.tags);
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        let mut lead = Lead {
            id: dice.id(created_at),
            message: (!by_hand && dice.chance(0.6))
                .then(|| *dice.pick(setting.words.texts.lead_messages)),
            shop,
            contact,
            title,
            tags,
            stage: journey.stage(),
            owner_id,
            channel_id: market.channels[channel].id,
            campaign_id,
            created_at,
            updated_at: created_at,
            last_touch_at: created_at,
            closed_at: None,
            lost: None,
            lost_from: None,
            archived_at: None,
            account_id: None,
            person_id: None,
        };
        let kind = if by_hand {
            "manual"
        } else if dice.chance(0.82) {
            "form"
        } else {
            "api"
        };
        self.arrive(&lead, kind, source, &mut sold.touches);
        self.work_on(&mut lead, &journey);
        self.touch_again(&mut lead, source, &mut sold.touches);
        self.plan_next_step(&lead, &journey);
        if lead.stage == WON {
            let plan = plan_for(setting.words.plans, lead.shop.stores, &mut self.dice);
            sold.won.push((sold.leads.len(), plan));
        }
        sold.leads.push(lead);
        sold.journeys.push(journey);
        sold.channels.push(channel);
        sold.by_hand.push(by_hand);
    }

    fn arrive(
        &mut self,
        lead: &Lead,
        kind: &'static str,
        source: &Source,
        touches: &mut Vec<Touch>,
    ) {
        let form_id = (kind == "form").then_some(self.market.form.id);
        let touch = self.touch(lead.id, lead.created_at, kind, source, lead);
        touches.push(touch);
        let (channel_id, campaign_id) = (Some(lead.channel_id), lead.campaign_id);
        let event = DomainEvent::LeadCreated { lead_id: lead.id, channel_id, campaign_id, form_id };
        let who = match (kind, lead.owner_id) {
            ("manual", Some(owner)) => Who::Member(owner),
            ("manual", None) => Who::Member(self.members[1].id),
            _ => Who::Visitor,
        };
        self.records.fact(lead.created_at, who, event);
    }

    fn touch(
        &mut self,
        lead_id: LeadId,
        at: At,
        kind: &'static str,
        source: &Source,
        lead: &Lead,
    ) -> Touch {
        let dice = &mut self.dice;
        let campaign = lead
            .campaign_id
            .and_then(|id| self.market.campaigns.iter().find(|found| found.id == id));
        let online = kind != "manual";
        let path = *dice.pick(&["/trial", "/pricing", "/", "/cases", "/blog"]);
        Touch {
            id: dice.id(at),
            lead_id,
            at,
            kind,
            channel_id: lead.channel_id,
            campaign_id: lead.campaign_id,
            form_id: (kind == "form").then_some(self.market.form.id),
            utm: source.utm.filter(|_| online),
            utm_campaign: campaign
                .filter(|_| online && source.utm.is_some())
                .map(|found| found.key.clone()),
            referrer: source.referrer.filter(|_| online),
            url: online.then(|| format!("{}{path}", self.setting.words.vendor.site)),
            heard_from: dice.chance(0.45).then(|| *dice.pick(source.heard_from)),
            message: if at == lead.created_at { lead.message } else { None },
        }
    }

    /// Some come back while somebody works on them.
    fn touch_again(&mut self, lead: &mut Lead, source: &Source, touches: &mut Vec<Touch>) {
        let times = self.dice.weighted([66.0, 22.0, 9.0, 3.0]);
        for _ in 0..times {
            let after = days(&mut self.dice, 0, 20);
            let day = self.setting.calendar.zone.day_of(lead.created_at + after);
            if day > self.setting.calendar.today {
                continue;
            }
            let at = self.setting.calendar.moment(day, &SEARCHING, &mut self.dice);
            if at <= lead.created_at || lead.closed_at.is_some_and(|closed| at > closed) {
                continue;
            }
            let kind = if self.dice.chance(0.3) { "form" } else { "api" };
            let touch = self.touch(lead.id, at, kind, source, lead);
            let (channel_id, campaign_id) = (Some(lead.channel_id), lead.campaign_id);
            let event = DomainEvent::LeadTouched {
                lead_id: lead.id,
                touch_id: touch.id,
                channel_id,
                campaign_id,
            };
            self.records.fact(at, Who::Visitor, event);
            lead.last_touch_at = lead.last_touch_at.max(at);
            lead.updated_at = lead.updated_at.max(at);
            touches.push(touch);
        }
    }

    /// Assigning, moving from stage to stage, and what is noted on the way.
    fn work_on(&mut self, lead: &mut Lead, journey: &Journey) {
        let (Some(assigned_at), Some(owner)) = (journey.assigned_at, lead.owner_id) else { return };
        let lead_id = lead.id;
        let by = if self.dice.chance(0.6) { self.members[1].id } else { owner };
        let event =
            DomainEvent::LeadAssigned { lead_id, owner_id: Some(owner), previous_owner_id: None };
        self.records.fact(assigned_at, Who::Member(by), event);
        lead.updated_at = assigned_at;
        let mut before = NEW;
        let mut since = assigned_at;
        for (at, stage) in &journey.moves {
            self.finish_task(lead, owner, before, since, *at);
            let reason = journey.lost_reason.filter(|_| *stage == LOST);
            let event = DomainEvent::LeadStageChanged {
                lead_id,
                stage_id: self.market.stages[*stage].id,
                previous_stage_id: self.market.stages[before].id,
                status_type: self.market.stages[*stage].status.to_owned(),
                lost_reason: reason.map(str::to_owned),
            };
            self.records.fact(*at, Who::Member(owner), event);
            self.note_stage(lead, owner, *stage, *at);
            lead.updated_at = *at;
            if *stage == WON || *stage == LOST {
                lead.closed_at = Some(*at);
            }
            if let Some(reason) = reason {
                lead.lost = Some((reason, lost_note(self.setting, reason, &mut self.dice)));
                lead.lost_from = Some(before);
                let tidied = *at + days(&mut self.dice, 1, 15);
                if reason == "invalid" && self.setting.has_happened(tidied) {
                    lead.archived_at = Some(tidied);
                    lead.updated_at = tidied;
                    self.records.fact(
                        tidied,
                        Who::Member(owner),
                        DomainEvent::LeadArchived { lead_id },
                    );
                }
            }
            (before, since) = (*stage, *at);
        }
    }

    /// What was done to leave a stage was often a task.
    fn finish_task(&mut self, lead: &Lead, owner: MemberId, stage: usize, from: At, until: At) {
        if stage <= TRIAL && self.dice.chance(0.4) {
            let titles = self.setting.words.texts.lead_tasks[stage];
            let title = self.dice.pick(titles);
            let title = filled(title, lead);
            let minutes = (until - from).num_minutes();
            let done_at = from + Duration::minutes(minutes * self.dice.between(60, 98) / 100);
            let due_at = done_at + Duration::hours(self.dice.between(-30, 20));
            let subject = Subject::from(lead.id);
            self.records.task(from, due_at.max(from), Some(done_at), owner, subject, title);
        }
    }

    fn note_stage(&mut self, lead: &Lead, owner: MemberId, stage: usize, at: At) {
        let Some(texts) = stage_notes(self.setting.words.texts, stage) else { return };
        if !self.dice.chance(0.62) {
            return;
        }
        let text = *self.dice.pick(texts);
        let plan = plan_for(self.setting.words.plans, lead.shop.stores, &mut self.dice);
        let stores = lead.shop.stores.to_string();
        let places = [
            ("{name}", lead.contact.name.as_str()),
            ("{company}", lead.shop.sign.as_str()),
            ("{city}", lead.shop.city),
            ("{stores}", stores.as_str()),
            ("{plan}", self.setting.words.plans[plan].name),
        ];
        let after = Duration::seconds(self.dice.between(30, 900));
        // Written right after the call; the last of all may be a moment ago.
        let at = if self.setting.has_happened(at + after) { at + after } else { at };
        self.records.note(at, owner, lead.id.into(), text, &places);
    }

    /// A lead that somebody works on has a next step: overdue, due today, or to come.
    fn plan_next_step(&mut self, lead: &Lead, journey: &Journey) {
        let (Some(next), Some(owner)) = (journey.next_step_at, lead.owner_id) else { return };
        let calendar = &self.setting.calendar;
        let set_at = journey
            .moves
            .last()
            .map(|(at, _)| *at)
            .or(journey.assigned_at)
            .unwrap_or(lead.created_at);
        let day = match self.dice.weighted([22.0, 16.0, 62.0]) {
            0 => calendar.today,
            1 => calendar.today - chrono::Days::new(u64::from(self.dice.chance(0.5)) + 1),
            _ => calendar.zone.day_of(next),
        };
        let due_at = calendar.desk_time(day, &mut self.dice);
        let titles = self.setting.words.texts.lead_tasks[lead.stage.min(4)];
        let title = self.dice.pick(titles);
        let title = filled(title, lead);
        self.records.task(set_at, due_at.max(set_at), None, owner, lead.id.into(), title);
    }
}

fn campaign(
    setting: &Setting,
    market: &Market,
    channel: usize,
    day: NaiveDate,
    dice: &mut Dice,
) -> Option<CampaignId> {
    let campaign = &market.campaigns[market.campaign_on(channel, day)?];
    let push = setting.words.campaigns.iter().find(|push| push.name == campaign.name)?;
    // Of those who come meanwhile, the ones above the usual number.
    dice.chance((push.lift - 0.6) / push.lift).then_some(campaign.id)
}

fn owner(members: &[Member], shop: &Shop, dice: &mut Dice) -> MemberId {
    if shop.stores >= LARGE_CHAIN || dice.chance(0.03) {
        return members[0].id;
    }
    members[2 + dice.weighted([11.0, 9.0])].id
}

fn stage_notes(texts: &Texts, stage: usize) -> Option<&'static [&'static str]> {
    Some(match stage {
        CONTACTED => texts.first_call,
        QUALIFIED => texts.need,
        DEMO => texts.demo,
        TRIAL => texts.trial,
        QUOTE => texts.quote,
        ON_HOLD => texts.hold,
        WON => texts.won,
        _ => return None,
    })
}

fn lost_note(setting: &Setting, reason: &str, dice: &mut Dice) -> String {
    let lost = setting.words.texts.lost.iter().find(|(key, _)| *key == reason);
    (*dice.pick(lost.expect("every reason has its notes").1)).to_owned()
}

fn filled(title: &str, lead: &Lead) -> String {
    let places = [("{name}", lead.contact.name.as_str()), ("{company}", lead.shop.sign.as_str())];
    crate::vocabulary::fill(title, &places)
}
