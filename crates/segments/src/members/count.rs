//! Keeps who is in each segment: what changed since the last count is told as events. A new condition is no change of those
//! who fulfil it, so its first count tells nothing.

use crate::{
    audience::KnownCustomers,
    condition::Condition,
    entity::{
        segment,
        segment_member::{self, Column, Entity},
    },
    library::Library,
    set, subjects,
};
use activity::{Memory, question::Asked};
use customers::rows::insert_all;
use jobs::{
    DomainEvent, JobSpec, Perform, Record as _, Registry, Run, Schedule, Subject, enqueue_all,
};
use kernel::{
    Caller, Changes, Error, SystemTx, WorkspaceTx,
    ids::{SegmentId, WorkspaceId},
    is_one_of_ids,
};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ExprTrait as _, IntoActiveModel as _,
    PaginatorTrait as _, QueryFilter as _, QuerySelect as _,
    sea_query::{Expr, SelectStatement},
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use uuid::Uuid;

/// Rows of one UPDATE.
const AT_ONCE: usize = 5000;

/// Counts one segment.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct CountMembers {
    pub segment_id: SegmentId,
}

impl JobSpec for CountMembers {
    const KIND: &'static str = "segment.count";
}

/// Counts every segment that is in use.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct CountAllSegments {}

impl JobSpec for CountAllSegments {
    const KIND: &'static str = "segments.count_all";
}

/// Counts every five minutes, and each segment when it asks for it.
pub fn register(registry: Registry) -> Result<Registry, Error> {
    let all = Schedule::new("segments.count_all", "*/5 * * * *", CountAllSegments {})?;
    let memory = Arc::new(Memory::default());
    Ok(registry.perform(CountSegments { memory }).perform(CountEach).schedule(all))
}

struct CountEach;

#[async_trait::async_trait]
impl Perform for CountEach {
    type Job = CountAllSegments;

    async fn perform(&self, _: CountAllSegments, run: &Run) -> Result<(), Error> {
        use segment::{Column, Entity};
        let tx = SystemTx::write(&run.db).await?;
        let rows = tx.find::<Entity>().filter(Column::ArchivedAt.is_null()).select_only();
        let rows = rows.columns([Column::WorkspaceId, Column::Id]);
        let rows: Vec<(WorkspaceId, SegmentId)> = rows.into_tuple().all(&tx.db).await?;
        let jobs: Vec<_> = rows
            .into_iter()
            .map(|(workspace, segment_id)| (workspace, CountMembers { segment_id }))
            .collect();
        enqueue_all(&tx, &jobs).await?;
        tx.commit().await
    }
}

/// Performs [`CountMembers`].
struct CountSegments {
    memory: Arc<Memory>,
}

#[async_trait::async_trait]
impl Perform for CountSegments {
    type Job = CountMembers;

    async fn perform(&self, job: CountMembers, run: &Run) -> Result<(), Error> {
        let Some(workspace) = run.workspace else { return Ok(()) };
        let caller = Caller::system(workspace, Self::Job::KIND);
        let asked = Asked::open(&run.db, &self.memory, &KnownCustomers, &caller).await?;
        let Some(seen) = find(&asked.snapshot.tx, job.segment_id).await? else { return Ok(()) };
        let condition: Condition =
            serde_json::from_value(seen.condition.clone()).map_err(Error::internal)?;
        let library = Library::of(&asked.snapshot.tx, &[(&condition, seen.subject)]).await?;
        let matching = set::compile(&asked, &library, seen.subject, &condition).await?;
        drop(asked);
        let tx = WorkspaceTx::write(&run.db, caller).await?;
        let matching = subjects::ids(&tx, seen.subject, matching);
        // A condition that changed meanwhile has a job of its own.
        if let Some(row) = find_to_change(&tx, &seen).await? {
            keep(&tx, row, matching).await?;
        }
        tx.commit().await
    }
}

async fn find(tx: &WorkspaceTx, id: SegmentId) -> Result<Option<segment::Model>, Error> {
    use segment::{Column, Entity};
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).filter(Column::ArchivedAt.is_null());
    Ok(row.one(&tx.db).await?)
}

async fn find_to_change(
    tx: &WorkspaceTx,
    seen: &segment::Model,
) -> Result<Option<segment::Model>, Error> {
    use segment::{Column, Entity};
    let row = tx.find::<Entity>().filter(Column::Id.eq(seen.id)).lock_exclusive();
    let row = row.one(&tx.db).await?;
    Ok(row.filter(|row| row.archived_at.is_none() && row.condition == seen.condition))
}

/// Brings the members to those of the query.
async fn keep(
    tx: &WorkspaceTx,
    mut row: segment::Model,
    matching: SelectStatement,
) -> Result<(), Error> {
    let (entered, left) = differences(tx, row.id, matching).await?;
    let new = entered.iter().map(|subject_id| segment_member::Model {
        id: tx.new_id(),
        workspace_id: tx.workspace(),
        segment_id: row.id,
        subject_id: *subject_id,
        entered_at: tx.now(),
        left_at: None,
    });
    insert_all::<Entity>(tx, new.collect()).await?;
    for ids in left.chunks(AT_ONCE) {
        let among = is_one_of_ids(tx.backend(), Expr::col(Column::SubjectId), ids.to_vec());
        tx.update::<Entity>()
            .col_expr(Column::LeftAt, Expr::value(tx.now()))
            .filter(Column::SegmentId.eq(row.id))
            .filter(Column::LeftAt.is_null())
            .filter(among)
            .exec(&tx.db)
            .await?;
    }
    if row.counted_version.is_some() {
        tell(tx, &row, &entered, &left).await?;
    }
    let members = tx.find::<Entity>().filter(Column::SegmentId.eq(row.id));
    let members = members.filter(Column::LeftAt.is_null()).count(&tx.db).await?;
    row.member_count = Some(i64::try_from(members).unwrap_or(i64::MAX));
    row.counted_at = Some(tx.now());
    row.counted_version = Some(row.version);
    row.into_active_model().reset_all().update(&tx.db).await?;
    Ok(())
}

/// Who is to be in and is not yet, and who is in and no longer should be.
async fn differences(
    tx: &WorkspaceTx,
    id: SegmentId,
    matching: SelectStatement,
) -> Result<(Vec<Uuid>, Vec<Uuid>), Error> {
    use sea_orm::{ConnectionTrait as _, QueryTrait as _};
    let open = || {
        let rows = tx.find::<Entity>().filter(Column::SegmentId.eq(id));
        rows.filter(Column::LeftAt.is_null()).select_only().column(Column::SubjectId)
    };
    let mut new = matching.clone();
    new.and_where(Expr::col("id").not_in_subquery(open().into_query()));
    let rows = tx.db.query_all(&new).await?;
    let entered: Result<Vec<Uuid>, _> = rows.iter().map(|row| row.try_get_by_index(0)).collect();
    let left = open().filter(Column::SubjectId.not_in_subquery(matching));
    let left = left.into_tuple::<Uuid>().all(&tx.db).await?;
    Ok((entered?, left))
}

async fn tell(
    tx: &WorkspaceTx,
    row: &segment::Model,
    entered: &[Uuid],
    left: &[Uuid],
) -> Result<(), Error> {
    let segment_id = row.id;
    let subject = |id: &Uuid| Subject { kind: row.subject.kind(), id: *id };
    let entered =
        entered.iter().map(|id| DomainEvent::SegmentEntered { segment_id, subject: subject(id) });
    let left = left.iter().map(|id| DomainEvent::SegmentLeft { segment_id, subject: subject(id) });
    let events = entered.chain(left).map(|event| (event, Changes::default()));
    tx.record_all(events.collect()).await
}
