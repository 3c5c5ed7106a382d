//! Paths: what people do one after the other within a visit, as a flow from step to step.

mod answer;
mod course;
mod flow;
mod ranks;
mod units;

pub use answer::PathsAnswer;

use super::{
    UnitOfQuestion,
    ask::Asked,
    audience::{self, Breakdown, Parted},
    range::{self, Range},
    retention::default_unit,
    visits::{Moment, USUAL_GAP, Visits},
};
use crate::{
    index::{
        bits::Bits,
        calendar::{Period, Span, date},
        snapshot::Names,
    },
    name,
};
use chrono::NaiveDate;
use course::Course;
use flow::Flow;
use kernel::{Error, FieldError, Findings, ids::SegmentId};
use ranks::Ranks;
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};
use utoipa::ToSchema;
use validator::Validate;

/// Ask what people do one after the other.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct PathsQuestion {
    #[serde(default = "default_unit")]
    pub unit: UnitOfQuestion,
    /// The events that paths are made of; all of them if left out.
    #[serde(default)]
    #[validate(length(max = 50))]
    #[schema(max_items = 50, required = false, example = json!(["report_opened"]))]
    pub names: Vec<String>,
    /// Events that are passed over.
    #[serde(default)]
    #[validate(length(max = 50))]
    #[schema(max_items = 50, required = false)]
    pub without: Vec<String>,
    /// Paths begin where this event first happens in a visit; visits without it are left out.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub start: Option<String>,
    /// Paths end where this event first happens after the start; visits without it are left out. With an end and no
    /// start the last step is the end, and the steps before lead there.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub end: Option<String>,
    /// How many steps are shown. Of a longer path between a start and an end, the middle is one step `between`.
    #[serde(default = "default_steps")]
    #[validate(range(min = 2, max = 10))]
    #[schema(minimum = 2, maximum = 10, example = 5)]
    pub steps: u8,
    /// How many different events each step shows; the others of the step are one, `other`.
    #[serde(default = "default_per_step")]
    #[validate(range(min = 1, max = 20))]
    #[schema(minimum = 1, maximum = 20, example = 8)]
    pub per_step: u8,
    /// A pause of so many seconds ends a visit. It is measured between the events that paths are made of.
    #[serde(default = "default_gap")]
    #[validate(range(min = 60, max = 86_400))]
    #[schema(minimum = 60, maximum = 86_400, example = 1800)]
    pub gap_seconds: u32,
    /// The first day; by default 30 days are looked at.
    pub from_on: Option<NaiveDate>,
    /// The last one; today by default.
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
    /// By what they are split; not at all if left out. Every group has the steps and events of everybody.
    #[validate(nested)]
    pub breakdown: Option<Breakdown>,
}

const fn default_steps() -> u8 {
    5
}
const fn default_per_step() -> u8 {
    8
}
const fn default_gap() -> u32 {
    USUAL_GAP
}

pub struct Paths {
    question: PathsQuestion,
    flows: Parted<Flow>,
    names: HashMap<i32, String>,
}

pub async fn evaluate(asked: &Asked<'_>, question: PathsQuestion) -> Result<Paths, Error> {
    let (question, span) = check(asked, question)?;
    let (snapshot, kind) = (&asked.snapshot, question.unit.kind());
    let mut mentioned: Vec<String> =
        question.names.iter().chain(&question.without).cloned().collect();
    mentioned.extend(question.start.iter().chain(&question.end).cloned());
    let numbers = name::numbers_of(&snapshot.tx, &mentioned).await?;
    let wanted = wanted(&question, &numbers, &snapshot.names(kind));
    let visits = Visits::read(snapshot, kind, &wanted, span, question.gap_seconds).await?;
    let visits = visits.ok_or_else(|| {
        Error::wrong_state(
            "there are more than four million events to put in order: choose fewer names or a shorter range",
            "需要排序的事件超过四百万，请减少事件名或缩短时间范围",
        )
    })?;
    let audience =
        asked.audience(question.unit, question.segment_id, question.breakdown.as_ref()).await?;
    let course = Course::of(&question, &numbers);
    let is_wanted = |visit: &&[Moment]| visit.first().is_some_and(|first| audience.has(first.unit));
    let paths = || visits.iter().filter(is_wanted).filter_map(|visit| course.path(visit));
    let ranks = Ranks::of(paths(), question.per_step.into());
    let parts = audience.parts(|| ranks.units.clone(), &[span.until - 1]);
    let flows = flow::of_all(paths(), &ranks, parts);
    let names = name::names_of(&snapshot.tx, ranks.names()).await?;
    Ok(Paths { question, flows, names })
}

/// Start and end are always looked at.
fn wanted(question: &PathsQuestion, numbers: &HashMap<String, i32>, all: &Names) -> Names {
    let of = |names: &[String]| -> BTreeSet<i32> {
        names.iter().filter_map(|name| numbers.get(name).copied()).collect()
    };
    let mut wanted =
        if question.names.is_empty() { all.iter().copied().collect() } else { of(&question.names) };
    for passed_over in of(&question.without) {
        wanted.remove(&passed_over);
    }
    let ends = question.start.iter().chain(&question.end);
    wanted.extend(ends.filter_map(|name| numbers.get(name)));
    wanted.into_iter().collect()
}

impl PathsQuestion {
    /// What is wrong with it on any day.
    pub fn findings(&self) -> Findings {
        let mut findings = Findings::of(self);
        findings.extend(range::clash(self.from_on, self.last_days));
        findings.extend(audience::flaws(self.unit, self.breakdown.as_ref()));
        if self.start.is_some() && self.end.is_some() && self.steps == 2 {
            findings.add(FieldError::new("/steps", "too_small").with("min", 3));
        }
        findings
    }
}

fn check(asked: &Asked<'_>, mut question: PathsQuestion) -> Result<(PathsQuestion, Span), Error> {
    question.findings().finish()?;
    let range = Range::of(question.from_on, question.to_on, question.last_days.take());
    let (from, to) = range::days(asked.snapshot.calendar(), Period::Day, range, asked.today)?;
    (question.from_on, question.to_on) = (Some(date(from)), Some(date(to)));
    Ok((question, Span { from, until: to + 1 }))
}

impl Paths {
    /// `all`; `node.2.0` of the most frequent event of step 2, `end.2.0` of those who stopped there; `link.1.0.3` from
    /// the first event of step 1 to the fourth of step 2. With a key, those of a group.
    pub fn cell(&self, id: &str, key: Option<&str>) -> Option<Arc<Bits>> {
        self.flows.get(key)?.cell(id).map(|units| Arc::new(units.bits()))
    }
}
