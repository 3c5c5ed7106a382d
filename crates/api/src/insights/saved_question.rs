use crate::{
    extract::{Body, Id, List},
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{delete, get, patch, post};
use insights::saved_question::{
    self, NewSavedQuestion, SavedQuestion, SavedQuestionFilter, SavedQuestionPatch,
};
use kernel::{ids::SavedQuestionId, page::PageRequest};

page_of!(SavedQuestionsPage, SavedQuestion, "A page of saved questions.");

/// List saved questions
///
/// Sorts: `name`, `created_at`, `updated_at`; default `name`.
#[utoipa::path(
    tag = "dashboards",
    security(("session" = ["events:read"]), ("secret_key" = ["events:read"])),
    params(SavedQuestionFilter, PageRequest),
    responses((status = 200, description = "A page of questions", body = SavedQuestionsPage), Problems),
)]
#[get("/v1/saved-questions")]
pub async fn list_saved_questions(work: Work, list: List<SavedQuestionFilter>) -> Answer {
    work.list(async |tx| {
        saved_question::list(tx, &list.filter, &list.page).await.map(SavedQuestionsPage::from)
    })
    .await
}

/// Read a saved question
///
/// Its `parameters` are the body of the operation that answers its `kind`: `ask_trends`, `ask_funnel` and so on.
#[utoipa::path(
    tag = "dashboards",
    security(("session" = ["events:read"]), ("secret_key" = ["events:read"])),
    params(("id" = SavedQuestionId, Path, description = "The question.")),
    responses((status = 200, description = "The question", body = SavedQuestion), Problems),
)]
#[get("/v1/saved-questions/{id}")]
pub async fn get_saved_question(work: Work, id: Id<SavedQuestionId>) -> Answer {
    work.read(async |tx| saved_question::get(tx, id.0).await).await
}

/// Save a question
///
/// What its parameters leave out stays open: a question without days always looks at the latest ones.
#[utoipa::path(
    tag = "dashboards",
    security(("session" = ["events:read", "customers:write"]), ("secret_key" = ["events:read", "customers:write"])),
    request_body(content = NewSavedQuestion, example = json!({
        "name": "Active accounts by week",
        "question": {
            "kind": "trends",
            "parameters": { "unit": "account", "period": "week", "series": [{ "measure": "units" }] },
        },
    })),
    responses((status = 201, description = "The question", body = SavedQuestion), Problems),
)]
#[post("/v1/saved-questions")]
pub async fn create_saved_question(work: Work, Body(input): Body<NewSavedQuestion>) -> Answer {
    work.create("/v1/saved-questions", async |tx| saved_question::create(tx, input).await).await
}

/// Change a saved question
///
/// Dashboards show it as it is from now on.
#[utoipa::path(
    tag = "dashboards",
    security(("session" = ["events:read", "customers:write"]), ("secret_key" = ["events:read", "customers:write"])),
    params(("id" = SavedQuestionId, Path, description = "The question.")),
    request_body(content = SavedQuestionPatch, example = json!({ "name": "Active accounts" })),
    responses((status = 200, description = "The question", body = SavedQuestion), Problems),
)]
#[patch("/v1/saved-questions/{id}")]
pub async fn update_saved_question(
    work: Work,
    id: Id<SavedQuestionId>,
    Body(input): Body<SavedQuestionPatch>,
) -> Answer {
    work.change(async |tx| saved_question::update(tx, id.0, input).await).await
}

/// Delete a saved question
///
/// Dashboards no longer show it.
#[utoipa::path(
    tag = "dashboards",
    security(("session" = ["events:read", "customers:write"]), ("secret_key" = ["events:read", "customers:write"])),
    params(("id" = SavedQuestionId, Path, description = "The question.")),
    responses((status = 204, description = "The question is gone"), Problems),
)]
#[delete("/v1/saved-questions/{id}")]
pub async fn delete_saved_question(work: Work, id: Id<SavedQuestionId>) -> Answer {
    work.act(async |tx| saved_question::delete(tx, id.0).await).await
}
