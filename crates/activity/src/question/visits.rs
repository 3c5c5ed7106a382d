//! Visits: what each unit did one after the other, parted wherever it paused.

use super::timeline::TimedDays;
use crate::{
    index::{
        calendar::{Calendar, Span},
        snapshot::{Names, Snapshot},
        times::Times,
        unit_set,
    },
    who::UnitKind,
};
use kernel::Error;

/// How many events are put in order for one question; each takes 16 bytes.
const MOST_MOMENTS: u64 = 4_000_000;
/// A pause of half an hour ends a visit, as web analytics have it.
pub const USUAL_GAP: u32 = 1800;

/// One event: whose, when (milliseconds since 1970), and which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    pub unit: u32,
    pub at: i64,
    pub name: i32,
}

/// The events of a span, unit by unit, in the order of time.
pub struct Visits {
    moments: Vec<Moment>,
    gap: i64,
}

impl Visits {
    /// Nothing where there are too many events to be put in order.
    pub async fn read(
        snapshot: &Snapshot<'_>,
        kind: UnitKind,
        names: &Names,
        span: Span,
        gap_seconds: u32,
    ) -> Result<Option<Self>, Error> {
        if snapshot.counts(kind, names, &[span]).iter().sum::<u64>() > MOST_MOMENTS {
            return Ok(None);
        }
        let days = snapshot.timed(kind, names, span).await?;
        Ok(Some(Self::of(moments(snapshot.calendar(), &days)?, gap_seconds)))
    }

    pub(super) fn of(mut moments: Vec<Moment>, gap_seconds: u32) -> Self {
        moments.sort_unstable();
        Self { moments, gap: i64::from(gap_seconds) * 1000 }
    }

    /// One visit after the other; none is empty.
    pub fn iter(&self) -> impl Iterator<Item = &[Moment]> {
        self.moments.chunk_by(|a, b| a.unit == b.unit && b.at - a.at < self.gap)
    }
}

fn moments(calendar: Calendar, days: &TimedDays) -> Result<Vec<Moment>, Error> {
    let mut moments = Vec::new();
    for (key, segment) in days {
        let units = unit_set::decode(&segment.units)?;
        let times = Times::read(segment.times.as_deref().unwrap_or_default(), units.len())?;
        let start = calendar.start_of(key.period);
        let whose = units.into_iter().zip(times.counts());
        let whose = whose.flat_map(|(unit, count)| std::iter::repeat_n(unit, count as usize));
        moments.extend(whose.enumerate().map(|(place, unit)| Moment {
            unit,
            at: start + i64::from(times.time(place)),
            name: key.name,
        }));
    }
    Ok(moments)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_as_long_as_the_gap_ends_a_visit_and_a_shorter_one_does_not() {
        let moment = |unit, seconds: i64| Moment { unit, at: seconds * 1000, name: 2 };
        let moments = vec![moment(2, 5), moment(1, 3600), moment(1, 1799), moment(1, 0)];
        let visits = Visits::of(moments, 1800);
        let lengths: Vec<usize> = visits.iter().map(<[Moment]>::len).collect();
        assert_eq!(lengths, [2, 1, 1]);
    }
}
