//! Answers to requests that carried an `Idempotency-Key`, kept for a day in the transaction of the effect: a
//! request that is repeated gets the first one's answer and does nothing.
//!
//! Of several equal requests at once, one works and the others wait for it: on SQLite for the write lock, on
//! PostgreSQL at the unique key. Answers are stored encrypted, since some show a secret once.

use crate::entity::idempotency_key::{ActiveModel, Column, Entity, Model};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use kernel::{Code, Error, SystemTx, WorkspaceTx};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use sea_orm::{
    ColumnTrait, DbErr, EntityTrait, QueryFilter, RuntimeErr, Set, TryInsertResult,
    sea_query::{Expr, OnConflict},
    sqlx,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

const KEPT_FOR: TimeDelta = TimeDelta::hours(24);
const PURPOSE: &str = "idempotent-answer";
/// What PostgreSQL says when a lock took longer than `lock_timeout`.
const LOCK_NOT_AVAILABLE: &str = "55P03";

/// An answer as it is kept and given again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoredAnswer {
    pub status: u16,
    pub location: Option<String>,
    pub etag: Option<String>,
    pub body: Option<Value>,
}

/// What a request under a key is.
#[derive(Clone, Debug, PartialEq)]
pub enum Attempt {
    /// The first: do it, then call [`finish`] in the same transaction.
    Fresh,
    /// A repetition: give the answer again.
    Repeated(StoredAnswer),
}

/// Claims the key for this request, or finds the answer that was given under it.
pub async fn begin(tx: &WorkspaceTx, key: &str, request_hash: [u8; 32]) -> Result<Attempt, Error> {
    let request_hash = URL_SAFE_NO_PAD.encode(request_hash);
    if claim(tx, key, &request_hash).await? {
        return Ok(Attempt::Fresh);
    }
    let in_progress = || Error::refused(Code::InProgress);
    let row = find(tx, key).await?.ok_or_else(in_progress)?;
    if row.request_hash != request_hash {
        return Err(Error::refused(Code::IdempotencyKeyReused));
    }
    let answer = row.answer.as_deref().ok_or_else(in_progress)?;
    Ok(Attempt::Repeated(decrypt(tx, &row, answer)?))
}

/// Keeps the answer, to exist exactly if the effect does.
pub async fn finish(tx: &WorkspaceTx, key: &str, answer: &StoredAnswer) -> Result<(), Error> {
    let row = find(tx, key).await?.ok_or_else(|| Error::internal("the key was claimed"))?;
    let encrypted = encrypt(tx, &row, answer)?;
    tx.update::<Entity>()
        .col_expr(Column::Status, Expr::value(i32::from(answer.status)))
        .col_expr(Column::Answer, Expr::value(encrypted))
        .filter(Column::Id.eq(row.id))
        .exec(&tx.db)
        .await?;
    Ok(())
}

/// Forgets what is older than a day.
pub(crate) async fn purge(tx: &SystemTx) -> Result<(), Error> {
    tx.delete::<Entity>().filter(Column::CreatedAt.lt(tx.now() - KEPT_FOR)).exec(&tx.db).await?;
    Ok(())
}

/// Whether the key is ours now. An expired claim that the clean-up has not reached yet makes room first.
async fn claim(tx: &WorkspaceTx, key: &str, request_hash: &str) -> Result<bool, Error> {
    tx.delete::<Entity>()
        .filter(Column::Actor.eq(actor(tx)))
        .filter(Column::Key.eq(key))
        .filter(Column::CreatedAt.lt(tx.now() - KEPT_FOR))
        .exec(&tx.db)
        .await?;
    let row = ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        actor: Set(actor(tx)),
        key: Set(key.to_owned()),
        request_hash: Set(request_hash.to_owned()),
        status: Set(None),
        answer: Set(None),
        created_at: Set(tx.now()),
    };
    let taken = OnConflict::columns([Column::WorkspaceId, Column::Actor, Column::Key])
        .do_nothing()
        .to_owned();
    let insert = Entity::insert(row).on_conflict(taken).try_insert();
    match insert.exec_without_returning(&tx.db).await {
        Ok(TryInsertResult::Inserted(rows)) => Ok(rows > 0),
        Ok(_) => Ok(false),
        Err(err) if waited_too_long(&err) => Err(Error::refused(Code::InProgress)),
        Err(err) => Err(err.into()),
    }
}

async fn find(tx: &WorkspaceTx, key: &str) -> Result<Option<Model>, Error> {
    let row = tx.find::<Entity>().filter(Column::Actor.eq(actor(tx))).filter(Column::Key.eq(key));
    Ok(row.one(&tx.db).await?)
}

/// Keys of one caller mean nothing to another.
fn actor(tx: &WorkspaceTx) -> String {
    let actor = &tx.caller.actor;
    actor.id().unwrap_or_else(|| actor.kind().to_owned())
}

fn waited_too_long(err: &DbErr) -> bool {
    let (DbErr::Exec(RuntimeErr::SqlxError(err)) | DbErr::Query(RuntimeErr::SqlxError(err))) = err
    else {
        return false;
    };
    matches!(err.as_ref(), sqlx::Error::Database(err) if err.code().as_deref() == Some(LOCK_NOT_AVAILABLE))
}

/// AES-256-GCM under a key for this purpose; the row's id is authenticated with it.
fn encrypt(tx: &WorkspaceTx, row: &Model, answer: &StoredAnswer) -> Result<Vec<u8>, Error> {
    let mut nonce = [0; NONCE_LEN];
    tx.random().fill(&mut nonce);
    let mut bytes = serde_json::to_vec(answer).map_err(Error::internal)?;
    cipher(tx)
        .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), about(row), &mut bytes)
        .map_err(|_| Error::internal("an answer could not be encrypted"))?;
    Ok([nonce.as_slice(), &bytes].concat())
}

fn decrypt(tx: &WorkspaceTx, row: &Model, stored: &[u8]) -> Result<StoredAnswer, Error> {
    let broken =
        || Error::internal("a stored answer can't be decrypted: was PERENNIAL_SECRET changed?");
    let (nonce, bytes) = stored.split_at_checked(NONCE_LEN).ok_or_else(broken)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| broken())?;
    let mut bytes = bytes.to_vec();
    let clear = cipher(tx).open_in_place(nonce, about(row), &mut bytes).map_err(|_| broken())?;
    serde_json::from_slice(clear).map_err(Error::internal)
}

fn cipher(tx: &WorkspaceTx) -> LessSafeKey {
    let key = UnboundKey::new(&AES_256_GCM, &tx.secret().derive(PURPOSE));
    LessSafeKey::new(key.expect("the derived key has 32 bytes"))
}

fn about(row: &Model) -> Aad<Vec<u8>> {
    Aad::from(row.id.as_bytes().to_vec())
}
