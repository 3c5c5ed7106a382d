use crate::{Settings, extract::BodyDigest, jobs as jobs_api, openapi, platform};
use actix_web::{HttpMessage, HttpRequest, web};
use kernel::Db;
use std::sync::Arc;
use utoipa_actix_web::service_config::ServiceConfig;

/// What every request may use: the same for all threads of a server.
pub struct Shared {
    pub db: Db,
    pub settings: Settings,
    pub document: openapi::Document,
    /// Renders the Prometheus metrics of this process.
    pub metrics: Arc<dyn Fn() -> String + Send + Sync>,
}

impl Shared {
    pub fn of(request: &HttpRequest) -> &Arc<Self> {
        let shared = request.app_data::<web::Data<Self>>();
        shared.expect("the server registers Shared with the app")
    }
}

/// All operations, in the order in which the document lists them.
pub fn operations(config: &mut ServiceConfig) {
    jobs_api::configure(config);
    platform::configure(config);
}
