//! One step after the other, whatever comes between: the usual funnel, and the one that must be quick. Sets tell who did
//! all of the steps up to which one; only for those who did a second are times looked at, from the first that matters on
//! to the first that decides.

use super::{Scope, attempt::StepTimes, tally::Tally};
use crate::index::{bits::Bits, calendar::Span, week::Week};
use kernel::Error;
use std::{slice, sync::Arc};

pub async fn add_all(scope: &Scope<'_>, tally: &mut Tally) -> Result<(), Error> {
    let Scope { asked, wide, span, .. } = *scope;
    let (snapshot, kind) = (&asked.snapshot, scope.question.unit.kind());
    let mut weeks = Vec::with_capacity(scope.steps.len());
    for step in &scope.steps {
        weeks.push(step.weeks(snapshot, kind, wide).await?);
    }
    let mut search = Search {
        steps: weeks.iter().map(Vec::as_slice).collect(),
        cursors: Vec::with_capacity(weeks.len()),
        window: scope.window(),
        from: scope.calendar().start_of(span.from),
        until: scope.calendar().start_of(span.until),
        end: scope.calendar().start_of(wide.until),
    };
    tally.open = open(scope, &search).await?;
    let mut able = scope.beginners.clone();
    let mut able_to = Vec::with_capacity(scope.steps.len());
    for step in &scope.steps[1..] {
        for set in step.sets(snapshot, kind, &[wide]).await? {
            able.intersect(&set);
        }
        able_to.push(able.clone());
    }
    let mut furthest = |unit| {
        let possible = able_to.iter().take_while(|able| able.contains(unit)).count();
        search.furthest(unit, 1 + possible)
    };
    if tally.is_split() {
        // When they began decides to which group they belong.
        scope.beginners.iter().for_each(|unit| tally.add(unit, &furthest(unit)));
    } else {
        tally.whole.reached[0] = scope.beginners.clone();
        able_to[0].iter().for_each(|unit| tally.add(unit, &furthest(unit)));
    }
    Ok(())
}

/// Who began so late that the window is not over.
async fn open(scope: &Scope<'_>, search: &Search<'_>) -> Result<Bits, Error> {
    let Scope { asked, span, .. } = *scope;
    let (snapshot, kind) = (&asked.snapshot, scope.question.unit.kind());
    // It is over for whoever began up to this instant.
    let over = asked.as_of.timestamp_millis() - search.window;
    let day = scope.calendar().day_of(over).clamp(span.from - 1, span.until - 1);
    let on_that_day = Span { from: day.max(span.from), until: day + 1 };
    let later = Span { from: day + 1, until: span.until };
    let sets = scope.steps[0].sets(snapshot, kind, &[on_that_day, later]).await?;
    let (on_that_day, mut open) = (&sets[0], Bits::clone(&sets[1]));
    let some = on_that_day.without(&open);
    let is_late = |unit: &u32| search.begins_after(*unit, over);
    some.iter().filter(is_late).for_each(|unit| open.insert(unit));
    Ok(open)
}

/// Where the steps of a unit are looked for.
struct Search<'a> {
    /// Of each step its weeks, the oldest first.
    steps: Vec<&'a [Arc<Week>]>,
    /// Of each step how far it has been looked for.
    cursors: Vec<Cursor<'a>>,
    /// Milliseconds; the end is included.
    window: i64,
    /// Attempts begin from this instant on, and before that one.
    from: i64,
    until: i64,
    /// Nothing counts from here on.
    end: i64,
}

impl Search<'_> {
    /// The attempt that gets furthest, the earliest on ties; no attempt gets further than to step `possible`.
    fn furthest(&mut self, unit: u32, possible: usize) -> StepTimes {
        self.cursors.clear();
        self.cursors.extend(self.steps[..possible].iter().map(|weeks| Cursor::over(weeks)));
        let mut best = StepTimes::default();
        let Some((first, later)) = self.cursors.split_first_mut() else { return best };
        // No attempt that begins up to here gets any further.
        let mut hopeless = self.from - 1;
        while let Some(start) = first.after(unit, hopeless).filter(|start| *start < self.until) {
            let mut times = StepTimes::from(start);
            let mut last = start;
            for cursor in &mut *later {
                match cursor.after(unit, last).filter(|at| *at < self.end) {
                    Some(at) if at - start <= self.window => {
                        times.push(at);
                        last = at;
                    }
                    // The step that was missed does not come any earlier for a later start.
                    Some(at) => {
                        hopeless = at - self.window - 1;
                        break;
                    }
                    None => {
                        hopeless = self.until;
                        break;
                    }
                }
            }
            if times.len() > best.len() {
                best = times;
            }
            if best.len() == possible {
                break;
            }
        }
        best
    }

    fn begins_after(&self, unit: u32, instant: i64) -> bool {
        Cursor::over(self.steps[0]).after(unit, instant).is_some_and(|start| start < self.until)
    }
}

/// How far one step of a unit has been looked for.
struct Cursor<'a> {
    /// The weeks that have not been opened.
    weeks: slice::Iter<'a, Arc<Week>>,
    /// The one that has: when it began, and what is left of it.
    start: i64,
    times: &'a [u32],
}

impl<'a> Cursor<'a> {
    fn over(weeks: &'a [Arc<Week>]) -> Self {
        Self { weeks: weeks.iter(), start: 0, times: &[] }
    }

    /// The first time that is later. What is not is passed over for good: attempts ascend.
    fn after(&mut self, unit: u32, than: i64) -> Option<i64> {
        loop {
            if let Some(time) = self.times.first() {
                let at = self.start + i64::from(*time);
                if at > than {
                    return Some(at);
                }
                let passed =
                    self.times.partition_point(|time| self.start + i64::from(*time) <= than);
                self.times = &self.times[passed..];
            } else {
                let week = self.weeks.find(|week| week.end > than)?;
                (self.start, self.times) = (week.start, week.times_of(unit));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        index::{
            calendar::Calendar,
            segment::{Segment, sort},
            week::weeks_of,
        },
        log::Fact,
        question::funnel::{
            FunnelOrder,
            attempt::{Attempt, Rules, Unit, best},
        },
        who::UnitKind,
    };
    use kernel::zone::Zone;
    use proptest::prelude::{prop_assert_eq, proptest};

    const HOUR: i64 = 3_600_000;
    const DAY: i64 = 24 * HOUR;

    /// The weeks of one step out of its hours.
    fn weeks(hours: &[i64], start: i64) -> Vec<Arc<Week>> {
        let calendar = Calendar::new(Zone::SHANGHAI, 3);
        let fact =
            |hour: &i64| Fact { person: Some(7), account: None, name: 2, at: start + hour * HOUR };
        let entries = sort(calendar, &hours.iter().map(fact).collect::<Vec<_>>());
        let days =
            entries.iter().filter(|(key, _)| key.kind == UnitKind::Person && key.has_times());
        let days = days.map(|(key, entries)| (*key, Arc::new(Segment::of(*key, entries).unwrap())));
        let weeks = weeks_of(calendar, &days.collect::<Vec<_>>()).unwrap();
        weeks.into_iter().map(|(_, week)| week).collect()
    }

    proptest! {
        #[test]
        fn the_quick_search_finds_what_the_thorough_one_finds(
            steps in proptest::collection::vec(proptest::collection::btree_set(0..600_i64, 0..25), 2..5),
            window in 1..200_i64,
            late in 0..600_i64,
        ) {
            let start = Zone::SHANGHAI.start_of("2026-03-04".parse().unwrap()).timestamp_millis();
            let (from, until, end) = (start + DAY, start + 18 * DAY, start + 22 * DAY);
            let hours: Vec<Vec<i64>> = steps.into_iter().map(|step| step.into_iter().collect()).collect();
            let weeks: Vec<Vec<Arc<Week>>> = hours.iter().map(|hours| weeks(hours, start)).collect();
            let mut search = Search {
                steps: weeks.iter().map(Vec::as_slice).collect(),
                cursors: Vec::new(),
                window: window * HOUR,
                from,
                until,
                end,
            };
            let times = |hours: &Vec<i64>| -> Vec<i64> {
                hours.iter().map(|hour| start + hour * HOUR).filter(|at| (from..end).contains(at)).collect()
            };
            let times: Vec<Vec<i64>> = hours.iter().map(times).collect();
            let rules = Rules { order: FunnelOrder::Ordered, window: window * HOUR, until, now: end, exclusions: Vec::new() };
            let unit = Unit { steps: times.iter().map(Vec::as_slice).collect(), exclusions: Vec::new(), anything: &[] };
            let expected = match best(&rules, &unit) {
                Attempt::Counted { times, .. } => times,
                _ => StepTimes::default(),
            };
            let possible = 1 + times[1..].iter().take_while(|times| !times.is_empty()).count();
            prop_assert_eq!(search.furthest(7, possible), expected);
            let late = start + late * HOUR;
            let begins = times[0].iter().any(|at| *at > late && *at < until);
            // Whoever is asked about has begun in the range.
            prop_assert_eq!(search.begins_after(7, late.max(from - 1)), begins);
        }
    }
}
