//! Long operations, and jobs that failed for good.

mod job;
mod operation;

use crate::operations::Operations;

pub fn configure(operations: &mut Operations) {
    operations
        .below("/v1/jobs", |to| {
            to.service(job::list_jobs)
                .service(job::get_job)
                .service(job::replay_job)
                .service(job::discard_job);
        })
        .below("/v1/operations", |to| {
            to.service(operation::list_operations)
                .service(operation::get_operation)
                .service(operation::cancel_operation)
                .service(operation::undo_operation);
        });
}
