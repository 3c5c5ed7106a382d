//! Customer companies, from the first trial to the last renewal.

mod bulk;
mod duplicate;
mod export;
mod filter;
mod input;
mod merge;
mod rules;
mod service;
mod view;

pub use bulk::{AccountsAssignment, BulkFailure, BulkResult, bulk_assign};
pub use duplicate::{AccountDuplicate, DuplicateReason, list_duplicates};
pub use export::AccountColumn;
pub use filter::{AccountFilter, AccountInclude, AccountQuery};
pub use input::{AccountPatch, NewAccount};
pub use merge::{AccountField, MergeAccounts, MergedAccount, merge, undo_merge};
pub use rules::name_key;
pub use service::{
    archive, count_by_stage, create, derive_columns, exists, get, list, unarchive, update,
};
pub use view::{Account, PlanRef, Standing};

pub(crate) use view::values;

pub(crate) use rules::stage_after;
pub(crate) use service::{change, enter, load, refresh_people_count};

kernel::words! {
    /// Where in its journey an account is.
    pub enum LifecycleStage {
        Discover = "discover",
        Evaluate = "evaluate",
        Purchase = "purchase",
        Implement = "implement",
        Use = "use",
        Renew = "renew",
        Churned = "churned",
    }
}
