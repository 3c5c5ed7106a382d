//! What a view of a page tells of how somebody came to it.

use crate::{
    source::{self, Desk, host_of},
    touch::NewTouch,
};
use activity::visitor::PageView;
use chrono::{DateTime, Utc};
use serde_json::Value;

const MAX_UTM: usize = 200;
const MAX_URL: usize = 2000;
const MAX_CLICK_ID: usize = 500;
const MAX_CLICK_IDS: usize = 20;

/// A page, with the touch that it would be if a visit began with it.
#[derive(Clone, Debug)]
pub struct Page {
    pub number: i64,
    pub at: DateTime<Utc>,
    pub touch: NewTouch,
}

impl Page {
    /// Reads `context.campaign` and `context.page` or the properties of the Segment specification, and the address. Of what
    /// is too long the beginning is kept: nobody is there to be told.
    pub fn read(view: &PageView, desk: &Desk) -> Option<Self> {
        let at = DateTime::from_timestamp_millis(view.at)?;
        let (context, properties) = (view.context.as_ref(), view.properties.as_ref());
        let of_page = |field: &str| {
            let of_context = context.and_then(|it| text(&it["page"][field]));
            properties.and_then(|it| text(&it[field])).or(of_context).map(|it| cut(&it, MAX_URL))
        };
        let (url, referrer) = (of_page("url"), of_page("referrer"));
        let mut touch = source::visit(url, None);
        touch.referrer = referrer.filter(|it| !is_same_site(it, touch.url.as_deref()));
        let campaign = |field: &str| context.and_then(|it| text(&it["campaign"][field]));
        let utm = &mut touch.utm;
        for (known, field) in [
            (&mut utm.source, "source"),
            (&mut utm.medium, "medium"),
            (&mut utm.campaign, "name"),
            (&mut utm.term, "term"),
            (&mut utm.content, "content"),
        ] {
            let told = campaign(field).or(known.take()).filter(|it| !it.trim().is_empty());
            *known = told.map(|it| cut(&it, MAX_UTM));
        }
        let clicks = std::mem::take(&mut touch.click_ids.0).into_iter();
        let clicks = clicks.filter(|(name, value)| desk.is_click_id(name) && !value.is_empty());
        let clicks = clicks.map(|(name, value)| (name, cut(&value, MAX_CLICK_ID)));
        touch.click_ids.0 = clicks.take(MAX_CLICK_IDS).collect();
        touch.occurred_at = Some(at);
        Some(Self { number: view.number, at, touch })
    }
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned)
}

fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// Going from page to page is no way of coming.
fn is_same_site(referrer: &str, url: Option<&str>) -> bool {
    url.and_then(host_of).zip(host_of(referrer)).is_some_and(|(a, b)| a.eq_ignore_ascii_case(b))
}
