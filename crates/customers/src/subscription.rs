//! Subscriptions: the dated terms that an account pays for, renewed until they end. Their functions keep the
//! account's standing (MRR, next renewal, plan, stage) in the same transaction.

mod input;
mod pause;
pub mod pauses;
pub mod rules;
mod sale;
mod service;
mod settle;
mod view;

pub use input::{
    CancelPause, EndSubscription, NewSubscription, PauseSubscription, RenewSubscription,
    ResumeSubscription, SubscriptionPatch,
};
pub use pause::{cancel_pause, pause, resume};
pub use sale::check_sale;
pub use service::{SubscriptionFilter, create, end, get, list, renew, update};
pub use settle::{Settle, SettleSubscription};
pub use view::{Subscription, SubscriptionPause, SubscriptionTerm};

kernel::words! {
    /// Whether a subscription runs; follows from its dates and the day it is.
    pub enum SubscriptionState {
        /// Begins later.
        Scheduled = "scheduled",
        Active = "active",
        /// Doesn't run for a while, but hasn't ended.
        Paused = "paused",
        Ended = "ended",
    }
    /// Why a subscription is paused, as the customer sees it.
    pub enum PauseReason {
        /// Closed out of season, or over the holidays.
        Season = "season",
        /// Building work, or a move.
        Renovation = "renovation",
        /// Short of money for now.
        Money = "money",
        /// Waits for us to set something right.
        Service = "service",
        Other = "other",
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
