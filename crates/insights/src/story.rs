//! The whole story of an account or a person in one order, newest first: what was changed, noted, planned and sold, how the
//! leads that became it were in touch, and what its people did in the product.
//!
//! There is far more behaviour than anything else. So what was done on one local day between two other entries is one entry,
//! which says how much it was, what, and by whom. A page reads a bounded number of events: it may be shorter than it was
//! asked for and have a next one all the same.

mod behaviour;
mod entry;
mod filter;
mod place;
mod runs;

pub use behaviour::{Behaviour, BehaviourName, BehaviourPerson};
pub use entry::StoryEntry;
pub use filter::StoryFilter;

use activity::who::UnitKind;
use chrono::{DateTime, Utc};
use customers::{
    account, person,
    timeline::{self, TimelineKind},
};
use entry::Other;
use filter::Wanted;
use jobs::{Subject, SubjectKind};
use kernel::{
    Error, Grant, WorkspaceTx, cursor,
    ids::{AccountId, PersonId},
    page::{PageRequest, checked_limit},
    zone::Zone,
};
use place::Place;
use runs::{Run, Runs};
use std::collections::VecDeque;

/// A part of a story.
#[derive(Clone, Debug)]
pub struct Story {
    pub entries: Vec<StoryEntry>,
    pub next_cursor: Option<String>,
    /// Kinds that were asked for and that the caller may not see.
    pub left_out: Vec<TimelineKind>,
}

/// The story of an account, and of those that were merged into it.
pub async fn of_account(
    tx: &WorkspaceTx,
    id: AccountId,
    filter: &StoryFilter,
    page: &PageRequest,
) -> Result<Story, Error> {
    tx.require(Grant::CustomersRead)?;
    let wanted = filter.read(tx, page).await?;
    if !account::exists(tx, id).await? {
        return Err(Error::not_found("account"));
    }
    tell(tx, id.into(), filter, &wanted, page).await
}

/// The story of a person, and of those who were merged into them.
pub async fn of_person(
    tx: &WorkspaceTx,
    id: PersonId,
    filter: &StoryFilter,
    page: &PageRequest,
) -> Result<Story, Error> {
    tx.require(Grant::CustomersRead)?;
    let wanted = filter.read(tx, page).await?;
    if !person::exists(tx, id).await? {
        return Err(Error::not_found("person"));
    }
    tell(tx, id.into(), filter, &wanted, page).await
}

/// Whatever the story is made of: a run of behaviour, or one thing of another kind.
enum Told {
    Other(Box<Other>),
    Run(Run),
}

impl Told {
    fn place(&self) -> Place {
        match self {
            Self::Other(other) => other.place,
            Self::Run(run) => run.place(),
        }
    }
}

async fn tell(
    tx: &WorkspaceTx,
    subject: Subject,
    filter: &StoryFilter,
    wanted: &Wanted,
    page: &PageRequest,
) -> Result<Story, Error> {
    let limit = checked_limit(page.limit)?;
    let binding = format!("story|{subject}|{filter:?}");
    let after = page.cursor.as_deref().map(|text| cursor::read(tx, &binding, text)).transpose()?;
    let others = others(tx, subject, wanted, after, limit + 1).await?;
    let mut runs = Runs::of(tx, unit_kind(subject), subject.id, wanted, after).await?;
    let limit = usize::try_from(limit).map_err(Error::internal)?;
    let (told, more) = weave(others.into(), &mut runs, wanted.zone, limit).await?;
    let last = told.last().filter(|_| more).map(Told::place);
    let next_cursor = last.map(|last| cursor::write(tx, &binding, &last)).transpose()?;
    let entries = behaviour::described(tx, subject, told).await?;
    Ok(Story { entries, next_cursor, left_out: wanted.left_out.clone() })
}

const fn unit_kind(subject: Subject) -> UnitKind {
    match subject.kind {
        SubjectKind::Account => UnitKind::Account,
        _ => UnitKind::Person,
    }
}

/// Everything but behaviour, in order: the newest `limit` after a place.
async fn others(
    tx: &WorkspaceTx,
    subject: Subject,
    wanted: &Wanted,
    after: Option<Place>,
    limit: u64,
) -> Result<Vec<Other>, Error> {
    let subjects = timeline::with_merged(tx, subject).await?;
    let stretch = wanted.stretch(after.map(Place::for_changes));
    let changes = timeline::of(tx, &subjects, &wanted.kinds, stretch, limit).await?;
    let mut others: Vec<_> = changes.into_iter().map(Other::from).collect();
    if wanted.kinds.contains(&TimelineKind::Touch) {
        let stretch = wanted.stretch(after.map(Place::for_touches));
        let touches = leads::timeline::touches_of_customer(tx, &subjects, stretch, limit).await?;
        others.extend(touches.into_iter().map(Other::from));
    }
    others.sort_by_key(|other| std::cmp::Reverse(other.place));
    Ok(others)
}

/// The next entries, and whether there are more. `others` are as many as `limit` and one more if there are.
async fn weave(
    mut others: VecDeque<Other>,
    runs: &mut Runs<'_>,
    zone: Zone,
    limit: usize,
) -> Result<(Vec<Told>, bool), Error> {
    let mut told = Vec::new();
    loop {
        let next_run = runs.next_at().await?;
        let next_other = others.front().map(|other| other.place.at);
        if next_run.is_none() && next_other.is_none() {
            return Ok((told, false));
        }
        if told.len() == limit || (runs.are_tired() && !told.is_empty()) {
            return Ok((told, true));
        }
        // Of what happened in the same millisecond behaviour comes last.
        let is_run = |at: DateTime<Utc>| next_other.is_none_or(|other| at > other);
        if next_run.is_some_and(is_run) {
            told.extend(runs.next_until(next_other, zone).await?.map(Told::Run));
        } else {
            told.extend(others.pop_front().map(|other| Told::Other(Box::new(other))));
        }
    }
}
