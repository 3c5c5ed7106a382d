//! How often one address or one key may ask. Sign-in and public pages have narrow limits per address; everything
//! else a wide one per credential, so that one runaway script doesn't slow the neighbours.

use super::problem_details::render;
use crate::{app::Shared, authentication::bearer, problem::Problem};
use actix_web::{
    Error, HttpRequest,
    body::{EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    middleware::Next,
};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter, clock::Clock as _};
use kernel::Code;
use std::{
    num::NonZeroU32,
    sync::atomic::{AtomicU32, Ordering},
};

/// How many requests of one caller are let through per minute, and as many at once.
#[derive(Clone, Copy, Debug)]
pub struct RateLimits {
    /// Sign-in, sign-up, passwords and invitations, per address.
    pub auth_per_minute: u32,
    /// Public pages and forms, per address.
    pub public_per_minute: u32,
    /// Everything else, per credential.
    pub api_per_minute: u32,
}

impl Default for RateLimits {
    fn default() -> Self {
        Self { auth_per_minute: 60, public_per_minute: 120, api_per_minute: 60_000 }
    }
}

/// The counters of this process.
pub struct Limiters {
    auth: DefaultKeyedRateLimiter<String>,
    public: DefaultKeyedRateLimiter<String>,
    api: DefaultKeyedRateLimiter<String>,
    seen: AtomicU32,
}

/// After so many requests, callers that were not seen lately are forgotten.
const FORGET_EVERY: u32 = 20_000;

impl Limiters {
    pub fn new(limits: RateLimits) -> Self {
        let limiter = |per_minute| {
            RateLimiter::keyed(Quota::per_minute(
                NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN),
            ))
        };
        Self {
            auth: limiter(limits.auth_per_minute),
            public: limiter(limits.public_per_minute),
            api: limiter(limits.api_per_minute),
            seen: AtomicU32::new(0),
        }
    }

    /// The seconds to wait, if this request comes too early.
    fn check(&self, request: &HttpRequest, behind_proxy: bool) -> Option<u64> {
        self.forget_now_and_then();
        let path = request.path();
        // Who switches the workspace has signed in.
        let is_attempt = path.starts_with("/v1/auth/") && path != "/v1/auth/switch-workspace";
        let refused = if is_attempt {
            self.auth.check_key(&address(request, behind_proxy))
        } else if path.starts_with("/v1/public/") || path.starts_with("/r/") {
            self.public.check_key(&address(request, behind_proxy))
        } else if path.starts_with("/v1/") {
            let key = bearer(request).map_or_else(|| address(request, behind_proxy), str::to_owned);
            self.api.check_key(&key)
        } else {
            return None;
        };
        let wait = refused.err()?.wait_time_from(governor::clock::DefaultClock::default().now());
        Some(wait.as_secs().max(1))
    }

    fn forget_now_and_then(&self) {
        if self.seen.fetch_add(1, Ordering::Relaxed) % FORGET_EVERY == FORGET_EVERY - 1 {
            self.auth.retain_recent();
            self.public.retain_recent();
            self.api.retain_recent();
        }
    }
}

/// Who is at the other end. Behind a proxy of ours it is the last entry that the proxy added; what stands before
/// that is the client's own claim.
pub fn address(request: &HttpRequest, behind_proxy: bool) -> String {
    let forwarded = || {
        let header = request.headers().get("x-forwarded-for")?.to_str().ok()?;
        Some(header.rsplit(',').next()?.trim().to_owned())
    };
    let peer = || request.peer_addr().map(|peer| peer.ip().to_string());
    let address = if behind_proxy { forwarded().or_else(peer) } else { peer() };
    address.unwrap_or_default()
}

pub async fn rate_limit<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let shared = Shared::of(request.request()).clone();
    let wait = shared.limiters.check(request.request(), shared.settings.behind_proxy);
    if let Some(seconds) = wait {
        let problem = Problem(kernel::Error::refused(Code::RateLimited).with("seconds", seconds));
        let response = render(request.request(), &problem);
        return Ok(request.into_response(response).map_into_right_body());
    }
    Ok(next.call(request).await?.map_into_left_body())
}
