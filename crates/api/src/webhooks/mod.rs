//! Events out: receivers, the delivery log, and what there is to receive.

mod delivery;
mod described;
mod endpoint;
mod event_type;

pub use described::described;

use crate::operations::Operations;

pub fn configure(operations: &mut Operations) {
    operations
        .below("/v1/webhook-endpoints", |to| {
            to.service(endpoint::list_webhook_endpoints)
                .service(endpoint::create_webhook_endpoint)
                .service(endpoint::get_webhook_endpoint)
                .service(endpoint::update_webhook_endpoint)
                .service(endpoint::delete_webhook_endpoint)
                .service(endpoint::rotate_webhook_secret)
                .service(endpoint::reveal_webhook_secret)
                .service(delivery::send_test_webhook)
                .service(delivery::replay_failed_webhook_deliveries);
        })
        .below("/v1/webhook-deliveries", |to| {
            to.service(delivery::list_webhook_deliveries)
                .service(delivery::get_webhook_delivery)
                .service(delivery::replay_webhook_delivery);
        })
        .service(event_type::list_event_types);
}
