//! A definition made ready to score many leads.

use super::{
    definition::{Grade, ScoreAxis, ScoreDefinition, Threshold},
    engagement::Engagement,
    happening::Happening,
    sum::{AxisSum, GroupSum, RuleSum, Tenths},
};
use crate::{
    condition::{LeadFields, LeadTest},
    entity::lead,
};
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Error, WorkspaceTx};
use std::collections::HashMap;

/// Scores one lead after the other, without the database.
pub struct Scorer {
    definition: ScoreDefinition,
    /// Of each fit group its rules.
    tests: Vec<Vec<LeadTest>>,
    names: HashMap<String, i32>,
}

/// The score of a lead at an instant, with its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    pub fit: AxisSum,
    pub engagement: AxisSum,
}

impl Scored {
    pub fn total(&self) -> Tenths {
        self.fit.shown() + self.engagement.shown()
    }

    pub fn on(&self, axis: ScoreAxis) -> f64 {
        match axis {
            ScoreAxis::Fit => self.fit.shown().points(),
            ScoreAxis::Engagement => self.engagement.shown().points(),
            ScoreAxis::Score => self.total().points(),
        }
    }
}

impl Scorer {
    pub async fn new(
        tx: &WorkspaceTx,
        definition: ScoreDefinition,
        fields: &LeadFields,
        today: NaiveDate,
    ) -> Result<Self, Error> {
        let names = definition.event_names();
        let names = if names.is_empty() {
            HashMap::new()
        } else {
            activity::name::numbers_of(tx, &names).await?
        };
        let tests = definition.fit.groups.iter().map(|group| {
            group.rules.iter().map(|rule| fields.compile(&rule.condition, today)).collect()
        });
        Ok(Self { tests: tests.collect(), names, definition })
    }

    pub const fn definition(&self) -> &ScoreDefinition {
        &self.definition
    }

    /// The numbers of the names of events that its rules ask for.
    pub fn event_numbers(&self) -> Vec<i32> {
        self.names.values().copied().collect()
    }

    /// `happenings` as [`super::engagement::in_order`] puts them.
    pub fn score(
        &self,
        lead: &lead::Model,
        happenings: &[Happening],
        now: DateTime<Utc>,
    ) -> Scored {
        let axis = &self.definition.engagement;
        Scored {
            fit: self.fit(lead),
            engagement: Engagement::new(axis, &self.names).sum(happenings, now),
        }
    }

    pub fn grade(&self, scored: &Scored) -> Grade {
        let (fit, engagement) = (scored.fit.shown(), scored.engagement.shown());
        self.definition.grades.grade(fit.points(), engagement.points())
    }

    fn fit(&self, lead: &lead::Model) -> AxisSum {
        let axis = &self.definition.fit;
        let groups = axis.groups.iter().zip(&self.tests).map(|(group, tests)| {
            let rules = group.rules.iter().zip(tests).map(|(rule, test)| {
                let holds = test.holds(lead);
                let points = if holds { f64::from(rule.points) } else { 0.0 };
                RuleSum { points, count: u32::from(holds), last_at: None }
            });
            GroupSum::new(rules.collect(), group.cap)
        });
        AxisSum::new(groups.collect(), axis.limits)
    }
}

impl Threshold {
    /// Whether a score is above, by where it was: it rises at the line, and falls only beyond the hysteresis.
    pub fn is_above(&self, was_above: bool, scored: &Scored) -> bool {
        let line = if was_above { self.at - self.hysteresis } else { self.at };
        scored.on(self.axis) >= line
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::definition::Limits;

    fn scored(points: f64) -> Scored {
        let of = |points| {
            let rule = RuleSum { points, count: 1, last_at: None };
            AxisSum::new(vec![GroupSum::new(vec![rule], None)], Limits { low: 0, high: 100 })
        };
        Scored { fit: of(0.0), engagement: of(points) }
    }

    #[test]
    fn a_score_that_wavers_around_a_line_crosses_it_once() {
        let line = Threshold {
            key: "hot".to_owned(),
            name: "Hot".to_owned(),
            axis: ScoreAxis::Score,
            at: 60.0,
            hysteresis: 5.0,
        };
        let mut above = false;
        let mut crossings = Vec::new();
        for points in [59.9, 60.0, 58.0, 60.0, 55.0, 54.9, 59.0, 61.0] {
            let is_above = line.is_above(above, &scored(points));
            if is_above != above {
                crossings.push((points, is_above));
                above = is_above;
            }
        }
        assert_eq!(crossings, [(60.0, true), (54.9, false), (61.0, true)]);
    }
}
