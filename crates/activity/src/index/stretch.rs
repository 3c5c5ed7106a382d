//! The events of four weeks in the form in which questions look through them: all that a unit did under some names, one
//! after the other. Segments are stored by the day, so that taking events in touches little; a stretch is made of the days
//! and kept, as most questions look at the same ones again.

use super::{
    bits::Bits,
    calendar::{Calendar, Day, Period, Span},
    segment::{Key, Segment},
};
use kernel::Error;
use std::sync::Arc;

/// Long enough that a question has few places to look at, short enough that what changes every minute is made again soon.
const WEEKS: i32 = 4;

/// Who did something in four weeks, and when.
#[derive(Debug)]
pub struct Stretch {
    /// Its first millisecond since 1970, and the first of the next.
    pub start: i64,
    pub end: i64,
    pub units: Bits,
    /// How many units there are before each word of the set.
    before: Vec<u32>,
    /// Where the times of each unit begin, and where those of the last one end.
    starts: Vec<u32>,
    /// In milliseconds since the stretch began; those of a unit ascend.
    times: Vec<u32>,
}

/// The stretch that a day lies in.
pub fn around(calendar: Calendar, day: Day) -> Span {
    let week = calendar.period_start(Period::Week, day);
    let number = (week - calendar.period_start(Period::Week, 0)) / 7;
    let from = week - number.rem_euclid(WEEKS) * 7;
    Span { from, until: from + WEEKS * 7 }
}

/// Stretches by their first day. `days` ascend; several of them may be of the same day, under different names.
pub fn stretches_of(
    calendar: Calendar,
    days: &[(Key, Arc<Segment>)],
) -> Result<Vec<(Day, Arc<Stretch>)>, Error> {
    let span = |key: &Key| around(calendar, key.period);
    let stretches = days.chunk_by(|a, b| span(&a.0) == span(&b.0));
    stretches
        .map(|days| {
            let span = span(&days[0].0);
            Ok((span.from, Arc::new(Stretch::of(calendar, span, days)?)))
        })
        .collect()
}

impl Stretch {
    fn of(calendar: Calendar, span: Span, days: &[(Key, Arc<Segment>)]) -> Result<Self, Error> {
        let (start, end) = (calendar.start_of(span.from), calendar.start_of(span.until));
        let mut counts = Vec::new();
        for (_, segment) in days {
            segment.add_counts(&mut counts)?;
        }
        let units = Bits::of(&counts, |count| *count > 0);
        let mut starts = Vec::new();
        let mut total = 0;
        // From how many to where the next one goes.
        for count in counts.iter_mut().filter(|count| **count > 0) {
            starts.push(total);
            total += std::mem::replace(count, total);
        }
        starts.push(total);
        let (mut next, mut times) = (counts, vec![0; total as usize]);
        for (key, segment) in days {
            let of_day = calendar.start_of(key.period) - start;
            let of_day = u32::try_from(of_day).map_err(Error::internal)?;
            for (unit, time) in segment.entries()? {
                let place = &mut next[unit as usize];
                times[*place as usize] = of_day + time;
                *place += 1;
            }
        }
        let mut stretch = Self { start, end, before: ranks(&units), units, starts, times };
        stretch.starts.shrink_to_fit();
        if days.windows(2).any(|two| two[0].0.period == two[1].0.period) {
            stretch.put_in_order();
        }
        Ok(stretch)
    }

    fn put_in_order(&mut self) {
        for ends in self.starts.windows(2) {
            let times = &mut self.times[ends[0] as usize..ends[1] as usize];
            if !times.is_sorted() {
                times.sort_unstable();
            }
        }
    }

    /// The times of a unit, in milliseconds since the stretch began.
    #[inline]
    pub fn times_of(&self, unit: u32) -> &[u32] {
        let (word, bit) = (unit as usize / 64, 1_u64 << (unit % 64));
        let Some(units) = self.units.words().get(word).filter(|units| **units & bit != 0) else {
            return &[];
        };
        let place = (self.before[word] + (units & (bit - 1)).count_ones()) as usize;
        &self.times[self.starts[place] as usize..self.starts[place + 1] as usize]
    }

    pub fn bytes(&self) -> usize {
        self.units.bytes() + (self.before.len() + self.starts.len() + self.times.len()) * 4
    }
}

fn ranks(units: &Bits) -> Vec<u32> {
    let mut before = 0;
    let rank = |word: &u64| {
        let rank = before;
        before += word.count_ones();
        rank
    };
    units.words().iter().map(rank).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{index::segment::sort, log::Fact, who::UnitKind};
    use kernel::zone::Zone;
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    proptest! {
        #[test]
        fn stretches_of_four_weeks_follow_one_another(day in -40_000..40_000_i32, week_start in 1..8_i32) {
            let calendar = Calendar::new(Zone::SHANGHAI, week_start);
            let span = around(calendar, day);
            prop_assert!(span.from <= day && day < span.until && span.until == span.from + 28);
            prop_assert_eq!(calendar.period_start(Period::Week, span.from), span.from);
            prop_assert_eq!(around(calendar, span.from - 1).until, span.from);
        }

        #[test]
        fn every_unit_has_its_times_in_order(
            facts in proptest::collection::vec((0..200_u32, 2..5_i32, 0..2_419_200_000_i64), 0..150),
        ) {
            let calendar = Calendar::new(Zone::SHANGHAI, 1);
            let span = around(calendar, 20_000);
            let start = calendar.start_of(span.from);
            let fact = |(person, name, at): &(u32, i32, i64)| Fact { person: Some(*person), account: None, name: *name, at: start + at };
            let entries = sort(calendar, &facts.iter().map(fact).collect::<Vec<_>>());
            let mut days: Vec<_> = entries.iter().filter(|(key, _)| key.kind == UnitKind::Person && key.has_times()).collect();
            days.sort_by_key(|(key, _)| key.period);
            let days = days.into_iter().map(|(key, entries)| (*key, Arc::new(Segment::of(*key, entries).unwrap())));
            let stretch = Stretch::of(calendar, span, &days.collect::<Vec<_>>()).unwrap();
            for unit in 0..210 {
                let mut expected: Vec<u32> = facts.iter().filter(|it| it.0 == unit).map(|it| u32::try_from(it.2).unwrap()).collect();
                expected.sort_unstable();
                prop_assert_eq!(stretch.times_of(unit), &expected);
                prop_assert_eq!(stretch.units.contains(unit), !expected.is_empty());
            }
        }
    }
}
