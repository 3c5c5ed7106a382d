use super::{InvitationState, PURPOSE, state};
use crate::{
    entity::{
        invitation::{Column, Entity, Model},
        member, operator, workspace,
    },
    link_token,
    member::MemberStatus,
    password::Password,
    profile,
    session::{self, Client, SignedIn},
    setup,
    workspace::add_member,
};
use chrono::{DateTime, Utc};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Actor, Backend, Caller, Code, Db, Error, FieldError, SystemTx, WorkspaceTx, ids::MemberId,
    locale::Locale,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, IntoActiveModel, QueryFilter, QuerySelect, Set};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

const MAX_NAME: usize = 100;

/// What somebody sees before they accept.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct InvitationPreview {
    #[schema(max_length = 100)]
    pub workspace_name: String,
    #[schema(max_length = 254)]
    pub email: String,
    pub role: crate::role::Role,
    pub expires_at: DateTime<Utc>,
    /// Whether they are new here and choose a name and a password.
    pub needs_password: bool,
}

#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptInvitation {
    /// Needed from somebody who is new here.
    #[schema(min_length = 1, max_length = 100)]
    pub name: Option<String>,
    /// A new one from somebody who is new here, their own from somebody who has one.
    pub password: Option<Password>,
}

pub async fn preview(db: &Db, token: &str) -> Result<InvitationPreview, Error> {
    let tx = SystemTx::read(db).await?;
    let row = open(&tx, token).await?;
    let workspace =
        tx.find::<workspace::Entity>().filter(workspace::Column::Id.eq(row.workspace_id));
    let workspace = workspace.one(&tx.db).await?.ok_or_else(|| Error::refused(Code::Gone))?;
    let known = person(&tx, &row.email).await?;
    Ok(InvitationPreview {
        workspace_name: workspace.name,
        email: row.email,
        role: row.role,
        expires_at: row.expires_at,
        needs_password: known.is_none_or(|person| person.password_hash.is_none()),
    })
}

/// Joins the workspace and signs in. Whoever is new here chooses name and password; whoever has a password proves
/// that it is theirs, so that a mail that went astray gives nobody an existing account.
pub async fn accept(
    db: &Db,
    token: &str,
    input: AcceptInvitation,
    client: &Client,
) -> Result<SignedIn, Error> {
    let read = SystemTx::read(db).await?;
    let row = open(&read, token).await?;
    let known = person(&read, &row.email).await?;
    drop(read);
    let hash = match known.as_ref().and_then(|person| person.password_hash.clone()) {
        Some(hash) => {
            prove(db, &row.email, &input, hash, client).await?;
            None
        }
        None => Some(new_hash(db, &row.email, &input).await?),
    };

    let tx = SystemTx::write(db).await?;
    let row = open(&tx, token).await?;
    let operator = match (person(&tx, &row.email).await?, hash) {
        (Some(person), None) if !person.disabled => person,
        (Some(person), Some(hash)) if person.password_hash.is_none() => {
            setup::set_password(&tx, person, hash).await?
        }
        (None, Some(hash)) => {
            let name = input.name.as_deref().unwrap_or_default();
            let locale = workspace_locale(&tx, &row).await?;
            setup::new_operator(&tx, &row.email, name, locale, Some(hash)).await?
        }
        // Somebody with this address appeared or was disabled in between.
        _ => return Err(Error::refused(Code::Gone)),
    };
    let workspace = row.workspace_id;
    join(tx, row, &operator, client).await?;
    let tx = SystemTx::write(db).await?;
    let me = profile::load(&tx, operator, Some(workspace), true).await?;
    session::begin(tx, me, client).await
}

async fn prove(
    db: &Db,
    email: &str,
    input: &AcceptInvitation,
    hash: String,
    client: &Client,
) -> Result<(), Error> {
    let Some(password) = input.password.clone() else {
        return Err(Error::invalid_field("/password", "required"));
    };
    let counters = crate::attempt::Counters::of(email, client.ip_address.as_deref(), &db.secret);
    let tx = SystemTx::write(db).await?;
    counters.count(&tx).await?;
    tx.commit().await?;
    if !password.matches(Some(hash)).await? {
        return Err(Error::refused(Code::WrongCredentials));
    }
    let tx = SystemTx::write(db).await?;
    counters.succeed(&tx).await?;
    tx.commit().await
}

async fn new_hash(db: &Db, email: &str, input: &AcceptInvitation) -> Result<String, Error> {
    let name = input.name.as_deref().unwrap_or_default().trim();
    let local = email.split('@').next().unwrap_or_default();
    let mut wrong = Vec::new();
    if name.is_empty() {
        wrong.push(FieldError::new("/name", "required"));
    }
    if name.chars().count() > MAX_NAME {
        wrong.push(FieldError::new("/name", "too_long").with("max", MAX_NAME));
    }
    let Some(password) = input.password.clone() else {
        wrong.push(FieldError::new("/password", "required"));
        return Err(Error::invalid(wrong));
    };
    wrong.extend(password.problem("/password", &[email, local, name]));
    if wrong.is_empty() {
        password.hash(db.random.as_ref()).await
    } else {
        Err(Error::invalid(wrong))
    }
}

/// The invitation behind a token. Every reason why it doesn't work is answered alike.
async fn open(tx: &SystemTx, token: &str) -> Result<Model, Error> {
    let gone = || Error::refused(Code::Gone);
    let id = link_token::row_of(token).ok_or_else(gone)?;
    let mut select = tx.find::<Entity>().filter(Column::Id.eq(id));
    if tx.backend() == Backend::Postgres {
        select = select.lock_exclusive();
    }
    let row = select.one(&tx.db).await?.ok_or_else(gone)?;
    let opens = link_token::opens(PURPOSE, token, row.id.uuid(), &row.nonce, tx.secret());
    let works = opens && state(&row, tx.now()) == InvitationState::Pending;
    if works { Ok(row) } else { Err(gone()) }
}

async fn person(tx: &SystemTx, email: &str) -> Result<Option<operator::Model>, Error> {
    let found = tx.find::<operator::Entity>().filter(operator::Column::Email.eq(email));
    Ok(found.one(&tx.db).await?)
}

async fn workspace_locale(tx: &SystemTx, row: &Model) -> Result<Locale, Error> {
    let found = tx.find::<workspace::Entity>().filter(workspace::Column::Id.eq(row.workspace_id));
    let workspace = found.one(&tx.db).await?.ok_or_else(|| Error::refused(Code::Gone))?;
    Ok(workspace.locale.parse().unwrap_or_default())
}

/// Makes the person a member, or one again, and commits it with the invitation's end.
async fn join(
    tx: SystemTx,
    row: Model,
    operator: &operator::Model,
    client: &Client,
) -> Result<(), Error> {
    let earlier = tx
        .find::<member::Entity>()
        .filter(member::Column::WorkspaceId.eq(row.workspace_id))
        .filter(member::Column::OperatorId.eq(operator.id))
        .one(&tx.db)
        .await?;
    let member_id: MemberId = earlier.as_ref().map_or_else(|| tx.new_id(), |member| member.id);
    let caller = Caller {
        workspace: row.workspace_id,
        actor: Actor::Member { member: member_id, operator: operator.id },
        grants: row.role.grants(),
        request_id: client.request_id.clone(),
        expected_version: None,
    };
    let tx = tx.into_workspace(caller).await?;
    let role = row.role;
    match earlier {
        None => add_member(&tx, member_id, operator.id, role).await?,
        Some(earlier) => rejoin(&tx, earlier, role).await?,
    }
    let version = row.version;
    let mut accepted = row.into_active_model();
    accepted.accepted_at = Set(Some(tx.now()));
    accepted.updated_at = Set(tx.now());
    accepted.version = Set(version + 1);
    accepted.update(&tx.db).await?;
    tx.record(DomainEvent::MemberJoined { member_id, role: role.to_string() }).await?;
    tx.commit().await
}

async fn rejoin(
    tx: &WorkspaceTx,
    earlier: member::Model,
    role: crate::role::Role,
) -> Result<(), Error> {
    let version = earlier.version;
    let mut member = earlier.into_active_model();
    member.role = Set(role);
    member.status = Set(MemberStatus::Active);
    member.updated_at = Set(tx.now());
    member.version = Set(version + 1);
    member.update(&tx.db).await?;
    Ok(())
}
