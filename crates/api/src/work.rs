use crate::{
    app::Shared,
    authentication,
    extract::{BodyDigest, digest_of},
    middleware::prefers_chinese,
    problem::Problem,
    settings::Settings,
};
use activity::question::Asked;
use actix_web::{
    FromRequest, HttpMessage, HttpRequest, HttpResponse, HttpResponseBuilder,
    dev::Payload,
    http::{StatusCode, header},
};
use identity::idempotency::{self, Attempt, StoredAnswer};
use kernel::{Caller, Db, Error, FieldError, WorkspaceTx, locale::Locale};
use segments::audience::KnownCustomers;
use serde::Serialize;
use serde_json::Value;
use std::{future::Future, pin::Pin, sync::Arc};
use utoipa::IntoParams;

/// What every handler returns.
pub type Answer = Result<HttpResponse, Problem>;

const MAX_IDEMPOTENCY_KEY: usize = 255;

/// One caller's request for one unit of work: it opens the transaction, commits it, and answers. A write under an
/// `Idempotency-Key` stores its answer in the same transaction, so a repeated request gets that answer.
pub struct Work {
    pub db: Db,
    pub caller: Caller,
    request: HttpRequest,
    idempotency_key: Option<String>,
}

impl FromRequest for Work {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = req.clone();
        Box::pin(async move {
            let caller = authentication::caller_of(&request).await?;
            Self::of(request, caller)
        })
    }
}

impl Work {
    /// For a caller that was found another way: by a publishable key or the slug of a public page.
    pub fn of(request: HttpRequest, caller: Caller) -> Result<Self, Problem> {
        let db = Shared::of(&request).db.clone();
        let idempotency_key = idempotency_key(&request)?;
        let caller = Caller { expected_version: expected_version(&request), ..caller };
        Ok(Self { db, caller, request, idempotency_key })
    }

    /// How this installation behaves.
    pub fn settings(&self) -> &Settings {
        &Shared::of(&self.request).settings
    }

    /// Whether the caller reads Chinese rather than English.
    pub fn prefers_chinese(&self) -> bool {
        prefers_chinese(&self.request)
    }

    /// What all requests share.
    pub fn shared(&self) -> Arc<Shared> {
        Arc::clone(Shared::of(&self.request))
    }

    /// The language of the answer, where it holds sentences.
    pub fn locale(&self) -> Locale {
        if prefers_chinese(&self.request) { Locale::ZhCn } else { Locale::En }
    }

    /// 200 with what was read; 304 if the client has it already.
    pub async fn read<T: Serialize>(
        self,
        read: impl AsyncFnOnce(&WorkspaceTx) -> Result<T, Error>,
    ) -> Answer {
        let tx = WorkspaceTx::read(&self.db, self.caller).await?;
        let body = serde_json::to_value(read(&tx).await?).map_err(Error::internal)?;
        let etag = etag_of(&body);
        let known =
            self.request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
        if etag.is_some() && etag.as_deref() == known {
            return Ok(HttpResponse::NotModified().finish());
        }
        let mut answer = private(StatusCode::OK);
        if let Some(etag) = etag {
            answer.insert_header((header::ETAG, etag));
        }
        Ok(answer.json(body))
    }

    /// 200 with a page of rows. Apart from [`Work::read`] because a page has no version to compare.
    pub async fn list<T: Serialize>(
        self,
        read: impl AsyncFnOnce(&WorkspaceTx) -> Result<T, Error>,
    ) -> Answer {
        let tx = WorkspaceTx::read(&self.db, self.caller).await?;
        Ok(private(StatusCode::OK).json(read(&tx).await?))
    }

    /// 200 with the answer to a question about events, as of one instant.
    pub async fn ask<T: Serialize>(
        self,
        answer: impl AsyncFnOnce(&mut Asked<'_>) -> Result<T, Error>,
    ) -> Answer {
        let shared = self.shared();
        let mut asked =
            Asked::open(&self.db, &shared.activity, &KnownCustomers, &self.caller).await?;
        Ok(private(StatusCode::OK).json(answer(&mut asked).await?))
    }

    /// 201 with the whole new object and its address below `path`.
    pub async fn create<T: Serialize>(
        self,
        path: &str,
        create: impl AsyncFnOnce(&WorkspaceTx) -> Result<T, Error>,
    ) -> Answer {
        self.write(StatusCode::CREATED, Some(path), async |tx| to_body(create(tx).await?)).await
    }

    /// 200 with the whole object after the change.
    pub async fn change<T: Serialize>(
        self,
        change: impl AsyncFnOnce(&WorkspaceTx) -> Result<T, Error>,
    ) -> Answer {
        self.write(StatusCode::OK, None, async |tx| to_body(change(tx).await?)).await
    }

    /// 200 with a long answer. It is written after the commit, when nobody waits for our locks any more, and only
    /// once; unless it has to be kept for a repetition.
    pub async fn change_many<T: Serialize>(
        self,
        change: impl AsyncFnOnce(&WorkspaceTx) -> Result<T, Error>,
    ) -> Answer {
        if self.idempotency_key.is_some() {
            return self.change(change).await;
        }
        let tx = WorkspaceTx::write(&self.db, self.caller).await?;
        let answer = change(&tx).await?;
        tx.commit().await?;
        Ok(private(StatusCode::OK).json(answer))
    }

    /// 204.
    pub async fn act(self, act: impl AsyncFnOnce(&WorkspaceTx) -> Result<(), Error>) -> Answer {
        self.write(StatusCode::NO_CONTENT, None, async |tx| act(tx).await.map(|()| None)).await
    }

    /// 202 with the operation that was started, and the address at which to watch it.
    pub async fn accept(
        self,
        start: impl AsyncFnOnce(&WorkspaceTx) -> Result<jobs::operation::Operation, Error>,
    ) -> Answer {
        self.write(StatusCode::ACCEPTED, Some("/v1/operations"), async |tx| {
            to_body(start(tx).await?)
        })
        .await
    }

    async fn write(
        self,
        status: StatusCode,
        path: Option<&str>,
        work: impl AsyncFnOnce(&WorkspaceTx) -> Result<Option<Value>, Error>,
    ) -> Answer {
        let tx = WorkspaceTx::write(&self.db, self.caller).await?;
        if let Some(key) = &self.idempotency_key {
            let request_hash = request_hash(&self.request);
            if let Attempt::Repeated(stored) = idempotency::begin(&tx, key, request_hash).await? {
                return Ok(replay(stored));
            }
        }
        let body = work(&tx).await?;
        let location =
            path.and_then(|path| Some(format!("{path}/{}", body.as_ref()?.get("id")?.as_str()?)));
        let answer = StoredAnswer {
            status: status.as_u16(),
            location,
            etag: body.as_ref().and_then(etag_of),
            body,
        };
        if let Some(key) = &self.idempotency_key {
            idempotency::finish(&tx, key, &answer).await?;
        }
        tx.commit().await?;
        Ok(respond(answer))
    }
}

fn to_body<T: Serialize>(value: T) -> Result<Option<Value>, Error> {
    serde_json::to_value(value).map(Some).map_err(Error::internal)
}

fn respond(answer: StoredAnswer) -> HttpResponse {
    let mut response = private(StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK));
    if let Some(location) = answer.location {
        response.insert_header((header::LOCATION, location));
    }
    if let Some(etag) = answer.etag {
        response.insert_header((header::ETAG, etag));
    }
    match answer.body {
        Some(body) => response.json(body),
        None => response.finish(),
    }
}

fn replay(stored: StoredAnswer) -> HttpResponse {
    let mut response = respond(stored);
    let name = header::HeaderName::from_static("idempotency-replayed");
    response.headers_mut().insert(name, header::HeaderValue::from_static("true"));
    response
}

/// Answers to one caller are for nobody's cache.
pub(crate) fn private(status: StatusCode) -> HttpResponseBuilder {
    let mut response = HttpResponse::build(status);
    response.insert_header((header::CACHE_CONTROL, "no-store"));
    response
}

/// Objects that carry a `version` have a strong tag made of it.
fn etag_of(body: &Value) -> Option<String> {
    body.get("version")?.as_i64().map(|version| format!("\"{version}\""))
}

/// Describes the header of operations that must know which version was seen; it is read by [`Work`].
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "it only describes")]
pub struct SeenVersion {
    /// The version that was seen, in quotes, as `ETag` gave it: nobody overwrites what somebody else did meanwhile.
    #[param(rename = "If-Match", pattern = "^\"[0-9]{1,9}\"$", example = "\"1\"")]
    if_match: String,
}

/// `If-Match: "7"`. Anything else, such as `*`, states no version.
fn expected_version(request: &HttpRequest) -> Option<i64> {
    let text = request.headers().get(header::IF_MATCH)?.to_str().ok()?;
    text.trim().trim_matches('"').parse().ok()
}

fn idempotency_key(request: &HttpRequest) -> Result<Option<String>, Problem> {
    let Some(value) = request.headers().get("idempotency-key") else { return Ok(None) };
    match value.to_str() {
        Ok(key) if !key.is_empty() && key.len() <= MAX_IDEMPOTENCY_KEY => Ok(Some(key.to_owned())),
        _ => {
            let field =
                FieldError::new("/Idempotency-Key", "too_long").with("max", MAX_IDEMPOTENCY_KEY);
            Err(Problem(Error::invalid(vec![field])))
        }
    }
}

/// What makes two requests the same: method, path with query, body.
fn request_hash(request: &HttpRequest) -> [u8; 32] {
    let body = request.extensions().get::<BodyDigest>().map_or([0; 32], |digest| digest.0);
    let line = format!("{} {}\n", request.method(), request.uri());
    digest_of(&[line.as_bytes(), &body].concat())
}
