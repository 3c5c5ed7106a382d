// Everything here is test code, also what no test attribute marks: clippy allows `unwrap` in it.
#![cfg(test)]

mod batches;
mod house;
mod lists;
mod mistakes;
mod together;
mod who;
