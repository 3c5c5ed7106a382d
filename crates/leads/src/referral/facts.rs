//! What is known of both sides of a referral.

use super::rules::{Party, Suspicions, Together, suspicions};
use crate::{
    duplicate,
    entity::{advocate, lead, lead_visitor, referral},
};
use activity::visitor;
use customers::{
    entity::{account, affiliation, person},
    person::find_same,
};
use kernel::{
    Error, WorkspaceTx,
    email::Email,
    ids::{AccountId, PersonId},
    phone::Phone,
};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect as _, QueryTrait as _};

/// A small business has fewer people; more would be looked up for nothing.
const MOST_COLLEAGUES: u64 = 200;

impl Party {
    fn add_own(&mut self, phone: Option<&Phone>, email: Option<&Email>, wechat: Option<&str>) {
        self.own.extend(phone.map(ToString::to_string));
        self.own.extend(wechat.map(|it| format!("wechat:{}", it.to_lowercase())));
        if let Some(email) = email {
            self.own.push(email.to_string());
            self.emails.push(email.to_string());
        }
    }
}

/// What is suspicious about somebody who sends a lead.
pub(super) async fn suspicions_of(
    tx: &WorkspaceTx,
    sender: &advocate::Model,
    sent: &lead::Model,
    known_before: bool,
) -> Result<Suspicions, Error> {
    let same_device = !shared_devices(tx, sender, sent).await?.is_empty();
    let party = of_advocate(tx, sender).await?;
    Ok(suspicions(&party, &of_lead(sent), Together { known_before, same_device }))
}

/// Somebody who refers others, with the person and the customer that we know them as.
async fn of_advocate(tx: &WorkspaceTx, row: &advocate::Model) -> Result<Party, Error> {
    let mut party = Party::default();
    party.add_own(row.phone.as_ref(), row.email.as_ref(), row.wechat.as_deref());
    if let Some(id) = row.person_id
        && let Some(known) = super::advocate::person_row(tx, id).await?
    {
        party.add_own(known.phone.as_ref(), known.email.as_ref(), known.wechat.as_deref());
    }
    if let Some(id) = row.account_id {
        let named = tx.find::<account::Entity>().filter(account::Column::Id.eq(id));
        party.companies.extend(named.one(&tx.db).await?.map(|account| account.name));
        for colleague in people_of(tx, id).await? {
            party.emails.extend(colleague.email.as_ref().map(ToString::to_string));
            party.colleagues.extend(colleague.phone.as_ref().map(ToString::to_string));
            party.colleagues.extend(colleague.email.as_ref().map(ToString::to_string));
        }
    }
    Ok(party)
}

async fn people_of(tx: &WorkspaceTx, id: AccountId) -> Result<Vec<person::Model>, Error> {
    use affiliation::Column as Of;
    let ids: Vec<PersonId> = tx
        .find::<affiliation::Entity>()
        .select_only()
        .column(Of::PersonId)
        .filter(Of::AccountId.eq(id))
        .limit(MOST_COLLEAGUES)
        .into_tuple()
        .all(&tx.db)
        .await?;
    let people = tx.find::<person::Entity>().filter(person::Column::Id.is_in(ids));
    Ok(people.all(&tx.db).await?)
}

/// The browsers that both used: those in which the person of the advocate has signed in, and those under which we know
/// somebody else whom they sent.
async fn shared_devices(
    tx: &WorkspaceTx,
    sender: &advocate::Model,
    sent: &lead::Model,
) -> Result<Vec<String>, Error> {
    use lead_visitor::{Column as Of, Entity as Visitor};
    let known = tx.find::<Visitor>().select_only().column(Of::AnonymousId);
    let browsers: Vec<String> =
        known.clone().filter(Of::LeadId.eq(sent.id)).into_tuple().all(&tx.db).await?;
    if browsers.is_empty() {
        return Ok(Vec::new());
    }
    let others = tx.find::<referral::Entity>().select_only().column(referral::Column::LeadId);
    let others = others.filter(referral::Column::AdvocateId.eq(sender.id));
    let others = known
        .filter(Of::AnonymousId.is_in(browsers.iter().cloned()))
        .filter(Of::LeadId.ne(sent.id))
        .filter(Of::LeadId.in_subquery(others.into_query()));
    let mut shared: Vec<String> = others.into_tuple().all(&tx.db).await?;
    if let Some(person_id) = sender.person_id {
        shared.extend(visitor::of_person(tx, &browsers, person_id).await?);
    }
    Ok(shared)
}

fn of_lead(row: &lead::Model) -> Party {
    let mut party = Party::default();
    party.add_own(row.phone.as_ref(), row.email.as_ref(), row.wechat.as_deref());
    party.companies.extend(row.company.clone());
    party
}

/// Whether we knew a new lead by its phone or e-mail already, as another lead or as a person.
pub(super) async fn is_known(tx: &WorkspaceTx, row: &lead::Model) -> Result<bool, Error> {
    if find_same(tx, row.phone.as_ref(), row.email.as_ref()).await?.is_some() {
        return Ok(true);
    }
    let twins = duplicate::twins(tx, row).await?;
    let by_contact = |twin: &lead::Model| {
        let same_phone = row.phone.is_some() && row.phone == twin.phone;
        same_phone || row.email.is_some() && row.email == twin.email
    };
    Ok(twins.iter().any(by_contact))
}
