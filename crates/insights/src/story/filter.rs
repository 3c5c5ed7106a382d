use chrono::{DateTime, NaiveDate, Utc};
use customers::{settings, timeline::TimelineKind};
use kernel::{
    Error, FieldError, Grant, WorkspaceTx,
    filter::Many,
    history::{self, Stretch},
    page::{PageRequest, checked_limit},
    zone::Zone,
};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

/// The only order of a story.
const NEWEST_FIRST: &str = "-at";

/// Which part of a story is asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct StoryFilter {
    /// Kinds of entry, separated by commas: `event`, `note`, `task`, `sale`, `touch`, `behaviour`. All where none is named.
    #[param(value_type = Option<String>, example = "note,behaviour")]
    pub kind: Option<Many<TimelineKind>>,
    /// The first day, in the workspace's time zone.
    pub from_on: Option<NaiveDate>,
    /// The last day.
    pub to_on: Option<NaiveDate>,
}

/// What of it the caller may see.
pub struct Wanted {
    pub kinds: Vec<TimelineKind>,
    pub left_out: Vec<TimelineKind>,
    /// Whose days they are.
    pub zone: Zone,
    since: Option<DateTime<Utc>>,
    until: Option<DateTime<Utc>>,
}

impl StoryFilter {
    pub async fn read(&self, tx: &WorkspaceTx, page: &PageRequest) -> Result<Wanted, Error> {
        let mut wrong = Vec::new();
        if let (Some(from), Some(to)) = (self.from_on, self.to_on)
            && from > to
        {
            wrong.push(FieldError::new("/from_on", "too_late").with("latest", to.to_string()));
        }
        if page.sort.as_deref().is_some_and(|sort| sort != NEWEST_FIRST) {
            let known = vec![NEWEST_FIRST];
            wrong.push(FieldError::new("/sort", "unknown_value").with("allowed", known));
        }
        if let Err(Error::Refused { fields, .. }) = checked_limit(page.limit) {
            wrong.extend(fields);
        }
        if !wrong.is_empty() {
            return Err(Error::invalid(wrong));
        }
        let named = self.kind.as_ref().map(|kinds| kinds.0.as_slice()).unwrap_or_default();
        let asked = |kind: &TimelineKind| named.is_empty() || named.contains(kind);
        let asked = TimelineKind::ALL.iter().copied().filter(asked);
        let (kinds, left_out) = asked.partition(|kind| tx.allows(grant(*kind)));
        let zone = settings::of_workspace(tx).await?.zone;
        let since = self.from_on.map(|day| zone.day(day).from);
        let until = self.to_on.map(|day| zone.day(day).until);
        Ok(Wanted { kinds, left_out, zone, since, until })
    }
}

/// What it takes to see entries of a kind, beside the story's own grant.
const fn grant(kind: TimelineKind) -> Grant {
    match kind {
        TimelineKind::Behaviour => Grant::EventsRead,
        TimelineKind::Touch => Grant::LeadsRead,
        _ => Grant::CustomersRead,
    }
}

impl Wanted {
    /// What comes after a place, as far as the period reaches.
    pub fn stretch(&self, after: Option<history::Place>) -> Stretch {
        let until = self.until.map(|until| (until, Uuid::nil()));
        Stretch { before: after.or(until), since: self.since }
    }

    /// The same for events: before a millisecond and number, and not before a millisecond.
    pub fn moments(&self, after: Option<(i64, i64)>) -> ((i64, i64), i64) {
        let until = self.until.map(|until| (until.timestamp_millis(), i64::MIN));
        let before = after.or(until).unwrap_or((i64::MAX, i64::MAX));
        (before, self.since.map_or(i64::MIN, |since| since.timestamp_millis()))
    }
}
