mod names;
mod origins;
mod problems;
