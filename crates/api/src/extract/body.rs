use crate::problem::Problem;
use actix_web::{
    FromRequest, HttpMessage, HttpRequest,
    dev::Payload,
    web::{Bytes, BytesMut},
};
use futures::StreamExt;
use kernel::{Code, Error, FieldError};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::{future::Future, pin::Pin};

/// How large a JSON body may be unless the operation says otherwise.
pub const MAX_BODY: usize = 1 << 20;

/// A JSON body. Unknown fields, wrong types and bad syntax are refused with the place they are at.
pub struct Body<T>(pub T);

/// SHA-256 of the body, kept with the request for the idempotency check.
#[derive(Clone, Copy)]
pub struct BodyDigest(pub [u8; 32]);

impl<T: DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (req, payload) = (req.clone(), payload.take());
        Box::pin(async move {
            expect_json(&req)?;
            let bytes = read_limited(&req, payload, MAX_BODY).await?;
            parse(&bytes).map(Self)
        })
    }
}

/// The body of a batch of events, unread: the service reads it, event by event, so that one wrong event doesn't cost
/// the others. Beacons of browsers send JSON as plain text, which is taken too.
pub struct BatchBody(pub Bytes);

impl FromRequest for BatchBody {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (req, payload) = (req.clone(), payload.take());
        Box::pin(async move {
            if !is_plain_text(&req) {
                expect_json(&req)?;
            }
            read_limited(&req, payload, activity::batch::MAX_BYTES).await.map(Self)
        })
    }
}

fn is_plain_text(req: &HttpRequest) -> bool {
    let value = req.headers().get("content-type").and_then(|value| value.to_str().ok());
    value.is_some_and(|value| value.to_ascii_lowercase().starts_with("text/plain"))
}

/// Reads the whole body, at most `max` bytes, and remembers its digest.
pub async fn read_limited(
    req: &HttpRequest,
    mut payload: Payload,
    max: usize,
) -> Result<Bytes, Problem> {
    let too_large = || Problem(Error::refused(Code::TooLarge).with("max", max));
    let announced = req
        .headers()
        .get("content-length")
        .and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > max) {
        return Err(too_large());
    }
    let mut bytes = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|err| unreadable(&err.to_string()))?;
        if bytes.len() + chunk.len() > max {
            return Err(too_large());
        }
        bytes.extend_from_slice(&chunk);
    }
    let bytes = bytes.freeze();
    req.extensions_mut().insert(BodyDigest(digest_of(&bytes)));
    Ok(bytes)
}

pub fn digest_of(bytes: &[u8]) -> [u8; 32] {
    let digest = ring::digest::digest(&ring::digest::SHA256, bytes);
    digest.as_ref().try_into().expect("SHA-256 has 32 bytes")
}

/// `application/json` or a `+json` type; a missing type is taken as JSON, as curl users expect.
fn expect_json(req: &HttpRequest) -> Result<(), Problem> {
    let Some(value) = req.headers().get("content-type") else { return Ok(()) };
    let essence = value
        .to_str()
        .unwrap_or_default()
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    let is_json = essence == "application/json" || essence.ends_with("+json");
    if is_json {
        return Ok(());
    }
    Err(Problem(Error::refused(Code::UnsupportedMediaType).with("expected", "application/json")))
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|err| refusal(&err))?;
    deserializer.end().map_err(|err| unreadable(&err.to_string()))?;
    if has_nul(bytes) {
        return Err(unreadable("text can't hold the character U+0000"));
    }
    Ok(value)
}

/// PostgreSQL can't store U+0000 in text. JSON can only say it as an escape, which is looked for before the body is
/// read a second time to tell it from an escaped backslash.
fn has_nul(bytes: &[u8]) -> bool {
    fn in_value(value: &Value) -> bool {
        match value {
            Value::String(text) => text.contains('\0'),
            Value::Array(items) => items.iter().any(in_value),
            Value::Object(fields) => {
                fields.iter().any(|(key, value)| key.contains('\0') || in_value(value))
            }
            _ => false,
        }
    }
    bytes.windows(6).any(|part| part == b"\\u0000")
        && serde_json::from_slice(bytes).is_ok_and(|value: Value| in_value(&value))
}

fn refusal(err: &serde_path_to_error::Error<serde_json::Error>) -> Problem {
    let pointer = pointer_of(err.path());
    let message = err.inner().to_string();
    if let Some((field, known)) = unknown_field(&message) {
        let parent = if err.path().iter().len() > 0 && pointer.ends_with(&format!("/{field}")) {
            pointer.clone()
        } else {
            format!("{pointer}/{field}")
        };
        let field = FieldError::new(parent, "unknown_field").with("known", known);
        return Problem(Error::refused(Code::UnknownField).about(field));
    }
    if err.inner().is_data() {
        // What serde says is expected, without the place in the text: the pointer is the better place.
        let expected = message.split(" at line ").next().unwrap_or_default().to_owned();
        let field = FieldError::new(pointer, "wrong_type").with("expected", expected.clone());
        return Problem(Error::refused(Code::UnreadableBody).with("reason", expected).about(field));
    }
    unreadable(&message)
}

fn unreadable(reason: &str) -> Problem {
    Problem(Error::refused(Code::UnreadableBody).with("reason", reason))
}

fn pointer_of(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter().fold(String::new(), |pointer, segment| match segment {
        Segment::Seq { index } => format!("{pointer}/{index}"),
        Segment::Map { key } => format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1")),
        Segment::Enum { .. } | Segment::Unknown => pointer,
    })
}

/// Serde says ``unknown field `x`, expected one of `a`, `b` at line …``.
fn unknown_field(message: &str) -> Option<(String, Vec<String>)> {
    let rest = message.strip_prefix("unknown field `")?;
    let (field, rest) = rest.split_once('`')?;
    let known = rest.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    Some((field.to_owned(), known))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Outer {
        #[expect(dead_code, reason = "only read")]
        inner: Vec<Inner>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Inner {
        #[expect(dead_code, reason = "only read")]
        size: u8,
    }

    fn refused(body: &str) -> (Code, Vec<FieldError>) {
        match parse::<Outer>(body.as_bytes()).unwrap_err().0 {
            Error::Refused { code, fields, .. } => (code, fields),
            other => panic!("{other}"),
        }
    }

    #[test]
    fn an_unknown_field_is_named_with_its_place_and_the_known_ones() {
        let (code, fields) = refused(r#"{"inner":[{"sise":1}]}"#);
        assert_eq!((code, fields[0].pointer.as_str()), (Code::UnknownField, "/inner/0/sise"));
        assert_eq!(fields[0].params["known"], serde_json::json!(["size"]));
    }

    #[test]
    fn a_wrong_type_is_named_with_its_place() {
        let (code, fields) = refused(r#"{"inner":[{"size":"big"}]}"#);
        assert_eq!((code, fields[0].pointer.as_str()), (Code::UnreadableBody, "/inner/0/size"));
    }

    #[test]
    fn text_that_no_database_stores_is_refused_and_its_spelling_is_not() {
        assert!(has_nul(br#"{"a":["x\u0000"]}"#) && has_nul(br#"{"\u0000":1}"#));
        assert!(!has_nul(br#"{"a":"\\u0000"}"#) && !has_nul(br#"{"a":"u0000"}"#));
    }

    #[test]
    fn bad_syntax_and_trailing_text_are_refused() {
        assert_eq!(refused("{").0, Code::UnreadableBody);
        assert_eq!(refused(r#"{"inner":[]} x"#).0, Code::UnreadableBody);
        assert_eq!(refused(&"[".repeat(5000)).0, Code::UnreadableBody);
    }
}
