//! Chance that a seed reproduces. Every part of the simulation throws its own dice, so that a change in one part
//! doesn't shuffle the others.

use chrono::{DateTime, Utc};
use rand::{Rng as _, SeedableRng as _, rngs::ChaCha20Rng};
use uuid::Uuid;

pub struct Dice(ChaCha20Rng);

impl Dice {
    /// The dice of the part called `part`.
    pub fn new(seed: u64, part: &str) -> Self {
        let mut key = [0_u8; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        key[8..16].copy_from_slice(&fingerprint(part).to_le_bytes());
        Self(ChaCha20Rng::from_seed(key))
    }

    /// Uniform in `0.0..1.0`.
    pub fn fraction(&mut self) -> f64 {
        f64::from(self.0.next_u32()) / 4_294_967_296.0
    }

    /// Uniform in `0..end`; 0 where `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).expect("no list is longer");
        let scaled = (u64::from(self.0.next_u32()) * end) >> 32;
        usize::try_from(scaled).expect("below a length")
    }

    /// Uniform, both ends included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = usize::try_from(high - low).expect("the ends are in order") + 1;
        low + i64::try_from(self.below(width)).expect("below a width")
    }

    pub fn chance(&mut self, probability: f64) -> bool {
        self.fraction() < probability
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// The place of one of the weights.
    pub fn weighted(&mut self, weights: impl IntoIterator<Item = f64, IntoIter: Clone>) -> usize {
        let weights = weights.into_iter();
        let mut left = self.fraction() * weights.clone().sum::<f64>();
        let mut last = 0;
        for (place, weight) in weights.enumerate() {
            if left < weight {
                return place;
            }
            left -= weight;
            last = place;
        }
        last
    }

    /// Bell-shaped between 0 and 2 with mean 1.
    pub fn bell(&mut self) -> f64 {
        (self.fraction() + self.fraction() + self.fraction() + self.fraction()) / 2.0
    }

    /// Mostly small with a long tail, mean about 1.
    pub fn tail(&mut self) -> f64 {
        let base = self.fraction();
        0.25 + 2.25 * base * base * base + 0.375 * self.fraction()
    }

    /// A whole number whose mean is `mean`.
    pub fn count(&mut self, mean: f64) -> usize {
        let whole = mean.floor();
        usize::try_from(to_whole(whole)).unwrap_or(0) + usize::from(self.chance(mean - whole))
    }

    /// A version 7 UUID of that instant, as the product itself makes them.
    pub fn id<T: From<Uuid>>(&mut self, at: DateTime<Utc>) -> T {
        let mut random = [0; 10];
        self.0.fill_bytes(&mut random);
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid().into()
    }
}

/// FNV-1a: the same in every build, which the standard library's hashes don't promise.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The nearest whole number.
#[expect(clippy::cast_possible_truncation, reason = "the simulation's figures are far below 2⁵³")]
pub fn to_whole(figure: f64) -> i64 {
    figure.round() as i64
}

/// The nearest number of things.
pub fn to_count(figure: f64) -> usize {
    usize::try_from(to_whole(figure)).unwrap_or(0)
}

#[expect(clippy::cast_precision_loss, reason = "the simulation's figures are far below 2⁵³")]
pub fn to_real(whole: i64) -> f64 {
    whole as f64
}

pub fn to_share(part: usize, whole: usize) -> f64 {
    let real = |count| to_real(i64::try_from(count).unwrap_or(i64::MAX));
    if whole == 0 { 0.0 } else { real(part) / real(whole) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_and_a_part_give_the_same_throws_and_others_give_others() {
        let throws = |seed, part| {
            let mut dice = Dice::new(seed, part);
            (0..8).map(|_| dice.below(1000)).collect::<Vec<_>>()
        };
        assert_eq!(throws(1, "leads"), throws(1, "leads"));
        assert_ne!(throws(1, "leads"), throws(2, "leads"));
        assert_ne!(throws(1, "leads"), throws(1, "events"));
    }

    #[test]
    fn chance_keeps_its_word_over_many_throws() {
        let mut dice = Dice::new(7, "test");
        let places: Vec<_> = (0..20_000).map(|_| dice.weighted([1.0, 0.0, 3.0])).collect();
        let share = to_share(places.iter().filter(|place| **place == 2).count(), places.len());
        assert!((share - 0.75).abs() < 0.02, "{share}");
        assert!(!places.contains(&1));
        let mean = (0..20_000).map(|_| dice.tail()).sum::<f64>() / 20_000.0;
        assert!((mean - 1.0).abs() < 0.05, "{mean}");
        assert!((0..1000).all(|_| (3..=5).contains(&dice.between(3, 5))));
    }
}
