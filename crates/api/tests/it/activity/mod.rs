mod batch;
mod question;
mod segment;
