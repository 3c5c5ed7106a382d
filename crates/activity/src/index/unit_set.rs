//! Sets of units as they are stored: Roaring's portable format without runs, which other engines read as well. A question
//! joins them into words straight from the bytes, which is two to four times as fast as building the containers first.
//! Format: <https://github.com/RoaringBitmap/RoaringFormatSpec>.

use super::bits::{Bits, CONTAINER, ones_of};
use kernel::Error;
use roaring::RoaringBitmap;

/// So many units may be in one container.
const UNITS: usize = 1 << 16;
/// What a serialisation without runs begins with.
const COOKIE: u32 = 12_346;
/// A container with more units is stored as 1 024 words.
const MOST_IN_AN_ARRAY: usize = 4096;

/// Units in ascending order, as bytes.
pub fn encode(units: impl IntoIterator<Item = u32>) -> Result<Vec<u8>, Error> {
    let set = RoaringBitmap::from_sorted_iter(units).map_err(Error::internal)?;
    let mut bytes = Vec::with_capacity(set.serialized_size());
    set.serialize_into(&mut bytes).map_err(Error::internal)?;
    Ok(bytes)
}

/// The units in ascending order.
pub fn decode(bytes: &[u8]) -> Result<Vec<u32>, Error> {
    let mut units = Vec::new();
    for_each(bytes, |unit| units.push(unit))?;
    Ok(units)
}

/// Each unit, in ascending order.
pub fn for_each(bytes: &[u8], mut take: impl FnMut(u32)) -> Result<(), Error> {
    each_container(bytes, |high, container| match container {
        Container::Array(lows) => {
            for low in lows {
                take(high << 16 | u32::from(value(*low)));
            }
        }
        Container::Words(words) => {
            for (index, word) in (0_u32..).zip(words.iter().copied().map(u64::from_le_bytes)) {
                let first = (high << 16) | (index * 64);
                ones_of(word).for_each(|bit| take(first | bit));
            }
        }
    })
}

/// How many units there are.
pub fn count(bytes: &[u8]) -> Result<usize, Error> {
    let mut count = 0;
    each_container(bytes, |_, container| {
        count += match container {
            Container::Array(lows) => lows.len(),
            Container::Words(words) => {
                let ones = words.iter().map(|word| u64::from_le_bytes(*word).count_ones());
                ones.sum::<u32>() as usize
            }
        };
    })?;
    Ok(count)
}

/// Adds to the total of each unit its own of `counts`, which are in the order of the units.
pub fn add_counts(totals: &mut Vec<u32>, bytes: &[u8], counts: &[u8]) -> Result<(), Error> {
    let mut rest = counts.iter();
    each_container(bytes, |high, container| {
        let end = (high as usize + 1) * UNITS;
        if totals.len() < end {
            totals.resize(end, 0);
        }
        let room: &mut [u32; UNITS] = &mut totals.as_chunks_mut().0[high as usize];
        let mut add = |low: usize, count: &u8| {
            room[low] = room[low].saturating_add((*count).into());
        };
        match container {
            Container::Array(lows) => {
                for (low, count) in lows.iter().zip(rest.by_ref()) {
                    add(value(*low).into(), count);
                }
            }
            Container::Words(words) => {
                let words = words.iter().copied().map(u64::from_le_bytes).enumerate();
                let lows = words
                    .flat_map(|(at, word)| ones_of(word).map(move |bit| at * 64 + bit as usize));
                for (low, count) in lows.zip(rest.by_ref()) {
                    add(low, count);
                }
            }
        }
    })
}

/// How many containers there are up to the last one, empty ones included.
pub fn containers(bytes: &[u8]) -> Result<usize, Error> {
    let mut containers = 0;
    each_container(bytes, |high, _| containers = high as usize + 1)?;
    Ok(containers)
}

/// Adds the units to a set of words.
pub fn unite(bits: &mut Bits, bytes: &[u8]) -> Result<(), Error> {
    each_container(bytes, |high, container| {
        let room = bits.container_mut(high as usize);
        match container {
            Container::Array(lows) => unite_array(room, lows),
            Container::Words(words) => {
                for (mine, theirs) in room.iter_mut().zip(words) {
                    *mine |= u64::from_le_bytes(*theirs);
                }
            }
        }
    })
}

/// Neighbours often fall into the same word, and each would wait for the one before: four go at once, far from one another.
fn unite_array(room: &mut [u64; CONTAINER], lows: &[[u8; 2]]) {
    let mut add = |low: &[u8; 2]| {
        let low = value(*low);
        room[usize::from(low) / 64] |= 1 << (low % 64);
    };
    let (a, rest) = lows.split_at(lows.len() / 4);
    let (b, rest) = rest.split_at(a.len());
    let (c, rest) = rest.split_at(a.len());
    let (d, rest) = rest.split_at(a.len());
    for (((a, b), c), d) in a.iter().zip(b).zip(c).zip(d) {
        add(a);
        add(b);
        add(c);
        add(d);
    }
    rest.iter().for_each(add);
}

enum Container<'a> {
    /// The lower halves.
    Array(&'a [[u8; 2]]),
    /// 1 024 words.
    Words(&'a [[u8; 8]]),
}

fn each_container<'a>(
    bytes: &'a [u8],
    mut with: impl FnMut(u32, Container<'a>),
) -> Result<(), Error> {
    let damaged = || Error::internal("a stored set of units is damaged");
    let number = |at: usize| bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes);
    if number(0) != Some(COOKIE) {
        return Err(damaged());
    }
    let containers = number(4).ok_or_else(damaged)? as usize;
    // Behind the cookie: key and size of each, then where each begins, then the containers one after the other.
    let mut from = 8 + containers * 8;
    for index in 0..containers {
        let descriptor = number(8 + index * 4).ok_or_else(damaged)?;
        let (high, size) = (descriptor & 0xffff, (descriptor >> 16) as usize + 1);
        let is_array = size <= MOST_IN_AN_ARRAY;
        let length = if is_array { size * 2 } else { CONTAINER * 8 };
        let body = bytes.get(from..from + length).ok_or_else(damaged)?;
        let container = if is_array {
            Container::Array(body.as_chunks().0)
        } else {
            Container::Words(body.as_chunks().0)
        };
        with(high, container);
        from += length;
    }
    Ok(())
}

const fn value(low: [u8; 2]) -> u16 {
    u16::from_le_bytes(low)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};
    use std::collections::{BTreeMap, BTreeSet};

    fn check(units: &BTreeSet<u32>) {
        let bytes = encode(units.iter().copied()).unwrap();
        let all: Vec<_> = units.iter().copied().collect();
        assert_eq!(decode(&bytes).unwrap(), all);
        let mut bits = Bits::default();
        unite(&mut bits, &bytes).unwrap();
        assert_eq!(bits.iter().collect::<Vec<_>>(), all);
        let theirs = RoaringBitmap::deserialize_from(&bytes[..]).unwrap();
        assert_eq!(theirs.iter().collect::<Vec<_>>(), all);
    }

    #[test]
    fn small_and_crowded_containers_read_back() {
        check(&BTreeSet::new());
        check(&(0..4096).collect());
        check(&(0..4097).collect());
        check(&(60_000..140_000).filter(|unit| unit % 7 != 3).chain([1 << 24]).collect());
    }

    proptest! {
        #[test]
        fn any_set_reads_back(units in proptest::collection::btree_set(0..300_000_u32, 0..300)) {
            check(&units);
        }

        #[test]
        fn each_unit_gets_its_own_count(few in proptest::collection::btree_map(0..300_000_u32, 1..=255_u8, 0..300), many in 0..9000_u32) {
            let mut counts: BTreeMap<u32, u8> = (0..many).map(|unit| (70_000 + unit, 3)).collect();
            counts.extend(few);
            let bytes = encode(counts.keys().copied()).unwrap();
            let of_units: Vec<u8> = counts.values().copied().collect();
            let mut totals = Vec::new();
            for _ in 0..2 {
                add_counts(&mut totals, &bytes, &of_units).unwrap();
            }
            for (unit, total) in (0..).zip(&totals) {
                prop_assert_eq!(*total, 2 * u32::from(counts.get(&unit).copied().unwrap_or_default()));
            }
            prop_assert!(counts.keys().all(|unit| (*unit as usize) < totals.len()));
        }

        #[test]
        fn damage_is_told_and_never_a_panic(units in proptest::collection::btree_set(0..300_000_u32, 1..30), keep in 0..100_usize) {
            let bytes = encode(units.iter().copied()).unwrap();
            let part = &bytes[..keep.min(bytes.len() - 1)];
            prop_assert!(decode(part).is_err());
            prop_assert_eq!(unite(&mut Bits::default(), part).is_err(), true);
        }
    }
}
