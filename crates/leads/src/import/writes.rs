use crate::{
    assignment,
    entity::{
        lead::{self, Column, Model},
        touch as touch_entity,
    },
    lead::{Captured, changes, derive_columns},
    ownership::{self, Change},
    routing::Desk,
    source::{FormSource, Source},
    stay::{self, Entered},
    touch::{self, NewTouch},
    words::{OwnershipStart, TouchKind},
};
use customers::rows as many;
use exchange::effect::Effect;
use jobs::{DomainEvent, Record as _};
use kernel::{
    Changes, Error, WorkspaceTx,
    ids::{LeadId, MemberId},
};

/// What is to be written for all rows.
pub(super) struct Writes {
    desk: Desk,
    /// Whether leads without an owner wait for one.
    routes: bool,
    leads: Vec<Model>,
    touches: Vec<touch_entity::Model>,
    changed: Vec<Model>,
    /// Changed leads that got another owner.
    handed_over: Vec<(LeadId, Option<MemberId>)>,
    moved: Vec<Entered>,
    events: Vec<(DomainEvent, Changes)>,
}

impl Writes {
    pub async fn new(tx: &WorkspaceTx) -> Result<Self, Error> {
        let desk = Desk::read(tx).await?;
        let routes = desk.compiled().is_some();
        let (leads, touches) = (Vec::new(), Vec::new());
        let (changed, moved, events) = (Vec::new(), Vec::new(), Vec::new());
        let handed_over = Vec::new();
        Ok(Self { desk, routes, leads, touches, changed, handed_over, moved, events })
    }

    /// A new lead, with its first touch.
    pub fn create(&mut self, tx: &WorkspaceTx, mut lead: Model) -> Result<Vec<Effect>, Error> {
        derive_columns(&mut lead);
        if lead.owner_id.is_some() {
            self.desk.own(&mut lead, tx.now());
        } else if self.routes && lead.status_type.is_live() {
            lead.waiting_since = Some(tx.now());
        }
        let effect = Effect::created("lead", lead.id, &lead)?;
        let (channel_id, campaign_id) = (lead.channel_id, lead.campaign_id);
        let source = Source::named(channel_id, campaign_id);
        let captured =
            Captured { kind: TouchKind::Import, form_id: None, source: FormSource::default() };
        let input = NewTouch { occurred_at: Some(lead.first_touch_at), ..NewTouch::default() };
        self.touches.push(touch::new_row(tx, lead.id, input, &source, captured));
        let event =
            DomainEvent::LeadCreated { lead_id: lead.id, channel_id, campaign_id, form_id: None };
        self.events.push((event, Changes::default()));
        self.leads.push(lead);
        Ok(vec![effect])
    }

    /// A changed lead: as it was, then described, then assigned, then placed anew. Each step that changes something is
    /// told as an operator's own would be.
    pub fn change(
        &mut self,
        tx: &WorkspaceTx,
        [before, described, assigned, mut placed]: [Model; 4],
    ) -> Result<Vec<Effect>, Error> {
        let lead_id = before.id;
        if described != before {
            let event = DomainEvent::LeadUpdated { lead_id };
            self.events.push((event, changes(&before, &described)));
        }
        if assigned != described {
            let (owner_id, previous_owner_id) = (assigned.owner_id, described.owner_id);
            let event = DomainEvent::LeadAssigned { lead_id, owner_id, previous_owner_id };
            self.events.push((event, changes(&described, &assigned)));
        }
        if placed.stage_id != assigned.stage_id {
            let event = DomainEvent::LeadStageChanged {
                lead_id,
                stage_id: placed.stage_id,
                previous_stage_id: assigned.stage_id,
                status_type: placed.status_type.to_string(),
                lost_reason: placed.lost_reason.map(|reason| reason.to_string()),
            };
            self.events.push((event, changes(&assigned, &placed)));
        } else if placed != assigned {
            let event = DomainEvent::LeadUpdated { lead_id };
            self.events.push((event, changes(&assigned, &placed)));
        }
        derive_columns(&mut placed);
        if placed.owner_id != before.owner_id {
            self.desk.own(&mut placed, tx.now());
            self.handed_over.push((lead_id, placed.owner_id));
        }
        if !placed.status_type.is_live() {
            (placed.waiting_since, placed.protected_until) = (None, None);
            (placed.pool_key, placed.pooled_at) = (None, None);
        }
        placed.version += 1;
        placed.updated_at = tx.now();
        let effect = Effect::updated("lead", lead_id, &before, &placed)?;
        if placed.stage_id != before.stage_id {
            let at = placed.closed_at.unwrap_or(tx.now());
            self.moved.push(Entered::of(&placed, at));
        }
        self.changed.push(placed);
        Ok(vec![effect])
    }

    pub async fn store(self, tx: &WorkspaceTx) -> Result<(), Error> {
        let owned = self.leads.iter().filter_map(|lead| Some((lead.id, lead.owner_id?, tx.now())));
        let owned: Vec<_> = owned.collect();
        let waits = self.leads.iter().any(|lead| lead.waiting_since.is_some());
        let begun = self.leads.iter().map(Entered::by_history).collect();
        many::insert_all::<lead::Entity>(tx, self.leads).await?;
        stay::begin_all(tx, begun).await?;
        many::insert_all::<touch_entity::Entity>(tx, self.touches).await?;
        many::update_all::<lead::Entity>(tx, self.changed, Column::Id).await?;
        ownership::write_past(tx, &owned).await?;
        ownership::follow(tx, &self.handed_over, &Change::by(OwnershipStart::Entered)).await?;
        if waits {
            assignment::look_again(tx).await?;
        }
        stay::follow(tx, &self.moved).await?;
        tx.record_all(self.events).await
    }
}
