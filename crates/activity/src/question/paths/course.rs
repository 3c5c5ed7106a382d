//! From a visit to the stops of a path that are shown.

use super::PathsQuestion;
use crate::question::visits::Moment;
use std::collections::HashMap;

/// Stands for the stops that are left out between the first and the last ones.
pub const BETWEEN: i32 = -1;
/// A name that nobody has sent.
const NEVER: i32 = i32::MIN;

/// Which part of a visit is shown.
pub struct Course {
    start: Option<i32>,
    end: Option<i32>,
    steps: usize,
}

/// An event that others follow; what is repeated at once is one stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    pub name: i32,
    /// When it first happened, in milliseconds.
    pub at: i64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    pub unit: u32,
    /// The step of its first stop; 0 is the first.
    pub first_step: usize,
    pub stops: Vec<Stop>,
    /// It goes on after the last stop that is shown.
    pub goes_on: bool,
}

impl Course {
    pub fn of(question: &PathsQuestion, numbers: &HashMap<String, i32>) -> Self {
        let number = |name: &Option<String>| {
            name.as_ref().map(|name| numbers.get(name).copied().unwrap_or(NEVER))
        };
        Self {
            start: number(&question.start),
            end: number(&question.end),
            steps: question.steps.into(),
        }
    }

    /// Nothing where the visit has no such start or end.
    pub fn path(&self, visit: &[Moment]) -> Option<Path> {
        let mut stops: Vec<Stop> = visit
            .chunk_by(|a, b| a.name == b.name)
            .map(|same| Stop { name: same[0].name, at: same[0].at })
            .collect();
        if let Some(start) = self.start {
            let from = stops.iter().position(|stop| stop.name == start)?;
            stops.drain(..from);
        }
        if let Some(end) = self.end {
            let after_start = usize::from(self.start.is_some());
            let found = stops.iter().skip(after_start).position(|stop| stop.name == end)?;
            stops.truncate(after_start + found + 1);
        }
        Some(self.shown(visit[0].unit, stops))
    }

    fn shown(&self, unit: u32, mut stops: Vec<Stop>) -> Path {
        let too_many = stops.len().saturating_sub(self.steps);
        let mut first_step = 0;
        match (self.start, self.end) {
            (_, None) => stops.truncate(self.steps),
            // All of them arrive at the end together.
            (None, Some(_)) => {
                stops.drain(..too_many);
                first_step = self.steps - stops.len();
            }
            (Some(_), Some(_)) if too_many > 0 => {
                let head = self.steps / 2;
                let between = Stop { name: BETWEEN, at: stops[head].at };
                stops.splice(head..=head + too_many, [between]);
            }
            (Some(_), Some(_)) => {}
        }
        Path { unit, first_step, stops, goes_on: self.end.is_none() && too_many > 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(names: &[i32]) -> Vec<Moment> {
        (0..).zip(names).map(|(at, name)| Moment { unit: 7, at, name: *name }).collect()
    }

    fn names(course: &Course, visited: &[i32]) -> Option<(usize, Vec<i32>, bool)> {
        let path = course.path(&visit(visited))?;
        let names = path.stops.iter().map(|stop| stop.name).collect();
        Some((path.first_step, names, path.goes_on))
    }

    #[test]
    fn what_is_repeated_at_once_is_one_stop_at_its_first_time() {
        let course = Course { start: None, end: None, steps: 5 };
        let path = course.path(&visit(&[2, 2, 3, 2, 2])).unwrap();
        let stops = [(2, 0), (3, 2), (2, 3)].map(|(name, at)| Stop { name, at });
        assert_eq!(path, Path { unit: 7, first_step: 0, stops: stops.into(), goes_on: false });
    }

    #[test]
    fn a_path_begins_at_its_first_start_and_says_that_it_goes_on() {
        let course = Course { start: Some(3), end: None, steps: 2 };
        assert_eq!(names(&course, &[2, 3, 4, 3, 5]), Some((0, vec![3, 4], true)));
        assert_eq!(names(&course, &[2, 3]), Some((0, vec![3], false)));
        assert_eq!(names(&course, &[2, 4]), None);
    }

    #[test]
    fn paths_to_an_end_arrive_together_in_the_last_step() {
        let course = Course { start: None, end: Some(9), steps: 3 };
        assert_eq!(names(&course, &[2, 3, 4, 9, 5, 9]), Some((0, vec![3, 4, 9], false)));
        assert_eq!(names(&course, &[2, 9]), Some((1, vec![2, 9], false)));
        assert_eq!(names(&course, &[9, 2]), Some((2, vec![9], false)));
        assert_eq!(names(&course, &[2, 3]), None);
    }

    #[test]
    fn between_a_start_and_an_end_the_middle_of_a_long_path_is_one_step() {
        let course = |steps| Course { start: Some(1), end: Some(9), steps };
        let long = [1, 2, 3, 4, 5, 9];
        assert_eq!(names(&course(5), &long), Some((0, vec![1, 2, BETWEEN, 5, 9], false)));
        assert_eq!(names(&course(4), &long), Some((0, vec![1, 2, BETWEEN, 9], false)));
        assert_eq!(names(&course(3), &long), Some((0, vec![1, BETWEEN, 9], false)));
        assert_eq!(names(&course(6), &long), Some((0, long.to_vec(), false)));
        assert_eq!(names(&course(3), &[9, 1, 2]), None);
    }
}
