//! Events by the month, on PostgreSQL.

use crate::{
    asking::Desk,
    house::{all, arrived, event, send, send_text},
};
use activity::{Memory, Source, ingest, months::make_ahead};
use kernel::{Backend, SystemTx};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, Statement};
use serde_json::{Value, json};
use testing::{TestDb, on_both_databases};

const OTHER_MONTHS: [&str; 6] = [
    "2021-03-31T23:59:59.999Z",
    "2025-12-31T23:59:59.999Z",
    "2026-01-01T00:00:00Z",
    "2026-01-31T23:59:59.999Z",
    "2026-02-01T00:00:00Z",
    "2026-03-01T00:00:00Z",
];

async fn texts(db: &DatabaseTransaction, sql: &str) -> Vec<String> {
    let rows = db.query_all_raw(Statement::from_string(DbBackend::Postgres, sql)).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

async fn months(test: &TestDb) -> Vec<String> {
    let sql = "SELECT inhrelid::regclass::text FROM pg_inherits \
               WHERE inhparent = 'event'::regclass ORDER BY 1";
    texts(&SystemTx::read(&test.db).await.unwrap().db, sql).await
}

on_both_databases! {
    async fn events_of_any_month_are_stored_and_come_in_order(db: TestDb) {
        let workspace = db.workspace("a").await;
        let events = OTHER_MONTHS.iter().rev().map(|at| event(at, json!({ "occurred_at": at })));
        assert_eq!(send(&workspace, events.collect()).await.accepted, OTHER_MONTHS.len());
        let newest_first: Vec<_> = all(&workspace).await.into_iter().map(|it| it.message_id).collect();
        assert_eq!(newest_first, OTHER_MONTHS.iter().rev().copied().collect::<Vec<_>>());
        assert!(activity::event::any(&workspace.read().await).await.unwrap());
        assert!(!activity::event::any(&db.workspace("b").await.read().await).await.unwrap());
    }

    async fn months_made_ahead_twice_are_there_once(db: TestDb) {
        make_ahead(&db.db).await.unwrap();
        make_ahead(&db.db).await.unwrap();
        if db.db.backend == Backend::Postgres {
            assert_eq!(months(&db).await, ["event_2026_03", "event_2026_04", "event_2026_05"]);
        }
    }
}

#[tokio::test]
async fn each_month_lies_apart_and_only_months_with_events_are_made() {
    let db = TestDb::postgres().await;
    let workspace = db.workspace("a").await;
    let events = OTHER_MONTHS.iter().map(|at| event(at, json!({ "occurred_at": at })));
    send(&workspace, events.collect()).await;
    let made =
        ["event_2021_03", "event_2025_12", "event_2026_01", "event_2026_02", "event_2026_03"];
    assert_eq!(months(&db).await, made);
    let tx = workspace.read().await;
    let sql = "SELECT tableoid::regclass || ' ' || message_id FROM event ORDER BY occurred_at";
    let places = texts(&tx.db, sql).await;
    let expected =
        OTHER_MONTHS.iter().map(|at| format!("event_{} {at}", at[..7].replace('-', "_")));
    assert_eq!(places, expected.collect::<Vec<_>>());
    // Each has the key and the four indexes of the table.
    let sql = "SELECT count(*)::text FROM pg_index i JOIN pg_inherits m ON m.inhrelid = i.indrelid \
               WHERE m.inhparent = 'event'::regclass AND i.indisvalid GROUP BY i.indrelid";
    assert_eq!(texts(&tx.db, sql).await, ["5"; 5]);
}

#[tokio::test]
async fn nobody_sees_or_changes_the_events_of_a_month_past_the_policy() {
    let db = TestDb::postgres().await;
    let (ours, theirs) = (db.workspace("a").await, db.workspace("b").await);
    send(&ours, vec![event("m1", json!({}))]).await;
    let count = "SELECT count(*)::text FROM event";
    assert_eq!(texts(&ours.read().await.db, count).await, ["1"]);
    assert_eq!(texts(&theirs.read().await.db, count).await, ["0"]);
    let of_month = "SELECT count(*)::text FROM event_2026_03";
    assert_eq!(texts(&ours.read().await.db, of_month).await, ["0"]);
    assert_eq!(texts(&theirs.read().await.db, of_month).await, ["0"]);
    assert_eq!(texts(&SystemTx::read(&db.db).await.unwrap().db, of_month).await, ["0"]);

    let tx = theirs.write().await;
    let deleted = tx.db.execute_unprepared("DELETE FROM event_2026_03").await.unwrap();
    assert_eq!(deleted.rows_affected(), 0);
    let copy = "INSERT INTO event_2026_03 SELECT (jsonb_populate_record(NULL::event, $1)).*";
    let row = json!({
        "workspace_id": ours.id.uuid(), "id": 99, "occurred_at": 1_772_413_200_000_i64, "received_at": 0,
        "name_number": 1, "from_client": false, "name": "x", "message_id": "x",
    });
    let copy = Statement::from_sql_and_values(DbBackend::Postgres, copy, [row.into()]);
    let refused = tx.db.execute_raw(copy).await.unwrap_err().to_string();
    assert!(refused.contains("row-level security"), "{refused}");
    drop(tx);
    let sql = "SELECT relname::text FROM pg_class JOIN pg_inherits ON inhrelid = pg_class.oid \
               WHERE inhparent = 'event'::regclass AND NOT (relrowsecurity AND relforcerowsecurity)";
    assert!(texts(&ours.read().await.db, sql).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn nodes_that_need_the_same_new_months_at_once_lose_no_batch() {
    const BATCHES: usize = 6;
    let db = TestDb::postgres().await;
    let mut work = Vec::new();
    for node in 0..8 {
        // Those of one workspace wait for one another, so each node takes in another's.
        let workspace = db.workspace(&format!("w{node}")).await;
        work.push(tokio::spawn(async move {
            let mut accepted = 0;
            for batch in 0..BATCHES {
                let events = [batch * 2, batch * 2 + 1].map(|month| of_last_year(node, month));
                accepted += send(&workspace, events.into()).await.accepted;
            }
            (workspace, accepted)
        }));
    }
    for one in work {
        let (workspace, accepted) = one.await.unwrap();
        assert_eq!((accepted, all(&workspace).await.len()), (12, 12));
    }
    assert_eq!(months(&db).await.len(), 12);
}

/// Some nodes go forwards through the year, some backwards.
fn of_last_year(node: usize, month: usize) -> Value {
    let month = if node.is_multiple_of(2) { month } else { 11 - month };
    let at = format!("2025-{:02}-15T00:00:00Z", month + 1);
    event(&month.to_string(), json!({ "occurred_at": at }))
}

#[tokio::test]
async fn a_batch_that_is_taken_back_leaves_no_month_and_the_next_one_makes_it() {
    let db = TestDb::postgres().await;
    let workspace = db.workspace("a").await;
    let body = json!({ "events": [event("m1", json!({}))] }).to_string();
    let tx = workspace.write().await;
    let batch = arrived(&tx, &body).unwrap();
    ingest(&tx, &Memory::default(), Source::Server, batch).await.unwrap();
    drop(tx);
    assert!(months(&db).await.is_empty());
    assert_eq!(send_text(&workspace, &body).await.unwrap().accepted, 1);
    assert_eq!(months(&db).await, ["event_2026_03"]);
}

#[tokio::test]
async fn of_a_month_that_was_taken_away_the_index_still_answers_and_late_events_are_taken() {
    let mut desk = Desk::new(TestDb::postgres().await).await;
    let opened =
        |at: &str| json!({ "name": "opened", "occurred_at": at, "person_external_id": "u1" });
    desk.send(vec![opened("2026-01-10T00:00:00Z"), opened("2026-02-10T00:00:00Z")]).await;
    desk.settle().await;
    detach(&desk.db, "event_2026_01").await;
    let asked = async |desk: &Desk| {
        let series = json!([{ "measure": "events" }]);
        let question = json!({ "ask": "trends", "series": series, "from_on": "2026-01-01" });
        desk.ask(question).await["series"][0]["total"].clone()
    };
    assert_eq!(asked(&desk).await, 2);
    assert_eq!(all(&desk.workspace).await.len(), 1);

    desk.send(vec![opened("2026-01-11T00:00:00Z")]).await;
    assert_eq!(months(&desk.db).await, ["event_2026_01_again", "event_2026_02"]);
    assert_eq!((asked(&desk).await, all(&desk.workspace).await.len()), (json!(3), 2));

    // What was taken away can't be counted again.
    desk.cut_time("America/New_York", 1).await;
    assert_eq!(asked(&desk).await, 2);
}

async fn detach(test: &TestDb, month: &str) {
    let tx = SystemTx::write(&test.db).await.unwrap();
    let sql = format!("ALTER TABLE event DETACH PARTITION {month}");
    tx.db.execute_unprepared(&sql).await.unwrap();
    tx.commit().await.unwrap();
}
