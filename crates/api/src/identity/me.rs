use super::own::Own;
use crate::{
    extract::{Body, Id},
    page::page_of,
    problem::Problems,
    work::{Answer, private},
};
use actix_web::{delete, get, http::StatusCode, patch, post};
use identity::{
    Me,
    account::{self, ChangePassword, MePatch},
    session::{self, SessionEntry},
};
use kernel::{ids::SessionId, page::Page};

page_of!(SessionsPage, SessionEntry, "The sessions of one operator.");

/// Get yourself
///
/// Who is signed in, in which workspace, and what they may do there.
#[utoipa::path(
    tag = "auth", security(("session" = [])),
    responses((status = 200, description = "Who is signed in", body = Me), Problems),
)]
#[get("/v1/me")]
pub async fn get_me(own: Own) -> Answer {
    let me = account::me(own.visitor.db(), own.operator, own.workspace).await?;
    Ok(private(StatusCode::OK).json(me))
}

/// Change yourself
///
/// Name, language and what the screens keep; in every workspace alike.
#[utoipa::path(
    tag = "auth", security(("session" = [])),
    request_body(content = MePatch, example = json!({ "locale": "en", "preferences": { "theme": "dark" } })),
    responses((status = 200, description = "Who is signed in", body = Me), Problems),
)]
#[patch("/v1/me")]
pub async fn update_me(own: Own, Body(input): Body<MePatch>) -> Answer {
    let me = account::update_me(own.visitor.db(), own.operator, own.workspace, input).await?;
    Ok(private(StatusCode::OK).json(me))
}

/// Change your password
///
/// Needs the current one. All other sessions end.
#[utoipa::path(
    tag = "auth", security(("session" = [])),
    request_body(content = ChangePassword, example = json!({
        "current_password": "tea-and-9-peonies", "new_password": "plum-and-7-herons",
    })),
    responses((status = 204, description = "The password is changed"), Problems),
)]
#[post("/v1/me/change-password")]
pub async fn change_password(own: Own, Body(input): Body<ChangePassword>) -> Answer {
    let visitor = &own.visitor;
    account::change_password(visitor.db(), own.operator, own.session, input, &visitor.client)
        .await?;
    Ok(private(StatusCode::NO_CONTENT).finish())
}

/// List your sessions
///
/// Where you are signed in, newest first: 100 places at most. Signing in once more ends the session that was not used for
/// longest.
#[utoipa::path(
    tag = "auth", security(("session" = [])),
    responses((status = 200, description = "Your sessions", body = SessionsPage), Problems),
)]
#[get("/v1/me/sessions")]
pub async fn list_sessions(own: Own) -> Answer {
    let data = session::list(own.visitor.db(), own.operator, own.session).await?;
    let page = SessionsPage::from(Page { data, next_cursor: None, total: None });
    Ok(private(StatusCode::OK).json(page))
}

/// End one of your sessions
#[utoipa::path(
    tag = "auth", security(("session" = [])),
    params(("id" = SessionId, Path, description = "The session.")),
    responses((status = 204, description = "The session has ended"), Problems),
)]
#[delete("/v1/me/sessions/{id}")]
pub async fn revoke_session(own: Own, id: Id<SessionId>) -> Answer {
    let visitor = &own.visitor;
    session::revoke(visitor.db(), own.operator, id.0, &visitor.client).await?;
    Ok(private(StatusCode::NO_CONTENT).finish())
}
