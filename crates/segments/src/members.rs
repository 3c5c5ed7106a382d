//! Who is in a segment: right now by its condition, and in the past as it was counted then.

mod count;

pub(crate) use count::CountMembers;
pub use count::register;

use crate::{
    condition,
    entity::{segment as segment_row, segment_member},
    explanation::SubjectQuery,
    library::Library,
    segment, set, subjects,
};
use activity::question::Asked;
use chrono::{DateTime, NaiveDate, Utc};
use customers::entity::{account, person};
use kernel::{
    Error, WorkspaceTx,
    ids::{AccountId, PersonId, SegmentId},
    page::{Page, PageRequest},
};
use sea_orm::{
    ColumnTrait as _, Condition, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    QueryTrait as _, Select, sea_query::SelectStatement,
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// An account or a person in a segment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SegmentMember {
    /// Null in segments of people.
    pub account_id: Option<AccountId>,
    /// Null in segments of accounts.
    pub person_id: Option<PersonId>,
    pub name: String,
    pub external_id: Option<String>,
    /// Since when it has been counted among them, this time; null before it was counted.
    pub entered_at: Option<DateTime<Utc>>,
}

impl From<account::Model> for SegmentMember {
    fn from(row: account::Model) -> Self {
        Self {
            account_id: Some(row.id),
            person_id: None,
            name: row.name,
            external_id: row.external_id,
            entered_at: None,
        }
    }
}

impl From<person::Model> for SegmentMember {
    fn from(row: person::Model) -> Self {
        Self {
            account_id: None,
            person_id: Some(row.id),
            name: row.name,
            external_id: row.external_id,
            entered_at: None,
        }
    }
}

impl SegmentMember {
    fn id(&self) -> Uuid {
        let ids = [self.account_id.map(Uuid::from), self.person_id.map(Uuid::from)];
        ids.into_iter().flatten().next().unwrap_or_default()
    }
}

#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct MemberFilter {
    /// Who was in it at the end of this day, as it was counted then. Left out: who fulfils the condition now.
    pub as_of_on: Option<NaiveDate>,
}

/// A segment that somebody is in.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SegmentMembership {
    pub segment_id: SegmentId,
    pub name: String,
    /// When it was first counted among them.
    pub entered_at: DateTime<Utc>,
}

/// Who is in the segment, by name.
pub async fn list(
    asked: &Asked<'_>,
    id: SegmentId,
    filter: &MemberFilter,
    page: &PageRequest,
) -> Result<Page<SegmentMember>, Error> {
    let tx = &asked.snapshot.tx;
    segment::require_read(tx)?;
    let row = segment::load(tx, id).await?;
    let end = filter.as_of_on.map(|day| {
        let day = Ord::min(day.to_epoch_days(), asked.today);
        let end = asked.snapshot.calendar().start_of(day + 1);
        DateTime::from_timestamp_millis(end).unwrap_or_default()
    });
    let matching = if let Some(end) = end {
        subjects::is_one_of(row.subject, members_at(tx, id, end))
    } else {
        let condition: condition::Condition =
            serde_json::from_value(row.condition).map_err(Error::internal)?;
        let library = Library::of(tx, &[(&condition, row.subject)]).await?;
        set::compile(asked, &library, row.subject, &condition).await?
    };
    let mut members =
        subjects::page(tx, row.subject, matching, format!("{id}{filter:?}"), page).await?;
    let since = stays(tx, id, end).filter(
        segment_member::Column::SubjectId.is_in(members.data.iter().map(SegmentMember::id)),
    );
    let since: HashMap<Uuid, DateTime<Utc>> =
        since.all(&tx.db).await?.into_iter().map(|row| (row.subject_id, row.entered_at)).collect();
    for member in &mut members.data {
        member.entered_at = since.get(&member.id()).copied();
    }
    Ok(members)
}

/// Who stays in it, or stayed in it before an instant.
fn stays(
    tx: &WorkspaceTx,
    id: SegmentId,
    end: Option<DateTime<Utc>>,
) -> Select<segment_member::Entity> {
    use segment_member::{Column, Entity};
    let stayed = Condition::any()
        .add(Column::LeftAt.is_null())
        .add_option(end.map(|end| Column::LeftAt.gte(end)));
    let select = tx.find::<Entity>().filter(Column::SegmentId.eq(id)).filter(stayed);
    match end {
        Some(end) => select.filter(Column::EnteredAt.lt(end)),
        None => select,
    }
}

/// Who was counted among them last, before an instant.
pub(crate) fn members_at(tx: &WorkspaceTx, id: SegmentId, end: DateTime<Utc>) -> SelectStatement {
    stays(tx, id, Some(end)).select_only().column(segment_member::Column::SubjectId).into_query()
}

/// The segments in use that an account or a person is in, as they were counted last.
pub async fn of(tx: &WorkspaceTx, query: &SubjectQuery) -> Result<Vec<SegmentMembership>, Error> {
    segment::require_read(tx)?;
    let (_, subject) = query.subject()?;
    let rows = memberships(tx, subject).await?;
    let ids = rows.iter().map(|row| row.segment_id);
    let segments = tx.find::<segment_row::Entity>().filter(segment_row::Column::Id.is_in(ids));
    let segments = segments.filter(segment_row::Column::ArchivedAt.is_null());
    let segments = segments.order_by_asc(segment_row::Column::SortName).all(&tx.db).await?;
    let found = segments.into_iter().filter_map(|segment| {
        let row = rows.iter().find(|row| row.segment_id == segment.id)?;
        let entered_at = row.entered_at;
        Some(SegmentMembership { segment_id: segment.id, name: segment.name, entered_at })
    });
    Ok(found.collect())
}

async fn memberships(tx: &WorkspaceTx, subject: Uuid) -> Result<Vec<segment_member::Model>, Error> {
    use segment_member::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::SubjectId.eq(subject));
    Ok(rows.filter(Column::LeftAt.is_null()).all(&tx.db).await?)
}
