use crate::house::{all, event, send};
use serde_json::json;
use std::collections::HashSet;
use testing::on_both_databases;

on_both_databases! {
    async fn senders_that_repeat_one_another_at_the_same_moment_store_each_message_once(db: TestDb) {
        let workspace = db.workspace("a").await;
        let senders = (0..6).map(|sender: usize| {
            let workspace = workspace.clone();
            tokio::spawn(async move {
                let mut accepted = 0;
                for batch in 0..5 {
                    // Each message is sent by three of the senders.
                    let first = (batch * 6 + sender) * 10;
                    let events = (first..first + 30).map(|n| event(&format!("m{}", n % 180), json!({})));
                    accepted += send(&workspace, events.collect()).await.accepted;
                }
                accepted
            })
        });
        let mut accepted = 0;
        for sender in senders.collect::<Vec<_>>() {
            accepted += sender.await.unwrap();
        }
        let stored = all(&workspace).await;
        let ids: HashSet<_> = stored.iter().map(|event| event.id).collect();
        let messages: HashSet<_> = stored.iter().map(|event| event.message_id.clone()).collect();
        assert_eq!((stored.len(), accepted), (180, 180));
        assert_eq!((ids.len(), messages.len()), (180, 180));
    }
}
