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

impl Timeline {
    /// Two passes over the segments: the first counts how many times each unit has, the second puts them where they belong.
    /// Days ascend, so each unit's times come out in order but for those of one day under several names.
    pub fn new(calendar: Calendar, places: &Places, days: &TimedDays) -> Result<Self, Error> {
        let mut read = Vec::with_capacity(days.len());
        let mut starts = vec![0_u32; places.units.len() + 1];
        for (key, segment) in days {
            let units = unit_set::decode(&segment.units)?;
            let blob = segment.times.as_deref().unwrap_or_default();
            let times = Times::read(blob, units.len())?;
            for (unit, count) in units.iter().zip(times.counts()) {
                if let Some(place) = places.get(*unit) {
                    starts[place + 1] += count;
                }
            }
            read.push((calendar.start_of(key.period), units, times));
        }
        for place in 1..starts.len() {
            starts[place] += starts[place - 1];
        }
        let mut next = starts.clone();
        let mut times = vec![0; starts.last().copied().unwrap_or_default() as usize];
        for (start, units, blob) in read {
            let mut from = 0;
            for (unit, count) in units.iter().zip(blob.counts()) {
                let count = count as usize;
                let read = from..from + count;
                from += count;
                let Some(place) = places.get(*unit) else { continue };
                let to = next[place] as usize;
                for (time, index) in times[to..to + count].iter_mut().zip(read) {
                    *time = start + i64::from(blob.time(index));
                }
                next[place] += u32::try_from(count).unwrap_or_default();
            }
        }
        let mut timeline = Self { starts, times };
        timeline.put_in_order();
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
