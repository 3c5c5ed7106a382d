//! Who did something often enough within some days: for conditions about behaviour. Asked of everybody the index answers;
//! asked of one person or account the events themselves do, and both say the same.

use super::{
    UnitOfQuestion,
    ask::Asked,
    range,
    selector::{EventSelector, Events, Pass, PropertyCondition, Selected, flaws},
};
use crate::{
    index::{
        bits::Bits,
        calendar::{Day, Span},
    },
    name, sql,
    who::{UnitKind, ordinals_of},
};
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Error, FieldError, Findings, Limited, WorkspaceTx};
use sea_orm::Value;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

kernel::words! {
    /// Which events of somebody are looked at.
    pub enum Occurrence {
        /// All within the days.
        Any = "any",
        /// The very first one; it must lie within the days.
        First = "first",
        /// The latest one; it must lie within the days.
        Last = "last",
    }
}

/// Events of one of the names, so many, within some days.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct EventCondition {
    /// Names of events. An event counts if it has any of them; none at all means any event.
    #[serde(default)]
    #[validate(length(max = 50))]
    #[schema(max_items = 50, example = json!(["report_exported"]))]
    pub names: Vec<String>,
    /// What their properties must say; all of it.
    #[serde(default, rename = "where", skip_serializing_if = "<[_]>::is_empty")]
    #[validate(nested)]
    #[schema(value_type = Vec<PropertyCondition>, max_items = 10, required = false)]
    pub conditions: Limited<PropertyCondition, 0, 10>,
    /// `any` unless said otherwise.
    #[serde(default = "any_occurrence")]
    pub occurrence: Occurrence,
    /// How often at least; once unless said otherwise. The first and the latest are there once.
    #[serde(default = "once")]
    #[validate(range(max = 1_000_000))]
    #[schema(minimum = 0, maximum = 1_000_000, default = 1)]
    pub at_least: u32,
    /// How often at most; any number of times unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(range(max = 1_000_000))]
    #[schema(minimum = 0, maximum = 1_000_000)]
    pub at_most: Option<u32>,
    /// Ever unless said otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub within: Option<EventDays>,
}

/// Calendar days of the workspace's zone: the last ones, or those between two days, both counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct EventDays {
    /// Today and the days before it, so many in all.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(range(min = 1, max = 3650))]
    #[schema(minimum = 1, maximum = 3650, example = 14)]
    pub last_days: Option<u16>,
    /// The first day; as far back as there are events unless said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_on: Option<NaiveDate>,
    /// The last day; today unless said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_on: Option<NaiveDate>,
}

const fn any_occurrence() -> Occurrence {
    Occurrence::Any
}

const fn once() -> u32 {
    1
}

impl EventCondition {
    /// Everything that is wrong with it; pointers begin at the condition.
    pub fn flaws(&self) -> Vec<FieldError> {
        let mut findings = Findings::of(self);
        findings.extend(flaws("", Some(&self.selector())));
        if self.occurrence == Occurrence::Any {
            if self.at_most.is_some_and(|most| most < self.at_least) {
                findings.add(FieldError::new("/at_most", "too_small").with("min", self.at_least));
            }
            if self.at_least == 0 && self.at_most.is_none() {
                findings.add(FieldError::new("/at_least", "too_small").with("min", 1));
            }
        } else {
            if self.at_least != 1 {
                findings.add(FieldError::new("/at_least", "not_allowed"));
            }
            if self.at_most.is_some() {
                findings.add(FieldError::new("/at_most", "not_allowed"));
            }
        }
        findings.extend(self.within.as_ref().map(EventDays::flaws).unwrap_or_default());
        findings.into_errors()
    }

    fn selector(&self) -> EventSelector {
        EventSelector { names: self.names.clone(), conditions: self.conditions.clone() }
    }

    /// The days that it is about: none before the first on which anything happened, and none after today, however far the
    /// condition reaches.
    fn span(&self, first: Day, today: Day) -> Span {
        let days = self.within.clone().unwrap_or_default();
        let last = days.last_days.map(|days| today + 1 - Day::from(days));
        let from = last.or_else(|| days.from_on.map(|day| day.to_epoch_days())).unwrap_or(first);
        let from = from.max(first).min(today + 1);
        let to = days.to_on.map_or(today, |day| day.to_epoch_days().min(today));
        Span { from, until: (to + 1).max(from) }
    }

    const fn is_enough(&self, count: u64) -> bool {
        count >= self.at_least as u64
            && match self.at_most {
                Some(most) => count <= most as u64,
                None => true,
            }
    }
}

impl EventDays {
    fn flaws(&self) -> Vec<FieldError> {
        let is_between = self.from_on.is_some() || self.to_on.is_some();
        match (self.last_days, self.from_on, self.to_on) {
            (Some(_), ..) if is_between => {
                let fields = vec!["last_days", "from_on"];
                vec![FieldError::new("/within", "not_both").with("fields", fields)]
            }
            (None, None, None) => {
                let fields = vec!["last_days", "from_on", "to_on"];
                vec![FieldError::new("/within", "one_of_required").with("fields", fields)]
            }
            (None, Some(from), Some(to)) if to < from => {
                vec![FieldError::new("/within/to_on", "before_start")]
            }
            _ => [("/within/from_on", self.from_on), ("/within/to_on", self.to_on)]
                .into_iter()
                .filter_map(|(pointer, day)| range::too_early(pointer, day?))
                .collect(),
        }
    }
}

/// Units that fulfil a condition, or all but these.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Doers {
    pub units: Bits,
    /// Whether it is the others who fulfil it: those who did nothing have no place in the index.
    pub is_others: bool,
}

impl Doers {
    /// Those who are in both.
    #[must_use]
    pub fn and(mut self, mut other: Self) -> Self {
        match (self.is_others, other.is_others) {
            (false, false) => self.units.intersect(&other.units),
            (false, true) => self.units.subtract(&other.units),
            (true, false) => {
                other.units.subtract(&self.units);
                return other;
            }
            (true, true) => self.units.unite(&other.units),
        }
        self
    }

    pub fn is_everybody(&self) -> bool {
        self.is_others && self.units.is_empty()
    }

    pub fn is_nobody(&self) -> bool {
        !self.is_others && self.units.is_empty()
    }

    /// All others.
    #[must_use]
    pub fn opposite(self) -> Self {
        Self { is_others: !self.is_others, ..self }
    }

    /// Those who are in either.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.opposite().and(other.opposite()).opposite()
    }
}

impl Asked<'_> {
    /// Who fulfils the condition.
    pub async fn doers(
        &self,
        unit: UnitOfQuestion,
        condition: &EventCondition,
    ) -> Result<Doers, Error> {
        let (snapshot, kind) = (&self.snapshot, unit.kind());
        let first = snapshot.first_day(kind).unwrap_or(self.today);
        let span = condition.span(first, self.today);
        let events = Events::find(snapshot, Some(&condition.selector())).await?;
        let before = Span { from: first.min(span.from), until: span.from };
        let after = Span { from: span.until, until: (self.today + 1).max(span.until) };
        let wide = match condition.occurrence {
            Occurrence::Any => span,
            Occurrence::First => Span { from: before.from, until: span.until },
            Occurrence::Last => Span { from: span.from, until: after.until },
        };
        let selected = events.select(snapshot, kind, wide, Pass::Each).await?;
        let others = match condition.occurrence {
            Occurrence::Any => return self.counted(kind, &selected, span, condition).await,
            Occurrence::First => before,
            Occurrence::Last => after,
        };
        let sets = selected.sets(snapshot, kind, &[span, others]).await?;
        Ok(Doers { units: sets[0].without(&sets[1]), is_others: false })
    }

    async fn counted(
        &self,
        kind: UnitKind,
        selected: &Selected,
        span: Span,
        condition: &EventCondition,
    ) -> Result<Doers, Error> {
        let more = match condition.at_most {
            Some(most) => Some(self.at_least(kind, selected, span, most + 1).await?),
            None => None,
        };
        match (condition.at_least, more) {
            (0, more) => Ok(Doers { units: more.unwrap_or_default(), is_others: true }),
            (least, more) => {
                let mut units = self.at_least(kind, selected, span, least).await?;
                if let Some(more) = more {
                    units.subtract(&more);
                }
                Ok(Doers { units, is_others: false })
            }
        }
    }

    async fn at_least(
        &self,
        kind: UnitKind,
        selected: &Selected,
        span: Span,
        times: u32,
    ) -> Result<Bits, Error> {
        if times == 1 {
            let sets = selected.sets(&self.snapshot, kind, &[span]).await?;
            return Ok(sets.first().map(|set| Bits::clone(set)).unwrap_or_default());
        }
        let mut counts = Vec::new();
        for (_, segment) in selected.timed(&self.snapshot, kind, span).await? {
            segment.add_counts(&mut counts)?;
        }
        Ok(Bits::of(&counts, |count| *count >= times))
    }
}

/// What one person or account did of what a condition asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deeds {
    pub holds: bool,
    /// How many events there are within the days.
    pub count: u64,
    /// The first of all and the latest.
    pub first_at: Option<DateTime<Utc>>,
    pub last_at: Option<DateTime<Utc>>,
}

/// The same for one, read from its events.
pub async fn deeds(
    asked: &Asked<'_>,
    unit: UnitOfQuestion,
    subject: Uuid,
    condition: &EventCondition,
) -> Result<Deeds, Error> {
    let calendar = asked.snapshot.calendar();
    let span = condition.span(range::earliest(), asked.today);
    let days = calendar.start_of(span.from)..calendar.start_of(span.until);
    let end = calendar.start_of(asked.today + 1);
    let times = times(&asked.snapshot.tx, unit.kind(), subject, condition, end).await?;
    let within = |at: &i64| days.contains(at);
    let count = times.iter().filter(|at| within(at)).count() as u64;
    let (first, last) = (times.iter().min(), times.iter().max());
    let holds = match condition.occurrence {
        Occurrence::Any => condition.is_enough(count),
        Occurrence::First => first.is_some_and(within),
        Occurrence::Last => last.is_some_and(within),
    };
    let time = |at: &i64| DateTime::from_timestamp_millis(*at);
    Ok(Deeds { holds, count, first_at: first.and_then(time), last_at: last.and_then(time) })
}

/// When the events were that have one of the names and the properties, in milliseconds; those before `end`.
async fn times(
    tx: &WorkspaceTx,
    kind: UnitKind,
    subject: Uuid,
    condition: &EventCondition,
    end: i64,
) -> Result<Vec<i64>, Error> {
    let units = ordinals_of(tx, kind, subject).await?;
    let numbers: Vec<i32> = name::numbers_of(tx, &condition.names).await?.into_values().collect();
    if units.is_empty() || numbers.is_empty() && !condition.names.is_empty() {
        return Ok(Vec::new());
    }
    let mut values: Vec<Value> = vec![end.into()];
    let mut among = |column: &str, list: &[i32]| {
        let places: Vec<_> =
            (0..list.len()).map(|n| format!("${}", values.len() + 2 + n)).collect();
        values.extend(list.iter().map(|number| Value::from(*number)));
        format!(" AND {column} IN ({})", places.join(", "))
    };
    let of_units = among(kind.column(), &units);
    let of_names = if numbers.is_empty() { String::new() } else { among("name_number", &numbers) };
    let properties = if condition.conditions.is_empty() { "NULL" } else { "properties" };
    let sql = format!(
        "SELECT occurred_at, {properties} FROM event \
         WHERE workspace_id = $1 AND occurred_at < $2{of_units}{of_names}"
    );
    let rows = sql::query(tx, &sql, values).await?;
    let mut times = Vec::with_capacity(rows.len());
    for row in rows {
        let found: Option<serde_json::Value> =
            if condition.conditions.is_empty() { None } else { row.try_get_by_index(1)? };
        if condition.conditions.iter().all(|it| it.holds(found.as_ref())) {
            times.push(row.try_get_by_index(0)?);
        }
    }
    Ok(times)
}
