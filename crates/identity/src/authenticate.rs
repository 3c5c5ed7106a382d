//! Turns a credential into a caller, at each request and with one query: so a member who is suspended, a session
//! that is revoked or a key that expires loses access at once.

use crate::{
    access_token::Claims,
    api_key::{self, ApiKeyKind},
    entity::{member, operator, session},
    member::MemberStatus,
    role::Role,
};
use kernel::{
    Actor, Caller, Code, Db, Error, SystemLook,
    ids::{ApiKeyId, MemberId, OperatorId, SessionId},
};
use sea_orm::{ColumnTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationDef};

/// What the caller showed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Credential {
    /// The access token of somebody who signed in.
    Session { session: SessionId, operator: OperatorId, member: MemberId },
    /// A secret key, for servers.
    SecretKey(ApiKeyId),
    /// A publishable key, for browsers, which works from these origins only; from any if there are none.
    PublishableKey { key: ApiKeyId, origins: Vec<String> },
}

/// A caller, and how they proved who they are.
#[derive(Clone, Debug)]
pub struct Authenticated {
    pub caller: Caller,
    pub credential: Credential,
}

/// `bearer` is what follows `Bearer ` in the header: an access token, or a key (`sk_…`, `pk_…`).
pub async fn authenticate(db: &Db, bearer: &str, request_id: &str) -> Result<Authenticated, Error> {
    if api_key::looks_like_key(bearer) {
        by_key(db, bearer, request_id).await
    } else {
        by_access_token(db, bearer, request_id).await
    }
}

async fn by_access_token(db: &Db, token: &str, request_id: &str) -> Result<Authenticated, Error> {
    let claims = Claims::verify(token, &db.secret, db.clock.now())?;
    let role = role_now(db, &claims).await?;
    let role = role.ok_or_else(|| Error::refused(Code::Unauthenticated))?;
    let caller = Caller {
        workspace: claims.wid,
        actor: Actor::Member { member: claims.mid, operator: claims.sub },
        grants: role.grants(),
        request_id: request_id.to_owned(),
        expected_version: None,
    };
    let credential =
        Credential::Session { session: claims.sid, operator: claims.sub, member: claims.mid };
    Ok(Authenticated { caller, credential })
}

/// The member's role, if session, operator and member are all still good.
async fn role_now(db: &Db, claims: &Claims) -> Result<Option<Role>, Error> {
    let look = SystemLook::at(db);
    let role = look
        .find::<session::Entity>()
        .select_only()
        .column(member::Column::Role)
        .join(JoinType::InnerJoin, to_operator())
        .join(JoinType::InnerJoin, to_member())
        .filter(session::Column::Id.eq(claims.sid))
        .filter(session::Column::OperatorId.eq(claims.sub))
        .filter(session::Column::RevokedAt.is_null())
        .filter(session::Column::ExpiresAt.gt(look.now()))
        .filter(operator::Column::Disabled.eq(false))
        .filter(member::Column::Id.eq(claims.mid))
        .filter(member::Column::WorkspaceId.eq(claims.wid))
        .filter(member::Column::Status.eq(MemberStatus::Active))
        .into_tuple::<Role>()
        .one(look.db)
        .await?;
    Ok(role)
}

fn to_operator() -> RelationDef {
    session::Entity::belongs_to(operator::Entity)
        .from(session::Column::OperatorId)
        .to(operator::Column::Id)
        .into()
}

fn to_member() -> RelationDef {
    session::Entity::belongs_to(member::Entity)
        .from(session::Column::OperatorId)
        .to(member::Column::OperatorId)
        .into()
}

async fn by_key(db: &Db, text: &str, request_id: &str) -> Result<Authenticated, Error> {
    let key = api_key::find_usable(db, text).await?;
    let credential = match key.kind {
        ApiKeyKind::Secret => Credential::SecretKey(key.id),
        ApiKeyKind::Publishable => {
            Credential::PublishableKey { key: key.id, origins: api_key::texts(&key.origins) }
        }
    };
    let caller = Caller {
        workspace: key.workspace_id,
        actor: Actor::ApiKey(key.id),
        grants: api_key::grants(&key),
        request_id: request_id.to_owned(),
        expected_version: None,
    };
    Ok(Authenticated { caller, credential })
}
