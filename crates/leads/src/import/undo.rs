use crate::entity::{lead, lead_stage, touch};
use customers::import::{undo_attributes, with_work};
use exchange::{
    effect::{Effect, Undone},
    undo::Undo,
};
use kernel::{Error, WorkspaceTx};
use sea_orm::{ColumnTrait as _, ExprTrait as _, QueryFilter as _, QuerySelect as _};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

pub(super) async fn undo(tx: &WorkspaceTx, effects: &[Effect]) -> Result<Vec<Undone>, Error> {
    let stages = tx.find::<lead_stage::Entity>().all(&tx.db).await?;
    let stages: Stages = stages.into_iter().map(|row| (row.id.to_string(), row)).collect();
    let effects: Vec<Effect> = effects.iter().map(|effect| up_to_date(effect, &stages)).collect();
    let mut undo = Undo::new(tx, &effects);
    undo.keep("lead", &grown(tx, &undo.created("lead")).await?);
    undo.take_back::<lead::Entity>("lead", lead::Column::Id).await?;
    undo_attributes::<lead::Entity>(tx, &mut undo, lead::Column::Attributes).await?;
    undo.finish()
}

/// Leads that others have built on: what hangs on them would go with them.
async fn grown(tx: &WorkspaceTx, ids: &[Uuid]) -> Result<HashSet<Uuid>, Error> {
    use lead::Column::MergedIntoId;
    use touch::Column::LeadId;
    let ids_of = || ids.iter().copied();
    let mut grown = with_work(tx, ids).await?;
    let touched = tx.find::<touch::Entity>().select_only().column(LeadId);
    let touched = touched.filter(LeadId.is_in(ids_of())).group_by(LeadId);
    // The first touch came with the lead.
    let touched = touched.having(touch::Column::Id.count().gt(1)).into_tuple::<Uuid>();
    grown.extend(touched.all(&tx.db).await?);
    let winners = tx.find::<lead::Entity>().select_only().column(MergedIntoId);
    let winners = winners.filter(MergedIntoId.is_in(ids_of())).into_tuple::<Uuid>();
    grown.extend(winners.all(&tx.db).await?);
    Ok(grown)
}

/// By id as it stands in images.
type Stages = HashMap<String, lead_stage::Model>;

/// Images with what leads keep of their stage as it is today: whoever orders the stages anew changes no lead.
fn up_to_date(effect: &Effect, stages: &Stages) -> Effect {
    let mut effect = effect.clone();
    for image in effect.before.iter_mut().chain([&mut effect.after]) {
        let stage = image.get("stage_id").and_then(Value::as_str).and_then(|id| stages.get(id));
        if let Some(stage) = stage {
            image["stage_position"] = json!(stage.position);
            image["status_type"] = json!(stage.status_type);
        }
    }
    effect
}
