mod account;
mod export;
mod person;
mod sales;
mod work;
