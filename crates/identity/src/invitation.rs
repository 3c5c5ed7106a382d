//! Invitations: by e-mail, for one role, for a week. Whoever opens the link proves that the address is theirs.

mod acceptance;
mod sending;

pub use acceptance::{AcceptInvitation, InvitationPreview, accept, preview};
pub(crate) use sending::{Send, Sender};

use crate::{
    entity::{
        invitation::{ActiveModel, Column, Entity, Model},
        member, operator,
    },
    member::{MemberStatus, actor_role},
    refresh_token::random_text,
    role::Role,
};
use chrono::{DateTime, TimeDelta, Utc};
use jobs::{DomainEvent, Enqueue as _, Record as _, When};
use kernel::{
    Error, FieldError, Findings, Grant, OnConflict as _, WorkspaceTx,
    email::Email,
    filter::Many,
    ids::{InvitationId, MemberId},
    page::{Keyset, Page, PageRequest, Sort},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, IntoActiveModel, QueryFilter, QuerySelect as _,
    QueryTrait as _, Set,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

const PURPOSE: &str = "invitation";
const VALID_FOR: TimeDelta = TimeDelta::days(7);

kernel::words! {
    /// What became of an invitation.
    pub enum InvitationState {
        /// It waits for an answer.
        Pending = "pending",
        /// The person joined.
        Accepted = "accepted",
        /// Somebody took it back.
        Revoked = "revoked",
        /// Nobody answered in time.
        Expired = "expired",
    }
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Invitation {
    pub id: InvitationId,
    #[schema(max_length = 254)]
    pub email: String,
    pub role: Role,
    pub state: InvitationState,
    pub invited_by: Option<MemberId>,
    pub sent_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewInvitation {
    #[validate(custom(function = kernel::email::validate))]
    #[schema(min_length = 3, max_length = 254, example = "wang.fang@example.cn")]
    pub email: String,
    pub role: Role,
}

#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct InvitationFilter {
    /// `pending`, `accepted`, `revoked`, `expired`; several separated by commas.
    #[param(value_type = Option<String>, example = "pending")]
    pub state: Option<Many<InvitationState>>,
}

pub async fn list(
    tx: &WorkspaceTx,
    filter: &InvitationFilter,
    page: &PageRequest,
) -> Result<Page<Invitation>, Error> {
    tx.require(Grant::MembersRead)?;
    let condition = filter.state.as_ref().map(|states| {
        let each = states.0.iter().map(|state| in_state(*state, tx.now()));
        each.fold(Condition::any(), Condition::add)
    });
    let keyset = Keyset {
        sorts: &[Sort::by("created_at", Column::CreatedAt)],
        default_sort: "-created_at",
        id: Column::Id,
        filter: format!("{filter:?}"),
    };
    let select = tx.find::<Entity>().filter(Condition::all().add_option(condition));
    let rows = keyset.page(tx, select, page).await?;
    Ok(rows.map(|row| view(row, tx.now())))
}

/// Invites somebody and sends them the link.
pub async fn create(tx: &WorkspaceTx, input: NewInvitation) -> Result<Invitation, Error> {
    tx.require(Grant::MembersWrite)?;
    let mut wrong = Findings::of(&input);
    if !actor_role(tx).await?.may_assign(input.role) {
        wrong.add(FieldError::new("/role", "not_allowed"));
    }
    wrong.finish()?;
    let email: Email = input.email.parse().map_err(Error::internal)?;
    if is_member(tx, email.as_str()).await? {
        return Err(Error::conflict("member", "/email"));
    }
    end_expired(tx, email.as_str()).await?;
    let row = ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        email: Set(email.to_string()),
        role: Set(input.role),
        nonce: Set(random_text(tx.random())),
        invited_by: Set(tx.caller.member()),
        sent_at: Set(tx.now()),
        expires_at: Set(tx.now() + VALID_FOR),
        accepted_at: Set(None),
        revoked_at: Set(None),
        created_at: Set(tx.now()),
        updated_at: Set(tx.now()),
        version: Set(1),
    };
    let row = row.insert(&tx.db).await.or_conflict("invitation", "/email")?;
    let role = row.role.to_string();
    tx.record(DomainEvent::InvitationCreated { invitation_id: row.id, role }).await?;
    tx.enqueue(&Send::of(&row), When::Now).await?;
    Ok(view(row, tx.now()))
}

/// Sends a new link; the old one stops working.
pub async fn resend(tx: &WorkspaceTx, id: InvitationId) -> Result<Invitation, Error> {
    tx.require(Grant::MembersWrite)?;
    let row = open(tx, id).await?;
    if !actor_role(tx).await?.may_assign(row.role) {
        return Err(Error::invalid_field("/role", "not_allowed"));
    }
    let version = row.version;
    let mut changed = row.into_active_model();
    changed.nonce = Set(random_text(tx.random()));
    changed.sent_at = Set(tx.now());
    changed.expires_at = Set(tx.now() + VALID_FOR);
    changed.updated_at = Set(tx.now());
    changed.version = Set(version + 1);
    let row = changed.update(&tx.db).await?;
    tx.record(DomainEvent::InvitationResent { invitation_id: id }).await?;
    tx.enqueue(&Send::of(&row), When::Now).await?;
    Ok(view(row, tx.now()))
}

pub async fn revoke(tx: &WorkspaceTx, id: InvitationId) -> Result<Invitation, Error> {
    tx.require(Grant::MembersWrite)?;
    let row = open(tx, id).await?;
    let version = row.version;
    let mut changed = row.into_active_model();
    changed.revoked_at = Set(Some(tx.now()));
    changed.updated_at = Set(tx.now());
    changed.version = Set(version + 1);
    let row = changed.update(&tx.db).await?;
    tx.record(DomainEvent::InvitationRevoked { invitation_id: id }).await?;
    Ok(view(row, tx.now()))
}

async fn open(tx: &WorkspaceTx, id: InvitationId) -> Result<Model, Error> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    let row = row.ok_or_else(|| Error::not_found("invitation"))?;
    tx.expect_version(row.version)?;
    match state(&row, tx.now()) {
        InvitationState::Pending | InvitationState::Expired => Ok(row),
        InvitationState::Accepted => {
            Err(Error::wrong_state("the invitation was accepted", "该邀请已被接受"))
        }
        InvitationState::Revoked => {
            Err(Error::wrong_state("the invitation was taken back", "该邀请已撤回"))
        }
    }
}

/// Whether somebody with this address is in the workspace already.
#[expect(
    clippy::disallowed_methods,
    reason = "the subquery of a query that is bound to the workspace"
)]
async fn is_member(tx: &WorkspaceTx, email: &str) -> Result<bool, Error> {
    use sea_orm::EntityTrait as _;
    let person = operator::Entity::find()
        .select_only()
        .column(operator::Column::Id)
        .filter(operator::Column::Email.eq(email));
    let found = tx
        .find::<member::Entity>()
        .filter(member::Column::Status.ne(MemberStatus::Removed))
        .filter(member::Column::OperatorId.in_subquery(person.into_query()));
    Ok(found.one(&tx.db).await?.is_some())
}

/// An invitation that nobody answered in time must not stand in the way of a new one.
async fn end_expired(tx: &WorkspaceTx, email: &str) -> Result<(), Error> {
    tx.update::<Entity>()
        .col_expr(Column::RevokedAt, sea_orm::sea_query::Expr::value(tx.now()))
        .filter(Column::Email.eq(email))
        .filter(in_state(InvitationState::Expired, tx.now()))
        .exec(&tx.db)
        .await?;
    Ok(())
}

fn in_state(state: InvitationState, now: DateTime<Utc>) -> Condition {
    let unsettled =
        || Condition::all().add(Column::AcceptedAt.is_null()).add(Column::RevokedAt.is_null());
    match state {
        InvitationState::Pending => unsettled().add(Column::ExpiresAt.gt(now)),
        InvitationState::Expired => unsettled().add(Column::ExpiresAt.lte(now)),
        InvitationState::Accepted => Condition::all().add(Column::AcceptedAt.is_not_null()),
        InvitationState::Revoked => Condition::all().add(Column::RevokedAt.is_not_null()),
    }
}

fn state(row: &Model, now: DateTime<Utc>) -> InvitationState {
    if row.accepted_at.is_some() {
        InvitationState::Accepted
    } else if row.revoked_at.is_some() {
        InvitationState::Revoked
    } else if row.expires_at <= now {
        InvitationState::Expired
    } else {
        InvitationState::Pending
    }
}

fn view(row: Model, now: DateTime<Utc>) -> Invitation {
    Invitation {
        id: row.id,
        state: state(&row, now),
        email: row.email,
        role: row.role,
        invited_by: row.invited_by,
        sent_at: row.sent_at,
        expires_at: row.expires_at,
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    }
}
