//! How often promises of a first answer are kept.

use crate::{
    analysis::Durations,
    entity::{
        lead,
        lead_response::{Column, Entity},
    },
};
use chrono::{DateTime, TimeDelta, Utc};
use identity::member::{MemberRef, refs};
use kernel::{Error, FieldError, Grant, WorkspaceTx, ids::MemberId};
use sea_orm::{ColumnTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationDef};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};

const USUAL_DAYS: i64 = 30;

/// Which clocks are counted.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct ResponsePeriod {
    /// Those that started here or later; default thirty days ago.
    pub started_at_gte: Option<DateTime<Utc>>,
    /// Those that started before; default now.
    pub started_at_lt: Option<DateTime<Utc>>,
}

/// How often promises were kept.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ResponseFigures {
    /// Clocks that began at this time or later.
    pub started_at_gte: DateTime<Utc>,
    /// Clocks that began before this time.
    pub started_at_lt: DateTime<Utc>,
    #[serde(flatten)]
    pub all: ResponseCounts,
    /// By who answered, or who should have.
    pub reps: Vec<RepResponse>,
}

/// The promises to the leads of one member.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RepResponse {
    /// Null for leads that nobody had.
    pub member: Option<MemberRef>,
    #[serde(flatten)]
    pub counts: ResponseCounts,
}

/// Promises and what became of them.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct ResponseCounts {
    /// Answered in time.
    pub met: u64,
    /// Not answered in time.
    pub breached: u64,
    /// Neither yet; in no share.
    pub running: u64,
    /// Met of those that are met or breached, 0 to 1; null without any.
    pub met_share: Option<f64>,
    /// The 95 % interval of that share (Wilson).
    pub met_share_low: Option<f64>,
    /// The upper end of Wilson's 95 % interval.
    pub met_share_high: Option<f64>,
    /// Half were answered within so much working time; null if none was answered.
    pub median_seconds: Option<f64>,
    /// Nine of ten were answered within so much working time; null if none was answered.
    pub p90_seconds: Option<f64>,
}

#[derive(Default)]
struct Tally {
    met: u64,
    breached: u64,
    running: u64,
    seconds: Vec<i64>,
}

type Found = (Option<MemberId>, Option<MemberId>, Option<DateTime<Utc>>, Option<i64>);

pub async fn figures(tx: &WorkspaceTx, period: ResponsePeriod) -> Result<ResponseFigures, Error> {
    tx.require(Grant::LeadsRead)?;
    let until = period.started_at_lt.unwrap_or(tx.now());
    let from = period.started_at_gte.unwrap_or(until - TimeDelta::days(USUAL_DAYS));
    if until < from {
        return Err(Error::invalid(vec![FieldError::new("/started_at_lt", "before_start")]));
    }
    let rows = tx.find::<Entity>().select_only();
    let rows = rows.column(Column::AnsweredById).column(lead::Column::OwnerId);
    let rows = rows.column(Column::BreachedAt).column(Column::AnsweredSeconds);
    let rows = rows.join(JoinType::InnerJoin, to_lead());
    let rows = rows.filter(Column::StartedAt.gte(from)).filter(Column::StartedAt.lt(until));
    let rows: Vec<Found> = rows.into_tuple().all(&tx.db).await?;
    let (mut all, mut by_rep) = (Tally::default(), BTreeMap::<_, Tally>::new());
    for (answered_by, owner, breached_at, seconds) in rows {
        for tally in [&mut all, by_rep.entry(answered_by.or(owner)).or_default()] {
            tally.add(breached_at.is_some(), seconds);
        }
    }
    let names = refs(tx, by_rep.keys().copied().flatten()).await?;
    let reps = by_rep.into_iter().map(|(id, tally)| RepResponse {
        member: id.and_then(|id| names.get(&id).cloned()),
        counts: tally.finish(),
    });
    Ok(ResponseFigures {
        started_at_gte: from,
        started_at_lt: until,
        reps: reps.collect(),
        all: all.finish(),
    })
}

impl Tally {
    fn add(&mut self, is_breached: bool, seconds: Option<i64>) {
        match (is_breached, seconds) {
            (true, _) => self.breached += 1,
            (false, Some(_)) => self.met += 1,
            (false, None) => self.running += 1,
        }
        self.seconds.extend(seconds);
    }

    fn finish(self) -> ResponseCounts {
        let Durations { median_seconds, p90_seconds, .. } = Durations::of(self.seconds);
        let decided = self.met + self.breached;
        let interval = statistics::proportion::wilson(self.met, decided);
        ResponseCounts {
            met: self.met,
            breached: self.breached,
            running: self.running,
            met_share: crate::routing::share(self.met, decided),
            met_share_low: interval.map(|it| it.low),
            met_share_high: interval.map(|it| it.high),
            median_seconds,
            p90_seconds,
        }
    }
}

fn to_lead() -> RelationDef {
    Entity::belongs_to(lead::Entity).from(Column::LeadId).to(lead::Column::Id).into()
}
