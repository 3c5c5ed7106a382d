mod form;
mod lead;
