mod flood;
mod form;
mod lead;
mod money;
mod quote;
mod selling;
