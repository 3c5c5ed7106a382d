//! A quick hash for the keys of the index. They are numbers of our own, which nobody can choose so that they collide.

use std::hash::{BuildHasherDefault, Hasher};

/// For maps and caches.
pub type QuickHash = BuildHasherDefault<QuickHasher>;

/// Multiplies and turns, as the compiler's own does.
#[derive(Clone, Default)]
pub struct QuickHasher(u64);

/// An odd number without a pattern: of the golden ratio the fraction.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

impl Hasher for QuickHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks();
        for word in words {
            self.write_u64(u64::from_le_bytes(*word));
        }
        for byte in rest {
            self.write_u8(*byte);
        }
    }

    fn write_u8(&mut self, number: u8) {
        self.write_u64(number.into());
    }

    fn write_i32(&mut self, number: i32) {
        self.write_u64(number.cast_unsigned().into());
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(23) ^ number).wrapping_mul(FACTOR);
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    /// The highest bits depend on all others, and tables look at the lowest and at the highest.
    fn finish(&self) -> u64 {
        (self.0 ^ self.0 >> 32).wrapping_mul(FACTOR).rotate_left(20)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{index::segment::Key, who::UnitKind};
    use std::{collections::HashSet, hash::BuildHasher as _};

    #[test]
    fn neighbouring_keys_lie_far_apart() {
        let names = 2..22;
        let keys = names.flat_map(|name| {
            (20_000..20_400).map(move |day| Key::day(UnitKind::Person, name, day))
        });
        let hashes: Vec<u64> = keys.map(|key| QuickHash::default().hash_one(key)).collect();
        let different = |bits: fn(u64) -> u64| {
            hashes.iter().map(|hash| bits(*hash)).collect::<HashSet<_>>().len()
        };
        assert_eq!(different(|hash| hash), hashes.len());
        // Of 8 000 that fall by chance into 65 536 places, 7 500 are alone or the first there.
        assert!(different(|hash| hash & 0xffff) > 7300);
        assert!(different(|hash| hash >> 48) > 7300);
    }
}
