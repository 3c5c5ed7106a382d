//! One step after the other, whatever comes between: the usual funnel, and the one that must be quick. Sets tell who did
//! all of the steps up to which one; only for those who did a second are times looked at, from the first that matters on
//! to the first that decides.

use super::{Scope, attempt::StepTimes, tally::Tally};
use crate::index::{bits::Bits, calendar::Span, snapshot::Stretches, stretch::Stretch};
use fearless_simd::{Level, Simd, dispatch};
use fearless_simd_macros::simd;
use kernel::Error;
use std::{slice, sync::Arc};

pub async fn add_all(scope: &Scope<'_>, tally: &mut Tally) -> Result<(), Error> {
    let Scope { asked, wide, span, .. } = *scope;
    let (snapshot, kind) = (&asked.snapshot, scope.question.unit.kind());
    let mut steps = Vec::with_capacity(scope.steps.len());
    for step in &scope.steps {
        steps.push(step.stretches(snapshot, kind, wide).await?);
    }
    let mut search = Search {
        told: told(&steps),
        steps: &steps,
        cursors: Vec::with_capacity(steps.len()),
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
    // When they began decides to which group they belong.
    let units = if tally.is_split() { &scope.beginners } else { &able_to[0] };
    tally.whole.reached[0] = scope.beginners.clone();
    dispatch!(Level::new(), simd => add_each(simd, units, &able_to, &mut search, tally));
    Ok(())
}

/// `able_to` has those who did the second step, the third, …, and all before it.
#[simd]
fn add_each<S: Simd>(
    _: S,
    units: &Bits,
    able_to: &[Bits],
    search: &mut Search<'_>,
    tally: &mut Tally,
) {
    for unit in units.iter() {
        let possible = able_to.iter().take_while(|able| able.contains(unit)).count();
        tally.add(unit, &search.furthest(unit, 1 + possible));
    }
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

fn told(steps: &[Stretches]) -> Bits {
    Bits::union_of(steps.iter().flat_map(|step| &step.told).map(|stretch| &stretch.units))
}

/// Where the steps of a unit are looked for.
struct Search<'a> {
    steps: &'a [Stretches],
    /// Whom the log tells of.
    told: Bits,
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
    #[expect(clippy::inline_always, reason = "its caller has chosen the instructions")]
    #[inline(always)]
    fn furthest(&mut self, unit: u32, possible: usize) -> StepTimes {
        self.cursors.clear();
        let is_told = self.told.contains(unit);
        self.cursors.extend(self.steps[..possible].iter().map(|step| Cursor::over(step, is_told)));
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
        let mut cursor = Cursor::over(&self.steps[0], self.told.contains(unit));
        cursor.after(unit, instant).is_some_and(|start| start < self.until)
    }
}

/// How far one step of a unit has been looked for.
struct Cursor<'a> {
    stored: Reader<'a>,
    /// Nothing of a unit that the log does not tell of.
    told: Option<Reader<'a>>,
}

impl<'a> Cursor<'a> {
    fn over(step: &'a Stretches, is_told: bool) -> Self {
        let told = is_told.then(|| Reader::over(&step.told));
        Self { stored: Reader::over(&step.stored), told }
    }

    /// The first time that is later. What is not is passed over for good: attempts ascend.
    #[expect(clippy::inline_always, reason = "as above")]
    #[inline(always)]
    fn after(&mut self, unit: u32, than: i64) -> Option<i64> {
        let stored = self.stored.after(unit, than);
        let Some(told) = &mut self.told else { return stored };
        [stored, told.after(unit, than)].into_iter().flatten().min()
    }
}

struct Reader<'a> {
    /// The stretches that have not been opened.
    stretches: slice::Iter<'a, Arc<Stretch>>,
    /// The one that has: when it began, and what is left of it.
    start: i64,
    times: &'a [u32],
}

impl<'a> Reader<'a> {
    fn over(stretches: &'a [Arc<Stretch>]) -> Self {
        Self { stretches: stretches.iter(), start: 0, times: &[] }
    }

    #[expect(clippy::inline_always, reason = "as above")]
    #[inline(always)]
    fn after(&mut self, unit: u32, than: i64) -> Option<i64> {
        loop {
            self.times = &self.times[up_to(self.times, than - self.start)..];
            if let Some(time) = self.times.first() {
                return Some(self.start + i64::from(*time));
            }
            let stretch = self.stretches.find(|stretch| stretch.end > than)?;
            (self.start, self.times) = (stretch.start, stretch.times_of(unit));
        }
    }
}

/// How many of the times, which ascend, are not later. Mostly the next one is.
fn up_to(times: &[u32], than: i64) -> usize {
    const NEXT: usize = 8;
    let Ok(than) = u32::try_from(than) else { return if than < 0 { 0 } else { times.len() } };
    let is_later = |time: &u32| *time > than;
    times.iter().take(NEXT).position(is_later).unwrap_or_else(|| {
        let rest = times.get(NEXT..).unwrap_or_default();
        times.len() - rest.len() + rest.partition_point(|time| !is_later(time))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        index::{
            calendar::Calendar,
            segment::{Segment, sort},
            stretch::stretches_of,
        },
        log::Fact,
        question::funnel::{
            FunnelOrder,
            attempt::{Attempt, Rules, Unit, best},
        },
        who::UnitKind,
    };
    use kernel::zone::Zone;
    use proptest::prelude::{any, prop_assert_eq, proptest};
    use std::collections::BTreeMap;

    const HOUR: i64 = 3_600_000;
    const DAY: i64 = 24 * HOUR;

    /// One step out of its hours, some of which are in the log still.
    fn stretches(hours: &BTreeMap<i64, bool>, start: i64) -> Stretches {
        let calendar = Calendar::new(Zone::SHANGHAI, 3);
        let of = |is_told: bool| {
            let hours = hours.iter().filter(|(_, told)| **told == is_told);
            let facts: Vec<_> = hours
                .map(|(hour, _)| start + hour * HOUR)
                .map(|at| Fact { person: Some(7), account: None, name: 2, at })
                .collect();
            let entries = sort(calendar, &facts);
            let days =
                entries.iter().filter(|(key, _)| key.kind == UnitKind::Person && key.has_times());
            let days =
                days.map(|(key, entries)| (*key, Arc::new(Segment::of(*key, entries).unwrap())));
            let stretches = stretches_of(calendar, &days.collect::<Vec<_>>()).unwrap();
            stretches.into_iter().map(|(_, stretch)| stretch).collect()
        };
        Stretches { stored: of(false), told: of(true) }
    }

    proptest! {
        #[test]
        fn the_quick_search_finds_what_the_thorough_one_finds(
            steps in proptest::collection::vec(proptest::collection::btree_map(0..1200_i64, any::<bool>(), 0..25), 2..5),
            window in 1..300_i64,
            late_hour in 0..1200_i64,
        ) {
            let start = Zone::SHANGHAI.start_of("2026-03-04".parse().unwrap()).timestamp_millis();
            let (from, until, end) = (start + DAY, start + 36 * DAY, start + 44 * DAY);
            let stretches: Vec<Stretches> = steps.iter().map(|hours| stretches(hours, start)).collect();
            let mut search = Search {
                steps: &stretches,
                told: told(&stretches),
                cursors: Vec::new(),
                window: window * HOUR,
                from,
                until,
                end,
            };
            let times = |hours: &BTreeMap<i64, bool>| -> Vec<i64> {
                hours.keys().map(|hour| start + hour * HOUR).filter(|at| (from..end).contains(at)).collect()
            };
            let times: Vec<Vec<i64>> = steps.iter().map(times).collect();
            let rules = Rules { order: FunnelOrder::Ordered, window: window * HOUR, until, now: end, exclusions: Vec::new() };
            let unit = Unit { steps: times.iter().map(Vec::as_slice).collect(), exclusions: Vec::new(), anything: &[] };
            let expected = match best(&rules, &unit) {
                Attempt::Counted { times, .. } => times,
                _ => StepTimes::default(),
            };
            let possible = 1 + times[1..].iter().take_while(|times| !times.is_empty()).count();
            prop_assert_eq!(search.furthest(7, possible), expected);
            let late = start + late_hour * HOUR;
            let begins = times[0].iter().any(|at| *at > late && *at < until);
            // Whoever is asked about has begun in the range.
            prop_assert_eq!(search.begins_after(7, late.max(from - 1)), begins);
        }
    }
}
