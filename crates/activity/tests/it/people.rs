//! Who events are about, as operators see it: on the list of events, and in what questions count.

use crate::{
    asking::{Desk, days, time},
    house::{event, list, send},
};
use activity::{
    CheckedBatch, Memory, Source, batch::segment::SegmentBatch, event::EventFilter, ingest,
};
use customers::person::{self, NewPerson};
use jobs::{Registry, Worker};
use kernel::ids::PersonId;
use sea_orm::QueryFilter as _;
use serde_json::{Value, json};
use testing::{TestWorkspace, on_both_databases};

/// Messages of the Segment specification.
async fn tell(workspace: &TestWorkspace, source: Source, messages: Value) -> usize {
    let body = json!({ "batch": messages }).to_string();
    let tx = workspace.write().await;
    let messages = SegmentBatch::read(body.as_bytes(), tx.now()).unwrap();
    let batch = CheckedBatch::of(messages.events(), tx.now());
    let result = ingest(&tx, &Memory::default(), source, batch).await.unwrap();
    tx.commit().await.unwrap();
    result.accepted
}

async fn person_of(
    workspace: &TestWorkspace,
    external_id: &str,
) -> customers::entity::person::Model {
    use customers::entity::person::{Column, Entity};
    let tx = workspace.read().await;
    let row =
        tx.find::<Entity>().filter(sea_orm::ColumnTrait::eq(&Column::ExternalId, external_id));
    row.one(&tx.db).await.unwrap().unwrap()
}

async fn names_of(workspace: &TestWorkspace, id: PersonId) -> Vec<String> {
    let filter = EventFilter { person_id: Some(id), ..EventFilter::default() };
    let mut names: Vec<_> =
        list(workspace, filter).await.into_iter().map(|event| event.name).collect();
    names.sort();
    names
}

on_both_databases! {
    async fn what_a_visitor_did_is_the_persons_once_they_sign_up(db: TestDb) {
        let workspace = db.workspace("a").await;
        send(&workspace, vec![event("m1", json!({ "name": "pricing_opened", "anonymous_id": "browser-1" }))]).await;
        let accepted = tell(&workspace, Source::Server, json!([
            { "type": "identify", "messageId": "i1", "userId": "u1", "anonymousId": "browser-1", "traits": { "name": "张伟", "phone": "138 0000 1234" } },
            { "type": "track", "messageId": "t1", "userId": "u1", "event": "signed_up" },
        ])).await;
        assert_eq!(accepted, 2);
        let person = person_of(&workspace, "u1").await;
        assert_eq!((person.name.as_str(), person.phone.unwrap().as_str()), ("张伟", "+8613800001234"));
        assert_eq!(names_of(&workspace, person.id).await, ["pricing_opened", "signed_up"]);
    }

    async fn a_second_person_on_the_same_machine_does_not_take_the_first_ones_history(db: TestDb) {
        let workspace = db.workspace("a").await;
        for (message, user) in [("i1", "u1"), ("i2", "u2")] {
            tell(&workspace, Source::Server, json!([{ "type": "identify", "messageId": message, "userId": user, "anonymousId": "browser-1" }])).await;
        }
        send(&workspace, vec![event("m1", json!({ "name": "opened", "anonymous_id": "browser-1" }))]).await;
        let (first, second) = (person_of(&workspace, "u1").await, person_of(&workspace, "u2").await);
        assert_eq!(names_of(&workspace, first.id).await, ["opened"]);
        assert!(names_of(&workspace, second.id).await.is_empty());
    }

    async fn an_alias_joins_what_two_ids_did(db: TestDb) {
        let workspace = db.workspace("a").await;
        send(&workspace, vec![event("m1", json!({ "name": "opened", "person_external_id": "old-id" }))]).await;
        tell(&workspace, Source::Server, json!([
            { "type": "identify", "messageId": "i1", "userId": "u1", "traits": { "name": "Ada" } },
            { "type": "alias", "messageId": "a1", "userId": "u1", "previousId": "old-id" },
        ])).await;
        let person = person_of(&workspace, "u1").await;
        assert_eq!(names_of(&workspace, person.id).await, ["opened"]);
    }

    async fn a_page_only_claims_and_a_program_is_believed(db: TestDb) {
        let workspace = db.workspace("a").await;
        let says = |message: &str, traits: Value| json!([{ "type": "identify", "messageId": message, "userId": "u1", "traits": traits }]);
        tell(&workspace, Source::Server, says("i1", json!({ "name": "张伟", "email": "zhang@example.cn" }))).await;
        tell(&workspace, Source::Client, says("i2", json!({ "name": "Mallory", "email": "mallory@example.com", "title": "店长" }))).await;
        let person = person_of(&workspace, "u1").await;
        assert_eq!((person.name.as_str(), person.email.unwrap().to_string()), ("张伟", "zhang@example.cn".to_owned()));
        assert_eq!(person.title.as_deref(), Some("店长"), "what is empty is filled in");
        tell(&workspace, Source::Server, says("i3", json!({ "email": "wei@example.cn", "phone": "12" }))).await;
        let person = person_of(&workspace, "u1").await;
        assert_eq!(person.email.unwrap().to_string(), "wei@example.cn", "a trait that can't be right doesn't cost the others");
        assert_eq!(person.phone, None);
    }

    async fn an_id_that_nobody_can_have_costs_no_other_message(db: TestDb) {
        let workspace = db.workspace("a").await;
        let long = "长".repeat(230);
        let accepted = tell(&workspace, Source::Server, json!([
            { "type": "identify", "messageId": "i1", "userId": long, "traits": { "name": "Ada" } },
            { "type": "group", "messageId": "g1", "userId": "u1", "groupId": long },
            { "type": "identify", "messageId": "i2", "userId": "u1", "traits": { "name": "N".repeat(300), "locale": "x".repeat(99) } },
        ])).await;
        assert_eq!(accepted, 3);
        assert_eq!(person_of(&workspace, "u1").await.name, "u1", "a name that can't be right is left out");
    }

    async fn a_person_may_use_the_product_for_two_accounts(db: TestDb) {
        let mut desk = Desk::new(db).await;
        tell(&desk.workspace, Source::Server, json!([
            { "type": "group", "messageId": "g1", "userId": "u1", "groupId": "s1", "traits": { "name": "悦享美容" } },
            { "type": "identify", "messageId": "i1", "userId": "u1", "traits": { "name": "Ada" } },
            { "type": "group", "messageId": "g2", "userId": "u1", "groupId": "s1" },
            { "type": "group", "messageId": "g3", "userId": "u1", "groupId": "s2", "traits": { "name": "Second" } },
        ])).await;
        let person = person_of(&desk.workspace, "u1").await;
        let theirs = person::get(&desk.workspace.read().await, person.id).await.unwrap();
        assert_eq!(serde_json::to_value(&theirs).unwrap()["accounts"].as_array().unwrap().len(), 2);
        let at = time("2026-03-02T00:30:00Z");
        let used = |account: &str| json!({ "name": "opened", "occurred_at": at, "person_external_id": "u1", "account_external_id": account });
        desk.send(vec![used("s1"), used("s2"), used("s2")]).await;
        let counted = desk.ask(json!({ "ask": "trends", "unit": "account", "from_on": "2026-03-02", "series": [{ "measure": "units" }] })).await;
        assert_eq!(counted["series"][0]["total"], 2);
        let counted = desk.ask(json!({ "ask": "trends", "unit": "person", "from_on": "2026-03-02", "series": [{ "measure": "units" }] })).await;
        assert_eq!(counted["series"][0]["total"], 1);
    }

    async fn an_event_without_an_account_counts_for_the_only_account_of_its_person(db: TestDb) {
        let mut desk = Desk::new(db).await;
        let at = time("2026-03-02T00:30:00Z");
        let used = || json!({ "name": "opened", "occurred_at": at, "person_external_id": "u1" });
        let accounts = json!({ "ask": "trends", "unit": "account", "from_on": "2026-03-02", "series": [{ "measure": "events" }, { "measure": "units" }] });
        let totals = |answer: Value| (answer["series"][0]["total"].clone(), answer["series"][1]["total"].clone());
        desk.send(vec![used()]).await;
        assert_eq!(totals(desk.ask(accounts.clone()).await), (json!(0), json!(0)));
        tell(&desk.workspace, Source::Server, json!([
            { "type": "identify", "messageId": "i1", "userId": "u1", "traits": { "name": "Ada" } },
            { "type": "group", "messageId": "g1", "userId": "u1", "groupId": "s1" },
        ])).await;
        desk.send(vec![used(), used()]).await;
        assert_eq!(totals(desk.ask(accounts.clone()).await), (json!(2), json!(1)));
        tell(&desk.workspace, Source::Server, json!([{ "type": "group", "messageId": "g2", "userId": "u1", "groupId": "s2" }])).await;
        desk.send(vec![used()]).await;
        assert_eq!(totals(desk.ask(accounts).await), (json!(2), json!(1)), "which of the two it was for nobody can tell");
    }

    async fn events_that_came_before_the_person_are_found_once_it_is_entered(db: TestDb) {
        let workspace = db.workspace("a").await;
        send(&workspace, vec![event("m1", json!({ "name": "opened", "person_external_id": "u1", "occurred_at": time("2026-03-02T00:00:00Z") - days(3) }))]).await;
        let tx = workspace.write().await;
        let new = NewPerson { name: "Ada".into(), external_id: Some("u1".into()), ..NewPerson::default() };
        let id = person::create(&tx, new).await.unwrap().id;
        tx.commit().await.unwrap();
        let follow = activity::who::FollowCustomers;
        let registry = Registry::default().subscribe(follow).perform(activity::who::FollowCustomers);
        Worker::new(db.db.clone(), registry).run_due().await.unwrap();
        assert_eq!(names_of(&workspace, id).await, ["opened"]);
    }
}
