//! Keys at work: from the text in a request to the row behind it.

use crate::{
    entity::api_key::{Column, Entity, Model},
    key_text::KeyText,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use kernel::{Code, Db, Error, Secret, SystemLook, SystemTx, ids::ApiKeyId};
use sea_orm::{ColumnTrait, Condition, QueryFilter, sea_query::Expr};
use tokio::sync::Semaphore;

/// `last_used_at` is exact to this.
const TOUCH_EVERY: TimeDelta = TimeDelta::seconds(60);
/// Notes of use written at a time; further ones are left to the next request.
static TOUCHES: Semaphore = Semaphore::const_new(4);

pub(super) fn hash(text: &KeyText, secret: &Secret) -> String {
    URL_SAFE_NO_PAD.encode(secret.sign("api-key", text.as_str().as_bytes()))
}

pub(crate) fn looks_like_key(text: &str) -> bool {
    text.starts_with("sk_") || text.starts_with("pk_")
}

/// The key behind the text, if it works now, and a note that it was used.
pub(crate) async fn find_usable(db: &Db, text: &str) -> Result<Model, Error> {
    let refused = || Error::refused(Code::Unauthenticated);
    let hash = hash(&KeyText::parse(text).ok_or_else(refused)?, &db.secret);
    let look = SystemLook::at(db);
    let now = look.now();
    let previous =
        Condition::all().add(Column::PreviousHash.eq(&hash)).add(Column::PreviousExpiresAt.gt(now));
    let key = look
        .find::<Entity>()
        .filter(Condition::any().add(Column::SecretHash.eq(&hash)).add(previous))
        .filter(Column::RevokedAt.is_null())
        .filter(Condition::any().add(Column::ExpiresAt.is_null()).add(Column::ExpiresAt.gt(now)))
        .one(look.db)
        .await?
        .ok_or_else(refused)?;
    if key.last_used_at.is_none_or(|at| now - at >= TOUCH_EVERY) {
        note_use(db.clone(), key.id);
    }
    Ok(key)
}

/// Beside the request, which doesn't wait for it.
fn note_use(db: Db, id: ApiKeyId) {
    let Ok(permit) = TOUCHES.try_acquire() else { return };
    tokio::spawn(async move {
        let _permit = permit;
        if let Err(err) = write_use(&db, id).await {
            tracing::warn!(api_key.id = %id, "the use of a key could not be noted: {err}");
        }
    });
}

async fn write_use(db: &Db, id: ApiKeyId) -> Result<(), Error> {
    let tx = SystemTx::write(db).await?;
    let stale = Condition::any()
        .add(Column::LastUsedAt.is_null())
        .add(Column::LastUsedAt.lte(tx.now() - TOUCH_EVERY));
    tx.update::<Entity>()
        .col_expr(Column::LastUsedAt, Expr::value(tx.now()))
        .filter(Column::Id.eq(id))
        .filter(stale)
        .exec(&tx.db)
        .await?;
    tx.commit().await
}
