//! Rows of a file of leads, no two of them about the same lead.

use super::{
    catalogue::Catalogue,
    fill::fill,
    place::{assign, place},
    writes::Writes,
};
use crate::{
    entity::lead::{Column, Entity, Model},
    lead::{blank, rank},
};
use customers::import::{Matches, fault, match_key};
use exchange::{
    row_error::Fault,
    target::{Apply, ImportRow, OnMatch, RowFault, RowOutcome},
    value::Value,
};
use kernel::{Error, WorkspaceTx, ids::LeadId};
use sea_orm::{
    ColumnTrait as _, Condition, ExprTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};

/// The leads that the rows may mean, and where to look up what they say.
struct Known<'a> {
    catalogue: &'a Catalogue,
    leads: Matches<Model, LeadId>,
}

pub(super) async fn apply(
    tx: &WorkspaceTx,
    catalogue: &Catalogue,
    rows: &[ImportRow],
    apply: &Apply,
) -> Result<Vec<RowOutcome>, Error> {
    let mut known = Known::of(tx, catalogue, rows, apply.match_by).await?;
    let mut writes = Writes::new(tx).await?;
    let mut outcomes = Vec::with_capacity(rows.len());
    for row in rows {
        outcomes.push(match known.leads.find(row, apply.match_by) {
            Some(_) if apply.on_match == OnMatch::Skip => RowOutcome::Skipped,
            Some(lead) => known.update(tx, lead, row, &mut writes)?,
            None => known.create(tx, row, &mut writes)?,
        });
    }
    writes.store(tx).await?;
    Ok(outcomes)
}

impl<'a> Known<'a> {
    async fn of(
        tx: &WorkspaceTx,
        catalogue: &'a Catalogue,
        rows: &[ImportRow],
        match_by: &str,
    ) -> Result<Self, Error> {
        let keys: Vec<String> = rows.iter().filter_map(|row| match_key(row, match_by)).collect();
        let ids = rows.iter().filter_map(|row| row.text("external_id"));
        // Numbers and addresses of archived leads are free, as they are for the warning of duplicates.
        let by_key = match match_by {
            "phone" => Column::Phone.is_in(keys).and(Column::ArchivedAt.is_null()),
            "email" => Column::Email.is_in(keys).and(Column::ArchivedAt.is_null()),
            _ => Column::ExternalId.is_in(keys),
        };
        let wanted = Condition::any().add(by_key).add(Column::ExternalId.is_in(ids));
        let found = tx.find::<Entity>().filter(wanted).filter(Column::MergedIntoId.is_null());
        let mut found = found.order_by_asc(Column::Id).lock_exclusive().all(&tx.db).await?;
        let key_of = |row: &Model| match match_by {
            "phone" | "email" if row.archived_at.is_some() => None,
            "phone" => row.phone.as_ref().map(|phone| phone.as_str().to_owned()),
            "email" => row.email.as_ref().map(|email| email.as_str().to_owned()),
            _ => row.external_id.clone(),
        };
        // Of several with one phone number or address the oldest is meant.
        found.sort_by_key(|row| std::cmp::Reverse((row.created_at, row.id)));
        let leads = Matches::of(found, |row| (row.external_id.clone(), row.id), key_of);
        Ok(Self { catalogue, leads })
    }

    fn create(
        &mut self,
        tx: &WorkspaceTx,
        row: &ImportRow,
        writes: &mut Writes,
    ) -> Result<RowOutcome, Error> {
        let Some(first) = self.catalogue.first_open() else {
            return Ok(RowOutcome::Refused(vec![fault("stage", "required")]));
        };
        let mut lead = blank(tx, first);
        lead.board_rank = rank::nth_on_top(tx.now(), row.line);
        let mut faults = self.fill(&mut lead, row);
        if let Some(Value::Date(day)) = row.value("captured_at") {
            match self.catalogue.instant(*day, tx.now()) {
                Ok(at) => (lead.first_touch_at, lead.last_touch_at) = (at, at),
                Err(wrong) => faults.push(RowFault::of("captured_at", wrong)),
            }
        }
        faults.extend(assign(self.catalogue, &mut lead, row));
        faults.extend(place(self.catalogue, &mut lead, row, tx.now()));
        // A file says where a lead stands, not where it was before.
        lead.lost_from_stage_id = None;
        if says_nothing(&lead) && faults.is_empty() {
            faults.push(RowFault { field: None, fault: Fault::new("contact_required") });
        }
        if !faults.is_empty() {
            return Ok(RowOutcome::Refused(faults));
        }
        self.leads.take(lead.external_id.as_ref(), lead.id);
        writes.create(tx, lead).map(RowOutcome::Created)
    }

    /// Dates of touches are history and stay; so does what the row leaves blank.
    fn update(
        &mut self,
        tx: &WorkspaceTx,
        before: Model,
        row: &ImportRow,
        writes: &mut Writes,
    ) -> Result<RowOutcome, Error> {
        let mut described = before.clone();
        let mut faults = self.fill(&mut described, row);
        let mut assigned = described.clone();
        faults.extend(assign(self.catalogue, &mut assigned, row));
        let mut placed = assigned.clone();
        faults.extend(place(self.catalogue, &mut placed, row, tx.now()));
        if !faults.is_empty() {
            return Ok(RowOutcome::Refused(faults));
        }
        if placed == before {
            return Ok(RowOutcome::Skipped);
        }
        self.leads.take(placed.external_id.as_ref(), placed.id);
        writes.change(tx, [before, described, assigned, placed]).map(RowOutcome::Updated)
    }

    fn fill(&self, lead: &mut Model, row: &ImportRow) -> Vec<RowFault> {
        let mut faults = fill(self.catalogue, lead, row);
        faults.extend(self.leads.taken(row, lead.id));
        faults
    }
}

/// As for a lead that is entered: a company alone is nobody to call.
fn says_nothing(lead: &Model) -> bool {
    lead.name.is_none() && lead.phone.is_none() && lead.email.is_none() && lead.wechat.is_none()
}
