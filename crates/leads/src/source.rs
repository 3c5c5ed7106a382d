//! Where a touch comes from: which channel and campaign its traces point at.
//!
//! In the order of how sure a trace is: what the caller names; the campaign; UTM parameters; click ids of
//! advertising platforms; the channel of the form; the site that referred. What no trace tells stays unknown.

use crate::{
    entity::{campaign, channel},
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
#[derive(Clone, Debug, Default)]
pub(crate) struct Source {
    pub channel_id: Option<ChannelId>,
    pub campaign_id: Option<CampaignId>,
    pub errors: Vec<FieldError>,
}

/// What a form says of those who fill it in.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct FormSource {
    pub channel_id: Option<ChannelId>,
    pub campaign_id: Option<CampaignId>,
}

/// A default channel by its key, or else the first of its kind.
type Hint = (&'static str, ChannelKind);

const PAID_SEARCH: Hint = ("paid_search", ChannelKind::Search);
const ORGANIC_SEARCH: Hint = ("organic_search", ChannelKind::Search);
const SOCIAL: Hint = ("social", ChannelKind::Social);
const WECHAT: Hint = ("wechat", ChannelKind::Social);
const CONTENT: Hint = ("content", ChannelKind::Content);
const EVENT: Hint = ("event", ChannelKind::Event);
const REFERRAL: Hint = ("referral", ChannelKind::Referral);
const PARTNER: Hint = ("partner", ChannelKind::Partner);

/// `utm_medium` → channel.
const MEDIA: &[(&str, Hint)] = &[
    ("cpc", PAID_SEARCH),
    ("ppc", PAID_SEARCH),
    ("sem", PAID_SEARCH),
    ("paidsearch", PAID_SEARCH),
    ("organic", ORGANIC_SEARCH),
    ("seo", ORGANIC_SEARCH),
    ("social", SOCIAL),
    ("paidsocial", SOCIAL),
    ("paid-social", SOCIAL),
    ("video", SOCIAL),
    ("wechat", WECHAT),
    ("weixin", WECHAT),
    ("content", CONTENT),
    ("blog", CONTENT),
    ("article", CONTENT),
    ("email", CONTENT),
    ("newsletter", CONTENT),
    ("event", EVENT),
    ("webinar", EVENT),
    ("offline", EVENT),
    ("referral", REFERRAL),
    ("affiliate", PARTNER),
    ("partner", PARTNER),
];

/// Sites by the name that `utm_source` and host names carry → channel of an unpaid visit.
const SITES: &[(&str, Hint)] = &[
    ("baidu", ORGANIC_SEARCH),
    ("google", ORGANIC_SEARCH),
    ("bing", ORGANIC_SEARCH),
    ("sogou", ORGANIC_SEARCH),
    ("so", ORGANIC_SEARCH),
    ("duckduckgo", ORGANIC_SEARCH),
    ("weixin", WECHAT),
    ("wechat", WECHAT),
    ("douyin", SOCIAL),
    ("tiktok", SOCIAL),
    ("kuaishou", SOCIAL),
    ("xiaohongshu", SOCIAL),
    ("weibo", SOCIAL),
    ("bilibili", SOCIAL),
    ("facebook", SOCIAL),
    ("instagram", SOCIAL),
    ("linkedin", SOCIAL),
    ("youtube", SOCIAL),
    ("zhihu", CONTENT),
];

/// Parameters that advertising platforms add to a link → channel.
const CLICK_IDS: &[(&str, Hint)] = &[
    ("gclid", PAID_SEARCH),
    ("msclkid", PAID_SEARCH),
    ("bd_vid", PAID_SEARCH),
    ("fbclid", SOCIAL),
    ("ttclid", SOCIAL),
    ("twclid", SOCIAL),
    ("li_fat_id", SOCIAL),
    ("qz_gdt", WECHAT),
    ("clickid", SOCIAL),
];

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
    Ok(decide(touch, form, &channels, &campaigns, pointer))
}

fn decide(
    touch: &NewTouch,
    form: FormSource,
    channels: &[channel::Model],
    campaigns: &[campaign::Model],
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
    let channel_id = named
        .or(named_by_key)
        .map(|it| it.id)
        .or(by_id.or(by_key).or(by_utm).map(|it| it.channel_id))
        .or_else(|| by_traces(touch, channels))
        .or(form.channel_id)
        .or(of_form.map(|it| it.channel_id))
        .or_else(|| by_referrer(touch, channels));
    Source { channel_id, campaign_id: campaign.map(|it| it.id), errors }
}

fn campaign_of<'a>(utm: &str, campaigns: &'a [campaign::Model]) -> Option<&'a campaign::Model> {
    let same = |known: &str| {
        suggest(known) == suggest(utm) && !suggest(utm).is_empty()
            || known.eq_ignore_ascii_case(utm)
    };
    let by_utm = campaigns.iter().find(|it| it.utm_campaign.as_deref().is_some_and(same));
    by_utm.or_else(|| campaigns.iter().find(|it| same(&it.key)))
}

/// By UTM parameters, then click ids.
fn by_traces(touch: &NewTouch, channels: &[channel::Model]) -> Option<ChannelId> {
    let keys = [&touch.utm.source, &touch.utm.medium];
    let keys = keys.into_iter().flatten().map(|text| suggest(text));
    let own = keys
        .filter(|key| !key.is_empty())
        .find_map(|key| channels.iter().find(|channel| channel.key == key));
    if let Some(own) = own {
        return Some(own.id);
    }
    let medium = touch.utm.medium.as_deref().map(suggest);
    let by_medium = medium.and_then(|medium| lookup(MEDIA, &medium));
    let by_click = CLICK_IDS.iter().find(|(name, _)| touch.click_ids.0.contains_key(*name));
    let source = touch.utm.source.as_deref().map(suggest);
    let by_source = source.and_then(|source| lookup(SITES, &source));
    let hint = by_medium.or(by_click.map(|(_, hint)| *hint)).or(by_source)?;
    channel_for(hint, channels)
}

fn by_referrer(touch: &NewTouch, channels: &[channel::Model]) -> Option<ChannelId> {
    let host = host_of(touch.referrer.as_deref()?)?;
    let hint = host.split('.').find_map(|label| lookup(SITES, label))?;
    channel_for(hint, channels)
}

fn lookup(table: &[(&str, Hint)], word: &str) -> Option<Hint> {
    table.iter().find(|(known, _)| *known == word).map(|(_, hint)| *hint)
}

fn channel_for((key, kind): Hint, channels: &[channel::Model]) -> Option<ChannelId> {
    let by_key = channels.iter().find(|channel| channel.key == key);
    by_key.or_else(|| channels.iter().find(|channel| channel.kind == kind)).map(|it| it.id)
}

fn host_of(url: &str) -> Option<&str> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    (!host.is_empty()).then_some(host)
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
