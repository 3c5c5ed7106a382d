//! Phone numbers: however they were typed, one normal form, so that one person is found under one number.
//!
//! The normal form is E.164 (`+8613800001234`), with an extension as in RFC 3966 (`+862160001234;ext=801`).
//! Number plans come from Google's libphonenumber data through the `phonenumber` crate. Chinese mobile numbers are
//! decided by shape alone (1, 3–9, nine more digits): carriers open ranges faster than the data learns of them.

use phonenumber::{Mode, country};
use serde::{Deserialize, Serialize, de};
use std::{borrow::Cow, fmt, str::FromStr};
use unicode_normalization::UnicodeNormalization;
use validator::ValidationError;

use crate::patch::OptionalText;

/// Longer text is no number, whatever it holds.
pub const MAX_TEXT: usize = 64;
const EXTENSION_WORDS: [&str; 9] =
    [";ext=", "分机号", "分机", "转接", "转", "extension", "ext", "#", "x"];

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    #[error("a phone number has digits, spaces, dashes and brackets only")]
    NotANumber,
    #[error("the phone number is too short")]
    TooShort,
    #[error("the phone number is too long")]
    TooLong,
    #[error("no such phone number can exist in its country")]
    Impossible,
}

impl PhoneError {
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotANumber => "phone_unreadable",
            Self::TooShort => "phone_too_short",
            Self::TooLong => "phone_too_long",
            Self::Impossible => "phone_impossible",
        }
    }
}

/// The country whose numbers are written without a country code; an ISO 3166 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Region(country::Id);

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected the two letters of a country such as CN, found {0:?}")]
pub struct UnknownRegion(String);

impl Region {
    pub const CHINA: Self = Self(country::CN);
}

impl FromStr for Region {
    type Err = UnknownRegion;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self).map_err(|_| UnknownRegion(text.to_owned()))
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_ref())
    }
}

/// A phone number in its normal form.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, sea_orm::DeriveValueType)]
pub struct Phone(String);

impl Phone {
    /// Reads a number as people type it; without a country code it belongs to `region`.
    pub fn parse(text: &str, region: Region) -> Result<Self, PhoneError> {
        if text.len() > 4 * MAX_TEXT {
            return Err(PhoneError::TooLong);
        }
        let text = text.nfkc().collect::<String>().to_lowercase();
        let text = text.trim().trim_start_matches("tel:").trim();
        let (main, extension) = split_extension(text)?;
        match (number(main, region), extension) {
            (Ok(number), extension) => Ok(Self::join(&number, extension.as_deref())),
            (Err(error), None) => trailing_extension(main, region).ok_or(error),
            (Err(error), Some(_)) => Err(error),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Without the extension: `+862160001234`.
    pub fn e164(&self) -> &str {
        self.0.split(';').next().unwrap_or_default()
    }

    pub fn extension(&self) -> Option<&str> {
        self.0.split_once(";ext=").map(|(_, extension)| extension)
    }

    /// As a person likes to read it: `138 0000 1234`, `021 6000 1234 转 801`, `+44 20 7946 0018`.
    pub fn display(&self) -> String {
        let number = match (self.chinese_mobile(), phonenumber::parse(None, self.e164())) {
            (Some(digits), _) => format!("{} {} {}", &digits[..3], &digits[3..7], &digits[7..]),
            (None, Ok(number)) if number.code().value() == 86 => {
                number.format().mode(Mode::National).to_string()
            }
            (None, Ok(number)) => number.format().mode(Mode::International).to_string(),
            (None, Err(_)) => self.e164().to_owned(),
        };
        match self.extension() {
            Some(extension) if self.0.starts_with("+86") => format!("{number} 转 {extension}"),
            Some(extension) => format!("{number} ext. {extension}"),
            None => number,
        }
    }

    /// For those who may not see it: `138****1234`; other numbers keep their first three and last two digits.
    pub fn masked(&self) -> String {
        if let Some(digits) = self.chinese_mobile() {
            return format!("{}****{}", &digits[..3], &digits[7..]);
        }
        let digits = &self.e164()[1..];
        let hidden = digits.len().saturating_sub(5);
        format!("+{}{}{}", &digits[..3], "*".repeat(hidden), &digits[3 + hidden..])
    }

    fn chinese_mobile(&self) -> Option<&str> {
        self.e164().strip_prefix("+86").filter(|digits| is_chinese_mobile(digits))
    }

    fn join(e164: &str, extension: Option<&str>) -> Self {
        match extension {
            Some(extension) => Self(format!("{e164};ext={extension}")),
            None => Self(e164.to_owned()),
        }
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Numbers are personal data: logs get the masked form.
impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Phone({})", self.masked())
    }
}

impl Serialize for Phone {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// Only numbers with a country code can be read without knowing the workspace's region.
impl<'de> Deserialize<'de> for Phone {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        if !text.trim_start().starts_with(['+', '\u{ff0b}']) {
            return Err(de::Error::custom(
                "expected a phone number that begins with + and its country code",
            ));
        }
        Self::parse(&text, Region::CHINA).map_err(de::Error::custom)
    }
}

impl utoipa::PartialSchema for Phone {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .description(Some("A phone number in E.164, with `;ext=` before an extension."))
            .max_length(Some(MAX_TEXT))
            .examples(["+8613800001234"])
            .into()
    }
}

impl utoipa::ToSchema for Phone {}

/// For `#[validate(custom(function = kernel::phone::validate))]`: can this be somebody's number? The country is
/// not known here, so numbers without a country code need only have the shape of one.
pub fn validate<T: OptionalText + ?Sized>(value: &T) -> Result<(), ValidationError> {
    let Some(text) = value.optional_text() else { return Ok(()) };
    match Phone::parse(text, Region::CHINA) {
        Ok(_) => Ok(()),
        Err(PhoneError::Impossible) if !text.trim_start().starts_with('+') => Ok(()),
        Err(error) => {
            Err(ValidationError::new("invalid_phone").with_message(error.to_string().into()))
        }
    }
}

fn is_chinese_mobile(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    bytes.len() == 11
        && bytes[0] == b'1'
        && (b'3'..=b'9').contains(&bytes[1])
        && bytes.iter().all(u8::is_ascii_digit)
}

/// Cuts off what follows `转`, `分机`, `ext.`, `#`, `x`.
fn split_extension(text: &str) -> Result<(&str, Option<String>), PhoneError> {
    let cut = EXTENSION_WORDS
        .iter()
        .filter_map(|word| text.split_once(word))
        .min_by_key(|(main, _)| main.len());
    let Some((main, rest)) = cut else { return Ok((text, None)) };
    let is_filler = |letter: char| !letter.is_ascii_digit();
    let digits = rest.trim_start_matches(|letter: char| " .:-=号码机".contains(letter));
    let digits = digits.trim_end_matches(|letter: char| " .)-号".contains(letter));
    if digits.is_empty() || digits.len() > 8 || digits.contains(is_filler) {
        return Err(PhoneError::NotANumber);
    }
    Ok((main, Some(digits.to_owned())))
}

/// `021-6000 1234-801`: the last group is an extension if the rest alone is a number.
fn trailing_extension(text: &str, region: Region) -> Option<Phone> {
    let (main, extension) = text.rsplit_once(is_dash)?;
    let extension = extension.trim();
    let plausible =
        (1..=6).contains(&extension.len()) && extension.bytes().all(|byte| byte.is_ascii_digit());
    let number = number(main, region).ok().filter(|_| plausible)?;
    Some(Phone::join(&number, Some(extension)))
}

const fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30fc}' | '_' | '~')
}

const fn is_decoration(letter: char) -> bool {
    // The last line: marks of direction and width that come along when a number is copied from a screen.
    matches!(letter, ' ' | '\t' | '(' | ')' | '[' | ']' | '【' | '】' | '.' | ',' | '/' | '·')
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The E.164 form of a number without extension.
fn number(text: &str, region: Region) -> Result<String, PhoneError> {
    let digits = bare_digits(text)?;
    let unmarked = digits.trim_start_matches('+');
    if unmarked.len() < 5 {
        return Err(PhoneError::TooShort);
    }
    if unmarked.len() > 20 {
        return Err(PhoneError::TooLong);
    }
    if let Some(mobile) = chinese_mobile_digits(&digits, region) {
        return Ok(format!("+86{mobile}"));
    }
    // With a region the crate takes that region's trunk prefix even off a number with another country's code.
    let region = (!digits.starts_with('+')).then_some(region.0);
    let parsed = phonenumber::parse(region, &digits).map_err(|error| match error {
        phonenumber::ParseError::TooShortNsn | phonenumber::ParseError::TooShortAfterIdd => {
            PhoneError::TooShort
        }
        phonenumber::ParseError::TooLong => PhoneError::TooLong,
        _ => PhoneError::Impossible,
    })?;
    let e164 = parsed.format().mode(Mode::E164).to_string();
    if phonenumber::is_valid(&parsed) && is_its_own_form(&e164) {
        Ok(e164)
    } else {
        Err(PhoneError::Impossible)
    }
}

/// Some short Italian service numbers are valid as dialled at home and not with the country code.
fn is_its_own_form(e164: &str) -> bool {
    phonenumber::parse(None, e164).is_ok_and(|number| {
        phonenumber::is_valid(&number) && number.format().mode(Mode::E164).to_string() == e164
    })
}

/// Digits with at most one leading plus; `00` is how most of the world dials the plus.
fn bare_digits(text: &str) -> Result<String, PhoneError> {
    let mut digits = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '0'..='9' => digits.push(letter),
            '+' if digits.is_empty() => digits.push('+'),
            _ if is_dash(letter) || is_decoration(letter) => {}
            _ => return Err(PhoneError::NotANumber),
        }
    }
    match digits.strip_prefix("00") {
        Some(rest) if !rest.starts_with('0') => Ok(format!("+{rest}")),
        _ => Ok(digits),
    }
}

/// `86` without a plus is read as the country code only where it leaves a mobile number; a trunk `0` before a
/// mobile number is a habit from landlines.
fn chinese_mobile_digits(digits: &str, region: Region) -> Option<&str> {
    let national = match digits.strip_prefix("+86") {
        Some(national) => national,
        None if digits.starts_with('+') || region != Region::CHINA => return None,
        None => digits.strip_prefix("86").filter(|rest| rest.len() >= 11).unwrap_or(digits),
    };
    let national =
        national.strip_prefix('0').filter(|rest| is_chinese_mobile(rest)).unwrap_or(national);
    is_chinese_mobile(national).then_some(national)
}

#[cfg(test)]
mod tests;
