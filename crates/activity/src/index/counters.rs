//! In how many sets each unit is. The counter of a unit lies across some words, one bit in each of them, so that those of
//! 64 units are added to at once.

use super::{bits::Bits, words::ones};
use fearless_simd::{Level, Simd, dispatch};
use fearless_simd_macros::simd;
use std::sync::Arc;

/// So many words are added up at once.
const BLOCK: usize = 64;
type Block = [u64; BLOCK];

/// So many words are counted at once.
const TILE: usize = 128;

pub struct Counters {
    sets: usize,
    /// The lowest bit of all counters, then the next one.
    planes: Vec<Bits>,
}

impl Counters {
    pub fn of(sets: &[Arc<Bits>]) -> Self {
        dispatch!(Level::new(), simd => Self::sum(simd, sets))
    }

    /// How many units are in exactly 1, 2, … of the sets.
    pub fn counts(&self) -> Vec<u64> {
        dispatch!(Level::new(), simd => self.count(simd))
    }

    #[simd]
    fn sum<S: Simd>(_: S, sets: &[Arc<Bits>]) -> Self {
        let words = sets.iter().map(|set| set.words().len()).max().unwrap_or_default();
        let planes = (usize::BITS - sets.len().leading_zeros()) as usize;
        let mut counters = Self { sets: sets.len(), planes: vec![Bits::default(); planes] };
        let mut sum = Sum::new(planes);
        for at in (0..words).step_by(BLOCK) {
            for set in sets {
                sum.add(&block_of(set.words(), at));
            }
            for (plane, bits) in counters.planes.iter_mut().zip(sum.finish()) {
                plane.words_mut(at, BLOCK).copy_from_slice(bits);
                *bits = [0; BLOCK];
            }
        }
        counters
    }

    #[simd]
    fn count<S: Simd>(&self, _: S) -> Vec<u64> {
        let words = self.planes.first().map_or(0, |plane| plane.words().len());
        let mut counts = vec![0; 1 << self.planes.len()];
        let mut having = vec![[0; TILE]; counts.len()];
        for at in (0..words).step_by(TILE) {
            // Bit by bit: at each number those whose counters have it in the bits so far.
            having[0] = [u64::MAX; TILE];
            for (index, plane) in self.planes.iter().enumerate() {
                let plane: [u64; TILE] = block_of(plane.words(), at);
                let (without, with) = having.split_at_mut(1 << index);
                for (without, with) in without.iter_mut().zip(with) {
                    part(without, with, &plane);
                }
            }
            for (count, having) in counts.iter_mut().zip(&having).skip(1) {
                *count += ones(having);
            }
        }
        counts[1..=self.sets].to_vec()
    }

    /// Who is in exactly so many of the sets.
    pub fn exactly(&self, number: usize) -> Bits {
        let mut units = Bits::union_of(&self.planes);
        for (index, plane) in self.planes.iter().enumerate() {
            if number >> index & 1 == 1 {
                units.intersect(plane);
            } else {
                units.subtract(plane);
            }
        }
        units
    }

    /// Who is in as many, or in more.
    pub fn at_least(&self, number: usize) -> Bits {
        let mut units = Bits::default();
        for number in number..=self.sets {
            units.unite(&self.exactly(number));
        }
        units
    }
}

/// Of those without a bit so far, those with it become the others.
fn part(without: &mut [u64; TILE], with: &mut [u64; TILE], plane: &[u64; TILE]) {
    for ((without, with), bits) in without.iter_mut().zip(with).zip(plane) {
        *with = *without & bits;
        *without &= !bits;
    }
}

/// Adds blocks up. One waits at each bit for another of the same weight, so that each is added once and carried half as
/// often from one bit to the next.
struct Sum {
    planes: Vec<Block>,
    waiting: Vec<Block>,
    /// How many there have been: at each bit that is set in this number, one waits.
    added: usize,
}

impl Sum {
    fn new(planes: usize) -> Self {
        Self { planes: vec![[0; BLOCK]; planes], waiting: vec![[0; BLOCK]; planes], added: 0 }
    }

    fn add(&mut self, block: &Block) {
        let mut carry = *block;
        let levels = self.added.trailing_ones() as usize;
        for (plane, waiting) in self.planes.iter_mut().zip(&self.waiting).take(levels) {
            carry = add(plane, waiting, &carry);
        }
        self.waiting[levels] = carry;
        self.added += 1;
    }

    /// The bits of the sum.
    fn finish(&mut self) -> &mut [Block] {
        for level in 0..self.planes.len() {
            if self.added >> level & 1 == 0 {
                continue;
            }
            let mut carry = self.waiting[level];
            for plane in &mut self.planes[level..] {
                carry = add(plane, &[0; BLOCK], &carry);
            }
        }
        self.added = 0;
        &mut self.planes
    }
}

/// Adds two blocks to a third; what is carried comes back.
fn add(plane: &mut Block, a: &Block, b: &Block) -> Block {
    std::array::from_fn(|word| {
        let either = a[word] ^ b[word];
        let carry = a[word] & b[word] | either & plane[word];
        plane[word] ^= either;
        carry
    })
}

/// The words from `at` on; those beyond the end are empty.
fn block_of<const LENGTH: usize>(words: &[u64], at: usize) -> [u64; LENGTH] {
    let rest = words.get(at..).unwrap_or_default();
    if let Some(block) = rest.first_chunk() {
        return *block;
    }
    let mut block = [0; LENGTH];
    block[..rest.len()].copy_from_slice(rest);
    block
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert_eq, proptest};
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn counters_count_what_is_there(sets in proptest::collection::vec(proptest::collection::btree_set(0..9000_u32, 0..80), 0..20)) {
            let bits: Vec<_> = sets.iter().map(|set| Arc::new(set.iter().copied().collect::<Bits>())).collect();
            let counters = Counters::of(&bits);
            let counts = counters.counts();
            prop_assert_eq!(counts.len(), sets.len());
            let everybody: BTreeSet<u32> = sets.iter().flatten().copied().collect();
            let number = |unit: &u32| sets.iter().filter(|set| set.contains(unit)).count();
            for periods in 1..=sets.len() {
                let expected: Bits = everybody.iter().copied().filter(|unit| number(unit) == periods).collect();
                prop_assert_eq!(counts[periods - 1], expected.count());
                prop_assert_eq!(counters.exactly(periods), expected);
                let expected: Bits = everybody.iter().copied().filter(|unit| number(unit) >= periods).collect();
                prop_assert_eq!(counters.at_least(periods), expected);
            }
        }
    }
}
