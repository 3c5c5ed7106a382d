//! Why a lead went to whom it did: the stored decisions, each made again from what it was made of.

use super::{AssignmentOutcome, AssignmentRules, Candidate, rules::Strategy};
use crate::{
    entity::lead_assignment_decision::{Column, Entity, Model},
    lead::load,
    ruleset,
};
use chrono::{DateTime, Utc};
use identity::member::{MemberRef, refs};
use kernel::{
    Error, Grant, WorkspaceTx,
    ids::{AssignmentDecisionId, LeadId, MemberId},
};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use std::collections::{HashMap, hash_map::Entry};
use utoipa::ToSchema;

const MAX_LISTED: u64 = 50;

/// A decision about who gets a lead.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AssignmentDecision {
    pub id: AssignmentDecisionId,
    /// When it was decided.
    pub decided_at: DateTime<Utc>,
    /// The version of the rules by which it was made.
    pub rules_version: i64,
    pub outcome: AssignmentOutcome,
    /// Who got the lead; null if nobody did.
    pub member: Option<MemberRef>,
    /// The rule that decided; null if none was for this lead.
    #[schema(max_length = 60)]
    pub rule_key: Option<String>,
    /// What the rule that chose was called; null where none did.
    #[schema(max_length = 120)]
    pub rule_name: Option<String>,
    pub strategy: Option<Strategy>,
    /// Whether the rule chooses people in their working hours only.
    pub only_working_hours: Option<bool>,
    /// The keys of the rules before it whose conditions did not hold.
    pub passed_rule_keys: Vec<String>,
    /// Everybody of the rule, with what spoke against them.
    pub candidates: Vec<NamedCandidate>,
    /// Whether deciding again from what was stored gives the same result, by the rules of that version.
    pub is_reproduced: bool,
}

/// One who might have got the lead, with their name.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct NamedCandidate {
    #[schema(max_length = 100)]
    pub name: Option<String>,
    #[serde(flatten)]
    pub candidate: Candidate,
}

/// The decisions about a lead, the latest first; at most fifty.
pub async fn decisions_of(
    tx: &WorkspaceTx,
    lead_id: LeadId,
) -> Result<Vec<AssignmentDecision>, Error> {
    tx.require(Grant::LeadsRead)?;
    load(tx, lead_id).await?;
    let rows = tx.find::<Entity>().filter(Column::LeadId.eq(lead_id));
    let rows = rows.order_by_desc(Column::DecidedAt).order_by_desc(Column::Id).limit(MAX_LISTED);
    let rows = rows.all(&tx.db).await?;
    let members = rows.iter().flat_map(|row| row.basis.members.iter().map(|it| it.member_id));
    let members = members.chain(rows.iter().filter_map(|row| row.member_id));
    let names = refs(tx, members).await?;
    let mut versions = HashMap::new();
    for row in &rows {
        let version = row.rules_version;
        if let Entry::Vacant(unread) = versions.entry(version) {
            unread.insert(ruleset::at::<AssignmentRules>(tx, version).await?);
        }
    }
    let view = |row: Model| {
        let rules = versions.get(&row.rules_version).and_then(Option::as_ref);
        view(row, rules, &names)
    };
    Ok(rows.into_iter().map(view).collect())
}

fn view(
    row: Model,
    rules: Option<&AssignmentRules>,
    names: &HashMap<MemberId, MemberRef>,
) -> AssignmentDecision {
    let again = row.basis.choose(row.decided_at);
    let same_member = again.as_ref().and_then(|chosen| chosen.member) == row.member_id;
    let same_rule = rules.is_some_and(|rules| is_rule_of(&row, rules));
    let candidates = again.map(|chosen| chosen.candidates).unwrap_or_default().into_iter();
    let named = candidates.map(|candidate| {
        let name = names.get(&candidate.member_id).map(|member| member.name.clone());
        NamedCandidate { name, candidate }
    });
    let rule = row.basis.rule;
    AssignmentDecision {
        id: row.id,
        decided_at: row.decided_at,
        rules_version: row.rules_version,
        outcome: row.outcome,
        member: row.member_id.and_then(|id| names.get(&id).cloned()),
        strategy: rule.as_ref().map(|rule| rule.choice.strategy),
        only_working_hours: rule.as_ref().map(|rule| rule.choice.only_working_hours),
        rule_key: rule.as_ref().map(|rule| rule.key.clone()),
        rule_name: rule.map(|rule| rule.name),
        passed_rule_keys: row.basis.passed,
        candidates: named.collect(),
        is_reproduced: same_member && same_rule,
    }
}

/// Whether the rules of its version are those that the decision says it followed.
fn is_rule_of(row: &Model, rules: &AssignmentRules) -> bool {
    let mut enabled = rules.rules.iter().filter(|rule| rule.enabled);
    let passed = row.basis.passed.iter();
    if !passed
        .map(String::as_str)
        .eq(enabled.by_ref().take(row.basis.passed.len()).map(|it| it.key.as_str()))
    {
        return false;
    }
    match (&row.basis.rule, enabled.next()) {
        (None, None) => row.outcome == AssignmentOutcome::NoRule,
        (Some(decided), Some(rule)) => {
            let members = rule.members.iter().map(|member| member.member_id);
            decided.key == rule.key
                && decided.choice.strategy == rule.strategy
                && decided.choice.only_working_hours == rule.only_working_hours
                && members.eq(row.basis.members.iter().map(|member| member.member_id))
        }
        _ => false,
    }
}
