//! The ways on which leads came: an advertisement first, something to read days later, and then the form on the website.
//! Where everybody came by one channel alone, all models of attribution would say the same.

use super::Scene;
use crate::{
    calendar::SEARCHING,
    dice::Dice,
    simulate::{lead::Sold, market::WON, records::Records},
    vocabulary::Source,
    year::{At, Lead, Touch},
};
use chrono::{Days, Duration};

/// How likely a lead looked at us before it wrote: those that were won, and the others.
const LOOKED: [f64; 2] = [0.74, 0.52];
/// Who comes back, comes by the website rather than by the advertisement.
const COMES_HOME: f64 = 0.62;
/// What people look at between the first time and the form: by the kind of channel.
const READS: [(&str, f64); 4] =
    [("content", 5.0), ("social", 3.0), ("search", 2.5), ("direct", 2.0)];

struct Walker<'a> {
    scene: &'a Scene<'a>,
    dice: Dice,
    direct: usize,
}

pub fn walk(scene: &Scene, sold: &mut Sold, records: &mut Records) {
    let sources = scene.setting.words.channels;
    let direct = sources.iter().position(|source| source.kind == "direct").unwrap_or(0);
    let mut walker = Walker { scene, dice: scene.setting.dice("paths"), direct };
    let mut touches = Vec::with_capacity(sold.touches.len() * 2);
    let mut rest = std::mem::take(&mut sold.touches).into_iter().peekable();
    for (place, lead) in sold.leads.iter().enumerate() {
        let mut own = Vec::new();
        while let Some(touch) = rest.next_if(|touch| touch.lead_id == lead.id) {
            own.push(touch);
        }
        let by_hand = sold.by_hand[place];
        for touch in own.iter_mut().skip(1) {
            walker.come_back(touch, by_hand);
        }
        if !by_hand {
            touches.extend(walker.before(lead, sold.channels[place], &mut own));
        }
        touches.extend(own);
    }
    let sources = touches.iter().map(|touch| (touch.id, (touch.channel_id, touch.campaign_id)));
    records.change_sources(&sources.collect());
    sold.touches = touches;
}

impl Walker<'_> {
    /// The visits before the first form, which then is not the first touch any more.
    fn before(&mut self, lead: &Lead, channel: usize, own: &mut [Touch]) -> Vec<Touch> {
        let setting = self.scene.setting;
        let looked = self.dice.chance(LOOKED[usize::from(lead.stage != WON)]);
        let home = self.dice.chance(COMES_HOME);
        let more = self.dice.weighted([34.0, 40.0, 20.0, 6.0]);
        let opening = setting.calendar.start() + Duration::hours(11);
        let Some(form) = own.first_mut().filter(|_| looked && channel != self.direct) else {
            return Vec::new();
        };
        let mut visits = Vec::new();
        let mut at = lead.created_at;
        for number in 0..=more {
            let ago = Days::new(u64::try_from(self.dice.between(1, 9)).unwrap_or(1));
            let day = setting.calendar.zone.day_of(at) - ago;
            if day <= setting.calendar.first {
                break;
            }
            at = setting.calendar.moment(day, &SEARCHING, &mut self.dice);
            let is_first = number == more;
            let by = if is_first { channel } else { self.reads() };
            let campaign_id = if is_first { lead.campaign_id } else { None };
            visits.push(self.visit(lead, at.max(opening), by, campaign_id));
        }
        // The one they came by first is the channel that the lead is counted for.
        if let Some(first) = visits.last_mut()
            && first.channel_id != lead.channel_id
        {
            *first = self.visit(lead, first.at, channel, lead.campaign_id);
        }
        if !visits.is_empty() && home {
            self.change_channel(form, self.direct);
        }
        visits.reverse();
        visits
    }

    fn reads(&mut self) -> usize {
        let kind = READS[self.dice.weighted(READS.iter().map(|(_, weight)| *weight))].0;
        let sources = self.scene.setting.words.channels.iter().enumerate();
        let fitting: Vec<usize> =
            sources.filter(|(_, source)| source.kind == kind).map(|(place, _)| place).collect();
        if fitting.is_empty() { self.direct } else { *self.dice.pick(&fitting) }
    }

    fn visit(
        &mut self,
        lead: &Lead,
        at: At,
        channel: usize,
        campaign_id: Option<kernel::ids::CampaignId>,
    ) -> Touch {
        let path = *self.dice.pick(&["/", "/pricing", "/cases", "/blog", "/features"]);
        let mut touch = Touch {
            id: self.dice.id(at),
            lead_id: lead.id,
            at,
            kind: "visit",
            channel_id: lead.channel_id,
            campaign_id: None,
            form_id: None,
            utm: None,
            utm_campaign: None,
            referrer: None,
            url: Some(format!("{}{path}", self.scene.setting.words.vendor.site)),
            heard_from: None,
            message: None,
        };
        self.change_channel(&mut touch, channel);
        let campaigns = &self.scene.market.campaigns;
        let campaign = campaigns.iter().find(|campaign| Some(campaign.id) == campaign_id);
        touch.campaign_id = campaign_id;
        touch.utm_campaign =
            campaign.filter(|_| touch.utm.is_some()).map(|found| found.key.clone());
        touch
    }

    fn change_channel(&self, touch: &mut Touch, channel: usize) {
        let source: &Source = &self.scene.setting.words.channels[channel];
        touch.channel_id = self.scene.market.channels[channel].id;
        touch.campaign_id = None;
        touch.utm_campaign = None;
        touch.utm = source.utm;
        touch.referrer = source.referrer;
    }

    /// Whoever comes again has read something, or knows the address.
    fn come_back(&mut self, touch: &mut Touch, by_hand: bool) {
        let (reads, other) = (self.dice.chance(0.6), self.reads());
        if reads || by_hand {
            self.change_channel(touch, if touch.kind == "form" { self.direct } else { other });
        }
    }
}
