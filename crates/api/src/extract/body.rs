use super::{
    refusal::refusal,
    strict::{Json, Strict},
};
use crate::{app::Shared, problem::Problem};
use actix_web::{
    FromRequest, HttpMessage, HttpRequest,
    dev::{Decompress, Payload},
    error::PayloadError,
    web::{Bytes, BytesMut},
};
use futures::{Stream, StreamExt};
use kernel::{Code, Error, FieldError};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::{future::Future, pin::Pin};
use utoipa::ToSchema;

/// How large a JSON body may be unless the operation says otherwise.
pub const MAX_BODY: usize = 1 << 20;

/// A JSON body. Unknown fields, wrong types and bad syntax are refused with the place they are at.
pub struct Body<T>(pub T);

/// SHA-256 of the body, kept with the request for the idempotency check.
#[derive(Clone, Copy)]
pub struct BodyDigest(pub [u8; 32]);

impl<T: DeserializeOwned + ToSchema + 'static> FromRequest for Body<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (req, payload) = (req.clone(), payload.take());
        Box::pin(async move {
            expect_json(&req)?;
            let bytes = read_limited(&req, payload, MAX_BODY).await?;
            parse(&bytes, Shared::of(&req).document.never_null(&T::name())).map(Self)
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
            // Some clients compress. The limit holds for what comes out.
            let payload = Decompress::from_headers(payload, req.headers());
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
    mut payload: impl Stream<Item = Result<Bytes, PayloadError>> + Unpin,
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

/// Reads a body in which the fields of these names are never null.
fn parse<T: DeserializeOwned>(bytes: &[u8], never_null: &[String]) -> Result<T, Problem> {
    let Json(value) = serde_json::from_slice(bytes).map_err(|err| {
        // The text that is no JSON at all, or JSON that says a thing twice.
        unreadable(&err.to_string())
    })?;
    if let Some(pointer) = nul_in(&value) {
        return Err(Problem(Error::invalid(vec![FieldError::new(pointer, "invalid_text")])));
    }
    let nulls = never_null.iter().filter(|name| value.get(name).is_some_and(Value::is_null));
    let missing: Vec<_> =
        nulls.map(|name| FieldError::new(format!("/{}", escaped(name)), "required")).collect();
    if !missing.is_empty() {
        return Err(Problem(Error::invalid(missing)));
    }
    serde_path_to_error::deserialize(Strict(value)).map_err(|err| {
        let pointer = pointer_of(err.path());
        Problem(refusal(pointer, &err.inner().to_string(), Code::UnreadableBody))
    })
}

/// Where the text holds U+0000, which PostgreSQL can't store.
fn nul_in(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => text.contains('\0').then(String::new),
        Value::Array(items) => {
            items.iter().zip(0..).find_map(|(item, at)| Some(format!("/{at}{}", nul_in(item)?)))
        }
        Value::Object(fields) => fields.iter().find_map(|(name, value)| {
            if name.contains('\0') {
                return Some(String::new());
            }
            Some(format!("/{}{}", escaped(name), nul_in(value)?))
        }),
        _ => None,
    }
}

fn unreadable(reason: &str) -> Problem {
    Problem(Error::refused(Code::UnreadableBody).with("reason", reason))
}

fn pointer_of(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter().fold(String::new(), |pointer, segment| match segment {
        Segment::Seq { index } => format!("{pointer}/{index}"),
        // What tells one of several shapes is the name of a field as well.
        Segment::Map { key: name } | Segment::Enum { variant: name } => {
            format!("{pointer}/{}", escaped(name))
        }
        Segment::Unknown => pointer,
    })
}

/// A name as a part of a JSON pointer (RFC 6901).
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
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
        #[serde(default)]
        #[expect(dead_code, reason = "only read")]
        tree: Option<Tree>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Tree {
        All(#[expect(dead_code, reason = "only read")] Vec<Tree>),
        Leaf(#[expect(dead_code, reason = "only read")] Inner),
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Inner {
        #[expect(dead_code, reason = "only read")]
        size: u8,
    }

    fn refused(body: &str) -> (Code, Vec<FieldError>) {
        match parse::<Outer>(body.as_bytes(), &["inner".to_owned()]).unwrap_err().0 {
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
    fn a_place_in_a_tree_is_named_from_its_root() {
        for (tree, code, pointer) in [
            (r#"{"leaf":{"size":"big"}}"#, Code::UnreadableBody, "/tree/all/1/leaf/size"),
            (r#"{"leaf":{"sise":1}}"#, Code::UnknownField, "/tree/all/1/leaf/sise"),
            (r#"{"any":[]}"#, Code::Invalid, "/tree/all/1"),
        ] {
            let body = format!(r#"{{"inner":[],"tree":{{"all":[{{"all":[]}},{tree}]}}}}"#);
            let (told, fields) = refused(&body);
            assert_eq!((told, fields[0].pointer.as_str()), (code, pointer));
        }
    }

    #[test]
    fn a_wrong_type_is_named_with_its_place() {
        let (code, fields) = refused(r#"{"inner":[{"size":"big"}]}"#);
        assert_eq!((code, fields[0].pointer.as_str()), (Code::UnreadableBody, "/inner/0/size"));
    }

    #[test]
    fn null_is_no_value_of_a_field_that_the_document_never_leaves_empty() {
        let (code, fields) = refused(r#"{"inner":null}"#);
        assert_eq!((code, fields[0].pointer.as_str()), (Code::Invalid, "/inner"));
        assert_eq!(fields[0].code, "required");
    }

    #[test]
    fn text_that_no_database_stores_is_refused_and_its_spelling_is_not() {
        let place = |text: &str| nul_in(&serde_json::from_str(text).unwrap());
        assert_eq!(place(r#"{"a/b":["x\u0000"]}"#).as_deref(), Some("/a~1b/0"));
        assert_eq!(place(r#"{"\u0000":1}"#).as_deref(), Some(""));
        assert_eq!(place(r#"{"a":"\\u0000","b":"u0000"}"#), None);
    }

    #[test]
    fn bad_syntax_and_trailing_text_are_refused() {
        assert_eq!(refused("{").0, Code::UnreadableBody);
        assert_eq!(refused(r#"{"inner":[]} x"#).0, Code::UnreadableBody);
        assert_eq!(refused(&"[".repeat(5000)).0, Code::UnreadableBody);
    }
}
