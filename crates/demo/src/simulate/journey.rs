//! One lead's way through the stages: from the first call to won, lost, or wherever it is today.

use super::{
    market::{CONTACTED, DEMO, LOST, NEW, ON_HOLD, QUALIFIED, QUOTE, TRIAL, WON},
    setting::{Setting, days},
};
use crate::{dice::Dice, year::At};
use chrono::Duration;

/// The stage, how likely a lead gets there from the one before, and how many days that takes. Together they win
/// about one lead in eight.
const STEPS: [(usize, f64, i64, i64); 6] = [
    (CONTACTED, 0.86, 0, 2),
    (QUALIFIED, 0.60, 1, 6),
    (DEMO, 0.73, 2, 8),
    (TRIAL, 0.71, 2, 9),
    (QUOTE, 0.69, 5, 16),
    (WON, 0.74, 1, 10),
];
/// Nobody gives up a lead at once.
const PATIENCE_DAYS: (i64, i64) = (3, 12);
const HOLD: f64 = 0.2;

pub struct Journey {
    /// When somebody took it on.
    pub assigned_at: Option<At>,
    /// When it came to which stage.
    pub moves: Vec<(At, usize)>,
    pub lost_reason: Option<&'static str>,
    /// When the next step is to be done.
    pub next_step_at: Option<At>,
}

impl Journey {
    pub fn stage(&self) -> usize {
        self.moves.last().map_or(NEW, |(_, stage)| *stage)
    }
}

/// `quality` is how likely it goes on: 1 is usual.
pub fn travel(setting: &Setting, created_at: At, quality: f64, dice: &mut Dice) -> Journey {
    let calendar = &setting.calendar;
    let mut journey =
        Journey { assigned_at: None, moves: Vec::new(), lost_reason: None, next_step_at: None };
    let waits = Duration::minutes(dice.between(2, 240));
    let assigned_at = calendar.working_moment(created_at + waits, dice);
    if !setting.has_happened(assigned_at) {
        return journey;
    }
    journey.assigned_at = Some(assigned_at);
    let mut at = assigned_at;
    for (stage, chance, low, high) in STEPS {
        let due = calendar.working_moment(at + Duration::minutes(20) + days(dice, low, high), dice);
        if !setting.has_happened(due) {
            journey.next_step_at = Some(due);
            break;
        }
        // Good leads show it when they are qualified and when they decide.
        let chance = match stage {
            QUALIFIED => (chance * quality).min(0.96),
            WON => (chance * quality.sqrt()).min(0.96),
            _ => chance,
        };
        if dice.chance(chance) {
            journey.moves.push((due, stage));
            at = due;
            continue;
        }
        leave(setting, &mut journey, due, dice);
        break;
    }
    journey
}

fn leave(setting: &Setting, journey: &mut Journey, at: At, dice: &mut Dice) {
    let stage = journey.stage();
    let waited = days(dice, PATIENCE_DAYS.0, PATIENCE_DAYS.1);
    let at = setting.calendar.working_moment(at + waited, dice);
    if !setting.has_happened(at) {
        journey.next_step_at = Some(at);
    } else if stage >= QUALIFIED && dice.chance(HOLD) {
        journey.moves.push((at, ON_HOLD));
    } else {
        journey.lost_reason = Some(lost_reason(stage, dice));
        journey.moves.push((at, LOST));
    }
}

fn lost_reason(stage: usize, dice: &mut Dice) -> &'static str {
    let reasons: &[(&str, f64)] = match stage {
        NEW => &[("unreachable", 5.0), ("invalid", 2.5), ("not_a_fit", 2.5)],
        CONTACTED => &[
            ("no_need", 3.5),
            ("not_a_fit", 2.0),
            ("timing", 2.0),
            ("price", 1.5),
            ("competitor", 1.0),
        ],
        QUALIFIED => &[
            ("timing", 2.5),
            ("competitor", 2.5),
            ("missing_feature", 2.0),
            ("price", 2.0),
            ("budget", 1.0),
        ],
        DEMO | TRIAL => {
            &[("missing_feature", 3.0), ("competitor", 3.0), ("price", 2.5), ("timing", 1.5)]
        }
        _ => &[("price", 4.0), ("competitor", 3.0), ("budget", 2.0), ("timing", 1.0)],
    };
    reasons[dice.weighted(reasons.iter().map(|(_, weight)| *weight))].0
}
