//! Files in: what can be imported, the way of one import, and its mistakes.

mod error;
mod import;
mod target;

use crate::operations::Operations;

pub fn configure(operations: &mut Operations) {
    operations.service(target::list_import_targets).below("/v1/imports", |to| {
        to.service(import::list_imports)
            .service(import::create_import)
            .service(import::get_import)
            .service(import::update_import)
            .service(import::put_import_file)
            .service(import::check_import)
            .service(import::run_import)
            .service(import::undo_import)
            .service(error::list_import_errors)
            .service(error::export_import_errors);
    });
}
