use crate::validity::CriteriaList;
use kernel::ids::{ValidityPolicyId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// When a lead counts as valid; one row a workspace, once somebody changed what is usual.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "validity_policy")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ValidityPolicyId,
    pub workspace_id: WorkspaceId,
    pub must_be_yes: CriteriaList,
    pub must_not_be_no: CriteriaList,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
