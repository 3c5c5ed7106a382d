#![cfg(test)]

mod journey;
