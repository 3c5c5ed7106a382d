//! Whose paths were counted at one place of a flow. There are many places, and sets as wide as a workspace has units would
//! take more room than all paths together.

use crate::index::bits::Bits;

/// Each once, ascending.
#[derive(Default)]
pub struct Units(Vec<u32>);

impl Units {
    /// None comes after a later one.
    pub fn add(&mut self, unit: u32) {
        if self.0.last() != Some(&unit) {
            self.0.push(unit);
        }
    }

    pub fn count(&self) -> u64 {
        u64::try_from(self.0.len()).unwrap_or(u64::MAX)
    }

    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.iter().copied()
    }

    pub fn bits(&self) -> Bits {
        self.iter().collect()
    }
}
