//! Conditions over leads.

use crate::fixture::{create, named, workspace};
use kernel::{ids::LeadId, page::PageRequest};
use leads::{
    channel::{self, ChannelFilter},
    condition::{LeadCondition, LeadFields},
    entity::lead,
    lead::NewLead,
    touch::NewTouch,
};
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use serde_json::json;

fn condition(text: serde_json::Value) -> LeadCondition {
    serde_json::from_value(text).unwrap()
}

async fn row(tx: &kernel::WorkspaceTx, id: LeadId) -> lead::Model {
    let found = tx.find::<lead::Entity>().filter(lead::Column::Id.eq(id));
    found.one(&tx.db).await.unwrap().unwrap()
}

testing::on_both_databases! {
    async fn a_condition_holds_for_the_leads_that_fulfil_it_and_its_opposite_for_all_others(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let channels = channel::list(&tx, &ChannelFilter::default(), &PageRequest::default()).await.unwrap();
        let first = &channels.data[0];
        let lead = create(&tx, NewLead {
            company: Some("杭州好味餐饮有限公司".into()),
            industry: Some("Catering".into()),
            employees: Some(12),
            email: Some("chen@haowei.example".into()),
            tags: vec!["hot".into(), "fair".into()],
            touch: Some(NewTouch { channel_id: Some(first.id), ..NewTouch::default() }),
            ..named("陈静")
        }).await;
        let lead = row(&tx, lead.id).await;
        let fields = LeadFields::read(&tx).await.unwrap();
        let today = tx.now().date_naive();
        let true_of_it = [
            json!({ "all": [] }),
            json!({ "field": { "field": "channel_id", "operator": "is", "values": [first.id] } }),
            json!({ "field": { "field": "channel_kind", "operator": "is", "values": [first.kind] } }),
            json!({ "field": { "field": "industry", "operator": "is", "values": ["catering"] } }),
            json!({ "field": { "field": "company", "operator": "contains", "values": ["好味"] } }),
            json!({ "field": { "field": "employees", "operator": "at_most", "values": [12] } }),
            json!({ "field": { "field": "email_domain", "operator": "is", "values": ["haowei.example"] } }),
            json!({ "field": { "field": "has_phone", "operator": "is", "values": [false] } }),
            json!({ "field": { "field": "tags", "operator": "has_all", "values": ["fair", "hot"] } }),
            json!({ "field": { "field": "validity", "operator": "is", "values": ["unknown"] } }),
            json!({ "field": { "field": "last_activity_at", "operator": "is_not_set" } }),
            json!({ "field": { "field": "created_at", "operator": "in_last_days", "values": [1] } }),
            json!({ "any": [
                { "field": { "field": "city", "operator": "is_set" } },
                { "field": { "field": "name", "operator": "starts_with", "values": ["陈"] } },
            ] }),
        ];
        for it in true_of_it {
            let it = condition(it);
            assert_eq!(fields.flaws(&it, "/condition", today), [], "{it:?}");
            assert!(fields.compile(&it, today).holds(&lead), "{it:?}");
            let opposite = LeadCondition::Not(Box::new(it));
            assert!(!fields.compile(&opposite, today).holds(&lead), "{opposite:?}");
        }
    }

    async fn everything_that_is_wrong_with_a_condition_is_told_with_its_place(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let fields = LeadFields::read(&tx).await.unwrap();
        let wrong = condition(json!({ "all": [
            { "field": { "field": "colour", "operator": "is", "values": ["red"] } },
            { "not": { "field": { "field": "employees", "operator": "contains", "values": [3] } } },
            { "field": { "field": "validity", "operator": "is", "values": ["perhaps"] } },
        ] }));
        let told = fields.flaws(&wrong, "/rules/0/condition", tx.now().date_naive());
        let told: Vec<_> = told.iter().map(|it| format!("{} {}", it.pointer, it.code)).collect();
        assert_eq!(told, [
            "/rules/0/condition/all/0/field/field unknown_field",
            "/rules/0/condition/all/1/not/field/operator unknown_value",
            "/rules/0/condition/all/2/field/values/0 unknown_value",
        ]);
    }
}
