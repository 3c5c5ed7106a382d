// Everything here is test code, also what no test attribute marks: clippy allows `unwrap` in it.
#![cfg(test)]

mod addresses;
mod delivering;
mod endpoints;
mod house;
mod receiver;
mod replaying;
mod slow_receivers;
