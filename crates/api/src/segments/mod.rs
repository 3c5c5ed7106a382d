//! Segments, who is in them, and why.

mod member;
mod segment;

use crate::operations::Operations;

pub fn configure(operations: &mut Operations) {
    operations.below("/v1/segments", |segments| {
        segments
            .service(segment::list_segment_fields)
            .service(segment::preview_segment)
            .service(member::list_segments_of)
            .service(segment::list_segments)
            .service(segment::create_segment)
            .service(segment::get_segment)
            .service(segment::update_segment)
            .service(segment::archive_segment)
            .service(segment::unarchive_segment)
            .service(member::list_segment_members)
            .service(member::explain_segment);
    });
}
