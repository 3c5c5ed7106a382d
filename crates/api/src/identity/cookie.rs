//! The refresh token's cookie: no script can read it, no other site can send it.

use actix_web::{
    HttpRequest,
    cookie::{Cookie, SameSite, time::OffsetDateTime},
};
use identity::SignedIn;

/// The prefix makes browsers insist on HTTPS, on this host, and on `Path=/`.
const OVER_HTTPS: &str = "__Host-perennial_refresh";
/// For development without HTTPS, where browsers refuse the prefix.
const OVER_HTTP: &str = "perennial_refresh";

const fn name(https: bool) -> &'static str {
    if https { OVER_HTTPS } else { OVER_HTTP }
}

/// The cookie that carries the session on.
pub fn carrying(signed_in: &SignedIn, https: bool) -> Cookie<'static> {
    let expires = OffsetDateTime::from_unix_timestamp(signed_in.refresh_expires_at.timestamp());
    let mut cookie = bare(signed_in.refresh_token.as_str().to_owned(), https);
    cookie.set_expires(expires.unwrap_or(OffsetDateTime::UNIX_EPOCH));
    cookie
}

/// The cookie that makes the browser forget it.
pub fn forgotten(https: bool) -> Cookie<'static> {
    let mut cookie = bare(String::new(), https);
    cookie.make_removal();
    cookie
}

pub fn refresh_token(request: &HttpRequest, https: bool) -> Option<String> {
    request.cookie(name(https)).map(|cookie| cookie.value().to_owned())
}

fn bare(value: String, https: bool) -> Cookie<'static> {
    Cookie::build(name(https), value)
        .path("/")
        .http_only(true)
        .secure(https)
        .same_site(SameSite::Strict)
        .finish()
}
