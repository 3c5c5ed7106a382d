//! What the sets of rules have in common.

use kernel::{Error, WorkspaceTx};
use leads::{
    ruleset::{self, RulesVersion},
    words::RulesKind,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which version is asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct VersionQuery {
    /// The rules as they were in this version; left out, those that hold.
    pub(super) version: Option<i64>,
}

/// All versions of a set of rules.
#[derive(Serialize, ToSchema)]
pub struct RulesVersions {
    /// The latest first; at most two hundred.
    data: Vec<RulesVersion>,
}

impl RulesVersions {
    pub(super) async fn of(tx: &WorkspaceTx, kind: RulesKind) -> Result<Self, Error> {
        Ok(Self { data: ruleset::versions(tx, kind).await? })
    }
}
