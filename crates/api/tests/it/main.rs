mod activity;
mod app;
mod identity;
mod platform;
mod webhooks;
