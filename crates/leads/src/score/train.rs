//! Learns a model in a job, tests it on leads that it has not seen, and uses it only if it is better than the rules.

use super::{
    features::{self, Seen},
    history,
    keep::{RescoreWorkspace, Rules},
    learn::{self, Examples, Rolling},
    model,
    report::ModelReport,
};
use crate::entity::lead_score_model::Model;
use jobs::{
    DomainEvent, Enqueue as _, JobSpec, Perform, Record as _, Run, When,
    operation::{self, Operation, Outcome, Progress},
};
use kernel::{Error, Grant, WorkspaceTx, ids::OperationId};
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use statistics::logistic::NoFit;

/// The leads that came last.
const MOST: u64 = 10_000;
/// Reading, the parts of the backtest, and the model itself.
#[expect(clippy::cast_possible_wrap, reason = "a handful")]
const STEPS: i64 = Rolling::PARTS as i64 + 2;

/// Learns a model.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct TrainModel {
    /// Who watches; none of the weekly training.
    pub operation_id: Option<OperationId>,
}

impl JobSpec for TrainModel {
    const KIND: &'static str = "lead_score.train";
    const MAX_ATTEMPTS: i32 = 3;

    fn unique_key(&self) -> Option<String> {
        self.operation_id.is_none().then(|| "weekly".to_owned())
    }
}

/// Starts the training of a model.
pub async fn start_training(tx: &WorkspaceTx) -> Result<Operation, Error> {
    tx.require(Grant::LeadsConfigure)?;
    let operation = operation::start(tx, "lead_score.train", Some(STEPS)).await?;
    tx.enqueue(&TrainModel { operation_id: Some(operation.id) }, When::Now).await?;
    Ok(operation)
}

/// Performs [`TrainModel`].
pub struct Trainer;

#[async_trait::async_trait]
impl Perform for Trainer {
    type Job = TrainModel;

    async fn perform(&self, job: TrainModel, run: &Run) -> Result<(), Error> {
        let progress = Watched { run, operation_id: job.operation_id };
        if !progress.begins().await? {
            return Ok(());
        }
        let tx = run.read().await?;
        let examples = examples(&tx).await?;
        drop(tx);
        progress.tell(1).await?;
        let lost = examples.len() - examples.wins();
        if let Some(missing) = learn::missing(examples.wins(), lost) {
            return progress.finish(json!({ "missing": missing })).await;
        }
        let mut rolling = Rolling::new(&examples);
        for done in (2..STEPS).take(Rolling::PARTS) {
            rolling.advance();
            if progress.tell(done).await? {
                return progress.cancel().await;
            }
        }
        let rolled = rolling.finish();
        let learned = examples.train(examples.len()).map_err(unfit)?;
        let report = ModelReport::of(&examples, &learned, &rolled);
        let tx = run.write().await?;
        let result = keep(&tx, &learned, &report).await?;
        if let Some(id) = job.operation_id {
            let outcome = Outcome::Succeeded { undo_until: None };
            operation::finish(&tx, id, outcome, result).await?;
        }
        tx.commit().await
    }
}

/// The same at once, for who can wait for it and has leads that nobody watches.
pub async fn learn(tx: &WorkspaceTx) -> Result<(), Error> {
    let examples = examples(tx).await?;
    if learn::missing(examples.wins(), examples.len() - examples.wins()).is_some() {
        return Ok(());
    }
    let mut rolling = Rolling::new(&examples);
    for _ in 0..Rolling::PARTS {
        rolling.advance();
    }
    let learned = examples.train(examples.len()).map_err(unfit)?;
    let report = ModelReport::of(&examples, &learned, &rolling.finish());
    store(tx, &learned, &report).await?;
    Ok(())
}

/// With both outcomes and a penalty there always is a model.
fn unfit(why: NoFit) -> Error {
    Error::internal(format!("no model: {why:?}"))
}

/// The closed leads of the workspace, as they were, with what a model may look at and what the rules in force say.
async fn examples(tx: &WorkspaceTx) -> Result<Examples, Error> {
    let Some(rules) = Rules::in_force(tx).await? else { return Ok(Examples::default()) };
    let definitions = &rules.definitions;
    let mut examples = Examples { fields: features::fields(definitions), ..Examples::default() };
    for case in history::cases(tx, MOST, &rules.scorer.event_numbers()).await? {
        let seen = Seen { lead: &case.lead, happenings: &case.happenings, definitions };
        examples.rows.push(examples.fields.iter().map(|field| seen.known(field)).collect());
        examples.won.push(case.won);
        let scored = rules.scorer.score(&case.lead, &case.happenings, case.at);
        examples.scores.push(scored.total().points());
    }
    Ok(examples)
}

async fn keep(
    tx: &WorkspaceTx,
    learned: &learn::Learned,
    report: &ModelReport,
) -> Result<Value, Error> {
    let number = store(tx, learned, report).await?;
    let promoted = report.not_promoted.is_empty();
    tx.record(DomainEvent::LeadScoreModelTrained {
        workspace_id: tx.workspace(),
        number,
        promoted,
    })
    .await?;
    if promoted {
        tx.enqueue(&RescoreWorkspace { only_moving: false, rules_number: 0 }, When::Now).await?;
    }
    Ok(json!({ "number": number, "promoted": promoted, "not_promoted": report.not_promoted }))
}

async fn store(
    tx: &WorkspaceTx,
    learned: &learn::Learned,
    report: &ModelReport,
) -> Result<i32, Error> {
    let number = model::next_number(tx).await?;
    let row = Model {
        id: tx.new_id(),
        workspace_id: tx.workspace(),
        number,
        promoted: report.not_promoted.is_empty(),
        learned: serde_json::to_value(learned).map_err(Error::internal)?,
        report: serde_json::to_value(report).map_err(Error::internal)?,
        trained_at: tx.now(),
    };
    row.into_active_model().reset_all().insert(&tx.db).await?;
    Ok(number)
}

/// Whoever may be watching.
struct Watched<'a> {
    run: &'a Run,
    operation_id: Option<OperationId>,
}

impl Watched<'_> {
    /// Whether there is anything left to do: a job may come twice.
    async fn begins(&self) -> Result<bool, Error> {
        let Some(id) = self.operation_id else { return Ok(true) };
        let tx = self.run.read().await?;
        let state = operation::get(&tx, id).await?.state;
        Ok(matches!(state.as_str(), "queued" | "running"))
    }

    /// Returns whether somebody asked to stop.
    async fn tell(&self, done: i64) -> Result<bool, Error> {
        let Some(id) = self.operation_id else { return Ok(false) };
        let tx = self.run.write().await?;
        let progress = Progress { done, total: Some(STEPS) };
        let cancelled = operation::advance(&tx, id, progress, json!({})).await?;
        tx.commit().await?;
        Ok(cancelled)
    }

    async fn finish(&self, result: Value) -> Result<(), Error> {
        self.end(Outcome::Succeeded { undo_until: None }, result).await
    }

    async fn cancel(&self) -> Result<(), Error> {
        self.end(Outcome::Cancelled { undo_until: None }, json!({})).await
    }

    async fn end(&self, outcome: Outcome, result: Value) -> Result<(), Error> {
        let Some(id) = self.operation_id else { return Ok(()) };
        let tx = self.run.write().await?;
        operation::finish(&tx, id, outcome, result).await?;
        tx.commit().await
    }
}
