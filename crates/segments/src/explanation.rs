//! Why one account or person is in a segment, or is not.

use crate::{
    condition::{Condition, SegmentSubject},
    library::Library,
    one::{self, ExplainedNode},
    segment,
};
use activity::question::Asked;
use chrono::{DateTime, Utc};
use kernel::{
    Error,
    ids::{AccountId, PersonId, SegmentId},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// One account or one person.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct SubjectQuery {
    pub account_id: Option<AccountId>,
    pub person_id: Option<PersonId>,
}

impl SubjectQuery {
    /// The one that is asked about.
    pub(crate) fn subject(&self) -> Result<(SegmentSubject, Uuid), Error> {
        match (self.account_id, self.person_id) {
            (Some(id), None) => Ok((SegmentSubject::Account, id.uuid())),
            (None, Some(id)) => Ok((SegmentSubject::Person, id.uuid())),
            (Some(_), Some(_)) => Err(Error::invalid_field("/person_id", "not_allowed")),
            (None, None) => Err(Error::invalid_field("/account_id", "required")),
        }
    }
}

/// Why somebody is in a segment, or is not.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SegmentExplanation {
    /// Whether the whole condition is fulfilled right now.
    pub is_member: bool,
    pub node: ExplainedNode,
    pub as_of: DateTime<Utc>,
}

/// Looks at one account or person.
pub async fn explain(
    asked: &Asked<'_>,
    id: SegmentId,
    query: &SubjectQuery,
) -> Result<SegmentExplanation, Error> {
    let tx = &asked.snapshot.tx;
    segment::require_read(tx)?;
    let row = segment::load(tx, id).await?;
    let (subject, of) = query.subject()?;
    if subject != row.subject {
        let pointer = if subject == SegmentSubject::Account { "/account_id" } else { "/person_id" };
        return Err(Error::invalid_field(pointer, "not_allowed"));
    }
    let condition: Condition = serde_json::from_value(row.condition).map_err(Error::internal)?;
    let library = Library::of(tx, &[(&condition, subject)]).await?;
    let node = one::explain(asked, &library, subject, of, &condition).await?;
    let node = node.ok_or_else(|| Error::not_found(subject.as_str()))?;
    Ok(SegmentExplanation { is_member: node.holds, node, as_of: asked.as_of })
}
