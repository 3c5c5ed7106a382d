//! The OpenAPI document, and what the server itself takes from it: the same limits that it tells its callers.

mod description;
mod fields;
mod nulls;

use actix_web::http::Method;
use serde_json::Value;
use std::collections::HashMap;

pub use description::described;

/// The committed document and what is derived from it.
pub struct Document {
    routes: Vec<(Method, Vec<Segment>)>,
    /// How many characters a parameter may have, by method, path and name.
    lengths: HashMap<(Method, String), Vec<(String, usize)>>,
    /// The fields that are never null, by schema.
    never_null: HashMap<String, Vec<String>>,
}

enum Segment {
    Fixed(String),
    Any,
}

impl Document {
    /// What [`described`] said when it was last committed; `cargo xtask openapi --check` fails where the two differ.
    pub const JSON: &str = include_str!("../../../openapi/openapi.json");

    pub fn committed() -> Self {
        let document: Value = serde_json::from_str(Self::JSON).expect("it is written as JSON");
        let mut routes = Vec::new();
        let mut lengths = HashMap::new();
        for (path, method, operation) in operations(&document) {
            routes.push((method.clone(), segments(path)));
            lengths.insert((method, path.to_owned()), limited_parameters(operation));
        }
        let never_null = nulls::never_null(&document["components"]["schemas"]);
        Self { routes, lengths, never_null }
    }

    /// The fields of a schema that are never null.
    pub fn never_null(&self, schema: &str) -> &[String] {
        self.never_null.get(schema).map_or(&[], Vec::as_slice)
    }

    /// The methods that some operation takes at this path: for 405 and its `Allow`.
    pub fn methods_at(&self, path: &str) -> Vec<&Method> {
        let parts: Vec<_> = path.trim_start_matches('/').split('/').collect();
        let fits = |segments: &[Segment]| {
            segments.len() == parts.len()
                && segments.iter().zip(&parts).all(|(segment, part)| match segment {
                    Segment::Fixed(text) => text == part,
                    Segment::Any => !part.is_empty(),
                })
        };
        let fitting: Vec<_> = self.routes.iter().filter(|(_, segments)| fits(segments)).collect();
        // `/v1/leads/board` fits `/v1/leads/{id}` too, but means what it says.
        let is_fixed =
            |segments: &[Segment]| segments.iter().all(|it| matches!(it, Segment::Fixed(_)));
        let has_fixed = fitting.iter().any(|(_, segments)| is_fixed(segments));
        fitting
            .into_iter()
            .filter(|(_, segments)| is_fixed(segments) == has_fixed)
            .map(|(method, _)| method)
            .collect()
    }

    /// How many characters the parameter of this name may have at the operation that has this path, if it is limited.
    pub fn longest(&self, method: &Method, path: Option<&str>, name: &str) -> Option<usize> {
        let lengths = self.lengths.get(&(method.clone(), path?.to_owned()))?;
        lengths.iter().find(|(known, _)| known == name).map(|(_, max)| *max)
    }
}

fn operations(document: &Value) -> impl Iterator<Item = (&str, Method, &Value)> {
    let paths = document["paths"].as_object().into_iter().flatten();
    paths.flat_map(|(path, item)| {
        let operations = item.as_object().into_iter().flatten();
        operations.map(move |(method, operation)| {
            let method = Method::from_bytes(method.to_uppercase().as_bytes());
            (path.as_str(), method.expect("a path has nothing but operations"), operation)
        })
    })
}

fn segments(path: &str) -> Vec<Segment> {
    let segment = |part: &str| {
        if part.starts_with('{') { Segment::Any } else { Segment::Fixed(part.to_owned()) }
    };
    path.trim_start_matches('/').split('/').map(segment).collect()
}

fn limited_parameters(operation: &Value) -> Vec<(String, usize)> {
    let parameters = operation["parameters"].as_array().into_iter().flatten();
    let limited = parameters.filter_map(|parameter| {
        let max = usize::try_from(parameter["schema"]["maxLength"].as_u64()?).ok()?;
        Some((parameter["name"].as_str()?.to_owned(), max))
    });
    limited.collect()
}
