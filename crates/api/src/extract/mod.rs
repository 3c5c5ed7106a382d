//! The only ways a handler gets its input: they answer problems where the framework's own answer plain text.

mod body;
mod id;
mod params;
mod refusal;
mod strict;

pub use body::{BatchBody, Body, BodyDigest, digest_of};
pub use id::{Id, PathText};
pub use params::{ExportOptions, FilterAnd, List, Options, Params};
