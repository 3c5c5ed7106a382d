//! Behaviour events in, the list of them and of their names, and the questions that they answer.

mod batch;
mod event;
mod name;
mod question;
mod segment;

use crate::operations::Operations;

pub fn configure(operations: &mut Operations) {
    operations
        .service(batch::post_event_batch)
        .service(batch::post_client_events)
        .service(segment::segment_batch)
        .service(segment::segment_track)
        .service(segment::segment_identify)
        .service(segment::segment_group)
        .service(segment::segment_page)
        .service(segment::segment_screen)
        .service(segment::segment_alias)
        .service(event::list_events)
        .service(name::list_event_names)
        .service(name::update_event_name)
        .below("/v1/insights", |insights| {
            insights
                .service(question::ask_trends)
                .service(question::ask_funnel)
                .service(question::ask_retention)
                .service(question::ask_stickiness)
                .service(question::ask_lifecycle)
                .service(question::ask_paths)
                .service(question::ask_adoption)
                .service(question::list_counted_units)
                .service(question::list_metrics);
        });
}
