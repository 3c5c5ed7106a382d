//! The two languages of everything that a person reads.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
pub enum Locale {
    #[default]
    #[serde(rename = "zh-CN")]
    ZhCn,
    #[serde(rename = "en")]
    En,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected zh-CN or en, found {0:?}")]
pub struct UnknownLocale(String);

impl Locale {
    pub const ALL: [Self; 2] = [Self::ZhCn, Self::En];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::En => "en",
        }
    }

    /// Picks the text that this locale reads.
    pub fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Self::ZhCn => zh,
            Self::En => en,
        }
    }

    /// The locale that an `Accept-Language` header (RFC 9110) likes best; `None` where it likes neither,
    /// so that the caller decides what comes then.
    pub fn negotiate(accept_language: &str) -> Option<Self> {
        let mut best: Option<(Self, f32)> = None;
        for range in accept_language.split(',') {
            let (tag, weight) = weighted(range);
            let Some(locale) = Self::from_tag(tag) else { continue };
            if weight > 0.0 && best.is_none_or(|(_, so_far)| weight > so_far) {
                best = Some((locale, weight));
            }
        }
        best.map(|(locale, _)| locale)
    }

    fn from_tag(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_']).next()?;
        if language.eq_ignore_ascii_case("zh") {
            Some(Self::ZhCn)
        } else if language.eq_ignore_ascii_case("en") {
            Some(Self::En)
        } else {
            None
        }
    }
}

/// A range such as `zh-CN;q=0.8`; an unreadable weight counts as nothing.
fn weighted(range: &str) -> (&str, f32) {
    let mut parts = range.split(';').map(str::trim);
    let tag = parts.next().unwrap_or_default();
    let weight = parts.find_map(|part| part.strip_prefix("q="));
    (tag, weight.map_or(1.0, |weight| weight.parse().unwrap_or(0.0)))
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Locale {
    type Err = UnknownLocale;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|locale| locale.as_str() == text);
        found.ok_or_else(|| UnknownLocale(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::Locale;
    use proptest::prelude::proptest;

    #[test]
    fn the_header_decides_by_weight_then_by_order() {
        let cases = [
            ("zh-CN,zh;q=0.9,en;q=0.8", Some(Locale::ZhCn)),
            ("en-GB", Some(Locale::En)),
            ("zh-TW", Some(Locale::ZhCn)),
            ("de, en;q=0.3, zh;q=0.7", Some(Locale::ZhCn)),
            ("en;q=0, zh;q=0.1", Some(Locale::ZhCn)),
            ("EN, zh", Some(Locale::En)),
            ("fr, de;q=0.5", None),
            ("*", None),
            ("", None),
            ("english", None),
            ("en;q=nonsense", None),
        ];
        for (header, expected) in cases {
            assert_eq!(Locale::negotiate(header), expected, "{header:?}");
        }
    }

    #[test]
    fn its_text_is_the_same_in_json_and_in_rust() {
        for locale in Locale::ALL {
            assert_eq!(serde_json::to_value(locale).unwrap(), locale.as_str());
            assert_eq!(locale.to_string().parse(), Ok(locale));
        }
        assert!("zh".parse::<Locale>().unwrap_err().to_string().contains("zh-CN or en"));
    }

    proptest! {
        #[test]
        fn no_header_makes_it_panic(header in ".*") {
            let _ = Locale::negotiate(&header);
        }
    }
}
