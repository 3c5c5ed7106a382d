use super::refusal::refusal;
use crate::{app::Shared, problem::Problem};
use actix_web::{FromRequest, HttpRequest, dev::Payload};
use kernel::{Code, Error, FieldError, Findings, filter::Many, page::PageRequest};
use serde::{Deserialize, de::DeserializeOwned};
use std::{
    fmt::Display,
    future::{Ready, ready},
    str::FromStr,
};
use utoipa::{IntoParams, ToSchema};

/// Query parameters of an operation that is no list. Unknown ones are refused.
pub struct Params<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Params<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(parse(req, &pairs_of(req)).map(Self))
    }
}

/// The filter and the page of a list, apart: `limit`, `cursor`, `sort` and `count` belong to the page.
pub struct List<F> {
    pub filter: F,
    pub page: PageRequest,
}

const PAGE_PARAMETERS: [&str; 4] = ["limit", "cursor", "sort", "count"];

impl<F: DeserializeOwned + 'static> FromRequest for List<F> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let (page, filter): (Vec<_>, Vec<_>) = pairs_of(req)
            .into_iter()
            .partition(|(name, _)| PAGE_PARAMETERS.contains(&name.as_str()));
        ready(parse(req, &page).and_then(|page| Ok(Self { filter: parse(req, &filter)?, page })))
    }
}

/// A filter, and other parameters that the operation takes beside it.
pub struct FilterAnd<F, O> {
    pub filter: F,
    pub options: O,
}

/// The parameters that are taken apart from a filter, by name.
pub trait Options: DeserializeOwned + 'static {
    const NAMES: &'static [&'static str];
}

/// How an export is made, beside the filter of its list.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(bound(deserialize = "C: FromStr, C::Err: Display"))]
pub struct ExportOptions<C: ToSchema> {
    /// The order, as of the list.
    #[param(max_length = 60)]
    pub sort: Option<String>,
    /// Which columns, in this order, separated by commas; left out all of them.
    #[param(value_type = Option<String>)]
    pub columns: Option<Many<C>>,
}

impl<C> Options for ExportOptions<C>
where
    C: FromStr + ToSchema + 'static,
    C::Err: Display,
{
    const NAMES: &'static [&'static str] = &["sort", "columns"];
}

impl<F: DeserializeOwned + 'static, O: Options> FromRequest for FilterAnd<F, O> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let (options, filter): (Vec<_>, Vec<_>) =
            pairs_of(req).into_iter().partition(|(name, _)| O::NAMES.contains(&name.as_str()));
        ready(
            parse(req, &options)
                .and_then(|options| Ok(Self { filter: parse(req, &filter)?, options })),
        )
    }
}

fn pairs_of(req: &HttpRequest) -> Vec<(String, String)> {
    form_urlencoded::parse(req.query_string().as_bytes()).into_owned().collect()
}

/// Reads the parameters, none longer than the document says.
fn parse<T: DeserializeOwned>(req: &HttpRequest, pairs: &[(String, String)]) -> Result<T, Problem> {
    let document = &Shared::of(req).document;
    let mut findings = Findings::default();
    for (name, value) in pairs {
        let pointer = || format!("/{name}");
        if value.contains('\0') {
            // PostgreSQL can't compare text with it.
            findings.add(FieldError::new(pointer(), "invalid_text"));
        }
        let max = document.longest(req.method(), req.match_pattern().as_deref(), name);
        if let Some(max) = max.filter(|max| value.chars().count() > *max) {
            findings.add(FieldError::new(pointer(), "too_long").with("max", max));
        }
    }
    findings.finish()?;
    let text = serde_urlencoded::to_string(pairs).map_err(Error::internal)?;
    let deserializer = serde_urlencoded::Deserializer::new(form_urlencoded::parse(text.as_bytes()));
    serde_path_to_error::deserialize(deserializer).map_err(|err| {
        let name = err.path().to_string();
        let pointer = if name == "." { String::new() } else { format!("/{name}") };
        Problem(refusal(pointer, &err.inner().to_string(), Code::UnknownParameter))
    })
}
