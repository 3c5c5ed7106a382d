//! What every test here needs: a workspace with the target, and the steps of an import in one call each.

use crate::parcels::{Parcels, TABLES, parcel};
use exchange::{
    import::{self, Import, ImportError, ImportPatch, ImportWorker, NewImport, RunImport, Upload},
    target::Targets,
};
use jobs::{
    Registry, Worker,
    operation::{self, Operation},
};
use kernel::{
    Error,
    ids::{ImportId, OperationId},
    locale::Locale,
    page::PageRequest,
};
use sea_orm::{ConnectionTrait, QueryOrder};
use std::fmt::Write as _;
use testing::{TestDb, TestWorkspace};

pub struct Workbench<'a> {
    pub test: &'a TestDb,
    pub workspace: TestWorkspace,
    pub parcels: Parcels,
    pub targets: Targets,
    pub worker: Worker,
}

impl<'a> Workbench<'a> {
    pub async fn new(test: &'a TestDb) -> Self {
        Self::with_max_rows(test, import::MAX_ROWS).await
    }

    pub async fn with_max_rows(test: &'a TestDb, max_rows: i64) -> Self {
        for table in TABLES {
            test.db.writer.execute_unprepared(table).await.unwrap();
        }
        let workspace = test.workspace("a").await;
        let parcels = Parcels::default();
        let targets = Targets::default().with(parcels.clone());
        let worker = ImportWorker::new(targets.clone()).with_max_rows(max_rows);
        let registry = Registry::default().perform(worker);
        let worker = Worker::new(test.db.clone(), registry);
        Self { test, workspace, parcels, targets, worker }
    }

    pub async fn upload(&self, bytes: &[u8]) -> Import {
        let tx = self.workspace.write().await;
        let input =
            NewImport { target: "parcels".into(), file_name: "parcels.csv".into(), size: 0 };
        let import = import::create(&tx, &self.targets, input).await.unwrap();
        tx.commit().await.unwrap();
        let caller = self.workspace.caller();
        let mut upload =
            Upload::begin(&self.test.db, caller, &self.targets, import.id).await.unwrap();
        for piece in bytes.chunks(100_000) {
            upload.write(piece).await.unwrap();
        }
        upload.finish().await.unwrap()
    }

    pub async fn patch(&self, id: ImportId, patch: serde_json::Value) -> Result<Import, Error> {
        let patch: ImportPatch = serde_json::from_value(patch).unwrap();
        let tx = self.workspace.write().await;
        let import = import::update(&tx, &self.targets, id, patch).await?;
        tx.commit().await?;
        Ok(import)
    }

    /// Maps the first columns to these fields.
    pub async fn map(&self, id: ImportId, fields: &[&str]) {
        let mapping = fields
            .iter()
            .enumerate()
            .map(|(at, field)| serde_json::json!({"column": at + 1, "field": field}));
        let mapping: Vec<_> = mapping.collect();
        self.patch(id, serde_json::json!({ "mapping": mapping })).await.unwrap();
    }

    pub async fn check(&self, id: ImportId) -> Import {
        let tx = self.workspace.write().await;
        import::check(&tx, &self.targets, id).await.unwrap();
        tx.commit().await.unwrap();
        self.worker.run_due().await.unwrap();
        self.get(id).await
    }

    pub async fn start(&self, id: ImportId, skip_errors: bool) -> Result<OperationId, Error> {
        let tx = self.workspace.write().await;
        let operation = import::run(&tx, &self.targets, id, RunImport { skip_errors }).await?;
        tx.commit().await?;
        Ok(operation.id)
    }

    pub async fn run(&self, id: ImportId) -> Import {
        self.start(id, true).await.unwrap();
        self.worker.run_due().await.unwrap();
        self.get(id).await
    }

    /// Upload, check and run.
    pub async fn import(&self, bytes: &[u8]) -> Import {
        let import = self.upload(bytes).await;
        self.check(import.id).await;
        self.run(import.id).await
    }

    pub async fn undo(&self, id: ImportId) -> Import {
        let tx = self.workspace.write().await;
        import::undo(&tx, &self.targets, id).await.unwrap();
        tx.commit().await.unwrap();
        self.worker.run_due().await.unwrap();
        self.get(id).await
    }

    pub async fn get(&self, id: ImportId) -> Import {
        import::get(&self.workspace.read().await, id).await.unwrap()
    }

    pub async fn operation(&self, import: &Import) -> Operation {
        operation::get(&self.workspace.read().await, import.operation_id.unwrap()).await.unwrap()
    }

    pub async fn errors(&self, id: ImportId) -> Vec<ImportError> {
        let page = PageRequest { limit: Some(200), ..PageRequest::default() };
        import::list_errors(&self.workspace.read().await, id, Locale::En, &page).await.unwrap().data
    }

    pub async fn parcels(&self) -> Vec<parcel::Model> {
        let tx = self.workspace.read().await;
        tx.find::<parcel::Entity>()
            .order_by_asc(parcel::Column::ExternalId)
            .all(&tx.db)
            .await
            .unwrap()
    }
}

/// A file of this many good rows.
pub fn file_of(rows: usize) -> Vec<u8> {
    let mut text = String::from("编号,名称\n");
    for row in 0..rows {
        writeln!(text, "P{row:06},包裹{row}").unwrap();
    }
    text.into_bytes()
}
