//! The house and its market: members, stages, channels, campaigns, and the money spent on them.

use super::{
    records::Records,
    setting::{MINOR, Setting, part_of},
};
use crate::{
    calendar::OFFICE,
    vocabulary::Push,
    year::{Campaign, Channel, Form, Member, Spend, Stage, Who, Workspace},
};
use chrono::{Datelike, Days, Duration, NaiveDate, Weekday};
use jobs::DomainEvent;

pub const NEW: usize = 0;
pub const CONTACTED: usize = 1;
pub const QUALIFIED: usize = 2;
pub const DEMO: usize = 3;
pub const TRIAL: usize = 4;
pub const QUOTE: usize = 5;
pub const ON_HOLD: usize = 6;
pub const WON: usize = 7;
pub const LOST: usize = 8;

/// Key, what it means, part of the journey, probability.
const STAGES: [(&str, &str, &str, f64); 9] = [
    ("new", "open", "discover", 0.1),
    ("contacted", "ongoing", "discover", 0.15),
    ("qualified", "ongoing", "evaluate", 0.25),
    ("demo", "ongoing", "evaluate", 0.35),
    ("trial", "ongoing", "evaluate", 0.5),
    ("quote", "ongoing", "purchase", 0.75),
    ("on_hold", "on_hold", "evaluate", 0.05),
    ("won", "won", "implement", 1.0),
    ("lost", "lost", "evaluate", 0.0),
];

pub struct Market {
    pub stages: Vec<Stage>,
    pub channels: Vec<Channel>,
    pub campaigns: Vec<Campaign>,
    pub spends: Vec<Spend>,
    pub form: Form,
}

impl Market {
    /// The place of the campaign that the channel runs on that day.
    pub fn campaign_on(&self, channel: usize, day: NaiveDate) -> Option<usize> {
        let id = self.channels[channel].id;
        self.campaigns.iter().position(|campaign| {
            campaign.channel_id == id && (campaign.starts_on..=campaign.ends_on).contains(&day)
        })
    }
}

pub fn house(setting: &Setting) -> (Workspace, Vec<Member>) {
    let mut dice = setting.dice("house");
    let vendor = &setting.words.vendor;
    let created_at = setting.calendar.start() + Duration::hours(9);
    let workspace = Workspace {
        id: dice.id(created_at),
        name: vendor.name,
        slug: vendor.slug.to_owned(),
        locale: setting.calendar.locale,
        zone: vendor.zone,
        currency: vendor.currency,
        region: vendor.region,
        created_at,
    };
    let colleagues = setting.words.team.iter().zip(0..);
    let members = colleagues.map(|(colleague, minutes)| {
        let joined_at = created_at + Duration::minutes(minutes * 2);
        Member {
            id: dice.id(joined_at),
            operator_id: dice.id(joined_at),
            name: colleague.name,
            email: format!("{}@{}", colleague.mailbox, vendor.mail_domain),
            role: colleague.role,
            joined_at,
        }
    });
    let members = members.collect();
    (workspace, members)
}

pub fn market(setting: &Setting, members: &[Member], records: &mut Records) -> Market {
    let mut dice = setting.dice("market");
    let at = setting.calendar.start() + Duration::minutes(9 * 60 + 20);
    let marketing = members[1].id;
    let stages = STAGES.iter().zip(setting.words.stages).map(|(stage, name)| {
        let (key, status, journey_stage, probability) = *stage;
        Stage { id: dice.id(at), key, name, status, journey_stage, probability }
    });
    let stages = stages.collect();
    let channels: Vec<Channel> = setting
        .words
        .channels
        .iter()
        .map(|source| Channel {
            id: dice.id(at),
            key: source.key,
            name: source.name,
            kind: source.kind,
            description: source.description,
        })
        .collect();
    for channel in &channels {
        records.fact(
            at,
            Who::Member(marketing),
            DomainEvent::ChannelCreated { channel_id: channel.id },
        );
    }
    let website =
        setting.words.channels.iter().position(|source| source.kind == "direct").unwrap_or(0);
    let slug = setting.words.form.slug.to_owned();
    let form = Form { id: dice.id(at), slug, channel_id: channels[website].id };
    records.fact(
        at,
        Who::Member(marketing),
        DomainEvent::LeadFormCreated { lead_form_id: form.id },
    );
    let mut market = Market { stages, channels, campaigns: Vec::new(), spends: Vec::new(), form };
    for push in setting.words.campaigns {
        let campaign = campaign(setting, push, &market.channels, marketing, &mut dice);
        records.fact(
            campaign.created_at,
            Who::Member(marketing),
            DomainEvent::CampaignCreated { campaign_id: campaign.id },
        );
        market.campaigns.push(campaign);
    }
    market.campaigns.sort_by_key(|campaign| campaign.starts_on);
    market.spends = spends(setting, &market, &mut dice);
    for spend in &market.spends {
        let event = DomainEvent::ChannelSpendAdded {
            channel_spend_id: spend.id.into(),
            channel_id: Some(spend.channel_id),
            campaign_id: spend.campaign_id,
        };
        records.fact(spend.recorded_at, Who::Member(marketing), event);
    }
    market
}

/// On its day of the year, wherever in the year that ends now this is.
fn campaign(
    setting: &Setting,
    push: &Push,
    channels: &[Channel],
    owner_id: kernel::ids::MemberId,
    dice: &mut crate::dice::Dice,
) -> Campaign {
    let calendar = &setting.calendar;
    let years = [calendar.first.year(), calendar.today.year()];
    let starts =
        years.iter().filter_map(|year| NaiveDate::from_ymd_opt(*year, push.month, push.day));
    let starts_on = starts.clone().find(|day| calendar.contains(*day));
    let starts_on = starts_on.or_else(|| starts.max()).unwrap_or(calendar.today);
    let planned_on = (starts_on - Days::new(12)).clamp(calendar.first, calendar.today);
    let created_at =
        calendar.moment(planned_on, &OFFICE, dice).max(calendar.start() + Duration::hours(10));
    let channel = channels.iter().find(|channel| channel.key == push.channel);
    Campaign {
        id: dice.id(created_at),
        channel_id: channel.expect("the vocabulary names its channels").id,
        owner_id,
        key: format!("{}-{}", push.key, starts_on.year()),
        name: push.name,
        starts_on,
        ends_on: starts_on + Days::new(push.days - 1),
        budget: push.budget * MINOR,
        goal: push.goal,
        created_at,
    }
}

/// Weekly costs of every channel, and what campaigns cost while they run.
fn spends(setting: &Setting, market: &Market, dice: &mut crate::dice::Dice) -> Vec<Spend> {
    let calendar = &setting.calendar;
    let mut spends = Vec::new();
    let mut spend = |channel: usize,
                     campaign: Option<usize>,
                     on: NaiveDate,
                     amount: i64,
                     dice: &mut crate::dice::Dice| {
        let recorded_at =
            calendar.moment(on, &OFFICE, dice).max(calendar.start() + Duration::hours(10));
        spends.push(Spend {
            id: dice.id(recorded_at),
            channel_id: market.channels[channel].id,
            campaign_id: campaign.map(|place| market.campaigns[place].id),
            on,
            amount,
            note: setting.words.channels[channel].spend_note,
            recorded_at,
        });
    };
    for day in calendar.days().filter(|day| *day < calendar.today) {
        for (channel, source) in setting.words.channels.iter().enumerate() {
            let campaign = market.campaign_on(channel, day);
            if day.weekday() == Weekday::Mon && source.weekly_spend > 0 {
                let share = dice.bell() * calendar.business(day).max(0.3) * setting.scale;
                let amount = part_of(source.weekly_spend * MINOR, share);
                spend(channel, None, day, amount.max(MINOR), dice);
            }
            let Some(place) = campaign else { continue };
            let campaign = &market.campaigns[place];
            let length = (campaign.ends_on - campaign.starts_on).num_days() + 1;
            // Long campaigns are paid by the week, short ones by the day.
            let since = (day - campaign.starts_on).num_days();
            if length <= 7 || since % 7 == 6 || day == campaign.ends_on {
                let paid_days = if length <= 7 { 1 } else { since % 7 + 1 };
                let share = crate::dice::to_real(paid_days) / crate::dice::to_real(length);
                let amount =
                    part_of(campaign.budget, share * (0.75 + 0.2 * dice.bell()) * setting.scale);
                spend(channel, Some(place), day, amount.max(MINOR), dice);
            }
        }
    }
    spends
}
