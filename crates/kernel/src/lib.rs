//! What every other crate stands on: the caller, the one door to the data, the common error, and the
//! values of the domain (ids, money, phone numbers, zones). No tables and no HTTP here.

mod caller;
mod changes;
mod clock;
mod code;
mod db;
pub mod email;
mod error;
mod field_error;
pub mod filter;
mod findings;
mod grant;
pub mod id;
pub mod ids;
mod limited;
pub mod locale;
pub mod metric;
pub mod money;
mod nouns;
mod one_of;
pub mod page;
pub mod patch;
pub mod phone;
mod random;
mod secret;
mod signal;
pub mod text;
mod tx;
mod words;
pub mod zone;

pub use caller::{Actor, Caller};
pub use changes::Changes;
pub use clock::{Clock, MockClock, SystemClock};
pub use code::Code;
pub use db::{Backend, Db, OpenDb};
pub use error::{Error, OnConflict};
pub use field_error::FieldError;
pub use findings::Findings;
pub use grant::{Grant, Grants};
pub use limited::Limited;
pub use one_of::{is_one_of_ids, is_one_of_numbers, is_one_of_texts};
pub use random::{Random, SeededRandom, SystemRandom};
pub use secret::Secret;
pub use signal::{Listener, Signal};
pub use tx::{SystemLook, SystemTx, TypedId, WorkspaceScoped, WorkspaceTx};
pub use words::UnknownWord;
