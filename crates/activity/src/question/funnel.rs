//! Funnels: who did the steps one after the other, within the window, and where the others stopped.

mod answer;
mod attempt;
mod ordered;
mod outcome;
mod tally;
mod thorough;

pub use answer::FunnelAnswer;

use super::{
    UnitOfQuestion,
    ask::Asked,
    audience::{self, Audience, Breakdown, Parted},
    range::{self, Range},
    retention::default_unit,
    selector::{EventSelector, Events, Pass, Selected, flaws},
};
use crate::index::{
    bits::Bits,
    calendar::{Calendar, Day, Period, Span, date},
};
use attempt::Exclude;
use chrono::NaiveDate;
use kernel::{Error, FieldError, Findings, Limited, ids::SegmentId};
use outcome::Outcome;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use tally::{Groups, Tally};
use utoipa::ToSchema;
use validator::Validate;

const WEEK_SECONDS: u32 = 604_800;

kernel::words! {
    /// In which order the steps must be done.
    pub enum FunnelOrder {
        /// One after the other; other events may come between.
        Ordered = "ordered",
        /// One after the other, with no other event between.
        Strict = "strict",
        /// In any order: step k is any k different steps.
        Any = "any",
    }
}

/// Ask who gets through.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct FunnelQuestion {
    #[serde(default = "default_unit")]
    pub unit: UnitOfQuestion,
    /// What must be done, one after the other.
    #[validate(nested)]
    #[schema(value_type = Vec<EventSelector>, min_items = 2, max_items = 10)]
    pub steps: Limited<EventSelector, 2, 10>,
    #[serde(default = "default_order")]
    pub order: FunnelOrder,
    /// How long after step 1 the last step counts; the end is included. At most 366 days.
    #[serde(default = "default_window")]
    #[validate(range(min = 1, max = 31_622_400))]
    #[schema(minimum = 1, maximum = 31_622_400, example = 604_800)]
    pub window_seconds: u32,
    /// An attempt during which one of these happens does not count.
    #[serde(default)]
    #[validate(nested)]
    #[schema(value_type = Vec<FunnelExclusion>, max_items = 5, required = false)]
    pub exclusions: Limited<FunnelExclusion, 0, 5>,
    /// The first day on which an attempt may start; by default 30 days are looked at.
    pub from_on: Option<NaiveDate>,
    /// The last one; today by default. Later steps may come after it.
    pub to_on: Option<NaiveDate>,
    /// So many days up to `to_on`, instead of `from_on`; at most 3 653. The answer names the days themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(range(min = 1, max = 3653))]
    #[schema(minimum = 1, maximum = 3653, example = 90)]
    pub last_days: Option<u16>,
    /// The day at whose end the question is asked; now if left out. Only what happened until then counts, as far as it is
    /// known by now: late events, merges and erasures since are in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of_on: Option<NaiveDate>,
    /// Only those who are in this segment now, or were in it as of then; everybody if left out.
    pub segment_id: Option<SegmentId>,
    /// By what they are split; not at all if left out.
    #[validate(nested)]
    pub breakdown: Option<Breakdown>,
}

/// What must not happen between two steps.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct FunnelExclusion {
    #[validate(nested)]
    pub event: EventSelector,
    /// It counts from after this step, 1 being the first.
    #[serde(default = "first_step")]
    #[validate(range(min = 1, max = 9))]
    #[schema(minimum = 1, maximum = 9, example = 1)]
    pub from_step: u8,
    /// Up to this one; the last if left out.
    #[validate(range(min = 2, max = 10))]
    #[schema(minimum = 2, maximum = 10)]
    pub to_step: Option<u8>,
}

const fn default_order() -> FunnelOrder {
    FunnelOrder::Ordered
}
const fn default_window() -> u32 {
    WEEK_SECONDS
}
const fn first_step() -> u8 {
    1
}

pub struct Funnel {
    question: FunnelQuestion,
    outcomes: Parted<Outcome>,
}

/// What is looked at for a question.
struct Scope<'a> {
    asked: &'a Asked<'a>,
    question: &'a FunnelQuestion,
    /// The days on which attempts begin, and those on which steps count.
    span: Span,
    wide: Span,
    steps: Vec<Selected>,
    /// Whoever began.
    beginners: Bits,
}

pub async fn evaluate(asked: &Asked<'_>, question: FunnelQuestion) -> Result<Funnel, Error> {
    let (question, span) = check(asked, question)?;
    let audience =
        asked.audience(question.unit, question.segment_id, question.breakdown.as_ref()).await?;
    let scope = Scope::of(asked, &question, span, &audience).await?;
    let days: Vec<Day> = span.days().collect();
    let parts = audience.parts(|| scope.beginners.clone(), &days);
    let groups = Groups::new(asked.snapshot.calendar(), span, parts);
    let mut tally = Tally::new(&groups, question.steps.len());
    if question.order == FunnelOrder::Ordered && question.exclusions.is_empty() {
        ordered::add_all(&scope, &mut tally).await?;
    } else {
        thorough::add_all(&scope, &mut tally).await?;
    }
    let outcomes = tally.close();
    Ok(Funnel { question, outcomes })
}

impl<'a> Scope<'a> {
    async fn of(
        asked: &'a Asked<'a>,
        question: &'a FunnelQuestion,
        span: Span,
        audience: &Audience,
    ) -> Result<Self, Error> {
        let (snapshot, kind) = (&asked.snapshot, question.unit.kind());
        let days = i32::try_from(question.window_seconds.div_ceil(86_400)).unwrap_or(i32::MAX);
        let until = span.until.saturating_add(days).saturating_add(1).min(asked.today + 1);
        let wide = Span { from: span.from, until: until.max(span.until) };
        let mut steps = Vec::with_capacity(question.steps.len());
        for selector in question.steps.iter() {
            let events = Events::find(snapshot, Some(selector)).await?;
            steps.push(events.select(snapshot, kind, wide, Pass::Each).await?);
        }
        // With steps in any order, by any of them.
        let mut beginners = Bits::default();
        let first = if question.order == FunnelOrder::Any { steps.as_slice() } else { &steps[..1] };
        for step in first {
            for set in step.sets(snapshot, kind, &[span]).await? {
                beginners.unite(&set);
            }
        }
        audience.keep_in(&mut beginners);
        Ok(Self { asked, question, span, wide, steps, beginners })
    }

    fn calendar(&self) -> Calendar {
        self.asked.snapshot.calendar()
    }

    /// In milliseconds.
    fn window(&self) -> i64 {
        i64::from(self.question.window_seconds) * 1000
    }
}

impl FunnelExclusion {
    fn of(&self, steps: usize) -> Exclude {
        let to = self.to_step.map_or(steps, |to| usize::from(to).min(steps));
        Exclude { from: usize::from(self.from_step) - 1, to: to - 1 }
    }
}

impl FunnelQuestion {
    /// What is wrong with it on any day.
    pub fn findings(&self) -> Findings {
        let mut findings = Findings::of(self);
        findings.extend(range::clash(self.from_on, self.last_days));
        findings.extend(audience::flaws(self.unit, self.breakdown.as_ref()));
        for (index, step) in self.steps.iter().enumerate() {
            findings.extend(flaws(&format!("/steps/{index}"), Some(step)));
        }
        for (index, exclusion) in self.exclusions.iter().enumerate() {
            findings.extend(flaws(&format!("/exclusions/{index}/event"), Some(&exclusion.event)));
            if exclusion.to_step.is_some_and(|to| to <= exclusion.from_step) {
                let pointer = format!("/exclusions/{index}/to_step");
                findings.add(
                    FieldError::new(pointer, "too_small").with("min", exclusion.from_step + 1),
                );
            }
        }
        findings
    }
}

fn check(asked: &Asked<'_>, mut question: FunnelQuestion) -> Result<(FunnelQuestion, Span), Error> {
    question.findings().finish()?;
    let range = Range::of(question.from_on, question.to_on, question.last_days.take());
    let (from, to) = range::days(asked.snapshot.calendar(), Period::Day, range, asked.today)?;
    (question.from_on, question.to_on) = (Some(date(from)), Some(date(to)));
    Ok((question, Span { from, until: to + 1 }))
}

impl Funnel {
    /// `reached.2`, `dropped.2` and `open.2` are of step 2; `converted`, `dropped`, `open` and `excluded` of the whole; with
    /// a key, those of a group.
    pub fn cell(&self, id: &str, key: Option<&str>) -> Option<Arc<Bits>> {
        self.outcomes.get(key)?.cell(id)
    }
}
