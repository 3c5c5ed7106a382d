//! Every rule there is: all times of all steps, one unit after the other.

use super::{
    super::{
        selector::{Events, Pass},
        timeline::{Places, Timeline},
    },
    FunnelOrder, Scope,
    attempt::{Attempt, Rules, Unit, best},
    tally::Tally,
};
use crate::index::snapshot::any_name;
use kernel::Error;

pub async fn add_all(scope: &Scope<'_>, tally: &mut Tally<'_>) -> Result<(), Error> {
    let Scope { asked, question, wide, .. } = *scope;
    let (snapshot, kind, calendar) = (&asked.snapshot, question.unit.kind(), scope.calendar());
    let places = Places::of(&scope.beginners);
    let mut timelines = Vec::with_capacity(scope.steps.len());
    for step in &scope.steps {
        timelines.push(Timeline::new(calendar, &places, &step.timed(snapshot, kind, wide).await?)?);
    }
    let mut exclusions = Vec::with_capacity(question.exclusions.len());
    for exclusion in question.exclusions.iter() {
        let events = Events::find(snapshot, Some(&exclusion.event)).await?;
        let selected = events.select(snapshot, kind, wide, Pass::Each).await?;
        let days = selected.timed(snapshot, kind, wide).await?;
        exclusions.push(Timeline::new(calendar, &places, &days)?);
    }
    let anything = if question.order == FunnelOrder::Strict {
        let days = snapshot.timed(kind, &any_name(), wide).await?;
        Some(Timeline::new(calendar, &places, &days)?)
    } else {
        None
    };
    let rules = Rules {
        order: question.order,
        window: scope.window(),
        // Attempts begin in the range, however far the steps are looked for.
        until: calendar.start_of(scope.span.until),
        now: asked.as_of.timestamp_millis(),
        exclusions: question.exclusions.iter().map(|it| it.of(question.steps.len())).collect(),
    };
    for (place, unit) in places.units().iter().enumerate() {
        let unit_of = Unit {
            steps: timelines.iter().map(|times| times.of(place)).collect(),
            exclusions: exclusions.iter().map(|times| times.of(place)).collect(),
            anything: anything.as_ref().map_or(&[], |times| times.of(place)),
        };
        match best(&rules, &unit_of) {
            Attempt::None => {}
            // One that does not count has no beginning of its own: then the first of all.
            Attempt::Excluded => {
                let firsts = unit_of.steps.iter().filter_map(|times| times.first());
                tally.exclude(*unit, firsts.min().copied().unwrap_or_default());
            }
            Attempt::Counted { times, is_open } => {
                if is_open {
                    tally.open.insert(*unit);
                }
                tally.add(*unit, &times);
            }
        }
    }
    Ok(())
}
