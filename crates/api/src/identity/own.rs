use super::visitor::Visitor;
use crate::{authentication, problem::Problem};
use actix_web::{FromRequest, HttpRequest, dev::Payload};
use identity::Credential;
use kernel::{
    Code,
    ids::{OperatorId, SessionId, WorkspaceId},
};
use std::{future::Future, pin::Pin};

/// Somebody who signed in, about themselves and their sessions. A key is nobody and is refused.
pub struct Own {
    pub visitor: Visitor,
    pub operator: OperatorId,
    pub session: SessionId,
    pub workspace: WorkspaceId,
}

impl FromRequest for Own {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let known = authentication::authenticated(&request).await?;
            match known.credential {
                Credential::Session { session, operator, .. } => Ok(Self {
                    visitor: Visitor::of(&request),
                    operator,
                    session,
                    workspace: known.caller.workspace,
                }),
                Credential::SecretKey(_) => Err(Problem::refused(Code::SessionRequired)),
                Credential::PublishableKey { .. } => Err(Problem::refused(Code::Unauthenticated)),
            }
        })
    }
}
