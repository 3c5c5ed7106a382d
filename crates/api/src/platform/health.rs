use crate::{
    app::Shared,
    problem::{Problem, Problems},
};
use actix_web::{HttpRequest, HttpResponse, get, http::header};
use kernel::{Code, Error, SystemTx};
use sea_orm::ConnectionTrait as _;
use serde::Serialize;
use std::time::Duration;
use utoipa::ToSchema;

const DATABASE_PATIENCE: Duration = Duration::from_millis(1500);

#[derive(Serialize, ToSchema)]
pub struct Health {
    /// `ok`; anything else comes as a problem.
    status: &'static str,
    /// The version that answers.
    version: &'static str,
}

/// Whether the process lives
#[utoipa::path(tag = "platform", security(()), responses((status = 200, description = "It lives", body = Health), Problems))]
#[get("/healthz")]
pub async fn get_health() -> HttpResponse {
    healthy()
}

/// Whether the process can serve
///
/// 503 while the database can't be reached: a load balancer then sends requests elsewhere.
#[utoipa::path(tag = "platform", security(()), responses((status = 200, description = "It can serve", body = Health), Problems))]
#[get("/readyz")]
pub async fn get_readiness(request: HttpRequest) -> Result<HttpResponse, Problem> {
    let unavailable = || Problem(Error::refused(Code::Unavailable));
    let ping = async {
        let tx = SystemTx::read(&Shared::of(&request).db).await?;
        tx.db.execute_unprepared("SELECT 1").await?;
        Ok::<_, Error>(())
    };
    match tokio::time::timeout(DATABASE_PATIENCE, ping).await {
        Ok(Ok(())) => Ok(healthy()),
        Ok(Err(error)) => {
            tracing::warn!(error = %error, "not ready: the database does not answer");
            Err(unavailable())
        }
        Err(_) => Err(unavailable()),
    }
}

fn healthy() -> HttpResponse {
    let health = Health { status: "ok", version: env!("CARGO_PKG_VERSION") };
    HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-store")).json(health)
}

pub async fn metrics(request: HttpRequest) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/plain; version=0.0.4")
        .body((Shared::of(&request).metrics)())
}
