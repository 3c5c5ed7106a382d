//! What people get for sending us others.

use super::rules::Terms;
use crate::{
    entity::lead_form,
    ruleset::{self, Current, Rules},
    words::RulesKind,
};
use customers::{input, settings};
use kernel::{Error, FieldError, Findings, Grant, WorkspaceTx, ids::LeadFormId, money::Money};
use sea_orm::{ColumnTrait, ExprTrait as _, QueryFilter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

const USUAL_MONTHS: i32 = 12;
const USUAL_HOLD: i32 = 30;

/// The referral programme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct ReferralProgramme {
    /// Whether links and codes work.
    pub enabled: bool,
    /// The published form that links lead to; without one there are codes only.
    pub form_id: Option<LeadFormId>,
    /// What whoever follows a link or enters a code is offered; shown to them.
    #[validate(length(max = 500))]
    #[schema(max_length = 500, example = "首年费用减 10%")]
    pub offer: Option<String>,
    /// The small print, for those who refer. Markdown.
    #[validate(length(max = 10_000))]
    #[schema(max_length = 10_000)]
    pub terms: Option<String>,
    /// For a lead that is valid. In the workspace's currency, as all rewards.
    pub qualified_reward: Option<Money>,
    /// For a lead that becomes a customer.
    pub won_reward: Option<Money>,
    /// Percent of what the customer pays, less what goes back to them.
    #[validate(range(min = 1, max = 100))]
    #[schema(minimum = 1, maximum = 100)]
    pub order_percent: Option<i32>,
    /// For so many months after they became a customer.
    #[validate(range(min = 1, max = 120))]
    #[schema(minimum = 1, maximum = 120)]
    pub order_months: i32,
    /// A reward is due so many days after it was earned: the time in which customers may give something back.
    #[validate(range(min = 0, max = 365))]
    #[schema(minimum = 0, maximum = 365)]
    pub hold_days: i32,
}

impl Default for ReferralProgramme {
    fn default() -> Self {
        Self {
            enabled: false,
            form_id: None,
            offer: None,
            terms: None,
            qualified_reward: None,
            won_reward: None,
            order_percent: None,
            order_months: USUAL_MONTHS,
            hold_days: USUAL_HOLD,
        }
    }
}

impl Rules for ReferralProgramme {
    const KIND: RulesKind = RulesKind::Referral;
}

impl ReferralProgramme {
    pub(super) fn promised(&self) -> Terms {
        Terms {
            qualified: self.qualified_reward.map(Money::amount),
            won: self.won_reward.map(Money::amount),
            order_percent: self.order_percent,
            order_months: self.order_months,
        }
    }
}

/// The programme that is in force.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct CurrentProgramme {
    /// 0 before anybody has published any.
    pub version: i64,
    /// Whether links and codes work.
    pub enabled: bool,
    /// The form that links lead to.
    pub form_id: Option<LeadFormId>,
    /// What whoever follows a link or enters a code is offered.
    pub offer: Option<String>,
    /// The small print, for those who refer. Markdown.
    pub terms: Option<String>,
    /// For a lead that is valid.
    pub qualified_reward: Option<Money>,
    /// For a lead that becomes a customer.
    pub won_reward: Option<Money>,
    /// Percent of what the customer pays, less what goes back to them.
    pub order_percent: Option<i32>,
    /// For so many months after they became a customer.
    pub order_months: i32,
    /// A reward is due so many days after it was earned.
    pub hold_days: i32,
}

impl From<Current<ReferralProgramme>> for CurrentProgramme {
    fn from(current: Current<ReferralProgramme>) -> Self {
        let programme = current.rules;
        Self {
            version: current.version,
            enabled: programme.enabled,
            form_id: programme.form_id,
            offer: programme.offer,
            terms: programme.terms,
            qualified_reward: programme.qualified_reward,
            won_reward: programme.won_reward,
            order_percent: programme.order_percent,
            order_months: programme.order_months,
            hold_days: programme.hold_days,
        }
    }
}

/// The programme that holds, or that of a version.
pub async fn get(tx: &WorkspaceTx, version: Option<i64>) -> Result<CurrentProgramme, Error> {
    Ok(ruleset::get::<ReferralProgramme>(tx, version).await?.into())
}

/// Publishes the programme, against the version that was seen. Those who were referred before keep what was promised then.
pub async fn publish(
    tx: &WorkspaceTx,
    mut programme: ReferralProgramme,
) -> Result<CurrentProgramme, Error> {
    tx.require(Grant::LeadsConfigure)?;
    let mut findings = Findings::of(&programme);
    let currency = settings::of_workspace(tx).await?.currency;
    let rewards =
        [("/qualified_reward", programme.qualified_reward), ("/won_reward", programme.won_reward)];
    for (pointer, reward) in rewards {
        let Some(reward) = reward else { continue };
        if reward.amount() <= 0 {
            let error = FieldError::new(format!("{pointer}/amount"), "too_small");
            findings.add(error.with("min", 1));
        }
        if reward.currency() != currency {
            let error = FieldError::new(format!("{pointer}/currency"), "unknown_value");
            findings.add(error.with("allowed", vec![currency.code()]));
        }
    }
    if let Some(id) = programme.form_id
        && published_form(tx, id).await?.is_none()
    {
        findings.add(FieldError::new("/form_id", "not_found"));
    }
    findings.finish()?;
    programme.offer = input::text(programme.offer);
    programme.terms = input::text(programme.terms);
    Ok(ruleset::publish(tx, programme).await?.into())
}

/// The form, if visitors can see it.
pub(super) async fn published_form(
    tx: &WorkspaceTx,
    id: LeadFormId,
) -> Result<Option<lead_form::Model>, Error> {
    use lead_form::Column as Of;
    let shown = Of::Id.eq(id).and(Of::Published.eq(true)).and(Of::ArchivedAt.is_null());
    Ok(tx.find::<lead_form::Entity>().filter(shown).one(&tx.db).await?)
}
