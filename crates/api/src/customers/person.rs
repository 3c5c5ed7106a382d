use crate::{
    customers::StoryPage,
    extract::{Body, ExportOptions, FilterAnd, Id, List},
    middleware::prefers_chinese,
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{HttpRequest, delete, get, patch, post};
use customers::person::{
    self, MergePeople, MergedPerson, NewPerson, Person, PersonColumn, PersonDuplicate,
    PersonFilter, PersonPatch, PersonQuery,
};
use insights::story::{self, StoryFilter};
use kernel::{ids::PersonId, page::PageRequest};
use serde::Serialize;
use utoipa::ToSchema;

page_of!(PeoplePage, Person, "A page of people.");

/// The probable duplicates of a person.
#[derive(Serialize, ToSchema)]
pub struct PersonDuplicates {
    /// The newest first; at most 20.
    pub data: Vec<PersonDuplicate>,
}

/// Export people
///
/// The list with the same filters and order as a CSV file that spreadsheets open safely, in the language of
/// `Accept-Language`.
#[utoipa::path(
    tag = "people",
    security(("session" = ["customers:read"]), ("secret_key" = ["customers:read"])),
    params(PersonFilter, ExportOptions<PersonColumn>),
    responses((status = 200, description = "The file", content_type = "text/csv", body = String), Problems),
)]
#[get("/v1/people/export.csv")]
pub async fn export_people(
    work: Work,
    asked: FilterAnd<PersonQuery, ExportOptions<PersonColumn>>,
    request: HttpRequest,
) -> Answer {
    let FilterAnd { filter: query, options } = asked;
    let columns = options.columns.map_or_else(|| PersonColumn::ALL.to_vec(), |columns| columns.0);
    let chinese = prefers_chinese(&request);
    let headers: Vec<_> = columns.iter().map(|it| it.label(chinese).to_owned()).collect();
    work.csv("people", &headers, options.sort, async move |tx, page| {
        let mut rows = person::list(tx, &query, page).await?;
        let people = std::mem::take(&mut rows.data);
        let cells = |person: &Person| columns.iter().map(|it| it.cell(person)).collect();
        Ok(rows.with(people.iter().map(cells).collect()))
    })
    .await
}

/// List people
///
/// Sorts: `created_at`, `updated_at`, `name`; default `-created_at`. Custom attributes are filtered by
/// `attr.<key>=`.
#[utoipa::path(
    tag = "people",
    security(("session" = ["customers:read"]), ("secret_key" = ["customers:read"])),
    params(PersonFilter, PageRequest, ("attr.{key}" = Option<String>, Query, description = "A custom attribute has one of these values, separated by commas.")),
    responses((status = 200, description = "A page of people", body = PeoplePage), Problems),
)]
#[get("/v1/people")]
pub async fn list_people(work: Work, list: List<PersonQuery>) -> Answer {
    work.list(async |tx| person::list(tx, &list.filter, &list.page).await.map(PeoplePage::from))
        .await
}

/// Create a person
///
/// A contact of accounts, a user of your product, or both. Duplicates are not refused: ask for them afterwards.
#[utoipa::path(
    tag = "people",
    security(("session" = ["customers:write"]), ("secret_key" = ["customers:write"])),
    request_body(content = NewPerson, example = json!({ "name": "张伟", "phone": "138 0000 1234", "email": "zhang.wei@example.cn", "accounts": [{ "account_id": "acc_01h455vb4pex5vsknk084sn02q", "role": "decider", "say": 3, "is_primary": true }] })),
    responses((status = 201, description = "The person as stored", body = Person), Problems),
)]
#[post("/v1/people")]
pub async fn create_person(work: Work, Body(input): Body<NewPerson>) -> Answer {
    work.create("/v1/people", async |tx| person::create(tx, input).await).await
}

/// Get a person
#[utoipa::path(
    tag = "people",
    security(("session" = ["customers:read"]), ("secret_key" = ["customers:read"])),
    params(("id" = PersonId, Path, description = "The person.")),
    responses((status = 200, description = "The person", body = Person), Problems),
)]
#[get("/v1/people/{id}")]
pub async fn get_person(work: Work, id: Id<PersonId>) -> Answer {
    work.read(async |tx| person::get(tx, id.0).await).await
}

/// Update a person
///
/// Changes the fields that are named; null empties a field. Of `attributes` only the keys named are changed.
#[utoipa::path(
    tag = "people",
    security(("session" = ["customers:write"]), ("secret_key" = ["customers:write"])),
    params(("id" = PersonId, Path, description = "The person.")),
    request_body(content = PersonPatch, example = json!({ "title": "店长", "wechat": null })),
    responses((status = 200, description = "The person after the change", body = Person), Problems),
)]
#[patch("/v1/people/{id}")]
pub async fn update_person(work: Work, id: Id<PersonId>, Body(patch): Body<PersonPatch>) -> Answer {
    work.change(async |tx| person::update(tx, id.0, patch).await).await
}

/// Archive a person
///
/// They leave the lists and keep everything that hangs on them.
#[utoipa::path(
    tag = "people",
    security(("session" = ["customers:write"]), ("secret_key" = ["customers:write"])),
    params(("id" = PersonId, Path, description = "The person.")),
    responses((status = 200, description = "The person, archived", body = Person), Problems),
)]
#[post("/v1/people/{id}/archive")]
pub async fn archive_person(work: Work, id: Id<PersonId>) -> Answer {
    work.change(async |tx| person::archive(tx, id.0).await).await
}

/// Erase what a person did
///
/// Takes their events out of everything that was counted, for good, with the ids by which senders knew them and their
/// browsers. The person stays. Of one who was merged into another nothing is left to erase: it is the other's. It needs
/// `events:write` besides `customers:write`.
#[utoipa::path(
    tag = "people",
    security(
        ("session" = ["customers:write", "events:write"]),
        ("secret_key" = ["customers:write", "events:write"]),
    ),
    params(("id" = PersonId, Path, description = "The person.")),
    responses((status = 204, description = "Nothing that they did is left"), Problems),
)]
#[delete("/v1/people/{id}/events")]
pub async fn erase_person_events(work: Work, id: Id<PersonId>) -> Answer {
    work.act(async |tx| activity::erase::person(tx, id.0).await).await
}

/// Bring a person back
#[utoipa::path(
    tag = "people",
    security(("session" = ["customers:write"]), ("secret_key" = ["customers:write"])),
    params(("id" = PersonId, Path, description = "The person.")),
    responses((status = 200, description = "The person, in use again", body = Person), Problems),
)]
#[post("/v1/people/{id}/unarchive")]
pub async fn unarchive_person(work: Work, id: Id<PersonId>) -> Answer {
    work.change(async |tx| person::unarchive(tx, id.0).await).await
}

/// List duplicates of a person
///
/// People in use that share phone number, e-mail address or WeChat id with them, at most 20.
#[utoipa::path(
    tag = "people",
    security(("session" = ["customers:read"]), ("secret_key" = ["customers:read"])),
    params(("id" = PersonId, Path, description = "The person.")),
    responses((status = 200, description = "Who may be the same", body = PersonDuplicates), Problems),
)]
#[get("/v1/people/{id}/duplicates")]
pub async fn list_person_duplicates(work: Work, id: Id<PersonId>) -> Answer {
    work.list(async |tx| Ok(PersonDuplicates { data: person::list_duplicates(tx, id.0).await? }))
        .await
}

/// Merge people
///
/// Makes the people named one with this person, who keeps everything that hung on them. `POST
/// /v1/merges/{id}/undo` undoes it exactly.
#[utoipa::path(
    tag = "people",
    security(("session" = ["customers:write"]), ("secret_key" = ["customers:write"])),
    params(("id" = PersonId, Path, description = "The person.")),
    request_body(content = MergePeople, example = json!({ "loser_ids": ["per_01h455vb4pex5vsknk084sn02q"], "field_choices": {} })),
    responses((status = 200, description = "The person that is left", body = MergedPerson), Problems),
)]
#[post("/v1/people/{id}/merge")]
pub async fn merge_people(work: Work, id: Id<PersonId>, Body(input): Body<MergePeople>) -> Answer {
    work.change(async |tx| person::merge(tx, id.0, input).await).await
}

/// Read the story of a person
///
/// Newest first: changes, notes, tasks, orders and subscriptions, touches of the leads that became them, and what
/// they did in the product. What was done on one day between two other entries is one entry. A page may be shorter
/// than `limit` although another follows; entries are not counted. Touches need `leads:read`, behaviour needs `events:read`;
/// without it they are left out, and the answer says so. Sorts: `-at`.
#[utoipa::path(
    tag = "people",
    security(("session" = ["customers:read"]), ("secret_key" = ["customers:read"])),
    params(("id" = PersonId, Path, description = "The person."), StoryFilter, PageRequest),
    responses((status = 200, description = "A page of the story", body = StoryPage), Problems),
)]
#[get("/v1/people/{id}/timeline")]
pub async fn list_person_timeline(work: Work, id: Id<PersonId>, list: List<StoryFilter>) -> Answer {
    work.list(async |tx| {
        story::of_person(tx, id.0, &list.filter, &list.page).await.map(StoryPage::from)
    })
    .await
}
