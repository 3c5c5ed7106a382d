use crate::{app::Shared, middleware::RequestId, problem::Problem};
use actix_web::{HttpRequest, http::header};
use identity::{Authenticated, Credential};
use kernel::{Caller, Code, Error};

/// The caller of an operation for operators and integrators: a signed-in member or a secret key.
pub async fn caller_of(request: &HttpRequest) -> Result<Caller, Problem> {
    let authenticated = authenticated(request).await?;
    match authenticated.credential {
        Credential::Session { .. } | Credential::SecretKey(_) => Ok(authenticated.caller),
        // It stands in the source of web pages, so it opens nothing but `/v1/client`.
        Credential::PublishableKey { .. } => Err(Problem::refused(Code::Unauthenticated)),
    }
}

/// Whoever the bearer credential stands for, of any kind.
pub async fn authenticated(request: &HttpRequest) -> Result<Authenticated, Problem> {
    let credential = bearer(request).ok_or_else(|| Problem::refused(Code::Unauthenticated))?;
    let id = RequestId::of(request);
    Ok(identity::authenticate(&Shared::of(request).db, credential, &id).await?)
}

/// The caller of an operation for browsers: a publishable key, from one of its origins. Beacons can't set a header,
/// so the key may also stand in `?key=`.
pub async fn client_of(request: &HttpRequest) -> Result<Caller, Problem> {
    let from_query = || {
        form_urlencoded::parse(request.query_string().as_bytes()).find(|(name, _)| name == "key")
    };
    let key = bearer(request)
        .map(str::to_owned)
        .or_else(|| from_query().map(|(_, key)| key.into_owned()));
    let key = key.ok_or_else(|| Problem::refused(Code::Unauthenticated))?;
    let id = RequestId::of(request);
    let authenticated = identity::authenticate(&Shared::of(request).db, &key, &id).await?;
    let Credential::PublishableKey { origins, .. } = authenticated.credential else {
        return Err(Problem::refused(Code::Unauthenticated));
    };
    let origin = request.headers().get(header::ORIGIN).and_then(|origin| origin.to_str().ok());
    let is_allowed = origins.is_empty()
        || origin.is_some_and(|origin| origins.iter().any(|allowed| allowed == origin));
    if !is_allowed {
        return Err(Error::refused(Code::OriginNotAllowed).into());
    }
    Ok(authenticated.caller)
}

/// The text after `Bearer`, as RFC 6750 writes it.
pub fn bearer(request: &HttpRequest) -> Option<&str> {
    let value = request.headers().get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, credential) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| credential.trim())
}
