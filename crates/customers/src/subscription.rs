//! Subscriptions: the dated terms that an account pays for, renewed until they end. Their functions keep the
//! account's standing (MRR, next renewal, plan, stage) in the same transaction.

mod input;
pub mod rules;
mod sale;
mod service;
mod settle;
mod view;

pub use input::{EndSubscription, NewSubscription, RenewSubscription, SubscriptionPatch};
pub use sale::check_sale;
pub use service::{SubscriptionFilter, create, end, get, list, renew, update};
pub use settle::{Settle, SettleSubscription};
pub use view::{Subscription, SubscriptionTerm};

kernel::words! {
    /// Whether a subscription runs; follows from its dates and the day it is.
    pub enum SubscriptionState {
        /// Begins later.
        Scheduled = "scheduled",
        Active = "active",
        Ended = "ended",
    }
    /// Why a subscription ended, as the customer sees it.
    pub enum EndReason {
        Price = "price",
        MissingFeature = "missing_feature",
        /// Too hard to use, or not taken up by the staff.
        NotUsed = "not_used",
        Service = "service",
        Competitor = "competitor",
        ClosedBusiness = "closed_business",
        NonPayment = "non_payment",
        Other = "other",
        Unknown = "unknown",
    }
}
