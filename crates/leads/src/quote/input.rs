//! What a quote says, as it is sent to us, and what can be wrong with it.

use super::{
    QuoteBilling,
    figures::{self, LineFigures, WHOLE},
};
use chrono::NaiveDate;
use customers::plan::{self, Plan};
use kernel::{
    Code, Error, FieldError, Findings, Limited, WorkspaceTx,
    ids::PlanId,
    locale::Locale,
    money::{Currency, Money},
    patch::Patch,
};
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;
use validator::Validate;

/// A line of a quote. With a plan, its name and fee stand where nothing else is said.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewQuoteLine {
    /// The plan that the line is about.
    pub plan_id: Option<PlanId>,
    /// How many seats of the plan they take; only with a plan. It multiplies nothing: that is `quantity`.
    #[validate(range(min = 1, max = 1_000_000))]
    #[schema(minimum = 1, maximum = 1_000_000)]
    pub seats: Option<i32>,
    /// What it is. Needed without a plan.
    #[validate(length(max = 300))]
    #[schema(max_length = 300, example = "Training on site, one day")]
    pub text: Option<String>,
    /// 1 unless said otherwise.
    #[validate(range(min = 1, max = 100_000))]
    #[schema(minimum = 1, maximum = 100_000)]
    pub quantity: Option<i32>,
    /// In the currency of the quote. With a plan its opening fee (`once`) or annual fee (`yearly`) unless said otherwise.
    pub unit_price: Option<Money>,
    pub billing: QuoteBilling,
    /// In hundredths of a percent: 1 500 are 15 %. None unless said otherwise.
    #[validate(range(min = 0, max = 10_000))]
    #[schema(minimum = 0, maximum = 10_000)]
    pub discount_basis_points: Option<i32>,
}

/// A quote to be drafted.
#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct NewQuote {
    /// For whom it is; the lead's name unless said otherwise.
    #[validate(length(max = 200))]
    #[schema(max_length = 200)]
    pub recipient_name: Option<String>,
    /// Their company; the lead's unless said otherwise.
    #[validate(length(max = 200))]
    #[schema(max_length = 200)]
    pub recipient_company: Option<String>,
    /// The language of its page; the workspace's unless said otherwise.
    pub locale: Option<Locale>,
    /// The last day on which it can be accepted, in the workspace's time zone; 30 days from today unless said otherwise.
    pub valid_until: Option<NaiveDate>,
    /// Conditions, or a note to the customer.
    #[validate(length(max = 5000))]
    #[schema(max_length = 5000)]
    pub terms: Option<String>,
    /// What is offered; none yet where it is still to be written.
    #[validate(nested)]
    #[schema(value_type = Vec<NewQuoteLine>, max_items = 50)]
    pub lines: Limited<NewQuoteLine, 0, 50>,
}

/// Changes a draft.
#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct QuotePatch {
    /// For whom it is.
    #[validate(length(max = 200))]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub recipient_name: Patch<String>,
    /// Their company.
    #[validate(length(max = 200))]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub recipient_company: Patch<String>,
    /// The language of its page.
    pub locale: Option<Locale>,
    /// The last day on which it can be accepted, in the workspace's time zone.
    pub valid_until: Option<NaiveDate>,
    /// Conditions, or a note to the customer.
    #[validate(length(max = 5000))]
    #[schema(value_type = Option<String>, max_length = 5000)]
    pub terms: Patch<String>,
    /// All lines anew.
    #[validate(nested)]
    #[schema(value_type = Option<Vec<NewQuoteLine>>, max_items = 50)]
    pub lines: Option<Limited<NewQuoteLine, 0, 50>>,
}

/// Lines whose figures are asked for before anything is saved.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct PreviewQuote {
    /// A line that has no text yet counts as well.
    #[validate(nested)]
    #[schema(value_type = Vec<NewQuoteLine>, max_items = 50)]
    pub lines: Limited<NewQuoteLine, 0, 50>,
}

/// A line as it is kept; its price is in the quote's currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub plan_id: Option<PlanId>,
    pub seats: Option<i32>,
    pub text: String,
    pub quantity: i32,
    pub unit_price: i64,
    pub billing: QuoteBilling,
    pub discount_basis_points: i32,
}

/// The lines of a quote, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(transparent)]
pub struct Lines(pub Vec<Line>);

impl Line {
    pub(super) fn price(&self, currency: Currency) -> Result<Money, Error> {
        Money::new(self.unit_price, currency).map_err(Error::internal)
    }

    pub(super) fn figures(&self, currency: Currency) -> Result<LineFigures, Error> {
        let (quantity, discount) = (self.quantity, self.discount_basis_points);
        let figures = figures::line(self.billing, quantity, self.price(currency)?, discount);
        figures.map_err(Error::internal)
    }
}

/// Makes lines of what was sent, and notes what is wrong with them; texts may be missing in a preview.
pub(super) async fn read_lines(
    tx: &WorkspaceTx,
    findings: &mut Findings,
    currency: Currency,
    sent: Vec<NewQuoteLine>,
    is_preview: bool,
) -> Result<Lines, Error> {
    let mut plans = HashMap::new();
    let mut lines = Vec::with_capacity(sent.len());
    let mut all = Vec::with_capacity(sent.len());
    for (place, new) in sent.into_iter().enumerate() {
        let at = format!("/lines/{place}");
        let plan = match new.plan_id {
            Some(id) => plan_of(tx, &mut plans, id).await?,
            None => None,
        };
        if new.plan_id.is_some() && plan.is_none() {
            findings.add(FieldError::new(format!("{at}/plan_id"), "not_found"));
        }
        if new.plan_id.is_none() && new.seats.is_some() {
            findings.add(FieldError::new(format!("{at}/seats"), "not_allowed"));
        }
        let price = findings.keep(price_of(&at, currency, &new, plan.as_ref()));
        let text = customers::input::text(new.text).or_else(|| plan.map(|plan| plan.name));
        if text.is_none() && !is_preview {
            findings.add(FieldError::new(format!("{at}/text"), "required"));
        }
        let (quantity, discount) =
            (new.quantity.unwrap_or(1), new.discount_basis_points.unwrap_or(0));
        // The validator has said already what is wrong with these.
        if quantity < 1 || !(0..=WHOLE).contains(&discount) {
            continue;
        }
        let Some(price) = price else { continue };
        match figures::line(new.billing, quantity, price, discount) {
            Ok(figures) => all.push(figures),
            Err(_) => findings.add(too_large(format!("{at}/unit_price/amount"))),
        }
        lines.push(Line {
            plan_id: new.plan_id,
            seats: new.seats,
            text: text.unwrap_or_default(),
            quantity,
            unit_price: price.amount(),
            billing: new.billing,
            discount_basis_points: discount,
        });
    }
    if figures::totals(currency, &all).is_err() {
        findings.add(too_large("/lines".to_owned()));
    }
    Ok(Lines(lines))
}

async fn plan_of(
    tx: &WorkspaceTx,
    known: &mut HashMap<PlanId, Option<Plan>>,
    id: PlanId,
) -> Result<Option<Plan>, Error> {
    if let Some(plan) = known.get(&id) {
        return Ok(plan.clone());
    }
    let plan = match plan::get(tx, id).await {
        Ok(plan) => Some(plan),
        Err(Error::Refused { code: Code::NotFound, .. }) => None,
        Err(other) => return Err(other),
    };
    known.insert(id, plan.clone());
    Ok(plan)
}

fn price_of(
    at: &str,
    currency: Currency,
    line: &NewQuoteLine,
    plan: Option<&Plan>,
) -> Result<Money, FieldError> {
    let wrong_currency = |pointer: &str| {
        FieldError::new(format!("{at}{pointer}"), "wrong_currency")
            .with("expected", currency.code())
    };
    let of_plan = plan.map(|plan| match line.billing {
        QuoteBilling::Once => plan.opening_fee,
        QuoteBilling::Yearly => plan.annual_fee,
    });
    match (line.unit_price, of_plan) {
        (Some(price), _) if price.currency() != currency => {
            Err(wrong_currency("/unit_price/currency"))
        }
        (Some(price), _) if price.is_negative() => {
            let pointer = format!("{at}/unit_price/amount");
            Err(FieldError::new(pointer, "too_small").with("min", 0))
        }
        (Some(price), _) => Ok(price),
        (None, Some(fee)) if fee.currency() != currency => Err(wrong_currency("/plan_id")),
        (None, Some(fee)) => Ok(fee),
        (None, None) => Err(FieldError::new(format!("{at}/unit_price"), "required")),
    }
}

fn too_large(pointer: String) -> FieldError {
    FieldError::new(pointer, "too_large").with("max", Money::MAX_AMOUNT)
}
