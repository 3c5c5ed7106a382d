//! The touches of a lead that its visits are.

use super::{
    page::Page,
    visit::{Visit, visits},
};
use crate::{
    entity::{
        lead, lead_visitor as visitor,
        touch::{Column, Entity, Model},
    },
    lead::Captured,
    source::{Decided, Desk, FormSource, Source},
    touch::new_row,
    words::TouchKind,
};
use activity::visitor::pages;
use kernel::{
    Error, WorkspaceTx,
    ids::{LeadId, TouchId},
};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QuerySelect as _, sea_query::OnConflict,
};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Pages of a browser that are looked at: the newest, and the very first.
const MOST_PAGES: u64 = 1000;
/// Visits of a lead that are kept: the newest, and the very first.
pub const MOST_VISITS: usize = 50;

/// How the touches of a lead change to be its visits.
#[derive(Debug, Default)]
pub(crate) struct Visits {
    /// The earliest first.
    pub new: Vec<Model>,
    /// Begun earlier than was known: an event came late.
    moved: Vec<Model>,
    gone: Vec<TouchId>,
}

impl Visits {
    /// Of the browsers that the lead is known under, and one more.
    pub async fn of(
        tx: &WorkspaceTx,
        lead_id: LeadId,
        browser: Option<&str>,
    ) -> Result<Self, Error> {
        let known = tx.find::<visitor::Entity>().filter(visitor::Column::LeadId.eq(lead_id));
        let known = known.select_only().column(visitor::Column::AnonymousId).into_tuple();
        let known: Vec<String> = known.all(&tx.db).await?;
        let browsers: BTreeSet<String> =
            known.into_iter().chain(browser.map(str::to_owned)).collect();
        let mut views = Vec::new();
        for browser in &browsers {
            views.push(pages(tx, browser, MOST_PAGES).await?);
        }
        if views.iter().all(Vec::is_empty) {
            return Ok(Self::default());
        }
        let desk = Desk::read(tx).await?;
        let mut plan = Plan::read(tx, lead_id).await?;
        for views in views {
            let pages = views.iter().filter_map(|view| Page::read(view, &desk));
            let found = plan.free(tx, visits(pages.collect())).await?;
            plan.add(tx, &desk, found);
        }
        Ok(plan.finish())
    }

    /// A lead that comes begins with its first visit, whose channel is its own unless somebody named another or
    /// sent it.
    pub fn begin(&self, row: &mut lead::Model, source: &Source) {
        self.date(row);
        if !matches!(source.decided, Decided::Named | Decided::Referral)
            && let Some(first) = self.new.iter().find(|touch| touch.channel_id.is_some())
            && first.occurred_at < row.last_touch_at
        {
            row.channel_id = first.channel_id;
            row.campaign_id = first.campaign_id.or(row.campaign_id);
        }
    }

    /// Moves the dates of a lead along.
    pub fn date(&self, row: &mut lead::Model) {
        for touch in self.new.iter().chain(&self.moved) {
            row.first_touch_at = row.first_touch_at.min(touch.occurred_at);
            row.last_touch_at = row.last_touch_at.max(touch.occurred_at);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.moved.is_empty() && self.gone.is_empty()
    }

    /// Writes the rows and nothing else. A visit that another lead got at the same time stays that one's.
    pub async fn store(self, tx: &WorkspaceTx) -> Result<(), Error> {
        if !self.gone.is_empty() {
            tx.delete::<Entity>().filter(Column::Id.is_in(self.gone)).exec(&tx.db).await?;
        }
        customers::rows::update_all::<Entity>(tx, self.moved, Column::Id).await?;
        if !self.new.is_empty() {
            let rows = self.new.into_iter().map(|row| row.into_active_model().reset_all());
            let taken = [Column::WorkspaceId, Column::PageEvent];
            let taken = OnConflict::columns(taken).do_nothing().to_owned();
            let rows = Entity::insert_many(rows).on_conflict(taken);
            rows.exec_without_returning(&tx.db).await?;
        }
        Ok(())
    }
}

/// The visits that a lead has, and those that it gets.
struct Plan {
    lead_id: LeadId,
    /// By the number of the page with which each began.
    stored: HashMap<i64, Model>,
    new: Vec<Model>,
    moved: Vec<Model>,
    /// Turned out to be a part of another visit.
    gone: Vec<TouchId>,
}

impl Plan {
    async fn read(tx: &WorkspaceTx, lead_id: LeadId) -> Result<Self, Error> {
        let of_lead = tx.find::<Entity>().filter(Column::LeadId.eq(lead_id));
        let stored = of_lead.filter(Column::PageEvent.is_not_null()).all(&tx.db).await?;
        let stored = stored.into_iter().filter_map(|row| Some((row.page_event?, row))).collect();
        Ok(Self { lead_id, stored, new: Vec::new(), moved: Vec::new(), gone: Vec::new() })
    }

    /// Those that are no touches of another lead, nor earlier than its own: what it had and let go isn't this one's.
    async fn free(&self, tx: &WorkspaceTx, visits: Vec<Visit>) -> Result<Vec<Visit>, Error> {
        let numbers = visits.iter().flat_map(|visit| visit.numbers.iter().copied());
        let numbers: Vec<i64> = numbers.collect();
        let mut taken = HashSet::new();
        for numbers in numbers.chunks(500) {
            let others = tx.find::<Entity>().filter(Column::PageEvent.is_in(numbers.to_vec()));
            let others = others.filter(Column::LeadId.ne(self.lead_id));
            let others = others.select_only().column(Column::PageEvent).into_tuple::<Option<i64>>();
            taken.extend(others.all(&tx.db).await?.into_iter().flatten());
        }
        let is_taken = |visit: &Visit| visit.numbers.iter().any(|number| taken.contains(number));
        let free = visits.iter().rposition(is_taken).map_or(0, |last| last + 1);
        Ok(visits.into_iter().skip(free).collect())
    }

    fn add(&mut self, tx: &WorkspaceTx, desk: &Desk, visits: Vec<Visit>) {
        for Visit { head, numbers } in visits {
            let is_known = self.stored.contains_key(&head.number);
            let later = numbers.iter().filter(|number| **number != head.number);
            let mut parts: Vec<_> = later.filter_map(|number| self.stored.remove(number)).collect();
            // Pages came late: before the one that the visit was known to begin with, or between two.
            let before = if is_known || parts.is_empty() { None } else { Some(parts.remove(0)) };
            self.gone.extend(parts.into_iter().map(|row| row.id));
            if is_known {
                continue;
            }
            let source = desk.resolve(&head.touch);
            let captured =
                Captured { kind: TouchKind::Visit, form_id: None, source: FormSource::default() };
            let mut row = new_row(tx, self.lead_id, head.touch, &source, captured);
            row.page_event = Some(head.number);
            match before {
                Some(before) => {
                    self.moved.push(Model { id: before.id, created_at: before.created_at, ..row });
                }
                None => self.new.push(row),
            }
        }
    }

    /// Keeps the very first and the newest.
    fn finish(mut self) -> Visits {
        self.new.sort_by_key(|row| (row.occurred_at, row.page_event));
        let all = self.stored.values().chain(&self.new).chain(&self.moved);
        let mut all: Vec<_> = all.map(|row| (row.occurred_at, row.page_event, row.id)).collect();
        all.sort_unstable();
        let many = all.len().saturating_sub(MOST_VISITS);
        let gone: HashSet<TouchId> = all.iter().take(many).skip(1).map(|(_, _, id)| *id).collect();
        let is_kept = |row: &Model| !gone.contains(&row.id);
        let stored = self.stored.values().chain(&self.moved).map(|row| row.id);
        self.gone.extend(stored.filter(|id| gone.contains(id)));
        self.new.retain(is_kept);
        self.moved.retain(is_kept);
        Visits { new: self.new, moved: self.moved, gone: self.gone }
    }
}
