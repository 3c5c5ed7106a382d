use crate::{
    calendar::Calendar,
    dice::{Dice, to_count, to_real},
    vocabulary::Vocabulary,
    year::At,
};
use chrono::Duration;

pub const LEADS: f64 = 2000.0;
pub const ACCOUNTS: f64 = 600.0;
pub const USES: f64 = 400_000.0;
/// Minor units of the currencies that the vendors sell in.
pub const MINOR: i64 = 100;

/// What every part of the simulation knows.
pub struct Setting {
    pub seed: u64,
    pub scale: f64,
    pub words: &'static Vocabulary,
    pub calendar: Calendar,
}

impl Setting {
    pub fn dice(&self, part: &str) -> Dice {
        Dice::new(self.seed, part)
    }

    /// How many of what there are `usual` at scale 1; at least one.
    pub fn scaled(&self, usual: f64) -> usize {
        to_count(usual * self.scale).max(1)
    }

    pub fn has_happened(&self, at: At) -> bool {
        at < self.calendar.now
    }
}

/// A span of `low` to `high` days, down to the second.
pub fn days(dice: &mut Dice, low: i64, high: i64) -> Duration {
    let seconds = dice.between(low * 24 * 3600, high * 24 * 3600);
    Duration::seconds(seconds)
}

/// `figure` of a whole amount, rounded to whole units of currency.
pub fn part_of(amount: i64, share: f64) -> i64 {
    crate::dice::to_whole(to_real(amount) * share / to_real(MINOR)) * MINOR
}
