//! Rules by which the traces of a touch tell its channel, in an order that an operator decides.
//!
//! All fields that a rule names must match, each by one of its words; the first rule that matches tells the channel.
//! Rules that look at nothing but the referring site come after the channel of a form, as the weaker trace. Until
//! somebody writes rules, those of the house hold ([`super::defaults`]).

use crate::{key::suggest, touch::NewTouch};
use kernel::ids::ChannelId;
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

const MOST_WORDS: usize = 60;
const LONGEST_WORD: usize = 200;

/// What a touch must have for its channel to be this one. Words are compared ignoring case.
#[derive(
    Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate, FromJsonQueryResult,
)]
#[serde(deny_unknown_fields)]
pub struct ChannelRule {
    pub channel_id: ChannelId,
    /// The `utm_source` is one of these; at most 60, as all of these lists.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = check_words))]
    #[schema(required = false, max_items = 60)]
    pub utm_source: Vec<String>,
    /// The `utm_medium` is one of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = check_words))]
    #[schema(required = false, max_items = 60)]
    pub utm_medium: Vec<String>,
    /// The `utm_campaign` holds one of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = check_words))]
    #[schema(required = false, max_items = 60)]
    pub utm_campaign: Vec<String>,
    /// The referring site: a host such as `example.com`, with what is below it; or a part of one such as `baidu`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = check_words))]
    #[schema(required = false, max_items = 60)]
    pub referrer_host: Vec<String>,
    /// The address of the page they came to holds one of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = check_words))]
    #[schema(required = false, max_items = 60)]
    pub url: Vec<String>,
    /// There is a click id of one of these parameters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = check_words))]
    #[schema(required = false, max_items = 60)]
    pub click_id: Vec<String>,
}

fn check_words(words: &[String]) -> Result<(), ValidationError> {
    let length = |word: &String| word.trim().chars().count();
    let error = |code: &'static str, name: &'static str, limit: usize| {
        let mut error = ValidationError::new(code);
        error.add_param(name.into(), &limit);
        Err(error)
    };
    if words.len() > MOST_WORDS {
        return error("too_many", "max", MOST_WORDS);
    }
    if words.iter().any(|word| length(word) == 0) {
        return error("too_short", "min", 1);
    }
    if words.iter().any(|word| length(word) > LONGEST_WORD) {
        return error("too_long", "max", LONGEST_WORD);
    }
    Ok(())
}

/// All rules of a workspace, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(transparent)]
pub struct Rules(pub Vec<ChannelRule>);

impl Rules {
    /// The first rule that matches and looks at more than the referring site, with its place.
    pub fn by_traces(&self, traces: &Traces) -> Option<(usize, ChannelId)> {
        self.first(traces, |rule| !rule.is_of_referrer())
    }

    /// The first that matches and looks at the referring site alone.
    pub fn by_referrer(&self, traces: &Traces) -> Option<(usize, ChannelId)> {
        self.first(traces, ChannelRule::is_of_referrer)
    }

    fn first(
        &self,
        traces: &Traces,
        asked: impl Fn(&ChannelRule) -> bool,
    ) -> Option<(usize, ChannelId)> {
        let mut rules = self.0.iter().enumerate().filter(|(_, rule)| asked(rule));
        rules.find(|(_, rule)| rule.matches(traces)).map(|(at, rule)| (at, rule.channel_id))
    }
}

/// What a touch carries, ready to be compared.
#[derive(Clone, Debug, Default)]
pub struct Traces {
    source: Option<String>,
    medium: Option<String>,
    campaign: Option<String>,
    host: Option<String>,
    url: Option<String>,
    click_ids: Vec<String>,
}

impl Traces {
    pub fn of(touch: &NewTouch) -> Self {
        let word = |text: &Option<String>| text.as_deref().map(suggest).filter(|it| !it.is_empty());
        let lower = |text: &Option<String>| text.as_deref().map(str::to_lowercase);
        Self {
            source: word(&touch.utm.source),
            medium: word(&touch.utm.medium),
            campaign: lower(&touch.utm.campaign),
            host: touch.referrer.as_deref().and_then(host_of).map(str::to_lowercase),
            url: lower(&touch.url),
            click_ids: touch.click_ids.0.keys().map(|key| key.to_lowercase()).collect(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.click_ids.is_empty()
            && [&self.source, &self.medium, &self.campaign, &self.host, &self.url]
                .iter()
                .all(|trace| trace.is_none())
    }
}

impl ChannelRule {
    /// One that names nothing.
    pub const fn of(channel_id: ChannelId) -> Self {
        Self {
            channel_id,
            utm_source: Vec::new(),
            utm_medium: Vec::new(),
            utm_campaign: Vec::new(),
            referrer_host: Vec::new(),
            url: Vec::new(),
            click_id: Vec::new(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.referrer_host.is_empty() && self.names_no_other()
    }

    fn is_of_referrer(&self) -> bool {
        !self.referrer_host.is_empty() && self.names_no_other()
    }

    fn names_no_other(&self) -> bool {
        [&self.utm_source, &self.utm_medium, &self.utm_campaign, &self.url, &self.click_id]
            .iter()
            .all(|words| words.is_empty())
    }

    fn matches(&self, traces: &Traces) -> bool {
        let fits = |words: &[String], trace: &Option<String>, fits: fn(&str, &str) -> bool| {
            words.is_empty()
                || trace.as_deref().is_some_and(|trace| words.iter().any(|word| fits(word, trace)))
        };
        let clicked = |word: &String| {
            traces.click_ids.iter().any(|known| known.eq_ignore_ascii_case(word.trim()))
        };
        !self.is_empty()
            && fits(&self.utm_source, &traces.source, is_word)
            && fits(&self.utm_medium, &traces.medium, is_word)
            && fits(&self.utm_campaign, &traces.campaign, holds)
            && fits(&self.referrer_host, &traces.host, is_host)
            && fits(&self.url, &traces.url, holds)
            && (self.click_id.is_empty() || self.click_id.iter().any(clicked))
    }
}

fn is_word(word: &str, trace: &str) -> bool {
    let word = suggest(word);
    !word.is_empty() && word == trace
}

fn holds(word: &str, trace: &str) -> bool {
    trace.contains(&word.trim().to_lowercase())
}

fn is_host(word: &str, host: &str) -> bool {
    let word = word.trim().trim_start_matches('.').to_lowercase();
    if word.contains('.') {
        host == word || host.strip_suffix(&word).is_some_and(|rest| rest.ends_with('.'))
    } else {
        host.split('.').any(|label| label == word)
    }
}

pub(crate) fn host_of(url: &str) -> Option<&str> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    (!host.is_empty()).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::touch::{ClickIds, Utm};
    use uuid::Uuid;

    fn rule() -> ChannelRule {
        ChannelRule::of(ChannelId::from_uuid(Uuid::from_u128(1)))
    }

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    fn traces() -> Traces {
        let utm = Utm {
            source: Some("Baidu".into()),
            medium: Some("CPC".into()),
            campaign: Some("Spring-2026-Hangzhou".into()),
            ..Utm::default()
        };
        Traces::of(&NewTouch {
            utm,
            referrer: Some("https://www.shop.example.com/a".into()),
            url: Some("https://we.example/Landing?x=1".into()),
            click_ids: ClickIds([("bd_vid".to_owned(), "7".to_owned())].into()),
            ..NewTouch::default()
        })
    }

    #[test]
    fn every_field_that_a_rule_names_must_match_by_one_of_its_words() {
        let matches = |rule: ChannelRule| rule.matches(&traces());
        assert!(!matches(rule()), "a rule that names nothing matches nothing");
        let source = ChannelRule { utm_source: words(&["google", "BAIDU"]), ..rule() };
        assert!(matches(source.clone()));
        assert!(matches(ChannelRule { utm_medium: words(&["cpc"]), ..source.clone() }));
        assert!(!matches(ChannelRule { utm_medium: words(&["email"]), ..source.clone() }));
        assert!(matches(ChannelRule { utm_campaign: words(&["hangzhou"]), ..source.clone() }));
        assert!(matches(ChannelRule { url: words(&["/landing"]), ..rule() }));
        assert!(matches(ChannelRule { click_id: words(&["BD_VID"]), ..rule() }));
        assert!(!matches(ChannelRule { click_id: words(&["gclid"]), ..source }));
    }

    #[test]
    fn a_host_is_one_with_what_is_below_it_and_never_a_part_of_a_name() {
        for (word, fits) in [
            ("example.com", true),
            ("shop.example.com", true),
            (".Example.com", true),
            ("shop", true),
            ("ample.com", false),
            ("exam", false),
            ("other.com", false),
        ] {
            let rule = ChannelRule { referrer_host: words(&[word]), ..rule() };
            assert_eq!(rule.matches(&traces()), fits, "{word}");
        }
    }
}
