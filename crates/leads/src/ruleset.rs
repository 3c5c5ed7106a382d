//! Sets of rules: immutable versions of a document each. Publishing needs the version that was seen, so that two people
//! who edit at the same time don't undo each other.

use crate::{
    entity::lead_rules::{self, Column, Entity},
    words::RulesKind,
};
use chrono::{DateTime, Utc};
use identity::member::{self, MemberRef};
use jobs::{DomainEvent, Record as _};
use kernel::{Backend, Code, Error, Grant, OnConflict as _, WorkspaceTx};
use sea_orm::{ActiveModelTrait, ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use serde::{Serialize, de::DeserializeOwned};
use utoipa::ToSchema;

const MAX_VERSIONS: u64 = 200;

/// The rules of one kind.
pub(crate) trait Rules: Serialize + DeserializeOwned + Default + Sync {
    const KIND: RulesKind;
}

/// Rules with the version that they are.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Current<R> {
    /// 0 before anybody has published any.
    pub version: i64,
    pub rules: R,
}

/// A version of a set of rules.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RulesVersion {
    pub version: i64,
    pub created_at: DateTime<Utc>,
    /// Who published it; null for a program.
    pub created_by: Option<MemberRef>,
}

/// The rules that hold.
pub(crate) async fn current<R: Rules>(tx: &WorkspaceTx) -> Result<Current<R>, Error> {
    let latest = of_kind::<R>(tx).order_by_desc(Column::Version).one(&tx.db).await?;
    latest.map_or_else(|| Ok(Current { version: 0, rules: R::default() }), read)
}

/// The rules as they were in a version, or those that hold.
pub(crate) async fn get<R: Rules>(
    tx: &WorkspaceTx,
    version: Option<i64>,
) -> Result<Current<R>, Error> {
    tx.require(Grant::LeadsRead)?;
    let Some(version) = version else { return current(tx).await };
    let rules = at(tx, version).await?.ok_or_else(|| Error::not_found("lead_rules"))?;
    Ok(Current { version, rules })
}

/// The rules of a version.
pub(crate) async fn at<R: Rules>(tx: &WorkspaceTx, version: i64) -> Result<Option<R>, Error> {
    let row = of_kind::<R>(tx).filter(Column::Version.eq(version)).one(&tx.db).await?;
    row.map(|row| read(row).map(|current| current.rules)).transpose()
}

/// Whoever decides by these rules and writes down what follows from it does so one after the other: the first version,
/// which never goes, is the lock. On SQLite there is one writer anyway.
pub(crate) async fn lock<R: Rules>(tx: &WorkspaceTx) -> Result<(), Error> {
    if tx.backend() == Backend::Sqlite {
        return Ok(());
    }
    let first = of_kind::<R>(tx).filter(Column::Version.eq(1)).select_only().column(Column::Id);
    let first = first.lock_exclusive().into_tuple::<kernel::ids::LeadRulesId>();
    first.one(&tx.db).await?;
    Ok(())
}

/// Makes the next version, if the caller saw the present one.
pub(crate) async fn publish<R: Rules>(tx: &WorkspaceTx, rules: R) -> Result<Current<R>, Error> {
    let kind = R::KIND;
    let Some(_) = tx.caller.expected_version else {
        return Err(Error::refused(Code::PreconditionRequired));
    };
    lock::<R>(tx).await?;
    let present = of_kind::<R>(tx).select_only().column_as(Column::Version.max(), "version");
    let present: Option<Option<i64>> = present.into_tuple().one(&tx.db).await?;
    let present = present.flatten().unwrap_or(0);
    tx.expect_version(present)?;
    let row = lead_rules::ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        kind: Set(kind),
        version: Set(present + 1),
        document: Set(serde_json::to_value(&rules).map_err(Error::internal)?),
        created_by_id: Set(tx.caller.member()),
        created_at: Set(tx.now()),
    };
    let row = row.insert(&tx.db).await.or_conflict("lead_rules", "/version")?;
    let (lead_rules_id, kind) = (row.id, kind.to_string());
    tx.record(DomainEvent::LeadRulesPublished { lead_rules_id, kind }).await?;
    Ok(Current { version: row.version, rules })
}

/// All versions, the latest first; at most two hundred.
pub async fn versions(tx: &WorkspaceTx, kind: RulesKind) -> Result<Vec<RulesVersion>, Error> {
    tx.require(Grant::LeadsRead)?;
    let rows = tx.find::<Entity>().filter(Column::Kind.eq(kind)).select_only();
    let rows = rows.columns([Column::Version, Column::CreatedAt, Column::CreatedById]);
    let rows = rows.order_by_desc(Column::Version).limit(MAX_VERSIONS);
    let rows: Vec<(i64, DateTime<Utc>, Option<kernel::ids::MemberId>)> =
        rows.into_tuple().all(&tx.db).await?;
    let names = member::refs(tx, rows.iter().filter_map(|(.., member)| *member)).await?;
    let version = |(version, created_at, member): (_, _, Option<_>)| RulesVersion {
        version,
        created_at,
        created_by: member.and_then(|id| names.get(&id).cloned()),
    };
    Ok(rows.into_iter().map(version).collect())
}

fn of_kind<R: Rules>(tx: &WorkspaceTx) -> sea_orm::Select<Entity> {
    tx.find::<Entity>().filter(Column::Kind.eq(R::KIND))
}

fn read<R: Rules>(row: lead_rules::Model) -> Result<Current<R>, Error> {
    let rules = serde_json::from_value(row.document).map_err(Error::internal)?;
    Ok(Current { version: row.version, rules })
}
