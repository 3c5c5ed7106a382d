// Everything here is test code, also what no test attribute marks: clippy allows `unwrap` in it.
#![cfg(test)]

mod api_keys;
mod idempotency;
mod invitations;
mod mails;
mod members;
mod password_resets;
mod people;
mod sessions;
mod sign_in;
mod workspaces;
