//! The events of units one after the other, out of segments that are sorted by day and unit.

use crate::index::{
    bits::Bits,
    calendar::Calendar,
    segment::{Key, Segment},
    times::Times,
    unit_set,
};
use kernel::Error;
use std::{collections::HashMap, sync::Arc};

/// What is stored of each name on each day.
pub type TimedDays = [(Key, Arc<Segment>)];

/// How many events each unit has.
pub fn count(days: &TimedDays) -> Result<HashMap<u32, u32>, Error> {
    let mut counts = HashMap::new();
    for (_, segment) in days {
        let units = unit_set::decode(&segment.units)?;
        let times = Times::read(segment.times.as_deref().unwrap_or_default(), units.len())?;
        for (unit, count) in units.into_iter().zip(times.counts()) {
            *counts.entry(unit).or_default() += count;
        }
    }
    Ok(counts)
}

/// For each of some units, when its events were: milliseconds since 1970, ascending.
pub struct Timeline {
    /// Where the times of each unit begin, by its place among the units.
    starts: Vec<u32>,
    times: Vec<i64>,
}

/// The place of each unit among those that are looked at.
pub struct Places {
    units: Vec<u32>,
    /// By ordinal; `u32::MAX` for others.
    places: Vec<u32>,
}

impl Places {
    pub fn of(units: &Bits) -> Self {
        let units: Vec<u32> = units.iter().collect();
        let mut places = vec![u32::MAX; units.last().map_or(0, |last| *last as usize + 1)];
        for (place, unit) in (0_u32..).zip(&units) {
            places[*unit as usize] = place;
        }
        Self { units, places }
    }

    pub fn units(&self) -> &[u32] {
        &self.units
    }

    fn get(&self, unit: u32) -> Option<usize> {
        self.places
            .get(unit as usize)
            .copied()
            .filter(|place| *place != u32::MAX)
            .map(|p| p as usize)
    }
}

/// So many units' times fit into the caches beside what they are read from.
const UNITS_AT_ONCE: usize = 4096;

/// A segment, and how far it has been read.
struct Reading<'a> {
    start: i64,
    units: Vec<u32>,
    counts: Vec<u32>,
    times: Times<'a>,
    unit: usize,
    time: usize,
}

impl Timeline {
    /// Two passes over the segments: the first counts how many times each unit has, the second puts them where they belong,
    /// for some units at a time out of all segments. Days ascend, so each unit's times come out in order but for those of one
    /// day under several names.
    pub fn new(calendar: Calendar, places: &Places, days: &TimedDays) -> Result<Self, Error> {
        let mut read = Vec::with_capacity(days.len());
        let mut starts = vec![0_u32; places.units.len() + 1];
        for (key, segment) in days {
            let units = unit_set::decode(&segment.units)?;
            let times = Times::read(segment.times.as_deref().unwrap_or_default(), units.len())?;
            let counts: Vec<u32> = times.counts().collect();
            for (unit, count) in units.iter().zip(&counts) {
                if let Some(place) = places.get(*unit) {
                    starts[place + 1] += count;
                }
            }
            let start = calendar.start_of(key.period);
            read.push(Reading { start, units, counts, times, unit: 0, time: 0 });
        }
        for place in 1..starts.len() {
            starts[place] += starts[place - 1];
        }
        let mut next = starts.clone();
        let mut times = vec![0; starts.last().copied().unwrap_or_default() as usize];
        for units in places.units.chunks(UNITS_AT_ONCE) {
            let last = units.last().copied().unwrap_or_default();
            for reading in &mut read {
                reading.take(last, places, &mut next, &mut times);
            }
        }
        let mut timeline = Self { starts, times };
        if days.windows(2).any(|two| two[0].0.period == two[1].0.period) {
            timeline.put_in_order();
        }
        Ok(timeline)
    }

    fn put_in_order(&mut self) {
        for place in 0..self.starts.len().saturating_sub(1) {
            let (from, to) = (self.starts[place] as usize, self.starts[place + 1] as usize);
            let times = &mut self.times[from..to];
            if !times.is_sorted() {
                times.sort_unstable();
            }
        }
    }

    /// The times of the unit at this place.
    pub fn of(&self, place: usize) -> &[i64] {
        &self.times[self.starts[place] as usize..self.starts[place + 1] as usize]
    }
}

impl Reading<'_> {
    /// Puts the times of the units up to `last` where they belong.
    fn take(&mut self, last: u32, places: &Places, next: &mut [u32], times: &mut [i64]) {
        let units = self.units[self.unit..].iter().zip(&self.counts[self.unit..]);
        for (unit, count) in units.take_while(|(unit, _)| **unit <= last) {
            self.unit += 1;
            let from = self.time;
            self.time += *count as usize;
            let Some(place) = places.get(*unit) else { continue };
            let to = next[place] as usize;
            next[place] += count;
            for (time, index) in times[to..to + *count as usize].iter_mut().zip(from..) {
                *time = self.start + i64::from(self.times.time(index));
            }
        }
    }
}
