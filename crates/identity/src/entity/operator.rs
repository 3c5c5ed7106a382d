use kernel::ids::OperatorId;
use sea_orm::entity::prelude::*;
use std::fmt;

/// Somebody who signs in, in however many workspaces. In the plain entity format, which leaves `Debug` to us.
#[derive(Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "operator")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OperatorId,
    #[sea_orm(unique)]
    pub email: String,
    pub name: String,
    /// None until an invitation was accepted.
    pub password_hash: Option<String>,
    pub locale: String,
    pub preferences: Json,
    pub disabled: bool,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The id only: the rest is personal, or a password's hash.
impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Operator({})", self.id)
    }
}
