//! Leads that are probably the same: the same phone or e-mail, each in its normal form, or a company of which the name is
//! nearly the same, with or without legal form and city.

use crate::{
    entity::lead::{Column, Entity, Model},
    lead::{Lead, hydrate, load},
};
use kernel::{Error, Grant, WorkspaceTx, ids::LeadId};
use language::company::{ALIKE, CompanyName, similarity};
use sea_orm::{ColumnTrait, ExprTrait as _, QueryFilter, QueryOrder, QuerySelect as _};
use serde::Serialize;
use std::collections::{BTreeMap, HashSet};
use utoipa::ToSchema;

/// More than these are no duplicates but a shared reception desk.
const MAX_DUPLICATES: usize = 50;

kernel::words! {
    /// Why two leads are taken for the same.
    pub enum LeadDuplicateReason {
        /// The same phone number.
        Phone = "phone",
        /// The same e-mail address.
        Email = "email",
        /// A company name that is nearly the same.
        Company = "company",
    }
}

/// Another lead that may be the same, named when one is entered.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Duplicate {
    pub lead_id: LeadId,
    pub reasons: Vec<LeadDuplicateReason>,
}

/// Another lead that may be the same, with all that helps to decide.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct LeadDuplicate {
    pub lead: Lead,
    pub reasons: Vec<LeadDuplicateReason>,
}

/// The leads that may be the same as this one, oldest first; at most 50.
pub async fn list(tx: &WorkspaceTx, id: LeadId) -> Result<Vec<LeadDuplicate>, Error> {
    tx.require(Grant::LeadsRead)?;
    let lead = load(tx, id).await?;
    let twins = twins(tx, &lead).await?;
    let reasons: Vec<_> = twins.iter().map(|twin| reasons(&lead, twin)).collect();
    let leads = hydrate(tx, twins, &HashSet::new()).await?;
    let pairs = leads.into_iter().zip(reasons);
    Ok(pairs.map(|(lead, reasons)| LeadDuplicate { lead, reasons }).collect())
}

/// The same by id only, as the warning on capture.
pub(crate) async fn of(tx: &WorkspaceTx, lead: &Model) -> Result<Vec<Duplicate>, Error> {
    let twins = twins(tx, lead).await?;
    let duplicates = twins.iter().map(|twin| {
        let reasons = reasons(lead, twin);
        Duplicate { lead_id: twin.id, reasons }
    });
    Ok(duplicates.collect())
}

/// Other leads that aren't archived and share phone, e-mail or company, oldest first.
pub(crate) async fn twins(tx: &WorkspaceTx, lead: &Model) -> Result<Vec<Model>, Error> {
    let same = [
        lead.phone.clone().map(|phone| Column::Phone.eq(phone)),
        lead.email.clone().map(|email| Column::Email.eq(email)),
        lead.company_key.clone().map(|key| Column::CompanyKey.eq(key)),
    ];
    // One question each: all of them in one would have SQLite look through every lead.
    let mut twins = BTreeMap::new();
    for same in same.into_iter().flatten() {
        let others = Column::ArchivedAt.is_null().and(Column::Id.ne(lead.id));
        let select = tx.find::<Entity>().filter(others).filter(same);
        let found =
            select.order_by_asc(Column::Id).limit(MAX_DUPLICATES as u64).all(&tx.db).await?;
        twins.extend(found.into_iter().map(|twin| (twin.id, twin)));
    }
    let is_same = |twin: &Model| !reasons(lead, twin).is_empty();
    Ok(twins.into_values().filter(is_same).take(MAX_DUPLICATES).collect())
}

/// Why two leads may be the same.
pub(crate) fn reasons(lead: &Model, other: &Model) -> Vec<LeadDuplicateReason> {
    let phone = lead.phone.is_some() && lead.phone == other.phone;
    let email = lead.email.is_some() && lead.email == other.email;
    let reasons = [
        (phone, LeadDuplicateReason::Phone),
        (email, LeadDuplicateReason::Email),
        (is_one_company(lead, other), LeadDuplicateReason::Company),
    ];
    reasons.into_iter().filter_map(|(same, reason)| same.then_some(reason)).collect()
}

fn is_one_company(lead: &Model, other: &Model) -> bool {
    let names = lead.company.as_deref().zip(other.company.as_deref());
    names.is_some_and(|(one, other)| {
        similarity(&CompanyName::read(one), &CompanyName::read(other)) >= ALIKE
    })
}
