use crate::app::Shared;
use actix_web::{
    Error, HttpMessage, HttpRequest,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{HeaderName, HeaderValue},
    middleware::Next,
};
use std::time::Instant;
use tracing::Instrument as _;

/// Ties the answer, the log lines and the audit entries of one request together.
#[derive(Clone)]
pub struct RequestId(pub String);

impl RequestId {
    pub fn of(request: &HttpRequest) -> String {
        request.extensions().get::<Self>().map(|id| id.0.clone()).unwrap_or_default()
    }
}

/// Gives the request its id, writes one log line when it is answered, and counts it. The line names the route's
/// pattern, not the address: addresses hold tokens and search words.
pub async fn request_context(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let started = Instant::now();
    let id = new_request_id(request.request());
    request.extensions_mut().insert(RequestId(id.clone()));
    let trace = trace_id(&request).unwrap_or_default();
    let span = tracing::info_span!("request", request.id = %id, trace.id = %trace);
    let method = request.method().clone();

    let mut response = next.call(request).instrument(span.clone()).await?;

    let route = response.request().match_pattern().unwrap_or_else(|| "unknown".to_owned());
    let status = response.status().as_u16();
    let duration = started.elapsed();
    let duration_ms = u64::try_from(duration.as_millis()).unwrap_or(u64::MAX);
    span.in_scope(|| tracing::info!(http.method = %method, http.route = route, http.status = status, duration_ms, "request answered"));
    let labels = [("method", method.to_string()), ("route", route), ("status", status.to_string())];
    metrics::histogram!("perennial_http_request_seconds", &labels).record(duration.as_secs_f64());
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HeaderName::from_static("x-request-id"), value);
    }
    Ok(response)
}

/// Ours, never the client's: an id that others choose proves nothing and may hold anything.
fn new_request_id(request: &HttpRequest) -> String {
    let shared = Shared::of(request);
    let mut random = [0; 10];
    shared.db.random.fill(&mut random);
    let millis = u64::try_from(shared.db.clock.now().timestamp_millis()).unwrap_or_default();
    let uuid = uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid();
    kernel::id::typeid::encode("req", uuid)
}

/// The trace that the request belongs to (W3C trace context), if the client is part of one.
fn trace_id(request: &ServiceRequest) -> Option<String> {
    let header = request.headers().get("traceparent")?.to_str().ok()?;
    let id = header.split('-').nth(1)?;
    let is_valid = id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_valid.then(|| id.to_ascii_lowercase())
}
