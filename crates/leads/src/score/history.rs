//! Closed leads as they were while they could still be scored.
//!
//! What a lead was is read from the audit trail, which every change is written to anyway: a copy of each lead at its capture
//! would know only what rules and models looked at when it was made, and nothing of older leads. What people learn by
//! working on a lead can't be known beforehand: its person, account, validity and outcome are left out.

use super::{engagement, facts::Facts, happening::Happening, learn};
use crate::{
    entity::{lead, lead_stage},
    lead::Fields,
    words::{StatusType, Validity},
};
use chrono::{DateTime, TimeDelta, Utc};
use jobs::{SubjectKind, entity::domain_event};
use kernel::{Error, WorkspaceTx, ids::LeadStageId, is_one_of_ids};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};
use serde_json::{Map, Value};
use std::collections::HashMap;
use uuid::Uuid;

/// A lead is scored for a backtest as it was a week after it came, or just before it was closed.
pub const DAYS: i64 = 7;
/// Leads whose past is read at once.
const AT_ONCE: usize = 2000;

/// A closed lead as it was, and what came of it.
#[derive(Debug)]
pub struct Case {
    pub lead: lead::Model,
    /// What had happened until then, in order.
    pub happenings: Vec<Happening>,
    pub at: DateTime<Utc>,
    pub won: bool,
}

/// The instant up to which a lead's attributes and touches are looked at.
pub fn horizon(lead: &lead::Model) -> DateTime<Utc> {
    let week = lead.created_at + TimeDelta::days(DAYS);
    let open = lead.closed_at.map_or(week, |closed| closed - TimeDelta::milliseconds(1));
    Ord::max(Ord::min(week, open), lead.created_at)
}

/// How many more outcomes are needed before anything is learned. Counts no further than that: everybody who looks at a lead
/// asks.
pub async fn missing(tx: &WorkspaceTx) -> Result<Option<usize>, Error> {
    use lead::Column;
    let count = async |status: StatusType| {
        let rows = closed(tx).filter(Column::StatusType.eq(status)).select_only();
        let rows = rows.column(Column::Id).limit(learn::FEWEST as u64).into_tuple::<Uuid>();
        Ok::<_, Error>(rows.all(&tx.db).await?.len())
    };
    Ok(learn::missing(count(StatusType::Won).await?, count(StatusType::Lost).await?))
}

/// How many leads were won and lost.
pub async fn outcomes(tx: &WorkspaceTx) -> Result<(usize, usize), Error> {
    use lead::Column;
    let count = async |status: StatusType| {
        let rows = closed(tx).filter(Column::StatusType.eq(status)).count(&tx.db).await?;
        usize::try_from(rows).map_err(Error::internal)
    };
    Ok((count(StatusType::Won).await?, count(StatusType::Lost).await?))
}

fn closed(tx: &WorkspaceTx) -> sea_orm::Select<lead::Entity> {
    use lead::{Column, Entity};
    tx.find::<Entity>()
        .filter(Column::StatusType.is_in([StatusType::Won, StatusType::Lost]))
        .filter(Column::ClosedAt.is_not_null())
        .filter(Column::MergedIntoId.is_null())
}

/// The leads that came last of those that are closed, at most so many, in the order in which they came. `events`: the numbers
/// of the names that matter.
pub async fn cases(tx: &WorkspaceTx, most: u64, events: &[i32]) -> Result<Vec<Case>, Error> {
    use lead::Column;
    let newest = closed(tx).order_by_desc(Column::CreatedAt).order_by_desc(Column::Id).limit(most);
    let mut rows = newest.all(&tx.db).await?;
    rows.reverse();
    let stages = tx.find::<lead_stage::Entity>().all(&tx.db).await?;
    let stages = stages.into_iter().map(|row| (row.id, row.status_type)).collect();
    let mut cases = Vec::with_capacity(rows.len());
    for rows in rows.chunks(AT_ONCE) {
        let past = Past::read(tx, rows).await?;
        let mut facts = Facts::read_past(tx, rows, events, horizon).await?;
        for row in rows {
            let at = horizon(row);
            cases.push(Case {
                lead: past.at(row, at, &stages),
                happenings: engagement::in_order(facts.take(row.id), at),
                at,
                won: row.status_type == StatusType::Won,
            });
        }
    }
    Ok(cases)
}

/// What was changed of leads, the earliest first.
#[derive(Debug, Default)]
struct Past(HashMap<Uuid, Vec<(DateTime<Utc>, Value)>>);

impl Past {
    async fn read(tx: &WorkspaceTx, leads: &[lead::Model]) -> Result<Self, Error> {
        use domain_event::{Column, Entity};
        let ids = leads.iter().map(|lead| lead.id);
        let rows = tx
            .find::<Entity>()
            .filter(is_one_of_ids(tx.backend(), Expr::col(Column::SubjectId), ids))
            .filter(Column::SubjectKind.eq(SubjectKind::Lead.as_str()))
            .filter(Column::Changes.is_not_null())
            .select_only()
            .columns([Column::SubjectId, Column::RecordedAt, Column::Changes])
            .order_by_asc(Column::RecordedAt)
            .order_by_asc(Column::Id);
        let rows: Vec<(Uuid, DateTime<Utc>, Value)> = rows.into_tuple().all(&tx.db).await?;
        let mut past = Self::default();
        for (lead, at, changes) in rows {
            past.0.entry(lead).or_default().push((at, changes));
        }
        Ok(past)
    }

    /// The lead as it was.
    fn at(
        &self,
        now: &lead::Model,
        at: DateTime<Utc>,
        stages: &HashMap<LeadStageId, StatusType>,
    ) -> lead::Model {
        let mut lead = now.clone();
        let later = self.0.get(&now.id.uuid()).into_iter().flatten();
        let mut before = Map::new();
        for (_, changes) in later.filter(|(changed, _)| *changed > at) {
            for (field, change) in changes.as_object().into_iter().flatten() {
                if let (false, Some(value)) = (before.contains_key(field), change.get("before")) {
                    before.insert(field.clone(), value.clone());
                }
            }
        }
        if !before.is_empty() {
            restore(&mut lead, before);
        }
        let status = stages.get(&lead.stage_id).copied().filter(|status| status.is_live());
        lead.status_type = status.unwrap_or(StatusType::Open);
        lead.validity = Validity::Unknown;
        lead.last_activity_at = None;
        lead.lost_reason = None;
        lead.lost_note = None;
        lead.lost_from_stage_id = None;
        (lead.won_at, lead.closed_at) = (None, None);
        (lead.person_id, lead.account_id) = (None, None);
        lead
    }
}

/// Puts back what was replaced. Contact data is concealed in the audit trail, which keeps whether there was any.
fn restore(lead: &mut lead::Model, mut before: Map<String, Value>) {
    let had = |before: &mut Map<String, Value>, field: &str| {
        before.remove(field).and_then(|value| value.as_bool()) != Some(false)
    };
    let contact = ["has_phone", "has_email", "has_wechat"].map(|field| had(&mut before, field));
    if let Ok(Value::Object(mut fields)) = serde_json::to_value(Fields::of(lead)) {
        let stage = before.get("stage_id").cloned().and_then(|id| serde_json::from_value(id).ok());
        fields.extend(before);
        if let Ok(fields) = serde_json::from_value::<Fields>(Value::Object(fields)) {
            fields.apply(lead);
        }
        lead.stage_id = stage.unwrap_or(lead.stage_id);
    }
    let [had_phone, had_email, had_wechat] = contact;
    lead.phone = lead.phone.take().filter(|_| had_phone);
    lead.email = lead.email.take().filter(|_| had_email);
    lead.wechat = lead.wechat.take().filter(|_| had_wechat);
}
