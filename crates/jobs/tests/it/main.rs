// Everything here is test code, also what no test attribute marks: clippy allows `unwrap` in it.
#![cfg(test)]

mod along;
mod groups;
mod many_workers;
mod outbox;
mod queue;
mod retry;
mod schedules;
