//! Sums that know their parts. What is shown is rounded to tenths such that the parts add up to it exactly.

use super::definition::Limits;
use chrono::{DateTime, Utc};

/// What a rule brings.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RuleSum {
    pub points: f64,
    /// How many happenings it comes from; 1 of a condition that holds.
    pub count: u32,
    pub last_at: Option<DateTime<Utc>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct GroupSum {
    pub rules: Vec<RuleSum>,
    /// What the cap takes away: negative or 0.
    pub cap: f64,
}

impl GroupSum {
    pub fn new(rules: Vec<RuleSum>, cap: Option<i32>) -> Self {
        let sum: f64 = rules.iter().map(|rule| rule.points).sum();
        let cap = cap.map_or(0.0, |cap| (f64::from(cap) - sum).min(0.0));
        Self { rules, cap }
    }

    pub fn points(&self) -> f64 {
        self.rules.iter().map(|rule| rule.points).sum::<f64>() + self.cap
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct AxisSum {
    pub groups: Vec<GroupSum>,
    /// What the limits of the axis take away, or add.
    pub limit: f64,
}

impl AxisSum {
    pub fn new(groups: Vec<GroupSum>, limits: Limits) -> Self {
        let sum: f64 = groups.iter().map(GroupSum::points).sum();
        let kept =
            sum.clamp(f64::from(limits.low), f64::from(limits.high).max(f64::from(limits.low)));
        Self { groups, limit: kept - sum }
    }

    pub fn points(&self) -> f64 {
        self.groups.iter().map(GroupSum::points).sum::<f64>() + self.limit
    }

    /// To tenths, as it is shown and graded.
    pub fn shown(&self) -> Tenths {
        Tenths::of(self.points())
    }

    /// The parts in tenths: for each group its rules and its cap, at last the limit of the axis. They add up to
    /// [`AxisSum::shown`].
    pub fn shown_parts(&self) -> Vec<Tenths> {
        let groups = self.groups.iter();
        let exact: Vec<f64> = groups
            .flat_map(|group| group.rules.iter().map(|rule| rule.points).chain([group.cap]))
            .chain([self.limit])
            .collect();
        spread(&exact, self.shown())
    }
}

/// A number of points with one decimal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tenths(i32);

impl Tenths {
    #[expect(clippy::cast_possible_truncation, reason = "limits keep points far below 2^31 tenths")]
    pub fn of(points: f64) -> Self {
        Self((points * 10.0).round().clamp(-1e9, 1e9) as i32)
    }

    pub fn points(self) -> f64 {
        f64::from(self.0) / 10.0
    }
}

impl std::ops::Add for Tenths {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

/// Rounds each part down, and gives what is missing to those that lost most. What is exactly nothing stays nothing.
fn spread(exact: &[f64], total: Tenths) -> Vec<Tenths> {
    #[expect(clippy::cast_possible_truncation, reason = "limits keep points far below 2^31 tenths")]
    let floor = |points: f64| (points * 10.0).floor().clamp(-1e9, 1e9) as i32;
    let mut parts: Vec<i32> = exact.iter().map(|points| floor(*points)).collect();
    let mut order: Vec<usize> = (0..exact.len()).filter(|part| exact[*part] != 0.0).collect();
    let lost = |part: usize| exact[part] * 10.0 - f64::from(floor(exact[part]));
    order.sort_by(|a, b| lost(*b).total_cmp(&lost(*a)));
    let missing = total.0 - parts.iter().sum::<i32>();
    let step = missing.signum();
    for part in order.iter().cycle().take(if order.is_empty() {
        0
    } else {
        missing.unsigned_abs() as usize
    }) {
        parts[*part] += step;
    }
    parts.into_iter().map(Tenths).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{Strategy, prop, prop_assert, prop_assert_eq, proptest};

    fn rule(points: f64) -> RuleSum {
        RuleSum { points, count: 1, last_at: None }
    }

    #[test]
    fn caps_and_limits_are_parts_of_their_own() {
        let group = GroupSum::new(vec![rule(30.0), rule(15.0)], Some(40));
        assert_eq!((group.cap, group.points()), (-5.0, 40.0));
        let other = GroupSum::new(vec![rule(20.0)], None);
        let axis = AxisSum::new(vec![group, other], Limits { low: 0, high: 50 });
        assert_eq!((axis.limit, axis.points()), (-10.0, 50.0));
        let shown: Vec<f64> = axis.shown_parts().into_iter().map(Tenths::points).collect();
        assert_eq!(shown, [30.0, 15.0, -5.0, 20.0, 0.0, -10.0]);
        let low = AxisSum::new(
            vec![GroupSum::new(vec![rule(-7.5)], Some(5))],
            Limits { low: 0, high: 50 },
        );
        assert_eq!((low.limit, low.points()), (7.5, 0.0));
    }

    fn axes() -> impl Strategy<Value = AxisSum> {
        let group = (prop::collection::vec(-40.0..60.0_f64, 0..6), prop::option::of(0..50_i32));
        (prop::collection::vec(group, 0..5), -30..10_i32, 11..80_i32).prop_map(
            |(groups, low, high)| {
                let groups = groups.into_iter();
                let groups = groups
                    .map(|(rules, cap)| GroupSum::new(rules.into_iter().map(rule).collect(), cap));
                AxisSum::new(groups.collect(), Limits { low, high })
            },
        )
    }

    proptest! {
        #[test]
        fn the_parts_that_are_shown_add_up_and_lie_near_what_they_are(axis in axes()) {
            let parts = axis.shown_parts();
            let sum = parts.iter().fold(Tenths::default(), |sum, part| sum + *part);
            prop_assert_eq!(sum, axis.shown());
            let exact = axis.groups.iter().flat_map(|group| group.rules.iter().map(|rule| rule.points).chain([group.cap]));
            for (shown, exact) in parts.iter().zip(exact.chain([axis.limit])) {
                prop_assert!((shown.points() - exact).abs() < 0.2, "{shown:?} {exact}");
            }
        }
    }
}
