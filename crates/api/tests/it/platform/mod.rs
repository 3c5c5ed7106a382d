mod origins;
mod problems;
