//! The same seed writes the same rows.

use chrono::{DateTime, Utc};
use demo::{simulate, store};
use kernel::{SystemTx, locale::Locale};
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};
use testing::TestDb;

pub const NOW: &str = "2026-11-21T07:30:00Z";
const SCALE: f64 = 0.05;

pub async fn write(db: &TestDb, seed: u64, locale: Locale) -> demo::Year {
    let now: DateTime<Utc> = NOW.parse().unwrap();
    let year = simulate(seed, locale, SCALE, now);
    let year = store::settle(&db.db, year).await.unwrap().unwrap();
    store::write(&db.db, &year, seed, "no password opens this", now, &mut |_, _| {}).await.unwrap();
    year
}

/// Of every row of every table of ours, in an order of their own.
async fn digest(db: &TestDb) -> Vec<(String, usize, String)> {
    let tx = SystemTx::read(&db.db).await.unwrap();
    let of = |sql: String| Statement::from_string(DbBackend::Sqlite, sql);
    let names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' \
                 AND name <> 'seaql_migrations' ORDER BY name";
    let mut digests = Vec::new();
    for row in tx.db.query_all_raw(of(names.to_owned())).await.unwrap() {
        let name: String = row.try_get_by_index(0).unwrap();
        let columns = tx
            .db
            .query_all_raw(of(format!("SELECT name FROM pragma_table_info('{name}')")))
            .await
            .unwrap();
        let columns: Vec<String> = columns
            .iter()
            .map(|row| format!("quote(\"{}\")", row.try_get_by_index::<String>(0).unwrap()))
            .collect();
        let sql =
            format!("SELECT {} AS line FROM \"{name}\" ORDER BY line", columns.join(" || '|' || "));
        let rows = tx.db.query_all_raw(of(sql)).await.unwrap();
        let mut hash = ring::digest::Context::new(&ring::digest::SHA256);
        for row in &rows {
            hash.update(row.try_get_by_index::<String>(0).unwrap().as_bytes());
            hash.update(b"\n");
        }
        digests.push((name, rows.len(), format!("{:?}", hash.finish())));
    }
    digests
}

#[tokio::test]
async fn the_same_seed_writes_the_same_rows_ids_included_and_another_seed_others() {
    let (one, other, next) =
        (TestDb::sqlite().await, TestDb::sqlite().await, TestDb::sqlite().await);
    write(&one, 7, Locale::ZhCn).await;
    write(&other, 7, Locale::ZhCn).await;
    write(&next, 8, Locale::ZhCn).await;
    let (one, other, next) = (digest(&one).await, digest(&other).await, digest(&next).await);
    assert_eq!(one, other);
    let filled = one.iter().filter(|(_, rows, _)| *rows > 0).count();
    assert!(filled >= 20, "{filled} tables have rows");
    for ((table, rows, hash), (_, _, next)) in one.iter().zip(&next) {
        assert!(*rows == 0 || hash != next, "{table} does not depend on the seed");
    }
}
