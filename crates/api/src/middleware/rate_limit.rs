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
    net::IpAddr,
    num::NonZeroU32,
    sync::{
        PoisonError, RwLock,
        atomic::{AtomicU32, Ordering},
    },
};

/// How many requests of one caller are let through per minute, and as many at once.
#[derive(Clone, Copy, Debug)]
pub struct RateLimits {
    /// Sign-in, sign-up, passwords and invitations, per address.
    pub auth_per_minute: u32,
    /// Public pages and forms, per address.
    pub public_per_minute: u32,
    /// Submissions of one form, per address.
    pub form_per_minute: u32,
    /// Everything else, per credential.
    pub api_per_minute: u32,
}

impl Default for RateLimits {
    fn default() -> Self {
        Self {
            auth_per_minute: 60,
            public_per_minute: 120,
            form_per_minute: leads::form::SUBMISSIONS_PER_MINUTE,
            api_per_minute: 60_000,
        }
    }
}

/// Requests of one kind, counted by caller, in memory that has a bound whoever calls.
struct Counter {
    quota: Quota,
    callers: RwLock<DefaultKeyedRateLimiter<String>>,
}

impl Counter {
    fn new(per_minute: u32) -> Self {
        let quota = Quota::per_minute(NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN));
        Self { quota, callers: RwLock::new(RateLimiter::keyed(quota)) }
    }

    /// The seconds to wait, if this caller's request comes too early.
    fn check(&self, caller: &String) -> Option<u64> {
        let callers = self.callers.read().unwrap_or_else(PoisonError::into_inner);
        let refused = callers.check_key(caller).err()?;
        let wait = refused.wait_time_from(governor::clock::DefaultClock::default().now());
        Some(wait.as_secs().max(1))
    }

    /// Forgets who was not seen lately; everybody, if there are too many, who then may begin anew.
    fn forget(&self) {
        let many = {
            let callers = self.callers.read().unwrap_or_else(PoisonError::into_inner);
            callers.retain_recent();
            callers.len() > MOST_CALLERS
        };
        if many {
            let mut callers = self.callers.write().unwrap_or_else(PoisonError::into_inner);
            *callers = RateLimiter::keyed(self.quota);
        }
    }
}

/// The counters of this process.
pub struct Limiters {
    auth: Counter,
    public: Counter,
    /// By form and address.
    forms: Counter,
    api: Counter,
    seen: AtomicU32,
}

/// After so many requests, callers that were not seen lately are forgotten.
const FORGET_EVERY: u32 = 20_000;
/// More than so many are forgotten altogether: about 20 MB.
const MOST_CALLERS: usize = 100_000;

impl Limiters {
    pub fn new(limits: RateLimits) -> Self {
        Self {
            auth: Counter::new(limits.auth_per_minute),
            public: Counter::new(limits.public_per_minute),
            forms: Counter::new(limits.form_per_minute),
            api: Counter::new(limits.api_per_minute),
            seen: AtomicU32::new(0),
        }
    }

    /// The seconds to wait, if this request comes too early.
    fn check(&self, request: &HttpRequest, behind_proxy: bool) -> Option<u64> {
        self.forget_now_and_then();
        let path = request.path();
        let neighbour = || neighbourhood(address(request, behind_proxy));
        // Who switches the workspace has signed in.
        let is_attempt = path.starts_with("/v1/auth/") && path != "/v1/auth/switch-workspace";
        if is_attempt {
            self.auth.check(&neighbour())
        } else if path.starts_with("/v1/public/") || path.starts_with("/r/") {
            let caller = neighbour();
            let form = path.strip_suffix("/submissions");
            let of_form = form.and_then(|form| self.forms.check(&format!("{form} {caller}")));
            of_form.or_else(|| self.public.check(&caller))
        } else if path.starts_with("/v1/") {
            self.api.check(&bearer(request).map_or_else(neighbour, str::to_owned))
        } else {
            None
        }
    }

    fn forget_now_and_then(&self) {
        if self.seen.fetch_add(1, Ordering::Relaxed) % FORGET_EVERY == FORGET_EVERY - 1 {
            for counter in [&self.auth, &self.public, &self.forms, &self.api] {
                counter.forget();
            }
        }
    }
}

/// One customer of a provider has 2^64 addresses of IPv6, and counts once.
fn neighbourhood(address: String) -> String {
    match address.parse() {
        Ok(IpAddr::V6(long)) => {
            let [a, b, c, d, ..] = long.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
        _ => address,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_memory_of_a_counter_has_a_bound_however_many_call() {
        let limiters = Limiters::new(RateLimits::default());
        let mut most = 0;
        for caller in 0..300_000_u32 {
            limiters.forget_now_and_then();
            assert!(limiters.public.check(&caller.to_string()).is_none());
            if caller % 1000 == 0 {
                most = most.max(limiters.public.callers.read().unwrap().len());
            }
        }
        assert!(most <= MOST_CALLERS + FORGET_EVERY as usize, "{most}");
    }

    #[test]
    fn who_has_many_addresses_of_one_network_counts_once() {
        let same = ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9"].map(|it| neighbourhood(it.into()));
        assert_eq!(same[0], same[1]);
        assert_ne!(same[0], neighbourhood("2001:db8:1:3::1".into()));
        assert_eq!(neighbourhood("192.0.2.1".into()), "192.0.2.1");
    }
}
