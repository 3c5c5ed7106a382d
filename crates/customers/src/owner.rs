//! Members as owners of things: does the member exist, what is the name, and the `owner_id=` filter.

use kernel::{Error, FieldError, WorkspaceTx, filter::Many, id::IdError, ids::MemberId};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait as _, ExprTrait as _,
    sea_query::{Expr, Query},
};
use serde::Serialize;
use std::{fmt, str::FromStr};
use utoipa::ToSchema;

/// A member, as far as one who reads a list needs to know them.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct MemberRef {
    pub id: MemberId,
    pub name: Option<String>,
}

/// One value of an `owner_id=` filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnerChoice {
    /// Whoever asks.
    Me,
    /// Nobody.
    None,
    Member(MemberId),
}

impl FromStr for OwnerChoice {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        match text {
            "me" => Ok(Self::Me),
            "none" => Ok(Self::None),
            id => id.parse().map(Self::Member),
        }
    }
}

impl fmt::Display for OwnerChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Me => f.write_str("me"),
            Self::None => f.write_str("none"),
            Self::Member(id) => id.fmt(f),
        }
    }
}

/// Rows whose owner is one of those chosen. For a key, which is nobody, `me` finds nothing.
pub fn is_one_of<C: ColumnTrait>(
    tx: &WorkspaceTx,
    column: C,
    choices: &Many<OwnerChoice>,
) -> Condition {
    let members = choices.0.iter().filter_map(|choice| match choice {
        OwnerChoice::Me => tx.caller.member(),
        OwnerChoice::Member(id) => Some(*id),
        OwnerChoice::None => None,
    });
    let nobody = choices.0.contains(&OwnerChoice::None).then(|| column.is_null());
    Condition::any().add(column.is_in(members)).add_option(nobody)
}

/// Whether the workspace has this member, suspended or not: what they own stays theirs.
pub async fn exists(tx: &WorkspaceTx, id: MemberId) -> Result<bool, Error> {
    let select = Query::select()
        .expr(Expr::val(1))
        .from("member")
        .and_where(Expr::col("workspace_id").eq(tx.workspace().uuid()))
        .and_where(Expr::col("id").eq(id.uuid()))
        .to_owned();
    Ok(tx.db.query_one(&select).await?.is_some())
}

/// Refuses an owner that isn't a member of the workspace.
pub async fn check(
    tx: &WorkspaceTx,
    pointer: &str,
    id: Option<MemberId>,
) -> Result<Option<FieldError>, Error> {
    match id {
        Some(id) if !exists(tx, id).await? => Ok(Some(FieldError::new(pointer, "not_found"))),
        _ => Ok(None),
    }
}
