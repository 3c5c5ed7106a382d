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
const TILE: usize = 128;

/// How many the union has, without making it: for the days from the one at `first` on.
pub fn count_trailing(days: &[Arc<Bits>], length: usize, first: usize) -> Vec<u64> {
    dispatch!(Level::new(), simd => count_windows(simd, days, length, first))
}

#[simd]
fn count_windows<S: Simd>(_: S, days: &[Arc<Bits>], length: usize, first: usize) -> Vec<u64> {
    let words = days.iter().map(|day| day.words().len()).max().unwrap_or_default();
    let mut counts = vec![0; days.len()];
    let mut ends = vec![[0; TILE]; length + 1];
    for at in (0..words).step_by(TILE) {
        ends.fill([0; TILE]);
        let blocks = days.chunks(length).zip(counts.chunks_mut(length));
        for (start, (days, counts)) in (0..).step_by(length).zip(blocks) {
            let mut beginning = [0; TILE];
            for (index, (day, count)) in days.iter().zip(counts).enumerate() {
                add(&mut beginning, tile(day, at));
                if start + index >= first {
                    let mut window = beginning;
                    add(&mut window, &ends[index + 1]);
                    *count += window.iter().map(|word| u64::from(word.count_ones())).sum::<u64>();
                }
            }
            ends.fill([0; TILE]);
            for (index, day) in days.iter().enumerate().rev() {
                ends[index] = ends[index + 1];
                add(&mut ends[index], tile(day, at));
            }
        }
    }
    counts.split_off(first.min(days.len()))
}

/// The words from `at` on.
fn tile(day: &Bits, at: usize) -> &[u64] {
    let rest = day.words().get(at..).unwrap_or_default();
    &rest[..rest.len().min(TILE)]
}

fn add(window: &mut [u64; TILE], more: &[u64]) {
    for (word, more) in window.iter_mut().zip(more) {
        *word |= more;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert_eq, proptest};

    proptest! {
        #[test]
        fn a_trailing_window_holds_exactly_its_days(days in proptest::collection::vec(proptest::collection::vec(0..9000_u32, 0..4), 0..40), length in 1..12_usize, first in 0..12_usize) {
            let days: Vec<Arc<Bits>> = days.into_iter().map(|units| Arc::new(units.into_iter().collect())).collect();
            let counts = count_trailing(&days, length, first);
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
