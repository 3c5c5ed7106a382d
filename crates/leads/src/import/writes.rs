use crate::{
    entity::{
        lead::{self, Column, Model},
        touch as touch_entity,
    },
    lead::{Captured, changes, derive_columns},
    source::{FormSource, Source},
    stay::{self, Entered},
    touch::{self, NewTouch},
    words::TouchKind,
};
use customers::rows as many;
use exchange::effect::Effect;
use jobs::{DomainEvent, Record as _};
use kernel::{Changes, Error, WorkspaceTx};

/// What is to be written for all rows.
#[derive(Default)]
pub(super) struct Writes {
    leads: Vec<Model>,
    touches: Vec<touch_entity::Model>,
    changed: Vec<Model>,
    moved: Vec<Entered>,
    events: Vec<(DomainEvent, Changes)>,
}

impl Writes {
    /// A new lead, with its first touch.
    pub fn create(&mut self, tx: &WorkspaceTx, mut lead: Model) -> Result<Vec<Effect>, Error> {
        derive_columns(&mut lead);
        let effect = Effect::created("lead", lead.id, &lead)?;
        let (channel_id, campaign_id) = (lead.channel_id, lead.campaign_id);
        let source = Source { channel_id, campaign_id, errors: Vec::new() };
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
        let begun = self.leads.iter().map(Entered::by_history).collect();
        many::insert_all::<lead::Entity>(tx, self.leads).await?;
        stay::begin(tx, begun).await?;
        many::insert_all::<touch_entity::Entity>(tx, self.touches).await?;
        many::update_all::<lead::Entity>(tx, self.changed, Column::Id).await?;
        stay::follow(tx, &self.moved).await?;
        tx.record_all(self.events).await
    }
}
