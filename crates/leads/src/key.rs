//! Keys: the stable words by which programs name stages, channels and campaigns.

use validator::ValidationError;

/// Lower case letters, digits, `_` and `-`, as they stand in links and query parameters.
pub(crate) fn validate(key: &str) -> Result<(), ValidationError> {
    let is_inner = |letter: char| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || matches!(letter, '_' | '-')
    };
    let begins_well = key.chars().next().is_some_and(|first| !matches!(first, '_' | '-'));
    if begins_well && key.chars().all(is_inner) {
        return Ok(());
    }
    let mut error = ValidationError::new("invalid_format");
    error.add_param("expected".into(), &"a-z 0-9 _ -");
    Err(error)
}

/// The same for a PATCH.
pub(crate) fn validate_patch(key: &kernel::patch::Patch<String>) -> Result<(), ValidationError> {
    key.value().map_or(Ok(()), |key| validate(key))
}

/// The key that a name or a tracking parameter suggests: what can't stand in a key becomes `-`.
pub(crate) fn suggest(text: &str) -> String {
    let mut key = String::new();
    for letter in kernel::text::normal_form(text).chars() {
        if letter.is_ascii_alphanumeric() || letter == '_' {
            key.push(letter);
        } else if !key.ends_with('-') && !key.is_empty() {
            key.push('-');
        }
    }
    key.trim_matches(['-', '_']).chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::{suggest, validate};

    #[test]
    fn a_key_stands_in_a_link_without_escaping() {
        for key in ["demo", "spring-2026", "a_b", "7"] {
            assert!(validate(key).is_ok(), "{key}");
        }
        for key in ["", "-a", "_a", "Demo", "a b", "演示", "a.b", "a/b"] {
            assert!(validate(key).is_err(), "{key}");
        }
    }

    #[test]
    fn a_suggested_key_is_valid_or_empty() {
        assert_eq!(suggest("Spring Fair 2026!"), "spring-fair-2026");
        assert_eq!(suggest("演示"), "");
        assert_eq!(suggest("_Ａ－b_"), "a-b");
    }
}
