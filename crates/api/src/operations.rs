//! Where the domains put their operations: to be served, by each thread of the server anew, or to be described, once.
//! Apart, because a description costs far more time and memory than a route, and threads need none.

use actix_web::{dev::HttpServiceFactory, web};
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
