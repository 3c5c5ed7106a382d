//! The words of the sales side.

use leads::{campaign::Decision, kit::KitKind};

pub struct SalesWords {
    pub calendar: &'static str,
    /// A training, and a long leave.
    pub absences: [&'static str; 2],
    /// Another currency, and what a unit of it is worth.
    pub rates: &'static [(&'static str, f64)],
    /// The provinces or states that each rep knows.
    pub territories: [&'static [&'static str]; 2],
    /// Large chains, those who looked for us, all others.
    pub rules: [&'static str; 3],
    /// To those who looked for us, to all others, to those whom we know.
    pub promises: [&'static str; 3],
    /// The usual one, and the one of leads that rest.
    pub pools: [&'static str; 2],
    /// The product's own task.
    pub reminder: &'static str,
    /// Why reps give leads back: those whom they never reached, and those whom they did.
    pub releases: [&'static [&'static str]; 2],
    pub programme: Programme,
    /// Why a referral was refused: of a lead that we knew, and of others.
    pub refusals: [&'static [&'static str]; 2],
    /// Why a reward was cancelled.
    pub cancelled: &'static str,
    /// What payments are called at the bank.
    pub payment: &'static str,
    pub goals: &'static [Goal],
    pub talk: Talk,
    pub grounds: Grounds,
    pub disputes: Disputes,
    pub kit: &'static [KitText],
}

/// In whole units of currency.
pub struct Programme {
    pub offer: &'static str,
    pub terms: &'static str,
    pub qualified: i64,
    pub won: i64,
}

/// What a campaign was to achieve, and what was learnt.
pub struct Goal {
    /// Its key begins with this.
    pub campaign: &'static str,
    /// Leads, valid ones, orders, and what a lead may cost in whole units of currency.
    pub targets: [u32; 4],
    pub decision: Decision,
    pub worked: &'static str,
    pub lesson: &'static str,
}

/// What reps note down about calls and the like.
pub struct Talk {
    /// Nobody picked up.
    pub missed: &'static [&'static str],
    pub first: &'static [&'static str],
    pub call: &'static [&'static str],
    pub visit: &'static [&'static str],
    pub demo: &'static [&'static str],
    /// They wrote back.
    pub answered: &'static [&'static str],
    /// They haven't yet.
    pub sent: &'static [&'static str],
    pub later: &'static [&'static str],
    pub farewell: &'static [&'static str],
}

/// What answers to the criteria rest on.
pub struct Grounds {
    pub persona: &'static [&'static str],
    pub scenario: &'static [&'static str],
    pub decider: &'static [&'static str],
    pub intent: &'static [&'static str],
    /// Whoever decides was not met yet.
    pub not_met: &'static str,
    pub fake: &'static [&'static str],
    pub no_shop: &'static [&'static str],
    pub no_need: &'static [&'static str],
    pub silent: &'static [&'static str],
    pub no_money: &'static [&'static str],
}

/// What marketing says of leads that reps found invalid, and how it was decided.
pub struct Disputes {
    pub reasons: &'static [&'static str],
    pub rejected: &'static [&'static str],
    pub accepted: &'static [&'static str],
}

pub struct KitText {
    pub kind: KitKind,
    pub title: &'static str,
    /// Markdown.
    pub body: Option<&'static str>,
    /// On the vendor's site.
    pub path: Option<&'static str>,
    /// Places of the stages where it helps.
    pub stages: &'static [usize],
    /// How often it is used there.
    pub share: f64,
    /// How much more often it was used where somebody bought in the end; 1 is as often.
    pub pull: f64,
}
