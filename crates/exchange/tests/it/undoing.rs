use crate::{
    parcels::parcel,
    workbench::{Workbench, file_of},
};
use chrono::TimeDelta;
use exchange::import::{self, ImportState};
use kernel::Code;
use sea_orm::{ActiveModelTrait, ConnectionTrait, IntoActiveModel, Set, Statement};
use std::fmt::Write as _;
use testing::on_both_databases;

/// All but the version, which moves on.
fn contents(parcels: Vec<parcel::Model>) -> Vec<parcel::Model> {
    parcels.into_iter().map(|parcel| parcel::Model { version: 0, ..parcel }).collect()
}

async fn rename(bench: &Workbench<'_>, parcel: parcel::Model, name: &str) {
    let tx = bench.workspace.write().await;
    let mut row = parcel.clone().into_active_model();
    (row.name, row.version) = (Set(name.to_owned()), Set(parcel.version + 1));
    row.update(&tx.db).await.unwrap();
    tx.commit().await.unwrap();
}

on_both_databases! {
    async fn undo_restores_exactly_what_was_there(db: TestDb) {
        let bench = Workbench::new(&db).await;
        bench.import(&file_of(250)).await;
        let before = bench.parcels().await;
        db.clock.advance(TimeDelta::hours(1));
        // Updates two hundred, creates two hundred, and touches one object twice by two imports.
        let mut file = String::from("编号,名称,电话,重量\n");
        for row in 50..450 {
            writeln!(file, "P{row:06},改名{row},138{row:08},{row}.5").unwrap();
        }
        let first = bench.import(file.as_bytes()).await;
        assert_eq!((first.counts.update, first.counts.create), (200, 200));
        let middle = bench.parcels().await;
        let second = bench.import("编号,名称\nP000060,再改\nP000449,再改\n".as_bytes()).await;
        assert_eq!(bench.undo(second.id).await.state, ImportState::Undone);
        assert_eq!(contents(bench.parcels().await), contents(middle));

        let undone = bench.undo(first.id).await;
        assert_eq!(undone.state, ImportState::Undone);
        let after = bench.parcels().await;
        assert_eq!(contents(after.clone()), contents(before.clone()));
        assert!(after.iter().zip(&before).all(|(after, before)| after.version >= before.version), "no entity tag comes again");
        let operation = bench.operation(&undone).await;
        assert_eq!((operation.kind.as_str(), operation.progress.done, operation.result["undone"].as_i64()), ("import.undo", 400, Some(400)));
    }

    async fn what_others_changed_since_stays_and_is_reported(db: TestDb) {
        let bench = Workbench::new(&db).await;
        bench.import("编号,名称\nP1,甲\nP2,乙\n".as_bytes()).await;
        let import = bench.import("编号,名称\nP1,子\nP2,丑\nP3,寅\nP4,卯\n".as_bytes()).await;
        let parcels = bench.parcels().await;
        rename(&bench, parcels[0].clone(), "by hand").await;
        rename(&bench, parcels[2].clone(), "by hand").await;
        let undone = bench.undo(import.id).await;
        let names: Vec<_> = bench.parcels().await.into_iter().map(|parcel| parcel.name).collect();
        assert_eq!(names, ["by hand", "乙", "by hand"]);
        let kept: Vec<_> = bench.errors(import.id).await.into_iter().map(|error| (error.error.line, error.error.code.into_owned())).collect();
        assert_eq!(kept, [(2, "undo_changed_since".to_owned()), (4, "undo_changed_since".to_owned())]);
        assert_eq!(bench.operation(&undone).await.result["kept"].as_i64(), Some(2));
    }

    async fn what_others_have_built_on_stays_and_is_reported(db: TestDb) {
        let bench = Workbench::new(&db).await;
        let import = bench.import("编号,名称\nP1,甲\nP2,乙\n".as_bytes()).await;
        let label = "INSERT INTO parcel_label (parcel_id) VALUES ($1)";
        let used = bench.parcels().await[0].id;
        let tx = bench.workspace.write().await;
        let insert = Statement::from_sql_and_values(tx.db.get_database_backend(), label, [used.into()]);
        tx.db.execute_raw(insert).await.unwrap();
        tx.commit().await.unwrap();
        bench.undo(import.id).await;
        let left: Vec<_> = bench.parcels().await.into_iter().map(|parcel| parcel.external_id).collect();
        assert_eq!(left, ["P1"]);
        assert_eq!(bench.errors(import.id).await[0].error.code, "undo_in_use");
    }

    async fn an_import_is_undone_once_and_in_its_time(db: TestDb) {
        let bench = Workbench::new(&db).await;
        let import = bench.import(&file_of(1)).await;
        bench.undo(import.id).await;
        let tx = bench.workspace.write().await;
        assert_eq!(import::undo(&tx, &bench.targets, import.id).await.unwrap_err().code(), Code::WrongState);
        drop(tx);
        let late = bench.import(&file_of(1)).await;
        let run = late.operation_id.unwrap();
        db.clock.advance(TimeDelta::days(31));
        let tx = bench.workspace.write().await;
        assert_eq!(import::undo(&tx, &bench.targets, late.id).await.unwrap_err().code(), Code::WrongState);
        assert_eq!(import::undo_operation(&tx, &bench.targets, run).await.unwrap_err().code(), Code::WrongState);
    }

    async fn a_run_is_undone_by_its_operation_too(db: TestDb) {
        let bench = Workbench::new(&db).await;
        let import = bench.import(&file_of(2)).await;
        let run = import.operation_id.unwrap();
        let tx = bench.workspace.write().await;
        import::undo_operation(&tx, &bench.targets, run).await.unwrap();
        tx.commit().await.unwrap();
        bench.worker.run_due().await.unwrap();
        assert!(bench.parcels().await.is_empty());
        let tx = bench.workspace.read().await;
        assert_eq!(jobs::operation::get(&tx, run).await.unwrap().undo.state, "undone");
    }
}
