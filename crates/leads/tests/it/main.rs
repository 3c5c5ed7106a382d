mod board;
mod bulk;
mod catalogue;
mod fixture;
mod form;
mod lead;
mod list;
mod merge;
