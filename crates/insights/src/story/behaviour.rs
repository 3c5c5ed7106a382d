use super::{
    Told,
    entry::StoryEntry,
    runs::{Run, time},
};
use activity::{
    name::{DisplayName, display_names, names_of},
    who::{UnitKind, subjects_of},
};
use chrono::{DateTime, Utc};
use customers::subject::{self, Labels};
use jobs::Subject;
use kernel::{Error, WorkspaceTx, ids::PersonId};
use serde::Serialize;
use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap, HashSet},
};
use utoipa::ToSchema;
use uuid::Uuid;

/// How many names and people are told of one run.
const SHOWN: usize = 5;

/// What was done in the product on one local day, between the entries before and after it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Behaviour {
    /// How many events. At most 2000: what is more is told as another entry.
    #[schema(example = 12)]
    pub events: u32,
    /// When the first was. With `last_at` it is the period of `list_events`, whose end is a millisecond later.
    pub first_at: DateTime<Utc>,
    /// When the last was.
    pub last_at: DateTime<Utc>,
    /// The most frequent names; at most 5.
    pub names: Vec<BehaviourName>,
    /// How many different names.
    #[schema(example = 3)]
    pub names_count: usize,
    /// Who did most; at most 5.
    pub people: Vec<BehaviourPerson>,
    /// How many different people that are known.
    #[schema(example = 1)]
    pub people_count: usize,
    /// Events of which nobody knows who did them.
    #[schema(example = 0)]
    pub unknown_events: u32,
}

/// A name among what was done.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct BehaviourName {
    /// Null for those beyond the limit of names, which are counted together.
    #[schema(example = "report_exported")]
    pub name: Option<String>,
    pub display_name: DisplayName,
    #[schema(example = 7)]
    pub events: u32,
}

/// A person among those who did it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct BehaviourPerson {
    pub person_id: PersonId,
    pub name: Option<String>,
    #[schema(example = 7)]
    pub events: u32,
}

/// What numbers and units stand for.
struct Known {
    names: HashMap<i32, String>,
    display_names: HashMap<String, DisplayName>,
    people: HashMap<u32, Uuid>,
    labels: Labels,
}

/// The entries as clients see them.
pub async fn described(
    tx: &WorkspaceTx,
    subject: Subject,
    told: Vec<Told>,
) -> Result<Vec<StoryEntry>, Error> {
    let runs = || {
        told.iter().filter_map(|told| match told {
            Told::Run(run) => Some(run),
            Told::Other(_) => None,
        })
    };
    let known = Known::of(tx, runs).await?;
    let entry = |told| match told {
        Told::Other(other) => other.entry,
        Told::Run(run) => StoryEntry::of_behaviour(subject, run.newest.id, known.tell(&run)),
    };
    Ok(told.into_iter().map(entry).collect())
}

impl Known {
    async fn of<'a, I: Iterator<Item = &'a Run>>(
        tx: &WorkspaceTx,
        runs: impl Fn() -> I,
    ) -> Result<Self, Error> {
        let numbers: HashSet<i32> = runs().flat_map(|run| run.names.keys().copied()).collect();
        let names = if numbers.is_empty() { HashMap::new() } else { names_of(tx, numbers).await? };
        let texts: Vec<String> = names.values().cloned().collect();
        let display_names = display_names(tx, &texts).await?;
        let units: HashSet<u32> =
            runs().flat_map(|run| run.people.keys().flatten().copied()).collect();
        let people = subjects_of(tx, UnitKind::Person, units).await?;
        let ids = people.values().map(|id| Subject::from(PersonId::from_uuid(*id)));
        let labels = subject::labels(tx, ids).await?;
        Ok(Self { names, display_names, people, labels })
    }

    fn tell(&self, run: &Run) -> Behaviour {
        let mut people: BTreeMap<Uuid, u32> = BTreeMap::new();
        let mut unknown_events = 0;
        for (unit, events) in &run.people {
            match unit.and_then(|unit| self.people.get(&unit)) {
                Some(person) => *people.entry(*person).or_default() += events,
                None => unknown_events += events,
            }
        }
        let names = most(&run.names).map(|(number, events)| self.name(number, events));
        let who = most(&people).map(|(id, events)| self.person(id, events));
        Behaviour {
            events: run.events,
            first_at: time(run.oldest.at),
            last_at: time(run.newest.at),
            names: names.collect(),
            names_count: run.names.len(),
            people: who.collect(),
            people_count: people.len(),
            unknown_events,
        }
    }

    fn name(&self, number: i32, events: u32) -> BehaviourName {
        let name = self.names.get(&number).cloned();
        let called = name.as_ref().and_then(|name| self.display_names.get(name)).cloned();
        let display_name = called.unwrap_or(DisplayName { zh: None, en: None });
        BehaviourName { name, display_name, events }
    }

    fn person(&self, id: Uuid, events: u32) -> BehaviourPerson {
        let person_id = PersonId::from_uuid(id);
        BehaviourPerson { person_id, name: self.labels.of(person_id), events }
    }
}

/// The most frequent ones; of equals in one order everywhere.
fn most<K: Copy + Ord>(counts: &BTreeMap<K, u32>) -> impl Iterator<Item = (K, u32)> {
    let mut counts: Vec<_> = counts.iter().map(|(key, count)| (*key, *count)).collect();
    counts.sort_by_key(|(key, count)| (Reverse(*count), *key));
    counts.into_iter().take(SHOWN)
}
