//! The whole application without a network, and callers for it.

use actix_web::{
    body::to_bytes,
    dev::ServiceResponse,
    http::{Method, StatusCode, header},
    test::{TestRequest, call_service, init_service},
    web::Data,
};
use api::{RateLimits, Settings, Shared, SignUp};
use chrono::TimeDelta;
use exchange::target::Targets;
use identity::api_key::{self, ApiKeyKind, NewApiKey};
use kernel::{Caller, Grant, WorkspaceTx};
use serde_json::{Value, json};
use std::{future::Future, pin::Pin};
use testing::{TestDb, TestWorkspace};
use webhooks::Reach;

type Call = Box<dyn Fn(TestRequest) -> Pin<Box<dyn Future<Output = Answer>>>>;

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: header::HeaderMap,
    pub text: String,
}

impl Answer {
    /// The body as JSON; null if it is none.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_default()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Fails the test unless the status is this one, and gives the body.
    #[track_caller]
    pub fn expect(&self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        self.json()
    }

    /// Fails the test unless it is a problem with this status and code.
    #[track_caller]
    pub fn expect_problem(&self, status: u16, code: &str) -> Value {
        let body = self.expect(status);
        assert_eq!(self.header("content-type"), Some("application/problem+json"));
        assert_eq!(body["code"], code, "{}", self.text);
        assert_eq!(body["request_id"], self.header("x-request-id").unwrap_or_default());
        body
    }
}

/// The application on a database of its own.
pub struct TestApp {
    pub db: TestDb,
    call: Call,
}

impl TestApp {
    pub async fn on(db: TestDb) -> Self {
        Self::with(db, settings("http://perennial.test")).await
    }

    pub async fn with(db: TestDb, settings: Settings) -> Self {
        let shared =
            Data::new(Shared::new(db.db.clone(), settings, Targets::default(), String::new));
        let service = std::rc::Rc::new(init_service(api::app(shared)).await);
        let call: Call = Box::new(move |request| {
            let service = service.clone();
            Box::pin(
                async move { answer_of(call_service(&*service, request.to_request()).await).await },
            )
        });
        Self { db, call }
    }

    /// A new workspace, and a secret key for it with every grant.
    pub async fn workspace(&self, name: &str) -> (TestWorkspace, String) {
        let workspace = self.db.workspace(name).await;
        let key = self.key(&workspace, Grant::ALL).await;
        (workspace, key)
    }

    /// A secret key with these grants.
    pub async fn key(&self, workspace: &TestWorkspace, grants: &[Grant]) -> String {
        let caller = Caller::system(workspace.id, "test");
        let tx = WorkspaceTx::write(&self.db.db, caller).await.unwrap();
        let input = NewApiKey {
            name: "test".to_owned(),
            kind: ApiKeyKind::Secret,
            grants: grants.to_vec(),
            origins: Vec::new(),
            expires_at: None,
        };
        let key = api_key::create(&tx, input).await.unwrap();
        tx.commit().await.unwrap();
        key.secret
    }

    /// The access token of somebody who signed in too long ago.
    pub async fn expired_token(&self) -> String {
        let body = json!({
            "workspace_name": "Expired", "name": "Li Wei", "email": "expired@perennial.test",
            "password": "a rather long pass phrase", "locale": "en", "time_zone": "Asia/Shanghai",
        });
        let session = self.post("/v1/auth/sign-up", "", &body).await.expect(201);
        self.db.clock.advance(TimeDelta::minutes(20));
        session["access_token"].as_str().unwrap().to_owned()
    }

    pub async fn send(&self, request: TestRequest) -> Answer {
        (self.call)(request).await
    }

    pub async fn get(&self, path: &str, key: &str) -> Answer {
        self.send(request(Method::GET, path, key)).await
    }

    pub async fn post(&self, path: &str, key: &str, body: &Value) -> Answer {
        self.send(request(Method::POST, path, key).set_json(body)).await
    }

    pub async fn patch(&self, path: &str, key: &str, body: &Value) -> Answer {
        self.send(request(Method::PATCH, path, key).set_json(body)).await
    }

    pub async fn put(&self, path: &str, key: &str, body: &Value) -> Answer {
        self.send(request(Method::PUT, path, key).set_json(body)).await
    }

    pub async fn delete(&self, path: &str, key: &str) -> Answer {
        self.send(request(Method::DELETE, path, key)).await
    }
}

/// Settings of an installation at this address, with limits that no test reaches.
pub fn settings(public_url: &str) -> Settings {
    Settings {
        public_url: public_url.to_owned(),
        web_dir: None,
        sign_up: SignUp::Open,
        dev_mail_dir: None,
        behind_proxy: false,
        rate_limits: RateLimits {
            auth_per_minute: 100_000,
            public_per_minute: 100_000,
            form_per_minute: 100_000,
            api_per_minute: 1_000_000,
        },
        webhook_reach: Reach::Public,
        demo: false,
    }
}

/// A request with this bearer credential; without any if it is empty.
pub fn request(method: Method, path: &str, key: &str) -> TestRequest {
    let request = TestRequest::default().method(method).uri(path);
    if key.is_empty() {
        request
    } else {
        request.insert_header((header::AUTHORIZATION, format!("Bearer {key}")))
    }
}

async fn answer_of(response: ServiceResponse<impl actix_web::body::MessageBody>) -> Answer {
    let (status, headers) = (response.status(), response.headers().clone());
    let body = to_bytes(response.into_body()).await.map_err(|_| "the body broke off").unwrap();
    Answer { status, headers, text: String::from_utf8_lossy(&body).into_owned() }
}
