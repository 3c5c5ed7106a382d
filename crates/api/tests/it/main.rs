mod app;
mod platform;
