//! Work on many words with the widest instructions that the machine has; which those are is seen at run time, so that the
//! product starts on any x86-64. The oldest ones have no instruction that counts bits.

use fearless_simd::{Level, Simd, dispatch};
use fearless_simd_macros::simd;

/// How many bits are set.
pub fn count(words: &[u64]) -> u64 {
    #[simd]
    fn count<S: Simd>(_: S, words: &[u64]) -> u64 {
        ones(words)
    }
    dispatch!(Level::new(), simd => count(simd, words))
}

/// The same for work that has chosen its instructions: it becomes a part of it.
#[inline]
pub fn ones(words: &[u64]) -> u64 {
    words.iter().map(|word| u64::from(word.count_ones())).sum()
}

/// A bit for each value, set for those that are wanted.
pub fn of<T>(values: &[T], is_wanted: impl Fn(&T) -> bool) -> Vec<u64> {
    #[simd]
    fn of<S: Simd, T>(_: S, values: &[T], is_wanted: impl Fn(&T) -> bool) -> Vec<u64> {
        let word = |values: &[T]| {
            let bits = values.iter().enumerate();
            bits.fold(0, |word, (bit, value)| word | u64::from(is_wanted(value)) << bit)
        };
        let (whole, rest) = values.as_chunks::<64>();
        let rest = (!rest.is_empty()).then(|| word(rest));
        whole.iter().map(|values| word(values)).chain(rest).collect()
    }
    dispatch!(Level::new(), simd => of(simd, values, is_wanted))
}

/// How many bits are set in both.
pub fn count_both(words: &[u64], others: &[u64]) -> u64 {
    #[simd]
    fn count_both<S: Simd>(_: S, words: &[u64], others: &[u64]) -> u64 {
        words.iter().zip(others).map(|(a, b)| u64::from((a & b).count_ones())).sum()
    }
    dispatch!(Level::new(), simd => count_both(simd, words, others))
}

/// Sets what is set in the others.
pub fn unite(words: &mut [u64], others: &[u64]) {
    #[simd]
    fn unite<S: Simd>(_: S, words: &mut [u64], others: &[u64]) {
        for (word, other) in words.iter_mut().zip(others) {
            *word |= other;
        }
    }
    dispatch!(Level::new(), simd => unite(simd, words, others));
}

/// Leaves what is set in the others too.
pub fn intersect(words: &mut [u64], others: &[u64]) {
    #[simd]
    fn intersect<S: Simd>(_: S, words: &mut [u64], others: &[u64]) {
        for (word, other) in words.iter_mut().zip(others) {
            *word &= other;
        }
    }
    dispatch!(Level::new(), simd => intersect(simd, words, others));
}

/// Leaves what is not set in the others.
pub fn subtract(words: &mut [u64], others: &[u64]) {
    #[simd]
    fn subtract<S: Simd>(_: S, words: &mut [u64], others: &[u64]) {
        for (word, other) in words.iter_mut().zip(others) {
            *word &= !other;
        }
    }
    dispatch!(Level::new(), simd => subtract(simd, words, others));
}
