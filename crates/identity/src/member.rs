//! Members of a workspace: who they are, their role, and whether they still have access.

use crate::{
    entity::{
        member::{Column, Entity, Model},
        operator,
    },
    role::Role,
};
use chrono::{DateTime, Utc};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Actor, Backend, Changes, Error, FieldError, Grant, WorkspaceTx,
    filter::Many,
    ids::{MemberId, OperatorId},
    page::{Keyset, Page, PageRequest, Sort},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, EntityTrait, ExprTrait as _, IntoActiveModel,
    JoinType, QueryFilter, QuerySelect, QueryTrait as _, RelationDef, Set,
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

kernel::words! {
    /// Whether a member has access.
    pub enum MemberStatus {
        /// May sign in.
        Active = "active",
        /// May not sign in until somebody says otherwise.
        Suspended = "suspended",
        /// Left the workspace. Kept because the audit trail names them.
        Removed = "removed",
    }
}

/// A member, as the others see them.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Member {
    pub id: MemberId,
    #[schema(max_length = 100)]
    pub name: String,
    #[schema(max_length = 254)]
    pub email: String,
    pub role: Role,
    pub status: MemberStatus,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// Enough of a member to show them beside something else.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct MemberRef {
    pub id: MemberId,
    #[schema(max_length = 100)]
    pub name: String,
}

#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct MemberFilter {
    /// Part of the name or e-mail address.
    #[param(max_length = 200)]
    pub q: Option<String>,
    /// Roles, separated by commas.
    #[param(value_type = Option<String>, example = "sales,success")]
    pub role: Option<Many<Role>>,
    /// `active`, `suspended`, `removed`; without it, all but those who left.
    #[param(value_type = Option<String>, example = "active")]
    pub status: Option<Many<MemberStatus>>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, Validate, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MemberPatch {
    pub role: Option<Role>,
    /// `active` or `suspended`.
    pub status: Option<MemberStatus>,
}

pub async fn list(
    tx: &WorkspaceTx,
    filter: &MemberFilter,
    page: &PageRequest,
) -> Result<Page<Member>, Error> {
    tx.require(Grant::MembersRead)?;
    let keyset = Keyset {
        sorts: &[Sort::by("created_at", Column::CreatedAt)],
        default_sort: "created_at",
        id: Column::Id,
        filter: format!("{filter:?}"),
    };
    let rows = keyset.page(tx, tx.find::<Entity>().filter(condition(filter)), page).await?;
    let people = operators(tx, rows.data.iter().map(|row| row.operator_id)).await?;
    Ok(rows.map(|row| view(&row, &people)))
}

pub async fn get(tx: &WorkspaceTx, id: MemberId) -> Result<Member, Error> {
    tx.require(Grant::MembersRead)?;
    let row = load(tx, id).await?;
    with_person(tx, row).await
}

/// Changes role or access. It holds from the member's next request on.
pub async fn update(tx: &WorkspaceTx, id: MemberId, patch: MemberPatch) -> Result<Member, Error> {
    tx.require(Grant::MembersWrite)?;
    if patch.status == Some(MemberStatus::Removed) {
        let field = FieldError::new("/status", "unknown_value");
        return Err(Error::invalid(vec![field.with("allowed", vec!["active", "suspended"])]));
    }
    let row = present(tx, id).await?;
    tx.expect_version(row.version)?;
    let (role, status) = (patch.role.unwrap_or(row.role), patch.status.unwrap_or(row.status));
    if (role, status) == (row.role, row.status) {
        return with_person(tx, row).await;
    }
    allow_change(tx, &row, role, status).await?;
    let row =
        change(tx, row, role, status, |member_id| DomainEvent::MemberUpdated { member_id }).await?;
    with_person(tx, row).await
}

/// Takes the member's access away for good. What they did stays under their name.
pub async fn remove(tx: &WorkspaceTx, id: MemberId) -> Result<(), Error> {
    tx.require(Grant::MembersWrite)?;
    let row = present(tx, id).await?;
    tx.expect_version(row.version)?;
    let role = row.role;
    allow_change(tx, &row, role, MemberStatus::Removed).await?;
    let removed = |member_id| DomainEvent::MemberRemoved { member_id };
    change(tx, row, role, MemberStatus::Removed, removed).await?;
    Ok(())
}

/// Whether this is an active member of the workspace, to whom something can be assigned.
pub async fn exists(tx: &WorkspaceTx, id: MemberId) -> Result<bool, Error> {
    let active = tx
        .find::<Entity>()
        .select_only()
        .column(Column::Id)
        .filter(Column::Id.eq(id))
        .filter(Column::Status.eq(MemberStatus::Active));
    Ok(active.into_tuple::<MemberId>().one(&tx.db).await?.is_some())
}

/// The names of these members, also of those who left, with one query.
pub async fn refs(
    tx: &WorkspaceTx,
    ids: impl IntoIterator<Item = MemberId>,
) -> Result<HashMap<MemberId, MemberRef>, Error> {
    let ids: std::collections::HashSet<MemberId> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let names = tx
        .find::<Entity>()
        .select_only()
        .column(Column::Id)
        .column(operator::Column::Name)
        .join(JoinType::InnerJoin, to_operator())
        .filter(Column::Id.is_in(ids))
        .into_tuple::<(MemberId, String)>()
        .all(&tx.db)
        .await?;
    Ok(names.into_iter().map(|(id, name)| (id, MemberRef { id, name })).collect())
}

/// The active members with name and e-mail address: for files that name them by either.
pub async fn contacts(tx: &WorkspaceTx) -> Result<Vec<(MemberId, String, String)>, Error> {
    let active = tx
        .find::<Entity>()
        .select_only()
        .column(Column::Id)
        .column(operator::Column::Name)
        .column(operator::Column::Email)
        .join(JoinType::InnerJoin, to_operator())
        .filter(Column::Status.eq(MemberStatus::Active));
    Ok(active.into_tuple().all(&tx.db).await?)
}

/// The active members whose role may do this, oldest first: for assignment and notices.
pub async fn with_grant(tx: &WorkspaceTx, grant: Grant) -> Result<Vec<MemberId>, Error> {
    let roles = Role::ALL.iter().copied().filter(|role| role.grants().contains(grant));
    let members = tx
        .find::<Entity>()
        .select_only()
        .column(Column::Id)
        .filter(Column::Role.is_in(roles))
        .filter(Column::Status.eq(MemberStatus::Active));
    Ok(sea_orm::QueryOrder::order_by_asc(members, Column::CreatedAt)
        .into_tuple()
        .all(&tx.db)
        .await?)
}

/// The ids of those who match, at most `limit`.
pub(crate) async fn ids(
    tx: &WorkspaceTx,
    filter: &MemberFilter,
    limit: u64,
) -> Result<Vec<MemberId>, Error> {
    let found = tx.find::<Entity>().select_only().column(Column::Id).filter(condition(filter));
    Ok(found.limit(limit).into_tuple().all(&tx.db).await?)
}

fn condition(filter: &MemberFilter) -> Condition {
    let statuses = filter.status.as_ref().map(|statuses| statuses.0.clone());
    let statuses = statuses.unwrap_or_else(|| vec![MemberStatus::Active, MemberStatus::Suspended]);
    Condition::all()
        .add(Column::Status.is_in(statuses))
        .add_option(filter.role.as_ref().map(|roles| Column::Role.is_in(roles.0.clone())))
        .add_option(filter.q.as_deref().map(|q| Column::OperatorId.in_subquery(operators_like(q))))
}

async fn load(tx: &WorkspaceTx, id: MemberId) -> Result<Model, Error> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    row.ok_or_else(|| Error::not_found("member"))
}

async fn present(tx: &WorkspaceTx, id: MemberId) -> Result<Model, Error> {
    let row = load(tx, id).await?;
    if row.status == MemberStatus::Removed {
        return Err(Error::not_found("member"));
    }
    Ok(row)
}

/// Who changes whom: nobody lifts anybody above themselves, and a workspace always keeps an owner.
async fn allow_change(
    tx: &WorkspaceTx,
    row: &Model,
    role: Role,
    status: MemberStatus,
) -> Result<(), Error> {
    let actor = actor_role(tx).await?;
    if !actor.may_assign(row.role) || !actor.may_assign(role) {
        return Err(Error::invalid_field("/role", "not_allowed"));
    }
    let stays_owner = role == Role::Owner && status == MemberStatus::Active;
    if row.role == Role::Owner && row.status == MemberStatus::Active && !stays_owner {
        keep_an_owner(tx, row.id).await?;
    }
    Ok(())
}

/// A key is no member: it counts as an admin, who can't touch owners. Perennial itself may do all.
pub(crate) async fn actor_role(tx: &WorkspaceTx) -> Result<Role, Error> {
    match tx.caller.actor {
        Actor::Member { member, .. } => Ok(load(tx, member).await?.role),
        Actor::System(_) => Ok(Role::Owner),
        Actor::ApiKey(_) | Actor::Visitor => Ok(Role::Admin),
    }
}

/// Locks the owners, so that two who step down at the same moment can't both succeed.
async fn keep_an_owner(tx: &WorkspaceTx, leaving: MemberId) -> Result<(), Error> {
    let mut owners = tx
        .find::<Entity>()
        .filter(Column::Role.eq(Role::Owner))
        .filter(Column::Status.eq(MemberStatus::Active));
    if tx.backend() == Backend::Postgres {
        owners = owners.lock_exclusive();
    }
    let others = owners.all(&tx.db).await?.into_iter().any(|owner| owner.id != leaving);
    if others {
        Ok(())
    } else {
        Err(Error::wrong_state(
            "the workspace would have no owner left",
            "工作区至少要有一位所有者",
        ))
    }
}

async fn change(
    tx: &WorkspaceTx,
    row: Model,
    role: Role,
    status: MemberStatus,
    event: impl FnOnce(MemberId) -> DomainEvent,
) -> Result<Model, Error> {
    let before = row.clone();
    let mut changed = row.into_active_model();
    changed.role = Set(role);
    changed.status = Set(status);
    changed.updated_at = Set(tx.now());
    changed.version = Set(before.version + 1);
    let after = changed.update(&tx.db).await?;
    tx.record_change(event(after.id), Changes::between(&before, &after)).await?;
    Ok(after)
}

fn to_operator() -> RelationDef {
    Entity::belongs_to(operator::Entity).from(Column::OperatorId).to(operator::Column::Id).into()
}

/// Ids of operators by part of name or address; only ever used below a workspace's members.
#[expect(
    clippy::disallowed_methods,
    reason = "the subquery of a query that is bound to the workspace"
)]
pub(crate) fn operators_like(question: &str) -> sea_orm::sea_query::SelectStatement {
    let found = Condition::any()
        .add(kernel::text::search_condition(operator::Column::Email, question))
        .add(name_like(question));
    operator::Entity::find().select_only().column(operator::Column::Id).filter(found).into_query()
}

fn name_like(question: &str) -> sea_orm::sea_query::Expr {
    use sea_orm::sea_query::{Expr, Func, LikeExpr};
    let pattern = kernel::text::like_pattern(question);
    let name = Func::lower(Expr::col(operator::Column::Name));
    Expr::expr(name).like(LikeExpr::new(pattern).escape('\\'))
}

async fn with_person(tx: &WorkspaceTx, row: Model) -> Result<Member, Error> {
    let people = operators(tx, [row.operator_id]).await?;
    Ok(view(&row, &people))
}

/// Operators stand above workspaces, so they are only ever loaded by the ids of members that were found.
#[expect(clippy::disallowed_methods, reason = "by the ids of the workspace's own members")]
async fn operators(
    tx: &WorkspaceTx,
    ids: impl IntoIterator<Item = OperatorId>,
) -> Result<HashMap<OperatorId, operator::Model>, Error> {
    let found =
        operator::Entity::find().filter(operator::Column::Id.is_in(ids)).all(&tx.db).await?;
    Ok(found.into_iter().map(|row| (row.id, row)).collect())
}

fn view(row: &Model, people: &HashMap<OperatorId, operator::Model>) -> Member {
    let person = people.get(&row.operator_id);
    Member {
        id: row.id,
        name: person.map(|person| person.name.clone()).unwrap_or_default(),
        email: person.map(|person| person.email.clone()).unwrap_or_default(),
        role: row.role,
        status: row.status,
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    }
}
