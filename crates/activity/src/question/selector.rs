//! Which events a question is about: by name, and by what their properties say.

use crate::{
    index::{
        bits::Bits,
        calendar::Span,
        segment::{Entries, Key, Segment, sort},
        snapshot::{Names, Snapshot, Stretches, any_name},
        stretch::stretches_of,
    },
    log::Fact,
    name, sql,
    who::{UnitKind, loaded},
};
use kernel::{Error, FieldError, Limited};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::{collections::BTreeSet, sync::Arc};
use utoipa::ToSchema;
use validator::Validate;

/// How many events a filter on properties looks through.
const MOST_FILTERED: usize = 1_000_000;

/// Events: any of these names, and every condition holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct EventSelector {
    /// Names of events. An event counts if it has any of them; none at all means any event.
    #[serde(default)]
    #[validate(length(max = 50))]
    #[schema(max_items = 50, example = json!(["report_exported"]))]
    pub names: Vec<String>,
    /// What their properties must say; all of it. A question with conditions reads the events themselves.
    #[serde(default, rename = "where", skip_serializing_if = "<[_]>::is_empty")]
    #[validate(nested)]
    #[schema(value_type = Vec<PropertyCondition>, max_items = 10, required = false)]
    pub conditions: Limited<PropertyCondition, 0, 10>,
}

/// What one property must say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct PropertyCondition {
    /// Its key, on the first level.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "format")]
    pub property: String,
    /// How it is compared.
    pub operator: PropertyOperator,
    /// A text, a number or a boolean; left out for `is_set` and `is_not_set`.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    #[schema(value_type = Option<Value>, example = "xlsx")]
    pub value: Value,
}

kernel::words! {
    /// How a property is compared. A property that is missing fulfils `is_not_set` and `is_not` only.
    pub enum PropertyOperator {
        Is = "is",
        IsNot = "is_not",
        Contains = "contains",
        Greater = "greater",
        Less = "less",
        IsSet = "is_set",
        IsNotSet = "is_not_set",
    }
}

impl PropertyCondition {
    pub(super) fn holds(&self, properties: Option<&Value>) -> bool {
        let found = properties.and_then(|all| all.get(&self.property)).filter(|it| !it.is_null());
        match self.operator {
            PropertyOperator::IsSet => found.is_some(),
            PropertyOperator::IsNotSet => found.is_none(),
            PropertyOperator::Is => found.is_some_and(|found| equal(found, &self.value)),
            PropertyOperator::IsNot => !found.is_some_and(|found| equal(found, &self.value)),
            PropertyOperator::Contains => found
                .and_then(Value::as_str)
                .zip(self.value.as_str())
                .is_some_and(|(a, b)| a.to_lowercase().contains(&b.to_lowercase())),
            PropertyOperator::Greater => number(found, &self.value).is_some_and(|(a, b)| a > b),
            PropertyOperator::Less => number(found, &self.value).is_some_and(|(a, b)| a < b),
        }
    }

    /// The operator needs a value of its kind.
    fn flaw(&self) -> Option<&'static str> {
        match self.operator {
            PropertyOperator::IsSet | PropertyOperator::IsNotSet => None,
            PropertyOperator::Is | PropertyOperator::IsNot => {
                let is_plain =
                    self.value.is_string() || self.value.is_number() || self.value.is_boolean();
                (!is_plain).then_some("a text, a number or a boolean")
            }
            PropertyOperator::Contains => (!self.value.is_string()).then_some("a text"),
            PropertyOperator::Greater | PropertyOperator::Less => {
                (!self.value.is_number()).then_some("a number")
            }
        }
    }
}

#[expect(clippy::float_cmp, reason = "1 and 1.0 are the same property, 1 and 1.0001 are not")]
fn equal(a: &Value, b: &Value) -> bool {
    match (a.as_f64(), b.as_f64()) {
        (Some(a), Some(b)) => a == b,
        _ => a == b,
    }
}

fn number(found: Option<&Value>, value: &Value) -> Option<(f64, f64)> {
    found?.as_f64().zip(value.as_f64())
}

/// What validators can't see, for the selector at this place of a request.
pub fn flaws(pointer: &str, selector: Option<&EventSelector>) -> Vec<FieldError> {
    let conditions = selector.map_or(&[][..], |selector| &selector.conditions);
    let flaws = conditions.iter().enumerate().filter_map(|(index, condition)| {
        let pointer = format!("{pointer}/where/{index}/value");
        Some(FieldError::new(pointer, "wrong_type").with("expected", condition.flaw()?))
    });
    flaws.collect()
}

/// A selector with its names looked up.
pub struct Events {
    names: Names,
    conditions: Vec<PropertyCondition>,
}

/// Which of the events that have the names are wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Pass {
    /// All that fulfil the conditions.
    Each,
    /// Of each unit the very first of all, if that one fulfils them.
    FirstEver,
}

/// Events that a question works with: out of the index, or read and filtered for it.
pub enum Selected {
    Indexed(Names),
    Read(Entries),
}

impl Events {
    pub async fn find(
        snapshot: &Snapshot<'_>,
        selector: Option<&EventSelector>,
    ) -> Result<Self, Error> {
        let Some(selector) = selector else {
            return Ok(Self { names: any_name(), conditions: Vec::new() });
        };
        let conditions = selector.conditions.0.clone();
        if selector.names.is_empty() {
            return Ok(Self { names: any_name(), conditions });
        }
        // A name that nobody has sent yet has no events; it must not stand for those beyond the limit.
        let numbers = snapshot.numbers_of(&selector.names).await?;
        Ok(Self { names: numbers.into_iter().collect(), conditions })
    }

    /// The names, where they alone tell which events are wanted.
    pub fn bare_names(&self) -> Option<Names> {
        self.conditions.is_empty().then(|| self.names.clone())
    }

    /// Ready for questions about the days of the span, which reaches as far back as the question needs.
    pub async fn select(
        &self,
        snapshot: &Snapshot<'_>,
        kind: UnitKind,
        span: Span,
        pass: Pass,
    ) -> Result<Selected, Error> {
        if self.conditions.is_empty() {
            return Ok(Selected::Indexed(self.names.clone()));
        }
        let rows = self.read(snapshot, kind, span).await?;
        let mut seen = BTreeSet::new();
        let wanted = rows.into_iter().filter(|(fact, passes)| {
            let unit = if kind == UnitKind::Person { fact.person } else { fact.account };
            *passes && pass == Pass::Each || pass == Pass::FirstEver && seen.insert(unit) && *passes
        });
        // One name for all of them: they are asked for together only.
        let facts: Vec<Fact> = wanted.map(|(fact, _)| Fact { name: name::OTHER, ..fact }).collect();
        Ok(Selected::Read(sort(snapshot.calendar(), &facts)))
    }

    /// Every event of the names in the span, oldest first, and whether it fulfils the conditions.
    async fn read(
        &self,
        snapshot: &Snapshot<'_>,
        kind: UnitKind,
        span: Span,
    ) -> Result<Vec<(Fact, bool)>, Error> {
        let (calendar, span) = (snapshot.calendar(), snapshot.seen(span));
        let of_names = match &*self.names {
            [name::ANY] => String::new(),
            [] => " AND FALSE".to_owned(),
            names => {
                let list: Vec<_> = names.iter().map(ToString::to_string).collect();
                format!(" AND e.name_number IN ({})", list.join(","))
            }
        };
        let unit = kind.column();
        let sql = format!(
            "SELECT u.root, e.occurred_at, e.properties FROM event e \
             JOIN event_unit u ON u.workspace_id = $1 AND u.kind = $2 AND u.ordinal = e.{unit} \
             WHERE e.workspace_id = $1 AND e.occurred_at >= $3 AND e.occurred_at < $4{of_names} \
             ORDER BY e.occurred_at, e.id LIMIT $5"
        );
        let limit = i64::try_from(MOST_FILTERED + 1).map_err(Error::internal)?;
        let values = [
            kind.number().into(),
            calendar.start_of(span.from).into(),
            calendar.start_of(span.until).into(),
            limit.into(),
        ];
        let rows = sql::query(&snapshot.tx, &sql, values).await?;
        if rows.len() > MOST_FILTERED {
            return Err(Error::wrong_state(
                "there are more than a million events to look through: choose fewer names or a shorter range",
                "需要逐条筛选的事件超过一百万，请减少事件名或缩短时间范围",
            ));
        }
        let read = |row: &sea_orm::QueryResult| {
            let root = loaded(row.try_get_by_index::<i32>(0)?);
            let properties: Option<Value> = row.try_get_by_index(2)?;
            let passes = self.conditions.iter().all(|it| it.holds(properties.as_ref()));
            let (person, account) = match kind {
                UnitKind::Person => (Some(root), None),
                UnitKind::Account => (None, Some(root)),
            };
            let at = row.try_get_by_index(1)?;
            Ok((Fact { person, account, name: name::OTHER, at }, passes))
        };
        rows.iter().map(read).collect()
    }
}

impl Selected {
    /// Who did it in each of the spans.
    pub async fn sets(
        &self,
        snapshot: &Snapshot<'_>,
        kind: UnitKind,
        spans: &[Span],
    ) -> Result<Vec<Arc<Bits>>, Error> {
        match self {
            Self::Indexed(names) => snapshot.sets(kind, names, spans).await,
            Self::Read(entries) => {
                Ok(spans.iter().map(|span| read_set(entries, kind, *span)).collect())
            }
        }
    }

    /// Who did it on each day, and when.
    pub async fn timed(
        &self,
        snapshot: &Snapshot<'_>,
        kind: UnitKind,
        span: Span,
    ) -> Result<Vec<(Key, Arc<Segment>)>, Error> {
        match self {
            Self::Indexed(names) => snapshot.timed(kind, names, span).await,
            Self::Read(entries) => {
                let days = span.days().filter_map(|day| {
                    let key = Key::day(kind, name::OTHER, day);
                    Some((key, entries.get(&key)?))
                });
                days.map(|(key, entries)| Ok((key, Arc::new(Segment::of(key, entries)?)))).collect()
            }
        }
    }

    /// The same by stretches: all that lies in them, before and after the span too.
    pub async fn stretches(
        &self,
        snapshot: &Snapshot<'_>,
        kind: UnitKind,
        span: Span,
    ) -> Result<Stretches, Error> {
        match self {
            Self::Indexed(names) => snapshot.stretches(kind, names, span).await,
            Self::Read(_) => {
                let days = self.timed(snapshot, kind, span).await?;
                let stretches = stretches_of(snapshot.calendar(), &days)?;
                let stored = stretches.into_iter().map(|(_, stretch)| stretch).collect();
                Ok(Stretches { stored, ..Stretches::default() })
            }
        }
    }

    /// How many events there were in each of the spans.
    pub fn counts(&self, snapshot: &Snapshot<'_>, kind: UnitKind, spans: &[Span]) -> Vec<u64> {
        match self {
            Self::Indexed(names) => snapshot.counts(kind, names, spans),
            Self::Read(entries) => {
                let of_day = |day| {
                    let key = Key::day(kind, name::OTHER, day);
                    entries.get(&key).map_or(0, |entries| entries.len() as u64)
                };
                spans.iter().map(|span| span.days().map(of_day).sum()).collect()
            }
        }
    }
}

fn read_set(entries: &Entries, kind: UnitKind, span: Span) -> Arc<Bits> {
    let keys = span.days().map(|day| Key::day(kind, name::OTHER, day));
    let units = keys.filter_map(|key| entries.get(&key)).flatten().map(|entry| entry.0);
    Arc::new(units.collect())
}
