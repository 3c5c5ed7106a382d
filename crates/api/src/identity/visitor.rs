use super::cookie;
use crate::{
    app::Shared,
    middleware::{RequestId, address},
    problem::Problem,
    work::private,
};
use actix_web::{
    FromRequest, HttpRequest, HttpResponse,
    cookie::Cookie,
    dev::Payload,
    http::{StatusCode, header},
};
use identity::{Client, SignedIn};
use kernel::Db;
use std::{
    future::{Ready, ready},
    sync::Arc,
};

/// Somebody without a credential, on the way in.
pub struct Visitor {
    pub shared: Arc<Shared>,
    pub client: Client,
    request: HttpRequest,
}

impl Visitor {
    pub fn of(request: &HttpRequest) -> Self {
        let shared = Shared::of(request).clone();
        let user_agent = request.headers().get(header::USER_AGENT);
        let ip_address = address(request, shared.settings.behind_proxy);
        let client = Client {
            request_id: RequestId::of(request),
            ip_address: (!ip_address.is_empty()).then_some(ip_address),
            user_agent: user_agent.and_then(|value| value.to_str().ok()).map(str::to_owned),
        };
        Self { shared, client, request: request.clone() }
    }

    pub fn db(&self) -> &Db {
        &self.shared.db
    }

    fn https(&self) -> bool {
        self.shared.settings.is_https()
    }

    pub fn refresh_token(&self) -> Option<String> {
        cookie::refresh_token(&self.request, self.https())
    }

    /// The session in the body, its refresh token in the cookie.
    pub fn admit(&self, status: StatusCode, signed_in: SignedIn) -> HttpResponse {
        let cookie = cookie::carrying(&signed_in, self.https());
        private(status).cookie(cookie).json(signed_in.session)
    }

    pub fn forget(&self) -> Cookie<'static> {
        cookie::forgotten(self.https())
    }

    /// 204, and the browser forgets the session.
    pub fn dismiss(&self) -> HttpResponse {
        private(StatusCode::NO_CONTENT).cookie(self.forget()).finish()
    }
}

impl FromRequest for Visitor {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::of(request)))
    }
}
