use super::RequestId;
use crate::{app::Shared, problem::Problem};
use actix_web::{
    Error, HttpRequest, HttpResponse,
    body::{BoxBody, EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{StatusCode, header},
    middleware::Next,
};
use kernel::{Code, locale::Locale};

/// How long a client should wait before it tries again, where nothing better is known.
const RETRY_AFTER_SECONDS: u64 = 2;

/// Writes the body of every failure: those of handlers, in the caller's language, and those of the framework
/// itself, which would answer plain text.
pub async fn problem_details(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<EitherBody<BoxBody>>, Error> {
    // The request can't be kept across this call: routing needs it for itself alone.
    Ok(finish(next.call(request).await?.map_into_boxed_body()))
}

fn finish(response: ServiceResponse) -> ServiceResponse<EitherBody<BoxBody>> {
    let status = response.status();
    let is_failure = status.is_client_error() || status.is_server_error();
    if !is_failure || is_problem(&response) {
        return response.map_into_left_body();
    }
    let request = response.request().clone();
    let mut rendered =
        match response.response().error().and_then(|error| error.as_error::<Problem>()) {
            Some(problem) => render(&request, problem),
            None => render(&request, &Problem::refused(code_of(status))),
        };
    // A session that has ended is told to the browser with the refusal, and whether a page of another origin may
    // read it.
    for (name, value) in response.headers() {
        if *name == header::SET_COOKIE || name.as_str().starts_with("access-control-") {
            rendered.headers_mut().append(name.clone(), value.clone());
        }
    }
    ServiceResponse::new(request, rendered).map_into_left_body()
}

fn is_problem(response: &ServiceResponse) -> bool {
    let content_type =
        response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    content_type.is_some_and(|value| value.starts_with("application/problem+json"))
}

/// What the framework means when it answers a bare status.
fn code_of(status: StatusCode) -> Code {
    match status.as_u16() {
        400 => Code::UnreadableBody,
        404 => Code::UnknownRoute,
        405 => Code::MethodNotAllowed,
        413 => Code::TooLarge,
        415 => Code::UnsupportedMediaType,
        503 => Code::Unavailable,
        _ => Code::Internal,
    }
}

pub(super) fn render(request: &HttpRequest, problem: &Problem) -> HttpResponse {
    let code = problem.0.code();
    let id = RequestId::of(request);
    if code.status() >= 500 {
        tracing::error!(request.id = id, code = %code, cause = %problem.0, "a request failed");
    }
    let base = &Shared::of(request).settings.public_url;
    let document = problem.document(base, &id, prefers_chinese(request));
    let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = HttpResponse::build(status);
    response.insert_header((header::CACHE_CONTROL, "no-store"));
    if matches!(code, Code::Unavailable | Code::InProgress | Code::RateLimited) {
        let seconds = retry_after(problem).unwrap_or(RETRY_AFTER_SECONDS);
        response.insert_header((header::RETRY_AFTER, seconds.to_string()));
    }
    if code == Code::MethodNotAllowed {
        let methods = Shared::of(request).document.methods_at(request.path());
        let allow = methods.iter().map(|method| method.as_str()).collect::<Vec<_>>().join(", ");
        response.insert_header((header::ALLOW, allow));
    }
    if code == Code::Unauthenticated {
        response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
    }
    response
        .content_type("application/problem+json")
        .body(serde_json::to_string(&document).unwrap_or_default())
}

fn retry_after(problem: &Problem) -> Option<u64> {
    let kernel::Error::Refused { params, .. } = &problem.0 else { return None };
    params.get("seconds")?.as_u64()
}

/// Whether the first language of `Accept-Language` that we speak is Chinese.
pub fn prefers_chinese(request: &HttpRequest) -> bool {
    let header =
        request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Locale::negotiate(header.unwrap_or_default()) == Some(Locale::ZhCn)
}

/// The answer where no route fits: 405 if another method would, otherwise 404.
pub async fn unknown_route(request: HttpRequest) -> HttpResponse {
    let methods = Shared::of(&request).document.methods_at(request.path());
    let code = if methods.is_empty() { Code::UnknownRoute } else { Code::MethodNotAllowed };
    render(&request, &Problem::refused(code))
}
