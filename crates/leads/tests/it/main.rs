// Everything here is test code, also what no test attribute marks: clippy allows `unwrap` in it.
#![cfg(test)]

mod activity;
mod analysis;
mod attribution;
mod board;
mod bulk;
mod catalogue;
mod condition;
mod confirmation;
mod fixture;
mod form;
mod furnish;
mod import;
mod import_desk;
mod import_rows;
mod lead;
mod list;
mod merge;
mod money;
mod queries;
mod quote;
mod referral;
mod routing;
mod rules;
mod score;
mod selling;
mod story;
mod target;
mod validity;
mod visitors;
