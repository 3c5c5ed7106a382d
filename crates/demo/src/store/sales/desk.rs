use crate::year::Year;
use customers::rows::insert_all;
use kernel::{Error, WorkspaceTx};
use leads::entity::{
    lead_activity, lead_check, lead_contact, lead_review, sales_kit_use, validity_dispute,
};

pub async fn write(tx: &WorkspaceTx, year: &Year) -> Result<(), Error> {
    let activities = year.sales.activities.iter().map(|activity| lead_activity::Model {
        id: activity.id,
        workspace_id: tx.workspace(),
        lead_id: year.leads[activity.lead].id,
        kind: activity.kind,
        outcome: activity.outcome,
        occurred_at: activity.at,
        member_id: Some(activity.member_id),
        duration_seconds: activity.seconds,
        note: activity.note.clone(),
        created_at: activity.at,
    });
    insert_all::<lead_activity::Entity>(tx, activities.collect()).await?;
    let contacts = year.sales.contacts.iter().map(|met| lead_contact::Model {
        id: met.id,
        workspace_id: tx.workspace(),
        lead_id: year.leads[met.lead].id,
        name: met.contact.name.clone(),
        title: Some(met.title.to_owned()),
        role: met.role,
        concern: met.concern.map(str::to_owned),
        say: met.say,
        phone: met.contact.phone.clone(),
        email: met.contact.email.clone(),
        wechat: met.contact.wechat.clone(),
        note: None,
        created_at: met.at,
        updated_at: met.at,
        version: 1,
    });
    insert_all::<lead_contact::Entity>(tx, contacts.collect()).await?;
    let checks = year.sales.checks.iter().map(|check| lead_check::Model {
        id: check.id,
        workspace_id: tx.workspace(),
        lead_id: year.leads[check.lead].id,
        stage_id: year.stages[check.stage].id,
        item: check.item.clone(),
        member_id: Some(check.member_id),
        checked_at: check.at,
    });
    insert_all::<lead_check::Entity>(tx, checks.collect()).await?;
    let uses = year.sales.kit_uses.iter().map(|used| sales_kit_use::Model {
        id: used.id,
        workspace_id: tx.workspace(),
        lead_id: year.leads[used.lead].id,
        kit_item_id: year.sales.kit[used.item].id,
        member_id: Some(used.member_id),
        used_at: used.at,
    });
    insert_all::<sales_kit_use::Entity>(tx, uses.collect()).await?;
    validity(tx, year).await
}

async fn validity(tx: &WorkspaceTx, year: &Year) -> Result<(), Error> {
    let reviews = year.sales.reviews.iter().map(|review| lead_review::Model {
        id: review.id,
        workspace_id: tx.workspace(),
        lead_id: year.leads[review.lead].id,
        criterion: review.criterion,
        answer: review.answer,
        evidence: review.evidence.clone(),
        member_id: Some(review.member_id),
        reviewed_at: review.at,
    });
    insert_all::<lead_review::Entity>(tx, reviews.collect()).await?;
    let disputes = year.sales.disputes.iter().map(|dispute| validity_dispute::Model {
        id: dispute.id,
        workspace_id: tx.workspace(),
        lead_id: year.leads[dispute.lead].id,
        disputed_validity: dispute.disputed,
        claimed_validity: dispute.claimed,
        reason: dispute.reason.to_owned(),
        state: dispute.state,
        opened_by_id: Some(dispute.opened_by),
        opened_at: dispute.opened_at,
        resolved_by_id: dispute.resolved.map(|(by, ..)| by),
        resolved_at: dispute.resolved.map(|(_, at, _)| at),
        resolution: dispute.resolved.map(|(.., why)| why.to_owned()),
    });
    insert_all::<validity_dispute::Entity>(tx, disputes.collect()).await
}
