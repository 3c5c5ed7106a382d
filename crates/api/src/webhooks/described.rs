//! The `webhooks` section of the OpenAPI document: one request per type of event, as a receiver gets it.

use kernel::locale::Locale;
use utoipa::openapi::{
    Content, HttpMethod, PathItem, Paths, Ref, ResponseBuilder, Schema,
    path::{OperationBuilder, Parameter, ParameterBuilder, ParameterIn},
    request_body::RequestBodyBuilder,
    schema::{ObjectBuilder, Type},
};
use webhooks::event_type::{EventTypeInfo, catalogue};

pub fn described() -> Paths {
    let mut paths = Paths::new();
    for info in catalogue(Locale::En) {
        paths.paths.insert(info.event_type.clone(), request_of(&info));
    }
    paths
}

fn request_of(info: &EventTypeInfo) -> PathItem {
    let mut content = Content::new(Some(Ref::from_schema_name("WebhookMessage")));
    content.example = serde_json::to_value(&info.example).ok();
    let body = RequestBodyBuilder::new().content("application/json", content).build();
    let taken = ResponseBuilder::new()
        .description("Any status from 200 to 299 takes the message; anything else is tried again.")
        .build();
    let operation = OperationBuilder::new()
        .operation_id(Some(format!("webhook_{}", info.event_type.replace('.', "_"))))
        .tag("webhooks")
        .summary(Some(info.event_type.clone()))
        .description(Some(info.description.clone()))
        .parameter(header("webhook-id", "The same on every try: recognise repeats by it."))
        .parameter(header("webhook-timestamp", "When it was sent, in seconds since 1970."))
        .parameter(header(
            "webhook-signature",
            "Signatures by the Standard Webhooks specification.",
        ))
        .request_body(Some(body))
        .response("2XX", taken)
        .build();
    PathItem::new(HttpMethod::Post, operation)
}

fn header(name: &str, description: &str) -> Parameter {
    let text: Schema = ObjectBuilder::new().schema_type(Type::String).build().into();
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .description(Some(description))
        .required(utoipa::openapi::Required::True)
        .schema(Some(text))
        .build()
}
