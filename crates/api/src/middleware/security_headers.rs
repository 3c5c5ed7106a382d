use crate::app::Shared;
use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{HeaderName, HeaderValue},
    middleware::Next,
};

/// Pages run our own scripts only. Styles may be inline because the component library writes its own; data
/// URLs serve small icons.
const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
     img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; \
     base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const HEADERS: [(&str, &str); 6] = [
    ("content-security-policy", CONTENT_SECURITY_POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
];

/// The policy of a page that stands in frames of these sites.
pub fn framed_by(ancestors: &str) -> String {
    let replaced = format!("frame-ancestors {ancestors}");
    CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", &replaced)
}

/// Headers that make browsers refuse what we never do. A handler that set one of them keeps its own.
pub async fn security_headers(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let is_https = Shared::of(request.request()).settings.is_https();
    let mut response = next.call(request).await?;
    let headers = response.headers_mut();
    // Whoever has a policy of its own says there who may frame it; browsers that know no policies would refuse all.
    let says_who = headers.contains_key("content-security-policy");
    for (name, value) in HEADERS {
        let name = HeaderName::from_static(name);
        let is_said = name == "x-frame-options" && says_who;
        if !is_said && !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    if is_https {
        let name = HeaderName::from_static("strict-transport-security");
        headers.insert(name, HeaderValue::from_static("max-age=31536000; includeSubDomains"));
    }
    Ok(response)
}
