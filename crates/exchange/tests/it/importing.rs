use crate::workbench::{Workbench, file_of};
use exchange::{
    file::{Delimiter, TextEncoding},
    import::{self, ErrorsPart, ImportState, NewImport, RunImport},
    target::Targets,
};
use jobs::{entity::domain_event, operation};
use kernel::{Code, Error, Grant, locale::Locale};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter};
use testing::on_both_databases;

fn code(outcome: Result<impl Sized, Error>) -> Code {
    outcome.err().expect("it is refused").code()
}

on_both_databases! {
    async fn a_file_is_guessed_checked_without_effect_and_then_imported(db: TestDb) {
        let bench = Workbench::new(&db).await;
        let file = "编号,名称,手机号,尺寸\nP1,甲,138 0000 1234,小\nP2,乙,,Large\n";
        let import = bench.upload(file.as_bytes()).await;
        assert_eq!(import.state, ImportState::Uploaded);
        assert_eq!((import.encoding, import.delimiter), (Some(TextEncoding::Utf8), Some(Delimiter::Comma)));
        assert_eq!(import.columns[2].samples, ["138 0000 1234"]);
        let mapped: Vec<_> = import.mapping.iter().map(|entry| entry.field.clone().unwrap()).collect();
        assert_eq!(mapped, ["external_id", "name", "phone", "size"]);

        let checked = bench.check(import.id).await;
        assert_eq!(checked.state, ImportState::Checked);
        assert_eq!((checked.counts.rows, checked.counts.create, checked.rows_seen), (2, 2, Some(2)));
        assert!(bench.parcels().await.is_empty(), "a check writes nothing");

        let finished = bench.run(import.id).await;
        assert_eq!((finished.state, finished.counts.create), (ImportState::Finished, 2));
        let parcels = bench.parcels().await;
        assert_eq!(parcels[0].phone.as_deref(), Some("+8613800001234"));
        assert_eq!((parcels[0].size.as_deref(), parcels[1].size.as_deref()), (Some("small"), Some("large")));
        let operation = bench.operation(&finished).await;
        assert_eq!((operation.state.as_str(), operation.progress.done, operation.progress.total), ("succeeded", 2, Some(2)));
        assert_eq!((operation.undo.state.as_str(), operation.counts["create"].as_i64()), ("available", Some(2)));
        let tx = bench.workspace.read().await;
        let ended = tx.find::<domain_event::Entity>().filter(domain_event::Column::EventType.eq("import.finished"));
        assert_eq!(ended.count(&tx.db).await.unwrap(), 1);
    }

    async fn a_file_with_too_many_rows_is_refused_at_its_first_surplus_line(db: TestDb) {
        let bench = Workbench::with_max_rows(&db, 3).await;
        let fits = bench.check(bench.upload(&file_of(3)).await.id).await;
        assert_eq!((fits.state, fits.counts.create), (ImportState::Checked, 3));

        let refused = bench.check(bench.upload(&file_of(5)).await.id).await;
        assert_eq!((refused.state, refused.counts.rows), (ImportState::Uploaded, 0));
        let operation = bench.operation(&refused).await;
        assert_eq!((operation.state.as_str(), operation.failure.as_deref()), ("failed", Some("too_large")));
        let errors = bench.errors(refused.id).await;
        // The header is the first line.
        assert_eq!((errors.len(), errors[0].error.code.as_ref(), errors[0].error.line), (1, "too_many_rows", 5));
        assert!(errors[0].message.contains('3'), "{}", errors[0].message);
        assert!(bench.parcels().await.is_empty());
    }

    async fn every_encoding_imports_alike(db: TestDb) {
        let bench = Workbench::new(&db).await;
        let text = "编号;名称\nP1;张伟\n";
        let utf16: Vec<u8> = std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let files = [
            text.as_bytes().to_vec(),
            [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            utf16,
            encoding_rs::GBK.encode(text).0.into_owned(),
        ];
        for (at, file) in files.iter().enumerate() {
            let import = bench.import(file).await;
            assert_eq!(import.state, ImportState::Finished);
            assert_eq!(import.counts.create, i64::from(at == 0), "file {at} brings the same row");
            assert_eq!(import.counts.skip, i64::from(at > 0), "file {at} changes nothing");
            assert_eq!(bench.parcels().await[0].name, "张伟");
        }
    }

    async fn rows_find_their_objects_and_update_or_skip_them(db: TestDb) {
        let bench = Workbench::new(&db).await;
        bench.import("编号,名称,电话\nP1,甲,13800001234\n".as_bytes()).await;
        let import = bench.import("编号,名称,电话\nP1,乙,\nP2,丙,\n".as_bytes()).await;
        assert_eq!((import.counts.create, import.counts.update), (1, 1));
        let parcels = bench.parcels().await;
        assert_eq!((parcels[0].name.as_str(), parcels[0].version), ("乙", 2));
        assert!(parcels[0].phone.is_some(), "a blank cell leaves the field alone");

        let import = bench.upload("编号,名称\nP1,丁\n".as_bytes()).await;
        let skip = serde_json::json!({"options": {"match_by": "external_id", "on_match": "skip"}});
        bench.patch(import.id, skip).await.unwrap();
        bench.check(import.id).await;
        assert_eq!(bench.run(import.id).await.counts.skip, 1);
        assert_eq!(bench.parcels().await[0].name, "乙");
    }

    async fn the_file_is_forgotten_when_its_run_has_ended(db: TestDb) {
        let bench = Workbench::new(&db).await;
        bench.import(&file_of(3)).await;
        let tx = bench.workspace.read().await;
        let chunks = tx.find::<exchange::entity::import_chunk::Entity>().count(&tx.db).await.unwrap();
        assert_eq!(chunks, 0, "it holds personal data");
    }

    async fn only_a_checked_file_without_mistakes_runs_unless_told(db: TestDb) {
        let bench = Workbench::new(&db).await;
        let import = bench.upload("编号,名称\nP1,甲\n,乙\n".as_bytes()).await;
        assert_eq!(code(bench.start(import.id, true).await), Code::WrongState);
        let checked = bench.check(import.id).await;
        assert_eq!((checked.counts.error, checked.counts.create), (1, 1));
        assert_eq!(code(bench.start(import.id, false).await), Code::WrongState);
        let finished = bench.run(import.id).await;
        assert_eq!((finished.counts.error, finished.counts.create), (1, 1));
        assert_eq!(bench.errors(import.id).await.len(), 1, "those of the check are replaced");
        assert_eq!(code(bench.start(import.id, true).await), Code::WrongState);
    }

    async fn a_run_that_is_cancelled_stops_at_a_batch_and_can_be_undone(db: TestDb) {
        let bench = Workbench::new(&db).await;
        let import = bench.upload(&file_of(450)).await;
        bench.check(import.id).await;
        let operation = bench.start(import.id, false).await.unwrap();
        let tx = bench.workspace.write().await;
        operation::cancel(&tx, operation).await.unwrap();
        tx.commit().await.unwrap();
        bench.worker.run_due().await.unwrap();
        let cancelled = bench.get(import.id).await;
        assert_eq!((cancelled.state, cancelled.counts.create), (ImportState::Cancelled, 200));
        assert_eq!(bench.operation(&cancelled).await.state, "cancelled");
        assert_eq!(bench.parcels().await.len(), 200);
        assert_eq!(bench.undo(import.id).await.state, ImportState::Undone);
        assert!(bench.parcels().await.is_empty());
    }

    async fn a_file_that_can_not_be_read_says_why_and_is_not_checked(db: TestDb) {
        let bench = Workbench::new(&db).await;
        let import = bench.upload("编号,,编号\nP1,x,y\n".as_bytes()).await;
        let codes: Vec<_> = import.file_errors.iter().map(|error| error.code.as_ref()).collect();
        assert_eq!(codes, ["header_empty", "header_duplicate"]);
        let tx = bench.workspace.write().await;
        assert_eq!(code(import::check(&tx, &bench.targets, import.id).await), Code::WrongState);
        drop(tx);
        assert_eq!(bench.upload(b"").await.file_errors[0].code, "file_empty");
    }

    async fn an_import_is_seen_in_its_workspace_and_with_its_grants_only(db: TestDb) {
        let bench = Workbench::new(&db).await;
        let import = bench.upload(&file_of(1)).await;
        let other = db.workspace("b").await;
        let tx = other.write().await;
        assert_eq!(code(import::get(&tx, import.id).await), Code::NotFound);
        assert_eq!(code(import::check(&tx, &bench.targets, import.id).await), Code::NotFound);
        assert_eq!(code(import::run(&tx, &bench.targets, import.id, RunImport::default()).await), Code::NotFound);
        assert_eq!(code(ErrorsPart::first(import.id, Locale::En).next(&tx).await), Code::NotFound);
        drop(tx);
        let without = bench.workspace.write_with([Grant::CustomersWrite]).await;
        assert_eq!(code(import::get(&without, import.id).await), Code::MissingGrant);
        drop(without);
        let without = bench.workspace.write_with([Grant::ImportsWrite]).await;
        assert_eq!(code(import::check(&without, &bench.targets, import.id).await), Code::MissingGrant);
        let new = NewImport { target: "parcels".into(), file_name: "x".into(), size: 1 };
        assert_eq!(code(import::create(&without, &bench.targets, new).await), Code::MissingGrant);
        assert!(import::list_targets(&without, &bench.targets).await.unwrap().is_empty());
    }

    async fn what_is_too_large_or_unknown_is_refused_at_once(db: TestDb) {
        let bench = Workbench::new(&db).await;
        let tx = bench.workspace.write().await;
        let new = |target: &str, size| NewImport { target: target.into(), file_name: "x".into(), size };
        assert_eq!(code(import::create(&tx, &bench.targets, new("ships", 1)).await), Code::Invalid);
        assert_eq!(code(import::create(&tx, &Targets::default(), new("parcels", 1)).await), Code::Invalid);
        assert_eq!(code(import::create(&tx, &bench.targets, new("parcels", 300 << 20)).await), Code::TooLarge);
        assert_eq!(code(import::create(&tx, &bench.targets, new("parcels", -1)).await), Code::Invalid);
    }
}
