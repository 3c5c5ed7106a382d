//! How an installation gets its workspaces: by signing up, and by commands of the server.

use crate::{
    api_key::{self, ApiKeyWithSecret, NewApiKey},
    entity::operator::{ActiveModel, Column, Entity, Model},
    password::Password,
    profile,
    session::{self, Client, SignedIn},
    workspace::{self, NewWorkspace},
};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Actor, Backend, Caller, Code, Db, Error, FieldError, Findings, SystemTx, WorkspaceTx,
    email::Email,
    ids::{MemberId, OperatorId, WorkspaceId},
    locale::Locale,
    zone::Zone,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, IntoActiveModel, QueryFilter, QuerySelect, Set,
};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use validator::Validate;

/// Any number that only we use: of two first sign-ups at once, one waits and is refused.
const SIGN_UP_LOCK: i64 = 0x7065_7369_676e;

/// Who may create a workspace by signing up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignUpPolicy {
    /// Only while there is no operator at all: the first owner of a new installation.
    First,
    /// Anybody.
    Open,
    /// Nobody; workspaces come from the command line.
    Closed,
}

/// What the first owner of a workspace signs up with.
#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignUp {
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100, example = "Evergreen Software")]
    pub workspace_name: String,
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100, example = "Li Wei")]
    pub name: String,
    #[validate(custom(function = kernel::email::validate))]
    #[schema(min_length = 3, max_length = 254, example = "li.wei@example.cn")]
    pub email: String,
    pub password: Password,
    #[serde(default)]
    pub locale: Locale,
    #[serde(default = "shanghai")]
    pub time_zone: Zone,
}

fn shanghai() -> Zone {
    Zone::SHANGHAI
}

/// A workspace made by a command.
#[derive(Clone, Copy, Debug)]
pub struct CreatedWorkspace {
    pub workspace: WorkspaceId,
    pub owner: MemberId,
    pub operator: OperatorId,
}

/// Whether [`sign_up`] would be allowed now.
pub async fn is_sign_up_open(db: &Db, policy: SignUpPolicy) -> Result<bool, Error> {
    let tx = SystemTx::read(db).await?;
    is_open(&tx, policy).await
}

/// Makes a workspace with its owner, who is signed in then. `furnish` gives it, in the same transaction, the
/// defaults of the rooms above this one: whoever sees the workspace can work in it.
pub async fn sign_up(
    db: &Db,
    policy: SignUpPolicy,
    input: SignUp,
    client: &Client,
    furnish: impl AsyncFnOnce(&WorkspaceTx, Locale) -> Result<(), Error>,
) -> Result<SignedIn, Error> {
    // Asked before the costly hash, and again inside the transaction, where the answer can't change any more.
    if !is_sign_up_open(db, policy).await? {
        return Err(Error::refused(Code::SignUpClosed));
    }
    check(&input)?;
    let hash = input.password.clone().hash(db.random.as_ref()).await?;
    let tx = SystemTx::write(db).await?;
    lock(&tx).await?;
    if !is_open(&tx, policy).await? {
        return Err(Error::refused(Code::SignUpClosed));
    }
    if find(&tx, &input.email).await?.is_some() {
        return Err(Error::conflict("operator", "/email"));
    }
    let owner = add_operator(&tx, &input, hash).await?;
    let (tx, _) = workspace::create(tx, new_workspace(&input), &owner, &client.request_id).await?;
    furnish(&tx, input.locale).await?;
    let workspace = tx.workspace();
    tx.commit().await?;
    let tx = SystemTx::write(db).await?;
    let me = profile::load(&tx, owner, Some(workspace), true).await?;
    session::begin(tx, me, client).await
}

/// For `perennial workspace create`: the same, whatever the policy. An operator who has this address already becomes
/// the owner and keeps their password.
pub async fn create_workspace(
    db: &Db,
    input: SignUp,
    furnish: impl AsyncFnOnce(&WorkspaceTx, Locale) -> Result<(), Error>,
) -> Result<CreatedWorkspace, Error> {
    check(&input)?;
    let hash = input.password.clone().hash(db.random.as_ref()).await?;
    let tx = SystemTx::write(db).await?;
    let owner = match find(&tx, &input.email).await? {
        Some(known) => known,
        None => add_operator(&tx, &input, hash).await?,
    };
    let new = new_workspace(&input);
    let (tx, member) = workspace::create(tx, new, &owner, "command:workspace-create").await?;
    furnish(&tx, input.locale).await?;
    let workspace = tx.workspace();
    tx.commit().await?;
    Ok(CreatedWorkspace { workspace, owner: member, operator: owner.id })
}

/// For `perennial key create`.
pub async fn create_key(
    db: &Db,
    workspace: WorkspaceId,
    input: NewApiKey,
) -> Result<ApiKeyWithSecret, Error> {
    let tx = WorkspaceTx::write(db, Caller::system(workspace, "command:key-create")).await?;
    workspace::get(&tx).await?;
    let key = api_key::create(&tx, input).await?;
    tx.commit().await?;
    Ok(key)
}

/// The workspace that a command names by id or slug.
pub async fn find_workspace(db: &Db, name: &str) -> Result<WorkspaceId, Error> {
    use crate::entity::workspace::{Column, Entity};
    let tx = SystemTx::read(db).await?;
    let select = tx.find::<Entity>().select_only().column(Column::Id);
    let select = match name.parse::<WorkspaceId>() {
        Ok(id) => select.filter(Column::Id.eq(id)),
        Err(_) => select.filter(Column::Slug.eq(name)),
    };
    let id = select.into_tuple::<WorkspaceId>().one(&tx.db).await?;
    id.ok_or_else(|| Error::not_found("workspace"))
}

fn new_workspace(input: &SignUp) -> NewWorkspace {
    NewWorkspace {
        name: input.workspace_name.clone(),
        locale: input.locale,
        time_zone: input.time_zone,
    }
}

fn check(input: &SignUp) -> Result<(), Error> {
    let local = input.email.split('@').next().unwrap_or_default();
    let hints = [input.email.as_str(), local, &input.name, &input.workspace_name];
    let mut wrong = Findings::of(input);
    wrong.extend(input.password.problem("/password", &hints));
    for (pointer, text) in [("/name", &input.name), ("/workspace_name", &input.workspace_name)] {
        if !text.is_empty() && text.trim().is_empty() {
            wrong.add(FieldError::new(pointer, "required"));
        }
    }
    wrong.finish()
}

async fn is_open(tx: &SystemTx, policy: SignUpPolicy) -> Result<bool, Error> {
    match policy {
        SignUpPolicy::Open => Ok(true),
        SignUpPolicy::Closed => Ok(false),
        SignUpPolicy::First => {
            let any = tx.find::<Entity>().select_only().column(Column::Id).limit(1);
            Ok(any.into_tuple::<OperatorId>().one(&tx.db).await?.is_none())
        }
    }
}

async fn lock(tx: &SystemTx) -> Result<(), Error> {
    if tx.backend() == Backend::Postgres {
        let sql = format!("SELECT pg_advisory_xact_lock({SIGN_UP_LOCK})");
        tx.db.execute_unprepared(&sql).await?;
    }
    Ok(())
}

async fn find(tx: &SystemTx, email: &str) -> Result<Option<Model>, Error> {
    let email = crate::sign_in::normal(email);
    Ok(tx.find::<Entity>().filter(Column::Email.eq(email)).one(&tx.db).await?)
}

async fn add_operator(tx: &SystemTx, input: &SignUp, hash: String) -> Result<Model, Error> {
    let email: Email = input.email.parse().map_err(Error::internal)?;
    new_operator(tx, email.as_str(), &input.name, input.locale, Some(hash)).await
}

pub(crate) async fn new_operator(
    tx: &SystemTx,
    email: &str,
    name: &str,
    locale: Locale,
    password_hash: Option<String>,
) -> Result<Model, Error> {
    let row = ActiveModel {
        id: Set(tx.new_id()),
        email: Set(email.to_owned()),
        name: Set(name.trim().to_owned()),
        password_hash: Set(password_hash),
        locale: Set(locale.to_string()),
        preferences: Set(json!({})),
        disabled: Set(false),
        created_at: Set(tx.now()),
        updated_at: Set(tx.now()),
        version: Set(1),
    };
    Ok(row.insert(&tx.db).await?)
}

/// Sets a new password hash; the caller says why and ends what has to end.
pub(crate) async fn set_password(tx: &SystemTx, row: Model, hash: String) -> Result<Model, Error> {
    let version = row.version;
    let mut changed = row.into_active_model();
    changed.password_hash = Set(Some(hash));
    changed.updated_at = Set(tx.now());
    changed.version = Set(version + 1);
    Ok(changed.update(&tx.db).await?)
}

/// Commits the new password with its entry in the audit trail of the workspace that the operator joined first.
pub(crate) async fn record_password_change(
    tx: SystemTx,
    operator: &Model,
    reason: &str,
    client: &Client,
) -> Result<(), Error> {
    let me = match profile::load(&tx, operator.clone(), None, false).await {
        Err(err) if err.code() == Code::NoWorkspace => return tx.commit().await,
        me => me?,
    };
    let caller = Caller {
        workspace: me.workspace.id,
        actor: Actor::Member { member: me.member.id, operator: operator.id },
        grants: me.member.role.grants(),
        request_id: client.request_id.clone(),
        expected_version: None,
    };
    let tx = tx.into_workspace(caller).await?;
    let changed =
        DomainEvent::PasswordChanged { operator_id: operator.id, reason: reason.to_owned() };
    tx.record(changed).await?;
    tx.commit().await
}
