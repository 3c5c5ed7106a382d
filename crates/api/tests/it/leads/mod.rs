mod form;
mod lead;
mod money;
