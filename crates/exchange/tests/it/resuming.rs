use crate::workbench::{Workbench, file_of};
use chrono::TimeDelta;
use exchange::{entity::import_effect, import::ImportState};
use jobs::{Registry, Worker};
use sea_orm::PaginatorTrait;
use std::sync::atomic::Ordering;
use testing::on_both_databases;

on_both_databases! {
    async fn a_run_that_breaks_off_goes_on_at_its_checkpoint_and_doubles_nothing(db: TestDb) {
        let bench = Workbench::new(&db).await;
        let import = bench.upload(&file_of(650)).await;
        bench.check(import.id).await;
        let before = bench.parcels.calls.load(Ordering::SeqCst);
        bench.parcels.fails_at.store(before + 3, Ordering::SeqCst);
        bench.start(import.id, false).await.unwrap();
        bench.worker.run_due().await.unwrap();
        let halfway = bench.get(import.id).await;
        assert_eq!((halfway.state, halfway.rows_done), (ImportState::Running, 400));
        assert_eq!(bench.parcels().await.len(), 400, "the batch that failed left nothing");

        db.clock.advance(TimeDelta::minutes(30));
        bench.worker.run_due().await.unwrap();
        let finished = bench.get(import.id).await;
        assert_eq!((finished.state, finished.counts.create, finished.counts.rows), (ImportState::Finished, 650, 650));
        assert_eq!(bench.parcels().await.len(), 650);
        let tx = bench.workspace.read().await;
        assert_eq!(tx.find::<import_effect::Entity>().count(&tx.db).await.unwrap(), 650);
    }

    async fn a_duplicate_is_found_across_an_interruption(db: TestDb) {
        let bench = Workbench::new(&db).await;
        let file = [file_of(450), b"P000001,twin\n".to_vec()].concat();
        let import = bench.upload(&file).await;
        bench.check(import.id).await;
        let before = bench.parcels.calls.load(Ordering::SeqCst);
        bench.parcels.fails_at.store(before + 3, Ordering::SeqCst);
        bench.start(import.id, true).await.unwrap();
        bench.worker.run_due().await.unwrap();
        db.clock.advance(TimeDelta::minutes(30));
        bench.worker.run_due().await.unwrap();
        let finished = bench.get(import.id).await;
        assert_eq!((finished.counts.create, finished.counts.error), (450, 1));
        let error = &bench.errors(import.id).await[0].error;
        assert_eq!((error.line, error.code.as_ref(), error.params["first"].as_u64()), (452, "duplicate_in_file", Some(3)));
    }

    async fn two_workers_on_one_import_write_each_row_once(db: TestDb) {
        let bench = Workbench::new(&db).await;
        let import = bench.upload(&file_of(900)).await;
        bench.check(import.id).await;
        bench.start(import.id, false).await.unwrap();
        let registry = || Registry::default().perform(exchange::import::ImportWorker::new(bench.targets.clone()));
        let (one, other) = (Worker::new(db.db.clone(), registry()), Worker::new(db.db.clone(), registry()));
        // The second takes the job over while the first still works, as after a lease that ran out.
        let late = async {
            tokio::time::sleep(std::time::Duration::from_millis(30)).await;
            db.clock.advance(TimeDelta::seconds(61));
            other.run_due().await.unwrap();
        };
        let (ran, ()) = tokio::join!(one.run_due(), late);
        ran.unwrap();
        db.clock.advance(TimeDelta::minutes(30));
        bench.worker.run_due().await.unwrap();
        let finished = bench.get(import.id).await;
        assert_eq!((finished.state, finished.counts.create), (ImportState::Finished, 900));
        assert_eq!(bench.parcels().await.len(), 900);
    }

    async fn a_run_that_never_succeeds_is_given_up_and_can_be_undone(db: TestDb) {
        let bench = Workbench::new(&db).await;
        let import = bench.upload(&file_of(300)).await;
        bench.check(import.id).await;
        bench.start(import.id, false).await.unwrap();
        for _ in 0..11 {
            let before = bench.parcels.calls.load(Ordering::SeqCst);
            let done = bench.get(import.id).await.rows_done;
            bench.parcels.fails_at.store(before + if done == 0 { 2 } else { 1 }, Ordering::SeqCst);
            bench.worker.run_due().await.unwrap();
            db.clock.advance(TimeDelta::hours(2));
        }
        let failed = bench.get(import.id).await;
        assert_eq!((failed.state, failed.rows_done), (ImportState::Failed, 200));
        let operation = bench.operation(&failed).await;
        assert_eq!((operation.state.as_str(), operation.failure.as_deref()), ("failed", Some("internal")));
        assert_eq!(bench.undo(import.id).await.state, ImportState::Undone);
        assert!(bench.parcels().await.is_empty());
    }
}
