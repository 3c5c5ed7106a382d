//! Published rules.

use super::definition::ScoreDefinition;
use crate::entity::lead_score_version::{Column, Entity, Model};
use chrono::{DateTime, Utc};
use identity::member::MemberRef;
use kernel::{Error, Grant, WorkspaceTx, ids::MemberId};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;

/// Rules that were published. They never change.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ScoreVersion {
    /// Counts the versions of the workspace from 1.
    pub number: i32,
    /// Why they were published.
    pub note: Option<String>,
    /// Null of those that the workspace began with, and of those that a program published.
    pub published_by: Option<MemberRef>,
    /// Since when they are in force.
    pub published_at: DateTime<Utc>,
    /// The rules.
    pub definition: ScoreDefinition,
}

/// The rules that scores are made by.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ScoreRules {
    /// The version that was published last; null where none was.
    pub published: Option<ScoreVersion>,
}

/// The rules in force.
pub async fn get_rules(tx: &WorkspaceTx) -> Result<ScoreRules, Error> {
    tx.require(Grant::LeadsRead)?;
    let published = match published(tx).await? {
        Some(row) => hydrate(tx, vec![row]).await?.pop(),
        None => None,
    };
    Ok(ScoreRules { published })
}

/// Every version, the newest first.
pub async fn list_versions(tx: &WorkspaceTx) -> Result<Vec<ScoreVersion>, Error> {
    tx.require(Grant::LeadsRead)?;
    let rows = tx.find::<Entity>().order_by_desc(Column::Number).all(&tx.db).await?;
    hydrate(tx, rows).await
}

/// One version by its number.
pub async fn get_version(tx: &WorkspaceTx, number: i32) -> Result<ScoreVersion, Error> {
    tx.require(Grant::LeadsRead)?;
    let row = tx.find::<Entity>().filter(Column::Number.eq(number)).one(&tx.db).await?;
    let row = row.ok_or_else(|| Error::not_found("score version"))?;
    let version = hydrate(tx, vec![row]).await?.pop();
    version.ok_or_else(|| Error::internal("one version in, none out"))
}

/// The version that was published last.
pub async fn published(tx: &WorkspaceTx) -> Result<Option<Model>, Error> {
    Ok(tx.find::<Entity>().order_by_desc(Column::Number).limit(1).one(&tx.db).await?)
}

pub async fn hydrate(tx: &WorkspaceTx, rows: Vec<Model>) -> Result<Vec<ScoreVersion>, Error> {
    let ids = rows.iter().filter_map(|row| row.published_by);
    let names: HashMap<MemberId, MemberRef> = identity::member::refs(tx, ids).await?;
    let versions = rows.into_iter().map(|row| ScoreVersion {
        number: row.number,
        note: row.note,
        published_by: row.published_by.and_then(|id| names.get(&id).cloned()),
        published_at: row.published_at,
        definition: row.definition,
    });
    Ok(versions.collect())
}
