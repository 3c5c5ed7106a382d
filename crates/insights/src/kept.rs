//! Everything that can be kept under a name: questions about behaviour, and recurring revenue.

use activity::question::{
    AdoptionQuestion, FunnelQuestion, LifecycleQuestion, PathsQuestion, RetentionQuestion,
    StickinessQuestion, TrendsQuestion,
};
use chrono::NaiveDate;
use customers::mrr::SummaryPeriod;
use kernel::{FieldError, Findings, money::Currency};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Any question that can be kept.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", content = "parameters", rename_all = "snake_case")]
pub enum KeptQuestion {
    Trends(TrendsQuestion),
    Funnel(FunnelQuestion),
    Retention(RetentionQuestion),
    Stickiness(StickinessQuestion),
    Lifecycle(LifecycleQuestion),
    Paths(PathsQuestion),
    Adoption(AdoptionQuestion),
    Mrr(MrrQuestion),
}

/// Monthly recurring revenue, period by period: `get_mrr_summary` answers it.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MrrQuestion {
    /// `month` unless said otherwise.
    pub period: Option<SummaryPeriod>,
    /// A day of the first period; by default there are twelve.
    pub from_on: Option<NaiveDate>,
    /// A day of the last period; today by default.
    pub to_on: Option<NaiveDate>,
    /// Three letters; the first currency of those that were ever paid unless said otherwise.
    #[schema(value_type = Option<String>, max_length = 3, example = "CNY")]
    pub currency: Option<Currency>,
}

impl MrrQuestion {
    fn findings(&self) -> Findings {
        let mut findings = Findings::default();
        if let (Some(from), Some(to)) = (self.from_on, self.to_on)
            && from > to
        {
            findings.add(FieldError::new("/from_on", "too_late").with("latest", to.to_string()));
        }
        findings
    }
}

impl KeptQuestion {
    /// What is wrong with it on any day; whether its days can be asked about shows when it is asked.
    pub fn findings(&self) -> Findings {
        match self {
            Self::Trends(question) => question.findings(),
            Self::Funnel(question) => question.findings(),
            Self::Retention(question) => question.findings(),
            Self::Stickiness(question) => question.findings(),
            Self::Lifecycle(question) => question.findings(),
            Self::Paths(question) => question.findings(),
            Self::Adoption(question) => question.findings(),
            Self::Mrr(question) => question.findings(),
        }
    }
}
