//! The events of a week in the form in which questions look through them: all that a unit did under some names, one after
//! the other. Segments are stored by the day, so that taking events in touches little; a week is made of seven of them and
//! kept, as most questions look at the same weeks again.

use super::{
    bits::Bits,
    calendar::{Calendar, Day, Period},
    segment::{Key, Segment},
};
use kernel::Error;
use std::sync::Arc;

/// Who did something in a week, and when.
#[derive(Debug)]
pub struct Week {
    /// Its first millisecond since 1970, and the first of the next.
    pub start: i64,
    pub end: i64,
    units: Bits,
    /// How many units there are before each word of the set.
    before: Vec<u32>,
    /// Where the times of each unit begin, and where those of the last one end.
    starts: Vec<u32>,
    /// In milliseconds since the week began; those of a unit ascend.
    times: Vec<u32>,
}

/// The weeks of some days, by their first one. `days` ascend; several of them may be of the same day, under different names.
pub fn weeks_of(
    calendar: Calendar,
    days: &[(Key, Arc<Segment>)],
) -> Result<Vec<(Day, Arc<Week>)>, Error> {
    let first_day = |key: &Key| calendar.period_start(Period::Week, key.period);
    let weeks = days.chunk_by(|a, b| first_day(&a.0) == first_day(&b.0));
    weeks
        .map(|days| {
            let first_day = first_day(&days[0].0);
            Ok((first_day, Arc::new(Week::of(calendar, first_day, days)?)))
        })
        .collect()
}

impl Week {
    fn of(calendar: Calendar, first_day: Day, days: &[(Key, Arc<Segment>)]) -> Result<Self, Error> {
        let next = calendar.shift(Period::Week, first_day, 1);
        let (start, end) = (calendar.start_of(first_day), calendar.start_of(next));
        let mut counts: Vec<u32> = Vec::new();
        for (_, segment) in days {
            segment.for_each_count(|unit, count| {
                let place = unit as usize;
                if counts.len() <= place {
                    counts.resize(place + 1, 0);
                }
                counts[place] += count;
            })?;
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
        let mut week = Self { start, end, before: ranks(&units), units, starts, times };
        week.starts.shrink_to_fit();
        if days.windows(2).any(|two| two[0].0.period == two[1].0.period) {
            week.put_in_order();
        }
        Ok(week)
    }

    /// The same with more of the same week.
    pub fn and(&self, more: &Self) -> Self {
        let units = self.units.or(&more.units);
        let mut starts = Vec::with_capacity(self.starts.len() + more.starts.len());
        let mut times = Vec::with_capacity(self.times.len() + more.times.len());
        starts.push(0);
        for unit in units.iter() {
            times.extend_from_slice(self.times_of(unit));
            times.extend_from_slice(more.times_of(unit));
            starts.push(u32::try_from(times.len()).unwrap_or(u32::MAX));
        }
        let (start, end) = (self.start, self.end);
        let mut week = Self { start, end, before: ranks(&units), units, starts, times };
        week.put_in_order();
        week
    }

    fn put_in_order(&mut self) {
        for ends in self.starts.windows(2) {
            let times = &mut self.times[ends[0] as usize..ends[1] as usize];
            if !times.is_sorted() {
                times.sort_unstable();
            }
        }
    }

    /// The times of a unit, in milliseconds since the week began.
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
    use proptest::prelude::{prop_assert_eq, proptest};

    proptest! {
        #[test]
        fn every_unit_has_its_times_in_order(
            facts in proptest::collection::vec((0..200_u32, 2..5_i32, 0..604_800_000_i64), 0..150),
            cut in 0..150_usize,
        ) {
            let calendar = Calendar::new(Zone::SHANGHAI, 1);
            let start = calendar.start_of(calendar.period_start(Period::Week, 20_000));
            let fact = |(person, name, at): &(u32, i32, i64)| Fact { person: Some(*person), account: None, name: *name, at: start + at };
            let week = |facts: &[(u32, i32, i64)]| {
                let entries = sort(calendar, &facts.iter().map(fact).collect::<Vec<_>>());
                let mut days: Vec<_> = entries.iter().filter(|(key, _)| key.kind == UnitKind::Person && key.has_times()).collect();
                days.sort_by_key(|(key, _)| key.period);
                let days = days.into_iter().map(|(key, entries)| (*key, Arc::new(Segment::of(*key, entries).unwrap())));
                Week::of(calendar, calendar.day_of(start), &days.collect::<Vec<_>>()).unwrap()
            };
            let (some, more) = facts.split_at(cut.min(facts.len()));
            let (week, both) = (week(&facts), week(some).and(&week(more)));
            for unit in 0..210 {
                let mut expected: Vec<u32> = facts.iter().filter(|it| it.0 == unit).map(|it| u32::try_from(it.2).unwrap()).collect();
                expected.sort_unstable();
                prop_assert_eq!(week.times_of(unit), &expected);
                prop_assert_eq!(both.times_of(unit), &expected);
            }
        }
    }
}
