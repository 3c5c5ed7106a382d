//! How a form looks, and where it may be shown.

use kernel::FieldError;
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What somebody must be able to tell apart who doesn't see well, by WCAG 2.2 (1.4.11).
const LEAST_CONTRAST: f64 = 3.0;
/// Behind the form by day and by night, as in `web/ui/src/styles/tokens.css`.
const BACKGROUNDS: [(ThemeScheme, &str); 2] =
    [(ThemeScheme::Light, "#ffffff"), (ThemeScheme::Dark, "#171d20")];
const MOST_RADIUS: u8 = 24;
const MOST_SITES: usize = 20;
const LONGEST_SITE: usize = 200;

kernel::words! {
    /// Dark letters on light ground, or the other way round.
    pub enum ThemeScheme {
        /// As the visitor's system has it.
        Auto = "auto",
        /// Dark on light.
        Light = "light",
        /// Light on dark.
        Dark = "dark",
    }

    /// How much room there is between the questions.
    pub enum ThemeSpacing {
        /// Little.
        Compact = "compact",
        /// As usual.
        Normal = "normal",
        /// Much.
        Roomy = "roomy",
    }
}

/// How a form looks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, FromJsonQueryResult)]
#[serde(default, deny_unknown_fields)]
pub struct FormTheme {
    /// The colour of the button and of what has the focus, as `#rrggbb`; null for ours. It must stand out from the ground by
    /// 3 : 1; the text on it is black or white, whichever reads better.
    #[schema(min_length = 7, max_length = 7, pattern = "^#[0-9a-fA-F]{6}$", example = "#0b5c66")]
    pub accent: Option<String>,
    /// Light, dark, or as the visitor's system has it.
    pub scheme: ThemeScheme,
    /// How round corners are, in pixels.
    #[schema(minimum = 0, maximum = 24)]
    pub radius: u8,
    /// How much room there is between the questions.
    pub spacing: ThemeSpacing,
}

impl Default for FormTheme {
    fn default() -> Self {
        Self { accent: None, scheme: ThemeScheme::Auto, radius: 8, spacing: ThemeSpacing::Normal }
    }
}

/// The sites whose pages may show a form in a frame.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(transparent)]
pub struct FormSites(pub Vec<String>);

impl FormSites {
    /// For `frame-ancestors`: our own pages always, and all others where none is named.
    pub fn frame_ancestors(&self) -> String {
        if self.0.is_empty() { "*".to_owned() } else { format!("'self' {}", self.0.join(" ")) }
    }
}

/// What is wrong with a theme.
pub(super) fn check_theme(theme: &FormTheme) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if theme.radius > MOST_RADIUS {
        let error = FieldError::new("/theme/radius", "out_of_range");
        errors.push(error.with("min", 0).with("max", MOST_RADIUS));
    }
    if let Some(accent) = &theme.accent {
        let Some(light) = luminance(accent) else {
            errors.push(FieldError::new("/theme/accent", "invalid_color"));
            return errors;
        };
        let shown = BACKGROUNDS
            .iter()
            .filter(|(scheme, _)| theme.scheme == ThemeScheme::Auto || theme.scheme == *scheme);
        let worst = shown.filter_map(|(_, ground)| Some(contrast(light, luminance(ground)?)));
        let worst = worst.fold(f64::INFINITY, f64::min);
        if worst < LEAST_CONTRAST {
            let error = FieldError::new("/theme/accent", "too_little_contrast");
            errors.push(error.with("ratio", format!("{worst:.1}")).with("min", "3.0"));
        }
    }
    errors
}

/// Origins, such as `https://www.example.cn`, in their normal form.
pub(super) fn read_sites(sites: Vec<String>) -> Result<FormSites, Vec<FieldError>> {
    if sites.len() > MOST_SITES {
        return Err(vec![FieldError::new("/sites", "too_many").with("max", MOST_SITES)]);
    }
    let (mut read, mut errors) = (Vec::with_capacity(sites.len()), Vec::new());
    for (place, site) in sites.into_iter().enumerate() {
        match origin(&site) {
            Some(origin) if read.contains(&origin) => {}
            Some(origin) => read.push(origin),
            None => errors.push(FieldError::new(format!("/sites/{place}"), "invalid_origin")),
        }
    }
    if errors.is_empty() { Ok(FormSites(read)) } else { Err(errors) }
}

/// Scheme, host and port of a site; a path would not be looked at by browsers.
fn origin(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches('/').to_lowercase();
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let (host, port) = rest.split_once(':').map_or((rest, None), |(host, port)| (host, Some(port)));
    let name = host.strip_prefix("*.").unwrap_or(host);
    let is_label = |label: &str| {
        !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    let is_port = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0));
    (text.len() <= LONGEST_SITE && is_port && name.split('.').all(is_label)).then_some(text)
}

/// Of `#rrggbb`, by WCAG 2.
fn luminance(color: &str) -> Option<f64> {
    let digits = color.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let channel = |at: usize| {
        let part = u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?;
        let part = f64::from(part) / 255.0;
        Some(if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) })
    };
    Some(0.2126 * channel(0)? + 0.7152 * channel(2)? + 0.0722 * channel(4)?)
}

fn contrast(a: f64, b: f64) -> f64 {
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(accent: &str, scheme: ThemeScheme) -> Vec<String> {
        let theme = FormTheme { accent: Some(accent.into()), scheme, ..FormTheme::default() };
        check_theme(&theme).into_iter().map(|error| error.code.to_string()).collect()
    }

    #[test]
    fn a_colour_must_stand_out_from_every_ground_that_it_may_have() {
        use ThemeScheme::{Auto, Dark, Light};
        for (accent, scheme, expected) in [
            ("#0b5c66", Light, None),
            ("#0b5c66", Dark, Some("too_little_contrast")),
            ("#0b5c66", Auto, Some("too_little_contrast")),
            ("#ffee00", Light, Some("too_little_contrast")),
            ("#ffee00", Dark, None),
            ("#1f8f4e", Auto, None),
            ("#1F8F4E", Auto, None),
            ("green", Auto, Some("invalid_color")),
            ("#12345", Auto, Some("invalid_color")),
            ("#12é45", Auto, Some("invalid_color")),
        ] {
            let expected: Vec<_> = expected.into_iter().map(str::to_owned).collect();
            assert_eq!(codes(accent, scheme), expected, "{accent} {scheme}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_specification() {
        let black_on_white = contrast(luminance("#000000").unwrap(), luminance("#ffffff").unwrap());
        assert!((black_on_white - 21.0).abs() < 1e-9);
        let grey = contrast(luminance("#767676").unwrap(), luminance("#ffffff").unwrap());
        assert!((grey - 4.54).abs() < 0.01, "{grey}");
    }

    #[test]
    fn a_site_is_an_origin_and_nothing_that_could_change_the_policy() {
        for (text, expected) in [
            ("https://Www.Example.cn/", Some("https://www.example.cn")),
            ("http://127.0.0.1:8000", Some("http://127.0.0.1:8000")),
            ("https://*.example.cn", Some("https://*.example.cn")),
            ("https://a.cn/path", None),
            ("https://a.cn; script-src *", None),
            ("https://a.cn *", None),
            ("ftp://a.cn", None),
            ("https://", None),
            ("https://a.cn:0", None),
            ("*", None),
        ] {
            assert_eq!(origin(text).as_deref(), expected, "{text}");
        }
        let sites = FormSites(vec!["https://a.cn".into(), "https://b.cn".into()]);
        assert_eq!(sites.frame_ancestors(), "'self' https://a.cn https://b.cn");
        assert_eq!(FormSites::default().frame_ancestors(), "*");
    }
}
