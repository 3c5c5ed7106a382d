//! The job behind check, run and undo.

use super::{
    Counts, ImportState, MAX_ROWS, batch, error, from_json, load,
    plan::{Plan, Prepared},
    rows, save, undo, upload,
};
use crate::{
    entity::import::Model,
    row_error::Fault,
    target::{ImportTarget, Targets},
};
use chrono::TimeDelta;
use jobs::{
    DomainEvent, JobSpec, Lane, Perform, Record as _, Run,
    operation::{self, Outcome, Progress},
};
use kernel::{
    Actor, Caller, Code, Error, Grants, WorkspaceTx,
    ids::{ApiKeyId, ImportId, MemberId, OperationId, OperatorId},
};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// How long an import can be undone.
const UNDO_DAYS: i64 = 30;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Task {
    Check,
    Run,
    Undo,
}

impl Task {
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Check => "import.check",
            Self::Run => "import.run",
            Self::Undo => "import.undo",
        }
    }

    /// The state of an import that is worked on.
    pub const fn state(self) -> ImportState {
        match self {
            Self::Check => ImportState::Checking,
            Self::Run => ImportState::Running,
            Self::Undo => ImportState::Undoing,
        }
    }
}

/// Who started it: the audit trail names them, not the job.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Starter {
    Member { member: MemberId, operator: OperatorId },
    ApiKey(ApiKeyId),
    System,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ImportJob {
    task: Task,
    import: ImportId,
    operation: OperationId,
    starter: Starter,
    request_id: String,
}

impl JobSpec for ImportJob {
    const KIND: &'static str = "exchange.import";
    const LANE: Lane = Lane::Imports;

    fn unique_key(&self) -> Option<String> {
        Some(self.operation.to_string())
    }
}

impl ImportJob {
    pub(super) fn new(
        task: Task,
        import: ImportId,
        operation: OperationId,
        caller: &Caller,
    ) -> Self {
        let starter = match caller.actor {
            Actor::Member { member, operator } => Starter::Member { member, operator },
            Actor::ApiKey(key) => Starter::ApiKey(key),
            Actor::Visitor | Actor::System(_) => Starter::System,
        };
        Self { task, import, operation, starter, request_id: caller.request_id.clone() }
    }

    /// Its grants were looked at when it was started.
    fn caller(&self, run: &Run) -> Result<Caller, Error> {
        let workspace =
            run.workspace.ok_or_else(|| Error::internal("an import belongs to a workspace"))?;
        let actor = match self.starter {
            Starter::Member { member, operator } => Actor::Member { member, operator },
            Starter::ApiKey(key) => Actor::ApiKey(key),
            Starter::System => Actor::System(Self::KIND),
        };
        Ok(Caller {
            workspace,
            actor,
            grants: Grants::all(),
            request_id: self.request_id.clone(),
            expected_version: None,
        })
    }
}

/// Works imports off, whatever their target.
pub struct ImportWorker {
    targets: Targets,
    max_rows: i64,
}

impl ImportWorker {
    pub fn new(targets: Targets) -> Self {
        Self { targets, max_rows: MAX_ROWS }
    }

    /// Takes no more rows of a file than these.
    #[must_use]
    pub fn with_max_rows(self, max_rows: i64) -> Self {
        Self { max_rows, ..self }
    }
}

#[async_trait::async_trait]
impl Perform for ImportWorker {
    type Job = ImportJob;

    async fn perform(&self, job: ImportJob, run: &Run) -> Result<(), Error> {
        let work = Work {
            db: &run.db,
            caller: job.caller(run)?,
            job: &job,
            targets: &self.targets,
            max_rows: self.max_rows,
        };
        match work.perform().await {
            Err(error) if run.is_last_attempt() => {
                work.give_up(&error).await?;
                Err(error)
            }
            outcome => outcome,
        }
    }
}

pub(super) struct Work<'a> {
    db: &'a kernel::Db,
    caller: Caller,
    job: &'a ImportJob,
    targets: &'a Targets,
    max_rows: i64,
}

/// Whether there is more to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Next,
    Cancelled,
    /// Somebody else has done or ended it.
    Overtaken,
}

impl Work<'_> {
    async fn perform(&self) -> Result<(), Error> {
        let import = self.load().await?;
        if !self.is_mine(&import) {
            return Ok(());
        }
        let target = self.targets.get(&import.target);
        let target =
            target.ok_or_else(|| Error::internal("no target of this name is wired"))?.as_ref();
        if self.job.task == Task::Undo {
            return undo::perform(self, target).await;
        }
        self.go_through_file(target, &import).await
    }

    async fn load(&self) -> Result<Model, Error> {
        let tx = self.read().await?;
        load(&tx, self.job.import).await
    }

    pub async fn read(&self) -> Result<WorkspaceTx, Error> {
        WorkspaceTx::read(self.db, self.caller.clone()).await
    }

    pub async fn write(&self) -> Result<WorkspaceTx, Error> {
        WorkspaceTx::write(self.db, self.caller.clone()).await
    }

    /// Still the work that this job was left for.
    pub fn is_mine(&self, import: &Model) -> bool {
        import.state == self.job.task.state() && import.operation_id == Some(self.job.operation)
    }

    pub fn import(&self) -> ImportId {
        self.job.import
    }

    pub fn operation(&self) -> OperationId {
        self.job.operation
    }

    pub fn is_check(&self) -> bool {
        self.job.task == Task::Check
    }

    async fn go_through_file(
        &self,
        target: &dyn ImportTarget,
        import: &Model,
    ) -> Result<(), Error> {
        let mut plan = Plan::of(&self.read().await?, target, import).await?;
        let mut batches = rows::stream(
            self.db.clone(),
            self.caller.clone(),
            import.id,
            import.chunks,
            plan.format,
        );
        let mut at = 0;
        while let Some(rows) = batches.recv().await {
            let rows = rows?;
            let first = at;
            at += i64::try_from(rows.len()).map_err(Error::internal)?;
            if at > self.max_rows {
                let surplus = usize::try_from(self.max_rows - first).unwrap_or_default();
                return self.refuse_length(rows[surplus].line).await;
            }
            // Rows before the checkpoint are read again only for their unique values.
            let prepared: Vec<Prepared> = rows.into_iter().map(|row| plan.prepare(row)).collect();
            if at <= import.next_row {
                continue;
            }
            match batch::perform(self, target, &plan, first, prepared).await? {
                Step::Next => {}
                Step::Cancelled => return self.end(End::Cancelled).await,
                Step::Overtaken => return Ok(()),
            }
        }
        self.end(End::Done).await
    }

    /// A file that is too long is not cut short in silence: its first surplus line is named.
    async fn refuse_length(&self, line: u64) -> Result<(), Error> {
        let tx = self.write().await?;
        let mut import = load(&tx, self.job.import).await?;
        if !self.is_mine(&import) {
            return Ok(());
        }
        let fault = Fault::new("too_many_rows").with("max", self.max_rows);
        error::keep(&tx, &mut import, vec![fault.at(line, None, None, "")]).await?;
        save(&tx, import).await?;
        tx.commit().await?;
        self.end(End::Failed(Code::TooLarge.to_string())).await
    }

    pub async fn progress(
        &self,
        tx: &WorkspaceTx,
        done: i64,
        total: Option<i64>,
        counts: &Counts,
    ) -> Result<Step, Error> {
        let counts = json!({
            "rows": counts.rows, "create": counts.create, "update": counts.update, "skip": counts.skip, "error": counts.error,
        });
        let stop =
            operation::advance(tx, self.job.operation, Progress { done, total }, counts).await?;
        Ok(if stop { Step::Cancelled } else { Step::Next })
    }

    /// Ends a check or a run.
    async fn end(&self, end: End) -> Result<(), Error> {
        let tx = self.write().await?;
        let mut import = load(&tx, self.job.import).await?;
        if !self.is_mine(&import) {
            return Ok(());
        }
        let counts: Counts = from_json(&import.counts)?;
        import.state = match (self.job.task, &end) {
            (Task::Check, End::Done) => ImportState::Checked,
            (Task::Check, _) => ImportState::Uploaded,
            (_, End::Done) => ImportState::Finished,
            (_, End::Cancelled) => ImportState::Cancelled,
            (_, End::Failed(_)) => ImportState::Failed,
        };
        if matches!(end, End::Done) {
            import.rows_seen = Some(import.next_row);
        }
        if self.job.task == Task::Run {
            import.finished_at = Some(tx.now());
            import.undo_until = (import.effects > 0).then(|| tx.now() + TimeDelta::days(UNDO_DAYS));
            upload::delete_chunks(&tx, import.id).await?;
            let state = import.state.to_string();
            tx.record(DomainEvent::ImportFinished { import_id: import.id, state }).await?;
        }
        let undo_until = import.undo_until.filter(|_| self.job.task == Task::Run);
        let outcome = match end {
            End::Done => Outcome::Succeeded { undo_until },
            End::Cancelled => Outcome::Cancelled { undo_until },
            End::Failed(code) => Outcome::Failed { code },
        };
        let result =
            json!({"import_id": import.id, "errors_count": import.errors_kept, "counts": counts});
        save(&tx, import).await?;
        operation::finish(&tx, self.job.operation, outcome, result).await?;
        tx.commit().await
    }

    /// After the last try: the import says so, and what it wrote can be taken back.
    async fn give_up(&self, error: &Error) -> Result<(), Error> {
        tracing::error!(import.id = %self.job.import, error = %error, "an import was given up");
        let code = error.code().to_string();
        if self.job.task == Task::Undo {
            return undo::give_up(self, code).await;
        }
        self.end(End::Failed(code)).await
    }
}

enum End {
    Done,
    Cancelled,
    Failed(String),
}
