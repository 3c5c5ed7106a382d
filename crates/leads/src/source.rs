//! Where a touch comes from: which channel and campaign its traces point at.
//!
//! In the order of how sure a trace is: what the caller names; the campaign; UTM parameters that are the key of a
//! channel; the code of an advocate; the rules ([`rule`]); the channel of the form; rules about the site that referred. What no trace tells stays
//! unknown.

mod address;
mod defaults;
pub mod rule;
mod service;

pub(crate) use address::visit;
pub(crate) use rule::host_of;
pub use service::{
    AppliedRules, ApplyRules, ChannelMove, ChannelRules, NewChannelRules, RuleTrial, RuleVerdict,
    apply_rules, get_rules, replace_rules, try_rules,
};

use self::rule::{Rules, Traces};
use crate::{
    entity::{campaign, channel, channel_rules},
    key::suggest,
    touch::NewTouch,
    words::ChannelKind,
};
use kernel::{
    Error, FieldError, WorkspaceTx,
    ids::{CampaignId, ChannelId},
};
use sea_orm::{ColumnTrait, ExprTrait as _, QueryFilter, QueryOrder};

/// The channel and campaign of a touch, and what is wrong with how they were named.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub channel_id: Option<ChannelId>,
    pub campaign_id: Option<CampaignId>,
    pub decided: Decided,
    /// The place of the rule that decided.
    pub rule: Option<usize>,
    pub errors: Vec<FieldError>,
}

impl Source {
    /// A channel and a campaign that somebody named.
    pub fn named(channel_id: Option<ChannelId>, campaign_id: Option<CampaignId>) -> Self {
        Self { channel_id, campaign_id, decided: Decided::Named, rule: None, errors: Vec::new() }
    }

    /// Whether no rule may give it another channel.
    pub fn is_named(&self) -> bool {
        matches!(self.decided, Decided::Named | Decided::Campaign | Decided::Referral)
    }
}

/// What a form says of those who fill it in.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct FormSource {
    pub channel_id: Option<ChannelId>,
    pub campaign_id: Option<CampaignId>,
}

kernel::words! {
    /// What told the channel of a touch.
    pub enum Decided {
        /// The caller named it.
        Named = "named",
        /// The campaign, which runs through it.
        Campaign = "campaign",
        /// A tracking parameter that is its key.
        Key = "key",
        /// The code of whoever sent them, which is of the first channel for referrals.
        Referral = "referral",
        /// A rule.
        Rule = "rule",
        /// The form.
        Form = "form",
        /// A rule about the referring site alone.
        Referrer = "referrer",
        /// Nothing did.
        Nothing = "nothing",
    }
}

/// Finds channel and campaign. What the caller named and doesn't exist is an error under `/touch`.
pub(crate) async fn resolve(
    tx: &WorkspaceTx,
    touch: &NewTouch,
    form: FormSource,
    pointer: &str,
) -> Result<Source, Error> {
    let channels = live_channels(tx).await?;
    let campaigns = if touch.names_campaign() || form.campaign_id.is_some() {
        live_campaigns(tx).await?
    } else {
        Vec::new()
    };
    let rules = if Traces::of(touch).is_empty() {
        Rules::default()
    } else {
        stored_rules(tx, &channels).await?
    };
    Ok(decide(touch, form, &channels, &campaigns, &rules, pointer))
}

/// Everything that tells where touches come from, read once for many.
pub(crate) struct Desk {
    channels: Vec<channel::Model>,
    campaigns: Vec<campaign::Model>,
    rules: Rules,
}

impl Desk {
    pub async fn read(tx: &WorkspaceTx) -> Result<Self, Error> {
        let channels = live_channels(tx).await?;
        let rules = stored_rules(tx, &channels).await?;
        Ok(Self { campaigns: live_campaigns(tx).await?, rules, channels })
    }

    pub fn resolve(&self, touch: &NewTouch) -> Source {
        let form = FormSource::default();
        decide(touch, form, &self.channels, &self.campaigns, &self.rules, "")
    }

    /// Whether a parameter of a link is the click id of an advertising platform.
    pub fn is_click_id(&self, name: &str) -> bool {
        let mut words = self.rules.0.iter().flat_map(|rule| &rule.click_id);
        defaults::is_click_id(name) || words.any(|word| word.trim().eq_ignore_ascii_case(name))
    }
}

/// The rules that hold: those of the workspace, or of the house.
pub(crate) async fn stored_rules(
    tx: &WorkspaceTx,
    channels: &[channel::Model],
) -> Result<Rules, Error> {
    let row = tx.find::<channel_rules::Entity>().one(&tx.db).await?;
    let mut rules = row.map_or_else(|| defaults::rules(channels), |row| row.rules);
    // A channel that was archived since takes nothing.
    rules.0.retain(|rule| channels.iter().any(|channel| channel.id == rule.channel_id));
    Ok(rules)
}

fn decide(
    touch: &NewTouch,
    form: FormSource,
    channels: &[channel::Model],
    campaigns: &[campaign::Model],
    rules: &Rules,
    pointer: &str,
) -> Source {
    let mut errors = Vec::new();
    let mut missing = |found: bool, field: &str| {
        if !found {
            errors.push(FieldError::new(format!("{pointer}/{field}"), "not_found"));
        }
    };
    let by_id = touch.campaign_id.and_then(|id| campaigns.iter().find(|it| it.id == id));
    missing(touch.campaign_id.is_none() || by_id.is_some(), "campaign_id");
    let key = touch.campaign_key.as_deref();
    let by_key = key.and_then(|key| campaigns.iter().find(|it| it.key == key));
    missing(key.is_none() || by_key.is_some(), "campaign_key");
    let by_utm = touch.utm.campaign.as_deref().and_then(|utm| campaign_of(utm, campaigns));
    let of_form = form.campaign_id.and_then(|id| campaigns.iter().find(|it| it.id == id));
    let campaign = by_id.or(by_key).or(by_utm).or(of_form);

    let named = touch.channel_id.and_then(|id| channels.iter().find(|it| it.id == id));
    missing(touch.channel_id.is_none() || named.is_some(), "channel_id");
    let key = touch.channel_key.as_deref();
    let named_by_key = key.and_then(|key| channels.iter().find(|it| it.key == key));
    missing(key.is_none() || named_by_key.is_some(), "channel_key");
    let traces = Traces::of(touch);
    let by_rule = |found: Option<(usize, ChannelId)>, decided| {
        found.map(|(rule, id)| (id, decided, Some(rule)))
    };
    let of_campaign = by_id.or(by_key).or(by_utm).map(|it| it.channel_id);
    let of_form_channel = form.channel_id.or(of_form.map(|it| it.channel_id));
    let told = named
        .or(named_by_key)
        .map(|it| (it.id, Decided::Named, None))
        .or(of_campaign.map(|id| (id, Decided::Campaign, None)))
        .or_else(|| key_of(touch, channels).map(|id| (id, Decided::Key, None)))
        .or_else(|| by_referral(touch, channels).map(|id| (id, Decided::Referral, None)))
        .or_else(|| by_rule(rules.by_traces(&traces), Decided::Rule))
        .or(of_form_channel.map(|id| (id, Decided::Form, None)))
        .or_else(|| by_rule(rules.by_referrer(&traces), Decided::Referrer));
    let (channel_id, decided, rule) = match told {
        Some((id, decided, rule)) => (Some(id), decided, rule),
        None => (None, Decided::Nothing, None),
    };
    Source { channel_id, campaign_id: campaign.map(|it| it.id), decided, rule, errors }
}

fn campaign_of<'a>(utm: &str, campaigns: &'a [campaign::Model]) -> Option<&'a campaign::Model> {
    let same = |known: &str| {
        suggest(known) == suggest(utm) && !suggest(utm).is_empty()
            || known.eq_ignore_ascii_case(utm)
    };
    let by_utm = campaigns.iter().find(|it| it.utm_campaign.as_deref().is_some_and(same));
    by_utm.or_else(|| campaigns.iter().find(|it| same(&it.key)))
}

/// The channel whose key a tracking parameter is.
fn key_of(touch: &NewTouch, channels: &[channel::Model]) -> Option<ChannelId> {
    let keys = [&touch.utm.source, &touch.utm.medium];
    let mut keys = keys.into_iter().flatten().map(|text| suggest(text)).filter(|it| !it.is_empty());
    keys.find_map(|key| channels.iter().find(|channel| channel.key == key)).map(|it| it.id)
}

/// The channel of those whom somebody sent.
fn by_referral(touch: &NewTouch, channels: &[channel::Model]) -> Option<ChannelId> {
    touch.referral_code.as_ref()?;
    channels.iter().find(|it| it.kind == ChannelKind::Referral).map(|it| it.id)
}

pub(crate) async fn live_channels(tx: &WorkspaceTx) -> Result<Vec<channel::Model>, Error> {
    let live = tx.find::<channel::Entity>().filter(channel::Column::ArchivedAt.is_null());
    Ok(live
        .order_by_asc(channel::Column::CreatedAt)
        .order_by_asc(channel::Column::Id)
        .all(&tx.db)
        .await?)
}

pub(crate) async fn live_campaigns(tx: &WorkspaceTx) -> Result<Vec<campaign::Model>, Error> {
    let live = tx.find::<campaign::Entity>().filter(campaign::Column::ArchivedAt.is_null());
    // The latest of those that share a tracking parameter.
    Ok(live
        .order_by_desc(campaign::Column::StartsOn)
        .order_by_desc(campaign::Column::Id)
        .all(&tx.db)
        .await?)
}

/// Whether a channel that a field names can be used.
pub(crate) async fn check_channel(
    tx: &WorkspaceTx,
    id: ChannelId,
    pointer: &str,
) -> Result<Option<FieldError>, Error> {
    use channel::Column as Of;
    let live = Of::Id.eq(id).and(Of::ArchivedAt.is_null());
    let found = tx.find::<channel::Entity>().filter(live).one(&tx.db).await?;
    Ok(found.is_none().then(|| FieldError::new(pointer, "not_found")))
}

/// Whether a campaign that a field names can be used.
pub(crate) async fn check_campaign(
    tx: &WorkspaceTx,
    id: CampaignId,
    pointer: &str,
) -> Result<Option<FieldError>, Error> {
    use campaign::Column as Of;
    let live = Of::Id.eq(id).and(Of::ArchivedAt.is_null());
    let found = tx.find::<campaign::Entity>().filter(live).one(&tx.db).await?;
    Ok(found.is_none().then(|| FieldError::new(pointer, "not_found")))
}

#[cfg(test)]
mod tests;
