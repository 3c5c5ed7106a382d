//! What a model may look at: what is known of a lead when it is scored. Columns that are filled by working on a lead (its
//! stage, owner, tags, validity, reason of loss, follow-ups, account and person) are no features, however well they would
//! tell the outcome.
//!
//! Visits before and after somebody became a lead come as touches. What a person did in the product is left out: a lead gets
//! its person when it is won, so that in all examples only winners would have done anything.

use super::{
    happening::{Happening, What},
    history,
    learn::Known,
};
use crate::entity::lead;
use chrono::NaiveDate;
use customers::attribute::{AttributeDefinition, AttributeKind, Definitions};
use serde_json::Value;

/// How often a lead was in touch with a channel in its first week.
pub const TOUCHES: &str = "touches";
const ATTRIBUTE: &str = "attributes.";
const BUILT_IN: &[&str] = &[
    "channel_id",
    "campaign_id",
    "industry",
    "region",
    "city",
    "title",
    "employees",
    "has_company",
    "has_phone",
    "has_email",
    "has_wechat",
    TOUCHES,
];

/// The fields of the workspace's leads that a model may look at.
pub fn fields(definitions: &Definitions) -> Vec<String> {
    let own = definitions.in_use().map(|it| format!("{ATTRIBUTE}{}", it.key));
    BUILT_IN.iter().map(|field| (*field).to_owned()).chain(own).collect()
}

/// A lead at the moment of scoring.
pub struct Seen<'a> {
    pub lead: &'a lead::Model,
    /// In order.
    pub happenings: &'a [Happening],
    pub definitions: &'a Definitions,
}

impl Seen<'_> {
    /// What is known of a field.
    pub fn known(&self, field: &str) -> Known {
        let lead = self.lead;
        let is_there = |there: bool| Known::Word(if there { "yes" } else { "no" }.to_owned());
        match field {
            "channel_id" => word(lead.channel_id.map(|id| id.to_string())),
            "campaign_id" => word(lead.campaign_id.map(|id| id.to_string())),
            "industry" => word(lead.industry.clone()),
            "region" => word(lead.region.clone()),
            "city" => word(lead.city.clone()),
            "title" => word(lead.title.clone()),
            "employees" => {
                lead.employees.map_or(Known::Missing, |count| Known::Number(count.into()))
            }
            "has_company" => is_there(lead.company.is_some()),
            "has_phone" => is_there(lead.phone.is_some()),
            "has_email" => is_there(lead.email.is_some()),
            "has_wechat" => is_there(lead.wechat.is_some()),
            TOUCHES => Known::Number(self.touches()),
            other => {
                let key = other.strip_prefix(ATTRIBUTE);
                let definition = key.and_then(|key| self.definitions.get(key));
                definition.map_or(Known::Missing, |definition| self.attribute(definition))
            }
        }
    }

    fn touches(&self) -> f64 {
        let until = history::horizon(self.lead);
        let is_touch = |it: &&Happening| matches!(it.what, What::Touch { .. }) && it.at <= until;
        super::ratio(self.happenings.iter().filter(is_touch).count(), 1)
    }

    fn attribute(&self, definition: &AttributeDefinition) -> Known {
        let value = &self.lead.attributes[definition.key.as_str()];
        match definition.kind {
            AttributeKind::Number => value.as_f64().map_or(Known::Missing, Known::Number),
            AttributeKind::Money => value["amount"].as_f64().map_or(Known::Missing, Known::Number),
            AttributeKind::Date => self.days_since(value),
            AttributeKind::Boolean => word(value.as_bool().map(|it| it.to_string())),
            AttributeKind::Text | AttributeKind::SingleChoice => {
                word(value.as_str().map(str::to_owned))
            }
            AttributeKind::MultiChoice => {
                let words = value.as_array().into_iter().flatten();
                Known::Words(words.filter_map(Value::as_str).map(str::to_owned).collect())
            }
        }
    }

    /// How many days before its coming a date lies.
    fn days_since(&self, value: &Value) -> Known {
        let day = value.as_str().and_then(|text| text.parse::<NaiveDate>().ok());
        let came = self.lead.created_at.date_naive();
        let days = day.and_then(|day| i32::try_from((came - day).num_days()).ok());
        days.map_or(Known::Missing, |days| Known::Number(f64::from(days)))
    }
}

/// Text that differs in case or surrounding space only is the same word.
fn word(text: Option<String>) -> Known {
    let text = text.map(|text| text.trim().to_lowercase()).filter(|text| !text.is_empty());
    text.map_or(Known::Missing, Known::Word)
}
