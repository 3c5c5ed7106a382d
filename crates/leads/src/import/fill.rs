//! What a row says of who a lead is and where it came from.

use super::catalogue::Catalogue;
use crate::{
    entity::lead::Model,
    lead::{Consent, Tags},
};
use customers::import::{attributes, words_of};
use exchange::{
    row_error::Fault,
    target::{ImportRow, RowFault},
    value::Value,
};

const MAX_EMPLOYEES: i32 = 10_000_000;

/// Puts everything into the lead but owner and stage, which change in ways of their own.
pub(super) fn fill(catalogue: &Catalogue, lead: &mut Model, row: &ImportRow) -> Vec<RowFault> {
    let mut custom = lead.attributes.as_object().cloned().unwrap_or_default();
    let mut faults =
        attributes::apply(&catalogue.definitions, &mut custom, row).err().unwrap_or_default();
    lead.attributes = custom.into();
    for (field, value) in &row.values {
        match (field.as_str(), value) {
            ("external_id", Value::Text(text)) => lead.external_id = Some(text.clone()),
            ("name", Value::Text(text)) => lead.name = Some(text.clone()),
            ("company", Value::Text(text)) => lead.company = Some(text.clone()),
            ("title", Value::Text(text)) => lead.title = Some(text.clone()),
            ("phone", Value::Phone(phone)) => lead.phone = Some(phone.clone()),
            ("email", Value::Email(email)) => lead.email = Some(email.clone()),
            ("wechat", Value::Text(text)) => lead.wechat = Some(text.clone()),
            ("industry", Value::Text(text)) => lead.industry = Some(text.clone()),
            ("city", Value::Text(text)) => lead.city = Some(text.clone()),
            ("region", Value::Text(text)) => lead.region = Some(text.clone()),
            ("note", Value::Text(text)) => lead.note = Some(text.clone()),
            ("consent", Value::Boolean(given)) => consent(lead, *given),
            _ => {
                let checked = fill_checked(catalogue, lead, field, value);
                faults.extend(checked.err().map(|fault| RowFault::of(field, fault)));
            }
        }
    }
    faults
}

/// The fields whose values can be wrong although they are well-formed.
fn fill_checked(
    catalogue: &Catalogue,
    lead: &mut Model,
    field: &str,
    value: &Value,
) -> Result<(), Fault> {
    match (field, value) {
        ("employees", Value::Integer(count)) => {
            let count = i32::try_from(*count).ok().filter(|it| (0..=MAX_EMPLOYEES).contains(it));
            let range = || Fault::new("out_of_range").with("min", 0).with("max", MAX_EMPLOYEES);
            lead.employees = Some(count.ok_or_else(range)?);
        }
        ("tags", Value::Text(text)) => {
            lead.tags = Tags::read(&[lead.tags.0.clone(), words_of(text)].concat())?;
        }
        ("channel", Value::Choice(key)) => lead.channel_id = Some(catalogue.channel(key)?.id),
        ("campaign", Value::Text(word)) => {
            let campaign = catalogue.campaign(word)?;
            lead.campaign_id = Some(campaign.id);
            // Fields come in the order of their names: the row's own channel follows and prevails.
            lead.channel_id = lead.channel_id.or(Some(campaign.channel_id));
        }
        _ => {}
    }
    Ok(())
}

/// What they agreed to stays on record with its words and time, unless the file says otherwise.
fn consent(lead: &mut Model, given: bool) {
    if lead.consent.as_ref().is_none_or(|known| known.given != given) {
        lead.consent = Some(Consent { given, text: None, at: None, form_id: None });
    }
}
