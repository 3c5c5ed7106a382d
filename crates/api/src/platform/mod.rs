//! What belongs to no domain: health, the document and its pages, the built web pages.

mod documentation;
mod health;
mod pages;

pub use pages::configure as configure_pages;

use crate::operations::Operations;
use actix_web::web;

pub fn configure(operations: &mut Operations) {
    operations
        .service(health::get_health)
        .service(health::get_readiness)
        .service(documentation::get_problem_documentation);
}

/// Routes that are no operations: the document itself, its pages, and the metrics for Prometheus.
pub fn configure_plain(config: &mut web::ServiceConfig) {
    config
        .route("/openapi.json", web::get().to(documentation::openapi_json))
        .route("/docs", web::get().to(documentation::to_docs))
        .service(documentation::swagger())
        .route("/metrics", web::get().to(health::metrics));
}
