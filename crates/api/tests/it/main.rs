// Everything here is test code, also what no test attribute marks: clippy allows `unwrap` in it.
#![cfg(test)]

mod activity;
mod app;
mod authorization;
mod customers;
mod identity;
mod leads;
mod platform;
mod webhooks;
