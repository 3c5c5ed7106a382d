use sea_orm::entity::prelude::*;

/// When a recurring job is due next. One row per schedule, shared by all nodes.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "schedule")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    pub next_run_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
