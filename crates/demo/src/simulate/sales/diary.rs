//! When things were done around a lead.

use super::Scene;
use crate::{dice::Dice, simulate::journey::Journey, year::At};
use chrono::Duration;

impl Scene<'_> {
    /// Some seconds after an instant, or then itself if that is still to come.
    pub fn soon_after(&self, at: At, low: i64, high: i64, dice: &mut Dice) -> At {
        let later = at + Duration::seconds(dice.between(low, high));
        if self.setting.has_happened(later) { later } else { at }
    }

    pub fn now(&self) -> At {
        self.setting.calendar.now
    }
}

impl Journey {
    /// When it came to a stage, if it did.
    pub fn reached(&self, stage: usize) -> Option<At> {
        self.moves.iter().find(|(_, came)| *came == stage).map(|(at, _)| *at)
    }

    pub fn went_through(&self, stage: usize) -> bool {
        self.reached(stage).is_some()
    }
}
