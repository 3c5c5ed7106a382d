use crate::{
    extract::PathText,
    middleware::prefers_chinese,
    openapi::Document,
    problem::{Problem, Problems},
};
use actix_web::{HttpRequest, HttpResponse, get, http::header};
use kernel::{Code, Error};
use utoipa_swagger_ui::{Config, SwaggerUi};

/// Explain an error code
///
/// The page behind `type` of every problem document, in the caller's language.
#[utoipa::path(
    tag = "platform",
    security(()),
    params(("code" = String, Path, description = "The code, such as `invalid`.", example = "invalid")),
    responses((status = 200, description = "A page in HTML", content_type = "text/html", body = String), Problems),
)]
#[get("/problems/{code}")]
pub async fn get_problem_documentation(
    request: HttpRequest,
    path: PathText,
) -> Result<HttpResponse, Problem> {
    let code = Code::ALL.iter().find(|code| code.as_str() == path.get("code"));
    let code = code.ok_or_else(|| Error::not_found("error code"))?;
    let page = format!(
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>\
         <title>{code}</title><style>body{{font:15px/1.6 system-ui;max-width:40rem;margin:3rem auto;padding:0 1rem}}</style>\
         <h1><code>{code}</code></h1><p>HTTP {}</p><p><strong>{}</strong></p><p>{}</p>",
        code.status(),
        code.title(prefers_chinese(&request)),
        code.documentation(),
    );
    Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(page))
}

pub async fn openapi_json() -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(Document::JSON)
}

/// The document as a page on which calls can be tried. Everything it needs is in the binary.
pub fn swagger() -> SwaggerUi {
    let config = Config::from("/openapi.json")
        .try_it_out_enabled(true)
        .persist_authorization(false)
        .filter(true);
    SwaggerUi::new("/docs/{_:.*}").config(config)
}

pub async fn to_docs() -> HttpResponse {
    HttpResponse::TemporaryRedirect().insert_header((header::LOCATION, "/docs/")).finish()
}
