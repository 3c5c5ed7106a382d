use crate::entity::{
    lead::{self, Column, Entity},
    lead_stage, touch,
};
use customers::{
    attribute,
    entity::attribute_definition,
    import::{has_work, undo_attribute},
};
use exchange::effect::{Effect, Undone, take_back};
use kernel::{Error, WorkspaceTx};
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use std::collections::HashMap;

pub(super) async fn undo(tx: &WorkspaceTx, effects: &[Effect]) -> Result<Vec<Undone>, Error> {
    let stages = tx.find::<lead_stage::Entity>().all(&tx.db).await?;
    let stages: Stages = stages.into_iter().map(|row| (row.id.to_string(), row)).collect();
    let mut outcomes = Vec::with_capacity(effects.len());
    for effect in effects {
        outcomes.push(match effect.object.as_str() {
            "lead" if effect.before.is_none() && has_grown(tx, effect).await? => Undone::InUse,
            "lead" => take_back::<Entity, _>(tx, Column::Id, &up_to_date(effect, &stages)).await?,
            "attribute_definition" if has_values(tx, effect).await? => Undone::InUse,
            "attribute_definition" => undo_attribute(tx, effect).await?,
            _ => return Err(Error::internal(format!("no effect on {}", effect.object))),
        });
    }
    Ok(outcomes)
}

/// Whether others have built on a lead: what hangs on it would go with it.
async fn has_grown(tx: &WorkspaceTx, effect: &Effect) -> Result<bool, Error> {
    let touches = tx.find::<touch::Entity>().filter(touch::Column::LeadId.eq(effect.id));
    let merged = tx.find::<Entity>().filter(Column::MergedIntoId.eq(effect.id));
    // Its first touch came with it.
    Ok(touches.count(&tx.db).await? > 1
        || merged.count(&tx.db).await? > 0
        || has_work(tx, effect).await?)
}

async fn has_values(tx: &WorkspaceTx, effect: &Effect) -> Result<bool, Error> {
    use attribute_definition::Entity as Definition;
    let by_id = attribute_definition::Column::Id.eq(effect.id);
    let Some(row) = tx.find::<Definition>().filter(by_id).one(&tx.db).await? else {
        return Ok(false);
    };
    let has = attribute::has_value(tx.backend(), Column::Attributes, &row.key);
    Ok(tx.find::<lead::Entity>().filter(has).count(&tx.db).await? > 0)
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
