//! Members as owners of things: does the member exist, and the `owner_id=` filter.

use identity::member;
use kernel::{Error, FieldError, WorkspaceTx, filter::Many, id::IdError, ids::MemberId};
use sea_orm::{ColumnTrait, Condition};
use std::{fmt, str::FromStr};

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

/// Refuses an owner that isn't an active member of the workspace.
pub async fn check(
    tx: &WorkspaceTx,
    pointer: &str,
    id: Option<MemberId>,
) -> Result<Option<FieldError>, Error> {
    match id {
        Some(id) if !member::exists(tx, id).await? => {
            Ok(Some(FieldError::new(pointer, "not_found")))
        }
        _ => Ok(None),
    }
}
