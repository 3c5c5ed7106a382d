//! What is wrong with a definition, with a pointer to each place.

use super::definition::{Decay, Limits, ScoreDefinition, Trigger};
use crate::{
    condition::LeadFields,
    entity::{campaign, channel, lead_form},
};
use chrono::NaiveDate;
use kernel::{Error, FieldError, Findings, WorkspaceTx};
use sea_orm::QuerySelect as _;
use std::collections::HashSet;
use uuid::Uuid;

/// Beyond it numbers lose their meaning.
const FARTHEST: i32 = 10_000;
const MOST_NAMES: usize = 50;

/// Finds everything that is wrong before it refuses; `at` is where the definition stands in the input.
pub async fn check(
    tx: &WorkspaceTx,
    definition: &ScoreDefinition,
    fields: &LeadFields,
    today: NaiveDate,
    at: &str,
) -> Result<(), Error> {
    let mut findings = Findings::default();
    let below = |errors: Vec<FieldError>| {
        errors.into_iter().map(|it| FieldError { pointer: format!("{at}{}", it.pointer), ..it })
    };
    findings.extend(below(Findings::of(definition).into_errors()));
    findings.extend(below(shape(definition)));
    for (group, it) in definition.fit.groups.iter().enumerate() {
        for (rule, it) in it.rules.iter().enumerate() {
            let pointer = format!("{at}/fit/groups/{group}/rules/{rule}/condition");
            findings.extend(fields.flaws(&it.condition, &pointer, today));
        }
    }
    let known = Known::read(tx, definition).await?;
    for (group, it) in definition.engagement.groups.iter().enumerate() {
        for (rule, it) in it.rules.iter().enumerate() {
            let pointer = format!("{at}/engagement/groups/{group}/rules/{rule}/when");
            findings.extend(known.flaws(&it.when, &pointer));
        }
    }
    findings.finish()
}

/// What can be told without the workspace.
pub fn shape(definition: &ScoreDefinition) -> Vec<FieldError> {
    let mut flaws = Vec::new();
    limits(definition.fit.limits, "/fit/limits", &mut flaws);
    limits(definition.engagement.limits, "/engagement/limits", &mut flaws);
    let cuts = &definition.grades;
    for (pointer, value) in [
        ("/grades/a", cuts.a),
        ("/grades/b", cuts.b),
        ("/grades/one", cuts.one),
        ("/grades/two", cuts.two),
    ] {
        number(value, pointer, &mut flaws);
    }
    for (pointer, low, high) in [("/grades/b", cuts.b, cuts.a), ("/grades/two", cuts.two, cuts.one)]
    {
        if low > high {
            flaws.push(FieldError::new(pointer, "too_large").with("max", high));
        }
    }
    for (place, group) in definition.engagement.groups.iter().enumerate() {
        let pointer = format!("/engagement/groups/{place}/decay");
        match group.decay {
            Decay::None => {}
            Decay::Linear { per_month } => {
                within(per_month, 0.01, 1.0, &format!("{pointer}/linear/per_month"), &mut flaws);
            }
            Decay::HalfLife { days } => {
                within(days, 1.0, 3650.0, &format!("{pointer}/half_life/days"), &mut flaws);
            }
        }
    }
    let mut keys = HashSet::new();
    for (place, threshold) in definition.thresholds.iter().enumerate() {
        let pointer = format!("/thresholds/{place}");
        number(threshold.at, &format!("{pointer}/at"), &mut flaws);
        within(threshold.hysteresis, 0.0, 1000.0, &format!("{pointer}/hysteresis"), &mut flaws);
        if !keys.insert(&threshold.key) {
            flaws.push(FieldError::new(format!("{pointer}/key"), "duplicate"));
        }
    }
    flaws
}

fn limits(limits: Limits, pointer: &str, flaws: &mut Vec<FieldError>) {
    for (name, value) in [("low", limits.low), ("high", limits.high)] {
        let (value, most) = (f64::from(value), f64::from(FARTHEST));
        within(value, -most, most, &format!("{pointer}/{name}"), flaws);
    }
    if limits.high <= limits.low {
        let least = limits.low.saturating_add(1);
        flaws.push(FieldError::new(format!("{pointer}/high"), "too_small").with("min", least));
    }
}

fn number(value: f64, pointer: &str, flaws: &mut Vec<FieldError>) {
    let most = f64::from(FARTHEST) * 2.0;
    within(value, -most, most, pointer, flaws);
}

fn within(value: f64, min: f64, max: f64, pointer: &str, flaws: &mut Vec<FieldError>) {
    if !(min..=max).contains(&value) {
        let flaw = FieldError::new(pointer, "out_of_range").with("min", min).with("max", max);
        flaws.push(flaw);
    }
}

/// What triggers may name.
struct Known {
    channels: HashSet<Uuid>,
    campaigns: HashSet<Uuid>,
    forms: HashSet<Uuid>,
}

impl Known {
    async fn read(tx: &WorkspaceTx, definition: &ScoreDefinition) -> Result<Self, Error> {
        let rules = || definition.engagement.groups.iter().flat_map(|group| &group.rules);
        let names_any = rules().any(|rule| match &rule.when {
            Trigger::Touch { channel_ids, campaign_ids, .. } => {
                !(channel_ids.is_empty() && campaign_ids.is_empty())
            }
            Trigger::Form { form_ids } => !form_ids.is_empty(),
            Trigger::Activity { .. } | Trigger::Event { .. } => false,
        });
        if !names_any {
            let none = HashSet::new;
            return Ok(Self { channels: none(), campaigns: none(), forms: none() });
        }
        let channels = tx.find::<channel::Entity>().select_only().column(channel::Column::Id);
        let campaigns = tx.find::<campaign::Entity>().select_only().column(campaign::Column::Id);
        let forms = tx.find::<lead_form::Entity>().select_only().column(lead_form::Column::Id);
        Ok(Self {
            channels: channels.into_tuple().all(&tx.db).await?.into_iter().collect(),
            campaigns: campaigns.into_tuple().all(&tx.db).await?.into_iter().collect(),
            forms: forms.into_tuple().all(&tx.db).await?.into_iter().collect(),
        })
    }

    fn flaws(&self, when: &Trigger, at: &str) -> Vec<FieldError> {
        match when {
            Trigger::Touch { channel_ids, campaign_ids, .. } => {
                let channels = channel_ids.iter().map(|id| id.uuid());
                let mut flaws =
                    missing(channels, &self.channels, &format!("{at}/touch/channel_ids"));
                let campaigns = campaign_ids.iter().map(|id| id.uuid());
                flaws.extend(missing(
                    campaigns,
                    &self.campaigns,
                    &format!("{at}/touch/campaign_ids"),
                ));
                flaws
            }
            Trigger::Form { form_ids } => {
                let forms = form_ids.iter().map(|id| id.uuid());
                missing(forms, &self.forms, &format!("{at}/form/form_ids"))
            }
            Trigger::Activity { .. } => Vec::new(),
            Trigger::Event { names } => event_names(names, &format!("{at}/event/names")),
        }
    }
}

fn missing(ids: impl Iterator<Item = Uuid>, known: &HashSet<Uuid>, at: &str) -> Vec<FieldError> {
    let ids = ids.enumerate().filter(|(_, id)| !known.contains(id));
    ids.map(|(place, _)| FieldError::new(format!("{at}/{place}"), "not_found")).collect()
}

/// A name that nobody sent yet is fine: rules may be written before the product sends it.
fn event_names(names: &[String], at: &str) -> Vec<FieldError> {
    if names.is_empty() {
        return vec![FieldError::new(at, "required")];
    }
    if names.len() > MOST_NAMES {
        return vec![FieldError::new(at, "too_many").with("max", MOST_NAMES)];
    }
    let wrong = names.iter().enumerate().filter_map(|(place, name)| {
        let code = if name.trim().is_empty() {
            "required"
        } else if name.chars().count() > 200 {
            "too_long"
        } else {
            return None;
        };
        Some(FieldError::new(format!("{at}/{place}"), code).with("max", 200))
    });
    wrong.collect()
}
