mod board;
mod catalogue;
mod fixture;
mod lead;
mod list;
