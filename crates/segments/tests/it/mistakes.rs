//! What can be wrong with a condition is told all at once, each at its place.

use crate::house::House;
use kernel::Error;
use serde_json::{Value, json};
use testing::on_both_databases;

async fn refused(house: &House, subject: &str, condition: Value) -> Vec<(String, String)> {
    match house.preview(subject, condition).await {
        Err(Error::Refused { fields, .. }) => {
            let told = fields.into_iter().map(|field| (field.pointer, field.code.into_owned()));
            told.collect()
        }
        other => panic!("{other:?}"),
    }
}

fn at(place: &str, code: &str) -> (String, String) {
    (place.to_owned(), code.to_owned())
}

on_both_databases! {
    async fn everything_that_is_wrong_is_told_at_its_place(db: TestDb) {
        let house = House::new(db).await;
        let field = |field: &str, operator: &str, values: Value| json!({ "field": { "field": field, "operator": operator, "values": values } });
        let tree = json!({ "all": [
            field("colour", "is", json!(["red"])),
            field("size", "contains", json!(["1"])),
            field("size", "greater", json!(["many"])),
            field("renews_on", "in_next_days", json!([0])),
            field("lifecycle_stage", "is", json!(["use", "asleep"])),
            field("city", "is_set", json!(["x"])),
            { "events": { "at_least": 0 } },
            { "events": { "at_least": 5, "at_most": 2, "within": { "last_days": 3, "from_on": "2026-01-01" } } },
            { "not": { "account": { "all": [] } } },
            { "segment": "seg_01h455vb4pex5vsknk084sn02q" },
            { "subscription": [{ "field": "state", "operator": "is", "values": [] }] },
        ] });
        assert_eq!(refused(&house, "account", tree).await, [
            at("/condition/all/0/field/field", "unknown_field"),
            at("/condition/all/1/field/operator", "unknown_value"),
            at("/condition/all/10/subscription/0/values", "too_few"),
            at("/condition/all/2/field/values/0", "wrong_type"),
            at("/condition/all/3/field/values/0", "out_of_range"),
            at("/condition/all/4/field/values/1", "unknown_value"),
            at("/condition/all/5/field/values", "too_many"),
            at("/condition/all/6/events/at_least", "too_small"),
            at("/condition/all/7/events/at_most", "too_small"),
            at("/condition/all/7/events/within", "not_both"),
            at("/condition/all/8/not/account", "not_allowed"),
            at("/condition/all/9/segment", "not_found"),
        ]);
    }

    async fn a_tree_that_is_too_deep_or_too_large_is_refused(db: TestDb) {
        let house = House::new(db).await;
        let deep = (0..6).fold(json!({ "all": [] }), |inner, _| json!({ "not": inner }));
        let found = refused(&house, "person", deep).await;
        assert_eq!(found, [at("/condition/not/not/not/not/not/not", "too_deep")]);
        let wide = json!({ "any": vec![json!({ "all": [] }); 60] });
        assert_eq!(refused(&house, "person", wide).await, [at("/condition", "too_many")]);
    }

    async fn no_workspace_can_build_on_the_segments_of_another(db: TestDb) {
        let house = House::new(db).await;
        let segment = house.create("account", json!({ "all": [] })).await;
        let other = house.db.workspace("b").await;
        let tx = other.write().await;
        let new = json!({ "name": "x", "subject": "account", "condition": { "segment": segment.id } });
        let error = segments::segment::create(&tx, serde_json::from_value(new).unwrap()).await.unwrap_err();
        assert!(format!("{error:?}").contains("not_found"), "{error:?}");
        assert!(segments::segment::get(&tx, segment.id).await.is_err());
    }
}
