mod access;
mod administration;
mod browser;
mod mailbox;
mod signing_in;
