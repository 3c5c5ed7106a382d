use crate::{app::Shared, problem::Problem};
use actix_web::{FromRequest, HttpRequest, dev::Payload};
use kernel::{Code, Error};
use std::{
    future::{Ready, ready},
    str::FromStr,
};

/// The id in the path (`{id}`). One that is malformed or of another kind answers 404, like one that is unknown.
pub struct Id<T>(pub T);

impl<T: FromStr + 'static> FromRequest for Id<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let id = req.match_info().get("id").and_then(|text| text.parse().ok());
        ready(id.map(Self).ok_or_else(|| no_such_object(req)))
    }
}

/// `PATCH /v1/leads/board` lands at `/v1/leads/{id}`: there `board` is no id, but a place that takes other methods.
fn no_such_object(req: &HttpRequest) -> Problem {
    let methods = Shared::of(req).document.methods_at(req.path());
    if methods.contains(&req.method()) {
        Problem(Error::refused(Code::NotFound).with("what", "object"))
    } else {
        Problem::refused(Code::MethodNotAllowed)
    }
}

/// Named texts in the path, such as `{slug}` or `{token}`.
pub struct PathText(HttpRequest);

impl PathText {
    pub fn get(&self, name: &str) -> &str {
        self.0.match_info().get(name).unwrap_or_default()
    }

    /// Another id in the path, beside `{id}`.
    pub fn id<T: FromStr>(&self, name: &str) -> Result<T, Problem> {
        let id = self.get(name).parse().ok();
        id.ok_or_else(|| Problem(Error::refused(Code::NotFound).with("what", "object")))
    }
}

impl FromRequest for PathText {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(req.clone())))
    }
}
