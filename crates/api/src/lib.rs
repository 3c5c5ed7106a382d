//! The HTTP API: extractors, problem documents, middleware, and one folder per domain with one file per resource.
//! Handlers hold no business rule: they extract, call one service function in one transaction, and answer.
//! The OpenAPI document is generated from them.

mod activity;
mod app;
mod authentication;
mod csv;
mod customers;
mod extract;
mod identity;
mod imports;
mod insights;
mod jobs;
mod leads;
mod middleware;
pub mod openapi;
mod operations;
mod page;
mod platform;
mod problem;
mod segments;
mod settings;
mod webhooks;
mod work;

pub use app::{Shared, app};
pub use middleware::RateLimits;
pub use settings::{Settings, SignUp};
