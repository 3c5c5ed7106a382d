// Everything here is test code, also what no test attribute marks: clippy allows `unwrap` in it.
#![cfg(test)]

mod api_keys;
mod idempotency;
mod members;
mod people;
mod sessions;
mod sign_in;
