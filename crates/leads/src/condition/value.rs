//! The value of a field in a lead's row, as conditions compare it.

use super::fields::Around;
use crate::entity::lead::Model;
use chrono::{DateTime, Utc};
use segments::field::ATTRIBUTE;
use serde_json::{Value, json};

/// Null where it is missing.
pub fn of(around: &Around, field: &str, lead: &Model) -> Value {
    let text = |text: &Option<String>| text.as_deref().map_or(Value::Null, Value::from);
    let day = |at: DateTime<Utc>| Value::from(around.zone.day_of(at).to_string());
    let id = |id: Option<String>| id.map_or(Value::Null, Value::from);
    match field {
        "channel_id" => id(lead.channel_id.map(|id| id.to_string())),
        "channel_kind" => {
            let kind = lead.channel_id.and_then(|id| around.kinds.get(&id));
            kind.map_or(Value::Null, |kind| kind.as_str().into())
        }
        "campaign_id" => id(lead.campaign_id.map(|id| id.to_string())),
        "industry" => text(&lead.industry),
        "region" => text(&lead.region),
        "city" => text(&lead.city),
        "employees" => lead.employees.into(),
        "company" => text(&lead.company),
        "name" => text(&lead.name),
        "title" => text(&lead.title),
        "tags" => json!(lead.tags.0),
        "has_phone" => lead.phone.is_some().into(),
        "has_email" => lead.email.is_some().into(),
        "has_wechat" => lead.wechat.is_some().into(),
        "email_domain" => {
            let email = lead.email.as_ref().map(ToString::to_string);
            let domain = email.as_deref().and_then(|email| email.rsplit_once('@'));
            domain.map_or(Value::Null, |(_, domain)| domain.into())
        }
        "stage_id" => lead.stage_id.to_string().into(),
        "status_type" => lead.status_type.as_str().into(),
        "validity" => lead.validity.as_str().into(),
        "lost_reason" => lead.lost_reason.map_or(Value::Null, |reason| reason.as_str().into()),
        "owner_id" => id(lead.owner_id.map(|id| id.to_string())),
        "created_at" => day(lead.created_at),
        "first_touch_at" => day(lead.first_touch_at),
        "last_touch_at" => day(lead.last_touch_at),
        "last_activity_at" => lead.last_activity_at.map_or(Value::Null, day),
        "external_id" => text(&lead.external_id),
        other => match other.strip_prefix(ATTRIBUTE) {
            Some(key) => lead.attributes[key].clone(),
            None => Value::Null,
        },
    }
}
