//! Erasing what a person did.

use crate::asking::{Desk, days, did, time};
use activity::{
    erase,
    name::{self, EventNameFilter},
};
use chrono::{DateTime, Utc};
use customers::person::{self, MergePeople, NewPerson};
use jobs::{Registry, Worker};
use kernel::{Error, Grant, ids::PersonId, page::PageRequest};
use serde_json::{Value, json};
use testing::on_both_databases;

fn now() -> DateTime<Utc> {
    time("2026-03-02T00:30:00Z")
}

/// Enters whoever the sender knows by this id.
async fn enter(desk: &Desk, external_id: &str) -> PersonId {
    let tx = desk.workspace.write().await;
    let external_id = Some(external_id.to_owned());
    let new = NewPerson { name: "张伟".into(), external_id, ..NewPerson::default() };
    let id = person::create(&tx, new).await.unwrap().id;
    tx.commit().await.unwrap();
    follow(desk).await;
    id
}

async fn follow(desk: &Desk) {
    let follow = activity::who::FollowCustomers;
    let registry = Registry::default().subscribe(follow).perform(activity::who::FollowCustomers);
    Worker::new(desk.db.db.clone(), registry).run_due().await.unwrap();
}

async fn erased(desk: &Desk, id: PersonId) -> Result<(), Error> {
    let tx = desk.workspace.write().await;
    erase::person(&tx, id).await?;
    tx.commit().await
}

/// An event for an account.
fn used(who: &str, account: &str) -> Value {
    let mut event = did(who, "report_opened", now() - days(3));
    event["account_external_id"] = json!(account);
    event
}

/// How many did anything, and how often.
async fn counted(desk: &Desk, unit: &str) -> (Value, Value) {
    let series = json!([{ "measure": "units" }, { "measure": "events" }]);
    let question = json!({ "ask": "trends", "unit": unit, "period": "month", "series": series });
    let answer = desk.ask(question).await;
    (answer["series"][0]["total"].clone(), answer["series"][1]["total"].clone())
}

on_both_databases! {
    async fn nothing_that_they_did_is_counted_any_more_also_not_for_their_accounts(db: TestDb) {
        let mut desk = Desk::new(db).await;
        let id = enter(&desk, "u1").await;
        let visit = json!({ "name": "pricing_opened", "anonymous_id": "browser", "occurred_at": now() - days(9) });
        let signed_up = json!({ "name": "signed_up", "anonymous_id": "browser", "person_external_id": "u1", "occurred_at": now() - days(8) });
        desk.send(vec![visit, signed_up, used("u1", "s1"), used("u1", "s2"), used("u2", "s2")]).await;
        desk.settle().await;
        // Some of it is not in the index yet.
        desk.send(vec![used("u1", "s1")]).await;
        assert_eq!(counted(&desk, "person").await, (json!(2), json!(6)));
        assert_eq!(counted(&desk, "account").await, (json!(2), json!(4)));
        erased(&desk, id).await.unwrap();
        assert_eq!(counted(&desk, "person").await, (json!(1), json!(1)));
        assert_eq!(counted(&desk, "account").await, (json!(1), json!(1)));
        let tx = desk.workspace.read().await;
        let page = name::list(&tx, &EventNameFilter::default(), &PageRequest::default()).await.unwrap();
        let left: Vec<_> = page.data.iter().filter(|it| it.volume > 0).map(|it| (it.name.as_str(), it.volume)).collect();
        assert_eq!(left, [("report_opened", 1)]);
        drop(tx);
        desk.send(vec![used("u1", "s1")]).await;
        assert_eq!(counted(&desk, "person").await, (json!(2), json!(2)), "what they do afterwards counts");
    }

    async fn one_who_was_merged_into_another_has_nothing_to_erase(db: TestDb) {
        let mut desk = Desk::new(db).await;
        let (winner, loser) = (enter(&desk, "u1").await, enter(&desk, "u2").await);
        desk.send(vec![used("u1", "s1"), used("u2", "s1")]).await;
        let tx = desk.workspace.write().await;
        let merge: MergePeople = serde_json::from_value(json!({ "loser_ids": [loser] })).unwrap();
        person::merge(&tx, winner, merge).await.unwrap();
        tx.commit().await.unwrap();
        follow(&desk).await;
        let refused = erased(&desk, loser).await.unwrap_err();
        assert_eq!(refused.code().as_str(), "wrong_state");
        assert_eq!(counted(&desk, "person").await, (json!(1), json!(2)), "it is the other's");
        erased(&desk, winner).await.unwrap();
        assert_eq!(counted(&desk, "person").await, (json!(0), json!(0)));
    }

    async fn nobody_erases_in_another_workspace_or_without_both_grants(db: TestDb) {
        let mut desk = Desk::new(db).await;
        let id = enter(&desk, "u1").await;
        desk.send(vec![used("u1", "s1")]).await;
        let other = desk.db.workspace("b").await.write().await;
        assert_eq!(erase::person(&other, id).await.unwrap_err().code().as_str(), "not_found");
        drop(other);
        for grants in [[Grant::CustomersRead, Grant::EventsWrite], [Grant::CustomersWrite, Grant::EventsRead]] {
            let tx = desk.workspace.write_with(grants).await;
            assert_eq!(erase::person(&tx, id).await.unwrap_err().code().as_str(), "missing_grant");
        }
        assert_eq!(counted(&desk, "person").await, (json!(1), json!(1)));
    }

    async fn more_moves_than_one_pass_settles_don_t_stand_in_the_way(db: TestDb) {
        let mut desk = Desk::new(db).await;
        let visits = (0..2100).map(|at| json!({ "name": "pricing_opened", "anonymous_id": format!("b{at}"), "occurred_at": now() - days(9) }));
        desk.send(visits.collect()).await;
        desk.settle().await;
        let id = enter(&desk, "u1").await;
        let known = (0..2100).map(|at| json!({ "name": "signed_up", "anonymous_id": format!("b{at}"), "person_external_id": "u1", "occurred_at": now() - days(1) }));
        desk.send(known.collect()).await;
        erased(&desk, id).await.unwrap();
        assert_eq!(counted(&desk, "person").await, (json!(0), json!(0)));
    }
}
