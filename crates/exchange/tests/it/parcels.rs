//! A target as a domain would write it, small enough to see through.

use exchange::{
    effect::{Effect, Undone},
    field::{Choice, Field, FieldKind, Label},
    row_error::Fault,
    target::{Apply, ImportRow, ImportTarget, NewAttribute, OnMatch, RowFault, RowOutcome},
    undo::Undo,
    value::Value,
};
use kernel::{Error, Grant, WorkspaceTx};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, Set};
use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicUsize, Ordering},
};
use uuid::Uuid;

#[expect(clippy::disallowed_methods, reason = "the entity derive calls EntityTrait::find")]
pub mod parcel {
    use kernel::ids::WorkspaceId;
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, DeriveEntityModel)]
    #[sea_orm(table_name = "parcel")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workspace_id: WorkspaceId,
        pub external_id: String,
        pub name: String,
        pub phone: Option<String>,
        pub size: Option<String>,
        pub attributes: Json,
        pub updated_at: DateTimeUtc,
        pub version: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}

    impl kernel::WorkspaceScoped for Entity {
        const WORKSPACE: Column = Column::WorkspaceId;
    }
}

/// As a migration would make them; `parcel_label` is what others build on a parcel.
pub const TABLES: [&str; 2] = [
    "CREATE TABLE parcel (id uuid PRIMARY KEY, workspace_id uuid NOT NULL, external_id text NOT NULL, name text NOT NULL, \
     phone text, size text, attributes jsonb NOT NULL, updated_at timestamp with time zone NOT NULL, version bigint NOT NULL)",
    "CREATE TABLE parcel_label (parcel_id uuid NOT NULL REFERENCES parcel (id))",
];

#[derive(Clone, Default)]
pub struct Parcels {
    /// Calls after which the database seems to be gone once; 0 for never.
    pub fails_at: Arc<AtomicUsize>,
    pub calls: Arc<AtomicUsize>,
    /// Answers as if all rows were new and writes nothing: what is left is the engine.
    pub only_counts: Arc<AtomicBool>,
}

#[async_trait::async_trait]
impl ImportTarget for Parcels {
    fn key(&self) -> &'static str {
        "parcels"
    }

    fn label(&self) -> Label {
        Label::new("包裹", "Parcels")
    }

    fn grant(&self) -> Grant {
        Grant::CustomersWrite
    }

    fn match_fields(&self) -> &'static [&'static str] {
        &["external_id"]
    }

    async fn fields(&self, _: &WorkspaceTx) -> Result<Vec<Field>, Error> {
        Ok(vec![
            Field::new("external_id", FieldKind::Text, "编号", "External id")
                .required()
                .unique()
                .max_length(20),
            Field::new("name", FieldKind::Text, "名称", "Name").max_length(20),
            Field::new("phone", FieldKind::Phone, "电话", "Phone"),
            Field::new("email", FieldKind::Email, "邮箱", "E-mail"),
            Field::new("size", FieldKind::Choice, "尺寸", "Size").choices([
                Choice::new("small", "小", "Small"),
                Choice::new("large", "大", "Large"),
            ]),
            Field::new("weight", FieldKind::Decimal, "重量", "Weight"),
            Field::new("pieces", FieldKind::Integer, "件数", "Pieces"),
            Field::new("price", FieldKind::Money, "价格", "Price"),
            Field::new("sent_on", FieldKind::Date, "发出日期", "Sent on"),
            Field::new("is_insured", FieldKind::Boolean, "保价", "Insured"),
        ])
    }

    async fn define_attributes(
        &self,
        _: &WorkspaceTx,
        _: &[NewAttribute],
    ) -> Result<Vec<Effect>, Error> {
        Ok(Vec::new())
    }

    async fn apply_rows(
        &self,
        tx: &WorkspaceTx,
        rows: &[ImportRow],
        apply: &Apply,
    ) -> Result<Vec<RowOutcome>, Error> {
        if self.only_counts.load(Ordering::SeqCst) {
            return Ok(rows.iter().map(|_| RowOutcome::Created(Vec::new())).collect());
        }
        let call = self.calls.fetch_add(1, Ordering::SeqCst) + 1;
        let keys: Vec<&str> = rows.iter().filter_map(|row| row.text("external_id")).collect();
        let found = tx
            .find::<parcel::Entity>()
            .filter(parcel::Column::ExternalId.is_in(keys))
            .all(&tx.db)
            .await?;
        let (mut outcomes, mut new) = (Vec::new(), Vec::new());
        for row in rows {
            let known = found
                .iter()
                .find(|parcel| Some(parcel.external_id.as_str()) == row.text("external_id"));
            outcomes.push(match known {
                _ if row.text("name") == Some("forbidden") => {
                    RowOutcome::Refused(vec![RowFault::of(
                        "name",
                        Fault::new("unknown_value").with("allowed", "anything else"),
                    )])
                }
                Some(_) if apply.on_match == OnMatch::Skip => RowOutcome::Skipped,
                Some(parcel) => update(tx, parcel.clone(), row).await?,
                None => create(tx, row, &mut new)?,
            });
        }
        if !new.is_empty() {
            parcel::Entity::insert_many(new).exec_without_returning(&tx.db).await?;
        }
        // After the writing: what fails here must leave nothing.
        if call == self.fails_at.load(Ordering::SeqCst) {
            return Err(Error::internal("the database is gone, as the test wants"));
        }
        Ok(outcomes)
    }

    async fn undo(&self, tx: &WorkspaceTx, effects: &[Effect]) -> Result<Vec<Undone>, Error> {
        let mut undo = Undo::new(tx, effects);
        undo.take_back::<parcel::Entity>("parcel", parcel::Column::Id).await?;
        undo.finish()
    }
}

fn fill(parcel: &mut parcel::Model, row: &ImportRow) {
    for (key, value) in &row.values {
        match (key.as_str(), value) {
            ("external_id", Value::Text(text)) => parcel.external_id.clone_from(text),
            ("name", Value::Text(text)) => parcel.name.clone_from(text),
            ("phone", Value::Phone(phone)) => parcel.phone = Some(phone.to_string()),
            ("size", Value::Choice(size)) => parcel.size = Some(size.clone()),
            _ => parcel.attributes[key.as_str()] = value.to_json(),
        }
    }
}

fn create(
    tx: &WorkspaceTx,
    row: &ImportRow,
    new: &mut Vec<parcel::ActiveModel>,
) -> Result<RowOutcome, Error> {
    let mut parcel = parcel::Model {
        id: tx.new_id::<Uuid>(),
        workspace_id: tx.workspace(),
        external_id: String::new(),
        name: String::new(),
        phone: None,
        size: None,
        attributes: serde_json::json!({}),
        updated_at: tx.now(),
        version: 1,
    };
    fill(&mut parcel, row);
    let effect = Effect::created("parcel", parcel.id, &parcel)?;
    new.push(parcel.into_active_model().reset_all());
    Ok(RowOutcome::Created(vec![effect]))
}

async fn update(
    tx: &WorkspaceTx,
    before: parcel::Model,
    row: &ImportRow,
) -> Result<RowOutcome, Error> {
    let mut after = before.clone();
    fill(&mut after, row);
    if after == before {
        return Ok(RowOutcome::Skipped);
    }
    after.version += 1;
    let mut changed = after.into_active_model().reset_all();
    changed.updated_at = Set(tx.now());
    let after = changed.update(&tx.db).await?;
    Ok(RowOutcome::Updated(vec![Effect::updated("parcel", after.id, &before, &after)?]))
}
