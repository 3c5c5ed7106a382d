//! The score of one lead, computed now, with every part that it is made of.

use super::{
    definition::{Grade, ScoreAxis, ScoreDefinition},
    engagement,
    facts::Facts,
    features::Seen,
    history,
    keep::Rules,
    scorer::Scored,
    sum::{AxisSum, RuleSum, Tenths},
};
use crate::{entity::lead, lead::load};
use chrono::{DateTime, Utc};
use kernel::{Error, Grant, WorkspaceTx, ids::LeadId};
use serde::Serialize;
use utoipa::ToSchema;

kernel::words! {
    /// What a part of a score is.
    pub enum ScorePartKind {
        /// What a rule brings.
        Rule = "rule",
        /// What is beyond the cap of a group.
        Cap = "cap",
        /// What lies outside the limits of the axis.
        Limit = "limit",
    }

    /// Why there is no probability.
    pub enum NoProbability {
        /// Too few leads were won or lost so far; `missing` says how many more are needed.
        TooFewOutcomes = "too_few_outcomes",
        /// No model was learned yet.
        NotTrained = "not_trained",
        /// The models that were learned are not good enough; the page about models says why.
        NotPromoted = "not_promoted",
    }
}

/// A part of a score. The parts of an axis add up to it exactly.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ScorePart {
    /// `fit` or `engagement`.
    pub axis: ScoreAxis,
    /// A rule, a cap or a limit.
    pub kind: ScorePartKind,
    /// The group of the rule or cap; null of a limit.
    pub group: Option<String>,
    /// The rule; null of the others.
    pub rule: Option<String>,
    /// In points with one decimal; caps take away.
    pub points: f64,
    /// How many happenings count; 1 of a condition that holds.
    pub count: u32,
    /// When the last of them happened.
    pub last_at: Option<DateTime<Utc>>,
}

/// What an attribute adds to the logit of a lead, beyond what it adds to that of an average one.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ProbabilityPart {
    /// As conditions name fields, or `touches`, or `has_company`.
    pub field: String,
    /// Positive makes it likelier than that of an average lead.
    pub logit: f64,
}

/// How likely a lead is won, as a model learned it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct LeadProbability {
    /// 0 to 1; null where `reason` says why.
    pub value: Option<f64>,
    /// Why there is no value; null where there is one.
    pub reason: Option<NoProbability>,
    /// How many more outcomes are needed.
    pub missing: Option<usize>,
    /// The model that says so.
    pub model_number: Option<i32>,
    /// ln(p/(1 − p)): `average_logit` and all parts add up to it.
    pub logit: Option<f64>,
    /// The logit of an average lead.
    pub average_logit: Option<f64>,
    /// The strongest first.
    pub parts: Vec<ProbabilityPart>,
}

/// The score of a lead.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct LeadScore {
    /// The lead.
    pub lead_id: LeadId,
    /// `fit` + `engagement`, in points with one decimal.
    pub score: f64,
    /// `A1` to `C3`.
    pub grade: Grade,
    /// For who they are.
    pub fit: f64,
    /// For what they did.
    pub engagement: f64,
    /// The limits of both axes, for showing how much of it is reached.
    pub highest_fit: i32,
    /// The most that `engagement` can come to.
    pub highest_engagement: i32,
    /// Everything that counts, axis by axis in the order of the rules.
    pub parts: Vec<ScorePart>,
    /// How likely it is won.
    pub probability: LeadProbability,
    /// The keys of the thresholds that it lies at or above.
    pub above: Vec<String>,
    /// The version of the rules.
    pub rules_number: i32,
    /// The instant for which it was computed.
    pub as_of: DateTime<Utc>,
}

/// Computes the score of a lead.
pub async fn score_of(tx: &WorkspaceTx, id: LeadId) -> Result<LeadScore, Error> {
    tx.require(Grant::LeadsRead)?;
    let lead = load(tx, id).await?;
    let Some(rules) = Rules::in_force(tx).await? else {
        return Err(Error::wrong_state("no scoring rules are published", "尚未发布评分规则"));
    };
    let numbers = rules.scorer.event_numbers();
    let mut facts = Facts::read(tx, std::slice::from_ref(&lead), &numbers).await?;
    let happenings = engagement::in_order(facts.take(id), tx.now());
    let scored = rules.scorer.score(&lead, &happenings, tx.now());
    let seen = Seen { lead: &lead, happenings: &happenings, definitions: &rules.definitions };
    let probability = probability(tx, &rules, &seen).await?;
    Ok(view(&lead, &rules, &scored, probability, tx.now()))
}

fn view(
    lead: &lead::Model,
    rules: &Rules,
    scored: &Scored,
    probability: LeadProbability,
    as_of: DateTime<Utc>,
) -> LeadScore {
    let definition = rules.scorer.definition();
    let above = definition.thresholds.iter().filter(|it| it.is_above(false, scored));
    LeadScore {
        lead_id: lead.id,
        score: scored.total().points(),
        grade: rules.scorer.grade(scored),
        fit: scored.fit.shown().points(),
        engagement: scored.engagement.shown().points(),
        highest_fit: definition.fit.limits.high,
        highest_engagement: definition.engagement.limits.high,
        parts: parts(definition, scored),
        probability,
        above: above.map(|it| it.key.clone()).collect(),
        rules_number: rules.number,
        as_of,
    }
}

fn parts(definition: &ScoreDefinition, scored: &Scored) -> Vec<ScorePart> {
    let fit = definition.fit.groups.iter().map(|group| {
        (group.name.as_str(), group.rules.iter().map(|rule| rule.name.as_str()).collect())
    });
    let engagement = definition.engagement.groups.iter().map(|group| {
        (group.name.as_str(), group.rules.iter().map(|rule| rule.name.as_str()).collect())
    });
    let mut parts = parts_of(ScoreAxis::Fit, fit.collect(), &scored.fit);
    parts.extend(parts_of(ScoreAxis::Engagement, engagement.collect(), &scored.engagement));
    parts
}

/// What counts, in the order in which the sum knows its parts.
fn parts_of(axis: ScoreAxis, names: Vec<(&str, Vec<&str>)>, sum: &AxisSum) -> Vec<ScorePart> {
    let mut shown = sum.shown_parts().into_iter().map(Tenths::points);
    let mut parts = Vec::new();
    let mut add = |kind, group: Option<&str>, rule: Option<&str>, from: RuleSum| {
        let points = shown.next().unwrap_or(0.0);
        if points != 0.0 || from.count > 0 {
            let (group, rule) = (group.map(str::to_owned), rule.map(str::to_owned));
            let (count, last_at) = (from.count, from.last_at);
            parts.push(ScorePart { axis, kind, group, rule, points, count, last_at });
        }
    };
    for ((group, rules), sums) in names.into_iter().zip(&sum.groups) {
        for (rule, from) in rules.into_iter().zip(&sums.rules) {
            add(ScorePartKind::Rule, Some(group), Some(rule), *from);
        }
        add(ScorePartKind::Cap, Some(group), None, RuleSum::default());
    }
    add(ScorePartKind::Limit, None, None, RuleSum::default());
    parts
}

async fn probability(
    tx: &WorkspaceTx,
    rules: &Rules,
    seen: &Seen<'_>,
) -> Result<LeadProbability, Error> {
    let Some((number, learned)) = &rules.learned else { return no_probability(tx).await };
    let told = learned.predict(|field| seen.known(field));
    let mut parts: Vec<_> = told
        .contributions
        .iter()
        .map(|part| ProbabilityPart { field: part.field.to_owned(), logit: part.logit })
        .collect();
    parts.sort_by(|a, b| b.logit.abs().total_cmp(&a.logit.abs()));
    // Summed up in the order in which they are told, so that they add up to the last digit.
    let logit = parts.iter().fold(learned.average, |sum, part| sum + part.logit);
    Ok(LeadProbability {
        value: Some(told.probability),
        reason: None,
        missing: None,
        model_number: Some(*number),
        logit: Some(logit),
        average_logit: Some(learned.average),
        parts,
    })
}

async fn no_probability(tx: &WorkspaceTx) -> Result<LeadProbability, Error> {
    let missing = history::missing(tx).await?;
    let reason = match missing {
        Some(_) => NoProbability::TooFewOutcomes,
        None if super::model::next_number(tx).await? == 1 => NoProbability::NotTrained,
        None => NoProbability::NotPromoted,
    };
    Ok(LeadProbability {
        value: None,
        reason: Some(reason),
        missing,
        model_number: None,
        logit: None,
        average_logit: None,
        parts: Vec::new(),
    })
}
