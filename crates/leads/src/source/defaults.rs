//! The rules of the house, which hold until somebody writes others.

use super::rule::{ChannelRule, Rules};
use crate::{entity::channel, words::ChannelKind};
use kernel::ids::ChannelId;

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
const MEDIA: &[(&[&str], Hint)] = &[
    (&["cpc", "ppc", "sem", "paidsearch"], PAID_SEARCH),
    (&["organic", "seo"], ORGANIC_SEARCH),
    (&["social", "paidsocial", "paid-social", "video"], SOCIAL),
    (&["wechat", "weixin"], WECHAT),
    (&["content", "blog", "article", "email", "newsletter"], CONTENT),
    (&["event", "webinar", "offline"], EVENT),
    (&["referral"], REFERRAL),
    (&["affiliate", "partner"], PARTNER),
];

/// Parameters that advertising platforms add to a link → channel.
const CLICK_IDS: &[(&[&str], Hint)] = &[
    (&["gclid", "msclkid", "bd_vid"], PAID_SEARCH),
    (&["fbclid", "ttclid", "twclid", "li_fat_id"], SOCIAL),
    (&["qz_gdt"], WECHAT),
    (&["clickid"], SOCIAL),
];

/// Sites by the name that `utm_source` and host names carry → channel of an unpaid visit.
const SITES: &[(&[&str], Hint)] = &[
    (&["baidu", "google", "bing", "sogou", "so", "duckduckgo"], ORGANIC_SEARCH),
    (&["weixin", "wechat"], WECHAT),
    (
        &[
            "douyin",
            "tiktok",
            "kuaishou",
            "xiaohongshu",
            "weibo",
            "bilibili",
            "facebook",
            "instagram",
            "linkedin",
            "youtube",
        ],
        SOCIAL,
    ),
    (&["zhihu"], CONTENT),
];

/// The rules for the channels that a workspace has, the surest traces first.
pub(super) fn rules(channels: &[channel::Model]) -> Rules {
    let made = |table: &[(&[&str], Hint)], fill: fn(&mut ChannelRule, Vec<String>)| {
        let rules = table.iter().filter_map(|(words, hint)| {
            let mut rule = ChannelRule::of(channel_for(*hint, channels)?);
            fill(&mut rule, words.iter().map(|word| (*word).to_owned()).collect());
            Some(rule)
        });
        rules.collect::<Vec<_>>()
    };
    let mut rules = made(MEDIA, |rule, words| rule.utm_medium = words);
    rules.extend(made(CLICK_IDS, |rule, words| rule.click_id = words));
    rules.extend(made(SITES, |rule, words| rule.utm_source = words));
    rules.extend(made(SITES, |rule, words| rule.referrer_host = words));
    Rules(rules)
}

/// Whether advertising platforms are known to add a parameter to their links.
pub(super) fn is_click_id(name: &str) -> bool {
    CLICK_IDS.iter().any(|(names, _)| names.iter().any(|known| known.eq_ignore_ascii_case(name)))
}

fn channel_for((key, kind): Hint, channels: &[channel::Model]) -> Option<ChannelId> {
    let by_key = channels.iter().find(|channel| channel.key == key);
    by_key.or_else(|| channels.iter().find(|channel| channel.kind == kind)).map(|it| it.id)
}
