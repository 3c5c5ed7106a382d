//! Every failure as RFC 9457 problem details. What a handler returns says only what went wrong; the middleware
//! `problem_details` adds language, request id and address, and turns the framework's own failures into problems.

use actix_web::{HttpResponse, ResponseError, http::StatusCode};
use kernel::{Code, Error, FieldError};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::{IntoResponses, ToSchema};

/// A failed request.
#[derive(Debug)]
pub struct Problem(pub Error);

impl Problem {
    pub fn refused(code: Code) -> Self {
        Self(Error::refused(code))
    }

    /// The document for the person or program that asked.
    pub fn document(&self, base: &str, request_id: &str, chinese: bool) -> ProblemDocument {
        let code = self.0.code();
        let fields = match &self.0 {
            Error::Refused { fields, .. } => fields.as_slice(),
            _ => &[],
        };
        ProblemDocument {
            problem_type: format!("{base}/problems/{code}"),
            title: self.0.title(chinese),
            status: code.status(),
            detail: detail(fields, chinese),
            instance: format!("/requests/{request_id}"),
            code: code.as_str().to_owned(),
            request_id: request_id.to_owned(),
            params: self.0.params(chinese),
            errors: fields.iter().map(|field| ProblemField::of(field, chinese)).collect(),
        }
    }
}

/// The first wrong field in words, for clients that show one line.
fn detail(fields: &[FieldError], chinese: bool) -> Option<String> {
    let first = fields.first()?;
    let name = first.pointer.trim_start_matches('/');
    Some(if name.is_empty() {
        first.message(chinese)
    } else {
        format!("{name}: {}", first.message(chinese))
    })
}

impl<E: Into<Error>> From<E> for Problem {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.0.code().status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// Without a body: the middleware writes it, since only there the request is at hand.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}

/// A problem document (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemDocument {
    /// The page that documents the code.
    #[serde(rename = "type")]
    #[schema(example = "https://perennial.example/problems/invalid")]
    problem_type: String,
    /// One sentence for a person, in the language of `Accept-Language`.
    #[schema(example = "Some values aren't valid")]
    title: String,
    /// The HTTP status.
    #[schema(example = 422)]
    status: u16,
    /// The first wrong field in words; null where no field is at fault.
    #[schema(example = "email: This isn't an e-mail address")]
    detail: Option<String>,
    /// This occurrence.
    #[schema(example = "/requests/req_01h455vb4pex5vsknk084sn02q")]
    instance: String,
    /// What went wrong, as a word that never changes.
    #[schema(example = "invalid")]
    code: String,
    /// Tell it to support: the log has the cause under it.
    #[schema(example = "req_01h455vb4pex5vsknk084sn02q")]
    request_id: String,
    /// Values that belong to the code, such as the missing grant.
    #[schema(value_type = std::collections::HashMap<String, Value>)]
    params: Map<String, Value>,
    /// Every wrong field at once.
    errors: Vec<ProblemField>,
}

/// One wrong field.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemField {
    /// Where, as a JSON pointer into the body, or `/name` of a query parameter.
    #[schema(example = "/email")]
    pointer: String,
    /// What is wrong, as a word that never changes.
    #[schema(example = "invalid_email")]
    code: String,
    /// The sentence for the person who filled it in.
    #[schema(example = "This isn't an e-mail address")]
    message: String,
    /// The limits that were missed.
    #[schema(value_type = std::collections::HashMap<String, Value>)]
    params: Map<String, Value>,
}

impl ProblemField {
    pub fn of(field: &FieldError, chinese: bool) -> Self {
        Self {
            pointer: field.pointer.clone(),
            code: field.code.to_string(),
            message: field.message(chinese),
            params: field.params.clone(),
        }
    }
}

/// What an operation answers beside [`Problems`] whose way in is a link that was sent by mail.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "it only describes; answers are made from `Problem`")]
pub enum LinkProblems {
    /// The link was used, taken back, or is too old.
    #[response(status = 410, content_type = "application/problem+json")]
    Gone(#[to_schema] ProblemDocument),
}

/// What an operation answers beside [`Problems`] that must know which version was seen.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "it only describes; answers are made from `Problem`")]
pub enum VersionProblems {
    /// `If-Match` names no version.
    #[response(status = 428, content_type = "application/problem+json")]
    VersionMissing(#[to_schema] ProblemDocument),
}

/// The failures that every operation may answer: one list for all `#[utoipa::path]`.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "it only describes; answers are made from `Problem`")]
pub enum Problems {
    /// The request can't be read: bad JSON, an unknown field or parameter, a foreign cursor.
    #[response(status = 400, content_type = "application/problem+json")]
    Unreadable(#[to_schema] ProblemDocument),
    /// There is no valid credential.
    #[response(status = 401, content_type = "application/problem+json")]
    Unauthenticated(#[to_schema] ProblemDocument),
    /// The caller lacks the grant named under `security`.
    #[response(status = 403, content_type = "application/problem+json")]
    Forbidden(#[to_schema] ProblemDocument),
    /// The object doesn't exist or isn't visible to the caller.
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(#[to_schema] ProblemDocument),
    /// A value is taken, the state doesn't allow it, or the same request is still running.
    #[response(status = 409, content_type = "application/problem+json")]
    Conflict(#[to_schema] ProblemDocument),
    /// `If-Match` names an older version.
    #[response(status = 412, content_type = "application/problem+json")]
    Stale(#[to_schema] ProblemDocument),
    /// The body is too large.
    #[response(status = 413, content_type = "application/problem+json")]
    TooLarge(#[to_schema] ProblemDocument),
    /// The body has another content type than the operation takes.
    #[response(status = 415, content_type = "application/problem+json")]
    UnsupportedMediaType(#[to_schema] ProblemDocument),
    /// The request is readable but wrong; `errors` lists every wrong field.
    #[response(status = 422, content_type = "application/problem+json")]
    Invalid(#[to_schema] ProblemDocument),
    /// Too many requests; wait for `Retry-After` seconds.
    #[response(status = 429, content_type = "application/problem+json")]
    RateLimited(#[to_schema] ProblemDocument),
    /// Our fault; nothing was changed.
    #[response(status = 500, content_type = "application/problem+json")]
    Internal(#[to_schema] ProblemDocument),
    /// The database can't be reached; repeat after `Retry-After` seconds.
    #[response(status = 503, content_type = "application/problem+json")]
    Unavailable(#[to_schema] ProblemDocument),
}
