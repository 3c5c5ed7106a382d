//! Data in and out: reading delimited files that people made, guessing their columns, importing them into the
//! objects of any crate that is an [`target::ImportTarget`], and writing files that spreadsheets open safely.
//!
//! Tables: `import`, `import_chunk`, `import_row_error`, `import_effect`.

pub mod effect;
#[expect(clippy::disallowed_methods, reason = "the entity derive calls EntityTrait::find")]
pub mod entity {
    pub mod import;
    pub mod import_chunk;
    pub mod import_effect;
    pub mod import_row_error;
}
pub mod export;
pub mod field;
pub mod file;
pub mod guess;
pub mod import;
pub mod row_error;
pub mod rows;
pub mod target;
pub mod undo;
pub mod value;
