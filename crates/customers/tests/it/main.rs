#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected must fail")]

mod account;
mod attribute;
mod note;
mod person;
mod support;
mod task;
