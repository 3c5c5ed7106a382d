use kernel::{locale::Locale, page::PageRequest};
use leads::{
    channel::{self, ChannelFilter},
    defaults, stage,
};
use testing::on_both_databases;

on_both_databases! {
    async fn a_new_workspace_is_furnished_once_in_its_language(db: TestDb) {
        let workspace = db.workspace("a").await;
        for _ in 0..2 {
            let tx = workspace.write().await;
            defaults::create(&tx, Locale::ZhCn).await.unwrap();
            tx.commit().await.unwrap();
        }
        let tx = workspace.read().await;
        let stages = stage::list(&tx).await.unwrap();
        assert_eq!((stages.len(), stages[0].name.as_str()), (8, "待跟进"));
        let channels = channel::list(&tx, &ChannelFilter::default(), &PageRequest::default()).await.unwrap();
        assert_eq!(channels.data.len(), 10);
    }
}
