use crate::{app::Shared, middleware::RequestId, problem::Problem};
use activity::Source;
use actix_web::{HttpRequest, http::header};
use base64::{Engine as _, engine::general_purpose::STANDARD};
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
    expect_origin(request, &origins)?;
    Ok(authenticated.caller)
}

/// The sender of events by the Segment specification: any API key as the user name of basic authentication, without a
/// password, or as a bearer. What it says counts as its kind of key is believed.
pub async fn sender_of(request: &HttpRequest) -> Result<(Caller, Source), Problem> {
    let key = basic(request).or_else(|| bearer(request).map(str::to_owned));
    let key = key.ok_or_else(|| Problem::refused(Code::Unauthenticated))?;
    let id = RequestId::of(request);
    let authenticated = identity::authenticate(&Shared::of(request).db, &key, &id).await?;
    match authenticated.credential {
        Credential::SecretKey(_) => Ok((authenticated.caller, Source::Server)),
        Credential::PublishableKey { origins, .. } => {
            expect_origin(request, &origins)?;
            Ok((authenticated.caller, Source::Client))
        }
        Credential::Session { .. } => Err(Problem::refused(Code::Unauthenticated)),
    }
}

/// A page sends only from the origins of its key, where it has any.
fn expect_origin(request: &HttpRequest, origins: &[String]) -> Result<(), Problem> {
    let origin = request.headers().get(header::ORIGIN).and_then(|origin| origin.to_str().ok());
    let is_allowed = origins.is_empty()
        || origin.is_some_and(|origin| origins.iter().any(|allowed| allowed == origin));
    if is_allowed { Ok(()) } else { Err(Error::refused(Code::OriginNotAllowed).into()) }
}

/// The user name of basic authentication, as RFC 7617 writes it.
fn basic(request: &HttpRequest) -> Option<String> {
    let value = request.headers().get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, credential) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(credential.trim()).ok()?).ok()?;
    text.split_once(':').map(|(user, _)| user.to_owned())
}

/// The text after `Bearer`, as RFC 6750 writes it.
pub fn bearer(request: &HttpRequest) -> Option<&str> {
    let value = request.headers().get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, credential) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| credential.trim())
}
