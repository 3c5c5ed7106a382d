#![cfg(test)]

mod dashboards;
mod journey;
mod reference;
mod shuffled;
mod story;
mod teller;
