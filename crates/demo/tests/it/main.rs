//! A demo in real tables, on both databases.

#![cfg(test)]

mod digest;
mod sales;
mod written;
