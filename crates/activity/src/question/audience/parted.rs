//! Figures of everybody, and of each group where a question is split.

use super::{Group, Part};
use crate::index::bits::Bits;
use kernel::metric::Check;

pub struct Parted<T> {
    pub whole: T,
    /// Nothing where the question is not split.
    pub groups: Option<Vec<(Group, T)>>,
}

impl<T> Parted<T> {
    /// What each group has of the whole.
    pub fn new(whole: T, parts: Option<Vec<Part>>, of: impl Fn(&T, &Part) -> T) -> Self {
        let groups = parts.map(|parts| {
            let theirs = |part: Part| {
                let theirs = of(&whole, &part);
                (part.group, theirs)
            };
            parts.into_iter().map(theirs).collect()
        });
        Self { whole, groups }
    }

    /// That of the group with this key, or of everybody.
    pub fn get(&self, key: Option<&str>) -> Option<&T> {
        let Some(key) = key else { return Some(&self.whole) };
        let mut groups = self.groups.iter().flatten();
        groups.find(|(group, _)| group.key == key).map(|(_, theirs)| theirs)
    }

    /// That of everybody, then those of the groups.
    pub fn every(&self) -> impl Iterator<Item = &T> {
        std::iter::once(&self.whole).chain(self.groups.iter().flatten().map(|(_, theirs)| theirs))
    }

    pub fn each_group<A>(&self, answer: impl Fn(&Group, &T) -> A) -> Option<Vec<A>> {
        let groups = self.groups.as_ref()?.iter();
        Some(groups.map(|(group, theirs)| answer(group, theirs)).collect())
    }

    /// That what the groups have is the whole, each time: nobody is lost in a breakdown.
    pub fn check<'a>(&'a self, sets: impl Fn(&'a T) -> Vec<&'a Bits>) -> Check {
        let groups: Option<Vec<_>> =
            self.groups.as_ref().map(|groups| groups.iter().map(|(_, it)| sets(it)).collect());
        let holds = groups.is_none_or(|groups| {
            let of =
                |at: usize| Bits::union_of(groups.iter().filter_map(|sets| sets.get(at).copied()));
            sets(&self.whole).into_iter().enumerate().all(|(at, whole)| of(at) == *whole)
        });
        Check { code: "groups_cover", holds }
    }
}
