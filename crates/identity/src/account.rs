//! What people change about themselves, in whatever workspace they are.

use crate::{
    entity::operator::Model,
    password::Password,
    profile::{self, Me},
    session::{self, Client},
    setup,
};
use kernel::{
    Db, Error, FieldError, SystemTx,
    ids::{OperatorId, SessionId, WorkspaceId},
    locale::Locale,
};
use sea_orm::{ActiveModelTrait, IntoActiveModel, Set};
use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

const MAX_PREFERENCES: usize = 16 * 1024;

#[derive(Clone, Debug, Default, Deserialize, Validate, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MePatch {
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100)]
    pub name: Option<String>,
    pub locale: Option<Locale>,
    /// Replaces what the screens keep for this person; 16 kB at the most.
    #[validate(custom(function = fits))]
    #[schema(value_type = Option<std::collections::HashMap<String, Value>>)]
    pub preferences: Option<Map<String, Value>>,
}

#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    pub current_password: Password,
    pub new_password: Password,
}

fn fits(preferences: &Map<String, Value>) -> Result<(), ValidationError> {
    let length = serde_json::to_string(preferences).map_or(usize::MAX, |text| text.len());
    if length <= MAX_PREFERENCES {
        return Ok(());
    }
    let mut error = ValidationError::new("too_long");
    error.add_param("max".into(), &MAX_PREFERENCES);
    Err(error)
}

/// Who asks, and in which workspace.
pub async fn me(db: &Db, operator: OperatorId, workspace: WorkspaceId) -> Result<Me, Error> {
    let tx = SystemTx::read(db).await?;
    profile::me(&tx, operator, workspace).await
}

pub async fn update_me(
    db: &Db,
    operator: OperatorId,
    workspace: WorkspaceId,
    patch: MePatch,
) -> Result<Me, Error> {
    patch.validate()?;
    let tx = SystemTx::write(db).await?;
    let row = profile::operator_row(&tx, operator).await?;
    let version = row.version;
    let mut changed = row.into_active_model();
    changed.name = patch.name.map_or(changed.name, |name| Set(name.trim().to_owned()));
    changed.locale = patch.locale.map_or(changed.locale, |locale| Set(locale.to_string()));
    changed.preferences =
        patch.preferences.map_or(changed.preferences, |values| Set(Value::Object(values)));
    if changed.is_changed() {
        changed.updated_at = Set(tx.now());
        changed.version = Set(version + 1);
        changed.update(&tx.db).await?;
    }
    let me = profile::me(&tx, operator, workspace).await?;
    tx.commit().await?;
    Ok(me)
}

/// Sets a new password and ends the person's other sessions.
pub async fn change_password(
    db: &Db,
    operator: OperatorId,
    current: SessionId,
    input: ChangePassword,
    client: &Client,
) -> Result<(), Error> {
    let row = load(db, operator).await?;
    let counters =
        crate::attempt::Counters::of(&row.email, client.ip_address.as_deref(), &db.secret);
    let tx = SystemTx::write(db).await?;
    counters.count(&tx).await?;
    tx.commit().await?;
    if !input.current_password.clone().matches(row.password_hash.clone()).await? {
        return Err(Error::invalid(vec![FieldError::new("/current_password", "wrong_password")]));
    }
    let local = row.email.split('@').next().unwrap_or_default();
    if let Some(wrong) =
        input.new_password.problem("/new_password", &[&row.email, local, &row.name])
    {
        return Err(Error::invalid(vec![wrong]));
    }
    let hash = input.new_password.hash(db.random.as_ref()).await?;

    let tx = SystemTx::write(db).await?;
    counters.succeed(&tx).await?;
    let row = profile::operator_row(&tx, operator).await?;
    let row = setup::set_password(&tx, row, hash).await?;
    session::end_all(&tx, operator, Some(current), "password_changed").await?;
    setup::record_password_change(tx, &row, "changed", client).await
}

async fn load(db: &Db, operator: OperatorId) -> Result<Model, Error> {
    let tx = SystemTx::read(db).await?;
    profile::operator_row(&tx, operator).await
}
