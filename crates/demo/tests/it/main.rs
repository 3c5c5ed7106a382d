//! A demo in real tables, on both databases.

mod digest;
mod written;
