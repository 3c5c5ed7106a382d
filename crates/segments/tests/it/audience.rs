//! Questions about the members of a segment, and questions that are split by what accounts and people hold.

use crate::{
    house::{House, read},
    members::count,
};
use activity::question::{DrillQuery, Question};
use chrono::{NaiveDate, TimeDelta};
use customers::{account, affiliation};
use kernel::{
    Error,
    ids::{AccountId, PersonId},
};
use serde_json::{Value, json};
use testing::on_both_databases;

async fn ask(house: &House, question: Value) -> Result<Value, Error> {
    let mut asked = house.asked().await;
    let answer = asked.retention(read(question)).await?;
    assert!(answer.head.checks.iter().all(|check| check.holds), "{:?}", answer.head.checks);
    Ok(json!(answer))
}

/// The groups by their names, each with its cohort sizes.
fn sizes(answer: &Value) -> Vec<(String, Vec<u64>)> {
    let groups = answer["groups"].as_array().unwrap().iter().map(|group| {
        let name = match group["kind"].as_str().unwrap() {
            "value" => group["label"].as_str().or(group["value"].as_str()).unwrap().to_owned(),
            "band" => format!("{} to {}", group["from"], group["below"]),
            other => other.to_owned(),
        };
        let rows = group["rows"].as_array().unwrap().iter();
        (name, rows.map(|row| row["cohort_size"].as_u64().unwrap()).collect())
    });
    groups.collect()
}

fn group(name: &str, sizes: &[u64]) -> (String, Vec<u64>) {
    (name.to_owned(), sizes.to_vec())
}

async fn change(house: &House, id: AccountId, patch: Value) {
    let tx = house.workspace.write().await;
    account::update(&tx, id, read(patch)).await.unwrap();
    tx.commit().await.unwrap();
}

async fn join(house: &House, account: AccountId, person: PersonId) {
    let tx = house.workspace.write().await;
    affiliation::put(&tx, account, person, read(json!({}))).await.unwrap();
    tx.commit().await.unwrap();
}

/// By day, whoever did anything on it.
fn daily(unit: &str, breakdown: &Value) -> Value {
    json!({
        "unit": unit, "period": "day", "cohort_mode": "recurring", "cohorts": 3, "periods": 1,
        "breakdown": breakdown,
    })
}

/// Two days ago, yesterday and today.
async fn opened(house: &mut House, who: &str, ids: &[&str]) {
    let now = kernel::Clock::now(&*house.db.clock);
    let event = |id: &&str| json!({ "name": "opened", who: id, "occurred_at": now });
    house.send(ids.iter().map(event).collect()).await;
}

fn pointers(error: Error) -> Vec<(String, String)> {
    let Error::Refused { fields, .. } = error else { panic!("{error}") };
    fields.into_iter().map(|field| (field.pointer, field.code.into_owned())).collect()
}

on_both_databases! {
    async fn accounts_count_under_what_they_held_when_they_began(db: TestDb) {
        let mut house = House::new(db).await;
        let first = house.account(json!({ "name": "一店", "external_id": "s1", "industry": "餐饮" })).await;
        house.account(json!({ "name": "二店", "external_id": "s2", "industry": "零售" })).await;
        house.account(json!({ "name": "三店", "external_id": "s3" })).await;
        opened(&mut house, "account_external_id", &["s1", "s2", "s3"]).await;
        house.db.clock.advance(TimeDelta::days(1));
        change(&house, first, json!({ "industry": "零售" })).await;
        opened(&mut house, "account_external_id", &["s1", "s3"]).await;
        house.db.clock.advance(TimeDelta::days(1));
        opened(&mut house, "account_external_id", &["s1"]).await;
        let answer = ask(&house, daily("account", &json!({ "field": "industry" }))).await.unwrap();
        let expected = [group("零售", &[1, 1, 1]), group("餐饮", &[1, 0, 0]), group("none", &[1, 1, 0])];
        assert_eq!(sizes(&answer), expected);
        let cell = answer["groups"][1]["rows"][0]["cell"].as_str().unwrap().to_owned();
        let list = DrillQuery { drill: answer["drill"].as_str().unwrap().to_owned(), cell, limit: None, cursor: None };
        let list = house.asked().await.list(&list).await.unwrap();
        assert_eq!((list.total, list.data[0].name.as_deref()), (1, Some("一店")));
    }

    async fn people_are_split_by_their_accounts_and_count_under_each_of_them(db: TestDb) {
        let mut house = House::new(db).await;
        let first = house.account(json!({ "name": "一店", "attributes": { "single_choice": "a", "number": 3 } })).await;
        let second = house.account(json!({ "name": "二店", "attributes": { "single_choice": "b", "number": 40.5 } })).await;
        let one = house.person(json!({ "name": "张", "external_id": "u1" })).await;
        let both = house.person(json!({ "name": "李", "external_id": "u2" })).await;
        house.person(json!({ "name": "王", "external_id": "u3" })).await;
        for (account, person) in [(first, one), (first, both), (second, both)] {
            join(&house, account, person).await;
        }
        opened(&mut house, "person_external_id", &["u1", "u2", "u3"]).await;
        let by = |field: &str| daily("person", &json!({ "field": field, "of": "account" }));
        let answer = ask(&house, by("attributes.single_choice")).await.unwrap();
        assert_eq!(sizes(&answer), [group("a", &[0, 0, 2]), group("b", &[0, 0, 1]), group("none", &[0, 0, 1])]);
        let mut bands = by("attributes.number");
        bands["breakdown"]["bounds"] = json!([3, 40]);
        let answer = ask(&house, bands).await.unwrap();
        let expected = [group("3.0 to 40.0", &[0, 0, 2]), group("40.0 to null", &[0, 0, 1]), group("none", &[0, 0, 1])];
        assert_eq!(sizes(&answer), expected);
    }

    async fn paths_and_adoption_count_under_what_was_held_at_the_end_of_the_range(db: TestDb) {
        let mut house = House::new(db).await;
        let first = house.account(json!({ "name": "一店", "external_id": "s1", "industry": "餐饮" })).await;
        house.account(json!({ "name": "二店", "external_id": "s2", "industry": "零售" })).await;
        house.account(json!({ "name": "三店", "external_id": "s3" })).await;
        opened(&mut house, "account_external_id", &["s1", "s2", "s3"]).await;
        let first_day = house.workspace.read().await.now().date_naive();
        house.db.clock.advance(TimeDelta::days(1));
        change(&house, first, json!({ "industry": "零售" })).await;
        opened(&mut house, "account_external_id", &["s1"]).await;
        let second_day = house.workspace.read().await.now().date_naive();
        for (to_on, expected) in [
            (first_day, vec![("零售", 1), ("餐饮", 1), ("none", 1)]),
            (second_day, vec![("零售", 2), ("none", 1)]),
        ] {
            let question = json!({ "unit": "account", "from_on": first_day, "to_on": to_on, "breakdown": { "field": "industry" } });
            let groups = |answer: &Value, figure: &str| -> Vec<(String, u64)> {
                assert!(answer["checks"].as_array().unwrap().iter().all(|check| check["holds"] == true));
                let groups = answer["groups"].as_array().unwrap().iter();
                let name = |group: &Value| group["value"].as_str().or(group["kind"].as_str()).unwrap().to_owned();
                groups.map(|group| (name(group), group[figure].as_u64().unwrap())).collect()
            };
            let expected: Vec<_> = expected.into_iter().map(|(name, units)| (name.to_owned(), units)).collect();
            let adoption = json!(house.asked().await.adoption(read(question.clone())).await.unwrap());
            assert_eq!(groups(&adoption, "active"), expected);
            let paths = json!(house.asked().await.paths(read(question)).await.unwrap());
            assert_eq!(groups(&paths, "units"), expected);
            for (answer, cell) in [(&adoption, &adoption["groups"][0]["features"][0]["cells"]["adopters"]), (&paths, &paths["groups"][0]["cell"])] {
                let (drill, cell) = (answer["drill"].as_str().unwrap().to_owned(), cell.as_str().unwrap().to_owned());
                let list = DrillQuery { drill, cell, limit: None, cursor: None };
                assert_eq!(house.asked().await.list(&list).await.unwrap().total, expected[0].1);
            }
        }
    }

    async fn every_type_of_field_makes_groups(db: TestDb) {
        let mut house = House::new(db).await;
        let owner = house.workspace.owner;
        house.account(json!({
            "name": "一店", "external_id": "s1", "owner_id": owner, "tags": ["VIP", "连锁"], "size": 12,
            "attributes": { "boolean": true, "text": "甲", "multi_choice": ["a", "c"] },
        })).await;
        house.account(json!({ "name": "二店", "external_id": "s2", "attributes": { "boolean": false } })).await;
        opened(&mut house, "account_external_id", &["s1", "s2"]).await;
        for (field, bounds, expected) in [
            ("tags", Value::Null, vec![("VIP", 1), ("连锁", 1), ("none", 1)]),
            ("size", json!([10]), vec![("10.0 to null", 1), ("none", 1)]),
            ("owner_id", Value::Null, vec![("owner@a.example", 1), ("none", 1)]),
            ("lifecycle_stage", Value::Null, vec![("Evaluate", 2)]),
            ("attributes.boolean", Value::Null, vec![("No", 1), ("Yes", 1)]),
            ("attributes.text", Value::Null, vec![("甲", 1), ("none", 1)]),
            ("attributes.multi_choice", Value::Null, vec![("a", 1), ("c", 1), ("none", 1)]),
        ] {
            let answer = ask(&house, daily("account", &json!({ "field": field, "bounds": bounds }))).await.unwrap();
            let found: Vec<_> = sizes(&answer).into_iter().map(|(name, sizes)| (name, sizes[2])).collect();
            let expected: Vec<_> = expected.into_iter().map(|(name, size)| (name.to_owned(), size)).collect();
            assert_eq!(found, expected, "{field}");
        }
    }

    async fn a_question_looks_at_the_members_of_a_segment_only(db: TestDb) {
        let mut house = House::new(db).await;
        let first = house.account(json!({ "name": "一店", "external_id": "s1", "industry": "餐饮" })).await;
        house.account(json!({ "name": "二店", "external_id": "s2" })).await;
        let person = house.person(json!({ "name": "张", "external_id": "u1" })).await;
        house.person(json!({ "name": "李", "external_id": "u2" })).await;
        join(&house, first, person).await;
        let events = json!([
            { "name": "opened", "person_external_id": "u1", "account_external_id": "s1" },
            { "name": "opened", "person_external_id": "u2", "account_external_id": "s2" },
        ]);
        house.send(events.as_array().unwrap().clone()).await;
        let restaurants = json!({ "all": [
            { "field": { "field": "industry", "operator": "is", "values": ["餐饮"] } },
            { "events": { "names": ["opened"], "within": { "last_days": 7 } } },
        ] });
        let accounts = house.create("account", restaurants).await.id;
        let people = json!({ "field": { "field": "name", "operator": "is", "values": ["李"] } });
        let people = house.create("person", people).await.id;
        for (unit, segment, name) in [("account", accounts, "一店"), ("person", accounts, "张"), ("person", people, "李")] {
            let question = json!({ "unit": unit, "period": "day", "cohorts": 1, "periods": 1, "segment_id": segment });
            let answer = ask(&house, question).await.unwrap();
            assert_eq!(answer["rows"][0]["cohort_size"], 1, "{unit}");
            let drill = answer["drill"].as_str().unwrap().to_owned();
            let list = DrillQuery { drill, cell: "0".to_owned(), limit: None, cursor: None };
            let list = house.asked().await.list(&list).await.unwrap();
            assert_eq!(list.data[0].name.as_deref(), Some(name));
        }
        let wrong = json!({ "unit": "account", "segment_id": people });
        assert_eq!(pointers(ask(&house, wrong).await.unwrap_err()), [("/segment_id".into(), "not_allowed".into())]);
        let other = house.db.workspace("b").await;
        let tx = other.write().await;
        let theirs = json!({ "name": "别人", "subject": "account", "condition": { "all": [] } });
        let theirs = segments::segment::create(&tx, read(theirs)).await.unwrap().id;
        tx.commit().await.unwrap();
        let wrong = json!({ "unit": "account", "segment_id": theirs });
        assert_eq!(pointers(ask(&house, wrong).await.unwrap_err()), [("/segment_id".into(), "not_found".into())]);
    }

    async fn a_question_about_the_past_is_about_those_who_were_members_then(db: TestDb) {
        let mut house = House::new(db).await;
        let moving = house.account(json!({ "name": "一店", "external_id": "s1", "industry": "餐饮" })).await;
        house.account(json!({ "name": "二店", "external_id": "s2", "industry": "餐饮" })).await;
        opened(&mut house, "account_external_id", &["s1", "s2"]).await;
        house.db.clock.advance(TimeDelta::days(1));
        let restaurants = json!({ "field": { "field": "industry", "operator": "is", "values": ["餐饮"] } });
        let restaurants = house.create("account", restaurants).await.id;
        count(&house).await;
        let made_on = house.workspace.read().await.now().date_naive();
        house.db.clock.advance(TimeDelta::days(1));
        change(&house, moving, json!({ "industry": "零售" })).await;
        count(&house).await;
        let question = |as_of_on: Option<NaiveDate>| json!({
            "unit": "account", "period": "month", "cohorts": 1, "periods": 1, "segment_id": restaurants, "as_of_on": as_of_on,
            "breakdown": { "field": "industry" },
        });
        let then = ask(&house, question(Some(made_on))).await.unwrap();
        assert_eq!((&then["rows"][0]["cohort_size"], sizes(&then)), (&json!(2), vec![group("餐饮", &[2])]));
        let now = ask(&house, question(None)).await.unwrap();
        assert_eq!((&now["rows"][0]["cohort_size"], sizes(&now)), (&json!(1), vec![group("餐饮", &[1])]));
        // Nobody was counted among them before there was a segment.
        let Err(Error::Refused { fields, .. }) = ask(&house, question(made_on.pred_opt())).await else { panic!("it is answered") };
        assert_eq!((fields[0].pointer.as_str(), &*fields[0].code), ("/as_of_on", "too_early"));
        assert_eq!(fields[0].params["earliest"], json!(made_on));
    }

    async fn a_field_that_can_not_split_is_refused_with_those_that_can(db: TestDb) {
        let house = House::new(db).await;
        for (breakdown, pointer, code) in [
            (json!({ "field": "colour" }), "/breakdown/field", "unknown_field"),
            (json!({ "field": "mrr" }), "/breakdown/field", "unknown_field"),
            (json!({ "field": "attributes.date" }), "/breakdown/field", "unknown_field"),
            (json!({ "field": "size" }), "/breakdown/bounds", "required"),
            (json!({ "field": "industry", "bounds": [1] }), "/breakdown/bounds", "not_allowed"),
            (json!({ "field": "size", "bounds": [2, 2] }), "/breakdown/bounds", "not_ascending"),
            (json!({ "field": "industry", "most": 0 }), "/breakdown/most", "too_small"),
            (json!({ "field": "title", "of": "person" }), "/breakdown/of", "not_allowed"),
        ] {
            let told = pointers(ask(&house, daily("account", &breakdown)).await.unwrap_err());
            let expected = [(pointer.to_owned(), code.to_owned())];
            assert_eq!(told, expected, "{breakdown}");
            let of_range = json!({ "unit": "account", "breakdown": breakdown });
            let paths = house.asked().await.paths(read(of_range.clone())).await.unwrap_err();
            let adoption = house.asked().await.adoption(read(of_range)).await.unwrap_err();
            assert_eq!([pointers(paths), pointers(adoption)], [expected.clone(), expected], "{breakdown}");
        }
        // A question without it needs no more than events.
        let question: Question = read(json!({ "kind": "retention", "parameters": {} }));
        assert!(house.asked().await.cell(question, "0").await.unwrap().is_some());
    }
}
