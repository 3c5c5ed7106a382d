//! The times of the events of one name on one day, by unit: how many each unit has, and when, in milliseconds since the
//! local day began. 27 bits hold them (a day of 25 hours has 90 million), and any of them is read without its
//! neighbours. Compressing further would save a twentieth and cost ten times the time.
//!
//! Layout: bytes per count (1, 2 or 4), the counts in the order of the units, the times packed, 8 bytes to read past the
//! end.

use kernel::Error;

pub const BITS: usize = 27;
const MASK: u64 = (1 << BITS) - 1;
const SLACK: usize = 8;

/// One event: who, and when in the day.
pub type Entry = (u32, u32);

/// `entries` in ascending order.
pub fn encode(entries: &[Entry]) -> Vec<u8> {
    let counts: Vec<u32> = entries
        .chunk_by(|a, b| a.0 == b.0)
        .map(|same| u32::try_from(same.len()).unwrap_or(u32::MAX))
        .collect();
    let width = match counts.iter().max() {
        Some(256..=0xffff) => 2,
        Some(0x1_0000..) => 4,
        _ => 1,
    };
    let packed = (entries.len() * BITS).div_ceil(8) + SLACK;
    let mut bytes = Vec::with_capacity(1 + counts.len() * width + packed);
    bytes.push(u8::try_from(width).unwrap_or_default());
    for count in counts {
        bytes.extend_from_slice(&count.to_le_bytes()[..width]);
    }
    let (mut held, mut bits) = (0_u64, 0);
    for (_, time) in entries {
        held |= (u64::from(*time) & MASK) << bits;
        bits += BITS;
        while bits >= 8 {
            bytes.push(held.to_le_bytes()[0]);
            held >>= 8;
            bits -= 8;
        }
    }
    if bits > 0 {
        bytes.push(held.to_le_bytes()[0]);
    }
    bytes.extend_from_slice(&[0; SLACK]);
    bytes
}

/// Reads the blob that belongs to a set of `units` units.
#[derive(Clone, Copy)]
pub struct Times<'a> {
    width: usize,
    counts: &'a [u8],
    packed: &'a [u8],
}

impl<'a> Times<'a> {
    pub fn read(bytes: &'a [u8], units: usize) -> Result<Self, Error> {
        let damaged = || Error::internal("stored times are damaged");
        let (width, rest) = bytes.split_first().ok_or_else(damaged)?;
        let width = usize::from(*width);
        let (counts, packed) = rest.split_at_checked(units * width).ok_or_else(damaged)?;
        let times = Self { width, counts, packed };
        let events: usize = match width {
            1 => counts.iter().map(|count| usize::from(*count)).sum(),
            _ => times.counts().map(|count| count as usize).sum(),
        };
        if (events * BITS).div_ceil(8) + SLACK > packed.len() {
            return Err(damaged());
        }
        Ok(times)
    }

    /// How many events each unit has, in the order of the units.
    pub fn counts(self) -> impl Iterator<Item = u32> + 'a {
        self.counts.chunks_exact(self.width.max(1)).map(|bytes| match *bytes {
            [one] => one.into(),
            [low, high] => u16::from_le_bytes([low, high]).into(),
            [a, b, c, d] => u32::from_le_bytes([a, b, c, d]),
            _ => 0,
        })
    }

    /// The same where each fits a byte, as nearly everywhere.
    pub const fn small_counts(self) -> Option<&'a [u8]> {
        if self.width == 1 { Some(self.counts) } else { None }
    }

    /// The time of the event at this place among all of the blob.
    #[inline]
    pub fn time(self, place: usize) -> u32 {
        let bit = place * BITS;
        let from = bit / 8;
        let word = self.packed[from..from + 8].try_into().map(u64::from_le_bytes);
        let time = word.unwrap_or_default() >> (bit % 8) & MASK;
        u32::try_from(time).unwrap_or_default()
    }
}

/// All entries, `units` being those of the set beside the blob.
pub fn decode(units: &[u32], bytes: &[u8]) -> Result<Vec<Entry>, Error> {
    let times = Times::read(bytes, units.len())?;
    let who = units.iter().zip(times.counts());
    let who = who.flat_map(|(unit, count)| std::iter::repeat_n(*unit, count as usize));
    Ok(who.enumerate().map(|(place, unit)| (unit, times.time(place))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    fn units(entries: &[Entry]) -> Vec<u32> {
        let mut units: Vec<_> = entries.iter().map(|entry| entry.0).collect();
        units.dedup();
        units
    }

    proptest! {
        #[test]
        fn entries_read_back(mut entries in proptest::collection::vec((0..40_u32, 0..134_217_728_u32), 0..200)) {
            entries.sort_unstable();
            let bytes = encode(&entries);
            prop_assert_eq!(&decode(&units(&entries), &bytes).unwrap(), &entries);
            let cut = &bytes[..bytes.len() - 9];
            prop_assert!(entries.is_empty() || decode(&units(&entries), cut).is_err());
        }
    }

    #[test]
    fn a_unit_may_have_any_number_of_events_in_a_day() {
        for crowd in [1_u32, 255, 256, 65_535, 65_536] {
            let mut entries: Vec<Entry> = (0..crowd).map(|n| (7, n * 3)).collect();
            entries.push((9, 5));
            assert_eq!(decode(&[7, 9], &encode(&entries)).unwrap(), entries);
        }
    }
}
