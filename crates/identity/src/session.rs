//! Sessions: begun by signing in, carried on by refreshing, ended by signing out, by revoking, or by a refresh token
//! that turns up a second time.

use crate::{
    access_token::{Claims, LIFETIME_SECONDS},
    entity::session::{ActiveModel, Column, Entity, Model},
    profile::{self, Me, MemberProfile, OperatorProfile, WorkspaceChoice, WorkspaceProfile},
    refresh_token::{RefreshToken, random_text},
};
use chrono::{DateTime, TimeDelta, Utc};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Actor, Backend, Caller, Code, Db, Error, SystemTx,
    ids::{OperatorId, SessionId, WorkspaceId},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Set,
    sea_query::Expr,
};
use serde::Serialize;
use utoipa::ToSchema;

/// A session that isn't refreshed for so long ends.
const IDLE_FOR: TimeDelta = TimeDelta::days(30);
/// And none lives longer than this.
const LONGEST: TimeDelta = TimeDelta::days(90);
/// How long the last used token may come again from the same browser: two tabs, or an answer that got lost.
const GRACE: TimeDelta = TimeDelta::seconds(10);
const MAX_USER_AGENT: usize = 300;
/// At once: more than anybody has places, and a bound for a script that signs in for each of its requests.
pub const MOST_SESSIONS: u64 = 100;

/// Where a request without a credential comes from.
#[derive(Clone, Debug, Default)]
pub struct Client {
    pub request_id: String,
    pub ip_address: Option<String>,
    pub user_agent: Option<String>,
}

/// A signed-in session, as the browser is told. The refresh token isn't in it: it travels in a cookie that
/// scripts can't read.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Session {
    /// Send it as `Authorization: Bearer …`.
    #[schema(max_length = 2000)]
    pub access_token: String,
    #[schema(example = "Bearer", max_length = 20)]
    pub token_type: &'static str,
    #[schema(minimum = 1, example = 900)]
    pub expires_in_seconds: i64,
    pub operator: OperatorProfile,
    pub workspace: WorkspaceProfile,
    pub member: MemberProfile,
    #[schema(max_items = 1000)]
    pub workspaces: Vec<WorkspaceChoice>,
}

/// A session and the refresh token that carries it on.
#[derive(Clone, Debug)]
pub struct SignedIn {
    pub session: Session,
    pub refresh_token: RefreshToken,
    pub refresh_expires_at: DateTime<Utc>,
}

/// One of the operator's own sessions in the list of them.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SessionEntry {
    pub id: SessionId,
    /// Whether it is the one that asks.
    pub current: bool,
    /// What the browser called itself.
    #[schema(max_length = 300)]
    pub user_agent: Option<String>,
    #[schema(max_length = 64)]
    pub ip_address: Option<String>,
    pub last_used_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    pub created_at: DateTime<Utc>,
}

/// Begins a session for somebody who has proved who they are, and commits it.
pub(crate) async fn begin(tx: SystemTx, me: Me, client: &Client) -> Result<SignedIn, Error> {
    let (id, now): (SessionId, _) = (tx.new_id(), tx.now());
    let refresh_token = RefreshToken::first(id, tx.random(), tx.secret());
    let expires_at = now + IDLE_FOR;
    let row = ActiveModel {
        id: Set(id),
        operator_id: Set(me.operator.id),
        current_workspace_id: Set(me.workspace.id),
        refresh_hash: Set(refresh_token.hash(tx.secret())),
        previous_hash: Set(None),
        successor_salt: Set(random_text(tx.random())),
        user_agent: Set(user_agent(client)),
        ip_address: Set(client.ip_address.clone()),
        created_at: Set(now),
        refreshed_at: Set(now),
        expires_at: Set(expires_at),
        revoked_at: Set(None),
        revoked_reason: Set(None),
    };
    row.insert(&tx.db).await?;
    end_surplus(&tx, me.operator.id).await?;
    let session = session(&tx, me, id)?;
    let caller = caller(&session, client);
    let tx = tx.into_workspace(caller).await?;
    tx.record(DomainEvent::SessionStarted { session_id: id }).await?;
    tx.commit().await?;
    Ok(SignedIn { session, refresh_token, refresh_expires_at: expires_at })
}

/// What a refresh token turned out to be.
enum Standing {
    /// The current one: a successor takes its place.
    Current,
    /// The one just before, again from the same browser: it gets the same successor again.
    JustUsed,
    /// Used before: somebody else has it.
    Reused,
    /// Of a session that has ended.
    Ended,
}

/// Exchanges a refresh token for its successor and a new access token.
pub async fn refresh(db: &Db, token: &str, client: &Client) -> Result<SignedIn, Error> {
    let refused = || Error::refused(Code::SessionRevoked);
    let (token, id) = RefreshToken::read(token, &db.secret).ok_or_else(refused)?;
    let tx = SystemTx::write(db).await?;
    let row = locked(&tx, id).await?.ok_or_else(refused)?;
    match standing(&row, &token, client, &tx) {
        Standing::Current => rotate(tx, row, &token, client).await,
        Standing::JustUsed => {
            let successor = token.successor(id, &row.successor_salt, tx.secret());
            carry_on(tx, row, successor).await
        }
        Standing::Reused => {
            tracing::warn!(session.id = %id, "a refresh token was used twice; its session is revoked");
            revoke_row(tx, row, client, "refresh_token_reused").await?;
            Err(refused())
        }
        Standing::Ended => Err(refused()),
    }
}

fn standing(row: &Model, token: &RefreshToken, client: &Client, tx: &SystemTx) -> Standing {
    let hash = token.hash(tx.secret());
    if row.revoked_at.is_some() || row.expires_at <= tx.now() {
        return Standing::Ended;
    }
    if row.refresh_hash == hash {
        return Standing::Current;
    }
    let just_now = tx.now() - row.refreshed_at < GRACE;
    let same_browser = row.user_agent == user_agent(client) && row.ip_address == client.ip_address;
    if row.previous_hash == Some(hash) && just_now && same_browser {
        return Standing::JustUsed;
    }
    Standing::Reused
}

async fn rotate(
    tx: SystemTx,
    row: Model,
    token: &RefreshToken,
    client: &Client,
) -> Result<SignedIn, Error> {
    let salt = random_text(tx.random());
    let successor = token.successor(row.id, &salt, tx.secret());
    let mut changed = row.clone().into_active_model();
    changed.previous_hash = Set(Some(row.refresh_hash));
    changed.refresh_hash = Set(successor.hash(tx.secret()));
    changed.successor_salt = Set(salt);
    changed.refreshed_at = Set(tx.now());
    // Whoever used the token last is the one who may repeat it.
    changed.user_agent = Set(user_agent(client));
    changed.ip_address = Set(client.ip_address.clone());
    changed.expires_at = Set((tx.now() + IDLE_FOR).min(row.created_at + LONGEST));
    let row = changed.update(&tx.db).await?;
    carry_on(tx, row, successor).await
}

async fn carry_on(tx: SystemTx, row: Model, token: RefreshToken) -> Result<SignedIn, Error> {
    let operator = profile::operator_row(&tx, row.operator_id).await?;
    if operator.disabled {
        return Err(Error::refused(Code::SessionRevoked));
    }
    let me = profile::load(&tx, operator, Some(row.current_workspace_id), false).await?;
    if me.workspace.id != row.current_workspace_id {
        set_workspace(&tx, row.id, me.workspace.id).await?;
    }
    let session = session(&tx, me, row.id)?;
    tx.commit().await?;
    Ok(SignedIn { session, refresh_token: token, refresh_expires_at: row.expires_at })
}

/// Goes on in another workspace of the same operator. The refresh token stays.
pub async fn switch_workspace(
    db: &Db,
    operator: OperatorId,
    session_id: SessionId,
    workspace: WorkspaceId,
) -> Result<Session, Error> {
    let tx = SystemTx::write(db).await?;
    let row = profile::operator_row(&tx, operator).await?;
    let me = match profile::load(&tx, row, Some(workspace), true).await {
        Err(err) if err.code() == Code::NoWorkspace => return Err(Error::not_found("workspace")),
        me => me?,
    };
    set_workspace(&tx, session_id, workspace).await?;
    let session = session(&tx, me, session_id)?;
    tx.commit().await?;
    Ok(session)
}

/// Ends the session that the token belongs to. Unknown tokens have nothing to end, which is no error.
pub async fn sign_out(db: &Db, token: &str, client: &Client) -> Result<(), Error> {
    let Some((token, id)) = RefreshToken::read(token, &db.secret) else { return Ok(()) };
    let tx = SystemTx::write(db).await?;
    let hash = token.hash(tx.secret());
    match locked(&tx, id).await? {
        Some(row) if row.refresh_hash == hash || row.previous_hash == Some(hash) => {
            revoke_row(tx, row, client, "signed_out").await
        }
        _ => Ok(()),
    }
}

/// The operator's sessions that are alive, newest first: [`MOST_SESSIONS`] at most.
pub async fn list(
    db: &Db,
    operator: OperatorId,
    current: SessionId,
) -> Result<Vec<SessionEntry>, Error> {
    let tx = SystemTx::read(db).await?;
    let rows = alive(&tx, operator).order_by_desc(Column::CreatedAt).all(&tx.db).await?;
    let entry = |row: Model| SessionEntry {
        id: row.id,
        current: row.id == current,
        user_agent: row.user_agent,
        ip_address: row.ip_address,
        last_used_at: row.refreshed_at,
        expires_at: row.expires_at,
        created_at: row.created_at,
    };
    Ok(rows.into_iter().map(entry).collect())
}

/// Ends one of the operator's own sessions.
pub async fn revoke(
    db: &Db,
    operator: OperatorId,
    id: SessionId,
    client: &Client,
) -> Result<(), Error> {
    let tx = SystemTx::write(db).await?;
    let row = alive(&tx, operator).filter(Column::Id.eq(id)).one(&tx.db).await?;
    let row = row.ok_or_else(|| Error::not_found("session"))?;
    revoke_row(tx, row, client, "revoked").await
}

/// Ends all sessions of the operator.
pub async fn sign_out_everywhere(
    db: &Db,
    operator: OperatorId,
    client: &Client,
) -> Result<(), Error> {
    let tx = SystemTx::write(db).await?;
    let Some(last) = alive(&tx, operator).order_by_desc(Column::RefreshedAt).one(&tx.db).await?
    else {
        return Ok(());
    };
    end_all(&tx, operator, None, "signed_out_everywhere").await?;
    revoke_row(tx, last, client, "signed_out_everywhere").await
}

/// Ends the operator's sessions except the one named.
pub(crate) async fn end_all(
    tx: &SystemTx,
    operator: OperatorId,
    except: Option<SessionId>,
    reason: &str,
) -> Result<(), Error> {
    let mut update = tx
        .update::<Entity>()
        .col_expr(Column::RevokedAt, Expr::value(tx.now()))
        .col_expr(Column::RevokedReason, Expr::value(reason))
        .filter(Column::OperatorId.eq(operator))
        .filter(Column::RevokedAt.is_null());
    if let Some(id) = except {
        update = update.filter(Column::Id.ne(id));
    }
    update.exec(&tx.db).await?;
    Ok(())
}

/// Ends what was not used for longest beyond [`MOST_SESSIONS`].
async fn end_surplus(tx: &SystemTx, operator: OperatorId) -> Result<(), Error> {
    let surplus: Vec<SessionId> = alive(tx, operator)
        .select_only()
        .column(Column::Id)
        .order_by_desc(Column::RefreshedAt)
        .order_by_desc(Column::Id)
        .offset(MOST_SESSIONS)
        .limit(MOST_SESSIONS)
        .into_tuple()
        .all(&tx.db)
        .await?;
    if !surplus.is_empty() {
        tx.update::<Entity>()
            .col_expr(Column::RevokedAt, Expr::value(tx.now()))
            .col_expr(Column::RevokedReason, Expr::value("too_many"))
            .filter(Column::Id.is_in(surplus))
            .exec(&tx.db)
            .await?;
    }
    Ok(())
}

/// Sessions that ended long ago.
pub(crate) async fn purge(tx: &SystemTx) -> Result<(), Error> {
    tx.delete::<Entity>().filter(Column::ExpiresAt.lt(tx.now() - IDLE_FOR)).exec(&tx.db).await?;
    Ok(())
}

fn alive(tx: &SystemTx, operator: OperatorId) -> sea_orm::Select<Entity> {
    tx.find::<Entity>()
        .filter(Column::OperatorId.eq(operator))
        .filter(Column::RevokedAt.is_null())
        .filter(Column::ExpiresAt.gt(tx.now()))
}

async fn locked(tx: &SystemTx, id: SessionId) -> Result<Option<Model>, Error> {
    let mut select = tx.find::<Entity>().filter(Column::Id.eq(id));
    if tx.backend() == Backend::Postgres {
        select = select.lock_exclusive();
    }
    Ok(select.one(&tx.db).await?)
}

async fn set_workspace(tx: &SystemTx, id: SessionId, workspace: WorkspaceId) -> Result<(), Error> {
    tx.update::<Entity>()
        .col_expr(Column::CurrentWorkspaceId, Expr::value(workspace.uuid()))
        .filter(Column::Id.eq(id))
        .exec(&tx.db)
        .await?;
    Ok(())
}

/// Commits: a revocation must stay although the request itself is refused.
async fn revoke_row(tx: SystemTx, row: Model, client: &Client, reason: &str) -> Result<(), Error> {
    let (id, workspace) = (row.id, row.current_workspace_id);
    let mut changed = row.into_active_model();
    changed.revoked_at = Set(Some(tx.now()));
    changed.revoked_reason = Set(Some(reason.to_owned()));
    changed.update(&tx.db).await?;
    let request_id = client.request_id.clone();
    let caller = Caller { request_id, ..Caller::system(workspace, "identity.sessions") };
    let tx = tx.into_workspace(caller).await?;
    tx.record(DomainEvent::SessionRevoked { session_id: id, reason: reason.to_owned() }).await?;
    tx.commit().await
}

fn session(tx: &SystemTx, me: Me, id: SessionId) -> Result<Session, Error> {
    let claims = Claims::new(me.operator.id, me.workspace.id, me.member.id, id, tx.now());
    Ok(Session {
        access_token: claims.sign(tx.secret())?,
        token_type: "Bearer",
        expires_in_seconds: LIFETIME_SECONDS,
        operator: me.operator,
        workspace: me.workspace,
        member: me.member,
        workspaces: me.workspaces,
    })
}

fn caller(session: &Session, client: &Client) -> Caller {
    Caller {
        workspace: session.workspace.id,
        actor: Actor::Member { member: session.member.id, operator: session.operator.id },
        grants: session.member.role.grants(),
        request_id: client.request_id.clone(),
        expected_version: None,
    }
}

fn user_agent(client: &Client) -> Option<String> {
    client.user_agent.as_ref().map(|text| text.chars().take(MAX_USER_AGENT).collect())
}
