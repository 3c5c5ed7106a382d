use chrono::{DateTime, TimeDelta, Utc};

/// A contact with a channel or campaign, which is a number below that of all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contact {
    pub at: DateTime<Utc>,
    /// Decides between contacts of one time.
    pub id: u128,
    pub node: u16,
}

/// What became of a journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It ended in a conversion that brought this much, in minor units; negative where more was given back.
    Converted { at: DateTime<Utc>, revenue: i64 },
    /// It ended without.
    Nothing { at: DateTime<Utc> },
}

impl Ending {
    pub const fn at(self) -> DateTime<Utc> {
        match self {
            Self::Converted { at, .. } | Self::Nothing { at } => at,
        }
    }
}

/// Contacts in the order of time, and what became of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journey {
    pub contacts: Vec<Contact>,
    pub ending: Ending,
}

/// The journeys of one lead: each ending takes the contacts since the one before, up to its own time and no further
/// back than `look_back`. What came after the last ending belongs to none. Contacts of one time are in the order of
/// their ids, whatever the order they came in.
pub fn journeys(
    mut contacts: Vec<Contact>,
    mut endings: Vec<Ending>,
    look_back: Option<TimeDelta>,
) -> Vec<Journey> {
    contacts.sort_unstable_by_key(|contact| (contact.at, contact.id));
    endings.sort_by_key(|ending| ending.at());
    let mut rest = contacts.as_slice();
    let mut journeys = Vec::with_capacity(endings.len());
    for ending in endings {
        let (before, after) =
            rest.split_at(rest.partition_point(|contact| contact.at <= ending.at()));
        rest = after;
        let oldest = look_back.and_then(|span| ending.at().checked_sub_signed(span));
        let begin =
            oldest.map_or(0, |oldest| before.partition_point(|contact| contact.at < oldest));
        journeys.push(Journey { contacts: before[begin..].to_vec(), ending });
    }
    journeys
}
