//! Adoption: of those who are active, who uses which feature, since when, how much and for how long.

mod answer;
mod time;
mod uses;

pub use answer::AdoptionAnswer;

use super::{
    UnitOfQuestion,
    ask::Asked,
    audience::{self, Audience, Breakdown, Parted},
    range::{self, Range},
    retention::default_unit,
    selector::{EventSelector, Events, Pass, flaws},
    timeline::count,
    visits::{USUAL_GAP, Visits},
};
use crate::{
    index::{
        bits::Bits,
        calendar::{Period, Span, date},
        snapshot::{Names, Snapshot, any_name},
    },
    name,
    who::UnitKind,
};
use chrono::NaiveDate;
use kernel::{Error, Findings, Limited, ids::SegmentId};
use serde::{Deserialize, Serialize};
use std::{cmp::Reverse, sync::Arc};
use time::{TimeIn, times_in};
use uses::{Use, Uses};
use utoipa::ToSchema;
use validator::Validate;

/// How many features are looked at where none is named.
const USUAL_FEATURES: usize = 12;

/// Ask who uses what.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct AdoptionQuestion {
    #[serde(default = "default_unit")]
    pub unit: UnitOfQuestion,
    /// What is looked at; by default each of the twelve events that most units had in the range.
    #[serde(default)]
    #[validate(nested)]
    #[schema(value_type = Vec<Feature>, max_items = 20, required = false)]
    pub features: Limited<Feature, 0, 20>,
    /// How often a feature must be used in the range to count as adopted.
    #[serde(default = "default_min")]
    #[validate(range(min = 1, max = 1000))]
    #[schema(minimum = 1, maximum = 1000, example = 1)]
    pub min_occurrences: u32,
    /// A pause of so many seconds ends a visit, and the time in a feature.
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
    /// By what they are split; not at all if left out. The features are those of everybody.
    #[validate(nested)]
    pub breakdown: Option<Breakdown>,
}

/// A feature or a module: any of its events means that it was used.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Feature {
    /// What it is called; left out where it is one event, which has names of its own.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100, example = "报表")]
    pub name: Option<String>,
    #[validate(nested)]
    pub event: EventSelector,
}

const fn default_min() -> u32 {
    1
}
const fn default_gap() -> u32 {
    USUAL_GAP
}

pub struct Adoption {
    question: AdoptionQuestion,
    uses: Parted<Uses>,
}

pub async fn evaluate(asked: &Asked<'_>, question: AdoptionQuestion) -> Result<Adoption, Error> {
    let (mut question, span) = check(asked, question)?;
    let (snapshot, kind) = (&asked.snapshot, question.unit.kind());
    let any = any_name();
    let audience =
        asked.audience(question.unit, question.segment_id, question.breakdown.as_ref()).await?;
    let active = audience.keep(snapshot.sets(kind, &any, &[span]).await?).swap_remove(0);
    if question.features.is_empty() {
        question.features = most_used(snapshot, kind, span, &audience).await?.into();
    }
    let mut events = Vec::with_capacity(question.features.len());
    for feature in question.features.iter() {
        events.push(Events::find(snapshot, Some(&feature.event)).await?);
    }
    let visits = match kind {
        UnitKind::Account => Err("people_only"),
        UnitKind::Person => {
            let names = snapshot.names(kind);
            let visits = Visits::read(snapshot, kind, &names, span, question.gap_seconds);
            visits.await?.ok_or("too_many_events")
        }
    };
    let features: Vec<_> = events.iter().map(Events::bare_names).collect();
    let times = times_in(visits.as_ref().map_err(|reason| *reason), &features);
    let mut uses = Vec::with_capacity(events.len());
    for (events, time) in events.iter().zip(times) {
        uses.push(used(asked, &audience, events, &question, span, time).await?);
    }
    let whole = Uses::new(active, uses);
    let parts = audience.parts(|| whole.everybody(), &[span.until - 1]);
    Ok(Adoption { question, uses: Parted::new(whole, parts, Uses::of) })
}

impl AdoptionQuestion {
    /// What is wrong with it on any day.
    pub fn findings(&self) -> Findings {
        let mut findings = Findings::of(self);
        findings.extend(range::clash(self.from_on, self.last_days));
        findings.extend(audience::flaws(self.unit, self.breakdown.as_ref()));
        for (index, feature) in self.features.iter().enumerate() {
            findings.extend(flaws(&format!("/features/{index}/event"), Some(&feature.event)));
        }
        findings
    }
}

fn check(
    asked: &Asked<'_>,
    mut question: AdoptionQuestion,
) -> Result<(AdoptionQuestion, Span), Error> {
    question.findings().finish()?;
    let range = Range::of(question.from_on, question.to_on, question.last_days.take());
    let (from, to) = range::days(asked.snapshot.calendar(), Period::Day, range, asked.today)?;
    (question.from_on, question.to_on) = (Some(date(from)), Some(date(to)));
    Ok((question, Span { from, until: to + 1 }))
}

/// Each of the events that most units had.
async fn most_used(
    snapshot: &Snapshot<'_>,
    kind: UnitKind,
    span: Span,
    audience: &Audience,
) -> Result<Vec<Feature>, Error> {
    let mut found = Vec::new();
    for number in snapshot.names(kind).iter().copied().filter(|number| *number != name::OTHER) {
        let sets = snapshot.sets(kind, &Names::from([number]), &[span]).await?;
        let set = audience.keep(sets).swap_remove(0);
        found.push((Reverse(set.count()), number));
    }
    found.retain(|(units, _)| units.0 > 0);
    found.sort_unstable();
    found.truncate(USUAL_FEATURES);
    let mut names = name::names_of(&snapshot.tx, found.iter().map(|(_, number)| *number)).await?;
    let feature = |(_, number)| {
        let names = vec![names.remove(&number)?];
        Some(Feature { name: None, event: EventSelector { names, ..EventSelector::default() } })
    };
    Ok(found.into_iter().filter_map(feature).collect())
}

async fn used(
    asked: &Asked<'_>,
    audience: &Audience,
    events: &Events,
    question: &AdoptionQuestion,
    span: Span,
    time: Result<TimeIn, &'static str>,
) -> Result<Use, Error> {
    let (snapshot, kind) = (&asked.snapshot, question.unit.kind());
    let previous = Span { from: span.from - (span.until - span.from), until: span.from };
    let first = snapshot.first_day(kind).unwrap_or(previous.from).min(previous.from);
    let wide = Span { from: first, until: span.until };
    let selected = events.select(snapshot, kind, wide, Pass::Each).await?;
    let mut counts = count(&selected.timed(snapshot, kind, span).await?)?;
    counts.retain(|unit, _| audience.has(*unit));
    let is_enough = |count: u32| count >= question.min_occurrences;
    let often = counts.iter().filter(|(_, count)| is_enough(**count));
    let adopters: Bits = often.map(|(unit, _)| *unit).collect();
    let before = count(&selected.timed(snapshot, kind, previous).await?)?;
    let often = before.into_iter().filter(|(unit, count)| is_enough(*count) && audience.has(*unit));
    let before: Bits = often.map(|(unit, _)| unit).collect();
    let ever = Span { from: first, until: span.from };
    let ever = selected.sets(snapshot, kind, &[ever]).await?.swap_remove(0);
    let mut earlier = adopters.and(&ever);
    earlier.subtract(&before);
    Ok(Use {
        new: adopters.without(&ever),
        kept: adopters.and(&before),
        earlier,
        lost: before.without(&adopters),
        time: time.map(|time| time.of(&adopters)),
        adopters,
        counts: counts.into_iter().collect(),
    })
}

impl Adoption {
    /// `active`; `0.adopters`, `0.new`, `0.kept`, `0.earlier`, `0.lost`, `0.others` of the first feature; `breadth.3` of those who
    /// adopted three. With a key, those of a group.
    pub fn cell(&self, id: &str, key: Option<&str>) -> Option<Arc<Bits>> {
        self.uses.get(key)?.cell(id)
    }
}
