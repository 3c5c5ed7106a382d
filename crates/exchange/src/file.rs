//! Reading delimited text of any size in bounded memory: what the encoding is, what separates the cells, and for
//! each row its cells, its physical line, and everything that is wrong with it.
//!
//! Own tokens instead of the `csv` crate's: that one reads a quote that is never closed to the end of the file into
//! one cell, and can't say where a cell began. (It writes our exports, and the tests read ours against it.)

mod delimiter;
mod encoding;
mod reader;
mod record;

pub use delimiter::Delimiter;
pub use encoding::TextEncoding;
pub use reader::{Format, OpenError, Reader, Row};

/// A cell above this is a mistake, most likely a quote that was never closed.
pub const MAX_CELL_BYTES: usize = 64 * 1024;
/// A row above this is skipped.
pub const MAX_ROW_BYTES: usize = 1024 * 1024;
pub const MAX_COLUMNS: usize = 500;
/// So much of a file decides its encoding and delimiter.
pub const SAMPLE_BYTES: usize = 256 * 1024;
