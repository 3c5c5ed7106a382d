//! Who is signed in, where, and what they may do there.

use crate::{
    entity::{member, operator, workspace},
    member::MemberStatus,
    role::Role,
};
use kernel::{
    Code, Error, Grant, SystemTx,
    ids::{MemberId, OperatorId, WorkspaceId},
    locale::Locale,
    money::Currency,
    zone::Zone,
};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// The person.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct OperatorProfile {
    pub id: OperatorId,
    #[schema(max_length = 100)]
    pub name: String,
    #[schema(max_length = 254)]
    pub email: String,
    pub locale: Locale,
    /// Whatever the screens keep for this person: theme, density.
    #[schema(value_type = std::collections::HashMap<String, Value>)]
    pub preferences: Value,
    pub version: i64,
}

impl From<operator::Model> for OperatorProfile {
    fn from(row: operator::Model) -> Self {
        Self {
            id: row.id,
            name: row.name,
            email: row.email,
            locale: row.locale.parse().unwrap_or_default(),
            preferences: row.preferences,
            version: row.version,
        }
    }
}

/// The workspace the session is in.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct WorkspaceProfile {
    pub id: WorkspaceId,
    #[schema(max_length = 100)]
    pub name: String,
    #[schema(max_length = 64)]
    pub slug: String,
    pub locale: Locale,
    pub time_zone: Zone,
    pub currency: Currency,
}

/// The membership through which they act.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct MemberProfile {
    pub id: MemberId,
    pub role: Role,
    #[schema(max_items = 64)]
    pub grants: Vec<Grant>,
}

/// A workspace that the person may switch to.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct WorkspaceChoice {
    pub id: WorkspaceId,
    #[schema(max_length = 100)]
    pub name: String,
    pub role: Role,
}

/// Who is signed in, where, and what they may do there.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Me {
    pub operator: OperatorProfile,
    pub workspace: WorkspaceProfile,
    pub member: MemberProfile,
    #[schema(max_items = 1000)]
    pub workspaces: Vec<WorkspaceChoice>,
}

/// The operator in the workspace they asked for, or else in the one they joined first.
pub(crate) async fn load(
    tx: &SystemTx,
    operator: operator::Model,
    preferred: Option<WorkspaceId>,
    strictly: bool,
) -> Result<Me, Error> {
    let memberships = memberships(tx, operator.id).await?;
    let asked = memberships.iter().find(|(member, _)| Some(member.workspace_id) == preferred);
    let chosen =
        if strictly && preferred.is_some() { asked } else { asked.or(memberships.first()) };
    let Some((member, workspace)) = chosen else {
        return Err(Error::refused(Code::NoWorkspace));
    };
    Ok(Me {
        operator: operator.into(),
        workspace: workspace_profile(workspace)?,
        member: MemberProfile {
            id: member.id,
            role: member.role,
            grants: member.role.grants().iter().collect(),
        },
        workspaces: memberships.iter().map(choice).collect(),
    })
}

/// The same for a caller who is in the workspace already.
pub async fn me(tx: &SystemTx, operator: OperatorId, workspace: WorkspaceId) -> Result<Me, Error> {
    let row = operator_row(tx, operator).await?;
    load(tx, row, Some(workspace), true).await
}

pub(crate) async fn operator_row(
    tx: &SystemTx,
    operator: OperatorId,
) -> Result<operator::Model, Error> {
    let row = tx.find::<operator::Entity>().filter(operator::Column::Id.eq(operator));
    row.one(&tx.db).await?.ok_or_else(|| Error::refused(Code::Unauthenticated))
}

async fn memberships(
    tx: &SystemTx,
    operator: OperatorId,
) -> Result<Vec<(member::Model, workspace::Model)>, Error> {
    let members = tx
        .find::<member::Entity>()
        .filter(member::Column::OperatorId.eq(operator))
        .filter(member::Column::Status.eq(MemberStatus::Active))
        .order_by_asc(member::Column::CreatedAt)
        .order_by_asc(member::Column::Id)
        .all(&tx.db)
        .await?;
    let ids = members.iter().map(|member| member.workspace_id);
    let mut workspaces =
        tx.find::<workspace::Entity>().filter(workspace::Column::Id.is_in(ids)).all(&tx.db).await?;
    let take = |member: member::Model| {
        let at = workspaces.iter().position(|row| row.id == member.workspace_id)?;
        Some((member, workspaces.swap_remove(at)))
    };
    Ok(members.into_iter().filter_map(take).collect())
}

fn choice((member, workspace): &(member::Model, workspace::Model)) -> WorkspaceChoice {
    WorkspaceChoice { id: workspace.id, name: workspace.name.clone(), role: member.role }
}

fn workspace_profile(row: &workspace::Model) -> Result<WorkspaceProfile, Error> {
    Ok(WorkspaceProfile {
        id: row.id,
        name: row.name.clone(),
        slug: row.slug.clone(),
        locale: row.locale.parse().map_err(Error::internal)?,
        time_zone: row.time_zone.parse().map_err(Error::internal)?,
        currency: row.currency.parse().map_err(Error::internal)?,
    })
}
