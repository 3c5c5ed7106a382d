use actix_cors::Cors;
use actix_web::http::header;

/// How long a browser may remember the answer to its question.
const REMEMBERED_SECONDS: usize = 86_400;

/// Pages of other origins may call what is made for browsers, and nothing else. None of it reads cookies; which
/// origins a publishable key works from is checked with the key, which a preflight doesn't carry.
pub fn cors() -> Cors {
    Cors::default()
        .allowed_origin_fn(|_, request| is_for_browsers(request.uri.path()))
        .allowed_methods(["GET", "POST"])
        .allowed_headers([header::AUTHORIZATION, header::CONTENT_TYPE, header::ACCEPT_LANGUAGE])
        .allowed_header("idempotency-key")
        .expose_headers(["x-request-id", "retry-after"])
        .block_on_origin_mismatch(false)
        .max_age(REMEMBERED_SECONDS)
}

fn is_for_browsers(path: &str) -> bool {
    path.starts_with("/v1/client/") || path.starts_with("/v1/public/")
}
