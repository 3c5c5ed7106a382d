//! Sends one message and tells what came back. Redirects are failures, the answer's body is read no further than
//! the excerpt that is kept, and the whole exchange has one time limit.

use crate::{
    reach::{PrivateAddress, Reach},
    signature::Headers,
    timetable,
};
use chrono::{DateTime, TimeDelta, Utc};
use kernel::Error;
use reqwest::{
    Response, Url,
    dns::{Addrs, Name, Resolve, Resolving},
    header::{CONTENT_TYPE, RETRY_AFTER},
    redirect,
};
use std::{
    error::Error as StdError,
    sync::Arc,
    time::{Duration, Instant},
};

const TIME_LIMIT: Duration = Duration::from_secs(15);
const EXCERPT_BYTES: usize = 1024;
const USER_AGENT: &str = concat!("Perennial-Webhooks/", env!("CARGO_PKG_VERSION"));

/// Why a try failed, as the delivery log words it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The answer's status is none of 200 to 299.
    Status,
    /// The receiver answered with a redirect, which is not followed.
    Redirect,
    Timeout,
    /// The name can't be resolved.
    NameNotFound,
    /// The address lies in a network that webhooks don't reach.
    PrivateAddress,
    /// The connection could not be made or broke off, TLS included.
    Connection,
}

impl Failure {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Redirect => "redirect",
            Self::Timeout => "timeout",
            Self::NameNotFound => "name_not_found",
            Self::PrivateAddress => "private_address",
            Self::Connection => "connection",
        }
    }
}

/// What came of one try.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: Option<u16>,
    pub failure: Option<Failure>,
    pub duration: Duration,
    pub excerpt: Option<String>,
    pub retry_after: Option<TimeDelta>,
}

/// The HTTP client for webhooks. One serves the whole process.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    reach: Reach,
}

impl Client {
    pub fn new(reach: Reach) -> Result<Self, Error> {
        Self::with_resolver(reach, Arc::new(SystemResolver))
    }

    /// With another way to look names up: for tests.
    pub fn with_resolver(reach: Reach, resolver: Arc<dyn Resolve>) -> Result<Self, Error> {
        // The first caller decides for the whole process, and everybody decides for ring.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder()
            .dns_resolver(GuardedResolver { inner: resolver, reach })
            .redirect(redirect::Policy::none())
            // A proxy would do the look-up in our place, past the guard.
            .no_proxy()
            .https_only(reach == Reach::Public)
            .timeout(TIME_LIMIT)
            .pool_max_idle_per_host(2)
            .user_agent(USER_AGENT)
            .build()
            .map_err(Error::internal)?;
        Ok(Self { http, reach })
    }

    pub async fn send(
        &self,
        url: &str,
        headers: &Headers,
        body: String,
        now: DateTime<Utc>,
    ) -> Answer {
        let started = Instant::now();
        let mut answer = match self.exchange(url, headers, body).await {
            Ok(response) => read(response, now).await,
            Err(failure) => Answer {
                status: None,
                failure: Some(failure),
                duration: Duration::ZERO,
                excerpt: None,
                retry_after: None,
            },
        };
        answer.duration = started.elapsed();
        answer
    }

    async fn exchange(
        &self,
        url: &str,
        headers: &Headers,
        body: String,
    ) -> Result<Response, Failure> {
        let url: Url = url.parse().map_err(|_| Failure::NameNotFound)?;
        if !self.reach.allows_host_of(&url) {
            return Err(Failure::PrivateAddress);
        }
        let request = self
            .http
            .post(url)
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", &headers.id)
            .header("webhook-timestamp", &headers.timestamp)
            .header("webhook-signature", &headers.signature)
            .body(body);
        request.send().await.map_err(|err| failure_of(&err))
    }
}

async fn read(mut response: Response, now: DateTime<Utc>) -> Answer {
    let status = response.status();
    let retry_after = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok());
    let retry_after = retry_after.and_then(|text| timetable::parse_retry_after(text, now));
    let mut body = Vec::new();
    // An answer that breaks off after its status still counts by its status.
    while body.len() < EXCERPT_BYTES {
        let Ok(Some(chunk)) = response.chunk().await else { break };
        body.extend_from_slice(&chunk);
    }
    body.truncate(EXCERPT_BYTES);
    let failure = if status.is_success() {
        None
    } else if status.is_redirection() {
        Some(Failure::Redirect)
    } else {
        Some(Failure::Status)
    };
    Answer {
        status: Some(status.as_u16()),
        failure,
        duration: Duration::ZERO,
        excerpt: (!body.is_empty()).then(|| excerpt_of(&body)),
        retry_after,
    }
}

/// Text that both databases store: PostgreSQL refuses the character NUL.
fn excerpt_of(body: &[u8]) -> String {
    String::from_utf8_lossy(body).replace('\0', "\u{fffd}")
}

fn failure_of(err: &reqwest::Error) -> Failure {
    let mut cause: Option<&(dyn StdError + 'static)> = err.source();
    while let Some(current) = cause {
        if current.is::<PrivateAddress>() {
            return Failure::PrivateAddress;
        }
        cause = current.source();
    }
    if err.is_timeout() {
        Failure::Timeout
    } else if err.is_dns() {
        Failure::NameNotFound
    } else {
        Failure::Connection
    }
}

/// Hands on only the addresses that webhooks reach. The connection is opened to these and no others.
struct GuardedResolver {
    inner: Arc<dyn Resolve>,
    reach: Reach,
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let (reach, looking_up) = (self.reach, self.inner.resolve(name));
        Box::pin(async move {
            let found: Vec<_> = looking_up.await?.collect();
            let known = !found.is_empty();
            let reached: Vec<_> =
                found.into_iter().filter(|address| reach.allows(address.ip())).collect();
            if known && reached.is_empty() {
                return Err(PrivateAddress.into());
            }
            Ok(Box::new(reached.into_iter()) as Addrs)
        })
    }
}

/// The operating system's resolver.
struct SystemResolver;

impl Resolve for SystemResolver {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            Ok(Box::new(found.collect::<Vec<_>>().into_iter()) as Addrs)
        })
    }
}
