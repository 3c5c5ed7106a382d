use crate::app::Shared;
use actix_web::{
    Error, HttpMessage, HttpRequest,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::{
        Method,
        header::{HeaderMap, HeaderName, HeaderValue},
    },
    middleware::Next,
};
use opentelemetry::{
    Context,
    propagation::{Extractor, TextMapPropagator as _},
    trace::{Status, TraceContextExt as _, TraceId},
};
use opentelemetry_sdk::propagation::TraceContextPropagator;
use std::time::Instant;
use tracing::{Instrument as _, Span, field::Empty};
use tracing_opentelemetry::OpenTelemetrySpanExt as _;

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
    let span = span_of(&request, &id);
    let method = request.method().clone();

    let mut response = next.call(request).instrument(span.clone()).await?;

    let route = response.request().match_pattern().unwrap_or_else(|| "unknown".to_owned());
    let status = response.status().as_u16();
    let duration = started.elapsed();
    let duration_ms = u64::try_from(duration.as_millis()).unwrap_or(u64::MAX);
    span.in_scope(|| tracing::info!(http.method = %method, http.route = route, http.status = status, duration_ms, "request answered"));
    describe(&span, &method, &route, status);
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

/// The request as a span: a part of the client's trace (W3C trace context) if the client has one.
fn span_of(request: &ServiceRequest, id: &str) -> Span {
    let span =
        tracing::info_span!("request", request.id = id, trace.id = Empty, otel.kind = "server");
    let of_client = TraceContextPropagator::new().extract(&Headers(request.headers()));
    // It is refused where no collector is configured; log lines name the trace all the same.
    span.set_parent(of_client.clone()).ok();
    if let Some(trace) = trace_id(&span.context()).or_else(|| trace_id(&of_client)) {
        span.record("trace.id", trace.to_string());
    }
    span
}

/// What a collector wants to know and log lines say already.
fn describe(span: &Span, method: &Method, route: &str, status: u16) {
    span.context().span().update_name(format!("{method} {route}"));
    if status >= 500 {
        span.set_status(Status::error(""));
    }
    span.set_attribute("http.request.method", method.to_string());
    span.set_attribute("http.route", route.to_owned());
    span.set_attribute("http.response.status_code", i64::from(status));
}

fn trace_id(context: &Context) -> Option<TraceId> {
    let id = context.span().span_context().trace_id();
    (id != TraceId::INVALID).then_some(id)
}

struct Headers<'a>(&'a HeaderMap);

impl Extractor for Headers<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key)?.to_str().ok()
    }

    fn keys(&self) -> Vec<&str> {
        self.0.keys().map(HeaderName::as_str).collect()
    }
}
