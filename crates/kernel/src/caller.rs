use crate::{
    grant::Grants,
    ids::{ApiKeyId, MemberId, OperatorId, WorkspaceId},
};

/// Who acts. Written into the audit trail with every change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// An operator, by signing in.
    Member { member: MemberId, operator: OperatorId },
    /// A program with one of the workspace's API keys.
    ApiKey(ApiKeyId),
    /// Somebody without a credential, on a public page such as a hosted form.
    Visitor,
    /// Perennial itself: the named job or command.
    System(&'static str),
}

impl Actor {
    /// The word that stands for the kind of actor in rows and answers.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Member { .. } => "member",
            Self::ApiKey(_) => "api_key",
            Self::Visitor => "visitor",
            Self::System(_) => "system",
        }
    }

    /// The text id of the member or key, or the name of the job.
    pub fn id(&self) -> Option<String> {
        match self {
            Self::Member { member, .. } => Some(member.to_string()),
            Self::ApiKey(key) => Some(key.to_string()),
            Self::Visitor => None,
            Self::System(name) => Some((*name).to_owned()),
        }
    }
}

/// Who asks, for which workspace, and what they may do: as the credential says, looked up at this request.
#[derive(Clone, Debug)]
pub struct Caller {
    pub workspace: WorkspaceId,
    pub actor: Actor,
    pub grants: Grants,
    /// Ties the answer, the log lines and the audit entries of one request together.
    pub request_id: String,
    /// The version that the caller saw (`If-Match`), if it named one.
    pub expected_version: Option<i64>,
}

impl Caller {
    /// Perennial acting by itself in a workspace, with every grant.
    pub fn system(workspace: WorkspaceId, name: &'static str) -> Self {
        Self {
            workspace,
            actor: Actor::System(name),
            grants: Grants::all(),
            request_id: format!("system:{name}"),
            expected_version: None,
        }
    }

    /// The member behind the call, where a person signed in.
    pub fn member(&self) -> Option<MemberId> {
        match self.actor {
            Actor::Member { member, .. } => Some(member),
            _ => None,
        }
    }
}
