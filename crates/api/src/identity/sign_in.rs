use super::{own::Own, visitor::Visitor};
use crate::{
    extract::Body,
    problem::{Problem, Problems},
    work::{Answer, private},
};
use actix_web::{HttpResponse, get, http::StatusCode, post};
use identity::{Session, SignIn, SignUp, session, setup};
use kernel::{Code, Error, ids::WorkspaceId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What the sign-in page can offer.
#[derive(Serialize, ToSchema)]
pub struct AuthOptions {
    /// Whether signing up is possible now.
    sign_up_open: bool,
    /// Whether mails are shown in the development mailbox.
    dev_mailbox: bool,
    /// Whether this is a demonstration whose credentials were printed.
    demo: bool,
    #[schema(max_length = 40)]
    version: &'static str,
}

/// The workspace to go on in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SwitchWorkspace {
    workspace_id: WorkspaceId,
}

/// Get the options of the sign-in page
#[utoipa::path(
    tag = "auth", security(()),
    responses((status = 200, description = "The options", body = AuthOptions), Problems),
)]
#[get("/v1/auth/options")]
pub async fn get_auth_options(visitor: Visitor) -> Answer {
    let settings = &visitor.shared.settings;
    let options = AuthOptions {
        sign_up_open: setup::is_sign_up_open(visitor.db(), settings.sign_up).await?,
        dev_mailbox: super::dev_mails::folder(&visitor).is_some(),
        demo: settings.demo,
        version: env!("CARGO_PKG_VERSION"),
    };
    Ok(private(StatusCode::OK).json(options))
}

/// Sign up
///
/// Makes a workspace with its owner and signs them in. By default only the first owner of an installation can.
#[utoipa::path(
    tag = "auth", security(()),
    request_body(content = SignUp, example = json!({
        "workspace_name": "Evergreen Software", "name": "Li Wei", "email": "li.wei@example.cn",
        "password": "tea-and-9-peonies", "locale": "zh-CN", "time_zone": "Asia/Shanghai",
    })),
    responses((status = 201, description = "The session; its refresh token is in the cookie", body = Session), Problems),
)]
#[post("/v1/auth/sign-up")]
pub async fn sign_up(visitor: Visitor, Body(input): Body<SignUp>) -> Answer {
    let policy = visitor.shared.settings.sign_up;
    let signed_in =
        identity::sign_up(visitor.db(), policy, input, &visitor.client, leads::defaults::create)
            .await?;
    Ok(visitor.admit(StatusCode::CREATED, signed_in))
}

/// Sign in
///
/// An unknown address and a wrong password are answered alike. After five failures for an address each further try
/// has to wait, longer each time.
#[utoipa::path(
    tag = "auth", security(()),
    request_body(content = SignIn, example = json!({
        "email": "li.wei@example.cn", "password": "tea-and-9-peonies",
    })),
    responses((status = 200, description = "The session; its refresh token is in the cookie", body = Session), Problems),
)]
#[post("/v1/auth/sign-in")]
pub async fn sign_in(visitor: Visitor, Body(input): Body<SignIn>) -> Answer {
    let signed_in = identity::sign_in(visitor.db(), input, &visitor.client).await?;
    Ok(visitor.admit(StatusCode::OK, signed_in))
}

/// Refresh the session
///
/// Exchanges the refresh token in the cookie for a new one and a new access token. Each token works once: one that
/// comes a second time ends the session, since somebody else may have it.
#[utoipa::path(
    tag = "auth", security(()),
    responses((status = 200, description = "The session, with a new access token", body = Session), Problems),
)]
#[post("/v1/auth/refresh")]
pub async fn refresh_session(visitor: Visitor) -> Answer {
    let token = visitor.refresh_token().unwrap_or_default();
    match session::refresh(visitor.db(), &token, &visitor.client).await {
        Ok(signed_in) => Ok(visitor.admit(StatusCode::OK, signed_in)),
        Err(err) if err.code() == Code::SessionRevoked => Ok(refused(&visitor, err)),
        Err(err) => Err(err.into()),
    }
}

/// Sign out
///
/// Ends the session of the cookie. Without one there is nothing to end, which is no error.
#[utoipa::path(
    tag = "auth", security(()),
    responses((status = 204, description = "The session has ended"), Problems),
)]
#[post("/v1/auth/sign-out")]
pub async fn sign_out(visitor: Visitor) -> Answer {
    if let Some(token) = visitor.refresh_token() {
        session::sign_out(visitor.db(), &token, &visitor.client).await?;
    }
    Ok(visitor.dismiss())
}

/// Sign out everywhere
///
/// Ends all sessions of the operator, this one too.
#[utoipa::path(
    tag = "auth", security(("session" = [])),
    responses((status = 204, description = "All sessions have ended"), Problems),
)]
#[post("/v1/auth/sign-out-everywhere")]
pub async fn sign_out_everywhere(own: Own) -> Answer {
    session::sign_out_everywhere(own.visitor.db(), own.operator, &own.visitor.client).await?;
    Ok(own.visitor.dismiss())
}

/// Switch the workspace
///
/// Goes on in another workspace of the same operator, with a new access token. Refreshing keeps to it.
#[utoipa::path(
    tag = "auth", security(("session" = [])),
    request_body(content = SwitchWorkspace, example = json!({ "workspace_id": "ws_01h455vb4pex5vsknk084sn02q" })),
    responses((status = 200, description = "The session in that workspace", body = Session), Problems),
)]
#[post("/v1/auth/switch-workspace")]
pub async fn switch_workspace(own: Own, Body(input): Body<SwitchWorkspace>) -> Answer {
    let db = own.visitor.db();
    let session =
        session::switch_workspace(db, own.operator, own.session, input.workspace_id).await?;
    Ok(private(StatusCode::OK).json(session))
}

/// The refusal, and the browser forgets the token that is worth nothing any more.
fn refused(visitor: &Visitor, err: Error) -> HttpResponse {
    let mut response = HttpResponse::from_error(Problem(err));
    // A cookie that can't be written is kept by the browser, and refused again the next time.
    response.add_cookie(&visitor.forget()).ok();
    response
}
