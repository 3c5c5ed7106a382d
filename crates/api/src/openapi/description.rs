//! The document as the handlers state it: collected from them, then finished with what holds for every operation. It costs
//! time and memory that a server has better use for, so it is made once, by `cargo xtask openapi`, and committed.

use super::{fields::meaning_of, nulls};
use crate::{
    app::operations,
    operations::Operations,
    problem::{ProblemDocument, ProblemField},
    webhooks,
};
use serde_json::Value;
use std::collections::BTreeMap;
use utoipa::{
    OpenApi,
    openapi::{
        OpenApi as Openapi, PathItem, Ref, RefOr, Response,
        path::Operation,
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
    (name = "quotes", description = "What leads are offered, at which price, and what they answered."),
    (name = "sales-kit", description = "Scripts, cases, price lists and competitor cards, and how they did."),
    (name = "sales-analysis", description = "How selling goes: funnel, times, wins, pipeline, reps, targets."),
    (name = "channels", description = "Channels, campaigns and what they cost."),
    (name = "lead-routing", description = "Who gets a lead: assignment, public pool, response time."),
    (name = "lead-forms", description = "Forms that capture leads."),
    (name = "referrals", description = "Who sends us others, whom, and what they earn by it."),
    (name = "accounts", description = "Customer companies."),
    (name = "people", description = "Contacts and users."),
    (name = "plans", description = "Plans and their features."),
    (name = "orders", description = "Orders and subscriptions."),
    (name = "tasks", description = "Tasks and notes of operators."),
    (name = "attributes", description = "Custom attributes."),
    (name = "imports", description = "Files in."),
    (name = "events", description = "Behaviour events in, and the catalogue of their names."),
    (name = "segment", description = "The Segment HTTP tracking specification, for clients that exist."),
    (name = "segments", description = "People and accounts that fulfil a condition."),
    (name = "insights", description = "Questions about behaviour, and across domains."),
    (name = "dashboards", description = "Questions under a name, and the pages that show them side by side."),
    (name = "platform", description = "Documentation and health."),
))]
struct Head;

/// The document, as text to be committed.
pub fn described() -> String {
    let mut openapi = Head::openapi();
    operations(&mut Operations::described_in(&mut openapi));
    env!("CARGO_PKG_VERSION").clone_into(&mut openapi.info.version);
    add_security_schemes(&mut openapi);
    openapi.webhooks = Some(webhooks::described());
    let mut problems = BTreeMap::new();
    for operation in openapi.paths.paths.values_mut().flat_map(operations_at) {
        finish(operation);
        share_problems(operation, &mut problems);
    }
    openapi.components.get_or_insert_default().responses.extend(problems);
    let mut document = serde_json::to_value(openapi).expect("the document is plain data");
    let schemas = &mut document["components"]["schemas"];
    describe_fields(schemas);
    nulls::keep_what_must_be_there(schemas);
    let mut json = serde_json::to_string_pretty(&document).expect("a value is plain data");
    json.push('\n');
    json
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
    let write_key = HttpBuilder::new().scheme(HttpAuthScheme::Basic).description(Some(
        "An API key as the user name, with an empty password: how clients of the Segment specification send it.",
    ));
    components.add_security_scheme("write_key", SecurityScheme::Http(write_key.build()));
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

fn operations_at(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [&mut item.get, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete]
        .into_iter()
        .flatten()
}
