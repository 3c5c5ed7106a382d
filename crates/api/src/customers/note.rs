use crate::{
    extract::{Body, Id, List},
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{delete, get, patch, post};
use customers::note::{self, NewNote, Note, NoteFilter, NotePatch};
use kernel::{ids::NoteId, page::PageRequest};

page_of!(NotesPage, Note, "A page of notes.");

/// List notes
///
/// Sorts: `created_at`, `updated_at`; default `-created_at`. Notes about leads, campaigns, channels and forms are
/// listed with `leads:read`, all others with `customers:read`.
#[utoipa::path(
    tag = "tasks",
    security(("session" = ["customers:read"]), ("secret_key" = ["customers:read"])),
    params(NoteFilter, PageRequest),
    responses((status = 200, description = "A page of notes", body = NotesPage), Problems),
)]
#[get("/v1/notes")]
pub async fn list_notes(work: Work, list: List<NoteFilter>) -> Answer {
    work.list(async |tx| note::list(tx, &list.filter, &list.page).await.map(NotesPage::from)).await
}

/// Create a note
///
/// Markdown about any object. Needs the grants of the object it is about: `leads:…` for leads, campaigns,
/// channels and forms, `customers:…` for all others.
#[utoipa::path(
    tag = "tasks",
    security(("session" = ["customers:write"]), ("secret_key" = ["customers:write"])),
    request_body(content = NewNote, example = json!({ "subject_id": "acc_01h455vb4pex5vsknk084sn02q", "body": "Wants to open a **second shop** in May." })),
    responses((status = 201, description = "The note as stored", body = Note), Problems),
)]
#[post("/v1/notes")]
pub async fn create_note(work: Work, Body(input): Body<NewNote>) -> Answer {
    work.create("/v1/notes", async |tx| note::create(tx, input).await).await
}

/// Get a note
#[utoipa::path(
    tag = "tasks",
    security(("session" = ["customers:read"]), ("secret_key" = ["customers:read"])),
    params(("id" = NoteId, Path, description = "The note.")),
    responses((status = 200, description = "The note", body = Note), Problems),
)]
#[get("/v1/notes/{id}")]
pub async fn get_note(work: Work, id: Id<NoteId>) -> Answer {
    work.read(async |tx| note::get(tx, id.0).await).await
}

/// Update a note
///
/// Needs the grants of the object it is about: `leads:…` for leads, campaigns, channels and forms, `customers:…`
/// for all others.
#[utoipa::path(
    tag = "tasks",
    security(("session" = ["customers:write"]), ("secret_key" = ["customers:write"])),
    params(("id" = NoteId, Path, description = "The note.")),
    request_body(content = NotePatch, example = json!({ "pinned": true })),
    responses((status = 200, description = "The note after the change", body = Note), Problems),
)]
#[patch("/v1/notes/{id}")]
pub async fn update_note(work: Work, id: Id<NoteId>, Body(patch): Body<NotePatch>) -> Answer {
    work.change(async |tx| note::update(tx, id.0, patch).await).await
}

/// Delete a note
///
/// Needs the grants of the object it is about: `leads:…` for leads, campaigns, channels and forms, `customers:…`
/// for all others.
#[utoipa::path(
    tag = "tasks",
    security(("session" = ["customers:write"]), ("secret_key" = ["customers:write"])),
    params(("id" = NoteId, Path, description = "The note.")),
    responses((status = 204, description = "The note is gone"), Problems),
)]
#[delete("/v1/notes/{id}")]
pub async fn delete_note(work: Work, id: Id<NoteId>) -> Answer {
    work.act(async |tx| note::delete(tx, id.0).await).await
}
