//! Where the domains put their operations: to be served, by each thread of the server anew, or to be described, once.
//! Apart, because a description costs far more time and memory than a route, and threads need none.

use actix_web::{dev::HttpServiceFactory, guard::fn_guard, web};
use utoipa::openapi::OpenApi;
use utoipa_actix_web::OpenApiFactory;

pub struct Operations<'a>(Purpose<'a>);

enum Purpose<'a> {
    Serve(&'a mut web::ServiceConfig),
    Describe(&'a mut OpenApi),
}

impl<'a> Operations<'a> {
    pub fn served_by(config: &'a mut web::ServiceConfig) -> Self {
        Self(Purpose::Serve(config))
    }

    pub fn described_in(document: &'a mut OpenApi) -> Self {
        Self(Purpose::Describe(document))
    }

    /// Adds operations at `path` and below it. A request elsewhere passes by all of them at once, where
    /// the router would compare its address with each.
    pub fn below(
        &mut self,
        path: &'static str,
        add: impl FnOnce(&mut Operations<'_>),
    ) -> &mut Self {
        match &mut self.0 {
            Purpose::Serve(config) => {
                let is_below = fn_guard(move |request| {
                    let rest = request.head().uri.path().strip_prefix(path);
                    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                });
                let add = |config: &mut web::ServiceConfig| add(&mut Operations::served_by(config));
                config.service(web::scope("").guard(is_below).configure(add));
            }
            Purpose::Describe(document) => add(&mut Operations::described_in(document)),
        }
        self
    }

    /// Adds one operation.
    pub fn service<F>(&mut self, operation: F) -> &mut Self
    where
        F: HttpServiceFactory + OpenApiFactory + 'static,
    {
        match &mut self.0 {
            Purpose::Serve(config) => {
                config.service(operation);
            }
            Purpose::Describe(document) => {
                document.paths.merge(operation.paths());
                // Everything that it mentions, however often: put together at once, so that it doesn't pile up.
                let mut schemas = Vec::new();
                operation.schemas(&mut schemas);
                document.components.get_or_insert_default().schemas.extend(schemas);
            }
        }
        self
    }
}
