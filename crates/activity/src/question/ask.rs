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
    range,
    retention::{self, RetentionAnswer, RetentionQuestion},
    stickiness::{self, StickinessAnswer, StickinessQuestion},
    trends::{self, TrendsAnswer, TrendsQuestion},
};
use crate::{
    Memory,
    index::{bits::Bits, calendar::Day, snapshot::Snapshot},
};
use chrono::{DateTime, NaiveDate, Utc};
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

    /// The day at whose end it is asked; now where there is none.
    const fn as_of_on(&self) -> Option<NaiveDate> {
        match self {
            Self::Trends(question) => question.as_of_on,
            Self::Funnel(question) => question.as_of_on,
            Self::Retention(question) => question.as_of_on,
            Self::Stickiness(question) => question.as_of_on,
            Self::Lifecycle(question) => question.as_of_on,
            Self::Paths(question) => question.as_of_on,
            Self::Adoption(question) => question.as_of_on,
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
    /// The last day on which anything counts.
    pub today: Day,
    /// Every day before this one is over.
    over: Day,
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
        Ok(Self { snapshot, customers, as_of, today, over: today })
    }

    /// Turns to the end of a day, or to now; a day that is not over is now. `findings` are those of the question, to be
    /// told together with what is wrong with the day.
    fn turn_to(
        &mut self,
        as_of_on: Option<NaiveDate>,
        findings: impl FnOnce() -> Findings,
    ) -> Result<(), Error> {
        let calendar = self.snapshot.calendar();
        self.snapshot.see_until(None);
        self.as_of = self.snapshot.tx.now();
        self.today = calendar.day_of(self.as_of.timestamp_millis());
        self.over = self.today;
        if let Some(flaw) = as_of_on.and_then(|day| range::not_yet("/as_of_on", day, self.today)) {
            let mut findings = findings();
            findings.add(flaw);
            return findings.finish();
        }
        let past = as_of_on.map(|day| day.to_epoch_days()).filter(|day| *day < self.today);
        if let Some(day) = past {
            (self.today, self.over) = (day, day + 1);
            let end = DateTime::from_timestamp_millis(calendar.start_of(self.over));
            self.as_of = end.unwrap_or(self.as_of);
            self.snapshot.see_until(Some(self.over));
        }
        Ok(())
    }

    /// Whether it is asked about the past.
    pub const fn looks_back(&self) -> bool {
        self.over > self.today
    }

    pub async fn trends(&mut self, question: TrendsQuestion) -> Result<TrendsAnswer, Error> {
        self.turn_to(question.as_of_on, || question.findings())?;
        Ok(trends::evaluate(self, question).await?.answer(self))
    }

    pub async fn funnel(&mut self, question: FunnelQuestion) -> Result<FunnelAnswer, Error> {
        self.turn_to(question.as_of_on, || question.findings())?;
        Ok(funnel::evaluate(self, question).await?.answer(self))
    }

    pub async fn retention(
        &mut self,
        question: RetentionQuestion,
    ) -> Result<RetentionAnswer, Error> {
        self.turn_to(question.as_of_on, || question.findings())?;
        Ok(retention::evaluate(self, question).await?.answer(self))
    }

    pub async fn stickiness(
        &mut self,
        question: StickinessQuestion,
    ) -> Result<StickinessAnswer, Error> {
        self.turn_to(question.as_of_on, || question.findings())?;
        Ok(stickiness::evaluate(self, question).await?.answer(self))
    }

    pub async fn lifecycle(
        &mut self,
        question: LifecycleQuestion,
    ) -> Result<LifecycleAnswer, Error> {
        self.turn_to(question.as_of_on, || question.findings())?;
        Ok(lifecycle::evaluate(self, question).await?.answer(self))
    }

    pub async fn paths(&mut self, question: PathsQuestion) -> Result<PathsAnswer, Error> {
        self.turn_to(question.as_of_on, || question.findings())?;
        Ok(paths::evaluate(self, question).await?.answer(self))
    }

    pub async fn adoption(&mut self, question: AdoptionQuestion) -> Result<AdoptionAnswer, Error> {
        self.turn_to(question.as_of_on, || question.findings())?;
        Ok(adoption::evaluate(self, question).await?.answer(self))
    }

    /// A page of the units behind one figure.
    pub async fn list(&mut self, query: &DrillQuery) -> Result<CountedUnits, Error> {
        drill::list(self, query).await
    }

    /// The units behind one figure; nothing where the answer has no such cell.
    pub async fn cell(
        &mut self,
        question: Question,
        cell: &str,
    ) -> Result<Option<Arc<Bits>>, Error> {
        self.turn_to(question.as_of_on(), || question.findings())?;
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
            Question::Paths(question) => Ok(paths::evaluate(self, question).await?.cell(cell, key)),
            Question::Adoption(question) => {
                Ok(adoption::evaluate(self, question).await?.cell(cell, key))
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
        self.over >= day
    }
}
