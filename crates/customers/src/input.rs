//! Small steps that inputs of all objects go through.

use kernel::{
    FieldError,
    email::Email,
    patch::Patch,
    phone::{Phone, Region},
};

/// Trimmed; blank is nothing.
pub fn text(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// A PATCH value trimmed; blank empties the field.
pub fn patched(patch: Patch<String>) -> Patch<String> {
    match patch {
        Patch::Value(value) => Patch::from(text(Some(value))),
        other => other,
    }
}

/// A text that must not be blank.
pub fn required(pointer: &str, value: &str) -> Result<String, FieldError> {
    text(Some(value.to_owned())).ok_or_else(|| FieldError::new(pointer, "required"))
}

pub fn phone(
    pointer: &str,
    text: Option<&str>,
    region: Region,
) -> Result<Option<Phone>, FieldError> {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    let phone = text.map(|text| Phone::parse(text, region)).transpose();
    phone.map_err(|_| FieldError::new(pointer, "invalid_phone"))
}

pub fn email(pointer: &str, text: Option<&str>) -> Result<Option<Email>, FieldError> {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    let email = text.map(str::parse::<Email>).transpose();
    email.map_err(|_| FieldError::new(pointer, "invalid_email"))
}

/// A web address as people type it, with a scheme: `example.cn` becomes `https://example.cn`.
pub fn website(pointer: &str, text: Option<&str>) -> Result<Option<String>, FieldError> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    let address = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    if is_web && validator::ValidateUrl::validate_url(&address) && address.contains('.') {
        Ok(Some(address))
    } else {
        Err(FieldError::new(pointer, "invalid_url"))
    }
}

/// Who may not see a WeChat id sees its first letter.
pub fn masked_wechat(wechat: &str) -> String {
    let first: String = wechat.chars().take(1).collect();
    format!("{first}***")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_web_address_gets_a_scheme_and_other_schemes_are_refused() {
        let read = |text| website("/website", Some(text));
        assert_eq!(read(" shop.example.cn ").unwrap().unwrap(), "https://shop.example.cn");
        assert_eq!(read("http://a.cn/x").unwrap().unwrap(), "http://a.cn/x");
        assert_eq!(read("").unwrap(), None);
        for wrong in ["javascript:alert(1)", "ftp://a.cn", "shop", "https://"] {
            assert_eq!(read(wrong).unwrap_err().code, "invalid_url", "{wrong}");
        }
    }

    #[test]
    fn blank_text_is_nothing() {
        assert_eq!(text(Some("  ".into())), None);
        assert_eq!(patched(Patch::Value(" ".into())), Patch::Null);
        assert_eq!(required("/name", " ").unwrap_err().code, "required");
    }
}
