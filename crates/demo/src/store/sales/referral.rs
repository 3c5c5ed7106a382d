use crate::{
    store::word,
    year::{Year, sales::Referral},
};
use customers::rows::insert_all;
use kernel::{Error, WorkspaceTx, text::sort_key};
use leads::{
    entity::{advocate, referral, referral_reward},
    referral::Suspicions,
};

pub async fn write(tx: &WorkspaceTx, year: &Year) -> Result<(), Error> {
    let advocates = year.sales.advocates.iter().map(|found| {
        let person = &year.people[found.person];
        advocate::Model {
            id: found.id,
            workspace_id: tx.workspace(),
            code: found.code.clone(),
            name: person.contact.name.clone(),
            sort_name: sort_key(&person.contact.name),
            person_id: Some(person.id),
            account_id: Some(year.accounts[person.account].id),
            phone: person.contact.phone.clone(),
            email: person.contact.email.clone(),
            wechat: person.contact.wechat.clone(),
            blocked_at: found.blocked_at,
            created_at: found.at,
            updated_at: found.blocked_at.unwrap_or(found.at),
            version: if found.blocked_at.is_some() { 2 } else { 1 },
        }
    });
    insert_all::<advocate::Entity>(tx, advocates.collect()).await?;
    let referrals = year.sales.referrals.iter().map(|found| referral_row(tx, year, found));
    insert_all::<referral::Entity>(tx, referrals.collect()).await?;
    rewards(tx, year).await
}

fn referral_row(tx: &WorkspaceTx, year: &Year, found: &Referral) -> referral::Model {
    let verdict = found.verdict.as_ref();
    referral::Model {
        id: found.id,
        workspace_id: tx.workspace(),
        advocate_id: year.sales.advocates[found.advocate].id,
        lead_id: year.leads[found.lead].id,
        programme_version: 1,
        state: found.state,
        needs_review: !found.suspicions.is_empty() && verdict.is_none(),
        suspicions: Suspicions(found.suspicions.clone()),
        verdict: verdict.map(|it| it.verdict),
        verdict_note: verdict.and_then(|it| it.note).map(str::to_owned),
        verdict_by_id: verdict.map(|it| it.by),
        verdict_at: verdict.map(|it| it.at),
        referred_at: year.leads[found.lead].created_at,
        qualified_at: found.qualified_at,
        created_at: found.at,
        updated_at: found.updated_at,
        version: if found.updated_at > found.at { 2 } else { 1 },
    }
}

async fn rewards(tx: &WorkspaceTx, year: &Year) -> Result<(), Error> {
    let rewards = year.sales.rewards.iter().map(|found| {
        let referral = &year.sales.referrals[found.referral];
        let paid = found.paid.as_ref();
        Ok(referral_reward::Model {
            id: found.id,
            workspace_id: tx.workspace(),
            referral_id: referral.id,
            advocate_id: year.sales.advocates[referral.advocate].id,
            trigger: found.trigger,
            order_id: None,
            earned_for: found.trigger.to_string(),
            amount: found.amount,
            currency: word(year.workspace.currency)?,
            earned_on: found.earned_on,
            due_on: found.due_on,
            state: found.state,
            paid_amount: paid.map(|it| it.amount),
            paid_at: paid.map(|it| it.at),
            paid_by_id: paid.map(|it| it.by),
            payment_reference: paid.map(|it| it.reference.clone()),
            cancel_reason: found.cancel_reason.map(str::to_owned),
            created_at: found.earned_at,
            updated_at: found.updated_at,
            version: if found.updated_at > found.earned_at { 2 } else { 1 },
        })
    });
    let rewards = rewards.collect::<Result<_, Error>>()?;
    insert_all::<referral_reward::Entity>(tx, rewards).await
}
