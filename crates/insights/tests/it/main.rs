#![cfg(test)]

mod dashboards;
mod journey;
