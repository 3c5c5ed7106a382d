//! The link that an advocate gives to friends.

use crate::{app::Shared, extract::PathText, middleware::RequestId, work::Answer};
use actix_web::{HttpRequest, HttpResponse, http::header, web};
use leads::referral::{self, Landing};

/// No form has this slug, so its page says that there is no such form.
const NOWHERE: &str = "/f/-";

pub fn configure(config: &mut web::ServiceConfig) {
    config.route("/r/{code}", web::get().to(follow));
}

/// Leads to the programme's form, with the code and what else the link carries.
async fn follow(request: HttpRequest, path: PathText) -> Answer {
    let shared = Shared::of(&request).clone();
    let code = path.get("code");
    let landing = referral::landing(&shared.db, code, RequestId::of(&request)).await?;
    let target = landing.map_or_else(|| NOWHERE.to_owned(), |it| address(&it, &request));
    // A code may stop working, or lead elsewhere tomorrow.
    let response = HttpResponse::Found()
        .insert_header((header::LOCATION, target))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .finish();
    Ok(response)
}

fn address(Landing { slug, code }: &Landing, request: &HttpRequest) -> String {
    match request.query_string() {
        "" => format!("/f/{slug}?ref={code}"),
        more => format!("/f/{slug}?ref={code}&{more}"),
    }
}
