//! Signing in with e-mail address and password.

use crate::{
    attempt::Counters,
    entity::operator::{Column, Entity, Model},
    password::Password,
    profile,
    session::{self, Client, SignedIn},
};
use kernel::{Code, Db, Error, SystemTx, email::Email, ids::WorkspaceId};
use sea_orm::{ColumnTrait, QueryFilter};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

/// What one signs in with.
#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    #[validate(length(min = 1, max = 254))]
    #[schema(min_length = 1, max_length = 254, example = "li.wei@example.cn")]
    pub email: String,
    pub password: Password,
    /// Where to go; without it, the workspace that was joined first.
    #[serde(default)]
    pub workspace_id: Option<WorkspaceId>,
}

/// Begins a session. An unknown address and a wrong password are answered alike, after the same work.
pub async fn sign_in(db: &Db, input: SignIn, client: &Client) -> Result<SignedIn, Error> {
    input.validate()?;
    let email = normal(&input.email);
    let counters = Counters::of(&email, client.ip_address.as_deref(), &db.secret);
    let tx = SystemTx::write(db).await?;
    counters.count(&tx).await?;
    tx.commit().await?;

    let operator = find(db, &email).await?.filter(|operator| !operator.disabled);
    let hash = operator.as_ref().and_then(|operator| operator.password_hash.clone());
    let matches = input.password.matches(hash).await?;
    let Some(operator) = operator.filter(|_| matches) else {
        return Err(Error::refused(Code::WrongCredentials));
    };

    let tx = SystemTx::write(db).await?;
    counters.succeed(&tx).await?;
    let strictly = input.workspace_id.is_some();
    let me = profile::load(&tx, operator, input.workspace_id, strictly).await?;
    session::begin(tx, me, client).await
}

async fn find(db: &Db, email: &str) -> Result<Option<Model>, Error> {
    let tx = SystemTx::read(db).await?;
    Ok(tx.find::<Entity>().filter(Column::Email.eq(email)).one(&tx.db).await?)
}

/// What isn't an address is looked up as it is, and found nowhere.
pub(crate) fn normal(email: &str) -> String {
    email.parse::<Email>().map_or_else(|_| email.trim().to_lowercase(), |email| email.to_string())
}
