// Everything here is test code, also what no test attribute marks: clippy allows `unwrap` in it.
#![cfg(test)]

mod asking;
mod batches;
mod cases;
mod comparing;
mod erasing;
mod groups;
mod house;
mod lists;
mod looking_back;
mod mistakes;
mod months;
mod names;
mod nodes;
mod paths;
mod people;
mod reference;
mod shuffled;
mod together;
mod who;
