mod form;
mod lead;
mod selling;
