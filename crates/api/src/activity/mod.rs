//! Behaviour events in, and the list of them.

mod batch;
mod event;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(batch::post_event_batch)
        .service(batch::post_client_events)
        .service(event::list_events);
}
