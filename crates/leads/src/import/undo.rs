use crate::{
    entity::{lead, lead_activity, lead_ownership, lead_review, lead_stage, touch},
    ownership::{self, Change},
    stay::{self, Entered},
    words::OwnershipStart,
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
    let routed = Routed::read(tx, effects).await?;
    let effects: Vec<Effect> =
        effects.iter().map(|effect| routed.up_to_date(up_to_date(effect, &stages))).collect();
    let mut undo = Undo::new(tx, &effects);
    undo.keep("lead", &grown(tx, &undo.created("lead")).await?);
    undo.take_back::<lead::Entity>("lead", lead::Column::Id).await?;
    undo_attributes::<lead::Entity>(tx, &mut undo, lead::Column::Attributes).await?;
    let outcomes = undo.finish()?;
    follow_owners(tx, &effects).await?;
    let leads: Vec<_> = effects.iter().filter(|it| it.object == "lead").map(|it| it.id).collect();
    follow_back(tx, &leads).await?;
    Ok(outcomes)
}

/// What routing keeps of a lead, which moves on by itself and is nobody's change.
const ROUTING: [&str; 10] = [
    "pool_key",
    "pooled_at",
    "owned_since",
    "protected_until",
    "warned_at",
    "escalated_at",
    "waiting_since",
    "waiting_reason",
    "response_state",
    "response_due_at",
];

/// The leads as they are, and those whose owner the rules of assignment found.
struct Routed {
    rows: HashMap<Uuid, Value>,
    by_rule: HashSet<Uuid>,
}

impl Routed {
    async fn read(tx: &WorkspaceTx, effects: &[Effect]) -> Result<Self, Error> {
        use lead_ownership::Column as Of;
        let ids: Vec<Uuid> =
            effects.iter().filter(|it| it.object == "lead").map(|it| it.id).collect();
        let rows = tx.find::<lead::Entity>().filter(lead::Column::Id.is_in(ids.iter().copied()));
        let mut images = HashMap::new();
        for row in rows.all(&tx.db).await? {
            images.insert(row.id.uuid(), serde_json::to_value(&row).map_err(Error::internal)?);
        }
        let by_rule = tx.find::<lead_ownership::Entity>().select_only().column(Of::LeadId);
        let by_rule = by_rule.filter(Of::LeadId.is_in(ids)).filter(Of::UntilAt.is_null());
        let by_rule = by_rule.filter(Of::Started.eq(OwnershipStart::Routed)).into_tuple::<Uuid>();
        let by_rule = by_rule.all(&tx.db).await?.into_iter().collect();
        Ok(Self { rows: images, by_rule })
    }

    fn up_to_date(&self, mut effect: Effect) -> Effect {
        let Some(row) = self.rows.get(&effect.id) else { return effect };
        // What an owner had before the import comes back with the owner.
        let after_owner = effect.after["owner_id"].clone();
        let before = effect.before.iter_mut().filter(|image| image["owner_id"] == after_owner);
        for image in before.chain([&mut effect.after]) {
            for column in ROUTING {
                image[column] = row[column].clone();
            }
        }
        if effect.before.is_none() && self.by_rule.contains(&effect.id) {
            effect.after["owner_id"] = row["owner_id"].clone();
        }
        effect
    }
}

/// The ledger of owners follows the leads that got theirs back.
async fn follow_owners(tx: &WorkspaceTx, effects: &[Effect]) -> Result<(), Error> {
    use lead::Column::{Id, OwnerId};
    let changed = effects.iter().filter(|it| it.object == "lead" && it.before.is_some());
    let ids: Vec<Uuid> = changed.map(|effect| effect.id).collect();
    let rows = tx.find::<lead::Entity>().select_only().columns([Id, OwnerId]);
    let rows = rows.filter(Id.is_in(ids)).into_tuple().all(&tx.db).await?;
    ownership::follow(tx, &rows, &Change::by(OwnershipStart::Entered)).await
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
    grown.extend(naming::<lead_activity::Entity>(tx, lead_activity::Column::LeadId, ids).await?);
    grown.extend(naming::<lead_review::Entity>(tx, lead_review::Column::LeadId, ids).await?);
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
