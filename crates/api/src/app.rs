use crate::{
    Settings, activity as activity_api, customers as customers_api, identity as identity_api,
    imports, insights as insights_api, jobs as jobs_api, leads as leads_api,
    middleware::{self, Limiters},
    openapi,
    operations::Operations,
    platform, segments as segments_api, webhooks as webhooks_api,
};
use actix_web::{
    App, Error, HttpRequest,
    body::MessageBody,
    dev::{ServiceFactory, ServiceRequest, ServiceResponse},
    middleware::{Compress, from_fn},
    web,
};
use exchange::target::Targets;
use kernel::Db;
use std::sync::Arc;

/// What every request may use: the same for all threads of a server.
pub struct Shared {
    pub db: Db,
    pub settings: Settings,
    pub document: openapi::Document,
    /// Renders the Prometheus metrics of this process.
    pub metrics: Box<dyn Fn() -> String + Send + Sync>,
    /// What files can be imported into.
    pub targets: Targets,
    /// What this process remembers of the workspaces' events.
    pub activity: activity::Memory,
    pub(crate) limiters: Limiters,
}

impl Shared {
    pub fn new(
        db: Db,
        settings: Settings,
        targets: Targets,
        metrics: impl Fn() -> String + Send + Sync + 'static,
    ) -> Self {
        let limiters = Limiters::new(settings.rate_limits);
        Self {
            db,
            settings,
            document: openapi::Document::committed(),
            metrics: Box::new(metrics),
            targets,
            activity: activity::Memory::default(),
            limiters,
        }
    }

    pub fn of(request: &HttpRequest) -> &Arc<Self> {
        let shared = request.app_data::<web::Data<Self>>();
        shared.expect("`app` registers it")
    }
}

/// All operations, in the order in which the document lists them.
pub fn operations(to: &mut Operations) {
    identity_api::configure(to);
    customers_api::configure(to);
    activity_api::configure(to);
    segments_api::configure(to);
    imports::configure(to);
    webhooks_api::configure(to);
    insights_api::configure(to);
    jobs_api::configure(to);
    leads_api::configure(to);
    platform::configure(to);
}

/// The whole application: what `perennial serve` runs, and what tests call without a network.
pub fn app(
    shared: web::Data<Shared>,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = Error,
        InitError = (),
    >,
> {
    App::new()
        .app_data(shared)
        .configure(|config| operations(&mut Operations::served_by(config)))
        .configure(platform::configure_plain)
        .configure(crate::leads::configure_referral_links)
        .configure(platform::configure_pages)
        .wrap(from_fn(middleware::rate_limit))
        .wrap(middleware::cors())
        .wrap(from_fn(middleware::problem_details))
        .wrap(from_fn(middleware::security_headers))
        .wrap(Compress::default())
        // The outermost: it sees every request first and every answer last.
        .wrap(from_fn(middleware::request_context))
}
