#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected must fail")]

mod account;
mod agenda;
mod attribute;
mod import;
mod merge;
mod mrr;
mod note;
mod order;
mod past_value;
mod pause;
mod person;
mod plan;
mod search;
mod subscription;
mod support;
mod task;
mod timeline;
