//! Webhooks by the Standard Webhooks specification: domain events leave the house, signed, at least once, in no
//! promised order.
//!
//! An event becomes one delivery per endpoint that wants it, written in the transaction that dispatches the
//! event ([`Outlet`]). A job per delivery sends it ([`DeliverWebhook`]) and tries again on the specification's
//! timetable of about three days ([`timetable`]). Nothing is ever sent to an address inside the network that
//! the server stands in, whatever a name resolves to at that moment ([`reach`]).
//!
//! Tables: `webhook_endpoint`, `webhook_delivery`, `webhook_attempt`.

#[expect(clippy::disallowed_methods, reason = "the entity derive calls EntityTrait::find")]
pub mod entity {
    pub mod attempt;
    pub mod delivery;
    pub mod endpoint;
}
pub mod client;
mod deliver;
pub mod delivery;
pub mod endpoint;
pub mod event_type;
mod message;
mod outlet;
mod prune;
pub mod reach;
pub mod secret;
pub mod signature;
pub mod timetable;

pub use client::Client;
pub use deliver::DeliverWebhook;
pub use message::WebhookMessage;
pub use outlet::Outlet;
pub use prune::{Prune, PruneDeliveries, prune_schedule};
pub use reach::Reach;
