//! Several processes at once on one database.

use crate::{
    asking::{Known, days, time},
    house::{event as event_of, send},
};
use activity::{CheckedBatch, EventBatch, Memory, Source, ingest, question::Asked};
use kernel::WorkspaceTx;
use serde_json::json;
use std::sync::Arc;
use testing::{TestWorkspace, on_both_databases};

const BATCHES: usize = 12;
const EVENTS: usize = 40;
const ROUNDS: u32 = 15;
const SMALL_BATCHES: u32 = 8;
const PEOPLE: u32 = 20;

on_both_databases! {
    async fn nodes_that_take_in_the_same_and_other_batches_at_once_count_each_message_once(db: TestDb) {
        let workspace = db.workspace("a").await;
        let nodes: Vec<Arc<Memory>> = (0..2).map(|_| Arc::default()).collect();
        let mut work = Vec::new();
        for (number, memory) in nodes.iter().enumerate() {
            for batch in 0..BATCHES {
                // Every other batch is sent to both, as a sender does whose answer got lost.
                let sender = if batch % 2 == 0 { 0 } else { number };
                let events: Vec<_> = (0..EVENTS).map(|event| json!({
                    "message_id": format!("{sender}-{batch}-{event}"), "name": format!("event_{}", event % 5),
                    "occurred_at": time("2026-03-02T00:00:00Z"),
                    "person_external_id": format!("u{}", (batch * 7 + event) % 23),
                    "anonymous_id": format!("b{}", event % 11),
                })).collect();
                let body = json!({ "events": events }).to_string();
                let (db, caller, memory) = (db.db.clone(), workspace.caller(), memory.clone());
                work.push(tokio::spawn(async move {
                    let tx = WorkspaceTx::write(&db, caller).await.unwrap();
                    let batch = EventBatch::read(body.as_bytes()).unwrap();
                    let batch = CheckedBatch::of(batch, tx.now());
                    let taken = ingest(&tx, &memory, Source::Server, batch).await.unwrap();
                    tx.commit().await.unwrap();
                    taken.accepted
                }));
            }
            let (db, id) = (db.db.clone(), workspace.id);
            work.push(tokio::spawn(async move {
                for _ in 0..5 {
                    activity::index::settle(&db, id).await.unwrap();
                }
                0
            }));
        }
        let mut accepted = 0;
        for one in work {
            accepted += one.await.unwrap();
        }
        let expected = BATCHES / 2 * EVENTS + 2 * (BATCHES / 2) * EVENTS;
        assert_eq!(accepted, expected);
        for memory in &nodes {
            let known = Known::default();
            let mut asked = Asked::open(&db.db, memory, &known, &workspace.caller()).await.unwrap();
            let question = json!({ "series": [{ "measure": "events" }, { "measure": "units" }], "from_on": "2026-03-02" });
            let answer = asked.trends(serde_json::from_value(question).unwrap()).await.unwrap();
            let totals: Vec<_> = answer.series.iter().map(|line| line.total).collect();
            assert_eq!(totals, [Some(expected as u64), Some(23)]);
        }
    }

    async fn an_index_that_is_made_again_while_events_come_and_people_sign_up_misses_nothing(db: TestDb) {
        let workspace = db.workspace("a").await;
        for round in 0..ROUNDS {
            let sender = tokio::spawn(send_small_batches(workspace.clone(), round));
            let zone = if round % 2 == 0 { "America/New_York" } else { "Asia/Shanghai" };
            let tx = workspace.write().await;
            let patch = serde_json::from_value(json!({ "time_zone": zone })).unwrap();
            identity::workspace::update(&tx, patch).await.unwrap();
            tx.commit().await.unwrap();
            activity::index::settle(&db.db, workspace.id).await.unwrap();
            sender.await.unwrap();
            // The next round makes the index anew, and would hide what this one lost.
            let (memory, known) = (Memory::default(), Known::default());
            let mut asked = Asked::open(&db.db, &memory, &known, &workspace.caller()).await.unwrap();
            let question = json!({ "series": [{ "measure": "events" }, { "measure": "units" }], "from_on": "2025-12-20" });
            let answer = asked.trends(serde_json::from_value(question).unwrap()).await.unwrap();
            let totals: Vec<_> = answer.series.iter().map(|line| line.total).collect();
            let sent = (round + 1) * SMALL_BATCHES * PEOPLE;
            assert_eq!(totals, [Some(u64::from(sent)), Some(u64::from(PEOPLE))], "round {round}");
        }
    }
}

/// Each person comes as a visitor and turns out to be somebody in one of the rounds.
async fn send_small_batches(workspace: TestWorkspace, round: u32) {
    for batch in 0..SMALL_BATCHES {
        let event = |person: u32| {
            let mut fields = json!({
                "occurred_at": time("2026-03-01T20:00:00Z") - days(i64::from(batch * 5 + person) % 60),
                "anonymous_id": format!("b{person}"),
            });
            if person % ROUNDS == round {
                fields["person_external_id"] = json!(format!("u{person}"));
            }
            event_of(&format!("{round}-{batch}-{person}"), fields)
        };
        let sent = send(&workspace, (0..PEOPLE).map(event).collect()).await;
        assert_eq!(sent.accepted, PEOPLE as usize);
    }
}
