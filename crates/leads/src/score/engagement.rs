//! The engagement of a lead at an instant, from what happened until then: de-duplicated by id, then each rule's limit of
//! frequency, then decay, then the group's cap, then the limits of the axis. Nothing is ever stored that decays: the same
//! events give the same number, in whatever order they came.

use super::{
    definition::{Decay, EngagementAxis, EngagementRule, Frequency, Trigger},
    happening::{Happening, What},
    sum::{AxisSum, GroupSum, RuleSum},
};
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::{HashMap, VecDeque};

/// Days of a month, on average.
const MONTH: f64 = 30.4375;
const MILLISECONDS_A_DAY: f64 = 86_400_000.0;

/// An axis whose names of events were looked up.
pub struct Engagement<'a> {
    axis: &'a EngagementAxis,
    names: &'a HashMap<String, i32>,
}

impl Decay {
    /// What is left of a point after so many days.
    pub fn left_after(self, days: f64) -> f64 {
        let days = days.max(0.0);
        match self {
            Self::None => 1.0,
            Self::Linear { per_month } => (1.0 - per_month * days / MONTH).max(0.0),
            Self::HalfLife { days: half } => (-days / half).exp2(),
        }
    }
}

fn days_between(from: DateTime<Utc>, to: DateTime<Utc>) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of centuries lie below 2^53")]
    let milliseconds = (to - from).num_milliseconds() as f64;
    milliseconds / MILLISECONDS_A_DAY
}

/// Of happenings in any order: each once, the earliest first, without those still to come.
pub fn in_order(mut happenings: Vec<Happening>, now: DateTime<Utc>) -> Vec<Happening> {
    happenings.retain(|happening| happening.at <= now);
    happenings.sort_unstable_by_key(|happening| (happening.at, happening.id));
    let mut seen = std::collections::HashSet::with_capacity(happenings.len());
    happenings.retain(|happening| seen.insert(happening.id));
    happenings
}

impl<'a> Engagement<'a> {
    /// `names`: the number of each name of an event that the rules ask for.
    pub const fn new(axis: &'a EngagementAxis, names: &'a HashMap<String, i32>) -> Self {
        Self { axis, names }
    }

    /// The sum at an instant; `happenings` as [`in_order`] puts them.
    pub fn sum(&self, happenings: &[Happening], now: DateTime<Utc>) -> AxisSum {
        let groups = self.axis.groups.iter().map(|group| {
            let rules = group.rules.iter();
            let rules = rules.map(|rule| self.rule(rule, group.decay, happenings, now)).collect();
            GroupSum::new(rules, group.cap)
        });
        AxisSum::new(groups.collect(), self.axis.limits)
    }

    fn rule(
        &self,
        rule: &EngagementRule,
        decay: Decay,
        happenings: &[Happening],
        now: DateTime<Utc>,
    ) -> RuleSum {
        let mut gate = Gate::of(rule.limit);
        let mut sum = RuleSum::default();
        for happening in happenings.iter().filter(|it| self.fires(&rule.when, &it.what)) {
            if gate.lets_through(happening.at) {
                let left = decay.left_after(days_between(happening.at, now));
                sum.points += f64::from(rule.points) * left;
                sum.count += 1;
                sum.last_at = Some(happening.at);
            }
        }
        sum
    }

    fn fires(&self, when: &Trigger, what: &What) -> bool {
        match (when, what) {
            (
                Trigger::Touch { kinds, channel_ids, campaign_ids },
                What::Touch { kind, channel_id, campaign_id, .. },
            ) => {
                let named = |list: bool, is_in: bool| list || is_in;
                named(kinds.is_empty(), kinds.contains(kind))
                    && named(
                        channel_ids.is_empty(),
                        channel_id.is_some_and(|id| channel_ids.contains(&id)),
                    )
                    && named(
                        campaign_ids.is_empty(),
                        campaign_id.is_some_and(|id| campaign_ids.contains(&id)),
                    )
            }
            (Trigger::Form { form_ids }, What::Touch { form_id: Some(form), .. }) => {
                form_ids.is_empty() || form_ids.contains(form)
            }
            (Trigger::Activity { kinds, outcomes }, What::Activity { kind, outcome }) => {
                (kinds.is_empty() || kinds.contains(kind))
                    && (outcomes.is_empty() || outcomes.contains(outcome))
            }
            (Trigger::Event { names }, What::Event(number)) => {
                names.iter().any(|name| self.names.get(name) == Some(number))
            }
            _ => false,
        }
    }
}

/// Lets so many through within so many days, the earliest first.
struct Gate {
    limit: Option<Frequency>,
    counted: VecDeque<DateTime<Utc>>,
}

impl Gate {
    const fn of(limit: Option<Frequency>) -> Self {
        Self { limit, counted: VecDeque::new() }
    }

    fn lets_through(&mut self, at: DateTime<Utc>) -> bool {
        let Some(limit) = self.limit else { return true };
        let window = TimeDelta::days(i64::from(limit.days));
        while self.counted.front().is_some_and(|first| at - first >= window) {
            self.counted.pop_front();
        }
        let is_free = self.counted.len() < limit.times as usize;
        if is_free {
            self.counted.push_back(at);
        }
        is_free
    }
}

#[cfg(test)]
mod tests;
