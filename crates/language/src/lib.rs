//! Chinese and English names: what of them tells one from another. Pure, without tables.

pub mod company;
