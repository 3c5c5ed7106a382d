use super::visitor::Visitor;
use crate::{
    extract::Body,
    problem::{LinkProblems, Problems},
    work::Answer,
};
use actix_web::{HttpResponse, post};
use identity::password_reset::{self, RequestPasswordReset, ResetPassword};

/// Ask for a new password
///
/// Sends a link to the address if somebody here has it. The answer is the same either way.
#[utoipa::path(
    tag = "auth", security(()),
    request_body(content = RequestPasswordReset, example = json!({ "email": "li.wei@example.cn" })),
    responses((status = 202, description = "A link is on its way, if somebody has this address"), Problems),
)]
#[post("/v1/auth/password-reset")]
pub async fn request_password_reset(
    visitor: Visitor,
    Body(input): Body<RequestPasswordReset>,
) -> Answer {
    password_reset::request(visitor.db(), input).await?;
    Ok(HttpResponse::Accepted().finish())
}

/// Set a new password
///
/// Takes the token of the link, which works once and for an hour. All sessions end.
#[utoipa::path(
    tag = "auth", security(()),
    request_body(content = ResetPassword, example = json!({ "token": "AY…", "password": "plum-and-7-herons" })),
    responses((status = 204, description = "The password is set"), Problems, LinkProblems),
)]
#[post("/v1/auth/password-reset/confirm")]
pub async fn reset_password(visitor: Visitor, Body(input): Body<ResetPassword>) -> Answer {
    password_reset::confirm(visitor.db(), input, &visitor.client).await?;
    Ok(visitor.dismiss())
}
