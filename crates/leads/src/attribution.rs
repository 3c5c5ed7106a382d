//! Attribution: which channels and campaigns brought the leads that were won, and what they paid.

pub mod rules;
