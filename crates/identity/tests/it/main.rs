mod api_keys;
mod idempotency;
mod members;
mod people;
mod sessions;
mod sign_in;
