//! What figures mean, as data. A definition that changes gets a new version, so that a number that was noted down last year
//! can still be explained.

use crate::WorkspaceTx;
use serde::Serialize;
use utoipa::ToSchema;

/// What a figure means.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct Metric {
    /// Its name in answers.
    #[schema(example = "retention")]
    pub id: &'static str,
    /// Raised when the definition changes.
    #[schema(example = 1)]
    pub version: u32,
    /// What it is called, in English.
    pub name_en: &'static str,
    /// In Chinese.
    pub name_zh: &'static str,
    /// What is counted, and how.
    pub meaning_en: &'static str,
    /// In Chinese.
    pub meaning_zh: &'static str,
    /// The formula, in the names of the request.
    #[schema(example = "N(c,k) / N(c,0)")]
    pub formula: &'static str,
    /// What always holds; checked whenever the figure is made.
    pub invariants: &'static [&'static str],
}

/// Which entry of the metric dictionary a figure follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Definition {
    #[schema(example = "retention")]
    pub id: &'static str,
    #[schema(example = 1)]
    pub version: u32,
}

impl Metric {
    pub const fn definition(&self) -> Definition {
        Definition { id: self.id, version: self.version }
    }
}

/// Something that must hold between the figures of an answer, and whether it does.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct Check {
    /// What was checked; the metric dictionary names it among the invariants.
    #[schema(example = "lifecycle_identity")]
    pub code: &'static str,
    /// False is a defect.
    pub holds: bool,
}

/// Tells the log of those that don't hold.
pub fn report(tx: &WorkspaceTx, checks: &[Check]) {
    for check in checks.iter().filter(|check| !check.holds) {
        tracing::error!(workspace = %tx.workspace(), check = check.code, "an invariant of a figure does not hold");
    }
}
