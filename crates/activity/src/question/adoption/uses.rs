//! Who uses each feature: of everybody, or of a group.

use super::time::TimeIn;
use crate::{index::bits::Bits, question::audience::Part};
use std::{iter, sync::Arc};

pub struct Uses {
    /// Who had any event in the range.
    pub active: Arc<Bits>,
    /// Of each feature.
    pub each: Vec<Use>,
    /// Who adopted none of the features, one, two, …
    pub breadth: Vec<Bits>,
}

/// How one feature is used.
pub struct Use {
    pub adopters: Bits,
    pub new: Bits,
    pub kept: Bits,
    pub earlier: Bits,
    pub lost: Bits,
    /// How many events of it each unit had, be it an adopter or not.
    pub counts: Vec<(u32, u32)>,
    pub time: Result<TimeIn, &'static str>,
}

impl Uses {
    pub fn new(active: Arc<Bits>, each: Vec<Use>) -> Self {
        let breadth = breadth(&active, &each);
        Self { active, each, breadth }
    }

    /// Those of a group.
    pub fn of(&self, part: &Part) -> Self {
        let each = self.each.iter().map(|one| one.of(part)).collect();
        Self::new(Arc::new(part.of(&self.active, 0)), each)
    }

    /// The active, and those who were lost.
    pub fn everybody(&self) -> Bits {
        Bits::union_of(iter::once(&*self.active).chain(self.each.iter().map(|one| &one.lost)))
    }

    /// Every set that is counted; the last ones may be more or fewer.
    pub fn sets(&self) -> Vec<&Bits> {
        let of_features = self
            .each
            .iter()
            .flat_map(|one| [&one.adopters, &one.new, &one.kept, &one.earlier, &one.lost]);
        iter::once(&*self.active).chain(of_features).chain(&self.breadth).collect()
    }

    pub fn adds_up(&self) -> bool {
        let all: u64 = self.breadth.iter().map(Bits::count).sum();
        all == self.active.count() && self.each.iter().all(|one| one.adds_up(&self.active))
    }

    pub fn cell(&self, id: &str) -> Option<Arc<Bits>> {
        if id == "active" {
            return Some(self.active.clone());
        }
        let (first, second) = id.split_once('.')?;
        if first == "breadth" {
            return self.breadth.get(second.parse::<usize>().ok()?).cloned().map(Arc::new);
        }
        let one = self.each.get(first.parse::<usize>().ok()?)?;
        let bits = match second {
            "adopters" => one.adopters.clone(),
            "new" => one.new.clone(),
            "kept" => one.kept.clone(),
            "earlier" => one.earlier.clone(),
            "lost" => one.lost.clone(),
            "others" => self.active.without(&one.adopters),
            _ => return None,
        };
        Some(Arc::new(bits))
    }
}

impl Use {
    fn of(&self, part: &Part) -> Self {
        let of = |set: &Bits| part.of(set, 0);
        let adopters = of(&self.adopters);
        let counts = self.counts.iter().filter(|(unit, _)| part.has(*unit, 0));
        Self {
            new: of(&self.new),
            kept: of(&self.kept),
            earlier: of(&self.earlier),
            lost: of(&self.lost),
            counts: counts.copied().collect(),
            time: self.time.as_ref().map(|time| time.of(&adopters)).map_err(|reason| *reason),
            adopters,
        }
    }

    fn adds_up(&self, active: &Bits) -> bool {
        let adopters = self.adopters.count();
        let parts = [&self.new, &self.kept, &self.earlier].map(Bits::count);
        self.adopters.count_both(active) == adopters && parts.iter().sum::<u64>() == adopters
    }
}

/// Who adopted none of them, one, two, …
fn breadth(active: &Bits, uses: &[Use]) -> Vec<Bits> {
    // Those who adopted at least so many: each feature moves its adopters one up.
    let mut at_least = vec![active.clone()];
    for one in uses {
        for level in (0..at_least.len()).rev() {
            let up = at_least[level].and(&one.adopters);
            match at_least.get_mut(level + 1) {
                Some(above) => above.unite(&up),
                None if up.is_empty() => {}
                None => at_least.push(up),
            }
        }
    }
    let exactly = |level: usize| match at_least.get(level + 1) {
        Some(above) => at_least[level].without(above),
        None => at_least[level].clone(),
    };
    (0..at_least.len()).map(exactly).collect()
}
