//! Who enters and leaves, and who was in it at the time.

use crate::house::{House, read};
use chrono::TimeDelta;
use customers::account::{self, AccountPatch};
use jobs::{Registry, Worker, entity::domain_event};
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use segments::{
    SegmentPatch,
    explanation::SubjectQuery,
    members::{self, MemberFilter},
    segment,
};
use serde_json::json;
use testing::on_both_databases;

pub async fn count(house: &House) {
    let registry = segments::members::register(Registry::default()).unwrap();
    let worker = Worker::new(house.db.db.clone(), registry);
    worker.run_schedules_due().await.unwrap();
    worker.run_due().await.unwrap();
}

/// Who was told to have entered or left, in order.
async fn told(house: &House) -> Vec<String> {
    use domain_event::{Column, Entity};
    let tx = house.workspace.read().await;
    let rows = tx.find::<Entity>();
    let rows = rows.filter(Column::EventType.is_in(["segment.entered", "segment.left"]));
    let mut rows = rows.all(&tx.db).await.unwrap();
    rows.sort_by_key(|row| row.id);
    rows.into_iter()
        .map(|row| format!("{} {}", row.event_type, row.data["subject"].as_str().unwrap()))
        .collect()
}

on_both_databases! {
    async fn entering_and_leaving_are_told_once_and_the_past_can_be_asked_for(db: TestDb) {
        let house = House::new(db).await;
        let small = house.account(json!({ "name": "Small", "size": 3 })).await;
        let large = house.account(json!({ "name": "Large", "size": 30 })).await;
        let condition = json!({ "field": { "field": "size", "operator": "less", "values": [10] } });
        let segment = house.create("account", condition).await;
        assert_eq!(segment.member_count, None, "not counted yet");
        count(&house).await;
        let counted = segment::get(&house.workspace.read().await, segment.id).await.unwrap();
        assert_eq!(counted.member_count, Some(1));
        assert!(told(&house).await.is_empty(), "the first count is no news");
        let first_day = house.workspace.read().await.now().date_naive();

        house.db.clock.advance(TimeDelta::days(3));
        for (id, size) in [(small, 300), (large, 1)] {
            let tx = house.workspace.write().await;
            account::update(&tx, id, read::<AccountPatch>(json!({ "size": size }))).await.unwrap();
            tx.commit().await.unwrap();
        }
        count(&house).await;
        count(&house).await;
        let mut news = told(&house).await;
        news.sort();
        assert_eq!(news, [format!("segment.entered {large}"), format!("segment.left {small}")]);

        let names = async |as_of_on| {
            let members = house.members(segment.id, MemberFilter { as_of_on }).await;
            members.into_iter().map(|member| member.name).collect::<Vec<_>>()
        };
        assert_eq!(names(None).await, ["Large"]);
        assert_eq!(names(Some(first_day)).await, ["Small"]);
        assert_eq!(names(Some(first_day + TimeDelta::days(3))).await, ["Large"]);
        assert!(names(Some(first_day - TimeDelta::days(1))).await.is_empty());
        let since = async |as_of_on| house.members(segment.id, MemberFilter { as_of_on }).await[0].entered_at.unwrap().date_naive();
        assert_eq!((since(None).await, since(Some(first_day)).await), (first_day + TimeDelta::days(3), first_day));
        let query = SubjectQuery { account_id: Some(large), person_id: None };
        let theirs = members::of(&house.workspace.read().await, &query).await.unwrap();
        assert_eq!(theirs.iter().map(|it| it.segment_id).collect::<Vec<_>>(), [segment.id]);
    }

    async fn a_new_condition_moves_everybody_in_silence(db: TestDb) {
        let house = House::new(db).await;
        for (name, size) in [("Small", 3), ("Large", 30)] {
            house.account(json!({ "name": name, "size": size })).await;
        }
        let less = |limit: i32| json!({ "field": { "field": "size", "operator": "less", "values": [limit] } });
        let segment = house.create("account", less(10)).await;
        count(&house).await;
        let tx = house.workspace.write().await;
        let patch = read::<SegmentPatch>(json!({ "condition": less(100) }));
        segment::update(&tx, segment.id, patch).await.unwrap();
        tx.commit().await.unwrap();
        count(&house).await;
        let counted = segment::get(&house.workspace.read().await, segment.id).await.unwrap();
        assert_eq!(counted.member_count, Some(2));
        assert!(told(&house).await.is_empty());
    }

    async fn an_archived_account_is_in_no_segment_and_an_archived_segment_is_not_counted(db: TestDb) {
        let house = House::new(db).await;
        let account = house.account(json!({ "name": "A" })).await;
        let segment = house.create("account", json!({ "all": [] })).await;
        count(&house).await;
        let tx = house.workspace.write().await;
        account::archive(&tx, account).await.unwrap();
        tx.commit().await.unwrap();
        assert!(house.members(segment.id, MemberFilter::default()).await.is_empty());
        let tx = house.workspace.write().await;
        segment::archive(&tx, segment.id).await.unwrap();
        tx.commit().await.unwrap();
        house.db.clock.advance(TimeDelta::minutes(10));
        count(&house).await;
        let archived = segment::get(&house.workspace.read().await, segment.id).await.unwrap();
        assert_eq!(archived.member_count, Some(1), "as it was counted last");
    }
}
