use crate::{app::Shared, middleware::RequestId, problem::Problem};
use actix_web::{HttpRequest, http::header};
use identity::{Authenticated, Credential};
use kernel::{Caller, Code};

/// The caller that the bearer credential stands for: a signed-in member or a secret key. A publishable key stands in
/// the source of web pages and opens nothing here.
pub async fn caller_of(request: &HttpRequest) -> Result<Caller, Problem> {
    let known = authenticated(request).await?;
    match known.credential {
        Credential::Session { .. } | Credential::SecretKey(_) => Ok(known.caller),
        Credential::PublishableKey { .. } => Err(Problem::refused(Code::Unauthenticated)),
    }
}

/// The caller behind any kind of bearer credential, and what kind it was.
pub async fn authenticated(request: &HttpRequest) -> Result<Authenticated, Problem> {
    let credential = bearer(request).ok_or_else(|| Problem::refused(Code::Unauthenticated))?;
    let shared = Shared::of(request);
    Ok(identity::authenticate(&shared.db, credential, &RequestId::of(request)).await?)
}

/// The text after `Bearer`, as RFC 6750 writes it.
pub fn bearer(request: &HttpRequest) -> Option<&str> {
    let value = request.headers().get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, credential) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| credential.trim())
}
