use crate::{
    entity::{lead, lead_activity, lead_review, lead_stage, touch},
    stay::{self, Entered},
};
use customers::import::{undo_attributes, with_work};
use exchange::{
    effect::{Effect, Undone},
    undo::Undo,
};
use kernel::{Error, WorkspaceScoped, WorkspaceTx};
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
    let undone = undo.finish()?;
    let leads: Vec<_> = effects.iter().filter(|it| it.object == "lead").map(|it| it.id).collect();
    follow_back(tx, &leads).await?;
    Ok(undone)
}

/// Leads that are in another stage again.
async fn follow_back(tx: &WorkspaceTx, ids: &[Uuid]) -> Result<(), Error> {
    let leads = tx.find::<lead::Entity>().filter(lead::Column::Id.is_in(ids.iter().copied()));
    let leads = leads.all(&tx.db).await?;
    let entered: Vec<_> = leads.iter().map(|lead| Entered::of(lead, tx.now())).collect();
    stay::follow(tx, &entered).await
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
    use {lead_activity as followed, lead_review as reviewed};
    grown.extend(naming::<followed::Entity>(tx, followed::Column::LeadId, ids).await?);
    grown.extend(naming::<reviewed::Entity>(tx, reviewed::Column::LeadId, ids).await?);
    grown.extend(naming::<lead::Entity>(tx, MergedIntoId, ids).await?);
    Ok(grown)
}

/// Which of these leads rows of a table name.
async fn naming<E: WorkspaceScoped>(
    tx: &WorkspaceTx,
    column: E::Column,
    ids: &[Uuid],
) -> Result<Vec<Uuid>, Error> {
    let rows = tx.find::<E>().select_only().column(column);
    let rows = rows.filter(column.is_in(ids.iter().copied())).distinct();
    Ok(rows.into_tuple().all(&tx.db).await?)
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
