//! Keeps the table of scores that lists use: after new rules, for leads that changed, and as time passes. What crosses a
//! threshold is told in the same transaction that keeps it, so it is told once.

use super::{
    definition::ScoreDefinition,
    draft, engagement,
    facts::Facts,
    features::Seen,
    learn::Learned,
    listed::Above,
    model,
    scorer::{Scored, Scorer},
    versions,
};
use crate::{
    condition::LeadFields,
    entity::{
        lead,
        lead_score::{Column, Entity, Model},
    },
    visitor,
};
use chrono::{DateTime, Utc};
use customers::attribute::{AttributeObject, Definitions};
use exchange::rows::update_all;
use jobs::{DomainEvent, JobSpec, Record as _};
use kernel::{Error, WorkspaceTx, ids::LeadId, is_one_of_ids};
use sea_orm::{
    ColumnTrait, Condition, ExprTrait as _, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};

/// Leads of one transaction.
pub const AT_ONCE: u64 = 2000;

/// Scores all leads of a workspace, or those whose score moves by itself.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct RescoreWorkspace {
    /// Only those whose engagement fades, whose person or browser may have done something, or who have no score yet.
    pub only_moving: bool,
    /// The rules that asked for it; 0 for the passing of time. Later rules ask anew.
    pub rules_number: i32,
}

impl JobSpec for RescoreWorkspace {
    const KIND: &'static str = "lead_score.rescore";

    fn unique_key(&self) -> Option<String> {
        self.only_moving.then(|| "moving".to_owned())
    }
}

/// Scores some leads.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RescoreLeads {
    pub lead_ids: Vec<LeadId>,
}

impl JobSpec for RescoreLeads {
    const KIND: &'static str = "lead_score.rescore_leads";
}

/// Everything that a score needs beside the lead.
pub struct Rules {
    pub number: i32,
    pub published_at: DateTime<Utc>,
    pub scorer: Scorer,
    pub learned: Option<(i32, Learned)>,
    pub definitions: Definitions,
}

impl Rules {
    /// Those in force; none before the first was published.
    pub async fn in_force(tx: &WorkspaceTx) -> Result<Option<Self>, Error> {
        let Some(version) = versions::published(tx).await? else { return Ok(None) };
        Ok(Some(Self {
            number: version.number,
            published_at: version.published_at,
            scorer: scorer(tx, version.definition).await?,
            learned: model::learned(tx).await?,
            definitions: Definitions::of(tx, AttributeObject::Lead).await?,
        }))
    }
}

/// A definition made ready, as of today.
pub async fn scorer(tx: &WorkspaceTx, definition: ScoreDefinition) -> Result<Scorer, Error> {
    let fields = LeadFields::read(tx).await?;
    Scorer::new(tx, definition, &fields, draft::today(tx).await?).await
}

/// A lead's score, not kept yet.
pub struct Computed {
    lead: LeadId,
    created_at: DateTime<Utc>,
    scored: Scored,
    probability: Option<f64>,
}

/// Computes the scores of leads as of this transaction.
pub async fn compute(
    tx: &WorkspaceTx,
    rules: &Rules,
    leads: &[lead::Model],
) -> Result<Vec<Computed>, Error> {
    let mut facts = Facts::read(tx, leads, &rules.scorer.event_numbers()).await?;
    let computed = leads.iter().map(|lead| {
        let happenings = engagement::in_order(facts.take(lead.id), tx.now());
        let seen = Seen { lead, happenings: &happenings, definitions: &rules.definitions };
        let probability = rules.learned.as_ref().map(|(_, learned)| {
            let known: Vec<_> =
                learned.features.iter().map(|feature| seen.known(&feature.field)).collect();
            learned.probability_of(&known)
        });
        let scored = rules.scorer.score(lead, &happenings, tx.now());
        Computed { lead: lead.id, created_at: lead.created_at, scored, probability }
    });
    Ok(computed.collect())
}

/// Keeps what was computed as of `at`, unless something newer is kept, and tells which thresholds were crossed. A new
/// version of the rules moves everybody and tells nothing: nobody did anything.
pub async fn keep(
    tx: &WorkspaceTx,
    rules: &Rules,
    computed: Vec<Computed>,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let ids = computed.iter().map(|it| it.lead);
    let among = is_one_of_ids(tx.backend(), Expr::col(Column::Id), ids);
    let kept = tx.find::<Entity>().filter(among).order_by_asc(Column::Id).lock_exclusive();
    let kept = kept.all(&tx.db).await?;
    let mut kept: HashMap<LeadId, Model> = kept.into_iter().map(|row| (row.id, row)).collect();
    let mut rows = Vec::with_capacity(computed.len());
    for it in computed {
        let before = kept.remove(&it.lead);
        if before.as_ref().is_some_and(|row| row.scored_at > at || row.rules_number > rules.number)
        {
            continue;
        }
        let (row, crossed) = row(tx, rules, &it, before.as_ref(), at);
        for (threshold, direction) in crossed {
            tx.record(DomainEvent::LeadScoreCrossed {
                lead_id: it.lead,
                threshold,
                direction: direction.to_owned(),
                score: row.score,
                grade: row.grade.to_string(),
            })
            .await?;
        }
        if before.is_none_or(|before| !is_same(&before, &row)) {
            rows.push(row);
        }
    }
    update_all::<Entity>(tx, rows, Column::Id).await
}

/// Leads that are gone meanwhile have no row to hang a score on.
fn is_same(before: &Model, after: &Model) -> bool {
    Model { scored_at: after.scored_at, ..before.clone() } == *after
}

/// The row of a lead, and which thresholds it crossed.
fn row(
    tx: &WorkspaceTx,
    rules: &Rules,
    it: &Computed,
    before: Option<&Model>,
    at: DateTime<Utc>,
) -> (Model, Vec<(String, &'static str)>) {
    // A lead that is older than the rules and has no score was there before anybody looked.
    let is_told = before
        .map_or(it.created_at >= rules.published_at, |before| before.rules_number == rules.number);
    let mut above = BTreeSet::new();
    let mut crossed = Vec::new();
    for threshold in &rules.scorer.definition().thresholds {
        let was_above = is_told && before.is_some_and(|row| row.above.0.contains(&threshold.key));
        let is_above = threshold.is_above(was_above, &it.scored);
        if is_above {
            above.insert(threshold.key.clone());
        }
        if is_told && is_above != was_above {
            crossed.push((threshold.key.clone(), if is_above { "up" } else { "down" }));
        }
    }
    let row = Model {
        id: it.lead,
        workspace_id: tx.workspace(),
        rules_number: rules.number,
        model_number: rules.learned.as_ref().map(|(number, _)| *number),
        fit: it.scored.fit.shown().points(),
        engagement: it.scored.engagement.shown().points(),
        score: it.scored.total().points(),
        grade: rules.scorer.grade(&it.scored),
        probability: it.probability,
        above: Above(above),
        scored_at: at,
    };
    (row, crossed)
}

/// The next leads after one, in the order of their ids.
pub async fn next_leads(
    tx: &WorkspaceTx,
    only_moving: bool,
    after: Option<LeadId>,
) -> Result<Vec<lead::Model>, Error> {
    use lead::Column as Of;
    let rest = Condition::all().add_option(after.map(|id| Of::Id.gt(id)));
    let mut select = tx.find::<lead::Entity>().filter(rest).filter(Of::ArchivedAt.is_null());
    if only_moving {
        let scored = || tx.find::<Entity>().select_only().column(Column::Id);
        let fading = scored().filter(Column::Engagement.ne(0.0)).into_query();
        let moving = Of::Id
            .in_subquery(fading)
            .or(Of::PersonId.is_not_null())
            .or(Of::Id.in_subquery(visitor::known_leads(tx)))
            .or(Of::Id.not_in_subquery(scored().into_query()));
        select = select.filter(moving);
    }
    Ok(select.order_by_asc(Of::Id).limit(AT_ONCE).all(&tx.db).await?)
}
