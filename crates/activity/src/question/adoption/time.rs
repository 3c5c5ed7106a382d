//! How long each feature was used, as far as events tell.

use crate::{
    index::{bits::Bits, snapshot::Names},
    name,
    question::visits::Visits,
};
use std::collections::HashMap;

/// Milliseconds by unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeIn(HashMap<u32, i64>);

impl TimeIn {
    /// Of these, and only of these.
    pub fn of(&self, units: &Bits) -> Self {
        let time = |unit| (unit, self.0.get(&unit).copied().unwrap_or_default());
        Self(units.iter().map(time).collect())
    }

    pub fn millis(&self) -> Vec<i64> {
        self.0.values().copied().collect()
    }
}

/// For each feature the time from its events to the next event of the visit. A feature is known by its names; one that is
/// told apart by properties is not known here.
pub fn times_in(
    visits: Result<&Visits, &'static str>,
    features: &[Option<Names>],
) -> Vec<Result<TimeIn, &'static str>> {
    let visits = match visits {
        Ok(visits) => visits,
        Err(reason) => return vec![Err(reason); features.len()],
    };
    let mut belongs: HashMap<i32, Vec<usize>> = HashMap::new();
    for (feature, names) in features.iter().enumerate() {
        for name in names.iter().flat_map(|names| names.iter()) {
            belongs.entry(*name).or_default().push(feature);
        }
    }
    let mut times = vec![TimeIn::default(); features.len()];
    for visit in visits.iter() {
        for pair in visit.windows(2) {
            let of_any = belongs.get(&name::ANY).into_iter().flatten();
            for feature in belongs.get(&pair[0].name).into_iter().flatten().chain(of_any) {
                *times[*feature].0.entry(pair[0].unit).or_default() += pair[1].at - pair[0].at;
            }
        }
    }
    let known = features.iter().zip(times);
    known.map(|(names, time)| names.as_ref().map(|_| time).ok_or("has_conditions")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::visits::Moment;

    #[test]
    fn time_runs_to_the_next_event_of_the_visit_and_the_last_counts_nothing() {
        let moment = |unit, seconds: i64, name| Moment { unit, at: seconds * 1000, name };
        let moments = vec![
            moment(1, 0, 2),
            moment(1, 40, 3),
            moment(1, 100, 2),
            moment(1, 160, 2),
            moment(1, 9000, 2),
            moment(4, 0, 3),
        ];
        let visits = Visits::of(moments, 1800);
        let names = |name: i32| Some(Names::from([name]));
        let found = times_in(Ok(&visits), &[names(2), names(3), names(name::ANY), None]);
        let time = |millis| Ok(TimeIn([(1, millis)].into()));
        assert_eq!(found, [time(100_000), time(60_000), time(160_000), Err("has_conditions")]);
        let both: Bits = [1, 4].into_iter().collect();
        let mut of_both = found[1].as_ref().unwrap().of(&both).millis();
        of_both.sort_unstable();
        assert_eq!(of_both, [0, 60_000]);
    }
}
