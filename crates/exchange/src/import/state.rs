use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use utoipa::ToSchema;

/// How far an import is.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    ToSchema,
    sea_orm::DeriveValueType,
)]
#[sea_orm(value_type = "String")]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// The file is awaited.
    Created,
    /// The file is there; its mapping can be changed.
    Uploaded,
    Checking,
    /// Checked: it can be run.
    Checked,
    Running,
    Finished,
    Cancelled,
    Failed,
    Undoing,
    Undone,
}

impl ImportState {
    const ALL: [Self; 10] = [
        Self::Created,
        Self::Uploaded,
        Self::Checking,
        Self::Checked,
        Self::Running,
        Self::Finished,
        Self::Cancelled,
        Self::Failed,
        Self::Undoing,
        Self::Undone,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Uploaded => "uploaded",
            Self::Checking => "checking",
            Self::Checked => "checked",
            Self::Running => "running",
            Self::Finished => "finished",
            Self::Cancelled => "cancelled",
            Self::Failed => "failed",
            Self::Undoing => "undoing",
            Self::Undone => "undone",
        }
    }
}

#[derive(Debug, thiserror::Error)]
#[error("there is no state of imports of this name")]
pub struct UnknownState;

impl fmt::Display for ImportState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for ImportState {
    type Err = UnknownState;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or(UnknownState)
    }
}

#[cfg(test)]
mod tests {
    use super::ImportState;

    #[test]
    fn its_word_is_the_same_in_json_and_in_rows() {
        for state in ImportState::ALL {
            assert_eq!(serde_json::to_value(state).unwrap(), state.as_str());
            assert_eq!(state.to_string().parse::<ImportState>().unwrap(), state);
        }
    }
}
