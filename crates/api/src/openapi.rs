//! The OpenAPI document: collected from the handlers, then finished with what holds for every operation.

mod fields;
mod nulls;

use crate::{
    app::operations,
    operations::Operations,
    problem::{ProblemDocument, ProblemField},
    webhooks,
};
use actix_web::http::Method;
use fields::meaning_of;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use utoipa::{
    OpenApi,
    openapi::{
        OpenApi as Openapi, PathItem, Ref, RefOr, Response, Schema,
        path::{Operation, Parameter},
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

#[derive(OpenApi)]
#[openapi(info(
    title = "Perennial",
    description = "The operations platform for vendors who sell SaaS to small businesses: the whole customer journey, from \
the first lead to the tenth renewal, behind one API.\n\nIds are TypeIDs. Times are RFC 3339 in UTC. Money is integer minor units. \
Lists use cursors. Failures are problem documents (RFC 9457) with a stable `code`; titles follow `Accept-Language` (en, zh-CN). \
Every POST takes an `Idempotency-Key`.",
    license(name = "Apache-2.0", identifier = "Apache-2.0")
), components(schemas(ProblemDocument, ProblemField)), tags(
    (name = "auth", description = "Signing in and out, invitations, passwords."),
    (name = "workspace", description = "The workspace and its settings."),
    (name = "members", description = "Members, invitations and roles."),
    (name = "api-keys", description = "Keys for programs."),
    (name = "saved-views", description = "Filters, sort and columns of a list under a name."),
    (name = "audit", description = "Who changed what."),
    (name = "jobs", description = "Long operations, and jobs that failed for good."),
    (name = "webhooks", description = "Events out: endpoints and deliveries."),
    (name = "leads", description = "Leads: people who may buy."),
    (name = "channels", description = "Channels, campaigns and what they cost."),
    (name = "lead-forms", description = "Forms that capture leads."),
    (name = "accounts", description = "Customer companies."),
    (name = "people", description = "Contacts and users."),
    (name = "plans", description = "Plans and their features."),
    (name = "orders", description = "Orders and subscriptions."),
    (name = "tasks", description = "Tasks and notes of operators."),
    (name = "attributes", description = "Custom attributes."),
    (name = "imports", description = "Files in."),
    (name = "events", description = "Behaviour events in."),
    (name = "insights", description = "Questions across domains."),
    (name = "platform", description = "Documentation and health."),
))]
struct Head;

/// The document and what is derived from it.
pub struct Document {
    routes: Vec<(Method, Vec<Segment>)>,
    /// How many characters a parameter may have, by method, path and name.
    lengths: HashMap<(Method, String), Vec<(String, usize)>>,
    /// The fields that are never null, by schema.
    never_null: HashMap<String, Vec<String>>,
    json: String,
}

enum Segment {
    Fixed(String),
    Any,
}

impl Document {
    pub fn new() -> Self {
        let mut openapi = Head::openapi();
        operations(&mut Operations::described_in(&mut openapi));
        env!("CARGO_PKG_VERSION").clone_into(&mut openapi.info.version);
        add_security_schemes(&mut openapi);
        openapi.webhooks = Some(webhooks::described());
        let mut problems = BTreeMap::new();
        for (_, operation) in operations_of(&mut openapi) {
            finish(operation);
            share_problems(operation, &mut problems);
        }
        openapi.components.get_or_insert_default().responses.extend(problems);
        let routes = routes_of(&openapi);
        let lengths = lengths_of(&mut openapi);
        let mut document = serde_json::to_value(openapi).expect("the document is plain data");
        let schemas = &mut document["components"]["schemas"];
        describe_fields(schemas);
        nulls::keep_what_must_be_there(schemas);
        let never_null = nulls::never_null(schemas);
        let mut json = serde_json::to_string_pretty(&document).expect("a value is plain data");
        json.push('\n');
        Self { routes, lengths, never_null, json }
    }

    /// The document as it is committed and served.
    pub fn to_json(&self) -> &str {
        &self.json
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

impl Default for Document {
    fn default() -> Self {
        Self::new()
    }
}

fn add_security_schemes(openapi: &mut Openapi) {
    let bearer = |format: &str, description: &str| {
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format(format);
        SecurityScheme::Http(scheme.description(Some(description)).build())
    };
    let components = openapi.components.get_or_insert_default();
    let schemes = [
        (
            "session",
            bearer(
                "JWT",
                "An access token from `POST /v1/auth/sign-in`; it lives 15 minutes at most.",
            ),
        ),
        ("secret_key", bearer("sk_…", "A secret API key; it has the grants it was created with.")),
        (
            "publishable_key",
            bearer("pk_…", "A publishable key for browsers: events and public content only."),
        ),
    ];
    for (name, scheme) in schemes {
        components.add_security_scheme(name, scheme);
    }
}

/// What the handlers need not repeat.
fn finish(operation: &mut Operation) {
    // A summary is a phrase, a description says more; where there is no more to say, it says the phrase.
    if operation.description.as_deref().unwrap_or_default().is_empty() {
        operation.description.clone_from(&operation.summary);
    }
}

/// Every operation answers the same problems: said once in the components, named everywhere else.
fn share_problems(operation: &mut Operation, problems: &mut BTreeMap<String, RefOr<Response>>) {
    for (status, response) in &mut operation.responses.responses {
        let RefOr::T(full) = response else { continue };
        let Some(content) = full.content.get_mut("application/problem+json") else { continue };
        if let RefOr::T(content) = content {
            content.schema = Some(Ref::from_schema_name("Problem").into());
        }
        let name = format!("Problem{status}");
        let reference = RefOr::Ref(Ref::from_response_name(&name));
        problems.entry(name).or_insert(std::mem::replace(response, reference));
    }
}

/// Gives fields that say nothing of themselves what their name means everywhere.
fn describe_fields(schema: &mut Value) {
    match schema {
        Value::Object(parts) => {
            if let Some(Value::Object(properties)) = parts.get_mut("properties") {
                for (name, property) in properties {
                    describe(name, property);
                }
            }
            parts.values_mut().for_each(describe_fields);
        }
        Value::Array(parts) => parts.iter_mut().for_each(describe_fields),
        _ => {}
    }
}

fn describe(name: &str, property: &mut Value) {
    if let (Value::Object(parts), Some(meaning)) = (property, meaning_of(name)) {
        parts.entry("description").or_insert_with(|| meaning.into());
    }
}

fn operations_of(openapi: &mut Openapi) -> impl Iterator<Item = (Method, &mut Operation)> {
    openapi.paths.paths.values_mut().flat_map(operations_at)
}

fn operations_at(item: &mut PathItem) -> impl Iterator<Item = (Method, &mut Operation)> {
    [
        (Method::GET, &mut item.get),
        (Method::POST, &mut item.post),
        (Method::PUT, &mut item.put),
        (Method::PATCH, &mut item.patch),
        (Method::DELETE, &mut item.delete),
    ]
    .into_iter()
    .filter_map(|(method, operation)| operation.as_mut().map(|operation| (method, operation)))
}

fn lengths_of(openapi: &mut Openapi) -> HashMap<(Method, String), Vec<(String, usize)>> {
    let length = |parameter: &RefOr<Parameter>| {
        let RefOr::T(parameter) = parameter else { return None };
        let Some(RefOr::T(Schema::Object(schema))) = &parameter.schema else { return None };
        Some((parameter.name.clone(), schema.max_length?))
    };
    let mut lengths = HashMap::new();
    for (path, item) in &mut openapi.paths.paths {
        for (method, operation) in operations_at(item) {
            let limited = operation.parameters.iter().flatten().filter_map(length).collect();
            lengths.insert((method, path.clone()), limited);
        }
    }
    lengths
}

fn routes_of(openapi: &Openapi) -> Vec<(Method, Vec<Segment>)> {
    let segments = |path: &str| {
        let part = |part: &str| {
            if part.starts_with('{') { Segment::Any } else { Segment::Fixed(part.to_owned()) }
        };
        path.trim_start_matches('/').split('/').map(part).collect::<Vec<_>>()
    };
    let routes = openapi.paths.paths.iter().flat_map(|(path, item)| {
        let methods = [
            (Method::GET, item.get.is_some()),
            (Method::POST, item.post.is_some()),
            (Method::PUT, item.put.is_some()),
            (Method::PATCH, item.patch.is_some()),
            (Method::DELETE, item.delete.is_some()),
        ];
        methods
            .into_iter()
            .filter(|(_, is_there)| *is_there)
            .map(move |(method, _)| (method, segments(path)))
    });
    routes.collect()
}
