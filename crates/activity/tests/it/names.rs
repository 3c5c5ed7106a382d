//! The catalogue of events.

use crate::asking::{Desk, days, did, time};
use activity::{
    EventStatus,
    name::{self, EventName, EventNameFilter, EventNamePatch, EventNameStatus},
};
use kernel::page::PageRequest;
use serde_json::{Value, json};
use testing::on_both_databases;

async fn catalogue(desk: &Desk) -> Vec<EventName> {
    let page = PageRequest { limit: Some(200), ..PageRequest::default() };
    let tx = desk.workspace.read().await;
    name::list(&tx, &EventNameFilter::default(), &page).await.unwrap().data
}

async fn change(desk: &Desk, id: kernel::ids::EventNameId, patch: Value) -> EventName {
    let tx = desk.workspace.write().await;
    let patch: EventNamePatch = serde_json::from_value(patch).unwrap();
    let changed = name::update(&tx, id, patch).await.unwrap();
    tx.commit().await.unwrap();
    changed
}

on_both_databases! {
    async fn the_catalogue_tells_how_often_since_when_and_with_which_properties(db: TestDb) {
        let mut desk = Desk::new(db).await;
        let now = time("2026-03-02T01:00:00Z");
        let mut exported = did("u1", "report_exported", now - days(40));
        exported["properties"] = json!({ "format": "xlsx", "rows": 12 });
        let mut again = did("u2", "report_exported", now - days(2));
        again["properties"] = json!({ "format": null, "rows": "many" });
        desk.send(vec![exported, again, did("u1", "signed_in", now)]).await;
        desk.settle().await;
        let names = catalogue(&desk).await;
        let volumes: Vec<_> = names.iter().map(|it| (it.name.as_str(), it.volume, it.volume_30_days)).collect();
        assert_eq!(volumes, [("report_exported", 2, 1), ("signed_in", 1, 1)]);
        assert_eq!((names[0].first_seen_at, names[0].last_seen_at), (now - days(40), now - days(2)));
        let properties = serde_json::to_value(&names[0].properties).unwrap();
        assert_eq!(properties, json!([
            { "name": "format", "types": ["string", "null"], "seen": 2 },
            { "name": "rows", "types": ["string", "number"], "seen": 2 },
        ]));
    }

    async fn events_of_a_denied_name_are_not_kept_and_others_are(db: TestDb) {
        let mut desk = Desk::new(db).await;
        let now = time("2026-03-02T00:59:00Z");
        desk.send(vec![did("u1", "heartbeat", now), did("u1", "opened", now)]).await;
        let heartbeat = catalogue(&desk).await.into_iter().find(|it| it.name == "heartbeat").unwrap();
        let denied = change(&desk, heartbeat.id, json!({ "status": "denied", "display_name_zh": " 心跳 " })).await;
        assert_eq!((denied.status, denied.display_name.zh.as_deref()), (EventNameStatus::Denied, Some("心跳")));
        // The same process remembered that the name was allowed.
        let body = json!({ "events": [
            { "message_id": "x1", "name": "heartbeat", "person_external_id": "u1" },
            { "message_id": "x2", "name": "opened", "person_external_id": "u1" },
        ] }).to_string();
        let tx = desk.workspace.write().await;
        let batch = crate::house::arrived(&tx, &body).unwrap();
        let result = activity::ingest(&tx, &desk.memory, activity::Source::Server, batch).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!((result.accepted, result.ignored), (1, 1));
        assert_eq!(result.results[0].status, EventStatus::Ignored);
        change(&desk, heartbeat.id, json!({ "status": "allowed" })).await;
        desk.send(vec![did("u1", "heartbeat", now)]).await;
    }

    async fn a_client_that_makes_up_names_and_keys_does_not_hurt(db: TestDb) {
        let mut desk = Desk::new(db).await;
        let now = time("2026-03-02T00:59:00Z");
        let made_up = (0..2100).map(|number| did("u1", &format!("order_{number}_paid"), now));
        desk.send(made_up.collect()).await;
        let keys = (0..5).map(|event| {
            let mut keyed = did("u1", "order_0_paid", now);
            let keys = (0..60).map(|key| (format!("key_{event}_{key}"), json!(1)));
            keyed["properties"] = Value::Object(keys.collect());
            keyed
        });
        desk.send(keys.collect()).await;
        desk.settle().await;
        let answer = desk.ask(json!({ "ask": "trends", "from_on": "2026-03-02", "series": [
            { "measure": "events" }, { "event": { "names": ["order_2099_paid"] }, "measure": "events" },
        ] })).await;
        assert_eq!(answer["series"][0]["total"], 2105, "every event is kept and counted");
        assert_eq!(answer["series"][1]["total"], 0, "a name beyond the limit has no line of its own");
        let tx = desk.workspace.read().await;
        let page = PageRequest { limit: Some(1), count: Some(true), ..PageRequest::default() };
        let page = name::list(&tx, &EventNameFilter::default(), &page).await.unwrap();
        assert_eq!(page.total, Some(1999));
        let many = catalogue(&desk).await;
        let widest = many.iter().map(|it| it.properties.len()).max();
        assert_eq!(widest, Some(200));
    }
}
