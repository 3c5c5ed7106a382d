//! The built web pages: the admin at `/`, the portal below `/f` and `/q`, the script for other sites at `/embed/v1.js`. Hashed assets may be kept for ever, the pages
//! that name them never.

use crate::{
    app::Shared,
    middleware::{framed_by, unknown_route},
};
use actix_files::NamedFile;
use actix_web::{
    HttpRequest, HttpResponse, Responder as _,
    http::{
        Method,
        header::{self, HeaderValue},
    },
    web,
};
use kernel::SystemTx;
use std::path::{Component, Path, PathBuf};

const FOREVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";
/// The address of the script stands on pages that are not ours and never changes, so what is new must get there by itself.
const A_DAY: &str = "public, max-age=86400, stale-while-revalidate=604800";
/// What belongs to the API and never falls back to a page.
const API_ROOTS: [&str; 7] = ["v1", "r", "docs", "problems", "openapi.json", "healthz", "readyz"];

pub fn configure(config: &mut web::ServiceConfig) {
    config.default_service(web::to(page_or_unknown));
}

async fn page_or_unknown(request: HttpRequest) -> HttpResponse {
    let first = request.path().trim_start_matches('/').split('/').next().unwrap_or_default();
    let is_page =
        matches!(*request.method(), Method::GET | Method::HEAD) && !API_ROOTS.contains(&first);
    let Some(root) = Shared::of(&request).settings.web_dir.as_deref().filter(|_| is_page) else {
        return unknown_route(request).await;
    };
    let (root, index) = match first {
        "f" | "q" | "portal-assets" | "embed" => (root.join("portal"), "index.html"),
        _ => (root.join("admin"), "index.html"),
    };
    if let Some(file) = existing_file(&root, request.path()) {
        let cache = match first {
            "embed" => A_DAY,
            _ if request.path().contains("assets/") => FOREVER,
            _ => ASK_AGAIN,
        };
        return send(&request, &file, cache);
    }
    // A missing asset is missing; any other address is a page of the application.
    if request.path().contains("assets/") || first == "embed" {
        return unknown_route(request).await;
    }
    let mut page = send(&request, &root.join(index), ASK_AGAIN);
    if first == "f"
        && let Some(policy) = policy_of(&request).await
    {
        page.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    page
}

/// A form says which sites may frame it.
async fn policy_of(request: &HttpRequest) -> Option<HeaderValue> {
    let slug = request.path().strip_prefix("/f/")?.split('/').next()?;
    let tx = SystemTx::read(&Shared::of(request).db).await.ok()?;
    let ancestors = leads::form::frame_ancestors(&tx, slug).await.ok()??;
    HeaderValue::from_str(&framed_by(&ancestors)).ok()
}

/// The file at this address, if there is one inside `root`.
fn existing_file(root: &Path, address: &str) -> Option<PathBuf> {
    let relative = Path::new(address.trim_start_matches('/'));
    let is_plain = relative.components().all(|part| matches!(part, Component::Normal(_)));
    let file = root.join(relative);
    (is_plain && file.is_file()).then_some(file)
}

fn send(request: &HttpRequest, file: &Path, cache: &'static str) -> HttpResponse {
    let Ok(file) = NamedFile::open(file) else {
        return HttpResponse::NotFound().finish();
    };
    let mut response = file.use_last_modified(true).respond_to(request).map_into_boxed_body();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    response
}
