//! Customers: the shared "who". Accounts and the people in them, what they bought and pay, what operators have to
//! do about them and wrote down, and the custom attributes of all of it.
//!
//! Tables: `account`, `person`, `affiliation`, `plan`, `customer_order`, `subscription`, `subscription_term`,
//! `task`, `note`, `attribute_definition`, `past_value`, `merge`.

pub use exchange::rows;

pub mod account;
pub mod affiliation;
pub mod agenda;
pub mod attribute;
#[expect(clippy::disallowed_methods, reason = "the entity derive calls EntityTrait::find")]
pub mod entity {
    pub mod account;
    pub mod affiliation;
    pub mod attribute_definition;
    pub mod customer_order;
    pub mod merge;
    pub mod note;
    pub mod past_value;
    pub mod person;
    pub mod plan;
    pub mod subscription;
    pub mod subscription_term;
    pub mod task;
}
pub mod import;
pub mod input;
pub mod merge;
mod moved;
pub mod mrr;
pub mod note;
pub mod order;
pub mod owner;
mod party;
pub mod past_value;
pub mod person;
pub mod plan;
pub mod search;
pub mod settings;
pub mod standing;
pub mod subject;
pub mod subscription;
pub mod tags;
pub mod task;
pub mod timeline;
pub mod told;
