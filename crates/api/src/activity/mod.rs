//! Behaviour events in, and the list of them.

mod batch;
mod event;

use crate::operations::Operations;

pub fn configure(operations: &mut Operations) {
    operations
        .service(batch::post_event_batch)
        .service(batch::post_client_events)
        .service(event::list_events);
}
