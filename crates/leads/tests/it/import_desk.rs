//! Somebody at the import wizard: uploads, maps, checks, runs, undoes.

use crate::fixture::workspace;
use exchange::{
    import::{self, Import, ImportPatch, ImportWorker, NewImport, RunImport, Upload},
    target::Targets,
};
use jobs::{Registry, Worker};
use kernel::{WorkspaceScoped, WorkspaceTx, ids::ImportId, locale::Locale, page::PageRequest};
use leads::{
    entity::lead::{Column, Entity, Model},
    import::LeadTarget,
};
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _};
use serde_json::Value;
use testing::{TestDb, TestWorkspace};

pub struct Desk<'a> {
    test: &'a TestDb,
    pub workspace: TestWorkspace,
    targets: Targets,
    worker: Worker,
}

impl<'a> Desk<'a> {
    pub async fn new(test: &'a TestDb) -> Self {
        let targets = Targets::default().with(LeadTarget);
        let registry = Registry::default().perform(ImportWorker::new(targets.clone()));
        let worker = Worker::new(test.db.clone(), registry);
        Self { test, workspace: workspace(test, "a").await, targets, worker }
    }

    pub async fn upload(&self, text: &str) -> Import {
        let tx = self.workspace.write().await;
        let input = NewImport { target: "leads".into(), file_name: "file.csv".into(), size: 0 };
        let import = import::create(&tx, &self.targets, input).await.unwrap();
        tx.commit().await.unwrap();
        let caller = self.workspace.caller();
        let begun = Upload::begin(&self.test.db, caller, &self.targets, import.id).await;
        let mut upload = begun.unwrap();
        upload.write(text.as_bytes()).await.unwrap();
        upload.finish().await.unwrap()
    }

    pub async fn patch(&self, id: ImportId, patch: Value) {
        let patch: ImportPatch = serde_json::from_value(patch).unwrap();
        let tx = self.workspace.write().await;
        import::update(&tx, &self.targets, id, patch).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub async fn check(&self, id: ImportId) -> Import {
        let tx = self.workspace.write().await;
        import::check(&tx, &self.targets, id).await.unwrap();
        tx.commit().await.unwrap();
        self.settled(id).await
    }

    pub async fn run(&self, id: ImportId) -> Import {
        let tx = self.workspace.write().await;
        import::run(&tx, &self.targets, id, RunImport { skip_errors: true }).await.unwrap();
        tx.commit().await.unwrap();
        self.settled(id).await
    }

    pub async fn undo(&self, id: ImportId) -> Import {
        let tx = self.workspace.write().await;
        import::undo(&tx, &self.targets, id).await.unwrap();
        tx.commit().await.unwrap();
        self.settled(id).await
    }

    async fn settled(&self, id: ImportId) -> Import {
        self.worker.run_due().await.unwrap();
        import::get(&self.workspace.read().await, id).await.unwrap()
    }

    /// Upload with the guessed mapping, check, run.
    pub async fn import(&self, text: &str) -> Import {
        let import = self.upload(text).await;
        self.check(import.id).await;
        self.run(import.id).await
    }

    /// The same with other options than the usual ones.
    pub async fn import_with(&self, text: &str, options: Value) -> Import {
        let import = self.upload(text).await;
        self.patch(import.id, serde_json::json!({ "options": options })).await;
        self.check(import.id).await;
        self.run(import.id).await
    }

    /// `line header code` of each mistake.
    pub async fn errors(&self, id: ImportId) -> Vec<String> {
        let page = PageRequest { limit: Some(200), ..PageRequest::default() };
        let tx = self.workspace.read().await;
        let page = import::list_errors(&tx, id, Locale::En, &page).await.unwrap();
        let told = page.data.into_iter().map(|it| {
            let header = it.error.header.unwrap_or_else(|| "-".to_owned());
            format!("{} {header} {}", it.error.line, it.error.code)
        });
        told.collect()
    }

    pub async fn lead(&self, external_id: &str) -> Model {
        let tx = self.workspace.read().await;
        let found = tx.find::<Entity>().filter(Column::ExternalId.eq(external_id));
        found.one(&tx.db).await.unwrap().unwrap()
    }

    /// All leads by name.
    pub async fn leads(&self) -> Vec<Model> {
        let tx = self.workspace.read().await;
        let found = tx.find::<Entity>().order_by_asc(Column::SortName).order_by_asc(Column::Id);
        found.all(&tx.db).await.unwrap()
    }
}

pub async fn count<E: WorkspaceScoped>(tx: &WorkspaceTx) -> u64
where
    E::Model: Send + Sync,
{
    tx.find::<E>().count(&tx.db).await.unwrap()
}
