//! Data in and out: reading delimited files that people made, guessing their columns, importing them into the
//! objects of any crate that is an [`target::ImportTarget`], and writing files that spreadsheets open safely.

pub mod effect;
pub mod export;
pub mod field;
pub mod file;
pub mod guess;
pub mod row_error;
pub mod target;
pub mod value;
