//! Questions across domains, read only: how far customers come on their journey, what waits for somebody today,
//! and what a new workspace has still to set up.

pub mod checklist;
pub mod home;
pub mod journey;
