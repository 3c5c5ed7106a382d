//! One batch of rows: applied, or tried and rolled back, and recorded in one transaction with the checkpoint.

use super::{
    Counts, error, from_json,
    job::{Step, Work},
    load,
    plan::{Plan, Prepared},
    save, to_json,
};
use crate::{
    effect::Effect,
    entity::{
        import::{Column, Entity, Model},
        import_effect,
    },
    row_error::RowError,
    target::{ImportRow, ImportTarget, RowOutcome},
};
use kernel::{Error, WorkspaceTx};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, Set};

const EFFECTS_PER_INSERT: usize = 500;

/// What came of a batch.
#[derive(Default)]
struct Findings {
    counts: Counts,
    errors: Vec<RowError>,
    /// With the line that each comes from.
    effects: Vec<(u64, Effect)>,
}

/// `first` is the number of the batch's first row, from 0.
pub(super) async fn perform(
    work: &Work<'_>,
    target: &dyn ImportTarget,
    plan: &Plan,
    first: i64,
    rows: Vec<Prepared>,
) -> Result<Step, Error> {
    let count = i64::try_from(rows.len()).map_err(Error::internal)?;
    if work.is_check() {
        let tried = work.write().await?;
        // Nothing of the batch before is left, so the attributes are made anew for each.
        let findings = apply(&tried, target, plan, true, &rows).await?;
        // Dropping the transaction rolls back: that is the dry run.
        drop(tried);
        let tx = work.write().await?;
        return record(work, tx, first, count, Findings { effects: Vec::new(), ..findings }).await;
    }
    let tx = work.write().await?;
    if !is_next(work, &lock(&tx, work).await?, first) {
        return Ok(Step::Overtaken);
    }
    let findings = apply(&tx, target, plan, first == 0, &rows).await?;
    record(work, tx, first, count, findings).await
}

/// Two workers may hold the job when a lease ran out: on PostgreSQL the second waits here and then sees that the
/// checkpoint has moved on. SQLite has one writer anyway.
async fn lock(tx: &WorkspaceTx, work: &Work<'_>) -> Result<Model, Error> {
    let row = tx
        .find::<Entity>()
        .filter(Column::Id.eq(work.import()))
        .lock_exclusive()
        .one(&tx.db)
        .await?;
    row.ok_or_else(|| Error::not_found("import"))
}

fn is_next(work: &Work<'_>, import: &Model, first: i64) -> bool {
    work.is_mine(import) && import.next_row == first
}

async fn apply(
    tx: &WorkspaceTx,
    target: &dyn ImportTarget,
    plan: &Plan,
    makes_attributes: bool,
    rows: &[Prepared],
) -> Result<Findings, Error> {
    let mut findings = Findings::default();
    if makes_attributes && !plan.attributes.is_empty() {
        let made = target.define_attributes(tx, &plan.attributes).await?;
        findings.effects.extend(made.into_iter().map(|effect| (1, effect)));
    }
    let good: Vec<&Prepared> = rows.iter().filter(|row| row.errors.is_empty()).collect();
    let input: Vec<ImportRow> = good.iter().map(|prepared| prepared.row.clone()).collect();
    let outcomes = if input.is_empty() {
        Vec::new()
    } else {
        target.apply_rows(tx, &input, &plan.apply).await?
    };
    if outcomes.len() != input.len() {
        return Err(Error::internal("the target did not answer for each row"));
    }
    for (prepared, outcome) in good.iter().zip(outcomes) {
        findings.add(plan, prepared, outcome);
    }
    for prepared in rows.iter().filter(|row| !row.errors.is_empty()) {
        findings.counts.error += 1;
        findings.errors.extend(prepared.errors.iter().cloned());
    }
    findings.counts.rows = i64::try_from(rows.len()).map_err(Error::internal)?;
    findings.errors.sort_by_key(|error| (error.line, error.column));
    Ok(findings)
}

impl Findings {
    fn add(&mut self, plan: &Plan, prepared: &Prepared, outcome: RowOutcome) {
        let effects = match outcome {
            RowOutcome::Created(effects) => {
                self.counts.create += 1;
                effects
            }
            RowOutcome::Updated(effects) => {
                self.counts.update += 1;
                effects
            }
            RowOutcome::Skipped => {
                self.counts.skip += 1;
                Vec::new()
            }
            RowOutcome::Refused(faults) => {
                self.counts.error += 1;
                self.errors.extend(plan.errors_of(prepared, faults));
                Vec::new()
            }
        };
        self.effects.extend(effects.into_iter().map(|effect| (prepared.row.line, effect)));
    }
}

/// Writes down what came of the batch and moves the checkpoint on.
async fn record(
    work: &Work<'_>,
    tx: WorkspaceTx,
    first: i64,
    count: i64,
    findings: Findings,
) -> Result<Step, Error> {
    let mut import = load(&tx, work.import()).await?;
    if !is_next(work, &import, first) {
        return Ok(Step::Overtaken);
    }
    let mut counts: Counts = from_json(&import.counts)?;
    counts.rows += findings.counts.rows;
    counts.create += findings.counts.create;
    counts.update += findings.counts.update;
    counts.skip += findings.counts.skip;
    counts.error += findings.counts.error;
    error::keep(&tx, &mut import, findings.errors).await?;
    keep_effects(&tx, &mut import, findings.effects).await?;
    import.counts = to_json(&counts)?;
    import.next_row += count;
    let (done, total) = (import.next_row, import.rows_seen);
    save(&tx, import).await?;
    let step = work.progress(&tx, done, total, &counts).await?;
    tx.commit().await?;
    Ok(step)
}

async fn keep_effects(
    tx: &WorkspaceTx,
    import: &mut Model,
    effects: Vec<(u64, Effect)>,
) -> Result<(), Error> {
    let mut rows = Vec::with_capacity(effects.len());
    for (line, effect) in effects {
        rows.push(import_effect::ActiveModel {
            id: Set(tx.new_id()),
            workspace_id: Set(tx.workspace()),
            import_id: Set(import.id),
            sequence: Set(import.effects),
            line: Set(i64::try_from(line).map_err(Error::internal)?),
            object: Set(effect.object),
            object_id: Set(effect.id),
            before: Set(effect.before),
            after: Set(effect.after),
            state: Set("applied".to_owned()),
        });
        import.effects += 1;
    }
    for rows in rows.chunks(EFFECTS_PER_INSERT) {
        import_effect::Entity::insert_many(rows.to_vec()).exec_without_returning(&tx.db).await?;
    }
    Ok(())
}
