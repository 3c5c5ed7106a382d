//! Imports on SQLite and on PostgreSQL, into a table that only these tests have.

#![cfg(test)]

mod broken_rows;
mod importing;
mod mapping;
mod parcels;
mod resuming;
mod telco;
mod undoing;
mod workbench;
