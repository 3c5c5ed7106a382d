use jobs::{DomainEvent, Record as _, Registry, Worker};
use kernel::page::PageRequest;
use leads::{channel, stage};
use testing::on_both_databases;

on_both_databases! {
    async fn a_new_workspace_is_furnished_once_in_its_language(db: TestDb) {
        let workspace = db.workspace("a").await;
        let worker = Worker::new(db.db.clone(), leads::register(Registry::default()));
        for _ in 0..2 {
            let tx = workspace.write().await;
            tx.record(DomainEvent::WorkspaceCreated { workspace_id: workspace.id }).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(worker.run_due().await.unwrap(), 1);
        }
        let tx = workspace.read().await;
        let stages = stage::list(&tx).await.unwrap();
        assert_eq!((stages.len(), stages[0].name.as_str()), (8, "待跟进"));
        let channels = channel::list(&tx, &Default::default(), &PageRequest::default()).await.unwrap();
        assert_eq!(channels.data.len(), 10);
    }
}
