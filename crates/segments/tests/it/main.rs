// Everything here is test code, also what no test attribute marks: clippy allows `unwrap` in it.
#![cfg(test)]

mod agree;
mod audience;
mod conditions;
mod house;
mod members;
mod mistakes;
