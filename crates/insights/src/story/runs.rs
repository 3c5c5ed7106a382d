use super::{
    filter::Wanted,
    place::{Place, Source},
};
use activity::{
    moment::{self, Moment},
    who::{UnitKind, ordinals_of},
};
use chrono::{DateTime, Utc};
use customers::timeline::TimelineKind;
use kernel::{Error, WorkspaceTx, zone::Zone};
use std::collections::{BTreeMap, VecDeque};
use uuid::Uuid;

/// A longer run is told as several.
const MOST_IN_RUN: u32 = 2000;
/// So many events told, a page ends.
const MOST_ON_PAGE: u32 = 4000;
/// How many events are read at first, and how many at a time at the most.
const BLOCKS: (usize, usize) = (200, 800);

/// Behaviour of one local day between two other entries.
#[derive(Debug)]
pub struct Run {
    pub newest: Moment,
    pub oldest: Moment,
    pub events: u32,
    /// How many of each name, by its number.
    pub names: BTreeMap<i32, u32>,
    /// How many by each unit.
    pub people: BTreeMap<Option<u32>, u32>,
}

impl Run {
    fn begin(newest: Moment) -> Self {
        let (names, people) = (BTreeMap::new(), BTreeMap::new());
        Self { newest, oldest: newest, events: 0, names, people }
    }

    fn add(&mut self, moment: Moment) {
        self.oldest = moment;
        self.events += 1;
        *self.names.entry(moment.name).or_default() += 1;
        *self.people.entry(moment.person).or_default() += 1;
    }

    /// Where the next entry comes after.
    pub fn place(&self) -> Place {
        Place { at: time(self.oldest.at), of: Source::Behaviour(self.oldest.id) }
    }
}

/// Behaviour, read from the newest event on, a block at a time.
pub struct Runs<'a> {
    tx: &'a WorkspaceTx,
    kind: UnitKind,
    units: Vec<i32>,
    before: (i64, i64),
    since: i64,
    block: usize,
    read: VecDeque<Moment>,
    is_at_end: bool,
    told: u32,
}

impl<'a> Runs<'a> {
    pub async fn of(
        tx: &'a WorkspaceTx,
        kind: UnitKind,
        subject: Uuid,
        wanted: &Wanted,
        after: Option<Place>,
    ) -> Result<Self, Error> {
        let units = if wanted.kinds.contains(&TimelineKind::Behaviour) {
            ordinals_of(tx, kind, subject).await?
        } else {
            Vec::new()
        };
        let (before, since) = wanted.moments(after.map(Place::for_behaviour));
        let (read, is_at_end) = (VecDeque::new(), units.is_empty());
        Ok(Self { tx, kind, units, before, since, block: BLOCKS.0, read, is_at_end, told: 0 })
    }

    /// Whether so much was told that what follows belongs on the next page.
    pub const fn are_tired(&self) -> bool {
        self.told >= MOST_ON_PAGE
    }

    /// When the newest event was that is not told yet.
    pub async fn next_at(&mut self) -> Result<Option<DateTime<Utc>>, Error> {
        Ok(self.peek().await?.map(|moment| time(moment.at)))
    }

    /// The next run: what was done on the day of the newest event, and after `other`.
    pub async fn next_until(
        &mut self,
        other: Option<DateTime<Utc>>,
        zone: Zone,
    ) -> Result<Option<Run>, Error> {
        let Some(newest) = self.peek().await? else { return Ok(None) };
        let midnight = zone.start_of(zone.day_of(time(newest.at)));
        let mut run = Run::begin(newest);
        while run.events < MOST_IN_RUN
            && let Some(moment) = self.peek().await?
            && time(moment.at) >= midnight
            && other.is_none_or(|other| time(moment.at) > other)
        {
            run.add(moment);
            self.read.pop_front();
        }
        self.told += run.events;
        Ok(Some(run))
    }

    async fn peek(&mut self) -> Result<Option<Moment>, Error> {
        if self.read.is_empty() && !self.is_at_end {
            let (kind, units) = (self.kind, &self.units);
            let block =
                moment::newest(self.tx, kind, units, self.before, self.since, self.block).await?;
            self.is_at_end = block.len() < self.block;
            self.before = block.last().map_or(self.before, |last| (last.at, last.id));
            self.block = (self.block * 2).min(BLOCKS.1);
            self.read = block.into();
        }
        Ok(self.read.front().copied())
    }
}

/// Events are stored with times that a calendar knows.
pub fn time(millis: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(millis).unwrap_or_default()
}
