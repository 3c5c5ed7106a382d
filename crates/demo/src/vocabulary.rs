//! The words of the fictitious vendor's world, in each language written for itself: its names, shops, channels, plans,
//! and what its people note down. `{name}`, `{company}`, `{plan}`, `{stores}`, `{city}` and `{member}` are filled in.

mod en;
mod en_kit;
mod en_sales;
mod en_texts;
pub mod sales;
mod zh;
mod zh_kit;
mod zh_sales;
mod zh_texts;

use crate::calendar::Hours;
use kernel::locale::Locale;

/// A word and how it is written in an address.
pub type Spelled = (&'static str, &'static str);

pub struct Vocabulary {
    pub vendor: Vendor,
    pub team: &'static [Colleague],
    /// With a weight: how common it is.
    pub surnames: &'static [(&'static str, &'static str, u8)],
    pub given_names: &'static [Spelled],
    pub family_name_first: bool,
    pub cities: &'static [City],
    pub streets: &'static [&'static str],
    pub industries: &'static [Industry],
    pub brands: &'static [Spelled],
    pub mail_domains: &'static [&'static str],
    pub parts: &'static [Part],
    pub channels: &'static [Source],
    pub campaigns: &'static [Push],
    pub stages: [&'static str; 9],
    pub plans: &'static [Offer],
    pub features: &'static [Feature],
    pub form: Form,
    pub tags: &'static [&'static str],
    pub account_tags: &'static [&'static str],
    pub attributes: &'static [Attribute],
    pub views: &'static [View],
    pub dashboard: Dashboard,
    pub texts: &'static Texts,
    pub sales: &'static sales::SalesWords,
}

pub struct Vendor {
    pub name: &'static str,
    pub slug: &'static str,
    pub mail_domain: &'static str,
    pub site: &'static str,
    pub zone: &'static str,
    pub region: &'static str,
    pub currency: &'static str,
}

pub struct Colleague {
    pub name: &'static str,
    /// Before the @.
    pub mailbox: &'static str,
    pub role: &'static str,
}

/// What a dashboard and its questions are called.
pub struct Dashboard {
    pub name: &'static str,
    /// Active, lifecycle, retention, adoption, recurring revenue.
    pub questions: [&'static str; 5],
}

pub struct City {
    pub name: &'static str,
    pub region: &'static str,
    pub weight: u8,
}

pub struct Industry {
    pub name: &'static str,
    pub share: u8,
    /// What follows the brand on the sign.
    pub signs: &'static [&'static str],
    /// What follows the brand in the register of companies.
    pub legal: &'static str,
    pub hours: Hours,
    /// Monday to Sunday, 10 is usual.
    pub weekdays: [u8; 7],
}

/// A part that somebody plays in buying.
pub struct Part {
    pub role: &'static str,
    pub titles: &'static [&'static str],
    pub concerns: &'static [&'static str],
    pub say: i32,
    /// How much of the account's use is theirs.
    pub use_share: u8,
}

pub struct Source {
    pub key: &'static str,
    pub name: &'static str,
    pub kind: &'static str,
    pub description: &'static str,
    pub share: u8,
    /// How likely its leads are to go on, 1 is usual.
    pub quality: f64,
    /// Spent in a week, in whole units of currency.
    pub weekly_spend: i64,
    pub spend_note: &'static str,
    pub utm: Option<(&'static str, &'static str)>,
    pub referrer: Option<&'static str>,
    pub heard_from: &'static [&'static str],
}

/// A campaign; it starts on that day of the year.
pub struct Push {
    pub key: &'static str,
    pub name: &'static str,
    pub channel: &'static str,
    pub month: u32,
    pub day: u32,
    pub days: u64,
    pub budget: i64,
    pub goal: &'static str,
    /// How many times its usual leads the channel brings meanwhile.
    pub lift: f64,
}

pub struct Offer {
    pub key: &'static str,
    pub name: &'static str,
    pub description: &'static str,
    /// In whole units of currency.
    pub opening_fee: i64,
    pub annual_fee: i64,
    pub extra_store: i64,
    pub share: u8,
    pub max_stores: i64,
}

/// A row of the feature matrix; per plan: included, not, or up to a number.
pub struct Feature {
    pub key: &'static str,
    pub name: &'static str,
    pub plans: [Extent; 3],
}

#[derive(Clone, Copy)]
pub enum Extent {
    No,
    Yes,
    UpTo(i64),
}

pub struct Form {
    pub slug: &'static str,
    pub name: &'static str,
    pub title: &'static str,
    pub intro: &'static str,
    /// Key, label, required.
    pub fields: &'static [(&'static str, &'static str, bool)],
    pub consent: &'static str,
    pub thank_you: &'static str,
}

pub struct Attribute {
    pub key: &'static str,
    pub label: &'static str,
    pub label_zh: &'static str,
    pub kind: &'static str,
    pub options: &'static [&'static str],
}

pub struct View {
    pub list: &'static str,
    pub name: &'static str,
    pub params: &'static [(&'static str, &'static str)],
}

/// What the vendor's people write down.
pub struct Texts {
    pub lead_messages: &'static [&'static str],
    pub first_call: &'static [&'static str],
    pub need: &'static [&'static str],
    pub demo: &'static [&'static str],
    pub trial: &'static [&'static str],
    pub quote: &'static [&'static str],
    pub hold: &'static [&'static str],
    pub won: &'static [&'static str],
    /// Per reason.
    pub lost: &'static [(&'static str, &'static [&'static str])],
    /// Per stage of the process from the first call on.
    pub lead_tasks: [&'static [&'static str]; 5],
    pub onboarding_tasks: &'static [&'static str],
    pub onboarding_notes: &'static [&'static str],
    pub care_tasks: &'static [&'static str],
    pub care_notes: &'static [&'static str],
    pub renewal_tasks: &'static [&'static str],
    pub renewal_notes: &'static [&'static str],
    pub warning_notes: &'static [&'static str],
    pub churn: &'static [(&'static str, &'static [&'static str])],
    pub expansion_notes: &'static [&'static str],
    pub order_opening: &'static str,
    pub order_annual: &'static str,
    pub order_expansion: &'static str,
    pub order_refund: &'static str,
}

pub fn of(locale: Locale) -> &'static Vocabulary {
    match locale {
        Locale::ZhCn => &zh::VOCABULARY,
        Locale::En => &en::VOCABULARY,
    }
}

/// The text with its places filled in.
pub fn fill(text: &str, places: &[(&str, &str)]) -> String {
    let filled =
        places.iter().fold(text.to_owned(), |text, (place, word)| text.replace(place, word));
    debug_assert!(!filled.contains('{'), "a place is left open: {filled}");
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_pieces() {
        let (zh, en) = (of(Locale::ZhCn), of(Locale::En));
        assert_eq!(zh.channels.len(), en.channels.len());
        assert_eq!(zh.plans.len(), en.plans.len());
        assert_eq!(zh.features.len(), en.features.len());
        assert_eq!(zh.team.len(), en.team.len());
        assert_eq!(zh.parts.len(), en.parts.len());
        assert_eq!(zh.form.fields.len(), en.form.fields.len());
        assert_eq!(zh.attributes.len(), en.attributes.len());
    }

    #[test]
    fn every_campaign_runs_on_a_channel_that_there_is() {
        for vocabulary in Locale::ALL.map(of) {
            for push in vocabulary.campaigns {
                assert!(
                    vocabulary.channels.iter().any(|channel| channel.key == push.channel),
                    "{}",
                    push.key
                );
            }
        }
    }
}
