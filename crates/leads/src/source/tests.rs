use super::*;
use crate::touch::{ClickIds, Utm};
use crate::words::ChannelKind;
use chrono::DateTime;
use kernel::ids::WorkspaceId;
use uuid::Uuid;

fn channel(id: u128, key: &str, kind: ChannelKind) -> channel::Model {
    channel::Model {
        id: ChannelId::from_uuid(Uuid::from_u128(id)),
        workspace_id: WorkspaceId::from_uuid(Uuid::nil()),
        key: key.to_owned(),
        name: key.to_owned(),
        sort_name: key.to_owned(),
        kind,
        external_id: None,
        description: None,
        archived_at: None,
        created_at: DateTime::UNIX_EPOCH,
        updated_at: DateTime::UNIX_EPOCH,
        version: 1,
    }
}

fn channels() -> Vec<channel::Model> {
    vec![
        channel(1, "paid_search", ChannelKind::Search),
        channel(2, "organic_search", ChannelKind::Search),
        channel(3, "social", ChannelKind::Social),
        channel(4, "douyin-shop", ChannelKind::Social),
        channel(5, "spring-fair", ChannelKind::Event),
    ]
}

fn campaign(id: u128, channel: u128, utm: Option<&str>) -> campaign::Model {
    campaign::Model {
        id: CampaignId::from_uuid(Uuid::from_u128(id)),
        workspace_id: WorkspaceId::from_uuid(Uuid::nil()),
        key: format!("campaign-{id}"),
        name: String::new(),
        sort_name: String::new(),
        external_id: None,
        channel_id: ChannelId::from_uuid(Uuid::from_u128(channel)),
        owner_id: None,
        starts_on: DateTime::UNIX_EPOCH.date_naive(),
        ends_on: None,
        budget_amount: None,
        budget_currency: None,
        goal: None,
        utm_campaign: utm.map(str::to_owned),
        more_channels: crate::campaign::MoreChannels::default(),
        targets: crate::campaign::Targets::default(),
        review: None,
        archived_at: None,
        created_at: DateTime::UNIX_EPOCH,
        updated_at: DateTime::UNIX_EPOCH,
        version: 1,
    }
}

fn utm(source: &str, medium: &str) -> NewTouch {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let utm = Utm { source: some(source), medium: some(medium), ..Utm::default() };
    NewTouch { utm, ..NewTouch::default() }
}

fn referred(url: &str) -> NewTouch {
    NewTouch { referrer: Some(url.to_owned()), ..NewTouch::default() }
}

fn key_of(touch: &NewTouch) -> Option<String> {
    let rules = defaults::rules(&channels());
    let source = decide(touch, FormSource::default(), &channels(), &[], &rules, "");
    let id = source.channel_id?;
    channels().into_iter().find(|channel| channel.id == id).map(|channel| channel.key)
}

#[test]
fn utm_parameters_point_at_the_channel_of_their_key_then_of_their_medium_then_of_their_source() {
    for (source, medium, expected) in [
        ("douyin-shop", "cpc", Some("douyin-shop")),
        ("Spring Fair", "", Some("spring-fair")),
        ("baidu", "cpc", Some("paid_search")),
        ("baidu", "", Some("organic_search")),
        ("douyin", "", Some("social")),
        ("nobody", "webinar", Some("spring-fair")),
        ("nobody", "nothing", None),
    ] {
        assert_eq!(key_of(&utm(source, medium)).as_deref(), expected, "{source} {medium}");
    }
}

#[test]
fn a_referring_site_is_known_by_its_host() {
    for (url, expected) in [
        ("https://www.baidu.com/s?wd=x", Some("organic_search")),
        ("https://cn.bing.com/", Some("organic_search")),
        ("https://www.douyin.com", Some("social")),
        ("https://shop.example.cn/baidu", None),
        ("", None),
        ("not a url", None),
    ] {
        assert_eq!(key_of(&referred(url)).as_deref(), expected, "{url}");
    }
}

#[test]
fn a_click_on_an_advertisement_counts_more_than_where_it_was_seen() {
    let mut touch = utm("baidu", "");
    touch.click_ids = ClickIds([("bd_vid".to_owned(), "7".to_owned())].into());
    assert_eq!(key_of(&touch).as_deref(), Some("paid_search"));
}

#[test]
fn the_channel_of_the_form_counts_more_than_the_referring_site_and_less_than_utm() {
    let form = FormSource { channel_id: Some(channels()[4].id), campaign_id: None };
    let rules = defaults::rules(&channels());
    let decide = |touch: &NewTouch| decide(touch, form, &channels(), &[], &rules, "").channel_id;
    assert_eq!(decide(&referred("https://www.baidu.com")), Some(channels()[4].id));
    assert_eq!(decide(&utm("baidu", "cpc")), Some(channels()[0].id));
}

#[test]
fn a_campaign_is_found_by_its_tracking_parameter_and_brings_its_channel() {
    let campaigns = [campaign(8, 5, Some("Spring 2026")), campaign(9, 3, None)];
    let found = |text: &str| {
        let mut touch = utm("baidu", "cpc");
        touch.utm.campaign = Some(text.to_owned());
        let rules = defaults::rules(&channels());
        let source = decide(&touch, FormSource::default(), &channels(), &campaigns, &rules, "");
        (source.campaign_id, source.channel_id)
    };
    assert_eq!(found("spring-2026"), (Some(campaigns[0].id), Some(channels()[4].id)));
    assert_eq!(found("campaign-9"), (Some(campaigns[1].id), Some(channels()[2].id)));
    assert_eq!(found("other"), (None, Some(channels()[0].id)));
}

#[test]
fn what_the_caller_names_wins_and_must_exist() {
    let mut touch = utm("baidu", "cpc");
    touch.channel_key = Some("social".to_owned());
    assert_eq!(key_of(&touch).as_deref(), Some("social"));
    touch.channel_key = Some("nothing".to_owned());
    touch.campaign_key = Some("nothing".to_owned());
    let form = FormSource::default();
    let errors = decide(&touch, form, &channels(), &[], &Rules::default(), "/touch").errors;
    let pointers: Vec<_> = errors.iter().map(|error| error.pointer.as_str()).collect();
    assert_eq!(pointers, ["/touch/campaign_key", "/touch/channel_key"]);
}
