//! Data in and out: reading delimited files that people made, guessing their columns, and writing files that
//! spreadsheets open safely.

pub mod export;
pub mod field;
pub mod file;
pub mod guess;
pub mod row_error;
pub mod value;
