//! Custom attributes: what a workspace wants to know of its accounts, people and leads beyond what we thought of.
//! A definition gives key and type; values are checked against it and kept in one canonical form.

mod definition;
mod filter;
mod stored;
mod value;

pub use definition::{
    AttributeDefinition, AttributeDefinitionFilter, AttributeDefinitionPatch, ChoiceOption,
    NewAttributeDefinition, archive, create, get, list, unarchive, update,
};
pub use filter::{AttributeFilter, WithAttributes};
pub use stored::{StoredValue, has_value};
pub use value::{Definitions, Values, read_value};

kernel::words! {
    /// The kind of object that an attribute belongs to.
    pub enum AttributeObject { Account = "account", Person = "person", Lead = "lead" }
    /// What the values of an attribute are.
    pub enum AttributeKind {
        /// Text of at most 2000 characters.
        Text = "text",
        Number = "number",
        /// `{"amount": 1800000, "currency": "CNY"}`.
        Money = "money",
        /// `YYYY-MM-DD`.
        Date = "date",
        Boolean = "boolean",
        /// One of the options.
        SingleChoice = "single_choice",
        /// Some of the options.
        MultiChoice = "multi_choice",
    }
}
