//! Sets of units as plain words: for what questions compute with. A set of a hundred thousand units has 12 kB, so that
//! union, intersection and counting run at the speed of the first caches.

use super::words;

/// So many words stand for the units of one container of a stored set.
pub const CONTAINER: usize = 1024;

/// Units by ordinal. Words that are absent are empty.
#[derive(Clone, Debug, Default)]
pub struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// The units whose values are wanted; there is a value for each ordinal.
    pub fn of<T>(values: &[T], is_wanted: impl Fn(&T) -> bool) -> Self {
        Self { words: words::of(values, is_wanted) }
    }

    pub fn insert(&mut self, unit: u32) {
        let (word, bit) = place(unit);
        self.reach(word + 1);
        self.words[word] |= bit;
    }

    pub fn remove(&mut self, unit: u32) {
        let (word, bit) = place(unit);
        if let Some(word) = self.words.get_mut(word) {
            *word &= !bit;
        }
    }

    pub fn contains(&self, unit: u32) -> bool {
        let (word, bit) = place(unit);
        self.words.get(word).is_some_and(|word| word & bit != 0)
    }

    pub fn count(&self) -> u64 {
        words::count(&self.words)
    }

    /// How many units both have.
    pub fn count_both(&self, other: &Self) -> u64 {
        words::count_both(&self.words, &other.words)
    }

    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    pub fn unite(&mut self, other: &Self) {
        self.reach(other.words.len());
        words::unite(&mut self.words, &other.words);
    }

    /// What any of these has.
    pub fn union_of<'a>(sets: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut union = Self::default();
        for set in sets {
            union.unite(set);
        }
        union
    }

    pub fn intersect(&mut self, other: &Self) {
        self.words.truncate(other.words.len());
        words::intersect(&mut self.words, &other.words);
    }

    pub fn subtract(&mut self, other: &Self) {
        words::subtract(&mut self.words, &other.words);
    }

    /// What both have.
    pub fn and(&self, other: &Self) -> Self {
        let words = self.words.iter().zip(&other.words).map(|(a, b)| a & b);
        Self { words: words.collect() }
    }

    /// What either has.
    pub fn or(&self, other: &Self) -> Self {
        let (short, long) = if self.words.len() < other.words.len() {
            (&self.words, &other.words)
        } else {
            (&other.words, &self.words)
        };
        let mut words = Vec::with_capacity(long.len());
        words.extend(short.iter().zip(long).map(|(a, b)| a | b));
        words.extend_from_slice(&long[short.len()..]);
        Self { words }
    }

    /// What this one has and the other has not.
    pub fn without(&self, other: &Self) -> Self {
        let mut left = self.clone();
        left.subtract(other);
        left
    }

    /// The units in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        (0_u32..)
            .zip(&self.words)
            .flat_map(|(index, word)| ones_of(*word).map(move |bit| index * 64 + bit))
    }

    pub fn words(&self) -> &[u64] {
        &self.words
    }

    pub fn bytes(&self) -> usize {
        self.words.len() * 8
    }

    /// One byte for each unit up to the last: 1 for those in the set.
    pub fn to_bytes(&self) -> Vec<u8> {
        let length = self.iter().last().map_or(0, |last| last as usize + 1);
        let mut bytes = vec![0; length];
        self.iter().for_each(|unit| bytes[unit as usize] = 1);
        bytes
    }

    /// The words of 65 536 units.
    pub fn container_mut(&mut self, high: usize) -> &mut [u64; CONTAINER] {
        self.reach((high + 1) * CONTAINER);
        &mut self.words.as_chunks_mut().0[high]
    }

    /// Gives back what is empty at the end.
    pub fn trim(&mut self) {
        let length = self.words.iter().rposition(|word| *word != 0).map_or(0, |last| last + 1);
        self.words.truncate(length);
        self.words.shrink_to_fit();
    }

    /// Room for `length` words from `first` on.
    pub fn words_mut(&mut self, first: usize, length: usize) -> &mut [u64] {
        self.reach(first + length);
        &mut self.words[first..first + length]
    }

    fn reach(&mut self, length: usize) {
        if self.words.len() < length {
            self.words.resize(length, 0);
        }
    }
}

impl PartialEq for Bits {
    fn eq(&self, other: &Self) -> bool {
        let (short, long) = if self.words.len() < other.words.len() {
            (&self.words, &other.words)
        } else {
            (&other.words, &self.words)
        };
        long.starts_with(short) && long[short.len()..].iter().all(|word| *word == 0)
    }
}

impl FromIterator<u32> for Bits {
    fn from_iter<I: IntoIterator<Item = u32>>(units: I) -> Self {
        let mut bits = Self::default();
        units.into_iter().for_each(|unit| bits.insert(unit));
        bits
    }
}

/// The bits that are set in a word.
pub fn ones_of(word: u64) -> impl Iterator<Item = u32> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let bit = rest.checked_ilog2().map(|_| rest.trailing_zeros())?;
        rest &= rest - 1;
        Some(bit)
    })
}

fn place(unit: u32) -> (usize, u64) {
    (unit as usize / 64, 1 << (unit % 64))
}

#[cfg(test)]
mod tests {
    use super::Bits;
    use proptest::prelude::{any, prop_assert_eq, proptest};
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn sets_of_words_behave_like_sets(
            a in proptest::collection::btree_set(0..500_u32, 0..60),
            b in proptest::collection::btree_set(0..500_u32, 0..60),
        ) {
            let set = |units: &BTreeSet<u32>| units.iter().copied().collect::<Bits>();
            let (x, y) = (set(&a), set(&b));
            let mut united = x.clone();
            united.unite(&y);
            let mut met = x.clone();
            met.intersect(&y);
            prop_assert_eq!(&united, &set(&a.union(&b).copied().collect()));
            prop_assert_eq!(x.or(&y), united);
            prop_assert_eq!(&met, &set(&a.intersection(&b).copied().collect()));
            prop_assert_eq!(x.and(&y), met.clone());
            prop_assert_eq!(x.without(&y), set(&a.difference(&b).copied().collect()));
            prop_assert_eq!(x.count_both(&y), met.count());
            prop_assert_eq!(x.iter().collect::<Vec<_>>(), a.iter().copied().collect::<Vec<_>>());
            prop_assert_eq!(x.is_empty(), a.is_empty());
        }

        #[test]
        fn bits_are_counted_however_many_words_there_are(words in proptest::collection::vec(any::<u64>(), 0..200)) {
            let expected: u64 = words.iter().map(|word| u64::from(word.count_ones())).sum();
            prop_assert_eq!(Bits { words }.count(), expected);
        }
    }
}
