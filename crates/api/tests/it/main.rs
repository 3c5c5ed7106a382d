mod activity;
mod app;
mod platform;
mod webhooks;
