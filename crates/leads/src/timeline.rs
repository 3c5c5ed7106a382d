//! A lead's story, newest first: what happened to it, how it was in touch, what was noted and planned. The story of
//! leads that were merged into it is part of it.

mod entry;

pub use entry::{LeadTimelineEntry, TimelineActor};

use crate::{
    entity::{channel, lead, lead_activity, lead_stage, touch},
    lead::load,
};
use chrono::{DateTime, Utc};
use customers::{entity::note, merge, subject};
use entry::{Named, Raw};
use jobs::{Subject, SubjectKind, entity::domain_event};
use kernel::{
    Error, Grant, WorkspaceTx, cursor,
    history::{self, Stretch},
    ids::{ChannelId, LeadId, LeadStageId, MemberId, TouchId},
    page::{Page, PageRequest, checked_limit},
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder, QuerySelect,
    Select,
};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use uuid::Uuid;

/// Events that other parts of the story tell better.
const TOLD_ELSEWHERE: [&str; 6] = [
    "lead.touched",
    "lead.activity_logged",
    "lead.activity_deleted",
    "note.created",
    "note.updated",
    "note.deleted",
];

/// Where a page ends: entries of all kinds are in one order by time and id.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Place {
    at: DateTime<Utc>,
    id: Uuid,
}

/// A touch on the timeline of a customer, and whose it is.
#[derive(Clone, Debug)]
pub struct CustomerTouch {
    pub id: TouchId,
    pub lead_id: LeadId,
    pub entry: LeadTimelineEntry,
}

/// One page of the story.
pub async fn list(
    tx: &WorkspaceTx,
    id: LeadId,
    page: &PageRequest,
) -> Result<Page<LeadTimelineEntry>, Error> {
    tx.require(Grant::LeadsRead)?;
    load(tx, id).await?;
    let limit = checked_limit(page.limit)?;
    let binding = format!("lead-timeline|{id}");
    let before = page.cursor.as_deref().map(|text| cursor::read(tx, &binding, text)).transpose()?;
    let leads = with_merged(tx, vec![id]).await?;
    let mut story = events(tx, &leads, before, limit + 1).await?;
    story.extend(touches(tx, &leads, before, limit + 1).await?);
    story.extend(activities(tx, &leads, before, limit + 1).await?);
    story.extend(notes(tx, &leads, before, limit + 1).await?);
    story.sort_by_key(|raw| std::cmp::Reverse((raw.at, raw.id)));
    let limit = usize::try_from(limit).map_err(Error::internal)?;
    let more = story.len() > limit;
    story.truncate(limit);
    let last = story.last().filter(|_| more).map(|raw| Place { at: raw.at, id: raw.id });
    let next_cursor = last.map(|last| cursor::write(tx, &binding, &last)).transpose()?;
    let named = names(tx, &story).await?;
    let data = story.into_iter().map(|raw| raw.named(&named)).collect();
    Ok(Page { data, next_cursor, total: None })
}

/// The touches of leads that became one of these accounts, or one of these people, newest first.
pub async fn touches_of_customer(
    tx: &WorkspaceTx,
    customers: &[Subject],
    stretch: Stretch,
    limit: u64,
) -> Result<Vec<CustomerTouch>, Error> {
    use lead::Column as Of;
    use touch::Column as Touch;
    tx.require(Grant::LeadsRead)?;
    // One condition: with the other beside it the index of neither would be used.
    let ids = || customers.iter().map(|it| it.id);
    let became = match customers.first().map(|it| it.kind) {
        Some(SubjectKind::Account) => Of::AccountId.is_in(ids()),
        Some(SubjectKind::Person) => Of::PersonId.is_in(ids()),
        _ => return Ok(Vec::new()),
    };
    let leads = tx.find::<lead::Entity>().filter(became).select_only().column(Of::Id);
    let leads = with_merged(tx, leads.into_tuple().all(&tx.db).await?).await?;
    let histories: Vec<_> =
        leads.iter().map(|id| Condition::all().add(Touch::LeadId.eq(*id))).collect();
    let order = (Touch::OccurredAt, Touch::Id);
    let rows = history::newest::<touch::Entity>(tx, &histories, order, stretch, limit).await?;
    let whose: Vec<_> = rows.iter().map(|row| (row.id, row.lead_id)).collect();
    let story: Vec<_> = rows.into_iter().map(Raw::from).collect();
    let named = names(tx, &story).await?;
    let told = |((id, lead_id), raw): ((TouchId, LeadId), Raw)| CustomerTouch {
        id,
        lead_id,
        entry: raw.named(&named),
    };
    Ok(whose.into_iter().zip(story).map(told).collect())
}

/// The leads and all that were merged into them.
async fn with_merged(tx: &WorkspaceTx, leads: Vec<LeadId>) -> Result<Vec<LeadId>, Error> {
    let ids = leads.into_iter().map(Into::into).collect();
    let ids = merge::with_merged::<lead::Entity>(tx, ids).await?;
    Ok(ids.into_iter().map(LeadId::from_uuid).collect())
}

/// The part of a source that comes before a place, newest first.
fn page_of<E: EntityTrait>(
    select: Select<E>,
    at: E::Column,
    id: E::Column,
    before: Option<Place>,
    limit: u64,
) -> Select<E> {
    let earlier = before.map(|place| at.lt(place.at).or(at.eq(place.at).and(id.lt(place.id))));
    let select = select.filter(Condition::all().add_option(earlier));
    select.order_by_desc(at).order_by_desc(id).limit(limit)
}

async fn events(
    tx: &WorkspaceTx,
    leads: &[LeadId],
    before: Option<Place>,
    limit: u64,
) -> Result<Vec<Raw>, Error> {
    use domain_event::Column as Of;
    let select = tx
        .find::<domain_event::Entity>()
        .filter(
            Condition::any()
                .add(Of::AboutId.is_in(leads.iter().map(|id| id.uuid())))
                // Becoming a customer is told on the account's timeline too.
                .add(
                    Of::SubjectId
                        .is_in(leads.iter().map(|id| id.uuid()))
                        .and(Of::EventType.eq("lead.converted")),
                ),
        )
        .filter(Of::EventType.is_not_in(TOLD_ELSEWHERE));
    let rows = page_of(select, Of::RecordedAt, Of::Id, before, limit).all(&tx.db).await?;
    Ok(rows.into_iter().map(Raw::from).collect())
}

async fn touches(
    tx: &WorkspaceTx,
    leads: &[LeadId],
    before: Option<Place>,
    limit: u64,
) -> Result<Vec<Raw>, Error> {
    use touch::Column as Of;
    let select = tx.find::<touch::Entity>().filter(Of::LeadId.is_in(leads.iter().copied()));
    let rows = page_of(select, Of::OccurredAt, Of::Id, before, limit).all(&tx.db).await?;
    Ok(rows.into_iter().map(Raw::from).collect())
}

async fn activities(
    tx: &WorkspaceTx,
    leads: &[LeadId],
    before: Option<Place>,
    limit: u64,
) -> Result<Vec<Raw>, Error> {
    use lead_activity::Column as Of;
    let select = tx.find::<lead_activity::Entity>().filter(Of::LeadId.is_in(leads.iter().copied()));
    let rows = page_of(select, Of::OccurredAt, Of::Id, before, limit).all(&tx.db).await?;
    Ok(rows.into_iter().map(Raw::from).collect())
}

async fn notes(
    tx: &WorkspaceTx,
    leads: &[LeadId],
    before: Option<Place>,
    limit: u64,
) -> Result<Vec<Raw>, Error> {
    use note::Column as Of;
    let of_leads = Of::SubjectId.is_in(leads.iter().map(|id| id.uuid()));
    let select = tx.find::<note::Entity>().filter(of_leads);
    let rows = page_of(select, Of::CreatedAt, Of::Id, before, limit).all(&tx.db).await?;
    Ok(rows.into_iter().map(Raw::from).collect())
}

/// What the entries refer to by id, by name.
async fn names(tx: &WorkspaceTx, story: &[Raw]) -> Result<Named, Error> {
    let ids: HashSet<String> = story.iter().flat_map(Raw::references).collect();
    let members = ids.iter().filter_map(|id| id.parse::<MemberId>().ok()).map(Subject::from);
    let labels = subject::labels(tx, members).await?;
    let mut named = Named::default();
    for id in ids.iter().filter_map(|id| id.parse::<MemberId>().ok()) {
        named.extend(labels.of(id).map(|name| (id.to_string(), name)));
    }
    let stages: Vec<LeadStageId> = ids.iter().filter_map(|id| id.parse().ok()).collect();
    let stages = tx.find::<lead_stage::Entity>().filter(lead_stage::Column::Id.is_in(stages));
    let stages = stages.all(&tx.db).await?;
    named.extend(stages.into_iter().map(|row| (row.id.to_string(), row.name)));
    let channels: Vec<ChannelId> = ids.iter().filter_map(|id| id.parse().ok()).collect();
    let channels = tx.find::<channel::Entity>().filter(channel::Column::Id.is_in(channels));
    let channels = channels.all(&tx.db).await?;
    named.extend(channels.into_iter().map(|row| (row.id.to_string(), row.name)));
    let keys: Vec<kernel::ids::ApiKeyId> = ids.iter().filter_map(|id| id.parse().ok()).collect();
    if !keys.is_empty() {
        use identity::entity::api_key;
        let keys = tx.find::<api_key::Entity>().filter(api_key::Column::Id.is_in(keys));
        let keys = keys.all(&tx.db).await?;
        named.extend(keys.into_iter().map(|row| (row.id.to_string(), row.name)));
    }
    Ok(named)
}
