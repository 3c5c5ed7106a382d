//! A story told slowly: everything there is, put in order, and the rest left out.

use crate::teller::Teller;
use activity::event::{self, Event, EventFilter};
use chrono::{DateTime, NaiveDate, Utc};
use insights::story::StoryEntry;
use jobs::entity::domain_event;
use kernel::{
    ids::{AccountId, PersonId},
    page::PageRequest,
    zone::Zone,
};
use leads::entity::{lead, touch};
use std::collections::HashSet;
use uuid::Uuid;

/// An entry as both tell it: its kind, when it was, which, and how many events from when on.
pub type Line = (String, DateTime<Utc>, String, Option<(u32, DateTime<Utc>)>);

pub fn lines(entries: &[StoryEntry]) -> Vec<Line> {
    let line = |entry: &StoryEntry| {
        let run = entry.behaviour.as_ref().map(|run| (run.events, run.first_at));
        (entry.kind.to_string(), entry.at, entry.id.clone(), run)
    };
    entries.iter().map(line).collect()
}

/// Everything that belongs to some accounts (one, and those that were merged into it) or people.
pub struct All {
    entries: Vec<Entry>,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    at: DateTime<Utc>,
    /// 0 behaviour, 1 touch, 2 change: the order of what happened at one time.
    rank: u8,
    id: (Uuid, i64),
    kind: &'static str,
    text: String,
}

impl All {
    pub async fn of(teller: &Teller, subjects: &[Uuid], leads_of: &[AccountId]) -> Self {
        let tx = teller.workspace.read().await;
        let mut entries = Vec::new();
        for row in tx.find::<domain_event::Entity>().all(&tx.db).await.unwrap() {
            if subjects.contains(&row.about_id) || subjects.contains(&row.subject_id) {
                let kind = match row.subject_kind.as_str() {
                    "note" => "note",
                    "task" => "task",
                    "order" | "subscription" => "sale",
                    _ => "event",
                };
                let (id, text) = ((row.id.uuid(), 0), row.id.to_string());
                entries.push(Entry { at: row.recorded_at, rank: 2, id, kind, text });
            }
        }
        let leads = tx.find::<lead::Entity>().all(&tx.db).await.unwrap();
        let became = |row: &&lead::Model| {
            row.account_id.is_some_and(|id| leads_of.contains(&id))
                || row.person_id.is_some_and(|id| subjects.contains(&id.uuid()))
        };
        let leads: HashSet<_> = leads.iter().filter(became).map(|row| row.id).collect();
        for row in tx.find::<touch::Entity>().all(&tx.db).await.unwrap() {
            if leads.contains(&row.lead_id) {
                let (id, text) = ((row.id.uuid(), 0), row.id.to_string());
                entries.push(Entry { at: row.occurred_at, rank: 1, id, kind: "touch", text });
            }
        }
        for event in events(teller).await {
            let who = [event.person_id.map(PersonId::uuid), event.account_id.map(AccountId::uuid)];
            if who.into_iter().flatten().any(|id| subjects.contains(&id)) {
                let (id, text) = ((Uuid::nil(), event.id), String::new());
                entries.push(Entry { at: event.occurred_at, rank: 0, id, kind: "behaviour", text });
            }
        }
        entries.sort_by(|a, b| b.cmp(a));
        Self { entries }
    }

    pub fn tell(
        &self,
        zone: Zone,
        kinds: &[&str],
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
    ) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        let mut previous: Option<&Entry> = None;
        for entry in &self.entries {
            let day = zone.day_of(entry.at);
            let is_outside = from.is_some_and(|from| day < from) || to.is_some_and(|to| day > to);
            if is_outside || !(kinds.is_empty() || kinds.contains(&entry.kind)) {
                continue;
            }
            let joins = |last: &&Entry| {
                (last.kind, entry.kind) == ("behaviour", "behaviour") && zone.day_of(last.at) == day
            };
            match (previous.filter(joins), lines.last_mut()) {
                (Some(_), Some((.., Some(run)))) => *run = (run.0 + 1, entry.at),
                _ if entry.kind == "behaviour" => {
                    let id = format!("behaviour-{}", entry.id.1);
                    lines.push((entry.kind.into(), entry.at, id, Some((1, entry.at))));
                }
                _ => lines.push((entry.kind.into(), entry.at, entry.text.clone(), None)),
            }
            previous = Some(entry);
        }
        lines
    }
}

async fn events(teller: &Teller) -> Vec<Event> {
    let tx = teller.workspace.read().await;
    let mut page = PageRequest { limit: Some(200), ..PageRequest::default() };
    let mut events = Vec::new();
    loop {
        let part = event::list(&tx, &EventFilter::default(), &page).await.unwrap();
        events.extend(part.data);
        let Some(cursor) = part.next_cursor else { return events };
        page.cursor = Some(cursor);
    }
}
