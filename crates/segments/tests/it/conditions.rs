//! What conditions mean, by example.

use crate::house::House;
use customers::attribute::{self, AttributeObject};
use segments::members::MemberFilter;
use serde_json::{Value, json};
use testing::on_both_databases;

fn field(field: &str, operator: &str, values: impl Into<Value>) -> Value {
    let values = values.into();
    json!({ "field": { "field": field, "operator": operator, "values": values } })
}

on_both_databases! {
    async fn a_missing_value_fulfils_only_what_asks_for_its_absence(db: TestDb) {
        let house = House::new(db).await;
        house.account(json!({ "name": "A", "city": "Shanghai", "attributes": { "number": 0 } })).await;
        house.account(json!({ "name": "B" })).await;
        for (condition, expected) in [
            (field("city", "is", json!(["shanghai"])), vec!["A"]),
            (field("city", "is_not", json!(["Shanghai"])), vec!["B"]),
            (field("city", "contains", json!(["HAI"])), vec!["A"]),
            (field("city", "does_not_contain", json!(["bei"])), vec!["A", "B"]),
            (field("city", "is_set", json!([])), vec!["A"]),
            (field("city", "is_not_set", json!([])), vec!["B"]),
            (field("attributes.number", "at_most", json!([5])), vec!["A"]),
            (json!({ "not": field("attributes.number", "at_most", json!([5])) }), vec!["B"]),
            (json!({ "not": { "not": field("attributes.number", "is", json!([0])) } }), vec!["A"]),
            (json!({ "all": [] }), vec!["A", "B"]),
            (json!({ "any": [] }), vec![]),
        ] {
            assert_eq!(house.names("account", condition.clone()).await, expected, "{condition}");
        }
    }

    async fn behaviour_counts_calendar_days_and_today_is_one_of_them(db: TestDb) {
        let mut house = House::new(db).await;
        let now = house.workspace.read().await.now();
        for number in 0..4 {
            house.account(json!({ "name": format!("S{number}"), "external_id": format!("s{number}") })).await;
        }
        let did = |account: usize, days: i64, name: &str| json!({
            "name": name, "account_external_id": format!("s{account}"), "occurred_at": now - chrono::TimeDelta::days(days),
        });
        house.send(vec![
            did(0, 0, "saved"), did(0, 1, "saved"), did(0, 13, "saved"),
            did(1, 0, "saved"), did(1, 1, "saved"), did(1, 14, "saved"),
            did(2, 2, "saved"), did(2, 2, "saved"), did(2, 2, "saved"), did(2, 20, "closed"),
        ]).await;
        let saved = |more: Value| {
            let mut event = json!({ "names": ["saved"] });
            event.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            json!({ "events": event })
        };
        let often = saved(json!({ "at_least": 3, "within": { "last_days": 14 } }));
        let closed = json!({ "events": { "names": ["closed"], "within": { "last_days": 30 } } });
        for (condition, expected) in [
            (often.clone(), vec!["S0", "S2"]),
            (json!({ "all": [often, { "not": closed }] }), vec!["S0"]),
            (saved(json!({ "at_least": 0, "at_most": 0 })), vec!["S3"]),
            (saved(json!({ "occurrence": "first", "within": { "last_days": 14 } })), vec!["S0", "S2"]),
            (saved(json!({ "occurrence": "last", "within": { "last_days": 1 } })), vec!["S0", "S1"]),
            (json!({ "events": { "names": ["never_sent"] } }), vec![]),
            (saved(json!({ "occurrence": "first", "within": { "from_on": "9999-12-31" } })), vec![]),
            (saved(json!({ "at_least": 3, "within": { "from_on": "2000-01-01", "to_on": "9999-12-31" } })), vec!["S0", "S1", "S2"]),
        ] {
            assert_eq!(house.names("account", condition.clone()).await, expected, "{condition}");
        }
    }

    async fn conditions_reach_from_an_account_to_its_people_and_back(db: TestDb) {
        let mut house = House::new(db).await;
        let shop = house.account(json!({ "name": "Shop", "lifecycle_stage": "use" })).await;
        house.account(json!({ "name": "Empty", "lifecycle_stage": "use" })).await;
        house.person(json!({ "name": "Owner", "title": "店长", "external_id": "u1", "accounts": [{ "account_id": shop }] })).await;
        house.person(json!({ "name": "Stranger", "title": "店长", "external_id": "u2" })).await;
        house.send(vec![json!({ "name": "opened", "person_external_id": "u1" })]).await;
        let opened = json!({ "all": [field("title", "is", json!(["店长"])), { "events": { "names": ["opened"] } }] });
        assert_eq!(house.names("account", json!({ "person": opened })).await, ["Shop"]);
        let in_use = json!({ "account": field("lifecycle_stage", "is", json!(["use"])) });
        assert_eq!(house.names("person", in_use.clone()).await, ["Owner"]);
        assert_eq!(house.names("person", json!({ "not": in_use })).await, ["Stranger"]);
    }

    async fn a_segment_can_build_on_another_and_never_on_itself(db: TestDb) {
        let house = House::new(db).await;
        house.account(json!({ "name": "A", "size": 3 })).await;
        house.account(json!({ "name": "B", "size": 30 })).await;
        let small = house.create("account", field("size", "less", json!([10]))).await;
        let others = house.create("account", json!({ "not": { "segment": small.id } })).await;
        assert_eq!(house.names("account", json!({ "segment": others.id })).await, ["B"]);
        let tx = house.workspace.write().await;
        let circle = json!({ "condition": { "any": [{ "segment": others.id }] } });
        let error = segments::segment::update(&tx, small.id, serde_json::from_value(circle).unwrap()).await.unwrap_err();
        assert!(format!("{error:?}").contains("/condition/any/0/segment"), "{error:?}");
        let error = segments::segment::archive(&tx, small.id).await.unwrap_err();
        assert!(format!("{error:?}").contains("builds on this one"), "{error:?}");
    }

    async fn a_segment_outlives_an_option_that_was_taken_away(db: TestDb) {
        let house = House::new(db).await;
        house.account(json!({ "name": "A", "attributes": { "single_choice": "a" } })).await;
        house.account(json!({ "name": "B", "attributes": { "single_choice": "b" } })).await;
        let tree = field("attributes.single_choice", "is", json!(["b", "c"]));
        let segment = house.create("account", tree.clone()).await;
        let tx = house.workspace.write().await;
        let known = attribute::Definitions::of(&tx, AttributeObject::Account).await.unwrap();
        let id = known.get("single_choice").unwrap().id;
        let fewer = json!({ "options": [{ "value": "a" }, { "value": "b" }] });
        attribute::update(&tx, id, serde_json::from_value(fewer).unwrap()).await.unwrap();
        tx.commit().await.unwrap();
        let members = house.members(segment.id, MemberFilter::default()).await;
        assert_eq!(members.into_iter().map(|it| it.name).collect::<Vec<_>>(), ["B"]);
        assert!(house.preview("account", tree).await.is_err(), "a new condition can't ask for it");
    }

    async fn a_condition_is_told_in_both_languages(db: TestDb) {
        let house = House::new(db).await;
        let tree = json!({ "all": [
            field("lifecycle_stage", "is", json!(["use", "renew"])),
            { "any": [
                field("renews_on", "in_next_days", json!([60])),
                { "subscription": [{ "field": "seats", "operator": "at_least", "values": [5] }] },
            ] },
            { "events": { "names": ["saved"], "at_least": 3, "within": { "last_days": 14 } } },
            { "not": { "events": { "names": ["closed"], "within": { "last_days": 30 } } } },
        ] });
        let told = house.preview("account", tree).await.unwrap();
        assert_eq!(told.sentence, "Accounts: Stage of the journey is Use or Renew and (Renewal date is in the next 60 days or has a subscription: (Seats is at least 5)) and did “saved” at least 3 times in the last 14 days and did not do “closed” in the last 30 days");
        assert_eq!(told.sentence_zh, "客户：旅程阶段为使用或续约，且（续约日期在未来 60 天内，或有订阅满足（席位数不少于 5）），且近 14 天内「saved」至少 3 次，且近 30 天内没有「closed」");
        let last = json!({ "events": { "occurrence": "last", "within": { "to_on": "2026-02-01" } } });
        let told = house.preview("account", last).await.unwrap();
        assert_eq!(told.sentence, "Accounts: last did anything on or before 2026-02-01");
        assert_eq!(told.sentence_zh, "客户：最近一次任意操作在 2026-02-01 及以前");
        let all = house.preview("person", json!({ "all": [] })).await.unwrap();
        assert_eq!((all.sentence.as_str(), all.sentence_zh.as_str()), ("All people", "全部联系人"));
    }
}
