//! What the vendor sells and keeps track of: plans, attributes, saved views, a dashboard.

use super::setting::{MINOR, Setting};
use crate::{
    vocabulary::{Extent, Offer},
    year::{Attribute, Dashboard, Member, Plan, Question, View},
};
use serde_json::{Map, Value, json};

pub fn plans(setting: &Setting) -> Vec<Plan> {
    let mut dice = setting.dice("plans");
    let at = setting.calendar.start();
    let offers = setting.words.plans.iter().enumerate();
    offers
        .map(|(place, offer)| Plan {
            id: dice.id(at),
            key: offer.key,
            name: offer.name,
            description: offer.description,
            opening_fee: offer.opening_fee * MINOR,
            annual_fee: offer.annual_fee * MINOR,
            features: features(setting, place),
        })
        .collect()
}

fn features(setting: &Setting, plan: usize) -> Value {
    let features = setting.words.features.iter().map(|feature| match feature.plans[plan] {
        Extent::Yes => json!({"key": feature.key, "name": feature.name, "included": true}),
        Extent::No => json!({"key": feature.key, "name": feature.name, "included": false}),
        Extent::UpTo(limit) => {
            json!({"key": feature.key, "name": feature.name, "included": true, "limit": limit})
        }
    });
    features.collect()
}

/// The plan that fits so many stores.
pub fn plan_for(offers: &[Offer], stores: i64, dice: &mut crate::dice::Dice) -> usize {
    let fitting =
        |offer: &Offer| if stores <= offer.max_stores { f64::from(offer.share) } else { 0.0 };
    dice.weighted(offers.iter().map(fitting))
}

/// What stores beyond those that the plan includes cost in a year, in minor units.
pub fn extra_stores(offers: &[Offer], plan: usize, stores: i64) -> i64 {
    let included = [1, 3, 10][plan];
    (stores - included).max(0) * offers[plan].extra_store * MINOR
}

pub fn attributes(setting: &Setting) -> Vec<Attribute> {
    let mut dice = setting.dice("attributes");
    let at = setting.calendar.start();
    let defined = setting.words.attributes.iter();
    defined
        .map(|attribute| Attribute {
            id: dice.id(at),
            key: attribute.key,
            label: attribute.label,
            label_zh: attribute.label_zh,
            kind: attribute.kind,
            options: attribute.options,
        })
        .collect()
}

pub fn views(setting: &Setting, members: &[Member]) -> Vec<View> {
    let mut dice = setting.dice("views");
    let at = setting.calendar.start();
    let views = setting.words.views.iter();
    views
        .map(|view| {
            let params =
                view.params.iter().map(|(key, value)| ((*key).to_owned(), Value::from(*value)));
            let params = Value::Object(params.collect::<Map<_, _>>());
            View {
                id: dice.id(at),
                list: view.list,
                name: view.name,
                params,
                owner_id: members[0].id,
            }
        })
        .collect()
}

/// What the vendor looks at every Monday.
pub fn dashboard(setting: &Setting, members: &[Member]) -> Dashboard {
    let mut dice = setting.dice("dashboard");
    let at = setting.calendar.start();
    let by_week = json!({ "unit": "account", "period": "week" });
    let again = json!({ "unit": "account", "period": "week", "cohort_mode": "recurring" });
    let active = json!({ "unit": "account", "period": "week", "series": [{ "measure": "units" }] });
    let questions = [
        ("trends", active, [0, 0, 6, 5]),
        ("lifecycle", by_week, [6, 0, 6, 5]),
        ("retention", again, [0, 5, 12, 8]),
        ("adoption", json!({ "unit": "person" }), [0, 13, 12, 9]),
        ("mrr", json!({}), [0, 22, 12, 7]),
    ];
    let questions = questions.into_iter().zip(setting.words.dashboard.questions).map(
        |((kind, parameters, place), name)| Question {
            id: dice.id(at),
            tile_id: dice.id(at),
            name,
            kind,
            parameters,
            place,
        },
    );
    let questions = questions.collect();
    Dashboard {
        id: dice.id(at),
        name: setting.words.dashboard.name,
        owner_id: members[0].id,
        questions,
    }
}
