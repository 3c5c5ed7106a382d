//! Windows that end on each of some days. Within blocks of as many days as a window has, each window is the end of one
//! block and the beginning of the next, so that three unions a day do whatever the length (van Herk 1992).

use crate::index::bits::Bits;
use fearless_simd::{Level, Simd, dispatch};
use fearless_simd_macros::simd;
use std::sync::Arc;

/// For each day the union of it and the days before it, `length` in all.
pub fn unite_trailing(days: &[Arc<Bits>], length: usize) -> Vec<Arc<Bits>> {
    let mut ends: Vec<Arc<Bits>> = days.to_vec();
    for block in ends.chunks_mut(length) {
        for index in (0..block.len().saturating_sub(1)).rev() {
            block[index] = Arc::new(block[index].or(&block[index + 1]));
        }
    }
    let mut beginning = Bits::default();
    let united = days.iter().enumerate().map(|(index, day)| {
        if index % length == 0 {
            beginning = Bits::clone(day);
        } else {
            beginning.unite(day);
        }
        // The end of the block before, from the first day of the window on.
        let is_whole = index % length == length - 1 || index < length;
        let before = (!is_whole).then(|| &ends[index + 1 - length]);
        Arc::new(before.map_or_else(|| beginning.clone(), |before| beginning.or(before)))
    });
    united.collect()
}

/// So many words are worked on at once: what a month needs of them stays in the first caches.
const TILE: usize = 64;
type Tile = [u64; TILE];

/// How many the unions have, without making them: for each length those of the days from the one at `first` on.
pub fn count_trailing(days: &[Arc<Bits>], lengths: &[usize], first: usize) -> Vec<Vec<u64>> {
    dispatch!(Level::new(), simd => count_windows(simd, days, lengths, first))
}

#[simd]
fn count_windows<S: Simd>(
    _: S,
    days: &[Arc<Bits>],
    lengths: &[usize],
    first: usize,
) -> Vec<Vec<u64>> {
    let words = days.iter().map(|day| day.words().len()).max().unwrap_or_default();
    let longest = lengths.iter().max().copied().unwrap_or_default();
    let mut counts = vec![vec![0; days.len()]; lengths.len()];
    let mut ends = vec![[0; TILE]; longest + 1];
    for at in (0..words).step_by(TILE) {
        for (length, counts) in lengths.iter().zip(&mut counts) {
            ends.fill([0; TILE]);
            let blocks = days.chunks(*length).zip(counts.chunks_mut(*length));
            for (start, (days, counts)) in (0..).step_by(*length).zip(blocks) {
                let mut beginning = [0; TILE];
                for (index, (day, count)) in days.iter().zip(counts).enumerate() {
                    with_tile(day, at, |day| {
                        unite(&mut beginning, day);
                        if start + index >= first {
                            *count += count_either(&beginning, &ends[index + 1]);
                        }
                    });
                }
                // Behind a block that is not whole there is none that would need its ends.
                if days.len() == *length {
                    for (index, day) in days.iter().enumerate().rev() {
                        let (earlier, later) = ends.split_at_mut(index + 1);
                        with_tile(day, at, |day| join(&mut earlier[index], &later[0], day));
                    }
                }
            }
        }
    }
    for counts in &mut counts {
        counts.drain(..first.min(days.len()));
    }
    counts
}

/// The words from `at` on; those beyond the end are empty.
#[inline]
fn with_tile(day: &Bits, at: usize, with: impl FnOnce(&Tile)) {
    let rest = day.words().get(at..).unwrap_or_default();
    if let Some(tile) = rest.first_chunk() {
        return with(tile);
    }
    let mut tile = [0; TILE];
    tile[..rest.len()].copy_from_slice(rest);
    with(&tile);
}

#[inline]
fn unite(tile: &mut Tile, other: &Tile) {
    for (word, other) in tile.iter_mut().zip(other) {
        *word |= other;
    }
}

#[inline]
fn join(tile: &mut Tile, a: &Tile, b: &Tile) {
    for (word, (a, b)) in tile.iter_mut().zip(a.iter().zip(b)) {
        *word = a | b;
    }
}

#[inline]
fn count_either(a: &Tile, b: &Tile) -> u64 {
    a.iter().zip(b).map(|(a, b)| u64::from((a | b).count_ones())).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert_eq, proptest};

    proptest! {
        #[test]
        fn a_trailing_window_holds_exactly_its_days(days in proptest::collection::vec(proptest::collection::vec(0..9000_u32, 0..4), 0..40), lengths in proptest::collection::vec(1..12_usize, 1..4), first in 0..12_usize) {
            let days: Vec<Arc<Bits>> = days.into_iter().map(|units| Arc::new(units.into_iter().collect())).collect();
            let counts = count_trailing(&days, &lengths, first);
            for (length, counts) in lengths.into_iter().zip(counts) {
                for (index, found) in unite_trailing(&days, length).iter().enumerate() {
                    let mut expected = Bits::default();
                    days[(index + 1).saturating_sub(length)..=index].iter().for_each(|day| expected.unite(day));
                    prop_assert_eq!(&**found, &expected);
                    if index >= first {
                        prop_assert_eq!(counts[index - first], expected.count());
                    }
                }
            }
        }
    }
}
