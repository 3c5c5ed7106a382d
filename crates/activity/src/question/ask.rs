//! Answers questions, and opens the lists behind them.

use super::{
    UnitOfQuestion,
    adoption::{self, AdoptionAnswer, AdoptionQuestion},
    answer::AnswerHead,
    audience::{Customers, key_of},
    drill::{self, CountedUnits, DrillQuery},
    funnel::{self, FunnelAnswer, FunnelQuestion},
    lifecycle::{self, LifecycleAnswer, LifecycleQuestion},
    paths::{self, PathsAnswer, PathsQuestion},
    retention::{self, RetentionAnswer, RetentionQuestion},
    stickiness::{self, StickinessAnswer, StickinessQuestion},
    trends::{self, TrendsAnswer, TrendsQuestion},
};
use crate::{
    Memory,
    index::{bits::Bits, calendar::Day, snapshot::Snapshot},
};
use chrono::{DateTime, Utc};
use kernel::{
    Caller, Db, Error, Findings, Grant,
    metric::{self, Check, Metric},
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

/// Any question.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", content = "parameters", rename_all = "snake_case")]
pub enum Question {
    Trends(TrendsQuestion),
    Funnel(FunnelQuestion),
    Retention(RetentionQuestion),
    Stickiness(StickinessQuestion),
    Lifecycle(LifecycleQuestion),
    Paths(PathsQuestion),
    Adoption(AdoptionQuestion),
}

impl Question {
    pub const fn unit(&self) -> UnitOfQuestion {
        match self {
            Self::Trends(question) => question.unit,
            Self::Funnel(question) => question.unit,
            Self::Retention(question) => question.unit,
            Self::Stickiness(question) => question.unit,
            Self::Lifecycle(question) => question.unit,
            Self::Paths(question) => question.unit,
            Self::Adoption(question) => question.unit,
        }
    }

    /// What is wrong with it on any day; whether its days can be asked about shows when it is asked.
    pub fn findings(&self) -> Findings {
        match self {
            Self::Trends(question) => question.findings(),
            Self::Funnel(question) => question.findings(),
            Self::Retention(question) => question.findings(),
            Self::Stickiness(question) => question.findings(),
            Self::Lifecycle(question) => question.findings(),
            Self::Paths(question) => question.findings(),
            Self::Adoption(question) => question.findings(),
        }
    }
}

/// The index as of one instant, and somebody who asks.
pub struct Asked<'a> {
    pub snapshot: Snapshot<'a>,
    pub(super) customers: &'a dyn Customers,
    pub as_of: DateTime<Utc>,
    pub today: Day,
}

impl<'a> Asked<'a> {
    pub async fn open(
        db: &Db,
        memory: &'a Memory,
        customers: &'a dyn Customers,
        caller: &Caller,
    ) -> Result<Self, Error> {
        let snapshot = Snapshot::open(db, memory, caller).await?;
        snapshot.tx.require(Grant::EventsRead)?;
        let as_of = snapshot.tx.now();
        let today = snapshot.calendar().day_of(as_of.timestamp_millis());
        Ok(Self { snapshot, customers, as_of, today })
    }

    pub async fn trends(&self, question: TrendsQuestion) -> Result<TrendsAnswer, Error> {
        Ok(trends::evaluate(self, question).await?.answer(self))
    }

    pub async fn funnel(&self, question: FunnelQuestion) -> Result<FunnelAnswer, Error> {
        Ok(funnel::evaluate(self, question).await?.answer(self))
    }

    pub async fn retention(&self, question: RetentionQuestion) -> Result<RetentionAnswer, Error> {
        Ok(retention::evaluate(self, question).await?.answer(self))
    }

    pub async fn stickiness(
        &self,
        question: StickinessQuestion,
    ) -> Result<StickinessAnswer, Error> {
        Ok(stickiness::evaluate(self, question).await?.answer(self))
    }

    pub async fn lifecycle(&self, question: LifecycleQuestion) -> Result<LifecycleAnswer, Error> {
        Ok(lifecycle::evaluate(self, question).await?.answer(self))
    }

    pub async fn paths(&self, question: PathsQuestion) -> Result<PathsAnswer, Error> {
        Ok(paths::evaluate(self, question).await?.answer(self))
    }

    pub async fn adoption(&self, question: AdoptionQuestion) -> Result<AdoptionAnswer, Error> {
        Ok(adoption::evaluate(self, question).await?.answer(self))
    }

    /// A page of the units behind one figure.
    pub async fn list(&self, query: &DrillQuery) -> Result<CountedUnits, Error> {
        drill::list(self, query).await
    }

    /// The units behind one figure; nothing where the answer has no such cell.
    pub async fn cell(&self, question: Question, cell: &str) -> Result<Option<Arc<Bits>>, Error> {
        let (cell, key) = key_of(cell);
        match question {
            Question::Trends(question) => {
                Ok(trends::evaluate(self, question).await?.cell(cell, key))
            }
            Question::Funnel(question) => {
                Ok(funnel::evaluate(self, question).await?.cell(cell, key))
            }
            Question::Retention(question) => {
                Ok(retention::evaluate(self, question).await?.cell(cell, key))
            }
            Question::Stickiness(question) => {
                Ok(stickiness::evaluate(self, question).await?.cell(cell, key))
            }
            Question::Lifecycle(question) => {
                Ok(lifecycle::evaluate(self, question).await?.cell(cell, key))
            }
            Question::Paths(question) => Ok(paths::evaluate(self, question).await?.cell(cell)),
            Question::Adoption(question) => {
                Ok(adoption::evaluate(self, question).await?.cell(cell))
            }
        }
    }

    pub(super) fn head(
        &self,
        metric: &Metric,
        question: &Question,
        checks: Vec<Check>,
    ) -> AnswerHead {
        metric::report(&self.snapshot.tx, &checks);
        let calendar = self.snapshot.calendar();
        AnswerHead {
            definition: metric.definition(),
            unit: question.unit(),
            time_zone: calendar.zone,
            week_start: calendar.week_start(),
            as_of: self.as_of,
            drill: drill::token(question),
            checks,
        }
    }

    /// Whether every day before `day` is over.
    pub(super) const fn is_over(&self, day: Day) -> bool {
        self.today >= day
    }
}
