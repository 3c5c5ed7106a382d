//! A file of 200 000 rows, in the memory of a small one.

use crate::workbench::Workbench;
use exchange::import::ImportState;
use std::fmt::Write as _;
use testing::on_both_databases;

const ROWS: usize = 200_000;

/// Wide rows, so that a file kept in memory would show; every hundredth is wrong.
fn file() -> Vec<u8> {
    let padding = "x".repeat(250);
    let mut text = String::from("编号,名称,价格,remarks\n");
    for row in 0..ROWS {
        let price = if row % 100 == 99 { "cheap" } else { "12.50" };
        writeln!(text, "P{row:06},包裹{row},{price},{padding}").unwrap();
    }
    text.into_bytes()
}

/// The most memory this process has had, in bytes.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<usize>().unwrap() * 1024
}

on_both_databases! {
    #[ignore = "takes minutes without optimisation: cargo test --release -p exchange -- --ignored --test-threads 1"]
    async fn two_hundred_thousand_rows_are_checked_and_imported_in_bounded_memory(db: TestDb) {
        let bench = Workbench::new(&db).await;
        let import = {
            let file = file();
            assert!(file.len() > 55_000_000);
            bench.upload(&file).await
        };
        bench.map(import.id, &["external_id", "name", "price"]).await;
        let checked = bench.check(import.id).await;
        assert_eq!((checked.counts.rows, checked.counts.error), (200_000, 2000));
        let before = peak();
        let finished = bench.run(import.id).await;
        assert_eq!((finished.state, finished.counts.create), (ImportState::Finished, 198_000));
        let grown = peak() - before;
        assert!(grown < 40_000_000, "the run grew by {grown} bytes");
        let last = bench.errors(import.id).await;
        assert_eq!((last[0].error.line, last[0].error.column), (101, Some(3)));
    }
}
