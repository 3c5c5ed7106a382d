//! Customers and friends who recommend us: a programme that says what they get for it, a code and a link for each of them,
//! what became of those whom they sent, and a ledger of what they earned.
//!
//! The state of a referral follows from its lead, and what was earned from the state and the orders: nothing is counted up
//! by hand, so a refund or a merge corrects both. What was promised when somebody was referred stays promised.

mod advocate;
mod arrival;
mod facts;
mod programme;
mod reward;
mod rules;
mod service;
mod settle;

pub use advocate::{
    Advocate, AdvocateFilter, AdvocatePatch, AdvocateRef, AdvocateTotals, NewAdvocate,
    create as create_advocate, get as get_advocate, list as advocates, update as update_advocate,
};
pub use arrival::{Landing, landing};
pub use programme::{CurrentProgramme, ReferralProgramme, get as programme, publish};
pub use reward::{
    CancelReward, PayRewards, ReferralReward, RewardFilter, cancel as cancel_reward,
    list as rewards, pay as pay_rewards,
};
pub use rules::{Suspicion, Suspicions};
pub use service::{
    NewReferral, Referral, ReferralFilter, ReferralLead, RefuseReferral, accept, create, get, list,
    refuse,
};
pub use settle::{ReferralSettler, ReferralWatcher, SettleReferrals};

pub(crate) use arrival::arrive;

kernel::words! {
    /// Where a referral stands.
    pub enum ReferralState {
        /// Nobody knows yet whether the lead is one.
        Pending = "pending",
        /// The lead is valid.
        Qualified = "qualified",
        /// It became a customer.
        Won = "won",
        /// It will not become a customer.
        Lost = "lost",
        /// Somebody else had referred the lead before.
        Duplicate = "duplicate",
        /// Somebody of ours refused it.
        Refused = "refused",
    }

    /// What somebody of ours said of a referral that looked suspicious.
    pub enum ReferralVerdict { Accepted = "accepted", Refused = "refused" }

    /// What a reward is for.
    pub enum RewardTrigger {
        /// The lead is valid.
        Qualified = "qualified",
        /// The lead became a customer.
        Won = "won",
        /// The customer paid for something.
        Order = "order",
    }

    /// Where a reward stands.
    pub enum RewardState {
        /// Earned, not paid yet.
        Pending = "pending",
        /// Paid out.
        Paid = "paid",
        /// Not earned any more, or cancelled by somebody of ours.
        Cancelled = "cancelled",
        /// More was paid out than is earned now, because of a refund or another outcome.
        Overpaid = "overpaid",
    }
}
