//! What happened to leads, read for many at once.

use super::happening::{Happening, HappeningId, What};
use crate::{
    entity::{lead, lead_activity, touch},
    visitor,
    words::{ActivityKind, ActivityOutcome, TouchKind},
};
use activity::moment::{self, Moment};
use chrono::{DateTime, Utc};
use kernel::{
    Error, WorkspaceTx,
    ids::{CampaignId, ChannelId, LeadFormId, LeadId},
    is_one_of_ids,
};
use sea_orm::{QueryFilter, QuerySelect, sea_query::Expr};
use std::collections::HashMap;
use uuid::Uuid;

/// Of each lead everything that happened, in no order: touches, follow-ups, and what its person did, or somebody in the
/// browsers that it is known under.
#[derive(Debug, Default)]
pub struct Facts(HashMap<LeadId, Vec<Happening>>);

type TouchRow = (
    Uuid,
    LeadId,
    TouchKind,
    DateTime<Utc>,
    Option<ChannelId>,
    Option<CampaignId>,
    Option<LeadFormId>,
);
type ActivityRow = (Uuid, LeadId, ActivityKind, ActivityOutcome, DateTime<Utc>);

impl Facts {
    /// `events`: the numbers of the names that matter.
    pub async fn read(
        tx: &WorkspaceTx,
        leads: &[lead::Model],
        events: &[i32],
    ) -> Result<Self, Error> {
        let mut facts = Self::without_events(tx, leads).await?;
        facts.add_events(tx, leads, events).await?;
        facts.add_events_of_visitors(tx, leads, events, |_| tx.now()).await?;
        Ok(facts)
    }

    /// What could be known of leads at an instant each; of events those in the browsers that were known by then. A lead's
    /// person is known once it was won, which is too late.
    pub async fn read_past(
        tx: &WorkspaceTx,
        leads: &[lead::Model],
        events: &[i32],
        until: impl Fn(&lead::Model) -> DateTime<Utc>,
    ) -> Result<Self, Error> {
        let mut facts = Self::without_events(tx, leads).await?;
        facts.add_events_of_visitors(tx, leads, events, until).await?;
        Ok(facts)
    }

    async fn without_events(tx: &WorkspaceTx, leads: &[lead::Model]) -> Result<Self, Error> {
        let mut facts = Self::default();
        let ids: Vec<LeadId> = leads.iter().map(|lead| lead.id).collect();
        facts.add_touches(tx, &ids).await?;
        facts.add_activities(tx, &ids).await?;
        Ok(facts)
    }

    pub fn take(&mut self, lead: LeadId) -> Vec<Happening> {
        self.0.remove(&lead).unwrap_or_default()
    }

    fn add(&mut self, lead: LeadId, happening: Happening) {
        self.0.entry(lead).or_default().push(happening);
    }

    async fn add_touches(&mut self, tx: &WorkspaceTx, ids: &[LeadId]) -> Result<(), Error> {
        use touch::{Column, Entity};
        let among = is_one_of_ids(tx.backend(), Expr::col(Column::LeadId), ids.to_vec());
        let rows = tx.find::<Entity>().filter(among).select_only().columns([
            Column::Id,
            Column::LeadId,
            Column::Kind,
            Column::OccurredAt,
            Column::ChannelId,
            Column::CampaignId,
            Column::FormId,
        ]);
        let rows: Vec<TouchRow> = rows.into_tuple().all(&tx.db).await?;
        for (id, lead, kind, at, channel_id, campaign_id, form_id) in rows {
            let what = What::Touch { kind, channel_id, campaign_id, form_id };
            self.add(lead, Happening { id: HappeningId::Touch(id.as_u128()), at, what });
        }
        Ok(())
    }

    async fn add_activities(&mut self, tx: &WorkspaceTx, ids: &[LeadId]) -> Result<(), Error> {
        use lead_activity::{Column, Entity};
        let among = is_one_of_ids(tx.backend(), Expr::col(Column::LeadId), ids.to_vec());
        let rows = tx.find::<Entity>().filter(among).select_only().columns([
            Column::Id,
            Column::LeadId,
            Column::Kind,
            Column::Outcome,
            Column::OccurredAt,
        ]);
        let rows: Vec<ActivityRow> = rows.into_tuple().all(&tx.db).await?;
        for (id, lead, kind, outcome, at) in rows {
            let what = What::Activity { kind, outcome };
            self.add(lead, Happening { id: HappeningId::Activity(id.as_u128()), at, what });
        }
        Ok(())
    }

    async fn add_events(
        &mut self,
        tx: &WorkspaceTx,
        leads: &[lead::Model],
        events: &[i32],
    ) -> Result<(), Error> {
        let people: Vec<(LeadId, Uuid)> =
            leads.iter().filter_map(|lead| Some((lead.id, lead.person_id?.uuid()))).collect();
        let ids: Vec<Uuid> = people.iter().map(|(_, person)| *person).collect();
        let moments = moment::of_people(tx, &ids, events).await?;
        for (lead, person) in people {
            let moments = moments.get(&person).into_iter().flatten();
            self.add_moments(lead, moments);
        }
        Ok(())
    }

    async fn add_events_of_visitors(
        &mut self,
        tx: &WorkspaceTx,
        leads: &[lead::Model],
        events: &[i32],
        until: impl Fn(&lead::Model) -> DateTime<Utc>,
    ) -> Result<(), Error> {
        if events.is_empty() {
            return Ok(());
        }
        let known = visitor::known(tx, leads.iter().map(|lead| (lead.id, until(lead)))).await?;
        let ids: Vec<String> = known.iter().map(|(_, id)| id.clone()).collect();
        let moments = activity::visitor::moments(tx, &ids, events).await?;
        for (lead, id) in known {
            self.add_moments(lead, moments.get(&id).into_iter().flatten());
        }
        Ok(())
    }

    fn add_moments<'a>(&mut self, lead: LeadId, moments: impl Iterator<Item = &'a Moment>) {
        for moment in moments {
            let Some(at) = DateTime::from_timestamp_millis(moment.at) else { continue };
            let what = What::Event(moment.name);
            self.add(lead, Happening { id: HappeningId::Event(moment.id), at, what });
        }
    }
}
