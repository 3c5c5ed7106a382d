//! What is gained by going through a list from the highest score down.

use crate::{ranking::Told, real};

/// A part of a list in the order of its scores.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    pub count: usize,
    pub yes: usize,
    /// The share of yes in this part, against that in the whole list: 2 is twice as good as chance.
    pub lift: f64,
    /// The share of all yes that this part and those before it hold.
    pub gain: f64,
}

/// Cuts a list into `parts` that differ by one row at most, highest scores first. Rows of one score stay in the order in
/// which they came. None unless there is a yes, and a row for each part.
pub fn parts(told: &[Told], parts: usize) -> Option<Vec<Part>> {
    let all = told.iter().filter(|(_, yes)| *yes).count();
    if all == 0 || parts == 0 || told.len() < parts {
        return None;
    }
    let base = real(all) / real(told.len());
    let mut sorted = told.to_vec();
    sorted.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut found = 0;
    let cut = |part: usize| part * told.len() / parts;
    let parts = (0..parts).map(|part| {
        let members = &sorted[cut(part)..cut(part + 1)];
        let yes = members.iter().filter(|(_, yes)| *yes).count();
        found += yes;
        let lift = real(yes) / real(members.len()) / base;
        Part { count: members.len(), yes, lift, gain: real(found) / real(all) }
    });
    Some(parts.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{any, prop, prop_assert, prop_assert_eq, proptest};

    #[test]
    fn a_perfect_order_gains_all_at_the_top() {
        let told: Vec<Told> = (0..20_u32).map(|n| (f64::from(n), n >= 16)).collect();
        let parts = parts(&told, 10).unwrap();
        assert_eq!((parts[0].lift, parts[0].gain), (5.0, 0.5));
        assert_eq!((parts[1].lift, parts[1].gain), (5.0, 1.0));
        assert_eq!((parts[9].lift, parts[9].gain), (0.0, 1.0));
    }

    proptest! {
        #[test]
        fn every_row_is_in_one_part_and_the_gain_ends_at_one(
            told in prop::collection::vec((0.0..1.0_f64, any::<bool>()), 10..80),
        ) {
            if let Some(parts) = parts(&told, 10) {
                prop_assert_eq!(parts.iter().map(|part| part.count).sum::<usize>(), told.len());
                prop_assert!(parts.is_sorted_by(|a, b| a.gain <= b.gain));
                prop_assert!((parts[9].gain - 1.0).abs() < 1e-12);
            }
        }
    }
}
