//! Whose a segment is, as a process keeps it: in words where these take little more room than the stored bytes, because
//! words are joined many times as fast. A list of names that was never asked about before is joined from these.

use super::{
    bits::{Bits, CONTAINER},
    unit_set,
};
use kernel::Error;
use std::sync::Arc;

/// So many times the stored bytes are spent on words: where about one unit in a hundred is in the set, or more.
const WORTH: usize = 6;
/// And so many bytes in any case.
const SMALL: usize = 512;

#[derive(Debug)]
pub enum Units {
    Words(Arc<Bits>),
    /// Few of many units.
    Stored(Vec<u8>),
}

impl Units {
    /// Out of stored bytes.
    pub fn read(stored: Vec<u8>) -> Result<Self, Error> {
        let worth = WORTH * stored.len() + SMALL;
        let last = unit_set::containers(&stored)?.saturating_sub(1);
        if last * CONTAINER * 8 > worth {
            return Ok(Self::Stored(stored));
        }
        let mut bits = Bits::default();
        unit_set::unite(&mut bits, &stored)?;
        bits.trim();
        if bits.bytes() > worth {
            return Ok(Self::Stored(stored));
        }
        Ok(Self::Words(Arc::new(bits)))
    }

    pub fn bytes(&self) -> usize {
        match self {
            Self::Words(bits) => bits.bytes(),
            Self::Stored(bytes) => bytes.len(),
        }
    }
}

/// What any of these has.
pub fn union_of<'a>(sets: impl Iterator<Item = &'a Units>) -> Result<Arc<Bits>, Error> {
    let mut union: Arc<Bits> = Arc::default();
    for units in sets {
        match units {
            Units::Words(bits) if union.words().is_empty() => union = bits.clone(),
            Units::Words(bits) => Arc::make_mut(&mut union).unite(bits),
            Units::Stored(bytes) => unit_set::unite(Arc::make_mut(&mut union), bytes)?,
        }
    }
    // One that is shared is as it was read.
    if let Some(joined) = Arc::get_mut(&mut union) {
        joined.trim();
    }
    Ok(union)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert_eq, proptest};
    use std::collections::BTreeSet;

    fn units(set: &BTreeSet<u32>) -> Units {
        Units::read(unit_set::encode(set.iter().copied()).unwrap()).unwrap()
    }

    #[test]
    fn few_of_many_stay_as_they_are_stored() {
        let one_in = |step| units(&(0..200_000).step_by(step).collect());
        assert!(matches!(one_in(20), Units::Words(_)));
        assert!(matches!(one_in(200), Units::Stored(_)));
        assert!(matches!(units(&(0..3000).step_by(200).collect()), Units::Words(_)));
        assert!(units(&[60_000].into()).bytes() < 100);
        assert!(units(&[7, 1 << 24].into()).bytes() < 100);
    }

    proptest! {
        #[test]
        fn what_is_joined_has_everybody_however_it_is_kept(
            crowded in proptest::collection::vec(proptest::collection::btree_set(0..3000_u32, 0..400), 0..4),
            sparse in proptest::collection::vec(proptest::collection::btree_set(0..500_000_u32, 0..20), 0..4),
        ) {
            let sets = || crowded.iter().chain(&sparse);
            let kept: Vec<Units> = sets().map(units).collect();
            let expected: BTreeSet<u32> = sets().flatten().copied().collect();
            let union = union_of(kept.iter()).unwrap();
            prop_assert_eq!(union.iter().collect::<BTreeSet<_>>(), expected);
            for (units, set) in kept.iter().zip(sets()) {
                let alone = union_of(std::iter::once(units)).unwrap();
                prop_assert_eq!(alone.iter().collect::<BTreeSet<_>>(), set.clone());
            }
        }
    }
}
